"""What the flow moves about: blocks that can be measured, cut at the end of a page, and drawn.

A block answers one question, `take`: given this width and this much room, what goes here and what is left?
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from berkas.paper._press.look import ALL, MM, Style
from berkas.paper._press.text import TextLine, can_justify, draw_lines, lay
from berkas.paper.parts import Align
from berkas.paper.words import Words

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

INFINITE = 1e9
_LONG_LINE = 33
"""Ems of text on a line from which on it is justified: not in lists deep inside, not in large print."""
_SLACK = 0.01


@dataclass(slots=True)
class Piece:
    """What a block puts on this page: its height, how to draw it from (x, top), and the rest for the next
    page."""

    height: float
    draw: Callable[[Press, float, float], None]
    rest: Block | None = None


class Block(ABC):
    """Something that stands in the flow.

    `before` and `after` are the white spaces around it (the larger of two neighbours counts; none at the
    top of a page). `keep` is how many of its last lines must stay with the next block: 0 none, ALL the
    whole block.
    """

    before: float = 0.0
    after: float = 0.0
    keep: int = 0

    @abstractmethod
    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        """What fits into `room`, leaving at least `leave` lines for the next page; None when nothing does."""

    def height(self, width: float) -> float:
        """Height of the whole block."""
        piece = self.take(width, INFINITE)
        return piece.height if piece else 0.0

    def least(self, width: float) -> float:
        """Room the block needs to begin."""
        return self.height(width)

    def can_leave(self, width: float, leave: int) -> bool:
        """Whether the block can be cut so that its last `leave` lines go to the next page."""
        return self.take(width, INFINITE, leave) is not None

    def loosen(self, width: float, room: float) -> Sequence[Block]:
        """What to place instead when the block does not fit on an empty page: itself, made smaller."""
        return (Shrunk(self, width, room),)


class Whole(Block):
    """A block that is never cut."""

    @abstractmethod
    def measure(self, width: float) -> float:
        """Height at this width."""

    @abstractmethod
    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        """Draw downwards from `top`."""

    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        height = self.measure(width)
        if leave or height > room + _SLACK:
            return None
        return Piece(height, lambda press, x, top: self.paint(press, x, top, width))


class Shrunk(Whole):
    """A block scaled down to the room of a page: ugly, but nothing is lost."""

    def __init__(self, block: Block, width: float, room: float) -> None:
        self._block = block
        self._share = min(1.0, room / max(block.height(width), 1.0))
        self.after = block.after

    def measure(self, width: float) -> float:
        return self._block.height(width) * self._share - 2 * _SLACK

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        piece = self._block.take(width, INFINITE)
        if piece is None:
            return
        canvas = press.canvas
        canvas.saveState()
        canvas.translate(x, top)
        canvas.scale(self._share, self._share)
        piece.draw(press, 0.0, 0.0)
        canvas.restoreState()


class Space(Whole):
    """White space; nothing at the top of a page."""

    def __init__(self, height: float) -> None:
        self._height = height

    def measure(self, width: float) -> float:
        del width
        return self._height

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        """Nothing to draw."""


class Ruled(Whole):
    """A thin line across the page."""

    def __init__(self, gap: float) -> None:
        self.before = self.after = gap

    def measure(self, width: float) -> float:
        del width
        return 0.6

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        press.rule(x, top, x + width, top, width=0.6)


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's place in bookmarks and contents: its index among all listed headings."""

    index: int
    text: str
    level: int


class TextBlock(Block):
    """A paragraph, a heading, an item of a list.

    `indent` is the space at the left of all lines; `marker` stands in it, at `marker_at` from the left edge.
    Two lines at least stay together at both ends of a page.
    """

    def __init__(
        self,
        words: Words,
        style: Style,
        *,
        align: Align = Align.AUTO,
        before: float = 0.0,
        after: float = 0.0,
        keep: int = 0,
        indent: float = 0.0,
        first_indent: float = 0.0,
        marker: str = "",
        marker_at: float = 0.0,
        mark: Mark | None = None,
    ) -> None:
        self.words = words
        self.style = style
        self.before, self.after, self.keep = before, after, keep
        self._align = align
        self._indent = indent
        self._first_indent = first_indent
        self._marker = marker
        self._marker_at = marker_at
        self._mark = mark
        self._lines: list[TextLine] | None = None
        self._laid_for = -1.0
        self._justified = False

    def lines(self, width: float) -> list[TextLine]:
        """The block's lines at this width."""
        if self._lines is None or (self._laid_for >= 0 and self._laid_for != width):
            room = max(width - self._indent, 10.0)
            self._lines = lay(self.words, self.style, room, first_indent=self._first_indent)
            self._laid_for = width
            is_long = room > max(105 * MM, _LONG_LINE * self.style.size)
            is_body = self._align is Align.AUTO and is_long
            self._justified = is_body and can_justify(self._lines, self.style, room - self._first_indent)
        return self._lines

    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        lines = self.lines(width)
        leading = self.style.leading
        fitting = int((room + _SLACK) / leading)
        if leave == 0 and fitting >= len(lines):
            return self._piece(lines, width, None)
        count = min(fitting, len(lines) - max(leave, 2))
        if count < 2:
            return None
        rest = TextBlock(
            "",
            self.style,
            align=self._align,
            after=self.after,
            keep=self.keep,
            indent=self._indent,
        )
        rest._lines, rest._justified = lines[count:], self._justified
        return self._piece(lines[:count], width, rest)

    def least(self, width: float) -> float:
        lines = self.lines(width)
        return (len(lines) if len(lines) <= 3 else 2) * self.style.leading

    def _piece(self, lines: list[TextLine], width: float, rest: Block | None) -> Piece:
        def draw(press: Press, x: float, top: float) -> None:
            if self._mark is not None:
                press.mark(self._mark, top)
            if self._marker:
                marker = lay(self._marker, self.style, INFINITE)
                draw_lines(press.canvas, marker, self.style, (x + self._marker_at, top), width)
            draw_lines(
                press.canvas,
                lines,
                self.style,
                (x + self._indent, top),
                width - self._indent,
                align=self._align,
                justify=self._justified,
                first_indent=self._first_indent,
            )

        return Piece(len(lines) * self.style.leading, draw, rest)


class Stack(Block):
    """Blocks that stay together. Cut only when they are taller than a page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = tuple(blocks)
        if self._blocks:
            self.before = self._blocks[0].before
            self.after = self._blocks[-1].after
            self.keep = ALL if self._blocks[-1].keep else 0

    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        if leave:
            return None
        placed: list[tuple[float, Piece]] = []
        used = 0.0
        after = 0.0
        for number, block in enumerate(self._blocks):
            gap = max(after, block.before) if number else 0.0
            piece = block.take(width, room - used - gap)
            if piece is None or piece.rest is not None:
                return None
            placed.append((used + gap, piece))
            used += gap + piece.height
            after = block.after

        def draw(press: Press, x: float, top: float) -> None:
            for offset, piece in placed:
                piece.draw(press, x, top - offset)

        return Piece(used, draw)

    def loosen(self, width: float, room: float) -> Sequence[Block]:
        return self._blocks


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page from here on, turned or not, with the letterhead or without."""

    landscape: bool | None = None
    letterhead: bool = False


class FullPage(ABC):
    """A page that draws itself in the whole sheet: a cover, a poster, a page of an attached PDF."""

    numbered: bool = True
    landscape: bool | None = None

    @abstractmethod
    def paint_page(self, press: Press) -> None:
        """Draw on the open page."""
