"""Why an office does not open: one screen for each outcome, with its ways on."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from berkas.shell.firstrun import Screen
from berkas.shell.outcomes import Way, outcome_of
from berkas_db.errors import BookError

LOOK_EVERY_MS = 3_000
_ICONS = {
    Way.RETRY: "refresh",
    Way.READ: "eye",
    Way.RAISE: "arrow-up",
    Way.COPY: "copy",
    Way.LOCATE: "folder-open",
    Way.RESTORE: "history",
    Way.RESCUE: "database-export",
    Way.NEW: "plus",
}


class ProblemScreen(Screen):
    """Why an office does not open, where it lies, and the ways on.

    `is_over` is asked every few seconds while the screen is open; when it says yes, the way is RETRY.
    """

    chosen = Signal(object)
    """A `Way`."""

    def __init__(
        self,
        error: BookError,
        place: str,
        is_over: Callable[[], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        outcome = outcome_of(error)
        super().__init__(outcome.heading, str(error), parent)
        self.ways: tuple[Way, ...] = outcome.ways
        if error.next_step:
            self.add_words(error.next_step)
        if place not in str(error):
            self.add_words(place, "redup").setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
            )
        likely, *others = [way for way in outcome.ways if way is not Way.START]
        first = self.add_door(likely.value, lambda: self._choose(likely), _ICONS[likely])
        for way in others:
            self.add_door(way.value, lambda way=way: self._choose(way), _ICONS[way])
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        if is_over is not None:
            self.add_words(outcome.meanwhile, "redup")
            self._look.timeout.connect(lambda: self._choose(Way.RETRY) if is_over() else None)
            self._look.start()
        if Way.START in outcome.ways:
            self.add_button(Way.START.value, lambda: self._choose(Way.START))
        self.setFocusProxy(first)
        self.ready()

    def look(self) -> None:
        """Look at once whether it is over."""
        self._look.timeout.emit()

    def _choose(self, way: Way) -> None:
        """While the way asks for something more, nothing happens by itself."""
        watches = self._look.isActive()
        self._look.stop()
        self.chosen.emit(way)
        if watches and self.isVisible():
            self._look.start()
