"""The requirement board and the category rules: what an OBH has, lacks, or has let lapse. Reads only."""

from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from berkas.rules.accreditation import Counted, RuleLine
from berkas.rules.dates import show_short
from berkas.rules.vocabulary import ServiceKind, WorkerKind
from berkas_db.tables import (
    Accreditation,
    AccreditationMeasure,
    AccreditationPeriod,
    AppUser,
    CategoryRule,
    LegalCase,
    ObhDocument,
    ObhPerson,
    Requirement,
    RequirementItem,
    Term,
)

_ROLES = WorkerKind.codes()
_COUNTS_LITIGATION = {
    "perkara": True,
    "kegiatan_litigasi_setahun": True,
    "nonlitigasi": False,
    "kegiatan_nonlitigasi_setahun": False,
}
"""Measures this register can count by itself: whether they count cases or non-litigation activities."""


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


def period_spans(session: Session) -> dict[str, tuple[str, str]]:
    """First and last day of each period by its id as text."""
    columns = AccreditationPeriod.id, AccreditationPeriod.valid_from, AccreditationPeriod.valid_until
    return {str(id_): (first, last) for id_, first, last in session.execute(select(*columns))}


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
            Requirement.source,
            RequirementItem.state,
            RequirementItem.reason,
            RequirementItem.document_id,
            RequirementItem.valid_until,
            RequirementItem.checked_on,
            AppUser.full_name.label("checked_by"),
        )
        .outerjoin(
            RequirementItem,
            and_(
                RequirementItem.requirement_id == Requirement.id,
                RequirementItem.obh_id == obh_id,
                RequirementItem.period_id == period_id,
            ),
        )
        .outerjoin(AppUser, AppUser.id == RequirementItem.checked_by_id)
        .where(
            or_(Requirement.valid_from.is_(None), Requirement.valid_from <= last),
            or_(Requirement.valid_until.is_(None), Requirement.valid_until >= first),
        )
        .order_by(Requirement.sort, Requirement.id)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def documents_of(session: Session, obh_id: int) -> list[tuple[str, str]]:
    """The documents of an OBH that a requirement can be proved with: id as text, and words."""
    rows = session.execute(
        select(ObhDocument.id, ObhDocument.title, ObhDocument.number)
        .where(ObhDocument.obh_id == obh_id, ObhDocument.trashed_at.is_(None))
        .order_by(ObhDocument.title, ObhDocument.id)
    )
    return [(str(id_), f"{title} ({number})" if number else title) for id_, title, number in rows]


def rule_lines(session: Session, obh_id: int, period_id: int) -> list[RuleLine]:
    """The category rules of a period against what was stated for it, else against what this register holds.

    Cases are counted over the years of the rule before the application, or before the period begins; people
    are those who work there still.
    """
    first, last = session.execute(
        select(AccreditationPeriod.valid_from, AccreditationPeriod.valid_until).where(
            AccreditationPeriod.id == period_id
        )
    ).one()
    words = session.execute(select(Term.code, Term.label).where(Term.kind == "ukuran_akreditasi"))
    labels = {row[0]: row[1] for row in words}
    stated = _stated(session, obh_id, period_id)
    people = _people(session, obh_id)
    until = _applied(session, obh_id, period_id) or first
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
            stated.get(rule.measure)
            or people.get(rule.measure)
            or _cases(session, obh_id, rule.measure, rule.years, date.fromisoformat(until)),
            rule.regulation,
            rule.confidence,
            rule.source or "",
        )
        for rule in rules
    ]


def _applied(session: Session, obh_id: int, period_id: int) -> str | None:
    return session.execute(
        select(Accreditation.applied_on).where(
            Accreditation.obh_id == obh_id,
            Accreditation.period_id == period_id,
            Accreditation.trashed_at.is_(None),
        )
    ).scalar_one_or_none()


def _people(session: Session, obh_id: int) -> dict[str, Counted]:
    people = session.execute(
        select(ObhPerson.role, func.count(func.distinct(ObhPerson.person_id)))
        .where(ObhPerson.obh_id == obh_id, ObhPerson.valid_until.is_(None))
        .group_by(ObhPerson.role)
    )
    counted = {row[0]: row[1] for row in people}
    return {role: Counted(counted.get(role, 0), "register, yang masih bekerja") for role in _ROLES}


def _cases(session: Session, obh_id: int, measure: str, years: int, until: date) -> Counted | None:
    """Cases or activities in this register; None where it knows of none, or cannot count."""
    litigation = _COUNTS_LITIGATION.get(measure)
    if litigation is None:
        return None
    begin = date(until.year - years, until.month, min(until.day, 28))
    kinds = [kind.value for kind in ServiceKind if kind.is_litigation is litigation]
    number = session.execute(
        select(func.count()).where(
            LegalCase.obh_id == obh_id,
            LegalCase.trashed_at.is_(None),
            LegalCase.service_kind.in_(kinds),
            LegalCase.state.in_(("diterima", "berjalan", "selesai")),
            LegalCase.request_on >= begin.isoformat(),
            LegalCase.request_on < until.isoformat(),
        )
    ).scalar_one()
    if not number:  # nobody entered the cases of those years: that is not the same as none
        return None
    return Counted(number, f"register, {show_short(begin)} sampai {show_short(until)}")


def _stated(session: Session, obh_id: int, period_id: int) -> dict[str, Counted]:
    rows = session.execute(
        select(
            AccreditationMeasure.measure,
            AccreditationMeasure.number,
            AccreditationMeasure.source,
            AccreditationMeasure.counted_on,
        )
        .join(Accreditation, Accreditation.id == AccreditationMeasure.accreditation_id)
        .where(
            Accreditation.obh_id == obh_id,
            Accreditation.period_id == period_id,
            Accreditation.trashed_at.is_(None),
        )
    )
    return {
        measure: Counted(
            number,
            ", ".join(
                part
                for part in (source or "dinyatakan", show_short(date.fromisoformat(day)) if day else "")
                if part
            ),
            is_stated=True,
        )
        for measure, number, source, day in rows
    }


def state_on(state: str | None, valid_until: str | None, on: date) -> str:
    """The state to show on a day: what was found complete lapses by itself when its validity is over."""
    if state == "lengkap" and valid_until and valid_until < on.isoformat():
        return "kedaluwarsa"
    return state or "belum_diperiksa"
