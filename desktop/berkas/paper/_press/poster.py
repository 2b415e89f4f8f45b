"""Posters: one page in large type, seen from three steps away. Everything grows or shrinks together until
it fills the page."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from berkas.paper._press.blocks import FullPage
from berkas.paper._press.fonts import ASCENT, DESCENT, face
from berkas.paper._press.furniture import draw_qr
from berkas.paper._press.icons import draw_icon
from berkas.paper._press.images import draw_logo, logo_size
from berkas.paper._press.look import MM, Style
from berkas.paper._press.text import draw_text, lay, shrink_to_fit
from berkas.paper.parts import Align
from berkas.paper.pictures import Poster

if TYPE_CHECKING:
    from berkas.paper._press.press import Press

_MARGIN = 15 * MM
_FOOT = 25 * MM
_GROWN, _SHRUNK, _STEP = 1.6, 0.3, 0.04
_LARGE = 2.4
_ICON, _CONTACT_ICON = 11, 6
"""Sides of the icons beside a step and before a contact, in mm."""


class PosterPage(FullPage):
    """Office, title on black, steps with large numbers, figures in boxes, contacts, QR, note."""

    numbered = False

    def __init__(self, part: Poster) -> None:
        self._part = part
        self._unit = 1.0
        self._width = 0.0
        self._left = 0.0

    def paint_page(self, press: Press) -> None:
        wide, high = press.size
        margin = _MARGIN * wide / (210 * MM)
        self._left, self._width = margin, wide - 2 * margin
        page = min(wide / (210 * MM), high / (297 * MM))
        room = high - margin - _FOOT
        factor = _LARGE if self._part.is_large else _GROWN
        while factor > _SHRUNK:
            self._unit = page * factor
            heights = self._heights()
            if sum(heights) + self._mm(5) * (sum(map(bool, heights)) - 1) <= room:
                break
            factor -= _STEP
        heights = self._heights()
        drawn = [height for height in heights if height]
        gap = min((room - sum(heights)) / max(len(drawn) - 1, 1), 14 * MM * page)
        y = high - margin
        for height, paint in zip(heights, self._painters(), strict=True):
            if height:
                paint(press, y)
                y -= height + gap

    def _painters(self):  # noqa: ANN202
        return (self._office, self._title, self._steps, self._figures, self._contacts, self._note)

    def _heights(self) -> list[float]:
        return [
            self._office_height(),
            self._title_height(),
            sum(self._step_heights()),
            self._figures_height(),
            self._contacts_height(),
            self._note_height(),
        ]

    def _style(self, points: float, *, bold: bool = False) -> Style:
        size = points * self._unit
        return Style(size, size * 1.22, bold)

    def _mm(self, length: float) -> float:
        return length * MM * self._unit

    # ------------------------------------------------------------------ office and title

    def _office_height(self) -> float:
        style = self._style(11, bold=True)
        logo = self._mm(18) if self._part.logo and logo_size(self._part.logo, 1, 1) else 0.0
        beside = self._width - (self._mm(24) if logo else 0.0)
        lines = sum(len(lay(line, style, beside)) for line in self._part.office)
        return max(lines * style.leading, logo) + (self._mm(2) if lines or logo else 0.0)

    def _office(self, press: Press, top: float) -> None:
        part, style = self._part, self._style(11, bold=True)
        size = logo_size(part.logo, self._mm(22), self._mm(18)) if part.logo else None
        indent = 0.0
        if part.logo and size:
            draw_logo(press.canvas, part.logo, (self._left, top - size[1], *size))
            indent = self._mm(24)
        y = top
        for line in part.office:
            y -= draw_text(press.canvas, line, style, (self._left + indent, y), self._width - indent)

    def _title_height(self) -> float:
        inner = self._width - self._mm(12)
        height = len(lay(self._part.title, self._style(30, bold=True), inner)) * self._style(30).leading
        if self._part.subtitle:
            lines = len(lay(self._part.subtitle, self._style(15), inner))
            height += lines * self._style(15).leading + self._mm(1.5)
        return height + self._mm(10)

    def _title(self, press: Press, top: float) -> None:
        height = self._title_height()
        toner = press.look.toner
        if toner:
            press.box(self._left, top - height, self._width, height, line=2.5)
        else:
            press.fill(self._left, top - height, self._width, height, 0.0)
        grey = 0.0 if toner else 1.0
        inner, left = self._width - self._mm(12), self._left + self._mm(6)
        big, small = self._style(30, bold=True), self._style(15)
        y = top - self._mm(5)
        y -= draw_text(
            press.canvas,
            self._part.title,
            Style(big.size, big.leading, bold=True, grey=grey),
            (left, y),
            inner,
        )
        if self._part.subtitle:
            draw_text(
                press.canvas,
                self._part.subtitle,
                Style(small.size, small.leading, grey=grey),
                (left, y - self._mm(1.5)),
                inner,
            )

    # ------------------------------------------------------------------ steps

    def _step_width(self) -> float:
        icons = self._mm(_ICON + 4) if any(step.icon for step in self._part.steps) else 0.0
        return self._width - self._step_indent() - icons

    def _step_indent(self) -> float:
        """Room for the numbers, when there are any."""
        return self._mm(19) if self._part.first_step else 0.0

    def _step_heights(self) -> list[float]:
        inner = self._step_width()
        heights: list[float] = []
        for step in self._part.steps:
            height = len(lay(step.title, self._style(17, bold=True), inner)) * self._style(17).leading
            if step.text:
                height += len(lay(step.text, self._style(13), inner)) * self._style(13).leading
            heights.append(max(height, self._mm(15)) + self._mm(3.5))
        return heights

    def _steps(self, press: Press, top: float) -> None:
        inner, left = self._step_width(), self._left + self._step_indent()
        right = self._left + self._width - self._mm(_ICON)
        y = top
        for number, (step, height) in enumerate(
            zip(self._part.steps, self._step_heights(), strict=True), start=1
        ):
            if self._part.first_step:
                self._number(press, number + self._part.first_step - 1, y)
            draw_icon(press, step.icon, right, y - self._mm(1.5), self._mm(_ICON))
            at = y - draw_text(press.canvas, step.title, self._style(17, bold=True), (left, y), inner)
            if step.text:
                draw_text(press.canvas, step.text, self._style(13), (left, at), inner)
            y -= height

    def _number(self, press: Press, number: int, top: float) -> None:
        radius = self._mm(6.5)
        middle = top - radius - self._mm(0.5)
        canvas = press.canvas
        canvas.setStrokeGray(0)
        canvas.setLineWidth(self._mm(0.8))
        canvas.circle(self._left + radius + self._mm(1), middle, radius, stroke=1, fill=0)
        size = 19 * self._unit
        canvas.setFillGray(0)
        canvas.setFont(face(bold=True), size)
        down = (ASCENT - DESCENT) * size / 2 * 0.98
        canvas.drawCentredString(self._left + radius + self._mm(1), middle - down, str(number))

    # ------------------------------------------------------------------ figures

    def _figure_width(self) -> float:
        across = min(max(len(self._part.figures), 1), 3)
        return (self._width - (across - 1) * self._mm(4)) / across - self._mm(6)

    def _figure_style(self) -> Style:
        """One size for all figures, in which each stays on one line."""
        wide, style = self._figure_width(), self._style(22, bold=True)
        sizes = (shrink_to_fit(large, style, wide, least=0.6) for large, _ in self._part.figures)
        return min(sizes, key=lambda fitted: fitted.size)

    def _figure_height(self) -> float:
        wide, style, small = self._figure_width(), self._figure_style(), self._style(11.5)
        heights = (
            len(lay(large, style, wide)) * style.leading + len(lay(below, small, wide)) * small.leading
            for large, below in self._part.figures
        )
        return max(heights) + self._mm(6)

    def _figures_height(self) -> float:
        if not self._part.figures:
            return 0.0
        rows = -(-len(self._part.figures) // 3)
        return rows * self._figure_height() + (rows - 1) * self._mm(4)

    def _figures(self, press: Press, top: float) -> None:
        wide, height, style = self._figure_width(), self._figure_height(), self._figure_style()
        for number, (large, small) in enumerate(self._part.figures):
            row, column = divmod(number, 3)
            x = self._left + column * (wide + self._mm(10))
            y = top - row * (height + self._mm(4))
            press.box(x, y - height, wide + self._mm(6), height, line=self._mm(0.6))
            at, inner = y - self._mm(3), x + self._mm(3)
            at -= draw_text(press.canvas, large, style, (inner, at), wide, align=Align.CENTRE)
            draw_text(press.canvas, small, self._style(11.5), (inner, at), wide, align=Align.CENTRE)

    # ------------------------------------------------------------------ contacts, QR, note

    @property
    def _qr_side(self) -> float:
        return self._mm(38) if self._part.qr_text else 0.0

    def _contacts_height(self) -> float:
        part = self._part
        beside = self._contacts_width()
        lines = sum(
            len(lay(value, self._style(14, bold=True), beside - self._indent)) * self._style(14).leading
            + self._mm(1.2)
            for _, value in part.contacts
        )
        label = (
            len(lay(part.qr_label, self._style(9), self._qr_side)) * self._style(9).leading
            if part.qr_label
            else 0.0
        )
        qr = self._qr_side + label + self._mm(2) if part.qr_text else 0.0
        return max(lines + (self._mm(6) if lines else 0.0), qr)

    def _contacts_width(self) -> float:
        return self._width - (self._qr_side + self._mm(6) if self._part.qr_text else 0.0)

    @property
    def _indent(self) -> float:
        """Where the values of the contacts begin: after the icons and the labels."""
        return self._mm(36 + (_CONTACT_ICON + 2 if self._part.contact_icons else 0))

    def _contacts(self, press: Press, top: float) -> None:
        part = self._part
        beside = self._contacts_width()
        if part.contacts:
            press.rule(self._left, top, self._left + self._width, top, width=self._mm(0.5))
        y = top - self._mm(4)
        begin = self._left + self._indent - self._mm(36)
        for (label, value), icon in zip_longest(part.contacts, part.contact_icons[: len(part.contacts)]):
            draw_icon(press, icon or "", self._left, y, self._mm(_CONTACT_ICON))
            draw_text(press.canvas, label, self._style(12), (begin, y - self._mm(0.6)), self._mm(34))
            inner = beside - self._indent
            bold = self._style(14, bold=True)
            at = (self._left + self._indent, y)
            y -= draw_text(press.canvas, value, bold, at, inner) + self._mm(1.2)
        if part.qr_text:
            side = self._qr_side
            x = self._left + self._width - side
            draw_qr(press, part.qr_text, x, top - self._mm(2) - side, side)
            draw_text(
                press.canvas,
                part.qr_label,
                self._style(9),
                (x, top - self._mm(2) - side),
                side,
                align=Align.CENTRE,
            )

    def _note_height(self) -> float:
        style = self._style(10)
        return len(lay(self._part.note, style, self._width)) * style.leading if self._part.note else 0.0

    def _note(self, press: Press, top: float) -> None:
        draw_text(press.canvas, self._part.note, self._style(10), (self._left, top), self._width)
