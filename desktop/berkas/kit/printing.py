"""Sends pages of a PDF to a printer, as pictures at the printer's own resolution.

Paper sizes come from the pages (A4, F4 215 x 330 mm, landscape). The work runs as a job and can be cancelled
between pages.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from berkas.kit.jobs import Report
from berkas.kit.pdfpages import PageSize, PdfPages

MOST_DOTS = 300
_SAME_PAPER = 1.5
"""Points by which a page may differ from a known paper: F4 is 2.5 narrower than the American folio."""
_REFUSED = "Printer tidak menerima halaman. Periksa apakah printer menyala dan ada kertasnya."


class PrintingError(RuntimeError):
    """The printer refused; the text is the sentence to show."""


def parse_pages(text: str, count: int) -> list[int]:
    """Pages as a person types them: `1-3, 5`, `4-`; empty is all. Places from 0, in order, each once.

    Raises ValueError with the sentence to show.
    """
    if not text.strip():
        return list(range(count))
    wanted: set[int] = set()
    for part in text.replace(";", ",").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not (first or last):
            first = part
        start = first or "1"
        end = (last or str(count)) if dash else first
        if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            sentence = f"Halaman “{part.strip()[:20]}” tidak dikenal. Ketik misalnya 1-3, 5."
            raise ValueError(sentence)
        low, high = int(start), int(end)
        if not 1 <= low <= high <= count:
            sentence = f"Halaman “{part.strip()[:20]}” tidak ada. Dokumen ini {count} halaman."
            raise ValueError(sentence)
        wanted.update(range(low - 1, high))
    return sorted(wanted)


def show_pages(places: Sequence[int], count: int) -> str:
    """Pages as a person types them, from places in order: `1-3, 5`; all of `count` pages are ""."""
    if len(places) == count:
        return ""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return ", ".join(f"{low + 1}" if low == high else f"{low + 1}-{high + 1}" for low, high in runs)


def page_layout(size: PageSize) -> QPageLayout:
    """The layout of a page: a known paper when it is one, the exact size otherwise; without margins."""
    wide = size.width > size.height
    upright = QSizeF(min(size.width, size.height), max(size.width, size.height))
    known = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    off = known.size(QPageSize.Unit.Point) - upright
    fits = max(abs(off.width()), abs(off.height())) <= _SAME_PAPER
    exact = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    paper = known if fits else exact
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0))


def printing(data: bytes, printer: QPrinter, places: Sequence[int]) -> Callable[[Report], int]:
    """Work for a `Job` that prints these pages; the result is the number of pages."""

    def work(report: Report) -> int:
        pages = PdfPages(data)
        painter = QPainter()
        try:
            for done, place in enumerate(places):
                report.report(done, len(places), "Mencetak")
                printer.setPageLayout(page_layout(pages.sizes[place]))
                printer.setFullPage(True)
                started = printer.newPage() if done else painter.begin(printer)
                if not started:
                    raise PrintingError(_REFUSED)
                _paint(painter, printer, pages, place)
        finally:
            if painter.isActive():
                painter.end()
            pages.close()
        return len(places)

    return work


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, place: int) -> None:
    area = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    picture = pages.picture(place, min(MOST_DOTS, printer.resolution()))
    size = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (area.width() - size.width()) // 2
    painter.drawImage(QRect(left, 0, size.width(), size.height()), picture)
