"""Saves recipients of legal aid and their cases. A child of a case stays a child for ever."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from berkas.engine import children
from berkas.engine.access import Right, require
from berkas.engine.keptfiles import keep_files
from berkas.engine.naming import named_in, people_of_case
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
from berkas.rooms.obh.fields.cases import (
    CASE,
    CASE_ROWS,
    DETENTIONS,
    RECIPIENT,
    case_checks,
    case_date_checks,
    case_row_checks,
    detention_checks,
    is_child_row,
    recipient_checks,
)
from berkas.rooms.obh.queries.accredited import accredited_on
from berkas.rooms.obh.queries.answering import answer_due, known_child
from berkas.rooms.obh.queries.cases import CASE_TABLES
from berkas.rules.fields import Problem, Severity, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Base,
    CasePacket,
    CaseRecipient,
    Detention,
    LegalCase,
    Recipient,
)


def save_recipient(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a recipient with the places of detention. Returns the id.

    Once a child, always a child: taking the mark back needs the right to do so and a reason.
    """
    require(step.actor, Right.RECORD)
    own = dict(values)
    today = today_of(step)
    _give_code(step, own, Recipient, f"PB-{today.year}", id)
    before = values_before(step, Recipient, id)
    own |= known_child(step.session, before | own)
    merged = before | own
    if before.get("is_child") and not merged.get("is_child"):
        _take_back_child(step, reason)
        step.note(children.LIFTED, Recipient, id, {"alasan": reason})
    found = [
        *problems(RECIPIENT, merged, today=today, checks=(recipient_checks,)),
        *row_problems(
            DETENTIONS.key, DETENTIONS.title, DETENTIONS.fields, values.get("detentions", ()), today=today
        ),
        *detention_checks(values),
    ]
    refuse_hard(found)
    saved = save_record(step, Recipient, own, id=id, version=version)
    if "detentions" in values:
        save_children(step, Detention, "recipient_id", saved, values["detentions"])
    if merged.get("identity_id"):
        identity = int(merged["identity_id"])
        if before.get("is_child") and not merged.get("is_child"):
            children.lift_wrong(step, identity, reason)
        children.settle(step, identity)
    keep_doubts(step, Recipient, saved, found, reason)
    step.say(f"Penerima {merged.get('code')} disimpan", reason)
    return saved


def _take_back_child(step: Step, reason: str) -> None:
    if not children.may_open(step.session, step.actor):
        raise Refused("Penerima ini sudah tercatat sebagai anak dan tetap dilindungi.", fields=("is_child",))
    if not reason.strip():
        raise Refused(
            "Pelindungan anak hanya dapat dibuka dengan alasan.",
            "Tulis alasannya, lalu simpan lagi.",
            ("is_child",),
        )


def save_case(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Insert or update a case with its recipients, people, stages and documents. Returns the id."""
    require(step.actor, Right.RECORD)
    own = keep_files(step, values)
    today = today_of(step)
    year = str(own.get("request_on") or today.isoformat())[:4]
    _give_code(step, own, LegalCase, f"PRK-{year}", id)
    before = values_before(step, LegalCase, id)
    merged = before | own
    found = [
        *problems(CASE, merged, today=today, checks=(case_checks,)),
        *(
            problem
            for rows in CASE_ROWS
            for problem in row_problems(rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today)
        ),
        *case_date_checks(merged),
        *_packed(step, merged, id),
        *(case_row_checks(merged) if id is None or "recipients" in values else ()),
        *_accredited(step, merged),
        *_named(step, id, own),
    ]
    refuse_hard(found)
    own["answer_due_on"] = answer_due(step.session, merged)
    saved = save_record(step, LegalCase, own, id=id, version=version)
    for key, (model, _order) in CASE_TABLES.items():
        if key in own:
            rows = [_protected(step, row) for row in own[key]] if key == "recipients" else own[key]
            save_children(step, model, "case_id", saved, rows)
    _protect_children(step, saved)
    children.settle_case(step, saved)
    keep_doubts(step, LegalCase, saved, found, reason)
    step.say(f"Perkara {merged.get('code')} disimpan", reason)
    return saved


def _packed(step: Step, values: Mapping[str, Any], id: int | None) -> Iterable[Problem]:
    """A packet holds one kind of service of one OBH, and no more than its size."""
    if not values.get("packet_id"):
        return
    packet = step.session.get_one(CasePacket, int(values["packet_id"]))
    if (str(packet.obh_id), packet.service_kind) != (
        str(values.get("obh_id")),
        values.get("service_kind"),
    ):
        yield Problem("packet_id", f"Paket {packet.code} milik OBH atau jenis layanan lain.")
    others = step.session.execute(
        select(func.count()).where(
            LegalCase.packet_id == packet.id, LegalCase.trashed_at.is_(None), LegalCase.id != (id or 0)
        )
    ).scalar_one()
    if others >= packet.size:
        yield Problem("packet_id", f"Paket {packet.code} sudah berisi {others} perkara.")


def _named(step: Step, id: int | None, own: Mapping[str, Any]) -> list[Problem]:
    """The words by which a case stands in lists must not name its recipients."""
    rows = [int(row["recipient_id"]) for row in own.get("recipients", ()) if row.get("recipient_id")]
    people = people_of_case(step.session, id, rows)
    return named_in(step.session, people, own, {"title": "Perkara atau kegiatan", "note": "Catatan"})


def _protected(step: Step, row: Mapping[str, Any]) -> dict[str, Any]:
    """A recipient's row of a case with the mark of a child, when the row or the recipient says so."""
    marked = step.session.execute(
        select(Recipient.is_child).where(Recipient.id == int(row["recipient_id"]))
    ).scalar_one_or_none()
    return dict(row) | {"is_child_then": is_child_row(row) or bool(marked and row.get("age_then") is None)}


def _protect_children(step: Step, case_id: int) -> None:
    children = step.session.execute(
        select(Recipient.id)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .where(
            CaseRecipient.case_id == case_id,
            CaseRecipient.is_child_then.is_(True),
            Recipient.is_child.is_(False),
        )
    ).scalars()
    for child in children.all():
        step.update(Recipient, child, {"is_child": True, "child_basis": "Anak pada saat perkara"})


def _accredited(step: Step, values: Mapping[str, Any]) -> Iterable[Problem]:
    """Say softly that the OBH was not accredited on the day of the request."""
    day, obh_id = values.get("request_on"), values.get("obh_id")
    if not day or not obh_id:
        return
    if not accredited_on(step.session, int(obh_id), str(day)):
        yield Problem(
            "obh_id", "OBH itu tidak tercatat terakreditasi pada tanggal permohonan.", Severity.SOFT
        )


def _give_code(step: Step, own: dict[str, Any], model: type[Base], stem: str, id: int | None) -> None:
    if not (own.get("code") or "").strip():
        own.pop("code", None)
        if id is None:
            own["code"] = next_code(step, model, stem)
