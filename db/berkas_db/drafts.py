"""Half-typed work, kept so that a crash costs at most the last second of typing.

A draft is one row per user, kind and record, overwritten at each pause: outside journal, undo and
`Changes`. A new record has no uid yet; its editor makes one for the draft, so that two new records keep two
drafts, and names it to `Step.drop_draft` when it saves. Imports nothing of the project but the floor's own
book, changes and tables.
"""

from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.stamps import now
from berkas_db.tables.system import Draft
from berkas_db.waiting import WaitingDraft

_COLUMNS = (
    Draft.id,
    Draft.kind,
    Draft.record_uid,
    Draft.values_json,
    Draft.cursor_field,
    Draft.updated_at,
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as listed: `values_json` as it was given, the field the cursor stood in, the instant (UTC)."""

    id: int
    kind: str
    record_uid: str | None
    values_json: str
    cursor_field: str | None
    updated_at: str


def save_draft(  # noqa: PLR0917  the place, then what is in it
    book: Book,
    actor: Actor,
    kind: str,
    record_uid: str | None,
    values_json: str,
    cursor_field: str | None,
) -> Future[int]:
    """Overwrite this actor's draft of this record; the future gives its id.

    While a long change keeps the writer busy, the draft is kept beside the book (see `waiting`).
    """
    moment = now()

    def write(session: Session) -> int:
        kept = {"values_json": values_json, "cursor_field": cursor_field, "updated_at": moment}
        place = [
            text("ifnull(actor_id, 0)"),
            Draft.kind,
            text("ifnull(record_uid, '')"),
        ]  # as the index has it
        return (
            session.connection()
            .execute(
                insert(Draft)
                .values(actor_id=actor.user_id, kind=kind, record_uid=record_uid, created_at=moment, **kept)
                .on_conflict_do_update(index_elements=place, set_=kept)
                .returning(Draft.id)
            )
            .scalar_one()
        )

    future = book.write_aside(write)
    place = (actor.user_id or 0, kind, record_uid or "")
    book.waiting.watch(future, WaitingDraft(*place, values_json, cursor_field, moment))
    return future


def drop_draft(book: Book, draft_id: int) -> Future[None]:
    """Throw one draft away, and nothing else."""

    def write(session: Session) -> None:
        session.connection().execute(delete(Draft).where(Draft.id == draft_id))

    return book.write_aside(write)


def drop_draft_of(book: Book, actor: Actor, kind: str, record_uid: str | None) -> Future[None]:
    """Throw this actor's draft of this record away, if there is one."""

    def write(session: Session) -> None:
        session.connection().execute(delete(Draft).where(*_place(actor, kind, record_uid)))

    return book.write_aside(write)


def list_drafts(session: Session, actor: Actor) -> list[DraftLine]:
    """This actor's drafts, newest first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(Draft.actor_id.is_not_distinct_from(actor.user_id))
        .order_by(Draft.updated_at.desc(), Draft.id.desc())
    )
    return [DraftLine(*row) for row in rows]


def find_draft(session: Session, actor: Actor, kind: str, record_uid: str | None) -> DraftLine | None:
    """The draft of this record, when this actor left one."""
    row = session.execute(select(*_COLUMNS).where(*_place(actor, kind, record_uid))).one_or_none()
    return None if row is None else DraftLine(*row)


def ownerless_drafts(session: Session) -> bool:
    """Whether there are drafts from the time before the office had accounts."""
    return session.execute(select(Draft.id).where(Draft.actor_id.is_(None)).limit(1)).first() is not None


def adopt_drafts(session: Session, user_id: int) -> None:
    """Give them to this user; for `Book.write_aside`. Where they have one of the same record, both stay."""
    ownerless = update(Draft).where(Draft.actor_id.is_(None)).values(actor_id=user_id)
    session.connection().execute(ownerless.prefix_with("OR IGNORE"))


def _place(actor: Actor, kind: str, record_uid: str | None) -> tuple[ColumnElement[bool], ...]:
    """Where a draft stands, in the terms of its index."""
    return (
        func.ifnull(Draft.actor_id, 0) == (actor.user_id or 0),
        Draft.kind == kind,
        func.ifnull(Draft.record_uid, "") == (record_uid or ""),
    )
