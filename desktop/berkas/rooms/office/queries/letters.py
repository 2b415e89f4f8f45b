"""Reads the register of letters and the office's own texts."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.letter_texts import shipped_texts
from berkas.engine.letters import INCOMING, OUTGOING
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Choice, Column, Kind
from berkas.rules.letter_form import FORMS
from berkas.rules.letter_numbers import PENDING
from berkas_db.tables import Letter, LetterCopy, LetterInitial, TextModule

_letter, _text = Letter.__table__.c, TextModule.__table__.c

_COMMON = (
    Shown(Column("number", "Nomor", width=26), _letter.number),
    Shown(Column("letter_on", "Tanggal", Kind.DATE, width=14), _letter.letter_on),
    Shown(Column("subject", "Hal", width=44), _letter.subject),
)
_FILTERS = {"letter_on": between(_letter.letter_on), "nature": one_of(_letter.nature)}

OUTGOING_LETTERS = Listing(
    model=Letter,
    shown=(
        *_COMMON,
        Shown(Column("recipient", "Kepada", width=30), _letter.recipient),
        Shown(Column("is_number_pending", "Menyusul", Kind.BOOLEAN, width=12), _letter.is_number_pending),
        Shown(Column("srikandi_number", "SRIKANDI", width=18, shown=False), _letter.srikandi_number),
    ),
    filters=_FILTERS,
    sort="letter_on",
    descending=True,
    search="letter_fts",
    only=lambda: _letter.direction == OUTGOING,
)
INCOMING_LETTERS = Listing(
    model=Letter,
    shown=(
        *_COMMON,
        Shown(Column("sender", "Pengirim", width=30), _letter.sender),
        Shown(Column("received_on", "Diterima", Kind.DATE, width=14), _letter.received_on),
    ),
    filters=_FILTERS,
    sort="letter_on",
    descending=True,
    search="letter_fts",
    only=lambda: _letter.direction == INCOMING,
)
LETTER_TEXTS = Listing(
    model=TextModule,
    shown=(
        Shown(Column("title", "Naskah", width=44), _text.title),
        Shown(Column("key", "Kunci", width=28), _text.key),
        Shown(Column("valid_from", "Mulai", Kind.DATE, width=14), _text.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=14), _text.valid_until),
    ),
    filters={},
    sort="title",
    only=lambda: func.ifnull(_text.document_kind, "").in_(FORMS),  # by title, not by the index of kinds
)


def load_letter(session: Session, id: int) -> Record:
    """A letter with its copies and parafs."""
    row = session.execute(
        select(_letter.number, _letter.is_number_pending, _letter.direction).where(_letter.id == id)
    ).one_or_none()
    pending = row is not None and row.direction == OUTGOING and bool(row.is_number_pending)
    return read_record(
        session,
        Letter,
        id,
        title="subject",
        subtitle="known_as",
        extra={
            "known_as": PENDING if pending else (row.number if row else "") or "",
            "copies": read_children(session, LetterCopy, "letter_id", id, "sort"),
            "initials": read_children(session, LetterInitial, "letter_id", id, "sort"),
        },
    )


def load_text(session: Session, id: int) -> Record:
    """One text of the office."""
    return read_record(session, TextModule, id, title="title", subtitle="key")


def shipped_choices() -> tuple[Choice, ...]:
    """The texts that come with the program, by their titles."""
    return tuple(Choice(key, form.title) for key, form in shipped_texts().items())
