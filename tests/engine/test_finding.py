"""Records found by what is typed: by number, code or words, newest first, and never what must not be seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas.engine.finding import EACH, Found, find_records
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import Finding, Obh, Recipient, Unit

CLERK = Actor(1, "Petugas Contoh", "petugas")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


def put(book: Book, model: type, **values: object) -> int:
    def insert(step: Step) -> int:
        return step.insert(model, values)

    return book.change(insert, ANYONE).result().value


def unit(book: Book) -> int:
    return put(book, Unit, code="U-1", name="Unit Lain", kind="lapas")


def found(book: Book, typed: str, actor: Actor = ANYONE) -> list[Found]:
    return book.read(find_records, actor, typed).result()


def test_by_words_by_the_middle_of_a_word_and_by_code(book: Book) -> None:
    id_ = put(book, Obh, code="PBH-01", name="Lembaga Bantuan Hukum Contoh")
    expected = [Found("obh", "obh", id_, "Lembaga Bantuan Hukum Contoh · PBH-01", "OBH")]
    for typed in ("bantuan", "hukum cont", "antua", "PBH-01"):
        assert found(book, typed) == expected, typed


@pytest.mark.parametrize("typed", ["", " ", "b", '"', "- *", "tidak ada di sini"])
def test_little_or_nothing_finds_nothing(book: Book, typed: str) -> None:
    put(book, Obh, code="PBH-01", name="Lembaga Bantuan")
    assert found(book, typed) == []


def test_newest_first_and_only_a_few_of_a_kind(book: Book) -> None:
    ids = [put(book, Unit, code=f"U{place}", name=f"Unit Contoh {place}", kind="lapas") for place in range(9)]
    assert [each.id for each in found(book, "contoh")] == ids[: -EACH - 1 : -1]


def test_trash_is_not_found(book: Book) -> None:
    id_ = put(book, Obh, code="PBH-01", name="Lembaga Bantuan")
    book.change(lambda step: step.trash(Obh, id_), ANYONE).result()
    assert found(book, "lembaga") == []


def test_what_is_secret_is_found_only_by_who_may_read_it(book: Book) -> None:
    values = {"source": "wawancara", "text": "Contoh", "found_on": "2025-06-12"}
    put(book, Finding, code="T-1", title="Loket contoh", is_secret=True, unit_id=unit(book), **values)
    assert [each.title for each in found(book, "loket")] == ["T-1 · Loket contoh"]
    assert found(book, "loket", CLERK) == []


def test_a_recipient_is_a_code(book: Book) -> None:
    put(book, Recipient, code="PEN-0007")
    assert [each.title for each in found(book, "PEN-0007")] == ["PEN-0007"]
