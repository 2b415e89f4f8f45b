"""Reads the words of the vocabularies an office may extend."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_record
from berkas.rooms.office.fields.terms import KINDS
from berkas.rules.fields import Column, Kind
from berkas_db.tables import Term

_term = Term.__table__.c


def _named_like(text: str) -> ColumnElement[bool]:
    words = text.strip()
    return or_(*(column.icontains(words, autoescape=True) for column in (_term.label, _term.help)))


TERMS = Listing(
    model=Term,
    shown=(
        Shown(Column("kind", "Daftar", width=26), _term.kind, KINDS),
        Shown(Column("label", "Istilah", width=38), _term.label),
        Shown(Column("help", "Penjelasan", width=34, shown=False), _term.help),
        Shown(Column("sort", "Urutan", Kind.INTEGER, width=9), _term.sort),
        Shown(Column("is_shipped", "Bawaan", Kind.BOOLEAN, width=9), _term.is_shipped),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=13), _term.valid_until),
        Shown(Column("code", "Kode", width=22, shown=False), _term.code),
        Shown(Column("source", "Sumber", width=24, shown=False), _term.source),
    ),
    filters={"kind": one_of(_term.kind)},
    sort="kind",
    found=_named_like,
)  # fmt: skip


def load_term(session: Session, id: int) -> Record:
    """One word with the name of its list."""
    kind = session.execute(select(_term.kind).where(_term.id == id)).scalar_one_or_none()
    words = next((choice.label for choice in KINDS if choice.code == kind), kind)
    return read_record(session, Term, id, title="label", subtitle="of", extra={"of": words})
