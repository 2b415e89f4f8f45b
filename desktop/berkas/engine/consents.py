"""What somebody agreed to: to be interviewed, to be named in a question to a PBH or a unit.

A question to a PBH or unit about one respondent names that respondent: it needs consent first. A guardian's
name lies in the vault; here stands only the relation, and whether the guardian is the unit's own officer.
Imports no Qt and no room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.records import columns_of, today_of
from berkas.rules import vocabulary
from berkas.rules.fields import Choice, Field, Kind, Severity, choices_of, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Consent, Recipient

PURPOSES = (
    Choice("wawancara", "Diwawancarai"),
    Choice("tanya_pbh", "Ditanyakan kepada PBH"),
    Choice("tanya_unit", "Ditanyakan kepada UPT"),
    Choice("foto", "Difoto"),
    Choice("publikasi", "Dimuat dalam publikasi"),
)
FORMS = (Choice("tertulis", "Tertulis"), Choice("lisan", "Lisan"), Choice("cap_jempol", "Cap jempol"))
OFFICER_WORDS = "wali adalah petugas UPT itu sendiri"
FIELDS: tuple[Field, ...] = (
    Field("purpose", "Untuk", Kind.CHOICE, required=True, choices=PURPOSES),
    Field("state", "Persetujuan", Kind.CHOICE, required=True, choices=choices_of(vocabulary.Consent),
          help="“Menunggu” menunda pertanyaan dan menggabungkannya dengan yang lain."),
    Field("asked_on", "Diminta pada", Kind.DATE, most="hari_ini"),
    Field("withdrawn_on", "Dicabut pada", Kind.DATE, most="hari_ini"),
    Field("form", "Bentuk", Kind.CHOICE, choices=FORMS),
    Field("guardian_relation", "Diwakili wali: hubungan", length=80,
          help="Nama wali dicatat pada identitas, bukan di sini."),
    Field("guardian_is_officer", "Wali adalah petugas UPT itu sendiri", Kind.BOOLEAN,
          help="Harus disebut: petugas UPT berkepentingan atas jawabannya."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One consent as everybody may know it; `holds` when it was given and not taken back."""

    purpose: str
    words: str
    holds: bool


def record_consent(step: Step, identity_id: int, values: Mapping[str, Any]) -> int:
    """Keep what somebody agreed to, one row per purpose. Returns the row's id."""
    require(step.actor, Right.RECORD)
    typed = {field.key: values.get(field.key) for field in FIELDS if field.key in values}
    for found in problems(FIELDS, typed, today=today_of(step)):
        if found.severity is Severity.HARD:
            raise Refused(found.message, fields=(found.key,))
    own = columns_of(Consent, typed)
    own["guardian_is_officer"] = bool(own.get("guardian_is_officer"))
    asked = own.get("asked_on") or today_of(step).isoformat()
    own |= {"asked_on": asked, "given_on": asked if own["state"] == "diberikan" else None}
    known = step.session.execute(
        select(Consent.id)
        .where(_about(identity_id), Consent.purpose == own["purpose"], Consent.assessment_id.is_(None))
        .order_by(Consent.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if known is None:
        known = step.insert(Consent, own | {"identity_id": identity_id})
    else:
        step.update(Consent, known, own)
    step.say("Persetujuan dicatat")
    return known


def consent_lines(session: Session, identity_id: int) -> tuple[ConsentLine, ...]:
    """What stands recorded, the newest of each purpose, in words without names."""
    rows = session.execute(select(*Consent.__table__.c).where(_about(identity_id)).order_by(Consent.id))
    newest = {row.purpose: row for row in rows}
    purposes = {choice.code: choice.label for choice in PURPOSES}
    lines: list[ConsentLine] = []
    for purpose, row in newest.items():
        words = [f"{purposes[purpose]}: {vocabulary.Consent.label_of(row.state).lower()}"]
        if row.withdrawn_on:
            words.append("sudah dicabut")
        if row.guardian_relation:
            words.append(f"lewat wali ({row.guardian_relation})")
        if row.guardian_is_officer:
            words.append(OFFICER_WORDS)
        holds = row.state == "diberikan" and not row.withdrawn_on
        lines.append(ConsentLine(purpose, ", ".join(words), holds))
    return tuple(lines)


def require_consent(session: Session, identity_id: int, purpose: str) -> None:
    """Refuse to put a question that would name somebody who did not agree to it."""
    if any(line.purpose == purpose and line.holds for line in consent_lines(session, identity_id)):
        return
    whom = {"tanya_pbh": "PBH", "tanya_unit": "UPT"}.get(purpose, "pihak lain")
    raise Refused(
        f"Orang ini belum setuju ditanyakan kepada {whom}; pertanyaan tentang satu responden menyebut dia.",
        "Mintalah persetujuannya, atau tunda dan gabungkan pertanyaannya dengan yang lain.",
    )


def _about(identity_id: int) -> Any:  # noqa: ANN401  a condition
    own = select(Recipient.id).where(Recipient.identity_id == identity_id)
    return or_(Consent.identity_id == identity_id, Consent.recipient_id.in_(own))
