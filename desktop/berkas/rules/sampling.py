"""How many respondents a survey needs. Imports the standard library only.

Sources: Krejcie and Morgan (1970), the table of PermenPANRB 14/2017; Slovin, as used by survey offices of the
ministry.
"""

from __future__ import annotations

from fractions import Fraction

from berkas.rules.scoring.figures import round_half_up


def krejcie_morgan(population: int) -> int:
    """S = χ²NP(1−P) ÷ (d²(N−1) + χ²P(1−P)) with χ² = 3,841, P = 0,5, d = 0,05; to the nearest whole
    number."""
    if population <= 0:
        return 0
    spread = Fraction("3.841") * Fraction(1, 4)
    size = spread * population / (Fraction("0.0025") * (population - 1) + spread)
    return min(population, int(round_half_up(size, 0)))


def slovin(population: int, error: Fraction = Fraction(1, 20)) -> int:
    """n = N ÷ (1 + e²N), to the nearest whole number; e is 0,05 unless told otherwise."""
    if population <= 0:
        return 0
    return min(population, int(round_half_up(population / (1 + error**2 * population), 0)))
