"""What the page of copies says of this day: places, the last copy elsewhere, the last trial, what failed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.copies import Places, Trial, last_trial, places_of
from berkas.engine.history import office_zone
from berkas.engine.safekeeping import Failure, SecondPlace, failure_of, second_place
from berkas.rules.dates import local_moment
from berkas.rules.vocabulary import TimeZone


@dataclass(frozen=True, slots=True)
class CopiesBoard:
    """Everything the page says besides the list of copies itself."""

    places: Places
    second: SecondPlace
    second_days: int | None
    trial: Trial | None
    failure: Failure | None
    zone: TimeZone


def copies_board(session: Session, today: date) -> CopiesBoard:
    """The state of copies on this day."""
    zone = office_zone(session)
    second = second_place(session, today)
    days = None if second.last is None else (today - local_moment(second.last, zone).date()).days
    return CopiesBoard(places_of(session), second, days, last_trial(session), failure_of(session), zone)
