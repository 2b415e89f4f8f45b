"""How many respondents a survey or a visit needs, how they are shared out, and how they are drawn. Imports
the standard library only.

Sources: Krejcie and Morgan (1970), the table of PermenPANRB 14/2017; Slovin, as used by survey offices of the
ministry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.scoring.figures import round_half_up

K = TypeVar("K", bound=Hashable)

KREJCIE_MORGAN, SLOVIN, PER_GROUP = "krejcie_morgan", "slovin", "per_kelompok"
METHODS = {
    KREJCIE_MORGAN: "Krejcie–Morgan (1970)",
    SLOVIN: "Slovin",
    PER_GROUP: "Sekian orang tiap PBH",
}
"""The ways a size is found, by code."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many to draw of groups of people, in all and of each; `working` is the arithmetic as a person can
    repeat it.
    """

    method: str
    groups: Mapping[int, int]
    size: int
    working: str
    shares: Mapping[int, int]

    @property
    def population(self) -> int:
        """Everybody of all groups."""
        return sum(self.groups.values())


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


def sized(
    method: str, groups: Mapping[int, int], *, error: Fraction = Fraction(1, 20), least: int = 3
) -> Size:
    """How many to draw of groups (their numbers of people), with the arithmetic in words.

    Krejcie–Morgan and Slovin give one size that is shared out in proportion; `per_kelompok` takes `least` of
    each, or all of a smaller one. `error` is Slovin's e.
    """
    people = sum(groups.values())
    shown = show_integer(people)
    if method == PER_GROUP:
        shares = {key: min(least, number) for key, number in groups.items()}
        size = sum(shares.values())
        return Size(
            method, groups, size, f"Sedikitnya {least} orang tiap PBH, atau semuanya bila kurang.", shares
        )
    if method == SLOVIN:
        size = slovin(people, error)
        exact = people / (1 + error**2 * people) if people else Fraction(0)
        e = show_decimal(float(error))
        working = (
            f"n = N ÷ (1 + e²N) = {shown} ÷ (1 + {e}² × {shown}) = {show_decimal(float(exact))} → {size}"
        )
    else:
        size = krejcie_morgan(people)
        spread = Fraction("3.841") / 4
        exact = spread * people / (Fraction("0.0025") * (people - 1) + spread) if people else Fraction(0)
        working = (
            f"S = 3,841 × N × 0,25 ÷ (0,0025 × (N − 1) + 3,841 × 0,25) dengan N = {shown}: "
            f"{show_decimal(float(exact))} → {size}"
        )
    return Size(method, groups, size, working, shared_out(size, groups))


def shared_out(size: int, groups: Mapping[K, int]) -> dict[K, int]:
    """A size shared among groups in proportion, by the largest remainder; no group gets more than it has."""
    people = sum(groups.values())
    if not people:
        return dict.fromkeys(groups, 0)
    size = min(size, people)
    exact = {key: Fraction(size * number, people) for key, number in groups.items()}
    shares = {key: int(part) for key, part in exact.items()}
    rest = size - sum(shares.values())
    places = list(groups)
    for key in sorted(places, key=lambda each: (shares[each] - exact[each], places.index(each)))[:rest]:
        shares[key] += 1
    return shares


def drawn(seed: str, among: Sequence[int], size: int) -> list[int]:
    """`size` of these numbers, in their order: the same seed draws the same ones for ever.

    Each number gets the SHA-256 of “seed:number”; the smallest are drawn, so that anybody can repeat it.
    """
    ranked = sorted(among, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())
    chosen = set(ranked[:size])
    return [each for each in among if each in chosen]
