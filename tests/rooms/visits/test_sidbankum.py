"""The sheet for retyping: the office's order, the respondent by code, an answer copied at each Enter."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.engine.issuing import draft
from berkas.engine.letter_texts import texts_about
from berkas.engine.listing import ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.office.queries.letters import LETTER_TEXTS
from berkas.rooms.visits.commands import save_sidbankum_order
from berkas.rooms.visits.editor.sidbankum import OrderDialog, RetypeDialog
from berkas.rooms.visits.fields.sidbankum import (
    LEFT_OVER,
    OrderLine,
    default_order,
    order_problem,
    read_order,
    write_order,
)
from berkas.rooms.visits.queries.sidbankum import Retyped, retyped
from berkas.rooms.visits.report import SIDBANKUM
from berkas.rules.vocabulary import Missing
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

from .conftest import interview_answers

Make = Callable[..., int]
RULES = Rulebook.load()
FORM = RULES.instrument("monev_litigasi")
KEYS = list(FORM.items)
ORDER = "# Layar 1\nLPR02\nLPR01\n# Layar 2\nCON03"


@pytest.fixture
def sheet(book: Book, make_obh: Make, make_interview: Make) -> Retyped:
    obh = make_obh()
    answers = interview_answers(
        "3", KAS01=str(obh), LIN01=Missing.TIDAK_TAHU, IDN01="Nama contoh", INT06='kata "kutip"\nbaris dua'
    )
    return book.read(retyped, make_interview(obh, answers)).result()


def told(sheet: Retyped) -> dict[str, str]:
    return {line.key: line.answer for line in sheet.lines if line.key}


def test_without_an_order_of_its_own_the_instrument_s_is_used(sheet: Retyped) -> None:
    assert "belum dicatat kantor" in sheet.order.said
    assert [line.key for line in sheet.lines if line.key] == KEYS
    answers = told(sheet)
    assert answers["LPR01"] == "Sering / baik"
    assert answers["LIN01"] == "Tidak tahu"
    assert answers["INT06"] == 'kata "kutip"\nbaris dua'
    assert answers["IDN01"] == "R-01"
    assert answers["KAS01"] == "LBH Melati (contoh)"
    assert not next(line for line in sheet.lines if line.key == "LPR03").is_asked


def test_the_office_orders_headings_and_items_and_takes_it_back(book: Book, sheet: Retyped) -> None:
    book.change(save_sidbankum_order, ANYONE, "monev_litigasi", ORDER).result()
    own = book.read(retyped, sheet.id).result()
    assert "bukan dari Sidbankum" in own.order.said
    assert [line.heading or line.key for line in own.lines[:6]] == [
        "Layar 1", "LPR02", "LPR01", "Layar 2", "CON03", LEFT_OVER,
    ]  # fmt: skip
    assert {line.key for line in own.lines if line.key} == set(KEYS)
    # it lies among the office's texts and is none of its letters
    assert book.read(texts_about, "monev", date(2025, 6, 16)).result() is not None
    assert list(book.read(LETTER_TEXTS.ids, ListRequest()).result()) == []
    book.change(save_sidbankum_order, ANYONE, "monev_litigasi", "").result()
    assert book.read(retyped, sheet.id).result().order.text_id is None


@pytest.mark.parametrize(
    ("text", "message"),
    [("LPR01\nABC", "Baris 2: butir “ABC”"), ("LPR01\n\nLPR01", "Baris 3: butir “LPR01” sudah disebut")],
)
def test_a_wrong_order_is_refused_with_its_line(book: Book, sheet: Retyped, text: str, message: str) -> None:
    assert sheet.order.text_id is None
    with pytest.raises(Refused, match=message):
        book.change(save_sidbankum_order, ANYONE, "monev_litigasi", text).result()
    with pytest.raises(Refused, match="belum pernah dipakai"):
        book.change(save_sidbankum_order, ANYONE, "tidak_ada", text).result()


@given(
    st.lists(
        st.sampled_from(KEYS).map(lambda key: OrderLine(key=key))
        | st.text("abc # é1", min_size=1)
        .filter(lambda text: bool(text.strip()))
        .map(lambda text: OrderLine(heading=" ".join(text.split()))),
        unique_by=lambda line: line.key or object(),
    )
)
def test_an_order_is_read_as_it_was_written_and_loses_no_item(lines: list[OrderLine]) -> None:
    for text in (write_order(lines), write_order(lines, FORM)):
        assert order_problem(text, FORM) == ""
        assert list(read_order(text, FORM)[: len(lines)]) == lines
    found = read_order(write_order(lines), FORM)
    assert sorted(line.key for line in found if line.key) == sorted(KEYS)


def test_the_paper_has_boxes_and_no_name(book: Book, sheet: Retyped) -> None:
    subject = book.read(SIDBANKUM.find, sheet.code).result()
    pdf = draft(book, RULES, SIDBANKUM, subject, date(2025, 6, 16))
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "Nama contoh" not in text
    assert "DRAF" not in text
    for word in ("LEMBAR KETIK SIDBANKUM", "RAHASIA", "Responden : R-01", "Tidak tahu", "tidak ditanyakan"):
        assert word in text, word


@pytest.fixture
def themed(qapp) -> None:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)


@pytest.mark.usefixtures("themed")
def test_enter_copies_an_answer_and_goes_on(sheet: Retyped, qtbot: QtBot) -> None:
    dialog = RetypeDialog(sheet)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    answered = [row for row, line in enumerate(sheet.lines) if line.answer]
    assert dialog.table.currentRow() == answered[0]
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == sheet.lines[answered[0]].answer
    assert dialog.table.currentRow() == answered[1]
    item = dialog.table.item(answered[0], 4)
    assert item is not None
    assert item.text() == "disalin"
    assert_mnemonics_unique(dialog)
    assert_speaks(dialog)


@pytest.mark.usefixtures("themed")
def test_lines_of_the_order_move_with_the_keyboard(sheet: Retyped, qtbot: QtBot) -> None:
    dialog = OrderDialog(sheet.order)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.written() == ""
    first = write_order(default_order(FORM)).split("\n")
    cursor = dialog.text.textCursor()
    cursor.setPosition(dialog.text.document().findBlockByNumber(2).position())
    dialog.text.setTextCursor(cursor)
    assert cursor.block().text().startswith(f"{first[2]} | ")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dialog.written().split("\n")[:3] == [first[0], first[2], first[1]]
    dialog.text.setPlainText("LPR01\nXX")
    assert not dialog.save_button.isEnabled()
    assert "Baris 2" in dialog.words.text()
    assert_speaks(dialog)
