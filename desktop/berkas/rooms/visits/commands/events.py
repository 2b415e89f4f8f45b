"""Saves outreach events with speakers, participants, partners and the aspirations they leave behind."""

from collections.abc import Mapping, Sequence
from typing import Any

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
from berkas.rooms.visits.fields.event import EVENT, EVENT_ROWS, event_checks, event_row_checks
from berkas.rooms.visits.fields.visit import clock_text
from berkas.rooms.visits.queries.events import EVENT_TABLES
from berkas.rules.fields import problems
from berkas_db.changes import Step
from berkas_db.tables import Aspiration, OutreachEvent


def save_event(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update an outreach event; rows whose key is not in `values` stay. Returns the id."""
    require(step.actor, Right.RECORD)
    own = dict(values)
    today = today_of(step)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, OutreachEvent, f"ACR-{str(own.get('on_date') or today)[:4]}")
    merged = values_before(step, OutreachEvent, id) | own
    found = [
        *problems(EVENT, merged, today=today, checks=(event_checks,)),
        *(
            problem
            for rows in EVENT_ROWS
            for problem in row_problems(rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today)
        ),
        *event_row_checks(own),
    ]
    refuse_hard(found)
    own |= {key: clock_text(own[key]) for key in ("from_time", "until_time") if key in own}
    saved = save_record(step, OutreachEvent, own, id=id, version=version)
    for key, (model, order) in EVENT_TABLES.items():
        if key in own and key != "aspirations":
            rows = [
                dict(row) | ({"sort": sort} if "sort" in order else {}) for sort, row in enumerate(own[key])
            ]
            save_children(step, model, "event_id", saved, rows)
    if "aspirations" in own:
        _save_aspirations(step, saved, merged, own["aspirations"])
    keep_doubts(step, OutreachEvent, saved, found, reason)
    step.say(f"Acara {merged.get('code')} disimpan", reason)
    return saved


def _save_aspirations(
    step: Step, event_id: int, event: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> None:
    """New aspirations get a code and the day of the event; those taken out go to the trash."""
    first = next_code(step, Aspiration, f"ASP-{str(event['on_date'])[:4]}")
    stem, _, serial = first.rpartition("-")
    number = int(serial)
    own: list[dict[str, Any]] = []
    for row in rows:
        complete = {key: value for key, value in row.items() if key != "code"}
        if row.get("id") is None:
            complete |= {
                "code": f"{stem}-{number:03}",
                "on_date": row.get("on_date") or event["on_date"],
                "unit_id": row.get("unit_id") or event.get("unit_id"),
                "is_example": bool(event.get("is_example")),
            }
            number += 1
        own.append(complete)
    save_children(step, Aspiration, "event_id", event_id, own)
