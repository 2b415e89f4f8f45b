"""The report of the Panwasda over a period, and the duty it fulfils."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from berkas.engine.duties import note_sent, rhythm_of
from berkas.engine.issuing import draft, issue
from berkas.engine.letters import begin_letter, give_number
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.editor.panwasda import last_quarter
from berkas.rooms.visits.queries.official import official_scores, official_sentence
from berkas.rooms.visits.queries.panwasda import COVER, Cover, cover_of
from berkas.rooms.visits.report.panwasda import KEY, PANWASDA, subject_of
from berkas.rules.vocabulary import Rhythm
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Contract,
    ContractAddendum,
    Finding,
    Obh,
    OfficialScore,
    Realisation,
    ReportingDuty,
    ReportSent,
    Sanction,
)

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 7, 4)
QUARTER = span_of("2025-TW2")


def said(book: Book, key: str) -> str:
    pdf = draft(book, RULES, PANWASDA, subject_of(span_of(key)), ON)
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def filled(book: Book, make_visit: Make, make_unit: Make, make_obh: Make, make_interview: Make) -> int:
    unit, obh, other = make_unit(), make_obh(), make_obh("OBH-Y", "LBH Anggrek (contoh)")
    visit = make_visit(
        places=[{"kind": "upt", "unit_id": unit, "on_date": "2025-06-12"}],
        recommendations="1. PBH menjelaskan bahwa layanan gratis",
    )
    for number in range(3):
        make_interview(obh, visit_id=visit, respondent_code=f"R-0{number}")
    make_interview(other, visit_id=visit, respondent_code="R-09")

    def fill(step: Step) -> None:
        step.insert(
            OfficialScore,
            {
                "obh_id": obh,
                "label": "2025",
                "period_from": "2025-01-01",
                "period_until": "2025-12-31",
                "score": 91.5,
                "read_on": "2025-06-30",
            },
        )
        step.insert(
            Sanction,
            {
                "obh_id": other,
                "kind": "teguran_tertulis",
                "decided_on": "2025-05-02",
                "reason": "Contoh",
                "number": "TGR-1",
            },
        )
        for number, secret in enumerate((False, True), 1):
            step.insert(
                Finding,
                {
                    "code": f"TMN-{number}",
                    "source": "wawancara",
                    "title": "Contoh",
                    "obh_id": obh,
                    "text": f"Temuan contoh {number}",
                    "found_on": "2025-06-12",
                    "is_secret": secret,
                },
            )

    book.change(fill, ANYONE).result()
    return visit


def test_the_report_keeps_ours_and_the_official_figure_apart(book: Book, filled: int) -> None:
    del filled
    text = said(book, "2025-TW2")
    for words in (
        "Triwulan II 2025",
        "1 (satu) kegiatan pengawasan",
        "4 (empat) penerima",
        "Rumusan kantor",
        "Nilai internal kantor, bukan nilai resmi",
        "91,50 dari 100",
        "Temuan contoh 1",
        "1 keterangan ditangani sebagai tindak lanjut rahasia",
        "Teguran tertulis",
        "TGR-1",
        "Ketua Panitia Pengawas Daerah",
        "layanan gratis",
    ):
        assert words in text
    assert "Temuan contoh 2" not in text
    assert "R-0" not in text
    line = next(part for part in text.split("LBH ") if part.startswith("Anggrek (contoh) Wawancara"))
    assert " 1 –" in line  # one respondent has no score


def test_the_report_tells_budget_and_what_was_paid_until_its_last_quarter(book: Book, filled: int) -> None:
    del filled
    assert "Belum ada kontrak yang dicatat untuk tahun ini" in said(book, "2025-TW2")

    def pay(step: Step) -> None:
        obh = step.session.execute(select(Obh.id).order_by(Obh.id)).scalars().first()
        contract = step.insert(
            Contract,
            {"obh_id": obh, "year": 2025, "number": "K-1", "litigation": 9_000_000, "nonlitigation": 500_000},
        )
        step.insert(
            ContractAddendum,
            {"contract_id": contract, "number": "A-1", "signed_on": "2025-03-01", "litigation_change": 1_000},
        )
        for quarter, paid in ((1, 2_000_000), (2, 3_000_000), (3, 700_000)):
            step.insert(
                Realisation,
                {
                    "contract_id": contract,
                    "quarter": quarter,
                    "system": "sidbankum",
                    "as_of": "2025-10-01",
                    "litigation": paid,
                },
            )

    book.change(pay, ANYONE).result()
    assert "Litigasi Rp9.001.000 Rp5.000.000 belum dicatat" in said(book, "2025-TW2")
    assert "Litigasi Rp9.001.000 Rp5.700.000 belum dicatat" in said(book, "2025")
    assert "Nonlitigasi Rp500.000 Rp0 belum dicatat" in said(book, "2025-TW2")


def test_a_quiet_period_is_reported_as_nihil(book: Book, filled: int) -> None:
    del filled
    text = said(book, "2025-TW4")
    assert text.casefold().count("nihil") >= 5
    assert [subject.key for subject in book.read(PANWASDA.subjects).result()] == [
        "2025",
        "2025-S1",
        "2025-S2",
        "2025-TW1",
        "2025-TW2",
        "2025-TW3",
        "2025-TW4",
    ]


def test_the_report_can_be_corrected_in_a_word_processor(book: Book, filled: int) -> None:
    del filled
    assert PANWASDA.docx is not None
    opened = docx.Document(
        io.BytesIO(PANWASDA.docx(book.read(PANWASDA.gather, RULES, subject_of(QUARTER), ON).result()))
    )
    assert any(
        "Temuan contoh 1" in cell.text for table in opened.tables for row in table.rows for cell in row.cells
    )


def test_sending_is_noted_on_the_duty_of_its_rhythm(book: Book, filled: int) -> None:
    del filled
    month = span_of("2025-06")
    with pytest.raises(Refused, match="kewajiban laporan bulanan"):
        book.change(note_sent, ANYONE, KEY, month.key, month.first, month.last).result()
    paper = book.change(issue, ANYONE, RULES, PANWASDA, subject_of(QUARTER), ON).result().value
    for _time in range(2):
        book.change(note_sent, ANYONE, KEY, QUARTER.key, QUARTER.first, QUARTER.last).result()
    (row,) = book.glance(lambda s: s.execute(select(ReportSent)).scalars().all())
    duty = book.glance(lambda s: s.get_one(ReportingDuty, row.duty_id).name)
    assert (duty, row.state, row.number) == ("Laporan Panwasda triwulan", "terkirim", paper.number)
    assert row.issued_document_id == paper.id


@pytest.mark.parametrize(
    ("key", "rhythm"),
    [("2025-TW3", Rhythm.TRIWULANAN), ("2025-S1", Rhythm.SEMESTERAN), ("2025", Rhythm.TAHUNAN)],
)
def test_a_period_has_its_rhythm(key: str, rhythm: Rhythm) -> None:
    span = span_of(key)
    assert rhythm_of(span.first, span.last) is rhythm


def test_the_quarter_that_is_due_is_the_last_one() -> None:
    assert [last_quarter(date(2025, month, 3)) for month in (1, 4, 12)] == [
        "2024-TW4",
        "2025-TW1",
        "2025-TW3",
    ]


def test_official_scores_are_told_in_words_of_their_own(book: Book, filled: int) -> None:
    del filled
    lines = book.read(official_scores, date(2025, 1, 1), date(2025, 3, 31)).result()
    assert official_sentence(lines) == (
        "Nilai resmi Sidbankum: 2025 (keduanya) 91,50 dari 100, dibaca 30 Juni 2025."
    )
    assert "belum dicatat" in official_sentence(
        book.read(official_scores, date(2024, 1, 1), date(2024, 3, 31)).result()
    )


def test_the_covering_letter_is_found_by_its_period(book: Book) -> None:
    assert book.read(cover_of, QUARTER.title).result() is None
    begun = book.change(begin_letter, ANYONE, COVER, {"periode": QUARTER.title}, ON).result().value
    assert book.read(cover_of, QUARTER.title).result() == Cover(begun, "")
    assert book.read(cover_of, span_of("2025-TW1").title).result() is None
    number = book.change(give_number, ANYONE, begun).result().value
    assert book.read(cover_of, QUARTER.title).result() == Cover(begun, number)
