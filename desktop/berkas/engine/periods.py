"""Periods by the key people type: `2025`, `2025-S1`, `2025-TW3`, `2025-06`, or two dates
`2025-01-01..2025-05-31`.

Imports no Qt and no room.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from berkas.rules.dates import MONTHS, show_range
from berkas_db.errors import Refused

_KEY = re.compile(r"(\d{4})(?:-(S[12]|TW[1-4]|0[1-9]|1[0-2]))?", re.IGNORECASE)
_DATES = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_PARTS = {
    "": (1, 12, ""),
    "S1": (1, 6, "Semester I "),
    "S2": (7, 12, "Semester II "),
    "TW1": (1, 3, "Triwulan I "),
    "TW2": (4, 6, "Triwulan II "),
    "TW3": (7, 9, "Triwulan III "),
    "TW4": (10, 12, "Triwulan IV "),
}
_MONTHS = {f"{number:02}": (number, number, f"{name} ") for number, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class Span:
    """A period by its key, its words, and its first and last day."""

    key: str
    title: str
    first: date
    last: date

    @property
    def dates(self) -> str:
        """Its days in words."""
        return show_range(self.first, self.last)


def span_of(key: str) -> Span:
    """The period of a key; Refused with the forms that are understood."""
    typed = key.strip()
    dates = _DATES.fullmatch(typed)
    if dates is not None:
        try:
            return between(date.fromisoformat(dates[1]), date.fromisoformat(dates[2]))
        except ValueError:
            pass
    match = _KEY.fullmatch(typed)
    if match is None or match[1] == "0000":
        raise Refused(f"“{key}” bukan periode. Ketik misalnya 2025, 2025-S1, atau 2025-TW3.")
    year, part = int(match[1]), (match[2] or "").upper()
    first, last, words = (_PARTS | _MONTHS)[part]
    return Span(
        f"{year:04}-{part}" if part else f"{year:04}",
        f"{words}{'Tahun ' if not part else ''}{year}",
        date(year, first, 1),
        date(year, last, monthrange(year, last)[1]),
    )


def between(first: date, last: date) -> Span:
    """The period from one day to another; one that has a name of its own gets it."""
    if last < first:
        raise Refused("Awal periode sesudah akhirnya. Tukar kedua tanggalnya.")
    own = (*spans_of_year(first.year), *months_of_year(first.year))
    named = next((span for span in own if (span.first, span.last) == (first, last)), None)
    return named or Span(f"{first}..{last}", show_range(first, last), first, last)


def spans_of_year(year: int) -> list[Span]:
    """The year, its halves and its quarters."""
    return [span_of(f"{year:04}-{part}" if part else f"{year:04}") for part in _PARTS]


def months_of_year(year: int) -> list[Span]:
    """Its twelve months."""
    return [span_of(f"{year:04}-{part}") for part in _MONTHS]


def run_of(span: Span, number: int) -> list[Span]:
    """This period and those before it, `number` in all, oldest first; each as long as this one."""
    found = [span]
    while len(found) < number:
        later = found[0]
        last = later.first - timedelta(days=1)
        if last.year < 2000:
            break
        found.insert(0, _before(span, last))
    return found


def _before(like: Span, last: date) -> Span:
    """The period of the same length that ends on a day."""
    whole = (like.last.year - like.first.year) * 12 + like.last.month - like.first.month + 1
    ends_on_month = like.last.day == monthrange(like.last.year, like.last.month)[1]
    if like.first.day == 1 and ends_on_month:
        month = last.year * 12 + last.month - whole
        return between(date(month // 12, month % 12 + 1, 1), last)
    return between(last - (like.last - like.first), last)
