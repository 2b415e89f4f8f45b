"""The trial restore: once a month the newest copy is brought back into a scratch folder and looked through.

A copy nobody ever restored is a hope. The scratch book is checked like the office itself, its rows are
counted against the copy and every attachment is hashed; then it is removed. Attachments that turn out broken
are written anew by the next copy. Blocking; no Qt.
"""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from berkas.engine.copies import last_trial, note_trial
from berkas.engine.history import office_zone
from berkas.engine.safekeeping import copies_of
from berkas.rules.dates import local_moment
from berkas.rules.numbers import show_integer
from berkas_db.attachments import read_attachment
from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.check import check_book
from berkas_db.connect import BookFile
from berkas_db.copyfacts import BYTES, BackupFacts, Piece, count_rows
from berkas_db.copynames import CopyName
from berkas_db.errors import BookDamaged, BookError, DiskFull, Interrupted, Refused, WrongPassphrase
from berkas_db.files import require_space
from berkas_db.key import recovery_text
from berkas_db.slim import DRILL_FOLDER, assemble, never
from berkas_db.stamps import uuid7
from berkas_db.store import Store

EVERY_DAYS = 30


@dataclass(frozen=True, slots=True)
class TrialResult:
    """How a trial restore ended: `sentence` for people, the copy it was made from."""

    is_good: bool
    sentence: str
    copy: Path


def trial_is_due(session: Session, today: date) -> bool:
    """Whether the last trial restore is a month old, or there was none."""
    last = last_trial(session)
    if last is None:
        return True
    days = (today - local_moment(last.at, office_zone(session)).date()).days
    return days >= EVERY_DAYS or days < 0


def try_restore(
    book: Book,
    actor: Actor,
    *,
    progress: Callable[[str], None] = lambda _words: None,
    stopping: Callable[[], bool] = never,
) -> TrialResult | None:
    """Restore the newest slim copy on trial and note the outcome in one journal line; None without a copy.

    Raises `DiskFull` when there is no room for the scratch book, `Interrupted` when stopped or when the copy
    was thinned away meanwhile; then nothing is noted.
    """
    newest = next((each for each in copies_of(book) if each.is_slim), None)
    if newest is None:
        return None
    result = _tried(book, newest, progress, stopping)
    if not book.read_only:
        book.change(note_trial, actor, is_good=result.is_good, sentence=result.sentence).result()
    return result


def _tried(
    book: Book, newest: CopyName, progress: Callable[[str], None], stopping: Callable[[], bool]
) -> TrialResult:
    key = book.file.key
    secret = recovery_text(key) if key is not None else None
    scratch = newest.path.parent / f"{DRILL_FOLDER}{uuid7()[-12:]}"
    facts: BackupFacts | None = None
    try:
        progress("Membuka cadangan terbaru")
        facts = inspect(newest.path, passphrase=secret)
        require_space(newest.path.parent, facts.size + facts.attachment_bytes)
        scratch.mkdir()
        into = BookFile(scratch / "uji.berkas", key)
        progress("Memulihkan ke tempat sementara")
        lost = assemble(BookFile(newest.path, key), into, stopping=stopping)
        _clear_broken(book, newest.path.parent, lost)
        problem = _compared(into, facts, lost) or _checked(into, secret, progress, stopping)
    except (DiskFull, Interrupted):
        raise
    except WrongPassphrase:
        problem = "Cadangan terbaru memakai frasa sandi yang lain."
    except (BookError, OSError) as error:
        problem = str(error) if isinstance(error, BookError) else "Cadangan terbaru tidak terbaca."
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if problem and not newest.path.exists():
        raise Interrupted("Cadangan yang diuji diganti yang lebih baru.", "Jalankan ujinya sekali lagi.")
    if problem or facts is None:
        return TrialResult(is_good=False, sentence=problem, copy=newest.path)
    rows = show_integer(sum(facts.rows.values()))
    attachments = show_integer(facts.rows["attachment"])
    words = f"{rows} baris dan {attachments} lampiran pulih dan cocok."
    return TrialResult(is_good=True, sentence=words, copy=newest.path)


def _clear_broken(book: Book, folder: Path, lost: tuple[Piece, ...]) -> None:
    """Take broken bytes out of the store, so that the next copy brings whole ones: pieces that are there in
    the right size are never written again. Only where the office itself still has them whole.
    """
    for piece in lost:
        try:
            data = book.read(read_attachment, piece.id).result()
        except (BookDamaged, Refused):
            continue
        if hashlib.sha256(data).hexdigest() == piece.sha256:
            Store(folder, book.file.key).path(piece.sha256).unlink(missing_ok=True)


def _compared(into: BookFile, facts: BackupFacts, lost: tuple[Piece, ...]) -> str:
    if lost:
        return f"{len(lost)} lampiran cadangan terbaru hilang atau rusak."
    with into.connected("ro") as connection:
        found = count_rows(connection)
    differing = [table for table, count in facts.rows.items() if table != BYTES and found.get(table) != count]
    return f"Jumlah baris {', '.join(differing)} tidak cocok." if differing else ""


def _checked(
    into: BookFile, secret: str | None, progress: Callable[[str], None], stopping: Callable[[], bool]
) -> str:
    def part(words: str) -> None:
        if stopping():
            raise Interrupted("Uji pemulihan dihentikan.", "")
        progress(f"Memeriksa hasilnya: {words}")

    with Book.open(into.path, passphrase=secret, write=False) as restored:
        findings = check_book(restored, part)
    return findings[0].sentence if findings else ""
