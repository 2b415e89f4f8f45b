"""What the complaints room reads; LISTS are its kinds of record on the command line."""

from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.due import count_late
from berkas.engine.listing import Listing
from berkas.rooms.complaints.queries.aspirations import ASPIRATIONS
from berkas.rooms.complaints.queries.complaints import COMPLAINTS, MASKED
from berkas.rooms.complaints.queries.information import INFORMATION_LIST
from berkas.rooms.complaints.queries.registers import BOXES, DUTIES, REQUESTS, SUPERVISIONS

LISTS: dict[str, Listing] = {
    "complaints": MASKED,
    "boxes": BOXES,
    "supervisions": SUPERVISIONS,
    "aspirations": ASPIRATIONS,
    "ppid": REQUESTS,
    "informations": INFORMATION_LIST,
    "duties": DUTIES,
}
"""The command line shows no title of a restricted complaint."""

LISTING = COMPLAINTS


def waiting(session: Session, today: date) -> int:
    """How many complaints are late: the count on the rail."""
    return count_late(session, today)


__all__ = ["LISTING", "LISTS", "waiting"]
