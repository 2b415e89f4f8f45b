"""Legal clocks as data, and due dates that explain themselves day by day.

A clock belongs to a class of complaint or request. It has versions with dates of validity; a version has
steps; a step says how many days run from which event. Older cases stay on the version they started with.
Pure values: no files, no today. Imports nothing of the project but the other rules.
"""

from berkas.rules.clocks.counting import (
    DeadlineError,
    Extended,
    Pause,
    StepDue,
    StripDay,
    as_json,
    deadlines,
    due_date,
    due_state,
    extended_days,
    free_days,
    if_started_on,
    is_plain,
)
from berkas.rules.clocks.model import Clock, ClockError, ClockVersion, Extension, Step, parse_clock
from berkas.rules.clocks.writing import as_tables, canonical

__all__ = [
    "Clock",
    "ClockError",
    "ClockVersion",
    "DeadlineError",
    "Extended",
    "Extension",
    "Pause",
    "Step",
    "StepDue",
    "StripDay",
    "as_json",
    "as_tables",
    "canonical",
    "deadlines",
    "due_date",
    "due_state",
    "extended_days",
    "free_days",
    "if_started_on",
    "is_plain",
    "parse_clock",
]
