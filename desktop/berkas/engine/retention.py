"""When an identity may no longer be used: dates by the office's own rules, and how names are taken out.

The office enters its retention schedule; nothing is official here, and without a rule nothing is proposed.
Anonymising takes values out of the vault, its search, the journal and drafts; the code stays. Records are
only proposed for destruction, never destroyed. Imports no Qt and no room.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, literal, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.identities import SHOWN
from berkas.engine.records import columns_of, today_of
from berkas.engine.trustedclock import require_trusted_clock
from berkas.rules.fields import Choice, Field, Kind, Severity, problems
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    Aspiration,
    Assessment,
    CaseRecipient,
    Complainant,
    Complaint,
    ComplaintAccused,
    Consent,
    Draft,
    ExchangeBase,
    Identity,
    LegalCase,
    PackageConflict,
    PpidRequest,
    Recipient,
    RetentionItem,
    RetentionList,
    RetentionRule,
)

KINDS = (
    Choice("perkara", "Perkara bantuan hukum"),
    Choice("wawancara", "Wawancara"),
    Choice("pengaduan", "Pengaduan"),
    Choice("ppid", "Permohonan informasi"),
    Choice("aspirasi", "Aspirasi"),
)
DISPOSITIONS = (
    Choice("musnah", "Musnah"),
    Choice("permanen", "Permanen"),
    Choice("dinilai_kembali", "Dinilai kembali"),
)
FIELDS: tuple[Field, ...] = (
    Field("active_years", "Masa aktif", Kind.INTEGER, required=True, least=0, most=100, unit="tahun"),
    Field("inactive_years", "Masa inaktif", Kind.INTEGER, required=True, least=0, most=100, unit="tahun"),
    Field("disposition", "Sesudah itu", Kind.CHOICE, required=True, choices=DISPOSITIONS),
    Field("anonymise_after_years", "Anonimkan identitas sesudah", Kind.INTEGER, least=0, most=100,
          unit="tahun", help="Kosong: sesudah masa aktif dan inaktif."),
    Field("legal_basis", "Dasar", required=True, length=200, wide=True,
          help="Nomor dan tahun jadwal retensi arsip (JRA) yang dipakai kantor ini."),
)  # fmt: skip
"""One rule of the office's retention schedule; years count from the day a record is closed."""

ANONYMISED = "anonimkan"
"""The journal's word for an identity that was taken out."""
_LEFT = frozenset({"sex", "protection"})
_TAKEN_OUT = (
    *(key for key in SHOWN if key not in _LEFT),
    "education", "religion", "marital_status", "disability", "photo_attachment_id", "note",
)  # fmt: skip
_CLOSED_CASES = ("selesai", "ditolak", "dicabut")
_SHORTEST = 4
_LIST_STEM = "USUL"


@dataclass(frozen=True, slots=True)
class Due:
    """An identity whose time is over: its code, the day, and the records behind it, by kind and key."""

    id: int
    code: str
    until: date
    records: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    key: str
    closed_on: str | None


def rules_of(session: Session) -> dict[str, RetentionRule]:
    """The office's rules by kind of record; kinds without one are never proposed."""
    rows = session.execute(select(RetentionRule).order_by(RetentionRule.id)).scalars()
    return {row.record_kind: row for row in rows}


def save_rule(step: Step, kind: str, values: Mapping[str, Any]) -> int:
    """Keep the rule of one kind of record and set every date anew. Returns the rule's id."""
    require(step.actor, Right.MANAGE_OFFICE)
    for found in problems(FIELDS, values, today=today_of(step)):
        if found.severity is Severity.HARD:
            raise Refused(found.message, fields=(found.key,))
    label = next(choice.label for choice in KINDS if choice.code == kind)
    own = columns_of(RetentionRule, {field.key: values.get(field.key) for field in FIELDS})
    known = rules_of(step.session).get(kind)
    if known is None:
        id_ = step.insert(RetentionRule, own | {"record_kind": kind, "description": label})
    else:
        id_ = known.id
        step.update(RetentionRule, id_, own)
    settle_dates(step)
    step.say(f"Ketentuan retensi {label.lower()} disimpan")
    return id_


def settle_dates(step: Step) -> None:
    """Write the day of retention to every identity that still says who somebody is."""
    days = days_of(step.session)
    rows = step.session.execute(
        select(Identity.id, Identity.retention_until).where(Identity.anonymised_at.is_(None))
    )
    for row in rows.all():
        until = days.get(row.id)
        if row.retention_until != (until.isoformat() if until else None):
            step.update(Identity, row.id, {"retention_until": until.isoformat() if until else None})


def days_of(session: Session) -> dict[int, date]:
    """The day of retention by identity, by the newest of its records.

    Left out are identities with a record that is still open, one without a rule, or none at all.
    """
    rules = rules_of(session)
    found: dict[int, date] = {}
    for identity_id, links in _links(session).items():
        days = [_day(link, rules.get(link.kind)) for link in links]
        known = [day for day in days if day is not None]
        if known and len(known) == len(days):
            found[identity_id] = max(known)
    return found


def due_identities(session: Session, today: date) -> list[Due]:
    """Identities whose day has come and that still say who somebody is, the oldest day first."""
    links = _links(session)
    days = {id_: day for id_, day in days_of(session).items() if day <= today}
    rows = session.execute(
        select(Identity.id, Identity.code).where(
            Identity.anonymised_at.is_(None), Identity.trashed_at.is_(None)
        )
    )
    found = [
        Due(row.id, row.code, days[row.id], tuple((link.kind, link.key) for link in links[row.id]))
        for row in rows
        if row.id in days
    ]
    return sorted(found, key=lambda each: (each.until, each.id))


def anonymise(step: Step, ids: Sequence[int], reason: str) -> int:
    """Take out who these are: vault, its search, journal, drafts; codes and marks stay. Returns how many.

    Refused for anybody whose day has not come, and by a clock that leapt. Cannot be taken back.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    if not reason.strip():
        raise Refused("Alasan menganonimkan belum diisi.", "Tulis alasannya dalam satu kalimat.")
    require_trusted_clock(step, "Identitas tetap")
    due = {each.id: each for each in due_identities(step.session, today_of(step))}
    early = [id_ for id_ in ids if id_ not in due]
    if early:
        raise Refused("Ada identitas yang batas retensinya belum lewat.", "Pilih lagi dari daftarnya.")
    values: set[str] = set()
    for id_ in ids:
        row = step.session.execute(select(*Identity.__table__.c).where(Identity.id == id_)).one()
        values |= {str(getattr(row, key)) for key in _TAKEN_OUT if getattr(row, key)}
        until = due[id_].until.isoformat()
        gone = {"anonymised_at": step.now, "retention_until": until}
        step.update(Identity, id_, dict.fromkeys(_TAKEN_OUT) | gone)
        step.forget(Identity, id_)
        step.note(ANONYMISED, Identity, id_, {"batas": until})
        _forget_guardians(step, id_)
        _drop_exchanged(step, row.uid)
    _drop_drafts(step, values)
    step.cannot_undo()
    step.say(f"{len(ids)} identitas dianonimkan", reason.strip())
    return len(ids)


def make_list(step: Step) -> int:
    """Fix a list of what is proposed for destruction today, codes only. Returns its id."""
    require(step.actor, Right.ISSUE)
    today = today_of(step)
    proposed = proposed_records(step.session, today)
    if not proposed:
        raise Refused("Belum ada catatan yang batas retensinya lewat.", "Isi dahulu ketentuan retensinya.")
    rules = rules_of(step.session)
    id_ = step.insert(RetentionList, {"made_on": today.isoformat(), "made_by_id": step.actor.user_id})
    step.insert_many(
        RetentionItem,
        [
            {"list_id": id_, "record_kind": kind, "record_uid": uid, "record_key": key,
             "rule_id": rules[kind].id, "due_on": due.isoformat()}
            for kind, uid, key, due in proposed
        ],
    )  # fmt: skip
    step.say(f"Daftar usulan pemusnahan {list_key(id_, today.isoformat())} dibuat")
    return id_


def list_key(id_: int, made_on: str) -> str:
    """The key a list is printed by."""
    return f"{_LIST_STEM}-{made_on}-{id_}"


def proposed_records(session: Session, today: date) -> list[tuple[str, str, str, date]]:
    """Kind, uid, key and day of the records whose schedule says “musnah” and whose years are over."""
    rules = rules_of(session)
    found: list[tuple[str, str, str, date]] = []
    for kind, statement in _records().items():
        rule = rules.get(kind)
        if rule is None or rule.disposition != "musnah":
            continue
        rows: Iterable[Any] = session.execute(statement)
        for uid, key, closed_on in rows:
            if closed_on is None:
                continue
            due = _later(date.fromisoformat(closed_on), rule.active_years + rule.inactive_years)
            if due <= today:
                found.append((kind, uid, key, due))
    return sorted(found, key=lambda each: (each[0], each[3], each[2]))


def _day(link: _Link, rule: RetentionRule | None) -> date | None:
    if rule is None or link.closed_on is None:
        return None
    years = rule.anonymise_after_years
    return _later(
        date.fromisoformat(link.closed_on),
        rule.active_years + rule.inactive_years if years is None else years,
    )


def _later(day: date, years: int) -> date:
    """The same day years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


_CASE_CLOSED = func.iif(
    LegalCase.state.in_(_CLOSED_CASES),
    func.coalesce(
        LegalCase.in_force_on, LegalCase.verdict_on, LegalCase.activity_until, LegalCase.activity_on,
        LegalCase.answered_on, LegalCase.request_on,
    ),
    None,
)  # fmt: skip
_INTERVIEW_CLOSED = func.iif(Assessment.state == "draf", None, Assessment.interview_on)


def _records() -> Mapping[str, Any]:
    """Uid, key and closing day of the records of each kind that have a person behind them."""
    return {
        "perkara": select(LegalCase.uid, LegalCase.code, _CASE_CLOSED)
        .where(LegalCase.id.in_(select(CaseRecipient.case_id)))
        .where(LegalCase.trashed_at.is_(None)),
        "wawancara": select(Assessment.uid, Assessment.code, _INTERVIEW_CLOSED)
        .where(Assessment.respondent_code.is_not(None) | Assessment.recipient_id.is_not(None))
        .where(Assessment.trashed_at.is_(None)),
        "pengaduan": select(Complaint.uid, Complaint.number, Complaint.closed_on).where(
            Complaint.trashed_at.is_(None)
        ),
        "ppid": select(PpidRequest.uid, PpidRequest.number, PpidRequest.closed_on).where(
            PpidRequest.trashed_at.is_(None)
        ),
        "aspirasi": select(Aspiration.uid, Aspiration.code, Aspiration.on_date).where(
            Aspiration.trashed_at.is_(None)
        ),
    }


def _links(session: Session) -> dict[int, list[_Link]]:
    """Everything that hangs on each identity: kind, key and closing day (None: still open)."""
    statements: Iterable[Any] = (
        select(Recipient.identity_id, literal("perkara"), LegalCase.code, _CASE_CLOSED)
        .join(CaseRecipient, CaseRecipient.recipient_id == Recipient.id)
        .join(LegalCase, LegalCase.id == CaseRecipient.case_id)
        .where(Recipient.identity_id.is_not(None)),
        select(Recipient.identity_id, literal("wawancara"), Assessment.code, _INTERVIEW_CLOSED)
        .join(Assessment, Assessment.recipient_id == Recipient.id)
        .where(Recipient.identity_id.is_not(None)),
        select(Consent.identity_id, literal("wawancara"), Assessment.code, _INTERVIEW_CLOSED)
        .join(Assessment, Assessment.id == Consent.assessment_id)
        .where(Consent.identity_id.is_not(None)),
        select(Complainant.identity_id, literal("pengaduan"), Complaint.number, Complaint.closed_on).join(
            Complaint, Complaint.id == Complainant.complaint_id
        ),
        select(ComplaintAccused.identity_id, literal("pengaduan"), Complaint.number, Complaint.closed_on)
        .join(Complaint, Complaint.id == ComplaintAccused.complaint_id)
        .where(ComplaintAccused.identity_id.is_not(None)),
        select(PpidRequest.identity_id, literal("ppid"), PpidRequest.number, PpidRequest.closed_on).where(
            PpidRequest.identity_id.is_not(None)
        ),
        select(Aspiration.identity_id, literal("aspirasi"), Aspiration.code, Aspiration.on_date).where(
            Aspiration.identity_id.is_not(None)
        ),
    )
    found: dict[int, list[_Link]] = {}
    for statement in statements:
        for identity_id, kind, key, closed_on in session.execute(statement):
            link = _Link(kind, key or "", closed_on)
            if link not in found.setdefault(identity_id, []):
                found[identity_id].append(link)
    return found


def _forget_guardians(step: Step, identity_id: int) -> None:
    """Older consents may hold a guardian's name of their own."""
    own = select(Recipient.id).where(Recipient.identity_id == identity_id)
    rows = step.session.execute(
        select(Consent.id).where(
            (Consent.identity_id == identity_id) | Consent.recipient_id.in_(own),
            Consent.guardian_name.is_not(None) | Consent.note.is_not(None),
        )
    ).scalars()
    for id_ in rows.all():
        step.update(Consent, id_, {"guardian_name": None, "note": None})
        step.forget(Consent, id_, ("guardian_name", "note"))


def _drop_exchanged(step: Step, uid: str) -> None:
    """What other copies of the office were known to hold of it, and what was open between them."""
    held = {
        ExchangeBase: ("value", "value_hash"),
        PackageConflict: ("base_value", "our_value", "their_value", "chosen_value"),
    }
    for table, columns in held.items():
        rows = step.session.execute(
            select(table.id).where(table.record_kind == Identity.__tablename__, table.record_uid == uid)
        ).scalars()
        for id_ in rows.all():
            step.update(table, id_, dict.fromkeys(columns))
            step.forget(table, id_, columns)


def _drop_drafts(step: Step, values: set[str]) -> None:
    """Throw away what is half typed, by anybody, when one of the values stands in it."""
    sought = [value.casefold() for value in values if len(value) >= _SHORTEST]
    connection = step.rows.connection
    for id_, typed in connection.execute(select(Draft.id, Draft.values_json)).all():
        words = json.dumps(json.loads(typed), ensure_ascii=False).casefold()
        if any(value in words for value in sought):
            connection.execute(delete(Draft).where(Draft.id == id_))
