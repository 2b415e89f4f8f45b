"""Complaints through every channel: stream, class, clock, events, dispositions. Who complains lies
in the vault.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Complaint(Keyed, Edited, Trashable, Base):
    """A complaint, request or aspiration in the register."""

    __tablename__ = "complaint"

    number: Mapped[str] = mapped_column(info={"label": "Nomor"})  # register number people read
    agenda_on: Mapped[str | None]
    received_on: Mapped[str] = mapped_column(info={"label": "Tanggal diterima"})
    received_time: Mapped[str | None]
    channel: Mapped[str]
    stream: Mapped[str]
    complaint_class: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="diterima")
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    body: Mapped[str]
    wish: Mapped[str | None]  # harapan pelapor
    category: Mapped[str | None]
    event_on: Mapped[str | None]
    event_until: Mapped[str | None]
    event_place: Mapped[str | None]
    event_regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    loss: Mapped[str | None]  # material and immaterial loss
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # unit complained about
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    notary: Mapped[str | None]
    other_agency: Mapped[str | None]
    is_anonymous: Mapped[bool] = mapped_column(server_default="0")  # anonim: name hidden
    # rahasia: whole report hidden from the public
    is_secret: Mapped[bool] = mapped_column(server_default="0")
    # whistleblower and HAM classes: only the roles allowed
    is_restricted: Mapped[bool] = mapped_column(server_default="0")
    vulnerable_group: Mapped[str | None]
    consent: Mapped[str] = mapped_column(server_default="belum_diminta")
    letter_number: Mapped[str | None]  # number of the complainant's letter
    letter_on: Mapped[str | None]
    external_system: Mapped[str | None]
    # tracking number
    external_number: Mapped[str | None] = mapped_column(info={"label": "Nomor pelacakan"})
    ask_code: Mapped[str | None]  # code to ask about by telephone
    box_opening_id: Mapped[int | None] = mapped_column(ForeignKey("box_opening.id"))
    receiver_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    owner_name: Mapped[str | None]
    clock_key: Mapped[str]  # class of the clock it started with
    clock_version: Mapped[str]
    completed_on: Mapped[str | None]  # file complete; starts the 60 days
    next_step: Mapped[str | None]  # snapshot of the next open step, for lists
    next_due_on: Mapped[str | None]
    answered_on: Mapped[str | None]
    decided_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    close_reason: Mapped[str | None]
    result: Mapped[str | None]
    result_text: Mapped[str | None]
    has_benefit: Mapped[str | None]  # complainant got an explanation or benefit
    handed_to: Mapped[str | None]  # pelimpahan
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    internal_note: Mapped[str | None]


class Complainant(Keyed, Edited, Base):
    """Who complains, or for whom, as a link into the vault."""

    __tablename__ = "complainant"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    identity_id: Mapped[int] = mapped_column(ForeignKey("identity.id"))
    role: Mapped[str]
    relation: Mapped[str | None]  # standing of the complainant
    attorney_number: Mapped[str | None]  # power of attorney, when represented
    wants_reply_by: Mapped[str | None]


class ComplaintAccused(Keyed, Edited, Base):
    """A person complained about, as the complainant names them: who it is lies in the vault."""

    __tablename__ = "complaint_accused"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})  # only until it is in the vault
    nip: Mapped[str | None] = mapped_column(info={"label": "NIP"})  # likewise
    position: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str | None]
    note: Mapped[str | None]
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"), sort_order=100)


class ComplaintEvent(Keyed, Edited, Base):
    """What happened to a complaint: date, actor, note, document. Legal steps are never deleted, only
    marked not applicable.
    """

    __tablename__ = "complaint_event"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    kind: Mapped[str]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    at_time: Mapped[str | None]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    actor_name: Mapped[str | None]
    step_key: Mapped[str | None]  # step of the clock it starts, ends or stops
    note: Mapped[str | None]
    days: Mapped[int | None]  # of an extension
    recipient: Mapped[str | None]  # to whom it was routed or told
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))


class ComplaintAttachment(Keyed, Edited, Base):
    """A file that came with a complaint or was added to its case file."""

    __tablename__ = "complaint_attachment"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    is_from_complainant: Mapped[bool] = mapped_column(server_default="1")
    is_internal: Mapped[bool] = mapped_column(server_default="0")  # left out of "tanpa catatan internal"
    added_on: Mapped[str]
    sort: Mapped[int] = mapped_column(server_default="0")


class Disposition(Keyed, Edited, Base):
    """A disposition: to whom, what to do, until when."""

    __tablename__ = "disposition"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    from_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    from_name: Mapped[str | None]
    to_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    to_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    to_name: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    instruction: Mapped[str]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    done_on: Mapped[str | None]
    done_note: Mapped[str | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))


class ComplaintLink(Keyed, Edited, Base):
    """Two complaints that belong together or are the same."""

    __tablename__ = "complaint_link"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    kind: Mapped[str]
    reason: Mapped[str | None]


class BoxOpening(Keyed, Edited, Trashable, Base):
    """The weekly opening of a complaint box with its BA, also when it is empty ("nihil")."""

    __tablename__ = "box_opening"

    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    box_place: Mapped[str]
    opened_on: Mapped[str]
    opened_time: Mapped[str | None]
    first_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    first_name: Mapped[str | None]
    second_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    second_name: Mapped[str | None]
    found: Mapped[int] = mapped_column(server_default="0")
    note: Mapped[str | None]
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))


class Due(Keyed, Base):
    """A due date computed from a clock, kept for lists: one row per step of a record, made again when
    holidays or rules change.
    """

    __tablename__ = "due"

    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    ppid_request_id: Mapped[int | None] = mapped_column(ForeignKey("ppid_request.id"))
    ppid_objection_id: Mapped[int | None] = mapped_column(ForeignKey("ppid_objection.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    supervision_finding_id: Mapped[int | None] = mapped_column(ForeignKey("supervision_finding.id"))
    followup_id: Mapped[int | None] = mapped_column(ForeignKey("followup.id"))
    clock_key: Mapped[str]
    clock_version: Mapped[str]
    step_key: Mapped[str]
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    side: Mapped[str] = mapped_column(server_default="kantor")
    days: Mapped[int | None]  # empty = no limit known
    day_unit: Mapped[str | None]
    start_on: Mapped[str | None]
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    done_on: Mapped[str | None]
    paused_days: Mapped[int] = mapped_column(server_default="0")
    extended_days: Mapped[int] = mapped_column(server_default="0")
    not_applicable_reason: Mapped[str | None]
    source: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    sort: Mapped[int] = mapped_column(server_default="0")
