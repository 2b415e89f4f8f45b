"""The title page of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from berkas.paper._press import kop
from berkas.paper._press.blocks import FullPage
from berkas.paper._press.images import draw_logo, logo_size
from berkas.paper._press.look import MM
from berkas.paper._press.text import draw_lines, draw_text, lay, shrink_to_fit
from berkas.paper.parts import Align
from berkas.paper.pictures import Cover

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_LOGO = 30 * MM


class CoverPage(FullPage):
    """Office at the top, title in the middle, details under it, place and year at the foot."""

    numbered = False

    def __init__(self, part: Cover) -> None:
        self._part = part

    def paint_page(self, press: Press) -> None:
        area = press.area()
        part, look, canvas = self._part, press.look, press.canvas
        left, width = area.left, area.width
        y = area.top
        size = logo_size(part.logo, _LOGO * 1.6, _LOGO) if part.logo else None
        if part.logo and size:
            draw_logo(canvas, part.logo, (left + (width - size[0]) / 2, y - size[1], *size))
            y -= size[1] + 5 * MM
        for number, line in enumerate(part.office):
            last = number == len(part.office) - 1
            style = kop.fitting(line, look.fine(14, bold=True) if last else look.fine(13), width)
            y -= draw_text(canvas, line, style, (left, y), width, align=Align.CENTRE)
        y = min(y - 12 * MM, area.bottom + (area.top - area.bottom) * 0.66)
        press.rule(left, y, left + width, y, width=2.0)
        y -= 9 * MM
        title = shrink_to_fit(part.title.upper(), look.fine(24, bold=True), width, lines=5, least=0.5)
        y -= draw_text(canvas, part.title.upper(), title, (left, y), width, align=Align.CENTRE)
        if part.subject:
            y -= 5 * MM
            subject = shrink_to_fit(part.subject, look.fine(16), width, lines=5, least=0.6)
            y -= draw_text(canvas, part.subject, subject, (left, y), width, align=Align.CENTRE)
        y -= 7 * MM
        press.rule(left, y, left + width, y, width=0.8)
        self._details(press, y - 12 * MM)
        self._foot(press)

    def _details(self, press: Press, top: float) -> None:
        area, look = press.area(), press.look
        style = look.fine(11)
        label = 45 * MM
        inset = 8 * MM
        y = top
        for name, value in self._part.details:
            draw_lines(press.canvas, lay(name, style, label), style, (area.left + inset, y), label)
            draw_lines(press.canvas, lay(":", style, label), style, (area.left + inset + label, y), label)
            beside = area.width - 2 * inset - label - 4 * MM
            height = draw_text(
                press.canvas, value or "–", style, (area.left + inset + label + 4 * MM, y), beside
            )
            y -= height + 1.2 * MM

    def _foot(self, press: Press) -> None:
        area, look, part = press.area(), press.look, self._part
        foot = look.fine(12, bold=True)
        note = look.fine(8.5)
        notice = lay(part.notice, note, area.width) if part.notice else []
        lines = [line for text in part.lines for line in lay(text.upper(), foot, area.width)]
        y = area.bottom + 4 * MM + len(notice) * note.leading + len(lines) * foot.leading + 4 * MM
        draw_lines(press.canvas, lines, foot, (area.left, y), area.width, align=Align.CENTRE)
        y -= len(lines) * foot.leading + 4 * MM
        draw_lines(press.canvas, notice, note, (area.left, y), area.width, align=Align.CENTRE)
