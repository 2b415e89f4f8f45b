"""`daftar-hadir`: officials by name on one sheet, respondents by code on another, to be signed by hand."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    KeyValues,
    NewPage,
    Notice,
    NoticeKind,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.report.visit import Member, members_of, places_of, visit_row
from berkas.rooms.visits.report.words import span, visit_subjects
from berkas_db.tables import Assessment, Recipient, Trace

OWN_OFFICE = "Kantor Wilayah"
SPARE_ROWS = 5
"""Empty rows at the foot of each sheet, for whoever comes unannounced."""

INSET = "\u00a0" * 22
"""Moves the second column of signatures to the middle; usual spaces would collapse."""


@dataclass(frozen=True, slots=True)
class AttendanceValues:
    """All values of the sheets."""

    office: OfficePart
    title: str
    days: str
    places: tuple[str, ...]
    members: tuple[Member, ...]
    officials: tuple[tuple[str, str, str], ...]
    codes: tuple[str, ...]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> AttendanceValues:
    """Read who is expected; respondents are codes only."""
    row = visit_row(session, subject.id)
    places = places_of(session, row)
    return AttendanceValues(
        office_part(session, on, letterhead_id=row.values["letterhead_id"]),
        row.values["title"],
        span(row.values["from_date"], row.values["until_date"]),
        tuple(dict.fromkeys(place.name for place in places)),
        members_of(session, row),
        tuple(
            (one["name"] or "", one["position"] or "", one["agency"] or "")
            for one in row.values["attendance"]
        ),
        _codes(session, row.id),
    )


def _codes(session: Session, visit_id: int) -> tuple[str, ...]:
    """Codes of everybody to be traced or interviewed, each once, in alphabetical order."""
    traced = session.execute(
        select(Recipient.code)
        .join(Trace, Trace.recipient_id == Recipient.id)
        .where(Trace.visit_id == visit_id)
    ).scalars()
    asked = session.execute(
        select(Assessment.respondent_code).where(
            Assessment.visit_id == visit_id,
            Assessment.trashed_at.is_(None),
            Assessment.respondent_code.is_not(None),
        )
    ).scalars()
    return tuple(sorted({*traced, *(code for code in asked if code)}))


def _signature(number: int) -> str:
    """The zigzag of a list to be signed: odd numbers at the left, even ones in the middle."""
    return f"{number}." if number % 2 else f"{INSET}{number}."


def parts(values: AttendanceValues) -> tuple[Part, ...]:
    """Two sheets."""
    about = KeyValues(
        (
            ("Kegiatan", values.title),
            ("Tanggal", values.days),
            ("Tempat", "; ".join(values.places)),
        )
    )
    people = [(member.name, member.position, member.agency or OWN_OFFICE) for member in values.members]
    people += list(values.officials)
    people += [("", "", "")] * SPARE_ROWS
    codes = [*values.codes, *([""] * SPARE_ROWS)]
    leader = next((member for member in values.members if member.role_code == "ketua"), None)
    return (
        Title("Daftar Hadir", name="Lembar A: tim dan pejabat"),
        about,
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Nama", share=3),
                TableColumn("Jabatan", share=2.5),
                TableColumn("Instansi", share=2),
                TableColumn("Tanda tangan", mm=56),
            ),
            rows=[(str(number), *one, _signature(number)) for number, one in enumerate(people, 1)],
            row_height=11,
        ),
        NewPage(),
        Title("Daftar Hadir", name="Lembar B: responden (kode saja)"),
        about,
        Notice(
            "Lembar ini tidak memuat nama. Nama dan tanda tangan responden tidak ditulis di sini; petugas "
            "memberi paraf bahwa responden ditemui dan menyatakan bersedia atau tidak.",
            kind=NoticeKind.IMPORTANT,
        ),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Kode responden", share=2),
                TableColumn("Bersedia (ya/tidak)", share=1.5),
                TableColumn("Nomor formulir", share=1.5),
                TableColumn("Paraf petugas", mm=44),
            ),
            rows=[(str(number), code, "", "", "") for number, code in enumerate(codes, 1)],
            row_height=11,
        ),
        Signatures(
            (Signer(("Ketua tim,",), leader.name if leader else "", leader.nip if leader else ""),),
            place_date=f"{values.office.city or '…'}, ………………………",
        ),
    )


def draw(values: AttendanceValues, _stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values), values.office.frame(f"Daftar hadir {values.title}", watermark=""))


ATTENDANCE = DocumentKind(
    key="daftar-hadir",
    title="Daftar hadir",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    docx=editable("Daftar hadir", lambda values, _stamp: parts(values)),
)
