"""Tables in the flow: a head repeated on every page, rows laid only when their page comes, no row torn from
its number.

A register of twenty thousand rows costs one row of memory at a time: rows are measured, drawn and
forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, Piece
from berkas.paper._press.look import MM, Style, strong
from berkas.paper._press.rows import GridLayout, GridStyle, LaidRow, Row
from berkas.paper._press.text import breakable, natural_width
from berkas.paper.words import plain

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_SLACK = 0.01
_SAMPLE = 40
_COMPACT = 55 * MM
"""A table no taller than this is not torn: it goes to the next page whole."""
_NOTE = 1
"""Lines that must stay with a remark under a table."""


class Grid(Block):
    """The rows [start, stop) of a table; `first` is the row at `start` when it is already measured (or
    cut)."""

    def __init__(
        self,
        layout: GridLayout,
        rows: Sequence[Row],
        *,
        after: float = 0.0,
        start: int = 0,
        stop: int | None = None,
        first: LaidRow | None = None,
        keep: int = 0,
    ) -> None:
        self._layout = layout
        self._rows = rows
        self._start = start
        self._stop = len(rows) if stop is None else stop
        self._first = first
        self._begins: float | None = None
        self._compact = False
        self.after, self.keep = after, keep

    def take(self, width: float, room: float, leave: int = 0) -> Piece | None:
        if leave <= _NOTE and self._is_compact() and (leave or self._beginning() > room + _SLACK):
            return None
        stop = self._stop - self._left_behind(leave) if leave else self._stop
        used = self._layout.head_height
        laid: list[LaidRow] = []
        index = self._start
        overflow: LaidRow | None = None
        while index < stop:
            row = self._laid(index)
            if used + row.height > room + _SLACK:
                overflow = row
                break
            laid.append(row)
            used += row.height
            index += 1
        if index < self._stop:
            if self._stop - index == 1 and len(laid) > 2:
                # The last row does not go to the next page alone.
                used -= laid.pop().height
                index -= 1
                overflow = None
            while laid and laid[-1].row.span:
                used -= laid.pop().height
                index -= 1
                overflow = None
            if not laid or (not leave and used + _SLACK < self._beginning()):
                return None
        return self._piece(laid, used, None if index >= self._stop else self._from(index, overflow))

    def least(self, width: float) -> float:
        return self._beginning()

    def can_leave(self, width: float, leave: int) -> bool:
        if leave <= _NOTE and self._is_compact():
            return False
        return self._left_behind(leave) < self._stop - self._start

    def loosen(self, width: float, room: float) -> Sequence[Block]:
        """On an empty page the first row is taller than the page: cut it, repeating its number."""
        row = self._laid(self._start)
        lines = self._layout.lines_in(room)
        if lines < 3 or not self._layout.can_cut(row):
            return super().loosen(width, room)
        first, second = self._layout.cut(row, lines)
        head = Grid(self._layout, self._rows, start=self._start, stop=self._start + 1, first=first)
        return (head, self._from(self._start, second))

    def _is_compact(self) -> bool:
        """Whether the table is whole yet and small enough never to be torn."""
        self._beginning()
        return self._compact

    def _beginning(self) -> float:
        """Room to begin: all of a small table; of a taller one its first two rows, bands not counted."""
        if self._begins is None:
            height = two = self._layout.head_height
            rows = 0
            index = self._start
            while index < self._stop and height <= _COMPACT:
                row = self._laid(index)
                height += row.height
                rows += not row.row.span
                if not row.row.span and (rows == 1 or (rows == 2 and height <= _COMPACT)):
                    two = height
                index += 1
            self._compact = self._start == 0 and self._first is None and height <= _COMPACT
            self._begins = height if self._compact else two
        return self._begins

    def _left_behind(self, leave: int) -> int:
        """How many rows at the end hold at least `leave` lines."""
        lines = rows = 0
        for index in range(self._stop - 1, self._start - 1, -1):
            if lines >= leave:
                break
            lines += self._layout.lines_of(self._laid(index))
            rows += 1
        return rows

    def _from(self, index: int, first: LaidRow | None) -> Grid:
        return Grid(
            self._layout,
            self._rows,
            after=self.after,
            start=index,
            stop=self._stop,
            first=first,
            keep=self.keep,
        )

    def _laid(self, index: int) -> LaidRow:
        if self._first is not None and index == self._start:
            return self._first
        return self._layout.lay(self._rows[index])

    def _piece(self, laid: list[LaidRow], height: float, rest: Block | None) -> Piece:
        def draw(press: Press, x: float, top: float) -> None:
            self._layout.draw_head(press, x, top)
            y = top - self._layout.head_height
            for row in laid:
                self._layout.draw_row(press, x, y, row)
                y -= row.height
            self._layout.draw_rules(press, x, top, laid)

        return Piece(height, draw, rest)


def column_widths(
    available: float,
    columns: Sequence[tuple[float | None, float]],
    least: Sequence[float],
    scale: float = 1.0,
) -> list[float]:
    """Widths in points of columns given as (fixed mm or None, share of the rest).

    Fixed ones grow with large print. No column gets less than its `least` while others have more to give.
    """
    fixed = [
        0.0 if mm is None else max(mm * MM * min(scale, 1.5), need)
        for (mm, _), need in zip(columns, least, strict=True)
    ]
    shares = [share if mm is None else 0.0 for mm, share in columns]
    left = max(available - sum(fixed), 0.25 * available if any(shares) else 0.0)
    wanted = [
        max(left * share / sum(shares), need) if share else width
        for share, width, need in zip(shares, fixed, least, strict=True)
    ]
    return _squeezed(wanted, least, available)


def _squeezed(wanted: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """The widths brought to `available`: first what they have above their least is shortened, then
    everything."""
    total = sum(wanted)
    if total <= available:
        return [width * available / total for width in wanted]
    spare = sum(width - need for width, need in zip(wanted, least, strict=True) if width > need)
    over = total - available
    if spare >= over:
        cut = over / spare
        return [
            width - (width - need) * cut if width > need else width
            for width, need in zip(wanted, least, strict=True)
        ]
    return [width * available / total for width in wanted]


def longest_words(heads: Sequence[str], rows: Sequence[Row], style: GridStyle) -> list[float]:
    """For every column the width of its longest word, in the head and in the first rows, with padding."""
    strong_text = strong(style.text)
    widest = [_longest(head, strong_text) for head in heads]
    for index in range(min(len(rows), _SAMPLE)):
        row = rows[index]
        if row.span or row.across:
            continue
        for column, cell in enumerate(row.cells):
            if isinstance(cell, str | tuple):
                widest[column] = max(widest[column], _longest(plain(cell), style.text))
    return [width + 2 * style.pad_x + 0.5 for width in widest]


def _longest(text: str, style: Style) -> float:
    return max((natural_width(word, style) for word in breakable(text)), default=0.0)
