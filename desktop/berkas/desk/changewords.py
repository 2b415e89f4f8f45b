"""A step in the life of a record, as the sheet's history shows it. Knows the engine and the kit; no room."""

from berkas.engine.lifeline import LifeStep
from berkas.kit.record import HistoryLine


def history_line(step: LifeStep) -> HistoryLine:
    """The step in the kit's words."""
    changes = tuple((change.label, change.before, change.after) for change in step.changes)
    return HistoryLine(step.when, step.who, step.label, step.why, changes)
