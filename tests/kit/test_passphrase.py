"""A new passphrase: said in words how strong it is, refused in place, shown only when asked for."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.kit.passphrase import RULE, NewPassphrase, _Asking, ask_new_passphrase, strength

GOOD = "gerobak hujan kancil wajan"


@pytest.mark.parametrize(
    ("typed", "tone", "said"),
    [
        ("", "", ""),
        ("pendek", "peringatan", "paling sedikit 12"),
        ("kantor wilayah contoh", "peringatan", "paling sering dipakai"),
        ("aaaaaaaaaaaaaaaa", "peringatan", "pengulangan"),
        ("kancil wajan", "", "Satu kata lagi"),
        ("kancil wajan biru", "baik", "Baik."),
        (GOOD, "baik", "Kuat."),
    ],
)
def test_strength_is_said_in_words(typed: str, tone: str, said: str) -> None:
    words, found = strength(typed, ("Kantor Wilayah Contoh",))
    assert said in words
    assert found == tone


def test_the_widget_judges_while_it_is_typed(qtbot: QtBot) -> None:
    widget = NewPassphrase()
    qtbot.addWidget(widget)
    widget.show()
    widget.setFocus()
    assert_speaks(widget)
    assert widget.words.text() == RULE
    widget.typed.setText(GOOD)
    assert widget.words.text() == "Kuat."
    assert widget.problem() == "Kedua frasa sandi tidak sama. Ketik sekali lagi."
    widget.again.setText(GOOD)
    assert widget.problem() == ""
    assert widget.typed.echoMode() is QLineEdit.EchoMode.Password
    widget.shown.setChecked(True)
    assert widget.again.echoMode() is QLineEdit.EchoMode.Normal


def test_what_is_wrong_is_said_in_the_dialog(qtbot: QtBot) -> None:
    said: list[str] = []

    def answer() -> None:
        message = QApplication.activeModalWidget()
        assert isinstance(message, _Asking)
        for old, new in (("bukan", GOOD), ("lama", "pendek"), ("lama", GOOD)):
            message.old.setText(old)
            message.new.typed.setText(new)
            message.new.again.setText(new)
            message.buttons[1].click()
            said.append(message.problem.text())

    QTimer.singleShot(0, answer)
    asked = ask_new_passphrase(
        None,
        "Ganti frasa sandi",
        "Kalimat contoh.",
        yes="Ganti",
        check_old=lambda typed: "" if typed == "lama" else "Tidak cocok.",
    )
    assert asked == ("lama", GOOD)
    assert said[0] == "Tidak cocok."
    assert said[1].startswith("Frasa sandi paling sedikit")


def test_giving_up_gives_nothing(qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    assert ask_new_passphrase(None, "Lindungi", "Kalimat contoh.", yes="Lindungi") is None
