"""What this room reads: lists, records, the requirement board, money, alike names. Session in, values out."""

from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing
from berkas.rooms.obh.queries.cases import CASES, RECIPIENTS
from berkas.rooms.obh.queries.claims import CLAIMS
from berkas.rooms.obh.queries.obh import LISTING
from berkas.rooms.obh.queries.people import PEOPLE
from berkas.rooms.obh.queries.posts import POSBANKUM, PRISONS
from berkas_db.tables import Accreditation, LegalCase, Licence

__all__ = ["CASES", "LISTING", "LISTS", "POSBANKUM", "PRISONS", "RECIPIENTS", "waiting"]

LISTS: dict[str, Listing] = {
    "obh": LISTING,
    "cases": CASES,
    "reimbursement": CLAIMS,
    "orang": PEOPLE,
    "posbankum": POSBANKUM,
    "layanan": PRISONS,
}
"""The kinds the command line lists from this room."""

SOON = timedelta(days=90)
"""How early a lapsing licence or accreditation is counted."""


def waiting(session: Session, today: date) -> int:
    """How many things wait here: what lapses within 90 days, and complete requests without an answer."""
    first, last = today.isoformat(), (today + SOON).isoformat()
    counts = [
        select(func.count())
        .select_from(table)
        .where(table.trashed_at.is_(None), table.valid_until.between(first, last))
        for table in (Licence, Accreditation)
    ]
    unanswered = select(func.count()).where(
        LegalCase.trashed_at.is_(None),
        LegalCase.completed_on.is_not(None),
        LegalCase.answered_on.is_(None),
        or_(LegalCase.state == "dimohonkan", LegalCase.state == "diterima"),
    )
    return sum(session.execute(statement).scalar_one() for statement in (*counts, unanswered))
