"""Units (UPT): what they are called, whose they are by date, who heads them, the services they give
and the SOPs behind them.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Unit(Keyed, Edited, Trashable, Base):
    """A unit that serves the public (UPT, or the Kanwil's own service desk), known by a long and a short
    name.
    """

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    short_name: Mapped[str | None] = mapped_column(info={"label": "Nama singkat"})
    kind: Mapped[str]
    unit_class: Mapped[str | None]  # for example IIA
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    address: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    website: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    working_week: Mapped[str] = mapped_column(server_default="12345")  # ISO weekdays that are worked
    capacity: Mapped[int | None]  # inmates, when it is a prison
    is_own: Mapped[bool] = mapped_column(server_default="0")  # belongs to this office itself
    is_example: Mapped[bool] = mapped_column(server_default="0")  # invented, marked contoh
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    note: Mapped[str | None]


class UnitAlias(Keyed, Edited, Base):
    """Another name under which people search a unit (Lapastik, Rutan Muntok)."""

    __tablename__ = "unit_alias"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})


class UnitMinistry(Keyed, Edited, Base):
    """The ministry a unit belongs to, by date."""

    __tablename__ = "unit_ministry"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    ministry_id: Mapped[int] = mapped_column(ForeignKey("ministry.id"))
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]


class UnitHead(Keyed, Edited, Base):
    """The head of a unit by date, as named on a berita acara."""

    __tablename__ = "unit_head"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    nip: Mapped[str | None] = mapped_column(info={"label": "NIP"})
    rank: Mapped[str | None]
    position: Mapped[str]
    capacity: Mapped[str] = mapped_column(server_default="sendiri")
    phone: Mapped[str | None]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class Service(Keyed, Edited, Trashable, Base):
    """A service a unit gives (kunjungan, pengaduan, paspor, AHU); surveys and SOPs hang on it."""

    __tablename__ = "service"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    kind: Mapped[str | None]
    requirements: Mapped[str | None]
    procedure: Mapped[str | None]
    time_limit: Mapped[str | None]
    fee: Mapped[str | None]
    product: Mapped[str | None]
    complaint_way: Mapped[str | None]
    operator: Mapped[str | None]  # who is in charge
    users_per_year: Mapped[int | None]  # population of a survey
    is_surveyed: Mapped[bool] = mapped_column(server_default="0")
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class Sop(Keyed, Edited, Trashable, Base):
    """A standard operating procedure of a service: number, date, where it hangs."""

    __tablename__ = "sop"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    signed_on: Mapped[str | None]
    revised_on: Mapped[str | None]
    signed_by: Mapped[str | None]
    hangs_at: Mapped[str | None]  # where people can see it
    is_visible: Mapped[bool] = mapped_column(server_default="0")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    note: Mapped[str | None]


class SopComponent(Keyed, Edited, Base):
    """One of the 14 components of a service standard (UU 25/2009 Ps. 21), found or not in a SOP or
    service.
    """

    __tablename__ = "sop_component"

    sop_id: Mapped[int] = mapped_column(ForeignKey("sop.id", ondelete="CASCADE"))
    component: Mapped[str]
    is_present: Mapped[bool] = mapped_column(server_default="0")
    text: Mapped[str | None]
    note: Mapped[str | None]
