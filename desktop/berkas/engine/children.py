"""Who was a child at the time of a case stays protected for ever: the age counts on the day of the case, not
today's.

One role of the office may open that protection, with a reason. Imports no Qt and no room.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.records import today_of
from berkas.rules.dates import full_years
from berkas.rules.vocabulary import Role
from berkas_db.changes import Actor, Step
from berkas_db.tables import (
    Aspiration,
    Assessment,
    CaseRecipient,
    Complainant,
    Complaint,
    ComplaintAccused,
    Consent,
    Identity,
    LegalCase,
    Office,
    PpidRequest,
    Recipient,
)

CHILD_PROTECTIONS = frozenset({"anak", "anak_korban", "anak_saksi"})
ADULT_AGE = 18
BY_AGE = "Umur pada saat perkara"
"""The basis of a mark that was computed from the dates of birth and case."""
LIFTED = "pelindungan_anak_dibuka"
"""The journal's word for a protection that was taken back because the date of birth had been wrong."""


def opening_role(session: Session) -> Role:
    """The one role of the office that may see a protected child; the admin unless the office says."""
    code = session.execute(select(Office.child_override_role).limit(1)).scalar_one_or_none()
    return Role(code) if code else Role.ADMIN


def may_open(session: Session, actor: Actor) -> bool:
    """Whether this person's role is the one that may see a protected child."""
    return actor.role == opening_role(session).value


def case_days(session: Session, identity_id: int) -> frozenset[str]:
    """The days (ISO) of everything somebody's age matters for: requests, complaints, interviews, events."""
    statements = (
        select(LegalCase.request_on)
        .join(CaseRecipient, CaseRecipient.case_id == LegalCase.id)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .where(Recipient.identity_id == identity_id),
        *(
            select(day)
            .join(Complainant, Complainant.complaint_id == Complaint.id)
            .where(Complainant.identity_id == identity_id)
            for day in (Complaint.received_on, Complaint.event_on)
        ),
        select(Complaint.received_on)
        .join(ComplaintAccused, ComplaintAccused.complaint_id == Complaint.id)
        .where(ComplaintAccused.identity_id == identity_id),
        select(PpidRequest.received_on).where(PpidRequest.identity_id == identity_id),
        select(Aspiration.on_date).where(Aspiration.identity_id == identity_id),
        select(Assessment.interview_on)
        .join(Recipient, Recipient.id == Assessment.recipient_id)
        .where(Recipient.identity_id == identity_id),
        select(Assessment.interview_on)
        .join(Consent, Consent.assessment_id == Assessment.id)
        .where(Consent.identity_id == identity_id),
    )
    return frozenset(
        day for statement in statements for day in session.execute(statement).scalars() if day is not None
    )


def settle(step: Step, identity_id: int, *, days: Iterable[date] = ()) -> None:
    """Mark somebody, and the recipients they are, as a child when any of their cases was a child's.

    `days` are days of cases that are not written yet. A mark of the recipient (LPKA, a court) holds for the
    identity too. Nothing is ever taken back here.
    """
    row = step.session.execute(
        select(Identity.birth_on, Identity.protection).where(Identity.id == identity_id)
    ).one()
    known = case_days(step.session, identity_id) | {day.isoformat() for day in days}
    as_child = sorted(day for day in known if _is_child(row.birth_on, day))
    marked = _marked_recipients(step.session, identity_id)
    is_child = row.protection in CHILD_PROTECTIONS
    if not is_child and (as_child or marked):
        since = as_child[0] if as_child else today_of(step).isoformat()
        step.update(Identity, identity_id, {"protection": "anak", "protected_since": since})
        is_child = True
    if is_child:
        _mark_recipients(step, identity_id)
    if row.birth_on:
        _mark_cases(step, identity_id, row.birth_on)


def settle_case(step: Step, case_id: int) -> None:
    """After a case was saved: everybody in it whose identity is known is looked at again."""
    known = step.session.execute(
        select(Recipient.identity_id)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .where(CaseRecipient.case_id == case_id, Recipient.identity_id.is_not(None))
    ).scalars()
    for identity_id in sorted({found for found in known if found is not None}):
        settle(step, identity_id)


def lift_wrong(step: Step, identity_id: int, reason: str) -> None:
    """Take the protection back that stood on a wrong date of birth or mark, when there was no child.

    Marks of recipients with a basis of their own (LPKA, interview, court) hold, and so do those of a child
    victim or witness. The caller has checked right and reason.
    """
    row = step.session.execute(
        select(Identity.birth_on, Identity.protection, Identity.protected_since).where(
            Identity.id == identity_id
        )
    ).one()
    if row.protection != "anak":
        return
    known = case_days(step.session, identity_id) | ({row.protected_since} if row.protected_since else set())
    if any(_is_child(row.birth_on, day) for day in known):
        return
    by_age = step.session.execute(
        select(Recipient.id).where(
            Recipient.identity_id == identity_id, Recipient.is_child, Recipient.child_basis == BY_AGE
        )
    ).scalars()
    others = set(_marked_recipients(step.session, identity_id))
    for recipient_id in by_age.all():
        others.discard(recipient_id)
        step.update(Recipient, recipient_id, {"is_child": False, "child_basis": None})
    if not others:
        step.update(Identity, identity_id, {"protection": None, "protected_since": None})
        step.note(LIFTED, Identity, identity_id, {"alasan": reason.strip()})


def _is_child(birth_on: str | None, day: str) -> bool:
    if not birth_on:
        return False
    return full_years(date.fromisoformat(birth_on), date.fromisoformat(day)) < ADULT_AGE


def _marked_recipients(session: Session, identity_id: int) -> list[int]:
    return list(
        session.execute(
            select(Recipient.id).where(Recipient.identity_id == identity_id, Recipient.is_child)
        ).scalars()
    )


def _mark_recipients(step: Step, identity_id: int) -> None:
    unmarked = step.session.execute(
        select(Recipient.id).where(Recipient.identity_id == identity_id, Recipient.is_child.is_(False))
    ).scalars()
    for recipient_id in unmarked.all():
        step.update(Recipient, recipient_id, {"is_child": True, "child_basis": BY_AGE})


def _mark_cases(step: Step, identity_id: int, birth_on: str) -> None:
    rows = step.session.execute(
        select(CaseRecipient.id, LegalCase.request_on)
        .join(LegalCase, LegalCase.id == CaseRecipient.case_id)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .where(Recipient.identity_id == identity_id, CaseRecipient.is_child_then.is_(False))
    )
    for row in rows.all():
        if _is_child(birth_on, row.request_on):
            step.update(CaseRecipient, row.id, {"is_child_then": True})
