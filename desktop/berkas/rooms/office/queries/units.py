"""Reads units (UPT) with their ministry and head of today."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Column
from berkas_db.tables import (
    Base,
    Ministry,
    Regency,
    Service,
    Sop,
    SopComponent,
    Term,
    Unit,
    UnitAlias,
    UnitHead,
    UnitMinistry,
)

_unit = Unit.__table__.c
_REGENCY = select(Regency.name).where(Regency.id == Unit.regency_id).correlate(Unit).scalar_subquery()
_KIND = (
    select(Term.label)
    .where(Term.kind == "jenis_unit", Term.code == Unit.kind)
    .correlate(Unit)
    .scalar_subquery()
)
_MINISTRY = (
    select(Ministry.short_name)
    .join(UnitMinistry, UnitMinistry.ministry_id == Ministry.id)
    .where(UnitMinistry.unit_id == Unit.id, UnitMinistry.valid_until.is_(None))
    .correlate(Unit)
    .limit(1)
    .scalar_subquery()
)
_HEAD = (
    select(UnitHead.name)
    .where(UnitHead.unit_id == Unit.id, UnitHead.valid_until.is_(None))
    .correlate(Unit)
    .limit(1)
    .scalar_subquery()
)

UNITS = Listing(
    model=Unit,
    shown=(
        Shown(Column("code", "Kode", width=14, sortable=True), _unit.code),
        Shown(Column("name", "Nama unit", width=42, sortable=True), _unit.name),
        Shown(Column("kind", "Jenis", width=24), _KIND),
        Shown(Column("unit_class", "Kelas", width=8), _unit.unit_class),
        Shown(Column("regency", "Kabupaten/kota", width=20), _REGENCY),
        Shown(Column("ministry", "Kementerian", width=15), _MINISTRY),
        Shown(Column("head", "Kepala unit", width=28, shown=False), _HEAD),
        Shown(Column("short_name", "Nama singkat", width=20, shown=False), _unit.short_name),
    ),
    filters={"kind": one_of(_unit.kind), "regency_id": one_of(_unit.regency_id, number=True)},
    sort="name",
    search="unit_fts",
)

CHILDREN: dict[str, tuple[type[Base], tuple[str, ...]]] = {
    "aliases": (UnitAlias, ("name",)),
    "ministries": (UnitMinistry, ("valid_from",)),
    "heads": (UnitHead, ("valid_from",)),
    "services": (Service, ("name",)),
    "sops": (Sop, ("number",)),
}
"""Rows of a unit by their key: the table, and how they are ordered."""


def load_unit(session: Session, id: int) -> Record:
    """One unit with all its rows."""
    extra = {
        key: read_children(session, model, "unit_id", id, *order) for key, (model, order) in CHILDREN.items()
    }
    for sop in extra["sops"]:
        sop["components"] = tuple(components_of(session, sop["id"]))
    return read_record(session, Unit, id, title="name", subtitle="code", extra=extra)


def components_of(session: Session, sop_id: int) -> dict[str, int]:
    """The components of a service standard found in a SOP: code to id of its row."""
    rows = session.execute(
        select(SopComponent.component, SopComponent.id)
        .where(SopComponent.sop_id == sop_id, SopComponent.is_present.is_(True))
        .order_by(SopComponent.id)
    )
    return {row[0]: row[1] for row in rows}
