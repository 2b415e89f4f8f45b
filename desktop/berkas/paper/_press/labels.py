"""Single numbers, each on a small page of its own, to be laid over the numbers of finished pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from berkas.paper._press import fonts


def label_pages(labels: Sequence[tuple[str, float]], width: float, depth: float) -> bytes:
    """A page for each text and size in points, the text ending at the right edge, `depth` above the foot."""
    fonts.ready()
    buffer = BytesIO()
    first_font: Any = fonts.REGULAR
    canvas = Canvas(buffer, pagesize=(width, 3 * depth), invariant=1, initialFontName=first_font)
    for text, size in labels:
        canvas.setFont(fonts.REGULAR, size)
        canvas.drawRightString(width, depth, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
