"""The table of contents: one line per heading, dots, and a page number filled in when the file is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Mark, Whole
from berkas.paper._press.look import MM, Look, strong
from berkas.paper._press.text import TextLine, draw_lines, lay
from berkas.paper.parts import Align

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_NUMBER_ROOM = 14 * MM


class ContentsLine(Whole):
    """One heading with its page number at the right; a click leads there."""

    def __init__(self, mark: Mark, look: Look) -> None:
        self._mark = mark
        self._style = strong(look.body) if mark.level == 1 else look.body
        self._indent = (mark.level - 1) * 6 * MM
        self.before = look.gap * (0.9 if mark.level == 1 else 0.3)

    def measure(self, width: float) -> float:
        return len(self._lines(width)) * self._style.leading

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        lines = self._lines(width)
        style = self._style
        left = x + self._indent
        draw_lines(press.canvas, lines, style, (left, top), width, align=Align.LEFT)
        height = len(lines) * style.leading
        baseline = top - height + (style.leading - style.size) / 2 + style.size * 0.21
        start = left + lines[-1].width + 2 * MM
        end = x + width - _NUMBER_ROOM * 0.6
        canvas = press.canvas
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setDash(0, 3.2)
        if end > start:
            press.rule(start, baseline + 0.6, end, baseline + 0.6, width=0.9, grey=0.35)
        canvas.restoreState()
        press.heading_number(self._mark.index, x + width, baseline)
        press.link_to_heading(self._mark.index, (x, top - height, x + width, top))

    def _lines(self, width: float) -> list[TextLine]:
        return lay(self._mark.text, self._style, width - self._indent - _NUMBER_ROOM)
