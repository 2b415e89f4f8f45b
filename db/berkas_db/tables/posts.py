"""Posbankum in villages and kelurahan, and, as a different record, the legal-aid service inside a
Lapas or Rutan.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Posbankum(Keyed, Edited, Trashable, Base):
    """A legal-aid post in a village or kelurahan."""

    __tablename__ = "posbankum"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    village_kind: Mapped[str]
    village: Mapped[str]
    district: Mapped[str | None]
    regency_id: Mapped[int] = mapped_column(ForeignKey("regency.id"))
    decree_number: Mapped[str | None]  # SK of the village head
    decree_on: Mapped[str | None]
    head_name: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    facilities: Mapped[str | None]
    established_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))  # partner
    central_id: Mapped[str | None]  # id in the central application
    decree_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class PosbankumParalegal(Keyed, Edited, Base):
    """A paralegal of a Posbankum, trained or not."""

    __tablename__ = "posbankum_paralegal"

    posbankum_id: Mapped[int] = mapped_column(ForeignKey("posbankum.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    phone: Mapped[str | None]
    is_trained: Mapped[bool] = mapped_column(server_default="0")
    trained_on: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class PosbankumReport(Keyed, Edited, Base):
    """One weekly report of a Posbankum, ticked when it came; "nihil" counts."""

    __tablename__ = "posbankum_report"

    posbankum_id: Mapped[int] = mapped_column(ForeignKey("posbankum.id"))
    week_start: Mapped[str]  # a Monday
    received_on: Mapped[str] = mapped_column(info={"label": "Tanggal diterima"})
    is_nil: Mapped[bool] = mapped_column(server_default="0")
    consultations: Mapped[int] = mapped_column(server_default="0")
    mediations: Mapped[int] = mapped_column(server_default="0")
    referrals: Mapped[int] = mapped_column(server_default="0")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class PrisonService(Keyed, Edited, Trashable, Base):
    """The legal-aid service inside a Lapas, Rutan or LPKA: partner PBH, agreement, validity and
    schedule.
    """

    __tablename__ = "prison_service"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    place: Mapped[str | None]
    schedule: Mapped[str | None]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    contact: Mapped[str | None]
    note: Mapped[str | None]


class PrisonSession(Keyed, Edited, Base):
    """One day the legal-aid service inside a prison was held, with the number served."""

    __tablename__ = "prison_session"

    service_id: Mapped[int] = mapped_column(ForeignKey("prison_service.id"))
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    activity: Mapped[str | None]
    served_men: Mapped[int] = mapped_column(server_default="0")
    served_women: Mapped[int] = mapped_column(server_default="0")
    served_children: Mapped[int] = mapped_column(server_default="0")
    advocate: Mapped[str | None]
    note: Mapped[str | None]
