"""What of this room can stand in the register twice, and what joining two of them means beside the usual."""

from typing import Any

from sqlalchemy import select

from berkas.engine import children
from berkas.engine.likeness.joining import absorb
from berkas.engine.likeness.pairs import LikenessKind
from berkas.rooms.obh.fields.cases import RECIPIENT
from berkas.rooms.obh.fields.obh import OBH as OBH_FIELDS
from berkas.rooms.obh.fields.people import PERSON
from berkas.rooms.obh.queries.doubles import alike_obh, alike_people, alike_recipients
from berkas_db.changes import Step
from berkas_db.tables import Identity, Obh, ObhAlias, Person, Recipient


def _retire_obh(step: Step, gone: int, kept: int, reason: str) -> None:
    """The names of the one that goes are found at the one that stays."""
    del reason
    row = step.session.execute(select(Obh.name, Obh.short_name).where(Obh.id == gone)).one()
    own = step.session.execute(select(Obh.name, Obh.short_name).where(Obh.id == kept)).one()
    aliases = step.session.execute(select(ObhAlias.name).where(ObhAlias.obh_id == kept)).scalars()
    known = {name.casefold() for name in (*aliases, *own) if name}
    for name in row:
        if name and name.casefold() not in known:
            step.insert(ObhAlias, {"obh_id": kept, "name": name, "kind": "ejaan_lain"})
            known.add(name.casefold())
    step.trash(Obh, gone)


def _retire_recipient(step: Step, gone: int, kept: int, reason: str) -> None:
    """Who they are becomes one identity; whoever is protected on either side stays protected."""
    del reason
    identities = {
        row.id: row.identity_id
        for row in step.session.execute(
            select(Recipient.id, Recipient.identity_id).where(Recipient.id.in_((kept, gone)))
        )
    }
    step.trash(Recipient, gone)
    own, other = identities[kept], identities[gone]
    if own is None or other is None or own == other:
        return
    protection: Any = step.session.execute(
        select(Identity.protection, Identity.protected_since).where(Identity.id == other)
    ).one()
    guarded = step.session.execute(select(Identity.protection).where(Identity.id == own)).scalar_one()
    absorb(step, Identity, own, other)
    if protection.protection in children.CHILD_PROTECTIONS and guarded not in children.CHILD_PROTECTIONS:
        step.update(
            Identity,
            own,
            {"protection": protection.protection, "protected_since": protection.protected_since},
        )


def _settle_recipient(step: Step, kept: int) -> None:
    identity = step.session.execute(select(Recipient.identity_id).where(Recipient.id == kept)).scalar_one()
    if identity is not None:
        children.settle(step, identity)


OBH = LikenessKind(
    key="obh",
    title="OBH",
    model=Obh,
    fields=OBH_FIELDS,
    find=alike_obh,
    retire=_retire_obh,
    fixed=frozenset({"code", "parent_id"}),
)
PEOPLE = LikenessKind(
    key="person", title="Advokat dan paralegal", model=Person, fields=PERSON, find=alike_people
)
RECIPIENTS = LikenessKind(
    key="recipient",
    title="Penerima bantuan hukum",
    model=Recipient,
    fields=RECIPIENT,
    find=alike_recipients,
    retire=_retire_recipient,
    settled=_settle_recipient,
    fixed=frozenset({"code"}),
    marks=frozenset({"is_child"}),
)
