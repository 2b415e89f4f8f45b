"""Signature blocks: role, room for a wet signature and the stamp, name, rank, NIP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, TextBlock, Whole
from berkas.paper._press.look import ALL, MM, Look, strong
from berkas.paper._press.text import TextLine, draw_lines, lay, natural_width
from berkas.paper.parts import Align, Signatures, Signer
from berkas.paper.words import Run
from berkas.rules.identity import show_nip

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_GUTTER = 6 * MM
_UNSIGNED = "." * 40
_TOGETHER = 205 * MM


def signatures(part: Signatures, look: Look, width: float) -> list[Block]:
    """One block per row of signers; few rows stay on one page."""
    columns = max(1, min(part.columns, 3))
    blocks: list[Block] = []
    if part.intro:
        blocks.append(TextBlock(part.intro, look.body, after=look.gap, keep=ALL))
    signers = part.signers
    rows = [signers[start : start + columns] for start in range(0, len(signers), columns)]
    rows_of_blocks = [
        SignerRow(row, part, look, columns, first=number == 0, alone=len(signers) == 1)
        for number, row in enumerate(rows)
    ]
    if sum(row.height(width) + row.before for row in rows_of_blocks) < _TOGETHER:
        for row in rows_of_blocks[:-1]:
            row.keep = ALL
    blocks.extend(rows_of_blocks)
    return blocks


class SignerRow(Whole):
    """Signers side by side; names on one line across the row."""

    def __init__(
        self,
        signers: Sequence[Signer],
        part: Signatures,
        look: Look,
        columns: int,
        *,
        first: bool,
        alone: bool,
    ) -> None:
        self._signers = signers
        self._place_date = part.place_date if first else ""
        self._room = part.room * MM
        self._look = look
        self._columns = columns
        self._alone = alone
        self.before = 5 * MM if first else 6 * MM
        self.after = 4 * MM

    def measure(self, width: float) -> float:
        wide = self._width(width)
        date = len(self._date(width)) * self._look.body.leading
        roles = max(len(self._role(signer, wide)) for signer in self._signers)
        feet = max(len(self._foot(signer, wide)) for signer in self._signers)
        return date + (roles + feet) * self._look.body.leading + self._room

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        wide = self._width(width)
        style = self._look.body
        canvas = press.canvas
        date = self._date(width)
        y = top - len(date) * style.leading
        roles = max(len(self._role(signer, wide)) for signer in self._signers)
        for number, signer in enumerate(self._signers):
            left = x + self._left(number, width)
            if number == len(self._signers) - 1:
                self._paint_date(press, date, left, top, wide)
            draw_lines(canvas, self._role(signer, wide), style, (left, y), wide, align=Align.CENTRE)
            below = y - roles * style.leading - self._room
            draw_lines(canvas, self._foot(signer, wide), style, (left, below), wide, align=Align.CENTRE)

    def _width(self, width: float) -> float:
        columns = max(2, self._columns)
        return (width - (columns - 1) * _GUTTER) / columns

    def _left(self, number: int, width: float) -> float:
        wide = self._width(width)
        if self._alone:
            return width - wide
        count = len(self._signers)
        if count < self._columns or self._columns == 1:
            used = count * wide + (count - 1) * _GUTTER
            return (width - used) / 2 + number * (wide + _GUTTER)
        return number * (wide + _GUTTER)

    def _date(self, width: float) -> list[TextLine]:
        return lay(self._place_date, self._look.body, width * 0.6) if self._place_date else []

    def _paint_date(self, press: Press, date: list[TextLine], left: float, top: float, wide: float) -> None:
        """Place and date centred above the signer; wider than the column they end where it ends."""
        longest = max((line.width for line in date), default=0.0)
        if longest > wide:
            draw_lines(press.canvas, date, self._look.body, (left + wide - longest, top), longest)
        else:
            draw_lines(press.canvas, date, self._look.body, (left, top), wide, align=Align.CENTRE)

    def _role(self, signer: Signer, wide: float) -> list[TextLine]:
        return [line for text in signer.role for line in lay(text, self._look.body, wide)]

    def _foot(self, signer: Signer, wide: float) -> list[TextLine]:
        name: Run | str = (
            Run(signer.name, underline=True) if signer.name else _UNSIGNED[: int(wide / MM * 0.6)]
        )
        lines = lay((name,), strong(self._look.body) if signer.name else self._look.body, wide)
        if signer.rank:
            lines += lay(signer.rank, self._look.body, wide)
        if signer.nip:
            shown = show_nip(signer.nip)
            tight = natural_width(f"NIP {shown}", self._look.body) > wide
            lines += lay(f"NIP {shown.replace(' ', '') if tight else shown}", self._look.body, wide)
        return lines
