"""What this room writes: visits, filled instruments, survey periods, outreach events, what red flags open."""

from berkas.rooms.visits.commands.assessments import (
    follow_up_flags,
    lock_assessment,
    mark_sidbankum,
    save_assessment,
)
from berkas.rooms.visits.commands.events import save_event
from berkas.rooms.visits.commands.forms import make_forms, settle_forms
from berkas.rooms.visits.commands.respondents import correct_respondent, reveal_respondent
from berkas.rooms.visits.commands.surveys import save_survey_period
from berkas.rooms.visits.commands.visits import save_visit

__all__ = [
    "correct_respondent",
    "follow_up_flags",
    "lock_assessment",
    "make_forms",
    "mark_sidbankum",
    "reveal_respondent",
    "save_assessment",
    "save_event",
    "save_survey_period",
    "save_visit",
    "settle_forms",
]
