"""Writes a complaint as it comes in, and what is corrected later: number, clock, complainant, accused."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from berkas.engine import children, due, identities
from berkas.engine.access import Right, require
from berkas.engine.accused import correct_accused, keep_accused, reveal_accused
from berkas.engine.naming import named_in, people_of_complaint
from berkas.engine.numbering import next_number
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.complaints.fields.intake import (
    ACCUSED,
    ALL_TARGETS,
    COMPLAINT,
    REPORTER,
    TARGETS,
    intake_checks,
)
from berkas.rooms.complaints.fields.work import is_named
from berkas.rooms.complaints.queries.complaints import (
    names_of_accused,
    refuse_restricted,
    reporter_code,
    tracked,
)
from berkas.rules.fields import Problem, Severity, problems
from berkas.rules.vocabulary import ComplaintClass
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, Complainant, Complaint, ComplaintAccused, ComplaintEvent, Unit

NUMBER_KIND = "pengaduan"
"""The office's number pattern of the register of complaints."""
_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 6

_BEGINS: Mapping[str, Event] = {
    ComplaintClass.OMBUDSMAN_KOREKTIF.value: Event.PRODUK_OMBUDSMAN_DITERIMA,
    ComplaintClass.PPID_KEBERATAN.value: Event.DIAJUKAN_KEBERATAN,
    ComplaintClass.PERMOHONAN_BANKUM.value: Event.BERKAS_LENGKAP,
}
"""Classes whose clock starts at an event of its own on the day of receipt."""


def save_complaint(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a complaint: number, code for the telephone, first events, due dates, complainant in the vault.

    `values` are those of the form with `accused` rows; `reason` says why doubts are saved all the same. The
    clock is chosen by class and day of receipt, and chosen again only when one of them is corrected.
    """
    require(step.actor, Right.RECORD)
    before = values_before(step, Complaint, id)
    if id is not None:
        refuse_restricted(step.session, id, step.actor)
    today = today_of(step)
    if id is not None:
        before["reporter_code"] = reporter_code(step.session, id)
    whole = before | dict(values)
    accused: Sequence[Mapping[str, Any]] = values.get("accused", ())
    found = _new_problems(before, whole, today)
    found += row_problems("", "Yang diadukan", ACCUSED, accused, today=today)
    if id is not None:
        found += named_in(step.session, people_of_complaint(step.session, id), values, {"title": "Judul"})
    found += _owner_problems(step, whole, accused if "accused" in values else ())
    refuse_hard(found)
    _refuse_twin(step, whole, id)
    own = _own_values(step, values, whole)
    own |= _clock(step, before, whole)
    if id is None:
        own |= _first(step, whole, today)
    saved = save_record(step, Complaint, own, id=id, version=version)
    if "accused" in values:
        rows = [row for row in accused if row.get("id") or any(row.get(field.key) for field in ACCUSED)]
        keep_accused(step, saved, rows, on=date.fromisoformat(whole["received_on"]))
    _keep_beginning(step, saved, before, whole, today)
    _keep_reporter(step, saved, values, whole, reason)
    _settle_children(step, saved)
    due.keep(step, due.complaint_case(step.session, saved))
    keep_doubts(step, Complaint, saved, found, reason)
    number = own.get("number") or before.get("number")
    step.say(f"Pengaduan {number} {'diperbarui' if id is not None else 'dicatat'}")
    return saved


def _new_problems(before: Mapping[str, Any], whole: Mapping[str, Any], today: date) -> list[Problem]:
    """What is wrong, without the doubts that were there and answered before."""
    found = problems(COMPLAINT, whole, today=today, checks=(intake_checks,))
    if not before:
        return found
    older = problems(COMPLAINT, {**whole, **before}, today=today, checks=(intake_checks,))
    answered = {problem.key for problem in older if problem.severity is Severity.SOFT}
    return [problem for problem in found if problem.severity is Severity.HARD or problem.key not in answered]


def _owner_problems(
    step: Step, whole: Mapping[str, Any], accused: Sequence[Mapping[str, Any]]
) -> list[Problem]:
    """Nobody answers for a complaint about themselves."""
    user = step.session.get(AppUser, int(whole["owner_id"])) if whole.get("owner_id") else None
    owners = {"owner_id": user.full_name if user else "", "owner_name": str(whole.get("owner_name") or "")}
    names = [(str(row.get("name") or ""), True) for row in accused]
    if whole.get("id"):
        names += names_of_accused(step.session, int(whole["id"]))
    return [
        Problem(key, "Penanggung jawab tidak boleh orang atau unit yang diadukan.")
        for key, owner in owners.items()
        if owner and any(is_named(name, owner, parts=parts) for name, parts in names)
    ]


def free_number(step: Step, on: date) -> str:
    """The next number of the register; one that was typed by hand or imported is stepped over."""
    while True:
        number = next_number(step, NUMBER_KIND, on, own_series=True)
        taken = step.session.execute(select(Complaint.id).where(Complaint.number == number)).first()
        if taken is None:
            return number


def _first(step: Step, whole: Mapping[str, Any], today: date) -> dict[str, Any]:
    received = date.fromisoformat(whole["received_on"])
    return {
        "number": whole.get("number") or free_number(step, received),
        "agenda_on": today.isoformat(),
        "ask_code": "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH)),
        "receiver_id": step.actor.user_id,
    }


def _own_values(step: Step, values: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of the complaint: targets of other streams are emptied, HAM is restricted."""
    own = {key: value for key, value in values.items() if key not in REPORTER and key != "reporter_code"}
    targets = TARGETS.get(whole["stream"], ())
    own |= {key: None for key in ALL_TARGETS if key not in targets}
    if whole["complaint_class"] == ComplaintClass.PENGADUAN_HAM:
        own["is_restricted"] = True
    unit = own.get("unit_id")
    if unit and step.session.get(Unit, int(unit)) is None:
        raise Refused("Unit yang diadukan tidak dikenal.", "Pilih unit dari daftar.", ("unit_id",))
    return own


def _refuse_twin(step: Step, whole: Mapping[str, Any], id: int | None) -> None:
    system, number = whole.get("external_system"), whole.get("external_number")
    twin = tracked(step.session, system, number, but=id) if system and number else None
    if twin is not None:
        raise Refused(
            f"Nomor pelacakan {number} sudah tercatat pada pengaduan {twin[1]}.",
            "Buka pengaduan itu.",
            ("external_number",),
        )


def _clock(step: Step, before: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """The rule the complaint runs under from its first day on."""
    same = all(before.get(key) == whole[key] for key in ("complaint_class", "received_on"))
    if before and same:
        return {}
    cls = whole["complaint_class"]
    version = due.version_on(step.session, cls, date.fromisoformat(whole["received_on"]))
    return {"clock_key": cls, "clock_version": version.key}


def _keep_beginning(
    step: Step, id: int, before: Mapping[str, Any], whole: Mapping[str, Any], today: date
) -> None:
    """The events a complaint begins with; they follow its class and its days when these are corrected."""
    received, cls = whole["received_on"], whole["complaint_class"]
    wanted = {Event.DITERIMA: received, Event.DICATAT: today.isoformat()}
    if whole.get("event_on") and cls == ComplaintClass.UU25_2009:
        wanted[Event.LAYANAN_DITERIMA] = whole["event_on"]
    if cls == ComplaintClass.PPID:
        wanted[Event.DICATAT] = received
    if cls in _BEGINS:
        wanted[_BEGINS[cls]] = received
    there = _first_events(step, id, wanted) if before else {}
    for kind, on in wanted.items():
        known = there.get(kind)
        if known is None:
            step.insert(
                ComplaintEvent,
                {"complaint_id": id, "kind": kind.value, "on_date": on, "actor_id": step.actor.user_id,
                 "actor_name": step.actor.name},
            )  # fmt: skip
        elif kind is not Event.DICATAT:
            step.update(ComplaintEvent, known, {"on_date": on})


def _first_events(step: Step, id: int, kinds: Mapping[Event, str]) -> dict[Event, int]:
    rows = step.session.execute(
        select(ComplaintEvent.kind, ComplaintEvent.id)
        .where(ComplaintEvent.complaint_id == id, ComplaintEvent.kind.in_([kind.value for kind in kinds]))
        .order_by(ComplaintEvent.id.desc())
    )
    return {Event(row.kind): row.id for row in rows}


def _keep_reporter(
    step: Step, id: int, values: Mapping[str, Any], whole: Mapping[str, Any], reason: str
) -> None:
    """Put who complains into the vault, once; later corrections go through the vault itself."""
    typed = {key.removeprefix("reporter_"): values[key] for key in REPORTER if values.get(key)}
    role = typed.pop("role", "pelapor")
    wants = typed.pop("wants_reply_by", None)
    if not typed:
        return
    there = step.session.execute(select(Complainant.id).where(Complainant.complaint_id == id)).first()
    if there is not None:
        return
    child = {"protection": "anak"} if whole.get("vulnerable_group") == "anak" else {}
    received = date.fromisoformat(whole["received_on"])
    identity = identities.put(step, typed | child, on=received, reason=reason)
    step.insert(
        Complainant,
        {"complaint_id": id, "identity_id": identity, "role": role, "wants_reply_by": wants},
    )


def _settle_children(step: Step, id: int) -> None:
    """The day of the event or of receipt may have been corrected: who was a child on it is protected."""
    known = step.session.execute(select(Complainant.identity_id).where(Complainant.complaint_id == id))
    for identity in known.scalars().all():
        children.settle(step, identity)


def reveal_reporter(step: Step, id: int, reason: str) -> dict[str, Any]:
    """Who complains, for one look that the journal keeps. Refused without right or reason."""
    require(step.actor, Right.SEE_IDENTITY)
    return identities.reveal(step, _reporter(step, id), reason)


def correct_reporter(step: Step, id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who complains, with a reason."""
    require(step.actor, Right.RECORD)
    identities.correct(step, _reporter(step, id), values, reason)


def _reporter(step: Step, id: int) -> int:
    refuse_restricted(step.session, id, step.actor)
    identity = step.session.execute(
        select(Complainant.identity_id)
        .where(Complainant.complaint_id == id)
        .order_by(Complainant.id)
        .limit(1)
    ).scalar_one_or_none()
    if identity is None:
        raise Refused("Pengaduan ini tidak mencatat pelapor.")
    return identity


def reveal_person(step: Step, accused_id: int, reason: str) -> dict[str, Any]:
    """Who is complained about, when the complaint may be read at all."""
    require(step.actor, Right.SEE_IDENTITY)
    _refuse_unreadable(step, accused_id)
    return reveal_accused(step, accused_id, reason)


def correct_person(step: Step, accused_id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who is complained about, when the complaint may be read at all."""
    require(step.actor, Right.RECORD)
    _refuse_unreadable(step, accused_id)
    correct_accused(step, accused_id, values, reason)


def _refuse_unreadable(step: Step, accused_id: int) -> None:
    complaint = step.session.execute(
        select(ComplaintAccused.complaint_id).where(ComplaintAccused.id == accused_id)
    ).scalar_one_or_none()
    if complaint is None:
        raise Refused("Orang ini sudah tidak ada pada pengaduan. Muat ulang daftar.")
    refuse_restricted(step.session, complaint, step.actor)
