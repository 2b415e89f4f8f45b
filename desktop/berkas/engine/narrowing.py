"""Filters of a listing: conditions from what a filter is set to (see the kit's description of filter values).

Imports no Qt and no room.
"""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

BLANK = "(kosong)"
NOT_BLANK = "(terisi)"

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
