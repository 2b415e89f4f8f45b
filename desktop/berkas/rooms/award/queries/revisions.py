"""What a unit's dossier holds when it is locked, its seal, and what changed between two locked states.

The content is JSON in one spelling; its SHA-256 is the seal. What comes after the lock (evaluation, proposal,
decree, the progress of findings) is not part of it. Session in, values out.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.evidence import Use
from berkas.rooms.award.queries.sheet import Sheet, answer_label, load_sheet, mark_of
from berkas.rules.vocabulary import AnswerPass
from berkas_db.errors import Refused
from berkas_db.tables import (
    AppUser,
    Attachment,
    AwardEntry,
    EntryMember,
    EntryRevision,
    Finding,
    InstrumentVersion,
    SignOff,
)

LOCKED_COLUMNS = {
    "verified_on": "Tanggal verifikasi",
    "verification_number": "Nomor berita acara",
    "verification_text": "Hasil dalam satu kalimat",
    "second_look_on": "Pemeriksaan kedua",
    "second_look_text": "Hasil pemeriksaan kedua",
    "repair_until": "Batas perbaikan",
    "authority_note": "Dasar kewenangan",
    "requested_on": "Permohonan diterima",
    "requested_number": "Nomor permohonan",
    "declared_on": "Pencanangan",
    "declared_place": "Tempat pencanangan",
    "self_done_on": "Penilaian mandiri selesai",
    "head_name": "Nama kepala unit",
    "head_nip": "NIP kepala unit",
    "head_rank": "Pangkat kepala unit",
    "head_position": "Jabatan kepala unit",
}
"""What of the form is sealed, with its words. Everything else may still be written after the lock."""

SIGNED = ("keabsahan_data_dukung", "berita_acara")
"""Papers whose signatures belong to a revision."""

_PROOF_WORDS = {
    "caption": "keterangan",
    "place": "tempat",
    "taken_on": "tanggal diambil",
    "taken_by": "pengambil",
    "alt": "uraian bagi tunanetra",
    "shared": "alasan dipakai bersama",
}


@dataclass(frozen=True, slots=True)
class LockedState:
    """One locked state: when, by whom, its seal, why the one after it was opened, what it changed."""

    number: int
    locked_at: str
    locked_by: str
    sha256: str
    reason: str
    changes: str
    has_content: bool


def content_of(session: Session, entry_id: int) -> dict[str, Any]:
    """Everything that is locked, as plain JSON values."""
    sheet = load_sheet(session, entry_id)
    entry = session.get(AwardEntry, entry_id)
    assert entry is not None  # noqa: S101  its sheet was read a moment ago
    version = session.get(InstrumentVersion, sheet.place.version_id)
    marks = {question.key: mark_of(question) for question in sheet.route.questions}
    return {
        "unit": sheet.place.key,
        "instrument": f"{version.key} {version.edition}" if version else "",
        "fields": {name: getattr(entry, name) or "" for name in LOCKED_COLUMNS},
        "answers": {
            pass_.value: {key: _answer(sheet, key, answer) for key, answer in sheet.answers[pass_].items()}
            for pass_ in sheet.answers
        },
        "notes": {pass_.value: dict(notes) for pass_, notes in sheet.notes.items() if notes},
        "marks": marks,
        "proofs": _proofs_of(session, sheet),
        "team": [
            [row.role, row.name, row.nip or "", row.rank or "", row.position or ""]
            for row in session.execute(
                select(EntryMember).where(EntryMember.entry_id == entry_id).order_by(EntryMember.sort)
            ).scalars()
        ],
        "findings": {
            row.code: [row.item_code or "", row.title, row.advice or "", row.found_on, row.due_on or ""]
            for row in session.execute(
                select(Finding)
                .where(
                    Finding.award_entry_id == entry_id,
                    Finding.trashed_at.is_(None),
                    Finding.is_secret.is_(False),
                )
                .order_by(Finding.code)
            ).scalars()
        },
    }


def _answer(sheet: Sheet, key: str, answer: Any) -> str:  # noqa: ANN401  any answer
    item = sheet.instrument.items.get(key)
    return answer_label(sheet.instrument, item, answer) if item is not None else str(answer)


def _proofs_of(session: Session, sheet: Sheet) -> list[dict[str, str]]:
    uses = [use for use in sheet.uses if not use.needs_new_photo]
    copies = {use.print_attachment_id for use in uses if use.is_covered}
    rows = session.execute(select(Attachment.id, Attachment.sha256).where(Attachment.id.in_(copies)))
    covers = {row.id: row.sha256 for row in rows}
    return [_proof(use, covers.get(use.print_attachment_id or 0, "")) for use in uses]


def _proof(use: Use, covered: str) -> dict[str, str]:
    return {
        "code": use.code,
        "item": use.item_code,
        "name": use.file_name,
        "sha256": use.sha256,
        "covered": covered,
        "caption": use.caption,
        "place": use.place,
        "taken_on": use.taken_on,
        "taken_by": use.taken_by,
        "alt": use.alt_text,
        "shared": use.shared_reason,
    }


def as_text(content: Mapping[str, Any]) -> str:
    """The one spelling of a content, of which the seal is made."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(text: str) -> str:
    """The SHA-256 of a content."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal_holds(session: Session, entry_id: int) -> bool | None:
    """Whether a locked dossier is still what was locked; None when it is not locked."""
    sealed = session.execute(select(AwardEntry.locked_sha256).where(AwardEntry.id == entry_id)).scalar()
    return None if sealed is None else seal_of(as_text(content_of(session, entry_id))) == sealed


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under a paper of one revision; `signed_on` ISO text, `scan` an attachment or None."""

    paper: str
    revision: int
    name: str
    nip: str
    position: str
    signed_on: str
    scan: int | None


@dataclass(frozen=True, slots=True)
class SealView:
    """Where the signing of a unit stands: revision at work, lock and seal, states so far, signatures."""

    revision: int
    locked_at: str
    seal: str
    holds: bool | None
    states: tuple[LockedState, ...]
    signatures: tuple[Signature, ...]


def seal_view(session: Session, entry_id: int) -> SealView:
    """Everything about the signing of one unit."""
    entry = session.get(AwardEntry, entry_id)
    if entry is None:
        raise Refused("Unit ini sudah tidak ada dalam putaran.", "Muat ulang daftar.")
    rows = session.execute(
        select(SignOff)
        .where(SignOff.entry_id == entry_id, SignOff.paper.in_(SIGNED))
        .order_by(SignOff.revision.desc(), SignOff.paper.desc(), SignOff.sort, SignOff.id)
    ).scalars()
    return SealView(
        revision=entry.revision,
        locked_at=entry.locked_at or "",
        seal=entry.locked_sha256 or "",
        holds=seal_holds(session, entry_id),
        states=tuple(locked_states(session, entry_id)),
        signatures=tuple(
            Signature(
                row.paper,
                row.revision,
                row.name,
                row.nip or "",
                row.position or "",
                row.signed_on or "",
                row.attachment_id,
            )
            for row in rows
        ),
    )


def compared(session: Session, entry_id: int, older: int, newer: int | None) -> list[str]:
    """What differs between two locked states; `newer` None means the dossier as it is now."""
    old = content_at(session, entry_id, older)
    new = content_of(session, entry_id) if newer is None else content_at(session, entry_id, newer)
    return differences(old, new) if old and new else ["Isi salah satu revisi tidak disimpan."]


def locked_states(session: Session, entry_id: int) -> list[LockedState]:
    """Every locked state of a unit, newest first."""
    rows = session.execute(
        select(EntryRevision, AppUser.full_name)
        .outerjoin(AppUser, AppUser.id == EntryRevision.locked_by_id)
        .where(EntryRevision.entry_id == entry_id)
        .order_by(EntryRevision.number.desc())
    )
    return [
        LockedState(
            row.number,
            row.locked_at,
            name or "",
            row.sha256,
            row.reason or "",
            row.changes or "",
            row.content is not None,
        )
        for row, name in rows
    ]


def content_at(session: Session, entry_id: int, number: int) -> dict[str, Any]:
    """What was locked under a number; empty for states older than the keeping of contents."""
    text = session.execute(
        select(EntryRevision.content).where(
            EntryRevision.entry_id == entry_id, EntryRevision.number == number
        )
    ).scalar_one_or_none()
    return json.loads(text) if text else {}


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What differs, one sentence each, in the order of the paper."""
    return [
        *_fields(old, new),
        *_answers(old, new),
        *_notes(old, new),
        *_proofs(old, new),
        *_team(old, new),
        *_findings(old, new),
    ]


def _quoted(value: str) -> str:
    """A value in a sentence; its own full stop does not stand before the sentence's."""
    return f"“{value.rstrip('.')}”" if value else "kosong"


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = old.get("fields", {}), new.get("fields", {})
    for name, words in LOCKED_COLUMNS.items():
        if before.get(name, "") != after.get(name, ""):
            yield f"{words}: {_quoted(before.get(name, ''))} menjadi {_quoted(after.get(name, ''))}."


def _passes(old: Mapping[str, Any], new: Mapping[str, Any], part: str) -> Iterator[tuple[str, str, str, str]]:
    """Pass, place, before and after of everything under a criterion that differs."""
    marks = {**old.get("marks", {}), **new.get("marks", {})}
    for pass_ in AnswerPass:
        before, after = (each.get(part, {}).get(pass_.value, {}) for each in (old, new))
        keys = [*marks, *sorted({*before, *after} - set(marks))]
        for key in keys:
            if before.get(key, "") != after.get(key, ""):
                yield pass_.label, marks.get(key, key), before.get(key, ""), after.get(key, "")


def _answers(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for pass_, mark, before, after in _passes(old, new, "answers"):
        yield f"{pass_}, butir {mark}: {_quoted(before)} menjadi {_quoted(after)}."


def _notes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for pass_, mark, before, after in _passes(old, new, "notes"):
        yield f"{pass_}, catatan butir {mark}: {_quoted(before)} menjadi {_quoted(after)}."


def _proofs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    marks = {**old.get("marks", {}), **new.get("marks", {})}
    before, after = (
        {(each["item"], each["sha256"]): each for each in content.get("proofs", [])} for content in (old, new)
    )
    for (item, sha256), own in before.items():
        place = f"bukti {own['caption'] or own['name'] or own['code']} pada butir {marks.get(item, item)}"
        other = after.get((item, sha256))
        if other is None:
            yield f"Dikeluarkan: {place} (sidik {sha256[:12]})."
            continue
        for key, words in _PROOF_WORDS.items():
            if own[key] != other[key]:
                yield f"{words.capitalize()} {place}: {_quoted(own[key])} menjadi {_quoted(other[key])}."
        if own["covered"] != other["covered"]:
            yield f"Penutup {place} diubah."
    for (item, sha256), own in after.items():
        if (item, sha256) not in before:
            name = own["caption"] or own["name"] or own["code"]
            yield f"Ditambahkan: bukti {name} pada butir {marks.get(item, item)} (sidik {sha256[:12]})."


def _team(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = ([tuple(row) for row in content.get("team", [])] for content in (old, new))
    for row in before:
        if row not in after:
            yield f"Tim: {row[1]} dikeluarkan atau diubah."
    for row in after:
        if row not in before:
            yield f"Tim: {row[1]} ditambahkan atau diubah."
    if sorted(before) == sorted(after) and before != after:
        yield "Tim: urutan penanda tangan diubah."


def _findings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    before, after = old.get("findings", {}), new.get("findings", {})
    for code in sorted({*before, *after}):
        if code not in after:
            yield f"Temuan {code} dikeluarkan: {before[code][1]}."
        elif code not in before:
            yield f"Temuan {code} ditambahkan: {after[code][1]}."
        elif before[code] != after[code]:
            yield f"Temuan {code} diubah: {after[code][1]}."
