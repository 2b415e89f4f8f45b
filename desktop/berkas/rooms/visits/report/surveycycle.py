"""The papers of a survey's cycle over a month, quarter, semester or year, all units of the office.

`siklus-survei`: official figures, respondents against target, our figures from respondents, exclusions,
problems, plans, what became of them, compared with the span before. `matriks-rtl-survei` and
`pelaksanaan-rtl-survei`: the matrix of plans alone and its implementation. Official and own figures stand in
tables of their own and never in one chart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.periods import Span, span_of
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote, hidden_scores
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Band,
    Heading,
    Listing,
    NewPage,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.paper.pictures import LineChart, Series
from berkas.rooms.visits.fields.survey import SURVEYS
from berkas.rooms.visits.queries.surveycycle import (
    Figure,
    Official,
    ServiceLine,
    SurveyCycle,
    UnitLines,
    cycle_spans,
    survey_cycle,
)
from berkas.rooms.visits.queries.surveyelements import told_elements
from berkas.rooms.visits.report.surveyelements import LINES, element_parts, official_charts
from berkas.rooms.visits.report.surveyplans import (
    fault_table,
    implementation_table,
    plan_matrix,
    progress,
)
from berkas.rooms.visits.report.words import marks_of
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.sampling import krejcie_morgan
from berkas.rules.scoring import Score

WHOLE_UNIT = "Seluruh unit"
_APART = "Survei internal kantor; nilai resmi adalah yang terbit pada aplikasi pusat dan berdiri sendiri."


@dataclass(frozen=True, slots=True)
class CycleValues:
    """All values of the papers of a cycle."""

    office: OfficePart
    cycle: SurveyCycle


class CycleKind(DocumentKind):
    """Papers of a cycle are found by `SURVEY:SPAN`, also when nobody has answered yet."""

    def find(self, session: Session, key: str) -> Subject:
        """The subject with this key."""
        survey, _, typed = key.partition(":")
        if survey.strip().casefold() in {kind.code for kind in SURVEYS} and typed:
            return cycle_subject(survey.strip().casefold(), span_of(typed))
        return super().find(session, key)


def cycle_subject(survey: str, span: Span) -> Subject:
    """The cycle of one survey over one span."""
    name = next((kind.label for kind in SURVEYS if kind.code == survey), survey.upper())
    return Subject(f"{survey.upper()}:{span.key}", f"{name}, {span.title}")


def subjects(session: Session) -> Sequence[Subject]:
    """Every survey and span in which a whole period lies, the oldest first."""
    return [cycle_subject(survey, span) for survey, span in cycle_spans(session)]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CycleValues:
    """Read the whole cycle."""
    survey, _, typed = subject.key.partition(":")
    return CycleValues(office_part(session, on), survey_cycle(session, survey.casefold(), span_of(typed)))


def _title(values: CycleValues, name: str, stamp: Stamp) -> Title:
    cycle = values.cycle
    return Title(
        name, number=stamp.number, name=cycle.title, lines=(f"{cycle.span.title} ({cycle.span.dates})",)
    )


def cycle_parts(values: CycleValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages of the report."""
    cycle = values.cycle
    mark = marks_of(cycle.instrument) if cycle.instrument else ""
    return (
        _title(values, "Laporan Siklus Survei", stamp),
        Notice(f"{_APART} {mark}".strip(), kind=NoticeKind.IMPORTANT),
        Heading("A. Nilai resmi dari aplikasi pusat", 2),
        _official(cycle),
        *official_charts(cycle.official_runs),
        Heading("B. Responden terhadap sasaran", 2),
        _respondents(cycle),
        Heading("C. Survei internal menurut layanan dan unit", 2),
        Para("Tiap nilai dihitung dari jawaban responden, bukan dari rata-rata nilai lain."),
        _figures(cycle),
        *_run_charts(cycle),
        *(part for unit in cycle.units for part in _unit_parts(cycle, unit)),
        Heading("D. Di luar kewenangan", 2),
        *_exclusions(cycle),
        NewPage(landscape=True),
        Heading("E. Daftar masalah", 2),
        fault_table(cycle.faults),
        Heading("F. Matriks rencana tindak lanjut", 2),
        plan_matrix(cycle.faults),
        Heading("G. Pelaksanaan rencana tindak lanjut", 2),
        progress(cycle.faults),
        implementation_table(cycle.faults),
        values.office.signatures(),
    )


def _name(line: ServiceLine) -> str:
    return line.service or WHOLE_UNIT


def _official(cycle: SurveyCycle) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    for unit in cycle.units:
        told = [(_name(line), one) for line in unit.lines for one in (*line.earlier_official, *line.official)]
        if told:
            rows.append(Band(unit.unit))
            rows.extend(_official_row(service, one) for service, one in told)
    return Table(
        columns=(
            TableColumn("Layanan", share=3),
            TableColumn("Periode", share=2),
            TableColumn("Nilai", mm=19, align=Align.RIGHT),
            TableColumn("Skala", mm=14, align=Align.RIGHT),
            TableColumn("Mutu", mm=18, align=Align.CENTRE),
            TableColumn("Responden", mm=22, align=Align.RIGHT),
            TableColumn("Dibaca", mm=30),
        ),
        rows=rows,
        empty=f"Nilai resmi {cycle.span.title} belum dicatat.",
        note="Disalin seperti yang terbaca; tidak dijumlahkan dan tidak dirata-ratakan." if rows else "",
    )


def _official_row(service: str, one: Official) -> tuple[str, ...]:
    return (
        service,
        one.period,
        show_decimal(one.index),
        f"{one.scale:g}".replace(".", ",") if one.scale else "…",
        one.grade or "–",
        show_integer(one.respondents) if one.respondents is not None else "–",
        day(one.read_on) or "–",
    )


def _respondents(cycle: SurveyCycle) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    for unit in cycle.units:
        rows.append(Band(unit.unit))
        rows.extend(_respondent_row(line) for line in unit.lines)
    return Table(
        columns=(
            TableColumn("Layanan", share=3),
            TableColumn("Periode", share=3),
            TableColumn("Responden", mm=22, align=Align.RIGHT),
            TableColumn("Sasaran", mm=19, align=Align.RIGHT),
            TableColumn("Contoh cukup", mm=22, align=Align.RIGHT),
            TableColumn("Keadaan", share=2),
        ),
        rows=rows,
        empty=f"Tidak ada periode survei pada {cycle.span.title}.",
        note="Contoh cukup menurut Krejcie–Morgan dari banyak pengguna layanan; “–” bila belum diisi.",
    )


def _respondent_row(line: ServiceLine) -> tuple[str, ...]:
    number = line.figure.respondents
    enough = krejcie_morgan(line.population) if line.population else None
    needed = max((one for one in (line.target, enough) if one is not None), default=None)
    state = "–" if needed is None else "Cukup" if number >= needed else f"Kurang {needed - number}"
    return (
        _name(line),
        ", ".join(line.periods),
        show_integer(number),
        show_integer(line.target) if line.target is not None else "–",
        show_integer(enough) if enough is not None else "–",
        state,
    )


def _figures(cycle: SurveyCycle) -> Table:
    rows: list[tuple[str, ...] | Band] = []
    totals: set[int] = set()
    some_hidden = False
    for unit in cycle.units:
        now = _hidden([line.figure for line in unit.lines], cycle.least)
        past = _hidden([line.earlier for line in unit.lines], cycle.least)
        some_hidden = some_hidden or bool(now or past)
        rows.append(Band(unit.unit))
        rows.extend(
            _figure_row(_name(line), line.figure, line.earlier, hide=(place in now, place in past))
            for place, line in enumerate(unit.lines)
        )
        if len(unit.lines) > 1:
            totals.add(len(rows))
            rows.append(_figure_row("Unit, semua responden", unit.figure, unit.earlier))
    before = cycle.before.title
    return Table(
        columns=(
            TableColumn("Layanan", share=4),
            TableColumn("Responden", mm=21, align=Align.RIGHT, group=cycle.span.title),
            TableColumn("Indeks", mm=18, align=Align.RIGHT, group=cycle.span.title),
            TableColumn("Mutu", mm=14, align=Align.CENTRE, group=cycle.span.title),
            TableColumn("Responden", mm=21, align=Align.RIGHT, group=before),
            TableColumn("Indeks", mm=18, align=Align.RIGHT, group=before),
            TableColumn("Selisih", mm=18, align=Align.RIGHT),
        ),
        rows=rows,
        totals=frozenset(totals),
        empty="Belum ada jawaban.",
        note=" ".join(filter(None, (footnote(cycle.least) if some_hidden else "", _opened(cycle)))),
    )


def _opened(cycle: SurveyCycle) -> str:
    """Where a reader finds what is behind the figures."""
    if not any(unit.figure.score for unit in cycle.units):
        return ""
    return "Asal-usul tiap nilai: tab Survei, menu tiga titik, Rincian nilai satu masa."


def _run_charts(cycle: SurveyCycle) -> tuple[Part, ...]:
    """Our index of a few units in each chart, over the spans; the official figure is in none of them."""
    drawn = [run for run in cycle.runs if run.is_drawn]
    return tuple(
        LineChart(
            "Perkembangan indeks survei internal",
            tuple(span.title for span in cycle.spans),
            tuple(Series(run.unit, run.points) for run in drawn[start : start + LINES]),
            minimum=25.0,
            maximum=100.0,
            decimals=2,
            note="Skala 25–100. Masa dengan responden kurang atau versi instrumen lain tidak digambar.",
        )
        for start in range(0, len(drawn), LINES)
    )


def _hidden(figures: Sequence[Figure | None], least: int) -> frozenset[int]:
    """Services whose figure is hidden; of several the figure of the whole unit stands beside."""
    numbers = [figure.respondents if figure else 0 for figure in figures]
    return hidden_scores(numbers, least, with_total=len(numbers) > 1)


def _figure_row(
    name: str, now: Figure, before: Figure | None, *, hide: tuple[bool, bool] = (False, False)
) -> tuple[str, ...]:
    index = None if hide[0] or now.score is None else now.score.index
    past = None if hide[1] or before is None or before.score is None else before.score.index
    grade = now.score.grade if index is not None and now.score is not None else None
    return (
        name,
        show_integer(now.respondents),
        show_decimal(index) if index is not None else HIDDEN,
        grade or HIDDEN,
        show_integer(before.respondents) if before is not None else HIDDEN,
        show_decimal(past) if past is not None else HIDDEN,
        _signed(index - past) if index is not None and past is not None else HIDDEN,
    )


def _signed(difference: Decimal) -> str:
    shown = show_decimal(difference)
    return shown if shown.startswith("-") or shown.strip("0,") == "" else f"+{shown}"


def _unit_parts(cycle: SurveyCycle, unit: UnitLines) -> tuple[Part, ...]:
    """The elements of a unit over all its respondents, and how each moved."""
    head = Heading(f"Unsur: {unit.unit}", 3)
    figure = unit.figure.score
    if figure is None or figure.index is None:
        return (head, Para(f"Unsur tidak dirinci: {unit.figure.why_not}."))
    return (
        head,
        *element_parts(figure, unit.figure.least, chart=f"Nilai menurut unsur, {unit.unit}"),
        *_movement(cycle, unit, figure),
    )


def _movement(cycle: SurveyCycle, unit: UnitLines, figure: Score) -> tuple[Part, ...]:
    """Every element in the span before and in this one, where both may be shown."""
    past = unit.earlier.score if unit.earlier else None
    if past is None or past.index is None or figure.index is None:
        return ()
    before = {one.key: one.index for one in told_elements(past, unit.figure.least) if one.index is not None}
    rows = [
        _moved(one.label, before[one.key], one.index)
        for one in told_elements(figure, unit.figure.least)
        if one.index is not None and one.key in before
    ]
    if not rows:
        return ()
    rows.append(_moved("Indeks", past.index, figure.index))
    return (
        Table(
            columns=(
                TableColumn("Unsur", share=4),
                TableColumn(cycle.before.title, mm=34, align=Align.RIGHT),
                TableColumn(cycle.span.title, mm=34, align=Align.RIGHT),
                TableColumn("Selisih", mm=22, align=Align.RIGHT),
            ),
            rows=rows,
            caption=f"{cycle.before.title} ke {cycle.span.title}",
            totals=frozenset({len(rows) - 1}),
        ),
    )


def _moved(name: str, before: Decimal, now: Decimal) -> tuple[str, ...]:
    return (name, show_decimal(before), show_decimal(now), _signed(now - before))


def _exclusions(cycle: SurveyCycle) -> tuple[Part, ...]:
    told = [
        f"{_name(line)}, {unit.unit}: {words}"
        for unit in cycle.units
        for line in unit.lines
        for words in line.exclusions
    ]
    told += [
        f"{fault.element}, {fault.service or fault.unit}: {fault.problem} ({fault.excluded})"
        for fault in cycle.faults
        if fault.excluded
    ]
    return (Listing(tuple(told)),) if told else (Para("Tidak ada yang dinyatakan di luar kewenangan."),)


def matrix_parts(values: CycleValues, stamp: Stamp) -> tuple[Part, ...]:
    """The matrix of plans alone."""
    faults = values.cycle.faults
    return (
        _title(values, "Matriks Rencana Tindak Lanjut Survei", stamp),
        plan_matrix(faults),
        values.office.signatures(),
    )


def implementation_parts(values: CycleValues, stamp: Stamp) -> tuple[Part, ...]:
    """What became of the plans."""
    faults = values.cycle.faults
    return (
        _title(values, "Laporan Pelaksanaan Rencana Tindak Lanjut Survei", stamp),
        Heading("A. Ringkasan", 2),
        progress(faults),
        Heading("B. Pelaksanaan tiap rencana", 2),
        implementation_table(faults),
        values.office.signatures(),
    )


def _kind(
    key: str, title: str, parts: Callable[[CycleValues, Stamp], tuple[Part, ...]], *, landscape: bool
) -> CycleKind:
    def draw(values: CycleValues, stamp: Stamp) -> bytes:
        name = f"{title} {values.cycle.span.title}"
        return render(parts(values, stamp), values.office.frame(name, stamp, landscape=landscape))

    return CycleKind(
        key=key, title=title, room="visits", subjects=subjects, gather=gather, draw=draw, alone=0
    )


CYCLE = _kind("siklus-survei", "Laporan siklus survei", cycle_parts, landscape=False)
MATRIX = _kind("matriks-rtl-survei", "Matriks RTL survei", matrix_parts, landscape=True)
IMPLEMENTATION = _kind(
    "pelaksanaan-rtl-survei", "Laporan pelaksanaan RTL survei", implementation_parts, landscape=True
)
CYCLE_DOCUMENTS: tuple[DocumentKind, ...] = (CYCLE, MATRIX, IMPLEMENTATION)
"""Papers about one survey over one span."""
