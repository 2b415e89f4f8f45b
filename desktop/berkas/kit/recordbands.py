"""Coloured lines of a record's sheet: why it cannot be written, why something unusual is saved all the
same.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.rules.fields import Problem


class LockBand(QFrame):
    """A line on a coloured ground, with a button when there is something to do about it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "pita", tone="info")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.pressed)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.hide()

    def say(self, sentence: str, button: str) -> None:
        """Show a sentence; hidden when there is none."""
        self._words.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setVisible(bool(sentence))

    def sentence(self) -> str:
        """What it says now."""
        return self._words.text()


class ReasonBand(QFrame):
    """Asks for the reason why something unusual is saved all the same."""

    accepted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "pita", tone="peringatan")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        label = QLabel("Alasan tetap menyimpan", self)
        theme.mark(label, "label")
        self._reason = QLineEdit(self)
        self._reason.setAccessibleName("Alasan tetap menyimpan")
        label.setBuddy(self._reason)
        self._go = QPushButton("Simpan dengan alasan", self)
        self._go.setEnabled(False)
        self._reason.textChanged.connect(self._typed)
        self._reason.returnPressed.connect(self._accept)
        self._go.clicked.connect(self._accept)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self._reason, 1)
        line.addWidget(self._go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self._words)
        lines.addWidget(label)
        lines.addLayout(line)
        self.hide()

    def ask(self, problems: Sequence[Problem]) -> None:
        """Show what is unusual and ask."""
        self._words.setText("\n".join(problem.message for problem in problems))
        self._reason.clear()
        self.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        self._go.setEnabled(bool(text.strip()))

    def _accept(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self.accepted.emit(reason)
