"""Twins of an issued paper for people who cannot read its pages: one HTML page, or large print.

They are made from the parts that were kept when the paper was issued, so they say what the paper says, with
its number and code, whatever changed since. Imports no Qt and no room.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import COMPOSED, DocumentKind, Stamp, Subject, options_of
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import LARGE_PRINT, Frame
from berkas.paper.keeping import KeptError, read_kept
from berkas.paper.parts import Part
from berkas.paper.pictures import Photos
from berkas.paper.twin import render_html
from berkas_db.attachments import read_attachment
from berkas_db.book import Book
from berkas_db.errors import Refused
from berkas_db.tables import Attachment, IssuedDocument


class Twin(StrEnum):
    """The two forms."""

    HTML = "html"
    LARGE = "besar"

    @property
    def ending(self) -> str:
        """The ending of its file."""
        return "html" if self is Twin.HTML else "pdf"

    @property
    def label(self) -> str:
        """How people call it."""
        return "Kembaran HTML" if self is Twin.HTML else "Kembaran huruf besar"


def twin_of(session: Session, id: int, form: Twin) -> bytes:
    """The twin of an issued paper. Raises Refused for a paper that was issued without its parts."""
    row = session.get(IssuedDocument, id)
    if row is None:
        raise Refused("Dokumen terbit ini tidak ada.", "Muat ulang daftar.")
    parts, frame = parts_of(session, row)
    note = f"{form.label}. Yang berlaku ialah dokumen terbit nomor {row.number}, revisi {row.revision}"
    return twin_from(parts, replace(frame, footnote=f"{note}, {row.pages} halaman."), form)


def has_twins(session: Session, id: int) -> bool:
    """Whether a paper was issued with the parts its twins are made of."""
    row = session.get(IssuedDocument, id)
    return row is not None and COMPOSED in options_of(row)


def draft_twin(  # noqa: PLR0917  what a draft takes, and the form
    book: Book, rulebook: Rulebook, kind: DocumentKind, subject: Subject, on: date, form: Twin
) -> bytes:
    """The twin of a paper that is not issued. Raises Refused for a kind that has none."""
    if kind.compose is None:
        raise Refused(f"{kind.title} tidak mempunyai kembaran.", "Cetak dokumennya sebagai PDF.")
    values = book.read(kind.gather, rulebook, subject, on).result()
    return twin_from(*kind.compose(values, Stamp(on)), form)


def twin_from(parts: Sequence[Part], frame: Frame, form: Twin) -> bytes:
    """The twin of a paper made of these parts; large print has at most two photos to a page."""
    if form is Twin.HTML:
        return render_html(parts, frame).encode()
    large = [replace(part, per_page=2) if isinstance(part, Photos) else part for part in parts]
    return render(large, replace(frame, type_size=LARGE_PRINT))


def parts_of(session: Session, row: IssuedDocument) -> tuple[tuple[Part, ...], Frame]:
    """The parts and the frame an issued paper was drawn from; photos come from the book, or from the paper
    itself. Raises Refused when they were not kept."""
    text = options_of(row).get(COMPOSED)
    if not text:
        raise Refused(
            "Dokumen ini terbit tanpa susunannya, jadi kembarannya tidak dapat dibuat.",
            "Terbitkan revisi baru, lalu buat kembarannya.",
        )
    pictures: dict[str, bytes] = {}

    def find(digest: str) -> bytes | None:
        known = session.execute(select(Attachment.id).where(Attachment.sha256 == digest)).scalar()
        if known is not None:
            return read_attachment(session, known)
        if not pictures:
            pictures.update(_pictures(read_attachment(session, row.attachment_id)))
        return pictures.get(digest)

    try:
        return read_kept(text, find)
    except KeptError as error:
        raise Refused(str(error), "Terbitkan revisi baru, lalu buat kembarannya.") from error


def _pictures(pdf: bytes) -> dict[str, bytes]:
    """The JPEG files that stand in a paper as they came, by their hash."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            sha256(data).hexdigest(): data
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") in ("/DCTDecode", ["/DCTDecode"])
            for data in (each.read_raw_bytes(),)
        }
