"""`daftar-nominatif`: who is traced and interviewed, by code, for the office alone; never leaves it.

Of a child only the code and the result stand here: place, PBH and date together would tell who it is.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, KeyValues, Notice, NoticeKind, Part, Table, TableColumn, Title
from berkas.rooms.visits.queries.assessments import places_of_visit
from berkas.rooms.visits.queries.tracing import sample_lines
from berkas.rooms.visits.report.visit import visit_row
from berkas.rooms.visits.report.words import span, visit_subjects
from berkas.rules.vocabulary import TraceResult
from berkas_db.tables import Assessment, LegalCase, Obh, Recipient, Trace

HIDDEN = "–"


@dataclass(frozen=True, slots=True)
class NominativeLine:
    """One person by code; place, PBH, case and date are empty for a child."""

    code: str
    obh: str
    case: str
    place: str
    is_sampled: bool
    result: str
    result_on: str
    sheets: str


@dataclass(frozen=True, slots=True)
class NominativeValues:
    """All values of the list."""

    office: OfficePart
    title: str
    days: str
    lines: tuple[NominativeLine, ...]
    samples: tuple[str, ...]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> NominativeValues:
    """Read who is traced, in the order of the visit's list."""
    row = visit_row(session, subject.id)
    places = dict(places_of_visit(session, row.id))
    rows = session.execute(
        select(
            Recipient.code, Recipient.id, Recipient.is_child, Trace.place_id, Trace.is_sampled, Trace.result,
            Trace.result_on, Obh.name, LegalCase.code.label("case_code"),
        )
        .join(Trace, Trace.recipient_id == Recipient.id)
        .outerjoin(Obh, Obh.id == Trace.obh_id)
        .outerjoin(LegalCase, LegalCase.id == Trace.case_id)
        .where(Trace.visit_id == row.id)
        .order_by(Trace.sort, Trace.id)
    ).all()  # fmt: skip
    sheets = _sheets(session, row.id)
    lines = tuple(
        NominativeLine(
            one.code,
            HIDDEN if one.is_child else one.name or "",
            HIDDEN if one.is_child else one.case_code or "",
            HIDDEN if one.is_child else places.get(one.place_id, ""),
            one.is_sampled,
            TraceResult.label_of(one.result) if one.result else "belum ada hasil",
            HIDDEN if one.is_child else day(one.result_on),
            ", ".join(sheets.get(one.id, ())),
        )
        for one in rows
    )
    return NominativeValues(
        office_part(session, on, letterhead_id=row.values["letterhead_id"]),
        row.values["title"],
        span(row.values["from_date"], row.values["until_date"]),
        lines,
        tuple(sample_lines(session, row.uid)),
    )


def _sheets(session: Session, visit_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for recipient_id, code in session.execute(
        select(Assessment.recipient_id, Assessment.code)
        .where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None))
        .order_by(Assessment.id)
    ):
        if recipient_id is not None:
            found.setdefault(recipient_id, []).append(code)
    return found


def parts(values: NominativeValues) -> tuple[Part, ...]:
    """The list and how its sample was drawn."""
    return (
        Title("Daftar Nominatif", name=values.title, lines=(values.days,)),
        Notice(
            "Untuk keperluan internal kantor. Daftar ini memuat kode dan tidak diserahkan kepada pihak lain.",
            kind=NoticeKind.IMPORTANT,
        ),
        Table(
            columns=(
                TableColumn("No", mm=10, align=Align.CENTRE),
                TableColumn("Kode", mm=27),
                TableColumn("PBH", share=3),
                TableColumn("Perkara", mm=27),
                TableColumn("Tempat", share=3),
                TableColumn("Sampel", mm=16, align=Align.CENTRE),
                TableColumn("Hasil penelusuran", share=2),
                TableColumn("Tanggal", mm=25),
                TableColumn("Lembar", mm=30),
            ),
            rows=[
                (
                    str(number), line.code, line.obh, line.case, line.place, "ya" if line.is_sampled else "",
                    line.result, line.result_on, line.sheets,
                )
                for number, line in enumerate(values.lines, 1)
            ],
            empty="Belum ada nama yang ditelusuri.",
            note=f"Tanda {HIDDEN} menutup tempat, PBH, perkara, dan tanggal seorang anak.",
        ),
        *((KeyValues(tuple(("Sampel", line) for line in values.samples)),) if values.samples else ()),
    )  # fmt: skip


def draw(values: NominativeValues, _stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Daftar nominatif {values.title}", landscape=True, watermark="INTERNAL")
    return render(parts(values), frame)


NOMINATIVE = DocumentKind(
    key="daftar-nominatif",
    title="Daftar nominatif (internal)",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    docx=editable("Daftar nominatif", lambda values, _stamp: parts(values), landscape=True),
)
