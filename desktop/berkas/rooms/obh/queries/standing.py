"""What stands about one OBH beside its register: cases, claims, complaints, follow-ups.

No person is in it. Reads only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.smallgroups import is_small
from berkas.rules.vocabulary import (
    ComplaintClass,
    ComplaintStatus,
    FollowupStatus,
    ReimbursementState,
    ServiceKind,
)
from berkas_db.tables import (
    Complaint,
    Followup,
    LegalCase,
    Regency,
    Reimbursement,
    ReimbursementEvent,
)

ELSEWHERE = "Tempat lain"
_LITIGATION = tuple(kind.value for kind in ServiceKind if kind.is_litigation)


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Cases asked for since a day: by kind, by place, and per year litigation beside non-litigation."""

    kinds: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _label, number in self.kinds)


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """Claims that came in within a span; `days` is the mean of calendar days from coming in to payment."""

    number: int = 0
    claimed: int = 0
    approved: int = 0
    paid: int = 0
    open: int = 0
    returned: int = 0
    days: float | None = None


def case_counts(session: Session, obh_id: int, first: date, last: date, *, least: int) -> CaseCounts:
    """Cases of one OBH; places with fewer than `least` stand together, so that none tells a single case."""
    scope = (
        LegalCase.obh_id == obh_id,
        LegalCase.trashed_at.is_(None),
        LegalCase.request_on.between(first.isoformat(), last.isoformat()),
    )
    by_kind = {
        row[0]: row[1]
        for row in session.execute(
            select(LegalCase.service_kind, func.count()).where(*scope).group_by(LegalCase.service_kind)
        )
    }
    year = func.substr(LegalCase.request_on, 1, 4)
    litigation = LegalCase.service_kind.in_(_LITIGATION)
    per_year = session.execute(
        select(year, func.sum(func.iif(litigation, 1, 0)), func.sum(func.iif(litigation, 0, 1)))
        .where(*scope)
        .group_by(year)
    )
    found = {int(row[0]): (int(row[1]), int(row[2])) for row in per_year}
    years = tuple((each, *found.get(each, (0, 0))) for each in range(first.year, last.year + 1))
    place = func.coalesce(Regency.name, LegalCase.court, "")
    by_place = session.execute(
        select(place, func.count())
        .select_from(LegalCase)
        .outerjoin(Regency, Regency.id == LegalCase.regency_id)
        .where(*scope)
        .group_by(place)
        .order_by(func.count().desc(), place)
    ).all()
    return CaseCounts(
        tuple((kind.label, by_kind[kind.value]) for kind in ServiceKind if by_kind.get(kind.value)),
        _folded([(row[0], row[1]) for row in by_place], least),
        years,
    )


def _folded(rows: Sequence[tuple[str, int]], least: int) -> tuple[tuple[str, int], ...]:
    kept = [(name, number) for name, number in rows if name and not is_small(number, least)]
    rest = sum(number for _name, number in rows) - sum(number for _name, number in kept)
    return (*kept, (ELSEWHERE, rest)) if rest else tuple(kept)


def claim_counts(
    session: Session, first: date, last: date, *, obh_id: int | None = None
) -> Mapping[int, ClaimCounts]:
    """Claims that came in within a span, by OBH."""
    came_back = (
        select(func.count())
        .where(
            ReimbursementEvent.reimbursement_id == Reimbursement.id,
            ReimbursementEvent.state == ReimbursementState.DIKEMBALIKAN.value,
        )
        .correlate(Reimbursement)
        .scalar_subquery()
    )
    paid = Reimbursement.state == ReimbursementState.DIBAYAR.value
    statement = (
        select(
            Reimbursement.obh_id,
            func.count(),
            func.sum(Reimbursement.claimed),
            func.sum(func.ifnull(Reimbursement.approved, 0)),
            func.sum(func.ifnull(Reimbursement.paid, 0)),
            func.sum(func.iif(paid, 0, 1)),
            func.sum(func.iif(came_back > 0, 1, 0)),
            func.avg(
                func.iif(
                    paid,
                    func.julianday(Reimbursement.paid_on) - func.julianday(Reimbursement.submitted_on),
                    None,
                )
            ),
        )
        .where(
            Reimbursement.trashed_at.is_(None),
            Reimbursement.submitted_on.between(first.isoformat(), last.isoformat()),
        )
        .group_by(Reimbursement.obh_id)
    )
    if obh_id is not None:
        statement = statement.where(Reimbursement.obh_id == obh_id)
    found: dict[int, ClaimCounts] = {}
    for who, number, claimed, approved, given, waiting, returned, days in session.execute(statement):
        found[who] = ClaimCounts(number, claimed, approved, given, waiting, returned, days)
    return found


def complaint_rows(session: Session, obh_id: int) -> tuple[tuple[str, ...], ...]:
    """Number, day, class and state of every complaint about an OBH; what it says stays in its own file."""
    rows = session.execute(
        select(Complaint.number, Complaint.received_on, Complaint.complaint_class, Complaint.status)
        .where(Complaint.obh_id == obh_id, Complaint.trashed_at.is_(None))
        .order_by(Complaint.received_on, Complaint.id)
    )
    return tuple(
        (row[0], row[1], ComplaintClass.label_of(row[2]), ComplaintStatus.label_of(row[3])) for row in rows
    )


def followup_rows(session: Session, obh_id: int) -> tuple[tuple[str, ...], ...]:
    """Code, words, due day and state of follow-ups about an OBH; a secret one is a code only."""
    rows = session.execute(
        select(Followup.code, Followup.title, Followup.due_on, Followup.status, Followup.is_secret)
        .where(Followup.obh_id == obh_id, Followup.trashed_at.is_(None))
        .order_by(Followup.due_on, Followup.id)
    )
    return tuple(
        (code, "Tindak lanjut rahasia" if secret else title, due or "", FollowupStatus.label_of(status))
        for code, title, due, status, secret in rows
    )
