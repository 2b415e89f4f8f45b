"""`lembar-sidbankum`: one interview in the order in which it is typed into Sidbankum, with room for a tick.

The respondent is a code: who it is stands in the office's separate data, not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_batches import awaited_among
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.retyping import RetypeLine
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
    Table,
    TableColumn,
    Tick,
    Title,
)
from berkas.rooms.visits.queries.scores import COUNTED
from berkas.rooms.visits.queries.sidbankum import Retyped, retyped
from berkas.rules.instruments import Kind
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion

INSIDE = "RAHASIA. Untuk petugas yang mengetik ke Sidbankum; dimusnahkan sesudah diketik dan diperiksa."


@dataclass(frozen=True, slots=True)
class RetypeValues:
    """All values of the paper."""

    office: OfficePart
    sheet: Retyped


def subjects(session: Session) -> Sequence[Subject]:
    """Every complete interview that waits for no second keying, by the code of its sheet."""
    rows = session.execute(
        select(Assessment.id, Assessment.code, InstrumentVersion.title)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.state.in_([state.value for state in COUNTED]),
            InstrumentVersion.kind == Kind.WAWANCARA.value,
        )
        .order_by(Assessment.id)
    ).all()
    waiting = awaited_among(session, [row.id for row in rows])
    return [
        Subject(row.code, f"{row.title}, {row.code}", Assessment, row.id)
        for row in rows
        if row.id not in waiting
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RetypeValues:
    """Read one sheet in the order in force."""
    if subject.id is None:
        raise Refused("Lembar ini sudah tidak ada.")
    return RetypeValues(office_part(session, on), retyped(session, subject.id))


def parts(values: RetypeValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    sheet = values.sheet
    typed = f"Sudah diketik {sheet.typed_on}." if sheet.typed_on else "Belum ditandai sudah diketik."
    return (
        Title("Lembar Ketik Sidbankum", name=sheet.order.instrument.title),
        Notice(INSIDE, kind=NoticeKind.IMPORTANT, with_next=True),
        KeyValues(sheet.facts, label_width=36),
        Para(f"{sheet.order.said} {typed}", Align.LEFT),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Butir", mm=22),
                TableColumn("Pertanyaan", share=3),
                TableColumn("Jawaban", share=2.4),
                TableColumn("Diketik", mm=16, align=Align.CENTRE),
            ),
            rows=[_row(line) for line in sheet.lines],
        ),
    )


def _row(line: RetypeLine) -> Band | tuple[str | Tick | None, ...]:
    if line.heading:
        return Band(line.heading)
    answer = line.answer or ("kosong" if line.is_asked else "tidak ditanyakan")
    return (str(line.number), line.key, line.question, answer, Tick(False) if line.is_asked else "–")  # noqa: FBT003


def draw(values: RetypeValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(
        f"Lembar ketik Sidbankum {values.sheet.code}", stamp, watermark="", footnote=INSIDE
    )
    return render(parts(values, stamp), frame)


SIDBANKUM = DocumentKind(
    key="lembar-sidbankum",
    title="Lembar ketik Sidbankum",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    docx=editable("Lembar ketik Sidbankum", parts),
    plain=True,
)
