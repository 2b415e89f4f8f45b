"""The search tables know what the records say, at once and after every change, and forget what is removed."""

import re
from collections.abc import Iterator

import pytest
from tests.db.raw_schema import Bare, a_complaint, an_obh, bare_book, put

WORDS = [
    "obh", "unit", "person", "legal_case", "recipient", "posbankum", "visit", "assessment", "award_round",
    "award_entry", "evidence", "complaint", "ppid_request", "finding", "followup", "supervision",
    "outreach_event", "aspiration", "letter", "issued_document", "identity",
]  # fmt: skip


@pytest.fixture
def book() -> Iterator[Bare]:
    connection = bare_book()
    yield connection
    connection.close()


def _search_tables(book: Bare) -> list[str]:
    rows = book.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name")
    return [row[0] for row in rows]


def _hits(book: Bare, search: str, words: str) -> list[int]:
    return [row[0] for row in book.execute(f"SELECT rowid FROM {search} WHERE {search} MATCH ?", (words,))]


def test_every_register_can_be_searched(book: Bare) -> None:
    assert {f"{name}_fts" for name in WORDS} <= set(_search_tables(book))


def test_search_tables_are_named_after_their_table_and_kept_in_step(book: Bare) -> None:
    triggers = {row[0] for row in book.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for name in _search_tables(book):
        assert re.fullmatch(r"\w+_(fts|trigram)", name)
        assert {f"{name}_insert", f"{name}_update", f"{name}_delete"} <= triggers


def test_words_are_found_without_accents_and_by_their_beginning(book: Bare) -> None:
    obh = an_obh(book, name="LBH Keadilán Samudra")
    assert _hits(book, "obh_fts", '"keadilan"') == [obh]
    assert _hits(book, "obh_fts", '"samu"*') == [obh]
    assert _hits(book, "obh_fts", '"mudra"') == []
    assert _hits(book, "obh_trigram", '"mudra"') == [obh]


def test_a_change_moves_the_words(book: Bare) -> None:
    complaint = a_complaint(book, title="Antrean panjang")
    book.execute("UPDATE complaint SET title = 'Loket tutup' WHERE id = ?", (complaint,))
    assert _hits(book, "complaint_fts", '"antrean"') == []
    assert _hits(book, "complaint_fts", '"loket"') == [complaint]
    assert _hits(book, "complaint_trigram", '"oket"') == [complaint]


def test_a_change_of_other_columns_leaves_the_index_alone(book: Bare) -> None:
    complaint = a_complaint(book)
    before = book.execute("SELECT count(*), max(id) FROM complaint_fts_data").fetchone()
    book.execute("UPDATE complaint SET status = 'diverifikasi', title = title WHERE id = ?", (complaint,))
    assert book.execute("SELECT count(*), max(id) FROM complaint_fts_data").fetchone() == before


def test_what_is_removed_leaves_no_trace_in_the_index(book: Bare) -> None:
    identity = put(book, "identity", code="R-1", name="Zulkarnaincontoh", nik="1971010101900001")
    assert _hits(book, "identity_trigram", '"karnain"') == [identity]
    book.execute("DELETE FROM identity")
    assert _hits(book, "identity_fts", '"zulkarnaincontoh"') == []
    for search in ("identity_fts", "identity_trigram"):
        blocks = book.execute(f"SELECT block FROM {search}_data").fetchall()
        assert not any(b"zulk" in bytes(block[0]).lower() for block in blocks)


def test_identities_are_in_no_other_search(book: Bare) -> None:
    put(book, "identity", code="R-1", name="Zulkarnaincontoh")
    others = [name for name in _search_tables(book) if not name.startswith("identity_")]
    assert not any(_hits(book, name, '"zulkarnaincontoh"') for name in others)


def test_the_index_agrees_with_the_rows(book: Bare) -> None:
    an_obh(book)
    a_complaint(book)
    for name in _search_tables(book):
        book.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
