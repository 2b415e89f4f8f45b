"""Reads survey periods: the list, one period with its rows, its respondents and its index.

A unit's or service's index is computed from respondents, never by averaging other indexes.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of, score_assessments
from berkas.engine.letterheads import office_facts
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.visits.fields.survey import LEAST_RESPONDENTS
from berkas.rooms.visits.fields.survey import SURVEYS as SURVEY_KINDS
from berkas.rooms.visits.queries.scores import COUNTED, least_for
from berkas.rooms.visits.queries.surveyofficial import OfficialRun, official_runs
from berkas.rooms.visits.queries.surveyplans import SurveyFault, faults_of
from berkas.rooms.visits.queries.surveyprofile import ProfileLine, profile_of
from berkas.rules.fields import Column, Kind
from berkas.rules.instruments import Instrument
from berkas.rules.sampling import krejcie_morgan, slovin
from berkas.rules.scoring import Score, score
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    PublicConsultation,
    Service,
    SurveyPeriod,
    SurveyProblem,
    Unit,
)

EARLIER = 5
"""How many earlier periods a trend shows."""

_period = SurveyPeriod.__table__.c
_UNIT = select(Unit.name).where(Unit.id == SurveyPeriod.unit_id).correlate(SurveyPeriod).scalar_subquery()
_SERVICE = (
    select(Service.name)
    .where(Service.id == SurveyPeriod.service_id)
    .correlate(SurveyPeriod)
    .scalar_subquery()
)
_RESPONDENTS = (
    select(func.count())
    .select_from(Assessment)
    .where(
        Assessment.survey_period_id == SurveyPeriod.id,
        Assessment.trashed_at.is_(None),
        Assessment.state.in_([state.value for state in COUNTED]),
    )
    .correlate(SurveyPeriod)
    .scalar_subquery()
)

SURVEYS = Listing(
    model=SurveyPeriod,
    shown=(
        Shown(Column("code", "Kode", width=16, sortable=True), _period.code),
        Shown(Column("period_from", "Mulai", Kind.DATE, width=13, sortable=True), _period.period_from),
        Shown(Column("label", "Periode", width=22), _period.label),
        Shown(Column("unit", "Unit", width=34), _UNIT),
        Shown(Column("service", "Layanan", width=22), _SERVICE),
        Shown(Column("instrument_key", "Survei", width=20), _period.instrument_key, SURVEY_KINDS),
        Shown(Column("respondents", "Responden", Kind.INTEGER, width=11), _RESPONDENTS),
        Shown(Column("target", "Sasaran", Kind.INTEGER, width=9), _period.target),
        Shown(Column("official_index", "Nilai resmi", Kind.DECIMAL, width=11), _period.official_index),
        Shown(Column("is_closed", "Ditutup", Kind.BOOLEAN, width=9, shown=False), _period.is_closed),
    ),
    filters={
        "instrument_key": one_of(_period.instrument_key),
        "unit": one_of(_period.unit_id, number=True),
        "period_from": between(_period.period_from),
        "is_closed": lambda wanted: _period.is_closed.is_(bool(wanted)),
    },
    sort="period_from",
    descending=True,
)


def load_survey(session: Session, id: int) -> Record:
    """One survey period with its problems and public consultations."""
    rows = {
        "problems": read_children(session, SurveyProblem, "survey_period_id", id, "sort"),
        "consultations": read_children(session, PublicConsultation, "survey_period_id", id, "on_date"),
    }
    return read_record(session, SurveyPeriod, id, title="code", subtitle="label", extra=rows)


def respondents_of(session: Session, period_id: int) -> list[int]:
    """The sheets of a period that count."""
    statement = select(Assessment.id).where(
        Assessment.survey_period_id == period_id,
        Assessment.trashed_at.is_(None),
        Assessment.state.in_([state.value for state in COUNTED]),
    )
    return list(session.execute(statement.order_by(Assessment.id)).scalars())


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether respondents are enough by one measure."""

    measure: str
    needed: int
    respondents: int

    @property
    def is_met(self) -> bool:
        """Whether at least as many answered as the measure asks for."""
        return self.respondents >= self.needed


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """Everything a survey report says. `score` is None while too few answered."""

    period: Any
    unit: str
    service: str
    instrument: Instrument | None
    respondents: int
    least: int
    score: Score | None
    enough: tuple[Enough, ...]
    profile: tuple[ProfileLine, ...]
    earlier: tuple[tuple[str, float], ...]
    """Indexes of earlier periods of the same survey, oldest first, this one last."""
    several_versions: bool = False
    faults: tuple[SurveyFault, ...] = ()
    """Problems with their plans."""
    official_runs: tuple[OfficialRun, ...] = ()
    """Official figures of this service up to this period."""


def survey_result(session: Session, period_id: int) -> SurveyResult:
    """Compute one survey period from its respondents."""
    period = session.get(SurveyPeriod, period_id, populate_existing=True)
    if period is None or period.trashed_at:
        raise Refused("Periode survei ini sudah tidak ada.")
    ids = respondents_of(session, period_id)
    versions = session.execute(
        select(Assessment.instrument_version_id, func.count())
        .where(
            Assessment.survey_period_id == period_id,
            Assessment.trashed_at.is_(None),
            Assessment.state.in_([state.value for state in COUNTED]),
        )
        .group_by(Assessment.instrument_version_id)
        .order_by(func.count().desc(), Assessment.instrument_version_id.desc())
    ).all()
    instrument = instrument_of(session, versions[0][0]) if versions else None
    answers = answers_of_many(session, ids, pass_=None)
    sheets = [answers.get(id_, {}) for id_ in ids]
    least = least_for(session, instrument) if instrument else office_facts(session).least_respondents
    one_version = len(versions) == 1
    figure = score(instrument, sheets) if instrument and one_version and len(ids) >= least else None
    unit = session.execute(select(Unit.name).where(Unit.id == period.unit_id)).scalar_one()
    service = session.execute(
        select(Service.name).where(Service.id == period.service_id)
    ).scalar_one_or_none()
    return SurveyResult(
        period=period,
        unit=unit,
        service=service or "",
        instrument=instrument,
        respondents=len(ids),
        least=least,
        score=figure,
        enough=_enough(period, len(ids)),
        profile=profile_of(instrument, sheets) if instrument and len(ids) >= least else (),
        earlier=_earlier(session, period, figure),
        several_versions=len(versions) > 1,
        faults=faults_of(session, [period_id]),
        official_runs=_official(session, period, service or ""),
    )


def _official(session: Session, period: SurveyPeriod, service: str) -> tuple[OfficialRun, ...]:
    """Only what was read about this service (or the whole unit)."""
    last = date.fromisoformat(period.period_until)
    runs = official_runs(session, period.instrument_key, last, unit_ids=[period.unit_id])
    own = ((run, tuple(line for line in run.lines if line[0] == service)) for run in runs)
    return tuple(replace(run, lines=lines) for run, lines in own if lines)


def _enough(period: SurveyPeriod, number: int) -> tuple[Enough, ...]:
    found = [Enough("Sedikitnya 30 responden", LEAST_RESPONDENTS, number)]
    if period.target:
        found.append(Enough("Sasaran periode ini", period.target, number))
    if period.population:
        found.append(Enough("Krejcie–Morgan", krejcie_morgan(period.population), number))
        found.append(Enough("Slovin, galat 5%", slovin(period.population), number))
    return tuple(found)


def _earlier(session: Session, period: SurveyPeriod, figure: Score | None) -> tuple[tuple[str, float], ...]:
    statement = (
        select(SurveyPeriod.id, SurveyPeriod.label)
        .where(
            SurveyPeriod.trashed_at.is_(None),
            SurveyPeriod.unit_id == period.unit_id,
            SurveyPeriod.service_id.is_(None)
            if period.service_id is None
            else SurveyPeriod.service_id == period.service_id,
            SurveyPeriod.instrument_key == period.instrument_key,
            SurveyPeriod.period_from <= period.period_from,
            SurveyPeriod.id != period.id,
        )
        .order_by(SurveyPeriod.period_from.desc(), SurveyPeriod.id.desc())
        .limit(EARLIER)
    )
    found: list[tuple[str, float]] = []
    if figure is not None and figure.index is not None:
        found.append((period.label, float(figure.index)))
    for id_, label in session.execute(statement):
        scored = score_assessments(session, respondents_of(session, id_))
        least = least_for(session, scored[0].instrument) if scored else 1
        if len(scored) == 1 and scored[0].score.index is not None and scored[0].score.given >= least:
            found.append((label, float(scored[0].score.index)))
    return tuple(reversed(found))


def periods_named(session: Session, unit: str, named: str, instrument: str = "") -> list[int]:
    """The periods people mean by `UNIT` and `PERIOD`: unit by code or name, period by code or label."""
    statement = (
        select(SurveyPeriod.id)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .where(
            SurveyPeriod.trashed_at.is_(None),
            or_(Unit.code == unit, Unit.name == unit, Unit.short_name == unit),
            or_(SurveyPeriod.code == named, SurveyPeriod.label == named),
        )
        .order_by(SurveyPeriod.instrument_key, SurveyPeriod.id)
    )
    if instrument:
        statement = statement.where(SurveyPeriod.instrument_key == instrument)
    return list(session.execute(statement).scalars())


def unit_code(session: Session, unit_id: int) -> str:
    """The code of a unit."""
    return session.execute(select(Unit.code).where(Unit.id == unit_id)).scalar_one()
