"""A filled-in list as records with stored values, and every problem with the address of its cell.

The same code runs for the trial and for the import itself: nothing is written here. A cell left empty gives
no value, so that an import never erases. Imports only the rules and its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from berkas.rules.fields import Check, Choice, Field, FieldError, Kind, Severity, parse
from berkas.sheets.cells import Cell
from berkas.sheets.read import Row, Table, read_table
from berkas.sheets.template import EXAMPLE, REMARK, choices_of
from berkas.sheets.values import DIGIT_KINDS

_MOST_EXACT = 10**15
_SEARCHED_ROWS = 20
_NEAR_ENOUGH = 70
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_POINT_DECIMAL = re.compile(r"-?(\d+\.\d{1,2}|\d+\.\d{4,}|\d{4,}\.\d+)")

_FORMULA_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the number people see, a stored value for each filled cell (see `fields.parse`), and the
    address of every cell that was read, by field key."""

    row: int
    values: Mapping[str, Any]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """One sentence about one cell. `key` is the field's, empty for a column that nobody knows."""

    cell: str
    message: str
    key: str = ""
    severity: Severity = Severity.HARD


@dataclass(frozen=True, slots=True)
class Records:
    """What a table holds. A record with a problem is there too, without the wrong value."""

    records: tuple[Record, ...]
    problems: tuple[ReadProblem, ...]
    columns: Mapping[int, str]
    """Which column (from zero) was read as which field."""


def folded(text: str) -> str:
    """A text without case, accents, spaces and signs, for comparing names."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def find_heading(table: Table, names: Iterable[str]) -> Table:
    """The same table with its heading in the row that holds the most of these names.

    Where headings of two rows are merged, that is the lower one: it holds nothing but names.
    """
    known = {folded(name) for name in names}

    def hits(row: Row) -> int:
        return len(known & {folded(cell) for cell in row.cells if isinstance(cell, str)})

    rows = table.grid[:_SEARCHED_ROWS]
    counts = [hits(row) for row in rows]
    if not any(counts):
        return table
    best = counts.index(max(counts))
    while best + 1 < len(rows) and 0 < counts[best + 1] == sum(
        cell is not None for cell in rows[best + 1].cells
    ):
        best += 1
    return table.headed_at(best)


def match_columns(
    table: Table, fields: Sequence[Field], mapping: Mapping[str, str] | None = None
) -> dict[int, Field]:
    """Which column holds which field: by label or key, whatever case, accents and signs.

    `mapping` (heading text to field key) is what a person chose and goes first. A heading that is empty
    because two rows were merged is looked for in the rows above.
    """
    by_name = {folded(field.key): field for field in fields} | {
        folded(field.label): field for field in fields
    }
    by_key = {field.key: field for field in fields}
    chosen = {folded(name): key for name, key in (mapping or {}).items()}
    found: dict[int, Field] = {}
    for column in range(max(len(row.cells) for row in table.grid[: table.head + 1])):
        for row in reversed(table.grid[: table.head + 1]):
            text = row.cell(column)
            if text is None:
                continue
            name = folded(str(text))
            field = by_key.get(chosen[name]) if name in chosen else by_name.get(name)
            if field is not None and field not in found.values():
                found[column] = field
            break
    return found


def read_records(
    source: Path | Table,
    fields: Sequence[Field],
    today: date,
    *,
    mapping: Mapping[str, str] | None = None,
    checks: Iterable[Check] = (),
    complete: bool = True,
) -> Records:
    """Turn the rows of a file or a table into records of these fields; read-only fields are not read.

    `complete` asks for every required field (new records); without it only what is filled in is checked
    (changes). `checks` are rules across fields. Raises SheetError when the file cannot be read at all.
    """
    table = read_table(source) if isinstance(source, Path) else source
    wanted = [field for field in fields if not field.read_only]
    table = find_heading(table, [name for field in wanted for name in (field.label, field.key)])
    columns = match_columns(table, wanted, mapping)
    reader = _Reader(table, columns, today)
    passed_over = [REMARK, *(field.label for field in fields if field.read_only)]
    problems = _heading_problems(table, wanted, columns, passed_over, complete=complete)
    records: list[Record] = []
    rules = tuple(checks)
    remarks = [index for index, name in enumerate(table.header) if folded(name) == folded(REMARK)]
    for row in table.rows:
        if any(folded(str(row.cell(index) or "")).startswith(EXAMPLE) for index in remarks):
            continue
        values, faults = reader.values(row)
        cells = {field.key: table.address(row, index) for index, field in columns.items()}
        if complete:
            faults.extend(_missing(columns.values(), cells, values, faults))
        for problem in (problem for rule in rules for problem in rule(values)):
            cell = cells.get(problem.key, table.address(row, 0))
            faults.append(ReadProblem(cell, problem.message, problem.key, problem.severity))
        records.append(Record(row.number, values, cells))
        problems.extend(faults)
    return Records(tuple(records), tuple(problems), {index: field.key for index, field in columns.items()})


def _missing(
    fields: Iterable[Field],
    cells: Mapping[str, str],
    values: Mapping[str, Any],
    faults: Iterable[ReadProblem],
) -> list[ReadProblem]:
    wrong = {fault.key for fault in faults}
    return [
        ReadProblem(cells[field.key], f"{field.label} wajib diisi.", field.key)
        for field in fields
        if field.required and field.key not in values and field.key not in wrong
    ]


def _heading_problems(
    table: Table,
    fields: Sequence[Field],
    columns: Mapping[int, Field],
    passed_over: Sequence[str],
    *,
    complete: bool,
) -> list[ReadProblem]:
    silent = {folded(name) for name in passed_over}
    head = table.grid[table.head]
    problems = [
        ReadProblem(table.address(head, len(head.cells)), f"Kolom “{field.label}” tidak ada.", field.key)
        for field in fields
        if complete and field.required and field not in columns.values()
    ]
    for index, name in enumerate(table.header):
        if not name or index in columns or folded(name) in silent:
            continue
        twice = folded(name) in {
            folded(text) for field in columns.values() for text in (field.label, field.key)
        }
        if twice:
            message, severity = f"Kolom “{name}” ada dua kali. Hapus salah satunya.", Severity.HARD
        else:
            near = _nearest(name, [field.label for field in fields if field not in columns.values()])
            hint = f" Maksud Anda “{near}”?" if near else ""
            message, severity = f"Kolom “{name[:60]}” tidak dikenal dan tidak dibaca.{hint}", Severity.SOFT
        problems.append(ReadProblem(table.address(head, index), message, severity=severity))
    return problems


def _nearest(text: str, offered: Sequence[str]) -> str:
    """The offered word that looks most like the text, or nothing."""
    from rapidfuzz import fuzz, process

    hit = process.extractOne(text, offered, scorer=fuzz.ratio, processor=folded, score_cutoff=_NEAR_ENOUGH)
    return hit[0] if hit else ""


class _Reader:
    """Reads the cells of one table; the folded words of its choices are made once."""

    def __init__(self, table: Table, columns: Mapping[int, Field], today: date) -> None:
        self._table = table
        self._columns = columns
        self._today = today
        self._is_csv = not table.sheet
        self._words = {
            field.key: {
                folded(text): choice for choice in choices_of(field) for text in (choice.code, choice.label)
            }
            for field in columns.values()
        }

    def values(self, row: Row) -> tuple[dict[str, Any], list[ReadProblem]]:
        values: dict[str, Any] = {}
        faults: list[ReadProblem] = []
        for index, field in self._columns.items():
            cell = row.cell(index)
            if cell is None:
                continue
            try:
                value = parse(self._plain(field), self._text(field, cell), today=self._today)
            except FieldError as error:
                message = f"{error}{self._hint(field, cell)}"
                faults.append(ReadProblem(self._table.address(row, index), message, field.key))
            else:
                if value is not None:
                    values[field.key] = value
        return values, faults

    @staticmethod
    def _plain(field: Field) -> Field:
        """A reference with a known list is a choice."""
        return replace(field, kind=Kind.CHOICE) if field.kind is Kind.REFERENCE and field.choices else field

    def _hint(self, field: Field, cell: Cell) -> str:
        near = _nearest(str(cell), [choice.label for choice in field.choices]) if field.choices else ""
        return f" Maksud Anda “{near}”?" if near else ""

    def _text(self, field: Field, cell: Cell) -> str:
        """The cell as a person would have typed it. Raises FieldError where the spreadsheet changed it."""
        if isinstance(cell, str):
            return self._typed(field, cell)
        if isinstance(cell, bool):
            return "ya" if cell else "tidak"
        if isinstance(cell, int | float):
            if field.kind in DIGIT_KINDS and abs(cell) >= _MOST_EXACT:
                raise FieldError(_digits_lost(field))
            return f"{Decimal(repr(cell)):f}".replace(".", ",")
        if isinstance(cell, time):
            return f"{cell.hour:02}.{cell.minute:02}"
        if isinstance(cell, date) and field.kind in {Kind.DATE, Kind.INSTANT}:
            return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
        sentence = (
            f"{field.label}: program lembar kerja mengubah isi sel ini menjadi tanggal. "
            "Ubah format sel menjadi Teks, lalu ketik ulang."
        )
        raise FieldError(sentence)

    def _typed(self, field: Field, text: str) -> str:
        if text in _FORMULA_ERRORS:
            raise FieldError(f"{field.label}: rumus dalam sel ini gagal ({text}). Ketik isinya.")
        if field.kind in DIGIT_KINDS and _SCIENTIFIC.fullmatch(text.strip()):
            raise FieldError(_digits_lost(field))
        if self._is_csv and field.kind is Kind.DECIMAL and _POINT_DECIMAL.fullmatch(text.strip()):
            return text.strip().replace(".", ",")
        if words := self._words.get(field.key):
            parts = text.split(";") if field.kind is Kind.MULTI else [text]
            return ";".join(self._code(words, part) for part in parts)
        return text

    @staticmethod
    def _code(words: Mapping[str, Choice], text: str) -> str:
        choice = words.get(folded(text))
        return choice.code if choice else text


def _digits_lost(field: Field) -> str:
    return (
        f"{field.label}: program lembar kerja menyimpannya sebagai bilangan, sehingga angka terakhir hilang. "
        "Ubah format kolom menjadi Teks, lalu ketik ulang."
    )
