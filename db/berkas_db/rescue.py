"""Brings everything readable of a damaged office into a new file, and into tables for people on request.

The damaged file is only read. A new folder holds the new office (protected with the same key when the old one
was), a report, and when wanted one CSV per table and every whole attachment. Imports nothing of the project
but the floor's own parts.
"""

import csv
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from berkas_db.connect import PAGE_BYTES, BookFile, sentences
from berkas_db.errors import BookDamaged, BookInUse, BookNotFound, BookReadOnly, DiskFull
from berkas_db.files import (
    discard,
    flush_folder,
    free_name,
    moment_name,
    place,
    require_folder,
    require_space,
    side_file,
    unfinished_name,
)
from berkas_db.images import models, shape_of
from berkas_db.key import HEAD_BYTES, MARKER, Key, key_for
from berkas_db.lock import holder
from berkas_db.place import require_local
from berkas_db.rebuilding import Rebuilding, Rebuilt
from berkas_db.salvage import Salvage

Progress = Callable[[int, int, str], object]
"""Tables done, tables altogether, the table at work."""

_CHUNKS = "attachment_chunk"
_JOURNAL = frozenset({"journal", "journal_row", "journal_text", "journal_value"})
_NOT_FOR_PEOPLE = _JOURNAL | {_CHUNKS, "login_delay", "undo_step"}
_LEADING = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: read, lost for certain, made again from the journal; `is_known` False: perhaps more
    were lost than can be told.
    """

    read: int
    lost: int
    made_again: int
    is_known: bool


@dataclass(frozen=True, slots=True)
class RescueFacts:
    """What came out: the folder, the new office, counts per table, and attachments whole and broken."""

    folder: Path
    office: Path
    tables: Mapping[str, TableCount]
    attachments: int
    attachments_broken: int
    rebuilt: Rebuilt = field(default_factory=Rebuilt)

    @property
    def read(self) -> int:
        """Rows in the new office, the journal's own left out."""
        return sum(each.read + each.made_again for name, each in self.tables.items() if name not in _JOURNAL)

    @property
    def is_exact(self) -> bool:
        """Whether `lost` is the whole truth, and not the least that can be told."""
        return all(each.is_known for each in self.tables.values())

    @property
    def lost(self) -> int:
        """Rows known to be gone for good, the journal's own left out."""
        return sum(
            max(each.lost - each.made_again, 0) for name, each in self.tables.items() if name not in _JOURNAL
        )


def rescue(
    path: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    with_tables: bool = False,
    progress: Progress | None = None,
) -> RescueFacts:
    """Save what can be read of the office at `path` into a new folder inside `folder`.

    `with_tables` also writes CSV files and attachments, unprotected. Raises `BookNotFound`, `BookInUse`,
    `BookDamaged` (nothing at all can be read), `WrongPassphrase`, `DiskFull`, `BookOnNetwork`,
    `BookInCloudFolder`; then no folder stays.
    """
    source = path.expanduser().resolve()
    key = _key_of(source, passphrase)
    require_folder(folder)
    target = free_name(folder.expanduser().resolve(), f"{source.stem}-diselamatkan-{moment_name()}", "")
    require_local(target / "kantor.berkas")
    require_space(target.parent, source.stat().st_size * (3 if with_tables else 2))
    try:
        target.mkdir()
    except OSError as error:
        raise BookReadOnly(
            f"Folder {target.parent} tidak dapat ditulisi.", "Pilih folder lain untuk hasil penyelamatan."
        ) from error
    try:
        with sentences(target):
            facts = _Rescue(source, key, target, progress, with_tables=with_tables).run()
    except BaseException as error:
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise DiskFull(
                f"Ruang di {target.parent} habis; penyelamatan dibatalkan.", "Pilih disk yang lebih longgar."
            ) from error
        raise
    flush_folder(target)
    return facts


def _key_of(path: Path, passphrase: str | None) -> Key | None:
    """The key by the first bytes; any other beginning may be that of a plain book that was hurt there."""
    if holder(path) is not None:
        raise BookInUse(
            f"Berkas kantor {path.name} sedang dibuka.", "Tutup di sana, lalu selamatkan sekali lagi."
        )
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = file.seek(0, os.SEEK_END)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BookNotFound(f"Berkas kantor {path} tidak ditemukan.", "Tunjuk berkas yang rusak.") from error
    except PermissionError as error:
        raise BookReadOnly(
            f"Berkas {path} tidak boleh dibaca dengan akun ini.", "Minta izin membaca."
        ) from error
    if size < PAGE_BYTES:
        raise BookDamaged(
            f"Berkas kantor {path.name} hanya berisi {size} bita; tidak ada yang dapat diselamatkan.",
            "Pulihkan dari cadangan.",
        )
    return key_for(passphrase, head, path.name) if head.startswith(MARKER) else None


class _Rescue:
    """One rescue, table by table."""

    def __init__(
        self, source: Path, key: Key | None, target: Path, tell: Progress | None, *, with_tables: bool
    ) -> None:
        self._target = target
        self._tell = tell
        self._with_tables = with_tables
        self._key = key
        self._office = target / f"{source.stem}-diselamatkan.berkas"
        self._copy = target / f".{source.name}.sumber"
        self._source = source
        self._read: dict[str, int] = {}
        self._whole: set[int] = set()
        self._broken = 0

    def run(self) -> RescueFacts:
        for ending in ("", "-wal"):
            if side_file(self._source, ending).exists():
                shutil.copyfile(side_file(self._source, ending), side_file(self._copy, ending))
        with self._source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        unfinished = unfinished_name(self._office)
        try:
            salvage = Salvage.begin(self._copy, self._key)
            try:
                rebuilding = Rebuilding(BookFile(unfinished, self._key), salvage.version)
                try:
                    self._carry(salvage, rebuilding)
                    rebuilt = rebuilding.finish({"sha256": digest})
                finally:
                    rebuilding.close()
            finally:
                salvage.close()
            place(unfinished, self._office)
        finally:
            discard(self._copy)
            discard(unfinished)
        facts = self._facts(salvage, rebuilt)
        (self._target / "LAPORAN.txt").write_text(report_text(facts), "utf-8")
        return facts

    def _carry(self, salvage: Salvage, rebuilding: Rebuilding) -> None:
        tables = salvage.tables()
        names = sorted(tables, key=lambda name: (name == _CHUNKS, name))
        for done, table in enumerate(names):
            if self._tell is not None:
                self._tell(done, len(names), table)
            if not tables[table]:
                continue
            if table == _CHUNKS:
                self._carry_attachments(salvage, rebuilding, tables[table])
                continue
            rows = self._counted(table, salvage.rows(table, tables[table]))
            if self._with_tables and table not in _NOT_FOR_PEOPLE:
                rows = self._written(table, tables[table], rows)
            rebuilding.take(table, tables[table], rows)

    def _counted(self, table: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        self._read[table] = 0
        for row in rows:
            self._read[table] += 1
            yield row

    def _written(
        self, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[Any, ...]]:
        """Write each row to the table for people as it passes. Secrets and bytes are left out."""
        model = models().get(table)
        hidden = shape_of(model).secrets if model else frozenset[str]()
        shown = [place for place, name in enumerate(columns) if name not in hidden]
        folder = self._target / "isi"
        folder.mkdir(exist_ok=True)
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([columns[place] for place in shown])
            for row in rows:
                writer.writerow([_for_people(row[place]) for place in shown])
                yield row

    def _carry_attachments(self, salvage: Salvage, rebuilding: Rebuilding, columns: list[str]) -> None:
        """Only whole attachments come along: every piece there, and the bytes those that were kept."""
        known = list(salvage.rows("attachment", ["id", "sha256", "name"]))
        count = 0
        for id_, digest, name in known:
            pieces = salvage.chunks(id_)
            data = b"".join(pieces) if pieces is not None else b""
            if pieces is None or hashlib.sha256(data).hexdigest() != digest:
                self._broken += 1
                continue
            self._whole.add(id_)
            count += len(pieces)
            if self._with_tables:
                folder = self._target / "lampiran"
                folder.mkdir(exist_ok=True)
                (folder / f"{id_}-{_file_name(str(name))}").write_bytes(data)
        rows = (
            row
            for row in salvage.rows(_CHUNKS, columns)
            if row[columns.index("attachment_id")] in self._whole
        )
        rebuilding.take(_CHUNKS, columns, self._counted(_CHUNKS, rows))

    def _facts(self, salvage: Salvage, rebuilt: Rebuilt) -> RescueFacts:
        tables = {
            table: TableCount(
                rebuilt.taken.get(table, 0) - rebuilt.left_out.get(table, 0),
                lost.rows + rebuilt.refused.get(table, 0) + rebuilt.left_out.get(table, 0),
                rebuilt.made_again.get(table, 0),
                lost.is_known,
            )
            for table, lost in salvage.lost.items()
            if table != _CHUNKS
            and (self._read.get(table) or lost.rows or not lost.is_known or rebuilt.made_again.get(table))
        }
        return RescueFacts(self._target, self._office, tables, len(self._whole), self._broken, rebuilt)


def report_text(facts: RescueFacts) -> str:
    """The report beside the new office: counts only, nobody's data."""
    lines = [
        "Penyelamatan berkas kantor",
        "",
        f"Berkas kantor baru: {facts.office.name}",
        f"Baris terselamatkan: {facts.read}",
        f"Baris hilang: {facts.lost}{'' if facts.is_exact else ' atau lebih'}",
        f"Lampiran utuh: {facts.attachments}; rusak: {facts.attachments_broken}",
        f"Nilai diperbaiki menurut riwayat: {facts.rebuilt.corrected}",
        f"Rujukan yang dikosongkan: {sum(facts.rebuilt.let_go.values())}",
        f"Entri riwayat disimpan: {facts.rebuilt.journal_kept}; hilang: {facts.rebuilt.journal_lost}",
        "",
        "Tabel; terbaca; dibuat lagi dari riwayat; hilang",
    ]
    for table, count in sorted(facts.tables.items()):
        more = "" if count.is_known else " atau lebih"
        gone = max(count.lost - count.made_again, 0)
        lines.append(f"{table}; {count.read}; {count.made_again}; {gone}{more}")
    if facts.rebuilt.journal_lost:
        lines += [
            "",
            "Riwayat sesudah entri terakhir yang utuh hilang. Kode pada kertas yang terbit sesudahnya tidak",
            "cocok lagi dengan berkas ini; simpan berkas yang rusak dan cadangannya sebagai bukti.",
        ]
    return "\n".join(lines) + "\n"


def _for_people(value: Any) -> Any:  # noqa: ANN401  whatever a column holds
    if isinstance(value, bytes):
        return f"({len(value)} bita)"
    if isinstance(value, str) and value.startswith(_LEADING):
        return f"'{value}"
    return value


def _file_name(name: str) -> str:
    return re.sub(r"[^\w.\- ]+", "_", name).strip(". ")[-120:] or "lampiran"
