"""Where two keyings differ: both answers side by side and the three ways on, on the keys 1, 2 and 3."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.flow import FlowLayout
from berkas.rules.vocabulary import SettledBy

_EMPTY = "tidak dijawab"
_WAYS = (
    (SettledBy.PERTAMA, "1  Pertahankan yang pertama"),
    (SettledBy.KEDUA, "2  Pertahankan yang kedua"),
    (SettledBy.KETIK_ULANG, "3  Lihat kertas, ketik ulang"),
)


class DifferenceBand(QFrame):
    """Hidden until `halt`; takes the keyboard and gives it back with `chosen`."""

    chosen = Signal(object)
    """A `SettledBy`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "pita", tone="peringatan")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.question = QLabel(self)
        self.question.setWordWrap(True)
        theme.mark(self.question, "label")
        self.first = self._value()
        self.second = self._value()
        values = QHBoxLayout()
        values.setSpacing(theme.SPACE_24)
        for head, value in (("Ketikan pertama", self.first), ("Ketikan kedua", self.second)):
            column = QVBoxLayout()
            column.setSpacing(0)
            title = QLabel(head, self)
            theme.mark(title, "redup")
            column.addWidget(title)
            column.addWidget(value)
            values.addLayout(column, 1)
        self.buttons: dict[SettledBy, QPushButton] = {}
        ways = FlowLayout(spacing=theme.SPACE_8)
        for how, words in _WAYS:
            button = QPushButton(words, self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
            button.clicked.connect(self._clicked)
            ways.addWidget(button)
            self.buttons[how] = button
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.question)
        lines.addLayout(values)
        lines.addLayout(ways)
        self.hide()

    def _value(self) -> QLabel:
        value = QLabel(self)
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        theme.mark(value, "subjudul")
        return value

    def halt(self, question: str, first: str, second: str) -> None:
        """Sound the tone and wait for one of the three keys."""
        self.question.setText(f"Berbeda: {question}")
        self.first.setText(first or _EMPTY)
        self.second.setText(second or _EMPTY)
        self.setAccessibleName(f"Dua ketikan berbeda: {question}")
        ways = ". ".join(words.replace("  ", ": ") for _how, words in _WAYS)
        self.setAccessibleDescription(f"Pertama: {self.first.text()}. Kedua: {self.second.text()}. {ways}.")
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.beep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3; everything else sounds again, so that nobody keys on blindly."""
        for place, (how, _words) in enumerate(_WAYS, 1):
            if event.text() == str(place):
                self._choose(how)
                return
        if event.text():
            QApplication.beep()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self._choose(next(how for how, button in self.buttons.items() if button is self.sender()))

    def _choose(self, how: SettledBy) -> None:
        self.hide()
        self.chosen.emit(how)
