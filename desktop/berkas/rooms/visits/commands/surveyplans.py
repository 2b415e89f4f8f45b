"""Makes plans (RTL) out of what a survey showed: a problem becomes a finding with a task."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.numbering import next_code
from berkas.engine.records import GONE, refuse_hard, today_of
from berkas.rooms.visits.fields.survey import PLAN
from berkas.rooms.visits.queries.surveyelements import lowest_elements
from berkas.rooms.visits.queries.surveys import survey_result
from berkas.rules.fields import problems
from berkas.rules.numbers import show_decimal
from berkas.rules.vocabulary import FollowupOrigin, FollowupStatus
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Finding, Followup, SurveyPeriod, SurveyProblem, Unit


def plan_fault(step: Step, fault_id: int, values: Mapping[str, Any]) -> int:
    """Make a task out of a survey's problem. Returns the follow-up's id.

    `values`: `task`, `owner_name`, `due_on`. The first plan of a problem also makes its finding, which names
    the survey period and the element; further plans hang on the same finding. What is outside the unit's
    authority gets no plan.
    """
    require(step.actor, Right.RECORD)
    fault = step.session.get(SurveyProblem, fault_id)
    if fault is None:
        raise Refused(GONE)
    if fault.is_excluded:
        raise Refused(
            "Masalah ini ditandai di luar kewenangan.", "Hapus dahulu tandanya bila unit dapat menanganinya."
        )
    today = today_of(step)
    refuse_hard(problems(PLAN, values, today=today))
    period = step.session.get_one(SurveyPeriod, fault.survey_period_id)
    is_example = step.session.execute(select(Unit.is_example).where(Unit.id == period.unit_id)).scalar_one()
    common = {
        "source": FollowupOrigin.SURVEI.value,
        "title": f"{fault.element}: {fault.problem}"[:160],
        "unit_id": period.unit_id,
        "due_on": values["due_on"],
        "is_example": is_example,
        "status": FollowupStatus.BELUM_DITINDAKLANJUTI.value,
    }
    finding = fault.finding_id
    if finding is None:
        finding = step.insert(
            Finding,
            common
            | {
                "code": next_code(step, Finding, f"TM-{today.year}"),
                "text": f"{fault.problem}. Terungkap pada survei {period.label}.",
                "advice": values["task"],
                "survey_period_id": period.id,
                "item_code": fault.element,
                "found_on": min(today.isoformat(), period.period_until),
                "status": FollowupStatus.SEDANG_DITINDAKLANJUTI.value,
            },
        )
        step.update(SurveyProblem, fault_id, {"finding_id": finding})
    code = next_code(step, Followup, f"TL-{today.year}")
    task = step.insert(
        Followup,
        common
        | {
            "code": code,
            "task": values["task"],
            "finding_id": finding,
            "owner_name": values["owner_name"],
            "start_on": min(today.isoformat(), values["due_on"]),
        },
    )
    step.say(f"Rencana {code} dibuat dari survei {period.label}")
    return task


def note_lowest(step: Step, period_id: int) -> int:
    """Write the lowest elements of a period down as problems, those not yet there. Returns how many."""
    require(step.actor, Right.RECORD)
    result = survey_result(step.session, period_id)
    if result.score is None or result.score.index is None:
        raise Refused(
            "Unsur terendah belum dapat dicatat karena indeks periode ini belum dihitung.",
            "Lengkapi dahulu jawaban responden.",
        )
    rows = step.session.execute(
        select(SurveyProblem.element, SurveyProblem.sort).where(SurveyProblem.survey_period_id == period_id)
    ).all()
    known = {element.casefold() for element, _sort in rows}
    place = max((sort for _element, sort in rows), default=-1) + 1
    made = 0
    for element in lowest_elements(result.score, result.least):
        if element.index is None or element.label.casefold() in known:
            continue
        grade = f", mutu {element.grade}" if element.grade else ""
        step.insert(
            SurveyProblem,
            {
                "survey_period_id": period_id,
                "element": element.label,
                "problem": f"Termasuk unsur terendah: {show_decimal(element.index)}{grade} (survei internal)",
                "sort": place + made,
            },
        )
        made += 1
    step.say(f"{made} unsur terendah dicatat sebagai masalah pada {result.period.label}")
    return made
