"""Full copies of a book, and the way back from full and slim copies, for plain and protected files alike.

Slim copies are made by `slim`. A copy counts only after it was opened, checked page by page and compared
row count by row count with the moment it was taken at; then it gets its name. Restoring keeps the present
file first, whatever state it is in.
Imports nothing of the project but the floor's own parts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from berkas_db.connect import BookFile, DriverConnection, driver, identify, sentences
from berkas_db.copyfacts import BackupFacts, Piece, count_rows, facts_of, pieces_of
from berkas_db.errors import BookDamaged, BookError, BookInUse, DiskFull, WrongPassphrase
from berkas_db.files import (
    SIDE_FILES,
    discard,
    flush_file,
    free_name,
    moment_name,
    place,
    require_folder,
    require_space,
    side_file,
    take_over,
    unfinished_name,
)
from berkas_db.lock import BookLock, holder
from berkas_db.place import require_local
from berkas_db.recording import NOBODY, Recorder
from berkas_db.slim import PiecesMissing, assemble, identify_copy, is_slim, missing_pieces, never
from berkas_db.stamps import now
from berkas_db.store import Store

__all__ = ["BackupFacts", "RestoreFacts", "backup", "backup_file", "inspect", "restore"]

RESTORED = "pulihkan_cadangan"

_COPY_PAGES = -1  # all at once: a copy in pieces starts over whenever somebody writes


@dataclass(frozen=True, slots=True)
class RestoreFacts:
    """What a restore did: the facts of the copy, where the file that stood there before is kept now, and the
    attachments whose bytes could not be brought back."""

    path: Path
    restored: BackupFacts
    kept: Path | None
    lost: tuple[Piece, ...] = ()


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
    unfinished = unfinished_name(target)
    try:
        with sentences(file.path), file.reading() as source:
            facts = _copy(source, BookFile(unfinished, file.key), target)
        place(unfinished, target)
    finally:
        discard(unfinished)
    return facts


def inspect(path: Path, *, passphrase: str | None = None, also: Iterable[Path] = ()) -> BackupFacts:
    """Open a copy of either form at rest, check every page, count its rows; nothing is written.

    For a slim copy `missing` names the attachments that neither its store nor those in the folders `also`
    have in the right size. Raises `BookDamaged`.
    """
    file = identify_copy(path, passphrase)
    _require_at_rest(file)
    with sentences(path), file.connected("ro", immutable=True) as connection:
        facts = facts_of(connection, file.path, file.path)
        if not is_slim(connection):
            return facts
        stores = [Store(folder, file.key) for folder in (file.path.parent, *also)]
        return replace(facts, is_slim=True, missing=missing_pieces(pieces_of(connection), stores))


def restore(
    copy: Path,
    target: Path,
    *,
    passphrase: str | None = None,
    also: Iterable[Path] = (),
    without_missing: bool = False,
    stopping: Callable[[], bool] = never,
) -> RestoreFacts:
    """Put a copy of either form in the place of the book at `target`.

    The present file is kept beside it first: as a checked copy when it opens, moved as it is when it does
    not. Raises `BookInUse` while somebody has it open, and `PiecesMissing` when attachments of a slim copy
    cannot be had, unless `without_missing`; then nothing has changed. The restored book's journal says that
    it was restored.
    """
    source = identify_copy(copy, passphrase)
    _require_at_rest(source)
    target = target.expanduser().resolve()
    require_folder(target.parent)
    require_local(target)
    facts = inspect(copy, passphrase=passphrase, also=also)
    require_space(target.parent, source.path.stat().st_size + facts.is_slim * facts.attachment_bytes)
    lock = BookLock.take(target)
    unfinished = unfinished_name(target)
    lost: tuple[Piece, ...] = ()
    try:
        with sentences(copy):
            if facts.is_slim:
                lost = assemble(source, BookFile(unfinished, source.key), also=also, stopping=stopping)
                if lost and not without_missing:
                    raise PiecesMissing(lost)
            else:
                with source.connected("ro", immutable=True) as connection:
                    facts = _copy(connection, BookFile(unfinished, source.key), source.path)
        _note(BookFile(unfinished, source.key), facts, lost)
        flush_file(unfinished)
        kept = _keep_present(target, passphrase)
        take_over(unfinished, target)
    finally:
        discard(unfinished)
        lock.release()
    return RestoreFacts(target, facts, kept, lost)


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
        expected = count_rows(source)
        with copy.connected("rwc") as target:
            source.backup(target, pages=_COPY_PAGES)
    finally:
        source.rollback()
    with copy.connected("ro", immutable=True) as check:
        facts = facts_of(check, copy.path, name)
    if facts.rows != expected:
        raise BookDamaged(
            f"Cadangan {name.name} tidak memuat semua baris dan dibatalkan.", "Buat cadangan lagi."
        )
    return facts


def _keep_present(target: Path, passphrase: str | None) -> Path | None:
    if not target.exists():
        return None
    mark = "sebelum-pulih"
    try:
        present = identify(target, passphrase)
        kept = backup_file(present, target.parent, mark="sebelum-pulih-").path
        with present.connected("rw") as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (BookError, driver.Error) as error:
        if not isinstance(error, WrongPassphrase | DiskFull):
            mark = "rusak"  # another passphrase, or no room for a second file, says nothing against this one
        kept = free_name(target.parent, f"{target.stem}-{mark}-{moment_name()}", target.suffix)
        for ending in ("", *SIDE_FILES):
            part = side_file(target, ending)
            if part.exists():
                part.rename(side_file(kept, ending))
    return kept


def _note(file: BookFile, facts: BackupFacts, lost: tuple[Piece, ...]) -> None:
    with file.connected("rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        recorder = Recorder(connection)
        detail = {
            "sha256": facts.sha256,
            "posisi_jurnal": facts.journal_position,
            "kepala_jurnal": facts.journal_head,
            "lampiran_hilang": [piece.id for piece in lost],
        }
        recorder.add(RESTORED, NOBODY, {}, detail)
        recorder.finish(
            at=now(), actor_id=None, action=RESTORED, label="Kantor dipulihkan dari cadangan", reason=""
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
