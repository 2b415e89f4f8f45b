"""Proofs: photos and documents taken in with their hash, kept unchanged, and used under criteria.

`prepare` opens what somebody hands in (slow, on any thread, knows no book); `keep` stores it inside a
command. The original is never changed and never leaves; screen and paper show a copy without any
metadata. The day a photo was taken stands apart from the day it was added. Imports no Qt and no room.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.history import office_zone
from berkas.engine.numbering import next_code
from berkas.media.likeness import show_marks
from berkas.media.photo import MOST_BYTES, Photo, PhotoError, open_photo
from berkas.media.stripping import scripts_in
from berkas.paper.attachments import AttachedError, read_attached
from berkas.rules.dates import local_moment
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.attachments import read_attachment
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Attachment, Evidence, EvidenceUse

_LONGEST_NAME = 40
OWNERS = frozenset(
    {
        "award_entry_id",
        "assessment_id",
        "visit_id",
        "followup_id",
        "supervision_id",
        "event_id",
        "complaint_id",
    }
)
"""Columns of a use that name what a proof belongs to; exactly one is set."""

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OFFICE_FILES = {
    ".docx": (EvidenceKind.DOKUMEN, "word/document.xml", f"{_OPEN_XML}.wordprocessingml.document"),
    ".xlsx": (EvidenceKind.LEMBAR_KERJA, "xl/workbook.xml", f"{_OPEN_XML}.spreadsheetml.sheet"),
}

_SCRIPTED = (
    "berkas PDF ini memuat skrip atau berkas lain di dalamnya. Yang dicetak dan diekspor hanya halamannya."
)


class EvidenceError(ValueError):
    """A file that cannot be taken in; the text is the sentence to show and names the file."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A file ready to be kept: its bytes as they came, and what was read from them.

    `remark` is a sentence for whoever hands it in when something in it stays behind; empty for most.
    """

    name: str
    data: bytes
    kind: EvidenceKind
    media_type: str
    sha256: str
    photo: Photo | None = None
    pages: int | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One proof under one criterion, as lists and papers show it. Dates are ISO text."""

    id: int
    evidence_id: int
    version: int
    code: str
    kind: EvidenceKind
    item_code: str
    caption: str
    title: str
    alt_text: str
    place: str
    taken_on: str
    taken_at: str
    taken_by: str
    added_on: str
    sha256: str
    fingerprint: int | None
    width: int | None
    height: int | None
    pages: int | None
    file_name: str
    attachment_id: int
    print_attachment_id: int | None
    thumb_attachment_id: int | None
    must_cover: bool
    is_covered: bool
    needs_new_photo: bool
    shared_reason: str
    size: int = 0
    """Bytes of the file as it came."""
    revision: int = 0
    has_location: bool = False
    sharpness: float | None = None
    brightness: float | None = None
    marks: str = ""

    @property
    def may_print(self) -> bool:
        """A photo that shows what must be covered is not printed before it is covered; one of last year's
        round is not printed as if it were this year's.
        """
        return not self.needs_new_photo and (not self.must_cover or self.is_covered)

    @property
    def shown_name(self) -> str:
        """What people call it: the caption, else the name of the file, a long one without its middle."""
        return self.caption or self.title or short_name(self.file_name) or self.code


def short_name(name: str) -> str:
    """A name of up to 255 characters without spaces would be wider than any panel."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:24]}…{name[-12:]}"


def read_piece(piece: Path | bytes, number: int = 1) -> Proof:
    """Read a dropped file or a pasted picture and prepare it. Raises EvidenceError."""
    if isinstance(piece, bytes):
        return prepare(piece, f"tempelan-{number}.png")
    return prepare(_bytes_of(piece), piece.name)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file that nobody writes to meanwhile; never more than may be kept."""
    try:
        before = path.stat()
        if before.st_size > MOST_BYTES:
            raise EvidenceError(_too_big(path.name, before.st_size))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        after = path.stat()
    except OSError as error:
        raise EvidenceError(
            f"{path.name}: berkas tidak dapat dibaca. Periksa tempatnya, lalu tambahkan lagi."
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != after.st_size:
        raise EvidenceError(
            f"{path.name}: berkas sedang ditulis program lain. Tunggu sampai selesai, lalu tambahkan lagi."
        )
    return data


def prepare(data: bytes, name: str) -> Proof:
    """Open one file; photos are decoded, PDF pages counted. Raises EvidenceError with one sentence."""
    if len(data) > MOST_BYTES:
        raise EvidenceError(_too_big(name, len(data)))
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(b"%PDF-"):
        try:
            pages = read_attached(data)
        except AttachedError as error:
            raise EvidenceError(f"{name}: {error}") from error
        remark = f"{name}: {_SCRIPTED}" if scripts_in(data) else ""
        return Proof(name, data, EvidenceKind.DOKUMEN, "application/pdf", digest, pages=pages, remark=remark)
    kept = _OFFICE_FILES.get(Path(name).suffix.casefold())
    if kept is not None and data.startswith(b"PK"):
        kind, part, media_type = kept
        if not _holds(data, part):
            raise EvidenceError(
                f"{name}: berkas rusak dan tidak dapat dibuka. Simpan ulang, lalu tambahkan lagi."
            )
        return Proof(name, data, kind, media_type, digest)
    try:
        photo = open_photo(data)
    except PhotoError as error:
        raise EvidenceError(f"{name}: {error}") from error
    return Proof(name, data, EvidenceKind.FOTO, f"image/{photo.kind}", photo.sha256, photo)


def _too_big(name: str, size: int) -> str:
    megabytes = f"{size / 1024 / 1024:.1f}".replace(".", ",")
    return f"{name}: {megabytes} MB, paling besar 25 MB. Perkecil dulu berkasnya, lalu tambahkan lagi."


def _holds(data: bytes, part: str) -> bool:
    try:
        with ZipFile(BytesIO(data)) as packed:
            return part in packed.namelist()
    except BadZipFile:
        return False


def keep(
    step: Step, proof: Proof, *, unit_id: int | None = None, visit_id: int | None = None, **columns: object
) -> int:
    """Store a proof and return its id; the same bytes of the same unit are one proof.

    `columns` are further columns of the proof (caption, place, taken_by, is_example).
    """
    known = _known(step.session, proof.sha256, unit_id)
    if known is not None:
        return known
    photo = proof.photo
    stem = Path(proof.name).stem[:80] or "bukti"
    values: dict[str, object] = {
        "code": next_code(step, Evidence, "BKT", width=5),
        "kind": proof.kind.value,
        "attachment_id": step.attach(proof.data, proof.name[-255:], proof.media_type),
        "sha256": proof.sha256,
        "pages": proof.pages,
        "added_on": local_moment(step.now, office_zone(step.session)).date().isoformat(),
        "added_by_id": step.actor.user_id,
        "unit_id": unit_id,
        "visit_id": visit_id,
        "source_path_name": proof.name[-255:],
    }
    if photo is not None:
        values |= {
            "small_attachment_id": step.attach(photo.print_copy, f"{stem}-cetak.jpg", "image/jpeg"),
            "thumb_attachment_id": step.attach(photo.thumbnail, f"{stem}-kecil.jpg", "image/jpeg"),
            "fingerprint": f"{photo.fingerprint:016x}",
            "width": photo.width,
            "height": photo.height,
            "has_location": photo.has_location,
            "sharpness": photo.sharpness,
            "brightness": photo.brightness,
            "marks": show_marks(photo.marks),
        }
        if photo.taken_at is not None:
            values |= {
                "taken_on": photo.taken_at.date().isoformat(),
                "taken_at": photo.taken_at.isoformat(timespec="minutes"),
                "taken_source": "berkas",
            }
    return step.insert(Evidence, values | columns)


def put_under(step: Step, evidence_id: int, owner: str, owner_id: int, item_code: str | None = None) -> int:
    """Use a proof under a criterion (or in another record); already there, nothing changes. Returns the
    use's id.
    """
    if owner not in OWNERS:
        raise ValueError(owner)
    column = getattr(EvidenceUse, owner)
    same_place = (
        select(EvidenceUse.id, EvidenceUse.evidence_id, EvidenceUse.sort)
        .where(column == owner_id, EvidenceUse.item_code.is_not_distinct_from(item_code))
        .order_by(EvidenceUse.sort, EvidenceUse.id)
    )
    there = step.session.execute(same_place).all()
    for use_id, used, _sort in there:
        if used == evidence_id:
            return use_id
    sort = max((row.sort for row in there), default=-1) + 1
    return step.insert(
        EvidenceUse,
        {
            "evidence_id": evidence_id,
            owner: owner_id,
            "item_code": item_code,
            "sort": sort,
            "added_at": step.now,
        },
    )


def take_away(step: Step, use_id: int) -> None:
    """Take a proof from its place; one that is used nowhere else goes to the trash."""
    use = step.session.get(EvidenceUse, use_id)
    if use is None:
        raise Refused("Bukti ini sudah tidak ada pada kriteria itu.", "Muat ulang halaman.")
    others = select(EvidenceUse.id).where(
        EvidenceUse.evidence_id == use.evidence_id, EvidenceUse.id != use_id
    )
    is_last = step.session.execute(others.limit(1)).first() is None
    step.delete(EvidenceUse, use_id)
    if is_last:
        step.trash(Evidence, use.evidence_id)


def describe(step: Step, evidence_id: int, values: dict[str, object], *, version: int | None = None) -> None:
    """Change what is written about a proof (caption, place, date, taker); its bytes never change.

    A typed date takes the place of the camera's and is marked as typed.
    """
    evidence = step.session.get(Evidence, evidence_id)
    if evidence is None:
        raise Refused("Bukti ini sudah tidak ada.", "Muat ulang halaman.")
    given = dict(values)
    if "taken_on" in given and given["taken_on"] != evidence.taken_on:
        given |= {"taken_at": None, "taken_source": "isian" if given["taken_on"] else None}
    step.update(Evidence, evidence_id, given, version=version)


def uses_of(session: Session, owner: str, owner_id: int) -> list[Use]:
    """Every proof of one record, by criterion and order; proofs in the trash are left out."""
    if owner not in OWNERS:
        raise ValueError(owner)
    return _uses(session, getattr(EvidenceUse, owner) == owner_id)


def _uses(session: Session, condition: object) -> list[Use]:
    statement = (
        select(EvidenceUse, Evidence, Attachment.size)
        .join(Evidence, Evidence.id == EvidenceUse.evidence_id)
        .join(Attachment, Attachment.id == Evidence.attachment_id)
        .where(condition, Evidence.trashed_at.is_(None))  # pyright: ignore[reportArgumentType]  a column expression
        .order_by(EvidenceUse.item_code, EvidenceUse.sort, EvidenceUse.id)
    )
    return [_use(use, evidence, size) for use, evidence, size in session.execute(statement)]


def _use(use: EvidenceUse, evidence: Evidence, size: int) -> Use:
    return Use(
        id=use.id,
        evidence_id=evidence.id,
        version=evidence.version,
        code=evidence.code,
        kind=EvidenceKind(evidence.kind),
        item_code=use.item_code or "",
        caption=evidence.caption or "",
        title=evidence.title or "",
        alt_text=evidence.alt_text or "",
        place=evidence.place or "",
        taken_on=evidence.taken_on or "",
        taken_at=evidence.taken_at or "",
        taken_by=evidence.taken_by or "",
        added_on=evidence.added_on,
        sha256=evidence.sha256,
        fingerprint=int(evidence.fingerprint, 16) if evidence.fingerprint else None,
        width=evidence.width,
        height=evidence.height,
        pages=evidence.pages,
        file_name=evidence.source_path_name or "",
        attachment_id=evidence.attachment_id,
        print_attachment_id=evidence.covered_attachment_id or evidence.small_attachment_id,
        thumb_attachment_id=evidence.thumb_attachment_id,
        must_cover=evidence.must_cover,
        is_covered=evidence.covered_attachment_id is not None,
        needs_new_photo=use.needs_new_photo,
        shared_reason=use.shared_reason or "",
        size=size,
        revision=evidence.revision,
        has_location=evidence.has_location,
        sharpness=evidence.sharpness,
        brightness=evidence.brightness,
        marks=evidence.marks or "",
    )


def thumbnails(session: Session, uses: Iterable[Use]) -> dict[int, bytes]:
    """Small pictures by proof id; documents have none."""
    wanted = {use.evidence_id: use.thumb_attachment_id for use in uses if use.thumb_attachment_id is not None}
    return {id_: read_attachment(session, attachment) for id_, attachment in wanted.items()}


def print_copy(session: Session, use: Use) -> bytes | None:
    """The picture that may be printed: covered when there is a covered copy, never the original."""
    if use.print_attachment_id is None or not use.may_print:
        return None
    return read_attachment(session, use.print_attachment_id)


def original(session: Session, use: Use) -> bytes:
    """The bytes as they came; for attached documents, and for nobody outside the office."""
    return read_attachment(session, use.attachment_id)


def _known(session: Session, sha256: str, unit_id: int | None) -> int | None:
    """The proof of this unit that already holds these bytes."""
    statement = (
        select(Evidence.id)
        .join(Attachment, Attachment.id == Evidence.attachment_id)
        .where(
            Attachment.sha256 == sha256,
            Evidence.unit_id == unit_id if unit_id is not None else Evidence.unit_id.is_(None),
            Evidence.trashed_at.is_(None),
            Evidence.replaced_by_id.is_(None),
        )
    )
    return session.execute(statement.order_by(Evidence.id).limit(1)).scalar_one_or_none()
