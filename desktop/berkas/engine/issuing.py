"""Documents: gathered from the book, drawn as pages, and, when issued, fixed for ever with number, code and
journal head.

A draft says DRAF and carries no code. An issued paper is kept as bytes: a reprint is those bytes. The code
on paper is an internal check mark, not an electronic signature.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas import __version__
from berkas.engine.access import Right, require
from berkas.engine.contents import digest_of
from berkas.engine.invariants import Broken
from berkas.engine.numbering import next_number
from berkas.engine.papermark import STEP_DIGITS, Mark, step_places
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame, PaperCode
from berkas.paper.keeping import keep
from berkas.paper.parts import Part
from berkas.rules.vocabulary import IssuedState
from berkas_db.attachments import read_attachment
from berkas_db.book import Book
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.journal import hash_at, head
from berkas_db.tables import Base, BookInfo, IssuedDocument

CONTENT, PROGRAM, CHOICES, COMPOSED = "isi", "program", "pilihan", "susunan"
"""Keys of the options kept beside an issued paper: the digest of what was gathered, who gathered it, how the
paper was chosen to be printed, and the parts it was drawn from."""


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
    given when it was saved; without it issuing gives the next one. `docx` writes the same values as a file
    for a word processor. `classification` is the usual one of its number. `compose` gives the parts and the
    frame that `draw` renders: they are kept with the issued paper, so that its twins can be made at any
    time. `choices` is how it was chosen to be printed, kept likewise. `broken` tells the check of the office
    which records behind this paper are no longer what was signed.
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
    docx: Callable[[Any], bytes] | None = None
    classification: str = ""
    compose: Callable[[Any, Stamp], tuple[Sequence[Part], Frame]] | None = None
    choices: Mapping[str, Any] | None = None
    broken: Callable[[Session], Sequence[Broken]] | None = None

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
        or next_number(step, kind.key, on, classification=classification, usual=kind.classification)
    )
    mark = _mark(step, number, older.revision + 1 if older else 0)
    code12 = mark.code12(office_uid(step.session))
    code = PaperCode(code12, mark.qr_text(), number, mark.small_print())
    values = kind.gather(step.session, rulebook, subject, on)
    pdf, composed = _drawn(kind, values, Stamp(on, number, code, step.now))
    if older is not None:
        _replace(step, older)
    columns = {
        "code12": code12,
        "issued_on": on.isoformat(),
        "replaces_id": older.id if older else None,
        "options": json.dumps({CONTENT: digest_of(values), PROGRAM: __version__} | composed),
        "attachment_id": step.attach(pdf, f"{kind.key}-{code12}.pdf", "application/pdf"),
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "pages": _page_count(pdf),
    }
    id_ = step.insert(IssuedDocument, _described(step, kind, subject, mark) | columns)
    step.cannot_undo()  # the paper leaves the office
    step.note("terbit", IssuedDocument, id_, {"code12": code12, "revision": mark.revision})
    step.say(f"{kind.title} {number} diterbitkan")
    return Issued(id_, number, code12, pdf)


def _drawn(kind: DocumentKind, values: Any, stamp: Stamp) -> tuple[bytes, dict[str, Any]]:  # noqa: ANN401
    """The pages of a paper, and what is kept beside them for its twins."""
    chosen = {CHOICES: dict(kind.choices)} if kind.choices is not None else {}
    if kind.compose is None:
        return kind.draw(values, stamp), chosen
    parts, frame = kind.compose(values, stamp)
    return render(parts, frame), chosen | {COMPOSED: keep(parts, frame)}


def options_of(row: IssuedDocument) -> dict[str, Any]:
    """What is kept beside an issued paper, by the keys above."""
    return json.loads(row.options or "{}")


def chosen_for(session: Session, kind: str, key: str) -> Mapping[str, Any] | None:
    """How the paper in force about a subject was chosen to be printed; None when there is none."""
    row = _in_force(session, kind, key)
    return options_of(row).get(CHOICES) if row is not None else None


def _replace(step: Step, older: IssuedDocument) -> None:
    """The paper in force is no longer: a newer revision is."""
    own = {
        "state": IssuedState.DIREVISI.value,
        "state_at": step.now,
        "state_reason": f"Revisi {older.revision + 1}",
    }
    step.update(IssuedDocument, older.id, own)


def _described(step: Step, kind: DocumentKind, subject: Subject, mark: Mark) -> dict[str, Any]:
    """The columns that say what a paper is about and which journal it witnesses."""
    record: Any = step.session.get(subject.model, subject.id) if subject.model and subject.id else None
    return {
        "kind": kind.key,
        "title": f"{kind.title}: {subject.title}",
        "number": mark.number,
        "revision": mark.revision,
        "journal_position": mark.position,
        "journal_head": mark.head,
        "issued_at": mark.at,
        "issued_by_id": step.actor.user_id,
        "subject_table": subject.model.__tablename__ if subject.model else None,
        "subject_uid": getattr(record, "uid", None),
        "subject_key": subject.key,
    }


def _mark(step: Step, number: str, revision: int) -> Mark:
    """The mark of a paper issued now: it witnesses the journal as it stands before the paper's own entry."""
    position, journal_head, _at = head(step.session)
    steps = tuple((hash_at(step.session, place) or "")[:STEP_DIGITS] for place in step_places(position))
    return Mark(number, revision, position, step.now, journal_head, steps)


def office_uid(session: Session) -> str:
    """What the codes of this office's papers are made with."""
    return session.execute(select(BookInfo.uid)).scalar_one()


def _in_force(session: Session, kind: str, key: str) -> IssuedDocument | None:
    statement = select(IssuedDocument).where(
        IssuedDocument.kind == kind,
        IssuedDocument.subject_key == key,
        IssuedDocument.state == IssuedState.TERBIT.value,
    )
    return session.execute(statement.order_by(IssuedDocument.id.desc()).limit(1)).scalar_one_or_none()


def _page_count(pdf: bytes) -> int:
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
