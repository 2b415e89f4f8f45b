"""Takes records out of the trash, whatever their kind."""

from berkas.engine.access import Right, require_any
from berkas.engine.records import restore_record
from berkas.rooms.office.queries.keeping import model_of
from berkas_db.changes import Step


def restore_from_trash(step: Step, table: str, id: int) -> None:
    """Restore one record by the name of its table."""
    require_any(step.actor, Right.RECORD, Right.MANAGE_OFFICE)
    restore_record(step, model_of(table), "catatan", id)
