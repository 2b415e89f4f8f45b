"""The vault: who a recipient, respondent or complainant is. Everything else knows only codes; every
look at a row here is journalled.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Identity(Keyed, Edited, Trashable, Base):
    """Who somebody is. Whoever was a child at the time of a case stays protected for ever."""

    __tablename__ = "identity"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    alias_names: Mapped[str | None]
    nik: Mapped[str | None] = mapped_column(info={"label": "NIK"})  # sixteen digits, kept as text
    id_kind: Mapped[str | None]
    id_number: Mapped[str | None]
    birth_place: Mapped[str | None]
    birth_on: Mapped[str | None]
    sex: Mapped[str | None]
    address: Mapped[str | None]
    village: Mapped[str | None]
    district: Mapped[str | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    phone: Mapped[str | None]
    email: Mapped[str | None]
    occupation: Mapped[str | None]
    education: Mapped[str | None]
    religion: Mapped[str | None]
    marital_status: Mapped[str | None]
    disability: Mapped[str | None]
    parent_names: Mapped[str | None]
    guardian_name: Mapped[str | None]
    guardian_relation: Mapped[str | None]
    guardian_phone: Mapped[str | None]
    photo_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    protection: Mapped[str | None]
    protected_since: Mapped[str | None]
    retention_until: Mapped[str | None]
    anonymised_at: Mapped[str | None]  # names and numbers removed; the code stays
    note: Mapped[str | None]


class Consent(Keyed, Edited, Base):
    """What a person agreed to: to be interviewed, to be named in a question to a PBH or a unit; with
    guardian when a child.
    """

    __tablename__ = "consent"

    purpose: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="belum_diminta")
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"))
    asked_on: Mapped[str | None]
    given_on: Mapped[str | None]
    withdrawn_on: Mapped[str | None]
    form: Mapped[str | None]
    guardian_name: Mapped[str | None]
    guardian_relation: Mapped[str | None]
    # the guardian is the unit's own officer; must be said
    guardian_is_officer: Mapped[bool] = mapped_column(server_default="0")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]
