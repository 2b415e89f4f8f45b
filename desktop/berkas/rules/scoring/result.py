"""What a scoring gives: the figure, its elements, and every step by which a person can compute it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from berkas.rules.instruments import RuleName
from berkas.rules.scoring.figures import round_half_up


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the derivation: what, how, and the result, ready to print."""

    label: str
    formula: str
    result: str


@dataclass(frozen=True, slots=True)
class ElementScore:
    """One element (or dimension). ``n``: answers that count in it. ``answers``: how often each answer was
    given, by code; the three missing codes, ``kosong`` (asked, not answered) and ``tidak_ditanyakan``
    (skipped) too."""

    key: str
    label: str
    mean: Fraction | None
    index: Decimal | None
    grade: str | None
    n: int
    answers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RespondentScore:
    """One respondent of a mean-of-dimensions score. ``no`` counts from 1 in the order handed in; None: not
    enough counted answers."""

    no: int
    dimensions: Mapping[str, Fraction | None]
    index: Fraction | None


@dataclass(frozen=True, slots=True)
class Score:
    """The result. ``n``: respondents that count; ``given``: respondents handed in. ``index`` None: not
    computed, ``notes`` say why. ``notice`` has to stand wherever the figure is shown."""

    instrument: str
    version: str
    rule: RuleName
    official: bool
    notice: str
    source: str
    given: int
    n: int
    index: Decimal | None
    index_4: Fraction | None
    grade: str | None
    grade_label: str
    elements: tuple[ElementScore, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    respondents: tuple[RespondentScore, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape of ``berkas score --json``; means and index_4 with six places, indexes as rounded."""
        return {
            "instrument": self.instrument,
            "index": _number(self.index),
            "index_4": _number(self.index_4),
            "grade": self.grade,
            "n": self.n,
            "elements": [
                {
                    "key": element.key,
                    "mean": _number(element.mean),
                    "index": _number(element.index),
                    "grade": element.grade,
                    "n": element.n,
                }
                for element in self.elements
            ],
            "rule": self.rule.value,
            "source": self.source,
            "derivation": self._derivation(),
        }

    def _derivation(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "official": self.official,
            "notice": self.notice,
            "given": self.given,
            "steps": [
                {"label": step.label, "formula": step.formula, "result": step.result} for step in self.steps
            ],
            "answers": {element.key: dict(element.answers) for element in self.elements},
            "notes": list(self.notes),
        }


def _number(value: Decimal | Fraction | None) -> float | None:
    if value is None:
        return None
    return float(round_half_up(value, 6) if isinstance(value, Fraction) else value)
