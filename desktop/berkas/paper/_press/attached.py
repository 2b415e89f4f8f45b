"""Pages of attached PDFs: a frame with our number and code is printed, the foreign page is laid into it
afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, Mark, Piece, Turn, Whole
from berkas.paper._press.look import MM
from berkas.paper._press.press import Opening
from berkas.paper._press.text import TextLine, draw_lines, lay, shrink_to_fit
from berkas.paper.attachments import page_shapes
from berkas.paper.parts import Attached

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_LEAST_SHARE = 0.82


def attached(
    part: Attached, mark: Mark | None, *, heights: tuple[float, float], landscape: bool
) -> Iterator[Block | Turn]:
    """One block per foreign page, the sheet turned as the page lies; `heights` of the text area upright and
    turned."""
    shapes = page_shapes(part.pdf)
    turned = landscape
    for number, shape in enumerate(shapes):
        wide = shape[0] > shape[1]
        if wide != turned:
            yield Turn(wide)
            turned = wide
        yield AttachedPage(part, number, shapes, mark if number == 0 else None, height=heights[wide])
    if turned != landscape:
        yield Turn(landscape)


class AttachedPage(Whole):
    """One foreign page in a thin frame under its name; a page of its own unless hardly more than a heading
    stands above."""

    def __init__(
        self,
        part: Attached,
        source: int,
        shapes: Sequence[tuple[float, float]],
        mark: Mark | None,
        *,
        height: float,
    ) -> None:
        self._part = part
        self._source = source
        self._name = (
            f"{part.title} (lembar {source + 1} dari {len(shapes)})" if len(shapes) > 1 else part.title
        )
        self._shape = shapes[source]
        self._mark = mark
        self._least = height * _LEAST_SHARE

    def measure(self, width: float) -> float:
        return self._least

    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        if leave or room < self._least:
            return None
        height = self._least if room > 5 * self._least else room
        return Piece(height, lambda press, x, top: self._paint(press, (x, top), width, height))

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        self._paint(press, (x, top), width, self._least)

    def _paint(self, press: Press, at: tuple[float, float], width: float, height: float) -> None:
        x, top = at
        bottom = top - height
        style = shrink_to_fit(self._name, press.look.fine(9, bold=True), width, lines=2, least=0.7)
        lines = lay(self._name, style, width)
        if self._mark is not None:
            press.mark(self._mark, top)
        draw_lines(press.canvas, lines, style, (x, top), width)
        y = top - len(lines) * style.leading
        small = press.look.fine(8)
        note: list[TextLine] = (
            lay(self._part.note, small, width) if self._part.note and self._source == 0 else []
        )
        draw_lines(press.canvas, note, small, (x, y), width)
        y -= len(note) * small.leading + 1.5 * MM
        share = min(width / self._shape[0], (y - bottom) / self._shape[1])
        wide, high = self._shape[0] * share, self._shape[1] * share
        left = x + (width - wide) / 2
        press.box(left, y - high, wide, high, line=0.4, grey=0.5)
        box = (left, y - high, left + wide, y)
        press.openings.append(Opening(press.page - 1, self._part.pdf, self._source, box))
