"""Documents: gathered from the book, drawn as pages, and, when issued, fixed for ever with number, code and
journal head.

A draft says DRAF and carries no code. An issued paper is kept as bytes: a reprint is those bytes. The code
on paper is an internal check mark, not an electronic signature.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.history import office_zone
from berkas.engine.numbering import next_number
from berkas.engine.rulebook import Rulebook
from berkas.paper.frame import PaperCode
from berkas.rules.dates import local_moment
from berkas.rules.vocabulary import IssuedState, PaperTruth
from berkas_db.attachments import read_attachment
from berkas_db.book import Book
from berkas_db.changes import Step
from berkas_db.errors import BookDamaged, Refused
from berkas_db.journal import hash_at, head, verify_chain
from berkas_db.tables import Base, BookInfo, IssuedDocument

QR_MARK = "BERKAS1"
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: the key people type, its name, and the record behind it (None: the whole
    office).
    """

    key: str
    title: str
    model: type[Base] | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What distinguishes an issued paper from a draft: number, code, instant. A draft has none of them."""

    on: date
    number: str = ""
    code: PaperCode | None = None
    issued_at: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document a room prints.

    `subjects` lists everything that can be printed, in order; `find` turns a typed KEY into a subject or
    raises Refused; `gather` reads all values in one go; `draw` turns them into PDF bytes without reading
    anything more. `plain` papers (blank forms, posters) are neither drafts nor issued: they carry no DRAF
    and no code. `alone` is the place of the part of a KEY that may stand alone (1: the unit of
    `ROUND:UNIT`); without it every part may. `numbered` tells the number a record's own paper was already
    given when it was saved; without it issuing gives the next one.
    """

    key: str
    title: str
    room: str
    subjects: Callable[[Session], Sequence[Subject]]
    gather: Callable[[Session, Rulebook, Subject, date], Any]
    draw: Callable[[Any, Stamp], bytes]
    plain: bool = False
    alone: int | None = None
    numbered: Callable[[Session, Subject], str | None] | None = None

    def find(self, session: Session, key: str) -> Subject:
        """The subject with this key; refuses with a sentence that names near keys."""
        subjects = self.subjects(session)
        wanted = key.strip().casefold()
        for subject in subjects:
            if subject.key.casefold() == wanted:
                return subject
        # a unit alone means its latest round: keys are ordered oldest first
        for subject in reversed(subjects):
            if ":" in subject.key and wanted in self._short(subject.key):
                return subject
        known = ", ".join(subject.key for subject in subjects[:5]) or "belum ada satu pun"
        raise Refused(f"{self.title}: “{key}” tidak ditemukan. Yang tersedia antara lain: {known}.")

    def _short(self, key: str) -> list[str]:
        parts = key.casefold().split(":")
        return parts if self.alone is None else parts[self.alone : self.alone + 1]


@dataclass(frozen=True, slots=True)
class Issued:
    """A document just issued."""

    id: int
    number: str
    code: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Verification:
    """Answer to a printed code.

    `agrees_until` is the newest date up to which file and paper agree: the date of the last journal entry
    whose hash still follows from the beginning; empty when the paper itself does not fit the file.
    """

    state: PaperTruth
    document: str
    number: str
    issued: str
    agrees_until: str

    def as_json(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "state": str(self.state),
            "document": f"{self.document}, nomor {self.number}" if self.number else self.document,
            "issued": self.issued or None,
            "agrees_until": self.agrees_until or None,
        }


def draft(book: Book, rulebook: Rulebook, kind: DocumentKind, subject: Subject, on: date) -> bytes:
    """The pages of a document that is not issued; reads on the reader thread and draws on the caller's."""
    values = book.read(kind.gather, rulebook, subject, on).result()
    return kind.draw(values, Stamp(on))


def issued_bytes(session: Session, kind: str, key: str) -> bytes | None:
    """The bytes of the document in force for a subject, or None when it was never issued."""
    row = _in_force(session, kind, key)
    return read_attachment(session, row.attachment_id) if row is not None else None


def issue(
    step: Step,
    rulebook: Rulebook,
    kind: DocumentKind,
    subject: Subject,
    on: date,
    *,
    classification: str = "",
) -> Issued:
    """Fix a document: give it number and code, keep its bytes, note it in the journal.

    Issuing a subject again makes a new revision under the same number; the older one stays kept and says
    "direvisi".
    """
    require(step.actor, Right.ISSUE)
    if kind.plain:
        raise Refused(f"{kind.title} dicetak langsung dan tidak diterbitkan.")
    older = _in_force(step.session, kind.key, subject.key)
    number = (
        (older.number if older else None)
        or (kind.numbered(step.session, subject) if kind.numbered else None)
        or next_number(step, kind.key, on, classification=classification)
    )
    revision = older.revision + 1 if older else 0
    position, journal_head, _at = head(step.session)
    mark = _Mark(number, revision, position, step.now, journal_head)
    code12 = _code12(_office_uid(step.session), mark)
    code = PaperCode(code12, _qr_text(mark), number)
    pdf = kind.draw(kind.gather(step.session, rulebook, subject, on), Stamp(on, number, code, step.now))
    if older is not None:
        replaced = {
            "state": IssuedState.DIREVISI.value,
            "state_at": step.now,
            "state_reason": f"Revisi {revision}",
        }
        step.update(IssuedDocument, older.id, replaced)
    record: Any = step.session.get(subject.model, subject.id) if subject.model and subject.id else None
    id_ = step.insert(
        IssuedDocument,
        {
            "kind": kind.key,
            "title": f"{kind.title}: {subject.title}",
            "number": number,
            "revision": revision,
            "code12": code12,
            "journal_position": position,
            "journal_head": journal_head,
            "issued_at": step.now,
            "issued_on": on.isoformat(),
            "issued_by_id": step.actor.user_id,
            "subject_table": subject.model.__tablename__ if subject.model else None,
            "subject_uid": getattr(record, "uid", None),
            "subject_key": subject.key,
            "attachment_id": step.attach(pdf, f"{kind.key}-{code12}.pdf", "application/pdf"),
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "pages": _page_count(pdf),
            "replaces_id": older.id if older else None,
        },
    )
    step.cannot_undo()  # the paper leaves the office
    step.note("terbit", IssuedDocument, id_, {"code12": code12, "revision": revision})
    step.say(f"{kind.title} {number} diterbitkan")
    return Issued(id_, number, code12, pdf)


def verify(session: Session, typed: str) -> Verification:
    """Answer a printed code: the 12 characters, or what a scanner types from the QR.

    UTUH: the kept bytes, the code and the history all fit. BERUBAH: genuine, but the paper was replaced, or
    the history was tampered with after it. TIDAK_COCOK: bytes, code or the history before it do not fit.
    """
    scanned = _read_qr(typed)
    row = _by_code(session, typed) if scanned is None else _by_qr(session, scanned)
    if row is None:
        return Verification(PaperTruth.TIDAK_DIKENAL, "", "", "", "")
    paper_head = scanned.head if scanned else row.journal_head
    own = _Mark(row.number or "", row.revision, row.journal_position, row.issued_at, row.journal_head)
    chain = verify_chain(session)
    first_problem = chain.problems[0].position if chain.problems else None
    fits = (
        _bytes_hold(session, row)
        and row.code12 == _code12(_office_uid(session), own)
        and (row.journal_position == 0 or hash_at(session, row.journal_position) == paper_head)
        and (first_problem is None or first_problem > row.journal_position)
    )
    if not fits:
        state = PaperTruth.TIDAK_COCOK
    elif chain.is_whole and row.state == IssuedState.TERBIT:
        state = PaperTruth.UTUH
    else:
        state = PaperTruth.BERUBAH
    until = _civil_day(session, chain.agrees_until) if fits else ""
    return Verification(state, row.title, row.number or "", row.issued_at, until)


def _bytes_hold(session: Session, row: IssuedDocument) -> bool:
    try:
        kept = read_attachment(session, row.attachment_id)
    except BookDamaged:
        return False
    return hashlib.sha256(kept).hexdigest() == row.sha256


def _civil_day(session: Session, instant: str) -> str:
    return local_moment(instant, office_zone(session)).date().isoformat() if instant else ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What identifies an issued paper; the QR holds all of it, the code is made from it."""

    number: str
    revision: int
    position: int
    at: str
    head: str


def _qr_text(mark: _Mark) -> str:
    return "|".join((QR_MARK, mark.number, str(mark.revision), str(mark.position), mark.at, mark.head))


def _read_qr(typed: str) -> _Mark | None:
    parts = typed.strip().split("|")
    if len(parts) != 6 or parts[0] != QR_MARK or not (parts[2].isdigit() and parts[3].isdigit()):
        return None
    return _Mark(parts[1], int(parts[2]), int(parts[3]), parts[4], parts[5].lower())


def _code12(office: str, mark: _Mark) -> str:
    """Sixty bits of a hash over all the paper says about itself, in letters that cannot be misread."""
    text = "\n".join((office, mark.number, str(mark.revision), str(mark.position), mark.head, mark.at))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()[:10]).decode()[:12].translate(_CROCKFORD)


def _office_uid(session: Session) -> str:
    return session.execute(select(BookInfo.uid)).scalar_one()


def _in_force(session: Session, kind: str, key: str) -> IssuedDocument | None:
    statement = select(IssuedDocument).where(
        IssuedDocument.kind == kind,
        IssuedDocument.subject_key == key,
        IssuedDocument.state == IssuedState.TERBIT.value,
    )
    return session.execute(statement.order_by(IssuedDocument.id.desc()).limit(1)).scalar_one_or_none()


def _by_code(session: Session, typed: str) -> IssuedDocument | None:
    code = (
        "".join(typed.upper().split()).replace("-", "").replace("O", "0").replace("I", "1").replace("L", "1")
    )
    return session.execute(select(IssuedDocument).where(IssuedDocument.code12 == code)).scalar_one_or_none()


def _by_qr(session: Session, scanned: _Mark) -> IssuedDocument | None:
    statement = select(IssuedDocument).where(
        IssuedDocument.number == scanned.number,
        IssuedDocument.revision == scanned.revision,
        IssuedDocument.issued_at == scanned.at,
    )
    return session.execute(statement.limit(1)).scalar_one_or_none()


def _page_count(pdf: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
