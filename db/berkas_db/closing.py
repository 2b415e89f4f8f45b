"""Ends undo where something was sealed: steps that wrote these rows can no longer be taken back.

Whoever sealed them, a correction goes through a command that says why. Imports nothing of the project but the
floor's own parts.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_, select, update

from berkas_db.changes import Step
from berkas_db.tables import Base, JournalRow, UndoStep
from berkas_db.undo import OVERTAKEN


def close_steps_on(step: Step, rows: Mapping[type[Base], Collection[int]]) -> None:
    """Nobody's step that wrote one of these rows can be taken back or done again.

    Rows of the same tables that are gone by now count too: undo of their removal would bring them in again.
    """
    own = [
        and_(
            JournalRow.table_name == model.__tablename__,
            or_(JournalRow.row_id.in_(ids), JournalRow.row_id.not_in(select(model.__table__.c.id))),
        )
        for model, ids in rows.items()
    ]
    wrote = select(JournalRow.journal_id).where(or_(*own))
    step.rows.connection.execute(
        update(UndoStep).where(UndoStep.journal_id.in_(wrote)).values(state=OVERTAKEN)
    )
