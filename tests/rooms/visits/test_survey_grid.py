"""Survey answers keyed as a table: one hand, paste, undo, drafts, two windows, two hundred rows."""

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place
from berkas.engine.rulebook import Rulebook
from berkas.engine.unfinished import unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.visits.commands.surveybatch import KeyedRow, save_survey_batch
from berkas.rooms.visits.editor.surveygrid import GRID_PLACE, SurveyGridView
from berkas.rooms.visits.editor.surveygridmodel import SurveyGridModel
from berkas.rooms.visits.fields.surveygrid import GridRules
from berkas.rooms.visits.page import Page
from berkas.rooms.visits.queries.surveykeyed import KeyedPeriod, keyed_period
from berkas.rooms.visits.queries.surveys import survey_result
from berkas.rules.vocabulary import Missing
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, SurveyPeriod

from .surveying import all_of, put_period

Make = Callable[..., int]
RULES = Rulebook.load()
GRID = GridRules.of(RULES.instrument("skm"))
FIRST = 1 + next(place for place, column in enumerate(GRID.columns) if column.is_scored)
SEX = 1 + next(place for place, column in enumerate(GRID.columns) if column.key == "jenis_kelamin")
AGE = 1 + next(place for place, column in enumerate(GRID.columns) if column.key == "usia")


@pytest.fixture
def desk(book: Book, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, RULES, lambda: date(2025, 7, 1))
    yield made
    made.close()


@pytest.fixture
def period(book: Book, make_unit: Make) -> int:
    return put_period(book, make_unit())


@pytest.fixture
def view(desk: Desk, period: int, qtbot: QtBot) -> SurveyGridView:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.visit(Place("visits", GRID_PLACE, period))
    shown = page.survey_grid
    qtbot.waitUntil(lambda: shown.model is not None)
    return shown


def model_of(view: SurveyGridView) -> SurveyGridModel:
    assert view.model is not None
    return view.model


def read(book: Book, period: int) -> KeyedPeriod:
    return book.read(keyed_period, RULES, period).result()


def key(qtbot: QtBot, view: SurveyGridView, keys: str) -> None:
    """Press one key after the other on the grid; ⏎ is Enter, ← Backspace."""
    for each in keys:
        if each == "⏎":
            qtbot.keyClick(view.grid, Qt.Key.Key_Return)
        elif each == "←":
            qtbot.keyClick(view.grid, Qt.Key.Key_Backspace)
        else:
            qtbot.keyClicks(view.grid, each)


def saved(view: SurveyGridView, qtbot: QtBot) -> None:
    view.save()
    qtbot.waitUntil(lambda: "tersimpan" in view.state.text() and not model_of(view).is_changed())


def test_a_row_is_keyed_with_digits_and_enter_only(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int
) -> None:
    grid = view.grid
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (0, 1)
    grid.setCurrentIndex(model_of(view).index(0, SEX))
    key(qtbot, view, "2⏎")
    assert model_of(view).rows[0].cells[SEX] == "Perempuan"
    assert model_of(view).rows[0].cells[0] == "R-0001"
    grid.setCurrentIndex(model_of(view).index(0, FIRST))
    key(qtbot, view, "3⏎*⏎")
    view.steps_by_itself.setChecked(True)
    key(qtbot, view, "4444444")
    assert grid.currentIndex().column() == FIRST + 9
    key(qtbot, view, "←1")
    assert model_of(view).rows[0].cells[FIRST : FIRST + 9] == ["3", "*", *"444444", "1"]
    saved(view, qtbot)
    (sheet,) = read(book, period).sheets
    assert sheet.respondent == "R-0001"
    assert sheet.answers["prosedur"] is Missing.TIDAK_TAHU
    assert sheet.answers["jenis_kelamin"] == "perempuan"
    assert view.grid.currentIndex().row() == 1


def test_a_number_is_typed_into_the_open_cell(view: SurveyGridView, qtbot: QtBot) -> None:
    view.grid.setCurrentIndex(model_of(view).index(0, AGE))
    key(qtbot, view, "3")
    editor = view.grid.viewport().focusWidget()
    assert editor is not None
    qtbot.keyClicks(editor, "7")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model_of(view).rows[0].cells[AGE] == "37")
    qtbot.waitUntil(lambda: view.grid.currentIndex().column() == AGE + 1)


def test_what_a_spreadsheet_copied_is_pasted_undone_and_checked(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int
) -> None:
    model = model_of(view)
    view.grid.setCurrentIndex(model.index(0, FIRST))
    lines = ["\t".join("4" * 9), "\t".join("343434343"), "\t".join("44744444x")]
    QGuiApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    qtbot.keyClick(view.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row.cells[0] for row in model.rows[:3]] == ["R-0001", "R-0002", "R-0003"]
    assert "2 sel salah" in view.state.text()
    view.save()
    assert "Belum tersimpan: 2 sel salah" in view.state.text()
    assert view.grid.currentIndex().row() == 2
    assert "tidak ada dalam pilihan" in view.hint.text()
    view.next_problem()
    assert view.grid.currentIndex().column() == FIRST + 8
    assert "salah" in model.state_of(model.rows[2])
    qtbot.keyClick(view.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not model.is_changed()
    qtbot.keyClick(view.grid, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    model.put([(2, FIRST + 2, "3"), (2, FIRST + 8, "3")], "Ketikan")
    saved(view, qtbot)
    assert len(read(book, period).sheets) == 3
    view.grid.selectAll()
    view.grid.copy()
    assert "R-0002\t" in QGuiApplication.clipboard().text()


def test_a_saved_row_is_corrected_and_removed(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model_of(view).put([(0, FIRST + place, "3") for place in range(9)], "Ketikan")
    saved(view, qtbot)
    model_of(view).put([(0, FIRST, "4")], "Ketikan")
    assert model_of(view).state_of(model_of(view).rows[0]) == "Diketik"
    saved(view, qtbot)
    (sheet,) = read(book, period).sheets
    assert sheet.answers["persyaratan"] == "4"
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    view.grid.setCurrentIndex(model_of(view).index(0, FIRST))
    view.remove_row()
    qtbot.waitUntil(lambda: not read(book, period).sheets)
    qtbot.waitUntil(lambda: all(row.id is None for row in model_of(view).rows))


def test_two_windows_over_one_period_lose_nothing(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int
) -> None:
    model_of(view).put([(0, FIRST + place, "3") for place in range(9)], "Ketikan")
    saved(view, qtbot)
    (sheet,) = read(book, period).sheets
    model_of(view).put([(0, FIRST, "4"), (0, FIRST + 1, "2")], "Ketikan")
    theirs = KeyedRow(sheet.id, sheet.version, "R-0001", all_of("3", persyaratan="1", sarana="4"))
    book.change(save_survey_batch, ANYONE, period, [theirs]).result()
    view.save()
    qtbot.waitUntil(lambda: "ketikan Anda tetap" in view.state.text())
    cells = model_of(view).rows[0].cells
    assert (cells[FIRST], cells[FIRST + 1], cells[FIRST + 8]) == ("4", "2", "4")
    assert "1 sel diisi berbeda" in view.state.text()
    assert "“1”" in model_of(view).elsewhere_of(model_of(view).rows[0], FIRST)
    saved(view, qtbot)
    (sheet,) = read(book, period).sheets
    assert sheet.answers == all_of("3", persyaratan="4", prosedur="2", sarana="4")


def test_half_keyed_rows_are_a_draft(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int, desk: Desk
) -> None:
    model_of(view).put([(0, FIRST, "3"), (0, FIRST + 1, "x"), (1, FIRST, "2")], "Ketikan")
    qtbot.waitUntil(lambda: len(book.read(unfinished, ANYONE).result()) == 1)
    again = Page(desk)
    qtbot.addWidget(again)
    again.show()
    again.visit(Place("visits", GRID_PLACE, period))
    shown = again.survey_grid
    qtbot.waitUntil(lambda: shown.model is not None)
    assert shown.drafting.band.isVisible()
    draft = book.read(unfinished, ANYONE).result()[0]
    assert [line.typed for line in shown.compare(draft.typed)][:2] == ["R-0001", "3"]
    shown.drafting.resume()
    assert model_of(shown).rows[0].cells[FIRST : FIRST + 2] == ["3", "x"]
    assert model_of(shown).rows[1].cells[FIRST] == "2"
    model_of(shown).put([(0, FIRST + 1, "4")], "Ketikan")
    saved(shown, qtbot)
    assert len(read(book, period).sheets) == 2
    qtbot.waitUntil(lambda: not [one for one in book.read(unfinished, ANYONE).result() if one.is_new])


def test_codes_used_twice_are_told_and_refused(view: SurveyGridView, book: Book, period: int) -> None:
    model = model_of(view)
    model.put([(0, 0, "A-1"), (0, FIRST, "3"), (1, 0, "a-1"), (1, FIRST, "3")], "Ketikan")
    assert len(model.problems()) == 2
    assert "dipakai dua kali" in model.problem_of(model.rows[1], 0)
    rows = [KeyedRow(None, None, who, all_of("3")) for who in ("B-1", "b-1")]
    with pytest.raises(Refused, match="sudah dipakai"):
        book.change(save_survey_batch, ANYONE, period, rows).result()
    with pytest.raises(Refused, match="tanpa kode"):
        book.change(save_survey_batch, ANYONE, period, [KeyedRow(None, None, "", all_of("3"))]).result()


def test_a_closed_period_can_only_be_read(desk: Desk, book: Book, period: int, qtbot: QtBot) -> None:
    book.change(lambda step: step.update(SurveyPeriod, period, {"is_closed": True}), ANYONE).result()
    shown = SurveyGridView(desk)
    qtbot.addWidget(shown)
    shown.open(period)
    qtbot.waitUntil(lambda: shown.model is not None)
    assert not shown.save_button.isEnabled()
    key(qtbot, shown, "3")
    assert not model_of(shown).is_changed()
    with pytest.raises(Refused, match="sudah ditutup"):
        book.change(save_survey_batch, ANYONE, period, [KeyedRow(None, None, "R-1", all_of("3"))]).result()


def test_two_hundred_rows_are_one_step_and_count(
    view: SurveyGridView, qtbot: QtBot, book: Book, period: int
) -> None:
    model = model_of(view)
    text = "\n".join("\t".join("343434343") for _ in range(200))
    started = time.perf_counter()
    view.grid.setCurrentIndex(model.index(0, FIRST))
    view.grid.paste(text)
    assert time.perf_counter() - started < 60  # only that it ends; the pace is told in the report
    assert model.rowCount() == 201
    view.save()
    qtbot.waitUntil(lambda: "200 lembar tersimpan" in view.state.text(), timeout=60_000)
    assert book.read(survey_result, period).result().respondents == 200
    book.undo(ANYONE).result()
    left = book.read(lambda session: len(session.execute(select(Assessment.id)).all())).result()
    assert left == 0 or book.read(survey_result, period).result().respondents == 0


def test_the_grid_speaks(view: SurveyGridView) -> None:
    assert_mnemonics_unique(view)
    assert_speaks(view)
    model = model_of(view)
    model.put([(0, FIRST, "9")], "Ketikan")
    told = model.index(0, FIRST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("9. ")
