"""Reads the dated rules of accreditation: periods, least numbers of categories, requirements."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_record
from berkas.rooms.obh.fields.accreditation import CATEGORIES
from berkas.rooms.obh.fields.places import REGENCY_KINDS
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import Confidence
from berkas_db.tables import AccreditationPeriod, CategoryRule, Regency, Requirement, Term

_SURE = choices_of(Confidence)
_period, _rule, _wanted = (model.__table__.c for model in (AccreditationPeriod, CategoryRule, Requirement))
_place = Regency.__table__.c
_MEASURE = (
    select(Term.label)
    .where(Term.kind == "ukuran_akreditasi", Term.code == CategoryRule.measure)
    .correlate(CategoryRule)
    .scalar_subquery()
)


def _holds(text: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(text.strip(), autoescape=True) for column in columns))


PERIODS = Listing(
    model=AccreditationPeriod,
    shown=(
        Shown(Column("name", "Periode", width=16), _period.name),
        Shown(Column("valid_from", "Hari pertama", Kind.DATE, width=14), _period.valid_from),
        Shown(Column("valid_until", "Hari terakhir", Kind.DATE, width=14), _period.valid_until),
        Shown(Column("decree", "SK penetapan", width=30), _period.decree),
        Shown(
            Column("accredited_nationally", "Nasional", Kind.INTEGER, width=10), _period.accredited_nationally
        ),
        Shown(Column("confidence", "Keyakinan", width=30), _period.confidence, _SURE),
        Shown(Column("source", "Sumber", width=34), _period.source),
    ),
    filters={},
    sort="valid_from",
    descending=True,
    found=lambda text: _holds(text, _period.name, _period.decree, _period.source),
)
CATEGORY_RULES = Listing(
    model=CategoryRule,
    shown=(
        Shown(Column("category", "Kategori", width=10), _rule.category, CATEGORIES),
        Shown(Column("measure", "Ukuran", width=31), _MEASURE),
        Shown(Column("least", "Paling sedikit", Kind.INTEGER, width=12), _rule.least),
        Shown(Column("confidence", "Keyakinan", width=28), _rule.confidence, _SURE),
        Shown(Column("regulation", "Peraturan", width=30), _rule.regulation),
        Shown(Column("valid_from", "Sejak", Kind.DATE, width=13), _rule.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=13), _rule.valid_until),
        Shown(Column("source", "Sumber", width=34), _rule.source),
    ),
    filters={"category": one_of(_rule.category), "confidence": one_of(_rule.confidence)},
    sort="category",
    found=lambda text: _holds(text, _MEASURE, _rule.regulation, _rule.source),
)
REQUIREMENTS = Listing(
    model=Requirement,
    shown=(
        Shown(Column("sort", "Urutan", Kind.INTEGER, width=8), _wanted.sort),
        Shown(Column("label", "Persyaratan", width=44), _wanted.label),
        Shown(Column("needs_validity", "Bermasa berlaku", Kind.BOOLEAN, width=14), _wanted.needs_validity),
        Shown(Column("valid_from", "Sejak", Kind.DATE, width=13), _wanted.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=13), _wanted.valid_until),
        Shown(Column("confidence", "Keyakinan", width=30), _wanted.confidence, _SURE),
        Shown(Column("source", "Sumber", width=40), _wanted.source),
    ),
    filters={"confidence": one_of(_wanted.confidence)},
    sort="sort",
    found=lambda text: _holds(text, _wanted.label, _wanted.source),
)

REGENCIES = Listing(
    model=Regency,
    shown=(
        Shown(Column("code", "Kode", width=9), _place.code),
        Shown(Column("name", "Nama", width=34, sortable=True), _place.name),
        Shown(Column("kind", "Jenis", width=13), _place.kind, REGENCY_KINDS),
        Shown(Column("province", "Provinsi", width=30), _place.province),
        Shown(Column("seat", "Ibu kota", width=20), _place.seat),
        Shown(Column("confidence", "Keyakinan", width=28), _place.confidence, _SURE),
        Shown(Column("source", "Sumber", width=34, shown=False), _place.source),
    ),
    filters={"kind": one_of(_place.kind), "confidence": one_of(_place.confidence)},
    sort="code",
    found=lambda text: _holds(text, _place.name, _place.code, _place.province),
)


def load_period(session: Session, id: int) -> Record:
    """One accreditation period."""
    return read_record(session, AccreditationPeriod, id, title="name", subtitle="decree")


def load_category_rule(session: Session, id: int) -> Record:
    """One least number of a category, titled by category and measure."""
    row = session.execute(select(CategoryRule.category, _MEASURE).where(CategoryRule.id == id)).one_or_none()
    title = f"{str(row[0]).upper()}: {row[1]}" if row else ""
    return read_record(
        session, CategoryRule, id, title="words", subtitle="regulation", extra={"words": title}
    )


def load_requirement(session: Session, id: int) -> Record:
    """One requirement of accreditation."""
    return read_record(session, Requirement, id, title="label", subtitle="source")


def load_regency(session: Session, id: int) -> Record:
    """One regency or city."""
    return read_record(session, Regency, id, title="name", subtitle="province")
