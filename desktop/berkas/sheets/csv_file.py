"""CSV files: written per RFC 4180 with a byte order mark, read from whatever office programs leave behind.

Imports only its neighbours.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TextIO

from berkas.sheets.cells import Cell, guarded, unguarded
from berkas.sheets.errors import SheetError

_DELIMITERS = (",", ";", "\t")
_LONGEST_FIELD = 1 << 20
_TELLING_LINES = 20


class CsvSink:
    """Writes rows as CSV; text that looks like a formula gets an apostrophe in front, numbers never do."""

    def __init__(self, stream: TextIO) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")

    def heading(self, labels: Sequence[str]) -> None:
        """Write the labels; a label that looks like a formula is guarded too."""
        self._writer.writerow([guarded(label) for label in labels])

    def row(self, number: int, values: Sequence[Cell]) -> None:
        """Write one row."""
        del number
        self._writer.writerow([_text(value) for value in values])

    def finish(self) -> None:
        """Nothing is held back."""


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case float():
            return _decimal(value)
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _decimal(value: float) -> str:
    """A number with a decimal point; exactly three decimals get a fourth, so that nobody reads thousands."""
    text = f"{Decimal(repr(value)):f}"
    return f"{text}0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) else text


def decode(data: bytes, name: str) -> str:
    """The text of a CSV file in UTF-8, UTF-16 (with its mark) or Windows-1252; SheetError otherwise."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    sentence = f"{name} bukan teks yang dapat dibaca. Simpan ulang sebagai CSV UTF-8 atau .xlsx."
    raise SheetError(sentence)


def records(text: str, name: str) -> Iterator[tuple[int, list[Cell]]]:
    """Each row that holds something, with the row number a spreadsheet would show.

    Raises SheetError, naming the row, when quotes do not match.
    """
    body, delimiter = _split_hint(text)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter or _delimiter(body), strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            cells: list[Cell] = [unguarded(_newlines(text)) or None for text in row]
            if any(cell is not None for cell in cells):
                yield number, cells
    except csv.Error as error:
        sentence = f"{name} baris {number + 1}: tanda kutip tidak berpasangan atau isinya terlalu panjang."
        raise SheetError(sentence) from error


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _split_hint(text: str) -> tuple[str, str]:
    """The text without a first line such as `sep=;`, and the delimiter that line names."""
    match = re.match(r"sep=([,;\t])\r?\n", text, re.IGNORECASE)
    return (text[match.end() :], match[1]) if match else (text, "")


def _delimiter(text: str) -> str:
    """The sign that cuts the first rows into the most columns, evenly; a comma when none does."""

    def evenness(delimiter: str) -> tuple[int, int]:
        head = io.StringIO(text[: 1 << 16], newline="")
        widths: list[int] = []
        try:
            for row in csv.reader(head, delimiter=delimiter):
                if any(row):
                    widths.append(len(row))
                if len(widths) == _TELLING_LINES:
                    break
        except csv.Error:
            return 0, 0
        same = sum(width == widths[0] for width in widths) if widths else 0
        return (same, widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_DELIMITERS, key=evenness)
