"""What differs between two versions of an instrument, in words a person can check before it is installed.

Items are the same when their keys are the same. An item that went and one that came with nearly the same
words are offered as a likely change of key. Imports nothing of the project but the other rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, cast

from berkas.rules.conditions import Condition
from berkas.rules.instruments.entry import plain
from berkas.rules.instruments.leaves import HEADINGS, ITEMS, SCALES, SECTIONS, WHOLE_HEADINGS, Heading
from berkas.rules.instruments.model import (
    Band,
    Check,
    Evidence,
    Instrument,
    Item,
    Option,
    Scale,
    ScoringRule,
    Section,
    TickColumn,
    UnitPart,
)
from berkas.rules.instruments.wordings import Wording
from berkas.rules.vocabulary.word import Word

Compared = Instrument | ScoringRule | Scale | Section | Item
_NEAR = 0.75
"""How alike the words of two items are that may be one item with a new key."""


class ChangeKind(Word):
    """What happened to a part."""

    DITAMBAH = "ditambah", "Ditambah"
    DIHAPUS = "dihapus", "Dihapus"
    DIPINDAH = "dipindah", "Dipindah"
    DIUBAH_KATA = "diubah_kata", "Kata-katanya diubah"
    DIUBAH_BOBOT = "diubah_bobot", "Bobot atau nilainya diubah"
    DIUBAH_ATURAN = "diubah_aturan", "Aturannya diubah"
    DIUBAH_PILIHAN = "diubah_pilihan", "Pilihannya diubah"
    DIUBAH_ASAL = "diubah_asal", "Asal atau tandanya diubah"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `key` names the part; `before` and `after` are what is shown, empty for none.

    `likely` is the key of an added item that may be this removed one under a new key.
    """

    kind: ChangeKind
    key: str
    label: str
    before: str = ""
    after: str = ""
    likely: str = ""


_WORDS = frozenset({
    "label", "title", "help", "intro", "label_source", "prompts", "wordings", "unit", "note", "no", "letter",
    "audience", "regulation", "annex", "in_force", "notice", "red_flag",
})  # fmt: skip
_WEIGHTS = frozenset({"weight"})
_CHOICES = frozenset({"choices", "options", "scale", "missing"})
_ORIGIN = frozenset({
    "source", "confidence", "status", "complete", "official", "sources", "bands_source", "bands_confidence",
})  # fmt: skip
_PARTS = frozenset({"key", "version", "sections", "items", "scales", "checks", "unit_parts", "scoring"})
"""What is compared part by part, or says which part it is."""
_SAID = {
    "choices": "Pilihan",
    "options": "Pilihan",
    "columns": "Kolom tabel",
    "evidence": "Bukti",
    "prompts": "Bahasa lain",
    "wordings": "Bahasa lain",
    "ticks": "Pihak yang menilai",
    "bands": "Tabel mutu",
    "sources": "Sumber",
}
_LABELS = {
    kind: {heading.key: heading.label for heading in headings} | _SAID
    for kind, headings in (
        (Item, HEADINGS[ITEMS]),
        (Section, HEADINGS[SECTIONS] + (Heading("columns", "Kolom kertas"),)),
        (Scale, HEADINGS[SCALES]),
        (Instrument, WHOLE_HEADINGS),
    )
} | {
    ScoringRule: {
        heading.key.removeprefix("scoring."): heading.label
        for heading in WHOLE_HEADINGS
        if heading.key.startswith("scoring.")
    }
    | _SAID
}
"""What each field is called on the screen and in the workbook."""


def differences(before: Instrument, after: Instrument) -> tuple[Difference, ...]:
    """Everything that differs, in the order of the new version; removed items come at the end."""
    found = (_whole(before, after), _scales(before, after), _sections(before, after), _items(before, after))
    return tuple(difference for part in found for difference in part)


def removed_items(before: Instrument, after: Instrument) -> dict[str, str]:
    """Items that went, each with the key of the added one that may be it, or an empty text."""
    gone = [item for key, item in before.items.items() if key not in after.items]
    came = {key: item for key, item in after.items.items() if key not in before.items}
    return {item.key: _likely(item, came) for item in gone}


def _likely(item: Item, came: dict[str, Item]) -> str:
    best, key = 0.0, ""
    for other in came.values():
        alike = difflib.SequenceMatcher(None, item.label.casefold(), other.label.casefold()).ratio()
        if alike > best and other.type is item.type:
            best, key = alike, other.key
    return key if best >= _NEAR else ""


def _whole(before: Instrument, after: Instrument) -> Iterator[Difference]:
    yield from _fields(before, after, after.key, "Keterangan")
    yield from _fields(before.scoring, after.scoring, after.key, "Aturan nilai")
    for name, label in (("checks", "Pemeriksaan"), ("unit_parts", "Jenis unit")):
        old_parts = {part.key: part for part in getattr(before, name)}
        new_parts = {part.key: part for part in getattr(after, name)}
        for key in dict.fromkeys([*new_parts, *old_parts]):
            old, new = old_parts.get(key), new_parts.get(key)
            if old is None:
                yield Difference(ChangeKind.DITAMBAH, key, label, after=_text(new))
            elif new is None:
                yield Difference(ChangeKind.DIHAPUS, key, label, before=_text(old))
            elif old != new:
                yield Difference(ChangeKind.DIUBAH_ATURAN, key, label, _text(old), _text(new))
        if list(old_parts) != list(new_parts) and set(old_parts) == set(new_parts):
            told = ("; ".join(old_parts), "; ".join(new_parts))
            yield Difference(ChangeKind.DIPINDAH, after.key, f"{label}, urutannya", *told)


def _scales(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old_scales = before.scales_by_key
    for key, scale in after.scales_by_key.items():
        old = old_scales.get(key)
        if old is None:
            yield Difference(ChangeKind.DITAMBAH, key, "Skala", after=_options(scale.options))
        else:
            yield from _fields(old, scale, key, "Skala")
    for key, scale in old_scales.items():
        if key not in after.scales_by_key:
            yield Difference(ChangeKind.DIHAPUS, key, "Skala", _options(scale.options))


def _sections(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old_sections = {section.key: section for section in before.sections}
    new_sections = {section.key: section for section in after.sections}
    moved = _out_of_order(list(old_sections), list(new_sections))
    for key, section in new_sections.items():
        old = old_sections.get(key)
        if old is None:
            yield Difference(ChangeKind.DITAMBAH, key, "Bagian", after=section.label)
            continue
        if key in moved:
            places = (list(old_sections).index(key) + 1, list(new_sections).index(key) + 1)
            told = [f"bagian ke-{place}" for place in places]
            yield Difference(ChangeKind.DIPINDAH, key, section.label, *told)
        yield from _fields(old, section, key, section.label)
    for key, section in old_sections.items():
        if key not in new_sections:
            yield Difference(ChangeKind.DIHAPUS, key, "Bagian", section.label)


def _items(before: Instrument, after: Instrument) -> Iterator[Difference]:
    moved = _moved(before, after)
    for key, item in after.items.items():
        old = before.items.get(key)
        if old is None:
            yield Difference(ChangeKind.DITAMBAH, key, item.label, after=after.section_of[key].label)
            continue
        if key in moved:
            told = (_place(before, key), _place(after, key))
            yield Difference(ChangeKind.DIPINDAH, key, item.label, *told)
        yield from _fields(old, item, key, item.label)
    for key, likely in removed_items(before, after).items():
        item = before.items[key]
        yield Difference(
            ChangeKind.DIHAPUS, key, item.label, before=before.section_of[key].label, likely=likely
        )


def _fields(old: Compared, new: Compared, key: str, label: str) -> Iterator[Difference]:
    """Every field in which two parts differ."""
    labels = _LABELS[type(new)]
    for field in fields(new):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after and field.name not in _PARTS:
            said = f"{label}: {labels.get(field.name, field.name)}"
            yield Difference(_kind(field.name, before, after), key, said, _text(before), _text(after))


def _kind(name: str, before: object, after: object) -> ChangeKind:
    if name in _WORDS:
        return ChangeKind.DIUBAH_KATA
    if name in _ORIGIN:
        return ChangeKind.DIUBAH_ASAL
    if name in _CHOICES:  # what options count changes figures
        counts = name in ("choices", "options") and _values(before) != _values(after)
        return ChangeKind.DIUBAH_BOBOT if counts else ChangeKind.DIUBAH_PILIHAN
    return ChangeKind.DIUBAH_BOBOT if name in _WEIGHTS else ChangeKind.DIUBAH_ATURAN


def _values(options: Any) -> dict[str, Fraction | None]:  # noqa: ANN401  options of a scale or an item
    return {option.code: option.value for option in options}


def _moved(before: Instrument, after: Instrument) -> set[str]:
    """The items that stand in another section, or in another order within theirs."""
    common = [key for key in after.items if key in before.items]
    moved = {key for key in common if before.section_of[key].key != after.section_of[key].key}
    orders = {section.key: [item.key for item in section.items] for section in before.sections}
    for section in after.sections:
        moved |= _out_of_order(orders.get(section.key, []), [item.key for item in section.items])
    return moved


def _out_of_order(before: list[str], after: list[str]) -> set[str]:
    """The fewest that must have moved for the common ones to stand in their new order."""
    common = [key for key in before if key in set(after)]
    order = [key for key in after if key in set(before)]
    kept: set[str] = set()
    for block in difflib.SequenceMatcher(None, common, order, autojunk=False).get_matching_blocks():
        kept |= set(order[block.b : block.b + block.size])
    return set(order) - kept


def _place(instrument: Instrument, key: str) -> str:
    section = instrument.section_of[key]
    number = [item.key for item in section.items].index(key) + 1
    return f"{section.label}, butir ke-{number}"


def _options(options: tuple[Option, ...]) -> str:
    return "; ".join(
        f"{option.code} {option.label}" + (f" = {plain(option.value)}" if option.value is not None else "")
        for option in options
    )


def _text(value: Any) -> str:  # noqa: ANN401  any value of a definition
    """A value as it is shown: nothing as a dash, a part by what it says."""
    match value:
        case None | "" | ():
            said = "–"
        case bool():
            said = "ya" if value else "tidak"
        case Fraction():
            said = plain(value)
        case Condition():
            said = value.text
        case Option():
            said = _options((value,))
        case Wording():
            said = f"{value.language}{f' {value.code}' if value.code else ''}: {value.text}"
        case Word():
            said = value.label
        case tuple() if all(isinstance(part, Option) for part in cast("tuple[object, ...]", value)):
            said = _options(cast("tuple[Option, ...]", value))
        case tuple():
            said = "; ".join(_text(part) for part in cast("tuple[object, ...]", value))
        case Item() | Check() | Evidence() | UnitPart() | Band() | TickColumn():
            filled = (getattr(value, field.name) for field in fields(value))
            said = ", ".join(_text(part) for part in filled if part)
        case _:
            said = str(value)
    return said
