"""What every rule of arithmetic hands back, and the last steps they share: × 25, round once, look up the
band.

Imports only the other rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from berkas.rules.instruments import Band, ScoringRule
from berkas.rules.scoring.figures import round_half_up, show
from berkas.rules.scoring.result import ElementScore, RespondentScore, Step


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a rule. ``index_4`` is on the scale of 4; a rule without one gives ``index`` instead."""

    index_4: Fraction | None
    elements: tuple[ElementScore, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    n: int
    index: Fraction | None = None
    respondents: tuple[RespondentScore, ...] = ()


def too_few(rule: ScoringRule, respondents: int) -> bool:
    """Whether there are fewer respondents than a figure needs."""
    return respondents < max(1, rule.least_respondents)


def few_note(rule: ScoringRule, respondents: int) -> str:
    """Why there are counts and no figure."""
    least = max(1, rule.least_respondents)
    return f"Indeks dihitung mulai {least} responden, sekarang {respondents}; hanya hitungan ditampilkan."


def graded(rule: ScoringRule, index: Fraction) -> tuple[Decimal, Band | None]:
    """Round first, then look up: the printed bands have gaps of one last digit (64,99 to 65,00)."""
    rounded = round_half_up(index, rule.decimals)
    return rounded, band_of(rule, rounded)


def band_of(rule: ScoringRule, rounded: Decimal) -> Band | None:
    """The band of a rounded index, or None when the rule has none in use."""
    if not rule.bands_on:
        return None
    return next((band for band in rule.bands if band.lowest <= Fraction(rounded) <= band.highest), None)


def index_steps(rule: ScoringRule, index_4: Fraction) -> list[Step]:
    """From the scale of 4 to the index, its one rounding and its band."""
    index = index_4 * 25
    formula = f"{show(index_4)} × 25 (dari nilai tepat, bukan dari nilai yang dibulatkan)"
    first = Step("Indeks", formula, show(index))
    return [first, *closing_steps(rule, index)]


def closing_steps(rule: ScoringRule, index: Fraction) -> list[Step]:
    """The one rounding and the band."""
    band = graded(rule, index)[1]
    places = rule.decimals
    rounded = show(index, places)
    steps = [Step("Pembulatan satu kali, setengah ke atas", f"{places} angka di belakang koma", rounded)]
    if band:
        limits = f"{show(band.lowest, places)} sampai {show(band.highest, places)}"
        steps.append(Step("Mutu menurut tabel", limits, f"{band.grade} ({band.label})"))
    elif rule.bands and rule.bands_on:
        steps.append(Step("Mutu menurut tabel", "di luar semua batas tabel", "tidak ada"))
    return steps
