"""Requests for public information (PPID): the register in its legal columns, objections, the list of
public information and consequence tests.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class PpidRequest(Keyed, Edited, Trashable, Base):
    """A request for public information in the legal columns of the register."""

    __tablename__ = "ppid_request"

    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    received_on: Mapped[str] = mapped_column(info={"label": "Tanggal diterima"})
    channel: Mapped[str]
    # who asks; the register prints name and address only for those allowed
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    requester_kind: Mapped[str] = mapped_column(server_default="perorangan")
    information: Mapped[str]  # what is asked
    purpose: Mapped[str | None]
    is_held: Mapped[str | None]  # under our control
    other_body: Mapped[str | None]
    is_documented: Mapped[str | None]
    wanted_form: Mapped[str | None]
    wanted_manner: Mapped[str | None]
    decision: Mapped[str | None]
    refusal_reason: Mapped[str | None]
    refusal_text: Mapped[str | None]
    exclusion_article: Mapped[str | None]
    extended_on: Mapped[str | None]
    extension_reason: Mapped[str | None]
    notice_on: Mapped[str | None]  # written notice
    given_on: Mapped[str | None]
    cost: Mapped[int | None]
    payment_manner: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="diterima")
    clock_version: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    information_id: Mapped[int | None] = mapped_column(ForeignKey("public_information.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    next_step: Mapped[str | None]
    next_due_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class PpidObjection(Keyed, Edited, Trashable, Base):
    """An objection to the superior of the PPID, and the dispute that may follow."""

    __tablename__ = "ppid_objection"

    request_id: Mapped[int] = mapped_column(ForeignKey("ppid_request.id"))
    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    received_on: Mapped[str] = mapped_column(info={"label": "Tanggal diterima"})
    reason: Mapped[str]
    reason_text: Mapped[str | None]
    superior_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    decided_on: Mapped[str | None]
    decision: Mapped[str | None]
    dispute_on: Mapped[str | None]
    dispute_number: Mapped[str | None]
    dispute_outcome: Mapped[str | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class PublicInformation(Keyed, Edited, Trashable, Base):
    """One entry of the list of public information (DIP)."""

    __tablename__ = "public_information"

    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    summary: Mapped[str | None]
    category: Mapped[str]
    holder: Mapped[str | None]  # unit that holds it
    responsible: Mapped[str | None]
    made_on: Mapped[str | None]
    made_place: Mapped[str | None]
    form: Mapped[str | None]
    kept_until: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    url: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class ConsequenceTest(Keyed, Edited, Base):
    """A consequence test (uji konsekuensi) of information that is to be withheld."""

    __tablename__ = "consequence_test"

    information_id: Mapped[int | None] = mapped_column(ForeignKey("public_information.id"))
    subject: Mapped[str]
    tested_on: Mapped[str]
    legal_basis: Mapped[str]
    if_opened: Mapped[str]
    if_closed: Mapped[str | None]
    decision: Mapped[str]
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    decree_number: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
