"""The times a survey is reported over: a month, a quarter, a semester, a year. Imports only the rules."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from berkas.rules.dates import MONTHS

_ROMAN = ("I", "II", "III", "IV")
_TYPED = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|TW([1-4])|S([12])))?", re.IGNORECASE)
HOW = "Ketik tahun, semester, triwulan, atau bulan, misalnya 2025, 2025-S1, 2025-TW2, atau 2025-06."


@dataclass(frozen=True, slots=True)
class SurveySpan:
    """Whole months from `first` to `last`; `key` is what people type, `title` what stands on paper."""

    key: str
    title: str
    first: date
    last: date

    @property
    def before(self) -> "SurveySpan":
        """The span of the same length that ends the day before this one begins."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        eve = self.first - timedelta(days=1)
        return _span(eve.year, (eve.month - 1) // months * months + 1, months)


def span_of(typed: str) -> SurveySpan:
    """What a person typed: 2025, 2025-S1, 2025-TW2 or 2025-06. Raises ValueError with a sentence."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None or not 1900 <= int(found[1]) <= 2199:
        raise ValueError(f"“{typed.strip()[:20]}” bukan waktu laporan. {HOW}")
    year = int(found[1])
    if found[2]:
        return _span(year, int(found[2]), 1)
    if found[3]:
        return _span(year, int(found[3]) * 3 - 2, 3)
    if found[4]:
        return _span(year, int(found[4]) * 6 - 5, 6)
    return _span(year, 1, 12)


def spans_with(first: date, last: date) -> Iterator[SurveySpan]:
    """Every span, shortest first, that holds all days from `first` to `last`."""
    for months in (1, 3, 6, 12):
        span = _span(first.year, (first.month - 1) // months * months + 1, months)
        if last <= span.last:
            yield span


def _span(year: int, month: int, months: int) -> SurveySpan:
    until = month + months - 1
    first, last = date(year, month, 1), date(year, until, monthrange(year, until)[1])
    place = month // months
    if months == 1:
        return SurveySpan(f"{year}-{month:02}", f"{MONTHS[month - 1]} {year}", first, last)
    if months == 12:
        return SurveySpan(str(year), f"Tahun {year}", first, last)
    word, stem = ("Triwulan", "TW") if months == 3 else ("Semester", "S")
    return SurveySpan(f"{year}-{stem}{place + 1}", f"{word} {_ROMAN[place]} {year}", first, last)
