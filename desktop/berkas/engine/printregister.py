"""The register of printed documents: each printing of a paper and each copy saved from its preview.

An issued paper gets a row of its own: which pages, how many copies, on what, by whom and when; number and
hash stand with the paper. A paper that is not issued has no number and leaves a line in the journal. Imports
no Qt and no room.
"""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas_db.beside import note_beside
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.tables import DocumentPrint, IssuedDocument

PRINTED = "cetak"
"""The journal's word for a paper that was printed or saved."""
AS_FILE = "berkas PDF"
"""What stands in the place of a printer when the pages were saved."""


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing. `pages` as people type them, "" for all; `copies` 0 when it was saved as a file.

    `issued_id` names the issued paper whose pages these are when the bytes are not its own.
    """

    title: str
    sha256: str
    pages: str = ""
    copies: int = 0
    printer: str = AS_FILE
    issued_id: int | None = None


def fingerprint(pdf: bytes) -> str:
    """The hash by which a paper is known."""
    return hashlib.sha256(pdf).hexdigest()


def note_printing(step: Step, printing: Printing) -> int | None:
    """Put a printing into the register; the row's id, or None for a paper that is not issued.

    Everybody may print what he may look at, so everybody's printing is noted.
    """
    issued = printing.issued_id or issued_with(step.session, printing.sha256)
    pages = f"halaman {printing.pages}" if printing.pages else "semua halaman"
    how = f"{printing.copies} rangkap, {pages}" if printing.copies else "disimpan sebagai PDF"
    step.say(f"Cetak {printing.title}: {how}")
    if issued is None:
        detail = {"sidik": printing.sha256, "halaman": printing.pages, "rangkap": printing.copies}
        step.note(PRINTED, None, None, detail)
        return None
    id_ = step.insert(
        DocumentPrint,
        {
            "issued_document_id": issued,
            "printed_at": step.now,
            "printed_by_id": step.actor.user_id,
            "copies": printing.copies,
            "page_range": printing.pages or None,
            "printer": printing.printer[:120] or None,
        },
    )
    step.cannot_undo()  # the paper is out of the printer
    return id_


def note_printing_beside(book: Book, actor: Actor, printing: Printing) -> bool:
    """Leave a line about a printing where the book is only read; whether it could be written."""

    def note(step: Step) -> None:
        step.note(PRINTED, None, None, {"sidik": printing.sha256, "rangkap": printing.copies})
        step.say(f"Cetak {printing.title} dari berkas yang hanya dibaca")

    return note_beside(book.file, note, actor)


def issued_with(session: Session, sha256: str) -> int | None:
    """The issued paper with exactly these bytes, the newest when several have them."""
    statement = select(IssuedDocument.id).where(IssuedDocument.sha256 == sha256)
    return session.execute(statement.order_by(IssuedDocument.id.desc()).limit(1)).scalar_one_or_none()
