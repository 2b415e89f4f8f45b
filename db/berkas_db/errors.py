"""What can go wrong with a book, sorted by what a person can do about it.

Each error is one Indonesian sentence (what happened, where) and a next step. Anything that is not one of
these is a bug. `explain` turns what SQLite says into one of them. Imports nothing of the project.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class BookError(Exception):
    """Ground of all errors a person can act on: a sentence, and `next_step` when there is one."""

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class BookNotFound(BookError):
    """There is no file at this place."""


class BookExists(BookError):
    """A file stands where a new one should be made; nothing is ever overwritten."""


class NotABook(BookError):
    """The file is something else."""


class BookTooNew(BookError):
    """A newer program wrote the file."""


class BookNotUpgraded(BookError):
    """An older file could not be brought up; it is as it was."""


class BookOnNetwork(BookError):
    """The file lies on another computer's disk; it may be read at rest, never written."""


class BookInCloudFolder(BookError):
    """The file lies in a folder that a program copies to a cloud; it may be read at rest, never written."""


class BookDamaged(BookError):
    """The file cannot be read as it should."""


class BookInUse(BookError):
    """Somebody else has the file open for writing. `who`, `where`, `since` (UTC) as far as they are known."""

    def __init__(
        self, message: str, next_step: str = "", *, who: str = "", where: str = "", since: str = ""
    ) -> None:
        super().__init__(message, next_step)
        self.who = who
        self.where = where
        self.since = since


class BookReadOnly(BookError):
    """The file, its folder or this way of opening it does not allow writing."""


class BookTooOld(BookReadOnly):
    """An older program wrote the file; it is brought up by opening it for writing, not read before."""


class WrongPassphrase(BookError):
    """The file is protected, and this is not its passphrase."""


class DiskFull(BookError):
    """There is no room left; the change was taken back whole."""


class Interrupted(BookError):
    """A read was stopped because its answer is no longer wanted."""


class Refused(BookError):
    """A command says no. `fields` names the columns meant, when the refusal is about a value."""

    def __init__(self, message: str, next_step: str = "", fields: tuple[str, ...] = ()) -> None:
        super().__init__(message, next_step)
        self.fields = fields


class Conflict(BookError):
    """Somebody saved the same row first. `yours` and `theirs` hold the fields whose values differ."""

    def __init__(
        self, message: str, next_step: str, *, yours: Mapping[str, Any], theirs: Mapping[str, Any]
    ) -> None:
        super().__init__(message, next_step)
        self.yours = dict(yours)
        self.theirs = dict(theirs)


SIDE_ROOM = 1 << 20
"""Bytes that SQLite needs beside a book for its log and shared memory before anything is done."""

_IO_ERROR = "disk I/O error"
_CHECKED = re.compile(r"^CHECK constraint failed: (?:\w+\()*(\w+)")
_FAILED = re.compile(r"^(UNIQUE|NOT NULL) constraint failed: (.+)$")

_SAYINGS: tuple[tuple[tuple[str, ...], type[BookError], str, str], ...] = (
    (
        ("database or disk is full",),
        DiskFull,
        "Ruang penyimpanan untuk {where} habis; perubahan terakhir dibatalkan seluruhnya.",
        "Kosongkan ruang pada disk, lalu simpan sekali lagi.",
    ),
    (
        ("is locked",),
        BookInUse,
        "Berkas kantor {where} sedang ditulis program lain.",
        "Tunggu sebentar, lalu ulangi.",
    ),
    (
        ("readonly database", "unable to open database file", "access permission denied"),
        BookReadOnly,
        "Berkas kantor {where} tidak dapat ditulis.",
        "Periksa izin folder dan berkasnya, atau buka hanya untuk membaca.",
    ),
    (
        (
            "malformed",
            "file is not a database",
            _IO_ERROR,
            "invalid rootpage",
            "unsupported file format",
            "Could not decode to UTF-8",  # followed by the text itself, which must not be told
        ),
        BookDamaged,
        "Isi berkas kantor {where} rusak atau tidak terbaca.",
        "Pulihkan dari cadangan terakhir yang baik.",
    ),
    (("interrupted",), Interrupted, "Pembacaan berkas kantor {where} dihentikan.", ""),
)


def explain(error: BaseException, path: Path, labels: Mapping[str, str] | None = None) -> BookError | None:
    """The sentence for what the driver reported, or nothing when it is a bug.

    `error` is a driver error or SQLAlchemy's wrapper of one; `labels` maps `table.column` to the word on
    screen.
    """
    original = getattr(error, "orig", None) or error
    said = str(original)
    if type(original).__name__ == "IntegrityError":
        return explain_integrity(said, labels or {})
    if _IO_ERROR in said and not has_side_room(path):
        return DiskFull(
            f"Ruang penyimpanan untuk {path.name} habis; isinya tidak berubah.",
            "Kosongkan ruang pada disk, lalu ulangi.",
        )
    for marks, kind, sentence, next_step in _SAYINGS:
        if any(mark in said for mark in marks):
            return kind(sentence.format(where=path.name), next_step)
    return None


def has_side_room(path: Path) -> bool:
    """Whether the disk of a book has room for its side files. SQLite calls their failing an I/O error, which
    otherwise means a broken disk.
    """
    try:
        return shutil.disk_usage(path.parent).free >= SIDE_ROOM
    except OSError:
        return True


def explain_integrity(said: str, labels: Mapping[str, str]) -> BookError | None:
    """The sentence for a constraint that failed, in SQLite's words; nothing when it is a bug."""
    failed = _FAILED.match(said)
    if failed:
        columns = [part.strip() for part in failed[2].split(",")]
        names = ", ".join(labels.get(column, column.rpartition(".")[2]) for column in columns)
        fields = tuple(column.rpartition(".")[2] for column in columns)
        if failed[1] == "UNIQUE":
            return Refused(
                f"Isian {names} sudah dipakai catatan lain.",
                "Periksa isian itu atau buka catatan yang ada.",
                fields,
            )
        return Refused(f"Isian {names} wajib diisi.", "Lengkapi isian itu, lalu simpan lagi.", fields)
    if said == "FOREIGN KEY constraint failed":
        return Refused(
            "Catatan ini masih dipakai catatan lain, atau rujukannya sudah tidak ada.",
            "Periksa catatan yang berkaitan, lalu ulangi.",
        )
    checked = _CHECKED.match(said)
    if checked:
        return Refused(
            f"Nilai isian {checked[1]} tidak diterima berkas kantor.",
            "Periksa isian itu, lalu simpan lagi.",
            (checked[1],),
        )
    if "constraint failed" in said or "cannot store" in said:
        return None
    return Refused(said)
