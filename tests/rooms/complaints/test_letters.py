"""Letters about complaints and requests for information: filled, linked, naming nobody."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from tests.rooms.complaints.desk_office import Office

from berkas.engine.letter_texts import texts_about
from berkas.engine.letters import begin_letter, letter_values, letters_about
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.letters import begin_notice
from berkas.rooms.complaints.commands.registers import save_request
from berkas.rooms.complaints.report.letters import complaint_letter_values, request_letter_values
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, PpidRequest

TODAY = date(2025, 6, 10)
NEW: dict[str, Any] = {"id": None, "version": None}


@pytest.fixture
def book(office: Office) -> Book:
    return office.book


@pytest.fixture
def complaint(book: Book) -> int:
    values = {
        "stream": "mutu_layanan", "unit_id": "1", "received_on": "2025-03-26", "channel": "surat",
        "complaint_class": "pengaduan_tidak_berkadar", "title": "Antrean (contoh)", "body": "Menunggu lama.",
        "is_anonymous": False, "reporter_role": "pelapor", "reporter_name": "Budi Rahasia",
        "accused": [{"name": "Andi Teradu", "position": "Petugas loket"}],
    }  # fmt: skip
    return book.change(save_complaint, ANYONE, values, **NEW).result().value


def test_letters_about_a_complaint_name_nobody(book: Book, complaint: int) -> None:
    values = book.read(complaint_letter_values, complaint, TODAY).result()
    texts = book.read(texts_about, "pengaduan", TODAY).result()
    assert {text.key for text in texts} >= {
        "undangan_klarifikasi_pengaduan", "jawaban_pengaduan", "pelimpahan_pengaduan",
    }  # fmt: skip
    for text in texts:
        letter = book.change(begin_letter, ANYONE, text.key, values, TODAY, about_id=complaint).result().value
        kept = book.read(letter_values, letter).result()
        said = " ".join((kept.subject, kept.body, *kept.to))
        assert values["nomor"] in said
        assert "26 Maret 2025" in said
        assert "{" not in said
        assert not any(name in said for name in ("Budi", "Andi"))
    assert len(book.read(letters_about, "pengaduan", complaint).result()) == len(texts)


def test_of_a_restricted_complaint_only_number_and_day_stand_in_a_letter(book: Book, complaint: int) -> None:
    book.change(lambda step: step.update(Complaint, complaint, {"is_restricted": True}), ANYONE).result()
    values = book.read(complaint_letter_values, complaint, TODAY).result()
    assert {key: values[key] for key in ("pokok", "terlapor", "hasil", "tujuan")} == dict.fromkeys(
        ("pokok", "terlapor", "hasil", "tujuan"), ""
    )
    letter = book.change(begin_letter, ANYONE, "jawaban_pengaduan", values, TODAY).result().value
    assert "Pokok pengaduan" not in book.read(letter_values, letter).result().body


def test_the_notice_of_a_request_says_what_was_decided_and_is_linked(book: Book) -> None:
    values = {
        "received_on": "2025-03-26", "channel": "email", "information": "Data (contoh)",
        "reporter_name": "Budi Rahasia", "is_held": "ya", "decision": "dikabulkan", "notice_on": "2025-04-01",
    }  # fmt: skip
    request = book.change(save_request, ANYONE, values, **NEW, reason="contoh").result().value
    found = book.read(request_letter_values, request, TODAY).result()
    letter = book.change(begin_notice, ANYONE, request, found, TODAY).result().value
    body = book.read(letter_values, letter).result().body
    assert "di bawah penguasaan kami" in body
    assert "Budi" not in body
    assert "Alasan penolakan" not in body
    linked = book.glance(
        lambda s: s.execute(select(PpidRequest.letter_id).where(PpidRequest.id == request)).scalar_one()
    )
    assert linked == letter
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.change(begin_notice, ANYONE, 999, found, TODAY).result()
    with pytest.raises(Refused, match="sudah tidak ada"):
        book.read(request_letter_values, 999, TODAY).result()
