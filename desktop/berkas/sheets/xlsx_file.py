"""XLSX files written row by row with XlsxWriter, ready to be printed on A4 or F4 landscape.

Imports only the rules and its neighbours.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO, Literal

from berkas.rules.fields import Kind
from berkas.sheets.cells import MOST_ROWS, Cell, column_letters, looks_like_formula
from berkas.sheets.errors import SheetError
from berkas.sheets.values import DIGIT_KINDS, Heading, column_width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

DATE_FORMAT = "[$-421]d mmm yyyy"
MOMENT_FORMAT = "[$-421]d mmm yyyy hh.mm"
"""Format code 421 is Indonesian: months are Mei, Agu, Okt, Des whatever language the PC speaks."""

RUPIAH_FORMAT = '"Rp"#,##0;-"Rp"#,##0'
TEXT_FORMAT = "@"

_PAPER = {"A4": 9, "F4": 14}
"""Excel's paper numbers; 14 is Folio, 8.5 × 13 inches, which is F4."""

_NUMBER_FORMATS = {Kind.RUPIAH: RUPIAH_FORMAT, Kind.INTEGER: "0", Kind.DECIMAL: "#,##0.00"}
_WIDEST = 80
_LINE_HEIGHT, _TALLEST = 15, 409
FIRST_DAY = date(1900, 3, 1)
"""Before it Excel counts a day that never was; older dates are written as text."""


def sheet_name(title: str) -> str:
    """A name that every spreadsheet program takes: no signs of formulas or paths, 31 characters."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)
    name = re.sub(r"^[=+\-@'\s]+", "", " ".join(name.split()))[:31].rstrip("' ")
    return name if name and name.casefold() != "history" else "Data"


@contextmanager
def opened(
    stream: BinaryIO, columns: Sequence[Heading], *, title: str, page: Literal["A4", "F4"]
) -> Iterator[XlsxSink]:
    """A sink that writes to `stream` when the block ends well; its temporary files are gone in any case."""
    with workbook(stream) as book:
        yield XlsxSink(book, columns, title=title, page=page)


@contextmanager
def workbook(stream: BinaryIO) -> Iterator[Workbook]:
    """A workbook for sinks that are filled one after the other, written when the block ends well."""
    import xlsxwriter

    with tempfile.TemporaryDirectory(prefix="berkas-") as scratch:
        options = {
            "constant_memory": True,
            "tmpdir": scratch,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(stream, options)  # pyright: ignore[reportArgumentType]
        try:
            yield book
        except BaseException:
            _abandon(book)
            raise
        book.close()


def _abandon(book: Workbook) -> None:
    """Close the row files without writing a workbook; the library offers no such way out."""
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None:
            sheet.row_data_fh.close()
    book.fileclosed = True


class XlsxSink:
    """Writes rows into one sheet; holds back one row at a time."""

    def __init__(
        self, book: Workbook, columns: Sequence[Heading], *, title: str, page: Literal["A4", "F4"]
    ) -> None:
        self._columns = columns
        self._last = 1
        self._sheet = book.add_worksheet(sheet_name(title))
        self._head = book.add_format(
            {"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True, "valign": "vcenter"}
        )
        top = {"valign": "top"}
        self._number = book.add_format({"align": "right", "indent": 1, **top})
        self._words = book.add_format({"text_wrap": True, **top})
        self._digits = book.add_format({"num_format": TEXT_FORMAT, **top})
        self._kept = book.add_format(
            {"num_format": TEXT_FORMAT, "quote_prefix": True, "text_wrap": True, **top}
        )
        self._date = book.add_format({"num_format": DATE_FORMAT, "align": "left", **top})
        self._moment = book.add_format({"num_format": MOMENT_FORMAT, "align": "left", **top})
        self._numbers = {
            kind: book.add_format({"num_format": shown, "align": "right", "indent": 1, **top})
            for kind, shown in _NUMBER_FORMATS.items()
        }
        self._widths = [max(1, min(column_width(column), _WIDEST)) for column in columns]
        for index, (column, width) in enumerate(zip(columns, self._widths, strict=True)):
            kept_as_text = self._digits if column.kind in DIGIT_KINDS else None
            self._sheet.set_column(index, index, width, kept_as_text)
        self._set_up_print(title, page)

    def _set_up_print(self, title: str, page: Literal["A4", "F4"]) -> None:
        sheet = self._sheet
        sheet.freeze_panes(1, 0)
        sheet.hide_gridlines(0)  # print them: thin lines between the rows
        sheet.set_landscape()
        sheet.set_paper(_PAPER[page])
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.7)
        shown = " ".join(title.split())[:100].replace("&", "&&")
        sheet.set_header(f"&L&B{shown}")
        sheet.set_footer("&RHalaman &P dari &N")

    def heading(self, labels: Sequence[str]) -> None:
        """Write the labels, bold on grey, and keep them in sight."""
        for index, label in enumerate(labels):
            self._sheet.write_string(0, index, label, self._head)

    def row(self, number: int, values: Sequence[Cell]) -> None:
        """Write one row. Raises SheetError past the last row a sheet can hold."""
        if number > MOST_ROWS:
            sentence = f"Satu lembar memuat paling banyak {MOST_ROWS - 1} baris. Ekspor sebagai .csv."
            raise SheetError(sentence)
        self._last = number
        if (lines := self._lines(values)) > 1:
            self._sheet.set_row(number - 1, min(lines * _LINE_HEIGHT, _TALLEST))
        for index, (column, value) in enumerate(zip(self._columns, values, strict=True)):
            if value is not None:
                self._write(number - 1, index, column.kind, value)

    def _lines(self, values: Sequence[Cell]) -> int:
        """Lines of the fullest cell; without a height some programs print them over each other."""
        return max(
            (
                sum(1 + len(line) // width for line in value.split("\n"))
                for value, width in zip(values, self._widths, strict=True)
                if isinstance(value, str) and (len(value) >= width or "\n" in value)
            ),
            default=1,
        )

    def _write(self, row: int, column: int, kind: Kind, value: Cell) -> None:
        sheet = self._sheet
        if isinstance(value, str):
            sheet.write_string(row, column, value, self._text_format(kind, value))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._numbers.get(kind, self._number))
        elif isinstance(value, datetime) and value.date() >= FIRST_DAY:
            sheet.write_datetime(row, column, value, self._moment)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, datetime.combine(value, time()), self._date)
        else:
            sheet.write_string(row, column, str(value), self._words)

    def _text_format(self, kind: Kind, value: str) -> Format:
        if looks_like_formula(value):
            return self._kept
        return self._digits if kind in DIGIT_KINDS else self._words

    def finish(self) -> None:
        """Put the filter arrows over all that was written."""
        if self._columns:
            self._sheet.autofilter(f"A1:{column_letters(len(self._columns) - 1)}{self._last}")
