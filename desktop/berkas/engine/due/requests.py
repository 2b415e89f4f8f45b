"""The day by which an OBH answers each request for legal aid that is complete and waits. Imports no Qt."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.due.keeping import answer_due
from berkas.rules.vocabulary import CaseState
from berkas_db.changes import Step
from berkas_db.tables import LegalCase

UNANSWERED = (CaseState.DIMOHONKAN.value, CaseState.DITERIMA.value)
"""States in which a request still waits for an answer when none is dated."""


def _waiting() -> ColumnElement[bool]:
    return and_(
        LegalCase.trashed_at.is_(None),
        LegalCase.state.in_(UNANSWERED),
        LegalCase.completed_on.is_not(None),
        LegalCase.answered_on.is_(None),
    )


def has_undated(session: Session) -> bool:
    """Whether a request waits without its day: one written before the day was kept."""
    undated = select(LegalCase.id).where(_waiting(), LegalCase.answer_due_on.is_(None))
    return session.execute(undated.limit(1)).first() is not None


def date_requests(step: Step) -> int:
    """Give every waiting request its day, or the day the rules of now give; how many days moved."""
    require(step.actor, Right.RECORD)
    changed = 0
    rows = step.session.execute(
        select(LegalCase.id, LegalCase.answer_due_on, LegalCase.completed_on).where(_waiting())
    ).all()
    for row in rows:
        new = answer_due(step.session, row.completed_on)
        if new is not None and new != row.answer_due_on:
            step.update(LegalCase, row.id, {"answer_due_on": new})
            changed += 1
    if changed:
        step.say(f"Tenggat jawaban {changed} permohonan bantuan hukum dihitung")
    return changed
