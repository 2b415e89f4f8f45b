"""Reads the register of issued documents."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_record
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import IssuedState
from berkas_db.attachments import read_attachment
from berkas_db.tables import AppUser, IssuedDocument

_document = IssuedDocument.__table__.c
_BY = (
    select(AppUser.full_name)
    .where(AppUser.id == IssuedDocument.issued_by_id)
    .correlate(IssuedDocument)
    .scalar_subquery()
)

DOCUMENTS = Listing(
    model=IssuedDocument,
    shown=(
        Shown(Column("issued_on", "Terbit", Kind.DATE, width=12, sortable=True), _document.issued_on),
        Shown(Column("number", "Nomor", width=22, sortable=True), _document.number),
        Shown(Column("title", "Dokumen", width=46), _document.title),
        Shown(Column("kind", "Jenis", width=18, shown=False), _document.kind),
        Shown(Column("revision", "Revisi", Kind.INTEGER, width=8), _document.revision),
        Shown(Column("code12", "Kode periksa", width=15), _document.code12),
        Shown(Column("subject_key", "Kunci", width=20, shown=False), _document.subject_key),
        Shown(Column("pages", "Halaman", Kind.INTEGER, width=9, shown=False), _document.pages),
        Shown(Column("state", "Keadaan", width=14), _document.state, choices_of(IssuedState)),
        Shown(Column("by", "Oleh", width=22, shown=False), _BY),
    ),
    filters={"kind": one_of(_document.kind), "state": one_of(_document.state)},
    sort="issued_on",
    descending=True,
    search="issued_document_fts",
)


def load_document(session: Session, id: int) -> Record:
    """One issued document, without its bytes."""
    return read_record(session, IssuedDocument, id, title="title", subtitle="number")


def document_bytes(session: Session, id: int) -> bytes:
    """The bytes as they were issued."""
    attachment = session.execute(select(_document.attachment_id).where(_document.id == id)).scalar_one()
    return read_attachment(session, attachment)


def document_name(session: Session, id: int) -> str:
    """What files made of an issued document are called: its kind and what it is about."""
    row = session.execute(select(_document.kind, _document.subject_key).where(_document.id == id)).one()
    return "-".join(part for part in row if part)
