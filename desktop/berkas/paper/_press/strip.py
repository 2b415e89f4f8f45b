"""The days of a deadline as a calendar: which count, which do not and why, when it falls due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import Block, Stack, TextBlock, Whole
from berkas.paper._press.look import ALL, MM, Look, Style, strong
from berkas.paper._press.tables import caption, note
from berkas.paper._press.text import draw_lines, lay
from berkas.paper.parts import Align
from berkas.paper.pictures import DayStrip, StripDay
from berkas.rules.dates import show_short

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_WHOLE_WEEKS = 6
"""A strip of so many weeks stays on one page."""
EMPTY = "Belum ada hari yang dihitung."


def day_strip(part: DayStrip, look: Look) -> list[Block]:
    """Caption, weekday heads, one block per week."""
    blocks = caption(part.caption, look)
    if not part.days:
        return [*blocks, TextBlock(EMPTY, look.body, after=look.gap)]
    weeks = by_weeks(part.days)
    heads = WeekHeads(look)
    rows: list[Block] = [Week(week, look) for week in weeks]
    rows[-1].after = look.gap * 1.4
    if len(weeks) > _WHOLE_WEEKS:
        return [*blocks, heads, *rows, *note(part.note, look, rows[-1])]
    whole = Stack([heads, *rows])
    return [*blocks, whole, *note(part.note, look, whole)]


def by_weeks(days: Sequence[StripDay]) -> list[list[StripDay | None]]:
    """The days in rows of seven, Monday first; None where the strip has no day."""
    known = {day.day: day for day in days}
    first = min(known) - timedelta(days=min(known).weekday())
    count = (max(known) - first).days // 7 + 1
    return [
        [known.get(first + timedelta(days=7 * week + weekday)) for weekday in range(7)]
        for week in range(count)
    ]


class WeekHeads(Whole):
    """The names of the weekdays; stay with the first week."""

    def __init__(self, look: Look) -> None:
        self._style = strong(look.sized(8.5))
        self.keep = ALL

    def measure(self, width: float) -> float:
        del width
        return self._style.leading + 1.6 * MM

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        height = self.measure(width)
        press.fill(x, top - height, width, height, press.look.head_fill)
        for number, name in enumerate(WEEKDAYS):
            left = x + number * width / 7
            press.box(left, top - height, width / 7, height, line=0.5, grey=0.35)
            lines = lay(name, self._style, width / 7)
            draw_lines(
                press.canvas, lines, self._style, (left, top - 0.8 * MM), width / 7, align=Align.CENTRE
            )


class Week(Whole):
    """Seven days: date at the top, the number of the counted day large, the reason small."""

    def __init__(self, days: Sequence[StripDay | None], look: Look) -> None:
        self._days = days
        self._date = look.sized(7.5)
        self._number = look.sized(13, bold=True)
        self._why = look.sized(7)

    def measure(self, width: float) -> float:
        inner = width / 7 - 2 * MM
        tallest = 0.0
        for day in self._days:
            if day is None:
                continue
            height = self._date.leading + sum(
                len(lay(text, style, inner)) * style.leading for text, style in self._texts(day)
            )
            tallest = max(tallest, height)
        return tallest + 2 * MM

    def paint(self, press: Press, x: float, top: float, width: float) -> None:
        height = self.measure(width)
        wide = width / 7
        for number, day in enumerate(self._days):
            left = x + number * wide
            if day is None:
                continue
            if day.number is None and not day.mark:
                press.fill(left, top - height, wide, height, 0.92)
            press.box(left, top - height, wide, height, line=0.5, grey=0.35)
            if day.mark:
                press.box(left + 1, top - height + 1, wide - 2, height - 2, line=1.6)
            y = top - 1 * MM
            inner = wide - 2 * MM
            date = lay(show_short(day.day), self._date, wide)
            draw_lines(press.canvas, date, self._date, (left + 1 * MM, y), inner)
            y -= self._date.leading
            for text, style in self._texts(day):
                lines = lay(text, style, inner)
                draw_lines(press.canvas, lines, style, (left + 1 * MM, y), inner, align=Align.CENTRE)
                y -= len(lines) * style.leading

    def _texts(self, day: StripDay) -> list[tuple[str, Style]]:
        texts: list[tuple[str, Style]] = []
        if day.number is not None:
            texts.append((str(day.number), self._number))
        if day.mark:
            texts.append((day.mark, strong(self._why)))
        if day.why:
            texts.append((day.why, self._why))
        return texts
