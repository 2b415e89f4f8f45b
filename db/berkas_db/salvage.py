"""Reads what can still be read of a damaged office, row by row, around every broken page.

Works on a copy made for this alone; the damaged file is only copied. A failed read closes the connection and
opens another one: after a bad page the cipher answers nothing more. Where the first page is gone, the first
page of a new office made by the same steps takes its place, for all books of one version begin alike.
Imports nothing of the project but the floor's own parts.
"""

import contextlib
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from berkas_db.connect import PAGE_BYTES, BookFile, DriverConnection, driver
from berkas_db.errors import BookDamaged
from berkas_db.files import SIDE_FILES, discard, side_file
from berkas_db.key import APPLICATION_ID, Key
from berkas_db.migrate import latest, upgrade, version_of

CHUNK_BYTES = 1 << 20
_FAILURES = (driver.DatabaseError, driver.InterfaceError, OverflowError, UnicodeDecodeError)
_PAGE = re.compile(r"page (\d+)")
_HIGHEST = 1 << 40
_BRANCH = 5  # the first byte of a page that leads to others, in a table
_LEAST = -(1 << 62)
_MOST_BREAKS = 10_000  # in one table; a page that leads to itself must not hold us for ever


@dataclass(slots=True)
class Lost:
    """Rows of one table that are known to have existed and cannot be read; `is_known` False: perhaps more."""

    rows: int = 0
    is_known: bool = True


class Salvage:
    """A copy of a damaged office that is read as far as it goes."""

    def __init__(self, copy: Path, key: Key | None) -> None:
        self._file = BookFile(copy, key)
        self._connection: DriverConnection | None = None
        self.version = latest()
        self._tried = False
        self._known: dict[int, list[str]] = {}
        self.lost: dict[str, Lost] = {}

    @classmethod
    def begin(cls, copy: Path, key: Key | None) -> "Salvage":
        """Make the copy readable at all. Raises `BookDamaged` when not even its tables can be told apart."""
        salvage = cls(copy, key)
        salvage._mend()
        for attempt in (salvage._as_it_is, salvage._without_log, *salvage._grafts(), salvage._as_it_is):
            if attempt() and salvage._has_tables(
                all_of_them=attempt != salvage._as_it_is or not salvage._tried
            ):
                return salvage
            salvage._tried = True
            salvage.close()
        raise BookDamaged(
            f"Tidak ada yang dapat dibaca dari berkas kantor {copy.name}.", "Pulihkan dari cadangan."
        )

    def tables(self) -> dict[str, list[str]]:
        """Every table of the office with its columns, those of the search left out.

        Their names are those of a new office of this version: the list in the file may be hurt itself. A
        table the file does not know any more is there without columns, and its rows are lost.
        """
        found: dict[str, list[str]] = {}
        for name in self._names():
            found[name] = self._columns(name)
            if not found[name]:
                self.lost[name] = Lost(is_known=False)
        return found

    def _names(self) -> list[str]:
        if self.version not in self._known:
            aside = side_file(self._file.path, ".nama")
            with BookFile(aside, None).connected("rwc") as new:
                upgrade(new, until=self.version)
                rows = new.execute(
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                    " AND name NOT LIKE 'sqlite_%'"
                ).fetchall()
            aside.unlink()
            self._known[self.version] = [name for (name,) in rows]
        return self._known[self.version]

    def _columns(self, table: str) -> list[str]:
        return [
            name for (name,) in self._all("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
        ]

    def rows(self, table: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
        """Every readable row by rising id, whatever lies broken between; `lost` holds the count after it."""
        listed = ", ".join(f'"{column}"' for column in columns)
        query = f'SELECT rowid, {listed} FROM "{table}" WHERE rowid > ? ORDER BY rowid'
        highest = self._highest(table)
        seen: set[int] = set()
        last = _LEAST
        is_whole = True
        for _ in range(_MOST_BREAKS):
            began = last
            try:
                for rowid, *values in self._need().execute(query, (last,)):
                    if not last < rowid <= highest:
                        continue
                    last = rowid
                    seen.add(rowid)
                    yield tuple(values)
                break
            except _FAILURES:
                self._drop()
                is_whole = False
            row = self._first(query, last)  # the driver looks one row ahead: this one may still be whole
            if row and last < row[0] <= highest:
                last = row[0]
                seen.add(last)
                yield tuple(row[1:])
                continue
            beyond = self._beyond(query, max(last, 0), highest)
            if beyond is None:
                break
            last = max(beyond, began + 1)  # a page may read well alone and still lead nowhere
        yield from self._one_by_one(table, listed, seen, is_whole=is_whole)

    def chunks(self, attachment: int) -> list[bytes] | None:
        """The pieces of an attachment in their order, or nothing when one of them cannot be read."""
        query = "SELECT data FROM attachment_chunk WHERE attachment_id = ? ORDER BY seq"
        try:
            return [data for (data,) in self._need().execute(query, (attachment,))]
        except _FAILURES:
            self._drop()
            return None

    def close(self) -> None:
        """Let the copy go."""
        self._drop()

    # rows around broken pages

    def _one_by_one(
        self, table: str, listed: str, seen: set[int], *, is_whole: bool
    ) -> Iterator[tuple[Any, ...]]:
        """Ask by id for those that an index still knows, and count what stays away."""
        known = self._ids_by_index(table)
        lost = self.lost[table] = Lost(is_known=is_whole or known is not None)
        query = f'SELECT {listed} FROM "{table}" WHERE rowid = ?'
        for run in _runs(sorted((known or set()) - seen)):
            found: list[tuple[Any, ...]] = []
            for ids in (run, run[::-1]):  # from both ends: what lies between is on the same broken pages
                for rowid in ids:
                    row = None if rowid in seen else self._first(query, rowid)
                    if not row:
                        break
                    seen.add(rowid)
                    found.append(row)
            yield from found
            lost.rows += len(run) - len(found)

    def _beyond(self, query: str, last: int, highest: int) -> int | None:
        """The smallest id after which reading goes on, found by growing steps and then by halving."""
        if self._reads_after(query, last):
            return last
        step, broken = 1, last
        while not self._reads_after(query, last + step):
            broken = last + step
            if broken > highest:
                return None
            step *= 2
        good = last + step
        while good - broken > 1:
            middle = (good + broken) // 2
            if self._reads_after(query, middle):
                good = middle
            else:
                broken = middle
        return good

    def _reads_after(self, query: str, rowid: int) -> bool:
        return self._first(query, rowid) is not None

    def _first(self, query: str, rowid: int) -> tuple[Any, ...] | None:
        """The first row of an answer, empty when there is none, nothing when it cannot be read."""
        try:
            rows = self._need().execute(f"{query} LIMIT 1", (rowid,)).fetchall()
        except _FAILURES:
            self._drop()
            return None
        return rows[0] if rows else ()

    def _highest(self, table: str) -> int:
        """The greatest id that was ever given in this table, as far as it can still be told."""
        with contextlib.suppress(*_FAILURES):
            row = self._need().execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            if row is not None and isinstance(row[0], int) and 0 < row[0] < _HIGHEST:
                return row[0]
        self._drop()
        return _HIGHEST

    def _ids_by_index(self, table: str) -> set[int] | None:
        """The ids an index knows, which lies on pages of its own; nothing when no whole index can be read."""
        indexes = self._all('SELECT name FROM pragma_index_list(?) WHERE "partial" = 0', (table,))
        for (index,) in indexes:
            try:
                rows = self._need().execute(f'SELECT rowid FROM "{table}" INDEXED BY "{index}"')
                return {rowid for (rowid,) in rows}
            except _FAILURES:
                self._drop()
        return None

    # the connection

    def _need(self) -> DriverConnection:
        """A connection with as few wishes as can be: each wish more is a page more that must be whole."""
        if self._connection is None:
            connection = cast(
                "DriverConnection",
                driver.connect(f"{self._file.path.as_uri()}?mode=rw", uri=True, isolation_level=None),
            )
            if self._file.key is not None:
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(self._file.key.pragma)
            connection.execute("PRAGMA writable_schema = ON")  # also opens a file that was cut short
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cell_size_check = ON")
            self._connection = connection
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(driver.Error):
                connection.close()

    def _all(self, query: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._need().execute(query, parameters).fetchall()
        except _FAILURES:
            self._drop()
            return []

    # ways to make it readable

    def _has_tables(self, *, all_of_them: bool) -> bool:
        """Whether the list of tables is whole; on the last try, whether it names any."""
        with contextlib.suppress(*_FAILURES):
            version = version_of(self._need())
            self.version = version if 0 < version <= latest() else latest()
        named = [bool(self._columns(name)) for name in self._names()]
        return all(named) if all_of_them else any(named)

    def _as_it_is(self) -> bool:
        return True

    def _without_log(self) -> bool:
        for ending in SIDE_FILES:
            side_file(self._file.path, ending).unlink(missing_ok=True)
        return True

    def _grafts(self) -> Iterator[Any]:
        """One try for each version a book may have been made with, the newest first."""
        for version in range(latest(), 0, -1):
            yield partial(self._graft, version)

    def _graft(self, version: int) -> bool:
        """Put the list of tables of a new office in the place of a broken one: its first page, and in a plain
        file all pages of the list. (Those of a protected one have been mended by their checks.)
        """
        size = self._file.path.stat().st_size
        with (
            self._pattern(version) as pattern,
            pattern.open("rb") as new,
            self._file.path.open("r+b") as file,
        ):
            numbers = [1] if self._file.key is not None else _list_pages(new)
            kept = {number: _page(file, number) for number in numbers}
            for number in numbers:
                _put_page(file, number, _page(new, number))
        if self._looks_right():
            return True
        self._drop()
        with self._file.path.open("r+b") as file:
            for number, page in kept.items():
                _put_page(file, number, page)
            file.truncate(size)
        return False

    def _mend(self) -> None:
        """Give a protected copy readable pages where the cipher refuses one: after a single refused page, it
        answers nothing more. A page of a new office with the same key stands in; what was there stays lost.
        """
        said = self._all("PRAGMA cipher_integrity_check") if self._file.key is not None else []
        numbers = [int(found[1]) for (line,) in said if (found := _PAGE.search(str(line)))]
        if not numbers:
            return
        self._drop()
        with (
            self._pattern(latest()) as pattern,
            pattern.open("rb") as new,
            self._file.path.open("r+b") as file,
        ):
            for number in numbers:
                page = _page(new, number)
                if number > 1 and len(page) == PAGE_BYTES:
                    _put_page(file, number, page)

    @contextmanager
    def _pattern(self, version: int) -> Generator[Path]:
        """A new office of this version with the same key, at least as long as the copy."""
        aside = self._file.path.with_name(f"{self._file.path.name}.pola")
        try:
            with BookFile(aside, self._file.key).connected("rwc") as connection:
                connection.execute("PRAGMA journal_mode = OFF")  # or a log as long as the file beside it
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                upgrade(connection, until=version)
                self._stretch(connection)
                connection.execute("PRAGMA journal_mode = WAL")  # said on its first page, as in every office
            yield aside
        finally:
            discard(aside)

    def _stretch(self, connection: DriverConnection) -> None:
        """Make the pattern as long as the copy: its first page says how many pages there are to be read."""
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < ?)"
            " INSERT INTO attachment_chunk (attachment_id, seq, data) SELECT 1, n, zeroblob(?) FROM place",
            (self._file.path.stat().st_size // CHUNK_BYTES + 1, CHUNK_BYTES),
        )

    def _looks_right(self) -> bool:
        """Whether the borrowed page leads to what it names: the book's own row is where it says."""
        row = self._all("SELECT uid, replica_uid FROM book_info")
        return len(row) == 1 and all(isinstance(uid, str) and len(uid) == 36 for uid in row[0])


def _page(file: BinaryIO, number: int) -> bytes:
    file.seek((number - 1) * PAGE_BYTES)
    return file.read(PAGE_BYTES)


def _put_page(file: BinaryIO, number: int, page: bytes) -> None:
    file.seek((number - 1) * PAGE_BYTES)
    file.write(page)


def _list_pages(file: BinaryIO) -> list[int]:
    """The pages that hold the list of tables in a file without a key: those under its first page."""
    found: list[int] = []
    waiting = [1]
    while waiting:
        number = waiting.pop()
        found.append(number)
        page = _page(file, number)
        head = 100 if number == 1 else 0
        if page[head] == _BRANCH:
            count = int.from_bytes(page[head + 3 : head + 5], "big")
            for place in range(head + 12, head + 12 + 2 * count, 2):
                cell = int.from_bytes(page[place : place + 2], "big")
                waiting.append(int.from_bytes(page[cell : cell + 4], "big"))
            waiting.append(int.from_bytes(page[head + 8 : head + 12], "big"))
    return found


def _runs(ids: list[int]) -> Iterator[list[int]]:
    """Rising ids in runs without a gap."""
    run: list[int] = []
    for each in ids:
        if run and each != run[-1] + 1:
            yield run
            run = []
        run.append(each)
    if run:
        yield run
