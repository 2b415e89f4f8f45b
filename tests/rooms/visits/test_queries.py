"""Lists need no sorting; counts of a visit and scores of a period keep to the least number."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from berkas.engine.listing import Listing, ListRequest
from berkas.rooms.visits.commands import make_forms, save_assessment, settle_forms
from berkas.rooms.visits.queries import EVENTS, LISTS, SHEETS, SURVEYS, VISITS, waiting
from berkas.rooms.visits.queries.assessments import keying_context, load_sheet
from berkas.rooms.visits.queries.derivations import sheet_derivation
from berkas.rooms.visits.queries.forms import forms_of, reconcile
from berkas.rooms.visits.queries.scores import obh_scores, visit_counts
from berkas.rooms.visits.queries.surveys import periods_named, survey_result
from berkas.rules.vocabulary import FormState
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

from .conftest import interview_answers

Make = Callable[..., int]
EVERY = (VISITS, SHEETS, LISTS["assessments"], SURVEYS, EVENTS)
SORTS = [
    (listing, shown.column.key, down)
    for listing in EVERY
    for shown in listing.shown
    if shown.column.sortable
    for down in (False, True)
]
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
SKM: tuple[str, ...] = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"
)  # fmt: skip


def found(book: Book, listing: Listing, **request: Any) -> list[tuple[str, ...]]:  # noqa: ANN401
    ids = book.read(listing.ids, ListRequest(**request)).result()
    rows = book.glance(listing.rows, ids)
    return [rows[id_] for id_ in ids]


@pytest.mark.parametrize(
    ("listing", "key", "down"),
    SORTS,
    ids=[f"{number}-{key}-{down}" for number, (_each, key, down) in enumerate(SORTS)],
)
def test_a_sort_reads_an_index(book: Book, listing: Listing, key: str, down: bool) -> None:
    question = listing.question(ListRequest(sort=key, descending=down))
    sql = str(question.compile(compile_kwargs={"literal_binds": True}))
    plan = book.glance(lambda session: [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))])
    assert not any("TEMP B-TREE" in line for line in plan), plan


def test_the_list_of_visits_says_what_matters(
    book: Book, make_visit: Make, make_unit: Make, make_obh: Make, make_interview: Make
) -> None:
    unit = make_unit()
    visit = make_visit(places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}])
    make_interview(make_obh(), visit_id=visit)
    (row,) = found(book, VISITS)
    assert row[:6] == (
        "KEG-2025-001", "12 Jun 2025", "Monev bantuan hukum (contoh)", "Terlaksana",
        "Lapas Kelas IIA Contoh", "1",
    )  # fmt: skip
    assert found(book, VISITS, filters={"unit": (str(unit),), "purpose": ("monev_bankum",)})
    assert not found(book, VISITS, filters={"purpose": ("survei",)})
    assert found(book, VISITS, text="bantuan hukum")


def test_lists_of_sheets_show_codes_and_leave_surveys_out(
    book: Book, make_obh: Make, make_interview: Make, make_unit: Make, make_period: Make
) -> None:
    make_interview(make_obh(), interview_answers(IDN01="Ahmad Contoh"))
    period = make_period(make_unit())
    book.change(save_assessment, ANYONE, {"survey_period_id": period}, dict.fromkeys(SKM, "3")).result()
    (row,) = found(book, SHEETS)
    assert row[3:6] == ("LBH Melati (contoh)", "R-01", "Lengkap")
    assert len(found(book, LISTS["assessments"])) == 2
    assert not any("Ahmad" in cell for line in found(book, LISTS["assessments"]) for cell in line)


@pytest.fixture
def unit(make_unit: Make) -> int:
    return make_unit()


@pytest.fixture
def obh(make_obh: Make) -> int:
    return make_obh()


def test_a_first_sheet_without_a_name_does_not_lower_the_number_met(  # noqa: PLR0917  fixtures
    book: Book, make_visit: Make, unit: int, obh: int, make_recipient: Make, make_interview: Make
) -> None:
    found_there = [make_recipient(f"PB-{number}") for number in range(1, 4)]
    visit = make_visit(
        places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}],
        traces=[
            {"recipient_id": each, "obh_id": obh, "place": 1, "result": "ditemukan"} for each in found_there
        ],
    )
    make_interview(obh, visit_id=visit, respondent_code="R-01")
    counts = book.read(visit_counts, visit).result()
    assert (counts.people, counts.sheets) == (3, 1)
    for number in range(2, 6):
        make_interview(obh, visit_id=visit, respondent_code=f"R-0{number}")
    assert book.read(visit_counts, visit).result().people == 5


def test_a_visit_counts_people_once_and_shows_no_answers_below_the_least(  # noqa: PLR0917  fixtures
    book: Book, make_visit: Make, unit: int, obh: int, make_recipient: Make, make_interview: Make
) -> None:
    first, second = make_recipient("PB-1"), make_recipient("PB-2")
    visit = make_visit(
        places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}],
        traces=[
            {"recipient_id": first, "obh_id": obh, "place": 1, "result": "ditemukan"},
            {"recipient_id": second, "obh_id": obh, "place": 1, "result": "dipindahkan"},
        ],
    )
    make_interview(obh, visit_id=visit, recipient_id=first, respondent_code=None)
    make_interview(obh, visit_id=visit, respondent_code="R-02")
    counts = book.read(visit_counts, visit).result()
    assert (counts.people, counts.sheets) == (2, 2)
    assert [(one.name, one.number) for one in counts.by_place] == [
        ("Lapas Kelas IIA Contoh", 1), ("Tempat tidak dicatat", 1)
    ]  # fmt: skip
    assert [(one.name, one.number) for one in counts.by_obh] == [("LBH Melati (contoh)", 2)]
    (form,) = counts.forms
    assert (form.respondents, form.items) == (2, ())
    make_interview(obh, interview_answers("2"), visit_id=visit, respondent_code="R-03")
    make_interview(obh, {"CON01": "ya", "CON02": "ya", "CON03": "tidak"}, visit_id=visit,
                   respondent_code="R-04")  # fmt: skip
    (form,) = book.read(visit_counts, visit).result().forms
    assert (form.respondents, form.stopped) == (3, 1)
    by_key = {one.item.key: one for one in form.items}
    assert by_key["LPR01"].numbers == {"1": 0, "2": 1, "3": 0, "4": 2}
    assert by_key["LPR03"].other == 3


def test_an_obh_has_a_score_only_from_the_least_number_on(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    for number in (1, 2):
        make_interview(obh, respondent_code=f"R-{number:02}")
    (one,) = book.read(obh_scores, *YEAR).result()
    assert one.score is None
    assert "2 dari sedikitnya 3" in one.why_not
    make_interview(obh, respondent_code="R-03")
    make_interview(obh, {"CON01": "ya"}, respondent_code="R-04")
    (one,) = book.read(obh_scores, *YEAR).result()
    assert one.score is not None
    assert (one.respondents, str(one.score.index)) == (3, "100.00")
    assert one.score.notice
    assert not book.read(obh_scores, date(2024, 1, 1), date(2024, 12, 31)).result()


def test_litigation_and_nonlitigation_are_never_merged(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    for number in range(3):
        make_interview(obh, respondent_code=f"R-{number}")
        make_interview(obh, {"CON03": "tidak"}, instrument="monev_nonlitigasi", respondent_code=f"N-{number}")
    lines = book.read(obh_scores, *YEAR).result()
    assert {one.instrument.key for one in lines} <= {"monev_litigasi", "monev_nonlitigasi"}
    assert all(one.respondents <= 3 for one in lines)


def test_one_sheet_explains_itself(book: Book, make_obh: Make, make_interview: Make) -> None:
    id_ = make_interview(make_obh(), interview_answers(INT01="ya", INT02="Rp500.000"))
    found = book.read(sheet_derivation, id_).result()
    figure = found.score
    assert (found.instrument.key, found.key) == ("monev_litigasi", "")
    assert figure.index is None
    assert "3 responden" in figure.notes[0]
    assert figure.elements[0].answers
    sheet = book.read(load_sheet, id_).result()
    assert sheet.flags == (), "followed up when the sheet was saved"
    assert sheet.subject == "LBH Melati (contoh)"


def test_a_survey_is_computed_from_respondents_with_its_adequacy(
    book: Book, make_unit: Make, make_period: Make
) -> None:
    unit = make_unit()
    period = make_period(unit, population=100, target=40)
    for score in ("3", "4", "4"):
        book.change(
            save_assessment, ANYONE, {"survey_period_id": period},
            dict.fromkeys(SKM, score) | {"jenis_kelamin": "perempuan"},
        ).result()  # fmt: skip
    result = book.read(survey_result, period).result()
    assert result.score is not None
    assert str(result.score.index) == "91.67"
    assert result.score.grade == "A"
    assert [(one.measure, one.needed, one.is_met) for one in result.enough][1:] == [
        ("Sasaran periode ini", 40, False), ("Krejcie–Morgan", 80, False), ("Slovin, galat 5%", 80, False),
    ]  # fmt: skip
    women = [line.number for line in result.profile if line.answer == "Perempuan"]
    assert women[0] == 3
    assert result.earlier == (("Semester I 2025", 91.67),)
    assert book.read(periods_named, "LAPAS-X", "Semester I 2025", "skm").result() == [period]


def test_few_respondents_of_a_survey_give_no_figure(book: Book, make_unit: Make, make_period: Make) -> None:
    period = make_period(make_unit())
    assert book.read(survey_result, period).result().instrument is None
    book.change(save_assessment, ANYONE, {"survey_period_id": period}, dict.fromkeys(SKM, "3")).result()
    result = book.read(survey_result, period).result()
    assert (result.respondents, result.score, result.profile) == (1, None, ())


def test_paper_forms_add_up(book: Book, make_visit: Make, make_obh: Make, make_interview: Make) -> None:
    visit = make_visit()
    ids = book.change(make_forms, ANYONE, visit, "monev_litigasi", 4).result().value
    assert [row["code"] for row in book.read(forms_of, visit).result()][:2] == [
        "KEG-2025-001-F001", "KEG-2025-001-F002"
    ]  # fmt: skip
    make_interview(make_obh(), visit_id=visit, paper_form_id=ids[0])
    with pytest.raises(Refused, match="sudah diketik"):
        make_interview(1, visit_id=visit, paper_form_id=ids[0], respondent_code="R-02")
    with pytest.raises(Refused, match="Alasan"):
        book.change(settle_forms, ANYONE, [ids[1]], FormState.BATAL, "").result()
    book.change(settle_forms, ANYONE, [ids[1]], FormState.BATAL, "Robek").result()
    sums = book.read(reconcile, visit).result()
    assert (sums.printed, sums.keyed, sums.void, sums.missing, sums.unaccounted) == (4, 1, 1, 0, (3, 4))
    assert not sums.adds_up
    book.change(settle_forms, ANYONE, ids[2:], FormState.HILANG, "Tidak kembali dari blok").result()
    assert book.read(reconcile, visit).result().adds_up
    more = book.change(make_forms, ANYONE, visit, "monev_litigasi", 1).result().value
    assert book.read(forms_of, visit).result()[-1]["number"] == 5
    assert len(more) == 1


def test_what_waits_and_the_next_respondent(
    book: Book, make_visit: Make, make_obh: Make, make_interview: Make
) -> None:
    visit = make_visit()
    assert book.read(keying_context, visit_id=visit).result().respondent == "R-01"
    make_interview(make_obh(), {"CON01": "ya"}, visit_id=visit)
    assert book.read(keying_context, visit_id=visit).result().respondent == "R-02"
    assert book.read(waiting, date(2025, 7, 1)).result() == 2
    assert book.read(waiting, date(2025, 6, 12)).result() == 1
