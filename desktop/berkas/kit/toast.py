"""One line that says what has just happened, with "Urungkan"; it goes by itself and never takes the
keyboard.
"""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from berkas.kit import keys, theme

SECONDS = 8


class ToastLine(QFrame):
    """The line. Put it at the foot of a page; it takes no room while it is silent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], object] | None = None
        theme.mark(self, "pengumuman")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton("Urungkan", self)
        self._button.setToolTip(f"Urungkan ({keys.shown('urungkan')})")
        self._button.clicked.connect(self._undone)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        line.setSpacing(theme.SPACE_16)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None, seconds: int = SECONDS) -> None:
        """Show a line for some seconds and tell a screen reader; with `undo`, "Urungkan" calls it."""
        self._undo = undo
        self._words.setText(text)
        self._button.setVisible(undo is not None)
        self.show()
        self._timer.start(seconds * 1000)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def withdraw(self) -> None:
        """Another step was made: a line that offers "Urungkan" goes, for it would undo the other one."""
        if self._undo is not None:
            self._undo = None
            self.hide()

    @property
    def text(self) -> str:
        """The line that is shown, or was shown last."""
        return self._words.text()

    def hideEvent(self, event: QHideEvent) -> None:
        """A line that is gone undoes nothing any more."""
        super().hideEvent(event)
        self._timer.stop()

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
