"""Slim copies of a book: every table from one moment, without the bytes of attachments.

The bytes lie once in a store beside the copies. The moment is one read transaction on a connection of its
own, so the writer goes on meanwhile; a protected book stays protected with its own key. A copy gets its
name only after it was opened, checked, and counted against the moment it was taken at, and after every
attachment it names was found in the store. Imports nothing of the project but the floor's own parts.
"""

import contextlib
import errno
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from berkas_db.connect import BookFile, DriverConnection, driver, head_of, identify, sentences
from berkas_db.copyfacts import (
    BYTES,
    BackupFacts,
    Piece,
    count_rows,
    facts_of,
    pieces_of,
)
from berkas_db.copynames import SLIM_SUFFIX, CopyName, copies_in, slim_stem
from berkas_db.errors import BookDamaged, BookError, BookInUse, BookReadOnly, DiskFull, Interrupted
from berkas_db.files import UNFINISHED, discard, free_name, place, require_folder, require_space
from berkas_db.key import APPLICATION_ID, COPY_ID, PLAIN_HEAD, SALT_BYTES, Key
from berkas_db.lock import BookLock
from berkas_db.stamps import uuid7
from berkas_db.store import FOLDER, Store, remove_unnamed

DRILL_FOLDER = ".uji-pulih-"
"""How the scratch folders of trial restores begin."""

_SOURCE = "asal"
_IO_ERROR = "disk I/O error"
_STEPS_BETWEEN_QUESTIONS = 20_000
_WAIT_SECONDS = 0.1
_MOST_WAIT_SECONDS = 10.0
_LEAST_BYTES = 1_000_000
_OLD_SECONDS = 24 * 60 * 60


class PiecesMissing(BookDamaged):
    """Bytes of attachments that a copy names are not in its store, or are not what they were."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        super().__init__(
            f"{len(pieces)} lampiran cadangan ini hilang atau rusak.",
            "Pakai cadangan lain, atau pulihkan tanpa lampiran itu.",
        )
        self.pieces = pieces


def never() -> bool:
    """Nobody asks to stop."""
    return False


def slim_backup(
    file: BookFile, folder: Path, *, occasion: str, stopping: Callable[[], bool] = never
) -> BackupFacts:
    """Write a slim copy into `folder`; bytes of attachments already in its store are not written again.

    `stopping` is asked often; when it says yes the copy is given up with `Interrupted` and leaves nothing
    but whole pieces. Raises `DiskFull` before anything is written, `BookInUse` when another copy is being
    made there, `BookDamaged` when the copy does not pass.
    """
    folder = folder.absolute()
    require_folder(folder)
    with copying_into(folder), _sentences_of(file, folder):
        unfinished = folder / f".{file.path.stem}.{uuid7()[-12:]}{UNFINISHED}"
        try:
            with _snapshot(file, unfinished, stopping) as connection:
                made = _write(connection, file, folder, stopping)
            with BookFile(unfinished, file.key).connected("ro", immutable=True) as check:
                facts = _proven(check, unfinished, made)
            stem = slim_stem(
                file.path.stem, datetime.now(UTC), occasion, facts.journal_position, facts.journal_head
            )
            target = free_name(folder, stem, SLIM_SUFFIX)
            place(unfinished, target)
        finally:
            discard(unfinished)
    return replace(facts, path=target)


@contextmanager
def _sentences_of(file: BookFile, folder: Path) -> Generator[None]:
    """What goes wrong while copying is mostly the fault of the place: a full or pulled-out stick."""
    try:
        with sentences(file.path):
            yield
    except DiskFull as error:
        if error.__cause__ is None:
            raise  # told before anything was written
        raise _no_room(folder) from error
    except BookDamaged as error:
        if _IO_ERROR not in str(error.__cause__):
            raise
        raise _unreachable(folder) from error
    except OSError as error:
        raise (_no_room(folder) if error.errno == errno.ENOSPC else _unreachable(folder)) from error


def _no_room(folder: Path) -> DiskFull:
    return DiskFull(
        f"Ruang di {folder} habis; cadangan tidak dibuat.", "Kosongkan ruang atau pilih tempat lain."
    )


def _unreachable(folder: Path) -> BookReadOnly:
    return BookReadOnly(
        f"Tempat cadangan {folder} tidak dapat ditulis sampai selesai.",
        "Periksa disk atau flash disknya, lalu buat cadangan lagi.",
    )


@contextmanager
def copying_into(folder: Path) -> Generator[None]:
    """The right to write copies into a folder and to thin them there: one process and thread at a time.

    What a killed one left unfinished is removed. A copy of this process waits for its turn however long the
    one before takes: the change it shall protect comes next. Raises `BookInUse` when another process holds
    the folder for longer.
    """
    with _turns[folder.absolute()], _locked(folder):
        _sweep(folder)
        yield


_turns: defaultdict[Path, threading.Lock] = defaultdict(threading.Lock)


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    until = time.monotonic() + _MOST_WAIT_SECONDS
    while True:
        try:
            lock = BookLock.take(folder / FOLDER)
        except BookInUse as error:
            if time.monotonic() >= until:
                raise BookInUse(
                    f"Cadangan lain sedang dibuat di {folder}.", "Tunggu sebentar, lalu ulangi."
                ) from error
            time.sleep(_WAIT_SECONDS)
        else:
            break
    try:
        yield
    finally:
        lock.release()


def identify_copy(path: Path, secret: str | None = None) -> BookFile:
    """A copy of either form, told from its first bytes; raises like `identify`."""
    resolved = path.expanduser().resolve()
    with contextlib.suppress(OSError):
        head = head_of(resolved)
        if head.startswith(PLAIN_HEAD) and int.from_bytes(head[68:72], "big") == COPY_ID:
            return BookFile(resolved, None)
    return identify(path, secret)


def is_slim(connection: DriverConnection) -> bool:
    """Whether this open file is a slim copy."""
    found = connection.execute("PRAGMA application_id").fetchone()
    return found is not None and found[0] == COPY_ID


def missing_pieces(pieces: Iterable[Piece], stores: Iterable[Store]) -> tuple[Piece, ...]:
    """The pieces that none of the stores has in the right size."""
    places = tuple(stores)
    return tuple(each for each in pieces if not any(store.holds(each.sha256, each.size) for store in places))


def assemble(
    copy: BookFile, into: BookFile, *, also: Iterable[Path] = (), stopping: Callable[[], bool] = never
) -> tuple[Piece, ...]:
    """Make a whole book at `into` from a slim copy and its store; answers the pieces that could not be had.

    `also` are further folders with copies whose stores may help out. Every piece is hashed on its way.
    """
    stores = [Store(folder, copy.key) for folder in (copy.path.parent, *also)]
    with copy.connected("ro", immutable=True) as source, into.connected("rwc") as target:
        source.backup(target, pages=-1)
    lost: list[Piece] = []
    with into.connected("rw") as target:
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA synchronous = OFF")  # flushed as a whole before it gets its name
        target.execute("BEGIN")
        for piece in pieces_of(target):
            if stopping():
                raise Interrupted("Pemulihan dihentikan.", "")
            if not any(_bring_in(target, piece, store) for store in stores):
                lost.append(piece)
        target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        target.execute("COMMIT")
        target.execute("PRAGMA journal_mode = WAL")
    return tuple(lost)


@dataclass(frozen=True, slots=True)
class Thinned:
    """What thinning removed: copies, and pieces that no copy names any more."""

    copies: int
    pieces: int


def thin(
    file: BookFile,
    folder: Path,
    keep: Callable[[list[CopyName]], Collection[CopyName]],
    *,
    collect: bool = True,
) -> Thinned:
    """Remove the slim copies of this book that `keep` does not choose, then the pieces nobody names.

    Full copies are never removed here. Pieces go only when every copy in the folder could be asked what it
    names, or has another key than the piece; without `collect` they wait for another time.
    """
    with copying_into(folder):
        slim = [each for each in copies_in(folder, file.path.stem) if each.is_slim]
        kept = set(keep(slim))
        going = [each for each in slim if each not in kept]
        for each in going:
            each.path.unlink(missing_ok=True)
        return Thinned(len(going), _collect(file, folder) if collect else 0)


def _collect(file: BookFile, folder: Path) -> int:
    named: dict[Key | None, set[str]] = {}
    spared: set[bytes] = set()
    for each in folder.iterdir():
        if each.suffix != SLIM_SUFFIX or not each.is_file():
            continue
        with each.open("rb") as opened:
            salt = opened.read(SALT_BYTES)
        if salt == PLAIN_HEAD:
            key = None
        elif file.key is not None and salt == file.key.salt:
            key = file.key
        else:
            spared.add(salt)
            continue
        try:
            with BookFile(each, key).connected("ro", immutable=True) as connection:
                rows = connection.execute("SELECT sha256 FROM attachment").fetchall()
        except driver.Error:
            return 0  # a copy that cannot say what it names: nothing is removed
        named.setdefault(key, set()).update(row[0] for row in rows)
    paths = {Store(folder, key).path(sha256) for key, hashes in named.items() for sha256 in hashes}
    return remove_unnamed(folder, paths, spared)


@contextmanager
def _snapshot(file: BookFile, unfinished: Path, stopping: Callable[[], bool]) -> Generator[DriverConnection]:
    """A connection to the new file, with one moment of the book attached as `asal`."""
    with file.kept_open():
        try:
            with BookFile(unfinished, file.key).connected("rwc") as connection:
                connection.set_progress_handler(stopping, _STEPS_BETWEEN_QUESTIONS)
                connection.execute("PRAGMA foreign_keys = OFF")
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")  # flushed as a whole before it gets its name
                key = file.key.pragma.split("=", 1)[1] if file.key is not None else "''"
                connection.execute(
                    f"ATTACH DATABASE ? AS {_SOURCE} KEY {key}", (f"{file.path.as_uri()}?mode=ro",)
                )
                connection.execute("BEGIN")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    connection.rollback()
                    raise
        finally:
            file.tidy()


@dataclass(frozen=True, slots=True)
class _Made:
    rows: Mapping[str, int]
    missing: tuple[Piece, ...]
    new_pieces: int
    new_bytes: int


def _write(connection: DriverConnection, file: BookFile, folder: Path, stopping: Callable[[], bool]) -> _Made:
    expected = count_rows(connection, _SOURCE)
    pieces = pieces_of(connection, _SOURCE)
    store = Store(folder, file.key)
    absent = missing_pieces(pieces, [store])
    all_bytes = sum(piece.size for piece in pieces)
    rest = max(file.path.stat().st_size - all_bytes, _LEAST_BYTES)
    require_space(folder, rest + sum(piece.size for piece in absent))
    written = 0
    lost: list[Piece] = []
    try:
        for piece in absent:
            if stopping():
                raise Interrupted("Pembuatan cadangan dihentikan.", "")
            try:
                written += store.put(piece.sha256, _parts(connection, piece.id))
            except BookDamaged:
                lost.append(piece)  # the book itself no longer has these bytes; the rest is worth a copy
    finally:
        if written:
            store.flush()  # also when stopped: the next copy takes these pieces for kept
    _copy_tables(connection)
    return _Made(expected, tuple(lost), len(absent) - len(lost), written)


def _parts(connection: DriverConnection, id: int) -> Iterator[bytes]:
    for (part,) in connection.execute(
        f"SELECT data FROM {_SOURCE}.{BYTES} WHERE attachment_id = ? ORDER BY seq",
        (id,),
    ):
        yield part


def _copy_tables(connection: DriverConnection) -> None:
    """Like VACUUM does it: tables, rows, indexes, and last of all what has no pages of its own."""
    things = connection.execute(
        f"SELECT type, name, sql, rootpage FROM {_SOURCE}.sqlite_schema"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    ).fetchall()
    for kind, _name, sql, page in things:
        if kind == "table" and page:
            connection.execute(sql)
    for kind, name, _sql, page in things:
        if kind == "table" and page and name != BYTES:
            _copy_rows(connection, name)
    connection.execute("DELETE FROM main.sqlite_sequence")
    connection.execute(
        f"INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM {_SOURCE}.sqlite_sequence"
    )
    for kind, _name, sql, _page in things:
        if kind == "index":
            connection.execute(sql)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "INSERT INTO main.sqlite_schema (type, name, tbl_name, rootpage, sql)"
        f" SELECT type, name, tbl_name, 0, sql FROM {_SOURCE}.sqlite_schema"
        " WHERE type IN ('view', 'trigger') OR (type = 'table' AND rootpage = 0)"
    )
    connection.execute("PRAGMA writable_schema = OFF")
    version = connection.execute(f"PRAGMA {_SOURCE}.user_version").fetchone()
    connection.execute(f"PRAGMA main.user_version = {version[0] if version else 0}")
    connection.execute(f"PRAGMA main.application_id = {COPY_ID}")


def _copy_rows(connection: DriverConnection, table: str) -> None:
    columns = connection.execute(
        "SELECT name, hidden FROM pragma_table_xinfo(?, ?)", (table, _SOURCE)
    ).fetchall()
    if all(not hidden for _name, hidden in columns):
        connection.execute(f'INSERT INTO main."{table}" SELECT * FROM {_SOURCE}."{table}"')
        return
    stored = ", ".join(f'"{name}"' for name, hidden in columns if not hidden)
    connection.execute(f'INSERT INTO main."{table}" ({stored}) SELECT {stored} FROM {_SOURCE}."{table}"')


def _proven(check: DriverConnection, path: Path, made: _Made) -> BackupFacts:
    facts = facts_of(check, path, path)
    expected = dict(made.rows) | {BYTES: 0}
    if dict(facts.rows) != expected or not is_slim(check):
        raise BookDamaged("Cadangan tidak memuat semua baris dan dibatalkan.", "Buat cadangan lagi.")
    return replace(
        facts, is_slim=True, missing=made.missing, new_pieces=made.new_pieces, new_bytes=made.new_bytes
    )


def _bring_in(target: DriverConnection, piece: Piece, store: Store) -> bool:
    if not store.is_whole(piece.sha256):
        return False
    rows = ((piece.id, seq, part) for seq, part in enumerate(store.read(piece.sha256)))
    try:
        target.executemany(f"INSERT INTO {BYTES} (attachment_id, seq, data) VALUES (?, ?, ?)", rows)
    except (OSError, BookError):
        target.execute(f"DELETE FROM {BYTES} WHERE attachment_id = ?", (piece.id,))
        return False
    return True


def _sweep(folder: Path) -> None:
    """Remove what a killed process left; a full copy may be under way without our lock: only old ones."""
    store = folder / FOLDER
    shelves = [each for each in store.iterdir() if each.is_dir()] if store.is_dir() else []
    for where in (folder, *shelves):
        for each in where.glob(f".*{UNFINISHED}*"):
            is_ours = where is not folder or each.name.count(".berkas.") == 0
            with contextlib.suppress(OSError):
                if is_ours or time.time() - each.stat().st_mtime > _OLD_SECONDS:
                    each.unlink()
    for each in folder.glob(f"{DRILL_FOLDER}*"):
        if time.time() - each.stat().st_mtime > _OLD_SECONDS:
            shutil.rmtree(each, ignore_errors=True)
