"""Saves Posbankum and the legal-aid services inside prisons."""

from collections.abc import Mapping
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
    values_before,
)
from berkas.rooms.obh.fields.posts import (
    PARALEGALS,
    POSBANKUM,
    PRISON,
    REPORTS,
    SESSIONS,
    post_checks,
    prison_checks,
)
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.tables import (
    Posbankum,
    PosbankumParalegal,
    PosbankumReport,
    PrisonService,
    PrisonSession,
    Unit,
)


def save_posbankum(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a Posbankum with its paralegals and weekly reports. Returns the id."""
    require(step.actor, Right.RECORD)
    own = dict(values)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Posbankum, "POS", width=4)
    merged = values_before(step, Posbankum, id) | own
    today = today_of(step)
    found = problems(POSBANKUM, merged, today=today, checks=(post_checks,))
    for rows in (PARALEGALS, REPORTS):
        found += row_problems(rows.key, rows.title, rows.fields, values.get(rows.key, ()), today=today)
    refuse_hard(found)
    saved = save_record(step, Posbankum, own, id=id, version=version)
    for key, model in ((PARALEGALS.key, PosbankumParalegal), (REPORTS.key, PosbankumReport)):
        if key in values:
            save_children(step, model, "posbankum_id", saved, values[key])
    keep_doubts(step, Posbankum, saved, found, reason)
    step.say(f"Posbankum {merged.get('name')} disimpan", reason)
    return saved


def save_prison(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a service inside a prison with the days it was held. Returns the id."""
    require(step.actor, Right.RECORD)
    merged = values_before(step, PrisonService, id) | dict(values)
    today = today_of(step)
    found = problems(PRISON, merged, today=today, checks=(prison_checks,))
    found += row_problems(
        SESSIONS.key, SESSIONS.title, SESSIONS.fields, values.get(SESSIONS.key, ()), today=today
    )
    refuse_hard(found)
    saved = save_record(step, PrisonService, values, id=id, version=version)
    if SESSIONS.key in values:
        save_children(step, PrisonSession, "service_id", saved, values[SESSIONS.key])
    keep_doubts(step, PrisonService, saved, found, reason)
    name = step.session.execute(select(Unit.name).where(Unit.id == int(merged["unit_id"]))).scalar_one()
    step.say(f"Layanan bantuan hukum di {name} disimpan", reason)
    return saved
