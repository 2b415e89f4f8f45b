"""Evidence: photos and documents with their hashes, dates and captions, and where each one is used.
The original is never changed.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Evidence(Keyed, Edited, Trashable, Base):
    """A proof: photo, document, scan or worksheet; a correction is a new revision, never a silent
    replacement.
    """

    __tablename__ = "evidence"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    kind: Mapped[str]
    title: Mapped[str | None] = mapped_column(info={"label": "Judul"})
    caption: Mapped[str | None]
    alt_text: Mapped[str | None]  # what a blind reader is told
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))  # original bytes
    sha256: Mapped[str]
    # copy for screen and paper, without location data
    small_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    # small picture for lists
    thumb_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    # copy with faces, cells and locks covered
    covered_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    fingerprint: Mapped[str | None]  # perceptual fingerprint, hexadecimal
    fingerprint_turned: Mapped[str | None]  # fingerprints of the turned picture, joined by a space
    width: Mapped[int | None]
    height: Mapped[int | None]
    sharpness: Mapped[float | None]
    brightness: Mapped[float | None]
    pages: Mapped[int | None]
    # the original carries a place; never leaves
    has_location: Mapped[bool] = mapped_column(server_default="0")
    taken_on: Mapped[str | None]
    taken_at: Mapped[str | None]  # local time of the camera, as written in the file
    taken_source: Mapped[str | None]  # read from the file, or typed
    added_on: Mapped[str]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    place: Mapped[str | None]
    taken_by: Mapped[str | None]
    # shows prisoners, children, cells or locks
    must_cover: Mapped[bool] = mapped_column(server_default="0")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
    revision: Mapped[int] = mapped_column(server_default="0")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    replaced_reason: Mapped[str | None]
    source_path_name: Mapped[str | None]  # file name as it came
    is_example: Mapped[bool] = mapped_column(server_default="0")
    marks: Mapped[str | None] = mapped_column(sort_order=100)  # marks of the photo's parts, joined by a space


class EvidenceUse(Keyed, Edited, Base):
    """Where a proof is used: under a criterion of an award entry, or in another record."""

    __tablename__ = "evidence_use"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    followup_id: Mapped[int | None] = mapped_column(ForeignKey("followup.id"))
    supervision_id: Mapped[int | None] = mapped_column(ForeignKey("supervision.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    item_code: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")
    # taken over from last year's round: "perlu foto baru"
    needs_new_photo: Mapped[bool] = mapped_column(server_default="0")
    shared_reason: Mapped[str | None]  # why one proof stands under several criteria
    prints: Mapped[bool] = mapped_column(server_default="1")
    added_at: Mapped[str]


class EvidenceCover(Keyed, Edited, Base):
    """A covered area of a photo, as shares of width and height, so that the covered copy can be made
    again.
    """

    __tablename__ = "evidence_cover"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
    left_share: Mapped[float]
    top_share: Mapped[float]
    width_share: Mapped[float]
    height_share: Mapped[float]
    what: Mapped[str]


class EvidenceLikeness(Keyed, Edited, Base):
    """Two proofs found equal or alike, and what somebody said about it."""

    __tablename__ = "evidence_likeness"

    low_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
    high_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"))
    kind: Mapped[str]
    distance: Mapped[int | None]
    verdict: Mapped[str] = mapped_column(server_default="belum_dilihat")
    reason: Mapped[str | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    decided_at: Mapped[str | None]
