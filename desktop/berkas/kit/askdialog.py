"""A dialog with a few lines to fill in: secrets hidden unless shown, the refusal in its place, one way on.

Scrolls where letters are large. Knows no office.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
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

_WIDTH = 480
_MOST_OF_SCREEN = 0.9


class AskDialog(QDialog):
    """Add words and fields, then call `finish`. Text is in `text(key)`."""

    def __init__(self, parent: QWidget, title: str, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.fields: dict[str, QLineEdit] = {}
        self._secrets: list[QLineEdit] = []
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setSpacing(theme.SPACE_8)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._foot = QVBoxLayout(self)
        self._foot.addWidget(self._area, 1)
        self.add_words(sentence)

    def add_words(self, words: str, role: str = "") -> QLabel:
        """A sentence between the fields."""
        label = QLabel(words, self._inside)
        label.setWordWrap(True)
        if role:
            theme.mark(label, role)
        self._lines.addWidget(label)
        return label

    def add_field(self, key: str, label: str, *, secret: bool = False) -> QLineEdit:
        """A field with its label above it."""
        words = self.add_words(label, "label")
        line = QLineEdit(self._inside)
        line.setAccessibleName(label)
        words.setBuddy(line)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            self._secrets.append(line)
        self._lines.addWidget(line)
        self.fields[key] = line
        return line

    def add_part(self, label: str, part: QWidget) -> None:
        """Something other than a line of text, with its label above it; the dialog's maker reads it."""
        words = self.add_words(label, "label")
        words.setBuddy(part)
        part.setAccessibleName(label)
        self._lines.addWidget(part)

    def finish(self, words: str, slot: Callable[[], object], *, cancel: str = "Batal") -> QPushButton:
        """The refusal and the buttons; gives the one that goes on. Without `cancel` it stands alone."""
        if self._secrets:
            shown = QCheckBox("Tampilkan yang diketik", self._inside)
            shown.toggled.connect(self._show_typed)
            self._lines.addWidget(shown)
        self._lines.addStretch(1)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        theme.mark(self.problem, "galat")
        self.problem.hide()
        self._foot.addWidget(self.problem)
        buttons = QHBoxLayout()  # in the order of every other dialog, whatever the system's own
        buttons.setSpacing(theme.SPACE_8)
        buttons.addStretch(1)
        if cancel:
            back = QPushButton(cancel, self)
            back.clicked.connect(self.reject)
            buttons.addWidget(back)
        go = QPushButton(words, self)
        theme.mark(go, "utama")
        go.setDefault(True)
        go.clicked.connect(lambda _pressed: slot())
        buttons.addWidget(go)
        self._foot.addLayout(buttons)
        keys.assign_mnemonics(self, reserved="")
        next(iter(self.fields.values())).setFocus()
        self._fit()
        return go

    def refuse(self, sentence: str, key: str = "") -> None:
        """Say why not, and go to the field meant."""
        self.problem.setText(sentence)
        self.problem.show()
        self._fit()
        line = self.fields.get(key)
        if line is not None:
            line.selectAll()
            line.setFocus()

    def text(self, key: str) -> str:
        """What stands in a field."""
        return self.fields[key].text()

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self._secrets:
            line.setEchoMode(mode)

    def _fit(self) -> None:
        """As wide and high as the words need, but not larger than the screen."""
        space = self.screen().availableGeometry()
        width = min(round(_WIDTH * theme.tokens().scale ** 0.8), round(space.width() * _MOST_OF_SCREEN))
        self._lines.activate()
        inner = self._lines.heightForWidth(width - 2 * theme.SPACE_24)
        height = inner + self.sizeHint().height() - self._area.sizeHint().height()
        self.resize(width, min(max(height, self.height()), round(space.height() * _MOST_OF_SCREEN)))
