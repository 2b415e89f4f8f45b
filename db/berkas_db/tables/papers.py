"""Papers that leave and enter the office: issued documents, letters, reporting duties and retention."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class IssuedDocument(Keyed, Edited, Base):
    """A paper fixed when it was issued: number, code, place in the journal, head of the journal and its
    bytes. A reprint is those bytes.
    """

    __tablename__ = "issued_document"

    kind: Mapped[str]  # document word of the command line, for example berita-acara
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    revision: Mapped[int] = mapped_column(server_default="0")
    code12: Mapped[str]  # the 12 characters that look it up
    journal_position: Mapped[int]
    journal_head: Mapped[str]
    issued_at: Mapped[str]
    issued_on: Mapped[str]  # civil date in the office's time zone
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    subject_table: Mapped[str | None]
    subject_uid: Mapped[str | None]
    subject_key: Mapped[str | None]  # what people read, for example ROUND:UNIT
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    docx_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    html_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    sha256: Mapped[str]
    pages: Mapped[int]
    options: Mapped[str | None]  # JSON of the options it was printed with
    state: Mapped[str] = mapped_column(server_default="terbit")
    state_reason: Mapped[str | None]
    state_at: Mapped[str | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))


class DocumentPrint(Keyed, Base):
    """One printing of an issued document: who, when, how many copies, which pages."""

    __tablename__ = "document_print"

    issued_document_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id", ondelete="CASCADE"))
    printed_at: Mapped[str]
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    copies: Mapped[int] = mapped_column(server_default="1")
    page_range: Mapped[str | None]
    printer: Mapped[str | None]


class Letter(Keyed, Edited, Trashable, Base):
    """A letter in the register of incoming or outgoing papers."""

    __tablename__ = "letter"

    direction: Mapped[str]
    kind: Mapped[str | None]  # kind of letter, key of its text and number pattern
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    is_number_pending: Mapped[bool] = mapped_column(server_default="0")  # "nomor menyusul"
    serial: Mapped[int | None]
    insertion: Mapped[str | None]  # 1741.a
    year: Mapped[int] = mapped_column(info={"label": "Tahun"})
    classification: Mapped[str | None]
    nature: Mapped[str | None]
    letter_on: Mapped[str | None]
    received_on: Mapped[str | None] = mapped_column(info={"label": "Tanggal diterima"})
    subject: Mapped[str]
    sender: Mapped[str | None]
    recipient: Mapped[str | None]
    annexes: Mapped[str | None]
    body: Mapped[str | None]  # blocks of the letter as typed, for the register's own letters
    fields: Mapped[str | None]  # JSON of the values typed into the fields of its text
    text_module_id: Mapped[int | None] = mapped_column(ForeignKey("text_module.id"))
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead.id"))
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("position_held.id"))
    signing_capacity: Mapped[str | None]
    on_behalf_of: Mapped[str | None]  # a.n. …
    is_secret: Mapped[bool] = mapped_column(server_default="0")  # RAHASIA
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))  # scan
    docx_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    award_entry_id: Mapped[int | None] = mapped_column(ForeignKey("award_entry.id"))
    # a proposal covers many units
    award_round_id: Mapped[int | None] = mapped_column(ForeignKey("award_round.id"))
    supervision_id: Mapped[int | None] = mapped_column(ForeignKey("supervision.id"))
    srikandi_number: Mapped[str | None]


class LetterCopy(Keyed, Edited, Base):
    """One recipient of a copy (tembusan), in order."""

    __tablename__ = "letter_copy"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"))
    sort: Mapped[int]
    recipient: Mapped[str]


class LetterInitial(Keyed, Edited, Base):
    """One initial (paraf) on the way of a letter."""

    __tablename__ = "letter_initial"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id", ondelete="CASCADE"))
    sort: Mapped[int]
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    initialled_on: Mapped[str | None]
    note: Mapped[str | None]


class ReportingDuty(Keyed, Edited, Trashable, Base):
    """A report the office owes at a rhythm, with recipient and form."""

    __tablename__ = "reporting_duty"

    name: Mapped[str] = mapped_column(info={"label": "Nama"})
    rhythm: Mapped[str]
    recipient: Mapped[str]
    form: Mapped[str | None]  # portal, letter, workbook
    due_rule: Mapped[str]  # for example tanggal 5 bulan berikutnya
    due_month_offset: Mapped[int] = mapped_column(server_default="1")
    due_day: Mapped[int | None]
    legal_basis: Mapped[str | None]
    document_kind: Mapped[str | None]  # what the program prints for it
    owner_user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})
    source: Mapped[str | None]
    confidence: Mapped[str] = mapped_column(server_default="rumusan_kantor")


class ReportSent(Keyed, Edited, Base):
    """One period of a reporting duty: when it was due and sent, under which number; "nihil" counts as
    sent.
    """

    __tablename__ = "report_sent"

    duty_id: Mapped[int] = mapped_column(ForeignKey("reporting_duty.id"))
    period_from: Mapped[str] = mapped_column(info={"label": "Awal periode"})
    period_until: Mapped[str] = mapped_column(info={"label": "Akhir periode"})
    due_on: Mapped[str] = mapped_column(info={"label": "Batas waktu"})
    state: Mapped[str] = mapped_column(server_default="belum_dikirim")
    sent_on: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[str | None]


class RetentionRule(Keyed, Edited, Base):
    """How long a kind of record is kept and what happens then, from the retention schedule (JRA)."""

    __tablename__ = "retention_rule"

    record_kind: Mapped[str]
    description: Mapped[str]
    active_years: Mapped[int]
    inactive_years: Mapped[int]
    disposition: Mapped[str]
    anonymise_after_years: Mapped[int | None]
    legal_basis: Mapped[str | None]
    valid_from: Mapped[str | None] = mapped_column(info={"label": "Berlaku mulai"})
    valid_until: Mapped[str | None] = mapped_column(info={"label": "Berlaku sampai"})


class RetentionList(Keyed, Edited, Base):
    """A list of proposed destruction (usul musnah): printed and approved outside; the program never
    destroys by itself.
    """

    __tablename__ = "retention_list"

    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    made_on: Mapped[str]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    approval_number: Mapped[str | None]
    approved_on: Mapped[str | None]
    issued_document_id: Mapped[int | None] = mapped_column(ForeignKey("issued_document.id"))
    note: Mapped[str | None]


class RetentionItem(Keyed, Edited, Base):
    """One record on a list of proposed destruction."""

    __tablename__ = "retention_item"

    list_id: Mapped[int] = mapped_column(ForeignKey("retention_list.id", ondelete="CASCADE"))
    record_kind: Mapped[str]
    record_uid: Mapped[str]
    record_key: Mapped[str]
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("retention_rule.id"))
    due_on: Mapped[str] = mapped_column(info={"label": "Batas waktu"})
    decision: Mapped[str] = mapped_column(server_default="diusulkan")
    note: Mapped[str | None]
