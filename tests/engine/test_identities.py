"""The vault: codes for everybody, a look only with right and reason, children stay codes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from berkas.engine import identities
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Identity, JournalRow

CLERK = Actor(None, "Petugas contoh", "petugas")
VERIFIER = Actor(None, "Verifikator contoh", "verifikator")
PERSON = {"name": "Siti Contoh", "address": "Jalan Contoh 1", "birth_on": "1990-01-02"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Wilayah Contoh") as made:
        yield made


def put(book: Book, values: dict[str, str], on: date | None = None) -> int:
    return book.change(identities.put, CLERK, values, on=on).result().value


def test_a_look_needs_a_reason_and_stays_in_the_journal(book: Book) -> None:
    id_ = put(book, PERSON)
    assert book.glance(identities.code_of, id_) == "ID-00001"
    with pytest.raises(Refused, match="Alasan"):
        book.change(identities.reveal, CLERK, id_, " ").result()
    seen = book.change(identities.reveal, CLERK, id_, "menyampaikan jawaban").result()
    assert seen.value["name"] == "Siti Contoh"
    actions = book.glance(lambda s: [row.action for row in s.query(JournalRow).all()])
    assert identities.SEEN in actions


def test_without_the_right_nobody_looks(book: Book) -> None:
    id_ = put(book, PERSON)
    with pytest.raises(Refused, match="tidak berhak"):
        book.change(identities.reveal, VERIFIER, id_, "ingin tahu").result()


def test_a_child_of_its_case_stays_a_code(book: Book) -> None:
    id_ = put(book, PERSON | {"birth_on": "2010-05-01"}, on=date(2025, 6, 12))
    with pytest.raises(Refused, match="anak yang dilindungi"):
        book.change(identities.reveal, CLERK, id_, "menyampaikan jawaban").result()
    book.change(identities.put, CLERK, {"phone": "0812"}, id=id_, on=date(2030, 6, 12)).result()
    assert book.glance(identities.is_protected_child, id_)
    assert book.glance(lambda s: s.get(Identity, id_)).protected_since == "2025-06-12"
    assert book.change(identities.reveal, ANYONE, id_, "diminta pengadilan").result().value["phone"] == "0812"
