"""Reads Posbankum and the legal-aid services inside prisons."""

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from berkas.engine.history import office_day
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Column, Kind
from berkas_db.tables import (
    Agreement,
    Assessment,
    InstrumentVersion,
    Obh,
    Posbankum,
    PosbankumParalegal,
    PosbankumReport,
    PrisonService,
    PrisonSession,
    Regency,
    Unit,
)

_post = Posbankum.__table__.c
_REGENCY = (
    select(Regency.name).where(Regency.id == Posbankum.regency_id).correlate(Posbankum).scalar_subquery()
)
_PARALEGALS, _TRAINED = (
    select(func.count())
    .select_from(PosbankumParalegal)
    .where(PosbankumParalegal.posbankum_id == Posbankum.id, PosbankumParalegal.valid_until.is_(None), *more)
    .correlate(Posbankum)
    .scalar_subquery()
    for more in ((), (PosbankumParalegal.is_trained.is_(True),))
)
_LAST_WEEK = (
    select(func.max(PosbankumReport.week_start))
    .where(PosbankumReport.posbankum_id == Posbankum.id)
    .correlate(Posbankum)
    .scalar_subquery()
)

_LATE = and_(
    func.ifnull(_LAST_WEEK, "") < office_day("weekday 0", "-13 days"),
    _post.closed_on.is_(None),
)
"""No report for the week that is over: `weekday 0` is the Sunday ahead, 13 days before it last Monday."""
_NO_DECREE = func.ifnull(_post.decree_number, "") == ""

POSBANKUM = Listing(
    model=Posbankum,
    shown=(
        Shown(Column("code", "Kode", width=12, sortable=True), _post.code),
        Shown(Column("name", "Nama", width=32, sortable=True), _post.name),
        Shown(Column("district", "Kecamatan", width=20, sortable=True), _post.district),
        Shown(Column("regency", "Kabupaten/kota", width=24), _REGENCY),
        Shown(Column("paralegals", "Paralegal", Kind.INTEGER, width=9), _PARALEGALS),
        Shown(Column("trained", "Terlatih", Kind.INTEGER, width=9), _TRAINED),
        Shown(Column("last_week", "Laporan terakhir", Kind.DATE, width=15), _LAST_WEEK),
        Shown(Column("decree_number", "Nomor SK", width=20, shown=False), _post.decree_number),
    ),
    filters={
        "regency": one_of(_post.regency_id, number=True),
        "late": lambda wanted: _LATE if wanted else ~_LATE,
        "untrained": lambda wanted: _TRAINED == 0 if wanted else _TRAINED > 0,
        "no_decree": lambda wanted: _NO_DECREE if wanted else ~_NO_DECREE,
    },
    sort="name",
    search="posbankum_fts",
)

_service = PrisonService.__table__.c
_UNIT = select(Unit.name).where(Unit.id == PrisonService.unit_id).correlate(PrisonService).scalar_subquery()
_OBH = select(Obh.name).where(Obh.id == PrisonService.obh_id).correlate(PrisonService).scalar_subquery()
_AGREEMENT = (
    select(Agreement.number)
    .where(Agreement.id == PrisonService.agreement_id)
    .correlate(PrisonService)
    .scalar_subquery()
)
_HELD, _LAST = (
    select(each)
    .where(PrisonSession.service_id == PrisonService.id)
    .correlate(PrisonService)
    .scalar_subquery()
    for each in (func.count(), func.max(PrisonSession.on_date))
)
_SERVED = (
    select(func.sum(PrisonSession.served_men + PrisonSession.served_women + PrisonSession.served_children))
    .where(PrisonSession.service_id == PrisonService.id)
    .correlate(PrisonService)
    .scalar_subquery()
)

PRISONS = Listing(
    model=PrisonService,
    shown=(
        Shown(Column("unit", "UPT", width=36), _UNIT),
        Shown(Column("obh", "OBH mitra", width=32), _OBH),
        Shown(Column("valid_from", "Berlaku sejak", Kind.DATE, width=13), _service.valid_from),
        Shown(
            Column("valid_until", "Berlaku sampai", Kind.DATE, width=13, sortable=True), _service.valid_until
        ),
        Shown(Column("schedule", "Jadwal", width=24), _service.schedule),
        Shown(Column("held", "Dilaksanakan", Kind.INTEGER, width=12), _HELD),
        Shown(Column("served", "Dilayani", Kind.INTEGER, width=9), _SERVED),
        Shown(Column("last_held", "Terakhir", Kind.DATE, width=13), _LAST),
        Shown(Column("agreement", "Perjanjian", width=20, shown=False), _AGREEMENT),
    ),
    filters={
        "unit": one_of(_service.unit_id, number=True),
        "obh": one_of(_service.obh_id, number=True),
    },
    sort="valid_until",
    descending=True,
)


def monev_of(session: Session, post_id: int) -> list[tuple[int, str, str]]:
    """Sheets of monitoring filled for a post, newest first: id, title of the form, day."""
    rows = session.execute(
        select(Assessment.id, InstrumentVersion.title, Assessment.interview_on, Assessment.created_at)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(Assessment.posbankum_id == post_id, Assessment.trashed_at.is_(None))
        .order_by(func.ifnull(Assessment.interview_on, Assessment.created_at).desc(), Assessment.id.desc())
    )
    return [(id_, title, on or made[:10]) for id_, title, on, made in rows]


def load_posbankum(session: Session, id: int) -> Record:
    """One Posbankum with its paralegals, weekly reports (newest last) and sheets of monitoring."""
    extra = {
        "monev": monev_of(session, id),
        "paralegals": read_children(session, PosbankumParalegal, "posbankum_id", id),
        "reports": read_children(session, PosbankumReport, "posbankum_id", id, "week_start"),
    }
    return read_record(session, Posbankum, id, title="name", subtitle="code", extra=extra)


def load_prison(session: Session, id: int) -> Record:
    """One service inside a prison with the days it was held."""
    unit, obh = session.execute(
        select(Unit.name, Obh.name)
        .select_from(PrisonService)
        .join(Unit, Unit.id == PrisonService.unit_id)
        .join(Obh, Obh.id == PrisonService.obh_id)
        .where(PrisonService.id == id)
    ).one_or_none() or ("", "")
    extra = {
        "sessions": read_children(session, PrisonSession, "service_id", id, "on_date"),
        "unit_name": unit,
        "obh_name": obh,
    }
    return read_record(session, PrisonService, id, title="unit_name", subtitle="obh_name", extra=extra)
