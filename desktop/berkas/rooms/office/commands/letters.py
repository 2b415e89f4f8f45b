"""Saves letters of the register and the office's own texts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from berkas.engine.access import Right, require
from berkas.engine.letter_texts import letter_text
from berkas.engine.letters import INCOMING, OUTGOING, begin_letter
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.office.fields.letters import (
    INCOMING_FORM,
    LETTER_ROWS,
    OUTGOING_FORM,
    TEXT_FORM,
    outgoing_checks,
    text_checks,
)
from berkas.rules.fields import problems
from berkas.rules.letter_form import parse_letter, write_letter_form
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import IssuedDocument, Letter, LetterCopy, LetterInitial, TextModule

_KEPT = ("body", "subject", "recipient", "letter_on", "signer_id", "copies")
"""What an issued letter may no longer change."""


def save_outgoing(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save an outgoing letter with its copies and parafs; an issued one keeps what was issued."""
    require(step.actor, Right.RECORD)
    before = values_before(step, Letter, id)
    own = {key: value for key, value in values.items() if key != "number"}
    merged = before | own
    _keep_issued(step, before, own)
    found = [
        *problems(OUTGOING_FORM, merged, today=today_of(step), checks=(outgoing_checks,)),
        *(
            problem
            for rows in LETTER_ROWS
            for problem in row_problems(
                rows.key, rows.title, rows.fields, own.get(rows.key, ()), today=today_of(step)
            )
        ),
    ]
    refuse_hard(found)
    if id is None:
        own |= {"direction": OUTGOING, "is_number_pending": True}
    if own.get("letter_on"):
        own["year"] = date.fromisoformat(own["letter_on"]).year
    saved = save_record(step, Letter, own, id=id, version=version)
    for key, model in (("copies", LetterCopy), ("initials", LetterInitial)):
        if key in own:
            save_children(step, model, "letter_id", saved, _in_order(step, model, saved, own[key]))
    keep_doubts(step, Letter, saved, found, reason)
    step.say(f"Surat “{merged.get('subject')}” disimpan", reason)
    return saved


def _in_order(
    step: Step, model: type[LetterCopy | LetterInitial], letter_id: int, rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows with their places, counted on behind the present ones: no two may share a place meanwhile."""
    last = step.session.execute(select(func.max(model.sort)).where(model.letter_id == letter_id)).scalar()
    first = 0 if last is None else last + 1
    return [dict(row) | {"sort": first + place} for place, row in enumerate(rows)]


def _keep_issued(step: Step, before: Mapping[str, Any], own: Mapping[str, Any]) -> None:
    issued_id = before.get("issued_document_id")
    if not issued_id:
        return
    changed = [key for key in _KEPT if key in own and own[key] != before.get(key)]
    if changed:
        number = step.session.execute(
            select(IssuedDocument.number).where(IssuedDocument.id == issued_id)
        ).scalar_one()
        raise Refused(
            f"Surat {number} sudah diterbitkan; isinya tetap.",
            "Buat surat baru sebagai ralat, lalu rujuk surat ini.",
            tuple(changed),
        )


def save_incoming(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save an incoming letter."""
    require(step.actor, Right.RECORD)
    merged = values_before(step, Letter, id) | dict(values)
    refuse_hard(problems(INCOMING_FORM, merged, today=today_of(step)))
    own = dict(values) | ({"direction": INCOMING} if id is None else {})
    day = merged.get("received_on") or merged.get("letter_on")
    own["year"] = date.fromisoformat(str(day)).year
    saved = save_record(step, Letter, own, id=id, version=version)
    step.say(f"Surat masuk “{merged.get('subject')}” disimpan", reason)
    return saved


def begin_general(step: Step, key: str, on: date) -> int:
    """Begin a letter that is about no record; the fields of its text are filled by hand."""
    require(step.actor, Right.RECORD)
    form = letter_text(step.session, key, on).form
    return begin_letter(step, key, dict.fromkeys(form.fields, ""), on)


def save_text(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save a text of the office; it serves letters dated from its first day on."""
    require(step.actor, Right.MANAGE_OFFICE)
    merged = values_before(step, TextModule, id) | dict(values)
    refuse_hard(problems(TEXT_FORM, merged, today=today_of(step), checks=(text_checks,)))
    form = parse_letter(str(merged["body"]))
    own = dict(values) | {
        "title": form.title,
        "document_kind": form.form,
        "body": write_letter_form(form),
    }
    saved = save_record(step, TextModule, own, id=id, version=version)
    step.say(f"Naskah “{form.title}” disimpan", reason)
    return saved
