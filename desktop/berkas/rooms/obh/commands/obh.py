"""Saves one OBH with all its rows in one step."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.keptfiles import keep_files
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.rooms.obh.commands.accreditation import HANGING, save_accreditations, save_board
from berkas.rooms.obh.commands.money import save_money
from berkas.rooms.obh.commands.people import namesakes, save_people
from berkas.rooms.obh.fields.accreditation import accreditation_checks, board_checks
from berkas.rooms.obh.fields.obh import OBH, identity_checks, name_doubt
from berkas.rooms.obh.fields.row_checks import row_checks
from berkas.rooms.obh.fields.rows import ROWS
from berkas.rooms.obh.queries.board import period_spans
from berkas.rooms.obh.queries.likeness import names_like
from berkas.rooms.obh.queries.obh import PLAIN_ROWS, load_obh
from berkas.rules.fields import Problem, problems
from berkas_db.changes import Step
from berkas_db.tables import Obh


def save_obh(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an OBH; rows whose key is not in `values` stay as they are. Returns the id.

    Refuses hard problems with a sentence, soft ones unless `reason` says why; a moved version is a Conflict.
    """
    require(step.actor, Right.RECORD)
    own = keep_files(step, values)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Obh, "OBH")
    before = dict(load_obh(step.session, id).values) if id is not None else {}
    merged = _without_loose_ends(before | own, given=own)
    found = list(_problems(step, merged, id, name_moved=own.get("name", "") != before.get("name", "")))
    refuse_hard(found)
    saved = save_record(step, Obh, own, id=id, version=version)
    for key, (model, _order) in PLAIN_ROWS.items():
        if key in own and key != "accreditations":
            save_children(step, model, "obh_id", saved, own[key])
    if {"accreditations", *(key for key, _model in HANGING)} & set(own):
        save_accreditations(step, saved, merged, own)
    if "people" in own:
        save_people(step, saved, own["people"])
    if {"contracts", "addenda", "realisations"} & set(own):
        save_money(step, saved, merged)
    if own.get("board_period") and "requirements" in own:
        save_board(step, saved, int(own["board_period"]), own["requirements"])
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
    yield from accreditation_checks(values, period_spans(step.session))
    yield from namesakes(step, values.get("people", ()), id)
    yield from _branch(step, values, id)
    if name_moved:
        likely = names_like(step.session, values.get("name") or "", but=id)
        if doubt := name_doubt([name.name for name in likely]):
            yield doubt


def _without_loose_ends(values: dict[str, Any], *, given: Mapping[str, Any]) -> dict[str, Any]:
    """Stages and numbers that were not handed in go with the accreditation that was taken away."""
    periods = {str(row.get("period_id")) for row in values.get("accreditations", ())}
    for key, _model in HANGING:
        if key in values and key not in given:
            values[key] = [row for row in values[key] if str(row["period_id"]) in periods]
    return values


def _branch(step: Step, values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """A branch hangs on a head office, never on itself or on another branch."""
    parent = values.get("parent_id")
    if not parent:
        return
    if id is not None and int(parent) == id:
        yield Problem("parent_id", "Kantor pusat: OBH ini sendiri tidak dapat menjadi kantor pusatnya.")
        return
    if step.session.execute(select(Obh.parent_id).where(Obh.id == int(parent))).scalar_one_or_none():
        yield Problem("parent_id", "Kantor pusat: yang dipilih adalah kantor cabang. Pilih kantor pusatnya.")
    if id is not None and step.session.execute(select(Obh.id).where(Obh.parent_id == id).limit(1)).first():
        yield Problem("parent_id", "Kantor pusat: OBH ini mempunyai cabang, jadi bukan kantor cabang.")
