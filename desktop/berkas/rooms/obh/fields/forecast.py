"""What will be left of a budget when it is spent on as so far: a straight line, the office's own rule.

Pure numbers; imports nothing of the project.
"""

from dataclasses import dataclass
from datetime import date

FORMULA = (
    "Perkiraan lurus, rumusan kantor: realisasi dibagi bagian masa kontrak yang sudah lewat "
    "menurut keadaan tanggal laporan terakhir."
)
_LEAST_SHARE = 0.1
"""Before a tenth of the term is over, a straight line says nothing."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """`expected` is paid by the last day at the same pace, `left` what then remains, in rupiah; `passed` is
    the share of the term that is over, 0 to 1."""

    expected: int
    left: int
    passed: float
    as_of: date


def forecast(budget: int, paid: int, *, first: date, last: date, as_of: date) -> Forecast | None:
    """The forecast for the last day of a term; None without a budget, or too early in the term."""
    term = (last - first).days + 1
    passed = min(1.0, ((as_of - first).days + 1) / term) if term > 0 else 0.0
    if budget <= 0 or passed < _LEAST_SHARE:
        return None
    expected = min(round(paid / passed), budget)
    return Forecast(expected, budget - expected, passed, as_of)
