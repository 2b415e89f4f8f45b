"""What this room writes: visits, filled instruments, survey periods, outreach events, what red flags open."""

from berkas.rooms.visits.commands.assessments import (
    lock_assessment,
    mark_sidbankum,
    return_assessment,
    save_assessment,
    verify_assessment,
)
from berkas.rooms.visits.commands.events import save_event
from berkas.rooms.visits.commands.forms import make_forms, settle_forms
from berkas.rooms.visits.commands.keying import finish_keying
from berkas.rooms.visits.commands.redflags import follow_up_flags
from berkas.rooms.visits.commands.respondents import correct_respondent, reveal_respondent
from berkas.rooms.visits.commands.sidbankum import save_sidbankum_order, unmark_sidbankum
from berkas.rooms.visits.commands.surveybatch import save_survey_batch
from berkas.rooms.visits.commands.surveyplans import note_lowest, plan_fault
from berkas.rooms.visits.commands.surveys import save_survey_period
from berkas.rooms.visits.commands.visits import save_visit

__all__ = [
    "correct_respondent",
    "finish_keying",
    "follow_up_flags",
    "lock_assessment",
    "make_forms",
    "mark_sidbankum",
    "note_lowest",
    "plan_fault",
    "return_assessment",
    "reveal_respondent",
    "save_assessment",
    "save_event",
    "save_sidbankum_order",
    "save_survey_batch",
    "save_survey_period",
    "save_visit",
    "settle_forms",
    "unmark_sidbankum",
    "verify_assessment",
]
