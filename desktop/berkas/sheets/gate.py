"""What a workbook must be before a reader may touch it: its kind, its real size, no macros, no entities.

Runs in the child process (`berkas.sheets.child`), because it unpacks what a stranger packed. Nothing is
written anywhere and no name inside the file is ever used as a path. Imports only its neighbours.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from berkas.sheets import refusals
from berkas.sheets.errors import SheetError
from berkas.sheets.limits import Limits

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What spreadsheet programs use; the others cannot be unpacked a piece at a time."""

_CHUNK = 1 << 20
_OVERLAP = 16
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
"""Declarations that let a text grow without end; a zero byte means UTF-16, where they would not be seen."""


def check(path: Path, limits: Limits) -> None:
    """Refuse with SheetError what is no plain workbook, or one that is too large, dangerous or broken."""
    with path.open("rb") as stream:
        magic = stream.read(8)
    if magic.startswith(ZIP_MAGIC):
        try:
            with zipfile.ZipFile(path) as package:
                _check_package(package, path, limits)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
            raise SheetError(refusals.broken(path.name)) from error
    elif magic == OLE_MAGIC:
        _check_ole(path)
    else:
        raise SheetError(refusals.broken(path.name))


def _check_ole(path: Path) -> None:
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise SheetError(refusals.locked(path.name))
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise SheetError(refusals.macros(path.name))
    _compare_kind(path, ".xls")


def _check_package(package: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > limits.entries or len(set(names)) != len(names) or any(map(_is_odd, names)):
        raise SheetError(refusals.broken(path.name))
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        raise SheetError(refusals.broken(path.name))
    if any(entry.flag_bits & 1 for entry in entries):
        raise SheetError(refusals.locked(path.name))
    if any(map(_is_macro, names)):
        raise SheetError(refusals.macros(path.name))
    _compare_kind(path, _kind(package, set(names)))
    packed, unpacked = max(path.stat().st_size, 1), 0
    for entry in entries:
        is_xml = entry.filename.casefold().endswith((".xml", ".rels"))
        for chunk in _chunks(package, entry):
            unpacked += len(chunk)
            if unpacked > min(limits.unpacked, max(limits.ratio_from, limits.ratio * packed)):
                raise SheetError(refusals.too_large(path.name))
            if is_xml and any(mark in chunk for mark in _FORBIDDEN):
                raise SheetError(refusals.unsafe(path.name))


def _is_odd(name: str) -> bool:
    """Whether a name inside the package tries to leave it."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_macro(name: str) -> bool:
    folded = name.casefold()
    return folded.endswith("vbaproject.bin") or folded.startswith(("xl/macrosheets/", "basic/", "scripts/"))


def _kind(package: zipfile.ZipFile, names: set[str]) -> str:
    """The ending that fits the content; empty when it is no workbook."""
    if "[Content_Types].xml" in names and names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return ".xlsx" if "xl/workbook.xml" in names else ".xlsb"
    if {"mimetype", "content.xml"} <= names:
        with package.open("mimetype") as stream:
            return ".ods" if stream.read(len(_ODS) + 1) == _ODS else ""
    return ""


def _compare_kind(path: Path, kind: str) -> None:
    if not kind:
        raise SheetError(refusals.wrong_kind(path.name))
    if kind == ".xlsb":
        raise SheetError(refusals.wrong_kind(path.name, "buku kerja biner .xlsb"))
    if kind != path.suffix.casefold():
        raise SheetError(refusals.wrong_ending(path.name, kind))


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry unpacked in pieces; each repeats the end of the one before, so that no mark hides."""
    tail = b""
    with package.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]
