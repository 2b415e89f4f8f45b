"""Saves who works for an OBH, and one person with everything.

One person may work for several OBH: the same NIK or licence is the same person. Nobody is joined to somebody
else because of a name alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.keptfiles import keep_files
from berkas.engine.records import (
    columns_of,
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.rooms.obh.fields.people import PERSON, PERSON_ROWS, person_checks
from berkas.rooms.obh.queries.people import load_person, named_elsewhere
from berkas.rules.fields import Problem, Severity, problems
from berkas_db.changes import Step
from berkas_db.tables import Base, Licence, ObhPerson, Person, Training

_PERSON = ("name", "title_after", "sex", "nik")
_ROLE = ("role", "position", "appointment_number", "valid_from", "valid_until")
_PROOFS: tuple[tuple[type[Base], dict[str, str]], ...] = (
    (
        Licence,
        {
            "licence_number": "number",
            "licence_until": "valid_until",
            "oath_number": "oath_number",
            "oath_on": "oath_on",
        },
    ),
    (
        Training,
        {
            "training_name": "name",
            "training_on": "until_date",
            "training_number": "certificate_number",
            "training_valid_until": "valid_until",
        },
    ),
)
"""Licence and training in the row of a person: key of the row to column; the first tells which one it is."""
_PERSON_TABLES = {"roles": ObhPerson, "licences": Licence, "trainings": Training}


def save_person(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a person with the OBH worked for, licences and trainings. Returns the id."""
    require(step.actor, Right.RECORD)
    own = keep_files(step, values)
    merged = (dict(load_person(step.session, id).values) if id is not None else {}) | own
    today = today_of(step)
    found = problems(PERSON, merged, today=today, checks=(person_checks,))
    for rows in PERSON_ROWS:
        found += row_problems(rows.key, rows.title, rows.fields, merged.get(rows.key, ()), today=today)
    found += _same_nik(step, merged, id)
    refuse_hard(found)
    saved = save_record(step, Person, own, id=id, version=version)
    for key, model in _PERSON_TABLES.items():
        if key in own:
            save_children(step, model, "person_id", saved, own[key])
    keep_doubts(step, Person, saved, found, reason)
    step.say(f"{merged.get('name')} disimpan", reason)
    return saved


def _same_nik(step: Step, values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """A NIK belongs to one person only."""
    if not values.get("nik"):
        return
    statement = select(Person.id).where(
        Person.nik == values["nik"], Person.trashed_at.is_(None), Person.id != (id or 0)
    )
    if step.session.execute(statement.limit(1)).first() is not None:
        yield Problem("nik", "NIK ini sudah tercatat pada orang lain. Pakai catatan orang itu.")


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
        for model, columns in _PROOFS:
            if row.get(next(iter(columns))):
                _save_proof(step, model, person, {to: row[key] for key, to in columns.items() if key in row})


def namesakes(step: Step, rows: Sequence[Mapping[str, Any]], obh_id: int | None) -> Iterable[Problem]:
    """New people who bear the name of somebody at another OBH and are not joined with them."""
    for row in rows:
        name = str(row.get("name") or "")
        if row.get("id") or not name or _same_person(step, row) is not None:
            continue
        if elsewhere := named_elsewhere(step.session, name, obh_id):
            yield Problem(
                "people",
                f"{name}: nama ini juga tercatat pada {'; '.join(elsewhere[:3])}. Bila orangnya sama, isi "
                "NIK atau nomor KTPA yang sama.",
                Severity.SOFT,
            )


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


def _save_proof(step: Step, model: type[Base], person_id: int, own: Mapping[str, Any]) -> None:
    """The same licence or training of a person is completed, another one added."""
    key, table = next(iter(own)), model.__table__.c
    same = step.session.execute(
        select(table.id)
        .where(table.person_id == person_id, table[key] == own[key], table.trashed_at.is_(None))
        .order_by(table.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if same is None:
        step.insert(model, dict(own) | {"person_id": person_id})
    else:
        step.update(model, same, own)
