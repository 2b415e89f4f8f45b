"""Official survey figures over time, as somebody read them; nothing is computed from them.

One run holds figures of one unit on one scale. They are drawn by themselves, never beside ours.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.tables import Service, SurveyPeriod, Unit

PERIODS = 6
"""How many periods one run shows, the newest last."""


@dataclass(frozen=True, slots=True)
class OfficialRun:
    """Figures of one unit on one scale. `lines`: service (empty: the whole unit) with a figure per label."""

    unit: str
    scale: float
    labels: tuple[str, ...]
    lines: tuple[tuple[str, tuple[float | None, ...]], ...]


def official_runs(
    session: Session, instrument_key: str, last: date, *, unit_ids: Collection[int]
) -> tuple[OfficialRun, ...]:
    """The runs of these units up to a day, those with two figures or more of one service."""
    rows = session.execute(
        select(
            SurveyPeriod.unit_id,
            Unit.name.label("unit"),
            Service.name.label("service"),
            SurveyPeriod.label,
            SurveyPeriod.period_from,
            SurveyPeriod.period_until,
            SurveyPeriod.official_index,
            SurveyPeriod.official_scale,
        )
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .outerjoin(Service, Service.id == SurveyPeriod.service_id)
        .where(
            SurveyPeriod.trashed_at.is_(None),
            SurveyPeriod.instrument_key == instrument_key,
            SurveyPeriod.unit_id.in_(list(unit_ids)),
            SurveyPeriod.official_index.is_not(None),
            SurveyPeriod.official_scale.is_not(None),
            SurveyPeriod.period_until <= last.isoformat(),
        )
        .order_by(Unit.name, SurveyPeriod.period_from, SurveyPeriod.period_until, SurveyPeriod.id)
    ).all()
    groups: dict[tuple[int, float], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.unit_id, row.official_scale), []).append(row)
    return tuple(run for own in groups.values() for run in _run(own))


def _run(rows: list[Any]) -> Iterable[OfficialRun]:
    times = list(dict.fromkeys((row.period_from, row.period_until) for row in rows))[-PERIODS:]
    labels = {(row.period_from, row.period_until): row.label for row in rows}
    found: dict[str, dict[tuple[str, str], float]] = {}
    for row in rows:
        found.setdefault(row.service or "", {})[row.period_from, row.period_until] = row.official_index
    lines = tuple(
        (service, tuple(figures.get(time) for time in times))
        for service, figures in found.items()
        if sum(time in figures for time in times) > 1
    )
    if lines:
        yield OfficialRun(rows[0].unit, rows[0].official_scale, tuple(labels[time] for time in times), lines)
