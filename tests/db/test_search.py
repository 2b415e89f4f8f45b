import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.db.commands import add_obh

from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.search import fts_tables, matching, spellings, trigram_query, words_query
from berkas_db.tables import Obh

COLUMNS = {"nama": "name", "nomor": "code"}


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("bahari", '"bahari"*'),
        ("bahari ", '"bahari"'),
        ("lbh contoh", '"lbh" AND "contoh"*'),
        ("nama:bahari", '"name" : "bahari"*'),
        ("Nomor:12/2025", '"code" : "12/2025"*'),
        ("warna:biru", '"warna:biru"*'),
        ("nama: x", '"x"*'),
        ('kata "dua', '"kata" AND """dua"*'),
        ("OR AND NOT", '"OR" AND "AND" AND "NOT"*'),
        ("jum’at", '"jum\'at"*'),
        ("anak2 desa", '"anak-anak" AND "desa"*'),
        ("2 12", '"2" AND "12"*'),
        ("!!! ---", None),
        ("", None),
        ("a\0b", '"a" AND "b"*'),
        ("\ud800", None),
    ],
)
def test_a_line_becomes_a_question(typed: str, question: str | None) -> None:
    assert words_query(typed, columns=COLUMNS) == question


def test_other_words_for_the_same_thing() -> None:
    assert words_query("OBH x", synonyms={"obh": ("pbh",)}) == '("OBH" OR "pbh") AND "x"*'


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Muhammad", "mohamad"),
        ("moh.", "muhammad"),
        ("Moch", "mohammad"),
        ("Sukarno", "soekarno"),
        ("Djoko", "joko"),
        ("achmad", "ahmad"),
    ],
)
def test_a_name_is_found_in_its_other_spellings(typed: str, written: str) -> None:
    assert written in spellings(typed)
    assert spellings("mohon") == ()


def test_a_begun_name_finds_the_other_spellings_and_no_longer_words() -> None:
    question = words_query("muham") or ""
    assert question.startswith('("muham"* OR ')
    assert '"mohamad"' in question
    assert '"moh"*' not in question  # “mohon” begins like that, in every second complaint


def test_the_middle_of_words_needs_three_letters() -> None:
    assert trigram_query("ba hari x") == '"hari"'
    assert trigram_query("ba") is None


def found(session: Session, table: str, typed: str) -> Sequence[str]:
    condition = matching(Obh.__table__.c.id, table, typed, columns=COLUMNS)
    return session.execute(select(Obh.code).where(condition).order_by(Obh.id)).scalars().all()


@pytest.fixture
def filled(book: Book) -> Book:
    for code, name in (("LBH-01/2025", "LBH Contoh Bahari"), ("LBH-02/2025", "Yayasan Contoh Café Jum'at")):
        book.change(add_obh, ANYONE, code, name).result()
    return book


@pytest.mark.parametrize(
    ("table", "typed", "codes"),
    [
        ("obh_fts", "bah", ["LBH-01/2025"]),
        ("obh_fts", "contoh ", ["LBH-01/2025", "LBH-02/2025"]),
        ("obh_fts", "CAFE", ["LBH-02/2025"]),
        ("obh_fts", "02/2025", ["LBH-02/2025"]),
        ("obh_fts", "nama:lbh", ["LBH-01/2025"]),
        ("obh_fts", "nomor:lbh", ["LBH-01/2025", "LBH-02/2025"]),
        ("obh_fts", "contoh bahari tidak", []),
        ("obh_fts", "  ", ["LBH-01/2025", "LBH-02/2025"]),
        ("obh_fts", "***", []),
        ("obh_trigram", "hari", ["LBH-01/2025"]),
        ("obh_trigram", "ha", []),
    ],
)
def test_searching(filled: Book, table: str, typed: str, codes: list[str]) -> None:
    assert filled.read(found, table, typed).result() == codes


def test_search_tables_are_known(book: Book) -> None:
    tables = {table.name: table for table in book.read(fts_tables).result()}
    assert tables["obh_fts"].content == "obh"
    assert "name" in tables["obh_fts"].columns
    assert not tables["obh_fts"].is_trigram
    assert tables["obh_trigram"].is_trigram


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters() | st.sampled_from("\"*:^(){}[]+-/\\'`~ ANDORTnamakode"), max_size=40))
@example('NEAR("a" "b", 2)')
@example("{name code}: x")
@example('"')
@example("^a")
@example("a*b")
def test_nothing_typed_is_ever_an_error(filled_for_all: sqlite3.Connection, typed: str) -> None:
    for table, question in (("kata", words_query(typed, columns=COLUMNS)), ("tengah", trigram_query(typed))):
        if question is not None:
            filled_for_all.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (question,)).fetchall()


@pytest.fixture(scope="module")
def filled_for_all() -> sqlite3.Connection:
    from berkas_db.connect import driver

    connection = driver.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE kata USING fts5"
        " (name, code, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
    )
    connection.execute("CREATE VIRTUAL TABLE tengah USING fts5 (name, code, tokenize = 'trigram')")
    for table in ("kata", "tengah"):
        connection.execute(f"INSERT INTO {table} VALUES ('LBH Contoh Bahari', 'LBH-01/2025')")
    return connection
