"""Answers of many respondents from one file: a column per item, a row per respondent.

What a cell means is said by `berkas.rules.scoring.answers_from_rows`; here the rows are found and every
problem gets the address it has in the file. Imports only the rules and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from berkas.rules.answers import Answer, Answers
from berkas.rules.instruments import AnswerError, Instrument, Route
from berkas.rules.scoring import RowProblem, answers_from_rows
from berkas.sheets.answer_columns import HEAD, AnswerColumn, ColumnReader
from berkas.sheets.cells import Cell
from berkas.sheets.limits import USUAL, Limits
from berkas.sheets.read import Row, Table, read_table
from berkas.sheets.records import find_heading, folded
from berkas.sheets.template import EXAMPLE, REMARK


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The respondents of a file, and what is wrong, cell by cell; a wrong cell is unanswered."""

    respondents: tuple[Answers, ...]
    problems: tuple[RowProblem, ...]


def read_answers(
    source: Path | Table,
    instrument: Instrument,
    *,
    unit_kind: str | None = None,
    sheet: str | None = None,
    limits: Limits = USUAL,
    progress: Callable[[int], None] | None = None,
) -> AnswerSheet:
    """Read an answers file (.csv, .xlsx, .ods, .xls) for one instrument.

    Headings are item keys or labels and may stand below a title; rows marked `contoh` are left out. A file
    that `write_answers` wrote comes back exactly. Raises SheetError when the file cannot be read at all.
    """
    if isinstance(source, Path):
        source = read_table(source, sheet=sheet, limits=limits, progress=progress)
    if any(isinstance(cell, str) and cell.startswith(HEAD) for row in source.grid[:1] for cell in row.cells):
        return _read_own(source.headed_at(0), instrument, unit_kind)
    questions = Route(instrument, unit_kind).questions
    table = find_heading(source, [name for q in questions for name in (q.key, q.item.label)])
    top = table.grid[table.head].number
    respondents, problems = answers_from_rows(instrument, _rows(table, top), unit_kind=unit_kind)
    shift = top - 1
    placed = (
        replace(problem, cell=_moved(problem.cell, shift), row=problem.row + shift) for problem in problems
    )
    return AnswerSheet(tuple(respondents), tuple(placed))


def _read_own(table: Table, instrument: Instrument, unit_kind: str | None) -> AnswerSheet:
    """A file that Berkas wrote: every cell exactly as it went out, also blanks and empty respondents."""
    reader = ColumnReader(instrument, unit_kind=unit_kind)
    head = table.grid[0]
    columns: dict[int, AnswerColumn] = {}
    problems: list[RowProblem] = []
    for place, heading in enumerate(table.header):
        if not heading or heading.startswith(HEAD):
            continue
        column = reader.column(heading)
        if column is None or any(each.heading == column.heading for each in columns.values()):
            reason = "tidak dikenal" if column is None else "ada dua kali"
            message = f"Kolom “{heading[:40]}” {reason}."
            problems.append(RowProblem(table.address(head, place), heading[:40], head.number, message))
        else:
            columns[place] = column
    respondents: list[Answers] = []
    for row in table.rows:
        answers, wrong = own_row(reader, table, row, columns)
        problems.extend(wrong)
        if answers is not None:
            respondents.append(answers)
    return AnswerSheet(tuple(respondents), tuple(problems))


def own_row(
    reader: ColumnReader, table: Table, row: Row, columns: Mapping[int, AnswerColumn]
) -> tuple[Answers | None, list[RowProblem]]:
    """One respondent of a file that `write_answers` wrote; None when its cells do not fit together."""
    found: list[tuple[AnswerColumn, Answer]] = []
    problems: list[RowProblem] = []
    for place, column in columns.items():
        try:
            value = reader.value(column, row.cell(place))
        except AnswerError as error:
            cell = table.address(row, place)
            problems.append(RowProblem(cell, column.heading, row.number, str(error)))
        else:
            if value is not None:
                found.append((column, value))
    try:
        return reader.together(found), problems
    except AnswerError as error:
        return None, [*problems, RowProblem(table.address(row, 0), "", row.number, str(error))]


def _rows(table: Table, top: int) -> list[Sequence[Cell]]:
    """The heading and what is below it; blank rows where the file leaves some out or marks them contoh."""
    remarks = [index for index, name in enumerate(table.header) if folded(name) == folded(REMARK)]
    heading = ["" if index in remarks else name for index, name in enumerate(table.header)]
    rows: list[Sequence[Cell]] = [heading]
    for row in table.rows:
        rows.extend(() for _ in range(row.number - top - len(rows)))
        is_example = any(folded(str(row.cell(index) or "")).startswith(EXAMPLE) for index in remarks)
        rows.append(() if is_example else row.cells)
    return rows


def _moved(cell: str, rows: int) -> str:
    return re.sub(r"\d+$", lambda match: str(int(match[0]) + rows), cell)
