"""Answers as they are read out: labels instead of codes, and half-keyed work beside what is saved."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from berkas.kit.editors import Lookup
from berkas.kit.typed import Compared
from berkas.kit.typedanswers import from_json
from berkas.rules.answers import Answer
from berkas.rules.dates import show_medium
from berkas.rules.instruments import Instrument, Item, ItemType, Question, answer_problem
from berkas.rules.vocabulary import Missing


def in_words(instrument: Instrument, item: Item, answer: Answer | None, lookup: Lookup | None) -> str:
    """An answer to an item as it is read out; empty for none."""
    if answer is None:
        return ""
    if isinstance(answer, Missing):
        return answer.label
    if item.type is ItemType.TANGGAL and isinstance(answer, str):
        return show_medium(date.fromisoformat(answer))
    if item.type is ItemType.RUJUKAN and lookup is not None:
        found = lookup(item.reference, f"={answer}")
        return found[0].label if found else str(answer)
    labels = {option.code: option.label for option in instrument.options(item)}
    parts: list[str] = []
    for each in answer if isinstance(answer, tuple) else (answer,):
        if isinstance(each, Mapping):
            parts.append(" · ".join(str(cell) for cell in each.values()))
        else:
            parts.append(labels.get(str(each), str(each)))
    return ", ".join(parts)


def compared(
    instrument: Instrument,
    questions: Iterable[Question],
    saved: Mapping[str, Answer],
    typed: Mapping[str, Any],
    lookup: Lookup | None,
) -> list[Compared]:
    """Half-keyed work (`AnswerForm.typed`) beside saved answers; equal ones are left out."""
    kept = from_json(typed["answers"])
    found: list[Compared] = []
    for question in questions:
        key, item = question.key, question.item
        before = in_words(instrument, item, saved.get(key), lookup)
        is_half = key in typed["half"]
        after = "belum lengkap diketik" if is_half else in_words(instrument, item, kept.get(key), lookup)
        if after != before:
            found.append(Compared(item.label, before, after))
    return found


def possible(
    instrument: Instrument, questions: Iterable[Question], answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """The answers that these questions admit."""
    items = {question.key: question.item for question in questions}
    return {
        key: answer
        for key, answer in answers.items()
        if key in items and answer_problem(instrument, items[key], answer) is None
    }
