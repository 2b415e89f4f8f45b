"""Who a recipient is: entered, looked at and corrected through the vault, never kept with the recipient."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from berkas.engine import children, identities
from berkas.engine.access import Right, require
from berkas.engine.records import Doubtful
from berkas.rules.fields import Problem, Severity
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Identity, Recipient


def enter_recipient(step: Step, id: int, values: Mapping[str, Any]) -> int:
    """Put who this recipient is into the vault, once. Returns the identity's id."""
    require(step.actor, Right.RECORD)
    row = step.session.execute(select(Recipient.code, Recipient.identity_id).where(Recipient.id == id)).one()
    if row.identity_id is not None:
        raise Refused(f"Identitas penerima {row.code} sudah tercatat.", "Perbaiki dengan “Ubah identitas…”.")
    _refuse_known(step, values)
    identity = identities.put(step, values)
    step.update(Recipient, id, {"identity_id": identity})
    children.settle(step, identity)
    step.say(f"Identitas penerima {row.code} dicatat")
    return identity


def find_recipients(step: Step, typed: str, reason: str) -> list[tuple[int, str]]:
    """Ids and codes of recipients whose identity answers what was typed; the journal keeps the search."""
    require(step.actor, Right.SEE_IDENTITY)
    people = [identity for identity, _code in identities.find(step, typed, reason)]
    rows = step.session.execute(
        select(Recipient.id, Recipient.code)
        .where(Recipient.identity_id.in_(people), Recipient.trashed_at.is_(None))
        .order_by(Recipient.code)
    )
    return [(row.id, row.code) for row in rows]


def reveal_recipient(step: Step, id: int, reason: str) -> dict[str, Any]:
    """Who this recipient is, for one look that the journal keeps. Refused without right or reason."""
    require(step.actor, Right.SEE_IDENTITY)
    return identities.reveal(step, _identity(step, id), reason)


def correct_recipient(step: Step, id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who this recipient is, with a reason."""
    require(step.actor, Right.RECORD)
    identities.correct(step, _identity(step, id), values, reason)


def _identity(step: Step, id: int) -> int:
    found = step.session.execute(select(Recipient.identity_id).where(Recipient.id == id)).scalar_one_or_none()
    if found is None:
        raise Refused("Identitas penerima ini belum dicatat.")
    return found


def _refuse_known(step: Step, values: Mapping[str, Any]) -> None:
    """The same NIK behind another recipient wants a reason; only the code is told, and never a child's."""
    if not values.get("nik") or str(values.get(identities.DOUBT.key) or "").strip():
        return
    known = step.session.execute(
        select(Recipient.code)
        .join(Identity, Identity.id == Recipient.identity_id)
        .where(Identity.nik == values["nik"], Recipient.trashed_at.is_(None), Identity.trashed_at.is_(None))
        .where(func.ifnull(Identity.protection, "").not_in(sorted(children.CHILD_PROTECTIONS)))
        .order_by(Recipient.id)
        .limit(1)
    ).scalar_one_or_none()
    if known is not None:
        raise Doubtful([Problem("nik", f"NIK ini sudah tercatat pada penerima {known}.", Severity.SOFT)])
