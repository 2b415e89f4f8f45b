"""A room of tabs: pages are made when first shown, places lead to them, typed text holds one back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.desk import Desk, Place, Tab, TabbedPage
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas_db.book import Book
from berkas_db.changes import ANYONE


class Part(QWidget):
    """A page that remembers its visits."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        del desk
        self.visits: list[int | None] = []
        self.clean = True
        QVBoxLayout(self).addWidget(QPushButton(f"Tombol {name}", self))

    def visit(self, id: int | None) -> None:
        self.visits.append(id)

    def may_leave(self) -> bool:
        return self.clean


@pytest.fixture
def page(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[TabbedPage]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    tabs = (
        Tab("satu", "Satu", lambda desk: Part(desk, "satu")),
        Tab("dua", "Dua", lambda desk: Part(desk, "dua")),
    )
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as book:
        desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
        made = TabbedPage(desk, tabs, name="Bagian contoh")
        qtbot.addWidget(made)
        made.show()
        yield made
        desk.close()


def part(page: TabbedPage, kind: str) -> Part:
    found = page.page(kind)
    assert isinstance(found, Part)
    return found


def test_a_page_is_made_when_its_tab_is_first_shown(page: TabbedPage) -> None:
    assert len(page.findChildren(Part)) == 1
    page.tabs.setCurrentIndex(1)
    assert len(page.findChildren(Part)) == 2
    page.tabs.setCurrentIndex(0)
    page.tabs.setCurrentIndex(1)
    assert len(page.findChildren(Part)) == 2


def test_a_place_leads_to_its_tab_and_record(page: TabbedPage) -> None:
    page.visit(Place("contoh", "dua", 7))
    assert page.tabs.currentIndex() == 1
    assert part(page, "dua").visits == [7]


def test_a_place_without_kind_stays_on_the_tab_that_is_open(page: TabbedPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.visit(Place("contoh"))
    assert part(page, "dua").visits == [None]
    assert part(page, "satu").visits == []


def test_typed_text_on_any_tab_holds_the_room_back(page: TabbedPage) -> None:
    page.visit(Place("contoh", "dua"))
    part(page, "satu").clean = False
    assert not page.may_leave()
    part(page, "satu").clean = True
    assert page.may_leave()


def test_a_cover_lies_over_the_tabs_until_a_place_is_visited(page: TabbedPage) -> None:
    cover = QWidget()
    page.add_cover(cover)
    page.show_cover(cover)
    assert page.stack.currentWidget() is cover
    page.visit(Place("contoh", "satu"))
    assert page.stack.currentWidget() is page.tabs


def test_the_tabs_speak(page: TabbedPage) -> None:
    assert page.tabs.tabBar().accessibleName() == "Bagian contoh"
    assert_speaks(page)


def test_the_cursor_goes_into_the_tab_that_comes_to_the_front(page: TabbedPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    part(page, "satu").findChild(QPushButton).setFocus()  # type: ignore[union-attr]
    page.tabs.setCurrentIndex(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert part(page, "dua").isAncestorOf(focus)
    bar = page.tabs.tabBar()
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    assert page.tabs.currentIndex() == 0
    assert bar.hasFocus(), "the arrows go on along the tabs"


@pytest.fixture
def grouped(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[TabbedPage]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    tabs = tuple(
        Tab(kind, kind.capitalize(), lambda desk, kind=kind: Part(desk, kind), group=group)
        for kind, group in (("satu", "Awal"), ("dua", "Awal"), ("tiga", "Akhir"), ("empat", "Akhir"))
    )
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as book:
        desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
        made = TabbedPage(desk, tabs, name="Bagian contoh")
        qtbot.addWidget(made)
        made.show()
        yield made
        desk.close()


def shown(page: TabbedPage) -> list[str]:
    return [page.tabs.tabText(place) for place in range(page.tabs.count()) if page.tabs.isTabVisible(place)]


def test_tabs_of_one_group_stand_side_by_side(grouped: TabbedPage) -> None:
    bar = grouped.groups
    assert bar is not None
    assert [bar.tabText(place) for place in range(bar.count())] == ["Awal", "Akhir"]
    assert shown(grouped) == ["Satu", "Dua"]
    bar.setCurrentIndex(1)
    assert shown(grouped) == ["Tiga", "Empat"]
    assert grouped.tabs.currentIndex() == 2
    assert_speaks(grouped)


def test_a_place_leads_through_the_groups_and_each_keeps_its_tab(grouped: TabbedPage) -> None:
    bar = grouped.groups
    assert bar is not None
    grouped.visit(Place("contoh", "empat", 3))
    assert (bar.currentIndex(), grouped.tabs.currentIndex()) == (1, 3)
    assert part(grouped, "empat").visits == [3]
    bar.setCurrentIndex(0)
    assert grouped.tabs.currentIndex() == 0
    bar.setCurrentIndex(1)
    assert grouped.tabs.currentIndex() == 3


def test_a_room_without_groups_has_one_row(page: TabbedPage) -> None:
    assert page.groups is None
    assert shown(page) == ["Satu", "Dua"]
