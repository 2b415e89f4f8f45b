"""Saves one visit with its purposes, teams, places, names to trace and letters in one step."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.naming import named_in, people_of_visit
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
)
from berkas.rooms.visits.fields.visit import VISIT, VISIT_ROWS, clock_text, visit_checks, visit_row_checks
from berkas.rooms.visits.queries.visits import load_visit
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    Attendance,
    LetterOfAssignment,
    Trace,
    Visit,
    VisitMember,
    VisitPlace,
    VisitPurpose,
    VisitTeam,
)

_SENT_OUT = {
    "press_text": "Siaran pers",
    "short_message": "Pesan singkat",
    "summary": "Uraian hasil",
    "recommendations": "Saran",
    "met_text": "Yang ditemui",
}
"""Texts that leave the office; nobody interviewed may be named in them."""
_ROW_KEYS = frozenset(rows.key for rows in VISIT_ROWS)
IN_USE = "Tempat yang sudah dipakai pada lembar wawancara tidak dapat dihapus."


def save_visit(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a visit; rows whose key is not in `values` stay as they are. Returns the id.

    `purposes` are codes; `team` of members and places is a team's number, `place` of a trace the place's
    number in the list. Refuses hard problems with a sentence, soft ones unless `reason` says why.
    """
    require(step.actor, Right.RECORD)
    own = dict(values)
    today = today_of(step)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, Visit, f"KEG-{str(own.get('from_date') or today)[:4]}")
    if own.get("from_date") and not own.get("until_date"):
        own["until_date"] = own["from_date"]
    before = dict(load_visit(step.session, id).values) if id is not None else {}
    merged = before | own
    found = [
        *problems(VISIT, merged, today=today, checks=(visit_checks,)),
        *(
            problem
            for rows in VISIT_ROWS
            for problem in row_problems(rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today)
        ),
        *(
            named_in(step.session, people_of_visit(step.session, id), own, _SENT_OUT)
            if id is not None
            else ()
        ),
        *(visit_row_checks(merged) if id is None or _ROW_KEYS & set(own) else ()),
    ]
    refuse_hard(found)
    saved = save_record(step, Visit, own, id=id, version=version)
    if "purposes" in own:
        _save_purposes(step, saved, own["purposes"] or ())
    _save_rows(step, saved, own)
    keep_doubts(step, Visit, saved, found, reason)
    step.say(f"Kegiatan {merged.get('code')} disimpan", reason)
    return saved


def _save_purposes(step: Step, visit_id: int, purposes: Sequence[str]) -> None:
    there = {
        row.purpose: row.id
        for row in step.session.execute(
            select(VisitPurpose.purpose, VisitPurpose.id).where(VisitPurpose.visit_id == visit_id)
        )
    }
    for purpose, id_ in there.items():
        if purpose not in purposes:
            step.delete(VisitPurpose, id_)
    for purpose in dict.fromkeys(purposes):
        if purpose not in there:
            step.insert(VisitPurpose, {"visit_id": visit_id, "purpose": purpose})


def _save_rows(step: Step, visit_id: int, values: Mapping[str, Any]) -> None:
    teams = _save_teams(step, visit_id, values)
    if "places" in values:
        _save_places(step, visit_id, [_with_team(row, teams) for row in values["places"]])
    if "members" in values:
        rows = [
            {"name": None} | _with_team(row, teams) | {"sort": sort}
            for sort, row in enumerate(values["members"])
        ]
        save_children(step, VisitMember, "visit_id", visit_id, rows)
    if "letters" in values:
        save_children(step, LetterOfAssignment, "visit_id", visit_id, values["letters"])
    if "attendance" in values:
        _save_attendance(step, visit_id, values["attendance"])
    if "traces" in values:
        places = _places_in_order(step, visit_id)
        rows = [
            dict(row)
            | {"sort": sort, "place_id": places[int(row["place"]) - 1] if row.get("place") else None}
            for sort, row in enumerate(values["traces"])
        ]
        save_children(step, Trace, "visit_id", visit_id, rows)
    _drop_empty_teams(step, visit_id, values)


def _with_team(row: Mapping[str, Any], teams: Mapping[int, int]) -> dict[str, Any]:
    number = row.get("team")
    return dict(row) | {"team_id": teams[int(number)] if number else None}


def _save_teams(step: Step, visit_id: int, values: Mapping[str, Any]) -> dict[int, int]:
    """Teams by number: those named, and those members and places speak of."""
    there = _teams(step, visit_id)
    named = {int(row["number"]): row.get("name") for row in values.get("teams", ())}
    spoken = {
        int(row["team"]) for key in ("members", "places") for row in values.get(key, ()) if row.get("team")
    }
    for number in sorted(set(named) | spoken):
        if number not in there:
            own = {"visit_id": visit_id, "number": number, "name": named.get(number)}
            there[number] = step.insert(VisitTeam, own)
        elif number in named:
            step.update(VisitTeam, there[number], {"name": named[number]})
    return there


def _teams(step: Step, visit_id: int) -> dict[int, int]:
    rows = step.session.execute(select(VisitTeam.number, VisitTeam.id).where(VisitTeam.visit_id == visit_id))
    return {row.number: row.id for row in rows}


def _drop_empty_teams(step: Step, visit_id: int, values: Mapping[str, Any]) -> None:
    """Teams that were taken out of the list and that nobody belongs to any more."""
    if "teams" not in values:
        return
    named = {int(row["number"]) for row in values["teams"]}
    for number, team_id in _teams(step, visit_id).items():
        if number in named:
            continue
        used = any(
            step.session.execute(select(model.id).where(model.team_id == team_id).limit(1)).first()
            for model in (VisitMember, VisitPlace)
        )
        if not used:
            step.delete(VisitTeam, team_id)


def _save_places(step: Step, visit_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    kept = {row.get("id") for row in rows}
    gone = [id_ for id_ in _places_in_order(step, visit_id) if id_ not in kept]
    used = step.session.execute(
        select(Assessment.code).where(Assessment.place_id.in_(gone), Assessment.trashed_at.is_(None)).limit(1)
    ).scalar_one_or_none()
    if used is not None:
        raise Refused(f"{IN_USE} Lembar {used} memakainya.", fields=("places",))
    for trace_id in step.session.execute(select(Trace.id).where(Trace.place_id.in_(gone))).scalars().all():
        step.update(Trace, trace_id, {"place_id": None})
    own = [
        dict(row)
        | {
            "sort": sort,
            "from_time": clock_text(row.get("from_time")),
            "until_time": clock_text(row.get("until_time")),
        }
        for sort, row in enumerate(rows)
    ]
    save_children(step, VisitPlace, "visit_id", visit_id, own)


def _places_in_order(step: Step, visit_id: int) -> list[int]:
    statement = select(VisitPlace.id).where(VisitPlace.visit_id == visit_id)
    return list(step.session.execute(statement.order_by(VisitPlace.sort, VisitPlace.id)).scalars())


def _save_attendance(step: Step, visit_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """The officials of the attendance sheet; respondents stand there by the code of their sheet."""
    statement = select(Attendance.id).where(Attendance.visit_id == visit_id, Attendance.sheet == "pejabat")
    there = set(step.session.execute(statement).scalars())
    for gone in sorted(there - {row.get("id") for row in rows}):
        step.delete(Attendance, gone)
    for sort, row in enumerate(rows):
        own = {key: row.get(key) for key in ("name", "position", "agency")} | {"sort": sort}
        if row.get("id") in there:
            step.update(Attendance, row["id"], own)
        else:
            step.insert(Attendance, own | {"visit_id": visit_id, "sheet": "pejabat"})
