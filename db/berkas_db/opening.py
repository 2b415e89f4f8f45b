"""The table of decisions between a path and an open book.

| The file …                                | What happens                                              |
|-------------------------------------------|-----------------------------------------------------------|
| is not there, is a folder, something else | `BookNotFound`, `NotABook`                                |
| is empty, cut short, unreadable           | `BookDamaged`                                             |
| is protected, and the secret is not its   | `WrongPassphrase`                                         |
| is open for writing elsewhere             | `BookInUse`, unless only read                             |
| or its folder cannot be written           | `BookReadOnly`, unless only read                          |
| comes from a newer program                | `BookTooNew`                                              |
| comes from an older program               | a checked copy beside it, then the ladder; never for read |

Reading writes nothing: SQLite's side files are tidied away at the end, and where they cannot be made and
nobody writes, the file is read as unchanging. Imports nothing of the project but the floor's own parts.
"""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from berkas_db.backup import backup_file
from berkas_db.connect import BookFile, DriverConnection, driver, identify
from berkas_db.errors import BookDamaged, BookReadOnly, BookTooNew, NotABook, explain
from berkas_db.files import side_file
from berkas_db.key import APPLICATION_ID
from berkas_db.lock import BookLock, holder
from berkas_db.migrate import latest, upgrade, version_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A book ready for connections; closing `life` gives everything back."""

    file: BookFile
    mode: str
    immutable: bool
    life: ExitStack


def open_file(file: BookFile, *, write: bool) -> Opened:
    """Take what opening needs, in order, and give it back when something refuses."""
    with ExitStack() as life:
        if write:
            if not os.access(file.path, os.W_OK):
                raise BookReadOnly(
                    f"Berkas kantor {file.path} tidak boleh ditulis dengan akun ini.",
                    "Buka hanya untuk membaca, atau minta izin menulis.",
                )
            life.callback(BookLock.take(file.path).release)
        life.enter_context(file.kept_open())
        immutable = not write and _nobody_can_write(file.path)
        if not write and not immutable:
            life.callback(file.tidy)
        opened = Opened(file, "rw" if write else "ro", immutable, life)
        try:
            with file.connected(opened.mode, immutable=immutable) as connection:
                _bring_to_today(file, connection, write=write)
        except driver.Error as error:
            known = explain(error, file.path)
            if known is None:
                raise
            raise known from error
        return Opened(file, opened.mode, immutable, life.pop_all())


def find(path: Path, passphrase: str | None) -> BookFile:
    """Tell what the path is, before anything is taken."""
    return identify(path, passphrase)


def copies_folder(book: Path) -> Path:
    """Where the program keeps its own safety copies of a book."""
    return book.with_name(f"{book.stem}-cadangan")


def _bring_to_today(file: BookFile, connection: DriverConnection, *, write: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()
    if application is None or application[0] != APPLICATION_ID:
        raise NotABook(
            f"{file.path.name} bukan berkas kantor.", "Pilih berkas kantor yang dibuat dengan program ini."
        )
    version, newest = version_of(connection), latest()
    if version > newest:
        raise BookTooNew(
            f"Berkas kantor {file.path.name} berversi {version}, lebih baru daripada program ini ({newest}).",
            "Perbarui program di komputer ini.",
        )
    if version == newest:
        return
    if version == 0:
        raise BookDamaged(
            f"Berkas kantor {file.path.name} belum selesai dibuat.",
            "Buat buku baru atau pulihkan dari cadangan.",
        )
    if not write:
        raise BookReadOnly(
            f"Berkas kantor {file.path.name} masih versi {version} dan perlu dinaikkan lebih dahulu.",
            "Buka sekali dengan program ini untuk menulis.",
        )
    folder = copies_folder(file.path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BookReadOnly(
            f"Folder cadangan {folder} tidak dapat dibuat; versi berkas kantor tidak dinaikkan.",
            "Periksa izin folder, lalu buka lagi.",
        ) from error
    backup_file(file, folder, mark=f"sebelum-versi-{newest}-")
    upgrade(connection)


def _nobody_can_write(path: Path) -> bool:
    """Whether the file may be read as unchanging: no room for side files, no log left, nobody writing."""
    log = side_file(path, "-wal")
    has_log = log.exists() and log.stat().st_size > 0
    return not os.access(path.parent, os.W_OK) and not has_log and holder(path) is None
