"""Keeps apart what says who a respondent is: names, NIK and guardians go to the vault, a code stays.

Which items those are is written in the instrument (`personal`). A child of an interview stays a child.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from berkas.engine import children, identities
from berkas.engine.access import Right, require
from berkas.engine.records import today_of
from berkas.rules.answers import Answer, Answers, is_value
from berkas.rules.instruments import Instrument, ItemType, Route
from berkas_db.changes import Step
from berkas_db.tables import Consent, Identity, Recipient

KEPT = "tersimpan terpisah"
"""What stands among the answers where a name was typed."""

_VAULT = {"nama": "name", "nik": "nik", "keluarga": "guardian_name"}
_CONSENT_SECTION = "persetujuan"


def keep_apart(
    step: Step,
    assessment_id: int,
    instrument: Instrument,
    answers: Answers,
    values: Mapping[str, Any],
    *,
    reason: str = "",
) -> dict[str, Answer]:
    """The answers without anything that says who the respondent is; that goes to the vault.

    A text that is the respondent's code already is no name. Known facts in the vault are never replaced;
    a NIK that contradicts them is taken with the sheet's `reason` only.
    """
    require(step.actor, Right.RECORD)
    code = str(values.get("respondent_code") or "")
    kept = dict(answers)
    told: dict[str, str] = {}
    for item in instrument.items.values():
        column = _VAULT.get(item.personal)
        answer = answers.get(item.key)
        if column is None or not is_value(answer) or not isinstance(answer, str):
            continue
        if answer.strip() not in (KEPT, code):
            told[column] = answer.strip()
        if item.type is ItemType.TEKS:
            kept[item.key] = code if column == "name" and code else KEPT
        else:
            del kept[item.key]
    route = Route(instrument)
    is_child = route.is_child(answers)
    recipient_id = int(values["recipient_id"]) if values.get("recipient_id") else None
    identity_id = _identity(step, assessment_id, recipient_id, told, values, reason=reason, is_child=is_child)
    if recipient_id is not None:
        _mark_recipient(step, recipient_id, identity_id, is_child=is_child)
    if identity_id is not None:
        children.settle(step, identity_id)
    consent = _consent(route, answers, values)
    if consent:
        links = {"recipient_id": recipient_id, "identity_id": identity_id}
        _save_consent(step, assessment_id, consent | links)
    return kept


def _identity(
    step: Step,
    assessment_id: int,
    recipient_id: int | None,
    told: Mapping[str, str],
    values: Mapping[str, Any],
    *,
    reason: str,
    is_child: bool,
) -> int | None:
    """The identity behind this interview, made when somebody said who they are."""
    known = _known_identity(step, assessment_id, recipient_id)
    new = dict(told)
    if known is not None:
        row = step.session.execute(select(Identity).where(Identity.id == known)).scalar_one()
        new = {key: value for key, value in told.items() if not getattr(row, key)}
        if is_child and row.protection not in children.CHILD_PROTECTIONS:
            new["protection"] = "anak"
    elif told and is_child:
        new["protection"] = "anak"
    if not new:
        return known
    day = str(values.get("interview_on") or "")
    on = date.fromisoformat(day) if day else today_of(step)
    return identities.put(step, new, id=known, on=on, reason=reason)


def _known_identity(step: Step, assessment_id: int, recipient_id: int | None) -> int | None:
    if recipient_id is not None:
        found = step.session.execute(
            select(Recipient.identity_id).where(Recipient.id == recipient_id)
        ).scalar_one_or_none()
        if found is not None:
            return found
    return step.session.execute(
        select(Consent.identity_id)
        .where(Consent.assessment_id == assessment_id, Consent.identity_id.is_not(None))
        .limit(1)
    ).scalar_one_or_none()


def _mark_recipient(step: Step, recipient_id: int, identity_id: int | None, *, is_child: bool) -> None:
    row = step.session.get(Recipient, recipient_id, populate_existing=True)
    if row is None:
        return
    if row.identity_id is None and identity_id is not None:
        step.update(Recipient, recipient_id, {"identity_id": identity_id})
    if is_child and not row.is_child:
        step.update(Recipient, recipient_id, {"is_child": True, "child_basis": "Anak menurut wawancara"})


def _consent(route: Route, answers: Answers, values: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the respondent agreed to be interviewed; empty when nobody asked."""
    asked = [question for question in route.questions if question.section.key == _CONSENT_SECTION]
    if not any(question.key in answers for question in asked):
        return {}
    stopped = route.stopped_at(answers)
    refused = any(question.item.key == stopped for question in asked)
    day = values.get("interview_on")
    return {
        "purpose": "wawancara",
        "state": "ditolak" if refused else "diberikan",
        "asked_on": day,
        "given_on": None if refused else day,
    }


def _save_consent(step: Step, assessment_id: int, columns: Mapping[str, Any]) -> None:
    there = step.session.execute(
        select(Consent.id).where(Consent.assessment_id == assessment_id).limit(1)
    ).scalar_one_or_none()
    if there is None:
        step.insert(Consent, dict(columns) | {"assessment_id": assessment_id})
    else:
        step.update(Consent, there, columns)
