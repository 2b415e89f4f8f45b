"""Faults of an instrument in one list: where, and what; copied, written into a file, or gone to.

Knows no office.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from berkas.kit import clipboard
from berkas.kit.coverhead import icon_button
from berkas.rooms.office.editor.instrument_dialog import InstrumentDialog
from berkas.rules.fields import Column
from berkas.rules.numbers import show_integer

COLUMNS = (Column("place", "Tempat", width=24), Column("sentence", "Masalah", width=90))


class FaultTable(QTableWidget):
    """A line for each fault; Enter or a double click goes to it, Ctrl+C copies the chosen ones."""

    wanted = Signal(int)
    """The place of the fault in the list, from 0."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self._lines: list[tuple[str, str]] = []
        self.setHorizontalHeaderLabels([column.label for column in COLUMNS])
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.activated.connect(lambda index: self.wanted.emit(index.row()))

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Place and sentence of each fault."""
        return list(self._lines)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these faults."""
        self._lines = list(lines)
        self.setRowCount(len(lines))
        for row, texts in enumerate(lines):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, column, item)
        letter = self.fontMetrics().averageCharWidth()
        widest = max((len(place) for place, _sentence in lines), default=0)
        self.setColumnWidth(0, letter * min(44, max(14, widest + 3)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying, and whatever a table does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen faults, or all of them, as clean cells for a spreadsheet."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(len(self._lines))
        QGuiApplication.clipboard().setMimeData(clipboard.mime(COLUMNS, [self._lines[row] for row in rows]))


class FaultsDialog(InstrumentDialog):
    """All faults of a workbook, with ways to take them along."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        file: str,
        lines: Sequence[tuple[str, str]],
        export: Callable[[Sequence[tuple[str, str]]], object],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Instrumen belum dapat dimuat")
        count = show_integer(len(lines))
        words = QLabel(
            f"{file}: {count} masalah. Tidak ada yang dimuat. Perbaiki, simpan, lalu muat lagi.", self
        )
        words.setWordWrap(True)
        self.setAccessibleDescription(words.text())
        self.table = FaultTable("Masalah pada buku kerja", self)
        self.table.show_lines(lines)
        copy = icon_button(self, "Salin semua", "copy", self._copy_all)
        out = icon_button(self, "Ekspor daftar…", "table-export", lambda: export(self.table.lines))
        self.arrange((words, self.table), wide=(self.table,), foot=(copy, out))

    def _copy_all(self) -> None:
        self.table.clearSelection()
        self.table.copy()
