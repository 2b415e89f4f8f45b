"""From the sheets of a workbook back to an instrument, with the cell of every fault.

All faults come in one list and nothing is half read. The headings are those of `leaves`, and the keys of the
format are taken as well. Imports nothing of the project but the other rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from berkas.rules.definition import ABSENT, EMPTY
from berkas.rules.instruments.all_faults import read_with_all_faults
from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.instruments.leaves import (
    BANDS,
    CHECKS,
    CHOICES,
    COLUMNS,
    EVIDENCE,
    HEADINGS,
    ITEMS,
    NAMES,
    NOTHING,
    OPTIONS,
    OWNER,
    PROMPTS,
    QUESTION,
    SCALES,
    SECTIONS,
    SOURCES,
    TICKS,
    UNITS,
    WHOLE,
    WHOLE_HEADINGS,
    As,
    Cell,
    Heading,
)
from berkas.rules.instruments.model import Instrument
from berkas.rules.instruments.reading import FORMAT
from berkas.rules.instruments.wordings import OF_ITEM, OF_SECTION, WordingPart
from berkas.rules.nearness import hint

_ABSENT = (ABSENT, EMPTY)
"""How a fault begins that may only be there because its column was not read."""

_FLAGS = {
    "ya": True,
    "true": True,
    "benar": True,
    "1": True,
    "tidak": False,
    "false": False,
    "salah": False,
    "0": False,
}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: cells by column, and the address people see of each."""

    cells: tuple[Cell, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadLeaf:
    """A sheet as read: the texts of its headings, their addresses, and the rows under them."""

    header: tuple[str, ...]
    header_addresses: tuple[str, ...]
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in which cell; `place` is an address such as Butir!F7."""

    place: str
    sentence: str


def from_leaves(
    leaves: Mapping[str, ReadLeaf], *, file: str
) -> tuple[Instrument | None, tuple[SheetFault, ...]]:
    """The instrument a workbook describes, or every fault of it with its cell; nothing is half read."""
    reading = _Reading(leaves)
    tables = reading.tables()
    instrument, wrong = read_with_all_faults(tables, file=file, unread=reading.unread)
    faults = sorted([*reading.faults, *reading.further(wrong)], key=_by_place)
    return (None, tuple(faults)) if faults else (instrument, ())


def _by_place(fault: SheetFault) -> tuple[int, int, str]:
    """Sheet by sheet as they stand in the workbook, and downwards in each."""
    sheet, _mark, cell = fault.place.rpartition("!")
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    order = NAMES.index(sheet) if sheet in NAMES else len(NAMES)
    return order, int(row) if row.isdecimal() else 0, cell


class _Reading:
    """Builds the tables of a definition and remembers in which cell each value stood."""

    def __init__(self, leaves: Mapping[str, ReadLeaf]) -> None:
        self._leaves = leaves
        self._places: dict[str, str] = {}
        self._by_end: dict[str, str] = {}  # the last row of a key, named without the part around it
        self._torn: set[str] = set()  # sheets of which a column could not be read
        self._worded: dict[str, dict[str, tuple[dict[str, Any], str]]] = {}
        """By kind of wording the parts that can have one, each with its place in the definition."""
        self.faults: list[SheetFault] = []
        self.unread: set[str] = set()
        """Keys of rows that hang nowhere."""

    def tables(self) -> dict[str, Any]:
        """The definition as `parse_instrument` reads it."""
        for name in self._leaves:
            if name not in HEADINGS:
                sentence = f"Lembar “{name}” tidak dikenal.{hint(name, NAMES)}"
                self.faults.append(SheetFault(f"{name}!A1", sentence))
                self._torn |= {WHOLE, *NAMES}
        tables = self._whole()
        tables["scales"] = [row for row, _at in self._parts(SCALES, "scales")]
        scales = {str(row.get("key")): row for row in tables["scales"]}
        self._hang(OPTIONS, scales, "options", lambda owner, row: f"scales.{owner}.options.{row.get('code')}")
        self._worded[WordingPart.NILAI] = {key: (row, f"scales.{key}") for key, row in scales.items()}
        tables["sections"] = self._sections()
        self._wordings(tables)
        for name, key in ((CHECKS, "checks"), (UNITS, "unit_parts")):
            if rows := [row for row, _at in self._parts(name, key)]:
                tables[key] = rows
        if bands := [row for row, _at in self._parts(BANDS, "scoring.bands", name="grade")]:
            tables["scoring"]["bands"] = bands
        if sources := self._sources():
            tables["sources"] = sources
        return tables

    def further(self, wrong: Sequence[InstrumentError]) -> Iterator[SheetFault]:
        """What is wrong with the definition, without what only follows from a cell that is told already."""
        told = {fault.place for fault in self.faults}
        for error in wrong:
            found = self.located(error)
            sheet = found.place.partition("!")[0]
            if found.place not in told and not (sheet in self._torn and error.reason.startswith(_ABSENT)):
                yield found

    def located(self, error: InstrumentError) -> SheetFault:
        """A fault of the definition with the cell it stands in, also when that cell is empty."""
        sentence = f"{_named(error.key)}: {error.reason}."
        key = error.key
        while key:
            place = self._places.get(key) or self._by_end.get(key)
            if place:
                return SheetFault(place, sentence)
            key = key.rpartition(".")[0]
        return SheetFault(f"{WHOLE}!A1", sentence)

    def _whole(self) -> dict[str, Any]:
        tables: dict[str, Any] = {"format": FORMAT, "scoring": {}}
        by_name = {word: heading for heading in WHOLE_HEADINGS for word in heading.words}
        for row, at in self._rows(WHOLE):
            name = str(row.get("name") or "").strip()
            heading = by_name.get(name.casefold())
            if heading is None:
                sentence = f"“{name}” tidak dikenal.{hint(name, [each.label for each in WHOLE_HEADINGS])}"
                self.faults.append(SheetFault(at.get("name", f"{WHOLE}!A1"), sentence))
                continue
            self._places[heading.key] = at.get("value", at.get("name", ""))
            value = self._value(heading, row.get("value"), at.get("value", ""))
            if value is None:
                continue
            part, _dot, key = heading.key.rpartition(".")
            (tables[part] if part else tables)[key] = value
        return tables

    def _sections(self) -> list[dict[str, Any]]:
        sections: dict[str, dict[str, Any]] = {}
        found: list[dict[str, Any]] = []
        for row, _at in self._parts(SECTIONS, "sections"):
            row["items"] = []
            sections.setdefault(str(row.get("key")), row)
            found.append(row)
        worded = {key: (row, f"sections.{key}") for key, row in sections.items()}
        self._worded.update(dict.fromkeys(OF_SECTION, worded))
        self._hang(TICKS, sections, "ticks", lambda owner, row: f"sections.{owner}.ticks.{row.get('key')}")
        where: dict[str, str] = {}
        items: dict[str, dict[str, Any]] = {}

        def place(owner: str, row: Mapping[str, Any]) -> str:
            where[str(row.get("key"))] = path = f"sections.{owner}.items.{row.get('key')}"
            return path

        for row in self._hang(ITEMS, sections, "items", place):
            items.setdefault(str(row.get("key")), row)
        self._item_parts(items, where)
        return found

    def _item_parts(self, items: Mapping[str, dict[str, Any]], where: Mapping[str, str]) -> None:
        columns: dict[tuple[str, str], dict[str, Any]] = {}

        def column_place(owner: str, row: Mapping[str, Any]) -> str:
            return f"{where.get(owner, owner)}.columns.{row.get('key')}"

        for row in self._hang(COLUMNS, items, "columns", column_place, keep_owner=True):
            columns[str(row.pop(OWNER)), str(row.get("key"))] = row
        for row, at in self._parts(CHOICES, "", values_only=True):
            owner, column = str(row.pop(OWNER, "")), str(row.pop("column", "") or "")
            target = columns.get((owner, column)) if column else items.get(owner)
            if target is None:
                self._no_owner(CHOICES, f"{owner}.{column}" if column else owner, at, list(items))
                continue
            path = (
                f"{where.get(owner, owner)}{f'.columns.{column}' if column else ''}.choices.{row.get('code')}"
            )
            self._remember(path, at)
            target.setdefault("choices", []).append(row)

        def count(owner: str) -> int:
            return len(items[owner].get("evidence", ())) + 1

        self._hang(
            EVIDENCE,
            items,
            "evidence",
            lambda owner, row: f"{where.get(owner, owner)}.evidence.{row.get('kind') or count(owner)}",
        )
        found = {key: (row, where[key]) for key, row in items.items() if key in where}
        found |= {
            key: (row, column_place(owner, {"key": key}))
            for (owner, key), row in columns.items()
            if key not in found
        }
        self._worded.update(dict.fromkeys((QUESTION, *OF_ITEM), found))

    def _wordings(self, tables: dict[str, Any]) -> None:
        """Hang every text in a further language under what it words."""
        self._worded[WordingPart.UMUM] = {"": (tables, "")}
        for row, at in self._parts(PROMPTS, "", values_only=True):
            first = next(iter(at.values()))
            part, owner = str(row.get("part") or QUESTION).casefold(), str(row.pop(OWNER, "") or "")
            owners = self._worded.get(part)
            if owners is None:
                known = tuple(self._worded)
                sentence = f"Hal: “{part}” tidak dikenal, pilih dari {', '.join(known)}.{hint(part, known)}"
                self.faults.append(SheetFault(at.get("part", first), sentence))
            elif owner not in owners:
                self._no_owner(PROMPTS, owner, at, list(owners))
            elif part == QUESTION:
                self._question(*owners[owner], row, at)
            else:
                target, path = owners[owner]
                held = target.setdefault("wordings", [])
                held.append({**row, "part": part})
                place = f"{path}.wordings" if path else "wordings"
                self._remember(f"{place}.{row.get('code') or len(held)}", at)

    def _question(
        self, item: dict[str, Any], path: str, row: Mapping[str, Any], at: Mapping[str, str]
    ) -> None:
        self._remember(f"{path}.prompts", at)
        prompts = item.setdefault("prompts", {})
        language = str(row.get("language", ""))
        if language in prompts:
            sentence = f"Bahasa “{language}” untuk butir “{item.get('key')}” tertulis dua kali."
            self.faults.append(SheetFault(at.get("language", next(iter(at.values()))), sentence))
        prompts[language] = str(row.get("text", ""))

    def _sources(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for row, at in self._parts(SOURCES, "sources"):
            key = str(row.get("key", ""))
            if key in found:
                self.faults.append(SheetFault(at["key"], f"Sumber “{key}” tertulis dua kali."))
            elif key:
                found[key] = str(row.get("text", ""))
        return found

    def _hang(
        self,
        name: str,
        owners: Mapping[str, dict[str, Any]],
        under: str,
        path: Callable[[str, Mapping[str, Any]], str],
        *,
        keep_owner: bool = False,
    ) -> list[dict[str, Any]]:
        """Put the rows of a sheet under the parts they name."""
        hung: list[dict[str, Any]] = []
        for row, at in self._parts(name, "", values_only=True):
            owner = str(row.pop(OWNER, ""))
            if owner not in owners:
                self._no_owner(name, owner, at, list(owners))
                self.unread.add(str(row.get("key", "")))
                continue
            self._remember(path(owner, row), at)
            owners[owner].setdefault(under, []).append(row)
            if keep_owner:
                row[OWNER] = owner
            hung.append(row)
        return hung

    def _no_owner(self, sheet: str, owner: str, at: Mapping[str, str], known: Sequence[str]) -> None:
        label = next(heading.label for heading in HEADINGS[sheet] if heading.key == OWNER)
        first = at.get(OWNER) or next(iter(at.values()), f"{sheet}!A1")
        self.faults.append(SheetFault(first, f"{label} “{owner}” tidak ada.{hint(owner, known)}"))

    def _parts(
        self, sheet: str, path: str, *, name: str = "key", values_only: bool = False
    ) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
        """The rows of a sheet as tables with typed values; `path` is where they stand in the definition."""
        kinds = {heading.key: heading for heading in HEADINGS[sheet]}
        for cells, at in self._rows(sheet):
            row = {
                key: value
                for key, cell in cells.items()
                if (value := self._value(kinds[key], cell, at[key])) is not None
            }
            if not values_only:
                self._remember(f"{path}.{row.get(name, '')}", at)
            yield row, at

    def _remember(self, path: str, at: Mapping[str, str]) -> None:
        first = at.get("key") or at.get("code") or next(iter(at.values()), "")
        self._places.setdefault(path, first)
        self._by_end[".".join(path.split(".")[-2:])] = first
        for key, address in at.items():
            self._places.setdefault(f"{path}.{key}", address)

    def _rows(self, sheet: str) -> Iterator[tuple[dict[str, Cell], dict[str, str]]]:
        """The filled cells of each row by key, and the addresses of all its cells."""
        leaf = self._leaves.get(sheet)
        if leaf is None:
            return
        keys = self._keys(sheet, leaf)
        for row in leaf.rows:
            cells: dict[str, Cell] = {}
            at: dict[str, str] = {}
            for place, key in keys.items():
                cell = row.cells[place] if place < len(row.cells) else None
                at[key] = row.addresses[place]
                if cell is not None and str(cell).strip():
                    cells[key] = cell
            if cells:
                yield cells, at

    def _keys(self, sheet: str, leaf: ReadLeaf) -> dict[int, str]:
        """The key of every column; an unknown heading is a fault with the nearest known one."""
        headings = HEADINGS[sheet]
        known = {word: heading.key for heading in headings for word in heading.words}
        keys: dict[int, str] = {}
        for place, text in enumerate(leaf.header):
            words = text.strip()
            if not words:
                continue
            key = known.get(words.casefold())
            if key is None:
                near = hint(words, [heading.label for heading in headings])
                sentence = f"Judul kolom “{words}” tidak dikenal.{near}"
                self.faults.append(SheetFault(leaf.header_addresses[place], sentence))
                self._torn.add(sheet)
            elif key in keys.values():
                sentence = f"Judul kolom “{words}” tertulis dua kali."
                self.faults.append(SheetFault(leaf.header_addresses[place], sentence))
            else:
                keys[place] = key
        return keys

    def _value(self, heading: Heading, cell: Cell, address: str) -> Any:  # noqa: ANN401
        text = "" if cell is None else str(cell).strip()
        if cell is None or (heading.kind is As.FLAG and not text):
            return None
        match heading.kind:
            case As.FLAG:
                said = _FLAGS.get(text.casefold())
                if said is None:
                    sentence = f"{heading.label}: “{text}” harus “ya” atau “tidak”."
                    self.faults.append(SheetFault(address, sentence))
                return said
            case As.LIST:
                return [] if text == NOTHING else [part.strip() for part in text.split(";") if part.strip()]
            case As.NUMBER:
                return _number(cell, text)
            case As.TEXT:
                whole = isinstance(cell, float) and cell.is_integer()
                return "" if text == NOTHING else str(int(cell)) if whole else text


_SHEET_OF = {
    "sections": SECTIONS,
    "items": ITEMS,
    "columns": COLUMNS,
    "scales": SCALES,
    "options": OPTIONS,
    "choices": CHOICES,
    "evidence": EVIDENCE,
    "prompts": PROMPTS,
    "wordings": PROMPTS,
    "ticks": TICKS,
    "checks": CHECKS,
    "unit_parts": UNITS,
    "bands": BANDS,
    "sources": SOURCES,
}
"""Which sheet holds the rows of each list of a definition."""
_WHOLE_LABELS = {heading.key: heading.label for heading in WHOLE_HEADINGS}


def _named(key: str) -> str:
    """A place in the definition in the words of the workbook: the part's own key, then the column."""
    if key in _WHOLE_LABELS:
        return _WHOLE_LABELS[key]
    parts = key.split(".")
    at = max((place for place, part in enumerate(parts) if part in _SHEET_OF), default=-1)
    if at < 0:
        return key
    labels = {heading.key: heading.label for heading in HEADINGS[_SHEET_OF[parts[at]]]}
    rest = parts[at + 1 :]
    if len(rest) > 1 and rest[-1] in labels:
        return f"{'.'.join(rest[:-1])}, {labels[rest[-1]]}"
    return ".".join(rest) or _SHEET_OF[parts[at]]


def _number(cell: Cell, text: str) -> int | float | str:
    """An int, a decimal, or an exact text such as 1/9."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    return int(text) if text.lstrip("-").isdecimal() else text
