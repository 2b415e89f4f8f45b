"""The panel that chooses the columns of a list, their order and the sorting, by mouse or keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.rules.fields import Column


class ColumnsPanel(QFrame):
    """Applies every change at once; Esc closes."""

    arranged = Signal(list)
    """Keys of the shown columns from left to right."""
    sorted_by = Signal(str, bool)
    """Key of a column and whether it descends; an empty key is the list's own order."""
    reset_wanted = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        shown: Sequence[str],
        sort_key: str,
        descending: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Kolom dan urutan")
        theme.mark(self, "kartu")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self._heading("Kolom yang tampak"))
        self._list = self._build_list(columns, shown)
        lines.addWidget(self._list)
        lines.addLayout(self._build_moves())
        if any(column.sortable for column in columns):
            lines.addSpacing(theme.SPACE_8)
            lines.addWidget(self._heading("Urutkan menurut"))
            lines.addLayout(self._build_sorting(columns, sort_key, descending))
        lines.addLayout(self._build_foot())

    def open_under(self, button: QWidget) -> None:
        """Show the panel with its right edge under that of the button."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + theme.SPACE_4))
        self.move(corner)
        self.show()
        self._list.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _heading(self, words: str) -> QLabel:
        label = QLabel(words, self)
        theme.mark(label, "label")
        return label

    def _build_list(self, columns: Sequence[Column], shown: Sequence[str]) -> QListWidget:
        known = {column.key: column for column in columns}
        order = [*shown, *(key for key in known if key not in shown)]
        found = QListWidget(self)
        found.setAccessibleName("Kolom yang tampak")
        for key in order:
            item = QListWidgetItem(known[key].label, found)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        found.setFixedHeight(min(10, len(order)) * theme.tokens().row_height + theme.SPACE_8)
        found.setMinimumWidth(max(240, found.sizeHintForColumn(0) + 48))
        found.setCurrentRow(0)
        found.itemChanged.connect(self._tell)
        return found

    def _build_moves(self) -> QHBoxLayout:
        up, down = QPushButton("Naikkan", self), QPushButton("Turunkan", self)
        theme.set_icon(up, "arrow-up")
        theme.set_icon(down, "arrow-down")
        up.clicked.connect(self._up)
        down.clicked.connect(self._down)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(up)
        line.addWidget(down)
        line.addStretch()
        return line

    def _build_sorting(
        self,
        columns: Sequence[Column],
        sort_key: str,
        descending: bool,
    ) -> QVBoxLayout:
        self._sort = QComboBox(self)
        self._sort.setAccessibleName("Urutkan menurut")
        self._sort.addItem("Urutan asli daftar", "")
        for column in columns:
            if column.sortable:
                self._sort.addItem(column.label, column.key)
        self._sort.setCurrentIndex(max(0, self._sort.findData(sort_key)))
        self._down_first = QCheckBox("Dari besar ke kecil", self)
        self._down_first.setChecked(descending)
        self._sort.activated.connect(self._tell_sorting)
        self._down_first.toggled.connect(self._tell_sorting)
        lines = QVBoxLayout()
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self._sort)
        lines.addWidget(self._down_first)
        return lines

    def _build_foot(self) -> QHBoxLayout:
        reset, close = QPushButton("Kembalikan semula", self), QPushButton("Selesai", self)
        reset.clicked.connect(self._reset)
        close.clicked.connect(self.close)
        line = QHBoxLayout()
        line.addWidget(reset)
        line.addStretch()
        line.addWidget(close)
        return line

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self._list.currentRow()
        target = row + step
        if row < 0 or not 0 <= target < self._list.count():
            return
        self._list.insertItem(target, self._list.takeItem(row))
        self._list.setCurrentRow(target)
        self._tell()

    def _tell(self) -> None:
        items = (self._list.item(row) for row in range(self._list.count()))
        shown = [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]
        if shown:
            self.arranged.emit(shown)

    def _tell_sorting(self) -> None:
        self.sorted_by.emit(self._sort.currentData(), self._down_first.isChecked())

    def _reset(self) -> None:
        self.reset_wanted.emit()
        self.close()
