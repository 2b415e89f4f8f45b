"""Begins a survey for every surveyed service at once, as the cycle of each month asks for."""

from sqlalchemy import or_, select

from berkas.engine.access import Right, require
from berkas.engine.periods import span_of
from berkas.rooms.visits.commands.surveys import save_survey_period
from berkas.rooms.visits.fields.survey import SURVEYS
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Service, SurveyPeriod, Unit


def begin_periods(step: Step, instrument_key: str, typed: str) -> int:
    """A period over this span (`2025-06`, `2025-S1`) for every service that is surveyed. Returns how many.

    Services that have one are left out. Target and users come from the service's last period of this survey.
    """
    require(step.actor, Right.RECORD)
    if instrument_key not in {kind.code for kind in SURVEYS}:
        raise Refused("Jenis survei itu tidak dikenal.")
    span = span_of(typed)
    first, last = span.first.isoformat(), span.last.isoformat()
    services = step.session.execute(
        select(Service.id, Service.unit_id)
        .join(Unit, Unit.id == Service.unit_id)
        .where(
            Service.is_surveyed.is_(True),
            Service.trashed_at.is_(None),
            Unit.trashed_at.is_(None),
            or_(Service.valid_from.is_(None), Service.valid_from <= last),
            or_(Service.valid_until.is_(None), Service.valid_until >= first),
        )
        .order_by(Unit.name, Service.name, Service.id)
    ).all()
    if not services:
        raise Refused(
            "Belum ada layanan yang ditandai disurvei.",
            "Tandai layanannya pada unit di Pengaturan Kantor.",
        )
    made = 0
    for service_id, unit_id in services:
        periods = step.session.execute(
            select(SurveyPeriod)
            .where(
                SurveyPeriod.service_id == service_id,
                SurveyPeriod.instrument_key == instrument_key,
                SurveyPeriod.trashed_at.is_(None),
                SurveyPeriod.period_from <= first,
            )
            .order_by(SurveyPeriod.period_from.desc(), SurveyPeriod.id.desc())
        ).scalars()
        known = list(periods)
        if any((period.period_from, period.period_until) == (first, last) for period in known):
            continue
        before = known[0] if known else None
        values = {
            "unit_id": unit_id,
            "service_id": service_id,
            "instrument_key": instrument_key,
            "label": span.title,
            "period_from": first,
            "period_until": last,
            "target": before.target if before else None,
            "population": before.population if before else None,
        }
        save_survey_period(step, values, id=None, version=None)
        made += 1
    step.say(f"{made} periode survei {span.title} dibuat")
    return made
