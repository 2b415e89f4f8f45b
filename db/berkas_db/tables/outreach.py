"""Outreach events (diseminasi, penyuluhan) with topics, speakers, participants by group, and the
aspirations they leave behind.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class OutreachEvent(Keyed, Edited, Trashable, Base):
    """An outreach event: date, place, topics, partners, participants."""

    __tablename__ = "outreach_event"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    kind: Mapped[str]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    from_time: Mapped[str | None]
    until_time: Mapped[str | None]
    place: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    online_link: Mapped[str | None]
    moderator: Mapped[str | None]
    summary: Mapped[str | None]
    press_text: Mapped[str | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    source: Mapped[str | None]
    note: Mapped[str | None]


class OutreachTopic(Keyed, Edited, Base):
    """A topic of an event."""

    __tablename__ = "outreach_topic"

    event_id: Mapped[int] = mapped_column(ForeignKey("outreach_event.id", ondelete="CASCADE"))
    topic: Mapped[str | None]
    title: Mapped[str | None] = mapped_column(info={"label": "Judul"})
    sort: Mapped[int] = mapped_column(server_default="0")


class OutreachSpeaker(Keyed, Edited, Base):
    """A speaker or official guest of an event."""

    __tablename__ = "outreach_speaker"

    event_id: Mapped[int] = mapped_column(ForeignKey("outreach_event.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    position: Mapped[str | None]
    agency: Mapped[str | None]
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    subject: Mapped[str | None]
    role: Mapped[str] = mapped_column(server_default="narasumber")
    sort: Mapped[int] = mapped_column(server_default="0")


class OutreachPartner(Keyed, Edited, Base):
    """A partner organisation of an event."""

    __tablename__ = "outreach_partner"

    event_id: Mapped[int] = mapped_column(ForeignKey("outreach_event.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    role: Mapped[str | None]


class OutreachParticipants(Keyed, Edited, Base):
    """How many people of a group took part."""

    __tablename__ = "outreach_participants"

    event_id: Mapped[int] = mapped_column(ForeignKey("outreach_event.id", ondelete="CASCADE"))
    participant_group: Mapped[str]
    men: Mapped[int] = mapped_column(server_default="0")
    women: Mapped[int] = mapped_column(server_default="0")
    unspecified: Mapped[int] = mapped_column(server_default="0")  # only the total is known
    with_disability: Mapped[int] = mapped_column(server_default="0")
    is_estimate: Mapped[bool] = mapped_column(server_default="0")


class Aspiration(Keyed, Edited, Trashable, Base):
    """A question, wish or idea left at an event or elsewhere, and what becomes of it."""

    __tablename__ = "aspiration"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    participant_group: Mapped[str | None]
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    topic: Mapped[str | None]
    text: Mapped[str]
    answer: Mapped[str | None]
    complaint_class: Mapped[str] = mapped_column(server_default="aspirasi")
    status: Mapped[str] = mapped_column(server_default="belum_ditindaklanjuti")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    followup_id: Mapped[int | None] = mapped_column(ForeignKey("followup.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    source: Mapped[str | None]
    note: Mapped[str | None]
