"""Reads OBH: the list, one OBH with all its rows. Session in, values out."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.history import office_day
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import BLANK
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.obh.fields.accreditation import CATEGORIES
from berkas.rooms.obh.queries.board import board, running_period
from berkas.rooms.obh.queries.people import people_of
from berkas.rules.fields import Column, Kind
from berkas_db.search import matching
from berkas_db.tables import (
    Accreditation,
    AccreditationMeasure,
    AccreditationPeriod,
    AccreditationStage,
    Agreement,
    Base,
    Contract,
    ContractAddendum,
    Obh,
    ObhAddress,
    ObhAlias,
    ObhArea,
    ObhContact,
    ObhDocument,
    ObhPerson,
    OfficialScore,
    Realisation,
    Regency,
    Requirement,
    RequirementItem,
    Sanction,
)

"""What a filter calls the rows without a value."""

DECIDED = ("terakreditasi", "tidak_lulus", "dicabut")

PLAIN_ROWS: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "addresses": (ObhAddress, ("valid_from",)),
    "contacts": (ObhContact, ("sort",)),
    "areas": (ObhArea, ()),
    "aliases": (ObhAlias, ()),
    "accreditations": (Accreditation, ("period_id",)),
    "documents": (ObhDocument, ("kind",)),
    "agreements": (Agreement, ("valid_from",)),
    "scores": (OfficialScore, ("period_from",)),
    "sanctions": (Sanction, ("decided_on",)),
}
"""Rows that are nothing but columns of their own table: key → table and order."""

_head = Obh.__table__.alias("kantor_pusat")
_RUNNING = (
    select(AccreditationPeriod.id)
    .join(Accreditation, Accreditation.period_id == AccreditationPeriod.id)
    .where(Accreditation.trashed_at.is_(None), Accreditation.result.in_(DECIDED))
    .order_by(AccreditationPeriod.valid_from.desc())
    .limit(1)
    .scalar_subquery()
)
"""The running period of a list: the newest one the office has decided accreditations in."""

_IN_PERIOD = and_(
    Accreditation.obh_id == Obh.id,
    Accreditation.period_id == _RUNNING,
    Accreditation.trashed_at.is_(None),
    Accreditation.result == "terakreditasi",
)
_CATEGORY = select(Accreditation.category).where(_IN_PERIOD).correlate(Obh).limit(1).scalar_subquery()
_ITEMS = and_(RequirementItem.obh_id == Obh.id, RequirementItem.period_id == _RUNNING)
_TODAY = office_day()
_CHECKED = select(func.count()).where(_ITEMS).correlate(Obh).scalar_subquery()
_OPEN = (
    select(func.count())
    .where(_ITEMS, or_(RequirementItem.state != "lengkap", RequirementItem.valid_until < _TODAY))
    .correlate(Obh)
    .scalar_subquery()
)
_ALL = select(func.count()).select_from(Requirement).scalar_subquery()
_COMPLETENESS = case(
    (_OPEN > 0, cast(_OPEN, String) + " kurang"),
    (_CHECKED == 0, "Belum diperiksa"),
    (_CHECKED < _ALL, cast(_ALL - _CHECKED, String) + " belum diperiksa"),
    else_="Lengkap",
)
_REGENCY = select(Regency.name).where(Regency.id == Obh.regency_id).correlate(Obh).scalar_subquery()
_ADVOCATES, _PARALEGALS = (
    select(func.count(func.distinct(ObhPerson.person_id)))
    .where(ObhPerson.obh_id == Obh.id, ObhPerson.role == role, ObhPerson.valid_until.is_(None))
    .correlate(Obh)
    .scalar_subquery()
    for role in ("advokat", "paralegal")
)


_DECREE, _CERTIFICATE, _ENDS = (
    select(column).where(_IN_PERIOD).correlate(Obh).limit(1).scalar_subquery()
    for column in (
        Accreditation.decree_number,
        Accreditation.certificate_number,
        func.ifnull(
            Accreditation.valid_until,
            select(AccreditationPeriod.valid_until)
            .where(AccreditationPeriod.id == Accreditation.period_id)
            .correlate(Accreditation)
            .scalar_subquery(),
        ),
    )
)
_ADDRESS = (
    select(ObhAddress.address)
    .where(ObhAddress.obh_id == Obh.id, ObhAddress.valid_until.is_(None))
    .order_by(ObhAddress.is_main.desc(), ObhAddress.id)
    .correlate(Obh)
    .limit(1)
    .scalar_subquery()
)
_CONTACTS = (
    select(func.group_concat(ObhContact.value, "; "))
    .where(ObhContact.obh_id == Obh.id, ObhContact.valid_until.is_(None))
    .correlate(Obh)
    .scalar_subquery()
)
_AREAS = (
    select(func.group_concat(Regency.name, "; "))
    .join(ObhArea, ObhArea.regency_id == Regency.id)
    .where(ObhArea.obh_id == Obh.id, ObhArea.valid_until.is_(None))
    .correlate(Obh)
    .scalar_subquery()
)
_HEAD_OFFICE = select(_head.c.name).where(_head.c.id == Obh.parent_id).correlate(Obh).scalar_subquery()
_own = Obh.__table__.c
_MORE = tuple(
    Shown(Column(key, label, kind, width=width, shown=False), value)
    for key, label, kind, width, value in (
        ("decree_number", "SK akreditasi", Kind.TEXT, 26, _DECREE),
        ("certificate_number", "Sertifikat", Kind.TEXT, 20, _CERTIFICATE),
        ("accredited_until", "Akreditasi sampai", Kind.DATE, 15, _ENDS),
        ("address", "Alamat", Kind.TEXT, 36, _ADDRESS),
        ("contacts", "Kontak", Kind.TEXT, 30, _CONTACTS),
        ("areas", "Wilayah layanan", Kind.TEXT, 36, _AREAS),
        ("head_office", "Kantor pusat", Kind.TEXT, 30, _HEAD_OFFICE),
        ("legal_entity_number", "SK badan hukum", Kind.TEXT, 24, _own.legal_entity_number),
        ("deed_number", "Akta pendirian", Kind.TEXT, 20, _own.deed_number),
        ("tax_number", "NPWP", Kind.TEXT, 20, _own.tax_number),
        ("latitude", "Lintang", Kind.DECIMAL, 10, _own.latitude),
        ("longitude", "Bujur", Kind.DECIMAL, 10, _own.longitude),
        ("stopela_on", "Tanggal Stopela", Kind.DATE, 14, _own.stopela_on),
        ("closed_on", "Berhenti", Kind.DATE, 13, _own.closed_on),
    )
)
"""Columns that are not shown at first, but can be chosen and exported."""


def _category_is(codes: Collection[str]) -> ColumnElement[bool]:
    wanted = [code for code in codes if code != BLANK]
    condition = _CATEGORY.in_(wanted)
    return or_(condition, _CATEGORY.is_(None)) if BLANK in codes else condition


def _regency_is(codes: Collection[str]) -> ColumnElement[bool]:
    ids = [int(code) for code in codes if code != BLANK]
    served = exists().where(
        ObhArea.obh_id == Obh.id, ObhArea.regency_id.in_(ids), ObhArea.valid_until.is_(None)
    )
    condition = or_(Obh.regency_id.in_(ids), served)
    return or_(condition, Obh.regency_id.is_(None)) if BLANK in codes else condition


def _complete_is(wanted: bool) -> ColumnElement[bool]:
    complete = and_(_CHECKED >= _ALL, _OPEN == 0)
    return complete if wanted else ~complete


def _found(typed: str) -> ColumnElement[bool]:
    """By the OBH's own words or by one of its other names."""
    named = select(ObhAlias.obh_id).where(matching(ObhAlias.__table__.c.id, "obh_alias_fts", typed))
    return or_(matching(Obh.__table__.c.id, "obh_fts", typed), Obh.id.in_(named))


LISTING = Listing(
    model=Obh,
    shown=(
        Shown(Column("code", "Kode", width=15, sortable=True), Obh.__table__.c.code),
        Shown(Column("name", "Nama OBH", width=38, sortable=True), Obh.__table__.c.name),
        Shown(Column("category", "Akreditasi", width=10), _CATEGORY, CATEGORIES),
        Shown(Column("completeness", "Persyaratan", width=16), _COMPLETENESS),
        Shown(Column("regency", "Kedudukan", width=22), _REGENCY),
        Shown(Column("advocates", "Advokat", Kind.INTEGER, width=9), _ADVOCATES),
        Shown(Column("paralegals", "Paralegal", Kind.INTEGER, width=9), _PARALEGALS),
        Shown(
            Column("leader_name", "Ketua", width=22, sortable=True, shown=False), Obh.__table__.c.leader_name
        ),
        Shown(
            Column("short_name", "Nama singkat", width=16, sortable=True, shown=False),
            Obh.__table__.c.short_name,
        ),
        *_MORE,
        Shown(
            Column("has_stopela", "Stopela", Kind.BOOLEAN, width=9, shown=False), Obh.__table__.c.has_stopela
        ),
    ),
    filters={"category": _category_is, "regency": _regency_is, "complete": _complete_is},
    sort="name",
    search="obh_fts",
    found=_found,
)


def load_obh(session: Session, id: int) -> Record:
    """One OBH with all its rows under their keys; `requirements` is the board of its newest period."""
    rows: dict[str, Any] = {
        key: read_children(session, model, "obh_id", id, *order) for key, (model, order) in PLAIN_ROWS.items()
    }
    period = board_period(session, id)
    rows |= {
        "stages": _with_period(session, AccreditationStage, id, "on_date"),
        "measures": _with_period(session, AccreditationMeasure, id),
        "branches": branches_of(session, id),
        "people": people_of(session, id),
        "contracts": read_children(session, Contract, "obh_id", id, "year", "number"),
        "addenda": _with_contract(session, ContractAddendum, id, "signed_on"),
        "realisations": _with_contract(session, Realisation, id, "quarter", "system"),
        "board_period": period,
        "requirements": board(session, id, period) if period else [],
    }
    return read_record(session, Obh, id, title="name", subtitle="code", extra=rows)


def board_period(session: Session, obh_id: int) -> int | None:
    """The period whose requirements matter: the newest the OBH applied in, else the running one."""
    newest = session.execute(
        select(Accreditation.period_id)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(Accreditation.obh_id == obh_id, Accreditation.trashed_at.is_(None))
        .order_by(AccreditationPeriod.valid_from.desc())
        .limit(1)
    ).scalar_one_or_none()
    return newest or running_period(session)


def _with_period(session: Session, model: Any, obh_id: int, *order: str) -> list[dict[str, Any]]:  # noqa: ANN401
    """Rows that hang on an accreditation, with the period instead of the accreditation."""
    table = model.__table__
    hidden = {"uid", "version", "created_at", "updated_at", "accreditation_id"}
    statement = (
        select(*(column for column in table.c if column.name not in hidden), Accreditation.period_id)
        .join(Accreditation, Accreditation.id == table.c.accreditation_id)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(Accreditation.obh_id == obh_id, Accreditation.trashed_at.is_(None))
        .order_by(AccreditationPeriod.valid_from, *(table.c[name] for name in order), table.c.id)
    )
    return [dict(row) for row in session.execute(statement).mappings()]


def branches_of(session: Session, obh_id: int) -> list[str]:
    """Names of the branches of an OBH."""
    statement = select(Obh.name).where(Obh.parent_id == obh_id, Obh.trashed_at.is_(None))
    return list(session.execute(statement.order_by(Obh.name, Obh.id)).scalars())


def _with_contract(session: Session, model: Any, obh_id: int, *order: str) -> list[dict[str, Any]]:  # noqa: ANN401
    """Rows that hang on a contract, with the contract's number instead of its id."""
    table = model.__table__
    statement = (
        select(table, Contract.number.label("contract"))
        .join(Contract, Contract.id == table.c.contract_id)
        .where(Contract.obh_id == obh_id, Contract.trashed_at.is_(None))
        .order_by(Contract.year, Contract.number, *(table.c[name] for name in order), table.c.id)
    )
    hidden = {"uid", "version", "created_at", "updated_at"}
    found: list[dict[str, Any]] = []
    for row in session.execute(statement).mappings():
        shown = {key: value for key, value in row.items() if key not in hidden}
        if "quarter" in shown:
            shown["quarter"] = str(shown["quarter"])
        found.append(shown)
    return found
