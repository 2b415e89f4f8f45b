"""Figures per OBH over several periods, and counts per unit over one; small groups stay hidden.

Each line is one form in one version: litigation and non-litigation apart, versions apart. The official
score is not read here, so that the two cannot meet in one chart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.periods import Span, run_of
from berkas.engine.smallgroups import hidden_scores
from berkas.rooms.visits.queries.derivations import Derivation, obh_derivation
from berkas.rooms.visits.queries.scores import COUNTED, ObhScore, obh_scores
from berkas_db.tables import Assessment, InstrumentVersion, Unit, Visit, VisitPlace

PERIODS = 4
"""How many periods a trend runs over."""


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One OBH under one form and version. `points`: a figure for each period, None where there is none."""

    now: ObhScore
    points: tuple[float | None, ...]
    respondents: tuple[int, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether there are two figures that a line can lead between."""
        return sum(point is not None for point in self.points) > 1


def obh_trends(session: Session, spans: Sequence[Span], *, obh_id: int | None = None) -> list[TrendLine]:
    """A line for every OBH with interviews in the last of these periods, by name, litigation first.

    The periods follow one another and no figure over all of them stands beside them; within each the least
    number of respondents decides.
    """
    by_span = [
        {
            (one.obh_id, one.version_id): one
            for one in obh_scores(session, span.first, span.last, obh_id=obh_id)
        }
        for span in spans
    ]
    lines: list[TrendLine] = []
    for key, now in by_span[-1].items():
        told = [found.get(key) for found in by_span]
        numbers = tuple(one.respondents if one else 0 for one in told)
        hidden = hidden_scores(numbers, now.least, with_total=False)
        points = tuple(
            None if one is None or place in hidden else _figure(one) for place, one in enumerate(told)
        )
        lines.append(TrendLine(now, points, numbers))
    return lines


def _figure(one: ObhScore) -> float | None:
    return float(one.score.index) if one.score is not None and one.score.index is not None else None


def opened_figure(
    session: Session, obh_id: int, version_id: int, span: Span
) -> tuple[Derivation, list[Span], list[TrendLine]]:
    """A figure with its derivation, and the same OBH over this period and those before."""
    spans = run_of(span, PERIODS)
    return (
        obh_derivation(session, obh_id, version_id, span),
        spans,
        obh_trends(session, spans, obh_id=obh_id),
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What was done at one unit in a period: days there and sheets by form; never a score."""

    name: str
    days: int
    sheets: Mapping[str, int]


def unit_counts(session: Session, first: date, last: date) -> list[UnitLine]:
    """Every unit that was visited or about whose places sheets were filled, by name."""
    between = (first.isoformat(), last.isoformat())
    days = session.execute(
        select(Unit.name, func.count(VisitPlace.id))
        .join(VisitPlace, VisitPlace.unit_id == Unit.id)
        .join(Visit, Visit.id == VisitPlace.visit_id)
        .where(
            Visit.trashed_at.is_(None),
            Visit.state.in_(("terlaksana", "dilaporkan")),
            func.coalesce(VisitPlace.on_date, Visit.from_date).between(*between),
        )
        .group_by(Unit.id)
    )
    visited: dict[str, int] = {row[0]: row[1] for row in days}
    sheets: dict[str, dict[str, int]] = {}
    for row in _sheets(session, between):
        sheets.setdefault(row.name, {})[row.title] = row.number
    return [
        UnitLine(name, visited.get(name, 0), sheets.get(name, {})) for name in sorted(visited.keys() | sheets)
    ]


def _sheets(session: Session, between: tuple[str, str]) -> Sequence[Any]:
    return session.execute(
        select(Unit.name, InstrumentVersion.title, func.count().label("number"))
        .select_from(Assessment)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .join(VisitPlace, VisitPlace.id == Assessment.place_id)
        .join(Unit, Unit.id == VisitPlace.unit_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.survey_period_id.is_(None),
            Assessment.state.in_([state.value for state in COUNTED]),
            Assessment.interview_on.between(*between),
        )
        .group_by(Unit.id, InstrumentVersion.title)
        .order_by(Unit.name, InstrumentVersion.title)
    ).all()
