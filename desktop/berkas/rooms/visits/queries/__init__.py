"""What this room reads: lists, records, scores, derivations. Session in, values out."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.keying_batches import awaited_count
from berkas.engine.listing import Listing
from berkas.rooms.visits.queries.assessments import ALL_SHEETS, SHEETS
from berkas.rooms.visits.queries.events import EVENTS
from berkas.rooms.visits.queries.surveys import SURVEYS
from berkas.rooms.visits.queries.visits import VISITS
from berkas_db.tables import Assessment, Visit

__all__ = ["EVENTS", "LISTS", "SHEETS", "SURVEYS", "VISITS", "waiting"]

LISTS: dict[str, Listing] = {"visits": VISITS, "assessments": ALL_SHEETS}
"""The kinds the command line lists from this room."""


def waiting(session: Session, today: date) -> int:
    """How many things wait here: sheets left as drafts or to be keyed twice, visits without a report."""
    drafts = select(func.count()).where(
        Assessment.trashed_at.is_(None),
        Assessment.state == "draf",
        Assessment.award_entry_id.is_(None),
    )
    unreported = select(func.count()).where(
        Visit.trashed_at.is_(None),
        Visit.state.in_(("direncanakan", "ditugaskan", "terlaksana")),
        Visit.until_date < today.isoformat(),
    )
    counted = sum(session.execute(statement).scalar_one() for statement in (drafts, unreported))
    return counted + awaited_count(session)
