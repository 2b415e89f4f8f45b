"""A picture on which covers are drawn: with the mouse, or with arrows and a few keys.

Covers are kept in shares of the picture, so that its size on screen does not matter. Knows no office.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from berkas.kit import theme

LEAST = 0.02
"""The least width and height of a cover, as a share of the picture."""
STEP = 0.01
_FIRST = 0.2
_GRIP = 14
_COVER = QColor(70, 70, 70)
_EDGES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """One cover in shares of width and height, and the code of what it hides."""

    left: float
    top: float
    width: float
    height: float
    kind: str

    def moved(self, across: float, down: float) -> "DrawnCover":
        """The same cover elsewhere, whole within the picture."""
        left = min(max(self.left + across, 0.0), 1.0 - self.width)
        top = min(max(self.top + down, 0.0), 1.0 - self.height)
        return replace(self, left=left, top=top)

    def grown(self, across: float, down: float) -> "DrawnCover":
        """The same place, larger or smaller, never beyond the picture."""
        width = min(max(self.width + across, LEAST), 1.0 - self.left)
        height = min(max(self.height + down, LEAST), 1.0 - self.top)
        return replace(self, width=width, height=height)

    def holds(self, at: QPointF) -> bool:
        """Whether a point of the picture lies under it."""
        return QRectF(self.left, self.top, self.width, self.height).contains(at)


class CoverCanvas(QWidget):
    """The picture with its covers; one of them is chosen."""

    changed = Signal()
    """A cover was drawn, moved, resized or taken away."""
    chosen = Signal(int)
    """Another cover is chosen; -1 for none."""

    def __init__(self, picture: bytes, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._picture.loadFromData(picture)
        self.covers: list[DrawnCover] = []
        self.current = -1
        self.kind = ""
        self._pressed: QPointF | None = None
        self._before: DrawnCover | None = None
        self._resizes = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Foto yang ditutup")
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(280, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough to see faces, small enough for the window."""
        return QSize(720, 420)

    def set_covers(self, covers: Sequence[DrawnCover]) -> None:
        """Begin with these covers."""
        self.covers = list(covers)
        self.choose(0 if self.covers else -1)

    def choose(self, place: int) -> None:
        """Choose a cover by its place; -1 for none."""
        self.current = place if 0 <= place < len(self.covers) else -1
        self.chosen.emit(self.current)
        self.update()

    def add(self, cover: DrawnCover | None = None) -> None:
        """A further cover; without one, in the middle of the picture."""
        middle = (1 - _FIRST) / 2
        self.covers.append(cover or DrawnCover(middle, middle, _FIRST, _FIRST, self.kind))
        self.choose(len(self.covers) - 1)
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen cover away."""
        if self.current >= 0:
            del self.covers[self.current]
            self.choose(min(self.current, len(self.covers) - 1))
            self.changed.emit()

    def put(self, cover: DrawnCover) -> None:
        """Put a changed cover in the place of the chosen one."""
        if self.current >= 0 and self.covers[self.current] != cover:
            self.covers[self.current] = cover
            self.changed.emit()
            self.update()

    # where things are

    def _frame(self) -> QRectF:
        """The picture on screen: as large as fits, in the middle."""
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            max(size.width(), 1),
            max(size.height(), 1),
        )

    def _share(self, at: QPointF) -> QPointF:
        frame = self._frame()
        across, down = (at.x() - frame.left()) / frame.width(), (at.y() - frame.top()) / frame.height()
        return QPointF(min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))

    def _box(self, cover: DrawnCover) -> QRectF:
        frame = self._frame()
        return QRectF(
            frame.left() + cover.left * frame.width(),
            frame.top() + cover.top * frame.height(),
            cover.width * frame.width(),
            cover.height * frame.height(),
        )

    # with the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a cover, or begin a new one."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._share(event.position())
        self._pressed, self._resizes = at, False
        if self.current >= 0 and self._near_corner(event.position()):
            self._before, self._resizes = self.covers[self.current], True
            return
        under = next((place for place, each in reversed(list(enumerate(self.covers))) if each.holds(at)), -1)
        self.choose(under)
        self._before = self.covers[under] if under >= 0 else None

    def _near_corner(self, at: QPointF) -> bool:
        corner = self._box(self.covers[self.current]).bottomRight() - at
        return abs(corner.x()) <= _GRIP and abs(corner.y()) <= _GRIP

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize what is held; draw a new cover from where the button went down."""
        if self._pressed is None:
            return
        at = self._share(event.position())
        across, down = at.x() - self._pressed.x(), at.y() - self._pressed.y()
        if self._before is not None:
            changed = self._before.grown if self._resizes else self._before.moved
            self.put(changed(across, down))
        elif abs(across) >= LEAST and abs(down) >= LEAST:
            left, top = min(at.x(), self._pressed.x()), min(at.y(), self._pressed.y())
            drawn = DrawnCover(left, top, abs(across), abs(down), self.kind)
            if self.current < 0:
                self.add(drawn)
            else:
                self.put(drawn)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._pressed = self._before = None
        super().mouseReleaseEvent(event)

    # with the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert adds, arrows move, Shift and arrows resize, Page keys choose, Delete takes away."""
        key = Qt.Key(event.key())
        by = _EDGES.get(key)
        if key is Qt.Key.Key_Insert:
            self.add()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.covers:
            self.choose((self.current + (1 if key is Qt.Key.Key_PageDown else -1)) % len(self.covers))
        elif key is Qt.Key.Key_Delete:
            self.remove()
        elif by is not None and self.current >= 0:
            one = self.covers[self.current]
            grows = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.put((one.grown if grows else one.moved)(by[0] * STEP, by[1] * STEP))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, its covers with their numbers, the chosen one with a frame and a grip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self._frame(), self._picture, QRectF(self._picture.rect()))
        accent = QColor(theme.tokens().colours.accent)
        for place, cover in enumerate(self.covers):
            box = self._box(cover)
            painter.fillRect(box, _COVER)
            painter.setPen(QColor("white"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            if place == self.current:
                painter.setPen(QPen(QColor("white"), 5))
                painter.drawRect(box)
                painter.setPen(QPen(accent, 3))
                painter.drawRect(box)
                grip = QRectF(box.right() - _GRIP / 2, box.bottom() - _GRIP / 2, _GRIP, _GRIP)
                painter.fillRect(grip, accent)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
