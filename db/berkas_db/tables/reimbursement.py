"""The queue of reimbursement claims (berkas reimbursement) and the days each claim spent in each
state.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Reimbursement(Keyed, Edited, Trashable, Base):
    """One claim: a stage of a case, an activity or a packet, with its rupiah and its state."""

    __tablename__ = "reimbursement"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    packet_id: Mapped[int | None] = mapped_column(ForeignKey("case_packet.id"))
    stage: Mapped[str | None]
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))
    state: Mapped[str] = mapped_column(server_default="masuk")
    state_since: Mapped[str]
    submitted_on: Mapped[str]
    claimed: Mapped[int]
    approved: Mapped[int | None]
    paid: Mapped[int | None]
    paid_on: Mapped[str | None]
    tariff_id: Mapped[int | None] = mapped_column(ForeignKey("tariff.id"))
    fund: Mapped[str | None]
    checklist_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))  # filled file checklist
    sidbankum_number: Mapped[str | None] = mapped_column(info={"label": "Nomor Sidbankum"})
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    note: Mapped[str | None]


class ReimbursementEvent(Keyed, Edited, Base):
    """A step of a claim in the queue, with the reasons and the letter of a return."""

    __tablename__ = "reimbursement_event"

    reimbursement_id: Mapped[int] = mapped_column(ForeignKey("reimbursement.id", ondelete="CASCADE"))
    state: Mapped[str]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    reason: Mapped[str | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))


class OtherFunding(Keyed, Edited, Base):
    """Money for the same case from somewhere else (local budget, another PBH), against claiming twice."""

    __tablename__ = "other_funding"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id"))
    fund: Mapped[str]
    payer: Mapped[str]
    stage: Mapped[str | None]
    amount: Mapped[int | None]
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    source: Mapped[str | None]
    note: Mapped[str | None]
