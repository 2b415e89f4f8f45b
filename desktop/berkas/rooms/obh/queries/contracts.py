"""Contracts and tariffs: lists, records, how a contract stands. Amounts are whole rupiah. Reads only."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Integer, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from berkas.engine.budgets import Parts, money
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.obh.fields.cases import KINDS
from berkas.rooms.obh.fields.forecast import Forecast, forecast
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import Confidence, RealisationSystem
from berkas_db.search import matching
from berkas_db.tables import (
    Contract,
    ContractAddendum,
    LegalCase,
    Obh,
    Realisation,
    Reimbursement,
    Tariff,
    Term,
)

_contract = Contract.__table__.c
_OBH = select(Obh.name).where(Obh.id == Contract.obh_id).correlate(Contract).scalar_subquery()
_CHANGED = (
    select(
        func.ifnull(func.sum(ContractAddendum.litigation_change + ContractAddendum.nonlitigation_change), 0)
    )
    .where(ContractAddendum.contract_id == Contract.id)
    .correlate(Contract)
    .scalar_subquery()
)
_BUDGET = _contract.litigation + _contract.nonlitigation + _CHANGED
_PAID = {
    system: (
        select(func.ifnull(func.sum(Realisation.litigation + Realisation.nonlitigation), 0))
        .where(Realisation.contract_id == Contract.id, Realisation.system == system)
        .correlate(Contract)
        .scalar_subquery()
    )
    for system in RealisationSystem.codes()
}
_ABSORBED = cast(func.round(_PAID["sidbankum"] * 1000.0 / func.nullif(_BUDGET, 0)), Integer) / 10.0


def _found(typed: str) -> ColumnElement[bool]:
    """By the contract's number or by the name of its OBH."""
    named = select(Obh.id).where(matching(Obh.__table__.c.id, "obh_fts", typed))
    return or_(_contract.number.icontains(typed.strip(), autoescape=True), _contract.obh_id.in_(named))


CONTRACTS = Listing(
    model=Contract,
    shown=(
        Shown(Column("year", "Tahun", width=8, sortable=True), _contract.year),
        Shown(Column("obh", "OBH", width=26), _OBH),
        Shown(Column("budget", "Pagu dan adendum", Kind.RUPIAH, width=17), _BUDGET),
        Shown(Column("sidbankum", "Sidbankum", Kind.RUPIAH, width=16), _PAID["sidbankum"]),
        Shown(Column("omspan", "OMSPAN", Kind.RUPIAH, width=16), _PAID["omspan"]),
        Shown(Column("gap", "Selisih", Kind.RUPIAH, width=14), _PAID["sidbankum"] - _PAID["omspan"]),
        Shown(Column("absorbed", "Serapan %", Kind.DECIMAL, width=11), _ABSORBED),
        Shown(Column("number", "Nomor kontrak", width=22, sortable=True), _contract.number),
        Shown(Column("left", "Sisa", Kind.RUPIAH, width=16, shown=False), _BUDGET - _PAID["sidbankum"]),
    ),
    filters={
        "obh": one_of(_contract.obh_id, number=True),
        "year": between(_contract.year),
        "fund": one_of(_contract.fund),
    },
    sort="year",
    descending=True,
    found=_found,
)

_tariff = Tariff.__table__.c
_STAGE = (
    select(Term.label)
    .where(Term.kind == literal("tahap_perkara"), Term.code == Tariff.stage)
    .correlate(Tariff)
    .scalar_subquery()
)
TARIFFS = Listing(
    model=Tariff,
    shown=(
        Shown(Column("label", "Nama tarif", width=34), _tariff.label),
        Shown(Column("service_kind", "Jenis layanan", width=24), _tariff.service_kind, KINDS),
        Shown(Column("stage", "Tahap", width=22), _STAGE),
        Shown(Column("amount", "Besar", Kind.RUPIAH, width=16), _tariff.amount),
        Shown(Column("valid_from", "Berlaku mulai", Kind.DATE, width=14), _tariff.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=14), _tariff.valid_until),
        Shown(Column("source", "Sumber", width=34), _tariff.source),
        Shown(Column("confidence", "Keyakinan", width=26), _tariff.confidence, choices_of(Confidence)),
    ),
    filters={"service_kind": one_of(_tariff.service_kind)},
    sort="id",
    found=lambda typed: _tariff.label.icontains(typed.strip(), autoescape=True),
)


def load_contract(session: Session, id: int) -> Record:
    """One contract with its addenda and payments."""
    paid = read_children(session, Realisation, "contract_id", id, "quarter", "system")
    extra = {
        "addenda": read_children(session, ContractAddendum, "contract_id", id, "signed_on"),
        "realisations": [row | {"quarter": str(row["quarter"])} for row in paid],
    }
    return read_record(session, Contract, id, title="number", subtitle="year", extra=extra)


def load_tariff(session: Session, id: int) -> Record:
    """One tariff."""
    return read_record(session, Tariff, id, title="label", subtitle="source")


@dataclass(slots=True)
class Quarter:
    """What both systems say of one quarter, and on which day (ISO) each said so; None: nothing said."""

    number: int
    paid: dict[str, Parts] = field(default_factory=dict[str, Parts])
    as_of: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def difference(self) -> int | None:
        """Sidbankum less OMSPAN; None while one of them said nothing."""
        known = [self.paid.get(system) for system in RealisationSystem.codes()]
        return known[0].both - known[1].both if known[0] and known[1] else None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one contract stands.

    `average` is the share paid of all budgets of the office in that year, in percent. `asked`, `agreed` are
    claims in the queue that are not paid yet. `forecasts` are for each part and for both together.
    """

    year: int
    budget: Parts
    quarters: tuple[Quarter, ...]
    paid: Parts
    omspan: Parts
    average: float | None
    asked: int
    agreed: int
    forecasts: tuple[tuple[str, Forecast | None], ...]

    @property
    def absorption(self) -> float | None:
        """Share paid according to Sidbankum, in percent."""
        return self.paid.both * 100 / self.budget.both if self.budget.both else None


def standing(session: Session, contract_id: int) -> Standing:
    """Budget, quarters, average and forecast of one contract."""
    row = session.get_one(Contract, contract_id)
    changes = session.execute(
        select(
            func.ifnull(func.sum(ContractAddendum.litigation_change), 0),
            func.ifnull(func.sum(ContractAddendum.nonlitigation_change), 0),
        ).where(ContractAddendum.contract_id == contract_id)
    ).one()
    budget = Parts(row.litigation + changes[0], row.nonlitigation + changes[1])
    quarters = _quarters(session, contract_id)
    sums = {system: _sum(quarters, system) for system in RealisationSystem.codes()}
    asked, agreed = _waiting(session, contract_id)
    return Standing(
        row.year,
        budget,
        quarters,
        sums["sidbankum"],
        sums["omspan"],
        office_average(session, row.year),
        asked,
        agreed,
        _forecasts(row, budget, sums["sidbankum"], quarters),
    )


def _quarters(session: Session, contract_id: int) -> tuple[Quarter, ...]:
    found = {number: Quarter(number) for number in range(1, 5)}
    for row in session.execute(
        select(
            Realisation.quarter,
            Realisation.system,
            Realisation.litigation,
            Realisation.nonlitigation,
            Realisation.as_of,
        ).where(Realisation.contract_id == contract_id)
    ):
        found[row.quarter].paid[row.system] = Parts(row.litigation, row.nonlitigation)
        found[row.quarter].as_of[row.system] = row.as_of
    return tuple(found.values())


def _sum(quarters: tuple[Quarter, ...], system: str) -> Parts:
    known = [quarter.paid[system] for quarter in quarters if system in quarter.paid]
    return Parts(sum(each.litigation for each in known), sum(each.nonlitigation for each in known))


def _waiting(session: Session, contract_id: int) -> tuple[int, int]:
    open_claims = (
        Reimbursement.trashed_at.is_(None),
        Reimbursement.contract_id == contract_id,
        Reimbursement.state != "dibayar",
    )
    agreed = Reimbursement.state == "disetujui"
    row = session.execute(
        select(
            func.ifnull(func.sum(func.iif(agreed, 0, Reimbursement.claimed)), 0),
            func.ifnull(func.sum(func.iif(agreed, Reimbursement.approved, 0)), 0),
        ).where(*open_claims)
    ).one()
    return int(row[0]), int(row[1])


def office_average(session: Session, year: int) -> float | None:
    """All that was paid in a year according to Sidbankum, against all budgets, in percent."""
    lines = [line for line in money(session, year=year) if line.budget.both]
    budget = sum(line.budget.both for line in lines)
    return sum(line.sidbankum.both for line in lines) * 100 / budget if budget else None


def _forecasts(
    row: Contract, budget: Parts, paid: Parts, quarters: tuple[Quarter, ...]
) -> tuple[tuple[str, Forecast | None], ...]:
    days = [quarter.as_of["sidbankum"] for quarter in quarters if "sidbankum" in quarter.as_of]
    if not days:
        return ()
    first = date.fromisoformat(row.valid_from or f"{row.year}-01-01")
    last = date.fromisoformat(row.valid_until or f"{row.year}-12-31")
    as_of = date.fromisoformat(max(days))
    return tuple(
        (label, forecast(whole, part, first=first, last=last, as_of=as_of))
        for label, whole, part in (
            ("Litigasi", budget.litigation, paid.litigation),
            ("Nonlitigasi", budget.nonlitigation, paid.nonlitigation),
            ("Jumlah", budget.both, paid.both),
        )
    )


def contract_for(session: Session, obh_id: int, year: int) -> int | None:
    """The contract of an OBH in a year; None when there is none or more than one."""
    found = session.execute(
        select(Contract.id).where(
            Contract.obh_id == obh_id, Contract.year == year, Contract.trashed_at.is_(None)
        )
    ).scalars()
    ids = list(found)
    return ids[0] if len(ids) == 1 else None


def tariff_for(session: Session, service_kind: str, stage: str | None, day: str) -> Tariff | None:
    """The tariff of a kind and stage in force on a day; one without a stage when there is none for it."""
    statement = (
        select(Tariff)
        .where(
            Tariff.service_kind == service_kind,
            Tariff.valid_from <= day,
            or_(Tariff.valid_until.is_(None), Tariff.valid_until >= day),
            or_(Tariff.stage == stage, Tariff.stage.is_(None)),
        )
        .order_by(Tariff.stage.is_(None), Tariff.valid_from.desc(), Tariff.id.desc())
        .limit(1)
    )
    return session.execute(statement).scalar_one_or_none()


def year_of(session: Session, case_id: int) -> int:
    """The year a case was asked for in."""
    day = session.execute(select(LegalCase.request_on).where(LegalCase.id == case_id)).scalar_one()
    return int(day[:4])
