"""What differs between two versions of an instrument, in words a person can check before it is installed.

Items are the same when their keys are the same. An item that went and one that came with nearly the same
words are offered as a likely change of key. Imports nothing of the project but the other rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from fractions import Fraction
from typing import Any, cast

from berkas.rules.conditions import Condition
from berkas.rules.instruments.entry import plain
from berkas.rules.instruments.model import Band, Check, Evidence, Instrument, Item, Option, UnitPart
from berkas.rules.vocabulary.word import Word

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


_WORDS = ("label", "help", "label_source", "prompts", "unit", "note", "no")
_WEIGHTS = ("weight",)
_CHOICES = ("choices", "scale", "missing")
_SAID = {
    "label": "Pertanyaan",
    "help": "Penjelasan",
    "label_source": "Bunyi sumber",
    "prompts": "Bahasa lain",
    "unit": "Satuan",
    "note": "Catatan",
    "no": "Nomor",
    "weight": "Bobot",
    "type": "Jenis",
    "required": "Wajib",
    "required_if": "Wajib bila",
    "applies_if": "Ditanyakan bila",
    "stop_if": "Berhenti bila",
    "red_flag_if": "Tanda bahaya bila",
    "evidence": "Bukti",
    "lowest": "Paling kecil",
    "highest": "Paling besar",
    "choices": "Pilihan",
    "scale": "Skala",
    "missing": "Tanpa jawaban",
    "columns": "Kolom tabel",
}
_NOT_SAID = frozenset({"key", "confidence", "status", "source"})


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
    for name, label in (("title", "Judul"), ("regulation", "Peraturan"), ("notice", "Pemberitahuan")):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(ChangeKind.DIUBAH_KATA, after.key, label, old, new)
    for field in fields(after.scoring):
        old, new = getattr(before.scoring, field.name), getattr(after.scoring, field.name)
        if old != new:
            label = f"Aturan nilai, {field.name}"
            yield Difference(ChangeKind.DIUBAH_ATURAN, after.key, label, _text(old), _text(new))
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


def _scales(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old_scales = before.scales_by_key
    for key, scale in after.scales_by_key.items():
        old = old_scales.get(key)
        if old is None:
            yield Difference(ChangeKind.DITAMBAH, key, "Skala", after=_options(scale.options))
        elif _values(old.options) != _values(scale.options):
            told = (_options(old.options), _options(scale.options))
            yield Difference(ChangeKind.DIUBAH_BOBOT, key, "Skala", *told)
        elif old.options != scale.options or old.missing != scale.missing:
            told = (_options(old.options), _options(scale.options))
            yield Difference(ChangeKind.DIUBAH_PILIHAN, key, "Skala", *told)
    for key, scale in old_scales.items():
        if key not in after.scales_by_key:
            yield Difference(ChangeKind.DIHAPUS, key, "Skala", _options(scale.options))


def _sections(before: Instrument, after: Instrument) -> Iterator[Difference]:
    old_sections = {section.key: section for section in before.sections}
    new_sections = {section.key: section for section in after.sections}
    for key, section in new_sections.items():
        old = old_sections.get(key)
        if old is None:
            yield Difference(ChangeKind.DITAMBAH, key, "Bagian", after=section.label)
            continue
        if old.label != section.label or old.intro != section.intro:
            yield Difference(ChangeKind.DIUBAH_KATA, key, "Bagian", old.label, section.label)
        if old.weight != section.weight:
            yield Difference(
                ChangeKind.DIUBAH_BOBOT, key, "Bobot bagian", plain(old.weight), plain(section.weight)
            )
        if (old.applies_if, old.scored, old.dimension) != (
            section.applies_if,
            section.scored,
            section.dimension,
        ):
            told = [_text((each.applies_if, each.scored, each.dimension)) for each in (old, section)]
            yield Difference(ChangeKind.DIUBAH_ATURAN, key, "Bagian", *told)
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
        yield from _item(old, item)
    for key, likely in removed_items(before, after).items():
        item = before.items[key]
        yield Difference(
            ChangeKind.DIHAPUS, key, item.label, before=before.section_of[key].label, likely=likely
        )


def _item(old: Item, new: Item) -> Iterator[Difference]:
    for field in fields(Item):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after or field.name in _NOT_SAID:
            continue
        kind = (
            ChangeKind.DIUBAH_KATA
            if field.name in _WORDS
            else ChangeKind.DIUBAH_BOBOT
            if field.name in _WEIGHTS or _only_values(field.name, before, after)
            else ChangeKind.DIUBAH_PILIHAN
            if field.name in _CHOICES
            else ChangeKind.DIUBAH_ATURAN
        )
        said = _SAID.get(field.name, field.name)
        yield Difference(kind, new.key, f"{new.label}: {said}", _text(before), _text(after))


def _only_values(name: str, before: object, after: object) -> bool:
    """Whether choices differ in what they count, which changes figures."""
    return name == "choices" and _values(before) != _values(after)


def _values(options: Any) -> dict[str, Fraction | None]:  # noqa: ANN401  options of a scale or an item
    return {option.code: option.value for option in options}


def _moved(before: Instrument, after: Instrument) -> set[str]:
    """The fewest items that must have moved for the common ones to stand in their new order."""
    common = [key for key in before.items if key in after.items]
    order = [key for key in after.items if key in before.items]
    kept: set[str] = set()
    for block in difflib.SequenceMatcher(None, common, order, autojunk=False).get_matching_blocks():
        kept |= set(order[block.b : block.b + block.size])
    other_section = {key for key in order if before.section_of[key].key != after.section_of[key].key}
    return (set(order) - kept) | other_section


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
        case Enum():
            said = str(value.value)
        case tuple():
            said = "; ".join(_text(part) for part in cast("tuple[object, ...]", value))
        case Item() | Check() | Evidence() | UnitPart() | Band():
            filled = (getattr(value, field.name) for field in fields(value))
            said = ", ".join(_text(part) for part in filled if part)
        case _:
            said = str(value)
    return said
