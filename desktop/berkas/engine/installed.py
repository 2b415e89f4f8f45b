"""What the office put beside the shipped rules, read from its book: clocks, instruments, holidays.

Queries for `Book.read`; the rulebook takes what they give. No Qt.
"""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from berkas.engine.rulebook import Override, RuleKind
from berkas.rules.calendar import Holiday
from berkas.rules.vocabulary import HolidayKind
from berkas_db.tables import ClockOverride, HolidayExtra, InstrumentVersion


def office_rules(session: Session) -> list[Override]:
    """The clocks and instruments the office installed itself, oldest first, so that the newest wins.

    Shipped instruments are kept in the book too (old answers open with them) but do not hold back newer ones.
    """
    clocks = session.execute(
        select(ClockOverride.class_key, ClockOverride.canonical_text).order_by(
            ClockOverride.installed_at, ClockOverride.id
        )
    )
    instruments = session.execute(
        select(InstrumentVersion.key, InstrumentVersion.canonical_text)
        .where(InstrumentVersion.is_shipped.is_(False))
        .order_by(InstrumentVersion.installed_at, InstrumentVersion.id)
    )
    found = [Override(RuleKind.CLOCK, key, text) for key, text in clocks]
    return found + [Override(RuleKind.INSTRUMENT, key, text) for key, text in instruments]


def office_holidays(
    session: Session, *, regency_id: int | None = None, unit_id: int | None = None
) -> list[Holiday]:
    """The days the office added or gave back, by date: for everybody, and for the regency and unit named."""
    statement = (
        select(
            HolidayExtra.on_date,
            HolidayExtra.name,
            HolidayExtra.kind,
            HolidayExtra.decree,
            HolidayExtra.is_withdrawn,
        )
        .where(
            or_(HolidayExtra.regency_id.is_(None), HolidayExtra.regency_id == regency_id),
            or_(HolidayExtra.unit_id.is_(None), HolidayExtra.unit_id == unit_id),
        )
        .order_by(HolidayExtra.on_date, HolidayExtra.id)
    )
    return [
        Holiday(
            date=date.fromisoformat(on_date),
            name=name,
            kind=HolidayKind(kind),
            source=decree or "catatan kantor",
            withdrawn=withdrawn,
        )
        for on_date, name, kind, decree, withdrawn in session.execute(statement)
    ]
