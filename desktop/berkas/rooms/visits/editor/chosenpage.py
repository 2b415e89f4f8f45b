"""Pages about one chosen visit or survey: the box to choose it from, reading it again, plain tables."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from berkas.desk import Desk
from berkas.kit import theme
from berkas.kit.choosers import Combo
from berkas_db.changes import Changes

Key = TypeVar("Key")


class Chooser(QWidget, Generic[Key]):
    """One of them at a time, named by its key."""

    chosen = Signal(object)
    """Somebody chose another one: its key."""

    def __init__(self, parent: QWidget, word: str) -> None:
        super().__init__(parent)
        self._keys: list[Key] = []
        self.box = Combo(self)
        self.box.setAccessibleName(word)
        self.box.activated.connect(lambda _place: self.chosen.emit(self.key))
        label = QLabel(word, self)
        label.setBuddy(self.box)
        theme.mark(label, "label")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(label)
        line.addWidget(self.box, 1)

    @property
    def key(self) -> Key | None:
        """The one in the box; None when there is none."""
        place = self.box.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    @property
    def code_and_title(self) -> tuple[str, str]:
        """What its words say, in front of and behind the point."""
        code, _point, title = self.box.currentText().partition(" · ")
        return code, title

    def offer(self, found: Sequence[tuple[Key, str]], wanted: Key | None) -> Key | None:
        """Offer keys with their words and bring one to the front, if it is there. Returns what is there."""
        wanted = self.key if wanted is None else wanted
        self._keys = [key for key, _words in found]
        self.box.clear()
        for _key, words in found:
            self.box.addItem(words)
        place = self._keys.index(wanted) if wanted is not None and wanted in self._keys else 0
        self.box.setCurrentIndex(place if found else -1)
        return self.key


class ChosenPage(QWidget, Generic[Key]):
    """One visit or survey at a time; nothing is typed here that could be lost."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        word: str,
        offered: Callable[..., list[tuple[Key, str]]],
        watched: frozenset[str],
    ) -> None:
        """`word` names what is chosen, `offered` reads the choices, `watched` tables change the page."""
        super().__init__(parent)
        self.desk = desk
        self._offered = offered
        self._watched = watched
        self.chooser: Chooser[Key] = Chooser(self, word)
        self.chooser.chosen.connect(self.ask)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        desk.changed.connect(self._changed)

    @abstractmethod
    def ask(self, key: Key | None) -> None:
        """Read what belongs to the chosen one and show it; None: there is nothing to choose."""

    @abstractmethod
    def keyboard(self) -> QWidget:
        """Where the keyboard belongs when the page is shown."""

    def button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        """A button of this page."""
        made = QPushButton(words, self)
        theme.set_icon(made, icon)
        made.clicked.connect(lambda _on: slot())
        return made

    def top_line(self, *buttons: QPushButton) -> QHBoxLayout:
        """The box and what can be done with the chosen one, side by side."""
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self.chooser, 1)
        for each in buttons:
            line.addWidget(each)
        return line

    def choose(self, key: Key | None) -> None:
        """Show one of them; without a key the one that stands in the box."""
        self.desk.read(self, lambda found: self.ask(self.chooser.offer(found, key)), self._offered)
        self.keyboard().setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown is never older than the moment it is looked at."""
        super().showEvent(event)
        if not event.spontaneous():
            self.choose(None)

    def may_leave(self) -> bool:
        """Nothing typed would be lost."""
        return True

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.kinds & self._watched:
            self.ask(self.chooser.key)


def plain_table(heads: Sequence[str], name: str, parent: QWidget, *, stretch: int) -> QTableWidget:
    """A table that is read and chosen from, row by row."""
    table = QTableWidget(0, len(heads), parent)
    table.setHorizontalHeaderLabels(heads)
    table.setAccessibleName(name)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * theme.SPACE_8)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return table


def fill_table(
    table: QTableWidget, rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> None:
    """Show these rows; `right` are the columns of figures."""
    table.setRowCount(len(rows))
    for place, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column in right:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(place, column, item)
