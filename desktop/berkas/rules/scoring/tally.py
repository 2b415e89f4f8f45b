"""Counting answers per element: how often each code was given, and why the rest does not count.

Imports only the other rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from berkas.rules.answers import Answer, Answers
from berkas.rules.instruments import Instrument, Option, Question, Route
from berkas.rules.vocabulary import Missing

EMPTY = "kosong"
NOT_ASKED = "tidak_ditanyakan"


class ScoreError(ValueError):
    """Answers that cannot be scored; the text is the sentence to show."""


@dataclass(slots=True)
class Tally:
    """The answers to one scored question over all respondents."""

    question: Question
    options: Mapping[str, Option]
    counts: dict[str, int] = field(default_factory=dict[str, int])
    n: int = 0

    def add(self, code: str, *, counted: bool) -> None:
        """Count one answer, or one reason why there is none."""
        self.counts[code] = self.counts.get(code, 0) + 1
        self.n += counted

    @property
    def label(self) -> str:
        """The words of the element, with the party's where there are several."""
        tick = self.question.tick
        return self.question.item.label + (f" ({tick.label})" if tick else "")

    def answers(self) -> dict[str, int]:
        """Every option with its count, zeros too, then the reasons that occur."""
        shown = {code: self.counts.get(code, 0) for code in self.options}
        return shown | {code: count for code, count in self.counts.items() if code not in shown}

    def total(self) -> Fraction:
        """The sum of the values of the counted answers."""
        return sum((self._value(code) * count for code, count in self._counted()), Fraction(0))

    def total_formula(self) -> str:
        """``1×2 + 2×9 + 3×38``: the sum as a person writes it."""
        parts = [f"{self._value(code)}×{count}" for code, count in self._counted() if count]
        return " + ".join(parts) or "0"

    def fulfilled(self) -> int:
        """How many of the counted answers fulfil the criterion."""
        return sum(count for code, count in self._counted() if self.options[code].fulfils)

    def uncounted(self) -> int:
        """How many respondents gave no counted answer."""
        return sum(self.counts.values()) - self.n

    def highest(self) -> Fraction:
        """The greatest value the question can be answered with."""
        return max((option.value or Fraction(0) for option in self.options.values()), default=Fraction(0))

    def _counted(self) -> list[tuple[str, int]]:
        return [(code, self.counts.get(code, 0)) for code in self.options]

    def _value(self, code: str) -> Fraction:
        return self.options[code].value or Fraction(0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All tallies, and per respondent the option chosen for each scored question (None: does not count)."""

    tallies: tuple[Tally, ...]
    chosen: tuple[Mapping[str, Option | None], ...]

    @property
    def n(self) -> int:
        """Respondents with at least one counted answer."""
        return sum(1 for row in self.chosen if any(option is not None for option in row.values()))


def count(instrument: Instrument, respondents: Sequence[Answers], unit_kind: str | None = None) -> Sheet:
    """Count the answers to the scored questions. ScoreError names an answer that is no option of its item."""
    route = Route(instrument, unit_kind)
    scored = [question for question in route.questions if question.section.scored]
    tallies = {
        question.key: Tally(question, {option.code: option for option in instrument.options(question.item)})
        for question in scored
    }
    rows: list[Mapping[str, Option | None]] = []
    for position, answers in enumerate(respondents, start=1):
        row: dict[str, Option | None] = {}
        for question in route.asked(answers):
            tally = tallies.get(question.key)
            if tally is None:
                continue
            answer = answers.get(question.key)
            chosen = tally.options.get(answer) if type(answer) is str else None
            if chosen is None:
                row[question.key] = _add(tally, answer, position)
            else:  # nearly every answer is one of the codes
                row[question.key] = chosen
                tally.counts[chosen.code] = tally.counts.get(chosen.code, 0) + 1
                tally.n += 1
        if len(row) < len(tallies):
            for key, tally in tallies.items():
                if key not in row:
                    tally.add(NOT_ASKED, counted=False)
        rows.append(row)
    return Sheet(tuple(tallies.values()), tuple(rows))


def _add(tally: Tally, answer: Answer | None, position: int) -> Option | None:
    if answer is None or answer == "":
        tally.add(EMPTY, counted=False)
        return None
    if isinstance(answer, Missing):
        tally.add(answer.value, counted=False)
        return None
    option = _option(tally, answer)
    if option is None:
        message = (
            f"Jawaban ke-{position} untuk “{tally.question.item.label}” ({tally.question.key}) "
            f"tidak ada pada pilihan {', '.join(tally.options)}."
        )
        raise ScoreError(message)
    tally.add(option.code, counted=True)
    return option


def _option(tally: Tally, answer: Answer) -> Option | None:
    if isinstance(answer, str):
        return tally.options.get(answer)
    if isinstance(answer, tuple):
        return None
    # a figure typed as a number stands for the option of that value
    return next((option for option in tally.options.values() if option.value == answer), None)
