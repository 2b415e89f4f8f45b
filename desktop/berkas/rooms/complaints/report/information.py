"""The list of public information (DIP) with what is withheld, and the sheet of its consequence tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts, signer_on
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Band,
    Heading,
    KeyValues,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.complaints.fields.information import EXCLUDED, TEST_DECISIONS
from berkas.rooms.complaints.queries.information import in_force
from berkas.rooms.complaints.report.ppid import OFFICER, long_day, word_of
from berkas.rules.dates import show_medium
from berkas_db.errors import Refused
from berkas_db.tables import ConsequenceTest, PublicInformation


@dataclass(frozen=True, slots=True)
class ListValues:
    """The entries in force, by category; what is withheld stands apart with its test."""

    office: OfficePart
    signer: Signer
    on: date
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    excluded: tuple[tuple[str, ...], ...]


def whole_office(session: Session) -> Sequence[Subject]:
    """The list is one for the whole office."""
    return [Subject("KANTOR", office_facts(session).name)]


def gather_list(session: Session, _rulebook: Rulebook, _subject: Subject, on: date) -> ListValues:
    """The list as it is in force on a day."""
    words = {choice.code: choice.label for choice in term_choices(session, "kategori_informasi")}
    groups: dict[str, list[tuple[str, ...]]] = {}
    excluded: list[tuple[str, ...]] = []
    for row in session.execute(in_force(on)).scalars().all():
        if row.category == EXCLUDED:
            excluded.append((row.number, row.title, row.holder or "", *_last_test(session, row.id)))
        else:
            made = ", ".join(filter(None, (row.made_place, day(row.made_on))))
            groups.setdefault(words.get(row.category, row.category), []).append(
                (row.number, "\n".join(filter(None, (row.title, row.summary))), row.holder or "",
                 row.responsible or "", made, row.form or "", row.kept_until or "", row.url or "")
            )  # fmt: skip
    return ListValues(
        office_part(session, on),
        signer_on(session, OFFICER, on),
        on,
        tuple((title, tuple(rows)) for title, rows in groups.items()),
        tuple(excluded),
    )


def _last_test(session: Session, information_id: int) -> tuple[str, str, str, str]:
    row = session.execute(
        select(ConsequenceTest)
        .where(ConsequenceTest.information_id == information_id)
        .order_by(ConsequenceTest.tested_on.desc(), ConsequenceTest.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        return ("", "Belum diuji", "", "")
    tested = "\n".join(filter(None, (day(row.tested_on), row.decree_number)))
    return row.legal_basis, tested, row.if_opened, day(row.valid_until) or "Tidak ditentukan"


def list_parts(values: ListValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The list, and what is withheld with the test behind it."""
    rows: list[Any] = []
    number = 0
    for title, entries in values.groups:
        rows.append(Band(title))
        for entry in entries:
            number += 1
            rows.append((str(number), *entry))
    columns = (
        TableColumn("No", mm=9, align=Align.CENTRE),
        TableColumn("Nomor", 1),
        TableColumn("Informasi dan ringkasan isi", 3.2),
        TableColumn("Unit yang menguasai", 1.6),
        TableColumn("Penanggung jawab", 1.5),
        TableColumn("Tempat dan tanggal dibuat", 1.5),
        TableColumn("Bentuk", 1),
        TableColumn("Jangka waktu simpan", 1.1),
        TableColumn("Laman", 1.5),
    )
    withheld = (
        TableColumn("No", mm=9, align=Align.CENTRE),
        TableColumn("Nomor", 0.9),
        TableColumn("Informasi", 2.4),
        TableColumn("Unit yang menguasai", 1.4),
        TableColumn("Dasar hukum", 1.8),
        TableColumn("Uji konsekuensi", 1.4),
        TableColumn("Akibat bila dibuka", 2.4),
        TableColumn("Dikecualikan sampai", 1.1),
    )
    return (
        Title("Daftar Informasi Publik", name=f"Per {show_medium(values.on)}"),
        Table(columns, rows, empty="Belum ada informasi dalam daftar.", numbered_heads=True),
        Heading("Informasi yang dikecualikan", 2),
        Table(
            withheld,
            [(str(place), *row) for place, row in enumerate(values.excluded, 1)],
            empty="Tidak ada informasi yang dikecualikan.",
        ),
        Signatures((values.signer,), place_date=values.office.place_date),
    )


def draw_list(values: ListValues, stamp: Stamp) -> bytes:
    """PDF bytes, landscape."""
    frame = values.office.frame("Daftar Informasi Publik", stamp, landscape=True, type_size=9.0)
    return render(list_parts(values, stamp), frame)


@dataclass(frozen=True, slots=True)
class ConsequenceValues:
    """The consequence tests of one entry."""

    office: OfficePart
    signer: Signer
    number: str
    title: str
    tests: tuple[tuple[tuple[str, str], ...], ...]


def tested_subjects(session: Session) -> Sequence[Subject]:
    """Every entry with a test, by its number."""
    rows = session.execute(
        select(PublicInformation.id, PublicInformation.number, PublicInformation.title)
        .where(
            PublicInformation.trashed_at.is_(None),
            PublicInformation.id.in_(select(ConsequenceTest.information_id)),
        )
        .order_by(PublicInformation.number)
    )
    return [Subject(row.number, row.title, PublicInformation, row.id) for row in rows]


def gather_tests(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ConsequenceValues:
    """The tests of one entry, oldest first. Raises Refused when there is none."""
    rows = session.execute(
        select(ConsequenceTest)
        .where(ConsequenceTest.information_id == subject.id)
        .order_by(ConsequenceTest.tested_on, ConsequenceTest.id)
    ).scalars()
    tests = tuple(
        (
            ("Informasi yang diuji", row.subject),
            ("Tanggal uji", long_day(row.tested_on)),
            ("Dasar hukum pengecualian", row.legal_basis),
            ("Akibat bila dibuka", row.if_opened),
            ("Manfaat bila ditutup", row.if_closed or ""),
            ("Keputusan", word_of(TEST_DECISIONS, row.decision)),
            ("Berlaku sampai", day(row.valid_until) or "Tidak ditentukan"),
            ("Nomor penetapan", row.decree_number or ""),
        )
        for row in rows
    )
    if not tests:
        raise Refused(
            "Uji konsekuensi informasi ini belum dicatat.", "Tambahkan pada daftar informasi publik."
        )
    return ConsequenceValues(
        office_part(session, on), signer_on(session, OFFICER, on), subject.key, subject.title, tests
    )


def consequence_parts(values: ConsequenceValues, _stamp: Stamp) -> tuple[Part, ...]:
    """A table of facts for each test."""
    return (
        Title("Lembar Uji Konsekuensi", number=values.number, name=values.title),
        *(KeyValues(facts, label_width=52.0) for facts in values.tests),
        Signatures((values.signer,), place_date=values.office.place_date),
    )


def draw_tests(values: ConsequenceValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(consequence_parts(values, stamp), values.office.frame("Lembar Uji Konsekuensi", stamp))


INFORMATION_PAPER = DocumentKind(
    "daftar-informasi-publik", "Daftar informasi publik", "complaints",
    whole_office, gather_list, draw_list,
    docx=editable("Daftar informasi publik", list_parts, landscape=True),
)  # fmt: skip
TEST_SHEET = DocumentKind(
    "uji-konsekuensi", "Lembar uji konsekuensi", "complaints",
    tested_subjects, gather_tests, draw_tests, docx=editable("Lembar uji konsekuensi", consequence_parts),
)  # fmt: skip
