"""Keeps what is typed while a form is being saved, and types it into the next one: nobody has to wait."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class KeyHold(QObject):
    """Holds back the keys of one view. Shortcuts and dialogs are not held."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._kept: list[QKeyEvent] = []
        self._is_on = False

    def hold(self) -> None:
        """From now on keys wait."""
        app = QApplication.instance()
        if not self._is_on and app is not None:
            self._is_on = True
            app.installEventFilter(self)

    def release(self) -> None:
        """Type what waited where the keyboard is now; a key that saves again makes the rest wait again."""
        self._end()
        while self._kept and not self._is_on:
            event = self._kept.pop(0)
            target = QApplication.focusWidget()
            if target is not None and self._is_ours(target):
                QApplication.sendEvent(target, event)

    def drop(self) -> None:
        """Forget what waited: it was meant for a form that does not come."""
        self._end()
        self._kept.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the key presses of the view."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
            and self._is_ours(watched)
        ):
            self._kept.append(event.clone())
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, widget: QWidget) -> bool:
        return widget is self._view or self._view.isAncestorOf(widget)

    def _end(self) -> None:
        app = QApplication.instance()
        if self._is_on and app is not None:
            app.removeEventFilter(self)
        self._is_on = False
