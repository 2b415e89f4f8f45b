"""A file as a field: chosen, dropped, opened, let go; half typed it comes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from berkas.kit import dialogs
from berkas.kit.filechooser import FileEditor
from berkas.kit.form import Form
from berkas.rules.fields import Choice, ChosenFile, Field, FieldError, Kind

SCAN = Field("attachment_id", "Berkas", Kind.FILE)


def lookup(source: str, typed: str) -> tuple[Choice, ...]:
    return (Choice("7", "SK badan hukum.pdf"),) if (source, typed) == ("lampiran", "=7") else ()


class Page(QWidget):
    """Something that opens kept files, with a form in it."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[int] = []
        self.form = Form((SCAN,), lookup=lookup, parent=self)
        QVBoxLayout(self).addWidget(self.form)

    def open_file(self, id: int) -> None:
        self.opened.append(id)

    @property
    def editor(self) -> FileEditor:
        made = self.form.editor(SCAN.key)
        assert isinstance(made, FileEditor)
        return made

    def press(self, words: str) -> None:
        next(
            button
            for kind in (QPushButton, QToolButton)
            for button in self.editor.findChildren(kind)
            if words in (button.text(), button.toolTip())
        ).click()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_kept_file_shows_its_name_and_opens(page: Page) -> None:
    page.form.set_values({SCAN.key: 7})
    page.press("SK badan hukum.pdf")
    assert page.opened == [7]
    assert page.form.values() == {SCAN.key: 7}
    page.press("Lepas berkas")
    assert page.form.values() == {SCAN.key: None}
    assert page.form.is_changed()


def test_a_file_is_chosen_and_half_typed_it_comes_back(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = tmp_path / "akta.pdf"
    scan.write_bytes(b"%PDF-")
    monkeypatch.setattr(dialogs, "open_files", lambda *_args: [scan])
    page.press("Pilih berkas…")
    assert page.form.values() == {SCAN.key: ChosenFile(str(scan))}
    typed = page.editor.typed()
    page.form.set_values({})
    page.editor.set_typed(typed)
    assert page.editor.words(typed) == "akta.pdf"
    assert page.form.values() == {SCAN.key: ChosenFile(str(scan))}
    scan.unlink()
    with pytest.raises(FieldError, match=r"akta\.pdf.*tidak ada lagi"):
        page.editor.value()


def test_a_file_is_dropped_unless_the_record_can_only_be_read(page: Page, tmp_path: Path) -> None:
    def drop() -> None:
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(tmp_path / "foto.jpg"))])
        page.editor.dropEvent(
            QDropEvent(
                QPoint(3, 3), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip

    page.editor.set_read_only(on=True)
    drop()
    assert page.editor.raw() == (None, "")
    page.editor.set_read_only(on=False)
    drop()
    assert page.editor.words(page.editor.typed()) == "foto.jpg"
