"""`surat-tugas`: who is sent where, when, why, on what basis."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, Listing, Para, Part, Signatures, Table, TableColumn, Title
from berkas.paper.words import bold
from berkas.rooms.visits.report.visit import (
    Member,
    Place,
    joined,
    members_of,
    places_of,
    purpose_words,
    team_order,
    visit_row,
)
from berkas.rooms.visits.report.words import (
    LEGAL_AID,
    NUMBER_FOLLOWS,
    clauses,
    clock,
    lines,
    span,
    visit_subjects,
    weekday,
)
from berkas.rules.identity import show_nip


@dataclass(frozen=True, slots=True)
class AssignmentValues:
    """All values of the letter."""

    office: OfficePart
    number: str
    title: str
    days: str
    basis: tuple[str, ...]
    aims: tuple[str, ...]
    purposes: tuple[str, ...]
    members: tuple[Member, ...]
    places: tuple[Place, ...]
    budget_line: str


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> AssignmentValues:
    """Read a visit as its letter of assignment names it."""
    row = visit_row(session, subject.id)
    letter = next(iter(row.values["letters"]), {})
    signed = date.fromisoformat(letter["letter_on"]) if letter.get("letter_on") else on
    return AssignmentValues(
        office_part(session, signed, letterhead_id=row.values["letterhead_id"]),
        letter.get("number") or "",
        row.values["title"],
        span(row.values["from_date"], row.values["until_date"]),
        lines(row.values["basis"]),
        lines(row.values["aims"]),
        purpose_words(row.values["purposes"]),
        members_of(session, row),
        places_of(session, row),
        letter.get("budget_line") or "",
    )


def letter_number(session: Session, subject: Subject) -> str | None:
    """The number the letter was given when the visit was planned."""
    letter = next(iter(visit_row(session, subject.id).values["letters"]), {})
    return letter.get("number") or None


def parts(values: AssignmentValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    tasks = [
        f"melaksanakan {values.title} pada {values.days}, meliputi {joined(values.purposes)}",
        *values.aims,
        "menjaga kerahasiaan identitas dan jawaban responden",
        "melaporkan hasil pelaksanaan tugas secara tertulis kepada Kepala Kantor Wilayah",
    ]
    if values.budget_line:
        tasks.append(f"biaya kegiatan dibebankan pada {values.budget_line}")
    return (
        Title("Surat Tugas", number=values.number or stamp.number or NUMBER_FOLLOWS),
        Para((bold("Dasar"),)),
        Listing(clauses(values.basis or ("tugas dan fungsi Kantor Wilayah",), lower=False)),
        Para((bold("Memberi tugas kepada"),)),
        team_table(values.members),
        Para((bold("Untuk"),)),
        Listing(clauses(tasks)),
        place_table(values.places),
        Para("Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab."),
        Signatures((values.office.signer,), place_date=values.office.place_date),
    )


def team_table(members: tuple[Member, ...]) -> Table:
    """The team in the columns of a letter of assignment; several teams one after the other."""
    columns = (
        TableColumn("No", mm=11, align=Align.CENTRE),
        TableColumn("Nama dan NIP", mm=50),
        TableColumn("Pangkat/\ngolongan", share=2.2),
        TableColumn("Jabatan", share=3),
        TableColumn("Sebagai", mm=27),
    )
    teams = sorted({member.team for member in members}, key=team_order)
    rows: list[Band | tuple[str, ...]] = []
    number = 0
    for team in teams:
        if len(teams) > 1:
            rows.append(Band(team or "Seluruh tim"))
        for member in members:
            if member.team == team:
                number += 1
                rows.append(_member(number, member))
    return Table(columns=columns, rows=rows, empty="Anggota tim belum dicatat.")


def _member(number: int, member: Member) -> tuple[str, ...]:
    return (
        str(number),
        f"{member.name}\nNIP {show_nip(member.nip)}" if member.nip else member.name,
        member.rank or "–",
        member.position or "–",
        member.role,
    )


def place_table(places: tuple[Place, ...]) -> Table:
    """Where the team goes and when."""
    several = len({place.team for place in places}) > 1
    columns = (
        TableColumn("No", mm=11, align=Align.CENTRE),
        TableColumn("Hari dan tanggal", share=2.2),
        TableColumn("Waktu", mm=27),
        TableColumn("Tempat", share=4),
        *((TableColumn("Tim", mm=18),) if several else ()),
    )
    rows = [
        (
            str(number),
            weekday(place.on_date),
            clock(place.from_time, place.until_time) or "–",
            place.name,
            *((place.team.partition(" (")[0] or "semua",) if several else ()),
        )
        for number, place in enumerate(places, 1)
    ]
    return Table(columns=columns, rows=rows, empty="Tempat belum dicatat.")


def draw(values: AssignmentValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Surat tugas {values.title}", stamp))


ASSIGNMENT = DocumentKind(
    key="surat-tugas",
    title="Surat tugas",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
    numbered=letter_number,
    docx=editable("Surat tugas", parts),
)
