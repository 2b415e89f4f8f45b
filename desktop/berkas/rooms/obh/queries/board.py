"""The requirement board and the category rules: what an OBH has, lacks, or has let lapse. Reads only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from berkas_db.tables import (
    Accreditation,
    AccreditationMeasure,
    AccreditationPeriod,
    CategoryRule,
    ObhPerson,
    Requirement,
    RequirementItem,
    Term,
)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One least number of a category: what was counted against it (None: nobody counted yet)."""

    category: str
    measure: str
    least: int
    counted: int | None
    regulation: str
    confidence: str

    @property
    def is_met(self) -> bool | None:
        """True, False, or None while nothing is counted."""
        return None if self.counted is None else self.counted >= self.least


def running_period(session: Session) -> int | None:
    """The newest period the office has decided accreditations in, else the newest of all."""
    decided = session.execute(
        select(AccreditationPeriod.id)
        .join(Accreditation, Accreditation.period_id == AccreditationPeriod.id)
        .where(Accreditation.trashed_at.is_(None), Accreditation.result != "diproses")
        .order_by(AccreditationPeriod.valid_from.desc())
        .limit(1)
    ).scalar_one_or_none()
    return (
        decided
        or session.execute(
            select(AccreditationPeriod.id).order_by(AccreditationPeriod.valid_from.desc()).limit(1)
        ).scalar_one_or_none()
    )


def period_ends(session: Session) -> dict[str, str]:
    """Last day of each period by its id as text."""
    return {
        str(id_): end
        for id_, end in session.execute(select(AccreditationPeriod.id, AccreditationPeriod.valid_until))
    }


def periods(session: Session) -> list[tuple[int, str]]:
    """All periods, newest first: id and name."""
    statement = select(AccreditationPeriod.id, AccreditationPeriod.name)
    ordered = session.execute(statement.order_by(AccreditationPeriod.valid_from.desc()))
    return [(row[0], row[1]) for row in ordered]


def board(session: Session, obh_id: int, period_id: int) -> list[dict[str, Any]]:
    """Every requirement in force in a period with what was found for an OBH; unseen ones have no state."""
    first, last = session.execute(
        select(AccreditationPeriod.valid_from, AccreditationPeriod.valid_until).where(
            AccreditationPeriod.id == period_id
        )
    ).one()
    statement = (
        select(
            RequirementItem.id,
            Requirement.id.label("requirement_id"),
            Requirement.label,
            Requirement.needs_validity,
            RequirementItem.state,
            RequirementItem.reason,
            RequirementItem.document_id,
            RequirementItem.valid_until,
            RequirementItem.checked_on,
        )
        .outerjoin(
            RequirementItem,
            and_(
                RequirementItem.requirement_id == Requirement.id,
                RequirementItem.obh_id == obh_id,
                RequirementItem.period_id == period_id,
            ),
        )
        .where(
            or_(Requirement.valid_from.is_(None), Requirement.valid_from <= last),
            or_(Requirement.valid_until.is_(None), Requirement.valid_until >= first),
        )
        .order_by(Requirement.sort, Requirement.id)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def rule_lines(session: Session, obh_id: int, period_id: int) -> list[RuleLine]:
    """The category rules of a period against what was counted; people as the register has them."""
    first, last = session.execute(
        select(AccreditationPeriod.valid_from, AccreditationPeriod.valid_until).where(
            AccreditationPeriod.id == period_id
        )
    ).one()
    counted = _counted(session, obh_id, period_id)
    words = session.execute(select(Term.code, Term.label).where(Term.kind == "ukuran_akreditasi"))
    labels = {row[0]: row[1] for row in words}
    rules = session.execute(
        select(CategoryRule)
        .where(
            CategoryRule.valid_from <= last,
            or_(CategoryRule.valid_until.is_(None), CategoryRule.valid_until >= first),
        )
        .order_by(CategoryRule.category, CategoryRule.id)
    ).scalars()
    return [
        RuleLine(
            rule.category,
            labels.get(rule.measure, rule.measure),
            rule.least,
            counted.get(rule.measure),
            rule.regulation,
            rule.confidence,
        )
        for rule in rules
    ]


def _counted(session: Session, obh_id: int, period_id: int) -> dict[str, int]:
    people = session.execute(
        select(ObhPerson.role, func.count(func.distinct(ObhPerson.person_id)))
        .where(ObhPerson.obh_id == obh_id, ObhPerson.valid_until.is_(None))
        .group_by(ObhPerson.role)
    )
    counted = {row[0]: row[1] for row in people}
    stated = session.execute(
        select(AccreditationMeasure.measure, AccreditationMeasure.number)
        .join(Accreditation, Accreditation.id == AccreditationMeasure.accreditation_id)
        .where(
            Accreditation.obh_id == obh_id,
            Accreditation.period_id == period_id,
            Accreditation.trashed_at.is_(None),
        )
    )
    return counted | {row[0]: row[1] for row in stated}


def state_on(state: str | None, valid_until: str | None, on: date) -> str:
    """The state to show on a day: what was found complete lapses by itself when its validity is over."""
    if state == "lengkap" and valid_until and valid_until < on.isoformat():
        return "kedaluwarsa"
    return state or "belum_diperiksa"
