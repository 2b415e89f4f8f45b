"""What becomes of a unit's proofs after they were put in: covered, replaced, shared, described together."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.covering import Cover, cover
from berkas.engine.evidence import Proof, describe, keep, put_under
from berkas.engine.officesettings import keep_office_setting
from berkas.engine.proofrevisions import replace_proof
from berkas.engine.records import refuse_hard, today_of
from berkas.rooms.award.commands.locking import refuse_locked, refuse_sealed_proof
from berkas.rooms.award.fields import PROOF
from berkas.rooms.award.queries.proofnames import PATTERN_SETTING, refuse_pattern
from berkas.rooms.award.queries.sheet import entry_place, load_sheet
from berkas.rules.fields import problems
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Evidence, EvidenceUse

OWNER = "award_entry_id"


def cover_proof(step: Step, use_id: int, covers: Sequence[Cover], *, version: int | None = None) -> int:
    """Cover parts of a photo wherever it is used. Returns how many covers there are.

    Refused while the photo belongs to a locked dossier: what was sealed is printed as it was.
    """
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    refuse_sealed_proof(step, use.evidence_id)
    cover(step, use.evidence_id, covers, version=version)
    step.say(f"{len(covers)} bagian foto ditutup" if covers else "Penutup foto dihapus")
    return len(covers)


def revise_proof(step: Step, use_id: int, proof: Proof, reason: str) -> int:
    """Put a better file in the place of a proof, in the whole dossier of this unit; the older one stays kept.

    A proof lent by last year's round is simply answered by the new one. Returns the id of the new proof.
    """
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    entry_id = use.award_entry_id
    assert entry_id is not None  # noqa: S101  `_use` looked
    place = entry_place(step.session, entry_id)
    if use.needs_new_photo:
        old = step.session.get(Evidence, use.evidence_id)
        if old is not None and old.sha256 == proof.sha256:
            raise Refused(f"{proof.name} adalah foto tahun lalu.", "Ambil foto baru.")
        new = keep(step, proof, unit_id=place.unit_id, **_words(old))
        step.delete(EvidenceUse, use_id)
        put_under(step, new, OWNER, entry_id, use.item_code)
    else:
        same = select(EvidenceUse.id).where(
            EvidenceUse.evidence_id == use.evidence_id, EvidenceUse.award_entry_id == entry_id
        )
        uses = step.session.execute(same).scalars().all()
        new = replace_proof(step, use.evidence_id, proof, reason, uses)
    step.say(f"Bukti {place.unit_name} diganti dengan {proof.name[:80]}", reason)
    return new


def _words(old: Evidence | None) -> dict[str, Any]:
    """What was written about last year's proof and helps with this year's; never its day or taker."""
    return {} if old is None else {name: getattr(old, name) for name in ("caption", "alt_text", "place")}


def share_proof(step: Step, use_id: int, item_code: str, reason: str) -> int:
    """Put a proof under a further criterion, with the reason that is printed beside it. Returns the use."""
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    entry_id = use.award_entry_id
    assert entry_id is not None  # noqa: S101  `_use` looked
    if use.needs_new_photo:
        raise Refused("Bukti tahun lalu tidak dapat dipakai bersama.", "Ganti dahulu dengan foto baru.")
    if not reason.strip():
        raise Refused("Alasan pemakaian bersama wajib diisi.", "Tuliskan mengapa satu bukti cukup.")
    if item_code not in {question.key for question in load_sheet(step.session, entry_id).route.questions}:
        raise Refused("Kriteria itu tidak ada pada instrumen putaran ini.", "Pilih kriteria lain.")
    new = put_under(step, use.evidence_id, OWNER, entry_id, item_code)
    same = select(EvidenceUse.id).where(
        EvidenceUse.evidence_id == use.evidence_id, EvidenceUse.award_entry_id == entry_id
    )
    for id_ in step.session.execute(same).scalars().all():
        step.update(EvidenceUse, id_, {"shared_reason": reason.strip()})
    step.say("Bukti dipakai juga pada kriteria lain")
    return new


def accept_lent(step: Step, use_id: int) -> None:
    """Say that a document of last year's round still holds; photos never do."""
    require(step.actor, Right.RECORD)
    use = _use(step, use_id)
    own = step.session.get(Evidence, use.evidence_id)
    if own is not None and own.kind == EvidenceKind.FOTO.value:
        raise Refused("Foto tahun lalu tidak dapat dipakai lagi.", "Ganti dengan foto baru.")
    step.update(EvidenceUse, use_id, {"needs_new_photo": False})
    step.say("Dokumen tahun lalu dinyatakan masih berlaku")


def describe_together(step: Step, use_ids: Sequence[int], values: Mapping[str, Any]) -> int:
    """Write the same words (place, taker, day) about several proofs; empty words change nothing.

    Returns how many proofs were described.
    """
    require(step.actor, Right.RECORD)
    given = {key: value for key, value in values.items() if value not in (None, "")}
    refuse_hard(problems([field for field in PROOF if field.key in given], given, today=today_of(step)))
    done: set[int] = set()
    for use_id in use_ids:
        use = _use(step, use_id)
        if use.evidence_id not in done:
            refuse_sealed_proof(step, use.evidence_id)
            describe(step, use.evidence_id, dict(given))
            done.add(use.evidence_id)
    step.say(f"Keterangan {len(done)} bukti disamakan")
    return len(done)


def _use(step: Step, use_id: int) -> EvidenceUse:
    use = step.session.get(EvidenceUse, use_id)
    if use is None or use.award_entry_id is None:
        raise Refused("Bukti ini sudah tidak ada pada kriteria itu.", "Muat ulang halaman.")
    refuse_locked(step, use.award_entry_id)
    return use


def keep_pattern(step: Step, pattern: str) -> None:
    """Name files that are handed out by this pattern from now on. Refused for one that cannot be used."""
    require(step.actor, Right.RECORD)
    refuse_pattern(pattern)
    keep_office_setting(step, PATTERN_SETTING, pattern.strip())
    step.say("Pola nama berkas bukti diubah")
