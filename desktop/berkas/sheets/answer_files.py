"""Files of answers going out: an empty one to be filled in, a filled one, and the codebook that explains it.

Headings are item keys, so that a file that went out can come back (`answers.read_answers`) and statistics
programs find short names. Imports only the rules and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from berkas.rules.answers import Answer, Answers
from berkas.rules.fields import Choice, Column, Field, Kind
from berkas.rules.instruments import Instrument, ItemType, Question, Route
from berkas.sheets.template import write_template
from berkas.sheets.write import Format, Progress, Written, write_table

_KINDS = {
    ItemType.ANGKA: Kind.DECIMAL,
    ItemType.TANGGAL: Kind.DATE,
    ItemType.MULTI: Kind.MULTI,
    ItemType.DIGIT: Kind.DIGITS,
}

_CODEBOOK = (
    Column("key", "Kolom", width=24),
    Column("section", "Bagian", width=28),
    Column("question", "Pertanyaan", Kind.LONG_TEXT, width=60),
    Column("type", "Jenis", width=18),
    Column("code", "Kode", width=18),
    Column("label", "Arti", width=40),
    Column("value", "Nilai", Kind.DECIMAL, width=8),
)


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
    respondents: Iterable[Answers],
    *,
    unit_kind: str | None = None,
    format: Format | None = None,  # noqa: A002 - the word people know
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write answers as codes, the three not-counted codes by their own words; tables are left out."""
    questions = _questions(instrument, unit_kind)
    columns = [Column(q.key, q.key, _KINDS.get(q.item.type, Kind.TEXT)) for q in questions]
    rows = ([_code(answers.get(q.key)) for q in questions] for answers in respondents)
    return write_table(
        target, columns, rows, title=instrument.key, format=format, overwrite=overwrite, progress=progress
    )


def write_codebook(
    target: Path | BinaryIO,
    instrument: Instrument,
    *,
    unit_kind: str | None = None,
    format: Format | None = None,  # noqa: A002 - the word people know
    overwrite: bool = False,
) -> Written:
    """Write what each column and each code of `write_answers` means."""
    rows = (row for q in _questions(instrument, unit_kind) for row in _explained(instrument, q))
    return write_table(
        target, _CODEBOOK, rows, title=f"Kode {instrument.key}", format=format, overwrite=overwrite
    )


def _questions(instrument: Instrument, unit_kind: str | None) -> Sequence[Question]:
    return [q for q in Route(instrument, unit_kind).questions if q.item.type is not ItemType.TABEL]


def _code(answer: Answer | None) -> object:
    """An answer as a cell; tuples of codes stay tuples, the writer joins them."""
    return answer if answer is None or isinstance(answer, tuple | int | float) else str(answer)


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
        choices=(*words, *(Choice(code.value, code.label) for code in instrument.missing(item))) if options else (),
        length=item.length,
    )


def _explained(instrument: Instrument, question: Question) -> Iterator[tuple[object, ...]]:
    item = question.item
    what = (question.key, question.section.label, _label(question), item.type.label)
    meanings = [(option.code, option.label, option.value) for option in instrument.options(item)]
    meanings += [(code.value, code.label, None) for code in instrument.missing(item)]
    for number, meaning in enumerate(meanings or [("", item.unit, None)]):
        yield (*(what if number == 0 else (question.key, "", "", "")), *meaning)
