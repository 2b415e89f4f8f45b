"""The sheet of the day on paper."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from berkas.engine.issuing import Subject, draft
from berkas.engine.rulebook import Rulebook
from berkas.rooms.today.report import DOCUMENTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.drafts import save_draft


def words(book: Book, today: date) -> str:
    subject = book.glance(DOCUMENTS[0].find, "kantor")
    assert isinstance(subject, Subject)
    pdf = draft(book, Rulebook.load(), DOCUMENTS[0], subject, today)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_sheet_shows_what_is_due_and_nothing_of_one_person(full: Book) -> None:
    save_draft(full, ANYONE, "complaint", None, "{}", "title").result()
    text = words(full, date(2025, 11, 24))
    for expected in (
        "Senin, 24 November 2025",
        "3 hal lewat",
        "P-1",
        "Lewat batas waktu (2)",
        "Laporan triwulan",
    ):
        assert expected in text
    assert "Isian yang belum selesai" not in text
    assert "Nama yang tidak boleh tampak" not in text
    assert "DRAF" not in text


def test_a_quiet_day_is_one_sentence(book: Book) -> None:
    assert "Tidak ada yang lewat" in words(book, date(2025, 11, 24))
