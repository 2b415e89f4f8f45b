"""Letters that leave the office: begun from a text in force, numbered, and drawn from the register's own row.

A letter is about at most one record of each kind; its words are kept as they will be sent, so that a later
change of the text or of the record changes no letter. Imports no Qt.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.letter_texts import letter_text
from berkas.engine.letterheads import signer_on
from berkas.engine.numbering import take_insertion, take_number
from berkas.engine.officepaper import HEAD, OfficePart, office_part
from berkas.engine.press import refuse_named
from berkas.paper.parts import Signer
from berkas.rules.letter_form import LetterForm
from berkas.rules.letter_text import LetterTextError
from berkas.rules.vocabulary import SigningCapacity
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Letter, LetterCopy, LetterInitial, PositionHeld

OUTGOING, INCOMING = "keluar", "masuk"

ABOUT_COLUMNS = {
    "kegiatan": "visit_id",
    "obh": "obh_id",
    "pengaduan": "complaint_id",
    "unit": "unit_id",
    "p2ham": "award_entry_id",
    "tindak_lanjut": "supervision_id",
}
"""What a text is about → the column of the register that leads to that record."""

GENERAL = "umum"
"""What a letter is about that leads to no record."""

_CAPACITIES = {
    SigningCapacity.PELAKSANA_TUGAS.value: "Plt. ",
    SigningCapacity.PELAKSANA_HARIAN.value: "Plh. ",
}


@dataclass(frozen=True, slots=True)
class Initial:
    """One paraf on the way of a letter."""

    name: str
    on: str


@dataclass(frozen=True, slots=True)
class LetterValues:
    """A letter as it is drawn: the office on its date, its head, its lines, who signs, copies and parafs."""

    office: OfficePart
    form: str
    title: str
    number: str
    date: date
    nature: str
    annexes: str
    subject: str
    to: tuple[str, ...]
    body: str
    signer: Signer
    copies: tuple[str, ...]
    initials: tuple[Initial, ...]
    secret: bool


def begin_letter(
    step: Step,
    key: str,
    values: Mapping[str, str],
    on: date,
    *,
    about_id: int | None = None,
    links: Mapping[str, int | None] | None = None,
) -> int:
    """Put a letter into the register of outgoing papers, its text filled and its number still to follow.

    `about_id` is the record the text is about; `links` are further columns of the register. Returns the id.
    """
    require(step.actor, Right.RECORD)
    text = letter_text(step.session, key, on)
    try:
        form = text.form.filled(values)
    except LetterTextError as error:
        raise Refused(
            f"Naskah “{text.form.title}” tidak dapat dipakai: {error}",
            "Perbaiki naskah itu di Pengaturan Kantor.",
        ) from error
    column = ABOUT_COLUMNS.get(form.about)
    own: dict[str, Any] = {
        **(links or {}),
        **({column: about_id} if column and about_id is not None else {}),
        **_head_of(form),
        "direction": OUTGOING,
        "kind": key,
        "is_number_pending": True,
        "year": on.year,
        "letter_on": on.isoformat(),
        "signer_id": _holder(step.session, form.signed_by or HEAD, on),
        "text_module_id": text.module_id,
        "fields": _typed(text.form, values),
        "body": form.body,
    }
    letter = step.insert(Letter, own)
    for sort, recipient in enumerate(form.copies):
        step.insert(LetterCopy, {"letter_id": letter, "sort": sort, "recipient": recipient})
    step.say(f"Surat “{form.subject or form.title}” disiapkan")
    return letter


def _typed(form: LetterForm, values: Mapping[str, str]) -> str | None:
    """What was filled into a letter about no record, so that it is found again by it; of others the record
    tells more, and their words may be taken out of the letter again.
    """
    if form.about != GENERAL:
        return None
    return json.dumps({name: values.get(name, "") for name in form.fields}, ensure_ascii=False)


def _head_of(form: LetterForm) -> dict[str, Any]:
    return {
        "classification": form.classification or None,
        "nature": form.nature,
        "subject": form.subject or form.title,
        "recipient": "\n".join(form.to) or None,
        "annexes": form.annexes or None,
        "on_behalf_of": form.on_behalf_of or None,
        "is_secret": form.secret,
    }


def _holder(session: Session, position: str, on: date) -> int | None:
    """Who holds a position on a date, as the register keeps it."""
    day = on.isoformat()
    statement = select(PositionHeld.id).where(
        PositionHeld.position == position,
        PositionHeld.valid_from <= day,
        PositionHeld.valid_until.is_(None) | (PositionHeld.valid_until >= day),
    )
    return session.execute(
        statement.order_by(PositionHeld.valid_from.desc(), PositionHeld.id).limit(1)
    ).scalar_one_or_none()


def give_number(step: Step, letter_id: int, *, after: int | None = None, typed: str = "") -> str:
    """Give an outgoing letter its number: the next one, one between two (`after`), or one that was `typed`
    because it came from elsewhere. A number that was given stays.
    """
    require(step.actor, Right.ISSUE)
    row = step.session.get_one(Letter, letter_id)
    if row.direction != OUTGOING:
        raise Refused("Nomor surat masuk adalah nomor pengirimnya; tulis pada isian nomor.")
    if row.number and not row.is_number_pending:
        raise Refused(f"Surat ini sudah bernomor {row.number}.", "Batalkan surat itu bila nomornya salah.")
    on = date.fromisoformat(row.letter_on) if row.letter_on else date.fromisoformat(step.now[:10])
    kind, classification = row.kind or "surat", row.classification or ""
    given: dict[str, Any]
    if typed.strip():
        given = {"number": typed.strip(), "serial": None, "insertion": None}
    elif after is not None:
        taken, letters = take_insertion(step, kind, on, after, classification=classification)
        given = {"number": taken.written, "serial": taken.serial, "insertion": letters}
    else:
        taken = take_number(step, kind, on, classification=classification)
        given = {"number": taken.written, "serial": taken.serial, "insertion": None}
    step.update(Letter, letter_id, given | {"is_number_pending": False, "year": on.year})
    step.say(f"Surat diberi nomor {given['number']}")
    return str(given["number"])


def letter_values(session: Session, letter_id: int) -> LetterValues:
    """Everything a letter is drawn from. Refused for a text to the public that tells who somebody is."""
    row = session.get_one(Letter, letter_id)
    on = date.fromisoformat(row.letter_on or f"{row.year}-01-01")
    copies = select(LetterCopy.recipient).where(LetterCopy.letter_id == letter_id).order_by(LetterCopy.sort)
    initials = (
        select(LetterInitial.name, LetterInitial.initialled_on)
        .where(LetterInitial.letter_id == letter_id)
        .order_by(LetterInitial.sort)
    )
    office = office_part(session, on, letterhead_id=row.letterhead_id)
    form = letter_text_form(session, row.kind, on)
    if form is not None and form.form == "naskah" and row.visit_id is not None:
        refuse_named(session, row.visit_id, row.subject, row.body or "")
    return LetterValues(
        office=office,
        form=form.form if form else "surat",
        title=form.title if form else row.subject,
        number=row.number if row.number and not row.is_number_pending else "",
        date=on,
        nature=row.nature or "biasa",
        annexes=row.annexes or "",
        subject=row.subject,
        to=tuple((row.recipient or "").splitlines()),
        body=row.body or "",
        signer=signer_of(session, row, on),
        copies=tuple(session.execute(copies).scalars()),
        initials=tuple(Initial(each.name, each.initialled_on or "") for each in session.execute(initials)),
        secret=row.is_secret,
    )


def letter_text_form(session: Session, key: str | None, on: date) -> LetterForm | None:
    """The text a letter was begun from, or None for one that was typed from nothing."""
    if not key:
        return None
    try:
        return letter_text(session, key, on).form
    except Refused:
        return None


def signer_of(session: Session, row: Letter, on: date) -> Signer:
    """Who signs: the holder of the position in the register's row, with a.n., Plt. or Plh. before it."""
    held = session.get(PositionHeld, row.signer_id) if row.signer_id else None
    position = held.position if held else HEAD
    signer = signer_on(session, position, on)
    prefix = _CAPACITIES.get(row.signing_capacity or "", "")
    role = (f"{prefix}{position},",) if prefix else signer.role
    if row.on_behalf_of:
        role = (f"a.n. {row.on_behalf_of}", *role)
    return Signer(role, signer.name, signer.nip, signer.rank)


def letters_about(session: Session, about: str, about_id: int) -> Sequence[Any]:
    """The letters of one record, newest first: id, number, date, subject and whether the number is given."""
    column = Letter.__table__.c[ABOUT_COLUMNS[about]]
    statement = (
        select(Letter.id, Letter.direction, Letter.number, Letter.letter_on, Letter.subject)
        .where(column == about_id, Letter.trashed_at.is_(None))
        .order_by(Letter.letter_on.desc(), Letter.id.desc())
    )
    return session.execute(statement).all()
