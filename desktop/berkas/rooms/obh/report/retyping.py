"""`lembar-ketik-perkara`: one case in the order in which it is typed into the official system."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.retyping import RetypeLine
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, KeyValues, Para, Part, Table, TableColumn, Tick, Title, Tone
from berkas.rooms.obh.queries.retyping import RetypedCase, retyped_case
from berkas_db.errors import Refused
from berkas_db.tables import LegalCase

INSIDE = "Untuk petugas yang mengetik ke Sidbankum. Penerima disebut dengan kode."


@dataclass(frozen=True, slots=True)
class CaseSheetValues:
    """All values of the paper."""

    office: OfficePart
    case: RetypedCase


def subjects(session: Session) -> Sequence[Subject]:
    """Every case by its code."""
    rows = session.execute(
        select(LegalCase.id, LegalCase.code, LegalCase.title)
        .where(LegalCase.trashed_at.is_(None))
        .order_by(LegalCase.request_on, LegalCase.id)
    )
    return [Subject(row.code, f"{row.code}, {row.title}", LegalCase, row.id) for row in rows]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CaseSheetValues:
    """Read one case in the order in force."""
    if subject.id is None:
        raise Refused("Perkara ini sudah tidak ada.")
    return CaseSheetValues(office_part(session, on), retyped_case(session, subject.id))


def parts(values: CaseSheetValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The page."""
    case = values.case
    typed = f"Sudah dimasukkan {case.typed_on}." if case.typed_on else "Belum ditandai sudah dimasukkan."
    return (
        Title("Lembar Ketik Perkara", name="Sidbankum"),
        KeyValues(case.facts, label_width=36, tone=Tone.SMALL),
        Para(f"{case.said} {typed}", Align.LEFT, tone=Tone.SMALL),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Isian", share=2),
                TableColumn("Jawaban", share=3.4),
                TableColumn("Diketik", mm=16, align=Align.CENTRE),
            ),
            rows=[_row(line) for line in case.lines],
        ),
    )


def _row(line: RetypeLine) -> Band | tuple[str | Tick, ...]:
    if line.heading:
        return Band(line.heading)
    return (str(line.number), line.question, line.answer or "kosong", Tick(done=False))


def draw(values: CaseSheetValues, stamp: Stamp) -> bytes:
    """PDF bytes; without the kop, since nobody but the clerk gets it, so that it stays on one page."""
    office = replace(values.office, letterhead=None)
    frame = office.frame(f"Lembar ketik {values.case.code}", stamp, watermark="", footnote=INSIDE)
    return render(parts(values, stamp), frame)


CASE_SHEET = DocumentKind(
    key="lembar-ketik-perkara",
    title="Lembar ketik perkara",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    plain=True,
)
