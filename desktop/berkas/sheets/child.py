"""The process that reads a workbook from elsewhere: few rights, little memory, little time.

Started by `berkas.sheets.read`. Takes one JSON line (path, sheet, limits) on standard input and answers with
JSON lines on standard output: what was found, one line per row, and an end; or one error with its sentence.
It imports neither Qt nor the database, writes no file and never follows a link found inside the workbook.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from berkas.sheets import refusals
from berkas.sheets.cells import Cell
from berkas.sheets.errors import SheetError
from berkas.sheets.gate import check
from berkas.sheets.limits import Limits

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


@dataclass(frozen=True, slots=True)
class Request:
    """What the parent asks for; `sheet` None means the first visible sheet that holds something."""

    path: Path
    sheet: str | None
    limits: Limits


def main() -> int:
    """Read one request, answer it. The exit status says nothing; the last line does."""
    asked = json.loads(sys.stdin.readline())
    request = Request(Path(asked["path"]), asked["sheet"], Limits(**asked["limits"]))
    _limit(request.limits)
    try:
        for line in answer(request):
            _say(sys.stdout, line)
    except SheetError as error:
        _say(sys.stdout, {"error": str(error)})
    except MemoryError:
        _say(sys.stdout, {"error": refusals.too_large(request.path.name)})
    sys.stdout.flush()
    return 0


def _say(stream: TextIO, line: object) -> None:
    stream.write(json.dumps(line, separators=(",", ":")) + "\n")


def answer(request: Request) -> Iterator[object]:
    """The lines of the answer. Raises SheetError with the sentence to show."""
    check(request.path, request.limits)
    import python_calamine as calamine

    name = request.path.name
    try:
        with calamine.load_workbook(request.path) as book:
            sheets = _visible(book, name)
            sheet = _chosen(book, sheets, request)
            yield {"sheets": sheets, "sheet": sheet.name}
            for number, row in _rows(sheet, name, request.limits):
                yield [number, [cell if type(cell) is str else _as_json(cell) for cell in row]]
    except calamine.PasswordError as error:
        raise SheetError(refusals.locked(name)) from error
    except calamine.CalamineError as error:
        raise SheetError(refusals.broken(name)) from error
    yield {"end": True}


def _visible(book: CalamineWorkbook, name: str) -> list[str]:
    import python_calamine as calamine

    kinds = calamine.SheetTypeEnum
    if any(sheet.typ in (kinds.MacroSheet, kinds.Vba) for sheet in book.sheets_metadata):
        raise SheetError(refusals.macros(name))
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == kinds.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def _chosen(book: CalamineWorkbook, sheets: list[str], request: Request) -> CalamineSheet:
    if request.sheet is not None:
        if request.sheet not in book.sheet_names:
            offered = ", ".join(f"“{name}”" for name in sheets[:10])
            raise SheetError(
                f"Lembar “{request.sheet}” tidak ada dalam {request.path.name}. Yang ada: {offered}."
            )
        return book.get_sheet_by_name(request.sheet)
    for name in sheets:
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            return sheet
    raise SheetError(refusals.empty(request.path.name))


def _rows(sheet: CalamineSheet, name: str, limits: Limits) -> Iterator[tuple[int, list[Cell | timedelta]]]:
    """Rows that hold something, numbered as people see them, from column A on, without the empty end."""
    if sheet.end is not None and sheet.end[1] >= limits.columns:
        raise SheetError(refusals.too_wide(name, sheet.end[1] + 1, limits))
    empty_columns: list[Cell | timedelta] = [None] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(
        sheet.iter_rows(), 1
    ):  # which begins at row 1, but at the first filled column
        cells = empty_columns + [None if cell == "" else cell for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells


def _as_json(cell: Cell | timedelta) -> object:
    """A cell as JSON; what JSON does not know is a list of one letter and a text."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**17:
        return int(cell)
    if cell is None or isinstance(cell, str | int | float):
        return cell
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return ["t" if isinstance(cell, time) else "d" if type(cell) is date else "m", cell.isoformat()]


def _limit(limits: Limits) -> None:
    """Give up what a reader does not need: memory beyond the limit, processor time, writing files."""
    if sys.platform == "win32":
        from berkas.sheets.windows_job import limit_memory

        limit_memory(limits.memory)
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # some systems do not know one of them
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    raise SystemExit(main())
