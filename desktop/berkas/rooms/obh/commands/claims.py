"""Saves reimbursement claims, moves them through the queue, keeps their file checklists, makes packets."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from berkas.engine import assessing
from berkas.engine.access import Right, require
from berkas.engine.letters import begin_letter
from berkas.engine.numbering import next_code
from berkas.engine.records import (
    GONE,
    keep_doubts,
    refuse_hard,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.obh.fields.claims import CLAIM, NEXT, claim_checks, move_fields, tariff_doubt
from berkas.rooms.obh.queries.claims import load_claim, proposal
from berkas.rooms.obh.queries.doubling import double_claims
from berkas.rooms.obh.queries.filecheck import file_check, keys_of
from berkas.rules.answers import Answers
from berkas.rules.fields import Problem, Severity, problems
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import AssessmentState, ServiceKind
from berkas.rules.vocabulary import ReimbursementState as State
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    CasePacket,
    LegalCase,
    Reimbursement,
    ReimbursementEvent,
    Tariff,
)

PACKED = (ServiceKind.KONSULTASI, ServiceKind.INVESTIGASI)
"""Kinds that are claimed in packets (forms of the file check)."""
RETURNED = "pengembalian_berkas_pbh"
"""The text of the letter that sends a claim back."""
_FIXED = ("case_id", "packet_id", "obh_id", "stage", "claimed", "contract_id", "fund")
"""What may not change any more once a claim was agreed."""


def save_claim(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a claim; a new one stands as “masuk” on the day it came in. Returns the id.

    What may be a double claim, or is more than the tariff, wants a reason. `checks` are the answers of its
    file checklist, absent when nobody ticked.
    """
    require(step.actor, Right.RECORD)
    own = dict(values)
    today = today_of(step)
    before = values_before(step, Reimbursement, id)
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            year = str(own.get("submitted_on") or today.isoformat())[:4]
            own["code"] = next_code(step, Reimbursement, f"RB-{year}", width=4)
    merged = before | own
    offered = _proposal(step, merged)
    if offered is not None:
        own |= {"obh_id": merged.get("obh_id") or offered.obh_id, "tariff_id": offered.tariff_id}
        merged |= own
    found = problems(CLAIM, merged, today=today, checks=(claim_checks,))
    found += _doubts(step, merged, id)
    if before and before["state"] in (State.DISETUJUI, State.DIBAYAR):
        found += _fixed(before, merged)
    refuse_hard(found)
    if id is None:
        own |= {"state": State.MASUK.value, "state_since": merged["submitted_on"]}
    saved = save_record(step, Reimbursement, own, id=id, version=version)
    if id is None:
        _note_event(step, saved, State.MASUK, merged["submitted_on"], "")
    elif before["submitted_on"] != merged["submitted_on"]:
        _move_first(step, saved, merged["submitted_on"])
    if own.get("checks") is not None and (merged.get("case_id") or merged.get("packet_id")):
        save_check(step, saved, own["checks"])
    keep_doubts(step, Reimbursement, saved, found, reason)
    step.say(f"Reimbursement {merged.get('code')} disimpan", reason)
    return saved


def _proposal(step: Step, merged: Mapping[str, Any]) -> Any:  # noqa: ANN401  a Proposal or None
    case_id, packet_id = merged.get("case_id"), merged.get("packet_id")
    if bool(case_id) == bool(packet_id) or not merged.get("submitted_on"):
        return None
    return proposal(
        step.session,
        int(case_id) if case_id else None,
        int(packet_id) if packet_id else None,
        stage=merged.get("stage"),
        day=merged["submitted_on"],
    )


def _doubts(step: Step, merged: Mapping[str, Any], id: int | None) -> list[Problem]:
    found: list[Problem] = []
    twice = double_claims(step.session, merged, but=id)
    if twice:
        found.append(Problem("case_id", f"Mungkin diajukan dua kali: {' '.join(twice)}", Severity.SOFT))
    if merged.get("tariff_id") and isinstance(merged.get("claimed"), int):
        tariff = step.session.get_one(Tariff, int(merged["tariff_id"]))
        doubt = tariff_doubt(merged["claimed"], tariff.amount, tariff.label)
        found += [doubt] if doubt else []
    if merged.get("packet_id"):
        size, there = packet_size(step, int(merged["packet_id"]))
        if there != size:
            found.append(
                Problem("packet_id", f"Paket ini berisi {there} perkara, bukan {size}.", Severity.SOFT)
            )
    case = step.session.get(LegalCase, int(merged["case_id"])) if merged.get("case_id") else None
    if case is None:
        return found
    if merged.get("obh_id") and case.obh_id != int(merged["obh_id"]):
        found.append(Problem("obh_id", f"Perkara {case.code} milik OBH lain. Periksa keduanya."))
    if merged.get("submitted_on") and merged["submitted_on"] < case.request_on:
        found.append(
            Problem("submitted_on", "Reimbursement masuk sebelum permohonan perkaranya. Periksa tanggalnya.")
        )
    if case.state == "ditolak":
        found.append(Problem("case_id", "Permohonan perkara ini ditolak.", Severity.SOFT))
    return found


def packet_size(step: Step, packet_id: int) -> tuple[int, int]:
    """How many cases a packet should hold, and how many it holds."""
    size = step.session.get_one(CasePacket, packet_id).size
    there = step.session.execute(
        select(func.count()).where(LegalCase.packet_id == packet_id, LegalCase.trashed_at.is_(None))
    ).scalar_one()
    return size, there


def _fixed(before: Mapping[str, Any], merged: Mapping[str, Any]) -> list[Problem]:
    moved = [key for key in _FIXED if str(before[key] or "") != str(merged.get(key) or "")]
    words = "Reimbursement ini sudah disetujui; isian uang dan perkaranya tidak berubah lagi."
    return [Problem(key, words) for key in moved]


def _note_event(step: Step, claim_id: int, state: State, day: str, reason: str) -> int:
    return step.insert(
        ReimbursementEvent,
        {
            "reimbursement_id": claim_id,
            "state": state.value,
            "on_date": day,
            "actor_id": step.actor.user_id,
            "reason": reason.strip() or None,
        },
    )


def _move_first(step: Step, claim_id: int, day: str) -> None:
    """The day a claim came in was mended: so was its first line, which may not pass the second."""
    rows = step.session.execute(
        select(ReimbursementEvent.id, ReimbursementEvent.on_date)
        .where(ReimbursementEvent.reimbursement_id == claim_id)
        .order_by(ReimbursementEvent.on_date, ReimbursementEvent.id)
        .limit(2)
    ).all()
    if len(rows) == 2 and rows[1].on_date < day:
        raise Refused("Tanggal masuk melewati langkah berikutnya dalam antrean.", fields=("submitted_on",))
    if rows:
        step.update(ReimbursementEvent, rows[0].id, {"on_date": day})
    if len(rows) == 1:
        step.update(Reimbursement, claim_id, {"state_since": day})


def move_claim(step: Step, id: int, wanted: str, values: Mapping[str, Any]) -> int:
    """Take a claim to its next state on a day; a return and a reopening need a reason, money its amount.

    So does agreeing while the checklist says that something is not there. Agreeing needs the right to
    verify, everything else the right to record. Returns the event's id.
    """
    require(step.actor, Right.VERIFY if wanted == State.DISETUJUI.value else Right.RECORD)
    state = State(wanted)
    claim = values_before(step, Reimbursement, id)
    current = State(claim["state"])
    if state not in NEXT[current]:
        raise Refused(
            f"{claim['code']} berstatus “{current.label}” dan tidak dapat menjadi “{state.label}”.",
            "Muat ulang untuk melihat keadaan terakhir.",
        )
    asked = move_fields(current, state, gaps=_gaps(step, claim, state))
    refuse_hard(problems(asked, values, today=today_of(step)))
    day = str(values["on_date"])
    if day < claim["state_since"]:
        raise Refused(
            f"Tanggal ini mendahului langkah sebelumnya ({_shown(claim['state_since'])}).",
            fields=("on_date",),
        )
    own: dict[str, Any] = {"state": state.value, "state_since": day}
    own |= _amounts(claim, state, values.get("amount"), day)
    if state is State.DIPERIKSA and claim["owner_id"] is None:
        own["owner_id"] = step.actor.user_id
    step.update(Reimbursement, id, own)
    event = _note_event(step, id, state, day, str(values.get("reason") or ""))
    step.say(f"Reimbursement {claim['code']}: {state.label.lower()}")
    return event


def _gaps(step: Step, claim: Mapping[str, Any], wanted: State) -> int:
    """How many items the office did not find, when the claim is to be agreed."""
    if wanted is not State.DISETUJUI or claim["checklist_id"] is None:
        return 0
    return len(file_check(step.session, claim["id"]).gaps())


def _shown(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _amounts(claim: Mapping[str, Any], state: State, amount: Any, day: str) -> dict[str, Any]:  # noqa: ANN401
    if state is State.DISETUJUI:
        if amount > claim["claimed"]:
            raise Refused(
                f"Disetujui {show_rupiah(amount)}, lebih dari yang diajukan {show_rupiah(claim['claimed'])}.",
                fields=("amount",),
            )
        return {"approved": amount}
    if state is State.DIBAYAR:
        if amount > (claim["approved"] or 0):
            raise Refused(
                f"Dibayar {show_rupiah(amount)}, lebih dari yang disetujui "
                f"{show_rupiah(claim['approved'] or 0)}.",
                fields=("amount",),
            )
        return {"paid": amount, "paid_on": day}
    return {"approved": None} if state is State.DIPERIKSA else {}


def return_letter(step: Step, claim_id: int, values: Mapping[str, str]) -> int:
    """Begin the letter that sends a claim back; it belongs to the last return. Returns the letter's id."""
    require(step.actor, Right.RECORD)
    event = step.session.execute(
        select(ReimbursementEvent.id)
        .where(
            ReimbursementEvent.reimbursement_id == claim_id,
            ReimbursementEvent.state == State.DIKEMBALIKAN.value,
        )
        .order_by(ReimbursementEvent.on_date.desc(), ReimbursementEvent.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if event is None:
        raise Refused("Reimbursement ini belum pernah dikembalikan.")
    obh_id = step.session.get_one(Reimbursement, claim_id).obh_id
    letter = begin_letter(step, RETURNED, values, today_of(step), about_id=obh_id)
    step.update(ReimbursementEvent, event, {"letter_id": letter})
    return letter


def save_check(step: Step, claim_id: int, answers: Answers) -> int:
    """Keep the ticks of a claim's checklist; the form is installed with the first of them. Returns its id."""
    require(step.actor, Right.RECORD)
    check = file_check(step.session, claim_id)
    strange = set(answers) - keys_of(check)
    if strange:
        raise Refused(f"Butir “{min(strange)}” tidak ada pada daftar periksa ini.")
    checklist = check.assessment_id
    if checklist is None:
        version = assessing.install(step, check.instrument)
        checklist = assessing.start(step, version, "perkara", _first_case(step, claim_id), {})
        step.update(Reimbursement, claim_id, {"checklist_id": checklist})
    assessing.save_answers(step, checklist, answers)
    after = file_check(step.session, claim_id)
    state = AssessmentState.DRAF if after.unseen() else AssessmentState.LENGKAP
    step.update(assessing.Assessment, checklist, {"state": state.value})
    step.say(f"Daftar periksa {check.code} disimpan")
    return checklist


def _first_case(step: Step, claim_id: int) -> int:
    """The case a checklist hangs on: the claim's own, or the first of its packet."""
    values = load_claim(step.session, claim_id).values
    if values["case_id"] is not None:
        return values["case_id"]
    first = step.session.execute(
        select(func.min(LegalCase.id)).where(
            LegalCase.packet_id == values["packet_id"], LegalCase.trashed_at.is_(None)
        )
    ).scalar_one()
    if first is None:
        raise Refused("Paket ini belum berisi perkara.", "Isi paketnya dahulu pada perkaranya.")
    return first


def claim_case(step: Step, case_id: int, *, reason: str = "") -> int:
    """A new claim for the present stage of a case, with the contract and tariff known today; its id."""
    require(step.actor, Right.RECORD)
    today = today_of(step).isoformat()
    offered = proposal(step.session, case_id, None, stage=None, day=today)
    if offered is None:
        raise Refused(GONE)
    values = {
        "case_id": case_id,
        "obh_id": offered.obh_id,
        "stage": offered.stage,
        "submitted_on": today,
        "claimed": offered.amount or 0,
        "contract_id": offered.contract_id,
        "fund": offered.fund,
    }
    return save_claim(step, values, id=None, version=None, reason=reason)


def make_packet(step: Step, case_ids: Sequence[int]) -> int:
    """Put up to five consultations or investigations of one OBH together. Returns the packet's id."""
    require(step.actor, Right.RECORD)
    rows = step.session.execute(
        select(LegalCase.id, LegalCase.code, LegalCase.obh_id, LegalCase.service_kind, LegalCase.request_on,
               LegalCase.packet_id)
        .where(LegalCase.id.in_(list(case_ids)), LegalCase.trashed_at.is_(None))
        .order_by(LegalCase.id)
    ).all()  # fmt: skip
    if not rows:
        raise Refused("Belum ada perkara yang dipilih untuk dijadikan paket.")
    if {row.service_kind for row in rows} - {kind.value for kind in PACKED}:
        raise Refused("Hanya konsultasi hukum dan investigasi perkara yang diajukan per paket.")
    if len({(row.obh_id, row.service_kind) for row in rows}) > 1:
        raise Refused("Satu paket berisi satu jenis layanan dari satu OBH.")
    packed = [row.code for row in rows if row.packet_id is not None]
    if packed:
        raise Refused(f"{', '.join(packed)} sudah ada dalam paket lain.")
    if len(rows) > 5:
        raise Refused(f"Satu paket berisi lima perkara; yang dipilih {len(rows)}.")
    year = int(max(row.request_on for row in rows)[:4])
    code = next_code(step, CasePacket, f"PKT-{year}")
    packet = step.insert(
        CasePacket,
        {"code": code, "obh_id": rows[0].obh_id, "service_kind": rows[0].service_kind, "year": year},
    )
    for row in rows:
        step.update(LegalCase, row.id, {"packet_id": packet})
    step.say(f"Paket {code} dibuat dari {len(rows)} perkara")
    return packet
