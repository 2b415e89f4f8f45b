"""Reads the office itself: its form, letterheads, officials, number patterns and own holidays."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules import dates
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import HolidayKind
from berkas_db.attachments import read_attachment
from berkas_db.tables import (
    BookInfo,
    HolidayExtra,
    Letterhead,
    NumberPattern,
    Office,
    Official,
    PositionHeld,
)

_letterhead, _official = Letterhead.__table__.c, Official.__table__.c
_pattern, _holiday = NumberPattern.__table__.c, HolidayExtra.__table__.c
_POSITION = (
    select(PositionHeld.position)
    .where(PositionHeld.official_id == Official.id, PositionHeld.valid_until.is_(None))
    .correlate(Official)
    .limit(1)
    .scalar_subquery()
)

LETTERHEADS = Listing(
    model=Letterhead,
    shown=(
        Shown(Column("name", "Nama kop", width=34), _letterhead.name),
        Shown(Column("line1", "Baris 1", width=44), _letterhead.line1),
        Shown(Column("valid_from", "Mulai", Kind.DATE, width=14), _letterhead.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=14), _letterhead.valid_until),
        Shown(Column("is_default", "Utama", Kind.BOOLEAN, width=8), _letterhead.is_default),
    ),
    filters={},
    sort="valid_from",
    descending=True,
)
OFFICIALS = Listing(
    model=Official,
    shown=(
        Shown(Column("name", "Nama", width=30, sortable=True), _official.name),
        Shown(Column("position", "Jabatan sekarang", width=39), _POSITION),
        Shown(Column("nip", "NIP", width=20), _official.nip),
        Shown(Column("rank", "Pangkat", width=22, shown=False), _official.rank),
        Shown(Column("team", "Tim kerja", width=26), _official.team),
        Shown(Column("is_active", "Aktif", Kind.BOOLEAN, width=8), _official.is_active),
    ),
    filters={"is_active": lambda wanted: _official.is_active.is_(bool(wanted))},
    sort="name",
    search="official_fts",
)
PATTERNS = Listing(
    model=NumberPattern,
    shown=(
        Shown(Column("document_kind", "Jenis dokumen", width=24), _pattern.document_kind),
        Shown(Column("pattern", "Pola", width=34), _pattern.pattern),
        Shown(Column("classification", "Klasifikasi", width=16), _pattern.classification),
        Shown(Column("valid_from", "Mulai", Kind.DATE, width=14), _pattern.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=14), _pattern.valid_until),
    ),
    filters={},
    sort="document_kind",
)
HOLIDAYS = Listing(
    model=HolidayExtra,
    shown=(
        Shown(Column("on_date", "Tanggal", Kind.DATE, width=14), _holiday.on_date),
        Shown(Column("name", "Nama hari", width=40), _holiday.name),
        Shown(Column("kind", "Jenis", width=18), _holiday.kind, choices_of(HolidayKind)),
        Shown(Column("is_withdrawn", "Dicabut", Kind.BOOLEAN, width=9), _holiday.is_withdrawn),
        Shown(Column("decree", "Dasar", width=40), _holiday.decree),
    ),
    filters={"kind": one_of(_holiday.kind)},
    sort="on_date",
    descending=True,
)


def load_office(session: Session) -> Record:
    """The office's own form; the time zone is kept with the book itself."""
    zone = session.execute(select(BookInfo.time_zone)).scalar_one()
    return read_record(session, Office, 1, title="name", subtitle="short_name", extra={"time_zone": zone})


def load_letterhead(session: Session, id: int) -> Record:
    """One letterhead with the bytes of its logo."""
    attachment = session.execute(
        select(_letterhead.logo_attachment_id).where(_letterhead.id == id)
    ).scalar_one_or_none()
    logo = read_attachment(session, attachment) if attachment else None
    return read_record(session, Letterhead, id, title="name", extra={"logo": logo})


def load_official(session: Session, id: int) -> Record:
    """One official with all positions held."""
    held = read_children(session, PositionHeld, "official_id", id, "valid_from")
    return read_record(session, Official, id, title="name", subtitle="nip", extra={"positions": held})


def load_pattern(session: Session, id: int) -> Record:
    """One number pattern."""
    return read_record(session, NumberPattern, id, title="document_kind", subtitle="pattern")


def load_holiday(session: Session, id: int) -> Record:
    """One day of the office's own; its date stands under the name in words."""
    day = session.execute(select(_holiday.on_date).where(_holiday.id == id)).scalar_one_or_none()
    words = dates.show_long(date.fromisoformat(day)) if day else ""
    return read_record(session, HolidayExtra, id, title="name", subtitle="day", extra={"day": words})
