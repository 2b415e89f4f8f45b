"""Charts that survive a grey printer: bars from zero and lines told apart by dashes and marks, labelled
directly."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from berkas.paper._press.blocks import Block, TextBlock, Whole
from berkas.paper._press.look import ALL, MM, Look
from berkas.paper._press.tables import caption, note
from berkas.paper._press.text import TextLine, draw_lines, lay, natural_width
from berkas.paper.parts import Align
from berkas.paper.pictures import BarChart, LineChart, Series
from berkas.rules.numbers import show_decimal, show_integer

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_ALL_FIGURES = 2
"""Of so many lines every figure has room beside its point."""
_DASHES: tuple[list[float], ...] = ([], [5, 2.5], [1.2, 2], [7, 2, 1.2, 2])


def bar_chart(part: BarChart, look: Look) -> list[Block]:
    """Title, one block per bar (so that a long chart goes on over pages), note."""
    blocks = _titled(part.title, part.unit, look)
    values = [bar.value for bar in part.bars if bar.value is not None]
    if not values:
        return [*blocks, TextBlock(part.empty, look.body, after=look.gap)]
    most = max(part.maximum or 0.0, *values, 0.0)
    bars: list[Block] = [
        BarLine(bar.label, bar.value, bar.text or _bar_text(bar.value), most or 1.0, look)
        for bar in part.bars
    ]
    bars[0].before = 0.0
    if len(bars) <= 12:
        for bar in bars[:-1]:
            bar.keep = ALL
    bars[-1].after = look.gap * 1.4
    return [*blocks, *bars, *note(part.note, look, bars[-1])]


def _titled(title: str, unit: str, look: Look) -> list[Block]:
    return caption(f"{title} ({unit})" if unit and title else title or unit, look)


def _bar_text(value: float | None) -> str:
    if value is None:
        return "belum ada"
    return show_integer(int(value)) if float(value).is_integer() else show_decimal(value)


class BarLine(Whole):
    """One bar: its name at the left, the bar, its figure at the end of the bar."""

    def __init__(self, label: str, value: float | None, text: str, most: float, look: Look) -> None:
        self._label = label
        self._value = value
        self._text = text
        self._most = most
        self._style = look.small

    def measure(self, width: float) -> float:
        lines = len(lay(self._label, self._style, width * 0.32))
        return max(lines * self._style.leading, self._style.leading * 1.1) + 1.4 * MM

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        style = self._style
        height = self.measure(width)
        names = width * 0.32
        lines = lay(self._label, style, names)
        offset = (height - len(lines) * style.leading) / 2
        draw_lines(press.canvas, lines, style, (x, top - offset), names, align=Align.RIGHT)
        axis = x + names + 2.5 * MM
        room = width - names - 2.5 * MM - natural_width(self._text, style) - 2 * MM
        long = room * max(0.0, self._value or 0.0) / self._most
        thick = style.leading * 0.78
        middle = top - height / 2
        grey = 0.55 if press.look.toner else 0.4
        press.fill(axis, middle - thick / 2, long, thick, grey)
        press.rule(axis, top, axis, top - height, width=0.7)
        text_top = middle + style.leading / 2
        draw_lines(
            press.canvas, lay(self._text, style, width), style, (axis + long + 1.5 * MM, text_top), width
        )


def line_chart(part: LineChart, look: Look) -> list[Block]:
    """Title, the drawing, note."""
    blocks = _titled(part.title, part.unit, look)
    known = [value for series in part.series for value in series.values if value is not None]
    if not known or not part.labels:
        return [*blocks, TextBlock(part.empty, look.body, after=look.gap)]
    drawing = LineDrawing(part, known, look)
    return [*blocks, drawing, *note(part.note, look, drawing)]


class LineDrawing(Whole):
    """Lines over labels, named at their ends; of one or two lines every figure is told, of more the last."""

    def __init__(self, part: LineChart, known: Sequence[float], look: Look) -> None:
        self._part = part
        self._look = look
        self._style = look.small
        self._low = min(part.minimum, *known)
        most = max(known)
        asked = part.maximum is not None and part.maximum >= most
        self._high = part.maximum if asked and part.maximum is not None else nice_top(most, self._low)
        self.after = look.gap * 1.4

    @property
    def _tells_all(self) -> bool:
        drawn = sum(any(value is not None for value in series.values) for series in self._part.series)
        return drawn <= _ALL_FIGURES

    def measure(self, width: float) -> float:
        return min(70 * MM * min(self._look.scale, 1.3), width * 0.55)

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        style = self._style
        names = max((natural_width(self._named(series), style) for series in self._part.series), default=0.0)
        names = min(names, width * 0.3) + 3 * MM
        scale_room = max(natural_width(self._figure(value), style) for value in self._grid()) + 2 * MM
        left, right = x + scale_room, x + width - names
        labels = self._labels(left, right)
        deep = max((len(lines) for _number, lines in labels), default=1)
        bottom = top - self.measure(width) + deep * style.leading + 1 * MM
        high = top - style.leading * 0.6
        for value in self._grid():
            y = self._y(value, bottom, high)
            zero = value == self._low
            press.rule(left, y, right, y, width=0.8 if zero else 0.3, grey=0.0 if zero else 0.65)
            figure = lay(self._figure(value), style, scale_room)
            draw_lines(
                press.canvas,
                figure,
                style,
                (x, y + style.leading / 2),
                scale_room - 2 * MM,
                align=Align.RIGHT,
            )
        self._draw_labels(press, labels, (left, right, bottom))
        ends: list[tuple[float, Series]] = []
        for number, series in enumerate(self._part.series):
            end = self._draw_series(press, series, number, (left, right, bottom, high))
            if end is not None:
                ends.append((end, series))
        if self._tells_all:
            self._draw_figures(press, (left, right, bottom, high))
        self._draw_names(press, ends, right + 3 * MM, names - 3 * MM)

    def _grid(self) -> list[float]:
        return [self._low + (self._high - self._low) * step / 4 for step in range(5)]

    def _figure(self, value: float) -> str:
        places = self._part.decimals
        if places == 0 and not float(value).is_integer():
            places = 1
        return show_decimal(value, places=places)

    def _named(self, series: Series) -> str:
        last = next((value for value in reversed(series.values) if value is not None), None)
        if last is None or self._tells_all:
            return series.name
        return f"{series.name} {show_decimal(last, places=self._part.decimals)}"

    def _y(self, value: float, bottom: float, high: float) -> float:
        return bottom + (high - bottom) * (value - self._low) / ((self._high - self._low) or 1.0)

    def _x(self, number: int, left: float, right: float) -> float:
        count = len(self._part.labels)
        pad = (right - left) / count / 2
        return left + pad + (right - left - 2 * pad) * number / max(count - 1, 1)

    def _labels(self, left: float, right: float) -> list[tuple[int, list[TextLine]]]:
        """The labels that are written, in lines as wide as their place; wide words leave some out."""
        style = self._style
        words = [word for label in self._part.labels for word in label.split()]
        widest = max((natural_width(word, style) for word in words), default=0.0) + 2 * MM
        slot = (right - left) / len(self._part.labels)
        every = max(1, math.ceil(widest / slot))
        return [
            (number, lay(self._part.labels[number], style, max(slot * every - 2 * MM, widest - 2 * MM)))
            for number in range(0, len(self._part.labels), every)
        ]

    def _draw_labels(
        self, press: Press, labels: list[tuple[int, list[TextLine]]], box: tuple[float, float, float]
    ) -> None:
        left, right, bottom = box
        slot = right - left
        for number, lines in labels:
            at = self._x(number, left, right)
            press.rule(at, bottom, at, bottom - 1.2 * MM, width=0.5)
            start = (at - slot, bottom - 1 * MM)
            draw_lines(press.canvas, lines, self._style, start, 2 * slot, align=Align.CENTRE)

    def _draw_figures(self, press: Press, box: tuple[float, float, float, float]) -> None:
        """The figure of every point: above it, or below for the lower of two."""
        left, right, bottom, high = box
        style = self._style
        for position in range(len(self._part.labels)):
            at = self._x(position, left, right)
            here = [one.values[position] for one in self._part.series if position < len(one.values)]
            told = sorted((value for value in here if value is not None), reverse=True)
            for place, value in enumerate(dict.fromkeys(told)):
                y = self._y(value, bottom, high)
                start = y + style.leading + 0.6 * MM if place == 0 else y - 0.8 * MM
                lines = lay(show_decimal(value, places=self._part.decimals), style, 40 * MM)
                draw_lines(press.canvas, lines, style, (at - 20 * MM, start), 40 * MM, align=Align.CENTRE)

    def _draw_series(
        self, press: Press, series: Series, number: int, box: tuple[float, float, float, float]
    ) -> float | None:
        left, right, bottom, high = box
        points = [
            (self._x(position, left, right), self._y(value, bottom, high)) if value is not None else None
            for position, value in enumerate(series.values[: len(self._part.labels)])
        ]
        canvas = press.canvas
        canvas.saveState()
        canvas.setStrokeGray(0.0)
        canvas.setLineWidth(1.4)
        canvas.setDash(_DASHES[number % len(_DASHES)])
        for here, after in pairwise(points):
            if here and after:
                canvas.line(*here, *after)
        canvas.setDash()
        for point in points:
            if point:
                _point(canvas, *point, number)
        canvas.restoreState()
        drawn = [point for point in points if point]
        return drawn[-1][1] if drawn else None

    def _draw_names(self, press: Press, ends: list[tuple[float, Series]], x: float, width: float) -> None:
        style = self._style
        above = math.inf
        for y, series in sorted(ends, key=lambda end: -end[0]):
            lines = lay(self._named(series), style, width)
            place = min(y + style.leading / 2, above)
            draw_lines(press.canvas, lines, style, (x, place), width)
            above = place - len(lines) * style.leading


def _point(canvas: Canvas, x: float, y: float, number: int) -> None:
    """A mark of one of four shapes."""
    size = 2.2
    canvas.setLineWidth(0.9)
    canvas.setFillGray(0.0 if number % 2 == 0 else 1.0)
    if number % 4 in {0, 1}:
        canvas.circle(x, y, size, stroke=1, fill=1)
    else:
        canvas.rect(x - size, y - size, 2 * size, 2 * size, stroke=1, fill=1)


def nice_top(value: float, low: float) -> float:
    """The end of an axis whose quarter steps are round numbers."""
    span = max(value - low, 1e-9)
    power = 10 ** math.floor(math.log10(span / 4))
    for factor in (1, 2, 2.5, 5, 10):
        if factor * power * 4 >= span - 1e-9:
            return low + factor * power * 4
    return low + 40 * power
