"""`rekap-monev`: interviews per PBH and work per unit over a period, with the run of periods before it.

Litigation and non-litigation are apart; the official score stands in a table of its own and in no chart.
A figure is printed only from the least number of respondents on; PBH stand by name, never ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import INTERNAL, OfficePart, office_part
from berkas.engine.periods import Span, run_of, span_of, spans_of_year
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote
from berkas.paper.document import render
from berkas.paper.parts import Align, Heading, Notice, NoticeKind, Para, Part, Table, TableColumn, Title
from berkas.paper.pictures import LineChart, Series
from berkas.rooms.visits.queries.trends import PERIODS, TrendLine, UnitLine, obh_trends, unit_counts
from berkas.rooms.visits.report.words import ORIGIN_OF_SCORES
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.tables import Assessment, Obh, OfficialScore, Visit

LINES = 4
"""How many PBH one chart holds: more lines can no longer be told apart in grey."""


@dataclass(frozen=True, slots=True)
class RecapValues:
    """All values of the paper."""

    office: OfficePart
    spans: tuple[Span, ...]
    lines: tuple[TrendLine, ...]
    units: tuple[UnitLine, ...]
    """What was done at each unit in the period."""
    unit_runs: tuple[tuple[str, tuple[int, ...]], ...]
    """Complete sheets at each of these units in every period."""
    official: tuple[tuple[str, str, str, str, str], ...]

    @property
    def span(self) -> Span:
        """The period the paper is about."""
        return self.spans[-1]


class RecapKind(DocumentKind):
    """Any period can be recapitulated, whether it is in the list or not."""

    def find(self, session: Session, key: str) -> Subject:
        """The period with this key."""
        del session
        span = span_of(key)
        return Subject(span.key, span.title)


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with visits or interviews, and its parts; oldest first."""
    years: set[int] = set()
    for column in (Visit.from_date, Assessment.interview_on):
        found = session.execute(select(func.substr(column, 1, 4)).where(column.is_not(None)).distinct())
        years |= {int(text) for text in found.scalars() if text}
    return [Subject(span.key, span.title) for year in sorted(years) for span in spans_of_year(year)]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RecapValues:
    """Read the period and those before it."""
    spans = run_of(span_of(subject.key), PERIODS)
    span = spans[-1]
    by_span = [
        {one.name: sum(one.sheets.values()) for one in unit_counts(session, each.first, each.last)}
        for each in spans
    ]
    return RecapValues(
        office=office_part(session, on),
        spans=tuple(spans),
        lines=tuple(obh_trends(session, spans)),
        units=tuple(unit_counts(session, span.first, span.last)),
        unit_runs=tuple((name, tuple(one.get(name, 0) for one in by_span)) for name in by_span[-1]),
        official=_official(session, span),
    )


def _official(session: Session, span: Span) -> tuple[tuple[str, str, str, str, str], ...]:
    rows = session.execute(
        select(Obh.name, OfficialScore.label, OfficialScore.part, OfficialScore.score, OfficialScore.source)
        .join(Obh, Obh.id == OfficialScore.obh_id)
        .where(
            Obh.trashed_at.is_(None),
            OfficialScore.period_from <= span.last.isoformat(),
            OfficialScore.period_until >= span.first.isoformat(),
        )
        .order_by(Obh.name, OfficialScore.period_from, OfficialScore.id)
    )
    return tuple(
        (row.name, row.label or "", row.part or "", show_decimal(row.score), row.source or "") for row in rows
    )


def parts(values: RecapValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    return (
        Title(
            "Rekapitulasi Monitoring dan Evaluasi",
            number=stamp.number,
            name=values.span.title,
            lines=(values.span.dates,),
        ),
        Heading("A. Wawancara menurut Pemberi Bantuan Hukum", 2),
        Notice(INTERNAL, kind=NoticeKind.IMPORTANT, with_next=True),
        _score_table(values),
        *_charts(values),
        Heading("B. Kegiatan menurut unit", 2),
        _unit_table(values),
        *_unit_charts(values),
        Heading("C. Nilai resmi dari Sidbankum", 2),
        _official_table(values),
        values.office.signatures(),
    )


def _score_table(values: RecapValues) -> Table:
    rows = [
        (
            str(number),
            line.now.obh_name,
            line.now.part,
            line.now.edition,
            *(
                text
                for point, respondents in zip(line.points, line.respondents, strict=True)
                for text in (_cell(point, respondents), show_integer(respondents) if respondents else "–")
            ),
        )
        for number, line in enumerate(values.lines, 1)
    ]
    least = max([values.office.least_respondents, *(line.now.least for line in values.lines)])
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("PBH", share=3),
            TableColumn("Bagian", mm=26),
            TableColumn("Edisi", share=1),
            *(
                column
                for span in values.spans
                for column in (
                    TableColumn("Nilai", mm=18, align=Align.RIGHT, group=span.title),
                    TableColumn("Resp.", mm=14, align=Align.RIGHT, group=span.title),
                )
            ),
        ),
        rows=rows,
        empty="Belum ada wawancara lengkap dalam periode ini.",
        note=f"{footnote(least)} Resp.: responden yang lembarnya lengkap; di situ – berarti nihil. "
        f"{ORIGIN_OF_SCORES}",
    )


def _cell(point: float | None, respondents: int) -> str:
    """A figure; nothing where nobody was asked; a dash where it is hidden or not computed."""
    if point is not None:
        return show_decimal(point)
    return HIDDEN if respondents else ""


def _charts(values: RecapValues) -> tuple[Part, ...]:
    """Trends of each part by itself, a few PBH in each chart, in the order of the table."""
    drawn: list[Part] = []
    for part in dict.fromkeys((line.now.part, line.now.edition) for line in values.lines):
        own = [line for line in values.lines if (line.now.part, line.now.edition) == part and line.is_drawn]
        for start in range(0, len(own), LINES):
            some = own[start : start + LINES]
            drawn.append(
                LineChart(
                    f"Perkembangan nilai internal, {part[0].lower()}",
                    tuple(span.title for span in values.spans),
                    tuple(Series(line.now.obh_name, line.points) for line in some),
                    minimum=0.0,
                    maximum=100.0,
                    decimals=2,
                    note=f"{INTERNAL} Periode dengan responden kurang tidak digambar. Edisi {part[1]}.",
                )
            )
    if not drawn:
        return (Para("Perkembangan belum dapat digambar: belum ada PBH dengan dua periode yang bernilai."),)
    return tuple(drawn)


def _unit_charts(values: RecapValues) -> tuple[Part, ...]:
    """How many sheets were filled at each unit in the run of periods; numbers only, never a figure."""
    own = [(name, numbers) for name, numbers in values.unit_runs if sum(number > 0 for number in numbers) > 1]
    return tuple(
        LineChart(
            "Perkembangan lembar lengkap menurut unit",
            tuple(span.title for span in values.spans),
            tuple(Series(name, numbers) for name, numbers in own[start : start + LINES]),
            unit="lembar",
            note="Semua formulir dijumlahkan; hanya unit dengan lembar pada dua periode atau lebih.",
        )
        for start in range(0, len(own), LINES)
    )


def _unit_table(values: RecapValues) -> Table:
    forms = list(dict.fromkeys(title for unit in values.units for title in unit.sheets))
    rows = [
        (
            str(number),
            unit.name,
            show_integer(unit.days) if unit.days else "–",
            *(show_integer(unit.sheets[form]) if form in unit.sheets else "–" for form in forms),
        )
        for number, unit in enumerate(values.units, 1)
    ]
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Unit", share=3),
            TableColumn("Kunjungan", mm=24, align=Align.RIGHT),
            *(TableColumn(form, share=1.4, align=Align.RIGHT, group="Lembar lengkap") for form in forms),
        ),
        rows=rows,
        empty="Belum ada kegiatan yang terlaksana dalam periode ini.",
        note="Unit hanya dihitung, tidak dinilai dari wawancara; PBH dan unit tidak disilangkan.",
    )


def _official_table(values: RecapValues) -> Table:
    return Table(
        columns=(
            TableColumn("PBH", share=3),
            TableColumn("Periode", share=1.6),
            TableColumn("Bagian", share=1),
            TableColumn("Nilai resmi", mm=26, align=Align.RIGHT),
            TableColumn("Sumber", share=2),
        ),
        rows=values.official,
        empty="Belum ada nilai resmi yang dicatat untuk periode ini.",
        note="Nilai resmi tidak dibandingkan dengan nilai internal dan tidak digambar bersamanya.",
    )


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(
        f"Rekapitulasi monev {values.span.title}", stamp, landscape=True, footnote=INTERNAL
    )
    return render(parts(values, stamp), frame)


RECAP = RecapKind(
    key="rekap-monev",
    title="Rekapitulasi monev",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    docx=editable("Rekapitulasi monev", parts, landscape=True),
)
