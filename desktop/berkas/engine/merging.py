"""Saves a record that somebody else may have saved since it was read: three versions, never a silent loss.

Before it is written, inside the same transaction, the record is read again. What only the others changed is
taken over, what only this window changed is written; what both changed differently is a `Clash` and nothing
is written. Rows of the record are merged in the same way by their ids: a row somebody added stays. Imports no
Qt and no room.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import require_writer
from berkas.engine.records import Record
from berkas_db.changes import Step
from berkas_db.errors import Conflict, Refused
from berkas_db.images import dependents, shape_of
from berkas_db.tables import AppUser, Base, JournalEntry, JournalRow

Load = Callable[[Any, int], Record]
Values = Mapping[str, Any]
UNKNOWN = "jendela lain"


@dataclass(frozen=True, slots=True)
class Clash:
    """One value that two people changed differently, or a row one removed while the other changed it.

    `key` is the field, or the key of the rows; `row` then is the row's id and `field` its field, empty for
    the whole row. A row that is gone on one side is None there.
    """

    key: str
    theirs: Any
    yours: Any
    row: int | str | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a window started from: the record as it was read, and its values as the form shows them.

    The form spells values in its own way (a reference as text); `shown` is that spelling, so that an
    untouched field is not taken for a changed one. Keys it does not hold are compared as they were read.
    """

    record: Record
    shown: Values = field(default_factory=dict[str, Any])

    def value(self, key: str) -> Any:  # noqa: ANN401  a stored value
        """The value the window began with."""
        return self.shown[key] if key in self.shown else self.record.values.get(key)


class RecordConflict(Conflict):
    """Two people changed the same values. `record` is what stands in the book now, `who` and `at` tell whose.

    `merged` are the values to save with every clash decided for this window; `taken` names what was taken
    over from the others without a question.
    """

    def __init__(
        self,
        record: Record,
        clashes: Sequence[Clash],
        merged: Values,
        taken: Sequence[str],
        saved: tuple[str, str],
    ) -> None:
        self.who, self.at = saved
        super().__init__(
            f"Catatan ini sudah disimpan lebih dahulu oleh {self.who}.",
            "Bandingkan kedua isian, lalu simpan yang benar.",
            yours={clash.key: clash.yours for clash in clashes if clash.row is None},
            theirs={clash.key: clash.theirs for clash in clashes if clash.row is None},
        )
        self.record = record
        self.clashes = tuple(clashes)
        self.merged = dict(merged)
        self.taken = tuple(taken)


@dataclass(slots=True)
class _Merge:
    """Three versions of one record coming together."""

    seen: Seen
    now: Record
    merged: dict[str, Any]
    clashes: list[Clash] = field(default_factory=list[Clash])
    taken: list[str] = field(default_factory=list[str])

    def bring_together(self) -> None:
        """Fill `merged`, `clashes` and `taken`."""
        for key, yours in list(self.merged.items()):
            if key not in self.seen.record.values or key not in self.now.values:
                continue
            read, now = self.seen.record.values[key], self.now.values[key]
            if read == now:
                continue
            if _are_rows(read) and _are_rows(now) and _are_rows(yours):
                self._rows(key, read, now, yours)
            elif same(self.seen.value(key), yours):
                self.merged[key] = now
                self.taken.append(key)
            elif not same(now, yours):
                self.clashes.append(Clash(key, now, yours))

    def _rows(self, key: str, read: Sequence[Values], now: Sequence[Values], yours: Sequence[Values]) -> None:
        was, here = _by_id(read), _by_id(now)
        shown = _by_id(self.seen.value(key) or ())
        kept: list[dict[str, Any]] = []
        took = False
        for row in yours:
            id_ = row.get("id")
            if id_ is None or id_ not in was:
                kept.append(dict(row))
                self._both_added(key, here.get(id_), row)
            elif id_ in here:
                kept.append(self._row(key, shown.get(id_, was[id_]), was[id_], here[id_], row))
                took = took or was[id_] != here[id_]
            elif _changed(shown.get(id_, was[id_]), row):
                # Saved again it becomes a new row: the old one is in the trash, or gone.
                self.clashes.append(Clash(key, None, row, id_))
                kept.append({name: value for name, value in row.items() if name != "id"})
        mine = {row.get("id") for row in yours}
        for id_, row in here.items():
            if id_ in mine:
                continue
            if id_ not in was:
                kept.append(dict(row))
                took = True
            elif row != was[id_]:
                self.clashes.append(Clash(key, row, None, id_))
        self.merged[key] = kept
        if took or any(id_ not in here for id_ in was):
            self.taken.append(key)

    def _both_added(self, key: str, here: Values | None, yours: Values) -> None:
        """Rows that are named by what they are about (answers) may be added on both sides."""
        for name, value in (here or {}).items():
            if name in yours and not same(value, yours[name]):
                self.clashes.append(Clash(key, value, yours[name], yours["id"], name))

    def _row(self, key: str, shown: Values, was: Values, here: Values, yours: Values) -> dict[str, Any]:
        row = dict(yours)
        for name in _changed(was, here):
            if name not in yours or same(shown.get(name), yours[name]):
                row[name] = here[name]
            elif not same(here[name], yours[name]):
                self.clashes.append(Clash(key, here[name], yours[name], yours["id"], name))
        return row


def save_merged(
    step: Step,
    load: Load,
    save: Callable[..., int],
    seen: Seen,
    values: Values,
    *,
    model: type[Base],
    reason: str = "",
) -> int:
    """Save what one window typed over the record as it stands now; a command.

    Raises `RecordConflict` when both changed the same value differently, `Refused` when the record is gone or
    in the trash.
    """
    require_writer(step.actor)
    before = seen.record
    now = load(step.session, before.id)
    if now.trashed and not before.trashed:
        who, _at = last_saved(step.session, model, now.uid)
        raise Refused(
            f"Catatan ini sudah dikirim ke Sampah oleh {who}; yang Anda ketik belum disimpan.",
            "Pulihkan catatan itu dari Sampah, lalu simpan lagi.",
        )
    merge = _Merge(seen, now, dict(values))
    merge.bring_together()
    if merge.clashes:
        saved = last_saved(step.session, model, now.uid, _touched_rows(merge.clashes))
        raise RecordConflict(now, merge.clashes, merge.merged, merge.taken, saved)
    return save(step, merge.merged, id=now.id, version=now.version, reason=reason)


def decide(conflict: RecordConflict, theirs: frozenset[int]) -> dict[str, Any]:
    """The values to save when these clashes (by their place) go to the others and the rest to this window."""
    values = dict(conflict.merged)
    for place in theirs:
        clash = conflict.clashes[place]
        if clash.row is None:
            values[clash.key] = clash.theirs
            continue
        rows = [dict(row) for row in values[clash.key]]
        if clash.field:
            rows = [row | {clash.field: clash.theirs} if row.get("id") == clash.row else row for row in rows]
        elif clash.yours is None:
            rows.append(dict(clash.theirs))
        else:
            mine = {name: value for name, value in clash.yours.items() if name != "id"}
            rows = [row for row in rows if row.get("id") is not None or row != mine]
        values[clash.key] = rows
    return values


def over(conflict: RecordConflict) -> Seen:
    """What the window starts from once it has seen the others' record."""
    return Seen(replace(conflict.record))


def last_saved(session: Session, model: type[Base], uid: str, rows: Sequence[int] = ()) -> tuple[str, str]:
    """Who wrote a record, or one of these rows of it, last: the name and the instant."""
    newest = _last_of(session, model, [uid])
    for dependent in _children_of(model) if rows else ():
        table = shape_of(dependent).table
        if "uid" not in table.c:
            continue
        uids = list(session.execute(select(table.c.uid).where(table.c.id.in_(rows))).scalars())
        found = _last_of(session, dependent, uids) if uids else None
        if found is not None and (newest is None or found[0] > newest[0]):
            newest = found
    return (newest[1], newest[2]) if newest else (UNKNOWN, "")


def _last_of(session: Session, model: type[Base], uids: Sequence[str]) -> tuple[int, str, str] | None:
    row = session.execute(
        select(JournalEntry.id, AppUser.full_name, JournalEntry.at)
        .select_from(JournalRow)
        .join(JournalEntry, JournalEntry.id == JournalRow.journal_id)
        .outerjoin(AppUser, AppUser.id == JournalEntry.actor_id)
        .where(JournalRow.table_name == shape_of(model).name, JournalRow.row_uid.in_(uids))
        .order_by(JournalRow.id.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1] or UNKNOWN, row[2]) if row else None


def _children_of(model: type[Base]) -> list[type[Base]]:
    return [dependent.model for dependent in dependents(model)]


def _touched_rows(clashes: Sequence[Clash]) -> list[int]:
    return [clash.row for clash in clashes if isinstance(clash.row, int)]


def _are_rows(value: object) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(row, Mapping) for row in cast("list[Any]", value)
    )


def _by_id(rows: Sequence[Values]) -> dict[Any, Values]:
    return {row["id"]: row for row in rows if row.get("id") is not None}


def _changed(before: Values, after: Values) -> list[str]:
    return [name for name, value in after.items() if name in before and not same(before[name], value)]


def same(one: object, other: object) -> bool:
    """Whether two values mean the same, whichever spelling: nothing and empty, 3 and "3", list and tuple."""
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    if value is None or value == "" or value in ((), []):
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, list | tuple):
        return tuple(_plain(each) for each in cast("list[object]", value))
    return value
