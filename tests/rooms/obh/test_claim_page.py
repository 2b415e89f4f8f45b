"""The reimbursement desk in a real window: typed, ticked and walked through the queue with keys only."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Place
from berkas.rooms.obh.commands import claim_case, move_claim, save_contract
from berkas.rooms.obh.editor.casepages import CasePage
from berkas.rooms.obh.editor.claimpage import ClaimPage
from berkas.rooms.obh.editor.moneypages import ContractPage
from berkas.rooms.obh.page import Page
from berkas.rooms.obh.queries.claims import load_claim
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rules.vocabulary import ReimbursementState
from berkas_db.book import Book
from berkas_db.changes import ANYONE

Make = Callable[..., int]
TODAY = date(2025, 6, 12)


@pytest.fixture
def page(room: Page) -> Page:
    return room


@pytest.fixture
def case(make_obh: Make, make_recipient: Make, make_case: Make) -> int:
    return make_case(make_obh(), [{"recipient_id": make_recipient()}], current_stage="persidangan")


def claims(page: Page, qtbot: QtBot) -> ClaimPage:
    page.visit(Place("obh", "reimbursement"))
    made = page.page("reimbursement")
    assert isinstance(made, ClaimPage)
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget() or page))
    return made


def test_a_claim_from_case_to_agreement_by_keys(
    book: Book, page: Page, case: int, qtbot: QtBot, make_obh: Make
) -> None:
    desk = claims(page, qtbot)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = desk.sheet.form
    form.set_value("case_id", str(case))
    values = form.values()
    assert (values["stage"], values["claimed"]) == ("persidangan", 3_000_000)
    qtbot.keyClick(form.editor("note").input, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.record is not None)
    assert desk.record is not None
    own = desk.record.id
    qtbot.waitUntil(lambda: "Masuk sejak" in desk.way.state.text())
    qtbot.keyClick(desk, Qt.Key.Key_F9)
    assert desk.way.card.form is not None
    desk.way.card.accept()
    qtbot.waitUntil(lambda: desk.record is not None and desk.record.values["state"] == "diperiksa")
    qtbot.keyClick(desk, Qt.Key.Key_F7)
    table = desk.grid.table
    assert table is not None
    qtbot.waitUntil(table.hasFocus)
    for key in (Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Minus):
        qtbot.keyClick(table, key)
    assert table.currentRow() == 4
    assert "2 ada · 1 tidak ada · 13 belum diperiksa · 1 tidak berlaku" in desk.grid.summary.text()
    desk.way.wanted.emit(ReimbursementState.DISETUJUI, {})  # refused: the ticks are not saved yet
    assert desk.sheet.is_changed()
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not desk.sheet.is_changed())
    check = book.read(file_check, own).result()
    assert [item.key for item in check.gaps()] == ["PID03"]
    # Every party's column is seen, also in the grid that is made anew after saving.
    qtbot.waitUntil(
        lambda: (made := desk.grid.table) is not None and not made.horizontalScrollBar().isVisible()
    )
    back = desk.way.button(ReimbursementState.DIKEMBALIKAN)
    qtbot.waitUntil(lambda: back.property("role") == "utama")
    qtbot.keyClick(desk, Qt.Key.Key_F9)
    assert desk.way.card.title.text() == "Kembalikan"
    desk.way.start_move(ReimbursementState.DISETUJUI)
    desk.way.card.accept()  # what is not there must be explained first
    assert book.read(load_claim, own).result().values["state"] == "diperiksa"
    desk.way.card.close_card()
    desk.grid.mark_rest()
    assert "16 ada" in desk.grid.summary.text() or "15 ada" in desk.grid.summary.text()
    assert book.read(load_claim, own).result().values["state"] == "diperiksa"


def test_an_agreed_claim_is_paid_next_or_opened_again(
    page: Page, case: int, qtbot: QtBot, book: Book
) -> None:
    own = book.change(claim_case, ANYONE, case).result().value
    day = {"on_date": book.read(load_claim, own).result().values["submitted_on"]}
    for state, more in (("diperiksa", {}), ("disetujui", {"amount": 1_000_000})):
        book.change(move_claim, ANYONE, own, state, day | more).result()
    desk = claims(page, qtbot)
    desk.visit(own)
    qtbot.waitUntil(lambda: "Disetujui sejak" in desk.way.state.text())
    again, paid = (
        desk.way.button(each) for each in (ReimbursementState.DIPERIKSA, ReimbursementState.DIBAYAR)
    )
    assert (again.text().replace("&", ""), again.property("role")) == ("Buka kembali pemeriksaan…", "biasa")
    assert paid.property("role") == "utama"


def test_what_is_half_ticked_comes_back(page: Page, case: int, qtbot: QtBot, book: Book) -> None:
    own = book.change(claim_case, ANYONE, case).result().value
    desk = claims(page, qtbot)
    desk.visit(own)
    qtbot.waitUntil(lambda: desk.record is not None and desk.grid.table is not None)
    table = desk.grid.table
    assert table is not None
    table.setCurrentCell(0, 3)
    qtbot.keyClick(table, Qt.Key.Key_2)
    typed = desk.grid.typed()
    assert typed["ticks"] == {"PID01:kanwil": "tidak_ada"}
    assert desk.grid.compare(typed)[0].typed == "Tidak ada"
    desk.grid.show_check(book.read(file_check, own).result())
    assert not desk.grid.is_changed()
    desk.grid.set_typed(typed)
    assert desk.grid.is_changed()
    desk.grid.take_focus()
    qtbot.waitUntil(table.hasFocus)
    cursor = desk.grid.typing_at()
    assert cursor is not None
    desk.grid.type_at(cursor)
    assert (table.currentRow(), table.currentColumn()) == (1, 3)


def test_the_pages_speak(page: Page, case: int, qtbot: QtBot, book: Book, make_obh: Make) -> None:
    own = book.change(claim_case, ANYONE, case).result().value
    desk = claims(page, qtbot)
    desk.visit(own)
    qtbot.waitUntil(lambda: "Masuk sejak" in desk.way.state.text())
    assert_speaks(page)
    assert_mnemonics_unique(page)


def test_a_contract_shows_how_it_stands(page: Page, qtbot: QtBot, book: Book, make_obh: Make) -> None:
    own = {
        "obh_id": str(make_obh()),
        "year": 2025,
        "number": "K1",
        "litigation": 40_000_000,
        "nonlitigation": 0,
        "realisations": [
            {"quarter": "1", "system": "sidbankum", "as_of": "2025-04-01", "litigation": 12_000_000}
        ],
    }
    saved = book.change(save_contract, ANYONE, own, id=None, version=None).result().value
    page.visit(Place("obh", "contract", saved))
    money = page.page("contract")
    assert isinstance(money, ContractPage)
    qtbot.waitUntil(lambda: "Serapan" in money.summary.text())
    assert "sama dengan rata-rata kantor 30,00" in money.summary.text()
    assert money.quarters.texts()[0] == ("I", "12.000.000", "0", "–", "–", "–")
    assert money.sheet.form.typed(whole=True)["year"] == "2025"
    assert_speaks(page)


def test_a_case_hides_what_its_kind_does_not_need_and_counts_the_clock(
    page: Page, case: int, qtbot: QtBot
) -> None:
    page.visit(Place("obh", "legal_case", case))
    cases = page.page("legal_case")
    assert isinstance(cases, CasePage)
    qtbot.waitUntil(lambda: cases.record is not None)
    form = cases.sheet.form
    assert form.editor("court").isVisibleTo(form)
    assert not form.editor("activity_on").isVisibleTo(form)
    form.set_value("service_kind", "penyuluhan")
    assert form.editor("activity_on").isVisibleTo(form)
    form.set_value("completed_on", "2025-06-11")
    qtbot.waitUntil(lambda: bool(cases.money.texts()))
    assert cases.money.texts()[0][0] == "Belum diajukan"
    assert cases.drafting.is_typed()
