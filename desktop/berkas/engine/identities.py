"""The only door to who somebody is: identities are put here and looked at with a reason that stays.

Everything else knows codes. A child is a code only, for ever, unless the one role of the office with that
right says why (`engine.children`). Imports no Qt and no room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import children
from berkas.engine.access import Right, may, require
from berkas.engine.children import CHILD_PROTECTIONS
from berkas.engine.consents import ConsentLine, consent_lines
from berkas.engine.numbering import next_code
from berkas.engine.records import Doubtful, columns_of, keep_doubts, today_of
from berkas.rules.fields import Choice, Field, Kind, Problem, Severity, choices_of, problems
from berkas.rules.identity import nik_doubts
from berkas.rules.vocabulary import Sex
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.search import matching
from berkas_db.tables import Identity

SEEN = "lihat_identitas"
"""The journal's word for a look at an identity."""
SOUGHT = "cari_identitas"
"""The journal's word for a search among identities; what was typed is not kept."""

PROTECTIONS = (
    Choice("anak", "Anak", "Berumur di bawah 18 tahun pada saat perkara"),
    Choice("anak_korban", "Anak korban"),
    Choice("anak_saksi", "Anak saksi"),
    Choice("korban_kekerasan_seksual", "Korban kekerasan seksual"),
    Choice("permintaan_sendiri", "Permintaan sendiri"),
)
_WHO, _WHERE, _FAMILY, _CARE = "Jati diri", "Alamat dan kontak", "Orang tua atau wali", "Pelindungan"
FIELDS: tuple[Field, ...] = (
    Field("name", "Nama", group=_WHO, length=160, personal=True),
    Field("alias_names", "Nama lain", group=_WHO, length=160, personal=True),
    Field("nik", "NIK", Kind.NIK, group=_WHO, personal=True),
    Field("id_kind", "Tanda pengenal lain", Kind.REFERENCE, group=_WHO, source="istilah:jenis_identitas",
          personal=True),
    Field("id_number", "Nomor tanda pengenal", group=_WHO, length=60, personal=True),
    Field("birth_place", "Tempat lahir", group=_WHO, length=80, personal=True),
    Field("birth_on", "Tanggal lahir", Kind.DATE, group=_WHO, most="hari_ini", personal=True,
          help="Menentukan apakah ia anak pada saat perkaranya."),
    Field("sex", "Jenis kelamin", Kind.CHOICE, group=_WHO, choices=choices_of(Sex), personal=True),
    Field("occupation", "Pekerjaan", group=_WHO, length=120, personal=True),
    Field("address", "Alamat", group=_WHERE, length=300, wide=True, personal=True),
    Field("village", "Desa/kelurahan", group=_WHERE, length=80, personal=True),
    Field("district", "Kecamatan", group=_WHERE, length=80, personal=True),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group=_WHERE, source="kabupaten", personal=True),
    Field("phone", "Telepon", Kind.PHONE, group=_WHERE, length=40, personal=True),
    Field("email", "Surel", Kind.EMAIL, group=_WHERE, length=120, personal=True),
    Field("parent_names", "Nama orang tua", group=_FAMILY, length=160, personal=True),
    Field("guardian_name", "Nama wali", group=_FAMILY, length=160, personal=True),
    Field("guardian_relation", "Hubungan wali", group=_FAMILY, length=80, personal=True),
    Field("guardian_phone", "Telepon wali", Kind.PHONE, group=_FAMILY, length=40, personal=True),
    Field("protection", "Dilindungi sebagai", Kind.CHOICE, group=_CARE, choices=PROTECTIONS,
          help="Anak, anak korban, dan anak saksi dilindungi selamanya; yang tampil hanya kodenya."),
)  # fmt: skip
"""The form of an identity, the same wherever somebody is entered or corrected."""

DOUBT = Field(
    "doubt_reason",
    "Alasan bila ada yang meragukan",
    group="Alasan",
    length=200,
    wide=True,
    help="Diisi hanya bila NIK tidak cocok dengan isian lain, atau tidak ada. Tanpa nama orang.",
)
"""Stands under the form: a doubt is saved with its reason, which is kept apart from the identity."""

SHOWN = tuple(field.key for field in FIELDS)
"""What `reveal` hands out."""
_CARD = "ktp"
_COMPARED = frozenset({"nik", "id_kind", "id_number", "birth_on", "sex"})
"""What can contradict each other; other facts can be completed without a word about it."""
_STEM = "ID"
_WIDTH = 5
_MOST_FOUND = 20
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class IdentityState:
    """What everybody may know of somebody: code, marks and consents, never who it is.

    `protection` is the word for the mark, empty without one; `why_hidden` the sentence why this person may
    not look, empty when they may.
    """

    id: int
    code: str
    protection: str
    is_child: bool
    since: str
    is_anonymised: bool
    retention_until: str
    consents: tuple[ConsentLine, ...]
    why_hidden: str


def doubts(values: Mapping[str, Any], *, wants_nik: bool = False) -> list[Problem]:
    """What does not fit together in an identity. The sentences tell nothing of it: they are kept.

    The number of a KTP is a NIK too, wherever a form asks for the card and its number.
    """
    birth = date.fromisoformat(values["birth_on"]) if values.get("birth_on") else None
    sex = Sex(values["sex"]) if values.get("sex") else None
    found = list[Problem]()
    card = values.get("id_number") if values.get("id_kind") == _CARD else ""
    for key, word, nik in (("nik", "NIK", values.get("nik")), ("id_number", "Nomor KTP", card)):
        if birth is not None and nik_doubts(nik or "", birth=birth):
            sentence = f"{word} tidak cocok dengan tanggal lahir. Periksa keduanya."
            found.append(Problem(key, sentence, Severity.SOFT))
        if sex is not None and nik_doubts(nik or "", sex=sex):
            sentence = f"{word} tidak cocok dengan jenis kelamin. Periksa keduanya."
            found.append(Problem(key, sentence, Severity.SOFT))
    if wants_nik and not values.get("nik") and not values.get("id_number"):
        sentence = "NIK dan tanda pengenal lain belum diisi. Pastikan memang tidak ada."
        found.append(Problem("nik", sentence, Severity.SOFT))
    return found


def doubt_checks(values: Mapping[str, Any], *, wants_nik: bool = False) -> list[Problem]:
    """The doubts for a form; without a reason they cannot be saved."""
    found = doubts(values, wants_nik=wants_nik)
    if found and not str(values.get(DOUBT.key) or "").strip():
        found.append(Problem(DOUBT.key, "Tulis alasannya: yang meragukan hanya disimpan dengan alasan."))
    return found


def put(
    step: Step,
    values: Mapping[str, Any],
    *,
    id: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> int:
    """Keep who somebody is, new or completed, and return the identity's id.

    `values` are columns of the vault; a number that contradicts birth or sex is taken only with the reason
    among them, or with that of the record they came with. Whoever was under 18 on `on` (the day of the
    case) or on the day of any case of theirs is protected as a child from then on; a protection of a child
    is never taken away here. The code is given, never typed.
    """
    require(step.actor, Right.RECORD)
    own = _own(step, values)
    asked = own.pop("protection", None)
    if id is None:
        kept, birth = None, own.get("birth_on")
        told = _refuse_unsaid(values, own, reason)
        id = step.insert(Identity, own | {"code": next_code(step, Identity, _STEM, width=_WIDTH)})
    else:
        row = _row(step.session, id)
        kept, birth = row.protection, row.birth_on
        if kept in CHILD_PROTECTIONS and birth and own.get("birth_on", birth) != birth:
            raise Refused(
                f"{row.code} dilindungi sebagai anak; tanggal lahirnya tidak dapat diubah di sini.",
                "Minta peran yang berhak membuka pelindungan anak untuk memperbaikinya dengan alasan.",
                ("birth_on",),
            )
        told = _refuse_unsaid(values, _completed(row, own), reason) if _COMPARED & own.keys() else ""
        step.update(Identity, id, own)
    if asked and kept not in CHILD_PROTECTIONS:
        since = on.isoformat() if on else today_of(step).isoformat()
        step.update(Identity, id, {"protection": asked, "protected_since": since})
    children.settle(step, id, days=(on,) if on else ())
    _keep_doubt_reason(step, id, values, told)
    return id


def correct(step: Step, identity_id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who somebody is, with a reason that the journal keeps.

    For a protected child only the role with that right may. Only a wrong date of birth takes the protection
    of a child back: when by the right date no case of theirs was a child's.
    """
    require(step.actor, Right.RECORD)
    row = _row(step.session, identity_id)
    _refuse_look(step, row, reason, "memperbaiki")
    own = _own(step, values)
    asked = own.pop("protection", row.protection)
    told = _refuse_unsaid(values, _completed(row, own))
    is_child = row.protection in CHILD_PROTECTIONS
    new_birth = own.get("birth_on", row.birth_on)
    step.update(Identity, identity_id, own)
    if is_child and new_birth and new_birth != row.birth_on:
        children.lift_wrong(step, identity_id, reason)
    elif is_child and asked not in CHILD_PROTECTIONS:
        raise Refused(
            f"Pelindungan anak pada {row.code} tidak dapat dicabut.",
            "Bila tanggal lahirnya keliru, perbaiki tanggal itu dengan alasan.",
            ("protection",),
        )
    elif asked != row.protection:
        since = row.protected_since or today_of(step).isoformat()
        changed = {"protection": asked, "protected_since": since if asked else None}
        step.update(Identity, identity_id, changed)
    children.settle(step, identity_id)
    _keep_doubt_reason(step, identity_id, values, told)
    step.say(f"Identitas {row.code} diperbaiki", reason.strip())


def reveal(step: Step, identity_id: int, reason: str) -> dict[str, Any]:
    """Who this is, for one look that the journal keeps with its reason.

    Refused without the right, without a reason, for a child without the right to lift that protection, and
    for somebody whose identity was taken out.
    """
    row = _row(step.session, identity_id)
    _refuse_look(step, row, reason, "melihat")
    step.note(SEEN, Identity, identity_id, {"alasan": reason.strip()})
    step.say(f"Identitas {row.code} dilihat", reason.strip())
    return {key: getattr(row, key) for key in SHOWN}


def find(step: Step, typed: str, reason: str) -> list[tuple[int, str]]:
    """Ids and codes of those whose name, NIK or contact answers what was typed; the journal keeps the look.

    Protected children are found only by the role that may see them. What was typed is not kept.
    """
    require(step.actor, Right.SEE_IDENTITY)
    _need_reason(reason, "mencari")
    if len(typed.strip()) < _LEAST_LETTERS:
        raise Refused("Ketik sedikitnya tiga huruf atau angka.")
    table = Identity.__table__.c
    statement = (
        select(table.id, table.code)
        .where(table.trashed_at.is_(None), table.anonymised_at.is_(None))
        .where(matching(table.id, "identity_fts", typed))
        .order_by(table.id.desc())
        .limit(_MOST_FOUND)
    )
    if not children.may_open(step.session, step.actor):
        statement = statement.where(
            table.protection.is_(None) | table.protection.not_in(sorted(CHILD_PROTECTIONS))
        )
    found = [(row.id, row.code) for row in step.session.execute(statement)]
    step.note(SOUGHT, None, None, {"ditemukan": len(found)})
    step.say("Identitas dicari", reason.strip())
    return found


def state_of(session: Session, identity_id: int, actor: Actor) -> IdentityState:
    """What the panel shows of somebody before anybody looks."""
    row = _row(session, identity_id)
    words = {choice.code: choice.label for choice in PROTECTIONS}
    return IdentityState(
        id=identity_id,
        code=row.code,
        protection=words.get(row.protection or "", ""),
        is_child=row.protection in CHILD_PROTECTIONS,
        since=row.protected_since or "",
        is_anonymised=bool(row.anonymised_at),
        retention_until=row.retention_until or "",
        consents=consent_lines(session, identity_id),
        why_hidden=_why_hidden(session, actor, row),
    )


def code_of(session: Session, identity_id: int) -> str:
    """The code everybody may see."""
    return session.execute(select(Identity.code).where(Identity.id == identity_id)).scalar_one()


def codes_of(session: Session, identity_ids: Iterable[int]) -> dict[int, str]:
    """The codes of several identities."""
    statement = select(Identity.id, Identity.code).where(Identity.id.in_(list(identity_ids)))
    return {row.id: row.code for row in session.execute(statement)}


def is_protected_child(session: Session, identity_id: int) -> bool:
    """Whether somebody is to be a code only, for ever."""
    found = session.execute(
        select(Identity.protection).where(Identity.id == identity_id)
    ).scalar_one_or_none()
    return found in CHILD_PROTECTIONS


def _own(step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that may be typed, checked as the form checks them."""
    typed = {key: value for key, value in values.items() if key in SHOWN}
    for found in problems(FIELDS, typed, today=today_of(step)):
        if found.severity is Severity.HARD:
            raise Refused(found.message, fields=(found.key,))
    return {key: value or None for key, value in columns_of(Identity, typed).items()}


def _completed(row: Any, own: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401  a row of the vault
    """What will be kept after `own` is written over the row."""
    return {key: getattr(row, key) for key in SHOWN} | dict(own)


def _refuse_unsaid(values: Mapping[str, Any], whole: Mapping[str, Any], reason: str = "") -> str:
    """The reason for a number that contradicts birth or sex, empty where none does; Doubtful without one."""
    found = doubts(whole)
    said = str(values.get(DOUBT.key) or "").strip() or reason.strip()
    if found and not said:
        raise Doubtful(found)
    return said if found else ""


def _keep_doubt_reason(step: Step, identity_id: int, values: Mapping[str, Any], told: str) -> None:
    """Keep why a doubt was accepted; the reason typed with an identity answers a missing NIK as well."""
    typed = str(values.get(DOUBT.key) or "").strip()
    if not (typed or told):
        return
    row = _row(step.session, identity_id)
    found = doubts({key: getattr(row, key) for key in SHOWN}, wants_nik=bool(typed))
    keep_doubts(step, Identity, identity_id, found, typed or told)


def _row(session: Session, identity_id: int) -> Any:  # noqa: ANN401  a row of the vault
    found = session.execute(select(*Identity.__table__.c).where(Identity.id == identity_id)).one_or_none()
    if found is None:
        raise Refused("Identitas ini sudah tidak ada.")
    return found


def _why_hidden(session: Session, actor: Actor, row: Any) -> str:  # noqa: ANN401  a row of the vault
    if row.anonymised_at:
        return f"Identitas {row.code} sudah dianonimkan; yang tersisa hanya kodenya."
    if row.protection in CHILD_PROTECTIONS:
        if children.may_open(session, actor):
            return ""
        role = children.opening_role(session).label
        return (
            f"{row.code} adalah anak yang dilindungi selamanya; yang tampil hanya kodenya. "
            f"Hanya peran {role} yang dapat membukanya, dengan alasan."
        )
    return "" if may(actor, Right.SEE_IDENTITY) else "Peran Anda tidak berhak melihat identitas."


def _refuse_look(step: Step, row: Any, reason: str, verb: str) -> None:  # noqa: ANN401  a row of the vault
    if row.protection not in CHILD_PROTECTIONS:
        require(step.actor, Right.SEE_IDENTITY)
    _need_reason(reason, verb)
    hidden = _why_hidden(step.session, step.actor, row)
    if hidden:
        raise Refused(hidden)


def _need_reason(reason: str, verb: str) -> None:
    if not reason.strip():
        raise Refused(f"Alasan {verb} identitas belum diisi.", "Tulis alasannya dalam satu kalimat.")
