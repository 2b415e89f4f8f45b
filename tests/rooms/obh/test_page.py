"""The room in real windows: typed with keys, saved in a real office file, seen in the list."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Place
from berkas.engine.issuing import Subject
from berkas.kit.comparison import ComparisonDialog
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.rooms.obh.page import Page
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.report import OBH_DOCUMENTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Obh

Make = Callable[..., int]
TODAY = date(2025, 6, 12)


@pytest.fixture
def page(room: Page, qtbot: QtBot) -> Page:
    room.visit(Place("obh", "obh"))
    register = room.page("obh")
    qtbot.waitUntil(lambda: register.isAncestorOf(QApplication.focusWidget() or room))
    return room


def obh_page(page: Page) -> ObhPage:
    made = page.page("obh")
    assert isinstance(made, ObhPage)
    return made


def line_of(page: ObhPage, key: str) -> QLineEdit:
    line = page.sheet.form.editor(key).input
    assert isinstance(line, QLineEdit)
    return line


def names(page: ObhPage) -> list[str]:
    model = page.table.grid.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def test_a_new_obh_is_typed_saved_and_stands_in_the_list(page: Page, qtbot: QtBot, book: Book) -> None:
    register = obh_page(page)
    qtbot.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    name = line_of(register, "name")
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClicks(name, "LBH Melati (contoh)")
    qtbot.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: register.record is not None)
    qtbot.waitUntil(lambda: names(register) == ["LBH Melati (contoh)"])
    assert register.record is not None
    assert book.read(load_obh, register.record.id).result().values["code"] == "OBH-001"
    assert "Tersimpan" in register.sheet.state_line()


def test_an_error_is_said_beside_its_field(page: Page, qtbot: QtBot) -> None:
    register = obh_page(page)
    register.start_new()
    qtbot.keyClicks(line_of(register, "name"), "LBH Melati (contoh)")
    qtbot.keyClicks(line_of(register, "tax_number"), "12")
    qtbot.keyClick(register.sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert register.record is None
    assert "perlu diperbaiki" in register.sheet.state_line()
    assert line_of(register, "tax_number").hasFocus()


def test_a_refused_case_leads_to_the_rows_that_are_wanting(page: Page, make_obh: Make, qtbot: QtBot) -> None:
    obh = make_obh("LBH Melati (contoh)")
    page.visit(Place("obh", "legal_case"))
    cases = page.page("legal_case")
    cases.start_new()
    values = {"obh_id": str(obh), "service_kind": "pidana", "title": "Pencurian (contoh)"}
    for key, value in (values | {"request_on": "2025-06-10"}).items():
        cases.sheet.form.set_value(key, value)
    cases.sheet.save()
    qtbot.waitUntil(lambda: "sedikitnya satu penerima" in cases.sheet.state_line())
    heading = cases.sections["recipients"].heading
    qtbot.waitUntil(heading.hasFocus)
    assert not heading.visibleRegion().isEmpty(), "the rows far below the form are in view"


def test_a_like_name_asks_for_a_reason_and_takes_it(
    page: Page, make_obh: Make, qtbot: QtBot, book: Book
) -> None:
    make_obh("LBH Melati (contoh)")
    register = obh_page(page)
    register.start_new()
    qtbot.keyClicks(line_of(register, "name"), "Lembaga Bantuan Hukum Melati (contoh)")
    register.sheet.save()
    reason = next(
        line
        for line in register.sheet.findChildren(QLineEdit)
        if line.accessibleName() == "Alasan tetap menyimpan"
    )
    qtbot.waitUntil(reason.isVisible)
    qtbot.keyClicks(reason, "Lembaga lain")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: register.record is not None)
    assert len(names(register)) == 2 or qtbot.waitUntil(lambda: len(names(register)) == 2) is None


def test_rows_are_opened_edited_and_saved(page: Page, make_obh: Make, qtbot: QtBot, book: Book) -> None:
    id_ = make_obh(contacts=[{"kind": "hp", "value": "0812"}])
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: register.record is not None)
    contacts = register.sections["contacts"]
    assert contacts.heading.text().endswith("(1)")
    assert contacts.values() is None
    contacts.open()
    card = contacts.editor.add_row({"kind": "email", "value": "melati@contoh.id"})
    assert register.has_changes()
    qtbot.waitUntil(card.isVisible)
    register.sheet.save()
    qtbot.waitUntil(lambda: not register.has_changes())
    assert [row["value"] for row in book.read(load_obh, id_).result().values["contacts"]] == [
        "0812",
        "melati@contoh.id",
    ]


def test_the_board_counts_and_is_saved(page: Page, make_obh: Make, qtbot: QtBot, book: Book) -> None:
    id_ = make_obh()
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: register.record is not None)
    assert "12 belum diperiksa" in register.board.summary()
    state = register.board.editor(0, "state")
    qtbot.keyClick(state.input, Qt.Key.Key_B)
    assert state.value() == "belum_lengkap"
    register.sheet.save()
    assert not register.board.show_problems()
    qtbot.keyClicks(register.board.editor(0, "reason").input, "Belum dilegalisir")
    register.sheet.save()
    qtbot.waitUntil(lambda: not register.has_changes())
    assert book.read(load_obh, id_).result().values["requirements"][0]["reason"] == "Belum dilegalisir"
    assert "1 belum lengkap" in register.board.summary()


def test_trash_and_undo(page: Page, make_obh: Make, qtbot: QtBot) -> None:
    id_ = make_obh()
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: names(register) == ["LBH Melati (contoh)"])
    register.table.select(id_)
    register.table.take_focus()
    qtbot.waitUntil(register.table.grid.hasFocus)
    qtbot.keyClick(register.table.grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: names(register) == [])


def test_every_tab_opens_a_record(
    page: Page, make_obh: Make, make_recipient: Make, make_case: Make, qtbot: QtBot
) -> None:
    who = make_recipient()
    case = make_case(make_obh(), [{"recipient_id": who}])
    for kind, id_ in (("legal_case", case), ("recipient", who)):
        page.visit(Place("obh", kind, id_))
        shown = page.page(kind)
        qtbot.waitUntil(lambda shown=shown, id_=id_: shown.record is not None and shown.record.id == id_)
    assert page.may_leave()


@pytest.mark.parametrize("kind", ["obh", "legal_case", "recipient", "posbankum", "prison_service"])
def test_every_tab_is_used_by_keyboard_and_by_ear(page: Page, qtbot: QtBot, kind: str) -> None:
    page.visit(Place("obh", kind))
    shown = page.page(kind)
    shown.start_new()
    qtbot.waitUntil(shown.sheet.is_showing)
    assert_mnemonics_unique(shown)
    assert_speaks(page)
    shown.sheet.form.mark_saved()


def test_a_known_obh_with_open_rows_is_used_by_keyboard_and_by_ear(
    page: Page, make_obh: Make, qtbot: QtBot
) -> None:
    id_ = make_obh(contacts=[{"kind": "hp", "value": "0812"}, {"kind": "email", "value": "a@contoh.id"}])
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: register.record is not None)
    register.sections["contacts"].open()
    qtbot.wait(50)
    assert_speaks(page)


def test_what_another_person_saved_first_is_shown_beside_what_was_typed(
    page: Page, make_obh: Make, qtbot: QtBot, book: Book
) -> None:
    id_ = make_obh()
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: register.record is not None)
    leader = line_of(register, "leader_name")
    qtbot.keyClicks(leader, "Siti Contoh")
    book.change(save_obh, ANYONE, {"leader_name": "Budi Contoh"}, id=id_, version=None).result()
    shown: list[str] = []

    def go_back() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ComparisonDialog):
            QTimer.singleShot(20, go_back)
            return
        shown.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    QTimer.singleShot(20, go_back)
    register.sheet.save()
    qtbot.waitUntil(lambda: "lebih dahulu" in register.sheet.state_line())
    assert {"Budi Contoh", "Siti Contoh"} <= set(shown)
    assert leader.text() == "Siti Contoh"
    register.sheet.form.mark_saved()


def test_a_paper_is_previewed_from_the_menu(page: Page, make_obh: Make, qtbot: QtBot) -> None:
    id_ = make_obh()
    register = obh_page(page)
    register.visit(id_)
    qtbot.waitUntil(lambda: register.record is not None)
    shown: list[str] = []

    def close_preview() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(50, close_preview)
            return
        shown.append(dialog.windowTitle())
        dialog.close()

    QTimer.singleShot(50, close_preview)
    register.desk.show_paper(register, OBH_DOCUMENTS[0], Subject("OBH-001", "LBH Melati (contoh)", Obh, id_))
    qtbot.waitUntil(lambda: bool(shown), timeout=20000)
    assert "Profil PBH" in shown[0]
