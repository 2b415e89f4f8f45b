"""What else is known of a unit in a year: complaints, supervision by the Ombudsman, earlier awards,
innovations.

Complaints appear by number and class only: their words may name people. Secret and restricted ones are
only counted. Session in, values out.
"""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas.rules.vocabulary import (
    ComplaintClass,
    ComplaintStatus,
    FindingKind,
    FollowupStatus,
    SupervisionOrigin,
)
from berkas_db.tables import (
    AwardHistory,
    Complaint,
    Finding,
    Innovation,
    Supervision,
    SupervisionFinding,
    Term,
)


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint about the unit, without any word of it."""

    id: int
    number: str
    received_on: str
    complaint_class: ComplaintClass
    status: ComplaintStatus
    due_on: str
    closed_on: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.status.is_open


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One finding of a supervision, or the supervision itself when it left none (`text` is then its
    result).
    """

    id: int
    origin: SupervisionOrigin
    subject: str
    on_date: str
    kind: FindingKind | None
    component: str
    text: str
    advice: str
    due_on: str
    status: FollowupStatus | None

    @property
    def is_open(self) -> bool:
        """Whether the finding still waits for its follow-up."""
        return self.status is not None and self.status.is_open


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One gap found when the unit was verified."""

    id: int
    code: str
    item_code: str
    title: str
    advice: str
    found_on: str
    due_on: str
    status: FollowupStatus
    closed_on: str


@dataclass(frozen=True, slots=True)
class Matters:
    """Everything known of a unit in a year. `hidden` counts complaints that are not listed."""

    complaints: tuple[ComplaintLine, ...]
    hidden: int
    supervision: tuple[SupervisionLine, ...]
    history: tuple[tuple[int, str, str], ...]
    innovations: tuple[tuple[str, str, str], ...]


def matters_of(session: Session, unit_id: int, year: int) -> Matters:
    """Complaints and supervision of a unit in a year; all its earlier awards and innovations."""
    complaints, hidden = _complaints(session, unit_id, year)
    return Matters(
        complaints=tuple(complaints),
        hidden=hidden,
        supervision=tuple(_supervision(session, unit_id, year)),
        history=_history(session, unit_id, year),
        innovations=_innovations(session, unit_id),
    )


def _complaints(session: Session, unit_id: int, year: int) -> tuple[list[ComplaintLine], int]:
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.number,
            Complaint.received_on,
            Complaint.complaint_class,
            Complaint.status,
            Complaint.next_due_on,
            Complaint.closed_on,
            or_(Complaint.is_secret, Complaint.is_restricted).label("hidden"),
        )
        .where(
            Complaint.unit_id == unit_id,
            Complaint.trashed_at.is_(None),
            Complaint.status != ComplaintStatus.DIGABUNG.value,
            Complaint.received_on.between(f"{year}-01-01", f"{year}-12-31"),
        )
        .order_by(Complaint.received_on, Complaint.id)
    ).all()
    lines = [
        ComplaintLine(
            row.id,
            row.number,
            row.received_on,
            ComplaintClass(row.complaint_class),
            ComplaintStatus(row.status),
            row.next_due_on or "",
            row.closed_on or "",
        )
        for row in rows
        if not row.hidden
    ]
    return lines, len(rows) - len(lines)


def _supervision(session: Session, unit_id: int, year: int) -> list[SupervisionLine]:
    rows = session.execute(
        select(Supervision, SupervisionFinding)
        .outerjoin(
            SupervisionFinding,
            (SupervisionFinding.supervision_id == Supervision.id) & SupervisionFinding.trashed_at.is_(None),
        )
        .where(
            Supervision.unit_id == unit_id,
            Supervision.year == year,
            Supervision.trashed_at.is_(None),
            Supervision.origin == SupervisionOrigin.OMBUDSMAN.value,
        )
        .order_by(Supervision.on_date, Supervision.id, SupervisionFinding.sort, SupervisionFinding.id)
    ).all()
    words = _words(session, ("pokok_pengawasan", "komponen_standar"))
    lines: list[SupervisionLine] = []
    for supervision, finding in rows:
        lines.append(
            SupervisionLine(
                id=supervision.id,
                origin=SupervisionOrigin(supervision.origin),
                subject=words.get(("pokok_pengawasan", supervision.subject), supervision.subject),
                on_date=supervision.on_date or "",
                kind=FindingKind(finding.kind) if finding else None,
                component=words.get(("komponen_standar", finding.component or ""), "") if finding else "",
                text=finding.text
                if finding
                else supervision.result_text or supervision.result_category or "",
                advice=(finding.advice or "") if finding else "",
                due_on=(finding.due_on or "") if finding else "",
                status=FollowupStatus(finding.status) if finding else None,
            )
        )
    return lines


def _words(session: Session, kinds: tuple[str, ...]) -> dict[tuple[str, str], str]:
    rows = session.execute(select(Term.kind, Term.code, Term.label).where(Term.kind.in_(kinds)))
    return {(kind, code): label for kind, code, label in rows}


def _history(session: Session, unit_id: int, year: int) -> tuple[tuple[int, str, str], ...]:
    rows = session.execute(
        select(AwardHistory.year, AwardHistory.award, AwardHistory.decree_number)
        .where(AwardHistory.unit_id == unit_id, AwardHistory.trashed_at.is_(None), AwardHistory.year < year)
        .order_by(AwardHistory.year, AwardHistory.id)
    )
    return tuple((award_year, award, number or "") for award_year, award, number in rows)


def _innovations(session: Session, unit_id: int) -> tuple[tuple[str, str, str], ...]:
    rows = session.execute(
        select(Innovation.name, Innovation.description, Innovation.started_on)
        .where(Innovation.unit_id == unit_id, Innovation.trashed_at.is_(None))
        .order_by(Innovation.started_on, Innovation.id)
    )
    return tuple((name, description or "", since or "") for name, description, since in rows)


def findings_of(session: Session, entry_id: int) -> tuple[FindingLine, ...]:
    """The gaps found in a unit, in the order they were found; secret ones are never among them."""
    rows = session.execute(
        select(Finding)
        .where(Finding.award_entry_id == entry_id, Finding.trashed_at.is_(None), Finding.is_secret.is_(False))
        .order_by(Finding.found_on, Finding.id)
    ).scalars()
    return tuple(
        FindingLine(
            row.id,
            row.code,
            row.item_code or "",
            row.title,
            row.advice or "",
            row.found_on,
            row.due_on or "",
            FollowupStatus(row.status),
            row.closed_on or "",
        )
        for row in rows
    )
