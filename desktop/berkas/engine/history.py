"""The office's own clock: the zone in which instants are told, and its civil day. Imports no Qt."""

from datetime import UTC, date, datetime

from sqlalchemy import select
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
