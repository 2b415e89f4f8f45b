"""The due dates of a record: a short table of steps, and the strip of days of the chosen one.

Shows plans that were counted elsewhere; knows no book.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.engine.due import StepPlan
from berkas.kit import theme
from berkas.rooms.complaints.editor.strip import DayStripView
from berkas.rules.calendar import Calendar
from berkas.rules.clocks import StepDue, free_days
from berkas.rules.clocks import due_state as state_of
from berkas.rules.dates import show_days_left, show_long, show_short
from berkas.rules.vocabulary import DayUnit, DueState

_TONES = {
    DueState.TERLAMBAT: "danger",
    DueState.HARI_INI: "warning",
    DueState.SEGERA: "warning",
    DueState.JEDA: "info",
    DueState.TERPENUHI: "good",
}


SHEET_WIDTH = 440
"""The least width, in pixels, of a sheet with a strip of days: seven columns that can be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reading of one step, ready to be shown."""

    due: StepDue
    done_on: date | None
    state: DueState
    words: str


class DuePanel(QWidget):
    """Steps with their dates; choosing one shows how its days were counted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self.table = QTreeWidget(self)
        self.table.setAccessibleName(name)
        self.table.setHeaderLabels(("Langkah", "Jatuh tempo", "Keadaan"))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        self.table.currentItemChanged.connect(self._choose)
        self.caption = QLabel(self)
        self.strip = DayStripView(self)
        self.free = QLabel(self)
        self.notes = QLabel(self)
        for label, role in ((self.caption, "label"), (self.free, "redup"), (self.notes, "redup")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            theme.mark(label, role)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        for widget in (self.table, self.caption, self.strip, self.free, self.notes):
            lines.addWidget(widget)

    def show_plans(self, plans: Sequence[StepPlan], calendar: Calendar, today: date) -> None:
        """The steps of a kept record; the one that is due next is chosen."""
        lines: list[Line] = []
        for plan in plans:
            for due in (plan.due, plan.other):
                if due is None:
                    continue
                state = state_of(due, today=today, calendar=calendar, done_on=plan.done_on)
                words = plan.not_applicable or _state_words(due, state, today, calendar, plan.done_on)
                lines.append(Line(due, plan.done_on, state, words))
        self._fill(lines)

    def show_preview(self, dues: Sequence[StepDue], calendar: Calendar, today: date) -> None:
        """The steps of a record that is being typed."""
        lines = [
            Line(due, None, state := state_of(due, today=today, calendar=calendar),
                 _state_words(due, state, today, calendar, None))
            for due in dues
        ]  # fmt: skip
        self._fill(lines)

    def _fill(self, lines: Sequence[Line]) -> None:
        chosen = self.table.currentIndex().row()
        same = [line.due.step.key for line in lines] == [line.due.step.key for line in self._lines]
        self._lines = list(lines)
        self.table.clear()
        colours = theme.tokens().colours
        items: list[QTreeWidgetItem] = []
        for line in lines:
            name = f"{line.due.step.label} (tafsir lain)" if line.due.alternative else line.due.step.label
            when = show_short(line.due.due) if line.due.due else "–"
            item = QTreeWidgetItem((name, when, line.words))
            tone = _TONES.get(line.state)
            if tone:
                item.setForeground(2, QBrush(QColor(getattr(colours, tone))))
            item.setToolTip(0, f"{name}. Sumber: {line.due.step.source}")
            item.setSizeHint(0, QSize(0, theme.tokens().row_height))
            items.append(item)
        self.table.addTopLevelItems(items)
        row = chosen if same and chosen >= 0 else self._most_urgent()
        if items:
            self.table.setCurrentItem(items[row])
        self._fit(len(items))

    def _most_urgent(self) -> int:
        """The row whose days are shown first: the longest running count that is not fulfilled."""
        running = [
            (line.due.due or date.max, row)
            for row, line in enumerate(self._lines)
            if line.done_on is None and line.due.strip and not line.due.alternative
        ]
        return max(running)[1] if running else 0

    def _fit(self, rows: int) -> None:
        """As high as its rows: it never scrolls."""
        head = self.table.header().sizeHint().height()
        self.table.setFixedHeight(head + rows * theme.tokens().row_height + 2 * self.table.frameWidth())

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        row = self.table.indexOfTopLevelItem(item) if item is not None else -1
        if not 0 <= row < len(self._lines):
            return
        line = self._lines[row]
        due = line.due
        self.caption.setText(_caption(due))
        self.strip.show_days(due.strip, due=due.due, done=line.done_on, name=due.step.label)
        free = "\n".join(free_days(due.strip))
        self.free.setText(free)
        self.free.setVisible(bool(free))
        self.notes.setText(f"{due.note} Sumber: {due.step.source}.")


def _caption(due: StepDue) -> str:
    limit = f"{due.days} {due.unit.label}" if due.unit else "batas tidak diketahui"
    if due.start is None:
        return f"{due.step.label}: {limit} sejak {due.step.start.label.lower()}."
    if due.due is None:
        return f"{due.step.label}: {limit}; jatuh tempo belum dapat dihitung."
    return f"{due.step.label}: {limit}, jatuh tempo {show_long(due.due)}."


def _state_words(due: StepDue, state: DueState, today: date, calendar: Calendar, done_on: date | None) -> str:
    if done_on is not None:
        late = due.due is not None and done_on > due.due
        return f"terpenuhi {show_short(done_on)}{', terlambat' if late else ''}"
    if due.due is not None and state in (DueState.TERLAMBAT, DueState.SEGERA, DueState.BERJALAN):
        return show_days_left(calendar.count_between(today, due.due), DayUnit.KERJA)
    return state.label.lower()
