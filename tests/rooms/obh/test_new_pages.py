"""The newer pages of this room in real windows: people, weekly reports, dated rules, files in rows."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidgetItem
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.kit.filechooser import FileEditor
from berkas.kit.preview import PreviewDialog
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Para
from berkas.rooms.obh.commands import save_posbankum
from berkas.rooms.obh.editor.weekpage import WeekPage
from berkas.rooms.obh.page import Page
from berkas.rooms.obh.queries.board import periods
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.queries.weeks import week_lines
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import Posbankum

Make = Callable[..., int]
TODAY = date(2025, 6, 12)
LAST_WEEK = date(2025, 6, 2)


@pytest.fixture
def open_room(book: Book, qapp, qtbot: QtBot) -> Iterator[Callable[[Actor], Page]]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    desks: list[Desk] = []

    def open_as(actor: Actor = ANYONE) -> Page:
        desk = Desk(book, actor, Rulebook.load(), lambda: TODAY)
        desks.append(desk)
        page = Page(desk)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield open_as
    for desk in desks:
        desk.close()


@pytest.fixture
def posts(book: Book, regency: int) -> list[int]:
    def make(name: str) -> int:
        values = {
            "name": f"Posbankum {name}",
            "village": name,
            "village_kind": "desa",
            "regency_id": str(regency),
        }
        return book.change(save_posbankum, ANYONE, values, id=None, version=None).result().value

    return [make("A Contoh"), make("B Contoh")]


def weeks(page: Page, qtbot: QtBot, rows: int) -> WeekPage:
    page.visit(Place("obh", "posbankum_report"))
    made = page.page("posbankum_report")
    qtbot.waitUntil(lambda: made.grid.rowCount() == rows and made.summary.text() != "")
    return made


def cell(page: WeekPage, row: int, column: int) -> QTableWidgetItem:
    found = page.grid.item(row, column)
    assert found is not None
    return found


def test_reports_of_a_week_are_ticked_by_keyboard(
    open_room: Callable[..., Page], posts: list[int], book: Book, qtbot: QtBot
) -> None:
    page = weeks(open_room(), qtbot, 2)
    assert "Minggu 2–8 Juni 2025" in page.week.text()
    assert page.summary.text() == "0 dari 2 Posbankum sudah melapor, 2 belum."
    page.grid.setCurrentCell(0, 3)
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.summary.text().startswith("1 dari 2"))
    cell(page, 0, 5).setText("4")
    qtbot.waitUntil(lambda: book.read(week_lines, LAST_WEEK).result()[0].consultations == 4)
    qtbot.waitUntil(lambda: cell(page, 0, 5).text() == "4")
    cell(page, 0, 4).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: "1 nihil" in page.summary.text())
    assert book.read(week_lines, LAST_WEEK).result()[0].consultations == 0, "nil takes the counts away"
    page.missing.setChecked(True)
    assert [page.grid.isRowHidden(row) for row in range(2)] == [True, False]
    cell(page, 0, 3).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: page.summary.text().startswith("0 dari 2"))
    page.before.click()
    qtbot.waitUntil(lambda: "26 Mei" in page.week.text())
    assert_mnemonics_unique(page)
    assert posts


def test_393_posts_are_filled_without_measuring_each_cell(
    open_room: Callable[..., Page], posts: list[int], book: Book, qtbot: QtBot
) -> None:
    def many(step: Step) -> None:
        like = step.session.get_one(Posbankum, posts[0])
        own = {"village_kind": "desa", "regency_id": like.regency_id, "established_on": "2025-01-01"}
        for number in range(391):
            named = {"code": f"P{number:03}", "name": f"Pos {number} (contoh)", "village": f"Contoh {number}"}
            step.insert(Posbankum, own | named)

    book.change(many, ANYONE).result()
    page = weeks(open_room(), qtbot, 393)
    head = page.grid.horizontalHeader()
    # Measuring the words of a column at every cell takes seconds for a province.
    assert {head.sectionResizeMode(column) for column in range(head.count())} == {
        QHeaderView.ResizeMode.Interactive
    }
    qtbot.waitUntil(lambda: head.length() <= page.grid.viewport().width() + 1)
    page.grid.setCurrentCell(392, 3)
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.summary.text() == "1 dari 393 Posbankum sudah melapor, 392 belum.")


def test_a_wrong_count_is_refused_and_the_old_one_shown(
    open_room: Callable[..., Page],
    posts: list[int],
    book: Book,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(Desk, "failed", lambda _desk, error: told.append(str(error)))
    page = weeks(open_room(), qtbot, 2)
    cell(page, 0, 3).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: cell(page, 0, 5).text() == "0")
    cell(page, 0, 5).setText("dua")
    qtbot.waitUntil(lambda: bool(told) and cell(page, 0, 5).text() == "0")
    assert "paling sedikit 0" in told[0]
    assert book.read(week_lines, LAST_WEEK).result()[0].consultations == 0
    assert posts


def test_readers_only_read_the_week(open_room: Callable[..., Page], posts: list[int], qtbot: QtBot) -> None:
    page = weeks(open_room(Actor(None, "Pengawas Contoh", "pengawas")), qtbot, 2)
    assert not cell(page, 0, 3).flags() & Qt.ItemFlag.ItemIsEnabled
    assert posts


def test_without_posts_the_week_says_what_to_do(open_room: Callable[..., Page], qtbot: QtBot) -> None:
    page = weeks(open_room(), qtbot, 0)
    assert "Catat dahulu pada tab Posbankum" in page.summary.text()


@pytest.mark.parametrize(
    "kind", ["person", "posbankum_report", "accreditation_period", "category_rule", "requirement", "regency"]
)
def test_every_new_tab_is_used_by_keyboard_and_by_ear(
    open_room: Callable[..., Page], posts: list[int], make_obh: Make, kind: str, qtbot: QtBot
) -> None:
    make_obh(people=[{"name": "Siti Contoh", "role": "advokat", "sex": "perempuan"}])
    page = open_room()
    page.visit(Place("obh", kind, None if kind == "posbankum_report" else 1))
    made = page.page(kind)
    if isinstance(made, WeekPage):
        qtbot.waitUntil(lambda: made.grid.rowCount() == len(posts))
    else:
        qtbot.waitUntil(lambda: made.record is not None)
    qtbot.wait(100)
    assert_speaks(page)
    assert_mnemonics_unique(page)


def test_only_who_manages_the_office_changes_the_rules(open_room: Callable[..., Page], qtbot: QtBot) -> None:
    page = open_room(Actor(None, "Petugas Contoh", "petugas"))
    page.visit(Place("obh", "category_rule", 9))
    rules = page.page("category_rule")
    qtbot.waitUntil(lambda: rules.record is not None and rules.record.id == 9)
    assert rules.record.title.startswith("C: ")
    assert not rules.may_write


def test_somebody_in_two_obh_is_told_above_the_form(
    open_room: Callable[..., Page], make_obh: Make, qtbot: QtBot
) -> None:
    wati = {"name": "Wati Contoh", "role": "advokat", "licence_number": "K2", "licence_until": "2026-01-01"}
    make_obh(people=[wati])
    make_obh("Posbakumadin Belitung (contoh)", people=[wati])
    page = open_room()
    page.visit(Place("obh", "person", 1))
    people = page.page("person")
    qtbot.waitUntil(lambda: people.overview.text() == "Bekerja pada 2 OBH sekaligus.")


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PDF that the dialog for files will answer with."""
    made = tmp_path / "Akta pendirian.pdf"
    made.write_bytes(render((Para("Akta contoh."),), Frame("Akta", watermark="")))
    monkeypatch.setattr(dialogs, "open_files", lambda *_a: [made])
    return made


def test_a_scan_is_chosen_kept_and_opened_in_the_row_of_a_document(
    open_room: Callable[..., Page], make_obh: Make, book: Book, scan: Path, qtbot: QtBot
) -> None:
    id_ = make_obh(documents=[{"kind": "akta_pendirian", "title": "Akta (contoh)"}])
    page = open_room()
    page.visit(Place("obh", "obh", id_))
    register = page.page("obh")
    qtbot.waitUntil(lambda: register.record is not None)
    section = register.sections["documents"]
    section.open()
    qtbot.mouseClick(section.editor.findChildren(FileEditor)[0].input, Qt.MouseButton.LeftButton)
    register.sheet.save()
    qtbot.waitUntil(lambda: bool(book.read(load_obh, id_).result().values["documents"][0]["attachment_id"]))

    def chooser() -> FileEditor:
        section.open()
        return section.editor.findChildren(FileEditor)[-1]

    qtbot.waitUntil(lambda: chooser().typed()[0] is not None)
    assert chooser().typed()[2] == scan.name
    qtbot.mouseClick(chooser().input, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PreviewDialog)))
    page.window().findChildren(PreviewDialog)[0].close()


def test_the_rules_are_held_beside_what_is_there(
    open_room: Callable[..., Page], make_obh: Make, qtbot: QtBot
) -> None:
    id_ = make_obh(people=[{"name": f"Advokat {n} Contoh", "role": "advokat"} for n in range(5)])
    page = open_room()
    page.visit(Place("obh", "obh", id_))
    register = page.page("obh")
    qtbot.waitUntil(lambda: "Kategori B" in register.rules.words())
    words = register.rules.words()
    assert "Kategori A: belum terpenuhi, advokat kurang 5; paralegal kurang 10." in words
    assert "Tanda: disimpulkan dari sumber terbuka." in words
    assert "Berkas hanya membandingkan angka" in words
    assert any("Akreditasi: 2025–2027 C." in label.text() for label in register.findChildren(QLabel))


def test_a_period_of_which_little_is_known_says_so(
    open_room: Callable[..., Page], make_obh: Make, book: Book, qtbot: QtBot
) -> None:
    id_ = make_obh()
    earlier = next(id_ for id_, name in book.read(periods).result() if name == "2022–2024")
    page = open_room()
    page.visit(Place("obh", "obh", id_))
    register = page.page("obh")
    qtbot.waitUntil(lambda: "Kategori B" in register.rules.words())
    register.board.period_chosen.emit(earlier)
    qtbot.waitUntil(lambda: "Permenkumham 3/2013" in register.rules.words())
    assert "Ambang kategori A dan B untuk periode ini tidak ditemukan" in register.rules.words()
    assert "Kategori A" not in register.rules.words()
