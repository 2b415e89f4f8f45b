"""The shape of every screen before an office is open: heading, sentence, body, buttons."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, theme


class Screen(QScrollArea):
    """One column in the middle; scrolls where letters are large. Screens add to `body` and to the buttons."""

    WIDTH: ClassVar[int] = 640

    def __init__(self, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget(self)
        theme.mark(ground, "isi")
        self._card = QFrame(ground)
        theme.mark(self._card, "kartu")
        self.heading = self._label(heading, "judul")
        self.sentence = self._label(sentence)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_8)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.SPACE_8)
        self._foot.addStretch(1)
        lines = QVBoxLayout(self._card)
        lines.setContentsMargins(32, theme.SPACE_24, 32, theme.SPACE_24)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(self.heading)
        lines.addWidget(self.sentence)
        lines.addLayout(self.body)
        lines.addLayout(self._foot)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 100)
        across.addStretch(1)
        down = QVBoxLayout(ground)
        down.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(2)
        self.setWidget(ground)
        self._measure()
        theme.on_change(self._measure)

    def add_button(self, words: str, slot: Callable[[], object], role: str = "") -> QPushButton:
        """A button at the foot; the last one added stands at the right and is the usual answer."""
        button = QPushButton(words, self._card)
        button.clicked.connect(lambda _pressed: slot())
        button.setAutoDefault(True)
        if role:
            theme.mark(button, role)
        self._foot.addWidget(button)
        return button

    def add_door(self, words: str, slot: Callable[[], object], icon: str) -> QPushButton:
        """A wide button with an icon in the body: one of several ways in."""
        button = QPushButton(words, self._card)
        button.clicked.connect(lambda _pressed: slot())
        button.setAutoDefault(True)
        theme.mark(button, "pintu")
        theme.set_icon(button, icon, "accent_text")
        self.body.addWidget(button)
        return button

    def add_line(self, label: str, *, secret: bool = False) -> QLineEdit:
        """A field with its label above it."""
        words = self._label(label, "label")
        line = QLineEdit(self._card)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        words.setBuddy(line)
        line.setAccessibleName(label)
        self.body.addWidget(words)
        self.body.addWidget(line)
        return line

    def add_words(self, words: str, role: str = "") -> QLabel:
        """A line of text in the body."""
        label = self._label(words, role)
        self.body.addWidget(label)
        return label

    def ready(self) -> None:
        """Called once everything stands: Alt letters."""
        keys.assign_mnemonics(self, reserved="")

    def _label(self, words: str, role: str = "") -> QLabel:
        label = QLabel(words, self._card)
        label.setWordWrap(True)
        if role:
            theme.mark(label, role)
        return label

    def _measure(self) -> None:
        self._card.setMaximumWidth(round(self.WIDTH * theme.tokens().scale ** 0.8))
