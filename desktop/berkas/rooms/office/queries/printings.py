"""Reads the register of printed documents: number, hash, who, when, which pages, how many copies."""

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.rules.fields import Column, Kind
from berkas_db.search import matching
from berkas_db.tables import AppUser, BookInfo, DocumentPrint, IssuedDocument

_print = DocumentPrint.__table__.c
_paper = IssuedDocument.__table__.c
_user = AppUser.__table__.c

_SHIFT = (
    select(
        case(
            (BookInfo.time_zone == "Asia/Makassar", "+8 hours"),
            (BookInfo.time_zone == "Asia/Jayapura", "+9 hours"),
            else_="+7 hours",
        )
    )
    .limit(1)
    .scalar_subquery()
)
"""From the instant to the clock of the office."""

PRINTINGS = Listing(
    model=DocumentPrint,
    shown=(
        Shown(Column("on", "Dicetak", Kind.DATE, width=13), func.date(_print.printed_at, _SHIFT)),
        Shown(Column("at", "Pukul", width=8), func.strftime("%H.%M", _print.printed_at, _SHIFT)),
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
