"""`register-surat-keluar`: every numbered paper of the office in a year, letters and issued papers alike.

Of a secret letter the number and the day stand here, not what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letters import OUTGOING
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Heading, Para, Part, Table, TableColumn, Title
from berkas.rules.vocabulary import IssuedState
from berkas_db.errors import Refused
from berkas_db.tables import IssuedDocument, Letter

HIDDEN = "RAHASIA"
_LETTER = "surat"
"""The kind under which a letter of the register is issued; the register of letters has it already."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One paper: day (ISO), number (empty: still to follow), what and to whom, remarks."""

    on: str
    number: str
    about: str
    to: str
    remarks: str


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """The register of one year."""

    office: OfficePart
    year: str
    numbered: tuple[Outgoing, ...]
    pending: tuple[Outgoing, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with an outgoing paper."""
    letters = select(Letter.year).where(Letter.direction == OUTGOING, Letter.trashed_at.is_(None)).distinct()
    issued = session.execute(select(IssuedDocument.issued_on)).scalars()
    years = {*session.execute(letters).scalars(), *(int(on[:4]) for on in issued if on)}
    return [Subject(str(year), f"Surat keluar {year}") for year in sorted(years)]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RegisterValues:
    """Read everything that went out in a year, by day and number."""
    if not subject.key.isdigit() or len(subject.key) != 4:
        raise Refused("Tahun register ditulis dengan empat angka, misalnya 2025.")
    found = [*_letters(session, int(subject.key)), *_issued(session, subject.key)]
    found.sort(key=lambda one: (one.on, one.number))
    return RegisterValues(
        office_part(session, on),
        subject.key,
        tuple(one for one in found if one.number),
        tuple(one for one in found if not one.number),
    )


def _letters(session: Session, year: int) -> list[Outgoing]:
    rows = session.execute(
        select(
            Letter.letter_on, Letter.number, Letter.is_number_pending, Letter.subject, Letter.recipient,
            Letter.is_secret, Letter.nature, Letter.srikandi_number,
        )
        .where(Letter.direction == OUTGOING, Letter.year == year, Letter.trashed_at.is_(None))
        .order_by(Letter.letter_on, Letter.id)
    )  # fmt: skip
    return [
        Outgoing(
            row.letter_on or "",
            row.number if row.number and not row.is_number_pending else "",
            HIDDEN if row.is_secret or row.nature == "rahasia" else row.subject,
            ", ".join((row.recipient or "").splitlines()[:1]),
            f"SRIKANDI {row.srikandi_number}" if row.srikandi_number else "",
        )
        for row in rows
    ]


def _issued(session: Session, year: str) -> list[Outgoing]:
    """Issued papers by kind and key: their titles may say more than a register should."""
    rows = session.execute(
        select(
            IssuedDocument.issued_on,
            IssuedDocument.number,
            IssuedDocument.title,
            IssuedDocument.subject_key,
            IssuedDocument.revision,
        )
        .where(
            IssuedDocument.kind != _LETTER,
            IssuedDocument.state == IssuedState.TERBIT.value,
            IssuedDocument.issued_on.between(f"{year}-01-01", f"{year}-12-31"),
        )
        .order_by(IssuedDocument.issued_on, IssuedDocument.id)
    )
    return [
        Outgoing(
            row.issued_on or "",
            row.number or "",
            f"{row.title.partition(':')[0]} {row.subject_key or ''}".strip(),
            "",
            f"Revisi {row.revision}" if row.revision else "",
        )
        for row in rows
    ]


def parts(values: RegisterValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The register, and what still waits for its number."""
    pending = (
        (
            Heading("Nomor menyusul", 2),
            _table(values.pending, "Tidak ada."),
        )
        if values.pending
        else ()
    )
    return (
        Title("Register Surat Keluar", name=f"Tahun {values.year}"),
        Para(f"{len(values.numbered)} surat dan dokumen bernomor; {len(values.pending)} menunggu nomor."),
        _table(values.numbered, "Belum ada surat atau dokumen bernomor."),
        *pending,
    )


def _table(rows: Sequence[Outgoing], empty: str) -> Table:
    return Table(
        columns=(
            TableColumn("No", mm=12, align=Align.CENTRE),
            TableColumn("Tanggal", mm=30),
            TableColumn("Nomor", share=2),
            TableColumn("Hal", share=4),
            TableColumn("Kepada", share=3),
            TableColumn("Keterangan", share=1.6),
        ),
        rows=[
            (str(number), day(one.on or None), one.number, one.about, one.to, one.remarks)
            for number, one in enumerate(rows, 1)
        ],
        empty=empty,
    )


def draw(values: RegisterValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Register surat keluar {values.year}", stamp, landscape=True, watermark="")
    return render(parts(values, stamp), frame)


REGISTER = DocumentKind(
    key="register-surat-keluar",
    title="Register surat keluar",
    room="office",
    subjects=subjects,
    gather=gather,
    draw=draw,
    plain=True,
    docx=editable("Register surat keluar", parts, landscape=True),
)
