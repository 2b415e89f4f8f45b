"""The list of copies with what each holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from berkas.engine.copylist import CopyRow
from berkas.engine.safekeeping import occasion_words
from berkas.kit import theme
from berkas.rules.dates import show_instant, to_instant
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.vocabulary import TimeZone

_HEADS = ("Dibuat", "Alasan", "OBH", "Pengaduan", "Kegiatan", "Lampiran", "MB")
_FIRST_NUMBER = 2
_GAP = "\u2003"  # the column is as wide as its words; the next one begins a little later
_COUNTS = ("obh", "complaint", "visit", "attachment")
_MOST_ROWS_SEEN = 7
_MEGABYTE = 1_000_000


class CopyTable(QTableWidget):
    """Newest first; nothing can be edited here."""

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.zone = TimeZone.WIB
        self.setAccessibleName("Cadangan yang ada, terbaru di atas")
        for column, words in enumerate(_HEADS):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_side(column))
            self.setHorizontalHeaderItem(column, head)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self._fit()

    def show_rows(self, rows: Sequence[CopyRow]) -> None:
        """Put these copies into the list."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(_texts(row, self.zone)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(column))
                item.setToolTip(row.name.path.name)
                self.setItem(place, column, item)
        self._fit()

    def _fit(self) -> None:
        seen = min(max(self.rowCount(), 2), _MOST_ROWS_SEEN) + 1
        row = theme.tokens().row_height
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(seen * row + theme.SPACE_8)


def _side(column: int) -> Qt.AlignmentFlag:
    """Words at the left, numbers at the right."""
    side = Qt.AlignmentFlag.AlignLeft if column < _FIRST_NUMBER else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _texts(row: CopyRow, zone: TimeZone) -> tuple[str, ...]:
    when = show_instant(to_instant(row.name.moment), zone) + _GAP
    size = show_decimal(max(row.size / _MEGABYTE, 0.1), 1)
    if row.counts is None:
        return (when, f"{occasion_words(row.name.occasion)}, frasa sandi lain", "", "", "", "", size)
    counts = (show_integer(row.counts[table]) for table in _COUNTS)
    return (when, occasion_words(row.name.occasion), *counts, size)
