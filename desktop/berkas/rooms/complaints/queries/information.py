"""Reads the list of public information (DIP) and its consequence tests."""

from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Column, Kind
from berkas_db.tables import ConsequenceTest, PublicInformation, Term

_i = PublicInformation.__table__.c
_CATEGORY = (
    select(Term.label)
    .where(Term.kind == "kategori_informasi", Term.code == PublicInformation.category)
    .correlate(PublicInformation)
    .scalar_subquery()
)
_TESTED = (
    select(func.max(ConsequenceTest.tested_on))
    .where(ConsequenceTest.information_id == PublicInformation.id)
    .correlate(PublicInformation)
    .scalar_subquery()
)
INFORMATION_LIST = Listing(
    model=PublicInformation,
    shown=(
        Shown(Column("number", "Nomor", width=12), _i.number),
        Shown(Column("title", "Informasi", width=46, sortable=True), _i.title),
        Shown(Column("category", "Kategori", width=16), _CATEGORY),
        Shown(Column("holder", "Unit yang menguasai", width=28), _i.holder),
        Shown(Column("form", "Bentuk", width=18), _i.form),
        Shown(Column("tested_on", "Uji konsekuensi", Kind.DATE, width=14), _TESTED),
        Shown(Column("valid_until", "Berlaku sampai", Kind.DATE, width=14), _i.valid_until),
    ),
    filters={"category": one_of(_i.category), "valid_until": between(_i.valid_until)},
    sort="title",
    search="public_information_fts",
)


def load_information(session: Session, id: int) -> Record:
    """One entry with its tests, the latest last."""
    rows = read_children(session, ConsequenceTest, "information_id", id, "tested_on")
    return read_record(
        session, PublicInformation, id, title="title", subtitle="number", extra={"tests": rows}
    )


def is_tested(session: Session, id: int) -> bool:
    """Whether an entry has a consequence test."""
    statement = select(ConsequenceTest.id).where(ConsequenceTest.information_id == id).limit(1)
    return session.execute(statement).first() is not None


def in_force(on: date) -> Select[PublicInformation]:
    """The entries of the list on a day, by category as the office orders it, then by title."""
    day = on.isoformat()
    return (
        select(PublicInformation)
        .outerjoin(Term, (Term.kind == "kategori_informasi") & (Term.code == PublicInformation.category))
        .where(
            PublicInformation.trashed_at.is_(None),
            or_(PublicInformation.valid_from.is_(None), PublicInformation.valid_from <= day),
            or_(PublicInformation.valid_until.is_(None), PublicInformation.valid_until >= day),
        )
        .order_by(Term.sort, PublicInformation.title, PublicInformation.id)
    )
