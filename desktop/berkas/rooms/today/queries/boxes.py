"""Reads which complaint boxes are still to be opened this week."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.due import calendar_of
from berkas.rooms.today.queries.lines import Line
from berkas.rules import dates
from berkas.rules.calendar import Calendar
from berkas_db.tables import BoxOpening, Unit

IN_USE_DAYS = 90
"""A box that was not opened for so many days is no longer used, and nobody is reminded of it."""


def unopened_boxes(session: Session, today: date) -> Sequence[Line]:
    """Boxes that were opened before, but not yet since Monday, with the last working day of this week.

    A week without a working day asks for nothing; one that is over by its last working day counts as missed
    from Monday on.
    """
    monday = today - timedelta(days=today.weekday())
    last = func.max(BoxOpening.opened_on)
    rows = session.execute(
        select(BoxOpening.box_place, BoxOpening.unit_id, Unit.name, last)
        .outerjoin(Unit, Unit.id == BoxOpening.unit_id)
        .where(BoxOpening.trashed_at.is_(None))
        .group_by(func.lower(func.trim(BoxOpening.box_place)), BoxOpening.unit_id)
        .having(last < monday.isoformat(), last >= (today - timedelta(days=IN_USE_DAYS)).isoformat())
        .order_by(last, BoxOpening.box_place)
    )
    found: list[Line] = []
    for place, unit_id, unit, opened in rows:
        calendar = calendar_of(session, unit_id)
        due = _last_working(calendar, monday)
        if due is None:
            continue
        before = date.fromisoformat(opened)
        missed = _missed(calendar, before, monday)
        what = f"terakhir dibuka {dates.show_short(before)}"
        left = dates.show_days_left(calendar.count_between(today, due))
        found.append(
            Line(
                "box_opening", None, "", f"Kotak {place}" + (f", {unit}" if unit else ""),
                f"{what}; {missed} minggu terlewat" if missed else what,
                f"{dates.show_short(due)}, {left}",
            )
        )  # fmt: skip
    return found


def _last_working(calendar: Calendar, monday: date) -> date | None:
    days = (monday + timedelta(days=number) for number in range(6, -1, -1))
    return next((day for day in days if calendar.is_working(day)), None)


def _missed(calendar: Calendar, opened: date, monday: date) -> int:
    """Whole weeks with a working day between the one of the last opening and this one."""
    first = opened - timedelta(days=opened.weekday()) + timedelta(weeks=1)
    weeks = range((monday - first).days // 7)
    return sum(_last_working(calendar, first + timedelta(weeks=number)) is not None for number in weeks)
