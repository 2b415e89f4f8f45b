"""Takes back this user's last step and does it again, over many steps and across restarts.

A step is taken back by writing the before-images of its journal entry, as an entry of its own; doing it again
takes that entry back. What somebody changed since is never overwritten: then undo says why it does not go.
Imports nothing of the project but the floor's own changes, images, recording and tables.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.orm import Session

from berkas_db.changes import Actor, Step
from berkas_db.connect import raw_of
from berkas_db.errors import Refused
from berkas_db.images import models, shape_of
from berkas_db.inverting import Inversion, Opposite
from berkas_db.recording import FORGOTTEN, ROW_CHANGES, unpack
from berkas_db.search import BULK, erased_at_once
from berkas_db.tables.papers import IssuedDocument
from berkas_db.tables.system import Attachment, JournalEntry, JournalRow, JournalText, UndoStep

READY, UNDONE, OVERTAKEN = "siap", "diurungkan", "hangus"
STAYS = "tetap"
"""Of a step that was never on the list: it left the office, or holds what the journal does not keep."""
CHANGE = "ubah"
"""What the journal calls an entry that is neither undo nor redo."""
UNDO, REDO = "urung", "ulang"
NAMELESS = "Perubahan data"
"""What a step is called to which its command gave no name."""


@dataclass(frozen=True, slots=True)
class UndoLine:
    """A step in the named list: its place, name and instant; `is_undone` steps can be done again."""

    id: int
    label: str
    at: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as the list of all steps shows it.

    `state` is `READY`, `UNDONE` or `STAYS`; `rows` counts what it wrote; `why` says of a step that stays why
    it cannot be taken back.
    """

    id: int
    label: str
    at: str
    state: str
    rows: int
    why: str = ""


def remember(step: Step, journal_id: int) -> None:
    """Put a step on its user's list. What was taken back before it cannot be done again any more."""
    connection = step.rows.connection
    recorder = step.rows.recorder
    if not recorder.changed_rows:
        return
    connection.execute(
        update(UndoStep).where(_mine(step.actor), UndoStep.state == UNDONE).values(state=OVERTAKEN)
    )
    if step.can_undo and not recorder.has_secrets and set(step.rows.touched) != {Attachment.__tablename__}:
        connection.execute(
            insert(UndoStep).values(
                id=journal_id, actor_id=step.actor.user_id, state=READY, journal_id=journal_id
            )
        )


def undo_list(session: Session, actor: Actor, *, limit: int = 50) -> list[UndoLine]:
    """This user's steps, newest first: those that can be done again above those that can be taken back."""
    rows = session.execute(
        select(UndoStep.id, JournalText.label, JournalEntry.at, UndoStep.state)
        .join(JournalEntry, JournalEntry.id == UndoStep.id)
        .outerjoin(JournalText, JournalText.id == UndoStep.id)
        .where(_mine(actor), UndoStep.state != OVERTAKEN)
        .order_by(UndoStep.id.desc())
        .limit(limit)
    )
    return [UndoLine(id_, label or NAMELESS, at, state == UNDONE) for id_, label, at, state in rows]


def step_list(session: Session, actor: Actor, *, limit: int = 200) -> list[StepLine]:
    """Everything this user changed, newest first, also what cannot be taken back; with the rows counted."""
    wrote = (
        select(func.count())
        .where(
            JournalRow.journal_id == JournalEntry.id,
            JournalRow.action.in_(ROW_CHANGES),
            JournalRow.table_name != Attachment.__tablename__,
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(JournalEntry.id, JournalText.label, JournalEntry.at, UndoStep.state, wrote)
        .outerjoin(UndoStep, UndoStep.id == JournalEntry.id)
        .outerjoin(JournalText, JournalText.id == JournalEntry.id)
        .where(
            JournalEntry.actor_id.is_not_distinct_from(actor.user_id),
            JournalEntry.action == CHANGE,
            func.ifnull(UndoStep.state, "") != OVERTAKEN,
        )
        .order_by(JournalEntry.id.desc())
        .limit(limit)
    ).all()
    return [
        StepLine(id_, label or NAMELESS, at, state or STAYS, count, "" if state else _why(session, id_))
        for id_, label, at, state, count in rows
    ]


def _why(session: Session, journal_id: int) -> str:
    kinds = raw_of(session.connection()).execute(
        "SELECT DISTINCT table_name, action FROM journal_row WHERE journal_id = ?", (journal_id,)
    )
    found = {(table, action) for table, action in kinds.fetchall()}
    tables = {table for table, _action in found}
    if any(action == FORGOTTEN for _table, action in found):
        return "nilai lamanya sudah dihapus dari jurnal"
    if IssuedDocument.__tablename__ in tables:
        return "dokumennya sudah terbit"
    if tables == {Attachment.__tablename__}:
        return "hanya lampiran yang disimpan"
    if any(shape_of(models()[table]).secrets for table in tables if table in models()):
        return "menyangkut kata sandi"
    return "tetap berlaku"


def undo(step: Step, expected: int | None = None) -> int:
    """Take back this user's newest step; returns its place. Raises `Refused` with the reason.

    `expected` is the step the person has seen as the newest: another one is not taken back in its place.
    """
    found = _pick(step, READY, newest=True)
    if found is None:
        raise Refused("Tidak ada langkah yang dapat diurungkan.")
    _as_expected(found, expected)
    step.say(f"Urungkan: {_invert(step, found, 'diurungkan')}")
    return found


def redo(step: Step, expected: int | None = None) -> int:
    """Do again what this user took back last; see `undo`."""
    found = _pick(step, UNDONE, newest=False)
    if found is None:
        raise Refused("Tidak ada langkah yang dapat diulangi.")
    _as_expected(found, expected)
    step.say(f"Ulangi: {_invert(step, found, 'diulangi')}")
    return found


def settle(step: Step, step_id: int, state: str, journal_id: int | None) -> None:
    """After `undo` or `redo` was written as entry `journal_id`: move the step on its user's list."""
    moved = {"state": state} if journal_id is None else {"state": state, "journal_id": journal_id}
    step.rows.connection.execute(update(UndoStep).where(UndoStep.id == step_id).values(moved))


def close_steps(step: Step, user_id: int) -> None:
    """Nothing this user did until now can be taken back or done again: they have other rights from now on."""
    own = UndoStep.actor_id == user_id
    step.rows.connection.execute(update(UndoStep).where(own).values(state=OVERTAKEN))


def _pick(step: Step, state: str, *, newest: bool) -> int | None:
    order = UndoStep.id.desc() if newest else UndoStep.id
    return step.session.execute(
        select(UndoStep.id).where(_mine(step.actor), UndoStep.state == state).order_by(order).limit(1)
    ).scalar()


def _as_expected(found: int, expected: int | None) -> None:
    if expected is not None and found != expected:
        raise Refused(
            "Daftar langkah sudah berubah sejak dibuka.", "Lihat daftar langkah sekali lagi, lalu ulangi."
        )


def _mine(actor: Actor) -> ColumnElement[bool]:
    return UndoStep.actor_id.is_not_distinct_from(actor.user_id)


def _invert(step: Step, step_id: int, verb: str) -> str:
    """Write the opposite of the entry that holds now for this step, last row first."""
    journal_id = step.session.execute(select(UndoStep.journal_id).where(UndoStep.id == step_id)).scalar_one()
    label = step.session.execute(select(JournalText.label).where(JournalText.id == step_id)).scalar()
    label = label or NAMELESS
    inversion = Inversion(step, journal_id, f"Langkah “{label}” tidak dapat {verb}")
    raw = raw_of(step.rows.connection)
    rows = raw.execute(
        "SELECT r.action, r.table_name, r.row_id, r.row_uid, r.fields, v.salts, v.before, v.after"
        " FROM journal_row r LEFT JOIN journal_value v ON v.id = r.id"
        " WHERE r.journal_id = ? ORDER BY r.id DESC",
        (journal_id,),
    ).fetchall()
    with erased_at_once(raw, {row[1] for row in rows} if len(rows) > BULK else ()):
        for action, table, row_id, uid, *values in rows:
            if action not in ROW_CHANGES or table == Attachment.__tablename__:
                continue
            kept = unpack(*values)
            if kept.removed:
                raise Refused(f"{inversion.refusal}: nilai lamanya sudah dihapus dari jurnal.")
            inversion.add(action, models()[table], Opposite(row_id, uid, kept))
        inversion.finish()
    return label
