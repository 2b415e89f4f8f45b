"""Reads aspirations, from every event and elsewhere, and what has become of them."""

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_record
from berkas.rooms.complaints.fields.aspirations import STATES
from berkas.rules.fields import Column, Kind
from berkas_db.tables import Aspiration, Complaint, Followup, OutreachEvent, Term

_a = Aspiration.__table__.c
_GROUP = (
    select(Term.label)
    .where(Term.kind == "kelompok_peserta", Term.code == Aspiration.participant_group)
    .correlate(Aspiration)
    .scalar_subquery()
)
_EVENT = (
    select(OutreachEvent.title)
    .where(OutreachEvent.id == Aspiration.event_id)
    .correlate(Aspiration)
    .scalar_subquery()
)
_BECAME = func.coalesce(
    select(Complaint.number)
    .where(Complaint.id == Aspiration.complaint_id)
    .correlate(Aspiration)
    .scalar_subquery(),
    select(Followup.code)
    .where(Followup.id == Aspiration.followup_id)
    .correlate(Aspiration)
    .scalar_subquery(),
    case((func.ifnull(_a.answer, "") != "", "Dijawab"), else_=""),
)


def _without(wanted: bool) -> ColumnElement[bool]:
    """Those of which nothing has become yet, or those of which something has."""
    nothing = and_(
        _a.complaint_id.is_(None), _a.followup_id.is_(None), or_(_a.answer.is_(None), _a.answer == "")
    )
    return nothing if wanted else ~nothing


ASPIRATIONS = Listing(
    model=Aspiration,
    shown=(
        Shown(Column("code", "Kode", width=13), _a.code),
        Shown(Column("on_date", "Tanggal", Kind.DATE, width=12, sortable=True), _a.on_date),
        Shown(Column("text", "Aspirasi", width=48), _a.text),
        Shown(Column("group", "Dari", width=18), _GROUP),
        Shown(Column("event", "Acara", width=28), _EVENT),
        Shown(Column("became", "Menjadi", width=20), _BECAME),
        Shown(Column("status", "Keadaan", width=22), _a.status, STATES),
    ),
    filters={
        "untouched": _without,
        "status": one_of(_a.status),
        "group": one_of(_a.participant_group),
        "on_date": between(_a.on_date),
    },
    sort="on_date",
    descending=True,
    search="aspiration_fts",
)


def load_aspiration(session: Session, id: int) -> Record:
    """One aspiration."""
    return read_record(session, Aspiration, id, title="code")
