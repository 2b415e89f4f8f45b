"""One record as a page shows it, and what every kind can do: be saved with its rows, be trashed, be restored.

Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import require_trash
from berkas.engine.history import office_zone
from berkas.rules.dates import local_moment
from berkas.rules.fields import Field, Problem, Severity, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Base, MergedRecord, Reimbursement, SoftOverride
from berkas_db.tables.base import Flag

GONE = "Catatan ini sudah tidak ada. Muat ulang daftar untuk melihat keadaan terakhir."
_ROW_KEEPING = frozenset({"id", "uid", "version", "created_at", "updated_at", "trashed_at"})
"""Columns the book itself keeps; a form never writes them."""


class Doubtful(Refused):
    """A command wants a reason before it accepts soft problems; `doubts` are the problems to show."""

    def __init__(self, doubts: Sequence[Problem]) -> None:
        keys = tuple(problem.key for problem in doubts)
        super().__init__(doubts[0].message, "Periksa isian itu, atau simpan dengan alasannya.", keys)
        self.doubts = tuple(doubts)


@dataclass(frozen=True, slots=True)
class Record:
    """A record for its form: stored values by field key, and the version they were read at.

    Rows that belong to the record stand among the values under a key of their own, as lists of mappings.
    """

    id: int
    uid: str
    version: int
    title: str
    subtitle: str
    values: Mapping[str, Any]
    trashed: bool = False


def read_record(
    session: Session,
    model: type[Base],
    id: int,
    *,
    title: str,
    subtitle: str = "",
    extra: Mapping[str, Any] | None = None,
) -> Record:
    """A record whose form fields are columns of the same names; `extra` adds values that are not columns.

    `title` and `subtitle` name values. Raises Refused when the record is gone.
    """
    row: Any = session.get(model, id, populate_existing=True)
    if row is None:
        raise Refused(GONE)
    values = {column.name: getattr(row, column.name) for column in model.__table__.columns} | dict(
        extra or {}
    )
    return Record(
        id=row.id,
        uid=row.uid,
        version=row.version,
        title=str(values[title]),
        subtitle=str(values[subtitle] or "") if subtitle else "",
        values=values,
        trashed=bool(values.get("trashed_at")),
    )


def columns_of(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a form's values that are columns of the table itself, in the types of the columns.

    A reference comes from a form as the text of an id; an empty value of a column that must have one becomes
    the column's own default.
    """
    columns = model.__table__.columns
    return {
        key: _stored(columns[key], value)
        for key, value in values.items()
        if key in columns and key not in _ROW_KEEPING
    }


def _stored(column: Any, value: Any) -> Any:  # noqa: ANN401  any column
    kind = bool if isinstance(column.type, Flag) else column.type.python_type
    if value is None and not column.nullable and column.server_default is not None:
        return _default(column, kind)
    if isinstance(value, str) and kind in (int, float):
        return kind(value) if value.strip() else None
    if isinstance(value, bool) and kind is int:
        return int(value)
    return value


def _default(column: Any, kind: type) -> Any:  # noqa: ANN401  any column
    text = str(column.server_default.arg)
    return bool(int(text)) if kind is bool else kind(text)


def values_before(step: Step, model: type[Base], id: int | None) -> dict[str, Any]:
    """The stored columns of a record that is about to change; empty for a new one."""
    return stored_values(step.session, model, id)


def stored_values(session: Session, model: type[Base], id: int | None) -> dict[str, Any]:
    """The stored columns of a record; empty for one that is not there yet. Refused when it is gone."""
    if id is None:
        return {}
    table = model.__table__
    row = session.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
    if row is None:
        raise Refused(GONE)
    return dict(row)


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
) -> list[int]:
    """Make the rows of one record equal to `rows`: known ids are updated, others inserted, the rest removed.

    Removed rows go to the trash when the table has one. Returns the ids in the order of `rows`.
    """
    there = set(step.session.execute(_children(model, link, parent, model.__table__.c.id)).scalars())
    kept: list[int] = []
    given = [(row.get("id"), columns_of(model, row)) for row in rows]
    for gone in sorted(there - {known for known, _own in given}):
        if "trashed_at" in model.__table__.c:
            step.trash(model, gone)
        else:
            step.delete(model, gone)
    for known, own in given:
        if known is not None and known in there:
            step.update(model, known, own)
            kept.append(known)
        else:
            kept.append(step.insert(model, own | {link: parent}))
    return kept


def read_children(
    session: Session, model: type[Base], link: str, parent: int, *order: str
) -> list[dict[str, Any]]:
    """The rows of one record as plain mappings, in order (by default by id); trashed ones are left out."""
    table = model.__table__
    columns = [column for column in table.columns if column.name not in _ROW_KEEPING - {"id"}]
    statement = _children(model, link, parent, *columns)
    ordered = session.execute(statement.order_by(*(table.c[name] for name in (*order, "id"))))
    return [dict(row) for row in ordered.mappings()]


def _children(model: type[Base], link: str, parent: int, *columns: Any) -> Any:  # noqa: ANN401  a select
    table = model.__table__
    statement = select(*columns).where(table.c[link] == parent)
    return statement.where(table.c.trashed_at.is_(None)) if "trashed_at" in table.c else statement


def today_of(step: Step) -> date:
    """The office's own date at this step; the instant of a step is in UTC."""
    return local_moment(step.now, office_zone(step.session)).date()


def row_problems(
    key: str, title: str, fields: Sequence[Field], rows: Iterable[Mapping[str, Any]], *, today: date
) -> list[Problem]:
    """What is wrong with the rows of a record, field by field; each sentence says in which row."""
    return [
        Problem(key, f"{title}, baris {number}: {problem.message}", problem.severity)
        for number, row in enumerate(rows, 1)
        for problem in problems(fields, row, today=today)
    ]


def refuse_hard(found: Iterable[Problem]) -> None:
    """Refuse hard problems before anything is written, so that their sentence is the one people read."""
    hard = [problem for problem in found if problem.severity is Severity.HARD]
    if hard:
        raise Refused(hard[0].message, fields=tuple(problem.key for problem in hard if problem.key))


def keep_doubts(step: Step, model: type[Base], id: int, found: Iterable[Problem], reason: str) -> None:
    """Answer the soft problems of a record that was just written: they want a reason.

    The reason is kept for every one of them with its sentence, so that reports can count what was confirmed
    and the same doubt is not asked again. Without a reason it refuses, and the whole step is taken back.
    """
    soft = [problem for problem in found if problem.severity is Severity.SOFT]
    if not soft:
        return
    uid = step.session.execute(select(model.__table__.c.uid).where(model.__table__.c.id == id)).scalar_one()
    _uid, known = confirmed_of(step.session, uid)
    doubts = {problem.message: problem for problem in soft if problem.message not in known}
    if doubts and not reason.strip():
        raise Doubtful(list(doubts.values()))
    for sentence, problem in doubts.items():
        step.insert(
            SoftOverride,
            {
                "record_kind": model.__tablename__,
                "record_uid": uid,
                "check_key": problem.key or "catatan",
                "sentence": sentence,
                "reason": reason.strip(),
                "decided_by_id": step.actor.user_id,
                "decided_at": step.now,
            },
        )


def confirmed_of(session: Session, uid: str) -> tuple[str, frozenset[str]]:
    """The record's uid, and the sentences of its doubts that somebody has confirmed with a reason."""
    statement = select(SoftOverride.sentence).where(
        SoftOverride.record_uid == uid, SoftOverride.sentence.is_not(None)
    )
    return uid, frozenset(sentence for sentence in session.execute(statement).scalars() if sentence)


def trash_records(step: Step, model: type[Base], word: str, ids: Sequence[int]) -> None:
    """Send records to the trash, where they stay for 30 days."""
    require_trash(step.actor, model.__tablename__)
    if model is Reimbursement:
        _refuse_paid(step, ids)
    for id_ in ids:
        step.trash(model, id_)
    step.say(f"{len(ids)} {word} dikirim ke Sampah" if len(ids) > 1 else f"{_upper(word)} dikirim ke Sampah")


def _refuse_paid(step: Step, ids: Sequence[int]) -> None:
    """Money that was paid stays in the register, whatever becomes of the case."""
    paid = select(Reimbursement.code).where(Reimbursement.id.in_(list(ids)), Reimbursement.state == "dibayar")
    codes = list(step.session.execute(paid.order_by(Reimbursement.code)).scalars())
    if codes:
        more = f" dan {len(codes) - 1} lainnya" if len(codes) > 1 else ""
        raise Refused(
            f"{codes[0]}{more} sudah dibayar dan tetap dalam register.",
            "Tulis pembetulannya pada catatan reimbursement itu.",
        )


def restore_record(step: Step, model: type[Base], word: str, id: int) -> None:
    """Take a record out of the trash."""
    require_trash(step.actor, model.__tablename__)
    step.restore(model, id)
    uid = step.session.execute(select(model.__table__.c.uid).where(model.__table__.c.id == id)).scalar_one()
    doubles = select(MergedRecord.id).where(MergedRecord.from_uid == uid)
    for double in step.session.execute(doubles).scalars().all():
        step.delete(MergedRecord, double)  # it stands for itself again
    step.say(f"{_upper(word)} dipulihkan dari Sampah")


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]
