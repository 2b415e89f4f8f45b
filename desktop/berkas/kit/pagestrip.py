"""Pages of a document under each other; only what is in sight is rendered."""

from collections import OrderedDict

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from berkas.kit import theme
from berkas.kit.pdfpages import POINTS_PER_INCH, PdfPages

_GAP = 16
_KEPT = 12
_STEP = 60
LEAST_ZOOM, MOST_ZOOM = 0.3, 4.0


class PageStrip(QAbstractScrollArea):
    """Scrolls through the pages. `zoom` 1.0 is the size on paper at the screen's resolution."""

    page_changed = Signal(int)
    """The page in sight, from 0."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._zoom = 1.0
        self._fits = True
        self._shown = -1
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Halaman dokumen")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        """Size on screen against size on paper."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show pages larger or smaller; the page in sight stays."""
        here = self.current_page()
        self._fits = False
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, zoom))
        self._measure()
        self.go_to(here)

    def fit_width(self) -> None:
        """As wide as the window."""
        self._fits = True
        self._fit()
        self._measure()

    def go_to(self, place: int) -> None:
        """Bring a page to the top."""
        tops = self._tops()
        if 0 <= place < len(tops):
            self.verticalScrollBar().setValue(tops[place] - _GAP // 2)

    def current_page(self) -> int:
        """The page in the middle of the window."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, sum(1 for top in self._tops() if top <= middle) - 1)

    def _size(self, place: int) -> QSize:
        dots = self.logicalDpiX() / POINTS_PER_INCH * self._zoom
        size = self._pages.sizes[place]
        return QSize(round(size.width * dots), round(size.height * dots))

    def _tops(self) -> list[int]:
        tops: list[int] = []
        y = _GAP
        for place in range(len(self._pages)):
            tops.append(y)
            y += self._size(place).height() + _GAP
        return tops

    def _fit(self) -> None:
        widest = max((size.width for size in self._pages.sizes), default=595.0)
        dots = self.logicalDpiX() / POINTS_PER_INCH
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, (self.viewport().width() - 2 * _GAP) / (widest * dots)))
        self._zoom = min(self._zoom, 1.6)

    def _measure(self) -> None:
        if not len(self._pages):
            return
        height = self._tops()[-1] + self._size(len(self._pages) - 1).height() + _GAP
        width = max(self._size(place).width() for place in range(len(self._pages))) + 2 * _GAP
        view = self.viewport().size()
        down, side = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, height - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(_STEP)
        side.setRange(0, max(0, width - view.width()))
        side.setPageStep(view.width())
        self.viewport().update()
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        here = self.current_page()
        if here != self._shown:
            self._shown = here
            self.setAccessibleDescription(
                f"Halaman {here + 1} dari {len(self._pages)}. {self._pages.text(here)[:2000]}"
            )
            self.page_changed.emit(here)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt."""
        super().resizeEvent(event)
        if self._fits:
            self._fit()
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and last page."""
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._pages) - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight on a quiet ground."""
        painter = QPainter(self.viewport())
        colours = theme.tokens().colours
        painter.fillRect(event.rect(), QColor(colours.hair))
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        view = self.viewport().rect()
        for place, top in enumerate(self._tops()):
            size = self._size(place)
            left = max(_GAP, (view.width() - size.width()) // 2)
            where = QRect(QPoint(left, top) - offset, size)
            if where.intersects(view):
                painter.drawImage(where, self._picture(place))
                painter.setPen(QColor(colours.line))
                painter.drawRect(where.adjusted(0, 0, -1, -1))
        painter.end()

    def _picture(self, place: int) -> QImage:
        dots = self.logicalDpiX() * self._zoom * self.devicePixelRatioF()
        key = place, round(dots)
        found = self._pictures.get(key)
        if found is None:
            found = self._pages.picture(place, dots)
            self._pictures[key] = found
        self._pictures.move_to_end(key)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return found
