"""The pages of a PDF as pictures. The one place that talks to pdfium.

pdfium is not safe for threads: every call here holds one lock. Sizes are in points (1/72 inch).
"""

import threading
from dataclasses import dataclass

import pypdfium2 as pdfium
from PySide6.QtGui import QImage

_LOCK = threading.Lock()
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    width: float
    height: float


class PdfPages:
    """A PDF that is open for rendering. Raises ValueError when the bytes are no PDF."""

    def __init__(self, data: bytes) -> None:
        with _LOCK:
            try:
                self._document = pdfium.PdfDocument(data)
            except pdfium.PdfiumError as error:
                raise ValueError("Dokumen ini bukan PDF yang dapat dibuka.") from error
            self.sizes = [self._size(place) for place in range(len(self._document))]
        self.data = data

    def _size(self, place: int) -> PageSize:
        width, height = self._document.get_page_size(place)
        return PageSize(width, height)

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, place: int, dots_per_inch: float) -> QImage:
        """A page as a picture; safe to call from any thread."""
        with _LOCK:
            page = self._document[place]
            scale = dots_per_inch / POINTS_PER_INCH
            bitmap = page.render(scale=scale)  # pyright: ignore[reportArgumentType]
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, _FORMATS[bitmap.n_channels]
            ).copy()
            bitmap.close()
            page.close()
        return image

    def text(self, place: int) -> str:
        """The words of a page, for a screen reader."""
        with _LOCK:
            page = self._document[place]
            found = page.get_textpage()
            words = found.get_text_bounded()
            found.close()
            page.close()
        return words

    def close(self) -> None:
        """Let go of the document."""
        with _LOCK:
            self._document.close()


_FORMATS = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_BGR888,
    4: QImage.Format.Format_RGB32,
}
