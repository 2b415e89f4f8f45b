"""What two copies are known to share of a row, and when each of its fields last changed.

For each other copy the book keeps, per row, the length of the journal at which our row was theirs (under the
field "*", as "ours:theirs"), and, per field that differed then, their value with the instant of its
change. Rows of which nothing is kept were shared as they stood when the copy was made. Everything else
follows by going back through the journal. Imports no Qt and no room.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.packages.travelling import Names, spelt, travelling
from berkas_db.connect import DriverConnection, raw_of
from berkas_db.images import canonical
from berkas_db.recording import DELETED, INSERTED, ROW_CHANGES, unpack
from berkas_db.tables import ExchangeBase, PackageSeen, Replica

WHOLE_ROW = "*"
_ROW_WORDS = ", ".join(f"'{word}'" for word in sorted(ROW_CHANGES))


@dataclass(frozen=True, slots=True)
class FieldKnown:
    """A value of the other copy's, and the instant it was changed there."""

    value: Any
    changed_at: str


@dataclass(frozen=True, slots=True)
class RowKnown:
    """What is known of the other copy's row: as ours stood at journal length `at`, but for `fields`.

    `theirs` is the length of their journal then; packages they made before it tell nothing new.
    """

    at: int | None = None
    theirs: int = 0
    fields: Mapping[str, FieldKnown] = field(default_factory=dict[str, FieldKnown])


def journal_length(session: Session) -> int:
    """How many entries the journal has now; the entry of a running command is not among them."""
    return _one(raw_of(session.connection()), "SELECT ifnull(max(id), 0) FROM journal")


def changed_since(session: Session, position: int) -> dict[str, dict[str, int]]:
    """What commands wrote after a position: table → uid → row number here, travelling tables only."""
    raw = raw_of(session.connection())
    found: dict[str, dict[str, int]] = {}
    for table, uid, id_ in raw.execute(
        "SELECT DISTINCT table_name, row_uid, row_id FROM journal_row"
        f" WHERE journal_id > ? AND action IN ({_ROW_WORDS})",
        (position,),
    ):
        if table in travelling():
            found.setdefault(table, {})[uid] = id_
    return found


class Knowledge:
    """What is known of one other copy. `start` is the journal length at which the two copies were one."""

    def __init__(self, session: Session, replica_id: int | None) -> None:
        self._session = session
        self._replica = replica_id
        self._start: int | None = None
        self._merges: dict[int, int] = {}
        if replica_id is not None:
            uid, self._start = session.execute(
                select(Replica.replica_uid, Replica.base_position).where(Replica.id == replica_id)
            ).one()
            self._merges = {
                ours: theirs or 0
                for ours, theirs in session.execute(
                    select(PackageSeen.position, PackageSeen.their_position).where(
                        PackageSeen.replica_uid == uid, PackageSeen.direction == "masuk"
                    )
                )
                if ours is not None
            }

    def of(self, table: str, uid: str) -> RowKnown:
        """What is known of the other copy's row."""
        at, theirs = self._start, 0
        fields: dict[str, FieldKnown] = {}
        kept = self._session.execute(
            select(ExchangeBase.field, ExchangeBase.value, ExchangeBase.changed_at).where(
                ExchangeBase.replica_id == self._replica, ExchangeBase.record_uid == uid
            )
        ).all()
        for name, value, changed_at in kept:
            if name == WHOLE_ROW:
                ours, _, other = str(value).partition(":")
                at, theirs = int(ours), int(other or 0)
            else:
                fields[name] = FieldKnown(json.loads(value or "null"), changed_at or "")
        if not kept and self._merges:
            came = _inserted_at(raw_of(self._session.connection()), table, uid)
            if came in self._merges:
                at, theirs = came, self._merges[came]
        return RowKnown(at, theirs, fields)


def _inserted_at(raw: DriverConnection, table: str, uid: str) -> int:
    return _one(
        raw,
        "SELECT ifnull(max(journal_id), 0) FROM journal_row"
        " WHERE table_name = ? AND row_uid = ? AND action = ?",
        (table, uid, INSERTED),
    )


@dataclass(frozen=True, slots=True)
class Past:
    """A row as it was at an earlier journal length: its travelling values, or that it was not there.

    `removed` names fields whose earlier value was taken out of the journal: of them nothing is known.
    """

    exists: bool
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    removed: frozenset[str] = frozenset()


def at_position(names: Names, table: str, uid: str, position: int, today: Mapping[str, Any] | None) -> Past:
    """The row at an earlier journal length, going back from `today` (travelling values; None: gone now)."""
    raw = raw_of(names.session.connection())
    model = travelling()[table]
    exists = today is not None
    values = dict(today or {})
    removed: set[str] = set()
    for action, packed, salts, was, became in raw.execute(
        "SELECT r.action, r.fields, v.salts, v.before, v.after FROM journal_row r"
        " LEFT JOIN journal_value v ON v.id = r.id WHERE r.table_name = ? AND r.row_uid = ?"
        f" AND r.journal_id > ? AND r.action IN ({_ROW_WORDS}) ORDER BY r.id DESC",
        (table, uid, position),
    ):
        kept = unpack(packed, salts, was, became)
        removed |= kept.removed
        exists = action != INSERTED
        if exists:
            # What was empty before is not written into the journal.
            before = {name: kept.before.get(name) for name in kept.names if name not in kept.removed}
            values |= spelt(model, before, names)
    return Past(exists, values if exists else {}, frozenset(removed))


def instants_of(session: Session, table: str, uid: str, values: Mapping[str, Any]) -> dict[str, str]:
    """When each field of a row last changed, here or in the copy its value came from.

    The key "*" holds the instant of the fields that never changed since the row was made.
    """
    created_at = str(values.get("created_at") or "")
    raw = raw_of(session.connection())
    found: dict[str, str] = {WHOLE_ROW: created_at}
    for at, action, packed in raw.execute(
        "SELECT j.at, r.action, r.fields FROM journal_row r JOIN journal j ON j.id = r.journal_id"
        f" WHERE r.table_name = ? AND r.row_uid = ? AND r.action IN ({_ROW_WORDS}) ORDER BY r.id",
        (table, uid),
    ):
        if action == INSERTED:
            found = {WHOLE_ROW: created_at or at}
        elif action != DELETED and packed:
            found |= dict.fromkeys(packed.split(","), at)
    for name, value, changed_at in session.execute(
        select(ExchangeBase.field, ExchangeBase.value, ExchangeBase.changed_at).where(
            ExchangeBase.record_uid == uid, ExchangeBase.field != WHOLE_ROW
        )
    ):
        if name in found and changed_at and same(json.loads(value or "null"), values.get(name)):
            found[name] = changed_at
    return found


def was_deleted(session: Session, table: str, uid: str) -> bool:
    """Whether a row that is not here was here once."""
    raw = raw_of(session.connection())
    return bool(
        raw.execute(
            "SELECT 1 FROM journal_row WHERE table_name = ? AND row_uid = ? AND action = ? LIMIT 1",
            (table, uid, DELETED),
        ).fetchone()
    )


def same(left: Any, right: Any) -> bool:  # noqa: ANN401  travelling values
    """Whether two travelling values are one."""
    return canonical(left) == canonical(right)


def start_of(session: Session, replica_id: int) -> int | None:
    """The journal length at which the other copy was made from this one, or this one from it."""
    return session.execute(select(Replica.base_position).where(Replica.id == replica_id)).scalar_one()


def _one(raw: DriverConnection, question: str, parameters: tuple[object, ...] = ()) -> int:
    row = raw.execute(question, parameters).fetchone()
    return int(row[0]) if row else 0
