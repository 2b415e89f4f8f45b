"""The one writer of every exported list: XLSX, ODS or CSV, streamed, never half a file for a whole one.

Text that looks like a formula stays text (cells, headings and sheet names), numbers stay numbers, dates are
dates. Imports only the rules and its neighbours.
"""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, TypeAlias

from berkas.sheets.cells import LONGEST_TEXT, MOST_COLUMNS, Cell, address, cleaned
from berkas.sheets.errors import SheetError
from berkas.sheets.values import Heading, cell_value

Progress: TypeAlias = Callable[[int], None]
"""Told how many rows are done; whatever it raises ends the work and leaves no file behind."""

Format = Literal["xlsx", "ods", "csv"]
Page = Literal["A4", "F4"]

_EVERY = 500


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of rows, and sentences about what had to be changed on the way."""

    rows: int
    notices: tuple[str, ...] = ()


class Sink(Protocol):
    """One file in the making."""

    def heading(self, labels: Sequence[str]) -> None:
        """Write the first row."""
        ...

    def row(self, number: int, values: Sequence[Cell]) -> None:
        """Write a row; `number` is the row people see, so the first one after the heading is 2."""
        ...

    def finish(self) -> None:
        """Write what is still held back."""
        ...


def write_table(
    target: Path | BinaryIO,
    columns: Sequence[Heading],
    rows: Iterable[Sequence[object]],
    *,
    title: str,
    format: Format | None = None,  # noqa: A002 - the word people know
    page: Page = "A4",
    zone: tzinfo | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write rows of stored values (see `berkas.rules.fields.parse`) under the labels of their columns.

    `format` follows the file's ending when it is not given. `title` names the sheet and stands at the head
    of each printed page. `zone` is the office's time zone; without it instants are written as the text they
    are. An existing file is only replaced when `overwrite` says so, and then all at once. Raises SheetError
    with the sentence to show.
    """
    chosen = format or _format_of(target)
    _fits(columns)
    cleaner = _Cleaner(columns)

    def fill(stream: BinaryIO) -> Written:
        cells = (
            [cell_value(column, value, zone=zone) for column, value in zip(columns, row, strict=True)]
            for row in rows
        )
        with _sink(stream, chosen, columns, title, page) as sink:
            return _fill(sink, cells, cleaner, progress)

    if not isinstance(target, Path):
        return fill(target)
    with replacing(target, overwrite=overwrite) as stream:
        return fill(stream)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One sheet of a workbook with several: its name, its columns and its rows, which are read once."""

    title: str
    columns: Sequence[Heading]
    rows: Iterable[Sequence[object]]


def write_tables(
    target: Path | BinaryIO,
    sheets: Sequence[TableSheet],
    *,
    page: Page = "A4",
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write several tables as the sheets of one workbook, under the rules of `write_table`.

    The rows of the first sheet are counted and told to `progress`. They are read last, so that what their
    source does at its end happens when all else is written.
    """

    def fill(stream: BinaryIO) -> Written:
        from berkas.sheets.xlsx_file import XlsxSink, workbook

        notices: list[str] = []
        with workbook(stream) as book:
            sinks = [XlsxSink(book, sheet.columns, title=sheet.title, page=page) for sheet in sheets]
            number = 0
            for place, (sink, sheet) in reversed(list(enumerate(zip(sinks, sheets, strict=True)))):
                cells = (
                    [cell_value(column, value) for column, value in zip(sheet.columns, row, strict=True)]
                    for row in sheet.rows
                )
                done = _fill(sink, cells, _Cleaner(sheet.columns), progress if place == 0 else None)
                notices.extend(done.notices)
                number = done.rows
        return Written(number, tuple(notices))

    for sheet in sheets:
        _fits(sheet.columns)
    if not isinstance(target, Path):
        return fill(target)
    if _format_of(target) != "xlsx":
        raise SheetError(f"{target.name}: beberapa lembar hanya muat dalam .xlsx.")
    with replacing(target, overwrite=overwrite) as stream:
        return fill(stream)


def _fits(columns: Sequence[Heading]) -> None:
    if len(columns) > MOST_COLUMNS:
        sentence = f"Daftar ini punya {len(columns)} kolom; lembar kerja memuat paling banyak {MOST_COLUMNS}."
        raise SheetError(sentence)


def _format_of(target: Path | BinaryIO) -> Format:
    named = target.name if isinstance(target, Path) else "tujuan"
    ending = Path(named).suffix.casefold()
    if ending == ".xlsx":
        return "xlsx"
    if ending == ".ods":
        return "ods"
    if ending == ".csv":
        return "csv"
    sentence = f"{named}: akhiran nama berkas harus .xlsx, .ods, atau .csv."
    raise SheetError(sentence)


def _fill(
    sink: Sink, rows: Iterable[Sequence[Cell]], cleaner: _Cleaner, progress: Progress | None
) -> Written:
    number = 1
    sink.heading(cleaner.labels())
    for number, row in enumerate(rows, 2):
        sink.row(number, [cleaner.cell(value, number, index) for index, value in enumerate(row)])
        if progress is not None and (number - 1) % _EVERY == 0:
            progress(number - 1)
    sink.finish()
    if progress is not None:
        progress(number - 1)
    return Written(number - 1, cleaner.notices())


@contextmanager
def _sink(
    stream: BinaryIO, chosen: Format, columns: Sequence[Heading], title: str, page: Page
) -> Iterator[Sink]:
    if chosen == "csv":
        from berkas.sheets.csv_file import CsvSink

        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            yield CsvSink(text)
            text.flush()
        finally:
            with suppress(OSError):
                text.detach()
    elif chosen == "ods":
        from berkas.sheets.ods_file import opened as opened_ods

        with opened_ods(stream, columns, title=title, page=page) as sink:
            yield sink
    else:
        from berkas.sheets.xlsx_file import opened

        with opened(stream, columns, title=title, page=page) as sink:
            yield sink


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A stream whose content takes the place of `path` once all went well; otherwise nothing happened."""
    _refuse_existing(path, overwrite=overwrite)
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _refuse_existing(path, overwrite=overwrite)
        draft.replace(path)
    except OSError as error:
        raise SheetError(_why_not_written(path, error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _refuse_existing(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        sentence = f"{path.name} adalah folder. Pilih nama berkas lain."
        raise SheetError(sentence)
    if path.exists() and not overwrite:
        sentence = f"{path.name} sudah ada. Pilih nama lain, atau minta menggantinya."
        raise SheetError(sentence)


def _why_not_written(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"Folder {path.parent} tidak ada. Pilih folder lain."
    if isinstance(error, PermissionError):
        return f"{path.name} tidak dapat ditulis. Tutup berkas itu di program lain, atau pilih folder lain."
    return f"{path.name} tidak dapat ditulis. Periksa ruang kosong, atau pilih folder lain."


class _Cleaner:
    """Keeps text within what a file can hold, and remembers what it had to leave out."""

    def __init__(self, columns: Sequence[Heading]) -> None:
        self._labels = [column.label for column in columns]
        self._removed = 0
        self._first = ""

    def labels(self) -> list[str]:
        return [self._text(label, 1, index) for index, label in enumerate(self._labels)]

    def cell(self, value: Cell, row: int, column: int) -> Cell:
        return self._text(value, row, column) if isinstance(value, str) else value

    def _text(self, text: str, row: int, column: int) -> str:
        clean, removed = cleaned(text)
        if removed and not self._removed:
            self._first = address(row, column)
        self._removed += removed
        if len(clean) > LONGEST_TEXT:
            sentence = (
                f"Kolom “{self._labels[column]}” baris {row}: {len(clean)} huruf, satu sel memuat paling "
                f"banyak {LONGEST_TEXT}. Pendekkan isinya, lalu ekspor lagi."
            )
            raise SheetError(sentence)
        return clean

    def notices(self) -> tuple[str, ...]:
        if not self._removed:
            return ()
        return (f"{self._removed} huruf kendali dibuang, yang pertama di sel {self._first}.",)
