"""An instrument as a workbook that people edit: one sheet for each kind of part, written and read.

What the rows mean is the business of `berkas.rules.instruments.leaves`. Imports only the rules and its
neighbours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from berkas.rules.instruments.leaf_reading import ReadLeaf, ReadRow
from berkas.rules.instruments.leaves import HEADINGS, Leaf
from berkas.rules.instruments.leaves import Cell as LeafCell
from berkas.sheets.cells import Cell, address, cleaned
from berkas.sheets.errors import SheetError
from berkas.sheets.read import Row, Table, read_table
from berkas.sheets.write import replacing

_NARROW, _WIDE, _WIDEST = 12, 22, 48
_WORDS = frozenset({"label", "label_source", "intro", "help", "message", "text", "value", "note"})
_HEAD_ROWS = 20


def write_instrument_book(
    target: Path | BinaryIO, leaves: Sequence[Leaf], *, overwrite: bool = False
) -> None:
    """Write every sheet with frozen headings; text stays text whatever it begins with.

    Raises SheetError with the sentence to show when the file cannot be written.
    """
    if isinstance(target, Path):
        with replacing(target, overwrite=overwrite) as stream:
            _write(stream, leaves)
    else:
        _write(target, leaves)


def _write(stream: BinaryIO, leaves: Sequence[Leaf]) -> None:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:  # pyright: ignore[reportArgumentType]
        head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True})
        words = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for leaf in leaves:
            sheet = book.add_worksheet(leaf.name)
            sheet.freeze_panes(1, 0)
            for column, heading in enumerate(leaf.headings):
                wide = _WIDEST if heading.key in _WORDS else _WIDE if heading.key.endswith("_if") else _NARROW
                sheet.set_column(column, column, max(wide, len(heading.label) + 2), words)
                sheet.write_string(0, column, heading.label, head)
            for number, row in enumerate(leaf.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cleaned(cell)[0], words)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)


def read_instrument_book(path: Path) -> dict[str, ReadLeaf]:
    """Every sheet that holds something, with the addresses of its cells.

    Headings may stand below titles or under merged cells. Raises SheetError with the sentence to show.
    """
    first = read_table(path)
    names = first.sheets or (first.sheet,)
    leaves: dict[str, ReadLeaf] = {}
    for name in names:
        table = first if name == first.sheet else _sheet(path, name)
        if table is not None:
            leaves[name] = _leaf(table, name)
    return leaves


def _sheet(path: Path, name: str) -> Table | None:
    """A sheet of the workbook; nothing for one without any filled cell."""

    try:
        return read_table(path, sheet=name)
    except SheetError:
        if name in HEADINGS:
            return None
        raise


def _leaf(table: Table, name: str) -> ReadLeaf:
    head, last = _heading_rows(table.grid, name)
    top = table.grid[last]
    header = _header(table.grid[head : last + 1], name)
    width = len(header)
    rows = tuple(
        ReadRow(
            tuple(_cell(row.cell(column)) for column in range(width)),
            tuple(f"{name}!{address(row.number, column)}" for column in range(width)),
        )
        for row in table.grid[last + 1 :]
    )
    return ReadLeaf(header, tuple(f"{name}!{address(top.number, column)}" for column in range(width)), rows)


def _heading_rows(grid: Sequence[Row], name: str) -> tuple[int, int]:
    """The first and last row of the headings: around the one of the first rows with most of them.

    Where cells were merged, headings stand in several rows; rows that hold nothing else belong to them.
    """
    known = _known(name)
    counts = [sum(_said(cell) in known for cell in row.cells) for row in grid[:_HEAD_ROWS]]
    if not counts or not max(counts):
        return 0, 0
    first = last = counts.index(max(counts))
    while first > 0 and counts[first - 1]:
        first -= 1
    while last + 1 < len(counts) and counts[last + 1] and _says_only(grid[last + 1], known):
        last += 1
    return first, last


def _header(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    """The lowest known heading of each column, or else the lowest text."""
    known = _known(name)
    header: list[str] = []
    for column in range(max((len(row.cells) for row in rows), default=0)):
        texts = [str(row.cell(column)).strip() for row in rows if row.cell(column) is not None]
        named = [text for text in texts if text.casefold() in known]
        header.append((named or texts or [""])[-1])
    return tuple(header)


def _known(name: str) -> set[str]:
    return {word for each in HEADINGS.get(name, ()) for word in each.words}


def _said(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip().casefold()


def _says_only(row: Row, known: set[str]) -> bool:
    return all(_said(cell) in known for cell in row.cells if _said(cell))


def _cell(cell: Cell) -> LeafCell:
    """Dates come as the ISO text a definition writes."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return cell
