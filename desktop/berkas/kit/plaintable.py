"""A short table that is only read: heads, finished texts, numbers at the right, as high as its rows.

For a handful of lines inside a sheet; lists of records use `tableview`. Knows no book.
"""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from berkas.kit import theme

_LINE = 22
"""Characters after which the wide column would rather wrap than push the others out."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PlainTable(QTableWidget):
    """`right` are columns of numbers, `wide` the one that takes what is left; `totals` rows are bold."""

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        *,
        right: Collection[int] = (),
        wide: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._right = frozenset(right)
        self._wide = wide
        self.setAccessibleName(name)
        for column, words in enumerate(heads):
            head = QTableWidgetItem(words)
            head.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, head)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        theme.on_change(self._fit)
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[str]], *, totals: Collection[int] = ()) -> None:
        """Put these lines in place of those that stand there."""
        bold = QFont(self.font())
        bold.setBold(True)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(self._side(column))
                item.setToolTip(text)
                if place in totals:
                    item.setFont(bold)
                self.setItem(place, column, item)
        self._fit()

    def texts(self) -> list[tuple[str, ...]]:
        """What stands there, row by row."""
        return [
            tuple(
                item.text() if (item := self.item(row, column)) else ""
                for column in range(self.columnCount())
            )
            for row in range(self.rowCount())
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower table wraps its words and grows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self._right else _LEFT

    def _share_width(self) -> None:
        """The wide column takes what is left, but never less than its words need or a line is long."""
        header = self.horizontalHeader()
        others = sum(map(header.sectionSize, range(self.columnCount()))) - header.sectionSize(self._wide)
        metrics = self.fontMetrics()
        wanted = max(self.sizeHintForColumn(self._wide), header.sectionSizeHint(self._wide))
        least = min(wanted, metrics.averageCharWidth() * _LINE)
        header.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(self._wide, max(least, self.viewport().width() - others))

    def _fit(self) -> None:
        self._share_width()
        self.verticalHeader().setMinimumSectionSize(theme.tokens().row_height)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount())) or theme.tokens().row_height
        bar = self.horizontalScrollBar().sizeHint().height() if self._is_narrow() else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth() + bar)

    def _is_narrow(self) -> bool:
        return self.horizontalHeader().length() > max(self.viewport().width(), 1)
