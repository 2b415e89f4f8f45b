"""Filters of a listing: conditions from what a filter is set to (see the kit's description of filter values).

Imports no Qt and no room.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from berkas.rules.dates import MONTHS, MONTHS_SHORT, DateError, parse_date

BLANK = "(kosong)"
NOT_BLANK = "(terisi)"

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_MONTH = re.compile(r"([a-z]+)\.?[ /-]+((?:19|20)\d{2})")

Condition = Callable[[Any], ColumnElement[bool]]


def one_of(column: Any, *, number: bool = False) -> Condition:  # noqa: ANN401  any column
    """A filter by codes, the blank one among them; `number` for ids, which come as text."""

    def condition(codes: Collection[str]) -> ColumnElement[bool]:
        wanted = [int(code) if number else code for code in codes if code != BLANK]
        return or_(column.in_(wanted), column.is_(None)) if BLANK in codes else column.in_(wanted)

    return condition


def between(column: Any) -> Condition:  # noqa: ANN401  any column
    """A filter by least and most; also blank alone and filled alone."""

    def condition(bounds: tuple[Any, Any] | str) -> ColumnElement[bool]:
        if bounds in (BLANK, NOT_BLANK):
            return column.is_(None) if bounds == BLANK else column.is_not(None)
        least, most = bounds
        parts = ([column >= least] if least is not None else []) + (
            [column <= most] if most is not None else []
        )
        return and_(*parts) if parts else column.is_not(None)

    return condition


def is_true(column: Any) -> Condition:  # noqa: ANN401  any column
    """A filter by yes or no."""
    return lambda wanted: column.is_(bool(wanted))


def day_span(typed: str) -> tuple[str, str] | None:
    """First and last day of a date or month somebody typed to search for, ISO; nothing when it is none.

    Only with a year of four digits: “12 6” may be anything, “12 Juni 2025” and “Juni 2025” are dates.
    """
    line = " ".join(typed.casefold().split())
    if not _YEAR.search(line):
        return None
    month = _MONTH.fullmatch(line)
    if month is not None:
        names = ([name.casefold() for name in words] for words in (MONTHS, MONTHS_SHORT))
        place = next((known.index(month[1]) + 1 for known in names if month[1] in known), 0)
        return (f"{month[2]}-{place:02d}-01", f"{month[2]}-{place:02d}-31") if place else None
    try:
        day = parse_date(line, today=date(2000, 1, 1)).isoformat()  # the year stands there; no other is asked
    except DateError:
        return None
    return day, day


def on_day(column: Any, typed: str) -> ColumnElement[bool]:  # noqa: ANN401  any column
    """The condition that a date is the day, or lies in the month, that was typed."""
    span = day_span(typed)
    return column.between(*span) if span is not None else false()
