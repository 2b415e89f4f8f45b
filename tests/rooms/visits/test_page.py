"""The room in real windows: visits typed, sheets keyed heads down, surveys and events shown."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place, RecordPage
from berkas.engine.assessing import answers_of
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.visits.commands import save_assessment
from berkas.rooms.visits.editor.keying import KeyingView
from berkas.rooms.visits.editor.scorespage import ScoresPage
from berkas.rooms.visits.editor.sheetpage import SheetPage
from berkas.rooms.visits.editor.surveypage import SurveyPage
from berkas.rooms.visits.editor.visitpage import VisitPage
from berkas.rooms.visits.page import KEYING, SCORES, Page
from berkas.rules.answers import Answer
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment, Followup

from .conftest import interview_answers

Make = Callable[..., int]
TODAY = date(2025, 6, 16)
SKM: tuple[str, ...] = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"
)  # fmt: skip
KINDS = ("visit", "survey_period", "outreach_event")


@pytest.fixture
def desk(book: Book, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.visit(Place("visits", "visit"))
    return made


def record_page(page: Page, kind: str) -> RecordPage:
    made = page.page(kind)
    assert isinstance(made, RecordPage)
    return made


def opened(page: Page, kind: str, id_: int, qtbot: QtBot) -> RecordPage:
    page.visit(Place("visits", kind, id_))
    made = record_page(page, kind)
    qtbot.waitUntil(lambda: made.record is not None and made.record.id == id_)
    return made


def rows(page: RecordPage, column: int) -> list[str]:
    model = page.table.grid.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def press(qtbot: QtBot, keys: str) -> None:
    """Type one after the other where the keyboard is; ⏎ is Enter."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if key == "⏎":
            qtbot.keyClick(here, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(here, key)


def sheets(book: Book) -> list[Assessment]:
    def read(session: Any) -> list[Assessment]:  # noqa: ANN401
        found = list(session.execute(select(Assessment).order_by(Assessment.id)).scalars())
        session.expunge_all()
        return found

    return book.read(read).result()


def test_a_visit_is_typed_saved_and_stands_in_the_list(page: Page, qtbot: QtBot) -> None:
    register = record_page(page, "visit")
    register.start_new()
    form = register.sheet.form
    title = form.editor("title").input
    qtbot.keyClicks(title, "Monev bantuan hukum (contoh)")
    first = form.editor("from_date").input
    qtbot.keyClicks(first, "12/6/2025")
    form.set_value("purposes", ("monev_bankum",))
    qtbot.keyClick(title, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: register.record is not None)
    qtbot.waitUntil(lambda: rows(register, 2) == ["Monev bantuan hukum (contoh)"])
    assert register.record is not None
    assert register.record.title == "KEG-2025-001"


def test_what_is_missing_is_said_beside_its_field(page: Page, qtbot: QtBot) -> None:
    register = record_page(page, "visit")
    register.start_new()
    line = register.sheet.form.editor("title").input
    assert isinstance(line, QLineEdit)
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert register.record is None
    assert "perlu diperbaiki" in register.sheet.state_line()
    assert line.hasFocus()


def test_a_visit_counts_its_people_and_offers_its_sheets(
    page: Page, make_visit: Make, make_obh: Make, make_interview: Make, qtbot: QtBot
) -> None:
    visit = make_visit()
    make_interview(make_obh(), visit_id=visit)
    register = opened(page, "visit", visit, qtbot)
    assert isinstance(register, VisitPage)
    qtbot.waitUntil(lambda: "1 orang ditemui, 1 lembar" in register.counts.text())
    assert "LBH Melati (contoh): 1 orang" in register.counts.text()
    register.list_button.click()
    assert page.tabs.currentIndex() == 1
    listed = record_page(page, "assessment")
    qtbot.waitUntil(lambda: rows(listed, 4) == ["R-01"])


@pytest.fixture
def keying(page: Page, make_visit: Make, make_unit: Make, make_obh: Make, qtbot: QtBot) -> KeyingView:
    make_obh()
    visit = make_visit(places=[{"kind": "upt", "unit_id": make_unit(), "on_date": "2025-06-12"}])
    register = opened(page, "visit", visit, qtbot)
    assert isinstance(register, VisitPage)
    register.key_button.click()
    view = page.keying
    qtbot.waitUntil(lambda: view.form is not None and view.form.isVisible())
    return view


def test_a_refusal_is_keyed_with_digits_and_enter_and_the_next_form_stands_ready(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    keying.head.set_value("obh_id", "1")
    assert keying.form is not None
    keying.form.focus_item("CON01")
    press(qtbot, "1⏎1⏎2⏎")
    press(qtbot, "⏎⏎⏎")
    qtbot.waitUntil(lambda: len(sheets(book)) == 1)
    (row,) = sheets(book)
    assert (row.state, row.stopped_item, row.respondent_code) == ("lengkap", "CON03", "R-01")
    assert (row.obh_id, row.interview_on, row.place_id) == (1, "2025-06-12", 1)
    qtbot.waitUntil(lambda: "sebagai lengkap" in keying.state.text())
    head = keying.head.all_values()
    assert (head["respondent_code"], str(head["obh_id"]), head["place_id"]) == ("R-02", "1", "1")
    answers = keying.form.answers()
    assert (answers["IDN01"], answers["KAS01"], "CON01" in answers) == ("R-02", "1", False)
    assert keying.form.isAncestorOf(QApplication.focusWidget() or keying)


def test_the_three_signs_are_three_codes(keying: KeyingView, qtbot: QtBot) -> None:
    assert keying.form is not None
    keying.form.focus_item("CON07")
    press(qtbot, "*")
    keying.form.focus_item("INT04")
    press(qtbot, "/")
    keying.form.focus_item("INT05")
    press(qtbot, "-")
    answers = keying.form.answers()
    assert [str(answers[key]) for key in ("CON07", "INT04", "INT05")] == [
        "tidak_tahu", "menolak", "tidak_berlaku"
    ]  # fmt: skip


def test_enter_on_the_last_question_goes_to_what_is_open_and_a_draft_can_be_kept(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    assert keying.form is not None
    keying.head.set_value("obh_id", "1")
    answers = interview_answers()
    del answers["INT01"]
    keying.form.set_answers(answers)
    keying.finish()
    assert "1 isian belum lengkap" in keying.state.text()
    assert sheets(book) == []
    qtbot.keyClick(keying, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.state for row in sheets(book)] == ["draf"])
    qtbot.waitUntil(lambda: "1 belum terisi" in keying.state.text())


def test_without_an_obh_the_sheet_is_refused_with_its_sentence(keying: KeyingView, qtbot: QtBot) -> None:
    assert keying.form is not None
    answers: dict[str, Answer] = {"CON01": "ya", "CON02": "ya", "CON03": "tidak"}
    keying.form.set_answers(answers)
    keying.save()
    qtbot.waitUntil(lambda: "belum menyebut yang dinilai" in keying.state.text())


def test_a_red_flag_of_a_complete_sheet_opens_a_secret_followup_by_itself(
    keying: KeyingView, qtbot: QtBot, book: Book
) -> None:
    assert keying.form is not None
    keying.head.set_value("obh_id", "1")
    keying.form.set_answers(interview_answers(INT01="ya", INT02="Rp500.000"))
    keying.save()
    qtbot.waitUntil(lambda: "1 tindak lanjut rahasia dibuka" in keying.state.text())
    assert book.glance(lambda session: session.execute(select(Followup.is_secret)).scalars().all()) == [True]


def test_a_red_flag_of_a_draft_is_offered(
    keying: KeyingView, qtbot: QtBot, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def yes(_parent: object, _title: str, _sentence: str, **more: Any) -> bool:  # noqa: ANN401
        asked.append(str(more["details"]))
        return True

    monkeypatch.setattr(dialogs, "ask", yes)
    assert keying.form is not None
    keying.head.set_value("obh_id", "1")
    answers = interview_answers(INT01="ya", INT02="Rp500.000")
    del answers["CON02"]
    keying.form.set_answers(answers)
    keying.save()
    qtbot.waitUntil(lambda: bool(asked))
    assert "R-01" not in asked[0]
    qtbot.waitUntil(lambda: "tindak lanjut rahasia dibuka" in keying.state.text())
    assert book.glance(lambda session: session.execute(select(Followup.is_secret)).scalars().all()) == [True]


def test_a_soft_check_asks_for_a_reason(
    keying: KeyingView, qtbot: QtBot, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "Status pada Sidbankum sudah lama")
    assert keying.form is not None
    keying.head.set_value("obh_id", "1")
    keying.form.set_answers(interview_answers(IDN06="anak_binaan"))
    keying.save()
    qtbot.waitUntil(lambda: [row.state for row in sheets(book)] == ["lengkap"])
    qtbot.waitUntil(lambda: "tersimpan" in keying.state.text())


def test_a_known_sheet_is_opened_changed_and_a_locked_one_only_read(
    page: Page, make_obh: Make, make_interview: Make, qtbot: QtBot, book: Book
) -> None:
    id_ = make_interview(make_obh())
    page.visit(Place("visits", KEYING, id_))
    view = page.keying
    qtbot.waitUntil(lambda: view.sheet is not None)
    assert view.form is not None
    view.form.set_answers(interview_answers("2"))
    view.save()
    qtbot.waitUntil(lambda: book.read(answers_of, id_).result()["LPR01"] == "2")
    qtbot.waitUntil(lambda: "tersimpan" in view.state.text())
    view.leave()
    register = record_page(page, "assessment")
    assert isinstance(register, SheetPage)
    qtbot.waitUntil(lambda: register.record is not None)
    assert register.lock_button.isEnabled()


def test_typed_answers_are_not_left_without_asking(
    keying: KeyingView, page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keying.form is not None
    keying.form.focus_item("CON01")
    press(qtbot, "1")
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: None)
    assert not page.may_leave()
    keying.leave()
    assert page.stack.currentWidget() is keying
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 1)
    keying.leave()
    assert page.stack.currentWidget() is page.tabs


def test_scores_show_their_derivation_or_why_there_is_none(
    page: Page, make_obh: Make, make_interview: Make, qtbot: QtBot
) -> None:
    first, second = make_obh(), make_obh("OBH-Y", "Posbakum Anggrek (contoh)")
    for number in range(3):
        make_interview(first, respondent_code=f"R-{number}")
    make_interview(second, respondent_code="R-9")
    page.visit(Place("visits", SCORES))
    shown = page.page(SCORES)
    assert isinstance(shown, ScoresPage)
    qtbot.waitUntil(lambda: shown.table.rowCount() == 2)
    model = shown.table.model()
    cells = [[str(model.index(row, column).data()) for column in range(5)] for row in range(2)]
    assert cells[0][2:4] == ["3", "100,00"]
    assert cells[1][3] == "–"
    assert "sedikitnya 3" in cells[1][4]
    shown.table.selectRow(0)
    assert shown.derivation.steps.rowCount() > 0
    assert "bukan Indeks Kinerja PBH resmi" in shown.derivation.marks.text()
    assert_mnemonics_unique(shown)
    assert_speaks(page)


def test_a_survey_shows_its_index_and_takes_keyed_answers(
    page: Page, make_unit: Make, make_period: Make, qtbot: QtBot, book: Book
) -> None:
    period = make_period(make_unit(), population=50)
    for _ in range(3):
        book.change(save_assessment, ANYONE, {"survey_period_id": period}, dict.fromkeys(SKM, "4")).result()
    register = opened(page, "survey_period", period, qtbot)
    assert isinstance(register, SurveyPage)
    qtbot.waitUntil(lambda: "Indeks 100,00, mutu A" in register.index.text())
    assert "Krejcie–Morgan: kurang 41" in register.index.text()
    shown: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        shown.append(dialog.windowTitle())
        assert_speaks(dialog)
        dialog.reject()

    QTimer.singleShot(100, look)
    register.figure_button.click()
    assert shown == ["Rincian perhitungan"]
    register.key_button.click()
    view = page.keying
    qtbot.waitUntil(lambda: view.form is not None and view.form.isVisible())
    assert view.form is not None
    view.form.set_answers(dict.fromkeys(SKM, "1"))
    view.finish()
    qtbot.waitUntil(lambda: len(sheets(book)) == 4)
    qtbot.waitUntil(lambda: view.head.all_values()["respondent_code"] == "R-0002")
    view.leave()
    qtbot.waitUntil(lambda: "4 responden" in register.index.text())


@pytest.mark.parametrize("kind", KINDS)
def test_every_tab_is_used_by_keyboard_and_by_ear(page: Page, qtbot: QtBot, kind: str) -> None:
    page.visit(Place("visits", kind))
    shown = record_page(page, kind)
    shown.start_new()
    qtbot.waitUntil(shown.sheet.is_showing)
    assert_mnemonics_unique(shown)
    assert_speaks(page)
    shown.sheet.form.mark_saved()


def test_the_keying_is_used_by_keyboard_and_by_ear(keying: KeyingView, page: Page, qtbot: QtBot) -> None:
    qtbot.wait(50)
    assert_mnemonics_unique(keying)
    assert_speaks(page)


def test_a_known_sheet_is_used_by_keyboard_and_by_ear(
    page: Page, make_obh: Make, make_interview: Make, qtbot: QtBot
) -> None:
    opened(page, "assessment", make_interview(make_obh()), qtbot)
    qtbot.wait(50)
    assert_speaks(page)
    words = {button.text().replace("&", "") for button in page.findChildren(QPushButton)}
    assert {"Ketik jawaban", "Rincian perhitungan", "Verifikasi dan kunci"} <= words
