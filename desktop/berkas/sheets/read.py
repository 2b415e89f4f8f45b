"""Reads a list from a workbook or a CSV file that somebody else made, and trusts nothing in it.

Workbooks are parsed in a process of their own (`berkas.sheets.child`) with a ceiling for memory and time; CSV
is read here within the same limits. Imports only its neighbours.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, cast

from berkas.sheets import child, csv_file, refusals
from berkas.sheets.cells import Cell, address
from berkas.sheets.errors import SheetError
from berkas.sheets.gate import OLE_MAGIC, ZIP_MAGIC
from berkas.sheets.limits import READER_WORD, USUAL, Limits

log = logging.getLogger(__name__)

_EVERY = 500
_HEAD_ROWS = 20
_WORKBOOKS = {".xlsx", ".ods", ".xls"}
_TEXTS = {".csv", ".tsv", ".txt"}
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")
_OTHERS = {
    b"%PDF": "dokumen PDF",
    b"\xff\xd8\xff": "gambar",
    b"\x89PNG": "gambar",
    b"GIF8": "gambar",
    b"{\\rtf": "dokumen teks",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something; `number` is the one people see, `cells` begin at column A."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column counted from zero, None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: every row, and which of them is the heading.

    `sheet` is empty for CSV, `sheets` are the visible sheets. The heading is guessed; a caller who knows the
    names of the columns chooses it with `headed_at`.
    """

    name: str
    sheet: str
    sheets: tuple[str, ...]
    grid: tuple[Row, ...]
    head: int

    @property
    def header(self) -> tuple[str, ...]:
        """The text of each heading cell, empty where there is none."""
        return tuple("" if cell is None else str(cell).strip() for cell in self.grid[self.head].cells)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows under the heading."""
        return self.grid[self.head + 1 :]

    def headed_at(self, index: int) -> Table:
        """The same table with the heading in `grid[index]`."""
        return Table(self.name, self.sheet, self.sheets, self.grid, index)

    def address(self, row: Row, column: int) -> str:
        """Where a cell stands: `C7`, or `Data!C7` in a workbook with several sheets."""
        place = address(row.number, column)
        return f"{self.sheet}!{place}" if len(self.sheets) > 1 else place


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    limits: Limits = USUAL,
    progress: Callable[[int], None] | None = None,
) -> Table:
    """Read one sheet of an .xlsx, .ods or .xls workbook, or a .csv file.

    `sheet` names the sheet; without it the first visible one that holds something. `progress` is told the
    number of rows read; whatever it raises ends the reading. Raises SheetError with the sentence to show.
    """
    kind = _kind(path, limits)
    if kind in _TEXTS:
        if sheet is not None:
            raise SheetError(f"{path.name} adalah CSV dan tidak punya lembar “{sheet}”.")
        sheets, named, grid = (), "", tuple(_csv_rows(path, limits, progress))
    else:
        sheets, named, grid = _workbook(path, sheet, limits, progress)
    if not grid:
        raise SheetError(refusals.empty(path.name))
    return Table(path.name, named, sheets, grid, _likely_head(grid))


def _kind(path: Path, limits: Limits) -> str:
    """The ending that fits the content, after the checks that need no parsing."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(512)
    except OSError as error:
        raise SheetError(f"{path.name} tidak dapat dibuka. Periksa letaknya, lalu coba lagi.") from error
    if size > limits.file:
        raise SheetError(
            f"{path.name} lebih besar dari {limits.file >> 20} MB. Bagi menjadi beberapa berkas."
        )
    if not start:
        raise SheetError(refusals.empty(path.name))
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise SheetError(refusals.wrong_kind(path.name, what))
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        raise SheetError(refusals.web_page(path.name))
    return _agreed(path, start)


def _agreed(path: Path, start: bytes) -> str:
    ending = path.suffix.casefold()
    if ending == ".xlsm":
        raise SheetError(refusals.macros(path.name))
    if ending not in _WORKBOOKS | _TEXTS:
        raise SheetError(refusals.wrong_kind(path.name))
    is_workbook = start.startswith((ZIP_MAGIC, OLE_MAGIC))
    if ending in _TEXTS and is_workbook:
        raise SheetError(refusals.wrong_ending(path.name, ".xls" if start.startswith(OLE_MAGIC) else ".xlsx"))
    if ending in _WORKBOOKS and not is_workbook:
        raise SheetError(refusals.broken(path.name))
    return ending


def _csv_rows(path: Path, limits: Limits, progress: Callable[[int], None] | None) -> Iterator[Row]:
    text = csv_file.decode(path.read_bytes(), path.name)
    for count, (number, cells) in enumerate(csv_file.records(text, path.name), 1):
        if len(cells) > limits.columns:
            raise SheetError(refusals.too_wide(f"{path.name} baris {number}", len(cells), limits))
        yield Row(number, tuple(cells))
        if progress is not None and count % _EVERY == 0:
            progress(count)


def _workbook(
    path: Path, sheet: str | None, limits: Limits, progress: Callable[[int], None] | None
) -> tuple[tuple[str, ...], str, tuple[Row, ...]]:
    head: dict[str, Any] = {}
    rows: list[Row] = []
    for line in _answers(path, sheet, limits):
        if isinstance(line, list):
            rows.append(
                Row(line[0], tuple([_cell(cell) if type(cell) is list else cell for cell in line[1]]))
            )
            if progress is not None and len(rows) % _EVERY == 0:
                progress(len(rows))
        else:
            head |= line
        if "error" in head:
            raise SheetError(head["error"])
    if "end" not in head:
        raise SheetError(refusals.too_large(path.name))
    return tuple(head["sheets"]), head["sheet"], tuple(rows)


def _answers(path: Path, sheet: str | None, limits: Limits) -> Iterator[Any]:
    """The lines of the child's answer, as far as they come; the child is gone afterwards in any case."""
    asked = {"path": str(path.absolute()), "sheet": sheet, "limits": asdict(limits)}
    process = subprocess.Popen(  # noqa: S603 - our own program, fixed words
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    to_child, from_child = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    clock = threading.Timer(limits.seconds, process.kill)
    clock.start()
    try:
        with suppress(OSError), to_child:
            to_child.write(json.dumps(asked).encode() + b"\n")
        room = limits.answer
        while room > 0 and (line := from_child.readline(room)):
            room -= len(line)
            if line.endswith(b"\n"):
                yield json.loads(line)
        if room <= 0:
            process.kill()
        if (status := process.wait()) != 0:
            log.warning("the reader of workbooks ended with status %s", status)
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        from_child.close()


def _command() -> Sequence[str]:
    """How this program starts its reader; an installed one has no `python -m` and knows a word instead."""
    if Path(sys.executable).stem.casefold().startswith("python") and not getattr(sys, "frozen", False):
        return sys.executable, "-P", "-m", child.__name__
    return sys.executable, READER_WORD


def _environment() -> dict[str, str]:
    """This process's environment, in which the child finds the same package."""
    root = str(Path(__file__).resolve().parents[2])
    return os.environ | {"PYTHONPATH": root, "PYTHONUTF8": "1"}


def _cell(value: list[str]) -> Cell:
    """What JSON does not know, written by the child as one letter and a text."""
    kind, text = value
    match kind:
        case "d":
            return date.fromisoformat(text)
        case "m":
            return datetime.fromisoformat(text)
        case _:
            return time.fromisoformat(text)


def _likely_head(grid: Sequence[Row]) -> int:
    """The first of the top rows with more than half as many texts as the fullest; titles have one or two."""
    texts = [sum(isinstance(cell, str) for cell in row.cells) for row in grid[:_HEAD_ROWS]]
    return next((index for index, count in enumerate(texts) if count * 2 > max(texts)), 0)
