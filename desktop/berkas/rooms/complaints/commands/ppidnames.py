"""The register of requests for information with the names the law asks for, looked at for this one paper.

Every name is a look that the journal keeps with its reason; the paper itself is never kept. A child is a
code only, whoever asks.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import identities
from berkas.engine.access import Right, require
from berkas.engine.periods import span_of
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Identity, PpidRequest

NAMED_REGISTER = "register_ppid_bernama"
"""The journal's word for a register that was printed with names."""

Names = Mapping[int, str]
"""By the id of a request: name, address, contact and occupation, a line each."""


@dataclass(frozen=True, slots=True)
class NamedRegister:
    """The paper just drawn: its pages, and how many requesters stand on it by name."""

    pdf: bytes
    named: int


def draw_named_register(
    step: Step, period: str, reason: str, draw: Callable[[Session, str, Names], bytes]
) -> NamedRegister:
    """Look at everybody who asked in a period and draw the register at once.

    The journal keeps who looked and why, how many names stand on it and the hash of the paper. Refused
    without the right, without a reason, and for a period without requests.
    """
    require(step.actor, Right.SEE_IDENTITY)
    if not reason.strip():
        raise Refused(
            "Alasan mencetak register dengan nama belum diisi.", "Tulis alasannya dalam satu kalimat."
        )
    span = span_of(period)
    rows = step.session.execute(
        select(PpidRequest.id, PpidRequest.identity_id, Identity.anonymised_at)
        .outerjoin(Identity, Identity.id == PpidRequest.identity_id)
        .where(
            PpidRequest.trashed_at.is_(None),
            PpidRequest.received_on.between(span.first.isoformat(), span.last.isoformat()),
        )
        .order_by(PpidRequest.received_on, PpidRequest.id)
    ).all()
    if not rows:
        raise Refused(f"Tidak ada permohonan informasi pada {span.title}.")
    why = f"Register PPID {span.title}: {reason.strip()}"
    names: dict[int, str] = {}
    for id_, identity, gone in rows:
        if identity is None or gone or identities.is_protected_child(step.session, identity):
            continue
        who = identities.reveal(step, identity, why)
        told = (who["name"], who["address"], who["phone"] or who["email"], who["occupation"])
        names[id_] = "\n".join(filter(None, told))
    pdf = draw(step.session, period, names)
    detail = {"periode": span.key, "nama": len(names), "sidik": hashlib.sha256(pdf).hexdigest()}
    step.note(NAMED_REGISTER, None, None, detail)
    step.say(f"Register PPID {span.title} dicetak dengan nama pemohon ({len(names)} orang)", reason.strip())
    return NamedRegister(pdf, len(names))
