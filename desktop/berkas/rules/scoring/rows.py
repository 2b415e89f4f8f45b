"""Answers from rows of a file: one column per item key, one row per respondent.

Every wrong cell is named by its address, as a spreadsheet names it. Imports only the other rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from berkas.rules.answers import Answer
from berkas.rules.instruments import AnswerError, Instrument, ItemType, Question, Route, parse_cell


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One wrong cell: its address ("B7"), the column's heading, the row counted from 1 with the headings as
    row 1."""

    cell: str
    column: str
    row: int
    message: str


def answers_from_rows(
    instrument: Instrument, rows: Sequence[Sequence[object]], *, unit_kind: str | None = None
) -> tuple[list[dict[str, Answer]], list[RowProblem]]:
    """Respondents and problems from rows whose first one holds the headings (item keys or labels).

    Blank rows are left out, blank cells are unanswered. A cell with a problem is unanswered too; the caller
    decides whether anything is used. A scored item without a column is a problem, any other may be absent.
    """
    if not rows:
        return [], [RowProblem("A1", "", 1, "Berkas kosong; baris pertama harus berisi kode butir.")]
    questions = {question.key: question for question in Route(instrument, unit_kind).questions}
    columns, problems = _headings(questions, rows[0])
    respondents: list[dict[str, Answer]] = []
    for number, row in enumerate(rows[1:], start=2):
        if all(cell is None or not str(cell).strip() for cell in row):
            continue
        answers: dict[str, Answer] = {}
        for position, cell in enumerate(row):
            question = columns.get(position)
            if question is None:
                if position >= len(rows[0]) and str("" if cell is None else cell).strip():
                    message = "Sel tanpa judul kolom."
                    problems.append(RowProblem(address(position, number), "", number, message))
                continue
            try:
                answer = parse_cell(instrument, question.item, cell)
            except AnswerError as error:
                problems.append(RowProblem(address(position, number), question.key, number, str(error)))
            else:
                if answer is not None:
                    answers[question.key] = answer
        respondents.append(answers)
    return respondents, problems


def _headings(
    questions: dict[str, Question], row: Sequence[object]
) -> tuple[dict[int, Question], list[RowProblem]]:
    by_name = {key.casefold(): question for key, question in questions.items()}
    by_name |= {
        question.item.label.casefold(): question
        for question in questions.values()
        if question.tick is None and question.item.label.casefold() not in by_name
    }
    columns: dict[int, Question] = {}
    problems: list[RowProblem] = []
    for position, cell in enumerate(row):
        name = "" if cell is None else str(cell).strip().lstrip("\ufeff")
        question = by_name.get(name.casefold())
        if not name:
            continue
        if question is None:
            near = difflib.get_close_matches(name.casefold(), list(by_name), n=1)
            hint = f" Mungkin maksudnya “{by_name[near[0]].key}”." if near else ""
            message = f"Kolom “{name[:40]}” tidak dikenal.{hint}"
        elif question in columns.values():
            message = f"Kolom “{question.key}” ada dua kali."
        elif question.item.type is ItemType.TABEL:
            message = f"Kolom “{question.key}” berisi tabel dan tidak dapat dibaca dari satu sel."
        else:
            columns[position] = question
            continue
        problems.append(RowProblem(address(position, 1), name[:40], 1, message))
    found = {question.key for question in columns.values()}
    for key, question in questions.items():
        if question.section.scored and key not in found:
            problems.append(RowProblem(address(len(row), 1), key, 1, f"Kolom “{key}” tidak ada."))
    return columns, problems


def address(column: int, row: int) -> str:
    """``B7`` for column 1 (counted from 0) and row 7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
