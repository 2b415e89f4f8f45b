"""Says who repairs a gap of a unit until when."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import refuse_hard, today_of
from berkas.rooms.award.fields import REPAIR
from berkas.rooms.award.queries.sheet import entry_place
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.tables import RepairTask


def save_task(step: Step, entry_id: int, gap: str, values: Mapping[str, Any]) -> int:
    """Keep owner, day, minutes and hint of one gap. Returns the id of the task."""
    require(step.actor, Right.RECORD)
    place = entry_place(step.session, entry_id)
    refuse_hard(problems(REPAIR, values, today=today_of(step)))
    own = {field.key: values.get(field.key) for field in REPAIR if field.key in values}
    known = step.session.execute(
        select(RepairTask.id).where(RepairTask.entry_id == entry_id, RepairTask.gap == gap)
    ).scalar_one_or_none()
    step.say(f"Tugas perbaikan {place.unit_name} disimpan")
    if known is not None:
        step.update(RepairTask, known, own)
        return known
    return step.insert(RepairTask, own | {"entry_id": entry_id, "gap": gap})
