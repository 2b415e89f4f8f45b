"""Reads outreach events: the list, one event with all its rows."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Column, Kind
from berkas_db.tables import (
    Aspiration,
    Base,
    OutreachEvent,
    OutreachParticipants,
    OutreachPartner,
    OutreachSpeaker,
    OutreachTopic,
    Term,
)

EVENT_TABLES: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "topics": (OutreachTopic, ("sort",)),
    "speakers": (OutreachSpeaker, ("sort",)),
    "participants": (OutreachParticipants, ()),
    "partners": (OutreachPartner, ()),
    "aspirations": (Aspiration, ("code",)),
}

_event = OutreachEvent.__table__.c
_KIND = (
    select(Term.label)
    .where(Term.kind == "jenis_acara", Term.code == OutreachEvent.kind)
    .correlate(OutreachEvent)
    .scalar_subquery()
)
_PEOPLE = (
    select(func.sum(OutreachParticipants.men + OutreachParticipants.women + OutreachParticipants.unspecified))
    .where(OutreachParticipants.event_id == OutreachEvent.id)
    .correlate(OutreachEvent)
    .scalar_subquery()
)
_WISHES = (
    select(func.count())
    .select_from(Aspiration)
    .where(Aspiration.event_id == OutreachEvent.id, Aspiration.trashed_at.is_(None))
    .correlate(OutreachEvent)
    .scalar_subquery()
)

EVENTS = Listing(
    model=OutreachEvent,
    shown=(
        Shown(Column("code", "Kode", width=14, sortable=True), _event.code),
        Shown(Column("on_date", "Tanggal", Kind.DATE, width=13, sortable=True), _event.on_date),
        Shown(Column("title", "Acara", width=38, sortable=True), _event.title),
        Shown(Column("kind", "Jenis", width=20), _KIND),
        Shown(Column("place", "Tempat", width=28), _event.place),
        Shown(Column("people", "Peserta", Kind.INTEGER, width=9), _PEOPLE),
        Shown(Column("aspirations", "Aspirasi", Kind.INTEGER, width=9), _WISHES),
    ),
    filters={"kind": one_of(_event.kind), "on_date": between(_event.on_date)},
    sort="on_date",
    descending=True,
    search="outreach_event_fts",
)


def load_event(session: Session, id: int) -> Record:
    """One event with topics, speakers, participants, partners and aspirations."""
    rows = {
        key: read_children(session, model, "event_id", id, *order)
        for key, (model, order) in EVENT_TABLES.items()
    }
    return read_record(session, OutreachEvent, id, title="code", subtitle="title", extra=rows)
