"""The window before an office is open: one screen at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from berkas.shell.firstrun.screen import Screen


class FirstWindow(QWidget):
    """Shows the screens of the beginning; closing it ends the program."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Berkas")
        self.stack = QStackedWidget(self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.stack)
        space = self.screen().availableGeometry()
        self.resize(min(960, space.width()), min(760, space.height()))

    def show_screen(self, screen: Screen) -> None:
        """This screen takes the place of the one before."""
        before = self.stack.currentWidget()
        self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self.show()
        self.raise_()
        self.activateWindow()
        screen.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> QWidget | None:
        """The screen that is shown."""
        return self.stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is lost here."""
        super().closeEvent(event)
        self.closed.emit()
