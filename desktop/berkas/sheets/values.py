"""How a stored value of a field becomes a cell: words for codes, real dates and numbers, text for digits.

Imports only the rules and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from berkas.rules.fields import Column, Field, Kind
from berkas.sheets.cells import Cell

Heading: TypeAlias = Column | Field
"""A column of an export. A Field brings its choices along: codes are then written as their words."""

DIGIT_KINDS = frozenset({Kind.DIGITS, Kind.NIK, Kind.NIP, Kind.PHONE})
"""Digits that are no number: leading zeros count, and a spreadsheet keeps only fifteen of them."""

_MOST_EXACT = 10**15
"""Spreadsheets keep fifteen digits; a longer number is written as text rather than changed."""

_WIDTHS = {
    Kind.LONG_TEXT: 48,
    Kind.DATE: 13,
    Kind.INSTANT: 18,
    Kind.RUPIAH: 17,
    Kind.INTEGER: 10,
    Kind.DECIMAL: 12,
    Kind.BOOLEAN: 9,
    Kind.NIK: 19,
    Kind.NIP: 21,
}


def column_width(column: Heading) -> int:
    """A width in characters: the column's own, or one that fits a field of this kind."""
    if isinstance(column, Column):
        return column.width
    return max(_WIDTHS.get(column.kind, 24), min(len(column.label) + 2, 32))


def cell_value(column: Heading, value: object, *, zone: tzinfo | None = None) -> Cell:
    """The cell for a stored value. Instants become the clock reading in `zone`, or stay text without one."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, str):
        return _from_text(column, value, zone)
    if isinstance(value, bool) or column.kind is Kind.BOOLEAN:
        return "Ya" if value else "Tidak"
    if isinstance(value, int | float | Decimal | Fraction):
        return str(value) if column.kind in DIGIT_KINDS else _number(value)
    if isinstance(value, Iterable):
        return "; ".join(_word(column, str(code)) for code in value)
    return value if isinstance(value, date) else str(value)


def _from_text(column: Heading, value: str, zone: tzinfo | None) -> Cell:
    if column.kind is Kind.DATE:
        return date.fromisoformat(value)
    if column.kind is Kind.INSTANT and zone is not None:
        return datetime.fromisoformat(value).astimezone(zone).replace(tzinfo=None)
    return _word(column, value)


def _word(column: Heading, code: str) -> str:
    choices = column.choices if isinstance(column, Field) else ()
    return next((choice.label for choice in choices if choice.code == code), code)


def _number(value: float | Decimal | Fraction) -> Cell:
    if value == int(value):
        return int(value) if abs(value) < _MOST_EXACT else str(int(value))
    return float(value)
