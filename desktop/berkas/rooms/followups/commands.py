"""Writes findings and follow-ups; a follow-up is closed by somebody else than its owner."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, may, require
from berkas.engine.consents import require_consent
from berkas.engine.naming import respondent_of
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
from berkas.rooms.followups.fields import FINDING, FOLLOWUP, NOTES, finding_checks, followup_checks
from berkas.rooms.followups.queries import OPEN, owner_words
from berkas.rules.fields import problems
from berkas.rules.vocabulary import FollowupStatus as Status
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Finding, Followup, FollowupNote, Official, SupervisionFinding


def save_followup(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a follow-up with its notes. Its state moves only through the steps below."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    before = values_before(step, Followup, id)
    whole = before | dict(values)
    if before.get("is_secret") and not whole.get("is_secret"):
        _refuse_telling(step, whole.get("finding_id"))
    rows: Sequence[Mapping[str, Any]] = values.get("notes", ())
    found = problems(FOLLOWUP, whole, today=today, checks=(followup_checks,))
    found += row_problems("notes", NOTES.title, NOTES.fields, rows, today=today)
    refuse_hard(found)
    own = {key: value for key, value in values.items() if key != "status"}
    if id is None:
        own["code"] = next_code(step, Followup, f"TL-{today.year}")
    saved = save_record(step, Followup, own, id=id, version=version)
    keep_doubts(step, Followup, saved, found, reason)
    if "notes" in values:
        named = [dict(row) | ({} if row.get("id") else {"actor_id": step.actor.user_id}) for row in rows]
        save_children(step, FollowupNote, "followup_id", saved, named)
    if any(not row.get("id") for row in rows):
        _begin(step, saved)
    step.say(f"Tindak lanjut {own.get('code') or whole['code']} disimpan")
    return saved


def _refuse_telling(step: Step, finding_id: int | None) -> None:
    """What one respondent said names that respondent to the PBH: it stays secret without consent."""
    told = select(Finding.assessment_id).where(Finding.id == finding_id)
    sheet = step.session.execute(told).scalar_one_or_none()
    person = respondent_of(step.session, sheet) if sheet is not None else None
    if person is not None:
        require_consent(step.session, person, "tanya_pbh")


def _begin(step: Step, id: int) -> None:
    """A first note means that work has begun."""
    if values_before(step, Followup, id)["status"] == Status.BELUM_DITINDAKLANJUTI:
        step.update(Followup, id, {"status": Status.SEDANG_DITINDAKLANJUTI.value})


def report_done(step: Step, id: int, result: str) -> None:
    """The owner says that it is done, and what was done; somebody else closes it afterwards."""
    require(step.actor, Right.RECORD)
    row = _open(step, id)
    if not result.strip():
        raise Refused("Tulis apa yang sudah dilakukan.", "", ("result_text",))
    _note(step, id, Status.DIAJUKAN_SELESAI, result)
    done = {"status": Status.DIAJUKAN_SELESAI.value, "reported_on": today_of(step).isoformat()}
    step.update(Followup, id, done | {"result_text": result.strip()})
    step.say(f"Tindak lanjut {row['code']} diajukan selesai")


def close_followup(step: Step, id: int, note: str, *, closer: str = "", impossible: bool = False) -> None:
    """Close a follow-up: done, or (`impossible`) not possible. Never by its own owner.

    In an office without users `closer` names who closes it; it must not be the owner's name.
    """
    if not (may(step.actor, Right.DECIDE) or may(step.actor, Right.VERIFY)):
        require(step.actor, Right.DECIDE)
    row = _open(step, id)
    if not note.strip():
        raise Refused("Tulis dasar penutupan, misalnya bukti yang dilihat.", "", ("close_note",))
    _refuse_owner(step, id, row, closer.strip())
    status = Status.TIDAK_DAPAT_DITINDAKLANJUTI if impossible else Status.SELESAI
    words = f"{closer.strip()}: {note.strip()}" if step.actor.user_id is None else note.strip()
    _note(step, id, status, words)
    step.update(
        Followup,
        id,
        {
            "status": status.value,
            "closed_on": today_of(step).isoformat(),
            "closed_by_id": step.actor.user_id,
            "close_note": words,
        },
    )
    if row["finding_id"]:
        _close_finding(step, row["finding_id"], status)
    step.say(f"Tindak lanjut {row['code']} ditutup", note.strip())


def reopen_followup(step: Step, id: int, reason: str) -> None:
    """Take a closed follow-up up again."""
    if not (may(step.actor, Right.DECIDE) or may(step.actor, Right.VERIFY)):
        require(step.actor, Right.DECIDE)
    row = values_before(step, Followup, id)
    if row["status"] in OPEN:
        raise Refused("Tindak lanjut ini masih terbuka.")
    if not reason.strip():
        raise Refused("Tulis alasan membuka kembali.")
    _note(step, id, Status.SEDANG_DITINDAKLANJUTI, reason)
    step.update(
        Followup,
        id,
        {"status": Status.SEDANG_DITINDAKLANJUTI.value, "closed_on": None, "closed_by_id": None,
         "close_note": None, "reported_on": None},
    )  # fmt: skip
    step.say(f"Tindak lanjut {row['code']} dibuka kembali", reason.strip())


def _open(step: Step, id: int) -> dict[str, Any]:
    row = values_before(step, Followup, id)
    if row["status"] not in OPEN:
        raise Refused("Tindak lanjut ini sudah ditutup.")
    return row


def _refuse_owner(step: Step, id: int, row: Mapping[str, Any], closer: str) -> None:
    own = "Tindak lanjut ditutup orang lain, bukan penanggung jawabnya sendiri."
    if step.actor.user_id is not None:
        official = step.session.execute(
            select(Official.user_id).where(Official.id == row["owner_official_id"])
        ).scalar()
        if step.actor.user_id in (row["owner_user_id"], official) or step.actor.name == row["owner_name"]:
            raise Refused(own, "Minta atasan atau verifikator menutupnya.")
        return
    if not closer:
        raise Refused("Tulis nama orang yang menutup.", "", ("closer",))
    if closer.casefold() == owner_words(step.session, id).strip().casefold():
        raise Refused(own, "Tulis nama orang lain yang memeriksa hasilnya.", ("closer",))


def _note(step: Step, id: int, status: Status, text: str) -> None:
    step.insert(
        FollowupNote,
        {"followup_id": id, "on_date": today_of(step).isoformat(), "actor_id": step.actor.user_id,
         "status": status.value, "text": text.strip()},
    )  # fmt: skip


def _close_finding(step: Step, finding_id: int, status: Status) -> None:
    """A finding is closed with the last of its follow-ups, and so is what a supervision found."""
    left = step.session.execute(
        select(Followup.id).where(
            Followup.finding_id == finding_id, Followup.status.in_(OPEN), Followup.trashed_at.is_(None)
        )
    ).first()
    if left is None:
        step.update(Finding, finding_id, {"status": status.value, "closed_on": today_of(step).isoformat()})
        seen = values_before(step, Finding, finding_id)["supervision_finding_id"]
        if seen is not None:
            done = {"status": status.value, "done_on": today_of(step).isoformat()}
            step.update(SupervisionFinding, seen, done)


def save_finding(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a finding."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    whole = values_before(step, Finding, id) | dict(values)
    found = problems(FINDING, whole, today=today, checks=(finding_checks,))
    refuse_hard(found)
    own = dict(values)
    if id is None:
        own["code"] = next_code(step, Finding, f"TM-{today.year}")
    saved = save_record(step, Finding, own, id=id, version=version)
    keep_doubts(step, Finding, saved, found, reason)
    step.say(f"Temuan {own.get('code') or whole['code']} disimpan")
    return saved


def followup_of_finding(step: Step, finding_id: int, owner_name: str) -> int:
    """Make a task out of a finding; place, limit and secrecy go with it. A limit that has passed stays: the
    task then starts on it and is late at once."""
    require(step.actor, Right.RECORD)
    finding = values_before(step, Finding, finding_id)
    today = today_of(step).isoformat()
    values = {
        "title": finding["title"],
        "task": finding["advice"] or finding["text"],
        "source": finding["source"],
        "finding_id": finding_id,
        "unit_id": finding["unit_id"],
        "obh_id": finding["obh_id"],
        "complaint_id": finding["complaint_id"],
        "owner_name": owner_name,
        "start_on": min(today, finding["due_on"] or today),
        "due_on": finding["due_on"],
        "is_secret": finding["is_secret"],
        "is_example": finding["is_example"],
    }
    saved = save_followup(step, values, id=None, version=None)
    if finding["status"] == Status.BELUM_DITINDAKLANJUTI:
        step.update(Finding, finding_id, {"status": Status.SEDANG_DITINDAKLANJUTI.value})
    return saved
