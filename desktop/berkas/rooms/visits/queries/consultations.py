"""Public consultations (FKP) about surveyed services: which there are, and one with its survey and event."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.rooms.visits.queries.surveys import SurveyResult, survey_result
from berkas_db.errors import Refused
from berkas_db.tables import PublicConsultation, SurveyPeriod, Unit

GONE = "Forum konsultasi publik ini sudah tidak ada."


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One consultation as people choose it. `key` names it: unit, period, day, and a number when several."""

    id: int
    key: str
    on_date: str
    period: str
    unit: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation with what its survey said. `event_id`: the event with who came and what was said."""

    unit_id: int
    on_date: str
    place: str
    participants: int | None
    result: str
    minutes_number: str
    event_id: int | None
    survey: SurveyResult


def consultations(session: Session, *, period_id: int | None = None) -> list[ConsultationLine]:
    """Every consultation of a survey period that is not in the trash, the oldest first."""
    statement = (
        select(
            PublicConsultation.id,
            PublicConsultation.on_date,
            SurveyPeriod.code,
            SurveyPeriod.label,
            Unit.code.label("unit_code"),
            Unit.name,
        )
        .join(SurveyPeriod, SurveyPeriod.id == PublicConsultation.survey_period_id)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .where(SurveyPeriod.trashed_at.is_(None))
        .order_by(PublicConsultation.on_date, PublicConsultation.id)
    )
    if period_id is not None:
        statement = statement.where(SurveyPeriod.id == period_id)
    found: list[ConsultationLine] = []
    seen: dict[str, int] = {}
    for row in session.execute(statement):
        key = f"{row.unit_code}:{row.code}:{row.on_date}"
        seen[key] = seen.get(key, 0) + 1
        own = key if seen[key] == 1 else f"{key}:{seen[key]}"
        found.append(ConsultationLine(row.id, own, row.on_date, row.label, row.name))
    return found


def consultation(session: Session, id: int) -> Consultation:
    """One consultation with its survey."""
    row = session.get(PublicConsultation, id, populate_existing=True)
    if row is None or row.survey_period_id is None:
        raise Refused(GONE)
    return Consultation(
        unit_id=row.unit_id,
        on_date=row.on_date,
        place=row.place or "",
        participants=row.participants,
        result=row.result or "",
        minutes_number=row.minutes_number or "",
        event_id=row.event_id,
        survey=survey_result(session, row.survey_period_id),
    )


def named(lines: Sequence[ConsultationLine], key: str) -> ConsultationLine | None:
    """The consultation somebody means by its key."""
    return next((one for one in lines if one.key.casefold() == key.strip().casefold()), None)
