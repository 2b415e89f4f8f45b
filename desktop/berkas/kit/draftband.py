"""The coloured line over a form that has half-typed work waiting; both values of each field side by side.

Knows neither drafts nor records: it is told what to say and tells which button was pressed.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.dialogs import Message
from berkas.kit.typed import Compared


class DraftBand(QFrame):
    """A sentence and three answers."""

    resumed = Signal()
    compared = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, "pita", tone="info")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.resume = self._button("Lanjutkan", "pencil", self.resumed)
        self.compare = self._button("Bandingkan", "eye", self.compared)
        self.drop = self._button("Buang", "trash", self.dropped)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_8)
        for button in (self.resume, self.compare, self.drop):
            buttons.addWidget(button)
        buttons.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.words)
        lines.addLayout(buttons)
        self.hide()

    def _button(self, words: str, icon: str, told: SignalInstance) -> QPushButton:
        button = QPushButton(words, self)
        theme.set_icon(button, icon)
        button.clicked.connect(told)
        return button

    def offer(self, sentence: str, *, warning: bool = False) -> None:
        """Show the line."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        theme.mark(self, tone="peringatan" if warning else "info")
        self.show()


def ask_which(
    parent: QWidget | None,
    title: str,
    sentence: str,
    lines: Sequence[Compared],
    buttons: Sequence[str],
    *,
    heads: tuple[str, str] = ("Tersimpan", "Diketik"),
) -> int | None:
    """Both values of each field side by side; the index of the pressed button, None for “Tutup” and Esc."""
    dialog = Message(parent, title, sentence)
    table = QTableWidget(len(lines), 3, dialog)
    table.setHorizontalHeaderLabels(["Isian", *heads])
    table.setAccessibleName("Kedua isian bersebelahan")
    table.verticalHeader().hide()
    table.setWordWrap(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    for row, line in enumerate(lines):
        for column, words in enumerate((line.label, line.saved or "(kosong)", line.typed or "(kosong)")):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            table.setItem(row, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setMinimumSize(round(640 * theme.tokens().scale ** 0.5), round(240 * theme.tokens().scale ** 0.5))
    dialog.add_part(table)
    dialog.add_button("Tutup")
    for place, words in enumerate(buttons):
        dialog.add_button(words, "" if place else "utama")
    dialog.buttons[1].setDefault(True)
    dialog.buttons[1].setFocus()
    chosen = dialog.run()
    return chosen - 1 if chosen else None
