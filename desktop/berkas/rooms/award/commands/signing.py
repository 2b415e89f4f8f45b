"""Signs, locks and opens a unit's dossier: every locked state keeps its content, its seal and its signers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.evidence import Proof
from berkas.engine.records import Doubtful, today_of
from berkas.rooms.award.commands.locking import refuse_locked
from berkas.rooms.award.queries.entries import suggested_head
from berkas.rooms.award.queries.readiness import HEAD_SORT, check_entry
from berkas.rooms.award.queries.revisions import as_text, content_at, content_of, differences, seal_of
from berkas.rooms.award.queries.sheet import entry_place
from berkas.rules.fields import Problem, Severity
from berkas.rules.vocabulary import FaultSeverity, SignerRole
from berkas_db.changes import Step
from berkas_db.closing import close_steps_on
from berkas_db.errors import Refused
from berkas_db.tables import (
    Answer,
    Assessment,
    AwardEntry,
    Base,
    EntryMember,
    EntryRevision,
    Evidence,
    EvidenceUse,
    SignOff,
)

MINUTES, STATEMENT = "berita_acara", "keabsahan_data_dukung"
"""Papers that are signed: by the team and the head, and by the head alone."""


def note_signatures(
    step: Step, entry_id: int, signed_on: date, paper: str = MINUTES, scan: Proof | None = None
) -> int:
    """Note that a paper was signed on a day, with the scan of it when there is one.

    The berita acara is signed by the whole team and the head of the unit, the statement by the head alone.
    Names, NIP and order are kept as they are now. Returns how many signatures.
    """
    require(step.actor, Right.RECORD)
    entry = _open_entry(step, entry_id)
    if signed_on > today_of(step):
        raise Refused("Tanggal tanda tangan belum tiba.", "Periksa tanggalnya.", ("signed_on",))
    signers = _signers(step, entry, paper, signed_on)
    older = step.session.execute(
        select(SignOff.id).where(
            SignOff.entry_id == entry_id, SignOff.paper == paper, SignOff.revision == entry.revision
        )
    ).scalars()
    for id_ in older.all():
        step.delete(SignOff, id_)
    scan_id = step.attach(scan.data, scan.name[-255:], scan.media_type) if scan is not None else None
    for role, name, nip, rank, position, sort in signers:
        step.insert(
            SignOff,
            {
                "entry_id": entry_id,
                "paper": paper,
                "revision": entry.revision,
                "role": role,
                "name": name,
                "nip": nip,
                "rank": rank,
                "position": position,
                "sort": sort,
                "signed_on": signed_on.isoformat(),
                "attachment_id": scan_id,
            },
        )
    step.say(f"Tanda tangan {_PAPERS[paper]} {entry_place(step.session, entry_id).unit_name} dicatat")
    return len(signers)


_PAPERS = {MINUTES: "berita acara", STATEMENT: "surat pernyataan keabsahan"}
_Signer = tuple[str, str, str | None, str | None, str | None, int]


def _signers(step: Step, entry: AwardEntry, paper: str, on: date) -> list[_Signer]:
    head: _Signer = (SignerRole.KEPALA_UNIT.value, *_head(step, entry, on), HEAD_SORT)
    if paper == STATEMENT:
        return [head]
    if paper != MINUTES:
        raise ValueError(paper)
    members = step.session.execute(
        select(EntryMember).where(EntryMember.entry_id == entry.id).order_by(EntryMember.sort)
    ).scalars()
    team: list[_Signer] = [
        (member.role, member.name, member.nip, member.rank, member.position, member.sort)
        for member in members
    ]
    if not team:
        raise Refused("Tim verifikasi belum diisi.", "Isi nama anggota tim dahulu.", ("members",))
    return [*team, head]


def _head(step: Step, entry: AwardEntry, on: date) -> tuple[str, str | None, str | None, str | None]:
    if entry.head_name:
        return entry.head_name, entry.head_nip, entry.head_rank, entry.head_position
    known = suggested_head(step.session, entry.unit_id, on)
    if not known:
        raise Refused("Nama kepala unit belum diisi.", "Isi nama kepala unit dahulu.", ("head_name",))
    return known["head_name"], known["head_nip"], known["head_rank"], known["head_position"]


def _open_entry(step: Step, entry_id: int) -> AwardEntry:
    entry = step.session.get(AwardEntry, entry_id)
    if entry is None or entry.trashed_at is not None:
        raise Refused("Unit ini sudah tidak ada dalam putaran.", "Muat ulang daftar.")
    refuse_locked(step, entry_id)
    return entry


def lock_entry(step: Step, entry_id: int, *, reason: str = "") -> str:
    """Lock a unit's dossier as it is now and seal it. Returns the seal.

    The head's statement must have been signed. What the check still finds wrong wants a reason. A state that
    follows an earlier one says what changed since; why stands with the opening.
    """
    require(step.actor, Right.VERIFY)
    entry = _open_entry(step, entry_id)
    place = entry_place(step.session, entry_id)
    _refuse_unsigned(step, entry)
    blocking = [
        fault
        for fault in check_entry(step.session, entry_id).faults
        if fault.severity is FaultSeverity.MENGHALANGI
    ]
    if blocking and not reason.strip():
        raise Doubtful(
            [
                Problem(
                    "",
                    f"Periksa kelengkapan masih menemukan {len(blocking)} hal yang menghalangi, "
                    f"antara lain: {blocking[0].message}",
                    Severity.SOFT,
                )
            ]
        )
    content = content_of(step.session, entry_id)
    text = as_text(content)
    seal = seal_of(text)
    values = {
        "entry_id": entry_id,
        "number": entry.revision,
        "locked_at": step.now,
        "locked_by_id": step.actor.user_id,
        "sha256": seal,
        "content": text,
        "changes": _changes(step, entry_id, entry.revision, content),
    }
    why = f"Dikunci walaupun belum lengkap: {reason.strip()}" if reason.strip() else ""
    pending = _pending(step, entry_id, entry.revision)
    if pending is None:
        step.insert(EntryRevision, values | {"reason": why or None})
    else:
        opened = step.session.get(EntryRevision, pending)
        before = (opened.reason or "") if opened is not None else ""
        both = ". ".join(part.rstrip(".") for part in (before, why) if part)
        step.update(EntryRevision, pending, values | {"reason": both or None})
    step.update(AwardEntry, entry_id, {"locked_at": step.now, "locked_sha256": seal})
    step.cannot_undo()  # a correction says why: it goes through `open_revision`
    close_steps_on(step, _sealed_rows(step, entry_id))
    step.say(f"Berkas {place.unit_name} disahkan dan dikunci (revisi {entry.revision})", reason)
    return seal


def _sealed_rows(step: Step, entry_id: int) -> dict[type[Base], list[int]]:
    """What the seal was made of, by table."""
    ids = step.session.execute
    uses = select(EvidenceUse.id).where(EvidenceUse.award_entry_id == entry_id)
    proofs = select(EvidenceUse.evidence_id).where(EvidenceUse.award_entry_id == entry_id)
    members = select(EntryMember.id).where(EntryMember.entry_id == entry_id)
    answers = (
        select(Answer.id)
        .join(Assessment, Assessment.id == Answer.assessment_id)
        .where(Assessment.award_entry_id == entry_id)
    )
    return {
        AwardEntry: [entry_id],
        EvidenceUse: list(ids(uses).scalars()),
        Evidence: list(ids(proofs).scalars()),
        EntryMember: list(ids(members).scalars()),
        Answer: list(ids(answers).scalars()),
    }


def _pending(step: Step, entry_id: int, number: int) -> int | None:
    """The row of this number that was made when the revision was opened; none for the first."""
    return step.session.execute(
        select(EntryRevision.id).where(EntryRevision.entry_id == entry_id, EntryRevision.number == number)
    ).scalar_one_or_none()


def _refuse_unsigned(step: Step, entry: AwardEntry) -> None:
    signed = step.session.execute(
        select(SignOff.id).where(
            SignOff.entry_id == entry.id,
            SignOff.paper == STATEMENT,
            SignOff.revision == entry.revision,
            SignOff.signed_on.is_not(None),
        )
    ).first()
    if signed is None:
        raise Refused(
            "Surat pernyataan keabsahan data dukung belum ditandatangani kepala unit.",
            "Cetak surat pernyataannya, catat tanda tangannya, lalu kunci lagi.",
        )


def _changes(step: Step, entry_id: int, number: int, content: Mapping[str, Any]) -> str | None:
    if number == 0:
        return None
    before = content_at(step.session, entry_id, number - 1)
    if not before:
        return "Isi revisi sebelumnya tidak disimpan."
    return "\n".join(differences(before, content)) or "Tidak ada isi yang berubah."


def open_revision(step: Step, entry_id: int, reason: str) -> int:
    """Open a locked dossier for a correction that states why. Returns the number of the new revision.

    The locked state stays kept with its seal and its signatures; the new one is signed anew.
    """
    require(step.actor, Right.VERIFY)
    entry = step.session.get(AwardEntry, entry_id)
    if entry is None or entry.locked_at is None:
        raise Refused("Berkas unit ini tidak sedang dikunci.", "Muat ulang halaman.")
    if len(reason.strip()) < 5:
        raise Refused("Alasan perbaikan wajib diisi.", "Tuliskan mengapa berkas yang sudah disahkan dibuka.")
    number = entry.revision + 1
    step.insert(
        EntryRevision,
        {
            "entry_id": entry_id,
            "number": number,
            "locked_at": step.now,
            "sha256": entry.locked_sha256 or "0" * 64,
            "reason": reason.strip(),
        },
    )
    step.update(AwardEntry, entry_id, {"locked_at": None, "locked_sha256": None, "revision": number})
    step.say(f"Revisi {number} berkas {entry_place(step.session, entry_id).unit_name} dibuka", reason)
    return number
