"""The page of the day in a real window: lines open their records, large text keeps everything readable."""

import json
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_nothing_clipped, assert_speaks
from tests.rooms.today.conftest import complaint

from berkas.desk import Desk, Place
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.today.editor import DayRow
from berkas.rooms.today.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.drafts import save_draft

Open = Callable[[Book], Page]


@pytest.fixture
def open_page(qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desks: list[Desk] = []

    def make(book: Book) -> Page:
        desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 11, 24))
        desks.append(desk)
        made = Page(desk)
        qtbot.addWidget(made)
        made.resize(1160, 700)
        made.show()
        qtbot.waitExposed(made)
        qtbot.waitUntil(lambda: bool(said(made)))
        return made

    yield make
    for desk in desks:
        desk.close()


def said(page: Page) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.text() and label.isVisible()]


def rows(page: Page) -> list[DayRow]:
    return [row for row in page.findChildren(DayRow) if row.isVisible()]


def test_the_first_line_is_opened_by_key(full: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(full)
    qtbot.waitUntil(lambda: len(rows(page)) > 5)
    page.activateWindow()
    page.visit(Place("today"))
    opened: list[Place] = []
    page.desk.opening.connect(opened.append)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Space)
    assert [(place.room, place.kind) for place in opened] == [("complaints", "complaint")]
    assert opened[0].id is not None


def test_counts_stand_in_the_headings(full: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(full)
    qtbot.waitUntil(lambda: "Lewat batas waktu (2)" in said(page))
    assert "3 hal lewat batas waktu atau jatuh tempo hari ini" in said(page)


def test_the_page_speaks(full: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(full)
    qtbot.waitUntil(lambda: len(rows(page)) > 5)
    assert_speaks(page)
    cards = [frame for frame in page.findChildren(QFrame) if frame.accessibleName() == "Lewat batas waktu"]
    assert cards


def test_an_office_without_anything_due_is_greeted(book: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(book)
    qtbot.waitUntil(lambda: "Tidak ada yang lewat atau jatuh tempo hari ini" in said(page))
    qtbot.waitUntil(lambda: any("cadangan" in row.button.accessibleName() for row in rows(page)))


def test_a_change_anywhere_is_seen_at_once(book: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(book)
    book.change(complaint, ANYONE, "P-9", "2025-11-24").result()
    qtbot.waitUntil(lambda: any("P-9" in row.button.accessibleName() for row in rows(page)))


def test_unfinished_forms_and_the_copy_lead_to_their_rooms(book: Book, open_page: Open, qtbot: QtBot) -> None:
    kept = {"room": "visits", "place": "visit", "word": "kegiatan"}
    save_draft(book, ANYONE, "visit", None, json.dumps(kept), "title").result()
    page = open_page(book)
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    opened: list[Place] = []
    page.desk.opening.connect(opened.append)
    for row in rows(page):
        row.button.click()
    assert [(place.room, place.kind) for place in opened] == [("visits", "visit"), ("office", "cadangan")]


def test_a_narrow_page_puts_the_date_under_the_name(full: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(full)
    qtbot.waitUntil(lambda: len(rows(page)) > 5)
    wide = rows(page)[0].height()
    page.resize(560, 700)
    qtbot.waitUntil(lambda: rows(page)[0].height() > wide)
    qtbot.wait(100)
    assert_nothing_clipped(page)


def test_the_sheet_is_previewed(full: Book, open_page: Open, qtbot: QtBot) -> None:
    page = open_page(full)
    titles: list[str] = []

    def close_preview() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(30, close_preview)
            return
        titles.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(30, close_preview)
    next(b for b in page.findChildren(QPushButton) if "Cetak" in b.text()).click()
    qtbot.waitUntil(lambda: bool(titles), timeout=20000)
    assert "Lembar Hari Ini" in titles[0]
