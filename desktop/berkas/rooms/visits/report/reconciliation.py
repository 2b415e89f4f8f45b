"""`pencocokan-formulir`: every printed form of a visit and what became of it; missing numbers are named."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Band,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.visits.queries.forms import FormLine, Reconciliation, forms_and_sums, number_spans
from berkas.rooms.visits.report.visit import Member, members_of, visit_row
from berkas.rooms.visits.report.words import LEGAL_AID, span, visit_subjects


@dataclass(frozen=True, slots=True)
class ReconciliationValues:
    """All values of the paper."""

    office: OfficePart
    title: str
    code: str
    days: str
    lines: tuple[FormLine, ...]
    sums: Reconciliation
    leader: Member | None


def sums_sentence(sums: Reconciliation) -> str:
    """“30 dicetak = 28 diketik + 1 batal + 1 tidak kembali”, and the numbers nobody has explained."""
    if not sums.printed:
        return "Tidak ada formulir bernomor."
    said = f"{sums.printed} dicetak = {sums.keyed} diketik + {sums.void} batal + {sums.missing} tidak kembali"
    if sums.adds_up:
        return f"{said}. Cocok."
    return f"{said} + {len(sums.unaccounted)} belum jelas (nomor {number_spans(sums.unaccounted)})."


def missing_sentence(sums: Reconciliation) -> str:
    """The numbers that did not come back; empty when all did."""
    return f"Tidak kembali: nomor {number_spans(sums.missing_numbers)}." if sums.missing_numbers else ""


def sums_parts(lines: tuple[FormLine, ...], sums: Reconciliation) -> tuple[Part, ...]:
    """The part that stands in the report of the visit: the sum, and every form that was not keyed."""
    if not sums.printed:
        return ()
    odd = [line for line in lines if not line.is_keyed]
    return (Para(sums_sentence(sums)), *((_odd_table(odd),) if odd else ()))


def _odd_table(lines: list[FormLine]) -> Table:
    return Table(
        columns=(
            TableColumn("Nomor", mm=18, align=Align.CENTRE),
            TableColumn("Kode", share=2),
            TableColumn("Keadaan", share=1.5),
            TableColumn("Alasan", share=3),
        ),
        rows=[(f"{line.number:04}", line.code, line.state_words, line.reason) for line in lines],
        caption="Formulir yang tidak diketik",
    )


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ReconciliationValues:
    """Read the forms of a visit."""
    row = visit_row(session, subject.id)
    values = row.values
    lines, sums = forms_and_sums(session, row.id)
    leader = next((one for one in members_of(session, row) if one.role_code == "ketua"), None)
    return ReconciliationValues(
        office=office_part(session, on, letterhead_id=values["letterhead_id"]),
        title=values["title"],
        code=values["code"],
        days=span(values["from_date"], values["until_date"]),
        lines=lines,
        sums=sums,
        leader=leader,
    )


def parts(values: ReconciliationValues, stamp: Stamp) -> tuple[Part, ...]:
    """The page."""
    sums = values.sums
    leader = values.leader
    return (
        Title("Pencocokan Formulir", number=stamp.number, name=values.title),
        KeyValues((("Kegiatan", values.code), ("Tanggal", values.days))),
        Notice(
            " ".join(filter(None, (sums_sentence(sums), missing_sentence(sums)))),
            kind=NoticeKind.INFO if sums.adds_up else NoticeKind.IMPORTANT,
        ),
        Table(
            columns=(
                TableColumn("Nomor", mm=18, align=Align.CENTRE),
                TableColumn("Keadaan", share=1.4),
                TableColumn("Lembar", share=2),
                TableColumn("Alasan", share=2.6),
            ),
            rows=_rows(values.lines),
            empty="Kegiatan ini tidak memakai formulir bernomor.",
        ),
        Signatures(
            (
                values.office.signer,
                Signer(("Ketua tim,",), leader.name if leader else "", leader.nip if leader else ""),
            ),
            place_date=values.office.place_date,
        ),
    )


def _rows(lines: tuple[FormLine, ...]) -> list[Band | tuple[str, ...]]:
    """Form by form; where another instrument begins, its title."""
    rows: list[Band | tuple[str, ...]] = []
    title = ""
    for line in lines:
        if line.instrument != title:
            title = line.instrument
            rows.append(Band(title))
        rows.append((f"{line.number:04}", line.state_words, line.sheet, line.reason))
    return rows


def draw(values: ReconciliationValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Pencocokan formulir {values.code}", stamp))


RECONCILIATION = DocumentKind(
    key="pencocokan-formulir",
    title="Pencocokan formulir",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
    docx=editable("Pencocokan formulir", parts),
)
