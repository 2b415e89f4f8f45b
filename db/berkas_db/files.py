"""Puts a finished file under its name without ever replacing another one, and makes that last.

Imports nothing of the project but its errors and stamps.
"""

import contextlib
import glob
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from berkas_db.errors import BookExists, BookInUse, BookNotFound, DiskFull
from berkas_db.stamps import uuid7

SIDE_FILES = ("-wal", "-shm")

UNFINISHED = ".belum-selesai"
"""How the names of files in the making end."""


def side_file(book: Path, ending: str) -> Path:
    """Where SQLite keeps the log (`-wal`) or the shared memory (`-shm`) of a book."""
    return book.with_name(book.name + ending)


def unfinished_name(target: Path) -> Path:
    """A name beside the target for a file that is still in the making."""
    return target.with_name(f".{target.name}.{uuid7()[-12:]}{UNFINISHED}")


def discard(book: Path) -> None:
    """Remove a book that is not wanted, or one in the making, with whatever SQLite keeps beside it."""
    for ending in ("", *SIDE_FILES, "-journal"):
        side_file(book, ending).unlink(missing_ok=True)


def sweep(target: Path, *folders: Path) -> None:
    """Remove what a killed process left half made of this file, and of its safety copies beside it and in
    `folders`; only for who holds the target's lock, under which alone they are made."""
    name, stem = glob.escape(target.name), glob.escape(target.stem)
    for folder in (target.parent, *folders):
        for beginning in (f".{name}.", f".{stem}-sebelum-"):
            for left in folder.glob(f"{beginning}*{UNFINISHED}*"):
                left.unlink(missing_ok=True)


def place(finished: Path, target: Path) -> None:
    """Give a finished file its name. Raises `BookExists` when the name is taken, and then changes nothing."""
    flush_file(finished)
    try:
        if os.name == "nt":
            finished.rename(target)  # Windows refuses when the name is taken
        else:
            try:
                os.link(finished, target)
            except FileExistsError:
                raise
            except OSError:
                _place_without_links(finished, target)
            else:
                finished.unlink()
    except FileExistsError as error:
        raise BookExists(
            f"Berkas {target.name} sudah ada di folder itu dan tidak ditimpa.", "Pilih nama atau folder lain."
        ) from error
    flush_folder(target.parent)


def take_over(finished: Path, target: Path) -> None:
    """Give a finished, flushed book the name of one that is closed, for who holds the target's lock.

    What the log of the old one held was taken in beforehand; its side files go first, so nothing can mix.
    """
    try:
        for ending in SIDE_FILES:
            side_file(target, ending).unlink(missing_ok=True)
        finished.replace(target)
    except PermissionError as error:  # Windows: somebody still reads the old file
        raise BookInUse(
            f"Berkas kantor {target.name} masih dibaca program lain dan tidak diubah.",
            "Tutup program itu, lalu ulangi.",
        ) from error
    flush_folder(target.parent)


def _place_without_links(finished: Path, target: Path) -> None:
    """For file systems without hard links (USB sticks): take the name first, then move onto it."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    finished.replace(target)


def flush_file(path: Path) -> None:
    """Wait until the bytes of a closed file are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems do not know it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def require_folder(folder: Path) -> None:
    """Raise `BookNotFound` when the folder is not there."""
    if not folder.is_dir():
        raise BookNotFound(f"Folder {folder} tidak ada.", "Buat foldernya dahulu, atau pilih folder lain.")


def require_space(folder: Path, size: int) -> None:
    """Raise `DiskFull` when the folder's disk has no room for `size` bytes and a margin of one eighth."""
    free = shutil.disk_usage(folder).free
    if free < size + size // 8:
        raise DiskFull(
            f"Ruang di {folder} tinggal {free // 1_000_000} MB, padahal perlu {size // 1_000_000 + 1} MB.",
            "Kosongkan ruang atau pilih tempat lain.",
        )


def moment_name() -> str:
    """This instant as part of a file name, UTC: `20250612T031500Z`."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A name in this folder that is not taken yet."""
    wanted = folder / f"{stem}{suffix}"
    count = 2
    while wanted.exists():
        wanted = folder / f"{stem}-{count}{suffix}"
        count += 1
    return wanted
