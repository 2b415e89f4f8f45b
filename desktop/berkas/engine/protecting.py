"""Whether an office is protected, since when, whether its recovery sheet was kept, which copies lie open.

The file itself is written anew by `berkas_db.protection`, while it is closed. Imports no Qt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.history import office_zone
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas.engine.safekeeping import first_folder, known_folders
from berkas.rules.dates import local_moment
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.creation import CREATED
from berkas_db.leftovers import Leftover, leftovers, remove
from berkas_db.protection import PROTECTED, REKEYED
from berkas_db.tables import BookInfo, JournalEntry

_SHEET = "lembar_pemulihan"
_LEFTOVERS_REMOVED = "hapus_salinan_lama"


@dataclass(frozen=True, slots=True)
class Protection:
    """What is known of an office's protection, with days of the office's own clock.

    `sheet_on` is when the recovery sheet of the present passphrase was printed or saved, None when never.
    """

    is_protected: bool
    since: date | None
    sheet_on: date | None
    exposed: tuple[Leftover, ...]


def protection_of(book: Book) -> Protection:
    """Ask the office and the folders where its copies lie. Blocking."""
    key = book.file.key
    if key is None:
        return Protection(is_protected=False, since=None, sheet_on=None, exposed=())
    uid, since, sheet = book.read(_facts).result()
    folders = [first_folder(book), *known_folders(book.path)]
    kept_at = sheet.get("at") if sheet.get("salt") == key.salt.hex() else None
    zone = book.read(office_zone).result()
    return Protection(
        is_protected=True,
        since=local_moment(since, zone).date() if since else None,
        sheet_on=local_moment(kept_at, zone).date() if kept_at else None,
        exposed=leftovers(book.path, uid, folders),
    )


def note_sheet(step: Step, salt: str) -> None:
    """Remember that the recovery sheet of the passphrase with this salt (hex) was printed or saved."""
    keep_office_setting(step, _SHEET, {"salt": salt, "at": step.now})
    step.say("Lembar pemulihan dicetak atau disimpan")


def remove_exposed(book: Book, actor: Actor, copies: Sequence[Leftover]) -> list[Path]:
    """Delete copies that the present passphrase does not protect; answers those that stayed. Blocking.

    Noted first: who may not is refused before anything goes.
    """
    book.change(_note_removed, actor, len(copies)).result()
    return remove(copies, book.file)


def _facts(session: Session) -> tuple[str, str | None, dict[str, str]]:
    uid = session.execute(select(BookInfo.uid)).scalar_one()
    since = session.execute(
        select(JournalEntry.at)
        .where(JournalEntry.action.in_((CREATED, PROTECTED, REKEYED)))
        .order_by(JournalEntry.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return uid, since, office_setting(session, _SHEET) or {}


def _note_removed(step: Step, count: int) -> None:
    """Leave a line in the journal: how many copies from before are removed."""
    require(step.actor, Right.MANAGE_OFFICE)
    step.note(_LEFTOVERS_REMOVED, None, None, {"berkas": count})
    step.say(f"{count} salinan lama dihapus")
