"""Budget and realisation of OBH per year, in both official systems. Reads only; amounts are whole rupiah."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from berkas_db.tables import Contract, ContractAddendum, Obh, Realisation


@dataclass(slots=True)
class Parts:
    """Litigation and non-litigation, never merged but in `both`."""

    litigation: int = 0
    nonlitigation: int = 0

    @property
    def both(self) -> int:
        """The sum, for shares only."""
        return self.litigation + self.nonlitigation


@dataclass(slots=True)
class YearMoney:
    """One OBH in one year: the budget with all addenda, and what each official system says was paid.

    `recorded` names the systems of which anything was entered: nothing paid is not the same as not known.
    """

    obh_id: int
    year: int
    budget: Parts = field(default_factory=Parts)
    sidbankum: Parts = field(default_factory=Parts)
    omspan: Parts = field(default_factory=Parts)
    recorded: set[str] = field(default_factory=set[str])

    @property
    def difference(self) -> int:
        """Sidbankum less OMSPAN."""
        return self.sidbankum.both - self.omspan.both

    def absorption(self, system: str) -> float | None:
        """Share paid, in percent; None without a budget."""
        paid: Parts = getattr(self, system)
        return paid.both * 100 / self.budget.both if self.budget.both else None


def money(
    session: Session, *, obh_id: int | None = None, year: int | None = None, until_quarter: int = 4
) -> list[YearMoney]:
    """Money per OBH and year, by year and name of the OBH; `until_quarter` leaves later quarters out."""
    scope: list[ColumnElement[bool]] = [Contract.trashed_at.is_(None), Obh.trashed_at.is_(None)]
    if obh_id is not None:
        scope.append(Contract.obh_id == obh_id)
    if year is not None:
        scope.append(Contract.year == year)
    base = select(
        Contract.obh_id, Contract.year, func.sum(Contract.litigation), func.sum(Contract.nonlitigation)
    ).join(Obh, Obh.id == Contract.obh_id)
    found: dict[tuple[int, int], YearMoney] = {}
    grouped = base.where(*scope).group_by(Contract.obh_id, Contract.year)
    for id_, in_year, litigation, nonlitigation in session.execute(
        grouped.order_by(Contract.year, Obh.name, Contract.obh_id)
    ):
        found[id_, in_year] = YearMoney(id_, in_year, Parts(litigation, nonlitigation))
    changed = (
        select(
            Contract.obh_id,
            Contract.year,
            func.sum(ContractAddendum.litigation_change),
            func.sum(ContractAddendum.nonlitigation_change),
        )
        .join(Contract, Contract.id == ContractAddendum.contract_id)
        .join(Obh, Obh.id == Contract.obh_id)
        .where(*scope)
        .group_by(Contract.obh_id, Contract.year)
    )
    for id_, in_year, litigation, nonlitigation in session.execute(changed):
        found[id_, in_year].budget.litigation += litigation
        found[id_, in_year].budget.nonlitigation += nonlitigation
    paid = (
        select(
            Contract.obh_id,
            Contract.year,
            Realisation.system,
            func.sum(Realisation.litigation),
            func.sum(Realisation.nonlitigation),
        )
        .join(Contract, Contract.id == Realisation.contract_id)
        .join(Obh, Obh.id == Contract.obh_id)
        .where(*scope, Realisation.quarter <= until_quarter)
        .group_by(Contract.obh_id, Contract.year, Realisation.system)
    )
    for id_, in_year, system, litigation, nonlitigation in session.execute(paid):
        setattr(found[id_, in_year], system, Parts(litigation, nonlitigation))
        found[id_, in_year].recorded.add(system)
    return list(found.values())
