"""Reads the register of printed documents: number, hash, who, when, which pages, how many copies."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.rules.fields import Column, Kind
from berkas_db.search import matching
from berkas_db.tables import AppUser, DocumentPrint, IssuedDocument

_print = DocumentPrint.__table__.c
_paper = IssuedDocument.__table__.c
_user = AppUser.__table__.c

PRINTINGS = Listing(
    model=DocumentPrint,
    shown=(
        Shown(Column("printed_at", "Dicetak", Kind.INSTANT, width=22, sortable=True), _print.printed_at),
        Shown(Column("number", "Nomor", width=22), _paper.number),
        Shown(Column("title", "Dokumen", width=42), _paper.title),
        Shown(Column("revision", "Revisi", Kind.INTEGER, width=8), _paper.revision),
        Shown(Column("by", "Oleh", width=20), _user.full_name),
        Shown(Column("pages", "Halaman", width=12), func.ifnull(_print.page_range, "semua")),
        Shown(Column("copies", "Rangkap", Kind.INTEGER, width=9), func.nullif(_print.copies, 0)),
        Shown(Column("printer", "Pada", width=18), _print.printer),
        Shown(Column("code12", "Kode periksa", width=15, shown=False), _paper.code12),
        Shown(Column("sha256", "Sidik SHA-256", width=30), _paper.sha256),
    ),
    filters={},
    sort="printed_at",
    descending=True,
    join=lambda statement: statement.outerjoin(
        IssuedDocument, IssuedDocument.id == DocumentPrint.issued_document_id
    ).outerjoin(AppUser, AppUser.id == DocumentPrint.printed_by_id),
    found=lambda typed: matching(_print.issued_document_id, "issued_document_fts", typed),
)


def paper_of(session: Session, id: int) -> int:
    """The issued paper of a printing."""
    return session.execute(select(_print.issued_document_id).where(_print.id == id)).scalar_one()
