"""Further windows over an open office: each with a desk of its own over the same book, for the same person.

The first window keeps the office; it only hides when it is closed while others are open. Imports no SQL.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from berkas.desk import Desk
from berkas.engine.rulebook import Rulebook
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.changes import Actor, Changes

_STEP = 32


def put_away(window: QWidget) -> None:
    """Hide a window for good, its open questions unanswered; whoever waits for an answer goes on first."""
    for question in window.findChildren(QDialog):
        question.done(QDialog.DialogCode.Rejected)
    window.hide()
    QTimer.singleShot(0, window, window.deleteLater)


class FurtherWindows(QObject):
    """The windows beside the first one."""

    wanted = Signal()
    """Somebody asks in one of them for one more."""
    lock_wanted = Signal()
    password_wanted = Signal()
    emptied = Signal(str)
    """One was closed: with the word for what is wanted next, or, without one, as the last of them."""

    def __init__(
        self,
        book: Book,
        rules: Callable[[], Rulebook],
        changes_rules: Callable[[Changes], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._rules = rules
        self._changes_rules = changes_rules
        self.windows: list[OfficeWindow] = []

    def open(self, actor: Actor, today: Callable[[], date], beside: OfficeWindow) -> OfficeWindow:
        """One more window, a little beside another one."""
        desk = Desk(self._book, actor, self._rules(), today)
        desk.changed.connect(lambda changes: self._heard(desk, changes))
        window = OfficeWindow(desk)
        window.window_wanted.connect(self.wanted)
        window.lock_wanted.connect(self.lock_wanted)
        window.password_wanted.connect(self.password_wanted)
        window.closed.connect(lambda way: self._closed(window, way))
        self.windows.append(window)
        window.show()
        window.move(beside.x() + _STEP, beside.y() + _STEP)
        return window

    def close_all(self) -> bool:
        """Close every one; False when somebody stays with what is typed there."""
        return all(window.close() for window in list(self.windows))

    def drop(self) -> None:
        """Take them away without a question; what is half typed stays as drafts."""
        while self.windows:
            window = self.windows.pop()
            window.pages.keep_drafts()
            window.desk.close()
            put_away(window)

    def keep_drafts(self) -> bool:
        """Put everything half typed in them on disk."""
        kept = [window.pages.keep_drafts() for window in self.windows]
        return all(kept)

    def _heard(self, desk: Desk, changes: Changes) -> None:
        if self._changes_rules(changes):
            desk.rulebook = self._rules()

    def _closed(self, window: OfficeWindow, way: str) -> None:
        if window not in self.windows:
            return
        self.windows.remove(window)
        window.desk.close()
        window.deleteLater()
        if way or not self.windows:
            self.emptied.emit(way)
