"""A better file for a proof: a new revision beside the old one, with the reason; never a silent replacement.

Imports no Qt and no room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.evidence import OWNERS, Proof, keep
from berkas_db.attachments import read_attachment
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Attachment, Evidence, EvidenceUse

_WORDS = ("title", "caption", "alt_text", "place", "taken_by", "must_cover", "is_example")
"""What is written about a proof and still holds for a better picture of the same thing."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a proof: what it was, when it came, and why the next one took its place."""

    evidence_id: int
    revision: int
    file_name: str
    size: int
    sha256: str
    added_on: str
    taken_on: str
    replaced_reason: str
    thumb: bytes | None


def replace_proof(step: Step, evidence_id: int, proof: Proof, reason: str, use_ids: Sequence[int]) -> int:
    """Put a better file in the place of a proof at these uses. Returns the id of the new revision.

    Places where the older one must stay (a locked dossier) keep it.
    """
    old = step.session.get(Evidence, evidence_id)
    if old is None or old.trashed_at is not None:
        raise Refused("Bukti ini sudah tidak ada.", "Muat ulang halaman.")
    if not reason.strip():
        raise Refused("Alasan penggantian bukti wajib diisi.", "Tuliskan mengapa bukti ini diganti.")
    if proof.sha256 == old.sha256:
        raise Refused(f"{proof.name} sama persis dengan bukti yang lama.", "Pilih berkas lain.")
    if (proof.photo is None) != (old.fingerprint is None):
        raise Refused(
            f"{proof.name} bukan jenis berkas yang sama dengan bukti yang lama.",
            "Foto diganti dengan foto, dokumen dengan dokumen.",
        )
    _refuse_known(step, proof, use_ids)
    words = {name: getattr(old, name) for name in _WORDS}
    new = keep(step, proof, unit_id=old.unit_id, visit_id=old.visit_id, **words)
    number = old.revision + 1
    fresh = step.session.get(Evidence, new)
    if fresh is not None and fresh.revision < number:
        step.update(Evidence, new, {"revision": number})
    for use_id in use_ids:
        step.update(EvidenceUse, use_id, {"evidence_id": new, "needs_new_photo": False})
    step.update(Evidence, evidence_id, {"replaced_by_id": new, "replaced_reason": reason.strip()})
    return new


def _refuse_known(step: Step, proof: Proof, use_ids: Sequence[int]) -> None:
    """A file that is a proof of the same record already would stand there twice, or be shared unsaid."""
    own = step.session.execute(select(EvidenceUse).where(EvidenceUse.id.in_(use_ids))).scalars().all()
    known = step.session.execute(
        select(EvidenceUse)
        .join(Evidence, Evidence.id == EvidenceUse.evidence_id)
        .where(
            Evidence.sha256 == proof.sha256,
            Evidence.trashed_at.is_(None),
            EvidenceUse.needs_new_photo.is_(False),
        )
    ).scalars()
    places = {(owner, getattr(use, owner)) for use in own for owner in OWNERS} - {
        (each, None) for each in OWNERS
    }
    if any((owner, getattr(use, owner)) in places for use in known for owner in OWNERS):
        raise Refused(
            f"{proof.name} sudah menjadi bukti di sini.",
            "Pilih berkas lain, atau keluarkan bukti lama dan pakai bukti yang sudah ada.",
        )


def revisions_of(session: Session, evidence_id: int) -> list[Revision]:
    """Every earlier state of a proof and the proof itself, newest first."""
    found: list[Revision] = []
    seen: set[int] = set()
    here: int | None = evidence_id
    while here is not None and here not in seen:
        seen.add(here)
        row = session.execute(
            select(Evidence, Attachment.size)
            .join(Attachment, Attachment.id == Evidence.attachment_id)
            .where(Evidence.id == here)
        ).one_or_none()
        if row is None:
            break
        own, size = row
        thumb = own.thumb_attachment_id
        found.append(
            Revision(
                own.id,
                own.revision,
                own.source_path_name or own.code,
                size,
                own.sha256,
                own.added_on,
                own.taken_on or "",
                own.replaced_reason or "",
                read_attachment(session, thumb) if thumb is not None else None,
            )
        )
        here = session.execute(
            select(Evidence.id)
            .where(Evidence.replaced_by_id == here, Evidence.id.not_in(seen))
            .order_by(Evidence.id.desc())
            .limit(1)
        ).scalar_one_or_none()
    return found
