"""Saves survey periods with their problems and public consultations."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.visits.fields.survey import SURVEY, SURVEY_ROWS, survey_checks, survey_row_checks
from berkas.rules.fields import Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import Assessment, PublicConsultation, Service, SurveyPeriod, SurveyProblem


def save_survey_period(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a survey period with its problems and consultations. Returns the id."""
    require(step.actor, Right.RECORD)
    own = dict(values)
    today = today_of(step)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            year = str(own.get("period_from") or today)[:4]
            own["code"] = next_code(step, SurveyPeriod, f"SURVEI-{year}")
    before = values_before(step, SurveyPeriod, id)
    merged = before | own
    found = [
        *problems(SURVEY, merged, today=today, checks=(survey_checks,)),
        *(
            problem
            for rows in SURVEY_ROWS
            for problem in row_problems(rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today)
        ),
        *survey_row_checks(own),
        *_bound(step, before, merged, id),
    ]
    refuse_hard(found)
    saved = save_record(step, SurveyPeriod, own, id=id, version=version)
    if "problems" in own:
        rows = [dict(row) | {"sort": sort} for sort, row in enumerate(own["problems"])]
        save_children(step, SurveyProblem, "survey_period_id", saved, rows)
    if "consultations" in own:
        about = {"unit_id": merged["unit_id"], "service_id": merged.get("service_id")}
        rows = [dict(row) | about for row in own["consultations"]]
        save_children(step, PublicConsultation, "survey_period_id", saved, rows)
    keep_doubts(step, SurveyPeriod, saved, found, reason)
    step.say(f"Periode survei {merged.get('label')} disimpan", reason)
    return saved


def _bound(step: Step, before: Mapping[str, Any], merged: Mapping[str, Any], id: int | None) -> list[Problem]:
    """What a period cannot change once somebody answered, and a service of another unit."""
    found: list[Problem] = []
    if merged.get("service_id") and merged.get("unit_id"):
        unit_id = step.session.execute(
            select(Service.unit_id).where(Service.id == int(merged["service_id"]))
        ).scalar_one_or_none()
        if unit_id != int(merged["unit_id"]):
            found.append(Problem("service_id", "Layanan itu bukan layanan unit yang dipilih."))
    moved = [
        key
        for key in ("instrument_key", "unit_id", "service_id")
        if before and str(before.get(key) or "") != str(merged.get(key) or "")
    ]
    if moved and id is not None:
        answered = step.session.execute(
            select(Assessment.id)
            .where(Assessment.survey_period_id == id, Assessment.trashed_at.is_(None))
            .limit(1)
        ).scalar_one_or_none()
        if answered is not None:
            sentence = "Periode ini sudah berisi jawaban; unit, layanan, dan surveinya tidak dapat diganti."
            found.append(Problem(moved[0], sentence))
    return found
