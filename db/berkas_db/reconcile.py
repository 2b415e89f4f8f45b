"""Compares the rows of the book with the last values the journal knows of them.

Used by the check, which reports what differs, and by creation and migration, which write rows outside of
commands and record them here. Reads table by table in batches. Imports nothing of the project but the
floor's own images and recording.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from berkas_db.connect import DriverConnection
from berkas_db.images import Shape, decode, encode, models, shape_of
from berkas_db.recording import (
    DELETED,
    INSERTED,
    MIGRATED,
    VALUE_CHANGES,
    Recorder,
    Subject,
    unpack,
)

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what the journal says. `before` and `after` are images of the fields that differ.

    `is_new` rows the journal does not know at all; `is_gone` rows are there in the journal only.
    """

    subject: Subject
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    is_new: bool = False
    is_gone: bool = False


@dataclass(slots=True)
class _Known:
    """The last values of one row by its journal; the values of `unknown` fields were removed from it."""

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    unknown: set[str] = field(default_factory=set[str])
    exists: bool = False


def journaled_tables() -> list[str]:
    """The tables whose rows are written through steps."""
    return sorted(name for name, model in models().items() if model.__journaled__)


def differences(connection: DriverConnection, table: str) -> Iterator[Difference]:
    """Where the rows of one table differ from the journal."""
    shape = shape_of(models()[table])
    uid = "uid" if shape.keyed else "CAST(id AS TEXT)"
    columns = ", ".join(f'"{name}"' for name in shape.fields)
    last = 0
    while True:
        rows = connection.execute(
            f'SELECT id, {uid}, {columns} FROM "{table}" WHERE id > ? ORDER BY id LIMIT ?', (last, _BATCH)
        ).fetchall()
        if not rows:
            break
        last = rows[-1][0]
        known = _last_values(connection, table, [row[1] for row in rows])
        for id_, row_uid, *values in rows:
            image = {name: encode(value) for name, value in zip(shape.fields, values, strict=True)}
            found = _compare(shape, Subject(table, id_, row_uid), known[row_uid], image)
            if found is not None:
                yield found
    yield from _gone(connection, shape)


def put_back(connection: DriverConnection, table: str) -> int:
    """Give every row of a table the values the journal knows, where they differ; returns how many rows.

    Only for a journal that holds: it already says what is written here, so nothing is recorded. Rows the
    journal does not know stay, and rows that are gone are not made again. The search tables have to be built
    again afterwards.
    """
    count = 0
    for found in list(differences(connection, table)):
        if found.is_new or found.is_gone:
            continue
        columns = ", ".join(f'"{name}" = ?' for name in found.before)
        values = [decode(value) for value in found.before.values()]
        connection.execute(f'UPDATE "{table}" SET {columns} WHERE id = ?', (*values, found.subject.row_id))
        count += 1
    return count


def record_differences(connection: DriverConnection, recorder: Recorder, tables: Iterable[str]) -> None:
    """Put what differs into the journal, as done by creation or migration."""
    for table in tables:
        secrets = shape_of(models()[table]).secrets
        for found in differences(connection, table):
            action = INSERTED if found.is_new else DELETED if found.is_gone else MIGRATED
            recorder.add(action, found.subject, found.before, found.after, secrets)


def _compare(shape: Shape, subject: Subject, known: _Known, image: Mapping[str, Any]) -> Difference | None:
    if not known.exists:
        return Difference(subject, {}, image, is_new=True)
    differing = [
        name for name in shape.fields if name not in known.unknown and known.values.get(name) != image[name]
    ]
    if not differing:
        return None
    return Difference(
        subject,
        {name: known.values.get(name) for name in differing},
        {name: image[name] for name in differing},
    )


def _last_values(connection: DriverConnection, table: str, uids: list[str]) -> dict[str, _Known]:
    marks = ", ".join("?" * len(uids))
    rows = connection.execute(
        "SELECT r.row_uid, r.action, r.fields, v.salts, v.after"
        " FROM journal_row r LEFT JOIN journal_value v ON v.id = r.id"
        f" WHERE r.table_name = ? AND r.row_uid IN ({marks}) ORDER BY r.id",
        (table, *uids),
    )
    found = {uid: _Known() for uid in uids}
    for uid, action, fields, salts, after in rows:
        if action not in VALUE_CHANGES:
            continue
        known = found[uid]
        if action == DELETED:
            found[uid] = _Known()
            continue
        if action == INSERTED:
            known = found[uid] = _Known()
        known.exists = True
        kept = unpack(fields, salts, None, after)
        known.unknown |= kept.removed
        known.unknown -= {*kept.names} - kept.removed
        known.values |= {name: kept.after.get(name) for name in kept.names}
    return found


def _gone(connection: DriverConnection, shape: Shape) -> Iterator[Difference]:
    actions = ", ".join(f"'{action}'" for action in sorted(VALUE_CHANGES))
    rows = connection.execute(
        "SELECT r.row_id, r.row_uid FROM journal_row r JOIN"
        f" (SELECT max(id) AS id FROM journal_row WHERE table_name = ? AND action IN ({actions})"
        " GROUP BY row_uid) AS newest ON newest.id = r.id"
        f' WHERE r.action <> ? AND NOT EXISTS (SELECT 1 FROM "{shape.name}" t WHERE t.id = r.row_id)',
        (shape.name, DELETED),
    )
    for row_id, uid in rows.fetchall():
        yield Difference(Subject(shape.name, row_id, uid), {}, {}, is_gone=True)
