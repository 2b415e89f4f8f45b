"""The rail at the left of the window: the rooms with icon and word, and a count where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.rules.numbers import show_integer
from berkas.shell.registry import RoomEntry

_MOST_SHOWN = 99
_STRIPE = 3


class RoomButton(QAbstractButton):
    """Icon over word, with the count at its corner; the room that is open has a stripe at its left."""

    def __init__(self, entry: RoomEntry, key_code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.count = 0
        self._key = keys.shown(key_code)
        self.setCheckable(True)
        self.setText(entry.word)
        self.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many records of this room wait; 0 shows nothing."""
        self.count = count
        waiting = f", {show_integer(count)} menunggu" if count else ""
        self.setAccessibleName(f"{self.entry.title}{waiting}")
        self.setToolTip(f"{self.entry.title}{waiting} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the longest word of the rail needs, with room for icon and word."""
        now = theme.tokens()
        words = QFontMetrics(self._font())
        width = words.horizontalAdvance(self.entry.word) + 2 * theme.SPACE_16
        return QSize(max(width, round(88 * now.scale)), now.icon + words.height() + 3 * theme.SPACE_8)

    def minimumSizeHint(self) -> QSize:
        """A little lower where the window is low."""
        hint = self.sizeHint()
        return QSize(hint.width(), hint.height() - 2 * theme.SPACE_8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, stripe, icon, word, count, focus ring."""
        del event
        now = theme.tokens()
        colours = now.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        enabled = self.isEnabled()
        strong = colours.accent_text if self.isChecked() else colours.text
        colour = strong if enabled else colours.line
        words = QFontMetrics(self._font())
        top = (self.height() - now.icon - words.height() - theme.SPACE_4) // 2
        picture = theme.draw(self.entry.icon, colour, now.icon, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - now.icon) // 2, top, picture)
        painter.setFont(self._font())
        painter.setPen(QColor(colour))
        under = QRect(0, top + now.icon + theme.SPACE_4, self.width(), words.height())
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, self.entry.word)
        if self.count:
            self._paint_count(painter, top)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        colours = theme.tokens().colours
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(colours.accent_soft))
            painter.fillRect(0, 0, _STRIPE, self.height(), QColor(colours.accent))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), QColor(colours.hover))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = self.rect().adjusted(_STRIPE, 2, -3, -2)
            painter.drawRoundedRect(ring, theme.RADIUS, theme.RADIUS)

    def _paint_count(self, painter: QPainter, top: int) -> None:
        colours = theme.tokens().colours
        text = show_integer(self.count) if self.count <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        font = QFont(self._font())
        font.setBold(True)
        measure = QFontMetrics(font)
        height = measure.height()
        width = max(height, measure.horizontalAdvance(text) + theme.SPACE_8)
        left = min(self.width() // 2 + theme.tokens().icon // 3, self.width() - width - theme.SPACE_4)
        bubble = QRect(left, max(1, top - theme.SPACE_4), width, height)
        painter.setPen(QPen(QColor(colours.surface), 2))
        painter.setBrush(QColor(colours.danger))
        painter.drawRoundedRect(bubble, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_danger))
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(theme.tokens().small)
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        return font


class Rail(QFrame):
    """All rooms; one is open. Up and Down move between them, Ctrl+1 … Ctrl+7 open them from anywhere."""

    chosen = Signal(str)

    def __init__(self, rooms: Sequence[RoomEntry], parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "rel")
        self.setAccessibleName("Ruang kerja")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RoomButton] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, theme.SPACE_8, 1, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_4)
        for place, entry in enumerate(rooms, start=1):
            button = RoomButton(entry, f"ruang_{place}", self)
            button.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[entry.key] = button
            lines.addWidget(button)
        lines.addStretch(1)
        theme.on_change(self._measure)

    def button(self, key: str) -> RoomButton:
        """The button of a room."""
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Show which room is open."""
        self._buttons[key].setChecked(True)

    def current(self) -> str:
        """The room that is open; empty when none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _measure(self) -> None:
        for button in self._buttons.values():
            button.updateGeometry()
            button.update()
