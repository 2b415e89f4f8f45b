"""Locked dossiers that are no longer what was locked: a package from another computer, or a hand in the file,
changed what was sealed, or the kept content itself. Session in, values out.

Names of people never stand in a sentence; what changed exactly is shown on the page of the unit.
"""

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.invariants import Broken
from berkas.rooms.award.queries.revisions import content_of, differences, seal_of
from berkas.rooms.award.queries.sheet import entry_place
from berkas_db.tables import AwardEntry, EntryRevision

KEPT, CHANGED = "segel_isi", "segel_berubah"
"""The kept content does not fit its seal; the records do not fit the kept content."""
_SEE = "Lihat Pengesahan pada unit ini: bandingkan, lalu pulihkan, atau buka revisi dengan alasan."


def broken_seals(session: Session) -> list[Broken]:
    """Every locked state whose content does not fit its seal, and every locked unit that changed since."""
    rows = session.execute(
        select(EntryRevision, AwardEntry.revision, AwardEntry.locked_at, AwardEntry.locked_sha256)
        .join(AwardEntry, AwardEntry.id == EntryRevision.entry_id)
        .where(EntryRevision.content.is_not(None), AwardEntry.trashed_at.is_(None))
        .order_by(EntryRevision.entry_id, EntryRevision.number)
    )
    return [
        broken
        for row, revision, locked_at, locked in rows.all()
        for broken in _of_state(session, row, locked if locked_at and row.number == revision else None)
    ]


def _of_state(session: Session, row: EntryRevision, locked: str | None) -> Iterator[Broken]:
    """`locked` is the seal on the unit when this state is the one in force."""
    text = row.content or ""
    key = entry_place(session, row.entry_id).key
    if seal_of(text) != row.sha256 or locked not in (None, row.sha256):
        said = f"Isi revisi {row.number} berkas {key} tidak lagi sesuai dengan segelnya. {_SEE}"
        yield Broken(KEPT, "award_entry", row.entry_id, said)
    elif locked is not None and (changed := differences(json.loads(text), content_of(session, row.entry_id))):
        said = f"Berkas {key} yang sudah dikunci berubah pada {len(changed)} hal sesudah disegel. {_SEE}"
        yield Broken(CHANGED, "award_entry", row.entry_id, said)
