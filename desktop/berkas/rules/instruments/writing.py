"""An instrument back as tables, as one canonical text, and as a fingerprint.

Values at their default and values equal to what is inherited are left out, so a field added to the format
later changes no old text. The text is kept with every answer: an old assessment opens with its own version.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from berkas.rules.conditions import Condition
from berkas.rules.instruments.model import ALL_MISSING, Instrument, Item, ItemType, Section
from berkas.rules.instruments.reading import FORMAT, parse_instrument

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Tables = dict[str, Any]
_ORIGIN = ("source", "confidence", "status")


def canonical(instrument: Instrument) -> str:
    """One text per meaning: JSON with sorted keys and no blanks; lists keep their order."""
    return json.dumps(as_tables(instrument), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(instrument: Instrument) -> str:
    """SHA-256 of the canonical text, 64 hex digits."""
    return hashlib.sha256(canonical(instrument).encode()).hexdigest()


def parse_canonical(text: str, *, file: str = "salinan dalam berkas kantor") -> Instrument:
    """The instrument a canonical text was made of. InstrumentError when the text was changed by hand."""
    return parse_instrument(cast("Tables", json.loads(text)), file=file, installed=True)


def as_tables(instrument: Instrument) -> Tables:
    """The definition as `parse_instrument` reads it; also the ground for TOML files and workbooks."""
    tables: Tables = {"format": FORMAT} | _filled(instrument, leave_out=("sections", "sources"))
    if instrument.sources:
        tables["sources"] = dict(instrument.sources)
    tables["sections"] = [_section(instrument, section) for section in instrument.sections]
    scales: list[Tables] = tables.get("scales", [])
    for scale, table in zip(instrument.scales, scales, strict=True):
        _inherit(table, scale, instrument)
        _leave_out_only_part(table)
    _leave_out_only_part(tables)
    for part, table in zip(instrument.unit_parts, tables.get("unit_parts", []), strict=True):
        _inherit(table, part, instrument)
    _inherit(tables["scoring"], instrument.scoring, instrument)
    return tables


def _leave_out_only_part(table: Tables) -> None:
    """A scale and the whole word one kind of thing; it need not be said."""
    for wording in table.get("wordings", ()):
        del wording["part"]


def _section(instrument: Instrument, section: Section) -> Tables:
    table = _filled(section, leave_out=("items", "complete"))
    if section.complete != instrument.complete:
        table["complete"] = section.complete
    _inherit(table, section, instrument)
    table["items"] = [_item(instrument, item, section) for item in section.items]
    return table


def _item(instrument: Instrument, item: Item, outer: Section | Item) -> Tables:
    table = _filled(item, leave_out=("columns", "missing", "prompts"))
    if isinstance(outer, Section) and item.type is ItemType.SKALA and item.scale == outer.scale:
        table.pop("scale", None)
    if item.prompts:
        table["prompts"] = dict(item.prompts)
    scale = instrument.scales_by_key.get(item.scale)
    if item.missing != (scale.missing if scale else ALL_MISSING):
        table["missing"] = [code.value for code in item.missing]
    if item.columns:
        # columns inherit from the section, as items do
        origin = outer if isinstance(outer, Section) else item
        table["columns"] = [_item(instrument, column, origin) for column in item.columns]
    _inherit(table, item, outer)
    return table


def _inherit(table: Tables, part: object, outer: object) -> None:
    """Write the origin where it differs from the part around it, and only there."""
    for name in _ORIGIN:
        if not hasattr(part, name):
            continue
        table.pop(name, None)
        value = getattr(part, name)
        if value != getattr(outer, name):
            table[name] = _plain(value)


def _filled(part: DataclassInstance, *, leave_out: tuple[str, ...] = ()) -> Tables:
    table: Tables = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in leave_out or (field.default is not MISSING and value == field.default):
            continue
        table[field.name] = _plain(value)
    return table


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, Condition):
        return value.text
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    if is_dataclass(value) and not isinstance(value, type):
        return _filled(value)
    return value
