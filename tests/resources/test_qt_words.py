"""Qt's own texts in Indonesian: what a person sees on buttons, in the file dialog and in context menus."""

import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QToolButton,
    QWizard,
)
from pytestqt.qtbot import QtBot

I18N = Path(__file__).parents[2] / "resources" / "i18n"
QT = Path(PySide6.__file__).parent
CHOSEN_KEYS_ONLY = {"QShortcut", "QGuiApplication"}
"""Contexts full of television and debugging words; only what an office meets is translated there."""


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(I18N / "qt_id.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def plain(text: str) -> str:
    return text.replace("&", "")


BUTTONS = {
    "Ok": "OK",
    "Save": "Simpan",
    "SaveAll": "Simpan Semua",
    "Open": "Buka",
    "Yes": "Ya",
    "YesToAll": "Ya untuk Semua",
    "No": "Tidak",
    "NoToAll": "Tidak untuk Semua",
    "Abort": "Hentikan",
    "Retry": "Coba Lagi",
    "Ignore": "Abaikan",
    "Close": "Tutup",
    "Cancel": "Batal",
    "Discard": "Jangan Simpan",
    "Help": "Bantuan",
    "Apply": "Terapkan",
    "Reset": "Kembalikan",
    "RestoreDefaults": "Kembalikan ke Bawaan",
}


@pytest.mark.usefixtures("indonesian")
def test_every_standard_button_is_indonesian(qtbot: QtBot) -> None:
    kinds = [kind for kind in QDialogButtonBox.StandardButton if kind.name in BUTTONS]
    assert len(kinds) == len(BUTTONS) == len(QDialogButtonBox.StandardButton)
    for kind in kinds:
        box = QDialogButtonBox(kind)
        qtbot.addWidget(box)
        assert plain(box.button(kind).text()) == BUTTONS[str(kind.name)]


@pytest.mark.usefixtures("indonesian")
def test_the_mnemonics_of_a_question_differ(qtbot: QtBot) -> None:
    every = QMessageBox.StandardButton
    box = QMessageBox()
    box.setStandardButtons(every.Yes | every.YesToAll | every.No | every.NoToAll)
    box.setDetailedText("rincian")
    qtbot.addWidget(box)
    letters = [match[1].lower() for b in box.buttons() if (match := re.search(r"&(\w)", b.text()))]
    assert len(letters) == len(set(letters)) == 4
    assert "Tampilkan Rincian…" in {plain(button.text()) for button in box.buttons()}


@pytest.mark.usefixtures("indonesian")
def test_the_file_dialog_is_indonesian(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "Simpan", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    labels = {plain(label.text()) for label in dialog.findChildren(QLabel) if label.text()}
    assert labels == {"Lihat di:", "Nama berkas:", "Jenis berkas:"}
    tips = {button.toolTip() for button in dialog.findChildren(QToolButton) if button.toolTip()}
    assert tips == {
        "Mundur",
        "Maju",
        "Folder Induk",
        "Buat Folder Baru",
        "Tampilan Daftar",
        "Tampilan Rincian",
    }
    assert {plain(button.text()) for button in dialog.findChildren(QPushButton)} == {"Simpan", "Batal"}
    assert dialog.selectedNameFilter() == "Semua Berkas (*)"


def entries(menu: QMenu) -> list[str]:
    return [plain(action.text().partition("\t")[0]) for action in menu.actions() if not action.isSeparator()]


@pytest.mark.usefixtures("indonesian")
def test_the_context_menus_of_text_are_indonesian(qtbot: QtBot) -> None:
    line, text = QLineEdit("contoh"), QPlainTextEdit("contoh")
    for widget in (line, text):
        qtbot.addWidget(widget)
        menu = widget.createStandardContextMenu()
        qtbot.addWidget(menu)
        assert entries(menu) == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih Semua"]
        letters = [match[1].lower() for a in menu.actions() if (match := re.search(r"&(\w)", a.text()))]
        assert len(letters) == len(set(letters))


@pytest.mark.usefixtures("indonesian")
def test_wizards_and_small_dialogs_are_indonesian(qtbot: QtBot) -> None:
    wizard = QWizard()
    wizard.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
    progress = QProgressDialog()
    ask = QInputDialog()
    for widget in (wizard, progress, ask):
        qtbot.addWidget(widget)
    buttons = QWizard.WizardButton
    texts = [
        plain(wizard.buttonText(b)) for b in (buttons.BackButton, buttons.NextButton, buttons.FinishButton)
    ]
    assert texts == ["< Kembali", "Lanjut >", "Selesai"]
    assert {plain(button.text()) for button in progress.findChildren(QPushButton)} == {"Batal"}
    assert ask.labelText() == "Isi nilai:"


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize(
    "keys", ["Ctrl+Left", "Alt+Up", "Ctrl+Space", "Shift+Del", "Ctrl+PgDown", "F1", "Ctrl+Return"]
)
def test_shortcuts_written_in_code_still_work(keys: str) -> None:
    sequence = QKeySequence(keys)
    assert sequence == QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    assert not sequence.isEmpty()
    shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    assert QKeySequence.fromString(shown, QKeySequence.SequenceFormat.NativeText) == sequence


@pytest.mark.usefixtures("indonesian")
def test_arrows_and_space_are_named_in_indonesian() -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Left").toString(native) == "Ctrl+Panah Kiri"
    assert QKeySequence("Ctrl+Space").toString(native) == "Ctrl+Spasi"


def messages(path: Path) -> dict[tuple[str, str], str]:
    """(context, source) to first translation of a compiled file, read without Qt."""
    data = path.read_bytes()
    sections, at = {}, 16
    while at < len(data):
        tag, size = struct.unpack(">BI", data[at : at + 5])
        sections[tag] = data[at + 5 : at + 5 + size]
        at += 5 + size
    found, hashes, body = {}, sections[0x42], sections[0x69]
    for _, start in struct.iter_unpack(">II", hashes):
        at, parts = start, {}
        while (tag := body[at]) != 1:
            (size,) = struct.unpack(">I", body[at + 1 : at + 5])
            parts.setdefault(tag, body[at + 5 : at + 5 + size])
            at += 5 + size
        found[parts[7].decode(), parts[6].decode()] = parts[3].decode("utf-16-be")
    return found


def test_nothing_of_these_dialogs_is_left_untranslated_by_a_newer_qt() -> None:
    ours = messages(I18N / "qt_id.qm")
    contexts = {context for context, _ in ours} - CHOSEN_KEYS_ONLY
    known = {key for key in messages(QT / "Qt" / "translations" / "qtbase_de.qm") if key[0] in contexts}
    assert known - ours.keys() == set()


def test_placeholders_and_shortcuts_survive_translation() -> None:
    for (context, source), words in messages(I18N / "qt_id.qm").items():
        assert words, (context, source)
        assert sorted(re.findall(r"%\w", source)) == sorted(re.findall(r"%\w", words)), (context, source)
        if "&" in re.sub(r"&nbsp;", "", source):
            assert len(re.findall(r"&\w", words)) >= 1, (context, source)


def test_the_compiled_file_is_that_of_the_source(tmp_path: Path) -> None:
    tool = next(QT.glob("lrelease*"))
    fresh = tmp_path / "qt_id.qm"
    subprocess.run([tool, "-silent", I18N / "qt_id.ts", "-qm", fresh], check=True, timeout=60)
    assert fresh.read_bytes() == (I18N / "qt_id.qm").read_bytes(), (
        "Jalankan pyside6-lrelease (lihat README.md di sana)."
    )
