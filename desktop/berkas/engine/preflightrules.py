"""What “Periksa kelengkapan” takes for a fault: the program's figures, and the office's own in their place.

Imports no Qt and no room.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from berkas import paths
from berkas.engine.alikephotos import LikenessRules
from berkas.engine.officesettings import office_setting
from berkas.rules.preflight import SEVERITIES, PreflightRules
from berkas.rules.vocabulary import FaultSeverity

SETTING = "p2ham.periksa"
"""Key of the office's own figures: the tables of the file, and `bobot`, severity (or "tidak") by code."""


@dataclass(frozen=True, slots=True)
class LooksRules:
    """Spread of edges and brightness that make a photo blank or blurred."""

    blank: float
    dark: float
    bright: float
    blurred: float


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Everything the check goes by."""

    faults: PreflightRules
    looks: LooksRules
    likeness: LikenessRules


def check_rules(session: Session) -> CheckRules:
    """The figures in force in this office."""
    return rules_from(office_setting(session, SETTING) or {})


def rules_from(own: Mapping[str, Any]) -> CheckRules:
    """The program's figures with the office's own in their place; what is no figure is left out."""
    base = shipped_figures()
    photo = {key: _figure(own, "foto", key, value) for key, value in base["foto"].items()}
    alike = {key: _figure(own, "mirip", key, value) for key, value in base["mirip"].items()}
    return CheckRules(
        PreflightRules(
            least_width=int(photo["lebar"]),
            least_height=int(photo["tinggi"]),
            severities=_severities(own.get("bobot") or {}),
        ),
        LooksRules(photo["kosong"], photo["gelap"], photo["terang"], photo["buram"]),
        replace(
            LikenessRules(),
            broad=min(63, int(alike["tanda"])),
            far=alike["jauh"],
            sure=alike["pasti"],
            resemblance=alike["serupa"],
            looks=int(alike["paling_banyak"]),
        ),
    )


def _figure(own: Mapping[str, Any], table: str, key: str, shipped: float) -> float:
    given = (own.get(table) or {}).get(key)
    return float(given) if isinstance(given, int | float) and given >= 0 else float(shipped)


def _severities(own: Mapping[str, Any]) -> dict[str, FaultSeverity | None]:
    words = {each.value: each for each in FaultSeverity}
    return {code: words.get(word) for code, word in own.items()
            if code in SEVERITIES and (word in words or word == "tidak")}  # fmt: skip


@lru_cache(maxsize=1)
def shipped_figures() -> dict[str, dict[str, float]]:
    """The program's own figures: `foto` and `mirip` with their keys."""
    return tomllib.loads(paths.resource("preflight", "p2ham.toml").read_text("utf-8"))
