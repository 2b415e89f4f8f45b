"""The rows of a table: measured, cut when taller than a page, drawn with their lines and their head."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from berkas.paper._press.look import MM, Style, strong
from berkas.paper._press.text import TextLine, draw_lines, lay
from berkas.paper.parts import Align
from berkas.paper.words import Words

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

CONTINUED = "lanj."


class Painted(ABC):
    """A cell that is drawn: a tick, a bar, a circle."""

    @abstractmethod
    def measure(self, width: float) -> float:
        """Height of the drawing in a cell of this width."""

    @abstractmethod
    def paint(self, press: Press, x: float, top: float, width: float, height: float) -> None:
        """Draw in the cell's inner rectangle, downwards from `top`."""


GridCell: TypeAlias = Words | Painted | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells; `span` runs the first cell over all columns; `across` joins a stretch of columns
    (first column, one past the last) into one centred cell, whose words stand in the first of them."""

    cells: Sequence[GridCell]
    bold: bool = False
    span: bool = False
    fill: float = 1.0
    across: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GridStyle:
    """How a grid looks. Padding in points; `lines` off gives plain aligned columns."""

    text: Style
    head_fill: float = 0.85
    pad_x: float = 1.2 * MM
    pad_y: float = 0.8 * MM
    lines: bool = True
    least: float = 0.0
    middle: bool = False


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head: its words, the columns it covers [start, end), and its rows [top, bottom)."""

    words: str
    start: int
    end: int
    top: int
    bottom: int


@dataclass(slots=True)
class LaidRow:
    """A measured row."""

    cells: list[list[TextLine] | Painted | None]
    height: float
    row: Row


class GridLayout:
    """What is the same for all pages of a table: widths, alignments, style, head."""

    def __init__(
        self,
        widths: Sequence[float],
        aligns: Sequence[Align],
        style: GridStyle,
        *,
        head: Sequence[HeadCell] = (),
        head_rows: int = 0,
    ) -> None:
        self._widths = tuple(widths)
        self._edges = [sum(self._widths[:n]) for n in range(len(self._widths) + 1)]
        self._aligns = tuple(aligns)
        self._style = style
        self._head = tuple(head)
        self._head_heights = self._measure_head(head_rows)
        self.head_height = sum(self._head_heights)

    # ------------------------------------------------------------------ rows

    def lay(self, row: Row) -> LaidRow:
        """Measure a row."""
        style = self._row_style(row)
        pad = 2 * self._style.pad_x
        cells: list[list[TextLine] | Painted | None] = []
        tallest = 0.0
        for column, cell in enumerate(row.cells):
            if row.span and column:
                break
            wide = self._cell_width(row, column) - pad
            if cell is None or cell in ("", ()):
                cells.append(None)
                continue
            if isinstance(cell, Painted):
                cells.append(cell)
                tallest = max(tallest, cell.measure(wide))
                continue
            lines = lay(cell, style, max(wide, 4.0))
            cells.append(lines)
            tallest = max(tallest, len(lines) * style.leading)
        height = max(tallest, style.leading) + 2 * self._style.pad_y
        return LaidRow(cells, max(height, self._style.least), row)

    def _cell_width(self, row: Row, column: int) -> float:
        if row.span:
            return self._edges[-1]
        if row.across and column == row.across[0]:
            return self._edges[row.across[1]] - self._edges[row.across[0]]
        return self._widths[column]

    def _row_style(self, row: Row) -> Style:
        return strong(self._style.text) if row.bold or row.span else self._style.text

    def lines_of(self, row: LaidRow) -> int:
        """How many lines of text stand under each other in a row."""
        return max(1, round((row.height - 2 * self._style.pad_y) / self._style.text.leading))

    def lines_in(self, room: float) -> int:
        """How many lines of one row go into `room` under the head."""
        return int((room - self.head_height - 2 * self._style.pad_y) / self._style.text.leading)

    def can_cut(self, row: LaidRow) -> bool:
        """Whether a row is tall because of its text."""
        return not row.row.span and any(isinstance(cell, list) and len(cell) > 3 for cell in row.cells)

    def cut(self, row: LaidRow, lines: int) -> tuple[LaidRow, LaidRow]:
        """The first `lines` lines of a row, and the rest with the row's number repeated."""
        style = self._row_style(row.row)
        first: list[list[TextLine] | Painted | None] = []
        second: list[list[TextLine] | Painted | None] = []
        for column, cell in enumerate(row.cells):
            if not isinstance(cell, list):
                first.append(cell)
                second.append(None)
            elif column == 0 and len(cell) <= lines:
                first.append(cell)
                marked = any(bit.text == CONTINUED for bit in cell[-1].bits)
                second.append(cell if marked else [*cell, *lay(CONTINUED, style, 1e9)])
            else:
                first.append(cell[:lines])
                second.append(cell[lines:] or None)
        pad = 2 * self._style.pad_y
        tall = max(len(cell) for cell in second if isinstance(cell, list)) * style.leading
        return (
            LaidRow(first, lines * style.leading + pad, row.row),
            LaidRow(second, tall + pad, row.row),
        )

    # ------------------------------------------------------------------ drawing

    def draw_row(self, press: Press, x: float, top: float, laid: LaidRow) -> None:
        """Fill and cells of one row."""
        row = laid.row
        if row.fill < 1.0 and not press.look.toner:
            press.fill(x, top - laid.height, self._edges[-1], laid.height, row.fill)
        style = self._row_style(row)
        for column, cell in enumerate(laid.cells):
            if cell is None:
                continue
            left = x + self._edges[column] + self._style.pad_x
            wide = self._cell_width(row, column) - 2 * self._style.pad_x
            if isinstance(cell, Painted):
                inner = laid.height - 2 * self._style.pad_y
                cell.paint(press, left, top - self._style.pad_y, wide, inner)
                continue
            align = Align.LEFT if row.span else self._aligns[column]
            if row.across and column == row.across[0]:
                align = Align.CENTRE
            drop = self._style.pad_y
            if self._style.middle:
                drop = (laid.height - len(cell) * style.leading) / 2
            draw_lines(press.canvas, cell, style, (left, top - drop), wide, align=align)

    def draw_rules(self, press: Press, x: float, top: float, laid: Sequence[LaidRow]) -> None:
        """The lines of the body: across under every row, down in one stroke over rows of one shape."""
        if not self._style.lines:
            return
        y = top - self.head_height
        right = x + self._edges[-1]
        segments = [(x, top, right, top)]
        running: tuple[float, frozenset[int]] | None = None
        for row in laid:
            segments.append((x, y, right, y))
            shape = self._edges_of(row.row)
            if running is None or running[1] != shape:
                segments.extend(self._verticals(x, running, y))
                running = (y, shape)
            y -= row.height
        segments.extend(self._verticals(x, running, y))
        segments.append((x, y, right, y))
        canvas = press.canvas
        canvas.setStrokeGray(press.look.ink(0.35))
        canvas.setLineWidth(press.look.line(0.5))
        canvas.lines(segments)

    def _edges_of(self, row: Row) -> frozenset[int]:
        """Which vertical lines a row has."""
        last = len(self._edges) - 1
        if row.span:
            return frozenset((0, last))
        first, end = row.across or (0, 0)
        return frozenset(n for n in range(last + 1) if not first < n < end)

    def _verticals(
        self, x: float, running: tuple[float, frozenset[int]] | None, bottom: float
    ) -> list[tuple[float, float, float, float]]:
        if running is None:
            return []
        top, shape = running
        return [(x + self._edges[n], top, x + self._edges[n], bottom) for n in sorted(shape)]

    # ------------------------------------------------------------------ head

    def _measure_head(self, count: int) -> list[float]:
        style = strong(self._style.text)
        heights = [0.0] * count
        pad = 2 * self._style.pad_y
        for cell in sorted(self._head, key=lambda cell: cell.bottom - cell.top):
            wide = self._edges[cell.end] - self._edges[cell.start] - 2 * self._style.pad_x
            need = len(lay(cell.words, style, max(wide, 4.0))) * style.leading + pad
            have = sum(heights[cell.top : cell.bottom])
            if need > have:
                heights[cell.bottom - 1] += need - have
        return heights

    def draw_head(self, press: Press, x: float, top: float) -> None:
        """The head, at the top of every page."""
        if not self._head:
            return
        style = strong(self._style.text)
        total = self.head_height
        press.fill(x, top - total, self._edges[-1], total, self._style.head_fill)
        for cell in self._head:
            y = top - sum(self._head_heights[: cell.top])
            height = sum(self._head_heights[cell.top : cell.bottom])
            left, right = x + self._edges[cell.start], x + self._edges[cell.end]
            press.box(left, y - height, right - left, height, line=0.5, grey=0.35)
            wide = right - left - 2 * self._style.pad_x
            lines = lay(cell.words, style, max(wide, 4.0))
            drop = (height - len(lines) * style.leading) / 2
            draw_lines(
                press.canvas,
                lines,
                style,
                (left + self._style.pad_x, y - drop),
                wide,
                align=Align.CENTRE,
            )
        if press.look.toner:
            press.rule(x, top - total, x + self._edges[-1], top - total, width=1.2)
