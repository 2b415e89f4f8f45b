"""What a copy of a book holds, and how that is asked: pages checked, rows counted, the journal's last line.

Imports nothing of the project but the floor's own parts.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from berkas_db.connect import DriverConnection
from berkas_db.errors import BookDamaged

BYTES = "attachment_chunk"
"""The table whose rows are the bytes of attachments; a slim copy has them in a store beside it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one attachment: its id in the book, its SHA-256, its size, its name for people."""

    id: int
    sha256: str
    size: int
    name: str


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a copy holds: rows per table, the journal's last position, hash and instant, size and SHA-256.

    `missing` are attachments whose bytes are not in the store of a slim copy. `new_pieces` and `new_bytes`
    say what making this copy wrote into the store.
    """

    path: Path
    size: int
    sha256: str
    rows: Mapping[str, int]
    journal_position: int
    journal_head: str
    journal_at: str
    is_slim: bool = False
    attachment_bytes: int = 0
    missing: tuple[Piece, ...] = ()
    new_pieces: int = field(default=0, compare=False)
    new_bytes: int = field(default=0, compare=False)


def require_whole(connection: DriverConnection, name: str) -> None:
    """Raise `BookDamaged` when a page of the copy called `name` is not as it should be."""
    checked = connection.execute("PRAGMA quick_check(1)").fetchone()
    if checked is None or checked[0] != "ok":
        raise BookDamaged(f"Cadangan {name} rusak.", "Pakai cadangan yang lain.")


def facts_of(connection: DriverConnection, path: Path, name: Path) -> BackupFacts:
    """Check and count the copy at `path`, which is or will be called `name`."""
    require_whole(connection, name.name)
    position, hashed, at = journal_end(connection)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    rows = count_rows(connection)
    size = connection.execute("SELECT coalesce(sum(size), 0) FROM attachment").fetchone()
    return BackupFacts(
        name,
        path.stat().st_size,
        digest,
        rows,
        position,
        hashed,
        at,
        attachment_bytes=size[0] if size else 0,
    )


def journal_end(connection: DriverConnection, schema: str = "main") -> tuple[int, str, str]:
    """Position, hash (hex) and instant of the journal's last line; 0 and nothing without one."""
    found = connection.execute(
        f"SELECT id, hash, at FROM {schema}.journal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return (found[0], found[1].hex(), found[2]) if found else (0, "", "")


def count_rows(connection: DriverConnection, schema: str = "main") -> Mapping[str, int]:
    """How many rows every table has."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite_%'",
        (schema,),
    ).fetchall()
    counts: dict[str, int] = {}
    for (table,) in tables:
        row = connection.execute(f'SELECT count(*) FROM {schema}."{table}"').fetchone()
        counts[table] = row[0] if row else 0
    return MappingProxyType(counts)


def pieces_of(connection: DriverConnection, schema: str = "main") -> list[Piece]:
    """Every attachment a book or a copy of it names, by id."""
    found = connection.execute(f"SELECT id, sha256, size, name FROM {schema}.attachment ORDER BY id")
    return [Piece(*row) for row in found]
