"""Covers faces, cell blocks and locks in the copies of a photo that are shown, printed and exported.

The original stays as it came. Where the covers lie is kept in shares of the picture, so that they can be
moved and taken away again, and the covered copy can be made anew. Imports no Qt and no room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.media.covering import Area, covered
from berkas.rules.vocabulary import CoverKind
from berkas_db.attachments import read_attachment
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Evidence, EvidenceCover


@dataclass(frozen=True, slots=True)
class Cover:
    """One covered area and what lies under it."""

    area: Area
    what: CoverKind


def covers_of(session: Session, evidence_id: int) -> list[Cover]:
    """The covers of a photo, in the order they were drawn."""
    rows = session.execute(
        select(EvidenceCover).where(EvidenceCover.evidence_id == evidence_id).order_by(EvidenceCover.id)
    ).scalars()
    return [
        Cover(Area(row.left_share, row.top_share, row.width_share, row.height_share), CoverKind(row.what))
        for row in rows
    ]


def uncovered(session: Session, evidence_id: int) -> bytes:
    """The picture covers are drawn on: upright, without notes, nothing covered. For the tool only."""
    return read_attachment(session, _small(session, evidence_id))


def cover(step: Step, evidence_id: int, covers: Sequence[Cover], *, version: int | None = None) -> None:
    """Make the covers of a photo equal to these; without any, the uncovered copy is shown again."""
    own = step.session.get(Evidence, evidence_id)
    picture = uncovered(step.session, evidence_id)
    if own is None or own.thumb_attachment_id is None:
        raise Refused("Bukti ini sudah tidak ada.", "Muat ulang halaman.")
    for id_ in step.session.execute(
        select(EvidenceCover.id).where(EvidenceCover.evidence_id == evidence_id)
    ).scalars():
        step.delete(EvidenceCover, id_)
    areas = [each.area.within() for each in covers]
    for each, area in zip(covers, areas, strict=True):
        place = {
            "left_share": area.left,
            "top_share": area.top,
            "width_share": area.width,
            "height_share": area.height,
        }
        step.insert(EvidenceCover, {"evidence_id": evidence_id, "what": each.what.value} | place)
    copy_id = None
    if areas:
        copy_id = step.attach(covered(picture, areas), f"{own.code}-tertutup.jpg", "image/jpeg")
    values: dict[str, object] = {"covered_attachment_id": copy_id}
    if areas:
        values["must_cover"] = True
    step.update(Evidence, evidence_id, values, version=version)


def _small(session: Session, evidence_id: int) -> int:
    found = session.execute(
        select(Evidence.small_attachment_id).where(Evidence.id == evidence_id, Evidence.trashed_at.is_(None))
    ).scalar_one_or_none()
    if found is None:
        raise Refused("Hanya foto yang dapat ditutup sebagian.", "Pilih foto.")
    return found
