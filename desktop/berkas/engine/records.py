"""One record as a page shows it, and what every kind of record can do: be trashed, restored, show its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Base


@dataclass(frozen=True, slots=True)
class Record:
    """A record for its form: stored values by field key, and the version they were read at."""

    id: int
    uid: str
    version: int
    title: str
    subtitle: str
    values: Mapping[str, Any]
    trashed: bool = False


def read_record(
    session: Session, model: type[Base], id: int, *, title: str, subtitle: str = "", extra: Mapping[str, Any] | None = None
) -> Record:
    """A record whose form fields are columns of the same names; `extra` adds values that are not columns.

    `title` and `subtitle` name columns. Raises Refused when the record is gone.
    """
    row: Any = session.get(model, id)
    if row is None:
        raise Refused("Catatan ini sudah tidak ada. Muat ulang daftar untuk melihat keadaan terakhir.")
    values = {column.name: getattr(row, column.name) for column in model.__table__.columns}
    return Record(
        id=row.id,
        uid=row.uid,
        version=row.version,
        title=str(values[title]),
        subtitle=str(values[subtitle] or "") if subtitle else "",
        values=values | dict(extra or {}),
        trashed=bool(values.get("trashed_at")),
    )


def columns_of(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a form's values that are columns of the table itself."""
    own = {column.name for column in model.__table__.columns}
    return {key: value for key, value in values.items() if key in own}


def save_record(
    step: Step, model: type[Base], values: Mapping[str, Any], *, id: int | None, version: int | None
) -> int:
    """Insert or update the columns of one record; a moved version is a Conflict. Returns the id."""
    own = columns_of(model, values)
    if id is None:
        return step.insert(model, own)
    step.update(model, id, own, version=version)
    return id


def save_children(
    step: Step, model: type[Base], link: str, parent: int, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Make the child rows of one record equal to `rows`: known ids are updated, others inserted, missing ones deleted."""
    column = model.__table__.c[link]
    there = {row.id for row in step.session.execute(model.__table__.select().where(column == parent))}
    kept: set[int] = set()
    for row in rows:
        own = columns_of(model, row)
        known = own.pop("id", None)
        own.pop("uid", None)
        if known in there:
            step.update(model, known, own)
            kept.add(known)
        else:
            step.insert(model, own | {link: parent})
    for gone in sorted(there - kept):
        step.delete(model, gone)


def read_children(session: Session, model: type[Base], link: str, parent: int, *order: str) -> list[dict[str, Any]]:
    """The child rows of one record as plain mappings, in order (by default by id)."""
    table = model.__table__
    statement = table.select().where(table.c[link] == parent).order_by(*(table.c[name] for name in (*order, "id")))
    return [dict(row._mapping) for row in session.execute(statement)]  # noqa: SLF001  public name of SQLAlchemy's Row


def trash_records(step: Step, model: type[Base], word: str, ids: Sequence[int]) -> None:
    """Send records to the trash, where they stay for 30 days."""
    require(step.actor, Right.RECORD)
    for id_ in ids:
        step.trash(model, id_)
    step.say(f"{len(ids)} {word} dikirim ke Sampah" if len(ids) > 1 else f"{word} dikirim ke Sampah")


def restore_record(step: Step, model: type[Base], word: str, id: int) -> None:
    """Take a record out of the trash."""
    require(step.actor, Right.RECORD)
    step.restore(model, id)
    step.say(f"{word} dipulihkan dari Sampah")
