"""Safe copies of a book and the way back, for plain and protected files alike.

A copy counts only after it was opened, checked page by page and compared row by row count with the moment
it was taken at; then it gets its name. Restoring keeps the present file first, whatever state it is in.
Imports nothing of the project but the floor's own parts.
"""

import hashlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from berkas_db.connect import BookFile, DriverConnection, driver, identify
from berkas_db.errors import BookDamaged, BookError, BookInUse, explain
from berkas_db.files import (
    SIDE_FILES,
    flush_file,
    flush_folder,
    free_name,
    moment_name,
    place,
    require_folder,
    require_space,
    side_file,
)
from berkas_db.lock import BookLock, holder
from berkas_db.recording import NOBODY, Recorder
from berkas_db.stamps import now, uuid7

RESTORED = "pulihkan_cadangan"

_COPY_PAGES = -1  # all at once: a copy in pieces starts over whenever somebody writes


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a copy holds: rows per table, the journal's last position, hash and instant, size and SHA-256."""

    path: Path
    size: int
    sha256: str
    rows: Mapping[str, int]
    journal_position: int
    journal_head: str
    journal_at: str


@dataclass(frozen=True, slots=True)
class RestoreFacts:
    """What a restore did: the facts of the copy, and where the file that stood there before is kept now."""

    path: Path
    restored: BackupFacts
    kept: Path | None


def backup(path: Path, folder: Path, *, passphrase: str | None = None) -> BackupFacts:
    """Copy the book at `path` into `folder`, named with the time (UTC). The book may be open meanwhile."""
    return backup_file(identify(path, passphrase), folder)


def backup_file(file: BookFile, folder: Path, *, mark: str = "") -> BackupFacts:
    """The same for a book whose key is known; `mark` becomes part of the name.

    Raises `DiskFull` before anything is written, `BookDamaged` when the copy does not pass; then no copy
    stays.
    """
    folder = folder.absolute()
    require_folder(folder)
    size = file.path.stat().st_size
    require_space(folder, size)
    target = free_name(folder, f"{file.path.stem}-{mark}{moment_name()}", file.path.suffix)
    unfinished = _unfinished(target)
    try:
        with _sentences(file.path), file.reading() as source:
            facts = _copy(source, BookFile(unfinished, file.key), target)
        place(unfinished, target)
    finally:
        _remove(unfinished)
    return facts


def inspect(path: Path, *, passphrase: str | None = None) -> BackupFacts:
    """Open a copy at rest, check every page, count its rows; nothing is written. Raises `BookDamaged`."""
    file = identify(path, passphrase)
    _require_at_rest(file)
    with _sentences(path), file.connected("ro", immutable=True) as connection:
        return _facts(connection, file.path, file.path)


def restore(copy: Path, target: Path, *, passphrase: str | None = None) -> RestoreFacts:
    """Put a copy in the place of the book at `target`.

    The present file is kept beside it first: as a checked copy when it opens, moved as it is when it does
    not. Raises `BookInUse` while somebody has it open. The restored book's journal says that it was restored.
    """
    source = identify(copy, passphrase)
    _require_at_rest(source)
    target = target.expanduser().resolve()
    require_folder(target.parent)
    require_space(target.parent, source.path.stat().st_size)
    lock = BookLock.take(target)
    unfinished = _unfinished(target)
    try:
        with _sentences(copy), source.connected("ro", immutable=True) as connection:
            facts = _copy(connection, BookFile(unfinished, source.key), source.path)
        _note(BookFile(unfinished, source.key), facts)
        flush_file(unfinished)
        kept = _keep_present(target, passphrase)
        for ending in SIDE_FILES:
            side_file(target, ending).unlink(missing_ok=True)
        unfinished.replace(target)
        flush_folder(target.parent)
    finally:
        _remove(unfinished)
        lock.release()
    return RestoreFacts(target, facts, kept)


def _require_at_rest(file: BookFile) -> None:
    """A copy is read as unchanging, so nobody may have it open and its log must be empty."""
    log = side_file(file.path, "-wal")
    if file.is_in_place() or holder(file.path) is not None or (log.exists() and log.stat().st_size):
        raise BookInUse(
            f"{file.path.name} sedang dibuka atau belum ditutup dengan baik.",
            "Buka dan tutup buku itu sekali, atau pilih cadangan lain.",
        )


def _copy(source: DriverConnection, copy: BookFile, name: Path) -> BackupFacts:
    """Copy one moment of the source, then prove the copy against it."""
    source.execute("BEGIN")
    try:
        expected = _count(source)
        with copy.connected("rwc") as target:
            source.backup(target, pages=_COPY_PAGES)
    finally:
        source.rollback()
    with copy.connected("ro", immutable=True) as check:
        facts = _facts(check, copy.path, name)
    if facts.rows != expected:
        raise BookDamaged(
            f"Cadangan {name.name} tidak memuat semua baris dan dibatalkan.", "Buat cadangan lagi."
        )
    return facts


def _facts(connection: DriverConnection, path: Path, name: Path) -> BackupFacts:
    checked = connection.execute("PRAGMA quick_check(1)").fetchone()
    if checked is None or checked[0] != "ok":
        raise BookDamaged(f"Cadangan {name.name} rusak.", "Pakai cadangan yang lain.")
    head = connection.execute("SELECT id, hash, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    position, hashed, at = (head[0], head[1].hex(), head[2]) if head else (0, "", "")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return BackupFacts(name, path.stat().st_size, digest, _count(connection), position, hashed, at)


def _count(connection: DriverConnection) -> Mapping[str, int]:
    tables = connection.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    counts: dict[str, int] = {}
    for (table,) in tables:
        row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        counts[table] = row[0] if row else 0
    return MappingProxyType(counts)


def _keep_present(target: Path, passphrase: str | None) -> Path | None:
    if not target.exists():
        return None
    try:
        present = identify(target, passphrase)
        kept = backup_file(present, target.parent, mark="sebelum-pulih-").path
        with present.connected("rw") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (BookError, driver.Error):
        kept = free_name(target.parent, f"{target.stem}-rusak-{moment_name()}", target.suffix)
        for ending in ("", *SIDE_FILES):
            part = side_file(target, ending)
            if part.exists():
                part.rename(side_file(kept, ending))
    return kept


def _note(file: BookFile, facts: BackupFacts) -> None:
    with file.connected("rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        recorder = Recorder(connection)
        detail = {
            "sha256": facts.sha256,
            "posisi_jurnal": facts.journal_position,
            "kepala_jurnal": facts.journal_head,
        }
        recorder.add(RESTORED, NOBODY, {}, detail)
        recorder.finish(
            at=now(), actor_id=None, action=RESTORED, label="Kantor dipulihkan dari cadangan", reason=""
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}.{uuid7()[-12:]}.belum-selesai")


def _remove(unfinished: Path) -> None:
    for ending in ("", *SIDE_FILES):
        side_file(unfinished, ending).unlink(missing_ok=True)


@contextmanager
def _sentences(path: Path) -> Generator[None]:
    try:
        yield
    except driver.Error as error:
        known = explain(error, path)
        if known is None:
            raise
        raise known from error
