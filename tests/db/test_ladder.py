"""Office files of every released version open with today's program, and become exactly what a new one is."""

import json
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Table, select
from sqlalchemy.orm import Session
from tests.db.commands import files_of, obh_row

from berkas.engine.verifying import verify
from berkas.rules.vocabulary import PaperTruth
from berkas_db.attachments import read_attachment
from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.connect import BookFile, DriverConnection, driver, identify
from berkas_db.drafts import list_drafts
from berkas_db.errors import BookReadOnly
from berkas_db.images import models
from berkas_db.journal import verify_chain
from berkas_db.key import Key, key_for
from berkas_db.migrate import latest, version_of
from berkas_db.opening import copies_folder
from berkas_db.tables import Attachment, JournalEntry
from berkas_db.trash import list_trash

BOOKS = Path(__file__).parents[1] / "books"
RELEASED = sorted(int(folder.name) for folder in BOOKS.iterdir() if folder.is_dir())
GROWING = {"journal", "journal_row", "journal_value", "journal_text"}


@dataclass(frozen=True)
class Released:
    """An office file as a released version left it, and what is known of it."""

    path: Path
    version: int
    facts: Mapping[str, Any]


@pytest.fixture(scope="module", params=RELEASED)
def unpacked(request: pytest.FixtureRequest) -> tuple[int, bytes]:
    return request.param, lzma.decompress((BOOKS / str(request.param) / "kantor.berkas.xz").read_bytes())


@pytest.fixture
def released(unpacked: tuple[int, bytes], tmp_path: Path) -> Released:
    version, content = unpacked
    path = tmp_path / "kantor.berkas"
    path.write_bytes(content)
    return Released(path, version, json.loads((BOOKS / str(version) / "fakta.json").read_text("utf-8")))


def shape(connection: DriverConnection) -> dict[tuple[str, str], Any]:
    """Everything the schema says: the words of each object; columns, keys and indexes of each table."""
    found: dict[tuple[str, str], Any] = {}
    for kind, name, sql in connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    ).fetchall():
        found[kind, name] = " ".join((sql or "").split())
    for _kind, name in [each for each in found if each[0] == "table"]:
        for part in ("table_xinfo", "foreign_key_list", "index_list"):
            found[part, name] = connection.execute(f"SELECT * FROM pragma_{part}(?)", (name,)).fetchall()
    return found


def counts(connection: DriverConnection, tables: Mapping[str, int]) -> dict[str, int]:
    return {
        table: (connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() or (0,))[0]
        for table in tables
    }


def test_every_version_before_today_is_kept() -> None:
    assert RELEASED[0] == 1
    assert RELEASED[-1] <= latest()


def test_the_ladder_ends_at_exactly_todays_schema(released: Released, book_path: Path) -> None:
    Book.open(released.path).close()
    with (
        identify(released.path).connected("ro", immutable=True) as climbed,
        identify(book_path).connected("ro", immutable=True) as new,
    ):
        assert version_of(climbed) == version_of(new) == latest()
        assert shape(climbed) == shape(new)
        kept = {name for kind, name in shape(climbed) if kind == "table"}
        for name, model in models().items():
            assert name in kept
            columns = [row[1] for row in climbed.execute("SELECT * FROM pragma_table_info(?)", (name,))]
            assert columns == [column.name for column in cast("Table", model.__table__).columns], name


def test_nothing_is_lost_on_the_way(released: Released) -> None:
    before = released.path.read_bytes()
    rows: dict[str, int] = released.facts["baris"]
    is_old = released.version < latest()
    with Book.open(released.path) as book:
        assert check_book(book) == []
        assert book.read(verify_chain).result().is_whole
        entry = book.read(
            lambda session: session.scalars(
                select(JournalEntry.action).order_by(JournalEntry.id.desc()).limit(1)
            ).one()
        ).result()
        assert (entry == "naik_versi") == is_old
        paper = book.read(verify, released.facts["kode"]).result()
        assert paper.state in {PaperTruth.UTUH, PaperTruth.BERUBAH}
        assert released.facts["nomor"] in paper.number
        (draft,) = book.read(list_drafts, ANYONE).result()
        assert json.loads(draft.values_json)["title"] == "Antrean (contoh)"
        assert draft.cursor_field == "body"
        assert ("obh", 2) in [(line.table, line.id) for line in book.read(list_trash).result()]
        assert len(book.read(all_attachments).result()) == rows["attachment"]
        with book.side_connection() as connection:
            now = counts(connection, rows)
    assert {table: now[table] for table in rows if table not in GROWING and now[table] != rows[table]} == {}
    assert all(now[table] >= rows[table] for table in rows)
    if is_old:
        (copy,) = copies_folder(released.path).iterdir()
        assert inspect(copy).rows["obh"] == rows["obh"]
        assert before != released.path.read_bytes()
        with identify(copy).connected("ro", immutable=True) as connection:
            assert version_of(connection) == released.version
            assert counts(connection, rows) == rows


def all_attachments(session: Session) -> list[bytes]:
    return [read_attachment(session, id_) for id_ in session.scalars(select(Attachment.id))]


def test_an_old_step_can_still_be_taken_back(released: Released) -> None:
    with Book.open(released.path) as book:
        name = book.read(obh_row, 1).result()
        assert name is not None
        assert name["name"].endswith("(diperbaiki)")
        for _ in range(2):  # out of the trash, then the name
            book.undo(ANYONE).result()
        back = book.read(obh_row, 1).result()
        assert back is not None
        assert not back["name"].endswith("(diperbaiki)")
        assert check_book(book) == []


def test_reading_an_old_office_says_so_and_writes_nothing(released: Released) -> None:
    if released.version == latest():
        pytest.skip("it is not old yet")
    before = released.path.read_bytes()
    with pytest.raises(BookReadOnly, match=f"masih versi {released.version}") as refused:
        Book.open(released.path, write=False)
    assert refused.value.next_step
    assert released.path.read_bytes() == before
    assert files_of(released.path.parent) == ["kantor.berkas"]


def protect(released: Released) -> tuple[Path, Key]:
    """The same office, protected with the key that version derived."""
    key = Key(
        bytes.fromhex(released.facts["lembar"].replace(" ", "")), bytes.fromhex(released.facts["garam"])
    )
    target = released.path.with_name("lindung.berkas")
    connection = driver.connect(str(released.path), isolation_level=None)
    words = f"x'{key.raw.hex()}{key.salt.hex()}'"
    connection.execute('ATTACH ? AS aman KEY "' + words + '"', (str(target),))
    connection.execute("SELECT sqlcipher_export('aman')")
    for pragma in ("application_id", "user_version"):
        (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        connection.execute(f"PRAGMA aman.{pragma} = {value}")
    connection.execute("DETACH aman")
    connection.close()
    return target, key


@pytest.mark.parametrize("secret", ["frasa", "lembar"])
def test_a_protected_old_office_climbs_too(released: Released, secret: str) -> None:
    path, _key = protect(released)
    with Book.open(path, passphrase=released.facts[secret]) as book:
        assert check_book(book) == []
        assert book.office_name
    assert b"SQLite" not in path.read_bytes()[:100]
    for copy in copies_folder(path).iterdir() if released.version < latest() else ():
        assert inspect(copy, passphrase=released.facts["frasa"]).rows["obh"] == released.facts["baris"]["obh"]


@pytest.mark.parametrize("version", RELEASED)
def test_pages_protected_then_are_read_now(version: int) -> None:
    facts = json.loads((BOOKS / str(version) / "fakta.json").read_text("utf-8"))
    path = BOOKS / str(version) / "terlindung.berkas"
    head = path.read_bytes()[:100]
    key = key_for(facts["frasa"], head, path.name)
    assert key == key_for(facts["lembar"], head, path.name)
    assert (key.raw.hex(), key.salt.hex()) == (
        facts["lembar"].replace(" ", "").lower(),
        facts["garam"],
    )
    with BookFile(path, key).connected("ro", immutable=True) as connection:
        assert connection.execute("SELECT id, isi FROM contoh").fetchall() == [(7, "isi contoh")]
