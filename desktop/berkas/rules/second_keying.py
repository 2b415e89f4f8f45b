"""Two keyings of one form: where they differ, what is agreed on, which forms are drawn.

Plain values in, plain values out. How a difference is settled is decided by a person; nothing here chooses.
Imports only the other rules.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from berkas.rules.answers import Answer, Answers, is_given
from berkas.rules.instruments import Instrument, Item, ItemType, Route
from berkas.rules.vocabulary import Missing, SettledBy

LEAST_SHEETS = 2
"""So many sheets of a pile are keyed twice at the least, where it has them; the office's own rule."""
PERSONAL = frozenset({"nama", "nik", "keluarga"})
"""Items whose answers lie in the vault; they are keyed once and never compared."""


class Unsettled(ValueError):
    """A difference nobody has settled, or one settled with an answer that does not follow from the choice.

    `key` is the question; the text is the sentence to show.
    """

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


@dataclass(frozen=True, slots=True)
class Settled:
    """How one difference was settled, and the answer that stands from then on (None: no answer)."""

    how: SettledBy
    final: Answer | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two answers to one question; None is no answer."""

    key: str
    first: Answer | None
    second: Answer | None


def chosen(seed: int, codes: Iterable[str], number: int) -> list[str]:
    """So many of these codes as the seed draws them: those whose SHA-256 of "seed:code" comes first."""

    def lot(code: str) -> str:
        return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()

    return sorted(codes, key=lot)[:number]


def sample_size(sheets: int, percent: int) -> int:
    """How many sheets of a pile are keyed twice."""
    return min(sheets, max(LEAST_SHEETS, ceil(sheets * percent / 100)))


def compared(route: Route, first: Answers, final: Answers) -> tuple[tuple[str, Item], ...]:
    """The questions two keyings are compared on: asked under both, given in one of them, not personal.

    A question the first keyer never came to, because of another answer, is no fault of its own.
    """
    return tuple(
        (key, item)
        for key, item in _asked_twice(route, first, final)
        if is_given(first.get(key)) or is_given(final.get(key))
    )


def differs(item: Item, first: Answer | None, second: Answer | None) -> bool:
    """Whether two answers are not the same; of text, case, blanks and a last full stop do not count."""
    return _comparable(item, first) != _comparable(item, second)


def differences(route: Route, first: Answers, second: Answers, final: Answers) -> tuple[Difference, ...]:
    """Where two keyings differ, in the order of the questions."""
    return tuple(
        Difference(key, first.get(key), second.get(key))
        for key, item in _asked_twice(route, first, final)
        if differs(item, first.get(key), second.get(key))
    )


def agreed(
    instrument: Instrument, first: Answers, second: Answers, settled: Mapping[str, Settled]
) -> dict[str, Answer]:
    """The answers that stand. Raises Unsettled."""
    final: dict[str, Answer] = {key: answer for key, answer in second.items() if is_given(answer)}
    for key, one in settled.items():
        _put(final, key, one.final)
    for item in instrument.items.values():
        if item.personal in PERSONAL:
            _put(final, item.key, first.get(item.key))
    for one in differences(Route(instrument), first, second, final):
        how = settled.get(one.key)
        if how is None:
            raise Unsettled(one.key, f"Perbedaan pada butir {one.key} belum diselesaikan.")
        kept = {SettledBy.PERTAMA: one.first, SettledBy.KEDUA: one.second}.get(how.how, how.final)
        if kept != how.final:
            raise Unsettled(one.key, f"Jawaban akhir butir {one.key} tidak sesuai dengan pilihannya.")
    return final


def as_text(answer: Answer | None) -> str | None:
    """An answer as it is logged: JSON; one of the three codes as {"tanpa_nilai": …}."""
    return None if answer is None else json.dumps(_plain(answer), ensure_ascii=False, sort_keys=True)


def _asked_twice(route: Route, first: Answers, final: Answers) -> Iterator[tuple[str, Item]]:
    asked = {question.key for question in route.asked(first)}
    for question in route.asked(final):
        if question.key in asked and question.item.personal not in PERSONAL:
            yield question.key, question.item


def _put(answers: dict[str, Answer], key: str, answer: Answer | None) -> None:
    if answer is None:
        answers.pop(key, None)
    else:
        answers[key] = answer


def _comparable(item: Item, answer: Answer | None) -> object:
    if not is_given(answer):
        return None
    if isinstance(answer, Missing):
        return answer
    if isinstance(answer, tuple):
        rows: list[object] = [_folded(each) for each in answer]
        return frozenset(rows) if item.type is ItemType.MULTI else tuple(rows)
    return _folded(answer) if item.type is ItemType.TEKS else answer


def _folded(each: object) -> object:
    if isinstance(each, Missing):
        return each
    if isinstance(each, str):
        return " ".join(each.casefold().split()).rstrip(".")
    if isinstance(each, Mapping):
        return tuple(sorted((str(key), str(_folded(cell))) for key, cell in each.items()))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return each


def _plain(answer: Any) -> Any:  # noqa: ANN401  any answer
    if isinstance(answer, Missing):
        return {"tanpa_nilai": answer.value}
    if isinstance(answer, tuple):
        return [_plain(each) for each in answer]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(answer, Mapping):
        return {str(key): _plain(cell) for key, cell in answer.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return answer
