"""Who is to be traced: from the case register by OBH, place and period, and where the visit looks for them.

Everybody is a code here.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas_db.journal import history
from berkas_db.tables import CaseRecipient, LegalCase, Obh, Recipient, Trace, Unit, Visit, VisitPlace

ANNEX_DRAWN = "lampiran_rahasia"
"""The journal's word for a RAHASIA annex that was drawn; the paper is not kept."""
SAMPLE_DRAWN = "tarik_sampel"
"""The journal's word for a sample: its seed, method, population and size stand there."""
_LONG = 10_000
"""Lines of a visit's history that are looked through."""
PBH_OFFICE = "kantor_pbh"
WITHOUT_PLACE = "Tempat belum ditentukan"


@dataclass(frozen=True, slots=True)
class AnnexPlace:
    """A place of a visit where people are to be traced, and how many."""

    id: int | None = None
    name: str = WITHOUT_PLACE
    people: int = 0


def annex_places(session: Session, visit_id: int) -> list[AnnexPlace]:
    """The places of a visit with people to be traced, in their order; those of no place last.

    The office of a PBH is none: no list of names is handed to whom the questions are about.
    """
    rows = session.execute(
        select(Trace.place_id, func.coalesce(Unit.name, Obh.name, VisitPlace.name), func.count())
        .outerjoin(VisitPlace, VisitPlace.id == Trace.place_id)
        .outerjoin(Unit, Unit.id == VisitPlace.unit_id)
        .outerjoin(Obh, Obh.id == VisitPlace.obh_id)
        .where(
            Trace.visit_id == visit_id,
            or_(Trace.place_id.is_(None), VisitPlace.kind != PBH_OFFICE),
        )
        .group_by(Trace.place_id)
        .order_by(Trace.place_id.is_(None), VisitPlace.sort, VisitPlace.id)
    )
    return [AnnexPlace(row[0], row[1] or WITHOUT_PLACE, row[2]) for row in rows]


@dataclass(frozen=True, slots=True)
class Frame:
    """Which recipients of the case register a sample is drawn from: of these OBH (all when none is named),
    held at this unit, with a request from `first` to `last`.
    """

    first: date
    last: date
    obh_ids: tuple[int, ...] = ()
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be drawn, once, with the latest case."""

    recipient_id: int
    obh_id: int
    case_id: int
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody of a frame who is not traced by this visit yet; how many already are; names of the OBH."""

    candidates: tuple[Candidate, ...]
    already: int
    obhs: dict[int, str]

    def by_obh(self) -> dict[int, tuple[Candidate, ...]]:
        """The candidates of each OBH, by the OBH's name."""
        return {obh_id: tuple(one for one in self.candidates if one.obh_id == obh_id) for obh_id in self.obhs}


def population(session: Session, visit_id: int, frame: Frame) -> Population:
    """Recipients with a case in the frame; whoever has several is counted once, with the latest."""
    statement = (
        select(CaseRecipient.recipient_id, LegalCase.obh_id, LegalCase.id, Recipient.unit_id)
        .join(LegalCase, LegalCase.id == CaseRecipient.case_id)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .where(
            LegalCase.trashed_at.is_(None),
            Recipient.trashed_at.is_(None),
            LegalCase.request_on.between(frame.first.isoformat(), frame.last.isoformat()),
        )
        .order_by(LegalCase.request_on.desc(), LegalCase.id.desc())
    )
    if frame.obh_ids:
        statement = statement.where(LegalCase.obh_id.in_(frame.obh_ids))
    if frame.unit_id is not None:
        statement = statement.where(Recipient.unit_id == frame.unit_id)
    latest: dict[int, Candidate] = {}
    for row in session.execute(statement):
        latest.setdefault(row[0], Candidate(row[0], row[1], row[2], row[3]))
    traced = set(
        session.execute(select(Trace.recipient_id).where(Trace.visit_id == visit_id)).scalars().all()
    )
    kept = tuple(latest[id_] for id_ in sorted(latest) if id_ not in traced)
    names = session.execute(
        select(Obh.id, Obh.name).where(Obh.id.in_({one.obh_id for one in kept})).order_by(Obh.name, Obh.id)
    )
    return Population(kept, len(latest) - len(kept), {row.id: row.name for row in names})


def place_of_unit(session: Session, visit_id: int) -> dict[int, int]:
    """The first place of a visit at each unit."""
    rows = session.execute(
        select(VisitPlace.unit_id, func.min(VisitPlace.id))
        .where(VisitPlace.visit_id == visit_id, VisitPlace.unit_id.is_not(None))
        .group_by(VisitPlace.unit_id)
    )
    return {unit_id: place_id for unit_id, place_id in rows if unit_id is not None}


def sample_lines(session: Session, visit_uid: str) -> list[str]:
    """How each sample of a visit was drawn, oldest first: method, arithmetic and seed, from the journal."""
    draws: dict[str, dict[str, object]] = {}
    for line in history(session, Visit.__tablename__, visit_uid, limit=_LONG):
        if line.action == SAMPLE_DRAWN:
            draws.setdefault(line.at, {})[line.field] = line.after
    return [
        f"{one.get('cara')}: {one.get('perhitungan')} Benih “{one.get('benih')}”."
        for _at, one in sorted(draws.items())
    ]


def annexes_drawn(session: Session, visit_uid: str) -> tuple[int, str]:
    """How often the RAHASIA annex was drawn, and the instant of the last time."""
    moments = {
        line.at
        for line in history(session, Visit.__tablename__, visit_uid, limit=_LONG)
        if line.action == ANNEX_DRAWN
    }
    return len(moments), max(moments, default="")
