"""What is due across the office: late, today, soon.

Answers for the today room and for exports. Imports no Qt.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from berkas.engine.due.rules import calendar_of
from berkas.rules.vocabulary import ComplaintStatus, FollowupStatus
from berkas_db.tables import (
    Complaint,
    Finding,
    Followup,
    LegalCase,
    PpidRequest,
    Supervision,
    SupervisionFinding,
)

OPEN_COMPLAINTS = tuple(status.value for status in ComplaintStatus if status.is_open)
OPEN_FOLLOWUPS = tuple(status.value for status in FollowupStatus if status.is_open)


@dataclass(frozen=True, slots=True)
class OpenDue:
    """One line of “what is due”: the kind of record (its table) and its id, what people call it, the step,
    the day, and working days left (negative: late; 0: today)."""

    kind: str
    id: int
    code: str
    title: str
    step: str
    due_on: date
    left: int
    owner_id: int | None


def open_dues(
    session: Session,
    today: date,
    *,
    within: int = 3,
    most: int = 500,
    owner_id: int | None = None,
    since: date = date.min,
    until: date | None = None,
) -> list[OpenDue]:
    """Everything late, due today or within some working days, earliest first, at most `most` lines.

    `since` leaves out what was due before that day, `until` takes the place of `within`.

    The title of a restricted or secret record is not given away: its code stands alone.
    """
    calendar = calendar_of(session)
    last = (until or calendar.add_working_days(today, within)).isoformat()
    sources = (_complaints, _requests, _supervisions, _followups, _cases)
    parts = [part(since.isoformat(), last) for part in sources]
    found = union_all(*(part.order_by("due_on").limit(most).subquery().select() for part in parts)).subquery()
    statement = select(found).order_by(found.c.due_on, found.c.code).limit(most)
    if owner_id is not None:
        statement = statement.where(found.c.owner_id == owner_id)
    left: dict[str, int] = {}
    found_dues: list[OpenDue] = []
    for kind, id_, code, title, named, due_on, owner in session.execute(statement):
        if due_on not in left:
            left[due_on] = calendar.count_between(today, date.fromisoformat(due_on))
        found_dues.append(
            OpenDue(kind, id_, code, title, named or "", date.fromisoformat(due_on), left[due_on], owner)
        )
    return found_dues


def count_late(session: Session, today: date) -> int:
    """How many open complaints are late; by index only."""
    statement = select(func.count()).where(
        Complaint.trashed_at.is_(None), Complaint.next_due_on < today.isoformat()
    )
    return session.execute(statement).scalar_one()


def _complaints(since: str, until: str) -> Select:
    """By the snapshot on the record, which closing empties: no status is asked, so the index answers."""
    return select(
        literal("complaint").label("kind"),
        Complaint.id,
        Complaint.number.label("code"),
        func.iif(
            or_(Complaint.is_restricted, Complaint.is_secret), "Pengaduan rahasia", Complaint.title
        ).label("title"),
        Complaint.next_step.label("step"),
        Complaint.next_due_on.label("due_on"),
        Complaint.owner_id,
    ).where(Complaint.trashed_at.is_(None), Complaint.next_due_on.between(since, until))


def _requests(since: str, until: str) -> Select:
    return select(
        literal("ppid_request").label("kind"),
        PpidRequest.id,
        PpidRequest.number.label("code"),
        PpidRequest.information.label("title"),
        PpidRequest.next_step.label("step"),
        PpidRequest.next_due_on.label("due_on"),
        PpidRequest.owner_id,
    ).where(PpidRequest.trashed_at.is_(None), PpidRequest.next_due_on.between(since, until))


def _supervisions(since: str, until: str) -> Select:
    return (
        select(
            literal("supervision").label("kind"),
            Supervision.id,
            Supervision.code,
            SupervisionFinding.text.label("title"),
            literal("Tindak lanjut temuan").label("step"),
            SupervisionFinding.due_on,
            null().label("owner_id"),
        )
        .join(Supervision, Supervision.id == SupervisionFinding.supervision_id)
        .where(
            SupervisionFinding.trashed_at.is_(None),
            Supervision.trashed_at.is_(None),
            SupervisionFinding.status.in_(OPEN_FOLLOWUPS),
            SupervisionFinding.due_on.between(since, until),
            ~exists().where(  # its task is told instead: nothing is told twice
                Finding.supervision_finding_id == SupervisionFinding.id,
                Finding.trashed_at.is_(None),
                Followup.finding_id == Finding.id,
                Followup.trashed_at.is_(None),
                Followup.status.in_(OPEN_FOLLOWUPS),
            ),
        )
    )


def _cases(since: str, until: str) -> Select:
    """Requests for legal aid that the OBH has not answered; an answer empties the day."""
    return select(
        literal("legal_case").label("kind"),
        LegalCase.id,
        LegalCase.code,
        LegalCase.title,
        literal("Jawaban OBH atas permohonan").label("step"),
        LegalCase.answer_due_on.label("due_on"),
        null().label("owner_id"),
    ).where(LegalCase.trashed_at.is_(None), LegalCase.answer_due_on.between(since, until))


def _followups(since: str, until: str) -> Select:
    return select(
        literal("followup").label("kind"),
        Followup.id,
        Followup.code,
        func.iif(Followup.is_secret, "Tindak lanjut rahasia", Followup.title).label("title"),
        literal("Tindak lanjut").label("step"),
        Followup.due_on,
        Followup.owner_user_id.label("owner_id"),
    ).where(
        Followup.trashed_at.is_(None),
        Followup.status.in_(OPEN_FOLLOWUPS),
        Followup.due_on.between(since, until),
    )
