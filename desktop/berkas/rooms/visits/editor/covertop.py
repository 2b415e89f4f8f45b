"""What stands above a view of full width: back, title and place, what can be done; below it the state."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme


class CoverTop(QWidget):
    """Two lines; a view puts its own parts to the right of the title and to the left of the state."""

    def __init__(self, parent: QWidget, *, leave: Callable[[], object]) -> None:
        super().__init__(parent)
        self.title = self.label("subjudul")
        self.place = self.label("redup")
        self.state = self.label("redup")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = self.button("Kembali", "chevron-left", leave)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.place)
        self._tops = QHBoxLayout()
        self._tops.setSpacing(theme.SPACE_16)
        self._tops.addWidget(self.back)
        self._tops.addLayout(words, 1)
        self._lows = QHBoxLayout()
        self._lows.setSpacing(theme.SPACE_16)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(self._tops)
        lines.addLayout(self._lows)

    def lay(self, *, right: tuple[QWidget, ...], low: tuple[QWidget, ...]) -> None:
        """Put in what the view has; called once."""
        for each in right:
            self._tops.addWidget(each)
        for each in low:
            self._lows.addWidget(each)
        self._lows.addWidget(self.state, 1)

    def label(self, role: str) -> QLabel:
        """A label of this line; a short one stays on one line."""
        made = QLabel(self)
        made.setWordWrap(role != "label")
        theme.mark(made, role)
        return made

    def button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        """A button of this line."""
        made = QPushButton(words, self)
        theme.set_icon(made, icon)
        made.clicked.connect(lambda _checked: slot())
        return made

    def main_button(self, words: str, slot: Callable[[], object]) -> QPushButton:
        """The button that saves."""
        made = self.button(words, "device-floppy", slot)
        theme.set_icon(made, "device-floppy", "on_accent")
        theme.mark(made, "utama")
        return made
