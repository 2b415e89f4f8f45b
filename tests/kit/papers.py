"""Small PDFs for tests."""

import io

from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)
F4 = (609.45, 935.43)


def pdf(pages: int, size: tuple[float, float] = A4) -> bytes:
    """A document whose pages say their number."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=size)
    for page in range(1, pages + 1):
        canvas.drawString(72, 700, f"Halaman contoh {page}")
        canvas.showPage()
    canvas.save()
    return kept.getvalue()
