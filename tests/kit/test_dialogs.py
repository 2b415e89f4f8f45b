"""Dialogs: safe answers, verbs, never two at once, a report without values."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from berkas.kit import dialogs
from berkas.kit.dialogs import Message


def meanwhile(act: Callable[[Message], None]) -> None:
    """Do something with the dialog that opens next."""

    def do() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, Message) and found.isActiveWindow():
            act(found)
        else:
            if found is not None:
                found.activateWindow()
            QTimer.singleShot(5, do)

    QTimer.singleShot(0, do)


def press(key: Qt.Key) -> Callable[[Message], None]:
    """Press a key in the dialog."""
    return lambda dialog: QTest.keyClick(QApplication.focusWidget() or dialog, key)


@pytest.mark.parametrize(
    ("danger", "key", "answer"),
    [
        (False, Qt.Key.Key_Return, True),
        (True, Qt.Key.Key_Return, False),
        (False, Qt.Key.Key_Escape, False),
        (True, Qt.Key.Key_Escape, False),
    ],
)
def test_enter_and_esc(qtbot: QtBot, danger: bool, key: Qt.Key, answer: bool) -> None:
    meanwhile(press(key))
    assert dialogs.ask(None, "Buang", "Buang perubahan?", yes="Buang", danger=danger) is answer


def test_the_strong_button_answers_yes(qtbot: QtBot) -> None:
    meanwhile(lambda dialog: dialog.buttons[1].click())
    assert dialogs.ask(None, "Buang", "Buang?", yes="Buang", danger=True, details="satu\ndua")


def test_one_of_several_ways(qtbot: QtBot) -> None:
    meanwhile(lambda dialog: dialog.buttons[2].click())
    assert dialogs.choose(None, "Ganda", "Dua berkas mirip.", ["Gabungkan", "Bukan data ganda"]) == 1
    meanwhile(press(Qt.Key.Key_Escape))
    assert dialogs.choose(None, "Ganda", "Dua berkas mirip.", ["Gabungkan"]) is None


def line_of(dialog: Message) -> QLineEdit:
    """The field of a dialog."""
    found = dialog.findChild(QLineEdit)
    assert found is not None
    return found


def test_many_ways_stand_under_each_other(qtbot: QtBot) -> None:
    ways = [f"Instrumen contoh dengan judul yang panjang nomor {place}" for place in range(60)]
    seen: list[int] = []

    def look(dialog: Message) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        seen.extend((dialog.width(), dialog.height()))
        assert dialog.width() < min(screen.width(), 800)
        assert dialog.height() <= screen.height()
        assert len({button.y() for button in dialog.buttons}) == len(dialog.buttons)
        press(Qt.Key.Key_Return)(dialog)

    meanwhile(look)
    assert dialogs.choose(None, "Ganti instrumen", "Instrumen mana?", ways) == 0
    assert seen


def test_a_line_is_asked_for(qtbot: QtBot) -> None:
    def act(dialog: Message) -> None:
        line = line_of(dialog)
        assert line.hasFocus()
        assert line.accessibleName() == "Alasan"
        assert not dialog.buttons[1].isEnabled()
        QTest.keyClicks(line, "Diminta pimpinan")
        QTest.keyClick(line, Qt.Key.Key_Return)

    meanwhile(act)
    answer = dialogs.ask_text(None, "Lihat identitas", "Sebutkan alasan.", label="Alasan", yes="Lihat")
    assert answer == "Diminta pimpinan"
    meanwhile(press(Qt.Key.Key_Escape))
    assert dialogs.ask_text(None, "Judul", "Kalimat.", label="Alasan", yes="Lihat") is None


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    def act(dialog: Message) -> None:
        assert line_of(dialog).echoMode() == QLineEdit.EchoMode.Password
        dialog.buttons[1].click()

    meanwhile(act)
    assert dialogs.ask_text(None, "Buka", "x", label="Sandi", yes="Buka", secret=True, required=False) == ""


def test_what_cannot_be_undone_needs_a_word(qtbot: QtBot) -> None:
    def act(dialog: Message) -> None:
        line = line_of(dialog)
        QTest.keyClicks(line, "hapu")
        assert not dialog.buttons[1].isEnabled()
        QTest.keyClicks(line, "s")
        assert dialog.buttons[1].isEnabled()
        dialog.buttons[1].click()

    meanwhile(act)
    assert dialogs.ask_word(None, "Hapus", "Tidak dapat dikembalikan.", word="Hapus", yes="Hapus")


def test_never_two_at_once(qtbot: QtBot) -> None:
    def act(dialog: Message) -> None:
        dialogs.say(None, "Lain", "Kalimat kedua.")
        dialogs.failure(None, "Kalimat ketiga.", ValueError("x"))
        assert not dialogs.ask(None, "Lain", "Boleh?", yes="Boleh")
        assert dialogs.ask_text(None, "Lain", "Apa?", label="Apa", yes="Ya") is None
        assert dialogs.choose(None, "Lain", "Mana?", ["Ini"]) is None
        assert not dialogs.ask_word(None, "Lain", "Ketik", word="x", yes="x")
        words = [label.text() for label in dialog.findChildren(QLabel)]
        assert words[1:] == ["Kalimat pertama.", "Kalimat kedua.", "Kalimat ketiga."]
        dialog.buttons[0].click()

    meanwhile(act)
    dialogs.say(None, "Judul", "Kalimat pertama.")


def test_a_report_carries_places_and_no_values(qtbot: QtBot) -> None:
    def broken() -> None:
        name = "Siti Contoh"
        raise ValueError(name)

    with pytest.raises(ValueError, match="Siti") as caught:
        broken()

    def act(dialog: Message) -> None:
        copy = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Salin laporan")
        copy.click()
        dialog.buttons[0].click()

    meanwhile(act)
    dialogs.failure(None, "Terjadi kegagalan program.", caught.value)
    report = QGuiApplication.clipboard().text()
    assert "ValueError" in report
    assert "test_dialogs.py" in report
    assert "broken" in report
    assert "Siti" not in report
    assert "/" not in report.splitlines()[-1]


def test_saving_takes_the_ending_of_the_pattern(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = str(tmp_path / "register")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, "Buku kerja (*.xlsx *.ods)"))
    assert (
        dialogs.save_file(None, "Ekspor", "register", ["Buku kerja (*.xlsx *.ods)"])
        == tmp_path / "register.xlsx"
    )
    (tmp_path / "register.xlsx").write_bytes(b"lama")
    meanwhile(press(Qt.Key.Key_Escape))
    assert dialogs.save_file(None, "Ekspor", "register", ["Buku kerja (*.xlsx)"]) is None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert dialogs.save_file(None, "Ekspor", "register", ["Buku kerja (*.xlsx)"]) is None


def test_files_are_chosen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = [str(tmp_path / "a.jpg"), str(tmp_path / "b.jpg")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    assert dialogs.open_files(None, "Pilih", ["Foto (*.jpg)"], many=True) == [Path(name) for name in names]
    assert dialogs.open_files(None, "Pilih", ["Foto (*.jpg)"]) == [Path(names[0])]
    assert dialogs.open_folder(None, "Pilih") == tmp_path
