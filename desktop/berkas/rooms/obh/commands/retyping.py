"""Keeps that cases were typed into the official system, and in which order the office types them."""

from collections.abc import Sequence

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.officesettings import keep_office_setting
from berkas.engine.records import today_of
from berkas.rooms.obh.fields.retyping import (
    SETTING,
    order_problem,
    read_order,
    usual_order,
    write_order,
)
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import LegalCase


def mark_cases_typed(step: Step, case_ids: Sequence[int]) -> int:
    """Note today as the day these cases were typed; those already noted stay. Returns how many."""
    require(step.actor, Right.RECORD)
    rows = list(
        step.session.execute(
            select(LegalCase.id).where(LegalCase.id.in_(list(case_ids)), LegalCase.sidbankum_on.is_(None))
        ).scalars()
    )
    for id_ in rows:
        step.update(LegalCase, id_, {"sidbankum_on": today_of(step).isoformat()})
    step.say(f"{len(rows)} perkara ditandai sudah dimasukkan ke Sidbankum")
    return len(rows)


def save_case_order(step: Step, text: str) -> None:
    """Keep the office's own order of entries; our own order is kept as nothing."""
    require(step.actor, Right.MANAGE_OFFICE)
    problem = order_problem(text)
    if problem:
        raise Refused(problem)
    own = read_order(text)
    keep_office_setting(step, SETTING, "" if own == usual_order() else write_order(own))
    step.say("Urutan ketik perkara disimpan")
