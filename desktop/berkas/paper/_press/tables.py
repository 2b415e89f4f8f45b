"""Table parts as grids: data tables, criteria with drawn ticks, findings, counts with bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, TextBlock
from berkas.paper._press.cards import cards
from berkas.paper._press.grid import Grid, column_widths, longest_words
from berkas.paper._press.look import ALL, MM, Look, strong
from berkas.paper._press.rows import GridCell, GridLayout, GridStyle, HeadCell, Painted, Row
from berkas.paper.parts import (
    Align,
    Band,
    Cell,
    Counts,
    Criteria,
    Criterion,
    Findings,
    Table,
    TableColumn,
    Tick,
)
from berkas.rules.numbers import show_decimal, show_integer

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

UNANSWERED = "belum dinilai"
_LARGE = 1.3


class TickMark(Painted):
    """A drawn tick, or an empty box to be ticked by hand."""

    def __init__(self, size: float, *, done: bool) -> None:
        self._size = size
        self._done = done

    def measure(self, width: float) -> float:
        del width
        return self._size

    def paint(self, press: Press, x: float, top: float, width: float, height: float) -> None:
        size = self._size
        left, bottom = x + (width - size) / 2, top - (height + size) / 2
        canvas = press.canvas
        if not self._done:
            press.box(left, bottom, size, size, line=0.7)
            return
        canvas.setStrokeGray(0)
        canvas.setLineWidth(size * 0.16)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        path.moveTo(left + size * 0.12, bottom + size * 0.48)
        path.lineTo(left + size * 0.40, bottom + size * 0.16)
        path.lineTo(left + size * 0.90, bottom + size * 0.86)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.setLineCap(0)
        canvas.setLineJoin(0)


class ShareBar(Painted):
    """A small bar from the left, `share` of the cell long."""

    def __init__(self, share: float, size: float) -> None:
        self._share = share
        self._size = size

    def measure(self, width: float) -> float:
        del width
        return self._size

    def paint(self, press: Press, x: float, top: float, width: float, height: float) -> None:
        thick = self._size * 0.7
        bottom = top - (height + thick) / 2
        press.fill(x, bottom, width * self._share, thick, 0.35)
        press.rule(x, bottom - 1, x, bottom + thick + 1, width=0.5)


class _Rows(Sequence[Row]):
    """A table's rows, turned into grid rows one at a time."""

    def __init__(self, part: Table, look: Look) -> None:
        self._part = part
        self._look = look

    def __len__(self) -> int:
        return len(self._part.rows)

    def __getitem__(self, index: int) -> Row:  # pyright: ignore[reportIncompatibleMethodOverride]
        row = self._part.rows[index]
        if isinstance(row, Band):
            return Row((row.words,), span=True, fill=self._look.band_fill)
        cells = tuple(grid_cell(cell, self._look) for cell in row[: len(self._part.columns)])
        return Row(cells, bold=index in self._part.totals)


def grid_cell(cell: Cell, look: Look) -> GridCell:
    """A part's cell as the grid draws it."""
    return TickMark(look.small.size * 0.95, done=cell.done) if isinstance(cell, Tick) else cell


def table(part: Table, look: Look, width: float) -> list[Block]:
    """Caption, grid, note; the sentence `empty` across the grid when there are no rows.

    In large print a table whose words do not fit their columns becomes cards."""
    style = GridStyle(look.tone(part.tone), head_fill=look.head_fill, least=part.row_height * MM)
    columns = part.columns
    rows: Sequence[Row] = _Rows(part, look) if part.rows else (Row((part.empty,), across=(0, len(columns))),)
    if look.scale > _LARGE and part.rows and sum(_least(columns, rows, style)) > width:
        blocks = [*caption(part.caption, look), *cards(part, look)]
        return [*blocks, *note(part.note, look, blocks[-1])]
    layout = grid_layout(columns, rows, style, look, width, numbered=part.numbered_heads)
    grid = Grid(layout, rows, after=look.gap * 1.4)
    return [*caption(part.caption, look), grid, *note(part.note, look, grid)]


def caption(text: str, look: Look) -> list[Block]:
    """A table's name above it, kept with it."""
    if not text:
        return []
    style = strong(look.sized(10))
    return [TextBlock(text, style, align=Align.LEFT, before=3 * MM, after=1.5 * MM, keep=ALL)]


def note(text: str, look: Look, above: Block) -> list[Block]:
    """A small remark under a table or a chart."""
    if not text:
        return []
    above.after = 1.2 * MM
    above.keep = 1
    return [TextBlock(text, look.sized(8.5, italic=True), align=Align.LEFT, after=look.gap * 1.4)]


def grid_layout(
    columns: Sequence[TableColumn],
    rows: Sequence[Row],
    style: GridStyle,
    look: Look,
    width: float,
    *,
    numbered: bool = False,
) -> GridLayout:
    """Widths and head of a table with these columns."""
    head, deep = _head(columns, numbered=numbered)
    most = width * 0.4
    least = [min(need, most) for need in _least(columns, rows, style)]
    widths = column_widths(width, [(column.mm, column.share) for column in columns], least, look.scale)
    return GridLayout(widths, [column.align for column in columns], style, head=head, head_rows=deep)


def _least(columns: Sequence[TableColumn], rows: Sequence[Row], style: GridStyle) -> list[float]:
    return longest_words([column.label for column in columns], rows, style)


def _head(columns: Sequence[TableColumn], *, numbered: bool) -> tuple[list[HeadCell], int]:
    grouped = any(column.group for column in columns)
    deep = 2 if grouped else 1
    cells: list[HeadCell] = []
    start = 0
    for index, column in enumerate(columns):
        if not column.group:
            cells.append(HeadCell(column.label, index, index + 1, 0, deep))
            continue
        cells.append(HeadCell(column.label, index, index + 1, 1, 2))
        if index == 0 or columns[index - 1].group != column.group:
            start = index
        if index + 1 == len(columns) or columns[index + 1].group != column.group:
            cells.append(HeadCell(column.group, start, index + 1, 0, 1))
    if numbered:
        cells.extend(HeadCell(f"({n + 1})", n, n + 1, deep, deep + 1) for n in range(len(columns)))
        deep += 1
    return cells, deep


def criteria(part: Criteria, look: Look, width: float) -> list[Block]:
    """No, Kriteria, one column per scale label, Data Pendukung, Catatan; in large print one column of
    answers."""
    if look.scale > _LARGE:
        return table(_criteria_in_words(part), look, width)
    scale = max(11.0, min(14.0, 42.0 / max(len(part.scale), 1)))
    columns = [TableColumn("No", mm=10, align=Align.CENTRE), TableColumn("Kriteria", share=3.4)]
    columns += [
        TableColumn(label, mm=scale, align=Align.CENTRE, group=part.scale_title) for label in part.scale
    ]
    columns.append(TableColumn("Data Pendukung", mm=24))
    if part.with_note:
        columns.append(TableColumn("Catatan", share=2.1))
    rows = [_criterion(row, part, look) for row in part.rows]
    if not rows:
        rows = [Row((part.empty,), across=(0, len(columns)))]
    layout = grid_layout(columns, rows, GridStyle(look.small, head_fill=look.head_fill), look, width)
    grid = Grid(layout, rows, after=look.gap * 1.4)
    return [*caption(part.caption, look), grid, *note(part.note, look, grid)]


def _criteria_in_words(part: Criteria) -> Table:
    columns = [TableColumn("No", mm=11), TableColumn("Kriteria", share=3), TableColumn(part.scale_title)]
    columns += [TableColumn("Data Pendukung", share=2), TableColumn("Catatan", share=2)][: 1 + part.with_note]
    rows = [
        row
        if isinstance(row, Band)
        else (row.number, row.text, row.answer or row.outside or UNANSWERED, row.evidence, row.note)
        for row in part.rows
    ]
    return Table(tuple(columns), rows, caption=part.caption, note=part.note, empty=part.empty)


def _criterion(row: Criterion | Band, part: Criteria, look: Look) -> Row:
    if isinstance(row, Band):
        return Row((row.words,), span=True, fill=look.band_fill)
    ticks: list[GridCell] = [None] * len(part.scale)
    across = None
    if row.answer in part.scale:
        ticks[part.scale.index(row.answer)] = TickMark(look.small.size * 1.05, done=True)
    elif row.outside and part.scale:
        ticks[0] = row.outside
        across = (2, 2 + len(part.scale))
    cells: list[GridCell] = [row.number, row.text, *ticks, row.evidence]
    if part.with_note:
        cells.append(row.note)
    return Row(tuple(cells), across=across)


def findings(part: Findings, look: Look, width: float) -> list[Block]:
    """The table of findings; columns nobody filled are left out."""
    columns = [TableColumn("No", mm=11, align=Align.CENTRE)]
    keys = ["number"]
    for key, label, share in (
        ("place", "Butir/tempat", 1.1),
        ("text", "Temuan", 2.4),
        ("advice", "Saran perbaikan", 2.4),
        ("owner", "Penanggung jawab", 1.3),
        ("due", "Batas waktu", 1.1),
        ("state", "Keadaan", 1.25),
    ):
        if key == "text" or any(getattr(row, key) for row in part.rows):
            columns.append(TableColumn(label, share=share))
            keys.append(key)
    rows = [tuple(getattr(row, key) for key in keys) for row in part.rows]
    return table(Table(tuple(columns), rows, caption=part.caption, empty=part.empty), look, width)


def counts(part: Counts, look: Look, width: float) -> list[Block]:
    """Counts, their share and a bar each, then the sum."""
    total = sum(row.number for row in part.rows)
    columns = [TableColumn(part.label, share=3), TableColumn("Banyaknya", mm=24, align=Align.RIGHT)]
    if part.with_share:
        columns += [TableColumn("Bagian", mm=20, align=Align.RIGHT), TableColumn("", share=3)]
    rows: list[Row] = []
    for row in part.rows:
        share = row.number / total if total else 0.0
        cells: list[GridCell] = [row.label, show_integer(row.number)]
        if part.with_share:
            cells += [f"{show_decimal(share * 100, places=1)}%", ShareBar(share, look.small.size)]
        rows.append(Row(tuple(cells)))
    if not rows:
        rows = [Row((part.empty,), across=(0, len(columns)))]
    else:
        rest: list[GridCell] = ["100,0%" if total else "–", None] if part.with_share else []
        rows.append(Row((part.total, show_integer(total), *rest), bold=True))
    layout = grid_layout(columns, rows, GridStyle(look.small, head_fill=look.head_fill), look, width)
    grid = Grid(layout, rows, after=look.gap * 1.4)
    return [*caption(part.caption, look), grid]
