"""What lies in the trash, and until when it can be taken out. Nothing is removed by itself.

Putting in and taking out are `Step.trash` and `Step.restore`. Imports nothing of the project but the
floor's own images.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from berkas_db.images import models, shape_of

DAYS = 30


@dataclass(frozen=True, slots=True)
class TrashLine:
    """A record in the trash: its table and keys, since when, and the civil date (UTC) its 30 days end."""

    table: str
    id: int
    uid: str
    trashed_at: str
    kept_until: str


def list_trash(session: Session, *, limit: int = 1000) -> list[TrashLine]:
    """Everything in the trash, newest first."""
    parts = [
        select(
            shape.table.c.id, shape.table.c.uid, shape.table.c.trashed_at, literal(shape.name).label("kind")
        )
        for shape in map(shape_of, models().values())
        if shape.trashable and shape.keyed
    ]
    everything = union_all(
        *[part.where(part.selected_columns.trashed_at.is_not(None)) for part in parts]
    ).subquery()
    rows = session.execute(select(everything).order_by(everything.c.trashed_at.desc()).limit(limit))
    return [
        TrashLine(table, id_, uid, at, (datetime.fromisoformat(at) + timedelta(days=DAYS)).date().isoformat())
        for id_, uid, at, table in rows
    ]
