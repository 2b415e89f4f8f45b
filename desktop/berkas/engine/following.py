"""Follows a book that another process writes: who writes, and what was changed since one last looked.

Imports no Qt and no room.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas_db.changes import Changes
from berkas_db.connect import raw_of
from berkas_db.recording import ROW_CHANGES
from berkas_db.tables import JournalEntry, JournalRow


def position(session: Session) -> int:
    """Where the journal ends now."""
    return session.execute(select(func.ifnull(func.max(JournalEntry.id), 0))).scalar_one()


def data_version(session: Session) -> int:
    """A number of this connection that moves when another one has written."""
    row = raw_of(session.connection()).execute("PRAGMA data_version").fetchone()
    return row[0] if row else 0


def changes_since(session: Session, seen: int) -> tuple[int, Changes]:
    """What others wrote after a position of the journal, as if committed here; with the new end."""
    rows = session.execute(
        select(JournalRow.table_name, JournalRow.row_id, JournalRow.action).where(
            JournalRow.journal_id > seen
        )
    )
    touched: dict[str, set[int]] = {}
    for table, id_, action in rows:
        if action in ROW_CHANGES:
            touched.setdefault(table, set()).add(id_)
    frozen: Mapping[str, frozenset[int]] = MappingProxyType(
        {table: frozenset(ids) for table, ids in touched.items()}
    )
    return position(session), Changes(frozenset(frozen), frozen)
