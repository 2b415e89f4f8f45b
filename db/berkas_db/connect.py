"""Opens connections to one book file, plain or protected, and sets each of them up in the same way.

One SQLite everywhere: sqlcipher3, with a raw key for protected files and without one for plain files. The
transaction is ours: the driver's own is off, and SQLAlchemy's begin says BEGIN IMMEDIATE on the writer and
BEGIN on readers. Imports nothing of the project but errors and key.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import sqlcipher3.dbapi2 as _driver  # pyright: ignore[reportMissingTypeStubs]
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from berkas_db.errors import BookNotFound, BookReadOnly, NotABook, explain
from berkas_db.files import side_file
from berkas_db.key import HEAD_BYTES, Key, Kind, key_for, kind_of
from berkas_db.lock import holder

driver: Any = _driver
SQLITE_VERSION: str = str(driver.sqlite_version)

BUSY_MILLISECONDS = 5_000
PAGE_BYTES = 4096
"""What SQLite and SQLCipher both make pages of, since nothing here asks them for another size."""
SETTINGS = (
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
)
CACHE_KIB = {"writer": 65_536, "reader": 65_536, "glance": 16_384}


class DriverCursor(Protocol):
    """What the driver gives back for a statement."""

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or nothing after the last."""
        ...

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows that are left."""
        ...

    def __iter__(self) -> "DriverCursor": ...
    def __next__(self) -> tuple[Any, ...]: ...


class DriverConnection(Protocol):
    """The part of the driver's connection that the book uses."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> DriverCursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> DriverCursor:
        """Run one statement for each set of parameters."""
        ...

    def backup(self, target: "DriverConnection", /, *, pages: int = ...) -> None:
        """Copy the whole database into another connection's."""
        ...

    def set_progress_handler(self, handler: Callable[[], object] | None, steps: int, /) -> None:
        """Ask this every so many steps of SQLite's machine whether to stop; None: no longer."""
        ...

    def interrupt(self) -> None:
        """Stop what runs on this connection, from any thread."""
        ...

    def rollback(self) -> None:
        """Take the open transaction back, if there is one."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


# The beginning of every book that is open in this process. POSIX drops all locks a process has on a file when
# it closes any descriptor of it, so a book that SQLite has open must never be opened a second time by hand.
_open_heads: dict[tuple[int, int], tuple[bytes, int]] = {}
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file that begins like a book, and the key that fits when it is protected."""

    path: Path
    key: Key | None

    def connect(self, mode: str = "rw", *, immutable: bool = False) -> DriverConnection:
        """A raw connection, set up, without a transaction. `mode` is SQLite's: ro, rw or rwc.

        `immutable` takes no locks at all: only for a file that nobody can write meanwhile.
        """
        uri = f"{self.path.as_uri()}?mode={mode}{'&immutable=1' if immutable else ''}"
        connection = cast(
            "DriverConnection",
            driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False),
        )
        try:
            if self.key is not None:
                connection.execute("PRAGMA cipher_log_level = NONE")
                connection.execute(self.key.pragma)
            for setting in SETTINGS:
                connection.execute(setting)
        except driver.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def connected(self, mode: str = "rw", *, immutable: bool = False) -> Generator[DriverConnection]:
        """A raw connection that is closed at the end."""
        connection = self.connect(mode, immutable=immutable)
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Generator[DriverConnection]:
        """A raw connection that only reads and leaves nothing behind, while others go on."""
        with self.kept_open():
            try:
                with self.connected("ro") as connection:
                    yield connection
            finally:
                self.tidy()

    def tidy(self) -> None:
        """Let SQLite take away the empty side files that reading a book leaves when nobody else has it open.

        A reader cannot remove them itself. Nothing is done while somebody writes, nor when the log holds
        something: that is the next writer's business.
        """
        log = side_file(self.path, "-wal")
        if not log.exists() or log.stat().st_size or holder(self.path) is not None:
            return
        with contextlib.suppress(driver.Error), self.connected("rw") as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()

    def engine(self, mode: str, *, immutable: bool = False) -> Engine:
        """SQLAlchemy's way in. Each connect is a new raw connection; its errors never show parameters."""
        engine = create_engine(
            "sqlite+pysqlite://",
            module=driver,
            creator=lambda: self.connect(mode, immutable=immutable),
            poolclass=NullPool,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        return engine

    def is_in_place(self) -> bool:
        """Whether the path still leads to the file that is open here, inside `kept_open`."""
        try:
            return _place(self.path) in _open_heads
        except OSError:
            return False

    @contextmanager
    def kept_open(self) -> Generator[None]:
        """Around the life of connections to this file: its beginning is then known without opening it."""
        place = _place(self.path)
        with _guard:
            head, count = _open_heads.get(place) or (_read_head(self.path), 0)
            _open_heads[place] = (head, count + 1)
        try:
            yield
        finally:
            with _guard:
                head, count = _open_heads.pop(place)
                if count > 1:
                    _open_heads[place] = (head, count - 1)


def identify(path: Path, secret: str | None = None) -> BookFile:
    """The book at `path`, told from its first bytes alone; nothing is written and no lock is taken.

    Raises `BookNotFound`, `NotABook`, `BookDamaged`, `BookReadOnly` (not even readable), `WrongPassphrase`.
    """
    resolved = path.expanduser().resolve()
    try:
        head = head_of(resolved)
    except FileNotFoundError as error:
        raise BookNotFound(
            f"Berkas kantor {path} tidak ditemukan.",
            "Cari tempatnya, pulihkan dari cadangan, atau buat yang baru.",
        ) from error
    except (IsADirectoryError, NotADirectoryError) as error:
        raise NotABook(
            f"{path} bukan berkas kantor.", "Pilih berkas kantor yang dibuat dengan program ini."
        ) from error
    except PermissionError as error:
        raise BookReadOnly(
            f"Berkas kantor {path} tidak boleh dibaca dengan akun ini.", "Minta izin membaca berkas itu."
        ) from error
    kind = kind_of(head, path.name)
    key = key_for(secret, head, path.name) if kind is Kind.PROTECTED else None
    return BookFile(resolved, key)


def head_of(path: Path) -> bytes:
    """The first 100 bytes of a file, read in the only way that is safe while this process may have it open.

    Raises `OSError`.
    """
    with _guard:
        known = _open_heads.get(_place(path))
        return known[0] if known else _read_head(path)


@contextmanager
def sentences(path: Path) -> Generator[None]:
    """Turn what the driver reports about this file into a sentence, where there is one."""
    try:
        yield
    except driver.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error


def settle(connection: Connection, lane: str) -> None:
    """Give a connection its part: `writer`, `reader` or `glance`. Readers cannot write from then on."""
    connection.info["lane"] = lane
    raw = raw_of(connection)
    raw.execute(f"PRAGMA cache_size = -{CACHE_KIB[lane]}")
    if lane != "writer":
        raw.execute("PRAGMA query_only = ON")


def raw_of(connection: Connection) -> DriverConnection:
    """The driver's connection under SQLAlchemy's."""
    return cast("DriverConnection", connection.connection.driver_connection)


def _begin(connection: Connection) -> None:
    writes = connection.info.get("lane") == "writer"
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _read_head(path: Path) -> bytes:
    if path.is_dir():
        raise IsADirectoryError(path)
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _place(path: Path) -> tuple[int, int]:
    there = os.stat(path)  # noqa: PTH116  the numbers of the file, not the path's
    return there.st_dev, there.st_ino
