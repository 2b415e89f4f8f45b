"""The press itself: one reportlab canvas with the office's page furniture.

Page numbers ("halaman 3 dari 12") and the numbers of the contents are small forms filled when the file is
closed, so nothing is laid out twice and no page is kept in memory. The file carries no date but that of
issue and no identifier but one made from its content: the same values give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from berkas.paper._press import fonts, furniture
from berkas.paper._press.blocks import Mark
from berkas.paper._press.images import page_code, pdf_document
from berkas.paper._press.look import BOTTOM, LEFT, MM, RIGHT, TOP, Look
from berkas.paper.frame import Frame


@dataclass(frozen=True, slots=True)
class Opening:
    """A hole left for one page of an attached PDF: our page (from 0), which PDF, its page, and the
    rectangle."""

    page: int
    pdf: bytes
    source: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """The text area of the open page in points, origin at the lower left of the sheet."""

    left: float
    bottom: float
    width: float
    top: float


class _Info(PDFInfo):
    """Document information with the date of issue only; reportlab would write today's or the year 2000."""

    issued: datetime | None = None

    def format(self, document: Any) -> bytes:  # noqa: ANN401  reportlab's own document
        entries: dict[str, Any] = {
            "Title": PDFString(self.title),
            "Author": PDFString(self.author),
            "Subject": PDFString(self.subject),
            "Keywords": PDFString(self.keywords),
            "Producer": PDFString("Berkas"),
            "Creator": PDFString("Berkas"),
            "Trapped": PDFName("False"),
        }
        if self.issued is not None:
            moment = PDFString(self.issued.strftime("D:%Y%m%d%H%M%SZ"))
            entries["CreationDate"] = entries["ModDate"] = moment
        return PDFDictionary(entries).format(document)


class Press:
    """One paper in the making. Draw on `canvas`; coordinates are points from the lower left of the sheet."""

    def __init__(self, frame: Frame, on_page: Callable[[int], None] | None = None) -> None:
        fonts.ready()
        self.frame = frame
        self.look = Look.of(frame)
        self.page = 0
        self.openings: list[Opening] = []
        self._on_page = on_page
        self._buffer = BytesIO()
        self._heading_pages: dict[int, int] = {}
        self._wanted: set[int] = set()
        self._numbered: list[int] = []
        self._outline_level = -1
        self.size = self._sheet(landscape=frame.landscape)
        upright = self._sheet(landscape=False)[0] - LEFT - RIGHT
        self.bottom = max(BOTTOM, furniture.foot_height(self, upright))
        self.canvas = self._open_canvas()
        furniture.prepare(self)

    # ------------------------------------------------------------------ pages

    def begin_page(self, *, landscape: bool, numbered: bool = True) -> Area:
        """Open the next page: turn the sheet, draw watermark, code and page number; returns the text area."""
        self.page += 1
        self.size = self._sheet(landscape=landscape)
        self.canvas.setPageSize(self.size)
        area = self.area()
        with self._artifact():
            furniture.draw(self, area, numbered=numbered and self.frame.page_numbers)
        return area

    @contextmanager
    def _artifact(self) -> Iterator[None]:
        """What is drawn inside is furniture, not content: readers skip it, and so does who compares pages."""
        code = page_code(self.canvas)
        code.append("/Artifact BMC")
        yield
        code.append("EMC")

    def end_page(self) -> None:
        """Close the open page."""
        self.canvas.showPage()
        if self._on_page is not None:
            self._on_page(self.page)

    def area(self) -> Area:
        """The text area of the current sheet, mirrored on even pages when printed on both sides."""
        width, height = self.size
        left, right = LEFT, RIGHT
        if self.frame.duplex and self.page % 2 == 0:
            left, right = right, left
        return Area(left, self.bottom, width - left - right, height - TOP)

    def text_room(self, *, landscape: bool) -> tuple[float, float]:
        """Width and height of the text area on a sheet that lies so."""
        width, height = self._sheet(landscape=landscape)
        return width - LEFT - RIGHT, height - TOP - self.bottom

    def _sheet(self, *, landscape: bool) -> tuple[float, float]:
        width, height = (side * MM for side in self.frame.size.millimetres)
        return (height, width) if landscape else (width, height)

    # ------------------------------------------------------------------ marks, numbers

    def mark(self, mark: Mark, top: float) -> None:
        """Bookmark a heading on the open page."""
        if mark.index in self._heading_pages:
            return
        key = f"judul-{mark.index}"
        self._heading_pages[mark.index] = self.page
        self.canvas.bookmarkHorizontalAbsolute(key, top + 6)
        level = min(mark.level - 1, self._outline_level + 1)
        self._outline_level = level
        self.canvas.addOutlineEntry(mark.text, key, level, closed=level > 0)

    def heading_number(self, index: int, right: float, baseline: float) -> None:
        """Leave room, ending at `right`, for the page number of a heading that may not be placed yet."""
        self._wanted.add(index)
        self._place_form(f"isi-{index}", right, baseline)

    def link_to_heading(self, index: int, box: tuple[float, float, float, float]) -> None:
        """Make a rectangle lead to a heading."""
        self.canvas.linkRect("", f"judul-{index}", box, relative=1, thickness=0)

    def page_number(self, right: float, baseline: float) -> None:
        """Leave room for "Halaman x dari y" ending at `right`."""
        self._numbered.append(self.page)
        self._place_form(f"halaman-{self.page}", right, baseline)

    def _place_form(self, name: str, x: float, y: float) -> None:
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.doForm(name)
        self.canvas.restoreState()

    # ------------------------------------------------------------------ small drawings

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, width: float, grey: float = 0.0) -> None:
        """A straight line."""
        self.canvas.setStrokeGray(self.look.ink(grey))
        self.canvas.setLineWidth(self.look.line(width))
        self.canvas.line(x1, y1, x2, y2)

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """A filled rectangle; white is left out so that the watermark stays."""
        if grey < 1.0:
            self.canvas.setFillGray(self.look.ink(grey))
            self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def box(
        self, x: float, y: float, width: float, height: float, *, line: float = 0.5, grey: float = 0.0
    ) -> None:
        """An empty rectangle."""
        self.canvas.setStrokeGray(self.look.ink(grey))
        self.canvas.setLineWidth(self.look.line(line))
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    # ------------------------------------------------------------------ the file

    def close(self) -> bytes:
        """Fill in all numbers and return the file."""
        for index in sorted(self._wanted):
            page = self._heading_pages.get(index)
            self._number_form(f"isi-{index}", str(page) if page else "–", self.look.body.size)
        for page in self._numbered:
            text = f"Halaman {page} dari {self.page}"
            self._number_form(f"halaman-{page}", text, self.look.fine(8).size)
        if self._outline_level >= 0:
            self.canvas.showOutline()
        self.canvas.save()
        return self._buffer.getvalue()

    def _number_form(self, name: str, text: str, size: float) -> None:
        """A form whose text ends at its origin."""
        self.canvas.beginForm(name, -400, -40, 10, 40)
        self.canvas.setFont(fonts.REGULAR, size)
        self.canvas.drawRightString(0, 0, text)
        self.canvas.endForm()

    def _open_canvas(self) -> Canvas:
        first_font: Any = fonts.REGULAR  # never an un-embedded Helvetica, not even on an empty page
        canvas = Canvas(
            self._buffer,
            pagesize=self.size,
            pageCompression=1,
            invariant=1,
            initialFontName=first_font,
            initialFontSize=self.look.body.size,
            lang="id-ID",
        )
        info: Any = _Info()
        info.title = self.frame.title
        info.subject = self.frame.subject
        info.author = self.frame.author
        info.keywords = self.frame.keywords
        info.issued = _instant(self.frame.issued_at)
        document: Any = pdf_document(canvas)
        document.info = info
        # The identifier starts from the content alone, never from the clock or from SOURCE_DATE_EPOCH.
        document.signature = hashlib.md5(b"berkas", usedforsecurity=False)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        return canvas


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
