"""Files of answers going out: an empty one to be filled in, a filled one, and the codebook that explains it.

Headings are item keys, so that a file that went out can come back (`answers.read_answers`) and statistics
programs find short names; `answer_columns` says how an answer stands in them. Imports only the rules and its
neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from berkas.rules.answers import Answers
from berkas.rules.fields import Choice, Column, Field, Kind
from berkas.rules.instruments import Instrument, ItemType, Question, Route
from berkas.sheets.answer_columns import (
    HEAD,
    AnswerColumn,
    cell_out,
    columns_of,
    questions_out,
    rows_needed,
)
from berkas.sheets.codebook import CODEBOOK, codebook
from berkas.sheets.template import write_template
from berkas.sheets.write import Format, Progress, TableSheet, Written, write_table, write_tables

_KINDS = {
    ItemType.ANGKA: Kind.DECIMAL,
    ItemType.TANGGAL: Kind.DATE,
    ItemType.MULTI: Kind.MULTI,
    ItemType.DIGIT: Kind.DIGITS,
}


def _nothing() -> None:
    """Nothing to be done."""


def write_answer_template(
    path: Path, instrument: Instrument, *, unit_kind: str | None = None, overwrite: bool = False
) -> None:
    """Write an empty workbook for this instrument: a column per item, the question in a note, drop-downs."""
    fields = [_field(instrument, question) for question in _questions(instrument, unit_kind)]
    notes = [
        instrument.title,
        *([instrument.notice] if instrument.notice else []),
        "Satu baris untuk satu responden.",
    ]
    write_template(path, fields, title=instrument.key, notes=notes, overwrite=overwrite)


def write_answers(
    target: Path | BinaryIO,
    instrument: Instrument,
    respondents: Sequence[Answers],
    *,
    heads: Sequence[Mapping[str, object]] = (),
    unit_kind: str | None = None,
    format: Format | None = None,  # noqa: A002 - the word people know
    edition: str = "",
    overwrite: bool = False,
    progress: Progress | None = None,
    before_naming: Callable[[], object] = _nothing,
) -> Written:
    """Write answers as codes with the codebook that explains them; `read_answers` reads them back exactly.

    A workbook holds both as two sheets; beside a CSV file stands a second one named `…-kode.csv`. `heads`
    are facts about each sheet (code, respondent, day …), by name; without them the sheets are numbered.
    `before_naming` is called when everything is written and nothing has its name yet; what it raises leaves
    no file behind. Names, NIK and family are left out.
    """
    answers = AnswerTable(instrument, respondents, heads, unit_kind)
    rows = _then(answers.rows(), before_naming)
    chosen = format or ("csv" if isinstance(target, Path) and target.suffix.casefold() == ".csv" else "xlsx")
    if chosen == "csv":
        if isinstance(target, Path):
            write_codebook(
                codebook_beside(target), instrument, unit_kind=unit_kind, edition=edition,
                overwrite=overwrite, rows_of_tables=answers.needed,
            )  # fmt: skip
        return write_table(
            target, answers.headings, rows, title=instrument.key, format="csv", overwrite=overwrite,
            progress=progress,
        )  # fmt: skip
    book = (
        TableSheet(instrument.key, answers.headings, rows),
        TableSheet(
            f"Kode {instrument.key}", CODEBOOK, codebook(instrument, answers.columns, edition=edition)
        ),
    )
    return write_tables(target, book, overwrite=overwrite, progress=progress)


def codebook_beside(path: Path) -> Path:
    """Where the codebook of a CSV file of answers stands."""
    return path.with_name(f"{path.stem}-kode{path.suffix}")


class AnswerTable:
    """Answers as a table: its headings and its rows."""

    def __init__(
        self,
        instrument: Instrument,
        respondents: Sequence[Answers],
        heads: Sequence[Mapping[str, object]] = (),
        unit_kind: str | None = None,
    ) -> None:
        questions = questions_out(instrument, unit_kind)
        self.needed = rows_needed(questions, respondents)
        self.columns = columns_of(questions, instrument, self.needed)
        self._respondents = respondents
        self._heads = heads or [{"no": number} for number in range(1, len(respondents) + 1)]
        self._names = list(dict.fromkeys(name for head in self._heads for name in head)) or ["no"]

    @property
    def headings(self) -> list[Column]:
        """Facts about the sheet, then the answers."""
        facts = [Column(f"{HEAD}{name}", f"{HEAD}{name}") for name in self._names]
        return [*facts, *(Column(each.heading, each.heading, _kind(each)) for each in self.columns)]

    def rows(self) -> Iterator[list[object]]:
        """One row for each respondent."""
        for head, answers in zip(self._heads, self._respondents, strict=True):
            facts = [head.get(name) for name in self._names]
            yield [*facts, *(cell_out(column, answers) for column in self.columns)]


def _kind(column: AnswerColumn) -> Kind:
    if column.option or column.is_count:
        return Kind.INTEGER
    return {ItemType.DIGIT: Kind.DIGITS, ItemType.ANGKA: Kind.DECIMAL}.get(column.item.type, Kind.TEXT)


def _then(rows: Iterator[list[object]], last: Callable[[], object]) -> Iterator[list[object]]:
    yield from rows
    last()


def write_codebook(
    target: Path | BinaryIO,
    instrument: Instrument,
    *,
    unit_kind: str | None = None,
    format: Format | None = None,  # noqa: A002 - the word people know
    edition: str = "",
    overwrite: bool = False,
    rows_of_tables: Mapping[str, int] | None = None,
) -> Written:
    """Write what each column and each code of `write_answers` means; a table shows one row unless told."""
    questions = questions_out(instrument, unit_kind)
    columns = columns_of(questions, instrument, rows_of_tables or {q.key: 1 for q in questions})
    rows = codebook(instrument, columns, edition=edition)
    return write_table(
        target, CODEBOOK, rows, title=f"Kode {instrument.key}", format=format, overwrite=overwrite
    )


def _questions(instrument: Instrument, unit_kind: str | None) -> Sequence[Question]:
    return [q for q in Route(instrument, unit_kind).questions if q.item.type is not ItemType.TABEL]


def _label(question: Question) -> str:
    return f"{question.item.label} ({question.tick.label})" if question.tick else question.item.label


def _field(instrument: Instrument, question: Question) -> Field:
    item = question.item
    options = instrument.options(item)
    is_scale = item.type is ItemType.SKALA
    words = [Choice(option.code, option.code if is_scale else option.label) for option in options]
    legend = "; ".join(f"{option.code} = {option.label}" for option in options) if is_scale else ""
    return Field(
        question.key,
        question.key,
        Kind.CHOICE if options and item.type is not ItemType.MULTI else _KINDS.get(item.type, Kind.TEXT),
        help=". ".join(part.rstrip(".") for part in (_label(question), item.help, legend) if part) + ".",
        required=question.section.scored,
        choices=(*words, *(Choice(code.value, code.label) for code in instrument.missing(item)))
        if options
        else (),
        length=item.length,
    )
