"""Choices that come from the book, narrowed by typing; “=CODE” asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas.engine.lookup import MOST, RECORDS, choices_for, term_choices
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Unit


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    def units(step: Step) -> None:
        for number in range(MOST + 5):
            step.insert(Unit, {"code": f"U{number:03}", "name": f"Unit {number:03} 100%", "kind": "lapas"})
        step.trash(Unit, 1)

    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        made.change(units, ANYONE).result()
        yield made


def codes(book: Book, source: str, typed: str) -> list[str]:
    return [choice.code for choice in book.glance(choices_for, source, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("unit 003", ["4"]),
        ("u003", ["4"]),
        ("=4", ["4"]),
        ("=empat", []),
        ("=", []),
        ("=999999", []),
        ("tidak ada", []),
        ("Unit 000", []),
        ("003 100%", ["4"]),
        ("_", []),
    ],
)
def test_typing_narrows(book: Book, typed: str, found: list[str]) -> None:
    assert codes(book, "unit", typed) == found


def test_a_trashed_record_is_still_named_by_its_id(book: Book) -> None:
    assert codes(book, "unit", "=1") == ["1"]


def test_no_more_are_offered_than_can_be_read(book: Book) -> None:
    assert len(codes(book, "unit", "")) == MOST


@pytest.mark.parametrize("source", sorted(RECORDS))
def test_every_source_answers(book: Book, source: str) -> None:
    assert len(book.glance(choices_for, source, "zzz tidak ada")) == 0
    assert isinstance(book.glance(choices_for, source, ""), list)


def test_words_of_a_vocabulary_keep_the_office_s_order(book: Book) -> None:
    every = book.glance(term_choices, "jenis_unit")
    assert every[0].code == "lapas"
    assert codes(book, "istilah:jenis_unit", "rutan") == [] or "rutan" in codes(
        book, "istilah:jenis_unit", "tahanan"
    )
    assert codes(book, "istilah:jenis_unit", "=rutan") == ["rutan"]
    assert codes(book, "istilah:tidak_ada", "") == []
