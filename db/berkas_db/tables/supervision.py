"""Supervision of service standards and SOPs by the Ombudsman or an own team, with findings per
component and the chain of letters.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Supervision(Keyed, Edited, Trashable, Base):
    """A supervision of a unit's service: by whom, subject, result as a category with or without a
    number.
    """

    __tablename__ = "supervision"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    origin: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    subject: Mapped[str]
    on_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    report_number: Mapped[str | None]  # LAHP, LHA
    report_on: Mapped[str | None]
    result_scheme: Mapped[str | None]  # key of the bands of the year
    result_category: Mapped[str | None]
    result_number: Mapped[float | None]
    result_text: Mapped[str | None]
    is_maladministration: Mapped[str | None]
    replied_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")
    source: Mapped[str | None]
    note: Mapped[str | None]


class SupervisionDimension(Keyed, Edited, Base):
    """A dimension of a supervision (input, proses, output, pengaduan) with its number."""

    __tablename__ = "supervision_dimension"

    supervision_id: Mapped[int] = mapped_column(ForeignKey("supervision.id", ondelete="CASCADE"))
    dimension: Mapped[str]
    number: Mapped[float | None] = mapped_column(info={"label": "Nomor"})
    category: Mapped[str | None]


class SupervisionFinding(Keyed, Edited, Trashable, Base):
    """A finding of a supervision at one of the 14 components, with what it asks for and until when."""

    __tablename__ = "supervision_finding"

    supervision_id: Mapped[int] = mapped_column(ForeignKey("supervision.id"))
    component: Mapped[str | None]
    kind: Mapped[str]
    severity: Mapped[str | None]
    text: Mapped[str]
    advice: Mapped[str | None]
    basis: Mapped[str | None]  # number of the report or letter
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    extensions: Mapped[int] = mapped_column(server_default="0")
    status: Mapped[str] = mapped_column(server_default="belum_ditindaklanjuti")
    action_text: Mapped[str | None]  # what was done, for the matrix
    done_on: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    sort: Mapped[int] = mapped_column(server_default="0")
