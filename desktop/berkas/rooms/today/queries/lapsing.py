"""Reads what ends soon or has just ended: accreditations, licences, agreements, documents, information."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, not_, or_, select
from sqlalchemy.orm import Session, aliased

from berkas.rooms.today.queries.lines import MOST, Line
from berkas.rules import dates
from berkas_db.tables import (
    Accreditation,
    AccreditationPeriod,
    Agreement,
    Base,
    Licence,
    Obh,
    ObhDocument,
    ObhPerson,
    Person,
    PrisonService,
    PublicInformation,
    Requirement,
    RequirementItem,
    Training,
    Unit,
)

AHEAD_DAYS = 90
"""How many calendar days before its end an accreditation, licence or agreement is shown."""


def lapsing(session: Session, today: date, *, past: bool = False) -> Sequence[Line]:
    """What ends soon, or has just ended, earliest first; each kind reads its own index of ends.

    What has been renewed already is not told: by a later licence, certificate, document or accreditation.
    """
    span = timedelta(days=AHEAD_DAYS)
    begin, until = (today - span, today - timedelta(days=1)) if past else (today, today + span)
    found: list[tuple[str, Line]] = []
    for statement in _ENDING:
        for kind, id_, title, what, end in session.execute(
            statement(begin.isoformat(), until.isoformat()).limit(MOST)
        ):
            when = dates.show_short(date.fromisoformat(end))
            found.append((end, Line(kind, id_, "", title, what, when)))
    return [line for _end, line in sorted(found, key=lambda pair: (pair[0], pair[1].title))][:MOST]


def _between(model: type[Base], begin: str, end: str) -> tuple[ColumnElement[bool], ...]:
    column = model.__table__.c.valid_until
    return column.between(begin, end), model.__table__.c.trashed_at.is_(None)


def _renewed(model: type[Base], *same: str) -> ColumnElement[bool]:
    """Whether another row with the same values ends later, or never."""
    own = model.__table__.c
    later = model.__table__.alias()
    return exists().where(
        *(later.c[key] == own[key] for key in same),
        later.c.trashed_at.is_(None),
        later.c.id != own.id,
        or_(later.c.valid_until > own.valid_until, later.c.valid_until.is_(None)),
    )


def _accreditations(begin: str, end: str) -> Select:
    """Its own last day, else that of its period."""
    last = func.ifnull(Accreditation.valid_until, AccreditationPeriod.valid_until)
    later, later_period = aliased(Accreditation), aliased(AccreditationPeriod)
    renewed = (
        exists()
        .where(later.obh_id == Obh.id, later.trashed_at.is_(None), later.result == "terakreditasi")
        .where(later_period.id == later.period_id, later_period.valid_from > AccreditationPeriod.valid_from)
    )
    return (
        select(literal("obh"), Obh.id, Obh.name, literal("akreditasi berakhir"), last)
        .join(Accreditation, Accreditation.obh_id == Obh.id)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(
            last.between(begin, end),
            Accreditation.result == "terakreditasi",
            Accreditation.trashed_at.is_(None),
            Obh.trashed_at.is_(None),
            Obh.closed_on.is_(None),
            not_(renewed),
        )
        .order_by(last, Obh.id)
    )


def _working(begin: str) -> ColumnElement[bool]:
    return or_(ObhPerson.valid_until.is_(None), ObhPerson.valid_until >= begin)


def _of_people(model: type[Licence | Training], words: str, begin: str, end: str) -> Select:
    """What belongs to people who work for an OBH, with its name; somebody in several OBH is told once, at the
    first, with the number of the others.
    """
    own = model.__table__.c
    others = func.count(func.distinct(ObhPerson.obh_id)) - 1
    # SQLite takes the name from the row that gives min(); it is the name of the OBH the line opens.
    where = Obh.name + case((others > 0, func.printf(" dan %d OBH lain", others)), else_="")
    return (
        select(
            literal("obh"), func.min(ObhPerson.obh_id), Person.name, literal(words + " · ") + where,
            own.valid_until,
        )
        .join(Person, Person.id == own.person_id)
        .join(ObhPerson, ObhPerson.person_id == Person.id)
        .join(Obh, Obh.id == ObhPerson.obh_id)
        .where(
            *_between(model, begin, end), _working(begin), not_(_renewed(model, "person_id")),
            Obh.trashed_at.is_(None), Obh.closed_on.is_(None),
        )
        .group_by(own.id)
        .order_by(own.valid_until, own.id)
    )  # fmt: skip


def _documents(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"), Obh.id, Obh.name, literal("dokumen berakhir: ") + ObhDocument.title,
            ObhDocument.valid_until,
        )
        .join(Obh, Obh.id == ObhDocument.obh_id)
        .where(
            *_between(ObhDocument, begin, end), Obh.trashed_at.is_(None),
            not_(_renewed(ObhDocument, "obh_id", "kind")),
        )
        .order_by(ObhDocument.valid_until, ObhDocument.id)
    )  # fmt: skip


def _requirements(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"), Obh.id, Obh.name, literal("persyaratan berakhir: ") + Requirement.label,
            RequirementItem.valid_until,
        )
        .join(Obh, Obh.id == RequirementItem.obh_id)
        .join(Requirement, Requirement.id == RequirementItem.requirement_id)
        .where(
            RequirementItem.valid_until.between(begin, end), RequirementItem.state == "lengkap",
            Obh.trashed_at.is_(None),
        )
        .order_by(RequirementItem.valid_until, RequirementItem.id)
    )  # fmt: skip


def _agreements(begin: str, end: str) -> Select:
    return (
        select(
            literal("obh"), Obh.id, Agreement.title, literal("perjanjian berakhir · ") + Obh.name,
            Agreement.valid_until,
        )
        .join(Obh, Obh.id == Agreement.obh_id)
        .where(*_between(Agreement, begin, end), Obh.trashed_at.is_(None), Obh.closed_on.is_(None))
        .order_by(Agreement.valid_until, Agreement.id)
    )  # fmt: skip


def _services(begin: str, end: str) -> Select:
    return (
        select(
            literal("prison_service"),
            PrisonService.id,
            Unit.name,
            literal("layanan bantuan hukum berakhir"),
            PrisonService.valid_until,
        )
        .join(Unit, Unit.id == PrisonService.unit_id)
        .where(*_between(PrisonService, begin, end))
        .order_by(PrisonService.valid_until, PrisonService.id)
    )


def _informations(begin: str, end: str) -> Select:
    """Information that leaves the list of public information, and what is withheld only until a day."""
    return (
        select(
            literal("public_information"), PublicInformation.id, PublicInformation.title,
            literal("informasi publik berakhir"), PublicInformation.valid_until,
        )
        .where(*_between(PublicInformation, begin, end))
        .order_by(PublicInformation.valid_until, PublicInformation.id)
    )  # fmt: skip


_ENDING = (
    _accreditations,
    partial(_of_people, Licence, "izin berakhir"),
    partial(_of_people, Training, "sertifikat pelatihan berakhir"),
    _documents,
    _requirements,
    _agreements,
    _services,
    _informations,
)
"""What has an end that the office watches."""
