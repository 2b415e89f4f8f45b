"""Award rounds (P2HAM): a round per year and instrument, the units in it with their stages, sign-
offs and revisions.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class AwardRound(Keyed, Edited, Trashable, Base):
    """A round of the award: year, instrument version, ministry and letterhead, legal basis."""

    __tablename__ = "award_round"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    instrument_version_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    ministry_id: Mapped[int | None] = mapped_column(ForeignKey("ministry.id"))
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead.id"))
    legal_basis: Mapped[str]
    legal_basis_on: Mapped[str | None]
    award_name: Mapped[str | None]  # Penghargaan or Predikat, as the rule of the year says
    upload_from: Mapped[str | None]
    upload_until: Mapped[str | None]
    repair_until: Mapped[str | None]
    evidence_from: Mapped[str | None]  # proofs older than this are too old
    evidence_until: Mapped[str | None]
    team_decree_number: Mapped[str | None]  # SK Tim
    team_decree_on: Mapped[str | None]
    ranking_rule: Mapped[str | None]  # empty = ranking off
    previous_round_id: Mapped[int | None] = mapped_column(ForeignKey("award_round.id"))
    is_closed: Mapped[bool] = mapped_column(server_default="0")
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class RoundStage(Keyed, Edited, Base):
    """A stage of a round with its dates, as the rule or the circular of the year says."""

    __tablename__ = "round_stage"

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id", ondelete="CASCADE"))
    stage: Mapped[str]
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    from_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    basis: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")


class AwardEntry(Keyed, Edited, Trashable, Base):
    """A unit in a round: from the request to the decree."""

    __tablename__ = "award_entry"

    round_id: Mapped[int] = mapped_column(ForeignKey("award_round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    stage: Mapped[str] = mapped_column(server_default="permohonan")
    result: Mapped[str] = mapped_column(server_default="belum_ditetapkan")
    requested_on: Mapped[str | None]
    declared_on: Mapped[str | None]  # pencanangan
    declared_place: Mapped[str | None]
    # signed statement of the head
    declaration_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    operator_name: Mapped[str | None]
    operator_phone: Mapped[str | None]
    account_given_on: Mapped[str | None]
    self_done_on: Mapped[str | None]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    second_visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    verified_on: Mapped[str | None]
    verification_number: Mapped[str | None]  # number of the berita acara
    verification_text: Mapped[str | None]  # finding in one sentence
    repair_until: Mapped[str | None]
    second_look_on: Mapped[str | None]
    evaluation_kind: Mapped[str | None]  # paper of the Directorate-General, filed not issued
    evaluation_number: Mapped[str | None]
    evaluation_on: Mapped[str | None]
    evaluation_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    proposal: Mapped[str | None]
    proposal_reason: Mapped[str | None]
    proposed_on: Mapped[str | None]
    decree_number: Mapped[str | None]
    decree_on: Mapped[str | None]
    handed_over_on: Mapped[str | None]  # pelimpahan to the ministry that owns the unit
    handed_over_to: Mapped[str | None]
    authority_note: Mapped[str | None]  # why a unit of another ministry is handled here
    head_name: Mapped[str | None]  # as on the papers of this entry
    head_nip: Mapped[str | None]
    head_rank: Mapped[str | None]
    head_position: Mapped[str | None]
    revision: Mapped[int] = mapped_column(server_default="0")
    locked_at: Mapped[str | None]
    locked_sha256: Mapped[str | None]
    note: Mapped[str | None]
    requested_number: Mapped[str | None] = mapped_column(sort_order=100)  # letter of the unit
    # what the second look found
    second_look_text: Mapped[str | None] = mapped_column(sort_order=101)
    decree_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), sort_order=102)


class EntryMember(Keyed, Edited, Base):
    """A member of the verification team of an entry, in the order of signatures."""

    __tablename__ = "entry_member"

    entry_id: Mapped[int] = mapped_column(ForeignKey("award_entry.id", ondelete="CASCADE"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    nip: Mapped[str | None] = mapped_column(info={"label": "NIP"})
    rank: Mapped[str | None]
    position: Mapped[str | None]
    role: Mapped[str]
    sort: Mapped[int]


class SignOff(Keyed, Edited, Base):
    """A signature under a paper of an entry or visit: who, with NIP, order, date."""

    __tablename__ = "sign_off"

    entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    paper: Mapped[str]
    revision: Mapped[int] = mapped_column(server_default="0")
    role: Mapped[str]
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    nip: Mapped[str | None] = mapped_column(info={"label": "NIP"})
    rank: Mapped[str | None]
    position: Mapped[str | None]
    sort: Mapped[int]
    signed_on: Mapped[str | None]
    # scan of the signed paper
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))


class EntryRevision(Keyed, Edited, Base):
    """A locked state of an entry: its hash, why it was opened again and what changed."""

    __tablename__ = "entry_revision"

    entry_id: Mapped[int] = mapped_column(ForeignKey("award_entry.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(info={"label": "Nomor"})
    locked_at: Mapped[str]
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    sha256: Mapped[str]
    reason: Mapped[str | None]
    changes: Mapped[str | None]  # what differs from the revision before, in sentences
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    # JSON of what was locked; sha256 is made of it
    content: Mapped[str | None] = mapped_column(sort_order=100)


class RepairTask(Keyed, Edited, Base):
    """Who repairs a gap of a unit until when, and with how much work."""

    __tablename__ = "repair_task"

    entry_id: Mapped[int] = mapped_column(ForeignKey("award_entry.id", ondelete="CASCADE"))
    gap: Mapped[str]  # kriteria:KEY, temuan:ID, surat:KEY
    owner: Mapped[str | None] = mapped_column(info={"label": "Penanggung jawab"})
    position: Mapped[str | None]
    minutes: Mapped[int | None]  # nothing: the usual effort
    due_on: Mapped[str | None] = mapped_column(info={"label": "Batas waktu"})
    note: Mapped[str | None]


class AwardHistory(Keyed, Edited, Trashable, Base):
    """An earlier award of a unit."""

    __tablename__ = "award_history"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    award: Mapped[str]
    level: Mapped[str | None]
    decree_number: Mapped[str | None]
    decree_on: Mapped[str | None]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    source: Mapped[str | None]
    note: Mapped[str | None]


class Innovation(Keyed, Edited, Trashable, Base):
    """An innovation of a unit's service, for example the online visit of Lapas Cilegon."""

    __tablename__ = "innovation"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    description: Mapped[str | None]
    started_on: Mapped[str | None]
    ended_on: Mapped[str | None]
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    source: Mapped[str | None]
