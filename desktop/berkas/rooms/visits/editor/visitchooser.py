"""The visit a page is about, chosen from those that have something to show there; and plain tables."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.choosers import Combo


class VisitChooser(QWidget):
    """One visit at a time."""

    chosen = Signal(int)
    """Somebody chose another visit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = Combo(self)
        self.box.setAccessibleName("Kegiatan")
        self.box.activated.connect(lambda _place: self.chosen.emit(self.visit_id))
        label = QLabel("Kegiatan", self)
        label.setBuddy(self.box)
        theme.mark(label, "label")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(label)
        line.addWidget(self.box, 1)

    @property
    def visit_id(self) -> int:
        """The visit in the box; 0 when there is none."""
        return int(self.box.currentData() or 0)

    def offer(self, visits: Sequence[tuple[int, str]], wanted: int) -> int:
        """Offer visits and bring one to the front, if it is there. Returns the one in the box."""
        wanted = wanted or self.visit_id
        self.box.clear()
        for id_, words in visits:
            self.box.addItem(words, id_)
        place = self.box.findData(wanted)
        self.box.setCurrentIndex(max(place, 0) if visits else -1)
        return self.visit_id


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
