"""Pages of the office that are no forms: cards with a heading, words and buttons, in one or two columns."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.flow import FlowLayout

_TWO_COLUMNS = 980


class CardsPage(QWidget):
    """A heading over columns of cards. Columns stand one under the other where letters are large."""

    def show_cards(self, title: str, *columns: Sequence[QWidget], shares: Sequence[int] = (1, 1)) -> None:
        """Put the cards on the page; called once, when they are made. `shares` are widths of the columns."""
        heading = QLabel(title)
        theme.mark(heading, "judul")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.SPACE_16)
        for cards, share in zip(columns, shares, strict=False):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, share)
        self.content = QWidget()
        lines = QVBoxLayout(self.content)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_24)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(heading)
        lines.addLayout(self._columns)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where letters are large or the window narrow."""
        super().resizeEvent(event)
        wide = self.width() >= _TWO_COLUMNS * theme.tokens().scale
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )


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
