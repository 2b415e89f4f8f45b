"""The covering letter of a Panwasda report: the newest one begun for the same period."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.letters import OUTGOING
from berkas_db.tables import Letter

COVER = "pengantar_laporan_panwasda"
"""The text the covering letter begins from; its field “periode” says which report it covers."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A covering letter: its place in the register and its number, empty while that is to follow."""

    id: int
    number: str


def cover_of(session: Session, period: str) -> Cover | None:
    """The covering letter of the report of a period, by the period's title; None before one is begun."""
    row = session.execute(
        select(Letter.id, Letter.number, Letter.is_number_pending)
        .where(
            Letter.kind == COVER,
            Letter.direction == OUTGOING,
            Letter.trashed_at.is_(None),
            func.json_extract(Letter.fields, "$.periode") == period,
        )
        .order_by(Letter.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Cover(row.id, "" if row.is_number_pending else row.number or "")
