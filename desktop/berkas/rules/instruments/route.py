"""The way through an instrument: what is asked of one kind of unit, given the answers so far.

Hidden answers are kept by whoever holds them and left out here; when the skip is undone they count again. A
`Route` is made once per instrument and kind of unit and then asked for every assessment. Imports only the
other rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from berkas.rules.answers import Answer, Answers, is_given
from berkas.rules.conditions import Condition
from berkas.rules.instruments.entry import answer_problem
from berkas.rules.instruments.model import (
    Check,
    Instrument,
    Item,
    Level,
    Section,
    TickColumn,
    UnitPart,
    answer_key,
)
from berkas.rules.instruments.soundness import dependencies


@dataclass(frozen=True, slots=True)
class Question:
    """One answer to be given: an item, or an item as one party of a section with several."""

    key: str
    item: Item
    section: Section
    tick: TickColumn | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one assessment is. ``open_required``: keys still to be answered; ``problems``: key and
    sentence."""

    asked: int
    given: int
    open_required: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    broken: tuple[Check, ...]
    stopped_at: str

    @property
    def is_complete(self) -> bool:
        """True when nothing stands against calling it "lengkap"; soft checks do not."""
        hard = any(check.level is Level.KERAS for check in self.broken)
        return not self.open_required and not self.problems and not hard


def part_for(instrument: Instrument, unit_kind: str) -> UnitPart | None:
    """The part for this kind of unit, or None."""
    return next((part for part in instrument.unit_parts if unit_kind in (part.key, *part.also)), None)


def covers(instrument: Instrument, unit_kind: str) -> bool:
    """Whether the instrument has a part for this kind of unit; one without parts is for all."""
    return not instrument.unit_parts or part_for(instrument, unit_kind) is not None


def sections_for(instrument: Instrument, unit_kind: str | None = None) -> tuple[Section, ...]:
    """The sections of one kind of unit; None: all. Empty when the instrument does not cover it."""
    if unit_kind is None:
        return instrument.sections
    if not covers(instrument, unit_kind):
        return ()
    part = part_for(instrument, unit_kind)
    key = part.key if part else unit_kind
    return tuple(
        section for section in instrument.sections if not section.unit_kinds or key in section.unit_kinds
    )


def items_for(instrument: Instrument, unit_kind: str | None = None) -> tuple[Item, ...]:
    """The items of one kind of unit, in order."""
    return tuple(item for section in sections_for(instrument, unit_kind) for item in section.items)


class Route:
    """What is asked, in order. Cheap to ask many times; holds no answers."""

    def __init__(self, instrument: Instrument, unit_kind: str | None = None) -> None:
        self.instrument = instrument
        self.sections = sections_for(instrument, unit_kind)
        self.questions = tuple(
            Question(answer_key(item, tick), item, section, tick)
            for section in self.sections
            for item in section.items
            for tick in (section.ticks or (None,))
        )
        self._keys = frozenset(question.key for question in self.questions)
        conditions = {
            question.key: [test for test in (question.section.applies_if, question.item.applies_if) if test]
            for question in self.questions
        }
        self._skips = tuple(
            (question, conditions[question.key])
            for question in self._ordered_by_need()
            if conditions[question.key]
        )
        self._stops = tuple(
            (question, question.item.stop_if) for question in self.questions if question.item.stop_if
        )

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """The questions that apply, in order; nothing behind a stop but what is asked in any case."""
        return self._asked(answers)[0]

    def counted(self, answers: Answers) -> dict[str, Answer]:
        """The answers that count: those to questions that apply."""
        asked = self._asked(answers)[0]
        return {question.key: answers[question.key] for question in asked if question.key in answers}

    def stopped_at(self, answers: Answers) -> str:
        """The key of the item that ended the interview, or ""."""
        return self._asked(answers)[1]

    def progress(self, answers: Answers) -> Progress:
        """How far one assessment is and what still stands in its way."""
        asked, stopped_at = self._asked(answers)
        counted = {question.key: answers[question.key] for question in asked if question.key in answers}
        given = {key for key, answer in counted.items() if is_given(answer)}
        problems = (
            (question.key, answer_problem(self.instrument, question.item, counted[question.key]))
            for question in asked
            if question.key in given
        )
        return Progress(
            asked=len(asked),
            given=len(given),
            open_required=tuple(
                question.key
                for question in asked
                if question.key not in given and is_required(question.item, counted)
            ),
            problems=tuple((key, problem) for key, problem in problems if problem),
            broken=self._broken(counted),
            stopped_at=stopped_at,
        )

    def broken_checks(self, answers: Answers) -> tuple[Check, ...]:
        """The checks across answers that find a fault."""
        return self._broken(self.counted(answers))

    def red_flags(self, answers: Answers) -> tuple[Item, ...]:
        """The items whose answer opens a confidential follow-up."""
        counted = self.counted(answers)
        items = {question.item.key: question.item for question in self.questions}
        return tuple(
            item for item in items.values() if item.red_flag_if and item.red_flag_if.evaluate(counted)
        )

    def is_child(self, answers: Answers) -> bool:
        """Whether the respondent is a child, who appears by code only, for ever."""
        child_if = self.instrument.child_if
        return child_if is not None and child_if.evaluate(answers)

    def _broken(self, counted: Answers) -> tuple[Check, ...]:
        return tuple(check for check in self.instrument.checks if check.fault_if.evaluate(counted))

    def _asked(self, answers: Answers) -> tuple[tuple[Question, ...], str]:
        if not self._skips and not self._stops:
            return self.questions, ""
        live = {key: answer for key, answer in answers.items() if key in self._keys}
        hidden = self._hide(live)
        shown = self.questions
        if hidden:
            shown = tuple(question for question in shown if question.key not in hidden)
        for question, stop_if in self._stops:
            if question.key not in hidden and stop_if.evaluate(live):
                position = shown.index(question)
                late = tuple(after for after in shown[position + 1 :] if after.section.after_stop)
                return shown[: position + 1] + late, question.item.key
        return shown, ""

    def _hide(self, live: dict[str, Answer]) -> set[str]:
        """The skipped keys; takes their answers out of ``live``, so that no condition sees them."""
        hidden: set[str] = set()
        for question, tests in self._skips:  # what a condition needs stands before it
            if not all(test.evaluate(live) for test in tests):
                hidden.add(question.key)
                live.pop(question.key, None)
        return hidden

    def _ordered_by_need(self) -> tuple[Question, ...]:
        needs = dependencies(self.instrument)
        by_item: dict[str, list[Question]] = {}
        for question in self.questions:
            by_item.setdefault(question.item.key, []).append(question)
        ordered: list[Question] = []
        done: set[str] = set()
        for start in by_item:
            waiting = [start]
            while waiting:
                key = waiting[-1]
                open_needs = [need for need in needs[key] if need in by_item and need not in done]
                if key in done or not open_needs:
                    waiting.pop()
                    if key not in done:
                        done.add(key)
                        ordered.extend(by_item[key])
                else:
                    waiting.extend(sorted(open_needs))
        return tuple(ordered)


def is_required(item: Item, answers: Answers) -> bool:
    """Whether the item must be answered, given the answers that count; one of the three codes is an
    answer."""
    needed: Condition | None = item.required_if
    return item.required or (needed is not None and needed.evaluate(answers))
