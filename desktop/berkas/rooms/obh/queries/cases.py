"""Reads recipients and cases. Recipients are codes in every list; who they are is not read here at all."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.obh.fields.cases import KINDS, STATES, STATUSES
from berkas.rules.fields import Column, Kind
from berkas_db.tables import (
    Base,
    CaseDocument,
    CaseHearing,
    CasePerson,
    CaseRecipient,
    CaseStage,
    Detention,
    LegalCase,
    Obh,
    OtherFunding,
    Recipient,
    Regency,
    Term,
    Unit,
)

CASE_TABLES: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "recipients": (CaseRecipient, ()),
    "people": (CasePerson, ()),
    "stages": (CaseStage, ("sort",)),
    "hearings": (CaseHearing, ("on_date",)),
    "documents": (CaseDocument, ("sort",)),
    "funding": (OtherFunding, ("year",)),
}


_case = LegalCase.__table__.c
_OBH = select(Obh.name).where(Obh.id == LegalCase.obh_id).correlate(LegalCase).scalar_subquery()
_STAGE = (
    select(Term.label)
    .where(Term.kind == "tahap_perkara", Term.code == LegalCase.current_stage)
    .correlate(LegalCase)
    .scalar_subquery()
)
_RECIPIENTS = (
    select(func.group_concat(Recipient.code, ", "))
    .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
    .where(CaseRecipient.case_id == LegalCase.id)
    .correlate(LegalCase)
    .scalar_subquery()
)

CASES = Listing(
    model=LegalCase,
    shown=(
        Shown(Column("code", "Kode", width=12, sortable=True), _case.code),
        Shown(Column("request_on", "Permohonan", Kind.DATE, width=13, sortable=True), _case.request_on),
        Shown(Column("obh", "OBH", width=28), _OBH),
        Shown(Column("service_kind", "Jenis layanan", width=20), _case.service_kind, KINDS),
        Shown(Column("title", "Perkara atau kegiatan", width=32, sortable=True), _case.title),
        Shown(Column("recipients", "Penerima", width=16), _RECIPIENTS),
        Shown(Column("state", "Keadaan", width=14), _case.state, STATES),
        Shown(Column("stage", "Tahap", width=18), _STAGE),
        Shown(Column("answer_due_on", "Jawaban paling lambat", Kind.DATE, width=19), _case.answer_due_on),
        Shown(
            Column("court_number", "Nomor perkara", width=24, sortable=True, shown=False), _case.court_number
        ),
        Shown(Column("court", "Pengadilan", width=24, shown=False), _case.court),
        Shown(
            Column("verdict_on", "Putusan", Kind.DATE, width=13, sortable=True, shown=False), _case.verdict_on
        ),
        Shown(Column("sidbankum_number", "Nomor Sidbankum", width=16, shown=False), _case.sidbankum_number),
    ),
    filters={
        "obh": one_of(_case.obh_id, number=True),
        "service_kind": one_of(_case.service_kind),
        "state": one_of(_case.state),
        "stage": one_of(_case.current_stage),
        "request_on": between(_case.request_on),
        "answer_due_on": between(_case.answer_due_on),
        "sidbankum_on": between(_case.sidbankum_on),
        "packet": one_of(_case.packet_id, number=True),
    },
    sort="request_on",
    descending=True,
    search="legal_case_fts",
)

_who = Recipient.__table__.c
_PLACE = select(Unit.name).where(Unit.id == Recipient.unit_id).correlate(Recipient).scalar_subquery()
_HOME = (
    select(Regency.name)
    .where(Regency.id == Recipient.regency_id, Recipient.is_child.is_(False))
    .correlate(Recipient)
    .scalar_subquery()
)
"""Where somebody comes from; never of a child."""
_CASES = (
    select(func.count())
    .select_from(CaseRecipient)
    .join(LegalCase, LegalCase.id == CaseRecipient.case_id)
    .where(CaseRecipient.recipient_id == Recipient.id, LegalCase.trashed_at.is_(None))
    .correlate(Recipient)
    .scalar_subquery()
)

RECIPIENTS = Listing(
    model=Recipient,
    shown=(
        Shown(Column("code", "Kode penerima", width=14, sortable=True), _who.code),
        Shown(Column("status", "Status", width=14, sortable=True), _who.status, STATUSES),
        Shown(Column("is_child", "Anak", Kind.BOOLEAN, width=8), _who.is_child),
        Shown(Column("unit", "Ditempatkan di", width=34), _PLACE),
        Shown(Column("regency", "Asal", width=20), _HOME),
        Shown(Column("cases", "Perkara", Kind.INTEGER, width=9), _CASES),
    ),
    filters={
        "status": one_of(_who.status),
        "unit": one_of(_who.unit_id, number=True),
        "is_child": lambda wanted: _who.is_child == wanted,
    },
    sort="code",
    search="recipient_fts",
)


def load_case(session: Session, id: int) -> Record:
    """One case with its recipients (codes), people, stages and documents."""
    rows = {
        key: read_children(session, model, "case_id", id, *order)
        for key, (model, order) in CASE_TABLES.items()
    }
    return read_record(session, LegalCase, id, title="code", subtitle="title", extra=rows)


def load_recipient(session: Session, id: int) -> Record:
    """One recipient with the places of detention and the codes of the cases."""
    cases = session.execute(
        select(LegalCase.id, LegalCase.code, LegalCase.title)
        .join(CaseRecipient, CaseRecipient.case_id == LegalCase.id)
        .where(CaseRecipient.recipient_id == id, LegalCase.trashed_at.is_(None))
        .order_by(LegalCase.request_on.desc(), LegalCase.id)
    )
    extra = {
        "detentions": read_children(session, Detention, "recipient_id", id, "from_date"),
        "cases": [tuple(row) for row in cases],
    }
    return read_record(session, Recipient, id, title="code", extra=extra)
