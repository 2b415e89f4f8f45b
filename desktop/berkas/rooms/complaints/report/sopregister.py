"""`register-sop`: every service and SOP of each unit, with the components of the standard it holds.

Which of the fourteen components are missing stands beside each SOP: that is what supervisors look for first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, Part, Table, TableColumn, Title
from berkas.rules.dates import show_medium
from berkas.rules.fields import Choice
from berkas_db.tables import Service, Sop, SopComponent, Unit

WHOLE = "KANTOR"


@dataclass(frozen=True, slots=True)
class UnitRegister:
    """One unit: its services and its SOPs, a tuple of finished texts for each."""

    name: str
    services: tuple[tuple[str, ...], ...]
    sops: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SopValues:
    """The register on a day."""

    office: OfficePart
    about: str
    on: date
    components: int
    units: tuple[UnitRegister, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """The whole office, then every unit that has a service or a SOP."""
    units = session.execute(
        select(Unit.id, Unit.code, Unit.name)
        .where(Unit.trashed_at.is_(None), Unit.id.in_(_owners()))
        .order_by(Unit.name, Unit.id)
    )
    whole = Subject(WHOLE, office_facts(session).name)
    return [whole, *(Subject(row.code, row.name, Unit, row.id) for row in units)]


def _owners():  # noqa: ANN202  a select of unit ids
    services = select(Service.unit_id).where(Service.trashed_at.is_(None))
    return services.union(select(Sop.unit_id).where(Sop.trashed_at.is_(None)))


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> SopValues:
    """Read the services and SOPs of one unit, or of all; what is no longer in force is left out."""
    components = term_choices(session, "komponen_standar")
    units = select(Unit.id, Unit.name).where(Unit.trashed_at.is_(None), Unit.id.in_(_owners()))
    if subject.id is not None:
        units = units.where(Unit.id == subject.id)
    found = tuple(
        UnitRegister(row.name, _services(session, row.id, on), _sops(session, row.id, on, components))
        for row in session.execute(units.order_by(Unit.name, Unit.id)).all()
    )
    about = subject.title if subject.id is not None else "Semua unit"
    return SopValues(office_part(session, on), about, on, len(components), found)


def _services(session: Session, unit_id: int, on: date) -> tuple[tuple[str, ...], ...]:
    rows = session.execute(
        select(Service)
        .where(Service.unit_id == unit_id, Service.trashed_at.is_(None))
        .where(Service.valid_until.is_(None) | (Service.valid_until >= on.isoformat()))
        .order_by(Service.name, Service.id)
    ).scalars()
    return tuple(
        (row.name, row.time_limit or "–", row.fee or "–", row.product or "–", row.complaint_way or "–")
        for row in rows
    )


def _sops(
    session: Session, unit_id: int, on: date, components: Sequence[Choice]
) -> tuple[tuple[str, ...], ...]:
    rows = session.execute(
        select(Sop, Service.name)
        .outerjoin(Service, Service.id == Sop.service_id)
        .where(Sop.unit_id == unit_id, Sop.trashed_at.is_(None))
        .where(Sop.valid_until.is_(None) | (Sop.valid_until >= on.isoformat()))
        .order_by(Sop.number, Sop.id)
    ).all()
    held = _held(session, [sop.id for sop, _service in rows])
    return tuple(
        (
            sop.number,
            "\n".join(filter(None, (sop.title, service and f"Layanan: {service}"))),
            "\n".join(filter(None, (day(sop.signed_on), sop.revised_on and f"ubah {day(sop.revised_on)}"))),
            _hangs(sop),
            str(sum(each.code in held.get(sop.id, ()) for each in components)),
            _missing(components, held.get(sop.id, ())),
        )
        for sop, service in rows
    )


def _held(session: Session, ids: Sequence[int]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = session.execute(
        select(SopComponent.sop_id, SopComponent.component).where(
            SopComponent.sop_id.in_(ids), SopComponent.is_present.is_(True)
        )
    )
    for sop, component in rows:
        found.setdefault(sop, set()).add(component)
    return found


def _hangs(sop: Sop) -> str:
    if not sop.hangs_at:
        return "belum dipasang"
    return sop.hangs_at if sop.is_visible else f"{sop.hangs_at} (sulit dilihat)"


def _missing(components: Sequence[Choice], held: object) -> str:
    known = held if isinstance(held, set) else set()
    left = [each.label for each in components if each.code not in known]
    if not left:
        return "lengkap"
    return "belum diperiksa" if len(left) == len(components) else "; ".join(left)


def parts(values: SopValues, _stamp: Stamp) -> tuple[Part, ...]:
    """Services first, then the SOPs, each unit under a band."""
    services: list[Band | tuple[str, ...]] = []
    sops: list[Band | tuple[str, ...]] = []
    for unit in values.units:
        services += [Band(unit.name), *unit.services] if unit.services else []
        sops += [Band(unit.name), *unit.sops] if unit.sops else []
    return (
        Title("Register Layanan dan SOP", name=values.about, lines=(f"Per {show_medium(values.on)}",)),
        Table(
            (
                TableColumn("Layanan", 2.2),
                TableColumn("Jangka waktu", 1.2),
                TableColumn("Biaya", 1.4),
                TableColumn("Produk", 1.6),
                TableColumn("Cara mengadu", 1.8),
            ),
            services,
            empty="Belum ada layanan yang dicatat.",
        ),
        Table(
            (
                TableColumn("Nomor SOP", 1.2),
                TableColumn("Judul", 2),
                TableColumn("Ditetapkan", 1.1),
                TableColumn("Terpasang di", 1.4),
                TableColumn(f"Dari {values.components}", mm=16, align=Align.RIGHT, group="Komponen standar"),
                TableColumn("Yang belum ada", 2.6, group="Komponen standar"),
            ),
            sops,
            empty="Belum ada SOP yang dicatat.",
            note=f"{values.components} komponen standar pelayanan menurut Pasal 21 UU 25/2009.",
        ),
    )


def draw(values: SopValues, stamp: Stamp) -> bytes:
    """PDF bytes, landscape."""
    return render(
        parts(values, stamp), values.office.frame("Register Layanan dan SOP", stamp, landscape=True)
    )


SOP_REGISTER = DocumentKind(
    "register-sop", "Register layanan dan SOP", "complaints", subjects, gather, draw,
    docx=editable("Register layanan dan SOP", parts, landscape=True),
)  # fmt: skip
