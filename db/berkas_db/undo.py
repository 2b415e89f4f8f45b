"""Takes back this user's last step and does it again, over many steps and across restarts.

A step is taken back by writing the before-images of its journal entry, as an entry of its own; doing it again
takes that entry back. What somebody changed since is never overwritten: then undo says why it does not go.
Imports nothing of the project but the floor's own changes, images, recording and tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from berkas_db.changes import Actor, Step
from berkas_db.connect import raw_of
from berkas_db.errors import Refused
from berkas_db.images import Shape, decode, models, shape_of
from berkas_db.recording import DELETED, INSERTED, ROW_CHANGES, Kept, unpack
from berkas_db.search import BULK, erased_at_once
from berkas_db.tables.base import Base
from berkas_db.tables.system import Attachment, JournalEntry, JournalText, UndoStep

READY, UNDONE, OVERTAKEN = "siap", "diurungkan", "hangus"
UNDO, REDO = "urung", "ulang"


@dataclass(frozen=True, slots=True)
class UndoLine:
    """A step in the named list: its place, name and instant; `is_undone` steps can be done again."""

    id: int
    label: str
    at: str
    is_undone: bool


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
    return [UndoLine(id_, label or "Perubahan data", at, state == UNDONE) for id_, label, at, state in rows]


def undo(step: Step) -> int:
    """Take back this user's newest step; returns its place. Raises `Refused` with the reason."""
    found = _pick(step, READY, newest=True)
    if found is None:
        raise Refused("Tidak ada langkah yang dapat diurungkan.")
    step.say(f"Urungkan: {_invert(step, found, 'diurungkan')}")
    return found


def redo(step: Step) -> int:
    """Do again what this user took back last; returns its place. Raises `Refused` with the reason."""
    found = _pick(step, UNDONE, newest=False)
    if found is None:
        raise Refused("Tidak ada langkah yang dapat diulangi.")
    step.say(f"Ulangi: {_invert(step, found, 'diulangi')}")
    return found


def settle(step: Step, step_id: int, state: str, journal_id: int | None) -> None:
    """After `undo` or `redo` was written as entry `journal_id`: move the step on its user's list."""
    moved = {"state": state} if journal_id is None else {"state": state, "journal_id": journal_id}
    step.rows.connection.execute(update(UndoStep).where(UndoStep.id == step_id).values(moved))


def _pick(step: Step, state: str, *, newest: bool) -> int | None:
    order = UndoStep.id.desc() if newest else UndoStep.id
    return step.session.execute(
        select(UndoStep.id).where(_mine(step.actor), UndoStep.state == state).order_by(order).limit(1)
    ).scalar()


def _mine(actor: Actor) -> ColumnElement[bool]:
    return UndoStep.actor_id.is_not_distinct_from(actor.user_id)


def _invert(step: Step, step_id: int, verb: str) -> str:
    """Write the opposite of the entry that holds now for this step, last row first."""
    journal_id = step.session.execute(select(UndoStep.journal_id).where(UndoStep.id == step_id)).scalar_one()
    label = step.session.execute(select(JournalText.label).where(JournalText.id == step_id)).scalar()
    inversion = _Inversion(step, journal_id, f"Langkah “{label or 'Perubahan data'}” tidak dapat {verb}")
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
            inversion.row(action, models()[table], (row_id, uid), kept)
    return label or "Perubahan data"


class _Inversion:
    """Writes opposites, row by row, and refuses where somebody has been since."""

    def __init__(self, step: Step, journal_id: int, refusal: str) -> None:
        self._step = step
        self._journal_id = journal_id
        self.refusal = refusal

    def row(
        self,
        action: str,
        model: type[Base],
        key: tuple[int, str],
        kept: Kept,
    ) -> None:
        """The opposite of one journal row."""
        before = {name: decode(kept.before.get(name)) for name in kept.names}
        after = {name: decode(kept.after.get(name)) for name in kept.names}
        shape = shape_of(model)
        row_id, uid = key
        rows = self._step.rows
        now = self._step.rows.read(model, row_id)
        if action == DELETED:
            if now is not None:
                raise self._refused(shape, uid)
            self._bring_back(shape, model, key, before)
            return
        if now is None or any(now[name] != after[name] for name in after):
            raise self._refused(shape, uid)
        if action == INSERTED:
            untouched = {name: after.get(name) for name in shape.fields}
            if any(now[name] != value for name, value in untouched.items()) or rows.hanging(model, row_id):
                raise self._refused(shape, uid)
            self._step.rows.delete(model, now)
        else:
            self._step.rows.update(model, now, before)

    def _bring_back(
        self, shape: Shape, model: type[Base], key: tuple[int, str], before: Mapping[str, Any]
    ) -> None:
        values: dict[str, Any] = {"id": key[0], **before}
        if shape.keyed:
            values["uid"] = key[1]
        known = raw_of(self._step.rows.connection).execute(
            "SELECT count(*) FROM journal_row WHERE table_name = ? AND row_uid = ?", (shape.name, key[1])
        )
        row = known.fetchone()
        self._step.rows.insert(model, values, version=1 + (row[0] if row else 0))

    def _refused(self, shape: Shape, uid: str) -> Refused:
        row = raw_of(self._step.rows.connection).execute(
            "SELECT ifnull(t.label, '') FROM journal_row r LEFT JOIN journal_text t ON t.id = r.journal_id"
            " WHERE r.table_name = ? AND r.row_uid = ? AND r.journal_id > ? ORDER BY r.id DESC LIMIT 1",
            (shape.name, uid, self._journal_id),
        )
        later = row.fetchone()
        why = (
            f"catatannya sudah diubah lagi (“{later[0]}”)"
            if later and later[0]
            else "catatannya sudah berubah"
        )
        return Refused(f"{self.refusal} karena {why}.", "Ubah catatan itu langsung bila masih perlu.")
