"""Notices that nobody has touched mouse or keyboard for a while.

It listens to the windows themselves, where only what comes from the screen arrives, not to every event inside
of them. Knows no office.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MS = 5000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


def running_seconds() -> float:
    """Seconds that only grow, also while the computer sleeps where the system counts them."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(clock) if clock is not None else time.monotonic()


class IdleWatch(QObject):
    """Emits `idle` once after so many minutes without a touch; `minutes` of 0 means never."""

    idle = Signal()

    def __init__(self, parent: QObject, counter: Callable[[], float] = running_seconds) -> None:
        super().__init__(parent)
        self.minutes = 0
        self._counter = counter
        self._last = counter()
        self._windows: list[QWindow] = []
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._watch(app.focusWindow())

    def start(self, minutes: int) -> None:
        """Begin counting anew."""
        self.minutes = minutes
        self._last = self._counter()
        if minutes:
            self._look.start()
        else:
            self._look.stop()

    def stop(self) -> None:
        """Do not count: the window is locked."""
        self._look.stop()

    def look(self) -> None:
        """Compare the last touch with now."""
        if self.minutes and self._counter() - self._last >= self.minutes * 60:
            self._look.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  as Qt has it
        """A touch begins the counting anew; nothing is held back."""
        if event.type() in _INPUT:
            self._last = self._counter()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is None or any(each is window for each in self._windows):
            return
        self._windows.append(window)
        window.destroyed.connect(lambda _gone=None, window=window: self._forget(window))
        window.installEventFilter(self)

    def _forget(self, window: QWindow) -> None:
        self._windows = [each for each in self._windows if each is not window]
