"""Answers of many respondents from one file: a column per item, a row per respondent.

What a cell means is said by `berkas.rules.scoring.answers_from_rows`; here the rows are found and every
problem gets the address it has in the file. Imports only the rules and its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from berkas.rules.answers import Answers
from berkas.rules.instruments import Instrument, Route
from berkas.rules.scoring import RowProblem, answers_from_rows
from berkas.sheets.cells import Cell
from berkas.sheets.limits import USUAL, Limits
from berkas.sheets.read import Table, read_table
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

    Headings are item keys or labels and may stand below a title; rows marked `contoh` are left out. Raises
    SheetError when the file cannot be read at all.
    """
    if isinstance(source, Path):
        source = read_table(source, sheet=sheet, limits=limits, progress=progress)
    questions = Route(instrument, unit_kind).questions
    table = find_heading(source, [name for q in questions for name in (q.key, q.item.label)])
    top = table.grid[table.head].number
    respondents, problems = answers_from_rows(instrument, _rows(table, top), unit_kind=unit_kind)
    shift = top - 1
    placed = (
        replace(problem, cell=_moved(problem.cell, shift), row=problem.row + shift) for problem in problems
    )
    return AnswerSheet(tuple(respondents), tuple(placed))


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
