"""The order of the units of a round: none, unless the office switched it on and stated its own rule.

No regulation orders units; whatever is printed says that the rule is internal. Session in, values out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from berkas.engine.officesettings import office_setting
from berkas.rules.fields import Choice
from berkas.rules.numbers import show_decimal

RANKING_SETTING = "p2ham.urutan"
SHARE, WHOLE = "terpenuhi", "kelengkapan"
RULES = (
    Choice(SHARE, "Bagian kriteria yang terpenuhi"),
    Choice(WHOLE, "Kekurangan paling sedikit, lalu bagian kriteria yang terpenuhi"),
)
"""Rules an office may choose between."""
STATED = {
    SHARE: "Unit diurutkan menurut bagian kriteria yang terpenuhi dari kriteria yang ditanyakan kepadanya, "
    "terbesar lebih dahulu.",
    WHOLE: "Unit diurutkan menurut banyaknya kekurangan yang menghalangi, lalu peringatan, paling sedikit "
    "lebih dahulu; bila sama, menurut bagian kriteria yang terpenuhi.",
}
SAME = "Unit yang sama angkanya mendapat urutan yang sama."


class Counted(Protocol):
    """What a unit is ordered by."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def asked(self) -> int: ...  # noqa: D102
    @property
    def fulfilled(self) -> int: ...  # noqa: D102
    @property
    def blocking(self) -> int: ...  # noqa: D102
    @property
    def warnings(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class RankingRule:
    """The rule of a round: its code, and on what decision of the office it rests."""

    code: str
    basis: str

    @property
    def stated(self) -> str:
        """The rule in one sentence."""
        return f"{STATED[self.code]} {SAME}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit in the order: its place, its name and the figures it was put there by."""

    place: int
    name: str
    figures: str


def ranking_of(session: Session, round_code: str) -> RankingRule | None:
    """The rule of a round; None where no order was switched on."""
    kept: Any = (office_setting(session, RANKING_SETTING) or {}).get(round_code)
    if not isinstance(kept, dict) or kept.get("aturan") not in STATED:
        return None
    return RankingRule(str(kept["aturan"]), str(kept.get("dasar") or ""))


def in_order(units: Sequence[Counted], code: str) -> tuple[Ranked, ...]:
    """The units by a rule; equal figures share a place and stand by name."""
    figures: dict[str, Callable[[Counted], tuple[float, ...]]] = {
        SHARE: lambda unit: (-_share(unit),),
        WHOLE: lambda unit: (unit.blocking, unit.warnings, -_share(unit)),
    }
    reckon = figures[code]
    sorted_ = sorted(units, key=lambda unit: (*reckon(unit), unit.name.casefold()))
    found: list[Ranked] = []
    for number, unit in enumerate(sorted_, 1):
        same = number > 1 and reckon(unit) == reckon(sorted_[number - 2])
        found.append(Ranked(found[-1].place if same else number, unit.name, _words(unit, code)))
    return tuple(found)


def _share(unit: Counted) -> float:
    return unit.fulfilled / unit.asked if unit.asked else 0.0


def _words(unit: Counted, code: str) -> str:
    share = f"{unit.fulfilled} dari {unit.asked} kriteria ({show_decimal(_share(unit) * 100, 1)} %)"
    if code == SHARE:
        return share
    return f"{unit.blocking} menghalangi, {unit.warnings} peringatan; {share}"
