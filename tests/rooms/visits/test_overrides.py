"""Soft checks let stand with a reason are counted in the report, and never tell of one respondent."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from berkas.engine.issuing import draft
from berkas.engine.records import Doubtful
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.queries.overrides import Confirmed, confirmed_checks
from berkas.rooms.visits.report.monev import MONEV
from berkas_db.book import Book
from berkas_db.tables import Assessment

from .conftest import interview_answers

Make = Callable[..., int]
WORDS = "Kelompok usia tidak cocok dengan jawaban tentang umur 18 tahun."
DOUBTFUL = interview_answers(IDN04="di_bawah_18")


def report(book: Book) -> str:
    subject = book.read(MONEV.find, "KEG-2025-001").result()
    pdf = draft(book, Rulebook.load(), MONEV, subject, date(2025, 6, 16))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_a_soft_check_wants_one_line_and_is_counted(
    book: Book, make_visit: Make, make_obh: Make, make_interview: Make
) -> None:
    visit, obh = make_visit(), make_obh()
    with pytest.raises(Doubtful):
        make_interview(obh, DOUBTFUL, visit_id=visit)
    for number in (1, 2):
        make_interview(obh, DOUBTFUL, visit_id=visit, respondent_code=f"R-0{number}", reason="Lupa umur")
    assert book.glance(confirmed_checks, Assessment.visit_id == visit) == (Confirmed(WORDS, 2),)
    few = report(book)
    assert "2 kali jawaban yang diragukan dibenarkan pengetik dengan alasan tertulis." in few
    assert "Kelompok usia" not in few, "two respondents: which check it was would tell of them"
    make_interview(obh, visit_id=visit, respondent_code="R-03")
    told = report(book)
    assert WORDS.rstrip(".") in told
    assert "Lupa umur" not in told
