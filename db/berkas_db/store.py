"""The bytes of attachments beside the copies of a book: each once, however many copies name it.

In the store of a plain book a piece is a file of these bytes, named by their SHA-256. In the store of a
protected book a piece is a small protected file with the book's own key, and its name is the HMAC-SHA256 of
the SHA-256 under that key: names tell nothing, not even to somebody who has the same photo.
Imports nothing of the project but the floor's own parts.
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from berkas_db.connect import PAGE_BYTES, BookFile, driver
from berkas_db.errors import BookDamaged
from berkas_db.files import UNFINISHED, discard, flush_file, flush_folder
from berkas_db.key import SALT_BYTES, Key
from berkas_db.stamps import uuid7

FOLDER = "lampiran"

_CHUNK = 1 << 20
_NAME = re.compile(r"^[0-9a-f]{64}$")
_SPARE_PAGES = 8  # what a small protected file has beside the bytes themselves
_MAKE = "CREATE TABLE piece (seq INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT"


class Store:
    """The pieces of one key in the folder `lampiran` beside the copies; made when the first piece comes."""

    def __init__(self, copies: Path, key: Key | None) -> None:
        self.folder = copies / FOLDER
        self._key = key

    def path(self, sha256: str) -> Path:
        """Where the piece with this SHA-256 (hex) lies or would lie."""
        name = sha256
        if self._key is not None:
            name = hmac.new(self._key.raw, bytes.fromhex(sha256), hashlib.sha256).hexdigest()
        return self.folder / name[:2] / name

    def holds(self, sha256: str, size: int) -> bool:
        """Whether a piece of the right size is there. Its bytes are not read; see `is_whole`."""
        try:
            there = self.path(sha256).stat().st_size
        except OSError:
            return False
        if self._key is None:
            return there == size
        most = size + size // 16 + _SPARE_PAGES * PAGE_BYTES
        return there % PAGE_BYTES == 0 and size <= there <= most

    def is_whole(self, sha256: str) -> bool:
        """Whether the piece is there and its bytes are still what they were."""
        digest = hashlib.sha256()
        try:
            for part in self.read(sha256):
                digest.update(part)
        except (OSError, BookDamaged):
            return False
        return digest.hexdigest() == sha256

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a piece in parts of at most 1 MiB, unchecked. Raises `OSError` or `BookDamaged`."""
        path = self.path(sha256)
        if self._key is None:
            with path.open("rb") as file:
                while part := file.read(_CHUNK):
                    yield part
            return
        if not path.is_file():
            raise FileNotFoundError(path)
        try:
            with BookFile(path, self._key).connected("ro", immutable=True) as connection:
                for (part,) in connection.execute("SELECT data FROM piece ORDER BY seq"):
                    yield part
        except driver.Error as error:
            raise BookDamaged(
                "Satu lampiran pada tempat cadangan rusak.", "Pakai cadangan yang lain."
            ) from error

    def put(self, sha256: str, parts: Iterable[bytes]) -> int:
        """Keep a piece; answers the bytes it takes on the disk.

        It is read back and hashed before it gets its name. Raises `BookDamaged` when the parts, or what the
        disk gives back, are not these bytes; then no piece of that name is new.
        """
        target = self.path(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name[:8]}.{uuid7()[-12:]}{UNFINISHED}")
        try:
            self._write(unfinished, parts)
            if not Store._same(self._parts_at(unfinished), sha256):
                raise BookDamaged(
                    "Satu lampiran tidak dapat disalin dengan utuh.", "Jalankan pemeriksaan berkas kantor."
                )
            flush_file(unfinished)
            size = unfinished.stat().st_size
            unfinished.replace(target)
        finally:
            discard(unfinished)
        return size

    def flush(self) -> None:
        """Wait until the names of new pieces are on the disk."""
        if self.folder.is_dir():
            for each in self.folder.iterdir():
                if each.is_dir():
                    flush_folder(each)
            flush_folder(self.folder)

    def _write(self, path: Path, parts: Iterable[bytes]) -> None:
        if self._key is None:
            with path.open("xb") as file:
                for part in parts:
                    file.write(part)
            return
        with BookFile(path, self._key).connected("rwc") as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")  # flushed as a whole before it gets its name
            connection.execute("BEGIN")
            connection.execute(_MAKE)
            connection.executemany("INSERT INTO piece VALUES (?, ?)", enumerate(parts))
            connection.execute("COMMIT")

    def _parts_at(self, path: Path) -> Iterator[bytes]:
        if self._key is None:
            with path.open("rb") as file:
                while part := file.read(_CHUNK):
                    yield part
            return
        with BookFile(path, self._key).connected("ro", immutable=True) as connection:
            for (part,) in connection.execute("SELECT data FROM piece ORDER BY seq"):
                yield part

    @staticmethod
    def _same(parts: Iterable[bytes], sha256: str) -> bool:
        digest = hashlib.sha256()
        for part in parts:
            digest.update(part)
        return digest.hexdigest() == sha256


def pieces_in(copies: Path) -> Iterator[Path]:
    """Every finished piece in the store beside these copies, of whatever key."""
    folder = copies / FOLDER
    if not folder.is_dir():
        return
    for shelf in sorted(folder.iterdir()):
        if shelf.is_dir():
            yield from (each for each in sorted(shelf.iterdir()) if _NAME.match(each.name))


def remove_unnamed(copies: Path, named: Collection[Path], spared_salts: Collection[bytes]) -> int:
    """Remove the pieces that no copy names; answers how many.

    `spared_salts` are the beginnings of copies that could not be asked (another passphrase): a piece that
    begins like one of them stays.
    """
    removed = 0
    for piece in pieces_in(copies):
        if piece in named:
            continue
        if spared_salts:
            with piece.open("rb") as file:
                if file.read(SALT_BYTES) in spared_salts:
                    continue
        piece.unlink(missing_ok=True)
        removed += 1
    return removed
