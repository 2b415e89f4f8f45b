"""A bare book for tests of the schema: every migration run by statements, and rows put in by hand."""

import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

import berkas_db

FOLDER = Path(berkas_db.__file__).parent / "migrations"
Bare = sqlcipher.Connection
NOW = "2025-06-12T03:00:00.000Z"


def statements(text: str) -> Iterator[str]:
    """The statements of a migration file, triggers whole."""
    buffer = ""
    for line in text.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""


def bare_book() -> Bare:
    """A connection to an empty book in memory, foreign keys on."""
    connection = sqlcipher.connect(":memory:", isolation_level=None)
    for file in sorted(FOLDER.glob("*/*.sql")):
        for statement in statements(file.read_text(encoding="utf-8")):
            connection.execute(statement)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def put(book: Bare, table: str, **values: object) -> int:
    """Put one row in, with uid and instants where the table has them; answer its id."""
    columns = {row[1] for row in book.execute(f"PRAGMA table_info({table})")}
    row = {"uid": str(uuid.uuid4()), "created_at": NOW, "updated_at": NOW} | values
    row = {name: value for name, value in row.items() if name in columns or name in values}
    marks = ", ".join("?" for _ in row)
    cursor = book.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    return cursor.lastrowid


def an_instrument(book: Bare, **values: object) -> int:
    """An installed instrument."""
    row = {"key": "contoh", "edition": "1", "title": "Contoh", "status": "rumusan_kantor"}
    row |= {"canonical_text": "contoh", "sha256": uuid.uuid4().hex * 2, "installed_at": NOW}
    return put(book, "instrument_version", **(row | values))


def an_obh(book: Bare, **values: object) -> int:
    """An invented OBH."""
    return put(book, "obh", **({"code": "LBH-CONTOH", "name": "LBH Contoh Bahari", "is_example": 1} | values))


def a_unit(book: Bare, **values: object) -> int:
    """An invented unit."""
    row = {"code": "LAPAS-CONTOH", "name": "Lapas Kelas IIB Contoh", "kind": "lapas", "is_example": 1}
    return put(book, "unit", **(row | values))


def a_complaint(book: Bare, **values: object) -> int:
    """An invented complaint."""
    row = {
        "number": "1/2025",
        "received_on": "2025-06-12",
        "channel": "kotak_pengaduan",
        "stream": "mutu_layanan",
    }
    row |= {
        "complaint_class": "pengaduan_tidak_berkadar",
        "title": "Contoh antrean lama",
        "body": "Contoh isi",
    }
    row |= {"clock_key": "pengaduan_tidak_berkadar", "clock_version": "1"}
    return put(book, "complaint", **(row | values))


def a_case(book: Bare, obh_id: int, **values: object) -> int:
    """An invented case."""
    row = {"code": "PK-1", "obh_id": obh_id, "service_kind": "pidana", "title": "Contoh perkara"}
    row |= {"request_on": "2025-01-10", "request_form": "tertulis"}
    return put(book, "legal_case", **(row | values))


def an_assessment(book: Bare, obh_id: int | None, **values: object) -> int:
    """An invented interview about an OBH."""
    row = {"code": "W-1", "subject_kind": "obh", "obh_id": obh_id}
    row["instrument_version_id"] = values.get("instrument_version_id") or an_instrument(book)
    return put(book, "assessment", **(row | values))


def an_attachment(book: Bare) -> int:
    """Bytes as they are kept, without the bytes."""
    sha256 = uuid.uuid4().hex * 2
    return put(book, "attachment", sha256=sha256, size=1, name="contoh.pdf", media_type="application/pdf")
