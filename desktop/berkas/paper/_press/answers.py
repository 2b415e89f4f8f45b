"""Questions on a blank form: boxes with the digit to be keyed, boxes for digits, lines to write on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, Whole
from berkas.paper._press.grid import Grid
from berkas.paper._press.look import MM, Look
from berkas.paper._press.picturescale import picture_row
from berkas.paper._press.rows import GridCell, GridStyle, Painted, Row
from berkas.paper._press.tables import caption, grid_layout
from berkas.paper._press.text import TextLine, draw_lines, lay, natural_width
from berkas.paper.parts import Align, TableColumn
from berkas.paper.pictures import Ask, Question, QuestionGrid
from berkas.paper.words import Words

if TYPE_CHECKING:
    from berkas.paper._press.press import Press


LARGE = 1.3
"""From this scale on a paper is in large print."""


class QuestionBlock(Whole):
    """A question with its answers, kept whole."""

    def __init__(self, part: Question, look: Look) -> None:
        self._part = part
        self._look = look
        self._style = look.body
        self._fine = look.sized(9 if look.scale < LARGE else 11, italic=True)
        self._digit = look.sized(9.5, grey=0.35)
        self._unit = min(look.scale, 1.5)
        self.before = self.after = look.gap * 0.9

    def measure(self, width: float) -> float:
        inner = width - self._hang
        height = len(self._question(inner)) * self._style.leading
        height += sum(len(lay(text, self._fine, inner)) * self._fine.leading for text in self._remarks())
        return height + self._answer_height(inner)

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        inner = width - self._hang
        left = x + self._hang
        canvas = press.canvas
        draw_lines(canvas, lay(f"{self._part.number}.", self._style, width), self._style, (x, top), width)
        lines = self._question(inner)
        draw_lines(canvas, lines, self._style, (left, top), inner)
        y = top - len(lines) * self._style.leading
        for text in self._remarks():
            lines = lay(text, self._fine, inner)
            draw_lines(canvas, lines, self._fine, (left, y), inner)
            y -= len(lines) * self._fine.leading
        if self._part.pictures:
            picture_row(self._part, self._look).paint(press, left, y, inner)
        elif self._part.ask in {Ask.CHOICE, Ask.MULTI}:
            self._paint_options(press, left, y, inner)
        elif self._part.ask is Ask.DIGITS:
            self._paint_boxes(press, left, y, inner)
        else:
            self._paint_lines(press, left, y, inner)

    @property
    def _hang(self) -> float:
        return max(9 * MM * self._unit, natural_width(f"{self._part.number}. ", self._style))

    @property
    def _box(self) -> float:
        return 5.2 * MM * self._unit

    def _question(self, inner: float) -> list[TextLine]:
        return lay(self._part.text, self._style, inner)

    def _remarks(self) -> list[str]:
        part = self._part
        several = "Boleh lebih dari satu." if part.ask is Ask.MULTI else ""
        return [text for text in (part.condition, part.help, several) if text]

    def _answer_height(self, inner: float) -> float:
        if self._part.pictures:
            return picture_row(self._part, self._look).measure(inner)
        if self._part.ask in {Ask.CHOICE, Ask.MULTI}:
            return sum(height for _, height in self._rows(inner)) + 1 * MM
        if self._part.ask is Ask.DIGITS:
            return (self._box_rows(inner)) * (self._box + 2 * MM) + 1 * MM
        return max(self._part.lines, 1) * 8 * MM * self._unit

    # ------------------------------------------------------------------ options

    def _rows(self, inner: float) -> list[tuple[list[tuple[str, list[TextLine], float]], float]]:
        """Options side by side while they fit, otherwise under each other."""
        gap = 4 * MM
        lead = self._box + 1.8 * MM
        rows: list[tuple[list[tuple[str, list[TextLine], float]], float]] = []
        current: list[tuple[str, list[TextLine], float]] = []
        used = 0.0
        wide_most = max((natural_width(label, self._style) for _, label in self._part.options), default=0.0)
        cell = lead + wide_most + gap
        across = max(1, min(len(self._part.options), int((inner + gap) / cell)))
        if across < len(self._part.options) and across > 2 and len(self._part.options) <= 6:
            across = 2
        cell = inner / across
        for mark, label in self._part.options:
            lines = lay(label, self._style, cell - lead - (gap if across > 1 else 0))
            if len(current) == across:
                rows.append((current, self._row_height(current)))
                current, used = [], 0.0
            current.append((mark, lines, used))
            used += cell
        if current:
            rows.append((current, self._row_height(current)))
        return rows

    def _row_height(self, row: Sequence[tuple[str, list[TextLine], float]]) -> float:
        lines = max(len(lines) for _, lines, _ in row)
        return max(self._box, lines * self._style.leading) + 1.4 * MM

    def _paint_options(self, press: Press, left: float, top: float, inner: float) -> None:
        y = top - 1 * MM
        for row, height in self._rows(inner):
            for mark, lines, offset in row:
                x = left + offset
                press.box(x, y - self._box, self._box, self._box, line=0.8)
                digit = lay(mark, self._digit, self._box)
                at = y - (self._box - self._digit.leading) / 2
                draw_lines(press.canvas, digit, self._digit, (x, at), self._box, align=Align.CENTRE)
                text_top = y - max(0.0, (self._box - self._style.leading) / 2)
                draw_lines(press.canvas, lines, self._style, (x + self._box + 1.8 * MM, text_top), inner)
            y -= height

    # ------------------------------------------------------------------ boxes and lines

    def _box_rows(self, inner: float) -> int:
        per_row = max(1, int(inner / self._box))
        return max(1, -(-self._part.boxes // per_row))

    def _paint_boxes(self, press: Press, left: float, top: float, inner: float) -> None:
        y = top - 1 * MM - self._box
        per_row = max(1, int(inner / self._box))
        count = self._part.boxes
        if not count:
            press.rule(left, y + 1 * MM, left + 40 * MM * self._unit, y + 1 * MM, width=0.5)
        for number in range(count):
            row, column = divmod(number, per_row)
            press.box(
                left + column * self._box, y - row * (self._box + 2 * MM), self._box, self._box, line=0.6
            )
        if self._part.unit:
            at = left + (min(count, per_row) * self._box if count else 40 * MM * self._unit) + 2 * MM
            text_top = y + (self._box + self._style.leading) / 2
            draw_lines(
                press.canvas, lay(self._part.unit, self._style, inner), self._style, (at, text_top), inner
            )

    def _paint_lines(self, press: Press, left: float, top: float, inner: float) -> None:
        step = 8 * MM * self._unit
        for number in range(max(self._part.lines, 1)):
            y = top - (number + 1) * step + 1 * MM
            press.rule(left, y, left + inner, y, width=0.5, grey=0.3)


class Circled(Painted):
    """A digit in a circle, to be crossed or circled by hand."""

    def __init__(self, mark: str, look: Look) -> None:
        self._mark = mark
        self._style = look.sized(9, grey=0.35)
        self._radius = 2.7 * MM * min(look.scale, 1.5)

    def measure(self, width: float) -> float:
        del width
        return 2 * self._radius

    def paint(self, press: Press, x: float, top: float, width: float, height: float) -> None:
        middle, centre = x + width / 2, top - height / 2
        canvas = press.canvas
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        canvas.circle(middle, centre, self._radius, stroke=1, fill=0)
        lines = lay(self._mark, self._style, 1e9)
        draw_lines(
            canvas, lines, self._style, (x, centre + self._style.leading / 2), width, align=Align.CENTRE
        )


def question_grid(part: QuestionGrid, look: Look, width: float) -> list[Block]:
    """Questions as rows, one column of circled digits per answer; in large print one question after the
    other."""
    if look.scale > LARGE:
        asked = (Question(number, text, options=part.options) for number, text in part.questions)
        return [*caption(part.caption, look), *(QuestionBlock(question, look) for question in asked)]
    columns = len(part.options)
    each = min(20.0, 75.0 / max(columns, 1))
    heads = [TableColumn("No", mm=11, align=Align.CENTRE), TableColumn("Pertanyaan")]
    heads += [TableColumn(label, mm=each, align=Align.CENTRE) for _, label in part.options]
    style = GridStyle(look.sized(10), head_fill=look.head_fill, pad_y=1.2 * MM, middle=True)
    rows = [_grid_row(number, text, part, look) for number, text in part.questions]
    layout = grid_layout(heads, rows, style, look, width)
    grid = Grid(layout, rows, after=look.gap * 1.4)
    return [*caption(part.caption, look), grid]


def _grid_row(number: str, text: Words, part: QuestionGrid, look: Look) -> Row:
    cells: list[GridCell] = [number, text, *(Circled(mark, look) for mark, _ in part.options)]
    return Row(tuple(cells))
