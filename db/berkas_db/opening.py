"""The table of decisions between a path and an open book.

| The file …                                | What happens                                              |
|-------------------------------------------|-----------------------------------------------------------|
| is not there, is a folder, something else | `BookNotFound`, `NotABook`                                |
| is empty, cut short, unreadable           | `BookDamaged`                                             |
| is protected, and the secret is not its   | `WrongPassphrase`                                         |
| lies on a share or in a cloud folder      | `BookOnNetwork`, `BookInCloudFolder`; at rest it is read  |
| is open for writing elsewhere             | `BookInUse`, unless only read                             |
| or its folder cannot be written           | `BookReadOnly`, unless only read                          |
| comes from a newer program                | `BookTooNew`                                              |
| comes from an older program               | a checked copy beside it, then the ladder                 |
| … and is only read                        | `BookTooOld`                                              |
| … and the ladder breaks                   | `BookNotUpgraded`; the file is as it was                  |

A lock that nobody holds any more is stale and taken over; who left it is told in `Found`. Reading writes
nothing: SQLite's side files are tidied away at the end, and where they cannot be made and nobody writes, the
file is read as unchanging. Imports nothing of the project but the floor's own parts.
"""

import hashlib
import os
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from berkas_db.backup import backup_file
from berkas_db.connect import BookFile, DriverConnection, driver, identify
from berkas_db.errors import (
    BookDamaged,
    BookInUse,
    BookNotUpgraded,
    BookReadOnly,
    BookTooNew,
    BookTooOld,
    DiskFull,
    NotABook,
    explain,
    has_side_room,
)
from berkas_db.files import place, require_folder, require_space, side_file, sweep, unfinished_name
from berkas_db.key import APPLICATION_ID, COPY_ID, not_for_opening
from berkas_db.lock import BookLock, Holder, holder
from berkas_db.migrate import latest, upgrade, version_of
from berkas_db.place import refusal, require_local, unsafe_place


@dataclass(frozen=True, slots=True)
class Found:
    """What a person is told once after opening, when there is something to tell.

    `upgraded_from` is the version the file had, None when it was today's; `copy` where the file as it was is
    kept. `left_by` is who had the file open and never closed it.
    """

    upgraded_from: int | None = None
    upgraded_to: int | None = None
    copy: Path | None = None
    left_by: Holder | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A book ready for connections; closing `life` gives everything back."""

    file: BookFile
    mode: str
    immutable: bool
    life: ExitStack
    found: Found = Found()


def open_file(file: BookFile, *, write: bool, climb: bool = True) -> Opened:
    """Take what opening needs, in order, and give it back when something refuses.

    Without `climb` an older book is not brought up but refused with `BookTooOld`: it may take a while.
    """
    with ExitStack() as life:
        left_by: Holder | None = None
        unsafe = unsafe_place(file.path)
        if unsafe is not None and (write or not _is_at_rest(file.path)):
            raise refusal(file.path, unsafe)
        if write:
            if not os.access(file.path, os.W_OK):
                raise BookReadOnly(
                    f"Berkas kantor {file.path} tidak boleh ditulis dengan akun ini.",
                    "Buka hanya untuk membaca, atau minta izin menulis.",
                )
            lock = BookLock.take(file.path)
            left_by = lock.left_by
            life.callback(lock.release)
            sweep(file.path, copies_folder(file.path))
        life.enter_context(file.kept_open())
        immutable = not write and (unsafe is not None or _nobody_can_write(file.path))
        if not write and not immutable:
            life.callback(file.tidy)
        opened = Opened(file, "rw" if write else "ro", immutable, life)
        try:
            with file.connected(opened.mode, immutable=immutable) as connection:
                found = _bring_to_today(file, connection, climb=write and climb)
        except driver.Error as error:
            known = explain(error, file.path)
            if known is None:
                raise
            raise known from error
        return Opened(file, opened.mode, immutable, life.pop_all(), replace(found, left_by=left_by))


def find(path: Path, passphrase: str | None) -> BookFile:
    """Tell what the path is, before anything is taken."""
    return identify(path, passphrase)


def copies_folder(book: Path) -> Path:
    """Where the program keeps its own safety copies of a book."""
    return book.with_name(f"{book.stem}-cadangan")


def copy_closed(path: Path, target: Path) -> Path:
    """Copy a closed office to another place on this computer, byte by byte, and leave the old one alone.

    Needs no passphrase. Raises `BookInUse`, `BookExists`, `BookOnNetwork`, `BookInCloudFolder`, `DiskFull`,
    `BookDamaged` (the copy is not what was read).
    """
    source, target = path.expanduser().resolve(), target.expanduser().resolve()
    require_local(target)
    require_folder(target.parent)
    if not _is_at_rest(source):
        raise BookInUse(
            f"Berkas kantor {source.name} sedang dibuka, atau tidak ditutup dengan baik.",
            "Tutup dahulu di komputer yang membukanya, lalu salin sekali lagi.",
        )
    require_space(target.parent, source.stat().st_size)
    unfinished = unfinished_name(target)
    try:
        with source.open("rb") as old, unfinished.open("xb") as new:
            shutil.copyfileobj(old, new, 1 << 20)
            old.seek(0)
            read = hashlib.file_digest(old, "sha256").digest()
        with unfinished.open("rb") as new:
            if hashlib.file_digest(new, "sha256").digest() != read or not _is_at_rest(source):
                raise BookDamaged(
                    f"Salinan {source.name} tidak sama dengan aslinya; berkas itu berubah selagi disalin.",
                    "Tutup berkas kantor itu di mana pun dibuka, lalu salin sekali lagi.",
                )
        place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _bring_to_today(file: BookFile, connection: DriverConnection, *, climb: bool) -> Found:
    application = connection.execute("PRAGMA application_id").fetchone()
    if application is not None and application[0] == COPY_ID:
        raise not_for_opening(file.path.name)
    if application is None or application[0] != APPLICATION_ID:
        raise NotABook(
            f"{file.path.name} bukan berkas kantor.", "Pilih berkas kantor yang dibuat dengan program ini."
        )
    version, newest = version_of(connection), latest()
    if version > newest:
        raise BookTooNew(
            f"Berkas kantor {file.path.name} berversi {version}, lebih baru daripada program ini ({newest}).",
            "Pasang program yang terbaru di komputer ini, lalu buka lagi. Berkasnya tidak diubah.",
        )
    if version == newest:
        return Found()
    if version == 0:
        raise BookDamaged(
            f"Berkas kantor {file.path.name} belum selesai dibuat.",
            "Buat kantor baru, atau pulihkan dari cadangan.",
        )
    if not climb:
        raise BookTooOld(
            f"Berkas kantor {file.path.name} masih versi {version} dan perlu dinaikkan ke {newest} dahulu.",
            "Buka untuk menulis; salinan berkas dibuat lebih dahulu, lalu versinya dinaikkan.",
        )
    copy = _keep_copy(file, newest)
    _climb(file.path, connection, version, copy)
    return Found(version, newest, copy)


def _keep_copy(file: BookFile, newest: int) -> Path:
    folder = copies_folder(file.path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BookReadOnly(
            f"Folder cadangan {folder} tidak dapat dibuat; versi berkas kantor tidak dinaikkan.",
            "Periksa izin folder, lalu buka lagi.",
        ) from error
    return backup_file(file, folder, mark=f"sebelum-versi-{newest}-").path


def _climb(path: Path, connection: DriverConnection, version: int, copy: Path) -> None:
    try:
        upgrade(connection)
    except (driver.Error, BookDamaged) as error:
        known = explain(error, path) if isinstance(error, driver.Error) else None
        if isinstance(known, DiskFull | BookReadOnly):
            raise known from error
        reason = f" {error.message}" if isinstance(error, BookDamaged) else ""
        raise BookNotUpgraded(
            f"Versi berkas kantor {path.name} tidak dapat dinaikkan.{reason} Isinya tetap versi {version}.",
            f"Salinannya ada di {copy}. Buka dengan program sebelumnya, dan kirim laporan kegagalannya.",
        ) from error


def _is_at_rest(path: Path) -> bool:
    """Whether nobody has the file open and its log is empty: only then it can be read without any lock."""
    log = side_file(path, "-wal")
    return not (log.exists() and log.stat().st_size) and holder(path) is None


def _nobody_can_write(path: Path) -> bool:
    """Whether the file may be read as unchanging: no room for side files, no log left, nobody writing."""
    return not (os.access(path.parent, os.W_OK) and has_side_room(path)) and _is_at_rest(path)
