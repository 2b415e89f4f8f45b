"""Makes tasks out of complaints and of findings of a supervision; they stand in the room of follow-ups."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.numbering import next_code
from berkas.engine.records import today_of, values_before
from berkas.rules.vocabulary import FollowupOrigin, FollowupStatus
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Complaint, Finding, Followup, Supervision, SupervisionFinding, Unit

_OPEN = tuple(status.value for status in FollowupStatus if status.is_open)
_TITLE = 200


def insert_task(step: Step, own: Mapping[str, Any], owner_name: str, due_on: str | None) -> int:
    """Insert one task with its owner; a day that has passed already makes it late at once."""
    require(step.actor, Right.RECORD)
    if not owner_name.strip():
        raise Refused("Tulis penanggung jawabnya.", "", ("owner_name",))
    today = today_of(step)
    return step.insert(
        Followup,
        dict(own)
        | {
            "code": next_code(step, Followup, f"TL-{today.year}"),
            "owner_name": owner_name.strip(),
            "start_on": min(today.isoformat(), due_on or today.isoformat()),
            "due_on": due_on,
        },
    )


def task_of_complaint(step: Step, id: int, owner_name: str, task: str) -> int:
    """Make a task of a complaint; it is secret where the complaint is. Returns the task's id."""
    require(step.actor, Right.RECORD)
    row = values_before(step, Complaint, id)
    if not task.strip():
        raise Refused("Tulis yang harus dilakukan.", "", ("task",))
    made = insert_task(
        step,
        {
            "title": f"Pengaduan {row['number']}", "task": task.strip(), "complaint_id": id,
            "source": FollowupOrigin.PENGADUAN.value, "unit_id": row["unit_id"], "obh_id": row["obh_id"],
            "is_secret": bool(row["is_restricted"] or row["is_secret"]), "is_example": row["is_example"],
        },
        owner_name,
        row["next_due_on"],
    )  # fmt: skip
    step.say(f"Tugas dari pengaduan {row['number']} dibuat")
    return made


def tasks_of_supervision(step: Step, id: int, owner_name: str) -> int:
    """Make a task of every open finding of a supervision that has none yet. Returns how many.

    What is said of a component goes into the title; the limit goes with it.
    """
    require(step.actor, Right.RECORD)
    row = values_before(step, Supervision, id)
    unit = step.session.get_one(Unit, row["unit_id"]).name
    told = select(Finding.supervision_finding_id).where(
        Finding.supervision_finding_id.is_not(None), Finding.trashed_at.is_(None)
    )
    findings = step.session.execute(
        select(SupervisionFinding)
        .where(
            SupervisionFinding.supervision_id == id,
            SupervisionFinding.trashed_at.is_(None),
            SupervisionFinding.status.in_(_OPEN),
            SupervisionFinding.id.not_in(told),
        )
        .order_by(SupervisionFinding.sort, SupervisionFinding.id)
    ).scalars()
    origin = FollowupOrigin.OMBUDSMAN if row["origin"] == "ombudsman" else FollowupOrigin.STANDAR_LAYANAN
    number = 0
    for finding in findings.all():
        common = {
            "title": f"{unit}: {finding.text}"[:_TITLE], "source": origin.value, "unit_id": row["unit_id"],
            "due_on": finding.due_on, "is_example": row["is_example"],
        }  # fmt: skip
        kept = step.insert(
            Finding,
            common
            | {
                "code": next_code(step, Finding, f"TM-{today_of(step).year}"),
                "text": finding.text, "advice": finding.advice, "severity": finding.severity,
                "kind": finding.kind, "supervision_finding_id": finding.id,
                "found_on": row["report_on"] or row["on_date"] or today_of(step).isoformat(),
                "status": FollowupStatus.SEDANG_DITINDAKLANJUTI.value,
            },
        )  # fmt: skip
        insert_task(
            step,
            {key: value for key, value in common.items() if key != "due_on"}
            | {"task": finding.advice or finding.text, "finding_id": kept},
            owner_name,
            finding.due_on,
        )
        number += 1
    if not number:
        raise Refused("Tidak ada temuan terbuka yang belum menjadi tugas.")
    step.say(f"{number} tugas dibuat dari pengawasan {row['code']}")
    return number
