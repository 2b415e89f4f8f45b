"""Reads the people who work for OBH: those of one OBH, the list of all, one person with everything."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.likeness.pairs import alike
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.obh.fields.people import WORKERS
from berkas.rules.fields import Column, Kind
from berkas.rules.names import folded_person
from berkas_db.search import matching
from berkas_db.tables import Licence, Obh, ObhPerson, Person, Training

ALIKE = 92
"""From this likeness (0–100) on a name may be the same person."""
_MOST_ALIKE = 5

_person = Person.__table__.c
_now = ObhPerson.valid_until.is_(None)
_WHERE = (
    select(func.group_concat(Obh.name, "; "))
    .join(ObhPerson, ObhPerson.obh_id == Obh.id)
    .where(ObhPerson.person_id == Person.id, _now, Obh.trashed_at.is_(None))
    .correlate(Person)
    .scalar_subquery()
)
_HOW_MANY = (
    select(func.count(func.distinct(ObhPerson.obh_id)))
    .where(ObhPerson.person_id == Person.id, _now)
    .correlate(Person)
    .scalar_subquery()
)
_ROLE = (
    select(ObhPerson.role)
    .where(ObhPerson.person_id == Person.id)
    .order_by(ObhPerson.valid_until.is_not(None), ObhPerson.id)
    .correlate(Person)
    .limit(1)
    .scalar_subquery()
)
_LICENCE_END = (
    select(func.max(Licence.valid_until))
    .where(Licence.person_id == Person.id, Licence.trashed_at.is_(None))
    .correlate(Person)
    .scalar_subquery()
)
_TRAINED = (
    select(func.max(func.ifnull(Training.until_date, Training.from_date)))
    .where(Training.person_id == Person.id, Training.trashed_at.is_(None))
    .correlate(Person)
    .scalar_subquery()
)


def _role_is(codes: Collection[str]) -> ColumnElement[bool]:
    return exists().where(ObhPerson.person_id == Person.id, ObhPerson.role.in_(codes), _now)


def _obh_is(codes: Collection[str]) -> ColumnElement[bool]:
    return exists().where(ObhPerson.person_id == Person.id, one_of(ObhPerson.obh_id, number=True)(codes))


def _several(wanted: bool) -> ColumnElement[bool]:
    return _HOW_MANY > 1 if wanted else _HOW_MANY <= 1


def _licence_ends(span: Sequence[str | None]) -> ColumnElement[bool]:
    least, most = span
    bounds = [_LICENCE_END.is_not(None)]
    bounds += [least <= _LICENCE_END] if least else []
    bounds += [most >= _LICENCE_END] if most else []
    return and_(*bounds)


def _found(typed: str) -> ColumnElement[bool]:
    """By the name, or by the number of a licence."""
    licences = select(Licence.person_id).where(Licence.number.icontains(typed.strip(), autoescape=True))
    return or_(matching(_person.id, "person_fts", typed), Person.id.in_(licences))


PEOPLE = Listing(
    model=Person,
    shown=(
        Shown(Column("name", "Nama", width=30, sortable=True), _person.name),
        Shown(Column("role", "Sebagai", width=12), _ROLE, WORKERS),
        Shown(Column("how_many", "Jumlah OBH", Kind.INTEGER, width=11), _HOW_MANY),
        Shown(Column("obh", "OBH", width=36), _WHERE),
        Shown(Column("licence_until", "Izin sampai", Kind.DATE, width=13), _LICENCE_END),
        Shown(Column("trained_on", "Pelatihan", Kind.DATE, width=13), _TRAINED),
        Shown(Column("title_after", "Gelar", width=12, shown=False), _person.title_after),
    ),
    filters={"role": _role_is, "obh": _obh_is, "several": _several, "licence_until": _licence_ends},
    sort="name",
    search="person_fts",
    found=_found,
)


def load_person(session: Session, id: int) -> Record:
    """One person with the OBH worked for, licences and trainings."""
    rows = {
        "roles": read_children(session, ObhPerson, "person_id", id, "valid_from"),
        "licences": read_children(session, Licence, "person_id", id, "valid_until"),
        "trainings": read_children(session, Training, "person_id", id, "until_date"),
        "alike": alike_people(session, id),
    }
    return read_record(session, Person, id, title="name", subtitle="title_after", extra=rows)


def alike_people(session: Session, id: int) -> list[str]:
    """Other people whose name is almost the same, with where they work: perhaps the same person twice."""
    rows = session.execute(select(Person.id, Person.name, _WHERE).where(Person.trashed_at.is_(None))).all()
    own = next((folded_person(name) for id_, name, _where in rows if id_ == id), "")
    others = [
        (alike(own, folded_person(name)), name, where or "tanpa OBH")
        for id_, name, where in rows
        if id_ != id
    ]
    best = sorted((each for each in others if own and each[0] >= ALIKE), reverse=True)[:_MOST_ALIKE]
    return [f"{name} ({where})" for _likeness, name, where in best]


def named_elsewhere(session: Session, name: str, obh_id: int | None) -> list[str]:
    """Other OBH in which somebody with exactly this name works now."""
    statement = (
        select(Obh.name)
        .join(ObhPerson, ObhPerson.obh_id == Obh.id)
        .join(Person, Person.id == ObhPerson.person_id)
        .where(Person.name == name, Person.trashed_at.is_(None), Obh.trashed_at.is_(None), _now)
        .order_by(Obh.name)
        .distinct()
    )
    if obh_id is not None:
        statement = statement.where(Obh.id != obh_id)
    return list(session.execute(statement).scalars())


def people_of(session: Session, obh_id: int) -> list[dict[str, Any]]:
    """Who works for an OBH, with the newest licence and training and the other OBH they work for."""
    licence, training = (
        select(model.id)
        .where(model.person_id == Person.id, model.trashed_at.is_(None))
        .order_by(*(column.desc() for column in newest), model.id.desc())
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
        for model, newest in (
            (Licence, (Licence.valid_until,)),
            (Training, (func.ifnull(Training.until_date, Training.from_date),)),
        )
    )
    statement = (
        select(
            ObhPerson.id,
            ObhPerson.person_id,
            Licence.id.label("licence_id"),
            Training.id.label("training_id"),
            Person.name,
            Person.title_after,
            ObhPerson.role,
            ObhPerson.position,
            ObhPerson.appointment_number,
            Person.sex,
            Person.nik,
            Licence.number.label("licence_number"),
            Licence.valid_until.label("licence_until"),
            Licence.oath_number,
            Licence.oath_on,
            Training.name.label("training_name"),
            Training.until_date.label("training_on"),
            Training.certificate_number.label("training_number"),
            Training.valid_until.label("training_valid_until"),
            ObhPerson.valid_from,
            ObhPerson.valid_until,
        )
        .join(Person, Person.id == ObhPerson.person_id)
        .outerjoin(Licence, Licence.id == licence)
        .outerjoin(Training, Training.id == training)
        .where(ObhPerson.obh_id == obh_id)
        .order_by(ObhPerson.role, Person.name, ObhPerson.id)
    )
    rows = [dict(row) for row in session.execute(statement).mappings()]
    elsewhere = _elsewhere(session, obh_id, {row["person_id"] for row in rows})
    return [row | {"elsewhere": "; ".join(elsewhere.get(row["person_id"], ()))} for row in rows]


def _elsewhere(session: Session, obh_id: int, people: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    statement = (
        select(ObhPerson.person_id, Obh.name)
        .join(Obh, Obh.id == ObhPerson.obh_id)
        .where(ObhPerson.person_id.in_(people), ObhPerson.obh_id != obh_id, Obh.trashed_at.is_(None))
        .order_by(Obh.name)
        .distinct()
    )
    for person_id, name in session.execute(statement):
        found.setdefault(person_id, []).append(name)
    return found
