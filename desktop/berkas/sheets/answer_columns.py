"""Which columns a file of answers has, how an answer stands in them, and how it is read back exactly.

An item is one column under its key; a multi item has a column per option (`KEY#code`: 1 or 0), a table its
number of rows (`KEY`) and a column per row and column (`KEY#2#column`). The three codes are words of their
own in every column. Imports only the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from berkas.rules.answers import Answer, Answers, TableRow, missing_code
from berkas.rules.answers import Cell as AnswerCell
from berkas.rules.instruments import AnswerError, Instrument, Item, ItemType, Question, Route, parse_cell
from berkas.rules.instruments.entry import answer_problem
from berkas.rules.vocabulary import Missing

JOINT = "#"
"""What joins the parts of a heading; no key of an item holds it."""

HEAD = f"lembar{JOINT}"
"""What the headings about the sheet itself begin with; a file that has one was written by Berkas."""

VAULT = frozenset({"nama", "nik", "keluarga"})
"""Kinds of personal data that lie apart from the answers and never leave with them."""

_QUOTE = '"'
_TEXTS = frozenset({ItemType.TEKS, ItemType.RUJUKAN})


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column. `item` is what its cells are answers of (a column of a table is an item of its own).

    `option`: the code a multi item's column stands for. `row`: the table's row, counted from 1; `is_count`:
    how many rows a table has.
    """

    heading: str
    question: Question
    item: Item
    option: str = ""
    row: int = 0
    is_count: bool = False


def questions_out(instrument: Instrument, unit_kind: str | None = None) -> tuple[Question, ...]:
    """The questions whose answers may leave: all but names, NIK and family."""
    return tuple(q for q in Route(instrument, unit_kind).questions if q.item.personal not in VAULT)


def columns_of(
    questions: Iterable[Question], instrument: Instrument, rows: Mapping[str, int]
) -> list[AnswerColumn]:
    """The columns of these questions; `rows`: how many rows each table needs, by key."""
    found: list[AnswerColumn] = []
    for question in questions:
        item = question.item
        if item.type is ItemType.MULTI:
            found.extend(
                AnswerColumn(f"{question.key}{JOINT}{option.code}", question, item, option=option.code)
                for option in instrument.options(item)
            )
        elif item.type is ItemType.TABEL:
            found.append(AnswerColumn(question.key, question, item, is_count=True))
            found.extend(
                AnswerColumn(f"{question.key}{JOINT}{row}{JOINT}{column.key}", question, column, row=row)
                for row in range(1, rows.get(question.key, 0) + 1)
                for column in item.columns
            )
        else:
            found.append(AnswerColumn(question.key, question, item))
    return found


def rows_needed(questions: Iterable[Question], respondents: Iterable[Answers]) -> dict[str, int]:
    """The most rows anybody gave to each table."""
    keys = [question.key for question in questions if question.item.type is ItemType.TABEL]
    needed = dict.fromkeys(keys, 0)
    for answers in respondents if keys else ():
        for key in keys:
            needed[key] = max(needed[key], len(_table(answers.get(key))))
    return needed


def cell_out(column: AnswerColumn, answers: Answers) -> object:
    """What stands in a column for one respondent; None for nothing."""
    answer = answers.get(column.question.key)
    if answer is None:
        return None
    if isinstance(answer, Missing):
        return None if column.row else answer.value
    if column.is_count:
        return len(_table(answer)) or None
    if column.row:
        rows = _table(answer)
        cell = rows[column.row - 1].get(column.item.key) if column.row <= len(rows) else None
        return None if cell is None else _plain(column.item, cell)
    if column.option:
        return int(column.option in answer) if isinstance(answer, tuple) and answer else None
    return None if isinstance(answer, tuple) else _plain(column.item, answer)


def _table(answer: Answer | None) -> tuple[TableRow, ...]:
    is_rows = isinstance(answer, tuple) and bool(answer) and isinstance(answer[0], Mapping)
    return cast("tuple[TableRow, ...]", answer) if is_rows else ()


def _plain(item: Item, answer: AnswerCell) -> object:
    if isinstance(answer, Missing):
        return answer.value
    if isinstance(answer, int | float):
        # a workbook keeps fifteen digits; a longer number is written as the text of itself
        return answer if isinstance(answer, int) or float(f"{answer:.15g}") == answer else repr(answer)
    if item.type is ItemType.TANGGAL:
        return date.fromisoformat(answer)
    if item.type in _TEXTS and missing_code(answer.strip(_QUOTE)) is not None:
        return f"{_QUOTE}{answer}{_QUOTE}"
    return answer


class ColumnReader:
    """Reads the cells of files that `cell_out` wrote, and of files people made with the same headings."""

    def __init__(self, instrument: Instrument, *, unit_kind: str | None = None) -> None:
        self._instrument = instrument
        self._questions = {q.key.casefold(): q for q in Route(instrument, unit_kind).questions}

    def column(self, heading: str) -> AnswerColumn | None:
        """The column a heading stands for; None when it is no expanded one."""
        key, *parts = heading.split(JOINT)
        question = self._questions.get(key.casefold())
        if question is None:
            return None
        item = question.item
        if item.type is ItemType.MULTI and len(parts) == 1:
            codes = [option.code for option in self._instrument.options(item)]
            code = parts[0] if parts[0] in codes else None
            return AnswerColumn(heading, question, item, option=code) if code is not None else None
        if item.type is ItemType.TABEL and not parts:
            return AnswerColumn(heading, question, item, is_count=True)
        if item.type is ItemType.TABEL and len(parts) == 2 and parts[0].isascii() and parts[0].isdigit():
            column = next((each for each in item.columns if each.key.casefold() == parts[1].casefold()), None)
            row = int(parts[0])
            return AnswerColumn(heading, question, column, row=row) if column is not None and row else None
        if not parts and item.type is not ItemType.MULTI:
            return AnswerColumn(heading, question, item)
        return None

    def value(self, column: AnswerColumn, cell: object) -> Answer | None:
        """What one cell says, None for nothing; AnswerError with a sentence for what is no answer.

        Of a multi item's column: the option's code when chosen, an empty tuple when not; of a table's count
        column only one of the three codes.
        """
        if cell is None or cell == "":
            return None
        if column.option or column.is_count:
            code = missing_code(str(cell))
            if code is not None:
                return self._accepted(column.question.item, code)
            return None if column.is_count else self._chosen(column, str(cell).strip().casefold())
        return exact_cell(self._instrument, column.item, cell)

    def _chosen(self, column: AnswerColumn, text: str) -> Answer:
        if text in ("1", "ya", "x", "✓"):
            return column.option
        if text in ("0", "tidak"):
            return ()
        message = (
            f"{column.item.label}: “{text[:40]}” pada “{column.option}” harus 1 (dipilih) atau 0 (tidak)."
        )
        raise AnswerError(message)

    def _accepted(self, item: Item, answer: Answer) -> Answer:
        problem = answer_problem(self._instrument, item, answer)
        if problem:
            raise AnswerError(problem)
        return answer

    def together(self, found: Sequence[tuple[AnswerColumn, Answer]]) -> dict[str, Answer]:
        """One respondent's answers from the values of all columns. AnswerError when they do not fit."""
        answers: dict[str, Answer] = {}
        tables: dict[str, dict[int, dict[str, AnswerCell]]] = {}
        chosen: dict[str, set[str]] = {}
        for column, value in found:
            key = column.question.key
            if column.row:
                tables.setdefault(key, {}).setdefault(column.row, {})[column.item.key] = cast(
                    "AnswerCell", value
                )
            elif column.option and not isinstance(value, Missing):
                chosen.setdefault(key, set()).update([str(value)] if value else [])
            else:
                answers[key] = value
        for key, codes in chosen.items():
            item = self._questions[key.casefold()].item
            if codes:
                order = [option.code for option in self._instrument.options(item)]
                answers[key] = tuple(code for code in order if code in codes)
        for key, rows in tables.items():
            answers[key] = tuple(rows[number] for number in sorted(rows))
            self._accepted(self._questions[key.casefold()].item, answers[key])
        return answers


def exact_cell(instrument: Instrument, item: Item, cell: object) -> Answer | None:
    """One cell as Berkas wrote it: codes as they are spelt, text with every blank, numbers to the digit."""
    answer = _as_written(instrument, item, cell)
    if answer is None:
        return parse_cell(instrument, item, cell)
    problem = answer_problem(instrument, item, answer)
    if problem:
        raise AnswerError(problem)
    return answer


def _as_written(instrument: Instrument, item: Item, cell: object) -> Answer | None:
    """The answer where the usual reading would change it; None leaves it to the usual reading."""
    if any(option.code == str(cell) for option in instrument.options(item)):
        return str(cell)
    if item.type is ItemType.ANGKA and isinstance(cell, int | float) and not isinstance(cell, bool):
        return int(cell) if cell == int(cell) else cell
    if not isinstance(cell, str) or missing_code(cell) in item.missing:
        return None
    if item.type in _TEXTS:
        return _unquoted(cell)
    return _number(cell) if item.type is ItemType.ANGKA else None


def _number(text: str) -> int | float | None:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _unquoted(text: str) -> str:
    is_quoted = len(text) > 1 and text.startswith(_QUOTE) and text.endswith(_QUOTE)
    return text[1:-1] if is_quoted and missing_code(text.strip(_QUOTE)) is not None else text


def table_column(column: AnswerColumn) -> Item:
    """A column of a table with the words of both, for the codebook."""
    label = f"{column.question.item.label}, baris {column.row}: {column.item.label}"
    return replace(column.item, label=label) if column.row else column.item
