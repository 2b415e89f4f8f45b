"""Saves the contracts of an OBH with their addenda and what both official systems say was paid."""

from collections.abc import Mapping
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.records import save_children
from berkas_db.changes import Step
from berkas_db.tables import Contract, ContractAddendum, Realisation


def save_money(step: Step, obh_id: int, values: Mapping[str, Any]) -> None:
    """Make contracts, addenda and realisation equal to the rows; the latter name a contract by its number."""
    require(step.actor, Right.RECORD)
    contracts = values.get("contracts", ())
    ids = save_children(step, Contract, "obh_id", obh_id, contracts)
    by_number = {str(row["number"]).casefold(): id_ for row, id_ in zip(contracts, ids, strict=True)}
    for key, model in (("addenda", ContractAddendum), ("realisations", Realisation)):
        hanging: dict[int, list[Mapping[str, Any]]] = {id_: [] for id_ in ids}
        for row in values.get(key, ()):
            hanging[by_number[str(row["contract"]).casefold()]].append(row)
        for contract_id, rows in hanging.items():
            save_children(step, model, "contract_id", contract_id, rows)
