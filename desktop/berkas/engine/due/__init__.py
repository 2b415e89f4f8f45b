"""Due dates that explain themselves: computed from clocks, events and holidays, kept for lists.

A room asks `complaint_case` (or another kind of case) and `keep`s it after every event; forms ask `preview`
while somebody types; the today room asks `open_dues`. Imports no Qt.
"""

from berkas.engine.due.keeping import (
    Case,
    Preview,
    answer_due,
    as_if_started,
    complaint_case,
    happenings,
    keep,
    next_values,
    objection_case,
    plans_of,
    ppid_case,
    preview,
    supervision_case,
)
from berkas.engine.due.lists import OpenDue, count_late, open_dues
from berkas.engine.due.planning import Happening, StepPlan, next_open, pauses_of, plan
from berkas.engine.due.recounting import recompute_open, replan
from berkas.engine.due.requests import UNANSWERED, date_requests, has_undated
from berkas.engine.due.rules import (
    calendar_of,
    clock_of,
    declare_year,
    declared_years,
    rulebook_of,
    version_of,
    version_on,
)

__all__ = [
    "UNANSWERED",
    "Case",
    "Happening",
    "OpenDue",
    "Preview",
    "StepPlan",
    "answer_due",
    "as_if_started",
    "calendar_of",
    "clock_of",
    "complaint_case",
    "count_late",
    "date_requests",
    "declare_year",
    "declared_years",
    "happenings",
    "has_undated",
    "keep",
    "next_open",
    "next_values",
    "objection_case",
    "open_dues",
    "pauses_of",
    "plan",
    "plans_of",
    "ppid_case",
    "preview",
    "recompute_open",
    "replan",
    "rulebook_of",
    "supervision_case",
    "version_of",
    "version_on",
]
