"""The vault: codes for everybody, a look only with right and reason, children stay codes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from berkas.engine import identities
from berkas.engine.records import Doubtful
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Identity, JournalRow, SoftOverride

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


WOMAN = "1971014503000001"
"""Born 5 March 2000, a woman."""


def reasons(book: Book) -> list[str]:
    return book.glance(lambda s: [f"{row.sentence} {row.reason}" for row in s.query(SoftOverride)])


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ({"nik": WOMAN}, "NIK tidak cocok dengan tanggal lahir. Periksa keduanya."),
        (
            {"id_kind": "ktp", "id_number": WOMAN},
            "Nomor KTP tidak cocok dengan tanggal lahir. Periksa keduanya.",
        ),
    ],
)
def test_no_door_takes_a_contradictory_number_without_a_reason(
    book: Book, number: dict[str, str], told: str
) -> None:
    with pytest.raises(Doubtful, match=told):
        put(book, PERSON | number)
    book.change(identities.put, CLERK, PERSON | number, reason="KTP dicetak keliru").result()
    assert reasons(book) == [f"{told} KTP dicetak keliru"]
    known = put(book, PERSON)
    with pytest.raises(Doubtful, match=told):
        book.change(identities.put, CLERK, number, id=known).result()
    with pytest.raises(Doubtful, match=told):
        book.change(identities.correct, CLERK, known, number, "nomornya baru diketahui").result()
    more = number | {identities.DOUBT.key: "KTP lama"}
    book.change(identities.correct, CLERK, known, more, "nomornya baru diketahui").result()
    assert reasons(book)[1:] == [f"{told} KTP lama"]
    book.change(identities.put, CLERK, {"phone": "0812"}, id=known).result()


def test_a_passport_is_no_nik(book: Book) -> None:
    put(book, PERSON | {"id_kind": "paspor", "id_number": WOMAN})
    assert reasons(book) == []
