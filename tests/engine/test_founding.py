"""A new office: its facts, the ministries it may choose, and its recovery sheet."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from berkas.engine.founding import MINISTRIES, OFFICE_FIELDS, found_office
from berkas.engine.history import office_zone
from berkas.engine.letterheads import office_facts
from berkas.engine.recovery import recovery_sheet
from berkas.rules.fields import problems
from berkas.rules.vocabulary import TimeZone
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused, WrongPassphrase
from berkas_db.tables import Ministry


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


def test_the_facts_are_written(book: Book) -> None:
    values = {
        "ministry": "kemenham",
        "province": "Banten",
        "city": "Serang",
        "paper": "f4",
        "time_zone": "wit",
    }
    book.change(found_office, ANYONE, values).result()
    facts = book.read(office_facts).result()
    assert (facts.ministry, facts.province, facts.city, facts.size.value) == (
        "Kementerian Hak Asasi Manusia", "Banten", "Serang", "f4",
    )  # fmt: skip
    assert book.read(office_zone).result() is TimeZone.WIT


def test_what_is_left_out_stays(book: Book) -> None:
    book.change(found_office, ANYONE, {}).result()
    facts = book.read(office_facts).result()
    assert (facts.name, facts.size.value) == ("Kantor Contoh", "a4")


def test_the_ministries_are_those_every_office_file_knows(book: Book) -> None:
    from sqlalchemy import select

    known = book.read(lambda session: set(session.execute(select(Ministry.code)).scalars())).result()
    assert {choice.code for choice in MINISTRIES} == known


def test_only_the_name_must_be_given() -> None:
    defaults = {field.key: field.default for field in OFFICE_FIELDS}
    assert [each.key for each in problems(OFFICE_FIELDS, defaults, today=date(2025, 6, 12))] == ["name"]


def test_only_who_may_manage_the_office(book: Book) -> None:
    with pytest.raises(Refused):
        book.change(found_office, Actor(1, "Petugas Contoh", "petugas"), {"city": "Serang"}).result()


def test_the_recovery_sheet_needs_protection_and_the_passphrase(tmp_path: Path) -> None:
    path, on = tmp_path / "a.berkas", date(2025, 6, 12)
    Book.create(path, office_name="Kantor Contoh", passphrase="empat kata").close()
    assert recovery_sheet(path, "empat kata", "Kantor Contoh", on).startswith(b"%PDF")
    with pytest.raises(WrongPassphrase):
        recovery_sheet(path, "lain", "Kantor Contoh", on)
    plain = tmp_path / "b.berkas"
    Book.create(plain, office_name="Kantor Contoh").close()
    with pytest.raises(Refused):
        recovery_sheet(plain, "", "Kantor Contoh", on)
