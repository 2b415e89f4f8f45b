"""Reads the smaller registers: box openings, supervision with findings, PPID requests, reporting duties."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.identities import code_of
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.complaints.fields.registers import DECISIONS, ORIGINS, REQUEST_STATUSES, RHYTHMS
from berkas.rules.dates import show_short
from berkas.rules.fields import Column, Kind
from berkas.rules.vocabulary import FollowupStatus
from berkas_db.tables import (
    BoxOpening,
    PpidObjection,
    PpidRequest,
    ReportingDuty,
    ReportSent,
    Supervision,
    SupervisionFinding,
    Term,
    Unit,
)

OPEN_FINDINGS = tuple(status.value for status in FollowupStatus if status.is_open)


def _unit_of(model: Any) -> Any:  # noqa: ANN401  a table class
    return select(Unit.name).where(Unit.id == model.unit_id).correlate(model).scalar_subquery()


def _term(kind: str, model: Any, column: Any) -> Any:  # noqa: ANN401  a table class and its column
    return select(Term.label).where(Term.kind == kind, Term.code == column).correlate(model).scalar_subquery()


_b = BoxOpening.__table__.c
BOXES = Listing(
    model=BoxOpening,
    shown=(
        Shown(Column("opened_on", "Dibuka", Kind.DATE, width=12, sortable=True), _b.opened_on),
        Shown(Column("number", "Nomor BA", width=20, sortable=True), _b.number),
        Shown(Column("box_place", "Letak", width=24), _b.box_place),
        Shown(Column("unit", "Unit", width=26), _unit_of(BoxOpening)),
        Shown(Column("found", "Ditemukan", Kind.INTEGER, width=10), _b.found),
        Shown(Column("first_name", "Petugas pertama", width=20), _b.first_name),
        Shown(Column("second_name", "Petugas kedua", width=20), _b.second_name),
    ),
    filters={"opened_on": between(_b.opened_on), "unit": one_of(_b.unit_id, number=True)},
    sort="opened_on",
    descending=True,
)

_s = Supervision.__table__.c
_FINDINGS = (
    select(func.count())
    .select_from(SupervisionFinding)
    .where(SupervisionFinding.supervision_id == Supervision.id, SupervisionFinding.trashed_at.is_(None))
    .correlate(Supervision)
)
SUPERVISIONS = Listing(
    model=Supervision,
    shown=(
        Shown(Column("code", "Kode", width=14), _s.code),
        Shown(Column("on_date", "Tanggal", Kind.DATE, width=12, sortable=True), _s.on_date),
        Shown(Column("year", "Tahun", width=8, sortable=True), _s.year),
        Shown(Column("unit", "Unit", width=30), _unit_of(Supervision)),
        Shown(
            Column("subject", "Pokok", width=22), _term("pokok_pengawasan", Supervision, Supervision.subject)
        ),
        Shown(Column("origin", "Pengawas", width=18), _s.origin, ORIGINS),
        Shown(Column("result_category", "Hasil", width=16), _s.result_category),
        Shown(Column("findings", "Temuan", Kind.INTEGER, width=9), _FINDINGS.scalar_subquery()),
        Shown(
            Column("open", "Terbuka", Kind.INTEGER, width=9),
            _FINDINGS.where(SupervisionFinding.status.in_(OPEN_FINDINGS)).scalar_subquery(),
        ),
    ),
    filters={
        "unit": one_of(_s.unit_id, number=True),
        "origin": one_of(_s.origin),
        "subject": one_of(_s.subject),
        "year": between(_s.year),
    },
    sort="year",
    descending=True,
    search="supervision_fts",
)

_p = PpidRequest.__table__.c
REQUESTS = Listing(
    model=PpidRequest,
    shown=(
        Shown(Column("number", "Nomor", width=18), _p.number),
        Shown(Column("received_on", "Dicatat", Kind.DATE, width=12, sortable=True), _p.received_on),
        Shown(Column("information", "Informasi yang diminta", width=40), _p.information),
        Shown(Column("next_due_on", "Jatuh tempo", Kind.DATE, width=12, sortable=True), _p.next_due_on),
        Shown(Column("next_step", "Langkah berikut", width=22), _p.next_step),
        Shown(Column("decision", "Keputusan", width=20), _p.decision, DECISIONS),
        Shown(Column("status", "Keadaan", width=14), _p.status, REQUEST_STATUSES),
    ),
    filters={
        "decision": one_of(_p.decision),
        "status": one_of(_p.status),
        "received_on": between(_p.received_on),
    },
    sort="received_on",
    descending=True,
    search="ppid_request_fts",
)

_d = ReportingDuty.__table__.c
_LAST = (
    select(func.max(ReportSent.sent_on))
    .where(ReportSent.duty_id == ReportingDuty.id)
    .correlate(ReportingDuty)
    .scalar_subquery()
)
_NEXT = (
    select(func.min(ReportSent.due_on))
    .where(ReportSent.duty_id == ReportingDuty.id, ReportSent.state == "belum_dikirim")
    .correlate(ReportingDuty)
    .scalar_subquery()
)
DUTIES = Listing(
    model=ReportingDuty,
    shown=(
        Shown(Column("name", "Laporan", width=34), _d.name),
        Shown(Column("rhythm", "Irama", width=12), _d.rhythm, RHYTHMS),
        Shown(Column("recipient", "Penerima", width=28), _d.recipient),
        Shown(Column("due_rule", "Kapan", width=26), _d.due_rule),
        Shown(Column("next_due", "Belum dikirim", Kind.DATE, width=13), _NEXT),
        Shown(Column("last_sent", "Terakhir dikirim", Kind.DATE, width=14), _LAST),
    ),
    filters={"rhythm": one_of(_d.rhythm)},
    sort="name",
)


def load_box(session: Session, id: int) -> Record:
    """One opening of a box."""
    row = session.get(BoxOpening, id)
    day = show_short(date.fromisoformat(row.opened_on)) if row is not None else ""
    place = row.box_place if row is not None else ""
    return read_record(session, BoxOpening, id, title="number", subtitle="heading",
                       extra={"heading": f"{place}, {day}"})  # fmt: skip


def load_supervision(session: Session, id: int) -> Record:
    """One supervision with its findings."""
    rows = read_children(session, SupervisionFinding, "supervision_id", id, "sort")
    row = session.get(Supervision, id)
    unit = session.get(Unit, row.unit_id) if row is not None else None
    extra = {"findings": rows, "heading": unit.name if unit is not None else "Pengawasan"}
    return read_record(session, Supervision, id, title="heading", subtitle="code", extra=extra)


def load_request(session: Session, id: int) -> Record:
    """One PPID request with its objections; the requester is a code."""
    row = session.get(PpidRequest, id)
    code = code_of(session, row.identity_id) if row is not None and row.identity_id else None
    rows = read_children(session, PpidObjection, "request_id", id, "received_on")
    extra = {"reporter_code": code, "objections": rows}
    return read_record(session, PpidRequest, id, title="number", extra=extra)


def request_plans(session: Session, id: int) -> list[due.StepPlan]:
    """The due dates of a request and of its objections, each with its strip."""
    plans = due.plans_of(session, due.ppid_case(session, id))
    objections = session.execute(
        select(PpidObjection.id).where(PpidObjection.request_id == id, PpidObjection.trashed_at.is_(None))
    ).scalars()
    for objection in objections.all():
        plans += due.plans_of(session, due.objection_case(session, objection))
    return plans


def load_duty(session: Session, id: int) -> Record:
    """One reporting duty with its periods, newest first."""
    rows = read_children(session, ReportSent, "duty_id", id, "period_from")
    return read_record(session, ReportingDuty, id, title="name", subtitle="recipient",
                       extra={"sent": rows[::-1]})  # fmt: skip


def reports_due(session: Session, today: date, *, within_days: int = 7) -> list[tuple[int, str, str]]:
    """Reports that are due or late: the duty's id, its name, the date; for the today room."""
    until = date.fromordinal(today.toordinal() + within_days).isoformat()
    rows = session.execute(
        select(ReportingDuty.id, ReportingDuty.name, ReportSent.due_on)
        .join(ReportSent, ReportSent.duty_id == ReportingDuty.id)
        .where(
            ReportSent.state == "belum_dikirim",
            ReportSent.due_on <= until,
            ReportingDuty.trashed_at.is_(None),
        )
        .order_by(ReportSent.due_on, ReportingDuty.id)
    )
    return [(row.id, row.name, row.due_on) for row in rows]
