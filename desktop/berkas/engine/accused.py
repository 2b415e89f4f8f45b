"""Who is complained about: names lie in the vault, and everything else knows a code and a position.

Imports no Qt and no room.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import identities
from berkas.engine.access import Right, require
from berkas.engine.records import save_children
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, ComplaintAccused, Identity

_NUMBER = "NIP "
_WHO = ("name", "nip")


def keep_accused(step: Step, complaint_id: int, rows: Sequence[Mapping[str, Any]], *, on: date) -> None:
    """Keep the people one complaint is about; a name or NIP that was typed goes to the vault.

    Refused when a name is typed over somebody who has a code already: that is a correction, with a reason.
    """
    require(step.actor, Right.RECORD)
    known = _codes(step.session, complaint_id)
    kept: list[dict[str, Any]] = []
    for row in rows:
        own = {key: value for key, value in row.items() if key not in (*_WHO, "code", "identity_id")}
        typed = {key: row[key] for key in _WHO if row.get(key)}
        identity, code = known.get(row.get("id"), (None, ""))
        if typed and identity is not None:
            raise Refused(
                f"Orang yang diadukan {code} sudah tercatat.",
                "Perbaiki namanya dengan “Ubah” pada bagian Identitas yang diadukan.",
                ("accused",),
            )
        if typed:
            identity = _put(step, typed, on)
        kept.append(own | {"identity_id": identity, "name": None, "nip": None})
    save_children(step, ComplaintAccused, "complaint_id", complaint_id, kept)


def _put(step: Step, typed: Mapping[str, str], on: date) -> int:
    who: dict[str, Any] = {"name": typed.get("name")}
    if typed.get("nip"):
        who |= {"id_kind": "lainnya", "id_number": f"{_NUMBER}{typed['nip']}"}
    return identities.put(step, who, on=on)


def _codes(session: Session, complaint_id: int) -> dict[int | None, tuple[int | None, str]]:
    rows = session.execute(
        select(ComplaintAccused.id, ComplaintAccused.identity_id, Identity.code)
        .join(Identity, Identity.id == ComplaintAccused.identity_id)
        .where(ComplaintAccused.complaint_id == complaint_id)
    )
    return {row.id: (row.identity_id, row.code) for row in rows}


def with_codes(
    session: Session, complaint_id: int, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of a complaint as everybody may see them: a code in place of the name."""
    codes = _codes(session, complaint_id)
    return [dict(row) | {"code": codes.get(row["id"], (None, ""))[1]} for row in rows]


def names_to_compare(session: Session, complaint_id: int) -> list[str]:
    """Names under which the accused may be typed somewhere else. For comparing only, never for showing."""
    rows = session.execute(
        select(ComplaintAccused.name, Identity.name, Identity.alias_names)
        .outerjoin(Identity, Identity.id == ComplaintAccused.identity_id)
        .where(ComplaintAccused.complaint_id == complaint_id)
    )
    return [name for row in rows for name in row if name]


def has_open_names(session: Session) -> bool:
    """Whether somebody complained about still stands with a name outside the vault."""
    return session.execute(_open().limit(1)).first() is not None


def protect_names(step: Step) -> int:
    """Put the names that older versions kept beside the complaint into the vault; how many."""
    require(step.actor, Right.RECORD)
    rows = step.session.execute(_open()).all()
    for row in rows:
        typed = {key: getattr(row, key) for key in _WHO if getattr(row, key)}
        identity = _put(step, typed, date.fromisoformat(row.received_on))
        step.update(ComplaintAccused, row.id, {"identity_id": identity, "name": None, "nip": None})
    if rows:
        step.say(f"Nama {len(rows)} orang yang diadukan dipindahkan ke simpanan identitas")
    return len(rows)


def _open() -> Any:  # noqa: ANN401  a select
    return (
        select(ComplaintAccused.id, ComplaintAccused.name, ComplaintAccused.nip, Complaint.received_on)
        .join(Complaint, Complaint.id == ComplaintAccused.complaint_id)
        .where(ComplaintAccused.name.is_not(None) | ComplaintAccused.nip.is_not(None))
        .order_by(ComplaintAccused.id)
    )


def reveal_accused(step: Step, accused_id: int, reason: str) -> dict[str, Any]:
    """Who is complained about, for one look that the journal keeps. Refused without right or reason."""
    require(step.actor, Right.SEE_IDENTITY)
    return identities.reveal(step, _identity(step, accused_id), reason)


def correct_accused(step: Step, accused_id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who is complained about, with a reason."""
    require(step.actor, Right.RECORD)
    identities.correct(step, _identity(step, accused_id), values, reason)


def _identity(step: Step, accused_id: int) -> int:
    found = step.session.execute(
        select(ComplaintAccused.identity_id).where(ComplaintAccused.id == accused_id)
    ).scalar_one_or_none()
    if found is None:
        raise Refused("Nama orang ini tidak tercatat.")
    return found
