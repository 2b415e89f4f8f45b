"""OBH, people and recipients that perhaps stand in the register twice, and why. Reads only.

Recipients are compared by who they are, but told by their codes: the sentences carry no personal data.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import children
from berkas.engine.access import Right, may
from berkas.engine.children import CHILD_PROTECTIONS
from berkas.engine.likeness.pairs import Pair, Reasons, alike_names
from berkas.rooms.obh.queries.likeness import LIKE
from berkas.rules.names import digits, folded_body, folded_person
from berkas.rules.vocabulary import PersonStatus
from berkas_db.changes import Actor
from berkas_db.tables import Identity, Licence, Obh, ObhAlias, ObhContact, Person, Recipient

_PERSON_LIKE = 90
_SAME_PLACE, _ONLY_NAME = 85, 70

Found = tuple[int, str]


def alike_obh(session: Session, actor: Actor) -> list[Pair]:
    """OBH with alike names (also short and other ones), or the same number, account or contact."""
    del actor
    table = Obh.__table__.c
    rows = session.execute(select(Obh).where(Obh.trashed_at.is_(None))).scalars().all()
    reasons = Reasons()
    names: list[Found] = [(row.id, folded_body(row.name)) for row in rows]
    names += [(row.id, folded_body(row.short_name)) for row in rows if row.short_name]
    names += [
        (id_, folded_body(name)) for id_, name in _rows(session, select(ObhAlias.obh_id, ObhAlias.name))
    ]
    branches = {(row.id, row.parent_id) for row in rows} | {(row.parent_id, row.id) for row in rows}
    for first, second, likeness in alike_names(names, LIKE):
        if (first, second) not in branches:
            words = "Nama sama" if likeness == 100 else f"Nama mirip ({likeness}%)"
            reasons.add(first, second, min(likeness, 99), words)
    for column, words in (
        (table.tax_number, "NPWP sama"),
        (table.legal_entity_number, "Nomor SK badan hukum sama"),
        (table.deed_number, "Nomor akta sama"),
        (table.sidbankum_id, "Nomor Sidbankum sama"),
        (table.bank_account, "Rekening sama"),
    ):
        reasons.same(((row.id, digits(getattr(row, column.name))) for row in rows), words)
    contacts = _rows(session, select(ObhContact.obh_id, ObhContact.value))
    reasons.same(((id_, digits(value)) for id_, value in contacts), "Telepon atau surel sama", likeness=80)
    titles = {row.id: f"{row.name} ({row.code})" for row in rows}
    return reasons.pairs(titles)


def alike_people(session: Session, actor: Actor) -> list[Pair]:
    """Advocates and paralegals with alike names, or the same NIK, licence, number or contact."""
    del actor
    rows = session.execute(select(Person).where(Person.trashed_at.is_(None))).scalars().all()
    reasons = Reasons()
    names: list[Found] = [(row.id, folded_person(row.name)) for row in rows]
    _add_names(reasons, names, only=_SAME_PLACE)
    for key, words in (("nik", "NIK sama"), ("sidbankum_id", "Nomor Sidbankum sama")):
        reasons.same(((row.id, digits(getattr(row, key))) for row in rows), words)
    for key, words in (("phone", "Telepon sama"), ("email", "Surel sama")):
        reasons.same(((row.id, digits(getattr(row, key))) for row in rows), words, likeness=80)
    licences = select(Licence.person_id, Licence.number).where(Licence.trashed_at.is_(None))
    reasons.same(((id_, digits(number)) for id_, number in _rows(session, licences)), "Nomor izin sama")
    return reasons.pairs({row.id: row.name for row in rows})


def alike_recipients(session: Session, actor: Actor) -> list[Pair]:
    """Recipients behind whom the same or an alike person stands; only for those who may see identities."""
    if not may(actor, Right.SEE_IDENTITY):
        return []
    who = Identity.__table__.c
    statement: Any = (
        select(
            Recipient.id, Recipient.code, Recipient.status, Recipient.identity_id,
            who.name, who.alias_names, who.nik, who.id_number, who.birth_on, who.parent_names,
        )
        .join(Identity, Identity.id == Recipient.identity_id)
        .where(Recipient.trashed_at.is_(None), who.anonymised_at.is_(None))
    )  # fmt: skip
    if not children.may_open(session, actor):
        statement = statement.where(
            who.protection.is_(None) | who.protection.not_in(sorted(CHILD_PROTECTIONS))
        )
    rows = session.execute(statement).all()
    reasons = Reasons()
    reasons.same(((row.id, str(row.identity_id)) for row in rows), "Identitas yang sama")
    reasons.same(((row.id, digits(row.nik)) for row in rows), "NIK sama")
    reasons.same(((row.id, digits(row.id_number)) for row in rows), "Nomor tanda pengenal sama")
    names = [(row.id, folded_person(name)) for row in rows for name in (row.name, row.alias_names) if name]
    known = {row.id: row for row in rows}
    for first, second, likeness in alike_names(names, _PERSON_LIKE):
        one, other = known[first], known[second]
        if one.birth_on and other.birth_on and one.birth_on != other.birth_on:
            continue
        words = "Nama sama" if likeness == 100 else "Nama mirip"
        if one.birth_on and one.birth_on == other.birth_on:
            reasons.add(first, second, 98, f"{words}, tanggal lahir sama")
        elif one.parent_names and folded_person(one.parent_names) == folded_person(other.parent_names or ""):
            reasons.add(first, second, 92, f"{words}, nama orang tua sama")
        else:
            reasons.add(first, second, _ONLY_NAME, words)
    return reasons.pairs({row.id: f"{row.code}, {PersonStatus.label_of(row.status)}" for row in rows})


def _add_names(reasons: Reasons, names: list[Found], *, only: int) -> None:
    for first, second, likeness in alike_names(names, _PERSON_LIKE):
        words = "Nama sama" if likeness == 100 else f"Nama mirip ({likeness}%)"
        reasons.add(first, second, min(likeness, only + 5), words)


def _rows(session: Session, statement: Any) -> Iterable[Found]:  # noqa: ANN401  a select of id and text
    found: Iterable[Any] = session.execute(statement)
    return [(row[0], row[1] or "") for row in found]
