"""Writes aspirations, and makes of them a task or a complaint of their class."""

from collections.abc import Mapping
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.complaints.commands.intake import save_complaint
from berkas.rooms.complaints.commands.tasks import insert_task
from berkas.rooms.complaints.fields.aspirations import ASPIRATION
from berkas.rules.fields import problems
from berkas.rules.vocabulary import ComplaintStream, FollowupOrigin, FollowupStatus
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Aspiration

_TITLE = 80
"""So many letters of an aspiration stand as the title of what becomes of it."""


def save_aspiration(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep one aspiration; those of an event are kept with it as well."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    whole = values_before(step, Aspiration, id) | dict(values)
    found = problems(ASPIRATION, whole, today=today)
    refuse_hard(found)
    own = {key: value for key, value in values.items() if key != "code"}
    if id is None:
        own["code"] = next_code(step, Aspiration, f"ASP-{str(whole['on_date'])[:4]}")
    saved = save_record(step, Aspiration, own, id=id, version=version)
    keep_doubts(step, Aspiration, saved, found, reason)
    step.say(f"Aspirasi {own.get('code') or whole['code']} disimpan")
    return saved


def task_of_aspiration(step: Step, id: int, owner_name: str, due_on: str | None = None) -> int:
    """Make a task of an aspiration. Returns the task's id."""
    require(step.actor, Right.RECORD)
    row = _free(step, id)
    task = insert_task(
        step,
        {
            "title": _title(row["text"]), "task": row["text"], "source": FollowupOrigin.ASPIRASI.value,
            "unit_id": row["unit_id"], "obh_id": row["obh_id"], "is_example": row["is_example"],
        },
        owner_name,
        due_on,
    )  # fmt: skip
    step.update(Aspiration, id, {"followup_id": task, "status": FollowupStatus.SEDANG_DITINDAKLANJUTI.value})
    step.say(f"Aspirasi {row['code']} dijadikan tugas")
    return task


def complaint_of_aspiration(step: Step, id: int) -> int:
    """Enter an aspiration among the complaints, in its class and with its clock. Returns the complaint's id.

    It comes without a name, on the day it was said.
    """
    require(step.actor, Right.RECORD)
    row = _free(step, id)
    stream = ComplaintStream.PBH if row["obh_id"] and not row["unit_id"] else ComplaintStream.MUTU_LAYANAN
    if not row["unit_id"] and not row["obh_id"]:
        raise Refused("Pilih dahulu unit atau OBH yang dimaksud aspirasi ini.", "", ("unit_id",))
    values = {
        "stream": stream.value,
        "unit_id": str(row["unit_id"]) if row["unit_id"] else None,
        "obh_id": str(row["obh_id"]) if row["obh_id"] else None,
        "received_on": row["on_date"],
        "channel": "acara" if row["event_id"] else "lainnya",
        "complaint_class": row["complaint_class"],
        "title": _title(row["text"]),
        "body": row["text"],
        "is_anonymous": True,
        "is_example": row["is_example"],
    }
    reason = f"Dari aspirasi {row['code']}."
    complaint = save_complaint(step, values, id=None, version=None, reason=reason)
    own = {"complaint_id": complaint, "status": FollowupStatus.SEDANG_DITINDAKLANJUTI.value}
    step.update(Aspiration, id, own)
    step.say(f"Aspirasi {row['code']} dicatat sebagai pengaduan")
    return complaint


def _free(step: Step, id: int) -> dict[str, Any]:
    """An aspiration of which nothing has become yet."""
    row = values_before(step, Aspiration, id)
    if row["complaint_id"] or row["followup_id"]:
        raise Refused("Aspirasi ini sudah menjadi tugas atau pengaduan.", "Buka yang sudah ada.")
    return row


def _title(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1].rstrip()}…"
