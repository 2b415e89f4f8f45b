"""Saves Posbankum and the legal-aid services inside prisons."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

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
    values_before,
)
from berkas.rooms.obh.fields.posts import (
    COUNTS,
    PARALEGALS,
    POSBANKUM,
    PRISON,
    REPORTS,
    SESSIONS,
    post_checks,
    prison_checks,
)
from berkas.rooms.obh.queries.accredited import accredited_on
from berkas.rules.fields import Problem, Severity, problems
from berkas_db.changes import Step
from berkas_db.tables import (
    Agreement,
    Posbankum,
    PosbankumParalegal,
    PosbankumReport,
    PrisonService,
    PrisonSession,
    Unit,
)

_PRISONS = ("lapas", "rutan", "lpka")
"""What the kinds of units begin with in which such a service is held."""


def save_posbankum(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a Posbankum with its paralegals and weekly reports. Returns the id."""
    require(step.actor, Right.RECORD)
    own = keep_files(step, values)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Posbankum, "POS", width=4)
    merged = values_before(step, Posbankum, id) | own
    today = today_of(step)
    found = problems(POSBANKUM, merged, today=today, checks=(post_checks,))
    for rows in (PARALEGALS, REPORTS):
        found += row_problems(rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today)
    found += _same_village(step, merged, id)
    refuse_hard(found)
    saved = save_record(step, Posbankum, own, id=id, version=version)
    for key, model in ((PARALEGALS.key, PosbankumParalegal), (REPORTS.key, PosbankumReport)):
        if key in own:
            save_children(step, model, "posbankum_id", saved, own[key])
    keep_doubts(step, Posbankum, saved, found, reason)
    step.say(f"Posbankum {merged.get('name')} disimpan", reason)
    return saved


def _same_village(step: Step, values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """A village has one post."""
    statement = select(Posbankum.name).where(
        Posbankum.village == values.get("village"),
        Posbankum.regency_id == int(values.get("regency_id") or 0),
        func.ifnull(Posbankum.district, "") == (values.get("district") or ""),
        Posbankum.trashed_at.is_(None),
        Posbankum.closed_on.is_(None),
        Posbankum.id != (id or 0),
    )
    same = step.session.execute(statement.limit(1)).scalar_one_or_none()
    if same is not None and not values.get("closed_on"):
        yield Problem("village", f"Desa atau kelurahan ini sudah mempunyai Posbankum: {same}.", Severity.SOFT)


def tick_week(step: Step, monday: date, post_id: int, report: Mapping[str, Any] | None) -> int:
    """Tick the report of one post for one week, with its counts, or take the tick away (None). Returns the
    post's id.
    """
    require(step.actor, Right.RECORD)
    known = step.session.execute(
        select(PosbankumReport.id, PosbankumReport.received_on).where(
            PosbankumReport.posbankum_id == post_id, PosbankumReport.week_start == monday.isoformat()
        )
    ).one_or_none()
    name = step.session.execute(select(Posbankum.name).where(Posbankum.id == post_id)).scalar_one()
    if report is None:
        if known is not None:
            step.delete(PosbankumReport, known.id)
        step.say(f"Centang laporan mingguan {name} dicabut")
        return post_id
    today = today_of(step)
    row = {"week_start": monday.isoformat(), "received_on": known.received_on if known else today.isoformat()}
    row |= {key: int(report.get(key) or 0) for key in COUNTS} | {"is_nil": bool(report.get("is_nil"))}
    found = row_problems(REPORTS.key, REPORTS.title, REPORTS.fields, [row], today=today)
    refuse_hard([*found, *post_checks({"reports": [row]})])
    if known is None:
        step.insert(PosbankumReport, row | {"posbankum_id": post_id})
    else:
        step.update(PosbankumReport, known.id, row)
    step.say(f"Laporan mingguan {name} dicatat")
    return post_id


def _around_service(step: Step, values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """What does not fit a service inside a prison: its place, its partner, its agreement, another service."""
    unit_id, obh_id, first = values.get("unit_id"), values.get("obh_id"), values.get("valid_from")
    if not (unit_id and obh_id and first):
        return
    kind = step.session.execute(select(Unit.kind).where(Unit.id == int(unit_id))).scalar_one_or_none()
    if kind and not kind.startswith(_PRISONS):
        yield Problem(
            "unit_id", "Unit ini bukan Lapas, Rutan, atau LPKA. Pastikan pilihannya.", Severity.SOFT
        )
    if not accredited_on(step.session, int(obh_id), first):
        yield Problem(
            "obh_id", "OBH itu tidak tercatat terakreditasi saat layanan ini mulai berlaku.", Severity.SOFT
        )
    last = values.get("valid_until") or "9999"
    if values.get("agreement_id"):
        ends = step.session.execute(
            select(Agreement.valid_until).where(Agreement.id == int(values["agreement_id"]))
        ).scalar_one_or_none()
        if ends and ends < last:
            yield Problem(
                "agreement_id", "Perjanjiannya berakhir lebih dahulu daripada layanan ini.", Severity.SOFT
            )
    twin = select(PrisonService.id).where(
        PrisonService.unit_id == int(unit_id),
        PrisonService.obh_id == int(obh_id),
        PrisonService.trashed_at.is_(None),
        PrisonService.id != (id or 0),
        PrisonService.valid_from <= last,
        func.ifnull(PrisonService.valid_until, "9999") >= first,
    )
    if step.session.execute(twin.limit(1)).first() is not None:
        yield Problem(
            "obh_id", "OBH ini sudah tercatat sebagai mitra unit itu pada masa yang sama.", Severity.SOFT
        )


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
    found += _around_service(step, merged, id)
    refuse_hard(found)
    saved = save_record(step, PrisonService, values, id=id, version=version)
    if SESSIONS.key in values:
        save_children(step, PrisonSession, "service_id", saved, values[SESSIONS.key])
    keep_doubts(step, PrisonService, saved, found, reason)
    name = step.session.execute(select(Unit.name).where(Unit.id == int(merged["unit_id"]))).scalar_one()
    step.say(f"Layanan bantuan hukum di {name} disimpan", reason)
    return saved
