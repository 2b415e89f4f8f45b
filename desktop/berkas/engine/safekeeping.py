"""When copies of the office are made, where, and which of them stay. Blocking; no Qt.

A copy is made only when the journal has moved since the last one. A copy that fails never stops the work:
the failure is remembered on this computer and told on the page of the day until a copy succeeds.
Copies made before an import, a bulk change, an upgrade, a restore or a new passphrase stay for 30 days
whatever the thinning says (the newest 30 of them). Full copies are made for people and before an upgrade;
the program never removes one.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from berkas.engine.copies import last_copy, note_copy, places_of
from berkas.engine.history import office_zone
from berkas.paths import data_folder
from berkas.rules.dates import local_moment, to_instant
from berkas.rules.thinning import kept
from berkas.rules.vocabulary import TimeZone
from berkas.settings import write_whole
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.copyfacts import BackupFacts
from berkas_db.copynames import HEAD_DIGITS, CopyName, copies_in
from berkas_db.errors import BookError, BookNotFound, BookReadOnly
from berkas_db.journal import head
from berkas_db.opening import copies_folder
from berkas_db.slim import never, thin
from berkas_db.store import FOLDER as STORE

log = logging.getLogger(__name__)

EVERY_MINUTES = 30
SECOND_DAYS = 7
"""After how many days without a copy at the second place the office is reminded."""
BULK_FROM = 10
"""From how many records on a change is a bulk change: a copy is made first. Fewer are taken back by undo."""

_COLLECTED = ".dibersihkan"
_COLLECT_SECONDS = 20 * 60 * 60
_STATE = "cadangan.json"
_FAILURES, _FOLDERS = "gagal", "folder"
_guard = threading.Lock()


class Occasion(StrEnum):
    """Why a copy is made; part of its name."""

    START = "mulai"
    REGULAR = "berkala"
    IMPORT = "sebelum_impor"
    BULK = "sebelum_perubahan_massal"
    UPGRADE = "sebelum_naik_versi"
    RESTORE = "sebelum_pulih"
    REKEY = "sebelum_ganti_sandi"
    BY_HAND = "diminta"
    SECOND = "tempat_kedua"
    EXIT = "keluar"


SAFETY = frozenset({Occasion.IMPORT, Occasion.BULK, Occasion.UPGRADE, Occasion.RESTORE, Occasion.REKEY})

_WORDS = {
    Occasion.START: "saat kantor dibuka",
    Occasion.REGULAR: "berkala",
    Occasion.IMPORT: "sebelum impor",
    Occasion.BULK: "sebelum perubahan massal",
    Occasion.UPGRADE: "sebelum versi dinaikkan",
    Occasion.RESTORE: "sebelum dipulihkan",
    Occasion.REKEY: "sebelum ganti frasa sandi",
    Occasion.BY_HAND: "diminta",
    Occasion.SECOND: "di tempat kedua",
    Occasion.EXIT: "saat kantor ditutup",
}


def occasion_words(code: str) -> str:
    """Why a copy was made, in words; a full copy for people has no code."""
    if code.startswith("sebelum_versi_"):
        code = Occasion.UPGRADE
    return _WORDS[Occasion(code)] if code in _WORDS else "salinan penuh"


@dataclass(frozen=True, slots=True)
class Failure:
    """The last copy that failed and has not been made good since: when (UTC), why, what to do."""

    at: str
    sentence: str
    next_step: str


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """The second place: its folder (None: not chosen), whether it is there now, the last copy elsewhere."""

    folder: Path | None
    is_there: bool
    last: str | None
    is_late: bool


def first_folder(book: Book) -> Path:
    """Where this office's copies go by themselves; it may not exist yet."""
    chosen = book.read(places_of).result().first
    return Path(chosen) if chosen else copies_folder(book.path)


def copies_of(book: Book) -> list[CopyName]:
    """The copies of this office at the first place, newest first."""
    return copies_in(first_folder(book), book.path.stem)


def has_changed(book: Book) -> bool:
    """Whether no copy holds the office as it is now."""
    position, hashed, _at = book.read(head).result()
    return not _is_kept(copies_of(book), position, hashed)


def safe_copy(
    book: Book,
    occasion: Occasion,
    *,
    stopping: Callable[[], bool] = never,
    must: bool = False,
    even_unchanged: bool = False,
) -> BackupFacts | None:
    """Make a checked slim copy and thin the older ones; None when nothing changed, or when it failed.

    With `must` a failure is raised (`BookError`) as well as remembered. `even_unchanged` copies anyway.
    """
    if book.read_only:
        return None
    try:
        if not even_unchanged and not has_changed(book):
            remember_failure(book.path, None)  # whatever failed before, a copy holds everything now
            return None
        folder = _first_ready(book)
        facts = book.slim_backup(folder, occasion=occasion, stopping=stopping)
    except (BookError, OSError) as error:
        if not stopping():
            log.warning("a copy failed: %s", type(error).__name__)
            remember_failure(book.path, error)
        if must:
            raise
        return None
    remember_failure(book.path, None)
    _remember_folder(book.path, folder)
    thin_copies(book, folder)
    return facts


def second_copy(
    book: Book, actor: Actor, folder: Path, *, stopping: Callable[[], bool] = never
) -> BackupFacts:
    """Make a checked slim copy with its store at another place, and remember it in the office.

    Raises `BookError`; `BookNotFound` when the place is not there (a stick that is not plugged in).
    """
    ready = _there(folder, "Tempat kedua", "Pasang flash disk atau disk luarnya, lalu ulangi.")
    facts = book.slim_backup(ready, occasion=Occasion.SECOND, stopping=stopping)
    _remember_folder(book.path, ready)
    thin_copies(book, ready)
    if not book.read_only:
        book.change(note_copy, actor).result()
    return facts


def thin_copies(book: Book, folder: Path) -> None:
    """Remove the copies in a folder that the rule does not keep; once a day also pieces no copy names."""
    zone = book.read(office_zone).result()
    mark = folder / STORE / _COLLECTED
    try:
        collect = not mark.exists() or abs(time.time() - mark.stat().st_mtime) > _COLLECT_SECONDS
        thin(book.file, folder, lambda found: _chosen(found, zone, datetime.now(UTC)), collect=collect)
        if collect and mark.parent.is_dir():
            mark.touch()
    except (BookError, OSError):
        log.warning("copies could not be thinned", exc_info=True)


def second_place(session: Session, today: date) -> SecondPlace:
    """What there is to say of the second place today."""
    chosen, last = places_of(session).second, last_copy(session)
    folder = Path(chosen) if chosen else None
    days = None if last is None else (today - local_moment(last, office_zone(session)).date()).days
    return SecondPlace(
        folder, folder is not None and folder.is_dir(), last, days is None or days >= SECOND_DAYS
    )


def last_failure(path: Path) -> Failure | None:
    """The copy of this office file that failed last on this computer and was not made good since."""
    said = _remembered(_FAILURES).get(str(path))
    if not isinstance(said, dict):
        return None
    words = cast("dict[str, Any]", said)
    return Failure(str(words.get("at", "")), str(words.get("sentence", "")), str(words.get("next_step", "")))


def known_folders(path: Path) -> list[Path]:
    """Where copies of this office file were put by this computer, even if the file itself is gone."""
    said = _remembered(_FOLDERS).get(str(path))
    others = [Path(str(each)) for each in cast("list[object]", said)] if isinstance(said, list) else []
    return list(dict.fromkeys([copies_folder(path), *others]))


def failure_of(session: Session) -> Failure | None:
    """The same for the office file this session reads."""
    row = session.connection().exec_driver_sql("PRAGMA database_list").fetchone()
    return last_failure(Path(row[2])) if row is not None and row[2] else None


def remember_failure(path: Path, error: Exception | None) -> None:
    """Remember why a copy failed, or forget it after one succeeded."""
    _remember(_FAILURES, path, None if error is None else asdict(_failure(error)))


def _remember_folder(path: Path, folder: Path) -> None:
    known = [str(each) for each in known_folders(path)]
    if str(folder) not in known:
        _remember(_FOLDERS, path, [*known, str(folder)])


def _remember(part: str, path: Path, value: object) -> None:
    with _guard:
        state = _state()
        inside = _remembered(part, state)
        if inside.get(str(path)) == value:
            return
        inside[str(path)] = value
        state[part] = {key: each for key, each in inside.items() if each is not None}
        with suppress(OSError):
            write_whole(data_folder() / _STATE, json.dumps(state, ensure_ascii=False))


def _remembered(part: str, state: Mapping[str, Any] | None = None) -> dict[str, Any]:
    found = (_state() if state is None else state).get(part)
    return dict(cast("dict[str, Any]", found)) if isinstance(found, dict) else {}


def _failure(error: Exception) -> Failure:
    at = to_instant(datetime.now(UTC))
    if isinstance(error, BookError):
        return Failure(at, str(error), error.next_step)
    if isinstance(error, OSError):
        return Failure(
            at, "Folder cadangan tidak dapat ditulis.", "Periksa disk dan izin foldernya, lalu buat cadangan."
        )
    return Failure(
        at, "Cadangan tidak selesai karena kegagalan program.", "Buat salinan penuh dari tab Cadangan."
    )


def _state() -> dict[str, Any]:
    try:
        found = json.loads((data_folder() / _STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _first_ready(book: Book) -> Path:
    """The folder beside the office is made; a chosen one must be there, or a disk that is not would be
    filled up in its absence."""
    folder, usual = first_folder(book), copies_folder(book.path)
    if folder != usual:
        return _there(folder, "Tempat cadangan", "Pasang disknya, atau pilih tempat lain di tab Cadangan.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BookReadOnly(
            f"Folder cadangan {folder} tidak dapat dibuat.", "Periksa disknya, atau pilih folder lain."
        ) from error
    return folder


def _there(folder: Path, words: str, next_step: str) -> Path:
    if not folder.is_dir():
        raise BookNotFound(f"{words} {folder} tidak ada sekarang.", next_step)
    return folder


def _is_kept(copies: Collection[CopyName], position: int, hashed: str) -> bool:
    return any((each.position, each.head) == (position, hashed[:HEAD_DIGITS]) for each in copies)


def _chosen(found: list[CopyName], zone: TimeZone, now: datetime) -> list[CopyName]:
    local = timezone(timedelta(hours=zone.hours))
    moments = {each: each.moment.astimezone(local) for each in found}
    safety = {moment for each, moment in moments.items() if each.occasion in SAFETY}
    stays = kept(moments.values(), now.astimezone(local), safety)
    return [each for each, moment in moments.items() if moment in stays]
