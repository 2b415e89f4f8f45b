"""Every figure opened down to single answers; periods, parts and small groups kept apart."""

import io
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from pypdf import PdfReader
from sqlalchemy.orm import Session

from berkas.engine.issuing import draft
from berkas.engine.periods import run_of, span_of
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.commands import save_assessment
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.derivations import (
    Derivation,
    obh_derivation,
    sheet_derivation,
    survey_derivation,
    survey_span_derivation,
)
from berkas.rooms.visits.queries.scores import obh_scores
from berkas.rooms.visits.queries.surveycycle import survey_cycle
from berkas.rooms.visits.queries.trends import obh_trends, unit_counts
from berkas.rooms.visits.report import DERIVATION, RECAP
from berkas.rules.scoring.figures import round_half_up
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import OfficialScore

from .conftest import LIKES, interview_answers
from .surveying import all_of, put_period, put_service

Make = Callable[..., int]
ON = date(2025, 7, 1)
HALF = span_of("2025-S1")


def printed(book: Book, key: str) -> str:
    subject = book.read(DERIVATION.find, key).result()
    return text_of(draft(book, Rulebook.load(), DERIVATION, subject, ON))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def three(
    make_interview: Make, obh: int, quality: str = "4", *, on: str = "2025-06-12", start: int = 1
) -> None:
    for number in range(start, start + 3):
        make_interview(
            obh, interview_answers(quality), respondent_code=f"R-{number:02}",
            interview_on=on,
        )  # fmt: skip


def opened(book: Book, obh: int) -> Derivation:
    def read(session: Session) -> Derivation:
        (one,) = obh_scores(session, HALF.first, HALF.last, obh_id=obh)
        return obh_derivation(session, obh, one.version_id, HALF)

    return book.read(read).result()


def test_a_figure_is_its_respondents_items_and_answers(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    three(make_interview, obh)
    make_interview(obh, interview_answers("2"), respondent_code="R-04")
    found = opened(book, obh)
    assert [one.code for one in found.respondents] == ["R-01", "R-02", "R-03", "R-04"]
    # the figure is the mean of the respondents' own figures, rounded once
    indexes = [one.index for one in found.respondents]
    assert all(index is not None for index in indexes)
    mean = sum((index for index in indexes if index is not None), Fraction(0)) / 4
    assert found.score.index == round_half_up(mean, 2)
    item = next(one for one in found.items if one.key == LIKES[0])
    assert (item.n, item.left_out, item.total) == (4, 0, 14)
    place = [one.key for one in found.items].index(LIKES[0])
    assert [one.answers[place] for one in found.respondents] == ["4", "4", "4", "2"]
    assert "dimensi 1/3" in item.weight
    assert found.rounding == "satu kali pada akhir, setengah ke atas, 2 angka di belakang koma"
    assert "4 = Selalu / sangat baik (nilai 4)" in found.options


def test_what_was_not_asked_or_not_counted_has_a_sign_of_its_own(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    from berkas.rules.vocabulary import Missing

    obh = make_obh()
    three(make_interview, obh)
    make_interview(
        obh,
        interview_answers("3", LIN01=Missing.TIDAK_TAHU, LIN02=Missing.MENOLAK, LIN03=Missing.TIDAK_BERLAKU),
        respondent_code="R-04",
    )
    found = opened(book, obh)
    keys = [one.key for one in found.items]
    last = dict(zip(keys, found.respondents[-1].answers, strict=True))
    assert [last["LIN01"], last["LIN02"], last["LIN03"]] == ["*", "/", "-"]
    assert last["LPR03"] == "×"
    assert next(one for one in found.items if one.key == "LIN01").left_out == 1


def test_below_the_least_number_there_is_nothing_to_open(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    id_ = make_interview(obh)
    make_interview(obh, respondent_code="R-02")
    with pytest.raises(Refused, match="2 dari sedikitnya 3"):
        opened(book, obh)
    assert book.read(DERIVATION.subjects).result() == []
    with pytest.raises(Refused, match="Belum cukup responden"):
        printed(book, "OBH-X:2025:monev_litigasi")
    # one sheet is looked at, and has no paper
    assert book.read(sheet_derivation, id_).result().key == ""


def test_a_paper_says_rule_edition_rounding_and_every_answer(
    book: Book, make_obh: Make, make_interview: Make
) -> None:
    obh = make_obh()
    three(make_interview, obh)
    (subject,) = book.read(DERIVATION.subjects).result()
    assert subject.key == "OBH-X:2025:monev_litigasi:1"
    text = printed(book, subject.key)
    for word in (
        "RAHASIA", "Nilai internal kantor, bukan nilai resmi", "bukan kuesioner resmi", "edisi 1 (sidik",
        "satu kali pada akhir", "3 dihitung dari 3", "R-02", "MONEV-LITIGASI-0002", "LPR01", "100,00",
    ):  # fmt: skip
        assert word in text, word
    assert "Semester I 2025" in printed(book, "OBH-X:2025-S1:monev_litigasi")
    assert "litigasi Juni 2025" in printed(book, "OBH-X:2025-06-01..2025-06-30:monev_litigasi:1")
    with pytest.raises(Refused, match="Periksa kode PBH"):
        printed(book, "OBH-X:2025:monev_lain")


def test_a_survey_and_a_checked_standard_are_opened_too(
    book: Book, make_unit: Make, make_period: Make
) -> None:
    unit = make_unit()
    period = make_period(unit)
    keys = (
        "persyaratan",
        "prosedur",
        "waktu",
        "biaya",
        "produk",
        "kompetensi",
        "perilaku",
        "pengaduan",
        "sarana",
    )
    for number in range(3):
        own = {"survey_period_id": period, "respondent_code": f"R-{number}"}
        book.change(save_assessment, ANYONE, own, dict.fromkeys(keys, "3")).result()
    found = book.read(survey_derivation, period).result()
    assert [one.weight for one in found.items] == ["1/9"] * 9
    assert found.score.index == 75
    text = printed(book, found.key)
    assert "Survei internal kantor" in text
    assert "rumus resmi" in text
    own = {"instrument": "standar_pelayanan", "unit_id": unit, "interview_on": "2025-06-12"}
    sheet = book.change(save_assessment, ANYONE, own, {}).result().value
    found = book.read(sheet_derivation, sheet).result()
    assert found.key.startswith("lembar:")


def _official(step: Step, obh: int) -> int:
    own = {"obh_id": obh, "label": "Semester I", "period_from": "2025-01-01", "period_until": "2025-06-30"}
    return step.insert(OfficialScore, own | {"score": 55.55})


def test_a_recapitulation_draws_trends_and_keeps_the_official_score_out_of_them(
    book: Book, make_obh: Make, make_interview: Make, make_visit: Make, make_unit: Make
) -> None:
    obh, few = make_obh(), make_obh("OBH-Y", "LBH Kenanga (contoh)")
    three(make_interview, obh, "2", on="2025-02-10", start=1)
    three(make_interview, obh, "4", on="2025-05-10", start=4)
    for number in range(3):
        make_interview(obh, {"CON03": "tidak"}, instrument="monev_nonlitigasi", respondent_code=f"N-{number}")
    make_interview(few, respondent_code="R-09", interview_on="2025-05-01")
    make_visit(
        from_date="2025-05-10", places=[{"kind": "upt", "unit_id": make_unit(), "on_date": "2025-05-10"}]
    )
    book.change(_official, ANYONE, obh).result()
    spans = run_of(span_of("2025-TW2"), 4)
    lines = book.read(obh_trends, spans).result()
    told = {(line.now.obh_code, line.now.part): line.points for line in lines}
    litigation = told["OBH-X", "Litigasi"]
    assert litigation[:2] == (None, None)
    assert litigation[2] is not None
    assert litigation[3] == 100.0
    assert told["OBH-Y", "Litigasi"] == (None,) * 4
    (unit,) = book.read(unit_counts, spans[-1].first, spans[-1].last).result()
    assert (unit.days, unit.sheets) == (1, {})
    pdf = draft(book, Rulebook.load(), RECAP, book.read(RECAP.find, "2025-tw2").result(), ON)
    text = text_of(pdf)
    assert "Perkembangan nilai internal, litigasi" in text
    assert text.count("55,55") == 1
    assert text.index("55,55") > text.index("C. Nilai resmi dari Sidbankum")
    assert "Disembunyikan: kurang dari 3 responden" in text


def test_the_work_of_a_unit_is_drawn_in_sheets_not_in_figures(
    book: Book, make_obh: Make, make_interview: Make, make_visit: Make, make_unit: Make
) -> None:
    obh, unit = make_obh(), make_unit()
    for number, on in enumerate(("2025-02-10", "2025-05-10"), 1):
        visit = make_visit(from_date=on, places=[{"kind": "upt", "unit_id": unit, "on_date": on}])
        ((place, _name),) = book.read(places_of_visit, visit).result()
        for each in range(number):
            make_interview(
                obh, visit_id=visit, place_id=place, interview_on=on, respondent_code=f"R-{number}{each}"
            )
    pdf = draft(book, Rulebook.load(), RECAP, book.read(RECAP.find, "2025-TW2").result(), ON)
    text = text_of(pdf)
    assert "Perkembangan lembar lengkap menurut unit (lembar)" in text
    assert "Asal-usul tiap nilai: ruang Kegiatan, tab Nilai per OBH." in text


def test_the_figure_of_a_unit_over_a_half_is_opened_from_all_its_respondents(
    book: Book, make_unit: Make
) -> None:
    unit = make_unit()
    ahu, visits = put_service(book, unit, "AHU"), put_service(book, unit, "Kunjungan")
    put_period(book, unit, [all_of("4")] * 3, service_id=ahu, code="A", period_until="2025-03-31")
    put_period(book, unit, [all_of("3")] * 3, service_id=ahu, code="B", period_from="2025-04-01")
    put_period(book, unit, [all_of("2")] * 9, service_id=visits, code="C")
    put_period(book, unit, [all_of("1")] * 9, service_id=ahu, code="D", period_from="2025-07-01",
               period_until="2025-12-31")  # fmt: skip
    whole = book.read(survey_span_derivation, "skm", unit, HALF).result()
    (line,) = book.read(survey_cycle, "skm", HALF).result().units
    assert line.figure.score is not None
    assert whole.score.index == line.figure.score.index
    assert (str(whole.score.index), len(whole.respondents)) == ("65.00", 15)
    one = book.read(survey_span_derivation, "skm", unit, HALF, service_id=ahu).result()
    assert (str(one.score.index), len(one.respondents)) == ("87.50", 6)
    assert whole.key == "siklus:SKM:2025-S1:LAPAS-X"
    assert "65,00" in printed(book, whole.key)
    assert "AHU pada Lapas" in printed(book, one.key)
    with pytest.raises(Refused, match="tidak ada"):
        book.read(DERIVATION.find, "siklus:SKM:2025-S1:LAPAS-X/LAIN").result()
