"""The life of one record in sentences, from the journal: when, who, what changed, and why."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.rules.dates import show_instant
from berkas.rules.vocabulary import TimeZone
from berkas_db.journal import history
from berkas_db.tables import Base, BookInfo

MOST = 200
"""Lines shown at once; older ones stay in the journal."""

_ZONES = {"Asia/Jakarta": TimeZone.WIB, "Asia/Makassar": TimeZone.WITA, "Asia/Jayapura": TimeZone.WIT}


def office_zone(session: Session) -> TimeZone:
    """The office's time zone; the book stores its IANA name."""
    name = session.execute(select(BookInfo.time_zone)).scalar_one_or_none()
    return _ZONES.get(name or "", TimeZone.WIB)


def history_lines(session: Session, model: type[Base], uid: str) -> list[tuple[str, str, str]]:
    """(when, who, what) per line, newest first."""
    zone = office_zone(session)
    lines: list[tuple[str, str, str]] = []
    for line in history(session, model.__tablename__, uid)[:MOST]:
        change = (
            f"{line.field}: {line.before or '(kosong)'} → {line.after or '(kosong)'}"
            if line.field
            else line.label
        )
        what = f"{change} ({line.reason})" if line.reason else change
        lines.append((show_instant(line.at, zone), line.who, what))
    return lines
