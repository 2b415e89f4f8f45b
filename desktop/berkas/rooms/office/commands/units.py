"""Saves one unit with its names, ministries, heads, services and SOPs in one step."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.due import recompute_open
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.office.fields.office import overlap_problems, validity_checks
from berkas.rooms.office.fields.units import HEADS, MINISTRIES, ROWS, UNIT
from berkas.rooms.office.queries.units import CHILDREN, components_of
from berkas.rules.fields import Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import Sop, SopComponent, Unit


def save_unit(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a unit; rows whose key is not in `values` stay as they are. Returns the id."""
    require(step.actor, Right.RECORD)
    own = dict(values)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Unit, (own.get("kind") or "UNIT").upper().replace("_", "-"))
    before = values_before(step, Unit, id)
    refuse_hard([*problems(UNIT, before | own, today=today_of(step)), *_row_problems(step, values)])
    usual = before.get("working_week") or "12345"
    own["working_week"] = own.get("working_week") or usual
    if own["working_week"] != usual:
        require(step.actor, Right.MANAGE_OFFICE)
    saved = save_record(step, Unit, own, id=id, version=version)
    if own["working_week"] != usual:
        recompute_open(step)
    for key, (model, _order) in CHILDREN.items():
        if key in values:
            ids = save_children(step, model, "unit_id", saved, values[key])
            if model is Sop:
                _keep_components(step, ids, values[key])
    step.say(f"Unit {own.get('name') or before.get('name')} disimpan", reason)
    return saved


def _keep_components(step: Step, ids: Sequence[int], rows: Sequence[Mapping[str, Any]]) -> None:
    """The components of each SOP as ticked; a row that does not tell them leaves them alone."""
    for id_, row in zip(ids, rows, strict=True):
        if "components" not in row:
            continue
        wanted = tuple(row["components"] or ())
        there = components_of(step.session, id_)
        for code in there.keys() - set(wanted):
            step.delete(SopComponent, there[code])
        for code in wanted:
            if code not in there:
                step.insert(SopComponent, {"sop_id": id_, "component": code, "is_present": True})


def _row_problems(step: Step, values: Mapping[str, Any]) -> Iterable[Problem]:
    for rows in ROWS:
        given = values.get(rows.key, ())
        yield from row_problems(rows.key, rows.title, rows.fields, given, today=today_of(step))
        yield from (Problem(rows.key, problem.message) for row in given for problem in validity_checks(row))
    for rows in (MINISTRIES, HEADS):
        yield from overlap_problems(rows.key, rows.title, values.get(rows.key, ()))
