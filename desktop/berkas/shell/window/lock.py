"""The locked screen: every window of the program is emptied and covered, and one window asks who it is.

What stood in the windows stays where it is, with the cursor in its place; it is only not shown, not even to
a screen reader, until the covers are taken off. Knows no accounts: whoever asks the question decides the
answer.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from berkas.kit import theme
from berkas.shell.firstrun import Screen

TITLE = "Berkas terkunci"
_NOT_FOR_DIALOGS = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Cover(QWidget):
    """Stands over everything in one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        theme.mark(self, "isi")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        words = QLabel(TITLE, self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.mark(words, "redup")
        lines = QVBoxLayout(self)
        lines.addWidget(words)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  as Qt has it
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)


@dataclass(slots=True)
class _Covered:
    window: QWidget
    title: str
    was_enabled: bool
    hidden: list[QWidget]
    cover: Cover


class LockWindow(QDialog):
    """The only window that answers while the program is locked; it cannot be closed away."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.screen_shown: Screen | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)

    def show_screen(self, screen: Screen) -> None:
        """This question takes the place of the one before."""
        before, self.screen_shown = self.screen_shown, screen
        if before is not None:
            self._lines.removeWidget(before)
            before.deleteLater()
        self._lines.addWidget(screen)
        screen.show()  # nothing that is still hidden takes the cursor
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not open a lock. Return is the screen's: a dialog would press the button once more, and
        one wrong password would count twice.
        """
        if event.key() not in _NOT_FOR_DIALOGS:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does closing its window."""
        event.ignore()


class Curtain(QObject):
    """Draws covers over all windows, also over those that appear meanwhile, and takes them off again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.window: LockWindow | None = None
        self._covered: list[_Covered] = []
        self._focus: QWidget | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether everything is covered now."""
        return self.window is not None

    def draw(self) -> LockWindow:
        """Cover everything; gives the window that asks."""
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        largest = max(
            (covered.window.geometry() for covered in self._covered),
            key=lambda place: place.width() * place.height(),
            default=None,
        )
        self.window = LockWindow()
        if largest is not None:
            self.window.setGeometry(largest)
        self.window.show()
        self.window.activateWindow()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        return self.window

    def take_off(self) -> None:
        """Everything as it was, the cursor included."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if self.window is not None:
            window, self.window = self.window, None
            window.hide()
            window.deleteLater()
        for covered in self._covered:
            self._uncover(covered)
        self._covered.clear()
        if self._focus is not None and self._focus.isVisible():
            self._focus.window().activateWindow()
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  as Qt has it
        """A window that appears behind the lock is covered too, and does not stand before the question."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self, lambda: self._appeared(watched))
        return super().eventFilter(watched, event)

    def _appeared(self, window: QWidget) -> None:
        if self.window is None or window is self.window or not window.isVisible():
            return
        if any(covered.window is window for covered in self._covered):
            return
        self._cover(window)
        # A modal window that came later would hold back the question: it is asked again on top.
        self.window.hide()
        self.window.show()
        self.window.activateWindow()

    def _cover(self, window: QWidget) -> None:
        if not window.isVisible() or window is self.window:
            return
        inside = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        hidden = [widget for widget in inside if not widget.isWindow() and not widget.isHidden()]
        self._covered.append(
            _Covered(window, window.windowTitle(), window.isEnabled(), hidden, Cover(window))
        )
        for widget in hidden:
            widget.hide()
        window.setEnabled(False)  # no key reaches it, not even one that was on its way
        window.setWindowTitle(TITLE)

    def _uncover(self, covered: _Covered) -> None:
        if not isValid(covered.window):
            return
        covered.window.setEnabled(covered.was_enabled)
        covered.window.setWindowTitle(covered.title)
        for widget in covered.hidden:
            if isValid(widget):
                widget.show()
        covered.cover.hide()
        covered.cover.deleteLater()
