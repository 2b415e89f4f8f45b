"""Visits (Kegiatan): one entry and many papers — purposes, teams, places, names to trace, paper
forms, attendance.
"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from berkas_db.tables.base import Base, Edited, Keyed, Trashable


class Visit(Keyed, Edited, Trashable, Base):
    """A visit of a team: one letter of assignment may cover several teams, days and places."""

    __tablename__ = "visit"

    code: Mapped[str] = mapped_column(info={"label": "Kode"})
    title: Mapped[str] = mapped_column(info={"label": "Judul"})
    state: Mapped[str] = mapped_column(server_default="direncanakan")
    from_date: Mapped[str] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str] = mapped_column(info={"label": "Tanggal selesai"})
    letterhead_id: Mapped[int | None] = mapped_column(ForeignKey("letterhead.id"))
    basis: Mapped[str | None]  # dasar
    aims: Mapped[str | None]
    summary: Mapped[str | None]  # result in words for the report
    recommendations: Mapped[str | None]
    met_text: Mapped[str | None]  # who was met, in words
    press_text: Mapped[str | None]
    short_message: Mapped[str | None]
    report_number: Mapped[str | None]
    reported_on: Mapped[str | None]
    lead_official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    is_example: Mapped[bool] = mapped_column(server_default="0")
    note: Mapped[str | None]


class VisitPurpose(Keyed, Edited, Base):
    """Why the team goes; one visit may have several purposes."""

    __tablename__ = "visit_purpose"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    detail: Mapped[str | None]


class VisitTeam(Keyed, Edited, Base):
    """A team of a visit, when the letter covers more than one."""

    __tablename__ = "visit_team"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(info={"label": "Nomor"})
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})


class VisitPlace(Keyed, Edited, Base):
    """One place and day of a visit: a prison, a kelurahan, a home, the PBH's office."""

    __tablename__ = "visit_place"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("visit_team.id"))
    kind: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    posbankum_id: Mapped[int | None] = mapped_column(ForeignKey("posbankum.id"))
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    address: Mapped[str | None]
    regency_id: Mapped[int | None] = mapped_column(ForeignKey("regency.id"))
    on_date: Mapped[str] = mapped_column(info={"label": "Tanggal"})
    from_time: Mapped[str | None]
    until_time: Mapped[str | None]
    received_by: Mapped[str | None]  # official who received the team
    sort: Mapped[int] = mapped_column(server_default="0")


class LetterOfAssignment(Keyed, Edited, Base):
    """The surat tugas of a visit (and its SPD), with what it covers."""

    __tablename__ = "letter_of_assignment"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    number: Mapped[str | None] = mapped_column(info={"label": "Nomor"})
    letter_on: Mapped[str | None]
    from_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal mulai"})
    until_date: Mapped[str | None] = mapped_column(info={"label": "Tanggal selesai"})
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("position_held.id"))
    budget_line: Mapped[str | None]  # DIPA
    spd_number: Mapped[str | None]
    note: Mapped[str | None]


class VisitMember(Keyed, Edited, Base):
    """A member of a team with the role in it."""

    __tablename__ = "visit_member"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("visit_team.id"))
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    # of somebody who is not an official of the register
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    position: Mapped[str | None]
    agency: Mapped[str | None]
    role: Mapped[str]
    sort: Mapped[int] = mapped_column(server_default="0")


class Trace(Keyed, Edited, Base):
    """A name that is to be traced in a visit (by code) and what became of it."""

    __tablename__ = "trace"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("visit_place.id"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipient.id"))
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("legal_case.id"))
    result: Mapped[str | None]
    asked_of: Mapped[str | None]  # Kasi Binadik, registrasi
    moved_to_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    result_on: Mapped[str | None]
    is_sampled: Mapped[bool] = mapped_column(server_default="0")
    sort: Mapped[int] = mapped_column(server_default="0")
    note: Mapped[str | None]


class PaperForm(Keyed, Edited, Base):
    """A numbered paper form of a visit: printed = keyed + void + missing."""

    __tablename__ = "paper_form"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    instrument_version_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    number: Mapped[int] = mapped_column(info={"label": "Nomor"})
    code: Mapped[str] = mapped_column(info={"label": "Kode"})  # on every page of the form
    variant: Mapped[str] = mapped_column(server_default="biasa")
    page: Mapped[str] = mapped_column(server_default="a4")
    state: Mapped[str] = mapped_column(server_default="dicetak")
    obh_id: Mapped[int | None] = mapped_column(ForeignKey("obh.id"))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    printed_at: Mapped[str]
    reason: Mapped[str | None]  # why void or missing
    state_on: Mapped[str | None]


class Attendance(Keyed, Edited, Base):
    """A line of an attendance sheet: officials by name, respondents by code."""

    __tablename__ = "attendance"

    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("outreach_event.id"))
    sheet: Mapped[str]
    name: Mapped[str | None] = mapped_column(info={"label": "Nama"})
    position: Mapped[str | None]
    agency: Mapped[str | None]
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("recipient.id"))
    respondent_code: Mapped[str | None]
    sort: Mapped[int] = mapped_column(server_default="0")
