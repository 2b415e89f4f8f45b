"""Saves contracts with their addenda and what both official systems say was paid, and tariffs."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.obh.fields.money import (
    CONTRACT,
    CONTRACT_ROWS,
    TARIFF,
    contract_checks,
    contract_row_checks,
    overlap_problem,
    tariff_checks,
)
from berkas.rooms.obh.queries.contracts import load_contract
from berkas.rules.fields import Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import Contract, ContractAddendum, Obh, Realisation, Tariff

_HANGING = (("addenda", ContractAddendum), ("realisations", Realisation))


def save_money(step: Step, obh_id: int, values: Mapping[str, Any]) -> None:
    """Make contracts, addenda and realisation equal to the rows; the latter name a contract by its number."""
    require(step.actor, Right.RECORD)
    contracts = values.get("contracts", ())
    ids = save_children(step, Contract, "obh_id", obh_id, contracts)
    by_number = {str(row["number"]).casefold(): id_ for row, id_ in zip(contracts, ids, strict=True)}
    for key, model in _HANGING:
        hanging: dict[int, list[Mapping[str, Any]]] = {id_: [] for id_ in ids}
        for row in values.get(key, ()):
            hanging[by_number[str(row["contract"]).casefold()]].append(row)
        for contract_id, rows in hanging.items():
            save_children(step, model, "contract_id", contract_id, rows)


def save_contract(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update one contract with its addenda and payments. Returns the id.

    The budget may nowhere fall below nothing; more paid than budgeted wants a reason.
    """
    require(step.actor, Right.RECORD)
    before = dict(load_contract(step.session, id).values) if id is not None else {}
    merged = before | dict(values)
    today = today_of(step)
    found: list[Problem] = problems(CONTRACT, merged, today=today, checks=(contract_checks,))
    for rows in CONTRACT_ROWS:
        found += row_problems(rows.key, rows.title, rows.fields, merged.get(rows.key, ()), today=today)
    found += contract_row_checks(merged)
    refuse_hard(found)
    saved = save_record(step, Contract, values, id=id, version=version)
    for key, model in _HANGING:
        if key in values:
            save_children(step, model, "contract_id", saved, values[key])
    keep_doubts(step, Contract, saved, found, reason)
    name = step.session.execute(select(Obh.name).where(Obh.id == int(merged["obh_id"]))).scalar_one()
    step.say(f"Kontrak {merged.get('number')}, {name}, disimpan", reason)
    return saved


def save_tariff(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update one tariff; two of one kind and stage never hold on one day. Returns the id."""
    require(step.actor, Right.RECORD)
    merged = values_before(step, Tariff, id) | dict(values)
    found = problems(TARIFF, merged, today=today_of(step), checks=(tariff_checks,))
    others = step.session.execute(
        select(Tariff.label, Tariff.valid_from, Tariff.valid_until)
        .where(
            Tariff.service_kind == merged.get("service_kind"),
            Tariff.stage.is_(None) if not merged.get("stage") else Tariff.stage == merged["stage"],
            Tariff.id != (id or 0),
        )
        .order_by(Tariff.valid_from)
    ).mappings()
    overlap = overlap_problem([dict(row) for row in others], merged)
    found += [overlap] if overlap else []
    refuse_hard(found)
    saved = save_record(step, Tariff, values, id=id, version=version)
    keep_doubts(step, Tariff, saved, found, reason)
    step.say(f"Tarif {merged.get('label')} disimpan", reason)
    return saved
