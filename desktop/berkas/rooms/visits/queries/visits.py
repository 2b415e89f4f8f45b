"""Reads visits: the list, one visit with all its rows. Respondents and traced names are codes everywhere."""

from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.visits.fields.visit import PURPOSES, STATES
from berkas.rules.fields import Column, Kind
from berkas_db.tables import (
    Assessment,
    Attendance,
    LetterOfAssignment,
    Obh,
    Trace,
    Unit,
    Visit,
    VisitMember,
    VisitPlace,
    VisitPurpose,
    VisitTeam,
)

_visit = Visit.__table__.c
_PLACES = (
    select(func.group_concat(func.coalesce(Unit.name, Obh.name, VisitPlace.name), "; "))
    .select_from(VisitPlace)
    .outerjoin(Unit, Unit.id == VisitPlace.unit_id)
    .outerjoin(Obh, Obh.id == VisitPlace.obh_id)
    .where(VisitPlace.visit_id == Visit.id)
    .correlate(Visit)
    .scalar_subquery()
)
_SHEETS = (
    select(func.count())
    .select_from(Assessment)
    .where(Assessment.visit_id == Visit.id, Assessment.trashed_at.is_(None))
    .correlate(Visit)
    .scalar_subquery()
)
_MEMBERS = (
    select(func.count())
    .select_from(VisitMember)
    .where(VisitMember.visit_id == Visit.id)
    .correlate(Visit)
    .scalar_subquery()
)

VISITS = Listing(
    model=Visit,
    shown=(
        Shown(Column("code", "Kode", width=14, sortable=True), _visit.code),
        Shown(Column("from_date", "Mulai", Kind.DATE, width=13, sortable=True), _visit.from_date),
        Shown(Column("title", "Judul", width=38, sortable=True), _visit.title),
        Shown(Column("state", "Keadaan", width=16), _visit.state, STATES),
        Shown(Column("places", "Tempat", width=34), _PLACES),
        Shown(Column("sheets", "Lembar", Kind.INTEGER, width=9), _SHEETS),
        Shown(Column("members", "Tim", Kind.INTEGER, width=7, shown=False), _MEMBERS),
        Shown(Column("until_date", "Selesai", Kind.DATE, width=13, shown=False), _visit.until_date),
        Shown(Column("report_number", "Nomor laporan", width=20, shown=False), _visit.report_number),
    ),
    filters={
        "state": one_of(_visit.state),
        "purpose": lambda codes: _visit.id.in_(
            select(VisitPurpose.visit_id).where(VisitPurpose.purpose.in_(list(codes)))
        ),
        "unit": lambda codes: _visit.id.in_(
            select(VisitPlace.visit_id).where(VisitPlace.unit_id.in_([int(code) for code in codes]))
        ),
        "from_date": between(_visit.from_date),
    },
    sort="from_date",
    descending=True,
    search="visit_fts",
)

_PLAIN: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "places": (VisitPlace, ("sort",)),
    "members": (VisitMember, ("sort",)),
    "teams": (VisitTeam, ("number",)),
    "traces": (Trace, ("sort",)),
    "letters": (LetterOfAssignment, ("letter_on",)),
}


def load_visit(session: Session, id: int) -> Record:
    """One visit with its rows; `team` and `place` of a row are the numbers people read."""
    rows: dict[str, Any] = {
        key: read_children(session, model, "visit_id", id, *order) for key, (model, order) in _PLAIN.items()
    }
    teams = {row["id"]: row["number"] for row in rows["teams"]}
    places = {row["id"]: number for number, row in enumerate(rows["places"], 1)}
    for key in ("members", "places"):
        rows[key] = [row | {"team": teams.get(row["team_id"])} for row in rows[key]]
    rows["traces"] = [row | {"place": places.get(row["place_id"])} for row in rows["traces"]]
    rows["attendance"] = [
        row for row in read_children(session, Attendance, "visit_id", id, "sort") if row["sheet"] == "pejabat"
    ]
    rows["purposes"] = purposes_of(session, id)
    return read_record(session, Visit, id, title="code", subtitle="title", extra=rows)


def purposes_of(session: Session, visit_id: int) -> tuple[str, ...]:
    """The purposes of a visit in the order of the vocabulary."""
    there = set(
        session.execute(select(VisitPurpose.purpose).where(VisitPurpose.visit_id == visit_id)).scalars()
    )
    return tuple(choice.code for choice in PURPOSES if choice.code in there)


def obhs_of_visit(session: Session, visit_id: int) -> list[tuple[int, str]]:
    """The OBH whose clients a visit traces or met, by name."""
    traced = select(Trace.obh_id).where(Trace.visit_id == visit_id)
    met = select(Assessment.obh_id).where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None))
    rows = session.execute(
        select(Obh.id, Obh.name).where(or_(Obh.id.in_(traced), Obh.id.in_(met))).order_by(Obh.name)
    )
    return [(row.id, row.name) for row in rows]
