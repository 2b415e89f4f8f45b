"""Who has the book open for writing: a file beside it that says so, held by a lock of the operating system.

The system's lock decides; the words in the file are for people. A process that dies loses the system's lock
with its last breath, so a file left behind without a lock is stale and is taken over. It does not protect
against a copy of the book on another computer, nor on network shares that fake locks. Reading takes no lock.
Imports nothing of the project but its errors.
"""

import contextlib
import getpass
import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from berkas_db.errors import BookInUse, BookReadOnly
from berkas_db.stamps import now

SUFFIX = ".dibuka"

_TRIES = 4
_PAUSE_SECONDS = 0.02
_LOCKED_BYTE = 1 << 20  # far behind the words, so that others can read them while Windows holds the byte

if os.name == "nt":
    import msvcrt

    def _grab(descriptor: int, *, shared: bool) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _grab(descriptor: int, *, shared: bool) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for children that inherited the descriptor


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a book open: process, computer, account, and since which instant (UTC)."""

    pid: int
    host: str
    user: str
    since: str

    @property
    def is_here(self) -> bool:
        """Whether it was this computer."""
        return self.host == platform.node()

    def __str__(self) -> str:
        moment = datetime.fromisoformat(self.since).astimezone() if self.since else None
        since = f" sejak {moment:%d-%m-%Y pukul %H.%M}" if moment else ""
        return f"{self.user or 'pengguna lain'} di komputer {self.host or 'lain'}{since}"


def lock_path(book: Path) -> Path:
    """Where the lock of the book at this place lies."""
    return book.with_name(book.name + SUFFIX)


class BookLock:
    """The right to write one book, held until `release`.

    `left_by` is who had it before and never gave it back: a process that died, or a computer that was
    switched off or from which the disk was pulled.
    """

    def __init__(self, path: Path, descriptor: int, left_by: Holder | None = None) -> None:
        self._path = path
        self._descriptor: int | None = descriptor
        self.left_by = left_by

    @classmethod
    def take(cls, book: Path) -> "BookLock":
        """Take the right to write, or raise `BookInUse` (who, since when) or `BookReadOnly`."""
        path = lock_path(book)
        for _ in range(_TRIES):
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise BookReadOnly(
                    f"Folder berkas kantor {book.parent} tidak dapat ditulis.",
                    "Buka hanya untuk membaca, atau pindahkan buku ke folder yang dapat ditulis.",
                ) from error
            if _grab(descriptor, shared=False) and _is_same(path, descriptor):
                left_by = _read(path)
                _sign(descriptor)
                return cls(path, descriptor, left_by)
            os.close(descriptor)
            time.sleep(_PAUSE_SECONDS)
        who = _read(path)
        raise BookInUse(
            f"Berkas kantor {book.name} sedang dibuka oleh {who or 'program lain'}.",
            "Tutup di sana lebih dahulu, atau buka hanya untuk membaca.",
            who=who.user if who else "",
            where=who.host if who else "",
            since=who.since if who else "",
        )

    def release(self) -> None:
        """Give the right back and remove the file. Calling it again does nothing."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):  # Windows does not remove what another process looks into just now
            self._path.unlink()
        _let_go(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self._path.unlink()


def holder(book: Path) -> Holder | None:
    """Who has the book open for writing now; nothing when it is free or only a stale file is left."""
    path = lock_path(book)
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        if _grab(descriptor, shared=True):
            return None
        return _read(path) or Holder(0, "", "", "")
    finally:
        os.close(descriptor)


def _is_same(path: Path, descriptor: int) -> bool:
    """Whether the locked file still has its name: its holder may have removed it between open and lock."""
    try:
        there = path.stat()
    except OSError:
        return False
    mine = os.fstat(descriptor)
    return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)


def _sign(descriptor: int) -> None:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a bare container
        user = ""
    words = json.dumps(asdict(Holder(os.getpid(), platform.node(), user, now()))).encode()
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, it only names nobody
        os.write(descriptor, words)


def _read(path: Path) -> Holder | None:
    try:
        words = cast("dict[str, Any]", json.loads(path.read_text("utf-8")))
        datetime.fromisoformat(str(words["since"]))
        return Holder(int(words["pid"]), str(words["host"]), str(words["user"]), str(words["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
