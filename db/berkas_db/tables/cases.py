"""Recipients of legal aid (codes, not names), their cases from request to verdict, and where they
are held.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Recipient(Keyed, Edited, Trashable, Base):
    """A recipient of legal aid, known everywhere by a code; the identity lies in the vault."""

    __tablename__ = "recipient"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    identity_id: Mapped[int | None] = mapped_column(ForeignKey("identity.id"))
    status: Mapped[str] = mapped_column(server_default="masyarakat")
    status_since: Mapped[str | None]
    # a child at the time of a case: protected for ever
    is_child: Mapped[bool] = mapped_column(server_default="0")
    child_basis: Mapped[str | None]  # why: age at the case, LPKA, court
    sex: Mapped[str | None]
    age_group: Mapped[str | None]
    vulnerable_group: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # where the person is held now
    language: Mapped[str | None]  # prompts in a second language
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class CasePacket(Keyed, Edited, Base):
    """Five consultations or investigations that are claimed together."""

    __tablename__ = "case_packet"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    service_kind: Mapped[str]
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    size: Mapped[int] = mapped_column(server_default="5")
    note: Mapped[str | None]


class LegalCase(Keyed, Edited, Trashable, Base):
    """A request for legal aid and the case or activity that grows out of it."""

    __tablename__ = "legal_case"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    obh_id: Mapped[int] = mapped_column(ForeignKey("obh.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contract.id"))
    packet_id: Mapped[int | None] = mapped_column(ForeignKey("case_packet.id"))
    service_kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="dimohonkan")
    title: Mapped[str] = mapped_column(info={"label": "Judul"})  # perkara or kegiatan
    matter: Mapped[str | None]  # pencurian, narkotika, cerai
    court: Mapped[str | None]
    court_number: Mapped[str | None]
    request_on: Mapped[str]
    request_form: Mapped[str]
    has_thumb_print: Mapped[bool] = mapped_column(server_default="0")
    written_down_by: Mapped[str | None]
    completed_on: Mapped[str | None]  # request and papers complete; starts the three working days
    answered_on: Mapped[str | None]
    # three working days after completion, while nobody answered
    answer_due_on: Mapped[str | None] = mapped_column(sort_order=100)
    refusal_reason: Mapped[str | None]
    attorney_number: Mapped[str | None]  # surat kuasa khusus
    attorney_on: Mapped[str | None]
    appointment_number: Mapped[str | None]  # judge's letter of appointment
    poverty_proof: Mapped[str | None]
    poverty_number: Mapped[str | None]
    poverty_issuer: Mapped[str | None]
    poverty_on: Mapped[str | None]
    poverty_until: Mapped[str | None]
    poverty_checked_on: Mapped[str | None]  # authenticity asked at the kelurahan
    poverty_check_result: Mapped[str | None]
    current_stage: Mapped[str | None]
    verdict: Mapped[str | None]
    verdict_on: Mapped[str | None]
    in_force_on: Mapped[str | None]  # inkracht
    outcome: Mapped[str | None]  # for example diversi
    activity_on: Mapped[str | None]
    activity_until: Mapped[str | None]
    activity_place: Mapped[str | None]
    activity_topic: Mapped[str | None]
    activity_speaker: Mapped[str | None]
    participants: Mapped[int | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    fund: Mapped[str | None]
    sidbankum_number: Mapped[str | None] = mapped_column(info={"label": "Nomor Sidbankum"})
    sidbankum_on: Mapped[str | None]
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class CaseRecipient(Keyed, Edited, Base):
    """A recipient in a case; one case may have several, one recipient many."""

    __tablename__ = "case_recipient"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id", ondelete="CASCADE"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipient.id"))
    role: Mapped[str | None]  # terdakwa, penggugat, anak, pemohon
    status_then: Mapped[str | None]
    is_child_then: Mapped[bool] = mapped_column(server_default="0")  # a child of its case, for ever
    age_then: Mapped[int | None]


class CasePerson(Keyed, Edited, Base):
    """An advocate or paralegal in a case, and whether the recipient says they really assisted."""

    __tablename__ = "case_person"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    from_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    really_assists: Mapped[str | None]


class CaseStage(Keyed, Edited, Base):
    """One stage of a case with its court, number, dates and outcome."""

    __tablename__ = "case_stage"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id", ondelete="CASCADE"))
    stage: Mapped[str]
    court: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    from_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    outcome: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")


class CaseHearing(Keyed, Edited, Base):
    """One hearing or meeting of a case and who came for the recipient."""

    __tablename__ = "case_hearing"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id", ondelete="CASCADE"))
    stage: Mapped[str | None]
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    agenda: Mapped[str | None]
    attended_by: Mapped[str | None]
    was_accompanied: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class CaseDocument(Keyed, Edited, Trashable, Base):
    """A document of a case, original or legalised, on top of the files."""

    __tablename__ = "case_document"

    case_id: Mapped[int] = mapped_column(ForeignKey("legal_case.id"))
    kind: Mapped[str]
    item_code: Mapped[str | None]  # item of the file checklist it answers
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    document_on: Mapped[str | None]
    form: Mapped[str | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    sort: Mapped[int] = mapped_column(server_default="0")


class Detention(Keyed, Edited, Base):
    """Where a recipient was held, from when until when, with the reason for a move."""

    __tablename__ = "detention"

    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipient.id", ondelete="CASCADE"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str | None]
    from_date: Mapped[str] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    reason: Mapped[str | None]
    source: Mapped[str | None]
