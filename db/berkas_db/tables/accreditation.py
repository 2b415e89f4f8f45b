"""Accreditation per period: categories are kept per period with their decree, never as one column;
rules and requirements are dated data.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class AccreditationPeriod(Keyed, Edited, Base):
    """An accreditation period, for example 2025–2027."""

    __tablename__ = "accreditation_period"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str] = mapped_column(info={"label": "Berlaku sampai"})
    decree: Mapped[str | None]
    accredited_nationally: Mapped[int | None]
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")


class CategoryRule(Keyed, Edited, Base):
    """One least number of a category under a dated rule; the program shows what is met and never sets
    the category itself.
    """

    __tablename__ = "category_rule"

    category: Mapped[str]
    measure: Mapped[str]
    least: Mapped[int]
    years: Mapped[int] = mapped_column(server_default="3")  # number of years looked back
    regulation: Mapped[str]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str]


class Accreditation(Keyed, Edited, Trashable, Base):
    """The accreditation of one OBH in one period: category, decree, certificate and outcome."""

    __tablename__ = "accreditation"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("accreditation_period.id"))
    applied_on: Mapped[str | None]
    is_first: Mapped[bool] = mapped_column(server_default="0")  # newly applying
    category: Mapped[str | None]
    result: Mapped[str] = mapped_column(server_default="diproses")
    movement: Mapped[str | None]
    decree_number: Mapped[str | None]  # SK
    decree_on: Mapped[str | None]
    certificate_number: Mapped[str | None]
    certificate_on: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    revoked_on: Mapped[str | None]
    revoked_reason: Mapped[str | None]
    decree_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    certificate_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class AccreditationStage(Keyed, Edited, Base):
    """One stage of an accreditation: date, who, minutes and what came out."""

    __tablename__ = "accreditation_stage"

    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditation.id", ondelete="CASCADE"))
    stage: Mapped[str]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    done_by: Mapped[str | None]
    minutes_number: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    outcome: Mapped[str | None]
    note: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")


class AccreditationMeasure(Keyed, Edited, Base):
    """A number counted for an accreditation (cases in three years, advocates, paralegals) with where it
    comes from.
    """

    __tablename__ = "accreditation_measure"

    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditation.id", ondelete="CASCADE"))
    measure: Mapped[str]
    number: Mapped[int] = mapped_column(info={"label": "Nomor"})
    counted_on: Mapped[str | None]
    source: Mapped[str | None]


class Requirement(Keyed, Edited, Base):
    """A requirement of accreditation, as dated data with its source."""

    __tablename__ = "requirement"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    category_from: Mapped[str | None]  # only from this category on
    needs_validity: Mapped[bool] = mapped_column(server_default="0")
    sort: Mapped[int] = mapped_column(server_default="0")
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")


class RequirementItem(Keyed, Edited, Base):
    """The state of one requirement for an OBH in a period, with reason, document and date."""

    __tablename__ = "requirement_item"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("accreditation_period.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    state: Mapped[str]
    reason: Mapped[str | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("obh_document.id"))
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    checked_on: Mapped[str | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
