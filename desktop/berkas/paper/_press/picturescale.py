"""Answers as drawn pictures: faces from sad to glad, a tick and a cross; each with its digit and its words.

Drawn with lines, not taken from a font, so that every printer and photocopier gives them alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from berkas.paper._press.look import MM, Look, Style, strong
from berkas.paper._press.text import TextLine, draw_lines, lay
from berkas.paper.parts import Align
from berkas.paper.pictures import Face, Question, Sign

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_SPACE = 1.5 * MM
_PICTURE = 13 * MM
_LINE = 1.4
_Answer: TypeAlias = tuple[str, Face | Sign, list[TextLine]]
"""The digit, the picture and the words of one answer."""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """All answers of one question side by side: picture, box with the digit to be crossed, words.

    The words stand below the box, of two answers beside it.
    """

    part: Question
    style: Style
    digit: Style
    picture: float
    box: float

    def measure(self, width: float) -> float:
        """The height at this width."""
        words = max(len(lines) for lines in self._words(width)) * self.style.leading
        if self._is_beside:
            return max(self.picture, words) + 2 * _SPACE
        return self.picture + self.box + words + 4 * _SPACE

    def paint(self, press: Press, left: float, top: float, width: float) -> None:
        """Draw it downwards from `top`."""
        each = width / len(self.part.options)
        pictured = zip(self.part.options, self.part.pictures, self._words(width), strict=True)
        for place, ((mark, _label), picture, lines) in enumerate(pictured):
            if self._is_beside:
                self._paint_beside(press, left + place * each, top, (mark, picture, lines), each)
            else:
                self._paint_below(press, left + place * each, top, (mark, picture, lines), each)

    def _paint_beside(self, press: Press, x: float, top: float, answer: _Answer, each: float) -> None:
        mark, picture, lines = answer
        middle = top - _SPACE - self.picture / 2
        _draw(press, picture, x + self.picture / 2, middle, self.picture / 2)
        x += self.picture + 2 * _SPACE
        self._paint_box(press, x, middle + self.box / 2, mark)
        x += self.box + _SPACE
        at = (x, middle + len(lines) * self.style.leading / 2)
        draw_lines(press.canvas, lines, self.style, at, each)

    def _paint_below(self, press: Press, x: float, top: float, answer: _Answer, each: float) -> None:
        mark, picture, lines = answer
        middle, y = x + each / 2, top - _SPACE
        _draw(press, picture, middle, y - self.picture / 2, self.picture / 2)
        y -= self.picture + _SPACE
        self._paint_box(press, middle - self.box / 2, y, mark)
        y -= self.box + _SPACE * 0.5
        draw_lines(press.canvas, lines, self.style, (x + 1 * MM, y), each - 2 * MM, align=Align.CENTRE)

    def _paint_box(self, press: Press, x: float, top: float, mark: str) -> None:
        press.box(x, top - self.box, self.box, self.box, line=0.9)
        digit = lay(mark, self.digit, self.box)
        at = (x, top - (self.box - self.digit.leading) / 2)
        draw_lines(press.canvas, digit, self.digit, at, self.box, align=Align.CENTRE)

    @property
    def _is_beside(self) -> bool:
        """Two answers have room for their words beside the picture."""
        return len(self.part.options) <= 2

    def _words(self, width: float) -> list[list[TextLine]]:
        taken = self.picture + self.box + 4 * _SPACE if self._is_beside else 2 * MM
        inner = width / len(self.part.options) - taken
        return [lay(label, self.style, inner) for _mark, label in self.part.options]


def picture_row(part: Question, look: Look) -> PictureRow:
    """The row for one question at the size of the paper."""
    unit = min(look.scale, 1.5)
    return PictureRow(part, look.body, strong(look.sized(9.5)), _PICTURE * unit, 5.2 * MM * unit)


def _draw(press: Press, picture: Face | Sign, x: float, y: float, radius: float) -> None:
    canvas = press.canvas
    canvas.setStrokeGray(0)
    canvas.setFillGray(0)
    canvas.setLineWidth(_LINE)
    canvas.circle(x, y, radius, stroke=1, fill=0)
    canvas.setLineCap(1)
    if isinstance(picture, Face):
        _face(press, x, y, radius, picture.mood)
    else:
        _sign(press, x, y, radius, is_yes=picture.is_yes)
    canvas.setLineCap(0)


def _face(press: Press, x: float, y: float, radius: float, mood: float) -> None:
    """Two eyes, and a mouth whose corners stand as high as the mood."""
    canvas = press.canvas
    for side in (-1, 1):
        canvas.circle(x + side * radius * 0.36, y + radius * 0.28, radius * 0.12, stroke=0, fill=1)
    bend = (2 * min(1.0, max(0.0, mood)) - 1) * radius * 0.62
    wide, height = radius * 0.56, y - radius * 0.36 + bend * 0.4
    # A mouth is one curve: its ends go up and its middle goes down as the mood rises.
    canvas.bezier(
        x - wide, height, x - wide / 2, height - bend, x + wide / 2, height - bend, x + wide, height
    )


def _sign(press: Press, x: float, y: float, radius: float, *, is_yes: bool) -> None:
    canvas = press.canvas
    canvas.setLineWidth(_LINE * 1.8)
    if is_yes:
        points = ((-0.45, 0.0), (-0.12, -0.38), (0.48, 0.4))
        near = [(x + dx * radius, y + dy * radius) for dx, dy in points]
        canvas.lines([(*near[0], *near[1]), (*near[1], *near[2])])
        return
    reach = radius * 0.6 / math.sqrt(2)
    canvas.lines([(x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach)])
