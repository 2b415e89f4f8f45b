"""Who answered a survey: how many gave each answer about themselves, never with a name.

Ages are counted in groups. The groups are the office's own; the regulation names none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, Item, ItemType

AGES = ((0, 17), (18, 25), (26, 35), (36, 45), (46, 55), (56, 65), (66, None))
"""Groups of ages in years, both ends included; the last one is open."""
NOT_ANSWERED = "Tidak dijawab"


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One answer about the respondents themselves, with how many gave it."""

    question: str
    answer: str
    number: int


def profile_of(instrument: Instrument, sheets: Sequence[Mapping[str, Answer]]) -> tuple[ProfileLine, ...]:
    """Every question about the respondents that somebody answered, with all its answers."""
    lines: list[ProfileLine] = []
    for section in instrument.sections:
        if not section.scored:
            for item in section.items:
                lines.extend(_lines(instrument, item, sheets))
    return tuple(lines)


def age_group(years: float) -> str:
    """The group an age belongs to, in words."""
    for first, last in AGES:
        if last is None or years < last + 1:
            return _age_words(first, last)
    raise AssertionError(years)


def _age_words(first: int, last: int | None) -> str:
    if last is None:
        return f"{first} tahun ke atas"
    return f"{first}–{last} tahun" if first else f"Di bawah {last + 1} tahun"


def _lines(instrument: Instrument, item: Item, sheets: Sequence[Mapping[str, Answer]]) -> list[ProfileLine]:
    if item.personal:
        return []
    given = [sheet.get(item.key) for sheet in sheets]
    if item.type is ItemType.ANGKA and item.unit == "tahun":
        names = [_age_words(*group) for group in AGES]
        said = [age_group(years) for years in given if isinstance(years, int | float)]
        return _counted(item.label, names, said, len(sheets))
    options = instrument.options(item)
    if not options:
        return []
    names_of = {option.code: option.label for option in options}
    parts = [part for answer in given for part in (answer if isinstance(answer, tuple) else (answer,))]
    said = [names_of[part] for part in parts if isinstance(part, str) and part in names_of]
    return _counted(item.label, names_of.values(), said, len(sheets))


def _counted(question: str, names: Iterable[str], said: Sequence[str], asked: int) -> list[ProfileLine]:
    if not said:
        return []
    lines = [ProfileLine(question, name, said.count(name)) for name in names]
    left = asked - len(said)
    return [*lines, ProfileLine(question, NOT_ANSWERED, left)] if left > 0 else lines
