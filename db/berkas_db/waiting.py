"""Drafts that have to wait for a long change, kept meanwhile in a small file beside the book.

While one command writes (an import, a merge) SQLite lets nobody else in, and what is typed in those seconds
would be lost in a crash. A draft the writer has not taken within `PATIENCE_SECONDS` therefore goes into this
file, protected with the book's own key, and leaves it as soon as the writer has taken it. Opening the book
takes in what a crash left there. Imports nothing of the project but the floor's own connect.
"""

import contextlib
import threading
from collections.abc import Generator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from berkas_db.connect import BookFile, DriverConnection, driver, raw_of

PATIENCE_SECONDS = 0.5
_ENDING = "-draf"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS waiting (actor_id INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,"
    " values_json TEXT NOT NULL, cursor_field TEXT, at TEXT NOT NULL,"
    " PRIMARY KEY (actor_id, kind, record)) STRICT"
)


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """A draft on its way: the place it is for (0 and "" for nobody and a record without uid), then itself."""

    actor_id: int
    kind: str
    record: str
    values_json: str
    cursor_field: str | None
    at: str


class WaitingDrafts:
    """The drafts of one open book that the writer has not taken yet."""

    def __init__(self, file: BookFile) -> None:
        self._file = BookFile(_beside(file.path), file.key)
        self._guard = threading.Lock()
        self._stored: set[WaitingDraft] = set()

    def watch(self, future: Future[Any], draft: WaitingDraft) -> None:
        """Keep this draft beside the book unless its `future` is done in time."""
        if future.done():
            return
        timer = threading.Timer(PATIENCE_SECONDS, self._keep, (future, draft))
        timer.daemon = True
        timer.start()
        future.add_done_callback(lambda done: self._taken(done, timer, draft))

    def _keep(self, future: Future[Any], draft: WaitingDraft) -> None:
        with self._guard:
            if future.done():
                return
            with contextlib.suppress(driver.Error, OSError), self._opened() as connection:
                connection.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?, ?, ?, ?)", astuple(draft))
                self._stored.add(draft)

    def _taken(self, future: Future[Any], timer: threading.Timer, draft: WaitingDraft) -> None:
        """On the writer's thread, before it begins anything else: so no later command finds an old draft."""
        timer.cancel()
        with self._guard:
            if draft not in self._stored or future.cancelled() or future.exception() is not None:
                return
            self._stored.discard(draft)
            with contextlib.suppress(driver.Error, OSError):
                if self._stored:
                    with self._opened() as connection:
                        connection.execute(
                            "DELETE FROM waiting WHERE actor_id = ? AND kind = ? AND record = ? AND at <= ?",
                            (draft.actor_id, draft.kind, draft.record, draft.at),
                        )
                else:
                    _remove(self._file.path)

    @contextmanager
    def _opened(self) -> Generator[DriverConnection]:
        """Table and row in one transaction: what lies there is whole or nothing."""
        with self._file.connected("rwc") as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_TABLE)
            yield connection
            connection.execute("COMMIT")


def is_left(book: Path) -> bool:
    """Whether a crash left drafts beside this book."""
    return _beside(book).exists()


def take_in(file: BookFile, connection: Connection) -> None:
    """Bring what a crash left into the book, where the book has nothing newer, and remove the file.

    A file that cannot be read with the book's key, or taken in now, is left where it is.
    """
    left = BookFile(_beside(file.path), file.key)
    try:
        with left.connected("ro") as found:
            rows = found.execute(
                "SELECT actor_id, kind, record, values_json, cursor_field, at FROM waiting"
            ).fetchall()
    except driver.Error:
        return
    raw = raw_of(connection)
    try:
        with connection.begin():
            for row in rows:
                _bring(raw, WaitingDraft(*row))
    except driver.Error:
        return
    _remove(left.path)


def _bring(raw: DriverConnection, draft: WaitingDraft) -> None:
    place = (draft.actor_id, draft.kind, draft.record)
    newer = raw.execute(
        "SELECT 1 FROM draft WHERE ifnull(actor_id, 0) = ? AND kind = ? AND ifnull(record_uid, '') = ?"
        " AND updated_at >= ?",
        (*place, draft.at),
    ).fetchone()
    known = raw.execute("SELECT 1 FROM app_user WHERE id = ?", (draft.actor_id,)).fetchone()
    if newer is not None or (draft.actor_id and known is None):
        return
    raw.execute(
        "DELETE FROM draft WHERE ifnull(actor_id, 0) = ? AND kind = ? AND ifnull(record_uid, '') = ?", place
    )
    raw.execute(
        "INSERT INTO draft (actor_id, kind, record_uid, values_json, cursor_field, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            draft.actor_id or None,
            draft.kind,
            draft.record or None,
            draft.values_json,
            draft.cursor_field,
            draft.at,
            draft.at,
        ),
    )


def _beside(book: Path) -> Path:
    return book.with_name(f"{book.name}{_ENDING}")


def _remove(path: Path) -> None:
    for ending in ("", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
