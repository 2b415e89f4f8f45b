"""Exact numbers and how they are shown. Imports the standard library and the office's way of writing
numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from berkas.rules.numbers import show_decimal

SHOWN_PLACES = 4
"""Intermediate figures are shown with so many places; the arithmetic itself stays exact."""


def round_half_up(number: Fraction, places: int) -> Decimal:
    """The one rounding of a score: to ``places`` digits, a half away from zero."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if number >= 0 else -whole).scaleb(-places)


def show(number: Fraction, places: int = SHOWN_PLACES) -> str:
    """``3,4911``; whole numbers without places."""
    if number.denominator == 1:
        return show_decimal(Decimal(number.numerator), 0)
    return show_decimal(round_half_up(number, places), places)


def as_fraction(number: Fraction) -> str:
    """``1536/49``: what a person with a pocket calculator needs to get the same figure."""
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"
