from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from tests.db.commands import add_alias, add_obh, files_of

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import MOST, Finding, _pages, check_book
from berkas_db.connect import DriverConnection, driver
from berkas_db.search import fts_tables, rebuild_search


@pytest.fixture
def filled(book_path: Path) -> Path:
    def attach(step: Step) -> int:
        return step.attach(b"gambar contoh", "a.jpg", "image/jpeg")

    with Book.open(book_path) as book:
        for number in range(3):
            book.change(add_obh, ANYONE, f"K{number}").result()
        book.change(add_alias, ANYONE, 1, "Bahari").result()
        book.change(attach, ANYONE).result()
    return book_path


def checked(path: Path, *, write: bool = False) -> list[Finding]:
    before, files = path.read_bytes(), files_of(path.parent)
    with Book.open(path, write=write) as book:
        found = check_book(book)
    assert path.read_bytes() == before
    assert files_of(path.parent) == files
    return found


@pytest.mark.parametrize("write", [True, False])
def test_a_healthy_book(filled: Path, *, write: bool) -> None:
    assert checked(filled, write=write) == []


def test_a_new_protected_book(tmp_path: Path) -> None:
    with Book.create(tmp_path / "a.berkas", office_name="Kanwil Contoh", passphrase="sandi contoh") as book:
        assert check_book(book) == []


def changed_row(book: DriverConnection) -> None:
    book.execute("UPDATE obh SET website = 'palsu' WHERE id = 1")


def added_row(book: DriverConnection) -> None:
    book.execute(
        "INSERT INTO setting (key, value_json, created_at, updated_at)"
        " VALUES ('a', '1', '2025-06-12T03:00:00.000Z', '2025-06-12T03:00:00.000Z')"
    )


def removed_row(book: DriverConnection) -> None:
    book.execute("DELETE FROM obh_alias")


def lost_parent(book: DriverConnection) -> None:
    book.execute("PRAGMA foreign_keys = OFF")
    book.execute("DELETE FROM obh WHERE id = 1")


def changed_attachment(book: DriverConnection) -> None:
    book.execute("UPDATE attachment_chunk SET data = x'00'")


def changed_journal(book: DriverConnection) -> None:
    book.execute("UPDATE journal_value SET after = replace(after, 'Bahari', 'Darat')")


def stale_search(book: DriverConnection) -> None:
    book.execute("INSERT INTO obh_fts (obh_fts) VALUES ('delete-all')")


@pytest.mark.parametrize(
    ("attack", "parts", "word"),
    [
        (changed_row, {"isi"}, "berbeda dari jurnal pada website"),
        (added_row, {"isi"}, "di luar program"),
        (removed_row, {"isi"}, "hilang tanpa dicatat"),
        (lost_parent, {"isi", "rujukan"}, "menunjuk obh yang tidak ada"),
        (changed_attachment, {"lampiran"}, "lampiran nomor 1"),
        (changed_journal, {"jurnal", "isi"}, "entri jurnal nomor 2"),
        (stale_search, {"pencarian"}, "obh_fts"),
    ],
)
def test_what_other_hands_did_is_found(
    filled: Path, attack: Callable[[DriverConnection], Any], parts: set[str], word: str
) -> None:
    other = driver.connect(filled, isolation_level=None)
    attack(other)
    other.close()
    found = checked(filled)
    assert {finding.part for finding in found} == parts
    assert any(word in finding.sentence for finding in found)
    assert all(finding.sentence.endswith(".") for finding in found)


def test_a_damaged_page_is_found(filled: Path) -> None:
    with filled.open("r+b") as file:
        file.seek(filled.stat().st_size - 4096 * 3)
        file.write(b"\xff" * 4096 * 2)
    assert "halaman" in {finding.part for finding in checked(filled)}


class Broken(Book):
    """A book whose pages SQLite complains about."""

    def __init__(self, said: str) -> None:
        self.said = said

    @contextmanager
    def side_connection(self, mode: str = "ro") -> Iterator[Any]:
        del mode
        yield self

    def execute(self, _question: str) -> "Broken":
        return self

    def fetchall(self) -> list[tuple[str]]:
        return [(self.said,)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ok", []),
        ("*** in database main ***\nTree 3 page 3: btreeInitPage() returns error code 11", ["di 1 tempat"]),
        ("\n".join(f"Page {number} is never used" for number in range(MOST)), [f"sedikitnya {MOST} tempat"]),
    ],
)
def test_what_sqlite_says_is_told_in_words_of_the_office(said: str, told: list[str]) -> None:
    found = [each.sentence for each in _pages(Broken(said))]
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


def test_the_search_index_can_be_built_again(filled: Path) -> None:
    other = driver.connect(filled, isolation_level=None)
    stale_search(other)
    other.close()
    with Book.open(filled) as book:
        assert [finding.repair for finding in check_book(book)] == ["bangun_pencarian"]
        book.write_aside(rebuild_search).result()
        assert check_book(book) == []


def test_missing_rows_of_the_index_are_seen_even_where_nothing_can_be_written(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from berkas_db import check
    from berkas_db.errors import BookReadOnly

    def refused(*_: object) -> list[str]:
        raise BookReadOnly("contoh")

    other = driver.connect(filled, isolation_level=None)
    stale_search(other)
    other.close()
    monkeypatch.setattr(check, "_asked", refused)
    assert [finding.part for finding in checked(filled)] == ["pencarian"]


def test_every_search_table_forgets_what_is_deleted(book: Book) -> None:
    def setting_of(session: Session, name: str) -> int | None:
        return session.execute(text(f"SELECT v FROM {name}_config WHERE k = 'secure-delete'")).scalar()

    for table in book.read(fts_tables).result():
        assert book.read(setting_of, table.name).result() == 1


def test_progress_names_each_part(book: Book) -> None:
    parts: list[str] = []
    check_book(book, parts.append)
    assert parts == ["halaman", "rujukan", "jurnal", "lampiran", "isi", "pencarian"]


def test_many_findings_are_summed_up(filled: Path) -> None:
    with Book.open(filled) as book:
        for number in range(30):
            book.change(add_obh, ANYONE, f"L{number}").result()
    other = driver.connect(filled, isolation_level=None)
    other.execute("UPDATE obh SET website = 'palsu'")
    other.close()
    found = checked(filled)
    assert len(found) == 21
    assert found[-1].sentence == "Masih ada 13 temuan serupa."
