"""`surat`: a letter, a note or a text of the register of outgoing papers; also as an editable DOCX."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letters import OUTGOING, LetterValues, letter_values
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    CarbonCopies,
    Gap,
    Heading,
    KeyValues,
    LetterOpening,
    Line,
    Listing,
    Marker,
    Para,
    Part,
    Signatures,
    Table,
    TableColumn,
    Title,
    Together,
)
from berkas.paper.words import Run, Words
from berkas.rules.dates import show_medium
from berkas.rules.letter_numbers import PENDING
from berkas.rules.letter_text import Caption, Grid, Pairs, Paragraph, Points, blocks_of, styled
from berkas_db.errors import Refused
from berkas_db.tables import Letter

_NATURES = {"biasa": "Biasa", "segera": "Segera", "sangat_segera": "Sangat segera", "rahasia": "Rahasia"}

_WITH_SIGNATURE = 2
"""Closing paragraphs that go to the next page with the signature and the tembusan."""


def subjects(session: Session) -> Sequence[Subject]:
    """Every outgoing letter written here, oldest first: by its number, else by its place in the register."""
    rows = session.execute(
        select(Letter.id, Letter.number, Letter.is_number_pending, Letter.subject)
        .where(Letter.direction == OUTGOING, Letter.body.is_not(None), Letter.trashed_at.is_(None))
        .order_by(Letter.letter_on, Letter.id)
    )
    return [
        Subject(letter_key(row.id, row.number, row.is_number_pending), row.subject, Letter, row.id)
        for row in rows
    ]


def letter_key(id: int, number: str | None, is_pending: bool) -> str:
    """What a letter is called: its number, or its place in the register until it has one."""
    return number if number and not is_pending else f"SURAT-{id}"


def gather(session: Session, _rulebook: Rulebook, subject: Subject, _on: date) -> LetterValues:
    """The letter as the register keeps it, on its own date."""
    if subject.id is None:
        raise Refused("Surat tidak ditemukan.")
    return letter_values(session, subject.id)


def given_number(session: Session, subject: Subject) -> str:
    """A letter is issued under the number of the register."""
    row = session.get_one(Letter, subject.id)
    if not row.number or row.is_number_pending:
        raise Refused("Surat ini belum bernomor.", "Beri nomor dahulu, lalu terbitkan.")
    return row.number


def parts(values: LetterValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages; the parafs stand on what is not issued yet."""
    signs: tuple[Part, ...] = (
        () if values.form == "naskah" else (Signatures((values.signer,), place_date=_place_date(values)),)
    )
    copies = (CarbonCopies(values.copies),) if values.copies and values.form == "surat" else ()
    initials = () if stamp.code is not None or not values.initials else (_initials(values),)
    body = _body(values.body)
    if copies:
        held = _closing(body)
        rest = len(body) - held
        body, signs, copies = body[:rest], (Together((*body[rest:], *signs, *copies)),), ()
    return (*_opening(values), *body, *signs, *copies, *initials)


def _closing(body: Sequence[Part]) -> int:
    """How many closing paragraphs stay with the signature and the tembusan: a page of these alone is none."""
    held = 0
    for part in reversed(body[-_WITH_SIGNATURE:]):
        if not isinstance(part, Para):
            break
        held += 1
    return held


def _place_date(values: LetterValues) -> str:
    """A letter has its date at its head."""
    return "" if values.form in {"surat", "nota_dinas"} else values.office.place_date


def _opening(values: LetterValues) -> tuple[Part, ...]:
    nature = "Rahasia" if values.secret else _NATURES.get(values.nature, values.nature)
    number = values.number or PENDING
    if values.form == "naskah":
        return (Title(values.subject),)
    if values.form == "surat_pengantar":
        return (
            KeyValues((("Yth.", "\n".join(values.to)),), label_width=12),
            Title("Surat Pengantar", number=number),
        )
    if values.form == "nota_dinas":
        rows: tuple[tuple[str, Words], ...] = (
            ("Yth.", "\n".join(values.to)),
            ("Dari", " ".join(values.signer.role).rstrip(",")),
            *((("Tembusan", "\n".join(values.copies)),) if values.copies else ()),
            ("Tanggal", show_medium(values.date)),
            ("Sifat", nature),
            ("Lampiran", values.annexes or "-"),
            ("Hal", values.subject),
        )
        return (
            Title("Nota Dinas", number=number),
            KeyValues(rows, label_width=26),
            Line(),
            Gap(2),
        )
    return (
        LetterOpening(
            number, show_medium(values.date), values.to, values.subject, nature, values.annexes or "-"
        ),
    )


def _body(text: str) -> tuple[Part, ...]:
    return tuple(_part(block) for block in blocks_of(text))


def _part(block: Paragraph | Caption | Points | Pairs | Grid) -> Part:
    match block:
        case Paragraph(text):
            return Para(words(text), first_line=True)
        case Caption(text):
            return Heading(text, level=2, listed=False)
        case Points(items, marker, start):
            return Listing(tuple(words(item) for item in items), Marker(marker), start)
        case Pairs(rows):
            return KeyValues(tuple((label, words(value)) for label, value in rows), indent=10, dotted=True)
        case Grid(head, rows):
            return _table(head, rows)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """Columns as wide as their words ask for; a column of running numbers is narrow."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    columns = tuple(
        TableColumn(label, mm=11.0) if width <= 3 else TableColumn(label, share=min(width, 40) / 10)
        for label, width in zip(head, widths, strict=True)
    )
    return Table(columns, [tuple(words(cell) for cell in row) for row in rows])


def words(text: str) -> Words:
    """A line with its marks as styled runs."""
    runs = styled(text)
    if all(not (run.bold or run.italic) for run in runs):
        return text
    return tuple(Run(run.text, bold=run.bold, italic=run.italic) for run in runs)


def _initials(values: LetterValues) -> Table:
    columns = (
        TableColumn("Paraf", mm=28),
        TableColumn("Nama", share=2),
        TableColumn("Tanggal", mm=32),
    )
    rows = [
        ("", each.name, show_medium(date.fromisoformat(each.on)) if each.on else "")
        for each in values.initials
    ]
    return Table(columns, rows, row_height=9)


def draw(values: LetterValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(values.subject, stamp))


LETTER = DocumentKind(
    key="surat",
    title="Surat",
    room="office",
    subjects=subjects,
    gather=gather,
    draw=draw,
    numbered=given_number,
    docx=editable("Surat", parts),
)
