"""The OBH register (on paper: Pemberi Bantuan Hukum, PBH): identity, names, addresses, contacts,
area served and documents with dates of validity.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Obh(Keyed, Edited, Trashable, Base):
    """An OBH, on paper Pemberi Bantuan Hukum (PBH)."""

    __tablename__ = "obh"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    short_name: Mapped[str | None] = mapped_column(info={"label": "Nama singkat"})
    legal_form: Mapped[str | None]
    legal_entity_number: Mapped[str | None]  # SK badan hukum (Ditjen AHU)
    legal_entity_on: Mapped[str | None]
    deed_number: Mapped[str | None]
    deed_on: Mapped[str | None]
    notary: Mapped[str | None]
    tax_number: Mapped[str | None]  # NPWP, kept as text
    founded_on: Mapped[str | None]
    leader_name: Mapped[str | None]
    # head office, when this is a branch
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))  # domicile
    office_status: Mapped[str | None]
    # own standard operating procedure of services (Stopela)
    has_stopela: Mapped[bool] = mapped_column(server_default="0")
    stopela_on: Mapped[str | None]
    website: Mapped[str | None]
    bank_name: Mapped[str | None]
    bank_account: Mapped[str | None]
    bank_account_name: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    sidbankum_id: Mapped[str | None]
    first_met_on: Mapped[str | None]
    closed_on: Mapped[str | None]
    closed_reason: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")  # invented, marked contoh
    note: Mapped[str | None]


class ObhAlias(Keyed, Edited, Base):
    """Another name or spelling under which an OBH is known or searched."""

    __tablename__ = "obh_alias"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    kind: Mapped[str]
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class ObhAddress(Keyed, Edited, Base):
    """An address of an OBH over time: head office, branch, letters."""

    __tablename__ = "obh_address"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id", ondelete="CASCADE"))
    kind: Mapped[str]
    address: Mapped[str]
    village: Mapped[str | None]
    district: Mapped[str | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    postal_code: Mapped[str | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    is_main: Mapped[bool] = mapped_column(server_default="0")


class ObhContact(Keyed, Edited, Base):
    """A telephone, address for e-mail or contact person of an OBH over time."""

    __tablename__ = "obh_contact"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id", ondelete="CASCADE"))
    kind: Mapped[str]
    value: Mapped[str]
    person_name: Mapped[str | None]
    position: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    is_main: Mapped[bool] = mapped_column(server_default="0")
    sort: Mapped[int] = mapped_column(server_default="0")


class ObhArea(Keyed, Edited, Base):
    """A regency or city an OBH serves, by date."""

    __tablename__ = "obh_area"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id", ondelete="CASCADE"))
    regency_id: Mapped[int] = mapped_column(ForeignKey("regency.id"))
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class ObhDocument(Keyed, Edited, Trashable, Base):
    """A document of an OBH with its dates of validity, kept as evidence."""

    __tablename__ = "obh_document"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    issued_by: Mapped[str | None]
    issued_on: Mapped[str | None]
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class Agreement(Keyed, Edited, Trashable, Base):
    """An agreement (PKS) between the office, a unit, an OBH or another partner."""

    __tablename__ = "agreement"

    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    partner: Mapped[str | None]
    subject: Mapped[str | None]
    signed_on: Mapped[str | None]
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]
