"""What an official paper takes from the office: its letterhead and paper size, who signs, the place and date
line.

All of it is data with dates of validity; nothing about a ministry stands in code.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from berkas.paper.frame import Letterhead as Kop
from berkas.paper.frame import Size
from berkas.paper.parts import Signer
from berkas.rules import dates
from berkas_db.attachments import read_attachment
from berkas_db.tables import Letterhead, Ministry, Office, Official, PositionHeld, UnitHead, UnitMinistry


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """The office as its papers name it; a score is printed from `least_respondents` on."""

    name: str
    province: str
    city: str
    ministry: str
    size: Size
    least_respondents: int


def office_facts(session: Session) -> OfficeFacts:
    """The one office of this book."""
    office = session.execute(select(Office)).scalar_one()
    ministry = session.get(Ministry, office.ministry_id) if office.ministry_id else None
    return OfficeFacts(
        name=office.name,
        province=office.province or "",
        city=office.city or "",
        ministry=ministry.name if ministry else "",
        size=Size(office.paper),
        least_respondents=office.least_respondents,
    )


def letterhead_on(session: Session, on: date, *, id: int | None = None) -> Kop | None:
    """The kop in force on a date: the one named, otherwise the default one; None when the office has none
    yet.
    """
    row = _letterhead_row(session, on, id)
    if row is None:
        return None
    return Kop(
        lines=tuple(line for line in (row.line1, row.line2, row.line3) if line),
        address=row.address or "",
        contacts=tuple(part.strip() for part in (row.contact or "").split(";") if part.strip()),
        logo=read_attachment(session, row.logo_attachment_id) if row.logo_attachment_id else None,
    )


def office_name_on(session: Session, on: date, *, id: int | None = None) -> str:
    """The office's name with the ministry of the letterhead of that date: the ministry changed, old papers
    do not.
    """
    facts = office_facts(session)
    row = _letterhead_row(session, on, id)
    ministry = session.get(Ministry, row.ministry_id) if row is not None and row.ministry_id else None
    if ministry is None or not facts.ministry:
        return facts.name
    return facts.name.replace(facts.ministry, ministry.name)


def _letterhead_row(session: Session, on: date, id: int | None) -> Letterhead | None:
    statement = (
        select(Letterhead).where(Letterhead.id == id) if id else _in_force(select(Letterhead), Letterhead, on)
    )
    order = (Letterhead.is_default.desc(), Letterhead.valid_from.desc(), Letterhead.id)
    return session.execute(statement.order_by(*order).limit(1)).scalar_one_or_none()


def signer_on(session: Session, position: str, on: date) -> Signer:
    """Who signs for a position on a date; an empty name leaves room to write one by hand."""
    statement = _in_force(
        select(PositionHeld, Official).join(Official, Official.id == PositionHeld.official_id),
        PositionHeld,
        on,
    ).where(PositionHeld.position == position)
    row = session.execute(
        statement.order_by(PositionHeld.valid_from.desc(), PositionHeld.id).limit(1)
    ).one_or_none()
    if row is None:
        return Signer((f"{position},",))
    held, official = row
    prefix = {"pelaksana_tugas": "Plt. ", "pelaksana_harian": "Plh. "}.get(held.capacity, "")
    return Signer((f"{prefix}{position},",), official.name, official.nip or "", official.rank or "")


def unit_head_on(session: Session, unit_id: int, on: date) -> Signer:
    """The head of a unit on a date, as named on a berita acara."""
    statement = _in_force(select(UnitHead), UnitHead, on).where(UnitHead.unit_id == unit_id)
    head = session.execute(statement.order_by(UnitHead.valid_from.desc()).limit(1)).scalar_one_or_none()
    if head is None:
        return Signer(("Kepala Unit,",))
    prefix = {"pelaksana_tugas": "Plt. ", "pelaksana_harian": "Plh. "}.get(head.capacity, "")
    return Signer((f"{prefix}{head.position},",), head.name, head.nip or "", head.rank or "")


def unit_ministry_on(session: Session, unit_id: int, on: date) -> Ministry | None:
    """The ministry a unit belonged to on a date (units changed ministries in 2024)."""
    statement = _in_force(
        select(Ministry).join(UnitMinistry, UnitMinistry.ministry_id == Ministry.id), UnitMinistry, on
    ).where(UnitMinistry.unit_id == unit_id)
    return session.execute(statement.order_by(UnitMinistry.valid_from.desc()).limit(1)).scalar_one_or_none()


def office_ministry_on(session: Session, on: date) -> Ministry | None:
    """The ministry the office itself belonged to on a date, as its letterhead of that day says; None when
    no letterhead of that day names one.
    """
    row = _letterhead_row(session, on, None)
    return session.get(Ministry, row.ministry_id) if row is not None and row.ministry_id else None


def place_date(session: Session, on: date) -> str:
    """“Pangkalpinang, 12 Juni 2025”."""
    city = office_facts(session).city
    return f"{city}, {dates.show_medium(on)}" if city else dates.show_medium(on)


def _in_force(statement: Select, table: type, on: date) -> Select:
    """Rows of a dated table that hold on a date; an open beginning or end holds for ever."""
    day = on.isoformat()
    return statement.where(
        or_(table.valid_from.is_(None), table.valid_from <= day),
        or_(table.valid_until.is_(None), table.valid_until >= day),
    )
