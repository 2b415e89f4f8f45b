"""The life of a record in sentences."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from berkas.engine.history import LONGEST, history_lines, office_today, office_zone
from berkas.rules.fields import Field, Kind
from berkas.rules.vocabulary import TimeZone
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import BookInfo, Unit

FIELDS = (
    Field("name", "Nama unit"),
    Field("kind", "Jenis unit", Kind.CHOICE, source="istilah:jenis_unit"),
    Field("phone", "Telepon", Kind.PHONE, personal=True),
    Field("note", "Catatan", Kind.LONG_TEXT),
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def add(step: Step) -> int:
    step.say("Unit disimpan")
    return step.insert(Unit, {"code": "U1", "name": "Lama", "kind": "lapas"})


def edit(step: Step, id: int, reason: str = "", **values: object) -> None:
    step.update(Unit, id, values)
    step.say("Unit disimpan", reason)


def lines(book: Book) -> list[str]:
    uid = book.glance(lambda session: session.get_one(Unit, 1).uid)
    return [words for _when, _who, words in book.read(history_lines, Unit, uid, FIELDS).result()]


def test_changes_are_told_in_the_words_of_the_form_newest_first(book: Book) -> None:
    id_ = book.change(add, ANYONE).result().value
    book.change(edit, ANYONE, id_, name="Baru", kind="rutan", reason="salah ketik").result()
    newest, oldest = lines(book)
    assert newest.startswith("Unit disimpan (salah ketik)\n")
    assert "Nama unit: Lama → Baru" in newest
    assert "Jenis unit: Lembaga Pemasyarakatan → Rumah Tahanan Negara" in newest
    assert oldest == "Unit disimpan"


def test_personal_values_stay_out_and_long_ones_are_cut(book: Book) -> None:
    id_ = book.change(add, ANYONE).result().value
    book.change(edit, ANYONE, id_, phone="0717 123456", note="x" * 500, unit_class="IIA").result()
    newest = lines(book)[0]
    assert "123456" not in newest
    assert "Telepon: diubah" in newest
    assert "x" * LONGEST not in newest
    assert "IIA" not in newest


@pytest.mark.parametrize(
    ("stored", "zone"),
    [("Asia/Makassar", TimeZone.WITA), ("Asia/Jayapura", TimeZone.WIT), ("Asia/Jakarta", TimeZone.WIB)],
)
def test_instants_are_told_in_the_office_s_zone(book: Book, stored: str, zone: TimeZone) -> None:
    def move(step: Step) -> None:
        step.update(BookInfo, 1, {"time_zone": stored})

    book.change(move, ANYONE).result()
    assert book.glance(office_zone) is zone


@pytest.mark.parametrize(("zone", "hours"), [("Asia/Jakarta", 7), ("Asia/Jayapura", 9)])
def test_today_is_the_day_of_the_office(book: Book, zone: str, hours: int) -> None:
    book.change(lambda step: step.update(BookInfo, 1, {"time_zone": zone}), ANYONE).result()
    before = (datetime.now(UTC) + timedelta(hours=hours)).date()
    found = book.read(office_today).result()
    after = (datetime.now(UTC) + timedelta(hours=hours)).date()
    assert before <= found <= after
