"""The head of an editor that covers a page: back, what is edited and how it stands, what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme


def icon_button(parent: QWidget, words: str, icon: str, slot: Callable[[], object] | None) -> QPushButton:
    """A button with its icon; `slot` is called without anything."""
    button = QPushButton(words, parent)
    theme.set_icon(button, icon)
    if slot is not None:
        button.clicked.connect(lambda _on: slot())
    return button


class CoverHead(QWidget):
    """Back at the left, title over state, then the buttons of the editor."""

    def __init__(
        self, back: Callable[[], object], buttons: Sequence[QPushButton], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.back = icon_button(self, "Kembali", "chevron-left", back)
        self.title = QLabel(self)
        theme.mark(self.title, "subjudul")
        self.title.setWordWrap(True)
        self.state = QLabel(self)
        theme.mark(self.state, "redup")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.state)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self.back)
        line.addLayout(words, 1)
        for button in buttons:
            line.addWidget(button)
