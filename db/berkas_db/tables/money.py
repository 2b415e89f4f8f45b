"""Money of an OBH: contract and budget per year, addenda, realisation in both official systems,
tariffs as dated data, sanctions, official scores. All amounts are integer rupiah.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Contract(Keyed, Edited, Trashable, Base):
    """The contract of an OBH for one year, with its budget for litigation and non-litigation."""

    __tablename__ = "contract"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    signed_on: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    fund: Mapped[str | None]
    litigation: Mapped[int] = mapped_column(server_default="0")
    nonlitigation: Mapped[int] = mapped_column(server_default="0")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class ContractAddendum(Keyed, Edited, Base):
    """A change of a contract; amounts may fall, the sum of contract and addenda may not be negative."""

    __tablename__ = "contract_addendum"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    number: Mapped[str] = mapped_column(info={"label": "Nomor"})
    signed_on: Mapped[str]
    litigation_change: Mapped[int] = mapped_column(server_default="0")
    nonlitigation_change: Mapped[int] = mapped_column(server_default="0")
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    reason: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class Realisation(Keyed, Edited, Base):
    """What was paid under a contract in a quarter, as one of the two official systems says."""

    __tablename__ = "realisation"

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"))
    quarter: Mapped[int]
    system: Mapped[str]
    as_of: Mapped[str]
    litigation: Mapped[int] = mapped_column(server_default="0")
    nonlitigation: Mapped[int] = mapped_column(server_default="0")
    source: Mapped[str | None]


class Tariff(Keyed, Edited, Base):
    """A unit cost as dated data: known ones with their source, the rest to be entered."""

    __tablename__ = "tariff"

    service_kind: Mapped[str]
    stage: Mapped[str | None]
    label: Mapped[str] = mapped_column(info={"label": "Nama"})
    amount: Mapped[int]
    per: Mapped[str] = mapped_column(server_default="perkara")
    valid_from: Mapped[str] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str]


class Sanction(Keyed, Edited, Trashable, Base):
    """A sanction or warning for an OBH."""

    __tablename__ = "sanction"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    kind: Mapped[str]
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    decided_on: Mapped[str]
    decided_by: Mapped[str | None]  # Panwasda, Panwaspus
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    amount_cut: Mapped[int | None]
    reason: Mapped[str]
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class OfficialScore(Keyed, Edited, Base):
    """The score the central system gave an OBH in a period; never drawn in one chart with ours."""

    __tablename__ = "official_score"

    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    label: Mapped[str] = mapped_column(info={"label": "Nama"})  # period as the system names it
    period_from: Mapped[str] = mapped_column(info={"label": "Awal periode"})
    period_until: Mapped[str] = mapped_column(info={"label": "Akhir periode"})
    part: Mapped[str | None]  # litigation and non-litigation apart; empty = one score for both
    score: Mapped[float]
    scale_max: Mapped[float] = mapped_column(server_default="100")
    read_on: Mapped[str | None]
    source: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]
