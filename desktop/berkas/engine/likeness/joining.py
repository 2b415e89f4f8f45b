"""Two records become one: chosen fields, then all that pointed to the one points to the other, in one step.

Rows of both that say the same, or that may stand only once, become one row too; what such a row says
otherwise lies in the trash or in the history. Imports no Qt and no room.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.likeness.pairs import JOINED, LikenessKind, keep_verdict
from berkas.engine.packages.words import kind_words
from berkas.engine.wording import value_words
from berkas_db.changes import Step
from berkas_db.errors import Refused, explain
from berkas_db.images import models, shape_of
from berkas_db.tables import Base, IssuedDocument, MergedRecord, RetentionItem, SoftOverride

_OWN = frozenset({"id", "uid", "version", "created_at", "updated_at", "trashed_at"})
_NAMED = ((SoftOverride, "record_uid"), (RetentionItem, "record_uid"), (IssuedDocument, "subject_uid"))
"""Rows that name a record by its uid instead of its number."""
_MAIN = "is_main"


@dataclass(frozen=True, slots=True)
class Differing:
    """A field of two records as people compare it; `first` and `second` are finished words."""

    key: str
    label: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands against each other in two records: fields with two values, and what hangs on each."""

    differing: tuple[Differing, ...]
    hanging: tuple[tuple[str, ...], tuple[str, ...]]


def compare(session: Session, kind: LikenessKind, first: int, second: int) -> Comparison:
    """The fields in which two records differ, both filled, and how many rows of which kind hang on each."""
    table = shape_of(kind.model).table
    rows = _rows_of(session, table, (first, second))
    if len(rows) != 2:
        raise Refused("Salah satu catatan sudah tidak ada. Muat ulang daftar untuk melihat keadaan terakhir.")
    differing = [
        Differing(
            each.key,
            each.label,
            *(value_words(session, each, rows[id_][each.key]) for id_ in (first, second)),
        )
        for each in kind.fields
        if each.key in table.c
        and each.key not in kind.fixed | kind.marks
        and not any(_is_empty(rows[id_][each.key]) for id_ in (first, second))
        and rows[first][each.key] != rows[second][each.key]
    ]
    return Comparison(tuple(differing), (_hanging(session, kind, first), _hanging(session, kind, second)))


def join(
    step: Step, kind: LikenessKind, kept: int, gone: int, *, taken: Sequence[str] = (), reason: str = ""
) -> int:
    """Make one record of two: `kept` stays, with the values of `gone` in the fields `taken` and wherever it
    had none itself. Returns `kept`.

    Raises Refused for the same record twice, for one in the trash, and for what the room refuses.
    """
    require(step.actor, Right.RECORD)
    shape = shape_of(kind.model)
    rows = _rows_of(step.session, shape.table, (kept, gone))
    if kept == gone or len(rows) != 2 or any(row.get("trashed_at") for row in rows.values()):
        raise Refused(
            "Dua catatan ini tidak dapat digabung.", "Keduanya harus masih ada dan bukan catatan yang sama."
        )
    values = _values(kind, rows[kept], rows[gone], frozenset(taken))
    joining = _Joining(step)
    joining.move(kind.model, kept, gone, kind.stay)
    joining.move_named(shape.name, str(rows[gone]["uid"]), str(rows[kept]["uid"]))
    if kind.retire is None:
        step.trash(kind.model, gone)
    else:
        kind.retire(step, gone, kept, reason)
    step.update(kind.model, kept, values)
    uids = (str(rows[gone]["uid"]), str(rows[kept]["uid"]))
    keep_verdict(step, kind.model, uids, JOINED, reason)
    if _rows_of(step.session, shape.table, (gone,))[gone].get("trashed_at"):
        _remember(step, kind.model, *uids, reason)
    kind.settled(step, kept)
    step.say(f"{kind.title}: dua catatan digabung, {joining.moved} baris ikut berpindah", reason)
    return kept


def absorb(step: Step, model: type[Base], kept: int, gone: int) -> None:
    """The same for a record behind the records, such as an identity: blanks are filled, pointers follow."""
    rows = _rows_of(step.session, shape_of(model).table, (kept, gone))
    _Joining(step).absorb(model, rows[kept], rows[gone])


def _rows_of(session: Session, table: Table, ids: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    found = session.execute(select(table).where(table.c.id.in_(list(ids)))).mappings()
    return {row["id"]: dict(row) for row in found}


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def _values(
    kind: LikenessKind, kept: Mapping[str, Any], gone: Mapping[str, Any], taken: frozenset[str]
) -> dict[str, Any]:
    """What the kept record gets: chosen values, whatever it lacks, and every mark."""
    found: dict[str, Any] = {key: True for key in kind.marks if gone[key]}
    for key in shape_of(kind.model).fields:
        if key in _OWN or key in kind.fixed | kind.marks:
            continue
        if key in taken or (_is_empty(kept[key]) and not _is_empty(gone[key])):
            found[key] = gone[key]
    return found


def _pointers(model: type[Base]) -> Iterable[tuple[type[Base], str]]:
    """Every column of a journalled table that names a row of this one."""
    table = shape_of(model).table
    for other in models().values():
        if not other.__journaled__:
            continue
        for column in shape_of(other).table.columns:
            if any(key.column.table is table for key in column.foreign_keys):
                yield other, column.name


def _hanging(session: Session, kind: LikenessKind, id: int) -> tuple[str, ...]:
    counted: Counter[str] = Counter()
    for model, column in _pointers(kind.model):
        table = shape_of(model).table
        if table.name in kind.stay:
            continue
        statement = select(func.count()).select_from(table).where(table.c[column] == id)
        if "trashed_at" in table.c:
            statement = statement.where(table.c.trashed_at.is_(None))
        counted[kind_words(table.name)] += session.execute(statement).scalar_one()
    return tuple(f"{words}: {count}" for words, count in counted.most_common() if count)


class _Joining:
    """Moves what pointed to one record to another, inside one step; `moved` counts the rows."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.moved = 0

    def move(self, model: type[Base], kept: int, gone: int, stay: frozenset[str] = frozenset()) -> None:
        """All rows that name the one name the other; doubles among them become one."""
        for other, column in _pointers(model):
            table = shape_of(other).table
            if table.name in stay:
                continue
            here = [
                dict(row)
                for row in self._step.session.execute(
                    select(table).where(table.c[column].in_((kept, gone))).order_by(table.c.id)
                ).mappings()
            ]
            there = [row for row in here if row[column] == kept]
            for row in (row for row in here if row[column] == gone):
                if other is model and row["id"] == kept:
                    self._step.update(model, kept, {column: None})  # it hung on its own double
                else:
                    self._move_row(other, {**row, column: kept}, there)

    def _move_row(
        self, model: type[Base], row: Mapping[str, Any], there: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write a row as it shall be, unless one of `there` says the same or already bears what is unique."""
        twin = next((each for each in there if _says_the_same(model, each, row)), None)
        if twin is not None:
            self.absorb(model, twin, row)
            return
        changed = {name: row[name] for name in shape_of(model).fields if name not in _OWN}
        if row.get(_MAIN) and any(each.get(_MAIN) for each in there):
            changed[_MAIN] = False
        try:
            self._step.update(model, row["id"], changed)
        except IntegrityError as error:
            self.absorb(model, self._bearer(model, row, error), row)
        else:
            self.moved += 1

    def absorb(self, model: type[Base], kept: Mapping[str, Any], gone: Mapping[str, Any]) -> None:
        """One row of two: blanks are filled from the one that goes, what hung on it hangs on the other."""
        shape = shape_of(model)
        self.move(model, kept["id"], gone["id"])
        if shape.keyed:
            self.move_named(shape.name, str(gone["uid"]), str(kept["uid"]))
        if shape.trashable:
            self._step.trash(model, gone["id"])
        else:
            self._step.delete(model, gone["id"])
        names = [name for name in shape.fields if name not in _OWN]
        filled = {name: gone[name] for name in names if _is_empty(kept[name]) and not _is_empty(gone[name])}
        if filled:
            self._step.update(model, kept["id"], filled)

    def _bearer(
        self, model: type[Base], values: Mapping[str, Any], error: IntegrityError
    ) -> Mapping[str, Any]:
        """The row that already bears what may stand only once; anything else is a refusal."""
        _before, _, named = str(error.orig).partition("UNIQUE constraint failed: ")
        table = shape_of(model).table
        unique = [part.strip().rpartition(".")[2] for part in named.split(",")] if named else []
        if not unique or any(name not in table.c for name in unique):
            refused = explain(error, Path())
            raise refused if refused is not None else error
        statement = select(table).where(*(table.c[name] == values.get(name) for name in unique))
        if "trashed_at" in table.c:
            statement = statement.order_by(table.c.trashed_at.is_not(None))
        return dict(self._step.session.execute(statement.limit(1)).mappings().one())

    def move_named(self, table: str, gone: str, kept: str) -> None:
        """Rows that name the record by its uid follow too."""
        for model, column in _NAMED:
            shape = shape_of(model)
            statement = select(shape.table.c.id).where(shape.table.c[column] == gone)
            if "record_kind" in shape.table.c:
                statement = statement.where(shape.table.c.record_kind == table)
            for id_ in self._step.session.execute(statement).scalars().all():
                self._step.update(model, id_, {column: kept})


def _says_the_same(model: type[Base], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    fields = [name for name in shape_of(model).fields if name not in _OWN and name != _MAIN]
    return one.get("trashed_at") == other.get("trashed_at") and all(
        one[name] == other[name] for name in fields
    )


def _remember(step: Step, model: type[Base], gone: str, kept: str, reason: str) -> None:
    """What still arrives for the one belongs to the other; chains stay one link long."""
    table = shape_of(model).name
    chained = step.session.execute(
        select(MergedRecord.id).where(MergedRecord.record_kind == table, MergedRecord.into_uid == gone)
    ).scalars()
    for id_ in chained.all():
        step.update(MergedRecord, id_, {"into_uid": kept})
    values = {
        "into_uid": kept,
        "merged_at": step.now,
        "merged_by_id": step.actor.user_id,
        "reason": reason.strip() or None,
    }
    known = step.session.execute(
        select(MergedRecord.id).where(MergedRecord.record_kind == table, MergedRecord.from_uid == gone)
    ).scalar_one_or_none()
    if known is None:
        step.insert(MergedRecord, {"record_kind": table, "from_uid": gone} | values)
    else:
        step.update(MergedRecord, known, values)
