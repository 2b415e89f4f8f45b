"""`rekap-pengaduan`: complaints of a month, quarter, half-year or year by channel, class, state, unit and
age, with timeliness and charts.

The usual recap may leave the office: small groups are hidden in it. The inner one shows every number and
says that it stays inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.periods import months_of_year, run_of, span_of, spans_of_year
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, hidden_answers, is_small
from berkas.paper.document import render
from berkas.paper.parts import Align, Heading, Notice, NoticeKind, Para, Part, Table, TableColumn, Title
from berkas.paper.pictures import Bar, BarChart, LineChart, Series
from berkas.rooms.complaints.queries.recap import Breakdown, Recap, Timeliness, recap
from berkas.rules.dates import show_medium
from berkas.rules.fields import Column, Kind
from berkas.rules.numbers import show_decimal, show_integer
from berkas.sheets.write import TableSheet
from berkas_db.tables import Complaint

PERIODS = 6
"""How many periods of the same length the run shows."""
INSIDE = "Untuk penggunaan dalam kantor: memuat kelompok kecil dan tidak untuk diumumkan."
_UNIT = "pengaduan"
_SHEET_NAME = 31
"""The longest name of a sheet that workbooks allow."""
_CHARTED = ("saluran", "kelas", "unit")


@dataclass(frozen=True, slots=True)
class RecapValues:
    """All values of the paper. `least`: smaller groups are hidden; 0 hides nothing."""

    office: OfficePart
    on: date
    recap: Recap
    least: int


@dataclass(frozen=True, slots=True)
class RecapKind(DocumentKind):
    """Any period can be recapitulated, whether it is in the list or not."""

    def find(self, session: Session, key: str) -> Subject:
        """The period with this key."""
        del session
        span = span_of(key)
        return Subject(span.key, span.title)


def subjects(session: Session) -> Sequence[Subject]:
    """Every year with a complaint and its parts that have begun, those that end first at the beginning."""
    first, last = session.execute(
        select(func.min(Complaint.received_on), func.max(Complaint.received_on)).where(
            Complaint.trashed_at.is_(None)
        )
    ).one()
    if first is None:
        return []
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    spans = [
        span
        for year in range(begin.year, end.year + 1)
        for span in (*months_of_year(year), *spans_of_year(year))
        if span.last >= begin and span.first <= end
    ]
    spans.sort(key=lambda span: (span.last, span.last - span.first))
    return [Subject(span.key, span.title) for span in spans]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date, *, inside: bool) -> RecapValues:
    """Count the period and those before it."""
    office = office_part(session, on)
    counted = recap(session, run_of(span_of(subject.key), PERIODS), on)
    return RecapValues(office, on, counted, 0 if inside else office.least_respondents)


def parts(values: RecapValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    found = values.recap
    head = Title(
        "Rekapitulasi Pengaduan", number=stamp.number, name=found.span.title, lines=(found.span.dates,)
    )
    notice = Notice(INSIDE, kind=NoticeKind.IMPORTANT)
    return (
        head,
        *((notice,) if not values.least else ()),
        Para(_summary(values)),
        *(
            part
            for each in found.breakdowns
            for part in breakdown_parts(each, values.least, unit=_UNIT, is_drawn=each.key in _CHARTED)
        ),
        Heading("Ketepatan waktu", 2),
        _timeliness(values),
        _late_chart(values),
        Heading("Perkembangan", 2),
        _run_table(found),
        *_run_chart(found),
        values.office.signatures(),
    )


def _summary(values: RecapValues) -> str:
    span, number = values.recap.span, values.recap.received
    if not number:
        return f"Nihil: tidak ada pengaduan yang diterima pada {span.title}."
    open_ = values.recap.breakdown("umur").total
    left = f"{show_integer(open_)} di antaranya masih terbuka" if open_ else "semuanya sudah ditutup"
    return (
        f"Pada {span.title} diterima {show_integer(number)} pengaduan; {left} pada {show_medium(values.on)}."
    )


def shown_numbers(rows: Sequence[tuple[str, int]], least: int) -> list[tuple[str, int | None]]:
    """The rows of a breakdown beside its total; None where a small group is hidden."""
    hidden = hidden_answers([number for _label, number in rows], least) if least else frozenset[int]()
    return [(label, None if place in hidden else number) for place, (label, number) in enumerate(rows)]


def breakdown_parts(each: Breakdown, least: int, *, unit: str, is_drawn: bool) -> tuple[Part, ...]:
    """A heading, the table with its total and, where groups are compared, a chart. `unit` are the counted."""
    shown = shown_numbers(each.rows, least)
    rows = [
        (str(number), label, _number(count), _share(count, each.total))
        for number, (label, count) in enumerate(shown, 1)
    ]
    is_hidden = any(count is None for _label, count in shown)
    if rows:
        rows.append(("", "Jumlah", show_integer(each.total), "100%"))
    table = Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn(each.label, share=4),
            TableColumn("Jumlah", mm=22, align=Align.RIGHT),
            TableColumn("Bagian", mm=22, align=Align.RIGHT),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Nihil.",
        note=hidden_note(least, unit) if is_hidden else "",
    )
    chart = BarChart(
        each.title,
        tuple(
            Bar(label, None if count is None else float(count), HIDDEN if count is None else "")
            for label, count in shown
        ),
        unit=unit,
    )
    drawn = is_drawn and sum(count is not None for _label, count in shown) > 1
    return (Heading(each.title, 2), table, *((chart,) if drawn else ()))


def hidden_note(least: int, unit: str) -> str:
    """The sentence under a table in which something is hidden."""
    return f"{HIDDEN} Disembunyikan: kurang dari {least} {unit}, atau dapat dihitung dari jumlahnya."


def _number(count: int | None) -> str:
    return HIDDEN if count is None else show_integer(count)


def _share(count: int | None, total: int) -> str:
    return HIDDEN if count is None else f"{show_decimal(100 * count / total, 1)}%"


def _hidden_classes(values: RecapValues) -> frozenset[str]:
    """Classes that are hidden among the classes tell nothing about their timeliness either."""
    shown = shown_numbers(values.recap.breakdown("kelas").rows, values.least)
    return frozenset(label for label, count in shown if count is None)


def _timeliness(values: RecapValues) -> Table:
    hidden = _hidden_classes(values)
    rows = [
        (str(number), *_line(line, values.least, is_hidden=line.label in hidden))
        for number, line in enumerate(values.recap.timeliness, 1)
    ]
    note = (
        "Batas waktu dihitung per langkah kantor; langkah tanpa batas yang diketahui tidak dihitung. Hari "
        "kerja dihitung dari penerimaan sampai jawaban, keputusan, atau penutupan yang pertama."
    )
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Kelas", share=3),
            TableColumn("Tepat", mm=15, align=Align.RIGHT, group="Langkah yang selesai"),
            TableColumn("Lambat", mm=16, align=Align.RIGHT, group="Langkah yang selesai"),
            TableColumn("Berjalan", mm=18, align=Align.RIGHT, group="Belum selesai"),
            TableColumn("Lewat", mm=15, align=Align.RIGHT, group="Belum selesai"),
            TableColumn("Median", mm=17, align=Align.RIGHT, group="Hari kerja"),
            TableColumn("Terlama", mm=17, align=Align.RIGHT, group="Hari kerja"),
        ),
        rows=rows,
        empty="Nihil.",
        note=f"{note} {hidden_note(values.least, _UNIT)}" if hidden else note,
    )


def _line(line: Timeliness, least: int, *, is_hidden: bool) -> tuple[str, ...]:
    """The cells of one class; a hidden class tells nothing, and few answers tell no median."""
    if is_hidden:
        return (line.label, *(HIDDEN,) * 6)
    counts = (line.on_time, line.late, line.running, line.overdue)
    few = is_small(len(line.days), least)
    middle, worst = (None, None) if few else (line.middle, line.worst)
    empty = HIDDEN if few else "belum ada"
    return (
        line.label,
        *(show_integer(count) for count in counts),
        empty if middle is None else days_words(middle),
        empty if worst is None else show_integer(worst),
    )


def days_words(middle: float) -> str:
    """“3” or “3,5” working days."""
    return show_integer(int(middle)) if middle.is_integer() else show_decimal(middle, 1)


def _late_chart(values: RecapValues) -> BarChart:
    """Share of the finished steps that kept their limit, by class; a small class has no bar."""
    bars: list[Bar] = []
    hidden = _hidden_classes(values)
    for line in values.recap.timeliness:
        done = line.on_time + line.late
        if line.label in hidden:
            bars.append(Bar(line.label, None, HIDDEN))
        elif done:
            bars.append(Bar(line.label, 100 * line.on_time / done))
    return BarChart(
        "Langkah yang selesai tepat waktu", tuple(bars), unit="%", maximum=100.0,
        empty="Belum ada langkah berbatas waktu yang selesai.",
    )  # fmt: skip


def _run_table(found: Recap) -> Table:
    return Table(
        columns=(
            TableColumn("Periode", share=3),
            TableColumn("Diterima", mm=26, align=Align.RIGHT),
            TableColumn("Ditutup", mm=26, align=Align.RIGHT),
        ),
        rows=[(title, show_integer(received), show_integer(closed)) for title, received, closed in found.run],
        totals=frozenset({len(found.run) - 1}),
        note="Ditutup: pengaduan yang ditutup pada periode itu, kapan pun diterimanya.",
    )


def _run_chart(found: Recap) -> tuple[Part, ...]:
    if not any(received or closed for _title, received, closed in found.run[:-1]):
        return ()
    return (
        LineChart(
            "Pengaduan yang diterima dan ditutup",
            tuple(title for title, _received, _closed in found.run),
            (
                Series("diterima", tuple(float(received) for _title, received, _closed in found.run)),
                Series("ditutup", tuple(float(closed) for _title, _received, closed in found.run)),
            ),
            unit=_UNIT,
        ),
    )


def sheets(values: RecapValues) -> list[TableSheet]:
    """The same tables as the sheets of a workbook; a hidden number is an empty cell beside its sign."""
    number = Column("jumlah", "Jumlah", Kind.INTEGER)
    sign = Column("tanda", "Tanda")
    found: list[TableSheet] = []
    for each in values.recap.breakdowns:
        shown = shown_numbers(each.rows, values.least)
        rows = [(label, count, HIDDEN if count is None else "") for label, count in shown]
        head = (Column("kelompok", each.label), number, sign)
        found.append(TableSheet(each.title[:_SHEET_NAME], head, [*rows, ("Jumlah", each.total, "")]))
    heads = ("Kelas", "Tepat", "Lambat", "Berjalan", "Lewat", "Median hari kerja", "Terlama")
    hidden = _hidden_classes(values)
    lines = [_line(line, values.least, is_hidden=line.label in hidden) for line in values.recap.timeliness]
    found.append(TableSheet("Ketepatan waktu", [Column(head, head) for head in heads], lines))
    run = (Column("periode", "Periode"), Column("diterima", "Diterima", Kind.INTEGER),
           Column("ditutup", "Ditutup", Kind.INTEGER))  # fmt: skip
    found.append(TableSheet("Perkembangan", run, values.recap.run))
    return found


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    title = f"Rekapitulasi Pengaduan {values.recap.span.title}"
    return render(
        parts(values, stamp), values.office.frame(title, stamp, footnote="" if values.least else INSIDE)
    )


RECAP, RECAP_INSIDE = (
    RecapKind(
        key, title, "complaints", subjects, partial(gather, inside=inside), draw,
        docx=editable("Rekapitulasi Pengaduan", parts),
    )
    for key, title, inside in (
        ("rekap-pengaduan", "Rekapitulasi pengaduan", False),
        ("rekap-pengaduan-internal", "Rekapitulasi pengaduan (dalam kantor)", True),
    )
)  # fmt: skip
