"""An instrument as the sheets of a workbook: which sheets, which columns, which rows.

One sheet for each kind of part; rows name the part they belong to by its key. The headings are the office's
words, and the keys of the format are taken as well. Values are those of the definition (see `writing`);
lists are written with semicolons, true as “ya”. Imports nothing of the project but the other rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Any, cast

from berkas.rules.instruments.model import Instrument
from berkas.rules.instruments.table import exact, may_mean_thousands
from berkas.rules.instruments.wordings import OF_ITEM, OF_SCALE, OF_SECTION, OF_WHOLE, WordingPart
from berkas.rules.instruments.writing import as_tables

Cell = str | int | float | bool | None
"""What a cell holds, as far as this form goes."""


class As(Enum):
    """How a cell is read."""

    TEXT = auto()
    FLAG = auto()
    LIST = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: the key of the format and the word above it; ``once``: words it had in earlier workbooks."""

    key: str
    label: str
    kind: As = As.TEXT
    once: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words it is known by, as they are compared."""
        return tuple(word.casefold() for word in (self.label, self.key, *self.once))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet to be written: its name, headings and rows."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


_ORIGIN = (
    Heading("source", "Sumber"),
    Heading("confidence", "Keyakinan"),
    Heading("status", "Status"),
    Heading("note", "Catatan"),
)
_OPTION = (
    Heading("code", "Kode"),
    Heading("label", "Label"),
    Heading("value", "Nilai", As.NUMBER),
    Heading("digit", "Angka"),
    Heading("fulfils", "Terpenuhi", As.FLAG),
)
_ITEM = (
    Heading("key", "Kunci"),
    Heading("no", "No"),
    Heading("label", "Pertanyaan"),
    Heading("label_source", "Bunyi sumber"),
    Heading("type", "Jenis"),
    Heading("scale", "Skala"),
    Heading("help", "Penjelasan"),
    Heading("missing", "Tanpa jawaban", As.LIST),
    Heading("required", "Wajib", As.FLAG),
    Heading("required_if", "Wajib bila"),
    Heading("applies_if", "Ditanyakan bila"),
    Heading("stop_if", "Berhenti bila"),
    Heading("red_flag_if", "Tanda bahaya bila"),
    Heading("red_flag", "Tanda bahaya"),
    Heading("weight", "Bobot", As.NUMBER),
    Heading("unit", "Satuan"),
    Heading("lowest", "Paling kecil", As.NUMBER),
    Heading("highest", "Paling besar", As.NUMBER),
    Heading("whole", "Bulat", As.FLAG),
    Heading("length", "Banyak angka", As.NUMBER),
    Heading("max_length", "Paling panjang", As.NUMBER),
    Heading("max_rows", "Paling banyak baris", As.NUMBER),
    Heading("lines", "Baris di kertas", As.NUMBER),
    Heading("check", "Pemeriksaan angka"),
    Heading("reference", "Register"),
    Heading("personal", "Data pribadi"),
    Heading("mask", "Disamarkan", As.FLAG),
    Heading("carry", "Dibawa", As.FLAG),
    *_ORIGIN,
)
_SECTION = (
    Heading("key", "Kunci"),
    Heading("letter", "Huruf"),
    Heading("no", "No"),
    Heading("label", "Bagian"),
    Heading("label_source", "Bunyi sumber"),
    Heading("intro", "Pengantar"),
    Heading("audience", "Untuk"),
    Heading("unit_kinds", "Jenis unit", As.LIST),
    Heading("scored", "Dinilai", As.FLAG),
    Heading("dimension", "Dimensi"),
    Heading("weight", "Bobot", As.NUMBER),
    Heading("scale", "Skala"),
    Heading("columns", "Kolom kertas", As.LIST),
    Heading("applies_if", "Ditanyakan bila"),
    Heading("after_stop", "Sesudah berhenti", As.FLAG),
    Heading("complete", "Lengkap", As.FLAG),
    *_ORIGIN,
)
WHOLE_HEADINGS = (
    Heading("key", "Kunci"),
    Heading("version", "Versi"),
    Heading("title", "Judul"),
    Heading("kind", "Jenis"),
    Heading("subject", "Yang dinilai"),
    Heading("regulation", "Peraturan"),
    Heading("annex", "Lampiran"),
    Heading("in_force", "Berlaku"),
    Heading("language", "Bahasa"),
    Heading("notice", "Pemberitahuan"),
    Heading("stages", "Tahap", As.LIST),
    Heading("child_if", "Anak bila"),
    Heading("complete", "Lengkap", As.FLAG),
    *_ORIGIN,
    Heading("scoring.rule", "Aturan nilai"),
    Heading("scoring.official", "Aturan nilai resmi", As.FLAG),
    Heading("scoring.notice", "Pemberitahuan nilai"),
    Heading("scoring.least_share", "Bagian terjawab paling sedikit", As.NUMBER),
    Heading("scoring.least_respondents", "Responden paling sedikit", As.NUMBER),
    Heading("scoring.decimals", "Angka di belakang koma", As.NUMBER),
    Heading("scoring.bands_on", "Tabel mutu dipakai", As.FLAG),
    Heading("scoring.bands_source", "Sumber tabel mutu"),
    Heading("scoring.bands_confidence", "Keyakinan tabel mutu"),
    Heading("scoring.source", "Sumber aturan nilai"),
    Heading("scoring.confidence", "Keyakinan aturan nilai"),
    Heading("scoring.note", "Catatan aturan nilai"),
)
WHOLE = "Instrumen"
SECTIONS, ITEMS, COLUMNS = "Bagian", "Butir", "Kolom tabel"
SCALES, OPTIONS, CHOICES = "Skala", "Pilihan skala", "Pilihan butir"
EVIDENCE, PROMPTS, TICKS = "Bukti", "Bahasa lain", "Pihak"
CHECKS, BANDS, UNITS, SOURCES = "Pemeriksaan", "Tabel mutu", "Jenis unit", "Sumber"

NOTHING = "–"
"""What stands in a cell that is empty on purpose: it takes away what would be inherited."""

OWNER = "of"
"""Key of the column that names the part a row belongs to."""

QUESTION = "pertanyaan"
"""What a row of further languages words when it does not say: the question itself."""

HEADINGS: dict[str, tuple[Heading, ...]] = {
    WHOLE: (Heading("name", "Hal"), Heading("value", "Isi")),
    SECTIONS: _SECTION,
    ITEMS: (Heading(OWNER, "Kunci bagian"), *_ITEM),
    COLUMNS: (Heading(OWNER, "Kunci butir"), *_ITEM),
    SCALES: (
        Heading("key", "Kunci"),
        Heading("label", "Label"),
        Heading("missing", "Tanpa jawaban", As.LIST),
        *_ORIGIN,
    ),
    OPTIONS: (Heading(OWNER, "Kunci skala"), *_OPTION),
    CHOICES: (Heading(OWNER, "Kunci butir"), Heading("column", "Kunci kolom"), *_OPTION),
    EVIDENCE: (
        Heading(OWNER, "Kunci butir"),
        Heading("kind", "Jenis bukti"),
        Heading("least", "Paling sedikit", As.NUMBER),
        Heading("max_age_days", "Umur paling lama (hari)", As.NUMBER),
        Heading("must_show", "Harus tampak"),
        Heading("answers", "Bila jawaban", As.LIST),
        Heading("source", "Sumber"),
        Heading("confidence", "Keyakinan"),
    ),
    PROMPTS: (
        Heading("part", "Hal"),
        Heading(OWNER, "Kunci", once=("Kunci butir",)),
        Heading("code", "Kode"),
        Heading("language", "Bahasa"),
        Heading("text", "Kalimat", once=("Pertanyaan",)),
    ),
    TICKS: (Heading(OWNER, "Kunci bagian"), Heading("key", "Kunci"), Heading("label", "Label")),
    CHECKS: (
        Heading("key", "Kunci"),
        Heading("level", "Tingkat"),
        Heading("fault_if", "Salah bila"),
        Heading("message", "Pesan"),
    ),
    BANDS: (
        Heading("grade", "Mutu"),
        Heading("label", "Label"),
        Heading("lowest", "Dari", As.NUMBER),
        Heading("highest", "Sampai", As.NUMBER),
    ),
    UNITS: (
        Heading("key", "Kunci"),
        Heading("label", "Label"),
        Heading("also", "Juga untuk", As.LIST),
        Heading("part", "Bagian"),
        Heading("complete", "Lengkap", As.FLAG),
        *_ORIGIN,
    ),
    SOURCES: (Heading("key", "Kunci"), Heading("text", "Sumber")),
}
NAMES = tuple(HEADINGS)
"""The sheets, in order."""


def to_leaves(instrument: Instrument) -> tuple[Leaf, ...]:
    """Every sheet of the workbook; those without rows too, so that rows can be added."""
    rows = _Rows(as_tables(instrument)).by_sheet()
    return tuple(Leaf(name, HEADINGS[name], tuple(rows.get(name, ()))) for name in NAMES)


class _Rows:
    """The rows of each sheet, taken from the tables of a definition."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._found: dict[str, list[tuple[Cell, ...]]] = {}

    def by_sheet(self) -> dict[str, list[tuple[Cell, ...]]]:
        """All of them."""
        flat = dict(self._tables) | {
            f"scoring.{key}": value for key, value in self._tables["scoring"].items()
        }
        for heading in WHOLE_HEADINGS:
            if heading.key in flat:
                self._found.setdefault(WHOLE, []).append((heading.label, _cell(heading, flat[heading.key])))
        self._wordings(self._tables, OF_WHOLE)
        for scale in self._tables.get("scales", ()):
            self._add(SCALES, scale)
            self._each(OPTIONS, scale.get("options", ()), scale["key"])
            self._wordings(scale, OF_SCALE)
        for section in self._tables["sections"]:
            self._section(section)
        for name, key in ((CHECKS, "checks"), (UNITS, "unit_parts")):
            self._each(name, self._tables.get(key, ()))
        self._each(BANDS, self._tables["scoring"].get("bands", ()))
        for key, text in self._tables.get("sources", {}).items():
            self._add(SOURCES, {"key": key, "text": text})
        return self._found

    def _section(self, section: Mapping[str, Any]) -> None:
        self._add(SECTIONS, section)
        self._each(TICKS, section.get("ticks", ()), section["key"])
        self._wordings(section, OF_SECTION)
        for item in section["items"]:
            self._add(ITEMS, item, section["key"])
            self._item(item)

    def _item(self, item: Mapping[str, Any]) -> None:
        owner = item["key"]
        for choice in item.get("choices", ()):
            self._add(CHOICES, choice, owner)
        for column in item.get("columns", ()):
            self._add(COLUMNS, column, owner)
            for choice in column.get("choices", ()):
                self._add(CHOICES, {**choice, "column": column["key"]}, owner)
        self._each(EVIDENCE, item.get("evidence", ()), owner)
        for worded in (item, *item.get("columns", ())):  # keys of columns are keys of no item
            for language, text in worded.get("prompts", {}).items():
                row = {"part": QUESTION, "language": language, "text": text}
                self._add(PROMPTS, row, worded["key"])
            self._wordings(worded, OF_ITEM)

    def _wordings(self, part: Mapping[str, Any], kinds: tuple[WordingPart, ...]) -> None:
        owner = "" if kinds is OF_WHOLE else part["key"]
        for wording in part.get("wordings", ()):
            self._add(PROMPTS, {"part": kinds[0].value, **wording}, owner)

    def _each(self, name: str, parts: Sequence[Mapping[str, Any]], owner: str = "") -> None:
        for part in parts:
            self._add(name, part, owner)

    def _add(self, name: str, part: Mapping[str, Any], owner: str = "") -> None:
        values = {OWNER: owner, **part}
        row = tuple(_cell(heading, values.get(heading.key)) for heading in HEADINGS[name])
        self._found.setdefault(name, []).append(row)


def _cell(heading: Heading, value: Any) -> Cell:  # noqa: ANN401  any value of a definition
    if heading.kind is As.FLAG:
        return None if value is None else "ya" if value else "tidak"
    if isinstance(value, list):
        return "; ".join(str(part) for part in cast("list[object]", value)) or NOTHING
    if heading.kind is As.NUMBER and isinstance(value, str):
        return as_number(value)
    return value if isinstance(value, int | float | None) else str(value) or NOTHING


def as_written(text: str) -> int | str:
    """A typed number as a definition holds it; what is none, or may be two, stays as it was typed."""
    try:
        number = None if may_mean_thousands(text) else exact(text)
    except ValueError:
        number = None
    if number is None:
        return text
    return number.numerator if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def as_number(text: str) -> int | float | str:
    """A number as a spreadsheet holds it, where that is the very same number; otherwise as it is written."""
    try:
        number = exact(text)
    except ValueError:
        return text
    shown = format(float(number), ".10g")
    if Fraction(shown) != number:
        return text
    return int(number) if number.denominator == 1 else float(shown)
