"""What may no longer be changed once a unit's dossier is locked, and what comes only after the lock."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.rooms.award.fields import FINDINGS, MEMBERS, WITNESSES
from berkas.rooms.award.queries.revisions import LOCKED_COLUMNS
from berkas.rules.fields import Field
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AwardEntry, EvidenceUse

LOCKED = "Berkas unit ini sudah dikunci. Buka revisi baru bila isinya memang harus diperbaiki."
_PROGRESS = {"status", "closed_on"}
"""How a finding goes on after the lock."""
_SEALED = (*LOCKED_COLUMNS, "visit_id", "second_visit_id")


def refuse_locked(step: Step, entry_id: int) -> None:
    """Refuse when the dossier of a unit is locked."""
    locked = select(AwardEntry.locked_at).where(AwardEntry.id == entry_id)
    if step.session.execute(locked).scalar() is not None:
        raise Refused(LOCKED)


def refuse_sealed_proof(step: Step, evidence_id: int) -> None:
    """Refuse when a proof stands in a locked dossier, this year's or another's."""
    sealed = (
        select(AwardEntry.id)
        .join(EvidenceUse, EvidenceUse.award_entry_id == AwardEntry.id)
        .where(EvidenceUse.evidence_id == evidence_id, AwardEntry.locked_at.is_not(None))
    )
    if step.session.execute(sealed.limit(1)).first() is not None:
        raise Refused(
            "Foto ini ikut dalam berkas yang sudah dikunci.", "Buka revisi baru pada berkas itu dahulu."
        )


def refuse_sealed_changes(before: Mapping[str, Any], own: Mapping[str, Any]) -> None:
    """Refuse what would change the sealed part of a locked unit; what comes after the lock may be written."""
    if not before.get("locked_at"):
        return
    found = [key for key in _SEALED if key in own and (own[key] or None) != (before.get(key) or None)]
    for rows, free in ((MEMBERS, set[str]()), (WITNESSES, set[str]()), (FINDINGS, _PROGRESS)):
        if rows.key in own and _plain(own[rows.key], rows.fields, free) != _plain(
            before.get(rows.key, ()), rows.fields, free
        ):
            found.append(rows.key)
    if found:
        raise Refused(LOCKED, "Tekan “Verifikasi kriteria”, lalu “Pengesahan”.", tuple(found))


def _plain(
    rows: Sequence[Mapping[str, Any]], fields: Sequence[Field], free: set[str]
) -> list[tuple[str, ...]]:
    keys = [field.key for field in fields if field.key not in free]
    return [(str(row.get("id") or ""), *(str(row.get(key) or "") for key in keys)) for row in rows]
