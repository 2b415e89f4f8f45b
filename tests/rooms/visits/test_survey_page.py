"""The page of survey periods in a real window: lowest elements, plans, the papers of the cycle."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.desk import Desk, Place
from berkas.engine.issuing import Subject
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.visits.commands import save_survey_period
from berkas.rooms.visits.commands.surveymonth import begin_periods
from berkas.rooms.visits.editor.derivation import DerivationDialog
from berkas.rooms.visits.editor.surveypage import SurveyPage
from berkas.rooms.visits.editor.surveyplans import PlanDialog
from berkas.rooms.visits.page import Page
from berkas.rooms.visits.queries.surveycycle import cycle_spans, survey_cycle
from berkas.rooms.visits.queries.surveyplans import faults_of
from berkas.rooms.visits.queries.surveyprofile import age_group
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import Service

from .surveying import all_of, keyed_rows, put_period, put_service

Make = Callable[..., int]


@pytest.fixture
def desk(book: Book, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 7, 1))
    yield made
    made.close()


@pytest.fixture
def period(book: Book, make_unit: Make) -> int:
    return put_period(book, make_unit(), keyed_rows())


@pytest.fixture
def shown(desk: Desk, period: int, qtbot: QtBot) -> SurveyPage:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.visit(Place("visits", "survey_period", period))
    register = page.page("survey_period")
    assert isinstance(register, SurveyPage)
    qtbot.waitUntil(lambda: register.result is not None)
    return register


def test_a_problem_becomes_a_plan(shown: SurveyPage, book: Book, period: int, qtbot: QtBot) -> None:
    shown.plans.lowest_button.click()
    qtbot.waitUntil(lambda: shown.plans.table.rowCount() == 3)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PlanDialog)
        QTimer.singleShot(8000, dialog, dialog.reject)  # a test that fails must not wait for ever
        assert_speaks(dialog)
        dialog.keep()
        assert dialog.isVisible()  # nothing is filled in yet
        dialog.form.set_value("task", "Sederhanakan syarat (contoh)")
        dialog.form.set_value("owner_name", "Koordinator Contoh")
        dialog.form.set_value("due_on", "2030-09-30")
        dialog.keep()

    QTimer.singleShot(150, fill)
    shown.plans.plan_button.click()
    first = book.read(faults_of, [period]).result()[0]
    assert first.plans

    def state() -> str:
        cell = shown.plans.table.item(0, 4)
        return cell.text() if cell is not None else ""

    qtbot.waitUntil(lambda: state() == "Belum ditindaklanjuti")


def test_the_cycle_is_chosen_and_shown(
    shown: SurveyPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Subject] = []
    answers = iter([0, 0])
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: next(answers))
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "2025-S1")
    monkeypatch.setattr(desk, "show_paper", lambda _owner, _kind, subject: asked.append(subject))
    shown._cycle()
    assert [subject.key for subject in asked] == ["SKM:2025-S1"]


def test_a_consultation_is_chosen_and_shown(
    shown: SurveyPage, desk: Desk, book: Book, period: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown._consultation()  # nothing held yet: a sentence, no dialog
    held = {"on_date": "2025-06-20", "place": "Aula contoh"}
    book.change(save_survey_period, ANYONE, {"consultations": [held]}, id=period, version=None).result()
    asked: list[str] = []
    answers = iter([1, 0])
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: next(answers))
    monkeypatch.setattr(desk, "show_paper", lambda _o, kind, subject: asked.extend((kind.key, subject.key)))
    shown._consultation()
    assert asked == ["notula-fkp", "LAPAS-X:SURVEI-2025-001:2025-06-20"]


def test_the_figure_of_a_span_opens_down_to_its_answers(
    shown: SurveyPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[DerivationDialog] = []
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "2025-S1")
    monkeypatch.setattr(desk, "show_paper", lambda _owner, _kind, subject: asked.append(subject.key))

    def keep(dialog: DerivationDialog) -> None:
        opened.append(dialog)

    monkeypatch.setattr(DerivationDialog, "exec", keep)
    shown._figure_of_span()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].panel.answers.rowCount() == 49
    opened[0].print_button.click()
    assert asked == ["siklus:SKM:2025-S1:LAPAS-X"]


def test_units_are_computed_from_respondents_not_from_services(book: Book, make_unit: Make) -> None:
    """Four say 4 about one service, three say 1 about the other: the unit's mean is not the mean of both."""
    unit = make_unit()
    put_period(book, unit, [all_of("4")] * 4, service_id=put_service(book, unit, "AHU"))
    put_period(book, unit, [all_of("1")] * 3, service_id=put_service(book, unit, "Kunjungan"))
    cycle = book.read(survey_cycle, "skm", span_of("2025-S1")).result()
    (lines,) = cycle.units
    indexes = [str(line.figure.score.index) for line in lines.lines if line.figure.score is not None]
    assert indexes == ["100.00", "25.00"]
    assert lines.figure.score is not None
    assert str(lines.figure.score.index) == "67.86"
    assert [span.key for _key, span in book.read(cycle_spans).result()] == ["2025-S1", "2025"]


def test_a_month_begins_for_every_surveyed_service_once(book: Book, make_unit: Make) -> None:
    unit = make_unit()
    ahu, other = put_service(book, unit, "AHU"), put_service(book, unit, "Kunjungan")
    with pytest.raises(Refused, match="ditandai disurvei"):
        book.change(begin_periods, ANYONE, "spak", "2025-06").result()

    def mark(step: Step) -> None:
        for service in (ahu, other):
            step.update(Service, service, {"is_surveyed": True})
        step.update(Service, other, {"valid_until": "2025-05-31"})

    book.change(mark, ANYONE).result()
    put_period(book, unit, service_id=ahu, instrument_key="spak", label="Mei 2025", target=30,
               period_from="2025-05-01", period_until="2025-05-31")  # fmt: skip
    assert book.change(begin_periods, ANYONE, "spak", "2025-06").result().value == 1
    assert book.change(begin_periods, ANYONE, "spak", "2025-06").result().value == 0
    cycle = book.read(survey_cycle, "spak", span_of("2025-06")).result()
    (line,) = cycle.units[0].lines
    assert (line.service, line.target, line.periods) == ("AHU", 30, ("Juni 2025",))


@pytest.mark.parametrize(
    ("years", "group"),
    [
        (17, "Di bawah 18 tahun"),
        (18, "18–25 tahun"),
        (25, "18–25 tahun"),
        (66, "66 tahun ke atas"),
        (119, "66 tahun ke atas"),
    ],
)
def test_ages_fall_into_groups(years: int, group: str) -> None:
    assert age_group(years) == group
