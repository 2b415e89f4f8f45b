"""Heads-down keying with real keys only: thirty forms in one sitting, the pile by number, nothing lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas import settings
from berkas.desk import Desk, Place
from berkas.engine.assessing import answers_of
from berkas.engine.records import trash_records
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.commands.forms import make_forms, settle_forms
from berkas.rooms.visits.commands.visits import save_visit
from berkas.rooms.visits.editor.formspage import FormsPage
from berkas.rooms.visits.editor.keying import KeyingView
from berkas.rooms.visits.page import FORMS, Page
from berkas.rooms.visits.queries.forms import forms_and_sums, next_number, number_spans
from berkas.rules.vocabulary import FormState
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, PaperForm

Make = Callable[..., int]
REFUSAL = "1⏎1⏎2⏎"
"""A respondent who is not willing: the interview ends after three questions."""
TO_END = "⏎⏎⏎"
"""What is asked in any case stands filled in already."""


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 16))
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    desk.close()


@pytest.fixture
def visit(book: Book, make_visit: Make, make_unit: Make, make_obh: Make) -> int:
    make_obh()
    id_ = make_visit(places=[{"kind": "upt", "unit_id": make_unit(), "on_date": "2025-06-12"}])
    book.change(make_forms, ANYONE, id_, "monev_litigasi", 30).result()
    return id_


@pytest.fixture
def keying(page: Page, visit: int, qtbot: QtBot) -> KeyingView:
    page.key_visit(visit)
    view = page.keying
    qtbot.waitUntil(lambda: view.form is not None and view.form.isVisible())
    view.head.set_value("obh_id", "1")
    return view


def press(qtbot: QtBot, keys: str) -> None:
    """Press keys where the keyboard is, without waiting for anything; ⏎ is Enter of the number pad."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if key == "⏎":
            qtbot.keyClick(here, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
        elif key == "←":
            qtbot.keyClick(here, Qt.Key.Key_Backspace)
        else:
            qtbot.keyClicks(here, key)


def codes(book: Book) -> list[tuple[str | None, str]]:
    def read(session: Session) -> list[tuple[str | None, str]]:
        rows = session.execute(select(Assessment.respondent_code, Assessment.state).order_by(Assessment.id))
        return [(row[0], row[1]) for row in rows]

    return book.read(read).result()


def test_thirty_forms_in_one_sitting_without_a_key_between_them(
    keying: KeyingView, qtbot: QtBot, book: Book, visit: int
) -> None:
    """The Enter of the last question is the only key between two forms, and nobody waits for the saving."""
    for _ in range(30):
        press(qtbot, REFUSAL + TO_END)
    qtbot.waitUntil(lambda: len(codes(book)) == 30, timeout=20000)
    assert codes(book) == [(f"R-{number:02}", "lengkap") for number in range(1, 31)]
    _lines, sums = book.read(forms_and_sums, visit).result()
    assert (sums.printed, sums.keyed, sums.adds_up) == (30, 30, True)
    rows = book.read(lambda session: session.execute(select(PaperForm.number, PaperForm.assessment_id)).all())
    assert all(number == sheet for number, sheet in rows.result())
    assert all(book.read(answers_of, sheet).result()["CON03"] == "tidak" for sheet in range(1, 31))
    qtbot.waitUntil(keying.save_button.isEnabled)


def test_a_whole_interview_is_keyed_with_digits_and_enter(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    """Choices take a digit, whatever else is asked is passed by with Enter or stands there already."""
    form = keying.form
    assert form is not None
    chosen = {question.key: question.item for question in form.route.questions}
    for _ in range(2 * len(chosen)):
        cursor = form.typing_at()
        if cursor is None or codes(book):
            break
        here = chosen[cursor.field.partition("/")[0]]
        options = form.instrument.options(here)
        digit = options[-1].digit or str(len(options)) if options else ""
        press(qtbot, f"{digit if 0 < len(options) < 10 and here.required else ''}⏎")
        if keying.top.state.text() == "Menyimpan…":
            break
    qtbot.waitUntil(lambda: codes(book) == [("R-01", "lengkap")])


def test_the_obh_of_the_visit_is_a_digit_on_the_number_pad(  # noqa: PLR0917  fixtures
    page: Page, qtbot: QtBot, book: Book, visit: int, make_obh: Make, make_recipient: Make
) -> None:
    """Nobody needs letters: the traced OBH are numbered above the questions."""
    other = make_obh("OBH-Y", "LBH Anggrek (contoh)")
    traces = [
        {"recipient_id": make_recipient(f"PB-{id_}"), "obh_id": id_, "place": 1, "result": "ditemukan"}
        for id_ in (1, other)
    ]
    book.change(save_visit, ANYONE, {"traces": traces}, id=visit, version=None).result()
    page.key_visit(visit)
    keying = page.keying
    assert "PBH: 1 LBH Anggrek (contoh), 2 LBH Melati (contoh)" in keying.top.place.text()
    assert keying.form is not None
    keying.form.focus_item("KAS01")
    press(qtbot, "1⏎")
    assert keying.form.answers()["KAS01"] == str(other)
    keying.form.focus_item("KAS01")
    press(qtbot, "2")
    qtbot.waitUntil(lambda: keying.form is not None and keying.form.answers().get("KAS01") == "1")
    make_obh("OBH-A", "LBH Aster (contoh)")
    keying._set_context(keying.context)
    assert keying.top.place.text().endswith("PBH: 1 LBH Anggrek (contoh), 2 LBH Melati (contoh)")
    assert [one.label for one in keying._numbers.lookup("obh", "3")] == ["LBH Aster (contoh)"]


def test_an_obh_that_was_missing_is_keyed_and_enter_saves_the_sheet(
    page: Page, qtbot: QtBot, book: Book, visit: int
) -> None:
    """The refusal leads to the field; its digit and Enter are all that is left to press."""
    page.key_visit(visit)
    keying = page.keying
    press(qtbot, REFUSAL + TO_END)
    qtbot.waitUntil(lambda: "Pilih OBH" in keying.state.text())
    assert QApplication.focusWidget() is keying.head.editor("obh_id").input
    press(qtbot, "1⏎")
    qtbot.waitUntil(lambda: codes(book) == [("R-01", "lengkap")])
    qtbot.waitUntil(lambda: keying.head.all_values()["respondent_code"] == "R-02")
    assert QApplication.activePopupWidget() is None


def test_another_number_is_typed_without_the_mouse(
    keying: KeyingView, qtbot: QtBot, book: Book, visit: int
) -> None:
    press(qtbot, "←")
    assert keying.head.editor("form_number").input.hasFocus()
    press(qtbot, "7⏎")
    assert keying.head.all_values()["form_number"] == 7
    press(qtbot, REFUSAL + TO_END)
    qtbot.waitUntil(lambda: len(codes(book)) == 1)
    qtbot.waitUntil(lambda: keying.head.all_values()["form_number"] == 8)
    assert book.read(next_number, visit, "monev_litigasi").result() == 1
    press(qtbot, "←7⏎" + REFUSAL + TO_END)
    qtbot.waitUntil(lambda: "sudah diketik pada lembar lain" in keying.state.text())
    assert len(codes(book)) == 1


def test_state_open_errors_and_the_moment_of_saving_are_said(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    assert keying.top.status.text().startswith("Draf · ")
    before = keying.top.status.text()
    press(qtbot, "1⏎")
    qtbot.waitUntil(lambda: keying.top.status.text() != before)
    assert keying.top.status.text().endswith("isian kurang")
    qtbot.keyClick(keying, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: codes(book) == [("R-01", "draf")])
    qtbot.waitUntil(lambda: "sebagai draf" in keying.state.text())
    moment = keying.state.text().split("tersimpan ")[1].split()[0]
    assert [len(part) for part in moment.split(".")] == [2, 2, 2]


def test_a_digit_goes_on_by_itself_where_that_is_chosen(keying: KeyingView, qtbot: QtBot, book: Book) -> None:
    keying.top.moving_on.setChecked(True)
    assert settings.load().settings.keying.moves_on
    press(qtbot, "112" + TO_END)
    qtbot.waitUntil(lambda: codes(book) == [("R-01", "lengkap")])
    keying.top.moving_on.setChecked(False)


def test_what_is_typed_while_saving_reaches_the_next_form(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    press(qtbot, REFUSAL + TO_END + "2")
    qtbot.waitUntil(lambda: len(codes(book)) == 1)
    assert keying.form is not None
    qtbot.waitUntil(lambda: keying.form is not None and keying.form.answers().get("CON01") == "tidak")
    assert book.read(answers_of, 1).result()["CON01"] == "ya"


def test_a_wrong_number_is_put_right_on_the_sheet_that_is_there(
    keying: KeyingView, page: Page, qtbot: QtBot, book: Book, visit: int
) -> None:
    press(qtbot, REFUSAL + TO_END)
    qtbot.waitUntil(lambda: len(codes(book)) == 1)
    qtbot.waitUntil(lambda: keying.head.all_values()["form_number"] == 2)
    page.key_sheet(1)
    qtbot.waitUntil(lambda: keying.sheet is not None)
    assert keying.head.all_values()["form_number"] == 1
    keying.form.focus_item("CON01")  # pyright: ignore[reportOptionalMemberAccess]
    press(qtbot, "←5⏎")
    qtbot.keyClick(keying, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: 5 not in book.read(forms_and_sums, visit).result()[1].unaccounted)
    assert 1 in book.read(forms_and_sums, visit).result()[1].unaccounted
    qtbot.waitUntil(lambda: "tersimpan" in keying.state.text())
    qtbot.keyClick(keying, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: keying.save_button.isEnabled() and "tersimpan" in keying.state.text())


def test_the_keying_speaks(keying: KeyingView, page: Page, qtbot: QtBot) -> None:
    qtbot.wait(150)
    assert_mnemonics_unique(keying)
    assert_speaks(page)


def test_forms_are_settled_with_a_reason_and_numbers_are_named(
    page: Page, visit: int, qtbot: QtBot, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.visit(Place("visits", FORMS, visit))
    shown = page.page(FORMS)
    assert isinstance(shown, FormsPage)
    qtbot.waitUntil(lambda: shown.table.rowCount() == 30, timeout=20_000)
    assert "30 belum jelas (nomor 1–30)" in shown.words.text()
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "Tertinggal di Lapas")
    qtbot.wait(500)  # being shown reads a second time; what was chosen meanwhile may change under the hand

    def is_settled() -> bool:
        if "1 tidak kembali" in shown.words.text():
            return True
        if "30 belum jelas" in shown.words.text():
            shown.table.selectRow(3)
            shown.lost_button.click()
            qtbot.wait(1_000)
        return False

    qtbot.waitUntil(is_settled, timeout=20_000)
    assert "Tidak kembali: nomor 4." in shown.words.text()
    assert_mnemonics_unique(shown)
    assert_speaks(page)
    shown.table.selectRow(3)  # walking through the page with Tab may have chosen another row
    shown.back_button.click()
    qtbot.waitUntil(lambda: "30 belum jelas" in shown.words.text(), timeout=20_000)


def test_a_void_form_is_not_keyed_and_a_trashed_sheet_gives_its_form_back(book: Book, visit: int) -> None:
    lines, _sums = book.read(forms_and_sums, visit).result()
    book.change(settle_forms, ANYONE, [lines[0].id], FormState.BATAL, "Salah cetak").result()
    own = {"instrument": "monev_litigasi", "obh_id": 1, "visit_id": visit, "interview_on": "2025-06-12",
           "form_number": 1}  # fmt: skip
    with pytest.raises(Refused, match="dinyatakan batal"):
        book.change(save_assessment, ANYONE, own, {}).result()
    made = book.change(save_assessment, ANYONE, own | {"form_number": 2}, {}).result().value
    book.change(save_assessment, ANYONE, {"form_number": 3}, {}, id=made).result()
    _lines, sums = book.read(forms_and_sums, visit).result()
    assert (sums.keyed, 2 in sums.unaccounted, 3 in sums.unaccounted) == (1, True, False)
    book.change(trash_records, ANYONE, Assessment, "lembar", [made]).result()
    _lines, sums = book.read(forms_and_sums, visit).result()
    assert (sums.keyed, sums.void, 3 in sums.unaccounted) == (0, 1, True)


@pytest.mark.parametrize(
    ("numbers", "words"), [((), ""), ((4,), "4"), ((3, 5, 6, 7, 9), "3, 5–7, 9"), ((2, 1), "1–2")]
)
def test_numbers_are_named_as_people_write_them(numbers: tuple[int, ...], words: str) -> None:
    assert number_spans(numbers) == words
