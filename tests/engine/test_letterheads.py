"""What papers take from the office, by date."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from berkas.engine.letterheads import (
    letterhead_on,
    office_facts,
    place_date,
    signer_on,
    unit_head_on,
    unit_ministry_on,
)
from berkas.paper.frame import Size
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import (
    Letterhead,
    Ministry,
    Office,
    Official,
    PositionHeld,
    Unit,
    UnitHead,
    UnitMinistry,
)

DAY = date(2025, 6, 12)
Put = Callable[..., int]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


@pytest.fixture
def put(book: Book) -> Put:
    def run(model: type, **values: object) -> int:
        def command(step: Step) -> int:
            return step.insert(model, values)

        return book.change(command, ANYONE).result().value

    return run


def kop(
    put: Put, line1: str, begins: str, ends: str | None = None, *, default: bool = False, **more: object
) -> int:
    values = {"name": line1, "line1": line1, "valid_from": begins, "valid_until": ends, "is_default": default}
    return put(Letterhead, **values | more)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2024, 12, 31), "LAMA"),
        (date(2025, 1, 1), "BARU"),
        (date(2009, 12, 31), None),
    ],
)
def test_a_letterhead_holds_from_day_to_day(book: Book, put: Put, day: date, first: str | None) -> None:
    kop(put, "LAMA", "2010-01-01", "2024-12-31")
    kop(put, "BARU", "2025-01-01")
    found = book.glance(letterhead_on, day)
    assert (found.lines[0] if found else None) == first


def test_the_default_one_comes_before_the_newer_one(book: Book, put: Put) -> None:
    usual = kop(put, "UTAMA", "2025-01-01", default=True)
    other = kop(put, "LAIN", "2025-03-01")
    found, named = book.glance(letterhead_on, DAY), book.glance(letterhead_on, DAY, id=other)
    assert found is not None
    assert named is not None
    assert (found.lines, named.lines) == (("UTAMA",), ("LAIN",))
    assert usual != other


def test_contacts_are_parted_and_empty_lines_left_out(book: Book, put: Put) -> None:
    kop(put, "SATU", "2025-01-01", line3="TIGA", address="Jalan Contoh 1", contact=" Telepon 1 ;; Laman x ")
    found = book.glance(letterhead_on, DAY)
    assert found is not None
    assert found.lines == ("SATU", "TIGA")
    assert found.contacts == ("Telepon 1", "Laman x")
    assert found.logo is None


@pytest.mark.parametrize(
    ("capacity", "line"),
    [
        ("sendiri", "Kepala Kantor Wilayah,"),
        ("pelaksana_tugas", "Plt. Kepala Kantor Wilayah,"),
        ("pelaksana_harian", "Plh. Kepala Kantor Wilayah,"),
    ],
)
def test_who_signs_on_a_day(book: Book, put: Put, capacity: str, line: str) -> None:
    who = put(Official, name="Siti Contoh", nip="198001012005012001", rank="Pembina")
    put(
        PositionHeld, official_id=who, position="Kepala Kantor Wilayah", capacity=capacity,
        valid_from="2025-01-06", valid_until="2025-06-12",
    )  # fmt: skip
    signer = book.glance(signer_on, "Kepala Kantor Wilayah", DAY)
    assert (signer.role, signer.name) == ((line,), "Siti Contoh")
    later = book.glance(signer_on, "Kepala Kantor Wilayah", date(2025, 6, 13))
    assert (later.role, later.name) == (("Kepala Kantor Wilayah,",), "")


def test_units_have_heads_and_ministries_by_date(book: Book, put: Put) -> None:
    unit = put(Unit, code="LPC", name="Lapas Contoh", kind="lapas")
    assert book.glance(unit_head_on, unit, DAY).name == ""
    assert book.glance(unit_ministry_on, unit, DAY) is None
    put(UnitHead, unit_id=unit, name="Budi Contoh", position="Kalapas", valid_from="2024-01-01")
    old, new = (put(Ministry, code=code, name=code, short_name=code) for code in ("lama", "baru"))
    put(UnitMinistry, unit_id=unit, ministry_id=old, valid_from="2010-01-01", valid_until="2024-11-04")
    put(UnitMinistry, unit_id=unit, ministry_id=new, valid_from="2024-11-05")
    assert book.glance(unit_head_on, unit, DAY).name == "Budi Contoh"
    before, after = (book.glance(unit_ministry_on, unit, day) for day in (date(2024, 11, 4), DAY))
    assert (before and before.code, after and after.code) == ("lama", "baru")


def test_the_office_names_itself(book: Book) -> None:
    def move(step: Step) -> None:
        step.update(Office, 1, {"city": "Kota Contoh", "paper": "f4"})

    assert book.glance(place_date, DAY) == "12 Juni 2025"
    book.change(move, ANYONE).result()
    facts = book.glance(office_facts)
    assert (facts.name, facts.size, facts.least_respondents) == ("Kantor Contoh", Size.F4, 3)
    assert book.glance(place_date, DAY) == "Kota Contoh, 12 Juni 2025"
