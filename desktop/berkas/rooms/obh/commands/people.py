"""Saves who works for an OBH. One person may work for several: the same NIK or licence is the same person."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import columns_of
from berkas_db.changes import Step
from berkas_db.tables import Licence, ObhPerson, Person

_PERSON = ("name", "title_after", "sex", "nik")
_ROLE = ("role", "valid_from", "valid_until")


def save_people(step: Step, obh_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Make the people of an OBH equal to `rows`; a person taken out stays known to the office."""
    require(step.actor, Right.RECORD)
    links = step.session.execute(select(ObhPerson.id, ObhPerson.person_id).where(ObhPerson.obh_id == obh_id))
    there = {row[0]: row[1] for row in links}
    for gone in sorted(set(there) - {row.get("id") for row in rows}):
        step.delete(ObhPerson, gone)
    for row in rows:
        link = row.get("id") if row.get("id") in there else None
        person = _save_person(step, row, there.get(link) if link is not None else None)
        role = columns_of(ObhPerson, {key: row.get(key) for key in _ROLE})
        if link is None:
            step.insert(ObhPerson, role | {"obh_id": obh_id, "person_id": person})
        else:
            step.update(ObhPerson, link, role)
        _save_licence(step, person, row)


def _save_person(step: Step, row: Mapping[str, Any], known: int | None) -> int:
    own = {key: row.get(key) for key in _PERSON if key in row}
    person = known or _same_person(step, row)
    if person is None:
        return step.insert(Person, own)
    if known is None:
        own = {key: value for key, value in own.items() if value}
    step.update(Person, person, own)
    return person


def _same_person(step: Step, row: Mapping[str, Any]) -> int | None:
    if row.get("nik"):
        statement = select(Person.id).where(Person.nik == row["nik"], Person.trashed_at.is_(None))
        found = step.session.execute(statement.order_by(Person.id).limit(1)).scalar_one_or_none()
        if found is not None:
            return found
    if row.get("licence_number"):
        statement = (
            select(Licence.person_id)
            .join(Person, Person.id == Licence.person_id)
            .where(
                Licence.number == row["licence_number"],
                Person.name == row["name"],
                Licence.trashed_at.is_(None),
            )
        )
        return step.session.execute(statement.order_by(Licence.id).limit(1)).scalar_one_or_none()
    return None


def _save_licence(step: Step, person_id: int, row: Mapping[str, Any]) -> None:
    number = row.get("licence_number")
    if not number:
        return
    own = {"number": number, "valid_until": row.get("licence_until"), "oath_number": row.get("oath_number")}
    same = step.session.execute(
        select(Licence.id)
        .where(Licence.person_id == person_id, Licence.number == number, Licence.trashed_at.is_(None))
        .order_by(Licence.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if same is None:
        step.insert(Licence, own | {"person_id": person_id})
    else:
        step.update(Licence, same, own)
