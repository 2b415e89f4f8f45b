"""Papers as editable word files: superiors correct in a word processor, and letters go on to the ministry's
own application for certified signing.

The same parts that become pages become paragraphs and tables. Imports no Qt.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Protocol, TypeVar

from berkas.engine.issuing import Stamp
from berkas.engine.officepaper import OfficePart
from berkas.paper.frame import Letterhead, Size
from berkas.paper.parts import (
    Align,
    Band,
    Counts,
    Criteria,
    Findings,
    Para,
    Part,
    Table,
    TableColumn,
    Together,
)
from berkas.paper.pictures import Ask, BarChart, LineChart, Question, QuestionGrid
from berkas.paper.words import bold, italic
from berkas.rules.numbers import show_decimal

_LINE = "." * 90
_BOXES = 6
"""Boxes of a number whose length nobody knows."""


class OfficeValues(Protocol):
    """Gathered values of a paper of the office."""

    @property
    def office(self) -> OfficePart:
        """What the paper takes from the office."""
        ...


V = TypeVar("V", bound=OfficeValues)


def editable(
    title: str, parts: Callable[[V, Stamp], Sequence[Part]], *, landscape: bool = False
) -> Callable[[V], bytes]:
    """What writes a kind of paper as DOCX bytes: its parts under the office's kop, without code."""

    def write(values: V) -> bytes:
        office = values.office
        drawn = parts(values, Stamp(datetime.now(UTC).date()))
        return write_word(title, drawn, office.size, letterhead=office.letterhead, landscape=landscape)

    return write


def write_word(
    title: str,
    parts: Iterable[Part],
    size: Size,
    *,
    letterhead: Letterhead | None = None,
    landscape: bool = False,
) -> bytes:
    """DOCX bytes of parts; what only the printed page can draw stands there as words and tables.

    Raises TypeError for a poster, which is no text.
    """
    from berkas.sheets.letters import write_letter

    stream = BytesIO()
    write_letter(
        stream,
        [plain for part in parts for plain in _plain(part)],
        title=title,
        letterhead=letterhead,
        page=size.value,
        landscape=landscape,
    )
    return stream.getvalue()


def _plain(part: Part) -> tuple[Part, ...]:
    """A part that only the printed page has, as the words and tables it stands for."""
    if isinstance(part, Together):
        return (Together(tuple(plain for each in part.parts for plain in _plain(each))),)
    if isinstance(part, Question):
        return _question(part)
    match part:
        case Counts():
            table = _counts(part)
        case Criteria():
            table = _criteria(part)
        case Findings():
            table = _findings(part)
        case BarChart():
            table = _bars(part)
        case LineChart():
            table = _lines(part)
        case QuestionGrid():
            table = _grid(part)
        case _:
            return (part,)
    return (table,)


def _bars(part: BarChart) -> Table:
    rows = [(bar.label, bar.text or _figure(bar.value)) for bar in part.bars]
    columns = (TableColumn("", share=3), TableColumn(part.unit or "Nilai", align=Align.RIGHT))
    return Table(columns, rows, caption=part.title, empty=part.empty, note=part.note)


def _lines(part: LineChart) -> Table:
    labels = (TableColumn(label, align=Align.RIGHT) for label in part.labels)
    rows = [(one.name, *(_figure(value) for value in one.values)) for one in part.series]
    columns = (TableColumn("", share=2), *labels)
    return Table(columns, rows, caption=part.title, empty=part.empty, note=part.note)


def _figure(value: float | None) -> str:
    return "–" if value is None else show_decimal(value)


def _counts(part: Counts) -> Table:
    rows = [(one.label, str(one.number)) for one in part.rows]
    total = str(sum(one.number for one in part.rows))
    return Table(
        (TableColumn(part.label, share=3), TableColumn("Banyaknya", share=1, align=Align.RIGHT)),
        [*rows, (part.total, total)] if rows else [],
        caption=part.caption,
        empty=part.empty,
    )


def _criteria(part: Criteria) -> Table:
    """The criteria with the word of the answer in place of ticked columns."""
    columns = (
        TableColumn("No", mm=14),
        TableColumn("Kriteria", share=4),
        TableColumn(part.scale_title, share=1.5),
        TableColumn("Data pendukung", share=2),
        TableColumn("Catatan", share=2),
    )
    rows = [
        one
        if isinstance(one, Band)
        else (one.code or one.number, one.text, one.answer or one.outside, one.evidence, one.note)
        for one in part.rows
    ]
    return Table(columns, rows, caption=part.caption, note=part.note)


def _findings(part: Findings) -> Table:
    columns = (
        TableColumn("No", mm=11),
        TableColumn("Temuan", share=3),
        TableColumn("Saran", share=3),
        TableColumn("Batas waktu", share=1.5),
        TableColumn("Keadaan", share=2.2),
    )
    found = [(one.number, one.text, one.advice, one.due, one.state) for one in part.rows]
    return Table(columns, found, caption=part.caption, empty=part.empty)


def _question(part: Question) -> tuple[Part, ...]:
    """A question with its answers to be ticked below it, or with lines to be written on."""
    said = (part.text,) if isinstance(part.text, str) else tuple(part.text)
    head = Para((bold(f"{part.number}. "), *said), Align.LEFT)
    remarks = " ".join(filter(None, (part.condition, part.help)))
    below: tuple[Part, ...] = (Para((italic(remarks),), Align.LEFT, indent=8),) if remarks else ()
    if part.options:
        answers = "\n".join(f"☐ {mark}  {label}" for mark, label in part.options)
    elif part.ask is Ask.DIGITS:
        answers = f"{'□ ' * (part.boxes or _BOXES)} {part.unit}".rstrip()
    else:
        answers = "\n".join([_LINE] * part.lines)
    return (Together((head, *below, Para(answers, Align.LEFT, indent=8))),)


def _grid(part: QuestionGrid) -> Table:
    """A line for each question with the digit of every answer to be circled."""
    columns = (
        TableColumn("No", mm=11, align=Align.CENTRE),
        TableColumn("Pertanyaan", share=3),
        *(TableColumn(label, mm=17, align=Align.CENTRE) for _mark, label in part.options),
    )
    marks = tuple(mark for mark, _label in part.options)
    rows = [(number, words, *marks) for number, words in part.questions]
    return Table(columns, rows, caption=part.caption)
