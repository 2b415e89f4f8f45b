"""Somebody with a database tool and patience: changes an old row, or cuts the end, and makes every hash anew.

The forger knows how the journal is made; only the printed papers are out of reach.
"""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

from berkas_db.recording import BEGINNING, SALT_BYTES, Entry, Subject, field_hash, row_line


def by_hand(path: Path) -> sqlite3.Connection:
    """The file in a foreign tool, with the book's guards taken away."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA synchronous = OFF")
    other.execute("BEGIN")
    for (name,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        other.execute(f"DROP TRIGGER {name}")
    other.execute("COMMIT")
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("PRAGMA ignore_check_constraints = ON")
    return other


def cut_last(path: Path, count: int) -> None:
    """Take the newest entries away with everything they wrote, and make every hash anew."""
    other = by_hand(path)
    last = other.execute("SELECT max(id) FROM journal").fetchone()[0] - count
    for table, uid, row_id in other.execute(
        "SELECT table_name, row_uid, row_id FROM journal_row WHERE journal_id > ? AND action = 'sisip'",
        (last,),
    ).fetchall():
        keyed = "uid" in {row[1] for row in other.execute(f"PRAGMA table_info({table})")}
        other.execute(
            f"DELETE FROM {table} WHERE {'uid' if keyed else 'id'} = ?", (uid if keyed else row_id,)
        )
    rows = "SELECT id FROM journal_row WHERE journal_id > ?"
    other.execute(f"DELETE FROM journal_value WHERE id IN ({rows})", (last,))
    other.execute("DELETE FROM journal_row WHERE journal_id > ?", (last,))
    for table in ("undo_step", "journal_text", "journal"):
        other.execute(f"DELETE FROM {table} WHERE id > ?", (last,))
    for table in ("journal", "journal_row"):
        other.execute(
            "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM " + table + ") WHERE name = ?", (table,)
        )
    recompute(other)
    other.close()


def change_old_row(path: Path, table: str, id: int, column: str, value: str) -> None:
    """Another value for one row, and the journal made to say that it was always so."""
    other = by_hand(path)
    other.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, id))
    for row_id, fields, after in other.execute(
        "SELECT r.id, r.fields, v.after FROM journal_row r JOIN journal_value v USING (id)"
        " WHERE r.table_name = ? AND r.row_id = ?",
        (table, id),
    ).fetchall():
        image: dict[str, Any] = json.loads(after)
        if column in fields.split(",") and column in image:
            image[column] = value
            told = json.dumps(image, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            other.execute("UPDATE journal_value SET after = ? WHERE id = ?", (told, row_id))
    recompute(other)
    other.close()


def recompute(other: sqlite3.Connection) -> None:
    """Every hash of the journal from its values, from the first entry to the last."""
    prev = BEGINNING
    entries = other.execute("SELECT id, at, actor_id, action, text_hash FROM journal ORDER BY id").fetchall()
    for position, at, actor_id, action, words in entries:
        digest = hashlib.sha256()
        for row in other.execute(
            "SELECT r.id, r.action, r.table_name, r.row_id, r.row_uid, r.fields, v.salts, v.before, v.after"
            " FROM journal_row r JOIN journal_value v USING (id) WHERE r.journal_id = ? ORDER BY r.id",
            (position,),
        ).fetchall():
            digest.update(_row(other, *row))
        entry = Entry(position, at, actor_id, action, words, digest.digest(), prev)
        other.execute(
            "UPDATE journal SET rows_hash = ?, prev_hash = ?, hash = ? WHERE id = ?",
            (entry.rows, entry.prev, entry.hashed(), position),
        )
        prev = entry.hashed()


def _row(other: sqlite3.Connection, id: int, action: str, table: str, *rest: Any) -> bytes:  # noqa: ANN401
    row_id, uid, fields, salts, before, after = rest
    names = fields.split(",") if fields else []
    was, now = json.loads(before), json.loads(after)
    kept = other.execute("SELECT hashes FROM journal_row WHERE id = ?", (id,)).fetchone()[0]
    hashes = bytearray()
    for index, name in enumerate(names):
        salt = salts[index * SALT_BYTES : (index + 1) * SALT_BYTES]
        old = kept[index * 32 : index * 32 + 32]
        hashes += field_hash(salt, name, was.get(name), now.get(name)) if any(salt) else old
    other.execute("UPDATE journal_row SET hashes = ? WHERE id = ?", (bytes(hashes), id))
    return row_line(action, Subject(table, row_id, uid), fields, bytes(hashes))
