"""The letterhead: logo, ministry, regional office (and unit), address, a double line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from berkas.paper._press.images import draw_logo, logo_size
from berkas.paper._press.look import KOP_TOP, MM, Style
from berkas.paper._press.text import draw_text, lay, shrink_to_fit
from berkas.paper.frame import Letterhead
from berkas.paper.parts import Align

if TYPE_CHECKING:
    from berkas.paper._press.press import Area, Press

_LOGO_HEIGHT = 22 * MM
_LOGO_ROOM = 25 * MM


def draw(press: Press, head: Letterhead, area: Area) -> float:
    """Draw the letterhead above the text area; returns where the text begins: two lines under the double
    line."""
    top = press.size[1] - KOP_TOP
    logo = logo_size(head.logo, _LOGO_ROOM, _LOGO_HEIGHT) if head.logo else None
    indent = _LOGO_ROOM + 2 * MM if logo else 0.0
    left, width = area.left + indent, area.width - indent
    y = top
    look = press.look
    for number, line in enumerate(head.lines):
        last = number == len(head.lines) - 1
        style = look.fine(13.5, bold=True) if last else look.fine(12)
        style = fitting(line, style, width)
        y -= draw_text(press.canvas, line, style, (left, y), width, align=Align.CENTRE)
    y -= 1 * MM
    contacts = ", ".join(head.contacts)
    for line in (head.address, contacts):
        if line:
            style = shrink_to_fit(line, look.fine(9), width, least=0.85)
            y -= draw_text(press.canvas, line, style, (left, y), width, align=Align.CENTRE)
    if head.logo and logo:
        logo_y = min(top - logo[1], (top + y) / 2 - logo[1] / 2)
        draw_logo(press.canvas, head.logo, (area.left + (_LOGO_ROOM - logo[0]) / 2, logo_y, *logo))
        y = min(y, logo_y)
    y -= 2 * MM
    right = area.left + area.width
    press.rule(area.left, y, right, y, width=2.0)
    press.rule(area.left, y - 2.2, right, y - 2.2, width=0.6)
    return min(y - 2.2 - 2 * look.body.leading, area.top)


def fitting(line: str, style: Style, width: float) -> Style:
    """A little smaller on one line, or at nearly full size on two."""
    smaller = shrink_to_fit(line, style, width, least=0.82)
    return smaller if len(lay(line, smaller, width)) == 1 else shrink_to_fit(line, style, width, 2, 0.7)
