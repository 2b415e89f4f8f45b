"""Every OBH as the directory shows it, and what each regency has. Reads only.

No person but the head and the public contacts of an OBH is in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas_db.tables import (
    Accreditation,
    AccreditationPeriod,
    LegalCase,
    Obh,
    ObhAddress,
    ObhArea,
    ObhContact,
    ObhPerson,
    Posbankum,
    Regency,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One OBH in the directory."""

    id: int
    code: str
    name: str
    leader: str
    category: str
    decree: str
    address: str
    contacts: tuple[str, ...]
    regency: str
    areas: tuple[str, ...]
    advocates: int
    paralegals: int


@dataclass(slots=True)
class Place:
    """One regency: the OBH that sit there and that serve it, its Posbankum, its cases of a year."""

    name: str
    domiciled: list[str] = field(default_factory=list[str])
    served: list[str] = field(default_factory=list[str])
    posts: int = 0
    cases: int = 0

    @property
    def is_served(self) -> bool:
        """Whether any OBH sits there or serves it."""
        return bool(self.domiciled or self.served)


def directory(session: Session, on: date) -> list[Entry]:
    """Every OBH that is not closed on a day, by name."""
    day = on.isoformat()
    regencies = {row[0]: row[1] for row in session.execute(select(Regency.id, Regency.name))}
    accredited = _accredited(session, day)
    people = _people(session, day)
    addresses, contacts, areas = _addresses(session), _contacts(session, day), _areas(session, day)
    rows = session.execute(
        select(Obh.id, Obh.code, Obh.name, Obh.leader_name, Obh.regency_id)
        .where(Obh.trashed_at.is_(None), or_(Obh.closed_on.is_(None), Obh.closed_on > day))
        .order_by(Obh.name, Obh.id)
    )
    return [
        Entry(
            row.id,
            row.code,
            row.name,
            row.leader_name or "",
            *accredited.get(row.id, ("", "")),
            addresses.get(row.id, ""),
            tuple(contacts.get(row.id, ())),
            regencies.get(row.regency_id, ""),
            tuple(regencies[each] for each in areas.get(row.id, ())),
            people.get((row.id, "advokat"), 0),
            people.get((row.id, "paralegal"), 0),
        )
        for row in rows
    ]


def _accredited(session: Session, day: str) -> dict[int, tuple[str, str]]:
    rows = session.execute(
        select(Accreditation.obh_id, Accreditation.category, Accreditation.decree_number)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(
            Accreditation.trashed_at.is_(None),
            Accreditation.result == "terakreditasi",
            AccreditationPeriod.valid_from <= day,
            AccreditationPeriod.valid_until >= day,
            or_(Accreditation.revoked_on.is_(None), Accreditation.revoked_on > day),
        )
    )
    return {row[0]: ((row[1] or "").upper(), row[2] or "") for row in rows}


def _people(session: Session, day: str) -> dict[tuple[int, str], int]:
    rows = session.execute(
        select(ObhPerson.obh_id, ObhPerson.role, func.count(func.distinct(ObhPerson.person_id)))
        .where(or_(ObhPerson.valid_until.is_(None), ObhPerson.valid_until >= day))
        .group_by(ObhPerson.obh_id, ObhPerson.role)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _addresses(session: Session) -> dict[int, str]:
    rows = session.execute(
        select(ObhAddress.obh_id, ObhAddress.address)
        .where(ObhAddress.valid_until.is_(None))
        .order_by(ObhAddress.is_main, ObhAddress.id.desc())
    )
    return {row[0]: row[1] for row in rows}


def _contacts(session: Session, day: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for obh_id, value in session.execute(
        select(ObhContact.obh_id, ObhContact.value)
        .where(or_(ObhContact.valid_until.is_(None), ObhContact.valid_until >= day))
        .order_by(ObhContact.is_main.desc(), ObhContact.sort, ObhContact.id)
    ):
        found.setdefault(obh_id, []).append(value)
    return found


def _areas(session: Session, day: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for obh_id, regency_id in session.execute(
        select(ObhArea.obh_id, ObhArea.regency_id)
        .join(Regency, Regency.id == ObhArea.regency_id)
        .where(or_(ObhArea.valid_until.is_(None), ObhArea.valid_until >= day))
        .order_by(Regency.code)
    ):
        found.setdefault(obh_id, []).append(regency_id)
    return found


def places(session: Session, entries: list[Entry], year: int) -> list[Place]:
    """Every regency of the provinces in which this office's OBH sit or serve, in the order of the codes."""
    known = {name for entry in entries for name in (entry.regency, *entry.areas) if name}
    provinces = select(Regency.province).where(Regency.name.in_(known))
    rows = session.execute(
        select(Regency.id, Regency.name).where(Regency.province.in_(provinces)).order_by(Regency.code)
    ).all()
    found = {row.name: Place(row.name) for row in rows}
    for entry in entries:
        if entry.regency in found:
            found[entry.regency].domiciled.append(entry.name)
        for area in entry.areas:
            if area in found and area != entry.regency:
                found[area].served.append(entry.name)
    names = {row.id: row.name for row in rows}
    for counts, key in ((_posts(session), "posts"), (_cases(session, year), "cases")):
        for regency_id, number in counts.items():
            if regency_id in names:
                setattr(found[names[regency_id]], key, number)
    return list(found.values())


def _posts(session: Session) -> Mapping[int, int]:
    rows = session.execute(
        select(Posbankum.regency_id, func.count())
        .where(Posbankum.trashed_at.is_(None))
        .group_by(Posbankum.regency_id)
    )
    return {row[0]: row[1] for row in rows}


def _cases(session: Session, year: int) -> Mapping[int, int]:
    """Cases of a year by their own regency, else by where their OBH sits."""
    place = func.coalesce(LegalCase.regency_id, Obh.regency_id)
    rows = session.execute(
        select(place, func.count())
        .select_from(LegalCase)
        .join(Obh, Obh.id == LegalCase.obh_id)
        .where(
            LegalCase.trashed_at.is_(None),
            LegalCase.request_on.between(f"{year}-01-01", f"{year}-12-31"),
            place.is_not(None),
        )
        .group_by(place)
    )
    return {row[0]: row[1] for row in rows}
