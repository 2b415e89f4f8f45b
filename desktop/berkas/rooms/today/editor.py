"""One line of the page of the day: what it is about, as a button that opens it; the step; and when.

With large text the step and the date stand under the name.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from berkas.kit import theme
from berkas.rooms.today.queries import Line

_NARROW = 640


class NameButton(QPushButton):
    """A button whose words end in an ellipsis where there is no room; the whole is in the tooltip."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        theme.mark(self, "tautan")
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one likes, as high as one line."""
        return QSize(80, super().minimumSizeHint().height())

    def _fit(self) -> None:
        room = self.width() - theme.SPACE_16
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, 40))
        if words != self.text():
            self.setText(words)


class DayRow(QWidget):
    """One line."""

    opened = Signal(object)

    def __init__(self, line: Line, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = NameButton(" · ".join(part for part in (line.code, line.title) if part), self)
        self.button.setAccessibleName(
            ", ".join(part for part in (line.code, line.title, line.what, line.owner, line.when) if part)
        )
        self.button.clicked.connect(lambda: self.opened.emit(line))
        words = " · ".join(part for part in (line.what, line.owner) if part)
        self._what = QLabel(words, self)
        self._what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._what.setToolTip(words)
        theme.mark(self._what, "redup")
        self._when = QLabel(line.when, self)
        theme.mark(self._when, tone=tone)
        self._below = QWidget(self)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._below)
        self._second.setContentsMargins(0, 0, 0, 0)
        self._second.setSpacing(theme.SPACE_16)
        self._second.addWidget(self._what, 3)
        self._second.addWidget(self._when, 2, Qt.AlignmentFlag.AlignRight)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_16)
        self._lines.addWidget(self.button, 1)
        self._lines.addWidget(self._below, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or the name above step and date."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * theme.tokens().scale
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._lines.direction() is not wanted:
            self._lines.setDirection(wanted)
            self._lines.setSpacing(0 if narrow else theme.SPACE_16)
            self._lines.setContentsMargins(0, 0, 0, theme.SPACE_8 if narrow else 0)
            self._second.setContentsMargins(theme.SPACE_8 if narrow else 0, 0, 0, 0)
