"""Reference words of the office: one dated list for every vocabulary that the office may add to,
ministries by date, regencies, and bands of results by year. Closed lists on which the program
branches are CHECKs of their own tables.
"""

from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed


class Term(Keyed, Edited, Base):
    """One word of a vocabulary the office may extend (channel, unit kind, kind of document, proof of
    poverty); rows are never deleted, only given an end of validity.
    """

    __tablename__ = "term"

    kind: Mapped[str]
    # what is stored in records, Indonesian snake_case
    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    help: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]  # regulation or page the word was taken from; empty = the office's own
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")
    is_shipped: Mapped[bool] = mapped_column(server_default="0")


class Ministry(Keyed, Edited, Base):
    """A ministry whose letterhead or units the office meets, with the dates on which it bears that name."""

    __tablename__ = "ministry"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    short_name: Mapped[str] = mapped_column(info={"label": "Nama singkat"})
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    successor_note: Mapped[str | None]
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")


class Regency(Keyed, Edited, Base):
    """A regency or city (kabupaten/kota); areas served, Posbankum and places are counted by it."""

    __tablename__ = "regency"

    # code of the ministry of home affairs, for example 19.01
    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    kind: Mapped[str]
    province: Mapped[str]
    seat: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")


class ResultBand(Keyed, Edited, Base):
    """One band of a dated scheme of results (Ombudsman zones and opinions, survey grades): label with
    its least and greatest number.
    """

    __tablename__ = "result_band"

    scheme: Mapped[str]
    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    low: Mapped[float | None]
    high: Mapped[float | None]
    colour: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")
