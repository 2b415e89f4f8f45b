"""Finds copies of a protected office that the present passphrase does not protect.

Protecting an office writes its file anew; the copies made before lie where they lay, open or under an earlier
passphrase. Only reads first bytes, and the office's identifier of open files at rest. Imports nothing of the
project but the floor's own parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from berkas_db.connect import BookFile, driver, head_of
from berkas_db.files import SIDE_FILES, discard
from berkas_db.key import APPLICATION_ID, COPY_ID, MARKER, PLAIN_HEAD, SALT_BYTES
from berkas_db.opening import copies_folder
from berkas_db.slim import thin
from berkas_db.store import FOLDER


class Exposure(Enum):
    """What is wrong with a copy."""

    OPEN = "terbuka"
    EARLIER = "frasa sandi lama"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A copy that lies about: where, how it is exposed, its bytes."""

    path: Path
    exposure: Exposure
    size: int


def leftovers(book: Path, uid: str, folders: Iterable[Path] = ()) -> tuple[Leftover, ...]:
    """Copies of the protected office `uid` beside it, in its folder of copies and in `folders`.

    Open ones are told by the identifier inside, unreadable and protected ones by their name. Nothing for an
    office without protection.
    """
    book = book.resolve()
    present = _head(book)
    if not present.startswith(MARKER):
        return ()
    found: dict[Path, Leftover] = {}
    for folder in (book.parent, copies_folder(book), *folders):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            exposure = _exposure(path, book, uid, present)
            if exposure is not None:
                found[path.resolve()] = Leftover(path, exposure, path.stat().st_size)
    return tuple(found.values())


def remove(copies: Iterable[Leftover], book: BookFile) -> list[Path]:
    """Delete these copies and the bytes only they named; answers those that could not be deleted.

    `book` is the office as it is now: what its own copies name stays.
    """
    failed: list[Path] = []
    folders: set[Path] = set()
    for copy in copies:
        try:
            discard(copy.path)
            folders.add(copy.path.parent)
        except OSError:
            failed.append(copy.path)
    for folder in folders:
        if (folder / FOLDER).is_dir():
            thin(book, folder, list)
    return failed


def _exposure(path: Path, book: Path, uid: str, present: bytes) -> Exposure | None:
    """What is wrong with this file. Side files are never opened: closing the `-shm` of a book that is open in
    this process would drop the locks under which it is written (POSIX).
    """
    if path.name.endswith(SIDE_FILES) or not path.is_file() or path.resolve() == book:
        return None
    head = _head(path)
    is_named_so = path.name.lstrip(".").startswith((f"{book.stem}-", f"{book.name}."))
    if head.startswith(MARKER):
        is_of_before = head[:SALT_BYTES] != present[:SALT_BYTES]
        return Exposure.EARLIER if is_of_before and is_named_so else None
    if head.startswith(PLAIN_HEAD) and int.from_bytes(head[68:72], "big") in {APPLICATION_ID, COPY_ID}:
        inside = _uid(path)
        return Exposure.OPEN if inside == uid or (inside is None and is_named_so) else None
    return None


def _head(path: Path) -> bytes:
    try:
        return head_of(path)
    except OSError:
        return b""


def _uid(path: Path) -> str | None:
    """The identifier of the office in an open file, or None when it cannot be read."""
    try:
        with BookFile(path.resolve(), None).connected("ro", immutable=True) as connection:
            found = connection.execute("SELECT uid FROM book_info").fetchone()
    except driver.Error:
        return None
    return found[0] if found else None
