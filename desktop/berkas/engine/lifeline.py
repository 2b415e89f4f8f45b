"""The life of one record, field by field, from the journal: who, when, from what, to what, and why.

Rows that belong to the record are part of its life, also those that are gone. Values are told in the words of
the form; personal ones are never told. Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from berkas.engine.history import office_zone
from berkas.engine.wording import EMPTY, value_words
from berkas.rules.dates import show_instant
from berkas.rules.fields import Field, Rows
from berkas_db.changes import NO_USER
from berkas_db.connect import DriverConnection, raw_of
from berkas_db.images import decode, dependents, shape_of
from berkas_db.recording import DELETED, INSERTED, RESTORED, TRASHED, unpack
from berkas_db.tables import Base

STEPS = 20
"""Steps read at once; older ones are asked for."""

LONGEST = 300
"""Letters of one value that are shown."""

HIDDEN = "diubah"
_MANY = 500
_LIFE = {INSERTED: "ditambah", DELETED: "dihapus", TRASHED: "dikirim ke Sampah", RESTORED: "dipulihkan"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that moved: what it is called, and both values in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step in the life of a record."""

    when: str
    who: str
    label: str
    why: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """Some steps, newest first; `older` is the position before which further ones stand, 0 for none."""

    steps: tuple[LifeStep, ...]
    older: int


def life_of(
    session: Session,
    model: type[Base],
    uid: str,
    fields: Sequence[Field],
    rows: Sequence[Rows] = (),
    *,
    before: int | None = None,
    limit: int = STEPS,
) -> Life:
    """The steps of one record, newest first; `before` goes on where an earlier answer ended."""
    raw = raw_of(session.connection())
    tables = {shape_of(model).name: _Told("", tuple(fields), (uid,))} | _children(session, model, uid, rows)
    positions = _positions(raw, tables, before, limit + 1)
    zone = office_zone(session)
    steps: list[LifeStep] = []
    for position in positions[:limit]:
        found = raw.execute(
            "SELECT j.at, ifnull(u.full_name, ?), ifnull(t.label, ''), ifnull(t.reason, '') FROM journal j"
            " LEFT JOIN journal_text t ON t.id = j.id LEFT JOIN app_user u ON u.id = j.actor_id"
            " WHERE j.id = ?",
            (NO_USER, position),
        ).fetchone()
        if found is None:
            continue
        at, who, label, why = found
        changes = tuple(_changes(session, raw, position, tables))
        steps.append(LifeStep(show_instant(at, zone), who, label, why, changes))
    return Life(tuple(steps), positions[limit - 1] if len(positions) > limit else 0)


@dataclass(frozen=True, slots=True)
class _Told:
    """A table of the record: what a row of it is called (nothing for the record itself), fields, uids."""

    word: str
    fields: tuple[Field, ...]
    uids: tuple[str, ...]


def _children(session: Session, model: type[Base], uid: str, rows: Sequence[Rows]) -> dict[str, _Told]:
    raw = raw_of(session.connection())
    table = shape_of(model).name
    key = raw.execute(f'SELECT id FROM "{table}" WHERE uid = ?', (uid,)).fetchone()
    found: dict[str, _Told] = {}
    if key is None:
        return found
    for dependent in dependents(model):
        told = _match(dependent.model, rows)
        if told is None or dependent.rule != "CASCADE":
            continue
        name, link = shape_of(dependent.model).name, dependent.column.name
        named = "uid" if shape_of(dependent.model).keyed else "CAST(id AS TEXT)"
        here = raw.execute(f'SELECT {named} FROM "{name}" WHERE "{link}" = ?', key).fetchall()
        gone = raw.execute(
            "SELECT r.row_uid FROM journal_row r JOIN journal_value v ON v.id = r.id"
            " WHERE r.table_name = ? AND r.action = ? AND json_extract(v.before, '$.' || ?) = ?",
            (name, DELETED, link, *key),
        ).fetchall()
        uids = tuple(dict.fromkeys(row[0] for row in (*here, *gone)))
        if uids:
            found[name] = _Told(told.row_name, told.fields, uids)
    return found


def _match(model: type[Base], rows: Sequence[Rows]) -> Rows | None:
    """The rows of the sheet that are kept in this table: those whose fields are its columns, most of them."""
    columns = {column.name for column in shape_of(model).table.columns}
    fitting = [each for each in rows if {known.key for known in each.fields} <= columns]
    return max(fitting, key=lambda each: len(each.fields), default=None)


def _positions(
    raw: DriverConnection, tables: Mapping[str, _Told], before: int | None, limit: int
) -> list[int]:
    found: set[int] = set()
    for table, told in tables.items():
        for start in range(0, len(told.uids), _MANY):
            part = told.uids[start : start + _MANY]
            rows = raw.execute(
                "SELECT DISTINCT journal_id FROM journal_row WHERE table_name = ? AND row_uid IN"
                f" ({', '.join('?' * len(part))}) AND journal_id < ? ORDER BY journal_id DESC LIMIT ?",
                (table, *part, before if before is not None else 1 << 62, limit),
            )
            found.update(row[0] for row in rows.fetchall())
    return sorted(found, reverse=True)[:limit]


def _changes(
    session: Session, raw: DriverConnection, position: int, tables: Mapping[str, _Told]
) -> Iterable[FieldChange]:
    rows = raw.execute(
        "SELECT r.table_name, r.row_uid, r.action, r.fields, v.salts, v.before, v.after FROM journal_row r"
        " LEFT JOIN journal_value v ON v.id = r.id WHERE r.journal_id = ? ORDER BY r.id",
        (position,),
    ).fetchall()
    uids = {table: frozenset(told.uids) for table, told in tables.items()}
    for table, uid, action, *values in rows:
        told = tables.get(table)
        if told is None or uid not in uids[table]:
            continue
        kept = unpack(*values)
        if action in _LIFE and told.word:
            words = _whole(session, told, kept.after if action == INSERTED else kept.before)
            was, now = ("", words) if action == INSERTED else (words, "")
            yield FieldChange(f"{told.word} {_LIFE[action]}", was, now)
            continue
        if action in _LIFE and action != INSERTED:
            yield FieldChange("Catatan ini", "", _LIFE[action])
            continue
        known = {each.key: each for each in told.fields}
        for name in kept.names:
            each = known.get(name)
            if each is None:
                continue
            label = f"{told.word}: {each.label}" if told.word else each.label
            if each.personal or name in kept.removed:
                yield FieldChange(label, "", HIDDEN)
                continue
            was, now = (_words(session, each, image.get(name)) for image in (kept.before, kept.after))
            yield FieldChange(label, was if action != INSERTED else "", now)


def _whole(session: Session, told: _Told, image: Mapping[str, object]) -> str:
    return "; ".join(
        f"{each.label} {_words(session, each, image[each.key])}"
        for each in told.fields
        if not each.personal and image.get(each.key) not in (None, "")
    )


def _words(session: Session, field: Field, value: object) -> str:
    text = value_words(session, field, decode(value)) or EMPTY
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
