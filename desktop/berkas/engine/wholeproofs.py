"""Which proofs cannot be opened any more because parts of their kept files are gone.

Only lengths are compared, which reads no picture: changed bytes of equal length are found by the check of the
whole office. Imports no Qt and no room.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.evidence import Use
from berkas_db.tables import Attachment, AttachmentChunk

_AT_ONCE = 400


def broken_proofs(session: Session, uses: Sequence[Use]) -> frozenset[int]:
    """The proofs (ids of evidence) whose file, printed copy or small copy is not whole."""
    files = {use.evidence_id: _files(use) for use in uses}
    wanted = sorted({each for own in files.values() for each in own})
    whole = _whole(session, wanted)
    return frozenset(evidence for evidence, own in files.items() if not own <= whole)


def _files(use: Use) -> set[int]:
    found = (use.attachment_id, use.print_attachment_id, use.thumb_attachment_id)
    return {each for each in found if each is not None}


def _whole(session: Session, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        kept = func.coalesce(func.sum(func.length(AttachmentChunk.data)), 0)
        rows = session.execute(
            select(Attachment.id)
            .outerjoin(AttachmentChunk, AttachmentChunk.attachment_id == Attachment.id)
            .where(Attachment.id.in_(some))
            .group_by(Attachment.id)
            .having(kept == Attachment.size)
        )
        found.update(rows.scalars())
    return found
