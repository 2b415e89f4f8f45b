"""Elements of a survey figure as table, chart and list of the lowest, and who answered; small groups stand
hidden. Official figures over time in charts of their own.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from berkas.engine.smallgroups import HIDDEN, footnote, hidden_answers
from berkas.paper.parts import Align, Band, Heading, Listing, Para, Part, Table, TableColumn
from berkas.paper.pictures import Bar, BarChart, LineChart, Series
from berkas.rooms.visits.queries.surveyelements import hidden_elements, lowest_elements, told_elements
from berkas.rooms.visits.queries.surveyofficial import OfficialRun
from berkas.rooms.visits.queries.surveyprofile import ProfileLine
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.scoring import ElementScore, Score

LINES = 4
"""How many lines one chart holds: more can no longer be told apart in grey."""
CHART_NOTE = "Skala 25–100; unsur yang tidak dijawab atau disembunyikan tidak digambar."


def element_parts(figure: Score, least: int, *, chart: str = "Nilai menurut unsur") -> tuple[Part, ...]:
    """Table, chart and the lowest elements."""
    return (element_table(figure, least), element_chart(figure, least, chart), *lowest_parts(figure, least))


def element_table(figure: Score, least: int) -> Table:
    """Every element with its answers, mean, value and grade."""
    hidden = hidden_elements(figure, least)
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Unsur", share=4),
            TableColumn("Jawaban", mm=22, align=Align.RIGHT),
            TableColumn("Rata-rata", mm=24, align=Align.RIGHT),
            TableColumn("Nilai", mm=22, align=Align.RIGHT),
            TableColumn("Mutu", mm=18, align=Align.CENTRE),
        ),
        rows=[
            _row(place + 1, element, is_hidden=place in hidden)
            for place, element in enumerate(figure.elements)
        ],
        note=footnote(least) if hidden else "",
    )


def element_chart(figure: Score, least: int, title: str) -> BarChart:
    """A bar for every element that may be shown."""
    return BarChart(
        title,
        tuple(
            Bar(element.label, float(element.index), show_decimal(element.index))
            for element in told_elements(figure, least)
            if element.index is not None
        ),
        maximum=100.0,
        note=CHART_NOTE,
    )


def lowest_parts(figure: Score, least: int) -> tuple[Part, ...]:
    """The elements a plan takes up first."""
    return (
        Para("Unsur dengan nilai terendah, yang didahulukan dalam rencana tindak lanjut:"),
        Listing(
            tuple(
                f"{element.label} ({show_decimal(element.index)})"
                for element in lowest_elements(figure, least)
                if element.index is not None
            )
        ),
    )


def _row(number: int, element: ElementScore, *, is_hidden: bool) -> tuple[str, ...]:
    """One element; of few answers only their number."""
    if is_hidden:
        return (str(number), element.label, show_integer(element.n), HIDDEN, HIDDEN, HIDDEN)
    return (
        str(number),
        element.label,
        show_integer(element.n),
        show_decimal(float(element.mean), places=3) if element.mean is not None else "–",
        show_decimal(element.index) if element.index is not None else "–",
        element.grade or "–",
    )


def profile_parts(
    profile: Sequence[ProfileLine], least: int, *, with_nobody: bool = True
) -> tuple[Part, ...]:
    """Who answered, question by question; small groups hidden. `with_nobody`: also answers nobody gave."""
    if not profile:
        return ()
    rows: list[Any] = []
    some_hidden = False
    for question, lines in groupby(profile, key=lambda line: line.question):
        own = list(lines)
        hidden = hidden_answers([line.number for line in own], least)
        some_hidden = some_hidden or bool(hidden)
        rows.append(Band(question))
        rows.extend(
            (line.answer, HIDDEN if place in hidden else show_integer(line.number))
            for place, line in enumerate(own)
            if with_nobody or line.number or place in hidden
        )
    return (
        Heading("Profil responden", 3),
        Table(
            columns=(TableColumn("Jawaban", share=3), TableColumn("Responden", mm=40, align=Align.RIGHT)),
            rows=rows,
            note=footnote(least) if some_hidden else "",
        ),
    )


def official_charts(runs: Sequence[OfficialRun]) -> tuple[Part, ...]:
    """Official figures of a unit over its periods; nothing of ours stands in these charts."""
    return tuple(
        LineChart(
            f"Perkembangan nilai resmi, {run.unit}",
            run.labels,
            tuple(
                Series(name or "Seluruh unit", points) for name, points in run.lines[start : start + LINES]
            ),
            minimum=0.0,
            maximum=run.scale,
            decimals=2,
            note=f"Skala {run.scale:g}, disalin dari aplikasi pusat; hitungan kantor tidak digambar di sini.",
        )
        for run in runs
        for start in range(0, len(run.lines), LINES)
    )
