import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from tests.db.commands import add_obh, names

from berkas_db.book import Book, Reading
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import identify, raw_of
from berkas_db.errors import BookReadOnly
from berkas_db.key import APPLICATION_ID
from berkas_db.migrate import latest
from berkas_db.tables import Obh

EVERYWHERE = {
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "synchronous": 2,
    "temp_store": 2,
    "trusted_schema": 0,
    "secure_delete": 1,
    "journal_mode": "wal",
    "application_id": APPLICATION_ID,
    "user_version": latest(),
}


def settings(session: Session) -> Mapping[str, object]:
    raw = raw_of(session.connection())
    wanted = [*EVERYWHERE, "query_only", "cache_size"]
    return {name: (raw.execute(f"PRAGMA {name}").fetchone() or (None,))[0] for name in wanted}


def settings_of_writer(step: Step) -> Mapping[str, object]:
    return settings(step.session)


def test_every_connection_is_set_up_the_same(book: Book) -> None:
    assert book.read(settings).result() == EVERYWHERE | {"query_only": 1, "cache_size": -65536}
    assert book.glance(settings) == EVERYWHERE | {"query_only": 1, "cache_size": -16384}
    found = book.change(settings_of_writer, ANYONE).result().value
    assert found == EVERYWHERE | {"query_only": 0, "cache_size": -65536}


def test_all_tables_are_strict(book: Book) -> None:
    def loose(session: Session) -> list[str]:
        question = (
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
        )
        return [name for (name,) in session.execute(text(question)) if not name.startswith("sqlite_")]

    assert book.read(loose).result() == []


def test_readers_cannot_write(book: Book) -> None:
    def write(session: Session) -> None:
        session.execute(text("DELETE FROM draft"))

    with pytest.raises(BookReadOnly):
        book.read(write).result()
    with pytest.raises(BookReadOnly):
        book.glance(write)


def test_a_read_sees_one_moment(book: Book) -> None:
    book.change(add_obh, ANYONE, "A", "LBH Contoh A").result()

    def twice(session: Session) -> tuple[list[str], list[str]]:
        first = names(session)
        book.change(add_obh, ANYONE, "B", "LBH Contoh B").result()
        return first, names(session)

    assert book.read(twice).result() == (["LBH Contoh A"], ["LBH Contoh A"])
    assert book.read(names).result() == ["LBH Contoh A", "LBH Contoh B"]


def test_a_session_of_a_query_or_command_never_writes_by_itself(book: Book) -> None:
    def straight(step: Step) -> None:
        step.session.execute(insert(Obh).values(code="X", name="X"))

    def entity(step: Step) -> None:
        step.session.add(Obh(code="X", name="X"))

    def flushed(step: Step) -> None:
        entity(step)
        step.session.flush()

    def changed(step: Step) -> None:
        row = step.session.get(Obh, add_obh(step, "Z"))
        assert row is not None
        row.name = "lain"

    for command in (straight, entity, flushed, changed):
        with pytest.raises(TypeError, match="step only"):
            book.change(command, ANYONE).result()
    assert book.read(names).result() == []


def test_the_writer_begins_immediately(book: Book) -> None:
    """One that reads first and then writes fails when another commit came between; this cannot."""

    def busy(step: Step) -> bool:
        with identify(book.path).connected("rw") as other:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(Exception, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        return raw_of(step.session.connection()).in_transaction

    assert book.change(busy, ANYONE).result().value is True


def test_a_created_table_does_not_survive_a_rollback(book: Book) -> None:
    def create(session: Session) -> None:
        session.execute(text("CREATE TABLE sementara (id INTEGER)"))
        raise RuntimeError("contoh")

    with pytest.raises(RuntimeError):
        book.write_aside(create).result()
    with pytest.raises(OperationalError, match="no such table"):
        book.read(lambda session: session.execute(text("SELECT * FROM sementara"))).result()


def test_errors_do_not_show_values(book: Book) -> None:
    def wrong(session: Session) -> None:
        session.execute(text("SELECT tidak_ada FROM obh WHERE name = :name"), {"name": "RAHASIA"})

    with pytest.raises(OperationalError) as failed:
        book.read(wrong).result()
    assert "RAHASIA" not in str(failed.value)


def test_reading_is_what_a_query_is_handed(book: Book) -> None:
    assert book.read(type).result() is Reading


def test_a_book_open_in_this_process_is_never_opened_by_hand_again(book_path: Path) -> None:
    """Closing a second descriptor would drop SQLite's locks; the head of the file is remembered instead."""
    opened: list[str] = []
    watching = [True]

    def watch(event: str, about: tuple[object, ...]) -> None:
        if watching[0] and event == "open" and str(about[0]) == str(book_path):
            opened.append(str(about[0]))

    sys.addaudithook(watch)
    try:
        with Book.open(book_path):
            assert len(opened) == 2  # told apart, then remembered, both before SQLite has it
            Book.open(book_path, write=False).close()
            assert identify(book_path).path == book_path
            assert len(opened) == 2
        identify(book_path)
        assert len(opened) == 3
    finally:
        watching[0] = False
