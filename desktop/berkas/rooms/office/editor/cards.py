"""Cards of the office's pages that are no forms: a heading, words, buttons."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.flow import FlowLayout


def words(text: str = "", role: str = "") -> QLabel:
    """Words that wrap."""
    label = QLabel(text)
    label.setWordWrap(True)
    if role:
        theme.mark(label, role)
    return label


def button(text: str, icon: str, slot: Callable[[], object], *, main: bool = False) -> QPushButton:
    """A button as wide as its words."""
    made = QPushButton(text)
    if main:
        theme.mark(made, "utama")
    theme.set_icon(made, icon, "on_accent" if main else "text")
    made.clicked.connect(lambda _pressed: slot())
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def button_row(*buttons: QPushButton) -> QWidget:
    """Buttons beside each other, on further lines where letters are large."""
    row = QWidget()
    line = FlowLayout(row)
    for each in buttons:
        line.addWidget(each)
    return row


def fill_card(card: QFrame, title: str, *parts: QWidget) -> None:
    """Make a frame a card: its heading, then the parts."""
    theme.mark(card, "kartu")
    heading = QLabel(title)
    theme.mark(heading, "subjudul")
    lines = QVBoxLayout(card)
    lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
    lines.setSpacing(theme.SPACE_8)
    lines.addWidget(heading)
    for part in parts:
        lines.addWidget(part)
