"""Accreditation of OBH: how a category moved between periods, and what the least numbers of a rule say.

The program shows which least number is met or missed and why; it never sets a category. Rules are dated rows
of the book (`category_rule`), with their source and how sure it is. Pure values: imports only the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from berkas.rules.vocabulary import AccreditationCategory, Confidence

HELD = ("terakreditasi", "dicabut")
"""Results under which a category was held, if only until it was revoked."""

_RANK = {category.value: rank for rank, category in enumerate(reversed(AccreditationCategory))}
_MOVED = {-1: "turun", 0: "tetap", 1: "naik"}


def movement(before: str | None, now: str | None) -> str | None:
    """`naik`, `tetap` or `turun` between two categories; None when one of them is not known."""
    if before not in _RANK or now not in _RANK:
        return None
    step = _RANK[now] - _RANK[before]
    return _MOVED[(step > 0) - (step < 0)]


def with_movements(rows: Sequence[Mapping[str, Any]], begins: Mapping[str, str]) -> list[dict[str, Any]]:
    """The accreditations of one OBH in their order, each with how its category moved.

    It is worked out from the last earlier period in which a category was held; where none is in the register,
    what was stated stays ("baru", or what an older decree says). `begins` maps the period's id as text to its
    first day.
    """
    told = [dict(row) for row in rows]
    category: str | None = None
    for row in sorted(told, key=lambda row: begins.get(str(row.get("period_id") or ""), "")):
        if row.get("result") not in HELD or not row.get("category"):
            continue
        row["movement"] = movement(category, row["category"]) or row.get("movement")
        category = row["category"]
    return told


def movement_words(row: Mapping[str, Any]) -> str:
    """How an accreditation ended or moved, in a word; a revoked one says so whatever it did before."""
    if row.get("result") == "dicabut":
        return "Dicabut"
    return str(row.get("movement") or "").capitalize()


@dataclass(frozen=True, slots=True)
class Counted:
    """A number to hold against a rule, and where it comes from in words."""

    number: int
    source: str
    is_stated: bool = False
    """Stated for the accreditation by somebody; otherwise counted in this register, which may know less."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One least number of a category, and what was counted against it (None: nobody counted yet)."""

    category: str
    measure: str
    least: int
    counted: Counted | None
    regulation: str
    confidence: str
    source: str = ""

    @property
    def is_met(self) -> bool | None:
        """True, False, or None while nothing is counted."""
        return None if self.counted is None else self.counted.number >= self.least

    @property
    def lacking(self) -> int:
        """How many are lacking; 0 when it is met or nothing is counted."""
        return 0 if self.counted is None else max(0, self.least - self.counted.number)

    @property
    def verdict(self) -> str:
        """“Terpenuhi”, “Kurang 4”, or “Belum dihitung”."""
        if self.is_met is None:
            return "Belum dihitung"
        return "Terpenuhi" if self.is_met else f"Kurang {self.lacking}"

    @property
    def mark(self) -> str:
        """How sure the number is, when it was not read in its regulation."""
        return "" if self.confidence == Confidence.TERBACA.value else Confidence.label_of(self.confidence)


def category_sentence(category: str, lines: Sequence[RuleLine]) -> str:
    """What the least numbers of one category say together, without setting it."""
    own = [line for line in lines if line.category == category]
    missed = [line for line in own if line.is_met is False]
    unknown = [line for line in own if line.is_met is None]
    if missed:
        wanting = "; ".join(f"{line.measure.lower()} kurang {line.lacking}" for line in missed)
        return f"Kategori {category.upper()}: belum terpenuhi, {wanting}."
    if unknown:
        return f"Kategori {category.upper()}: {len(unknown)} dari {len(own)} angka belum dihitung."
    return f"Kategori {category.upper()}: semua angka terpenuhi."
