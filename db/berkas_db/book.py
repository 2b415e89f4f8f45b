"""One office, one file: the open book with its three connections.

*Writer*: one thread, `BEGIN IMMEDIATE` always. *Reader*: one thread that cannot write, for anything that
grows with the table. *Glance*: the caller's own connection that cannot write, by key and for one window of
rows only. Imports nothing of the project but the floor's own parts.
"""

import logging
import threading
import traceback
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session

from berkas_db import undo as steps
from berkas_db.backup import BackupFacts, backup_file
from berkas_db.changes import Actor, Changes, Step
from berkas_db.connect import BookFile, DriverConnection, driver, raw_of, settle
from berkas_db.creation import make
from berkas_db.errors import BookExists, BookInUse, BookNotFound, BookReadOnly, Refused, explain
from berkas_db.files import require_folder
from berkas_db.images import labels
from berkas_db.key import new_key
from berkas_db.lanes import Lane
from berkas_db.lock import BookLock, holder
from berkas_db.opening import Found, Opened, find, open_file
from berkas_db.place import require_local
from berkas_db.slim import never, slim_backup
from berkas_db.stamps import now
from berkas_db.tables.office import Office
from berkas_db.waiting import WaitingDrafts, is_left, take_in

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Reading(Session):
    """A session that only reads: the type a query is handed, also inside a command."""


@event.listens_for(Reading, "do_orm_execute")
def _only_reads(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise TypeError("rows are written through a step only")


@event.listens_for(Reading, "before_flush")
def _never_flushes(session: Session, context: object, instances: object) -> None:
    raise TypeError("rows are written through a step only")


class Book:
    """An open office file. Use as a context manager, or call `close`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.path: Path = opened.file.path
        self.found: Found = opened.found
        self.read_only: bool = opened.mode == "ro"
        self._listeners: list[Callable[[Changes], None]] = []
        self._guard = threading.Lock()
        self._glance_lock = threading.Lock()
        self._closed = False
        engine = opened.file.engine(opened.mode, immutable=opened.immutable)
        self._engine = engine
        self._writer = None if self.read_only else Lane("writer", engine)
        self._reader = Lane("reader", engine)
        self._glance = engine.connect()
        settle(self._glance, "glance")
        self.office_name: str = self.glance(_office_name)
        self.waiting = WaitingDrafts(opened.file)
        if self._writer is not None and is_left(self.path):
            self._writer.submit(partial(take_in, opened.file)).result()

    @classmethod
    def create(cls, path: Path, *, office_name: str, passphrase: str | None = None) -> Self:
        """Make the file of a new office and open it for writing. An existing file is never replaced.

        Raises `BookExists`, `BookNotFound` (no such folder), `BookReadOnly`, `DiskFull`, `Refused` (no name).
        """
        if not office_name.strip():
            raise Refused("Nama kantor belum diisi.", "Isi nama kantor, lalu ulangi.", ("office_name",))
        target = path.expanduser().resolve()
        require_folder(target.parent)
        require_local(target)
        if target.exists():
            raise BookExists(
                f"Berkas {target.name} sudah ada di folder itu dan tidak ditimpa.",
                "Pilih nama atau folder lain.",
            )
        key = new_key(passphrase) if passphrase is not None else None
        lock = BookLock.take(target)
        try:
            with _sentences(target):
                make(target, office_name.strip(), key)
        finally:
            lock.release()
        return cls._open(BookFile(target, key), write=True)

    @classmethod
    def open(
        cls, path: Path, *, passphrase: str | None = None, write: bool = True, climb: bool = True
    ) -> Self:
        """Open an office file; see `opening` for every outcome. With `write=False` nothing is ever written.

        `passphrase` may also be the text of the recovery sheet; a plain file does not look at it. Without
        `climb` an older file is refused with `BookTooOld` instead of being brought up.
        """
        return cls._open(find(path, passphrase), write=write, climb=climb)

    @classmethod
    def _open(cls, file: BookFile, *, write: bool, climb: bool = True) -> Self:
        opened = open_file(file, write=write, climb=climb)
        try:
            with _sentences(file.path):
                return cls(opened)
        except BaseException:
            opened.life.close()
            raise

    def read(
        self, query: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Answer a query on the reader's thread, all of it from one moment of the book."""
        return self._reader.submit(lambda connection: self._ask(connection, query, *args, **kwargs))

    def glance(self, query: Callable[Concatenate[Reading, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Answer at once on the caller's thread: only by key, at most one window of rows."""
        with self._glance_lock:
            return self._ask(self._glance, query, *args, **kwargs)

    def change(
        self,
        command: Callable[Concatenate[Step, P], Any],
        actor: Actor,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[Changes]:
        """Run a command on the writer's thread: one transaction, one journal entry, one undo step.

        The future fails with what the command raised, and then nothing of it stays.
        """

        def work(step: Step) -> Changes:
            changes = step.finish(command(step, *args, **kwargs))
            if changes.journal_id is not None:
                steps.remember(step, changes.journal_id)
            return changes

        return self._write(lambda connection: self._commit(connection, actor, work))

    def undo(self, actor: Actor, *, expected: int | None = None) -> Future[Changes]:
        """Take back this user's last step. Fails with `Refused` and the reason when it cannot.

        `expected` names the step meant, out of a list somebody looked at.
        """
        return self._write(lambda connection: self._commit(connection, actor, partial(_undo, expected)))

    def redo(self, actor: Actor, *, expected: int | None = None) -> Future[Changes]:
        """Do again what this user took back last. Fails with `Refused` and the reason when it cannot."""
        return self._write(lambda connection: self._commit(connection, actor, partial(_redo, expected)))

    def undo_list(self, actor: Actor, *, limit: int = 50) -> list[steps.UndoLine]:
        """This user's steps, newest first; those taken back stand above and can be done again."""
        return self.glance(steps.undo_list, actor, limit=limit)

    def is_in_place(self) -> bool:
        """Whether the path still leads to the file that is open; without it every change is refused."""
        return self._closed or self._opened.file.is_in_place()

    def listen(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        """Call back after every commit, on the writer's thread; it must not wait for the book itself.

        The book keeps a strong reference. Returns the way to stop listening.
        """
        with self._guard:
            self._listeners.append(callback)

        def stop() -> None:
            with self._guard:
                if callback in self._listeners:
                    self._listeners.remove(callback)

        return stop

    def interrupt_reader(self) -> None:
        """Stop the query that runs on the reader now; its future fails with `Interrupted`."""
        self._reader.interrupt()

    def write_aside(self, work: Callable[[Session], T]) -> Future[T]:
        """Write what is no change of the office's records (drafts): without journal and undo."""

        def run(connection: Connection) -> T:
            with _sentences(self.path), connection.begin(), Reading(bind=connection) as session:
                return work(session)

        return self._write(run)

    def empty_log(self) -> Future[bool]:
        """Take the write-ahead log into the file, so that what was forgotten stands in neither of them.

        False when somebody still reads an older moment: then it is done when the book is closed.
        """
        return self._write(_empty_log)

    def backup(self, folder: Path) -> BackupFacts:
        """Write a checked copy into this folder, on the caller's thread, while everything else goes on."""
        return backup_file(self._opened.file, folder)

    def slim_backup(
        self, folder: Path, *, occasion: str, stopping: Callable[[], bool] = never
    ) -> BackupFacts:
        """The same without attachments already in the store beside the copies; see `slim`."""
        return slim_backup(self.file, folder, occasion=occasion, stopping=stopping)

    @property
    def file(self) -> BookFile:
        """The path and the key of this book, for those who make and read its copies."""
        return self._opened.file

    @contextmanager
    def side_connection(self, mode: str = "ro") -> Generator[DriverConnection]:
        """A raw connection of its own for the check; the caller must leave nothing written."""
        immutable = self._opened.immutable and mode == "ro"
        with _sentences(self.path), self._opened.file.connected(mode, immutable=immutable) as connection:
            yield connection

    def close(self) -> None:
        """Finish what was handed in, join the threads and leave one file. Calling it again does nothing."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
        try:
            self._reader.close()
            with self._glance_lock:
                self._glance.close()
            if self._writer is not None:
                self._writer.close(_empty_log)
        finally:
            self._engine.dispose()
            self._opened.life.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, work: Callable[[Connection], T]) -> Future[T]:
        if self._writer is not None:
            return self._writer.submit(partial(self._write_in_place, work))
        refused: Future[T] = Future()
        refused.set_exception(
            BookReadOnly(
                f"Berkas kantor {self.path.name} dibuka hanya untuk membaca.",
                "Buka untuk menulis, lalu ulangi.",
            )
        )
        return refused

    def _write_in_place(self, work: Callable[[Connection], T], connection: Connection) -> T:
        """SQLite would go on writing into a file that was removed or replaced, and nobody would find it."""
        if not self._opened.file.is_in_place():
            raise BookNotFound(
                f"Berkas kantor {self.path} tidak ada lagi di tempatnya; perubahan ini tidak disimpan.",
                "Kembalikan berkas itu ke tempatnya, atau pulihkan dari cadangan.",
            )
        return work(connection)

    def _ask(
        self,
        connection: Connection,
        query: Callable[Concatenate[Reading, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        if self._opened.immutable and holder(self.path) is not None:
            raise BookInUse(
                f"Berkas kantor {self.path.name} mulai ditulis program lain.", "Tutup dan buka lagi di sini."
            )
        with (
            _sentences(self.path),
            Reading(bind=connection, autoflush=False, expire_on_commit=False) as session,
        ):
            return query(session, *args, **kwargs)

    def _commit(self, connection: Connection, actor: Actor, work: Callable[[Step], Changes]) -> Changes:
        with (
            _sentences(self.path),
            connection.begin(),
            Reading(bind=connection, autoflush=False) as session,
        ):
            changes = work(Step(session, actor, now()))
        self._tell(changes)
        return changes

    def _tell(self, changes: Changes) -> None:
        if changes.journal_id is None:
            return
        if Office.__tablename__ in changes.kinds:
            self.office_name = self.glance(_office_name)
        with self._guard:
            listeners = list(self._listeners)
        for listener in listeners:
            try:
                listener(changes)
            except Exception as error:  # noqa: BLE001  the change stands, whatever a listener makes of it
                where = traceback.extract_tb(error.__traceback__)[
                    -1
                ]  # its words may be personal, its place is not
                log.error("listener failed: %s at %s:%s", type(error).__name__, where.name, where.lineno)


def _undo(expected: int | None, step: Step) -> Changes:
    place = steps.undo(step, expected)
    changes = step.finish(step.label, action=steps.UNDO)
    steps.settle(step, place, steps.UNDONE, changes.journal_id)
    return changes


def _redo(expected: int | None, step: Step) -> Changes:
    place = steps.redo(step, expected)
    changes = step.finish(step.label, action=steps.REDO)
    steps.settle(step, place, steps.READY, changes.journal_id)
    return changes


def _office_name(session: Session) -> str:
    return session.execute(select(Office.name)).scalar_one()


def _empty_log(connection: Connection) -> bool:
    """On a full disk the log stays beside the book: everything is in it, and the next opening takes it in."""
    try:
        busy = raw_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except driver.Error:
        return False
    return busy is not None and not busy[0]


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    """Turn what the driver reports into a sentence, where there is one."""
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        known = explain(error, path, labels())
        if known is None:
            raise
        raise known from error
