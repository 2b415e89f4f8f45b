"""Two windows over the office's own form: both values side by side, never a silent overwrite."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.kit.comparison import ComparisonDialog
from berkas.rooms.office.commands import save_office
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.queries.office import load_office
from berkas_db.book import Book
from berkas_db.changes import ANYONE


@pytest.fixture
def pages(book: Book, qapp: QApplication, qtbot: QtBot) -> Iterator[list[OfficePage]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    book.change(save_office, ANYONE, {"province": "Provinsi Contoh"}).result()
    desks = [Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12)) for _ in range(2)]
    made = [OfficePage(desk) for desk in desks]
    for page in made:
        qtbot.addWidget(page)
        page.show()
    qtbot.waitUntil(lambda: all(page.sheet.is_showing() for page in made))
    yield made
    for desk in desks:
        desk.close()


def type_in(page: OfficePage, key: str, text: str) -> None:
    line = page.sheet.form.editor(key).input
    assert isinstance(line, QLineEdit)
    line.setText(text)
    line.textEdited.emit(text)


def take_theirs(seen: list[int]) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ComparisonDialog):
        QTimer.singleShot(20, lambda: take_theirs(seen))
        return
    seen.append(len(dialog.sides))
    dialog.sides[0][0].setChecked(True)
    dialog.accept()


def test_the_office_is_merged_and_asked(pages: list[OfficePage], qtbot: QtBot, book: Book) -> None:
    mine, other = pages
    type_in(mine, "city", "Kota Saya")
    type_in(mine, "short_name", "Saya")
    type_in(other, "city", "Kota Lain")
    other.sheet.save()
    qtbot.waitUntil(lambda: book.read(load_office).result().values["city"] == "Kota Lain")
    seen: list[int] = []
    QTimer.singleShot(20, lambda: take_theirs(seen))
    mine.sheet.save()
    qtbot.waitUntil(lambda: book.read(load_office).result().values["short_name"] == "Saya")
    assert seen == [1]
    assert book.read(load_office).result().values["city"] == "Kota Lain"
