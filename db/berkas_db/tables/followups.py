"""Findings and follow-ups from anywhere: interviews, verification, Ombudsman, complaints, surveys.
Closed by somebody else than the owner.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Finding(Keyed, Edited, Trashable, Base):
    """Something that has to be put right, with where it was found and what it asks for."""

    __tablename__ = "finding"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    source: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="temuan")
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    text: Mapped[str]
    advice: Mapped[str | None]
    severity: Mapped[str | None]
    # red flag of an interview: no name in any list
    is_secret: Mapped[bool] = mapped_column(server_default="0")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    supervision_finding_id: Mapped[int | None] = mapped_column(ForeignKey("supervision_finding.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    survey_period_id: Mapped[int | None] = mapped_column(ForeignKey("survey_period.id"))
    item_code: Mapped[str | None]
    found_on: Mapped[str]
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    gain: Mapped[int | None]  # repair mode: what closing it wins
    effort: Mapped[int | None]  # repair mode: how much work it is
    status: Mapped[str] = mapped_column(server_default="belum_ditindaklanjuti")
    closed_on: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class Followup(Keyed, Edited, Trashable, Base):
    """A task with an owner and a date, until somebody else closes it."""

    __tablename__ = "followup"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    task: Mapped[str | None]
    source: Mapped[str]
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    owner_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    owner_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    owner_name: Mapped[str | None]
    start_on: Mapped[str]
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    status: Mapped[str] = mapped_column(server_default="belum_ditindaklanjuti")
    reported_on: Mapped[str | None]  # owner says it is done
    result_text: Mapped[str | None]
    closed_on: Mapped[str | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    close_note: Mapped[str | None]
    is_secret: Mapped[bool] = mapped_column(server_default="0")
    is_example: Mapped[bool] = mapped_column(server_default="0")


class FollowupNote(Keyed, Edited, Base):
    """A line in the life of a follow-up: what was done, with paper."""

    __tablename__ = "followup_note"

    followup_id: Mapped[int] = mapped_column(ForeignKey("followup.id", ondelete="CASCADE"))
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    status: Mapped[str | None]
    text: Mapped[str]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
