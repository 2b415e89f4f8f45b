"""Workbooks in and out against bare openpyxl: 100,000 rows of a register, same process, same work; ratios.

python -m tests.million.bench_sheets [--rows N] [FOLDER]

Out: `write_table` as XLSX, ODS and CSV beside openpyxl in its streaming mode, which guards nothing and sets
no widths, page or formats. In: `read_table` (a child process with limits, then JSON) with `read_records`
(every cell parsed and checked) beside openpyxl's read-only mode, which only hands out the cells.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from berkas.rules.fields import Field, Kind
from berkas.sheets.limits import USUAL
from berkas.sheets.read import read_table
from berkas.sheets.records import read_records
from berkas.sheets.write import write_table

FIELDS = (
    Field("number", "Nomor register"),
    Field("received_on", "Tanggal diterima", Kind.DATE),
    Field("title", "Judul"),
    Field("unit", "Unit"),
    Field("amount", "Jumlah", Kind.RUPIAH),
    Field("nik", "NIK", Kind.DIGITS),
    Field("status", "Keadaan"),
    Field("note", "Catatan"),
)


def rows(count: int) -> Iterator[list[object]]:
    """The same invented rows every time."""
    for place in range(count):
        yield [
            f"{place:06}/2025", f"2025-{place % 12 + 1:02}-{place % 28 + 1:02}",
            f"Antrean kunjungan nomor {place} (contoh)", f"LPC-{place % 40}", place * 1_000,
            f"{place:016}", "diproses", "=bukan rumus" if place % 50 == 0 else None,
        ]  # fmt: skip


def bare_write(path: Path, count: int) -> None:
    """openpyxl alone, streaming."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([each.label for each in FIELDS])
    for row in rows(count):
        sheet.append([row[0], date.fromisoformat(str(row[1])), *row[2:]])
    book.save(path)


def bare_read(path: Path) -> int:
    """openpyxl alone, read-only: every cell is handed out, nothing is checked."""
    book = load_workbook(path, read_only=True)
    found = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Measure once and print seconds and ratios; below one means quicker than openpyxl."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--rows", type=int, default=100_000)
    call = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = call.folder or Path(scratch)
        bare = timed(lambda: bare_write(folder / "openpyxl.xlsx", call.rows))
        sys.stdout.write(f"tulis openpyxl {bare:.1f} s\n")
        for ending in ("xlsx", "ods", "csv"):
            path = folder / f"berkas.{ending}"
            spent = timed(
                lambda path=path: write_table(path, FIELDS, rows(call.rows), title="Daftar", overwrite=True)
            )
            size = path.stat().st_size >> 10
            told = f"{spent:.1f} s = {spent / bare:.2f} kali openpyxl; {size} KiB"
            sys.stdout.write(f"tulis {ending} {told}\n")
        bare = timed(lambda: bare_read(folder / "berkas.xlsx"))
        sys.stdout.write(f"baca openpyxl {bare:.1f} s\n")
        for ending in ("xlsx", "ods", "csv"):
            path = folder / f"berkas.{ending}"
            spent = timed(
                lambda path=path: read_records(read_table(path, limits=USUAL), FIELDS, date(2026, 1, 2))
            )
            sys.stdout.write(f"baca dan periksa {ending} {spent:.1f} s = {spent / bare:.2f} kali openpyxl\n")


if __name__ == "__main__":
    main()
