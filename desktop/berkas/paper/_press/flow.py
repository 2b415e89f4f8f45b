"""Fills pages with blocks from top to bottom.

One pass. A block that must stay with the next one is moved on together with it; a block that does not fit
even on an empty page is loosened (a stack into its blocks) or made smaller, never lost and never run off
the paper.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from berkas.paper._press import kop
from berkas.paper._press.blocks import Block, FullPage, Piece, Turn
from berkas.paper._press.press import Area, Press

Flowing: TypeAlias = Block | Turn | FullPage
_SLACK = 0.01


class Flow:
    """The state of one paper being filled."""

    def __init__(self, press: Press, *, letterhead: bool) -> None:
        self._press = press
        self._landscape = press.frame.landscape
        self._letterhead = letterhead
        self._area: Area | None = None
        self._y = 0.0
        self._after = 0.0
        self._fresh = True

    def run(self, blocks: Iterable[Flowing]) -> None:
        """Place every block, then close the last page. A paper without blocks is one empty page."""
        queue = deque(blocks)
        while queue:
            block = queue.popleft()
            if isinstance(block, Turn):
                self._turn(block)
            elif isinstance(block, FullPage):
                self._full_page(block)
            else:
                self._place(block, queue)
        if self._area is not None or not self._press.page:
            self._open()
            self._close()

    # ------------------------------------------------------------------ pages

    def _open(self) -> Area:
        if self._area is None:
            area = self._press.begin_page(landscape=self._landscape)
            self._area = area
            self._y = area.top
            self._fresh, self._after = True, 0.0
            head = self._press.frame.letterhead
            if self._letterhead and head is not None:
                self._y = kop.draw(self._press, head, area)
            self._letterhead = False
        return self._area

    def _close(self) -> None:
        if self._area is not None:
            self._press.end_page()
            self._area = None

    def _turn(self, turn: Turn) -> None:
        if not (self._area is not None and self._fresh and turn.landscape in (None, self._landscape)):
            self._close()
        if turn.landscape is not None:
            self._landscape = turn.landscape
        self._letterhead = self._letterhead or turn.letterhead

    def _full_page(self, page: FullPage) -> None:
        self._close()
        turned = self._landscape if page.landscape is None else page.landscape
        self._press.begin_page(landscape=turned, numbered=page.numbered)
        page.paint_page(self._press)
        self._press.end_page()

    # ------------------------------------------------------------------ blocks

    def _place(self, block: Block, queue: deque[Flowing]) -> None:
        area = self._open()
        gap = 0.0 if self._fresh else max(self._after, block.before)
        room = self._y - area.bottom - gap
        piece = self._fitting(block, queue, area.width, room)
        if piece is None:
            if self._fresh:
                queue.extendleft(reversed(block.loosen(area.width, room)))
            else:
                queue.appendleft(block)
                self._close()
            return
        self._y -= gap
        piece.draw(self._press, area.left, self._y)
        self._y -= piece.height
        self._after = block.after
        self._fresh = False
        if piece.rest is not None:
            queue.appendleft(piece.rest)
            self._close()

    def _fitting(self, block: Block, queue: deque[Flowing], width: float, room: float) -> Piece | None:
        piece = block.take(width, room)
        if piece is None or not block.keep:
            return piece
        ends_here = piece.rest is None
        if ends_here and self._follow(block, queue, width) <= room - piece.height + _SLACK:
            return piece
        # What must stay with the next block goes to the next page, be it all of it.
        shorter = block.take(width, room, leave=block.keep)
        return piece if shorter is None and self._fresh else shorter

    def _follow(self, block: Block, queue: Sequence[Flowing], width: float) -> float:
        """Room that what is kept with `block` needs to begin."""
        room = 0.0
        after = block.after
        for follower in queue:
            if not isinstance(follower, Block):
                return room
            room += max(after, follower.before)
            if not follower.keep or follower.can_leave(width, follower.keep):
                return room + follower.least(width)
            room += follower.height(width)
            after = follower.after
        return room
