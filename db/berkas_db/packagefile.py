"""A package that travels between two copies of an office: a small protected file of its own.

It is a cipher file like a protected book (each page carries a proof of the key, so that a byte changed by
hand makes it unreadable), with its own mark and four tables of plain rows. It is never an office file and
never opened as one. Whose it is, a signature over `Manifest.signed` says; making and checking that is the
business of who sends and receives. Imports nothing of the project but the floor's own parts.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

from berkas_db.attachments import CHUNK_BYTES
from berkas_db.connect import BookFile, DriverConnection, driver, head_of
from berkas_db.errors import BookError, NotABook, WrongPassphrase
from berkas_db.files import discard, place, unfinished_name
from berkas_db.images import canonical
from berkas_db.key import KDF_VERSION, MARKER, key_for, new_key
from berkas_db.stamps import now

PACKAGE_ID = 0x42524B50  # "BRKP"
FORMAT = 1
"""Counts up when an older program could misread what a newer one writes; an older format is always read."""
ENDING = ".berkaspaket"

MOST_ROWS = 2_000_000
MOST_ROW_BYTES = 16 << 20
MOST_FILE_BYTES = 64 << 20
"""What a package may hold at most; far above what an office sends, far below what would fill a computer."""

_TABLES = (
    "CREATE TABLE manifest (id INTEGER PRIMARY KEY, told TEXT NOT NULL, signature BLOB) STRICT",
    "CREATE TABLE row (id INTEGER PRIMARY KEY, told TEXT NOT NULL) STRICT",
    "CREATE TABLE file (sha256 TEXT PRIMARY KEY, name TEXT, media_type TEXT, size INTEGER) STRICT",
    "CREATE TABLE piece (sha256 TEXT, seq INTEGER, data BLOB, PRIMARY KEY (sha256, seq)) STRICT",
)


class PackageRefused(BookError):
    """A package that cannot be used; the office file is as it was."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says of itself.

    `office` and `replica` are UUIDs of the office and of the copy that sends; `public_key` is that copy's
    (32 bytes in hexadecimal); `schema` the version of its office file; `position` its journal's length, which
    orders the packages of one copy; `made_at` an instant. `rows` and `files` count what is inside, `size` is
    the bytes of all files, `digest` the SHA-256 over everything.
    """

    package: str
    office: str
    office_name: str
    replica: str
    replica_name: str
    prefix: str
    public_key: str
    schema: int
    program: str
    position: int
    made_at: str
    note: str = ""
    rows: int = 0
    files: int = 0
    size: int = 0
    digest: str = ""
    format: int = FORMAT

    @property
    def signed(self) -> bytes:
        """The bytes a signature covers."""
        return canonical(asdict(self))


@dataclass(frozen=True, slots=True)
class PackedRow:
    """One row on its way: its table and uid, and per field a JSON value.

    `base` holds what the receiver is believed to have of the fields that differ from it, and is None when it
    is not known to have the row; `at` the instants of last changes. `gone` says the row was deleted. `given`
    marks a row that only comes along because another one names it: it is put in where it is missing and
    changes nothing otherwise.
    """

    table: str
    uid: str
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    base: Mapping[str, Any] | None = None
    at: Mapping[str, str] = field(default_factory=dict[str, str])
    gone: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class PackedFile:
    """Bytes that travel once, however many rows name them. `size` in bytes."""

    sha256: str
    name: str
    media_type: str
    size: int


class PackageWriter:
    """Fills a package. `finish` is called once, last; it gives the manifest that is to be signed."""

    def __init__(self, connection: DriverConnection) -> None:
        self._connection = connection
        self._digest = hashlib.sha256()
        self._rows = 0
        self._files = 0
        self._bytes = 0

    def add_row(self, row: PackedRow) -> None:
        """Add a row; the order of rows is the order in which they are read."""
        told = canonical(asdict(row))
        self._rows += 1
        self._digest.update(told + b"\n")
        self._connection.execute("INSERT INTO row (id, told) VALUES (?, ?)", (self._rows, told.decode()))

    def add_file(self, file: PackedFile, data: bytes) -> None:
        """Add the bytes of a file, after all rows."""
        self._files += 1
        self._bytes += len(data)
        self._digest.update(canonical(asdict(file)) + b"\n")
        self._connection.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?)", (file.sha256, file.name, file.media_type, file.size)
        )
        for seq, start in enumerate(range(0, len(data), CHUNK_BYTES)):
            piece = (file.sha256, seq, data[start : start + CHUNK_BYTES])
            self._connection.execute("INSERT INTO piece VALUES (?, ?, ?)", piece)

    def finish(self, manifest: Manifest) -> Manifest:
        """The manifest with what was counted; give it back signed to `seal`."""
        return replace(
            manifest, rows=self._rows, files=self._files, size=self._bytes, digest=self._digest.hexdigest()
        )

    def seal(self, manifest: Manifest, signature: bytes) -> None:
        """Write the manifest and its signature."""
        self._connection.execute(
            "INSERT INTO manifest VALUES (1, ?, ?)", (manifest.signed.decode(), signature)
        )


@contextmanager
def new_package(target: Path, passphrase: str) -> Generator[PackageWriter]:
    """Make a package; it gets its name only when everything is in it. Raises `BookExists`, `Refused`."""
    unfinished = unfinished_name(target)
    file = BookFile(unfinished.absolute(), new_key(passphrase))
    try:
        with file.connected("rwc") as connection:
            connection.execute(f"PRAGMA application_id = {PACKAGE_ID}")
            connection.execute("BEGIN IMMEDIATE")
            for statement in _TABLES:
                connection.execute(statement)
            yield PackageWriter(connection)
            connection.execute("COMMIT")
        place(unfinished, target)
    finally:
        discard(unfinished)


class Package:
    """A package that was found whole. Rows and files are read from the file as they are asked for."""

    def __init__(self, connection: DriverConnection, manifest: Manifest, signature: bytes) -> None:
        self._connection = connection
        self.manifest = manifest
        self.signature = signature

    def rows(self) -> Iterator[PackedRow]:
        """The rows in their order."""
        for (told,) in self._connection.execute("SELECT told FROM row ORDER BY id"):
            yield _row_of(told)

    def files(self) -> list[PackedFile]:
        """What files are inside, without their bytes."""
        found = self._connection.execute("SELECT sha256, name, media_type, size FROM file ORDER BY sha256")
        return [PackedFile(*row) for row in found.fetchall()]

    def data(self, sha256: str) -> bytes:
        """The bytes of a file; they are what their name says, or the package is refused."""
        pieces = self._connection.execute("SELECT data FROM piece WHERE sha256 = ? ORDER BY seq", (sha256,))
        data = b"".join(piece for (piece,) in pieces)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _changed()
        return data


@contextmanager
def open_package(path: Path, passphrase: str) -> Generator[Package]:
    """Read a package, after checking that it is one, whole, not too new and not too big.

    Raises `PackageRefused`, `WrongPassphrase`, `BookError` for what the disk does.
    """
    head = _head(path)
    if not head.startswith(MARKER) or head[len(MARKER)] != KDF_VERSION:
        raise NotABook(f"{path.name} bukan paket Berkas.", f"Pilih berkas berakhiran {ENDING}.")
    try:
        key = key_for(passphrase, head, path.name)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            f"Frasa sandi paket {path.name} tidak cocok.", "Minta frasa sandi kepada pengirimnya."
        ) from error
    file = BookFile(path.expanduser().resolve(), key)
    try:
        with file.connected("ro", immutable=True) as connection:
            _check_shape(connection, path)
            yield Package(connection, *_checked(connection))
    except driver.Error as error:
        raise _changed() from error


def _head(path: Path) -> bytes:
    try:
        return head_of(path.expanduser().resolve())
    except OSError as error:
        raise PackageRefused(
            f"Paket {path.name} tidak dapat dibaca.", "Periksa apakah stik USB masih terpasang."
        ) from error


def _check_shape(connection: DriverConnection, path: Path) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone() or (0,)
    if mark != PACKAGE_ID:
        raise NotABook(f"{path.name} bukan paket Berkas.", f"Pilih berkas berakhiran {ENDING}.")
    found = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if found != set(_TABLES):
        raise _changed()
    counted = connection.execute(
        "SELECT (SELECT count(*) FROM row), (SELECT ifnull(max(length(CAST(told AS BLOB))), 0) FROM row),"
        " (SELECT ifnull(max(size), 0) FROM file)"
    ).fetchone()
    rows, longest, largest = counted or (0, 0, 0)
    if rows > MOST_ROWS or longest > MOST_ROW_BYTES or largest > MOST_FILE_BYTES:
        raise PackageRefused(
            "Paket ini lebih besar daripada yang pernah dibuat program ini; tidak dibaca.",
            "Minta pengirimnya membuat beberapa paket yang lebih kecil.",
        )


def _checked(connection: DriverConnection) -> tuple[Manifest, bytes]:
    told = connection.execute("SELECT told, signature FROM manifest").fetchone()
    if told is None:
        raise _changed()
    manifest = _manifest_of(told[0])
    digest = hashlib.sha256()
    rows = files = size = 0
    for (line,) in connection.execute("SELECT told FROM row ORDER BY id"):
        digest.update(line.encode() + b"\n")
        rows += 1
    # As they were added, which is the order of their SHA-256.
    for file in Package(connection, manifest, b"").files():
        digest.update(canonical(asdict(file)) + b"\n")
        files, size = files + 1, size + file.size
    if (digest.hexdigest(), rows, files, size) != (
        manifest.digest,
        manifest.rows,
        manifest.files,
        manifest.size,
    ):
        raise _changed()
    return manifest, bytes(told[1] or b"")


def _manifest_of(text: str) -> Manifest:
    try:
        told = cast("dict[str, Any]", json.loads(text))
        version = int(told["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise _changed() from error
    if version > FORMAT:
        raise PackageRefused(
            "Paket ini dibuat dengan program yang lebih baru daripada yang terpasang di sini.",
            "Perbarui program di komputer ini, lalu ulangi.",
        )
    known = {each.name for each in fields(Manifest)}
    try:
        return Manifest(**{name: value for name, value in told.items() if name in known})
    except TypeError as error:
        raise _changed() from error


def _row_of(text: str) -> PackedRow:
    try:
        return PackedRow(**cast("dict[str, Any]", json.loads(text)))
    except (ValueError, TypeError) as error:
        raise _changed() from error


def _changed() -> PackageRefused:
    return PackageRefused(
        "Isi paket ini rusak atau diubah setelah dibuat; tidak ada yang dipakai.",
        "Minta pengirimnya membuat paket yang baru.",
    )


def package_name(office_name: str, replica_name: str, made_at: str = "") -> str:
    """A file name for a package: who sends it and when, in letters every file system knows."""
    name = replica_name or office_name
    stem = "".join(letter if letter.isalnum() else "-" for letter in name).strip("-").lower()
    moment = (made_at or now())[:16].replace(":", "").replace("T", "-")
    return f"{stem[:40] or 'kantor'}-{moment}{ENDING}"


def sorted_files(files: Iterable[PackedFile]) -> list[PackedFile]:
    """Files in the order in which they must be added."""
    return sorted(files, key=lambda each: each.sha256)
