"""The only door to who somebody is: identities are put here and looked at with a reason that stays.

Everything else knows codes. A child is a code only, for ever, unless a person with that right says why.
Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, may, require
from berkas.engine.numbering import next_code
from berkas.engine.records import columns_of
from berkas.rules.dates import full_years
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Identity

SEEN = "lihat_identitas"
"""The journal's word for a look at an identity."""

CHILD_PROTECTIONS = frozenset({"anak", "anak_korban", "anak_saksi"})
ADULT_AGE = 18
SHOWN = (
    "name", "alias_names", "nik", "id_kind", "id_number", "birth_place", "birth_on", "sex", "address",
    "village", "district", "regency_id", "phone", "email", "occupation", "guardian_name",
    "guardian_relation", "guardian_phone",
)  # fmt: skip
"""What `reveal` hands out."""
_STEM = "ID"
_WIDTH = 5


def put(step: Step, values: Mapping[str, Any], *, id: int | None = None, on: date | None = None) -> int:
    """Keep who somebody is, new or corrected, and return the identity's id.

    `values` are columns of the vault. Whoever is under 18 on `on` (the day of the case) is protected as a
    child from then on; a protection is never taken away here. The code is given, never typed.
    """
    require(step.actor, Right.RECORD)
    own = {key: value for key, value in columns_of(Identity, values).items() if key != "code"}
    protection = own.pop("protection", None) or _child(own.get("birth_on"), on)
    if protection:
        own |= {"protection": protection, "protected_since": (on.isoformat() if on else step.now[:10])}
    if id is None:
        return step.insert(Identity, own | {"code": next_code(step, Identity, _STEM, width=_WIDTH)})
    kept = step.session.execute(select(Identity.protection).where(Identity.id == id)).scalar_one_or_none()
    if kept:
        own = {key: value for key, value in own.items() if key not in ("protection", "protected_since")}
    step.update(Identity, id, own)
    return id


def reveal(step: Step, identity_id: int, reason: str) -> dict[str, Any]:
    """Who this is, for one look that the journal keeps with its reason.

    Refused without the right, without a reason, for a child without the right to lift that protection, and
    for somebody whose identity was taken out.
    """
    require(step.actor, Right.SEE_IDENTITY)
    if not reason.strip():
        raise Refused("Alasan melihat identitas belum diisi.", "Tulis alasannya dalam satu kalimat.")
    row = step.session.get(Identity, identity_id)
    if row is None:
        raise Refused("Identitas ini sudah tidak ada.")
    if row.anonymised_at:
        raise Refused(f"Identitas {row.code} sudah dihapus; yang tersisa hanya kodenya.")
    if row.protection in CHILD_PROTECTIONS and not may(step.actor, Right.OVERRIDE_CHILD):
        raise Refused(
            f"{row.code} adalah anak yang dilindungi; identitasnya tidak ditampilkan.",
            "Pakai kodenya. Admin kantor dapat membukanya dengan alasan.",
        )
    step.note(SEEN, Identity, identity_id, {"alasan": reason.strip()})
    step.say(f"Identitas {row.code} dilihat", reason.strip())
    return {key: getattr(row, key) for key in SHOWN}


def code_of(session: Session, identity_id: int) -> str:
    """The code everybody may see."""
    return session.execute(select(Identity.code).where(Identity.id == identity_id)).scalar_one()


def codes_of(session: Session, identity_ids: Iterable[int]) -> dict[int, str]:
    """The codes of several identities."""
    statement = select(Identity.id, Identity.code).where(Identity.id.in_(list(identity_ids)))
    return {row.id: row.code for row in session.execute(statement)}


def is_protected_child(session: Session, identity_id: int) -> bool:
    """Whether somebody is to be a code only, for ever."""
    found = session.execute(
        select(Identity.protection).where(Identity.id == identity_id)
    ).scalar_one_or_none()
    return found in CHILD_PROTECTIONS


def _child(birth_on: str | None, on: date | None) -> str | None:
    if not birth_on or on is None:
        return None
    return "anak" if full_years(date.fromisoformat(birth_on), on) < ADULT_AGE else None
