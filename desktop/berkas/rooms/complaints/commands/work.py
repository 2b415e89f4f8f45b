"""One step of work on a complaint: checked against its state, written as an event, due dates made again.

Legal steps are never taken out; they are marked as not applicable with a reason. Nothing is routed to the
one complained about.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from berkas.engine import due
from berkas.engine.access import Right, require, require_any
from berkas.engine.records import refuse_hard, today_of, values_before
from berkas.rooms.complaints.fields.work import BY_KIND, ROUTES, Move, is_named, plain_words, questions
from berkas.rooms.complaints.queries.complaints import (
    complaint_numbered,
    names_of_accused,
    refuse_restricted,
)
from berkas.rules.dates import show_medium
from berkas.rules.fields import Choice, problems
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas.rules.vocabulary import ComplaintStatus, Consent
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Complainant,
    Complaint,
    ComplaintEvent,
    ComplaintLink,
    Disposition,
    Letter,
    Unit,
)

_ANSWERS = frozenset({Event.DIJAWAB, Event.DIPUTUS, Event.DITOLAK})
_CLOSES = frozenset({Event.DITUTUP, Event.DICABUT, Event.DILIMPAHKAN, Event.DIGABUNG})


def record_event(
    step: Step, id: int, kind: Event, values: Mapping[str, Any], *, version: int | None = None
) -> int:
    """Do one step of work and return the event's id.

    Raises Refused when the state does not allow it, when a question is not answered, when it would go to
    the one complained about, when an answer is missing before closing, and for what a clock forbids.
    """
    require_any(step.actor, Right.RECORD, Right.DECIDE)
    move = BY_KIND.get(kind)
    if move is None:
        raise Refused(f"{kind.label} dicatat oleh Berkas sendiri.")
    require(step.actor, Right.DECIDE if move.decides else Right.RECORD)
    refuse_restricted(step.session, id, step.actor)
    before = values_before(step, Complaint, id)
    if before.get("trashed_at"):
        raise Refused("Pengaduan ini ada di Sampah.", "Pulihkan dahulu.")
    _check_state(move, before)
    steps = _steps(step, id)
    refuse_hard(problems(questions(move, steps), values, today=today_of(step)))
    _check_dates(step, id, before, values["on_date"])
    _check_people(step, id, kind, before, values)
    if kind is Event.DITUTUP:
        _check_answered(step, id)
    event = step.insert(ComplaintEvent, _event_values(step, id, kind, before, values))
    changed = _complaint_values(step, id, move, before, values)
    if changed:
        step.update(Complaint, id, changed, version=version)
    if kind is Event.DISPOSISI:
        _keep_disposition(step, id, values)
    due.keep(step, due.complaint_case(step.session, id))
    step.say(f"Pengaduan {before['number']}: {kind.label.lower()}", str(values.get("note") or ""))
    return event


def step_choices(plans: Sequence[due.StepPlan]) -> tuple[Choice, ...]:
    """The steps of the clock that are not done, as choices."""
    return tuple(
        Choice(one.step.key, one.step.label)
        for one in plans
        if one.done_on is None and not one.not_applicable
    )


def _steps(step: Step, id: int) -> tuple[Choice, ...]:
    return step_choices(due.plans_of(step.session, due.complaint_case(step.session, id)))


def _check_state(move: Move, before: Mapping[str, Any]) -> None:
    status = ComplaintStatus(before["status"])
    if status not in move.states:
        raise Refused(f"“{move.words}” tidak dapat dilakukan karena pengaduan ini {status.label.lower()}.")


def _check_dates(step: Step, id: int, before: Mapping[str, Any], on: str) -> None:
    """Not before the complaint came in, and not before what is already recorded."""
    if on < before["received_on"]:
        raise Refused(
            f"Tanggal ini sebelum pengaduan diterima ({_day(before['received_on'])}).",
            "Periksa tanggalnya.",
            ("on_date",),
        )
    latest = step.session.execute(
        select(ComplaintEvent.on_date, ComplaintEvent.kind)
        .where(
            ComplaintEvent.complaint_id == id,
            ComplaintEvent.kind.not_in([Event.CATATAN.value, Event.DICATAT.value]),
        )
        .order_by(ComplaintEvent.on_date.desc(), ComplaintEvent.id.desc())
        .limit(1)
    ).one_or_none()
    if latest is not None and on < latest.on_date:
        raise Refused(
            f"Tanggal ini sebelum langkah terakhir: {Event(latest.kind).label.lower()} pada "
            f"{_day(latest.on_date)}.",
            "Periksa tanggalnya.",
            ("on_date",),
        )


def _check_people(
    step: Step, id: int, kind: Event, before: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Routing never reaches the one complained about; asking them needs the complainant's consent."""
    recipient = str(values.get("recipient") or "")
    unit_id = int(values["unit_id"]) if values.get("unit_id") else None
    accused = _is_accused(step, id, recipient) or (unit_id is not None and unit_id == before["unit_id"])
    if kind in ROUTES and accused:
        raise Refused(
            "Pengaduan tidak disalurkan kepada yang diadukan.",
            "Pilih atasan atau pengawasnya; untuk bertanya, catat sebagai klarifikasi.",
            ("recipient",),
        )
    if kind in (Event.DITERUSKAN, Event.DILIMPAHKAN):
        _refuse_circle(step, id, recipient)
    if kind is not Event.KLARIFIKASI or not accused:
        return
    known = step.session.execute(select(Complainant.id).where(Complainant.complaint_id == id)).first()
    if known is not None and before["consent"] != Consent.DIBERIKAN:
        raise Refused(
            "Pelapor belum setuju halnya ditanyakan kepada yang diadukan.",
            "Minta persetujuannya, atau pilih “Menunggu dan digabung” pada lembar pengaduan.",
            ("recipient",),
        )


def _is_accused(step: Step, id: int, recipient: str) -> bool:
    return any(is_named(name, recipient, parts=parts) for name, parts in names_of_accused(step.session, id))


def _refuse_circle(step: Step, id: int, recipient: str) -> None:
    """A complaint does not go twice to the same place, unless it was opened again in between."""
    rows = step.session.execute(
        select(ComplaintEvent.kind, ComplaintEvent.recipient, ComplaintEvent.on_date)
        .where(
            ComplaintEvent.complaint_id == id,
            ComplaintEvent.kind.in_([Event.DITERUSKAN.value, Event.DIBUKA_KEMBALI.value]),
        )
        .order_by(ComplaintEvent.on_date, ComplaintEvent.id)
    ).all()
    reopened = max((n for n, row in enumerate(rows) if row.kind == Event.DIBUKA_KEMBALI), default=-1)
    for row in rows[reopened + 1 :]:
        if plain_words(row.recipient or "") == plain_words(recipient) != ():
            raise Refused(
                f"Pengaduan ini sudah disalurkan kepada {row.recipient} pada {_day(row.on_date)}; "
                "penyaluran itu berputar.",
                "Pilih penerima lain, atau catat disposisi.",
                ("recipient",),
            )


def _check_answered(step: Step, id: int) -> None:
    kinds = step.session.execute(
        select(ComplaintEvent.kind)
        .where(ComplaintEvent.complaint_id == id)
        .order_by(ComplaintEvent.on_date, ComplaintEvent.id)
    ).scalars()
    answered = False
    for kind in kinds:
        if kind == Event.DIBUKA_KEMBALI.value:
            answered = False
        elif Event(kind) in _ANSWERS:
            answered = True
    if not answered:
        raise Refused(
            "Pengaduan belum dijawab, maka belum dapat ditutup.", "Catat dahulu jawaban atau keputusannya."
        )


def _event_values(
    step: Step, id: int, kind: Event, before: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    recipient = values.get("recipient")
    if not recipient and values.get("unit_id"):
        unit = step.session.get(Unit, int(values["unit_id"]))
        recipient = unit.name if unit is not None else None
    return {
        "complaint_id": id,
        "kind": kind.value,
        "on_date": values["on_date"],
        "actor_id": step.actor.user_id,
        "actor_name": step.actor.name,
        "step_key": values.get("step_key"),
        "note": values.get("note"),
        "days": values.get("days"),
        "recipient": recipient,
        "letter_id": _keep_letter(step, id, kind, before, values),
    }


def _keep_letter(
    step: Step, id: int, kind: Event, before: Mapping[str, Any], values: Mapping[str, Any]
) -> int | None:
    """The paper that proves the step, as a line in the register of letters."""
    document = str(values.get("document") or "").strip()
    if not document:
        return None
    return step.insert(
        Letter,
        {
            "direction": "masuk" if kind in (Event.DICABUT, Event.JEDA_MULAI) else "keluar",
            "number": document,
            "year": int(values["on_date"][:4]),
            "letter_on": values["on_date"],
            "subject": f"Pengaduan {before['number']}: {kind.label}",
            "recipient": values.get("recipient"),
            "complaint_id": id,
        },
    )


def _complaint_values(
    step: Step, id: int, move: Move, before: Mapping[str, Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    """What the step changes on the complaint itself."""
    kind, on, note = move.kind, values["on_date"], values.get("note")
    changed: dict[str, Any] = {"status": move.leads_to.value} if move.leads_to is not None else {}
    if kind is Event.BERKAS_LENGKAP:
        changed["completed_on"] = on
        if before["status"] == ComplaintStatus.MENUNGGU_KELENGKAPAN:
            changed["status"] = ComplaintStatus.DIVERIFIKASI.value
    elif kind in (Event.DIJAWAB, Event.DITOLAK):
        changed |= {"answered_on": on, "result_text": note}
    elif kind is Event.DIPUTUS:
        changed |= {"decided_on": on, "result": values.get("result"), "result_text": note}
    elif kind is Event.DITUTUP:
        changed["has_benefit"] = values.get("has_benefit")
    elif kind is Event.DILIMPAHKAN:
        changed["handed_to"] = values.get("recipient")
    elif kind is Event.DIGABUNG:
        changed["merged_into_id"] = _merge(step, id, values)
    if kind in _CLOSES:
        changed |= {"closed_on": on, "close_reason": note or kind.label}
    if kind is Event.DIBUKA_KEMBALI:
        changed |= {"closed_on": None, "close_reason": None, "answered_on": None}
    return changed


def _merge(step: Step, id: int, values: Mapping[str, Any]) -> int:
    """Link a complaint to the one it is merged into; never in a circle."""
    target = complaint_numbered(step.session, values["other_number"])
    here: int | None = target
    while here is not None:
        if here == id:
            raise Refused(
                "Pengaduan tidak dapat digabung dengan dirinya sendiri atau melingkar.",
                "Pilih pengaduan induk yang lain.",
                ("other_number",),
            )
        here = step.session.execute(select(Complaint.merged_into_id).where(Complaint.id == here)).scalar_one()
    linked = step.session.execute(
        select(ComplaintLink.id).where(ComplaintLink.complaint_id == id, ComplaintLink.other_id == target)
    ).first()
    if linked is None:
        step.insert(
            ComplaintLink,
            {"complaint_id": id, "other_id": target, "kind": "duplikat", "reason": values.get("note")},
        )
    return target


def _keep_disposition(step: Step, id: int, values: Mapping[str, Any]) -> None:
    step.insert(
        Disposition,
        {
            "complaint_id": id,
            "from_name": step.actor.name,
            "to_name": values["recipient"],
            "instruction": values["note"],
            "on_date": values["on_date"],
            "due_on": values.get("due_on"),
        },
    )


def _day(text: str) -> str:
    return show_medium(date.fromisoformat(text))
