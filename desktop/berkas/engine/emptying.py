"""Removes for good what has lain in the trash for 30 days, only when somebody asks for it.

Nothing is removed by itself, whatever the clock says. What other records, issued papers or a retention rule
still need stays, and is counted. Imports no Qt and no room.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.trustedclock import require_trusted_clock
from berkas_db.changes import Step
from berkas_db.images import models, shape_of
from berkas_db.stamps import now
from berkas_db.tables import Base, IssuedDocument, RetentionItem
from berkas_db.trash import DAYS, TrashLine, list_trash

KEPT_BY_RULE = frozenset(
    {
        "identity",
        "recipient",
        "legal_case",
        "assessment",
        "complaint",
        "ppid_request",
        "aspiration",
        "app_user",
    }
)
"""Kinds that only the retention schedule may end (and accounts, which the journal names)."""

MOST = 1 << 30
_NAMED = ((IssuedDocument, "subject_uid"), (RetentionItem, "record_uid"))


@dataclass(frozen=True, slots=True)
class Emptied:
    """How many records were removed, and how many are past their days but still needed."""

    removed: int
    needed: int

    def __str__(self) -> str:
        words = f"{self.removed} catatan dihapus untuk selamanya."
        if self.needed:
            words += f" {self.needed} catatan tetap karena masih dirujuk atau diatur jadwal retensi."
        return words


def past(session: Session, moment: str) -> list[TrashLine]:
    """What has lain in the trash for 30 days and more at this instant, oldest first."""
    limit = datetime.fromisoformat(moment) - timedelta(days=DAYS)
    lines = list_trash(session, limit=MOST)
    return [line for line in reversed(lines) if datetime.fromisoformat(line.trashed_at) <= limit]


def removable(session: Session, lines: Iterable[TrashLine]) -> list[TrashLine]:
    """Those of these records that nothing needs any more."""
    return [line for line in lines if line.table not in KEPT_BY_RULE and not _needed(session, line)]


def removable_now(session: Session) -> int:
    """How many records could be removed for good now, by this computer's clock."""
    return len(removable(session, past(session, now())))


def empty_trash(step: Step) -> Emptied:
    """Remove for good what is past its 30 days and needed by nothing; it cannot be undone."""
    require(step.actor, Right.MANAGE_OFFICE)
    require_trusted_clock(step, "Sampah tetap")
    waiting = past(step.session, step.now)
    removed = 0
    while True:
        free = removable(step.session, waiting)
        for line in free:
            step.delete(models()[line.table], line.id)
        removed += len(free)
        gone = {(line.table, line.id) for line in free}
        waiting = [line for line in waiting if (line.table, line.id) not in gone]
        if not free:
            break
    if removed:
        step.cannot_undo()
        step.say(f"Sampah dikosongkan: {removed} catatan dihapus untuk selamanya")
    return Emptied(removed, len(waiting))


def _needed(session: Session, line: TrashLine) -> bool:
    named = any(
        session.execute(select(model.id).where(getattr(model, column) == line.uid).limit(1)).first()
        for model, column in _NAMED
    )
    return named or _leaned_on(session, models()[line.table], [line.id])


def _leaned_on(session: Session, model: type[Base], ids: list[int]) -> bool:
    """Whether a row of another record points at one of these rows, or at rows that would go with them."""
    for other, column, rule in _pointing(model):
        shape = shape_of(other)
        found = list(session.execute(select(shape.table.c.id).where(column.in_(ids))).scalars())
        if not found:
            continue
        if rule != "CASCADE" or shape.trashable or _leaned_on(session, other, found):
            return True
    return False


def _pointing(model: type[Base]) -> Iterator[tuple[type[Base], Any, str | None]]:
    target = shape_of(model).table
    for other in models().values():
        for column in shape_of(other).table.columns:
            for key in column.foreign_keys:
                if key.column.table is target:
                    yield other, column, key.ondelete
