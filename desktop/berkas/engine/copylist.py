"""The copies of an office as a list: when, why, how large, and how many of the chief records each holds.

Blocking; opens every copy to count, so it belongs on a thread of its own. No Qt.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from berkas.engine.safekeeping import copies_of
from berkas_db.book import Book
from berkas_db.connect import BookFile, driver
from berkas_db.copynames import CopyName
from berkas_db.slim import never

COUNTED = ("obh", "unit", "complaint", "visit", "attachment")
MOST = 60
"""Copies that are listed, newest first; thinning keeps fewer slim ones."""


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy; `counts` is None when it cannot be opened with the present key."""

    name: CopyName
    size: int
    counts: Mapping[str, int] | None


def copy_rows(book: Book, stopping: Callable[[], bool] = never) -> list[CopyRow]:
    """The newest copies at the first place."""
    rows: list[CopyRow] = []
    for name in copies_of(book)[:MOST]:
        if stopping():
            break
        try:
            size = name.path.stat().st_size
        except OSError:
            continue  # thinned meanwhile
        rows.append(CopyRow(name, size, _counts(BookFile(name.path, book.file.key))))
    return rows


def _counts(file: BookFile) -> Mapping[str, int] | None:
    try:
        with file.connected("ro", immutable=True) as connection:
            return {
                table: _count(connection.execute(f"SELECT count(*) FROM {table}").fetchone())
                for table in COUNTED
            }
    except driver.Error:
        return None


def _count(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0
