"""The file set of claims for an inspector as a folder: the paper, each claim's check list, letters and files.

Case documents are copies as they were kept and may name a recipient: whoever takes them out needs the right
to see identities, and the journal says it. Nothing that lies in the folder is ever overwritten.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.exporting import note_export
from berkas.engine.issuing import Subject, draft, issued_bytes
from berkas.engine.keptfiles import kept_file
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.report.audit import AUDIT
from berkas.rooms.obh.report.checklist import CHECKLIST
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import CaseDocument, LegalCase, Letter, Reimbursement, ReimbursementEvent

CONTENTS = "daftar-isi.csv"
_STRANGE = re.compile(r"[^0-9A-Za-z()., -]+")
_LONGEST = 80

Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True)
class AuditSet:
    """What was written: where, and how many files beside their list."""

    folder: Path
    files: int


@dataclass(frozen=True, slots=True)
class _Claim:
    subject: Subject
    letters: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, int], ...]


def write_audit_set(
    book: Book, rulebook: Rulebook, actor: Actor, *, period: str, on: date, place: Path,
    progress: Progress | None = None,
) -> AuditSet:  # fmt: skip
    """Write the set of a period into a new folder within `place`.

    Raises `Refused` for a period without claims, a folder that is there already, and who may not see names.
    """
    require(actor, Right.SEE_IDENTITY)
    span = span_of(period)
    claims = book.read(_claims, span.first.isoformat(), span.last.isoformat()).result()
    if not claims:
        raise Refused(f"Tidak ada reimbursement yang masuk pada {span.title}.")
    folder = place / _named(f"Berkas pemeriksaan {span.title}")
    if folder.exists():
        raise Refused(
            f"Folder “{folder.name}” sudah ada di sana.", "Pilih folder lain atau pindahkan dahulu."
        )
    note_export(book, actor, f"Berkas reimbursement {span.title}", len(claims), "folder")
    folder.mkdir(parents=True)
    listed: list[tuple[str, str]] = []
    paper = draft(book, rulebook, AUDIT, Subject(span.key, span.title), on)
    _keep(folder, "00 Berkas reimbursement.pdf", paper, listed)
    for number, claim in enumerate(claims, 1):
        if progress is not None:
            progress(number - 1, len(claims), claim.subject.key)
        below = _named(f"{number:03} {claim.subject.key}")
        for name, data in _files(book, rulebook, claim, on):
            _keep(folder, f"{below}/{name}", data, listed)
    out = io.StringIO()
    csv.writer(out).writerows([("Berkas", "SHA-256"), *listed])
    (folder / CONTENTS).write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return AuditSet(folder, len(listed))


def _claims(session: Session, first: str, last: str) -> list[_Claim]:
    rows = session.execute(
        select(Reimbursement)
        .where(Reimbursement.trashed_at.is_(None), Reimbursement.submitted_on.between(first, last))
        .order_by(Reimbursement.submitted_on, Reimbursement.id)
    ).scalars()
    return [
        _Claim(
            Subject(row.code, row.code, Reimbursement, row.id), _letters(session, row.id), _kept(session, row)
        )
        for row in rows.all()
    ]


def _letters(session: Session, claim_id: int) -> tuple[tuple[str, str], ...]:
    """Subject and number of each letter that sent the claim back, oldest first; drafts did not leave."""
    rows = session.execute(
        select(Letter.subject, Letter.number)
        .join(ReimbursementEvent, ReimbursementEvent.letter_id == Letter.id)
        .where(
            ReimbursementEvent.reimbursement_id == claim_id,
            Letter.number.is_not(None),
            Letter.is_number_pending.is_(False),
        )
        .order_by(ReimbursementEvent.on_date, ReimbursementEvent.id)
    )
    return tuple((subject, number) for subject, number in rows if number)


def _kept(session: Session, claim: Reimbursement) -> tuple[tuple[str, int], ...]:
    """Name and attachment of the case documents that were kept, in the order of the check list."""
    cases = (
        LegalCase.id == claim.case_id if claim.case_id is not None else LegalCase.packet_id == claim.packet_id
    )
    rows = session.execute(
        select(CaseDocument.item_code, CaseDocument.title, CaseDocument.attachment_id)
        .join(LegalCase, LegalCase.id == CaseDocument.case_id)
        .where(cases, CaseDocument.trashed_at.is_(None), CaseDocument.attachment_id.is_not(None))
        .order_by(LegalCase.code, CaseDocument.item_code.is_(None), CaseDocument.item_code, CaseDocument.sort,
                  CaseDocument.id)
    )  # fmt: skip
    return tuple((" ".join(part for part in (code, title) if part), id_) for code, title, id_ in rows if id_)


def _files(book: Book, rulebook: Rulebook, claim: _Claim, on: date) -> Iterator[tuple[str, bytes]]:
    """The check list on top, then the letters that were issued, then the files in number order."""
    yield "00 Daftar periksa.pdf", draft(book, rulebook, CHECKLIST, claim.subject, on)
    number = 0
    for subject, key in claim.letters:
        data = book.read(issued_bytes, "surat", key).result()
        if data is not None:
            number += 1
            yield f"{number:02} Surat {_named(subject)}.pdf", data
    for title, attachment in claim.documents:
        number += 1
        kept = book.read(kept_file, attachment).result()
        yield f"{number:02} {_named(title)}{Path(kept.name).suffix.lower()}", kept.data


def _keep(folder: Path, name: str, data: bytes, listed: list[tuple[str, str]]) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    listed.append((name, hashlib.sha256(data).hexdigest()))


def _named(words: str) -> str:
    """A name every file system takes: strange signs become a dash."""
    return _STRANGE.sub("-", words).strip(" .-")[:_LONGEST].rstrip(" .-") or "berkas"
