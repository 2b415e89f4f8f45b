"""The office's own clock: the zone in which instants are told, and its civil day. Imports no Qt."""

from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from berkas.rules.dates import local_moment, to_instant
from berkas.rules.vocabulary import TimeZone
from berkas_db.tables import BookInfo

_ZONES = {"Asia/Jakarta": TimeZone.WIB, "Asia/Makassar": TimeZone.WITA, "Asia/Jayapura": TimeZone.WIT}


def office_zone(session: Session) -> TimeZone:
    """The office's time zone; the book stores its IANA name."""
    name = session.execute(select(BookInfo.time_zone)).scalar_one_or_none()
    return _ZONES.get(name or "", TimeZone.WIB)


def office_today(session: Session) -> date:
    """The office's own civil day now, whatever zone the computer is set to."""
    return local_moment(to_instant(datetime.now(UTC)), office_zone(session)).date()


def office_day(*moves: str) -> ColumnElement[str]:
    """The same day inside a statement, as ISO text, moved as SQLite's date modifiers say."""
    hours = case(
        *((BookInfo.time_zone == name, f"+{zone.hours} hours") for name, zone in _ZONES.items()),
        else_=f"+{TimeZone.WIB.hours} hours",
    )
    return func.date("now", select(hours).limit(1).scalar_subquery(), *moves)
