"""What stands on every page: watermark, code and QR at the bottom left, the number of the page at the right.

Watermark and QR are forms: drawn once, used on every page.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import segno

from berkas.paper._press import fonts
from berkas.paper._press.look import MM
from berkas.paper._press.text import draw_text, lay
from berkas.paper.frame import Frame, grouped

if TYPE_CHECKING:
    from berkas.paper._press.press import Area, Press

NOT_A_SIGNATURE = "kode pemeriksaan internal, bukan tanda tangan elektronik"
DRAFT_LINE = "DRAF: belum diterbitkan, belum berkode"
QR_SIDE = 15 * MM
_QR_FORM = "kode-qr"
_FOOT = 6 * MM
_QUIET = 4
_QR_EDGE = 0.08


def prepare(press: Press) -> None:
    """Make the forms that every page uses."""
    frame = press.frame
    if held := _qr_text(frame):
        press.canvas.beginForm(_QR_FORM, 0, 0, QR_SIDE, QR_SIDE)
        draw_qr(press, held, 0, 0, QR_SIDE)
        press.canvas.endForm()


def draw(press: Press, area: Area, *, numbered: bool) -> None:
    """Furnish the open page."""
    if press.frame.stamp:
        _watermark(press, press.frame.stamp)
    right = area.left + area.width
    if numbered:
        press.page_number(right, _FOOT + 1.5 * MM)
    _bottom_left(press, area.left, area.width)


def draw_qr(press: Press, text: str, x: float, y: float, side: float) -> None:
    """A QR code with its quiet zone in a square of `side` points; runs of modules are one rectangle."""
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    count = len(matrix) + 2 * _QUIET
    module = side / count
    canvas = press.canvas
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row_number, row in enumerate(matrix):
        bottom = y + side - (row_number + _QUIET + 1) * module
        start: int | None = None
        for column, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(x + (start + _QUIET) * module, bottom, (column - start) * module, module)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def _qr_text(frame: Frame) -> str:
    if frame.code is not None:
        return frame.code.qr_text
    return frame.form.qr_text if frame.form is not None else ""


def foot_height(press: Press, width: float) -> float:
    """How far the lines at the foot reach up on a text area of this width: many in large print."""
    room = _room(press, width)
    styles = ((text, press.look.fine(9, bold=True) if is_code else press.look.fine(7))
              for text, is_code in _lines(press.frame))  # fmt: skip
    return _FOOT + 4 * MM + sum(len(lay(text, style, room)) * style.leading for text, style in styles)


def _room(press: Press, width: float) -> float:
    """The width for the lines at the foot, beside the QR and the number of the page."""
    return width * 0.72 - (QR_SIDE * (1 - _QR_EDGE) if _qr_text(press.frame) else 0.0)


def _lines(frame: Frame) -> list[tuple[str, bool]]:
    """The lines at the foot; whether each is the code."""
    lines: list[tuple[str, bool]] = []
    if frame.code is not None:
        lines = [(grouped(frame.code.text12), True), (NOT_A_SIGNATURE, False)]
        if frame.code.small_print:
            lines += [(told, False) for told in frame.code.small_print]
        elif frame.code.document_number:
            lines.append((f"Nomor dokumen {frame.code.document_number}", False))
    elif frame.form is not None:
        lines = [(frame.form.number, True)]
    elif frame.stamp == "DRAF":
        lines = [(DRAFT_LINE, False)]
    if frame.footnote:
        lines.append((frame.footnote, False))
    return lines


def _bottom_left(press: Press, left: float, width: float) -> None:
    text_left = left
    if _qr_text(press.frame):
        quiet = QR_SIDE * _QR_EDGE
        press.canvas.saveState()
        press.canvas.translate(left - quiet, _FOOT - quiet)
        press.canvas.doForm(_QR_FORM)
        press.canvas.restoreState()
        text_left = left + QR_SIDE - quiet
    _stacked(press, _lines(press.frame), press.look.fine(7).size, text_left, _room(press, width))


def _stacked(press: Press, lines: list[tuple[str, bool]], size: float, left: float, width: float) -> None:
    """Lines from the foot upwards, the last one lowest."""
    look = press.look
    baseline_top = _FOOT + 1.5 * MM + size * 0.9
    drop = look.fine(7).leading * 0.75
    for text, is_code in reversed(lines):
        style = look.fine(9, bold=True) if is_code else look.fine(7)
        laid = lay(text, style, width)
        height = len(laid) * style.leading
        draw_text(press.canvas, text, style, (left, baseline_top + height - drop), width)
        baseline_top += height


def _watermark(press: Press, word: str) -> None:
    width, height = press.size
    canvas = press.canvas
    face = fonts.face(bold=True)
    room = math.hypot(width, height) * 0.62
    size = min(150.0, 100 * room / max(fonts.text_width(word, face, 100), 1.0))
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(math.degrees(math.atan2(height, width)))
    canvas.setFillGray(0.9)
    canvas.setFont(face, size)
    canvas.drawCentredString(0, -size * 0.35, word)
    canvas.restoreState()
