"""Saves one OBH with all its rows in one step."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.rooms.obh.commands.money import save_money
from berkas.rooms.obh.commands.people import save_people
from berkas.rooms.obh.fields.obh import OBH, identity_checks, name_doubt
from berkas.rooms.obh.fields.row_checks import board_checks, decree_doubts, row_checks
from berkas.rooms.obh.fields.rows import ROWS
from berkas.rooms.obh.queries.board import period_ends
from berkas.rooms.obh.queries.likeness import names_like
from berkas.rooms.obh.queries.obh import PLAIN_ROWS, load_obh
from berkas.rules.fields import Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import Obh, RequirementItem


def save_obh(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an OBH; rows whose key is not in `values` stay as they are. Returns the id.

    Refuses hard problems with a sentence, soft ones unless `reason` says why; a moved version is a Conflict.
    """
    require(step.actor, Right.RECORD)
    own = dict(values)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Obh, "OBH")
    before = dict(load_obh(step.session, id).values) if id is not None else {}
    found = list(_problems(step, before | own, id, name_moved=own.get("name", "") != before.get("name", "")))
    refuse_hard(found)
    saved = save_record(step, Obh, own, id=id, version=version)
    for key, (model, _order) in PLAIN_ROWS.items():
        if key in values:
            save_children(step, model, "obh_id", saved, values[key])
    if "people" in values:
        save_people(step, saved, values["people"])
    if {"contracts", "addenda", "realisations"} & set(values):
        save_money(step, saved, before | own)
    if values.get("board_period") and "requirements" in values:
        save_board(step, saved, int(values["board_period"]), values["requirements"])
    keep_doubts(step, Obh, saved, found, reason)
    step.say(f"OBH {own.get('name') or before.get('name')} disimpan", reason)
    return saved


def _problems(
    step: Step, values: Mapping[str, Any], id: int | None, *, name_moved: bool
) -> Iterable[Problem]:
    today = today_of(step)
    yield from problems(OBH, values, today=today, checks=(identity_checks,))
    for rows in ROWS:
        yield from row_problems(rows.key, rows.title, rows.fields, values.get(rows.key, ()), today=today)
    yield from row_checks(values)
    yield from board_checks(values)
    yield from decree_doubts(values.get("accreditations", ()), period_ends(step.session))
    if name_moved:
        likely = names_like(step.session, values.get("name") or "", but=id)
        if doubt := name_doubt([name.name for name in likely]):
            yield doubt


def save_board(step: Step, obh_id: int, period_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep what was found for each requirement of one period; a row without a state is taken back."""
    require(step.actor, Right.RECORD)
    there = {
        row.requirement_id: row
        for row in step.session.execute(
            select(RequirementItem.__table__).where(
                RequirementItem.obh_id == obh_id, RequirementItem.period_id == period_id
            )
        )
    }
    for row in rows:
        known = there.get(row["requirement_id"])
        if not row.get("state"):
            if known is not None:
                step.delete(RequirementItem, known.id)
            continue
        found = {key: row.get(key) for key in ("state", "reason", "valid_until", "document_id")}
        found["checked_on"] = row.get("checked_on") or today_of(step).isoformat()
        if known is None:
            step.insert(
                RequirementItem,
                found
                | {
                    "obh_id": obh_id,
                    "period_id": period_id,
                    "requirement_id": row["requirement_id"],
                    "checked_by_id": step.actor.user_id,
                },
            )
        elif any(getattr(known, key) != value for key, value in found.items()):
            step.update(RequirementItem, known.id, found | {"checked_by_id": step.actor.user_id})
