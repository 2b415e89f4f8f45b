"""Reads the journal: its head, the history of one record, and whether the chain still holds.

Writing it is the business of `recording`. Imports nothing of the project but the floor's own connect,
images and recording.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from berkas_db.changes import NO_USER
from berkas_db.connect import DriverConnection, raw_of
from berkas_db.images import decode, models, shape_of
from berkas_db.recording import (
    BEGINNING,
    FORGOTTEN,
    HASH_BYTES,
    SALT_BYTES,
    Entry,
    Subject,
    field_hash,
    row_line,
    salt_at,
    text_hash,
    unpack,
)

_MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field of one record at one moment.

    `at` is the instant (UTC), `field` a column, or a key of what was noted, or empty for a line without
    fields. `removed` says that the values were taken out of the journal or were never kept.
    """

    at: str
    who: str
    field: str
    before: Any
    after: Any
    reason: str
    label: str
    action: str
    removed: bool


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """Where the chain does not hold, and how, in one sentence."""

    position: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What walking the whole chain found.

    `head` is the last entry's hash (64 hexadecimal digits); `agrees_until` the instant of the last entry
    before the first problem, empty when there is none.
    """

    entries: int
    head: str
    agrees_until: str
    problems: tuple[ChainProblem, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, cut or added by other hands."""
        return not self.problems


def head(session: Session) -> tuple[int, str, str]:
    """The last entry: position, hash in hexadecimal, instant. Position 0 in a journal without entries."""
    row = _raw(session).execute("SELECT id, hash, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1].hex(), row[2]) if row else (0, BEGINNING.hex(), "")


def hash_at(session: Session, position: int) -> str | None:
    """The hash of the entry at this position in hexadecimal, or nothing when the journal is shorter."""
    row = _raw(session).execute("SELECT hash FROM journal WHERE id = ?", (position,)).fetchone()
    return row[0].hex() if row else None


def history(session: Session, table: str, uid: str, *, limit: int = 500) -> list[HistoryLine]:
    """What happened to one record, newest first, at most `limit` lines.

    `uid` names the record; in a table without uids it is the id as text.
    """
    rows = _raw(session).execute(
        "SELECT j.at, ifnull(u.full_name, ?), ifnull(t.reason, ''), ifnull(t.label, ''),"
        " r.action, r.fields, v.salts, v.before, v.after"
        " FROM journal_row r JOIN journal j ON j.id = r.journal_id"
        " LEFT JOIN journal_text t ON t.id = j.id LEFT JOIN app_user u ON u.id = j.actor_id"
        " LEFT JOIN journal_value v ON v.id = r.id"
        " WHERE r.table_name = ? AND r.row_uid = ? ORDER BY r.id DESC",
        (NO_USER, table, uid),
    )
    lines: list[HistoryLine] = []
    for at, who, reason, label, action, fields, salts, before, after in rows:
        kept = unpack(fields, salts, before, after)
        for name in kept.names or ("",):
            values = (decode(kept.before.get(name)), decode(kept.after.get(name)))
            lines.append(HistoryLine(at, who, name, *values, reason, label, action, name in kept.removed))
        if len(lines) >= limit:
            break
    return lines[:limit]


def verify_chain(session: Session) -> ChainReport:
    """Walk the journal from its first entry and compare every hash; reads everything, writes nothing."""
    raw = _raw(session)
    rows = _Rows(raw)
    problems: list[ChainProblem] = []
    prev, count, agrees_until = BEGINNING, 0, ""
    for position, at, actor_id, action, words, row_hash, kept_prev, kept_hash, *text in raw.execute(
        "SELECT j.id, j.at, j.actor_id, j.action, j.text_hash, j.rows_hash, j.prev_hash, j.hash,"
        " t.salt, t.label, t.reason FROM journal j LEFT JOIN journal_text t ON t.id = j.id ORDER BY j.id"
    ):
        count += 1
        found = rows.of_entry(position, row_hash)
        entry = Entry(position, at, actor_id, action, words, row_hash, prev)
        if position != count:
            found.append(f"Entri jurnal sebelum nomor {position} hilang.")
            count = position
        if kept_prev != prev or kept_hash != entry.hashed():
            found.append(f"Entri jurnal nomor {position} tidak lagi sesuai dengan rantainya.")
        if text[0] is not None and text_hash(text[0], text[1], text[2]) != words:
            found.append(f"Keterangan entri jurnal nomor {position} diubah.")
        problems += [ChainProblem(position, sentence) for sentence in found]
        if len(problems) > _MOST_PROBLEMS:
            break
        prev = kept_hash
        agrees_until = at if not problems else agrees_until
    if rows.has_more and len(problems) <= _MOST_PROBLEMS:
        problems.append(
            ChainProblem(count, "Jurnal memuat baris tanpa entri; akhir jurnal mungkin dipotong.")
        )
    return ChainReport(count, prev.hex(), agrees_until, tuple(problems))


class _Rows:
    """The rows of the journal in order, handed out entry by entry."""

    def __init__(self, raw: DriverConnection) -> None:
        self._rows: Iterator[tuple[Any, ...]] = iter(
            raw.execute(
                "SELECT r.journal_id, r.id, r.action, r.table_name, r.row_id, r.row_uid, r.fields, r.hashes,"
                " v.salts, v.before, v.after"
                " FROM journal_row r LEFT JOIN journal_value v ON v.id = r.id ORDER BY r.id"
            )
        )
        self._next = next(self._rows, None)
        self._forgotten: dict[tuple[str, str], int] = {
            (table, uid): last
            for table, uid, last in raw.execute(
                "SELECT table_name, row_uid, max(id) FROM journal_row WHERE action = ? GROUP BY 1, 2",
                (FORGOTTEN,),
            )
        }

    @property
    def has_more(self) -> bool:
        """Whether rows are left that belong to no entry seen."""
        return self._next is not None

    def of_entry(self, position: int, expected: bytes) -> list[str]:
        """What is wrong with the rows of this entry, in sentences."""
        digest = hashlib.sha256()
        found: list[str] = []
        while self._next is not None and self._next[0] <= position:
            journal_id, id_, action, table, row_id, uid, fields, hashes, salts, before, after = self._next
            digest.update(row_line(action, Subject(table, row_id, uid), fields, hashes))
            may_miss = self._forgotten.get((table, uid), 0) > id_
            holds = _values_hold(table, fields, hashes, (salts, before, after), may_miss=may_miss)
            if journal_id != position or not holds:
                found.append(f"Nilai di entri jurnal nomor {position} (tabel {table}) diubah atau hilang.")
            self._next = next(self._rows, None)
        if digest.digest() != expected:
            found.append(f"Baris entri jurnal nomor {position} tidak lagi lengkap atau diubah.")
        return found


def _values_hold(
    table: str, fields: str, hashes: bytes, values: tuple[Any, Any, Any], *, may_miss: bool
) -> bool:
    """Whether the values kept for a row are those that were hashed; removed ones count when they may miss."""
    try:
        kept = unpack(fields, *values)
    except ValueError:
        return False
    salts: bytes = values[0] or b""
    in_shape = len(hashes) == len(kept.names) * HASH_BYTES and len(salts) in {0, len(kept.names) * SALT_BYTES}
    if not in_shape or not {*kept.before, *kept.after} <= {*kept.names} - kept.removed:
        return False
    if not may_miss and not kept.removed <= _secrets(table):
        return False
    return all(
        name in kept.removed
        or field_hash(salt_at(salts, index), name, kept.before.get(name), kept.after.get(name))
        == hashes[index * HASH_BYTES : (index + 1) * HASH_BYTES]
        for index, name in enumerate(kept.names)
    )


@cache
def _secrets(table: str) -> frozenset[str]:
    model = models().get(table)
    return shape_of(model).secrets if model else frozenset()


def _raw(session: Session) -> DriverConnection:
    return raw_of(session.connection())
