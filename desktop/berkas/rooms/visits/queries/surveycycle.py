"""The cycle of one survey over a month, quarter, semester or year: per unit and service.

Our figure of a service or unit is computed from all its respondents, never from other figures. Official
figures are shown as they were read; nothing is ever computed from them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.letterheads import office_facts
from berkas.engine.periods import Span, months_of_year, run_of, spans_of_year
from berkas.rooms.visits.fields.survey import SURVEYS as SURVEY_KINDS
from berkas.rooms.visits.queries.scores import COUNTED, least_for
from berkas.rooms.visits.queries.surveyofficial import OfficialRun, official_runs
from berkas.rooms.visits.queries.surveyplans import SurveyFault, faults_of
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument
from berkas.rules.scoring import Score, score
from berkas_db.tables import Assessment, Service, SurveyPeriod, Unit

RUN = 4
"""How many spans the development of an index is drawn over."""


@dataclass(frozen=True, slots=True)
class Official:
    """An official figure as somebody read it. `read_on` is an ISO date or empty."""

    period: str
    index: float
    scale: float | None
    grade: str
    respondents: int | None
    read_on: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Respondents and our score of one group; `score` is None below `least`, `why_not` says why."""

    respondents: int
    least: int
    score: Score | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service of a unit (or the whole unit, `service` empty) in the span."""

    service: str
    periods: tuple[str, ...]
    target: int | None
    population: int | None
    figure: Figure
    earlier: Figure | None
    """The same in the span before; None when there was no survey."""
    official: tuple[Official, ...]
    earlier_official: tuple[Official, ...]
    exclusions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitLines:
    """All services of a unit, and the figure of all its respondents together."""

    unit: str
    lines: tuple[ServiceLine, ...]
    figure: Figure
    earlier: Figure | None


@dataclass(frozen=True, slots=True)
class UnitRun:
    """Our index of a unit in the spans up to this one, oldest first; None where none may be shown, or where
    another version of the form was asked."""

    unit: str
    points: tuple[float | None, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there is a line: two points or more."""
        return sum(point is not None for point in self.points) > 1


@dataclass(frozen=True, slots=True)
class SurveyCycle:
    """Everything the papers of a cycle say."""

    instrument_key: str
    title: str
    instrument: Instrument | None
    span: Span
    before: Span
    """The span of the same length before it."""
    least: int
    units: tuple[UnitLines, ...]
    faults: tuple[SurveyFault, ...]
    spans: tuple[Span, ...] = ()
    runs: tuple[UnitRun, ...] = ()
    official_runs: tuple[OfficialRun, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """The counted sheets of some periods."""

    versions: frozenset[int]
    sheets: tuple[Mapping[str, Answer], ...]


def cycle_spans(session: Session) -> list[tuple[str, Span]]:
    """Every survey and span in which a whole period lies: (instrument key, span), the oldest first."""
    rows = session.execute(
        select(SurveyPeriod.instrument_key, SurveyPeriod.period_from, SurveyPeriod.period_until)
        .where(SurveyPeriod.trashed_at.is_(None))
        .distinct()
    )
    found = {
        (key, span)
        for key, first, last in rows
        for span in _spans_with(date.fromisoformat(first), date.fromisoformat(last))
    }
    return sorted(found, key=lambda one: (one[1].last, one[0], -one[1].first.toordinal()))


def _spans_with(first: date, last: date) -> list[Span]:
    """Every named span that holds all days from the first to the last."""
    named = (*months_of_year(first.year), *spans_of_year(first.year))
    return [span for span in named if span.first <= first and last <= span.last]


def survey_cycle(session: Session, instrument_key: str, span: Span) -> SurveyCycle:
    """Read the periods that lie wholly in the span, and those of the spans before it."""
    spans = run_of(span, RUN)
    before_it = run_of(span, 2)[0]
    by_span = [_periods(session, instrument_key, one) for one in spans]
    now, earlier = by_span[-1], by_span[-2] if len(by_span) > 1 else []
    groups = _groups(session, [row.id for rows in by_span for row in rows])
    version = next((one for row in now for one in sorted(groups[row.id].versions, reverse=True)), None)
    instrument = instrument_of(session, version) if version is not None else None
    least = least_for(session, instrument) if instrument else office_facts(session).least_respondents
    units: list[UnitLines] = []
    runs: list[UnitRun] = []
    for unit_id in dict.fromkeys(row.unit_id for row in now):
        own = [row for row in now if row.unit_id == unit_id]
        before = [row for row in earlier if row.unit_id == unit_id]
        lines = tuple(
            _line(session, own, before, service_id, groups)
            for service_id in dict.fromkeys(row.service_id for row in own)
        )
        name = session.execute(select(Unit.name).where(Unit.id == unit_id)).scalar_one()
        past = _figure(session, _together(groups, before)) if before else None
        units.append(UnitLines(name, lines, _figure(session, _together(groups, own)), past))
        runs.append(UnitRun(name, _points(session, groups, by_span, unit_id)))
    title = next((kind.label for kind in SURVEY_KINDS if kind.code == instrument_key), instrument_key.upper())
    faults = faults_of(session, [row.id for row in now])
    return SurveyCycle(
        instrument_key,
        title,
        instrument,
        span,
        before_it,
        least,
        tuple(units),
        faults,
        tuple(spans),
        tuple(runs),
        official_runs(session, instrument_key, span.last, unit_ids={row.unit_id for row in now}),
    )


def _points(
    session: Session,
    groups: Mapping[int, _Group],
    by_span: Sequence[Sequence[SurveyPeriod]],
    unit_id: int,
) -> tuple[float | None, ...]:
    """The index of all respondents of a unit in each span, under the version of the last."""
    together = [_together(groups, [row for row in rows if row.unit_id == unit_id]) for rows in by_span]
    figures = [
        _figure(session, group).score if group.versions == together[-1].versions else None
        for group in together
    ]
    return tuple(float(one.index) if one is not None and one.index is not None else None for one in figures)


def _periods(session: Session, instrument_key: str, span: Span) -> list[SurveyPeriod]:
    statement = (
        select(SurveyPeriod)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .outerjoin(Service, Service.id == SurveyPeriod.service_id)
        .where(
            SurveyPeriod.trashed_at.is_(None),
            SurveyPeriod.instrument_key == instrument_key,
            SurveyPeriod.period_from >= span.first.isoformat(),
            SurveyPeriod.period_until <= span.last.isoformat(),
        )
        .order_by(Unit.name, Unit.id, Service.name, Service.id, SurveyPeriod.period_from, SurveyPeriod.id)
        .execution_options(populate_existing=True)
    )
    return list(session.execute(statement).scalars())


def _groups(session: Session, period_ids: Sequence[int]) -> dict[int, _Group]:
    """The counted sheets of each period, read once."""
    rows = session.execute(
        select(Assessment.id, Assessment.survey_period_id, Assessment.instrument_version_id)
        .where(
            Assessment.survey_period_id.in_(list(period_ids)),
            Assessment.trashed_at.is_(None),
            Assessment.state.in_([state.value for state in COUNTED]),
        )
        .order_by(Assessment.id)
    ).all()
    answers = answers_of_many(session, [row.id for row in rows], pass_=None)
    sheets: dict[int, list[Mapping[str, Answer]]] = {id_: [] for id_ in period_ids}
    versions: dict[int, set[int]] = {id_: set() for id_ in period_ids}
    for row in rows:
        sheets[row.survey_period_id].append(answers.get(row.id, {}))
        versions[row.survey_period_id].add(row.instrument_version_id)
    return {id_: _Group(frozenset(versions[id_]), tuple(sheets[id_])) for id_ in period_ids}


def _together(groups: Mapping[int, _Group], periods: Sequence[SurveyPeriod]) -> _Group:
    own = [groups[period.id] for period in periods]
    return _Group(
        frozenset(version for group in own for version in group.versions),
        tuple(sheet for group in own for sheet in group.sheets),
    )


def _figure(session: Session, group: _Group) -> Figure:
    number = len(group.sheets)
    if not group.versions:
        return Figure(0, office_facts(session).least_respondents, None, "belum ada jawaban")
    instrument = instrument_of(session, max(group.versions))
    least = least_for(session, instrument)
    if len(group.versions) > 1:
        return Figure(number, least, None, "jawaban memakai lebih dari satu versi instrumen")
    if number < least:
        return Figure(number, least, None, f"responden kurang dari {least}")
    figure = score(instrument, group.sheets)
    return Figure(number, least, figure, "; ".join(figure.notes) if figure.index is None else "")


def _line(
    session: Session,
    own: Sequence[SurveyPeriod],
    before: Sequence[SurveyPeriod],
    service_id: int | None,
    groups: Mapping[int, _Group],
) -> ServiceLine:
    mine = [row for row in own if row.service_id == service_id]
    past = [row for row in before if row.service_id == service_id]
    name = session.execute(select(Service.name).where(Service.id == service_id)).scalar_one_or_none()
    return ServiceLine(
        service=name or "",
        periods=tuple(row.label for row in mine),
        target=_sum([row.target for row in mine]),
        population=_sum([row.population for row in mine]),
        figure=_figure(session, _together(groups, mine)),
        earlier=_figure(session, _together(groups, past)) if past else None,
        official=_official(mine),
        earlier_official=_official(past),
        exclusions=tuple(dict.fromkeys(row.exclusions.strip() for row in mine if row.exclusions)),
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    """The sum, when every period names its number."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _official(periods: Sequence[SurveyPeriod]) -> tuple[Official, ...]:
    return tuple(
        Official(
            period=row.label,
            index=row.official_index,
            scale=row.official_scale,
            grade=row.official_grade or "",
            respondents=row.official_respondents,
            read_on=row.official_read_on or "",
            source=row.official_source or "",
        )
        for row in periods
        if row.official_index is not None
    )
