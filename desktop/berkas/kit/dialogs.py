"""Small dialogs in one shape: a title, one sentence, buttons that are verbs.

Only for a decision that cannot be undone, or when nothing else can be done. Never two at once: what is said
while a dialog is open is added to it; what is asked then is answered with the safe answer. Knows nothing of
books.
"""

import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from berkas import __version__
from berkas.kit import theme

_SAFE = 0
_MOST_IN_A_ROW = 3
_open: "list[Message]" = []


class Message(QDialog):
    """Title, sentence, fields if any, buttons. `chosen` is the index of the pressed button; 0 is the safe one
    and Esc."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str) -> None:
        super().__init__(parent or QApplication.activeWindow())
        self.chosen = _SAFE
        self.setWindowTitle(title)
        self.setAccessibleDescription(sentence)
        self.buttons: list[QPushButton] = []
        self._stacked: QVBoxLayout | None = None
        self._ways: QScrollArea | None = None
        heading = QLabel(title, self)
        heading.setWordWrap(True)
        theme.mark(heading, "subjudul")
        self._sentences = QVBoxLayout()
        self._fields = QVBoxLayout()
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.SPACE_8)
        self._foot.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(heading)
        for part in (self._sentences, self._fields):
            part.setSpacing(theme.SPACE_8)
            lines.addLayout(part)
        lines.addLayout(self._foot)
        self.add_sentence(sentence)

    def add_sentence(self, sentence: str) -> None:
        """One more sentence under those that are there."""
        label = QLabel(sentence, self)
        label.setWordWrap(True)
        label.setMinimumWidth(round(380 * theme.tokens().scale ** 0.5))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentences.addWidget(label)

    def add_field(self, label: str, field: QWidget) -> None:
        """A field with its label above it."""
        words = QLabel(label, self)
        theme.mark(words, "label")
        words.setBuddy(field)
        field.setAccessibleName(label)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE_4)
        column.addWidget(words)
        column.addWidget(field)
        self._fields.addLayout(column)

    def add_details(self, text: str) -> None:
        """A longer text that can be read and selected."""
        box = QPlainTextEdit(text, self)
        box.setReadOnly(True)
        box.setAccessibleName("Rincian")
        box.setMinimumHeight(140)
        box.setTabChangesFocus(True)
        self._fields.addWidget(box)

    def add_part(self, widget: QWidget) -> None:
        """Something larger between sentence and buttons, which says itself what it is."""
        self._fields.addWidget(widget, 1)

    def add_button(self, words: str, role: str = "") -> QPushButton:
        """The next button to the right; the first one is the safe answer."""
        button = QPushButton(words, self)
        index = len(self.buttons)
        button.clicked.connect(lambda: self._choose(index))
        button.setAutoDefault(True)
        if role:
            theme.mark(button, role)
        self.buttons.append(button)
        place = self._foot if self._stacked is None or index == _SAFE else self._stacked
        place.addWidget(button)
        return button

    def stack_buttons(self) -> None:
        """One answer per line, the safe one at the foot; a row of many would be wider than the screen, and
        more of them than the screen is high are scrolled.
        """
        inner = QWidget()
        self._stacked = QVBoxLayout(inner)
        self._stacked.setContentsMargins(0, 0, 0, 0)
        self._stacked.setSpacing(theme.SPACE_8)
        area = self._ways = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._fields.addWidget(area, 1)

    def add_helper(self, button: QPushButton) -> None:
        """A button at the left that does not close the dialog."""
        button.setAutoDefault(False)
        self._foot.insertWidget(0, button)

    def run(self) -> int:
        """Show, wait, and tell which button was pressed."""
        inner = self._ways.widget() if self._ways is not None else None
        if self._ways is not None and inner is not None:
            wanted, most = inner.sizeHint(), self.screen().availableGeometry().height() * 3 // 5
            bar = self._ways.verticalScrollBar().sizeHint().width() if wanted.height() > most else 0
            self._ways.setMinimumSize(wanted.width() + bar, min(wanted.height(), most))
        _open.append(self)
        try:
            self.exec()
        finally:
            _open.remove(self)
            self.setParent(None)
            self.deleteLater()
        return self.chosen

    def _choose(self, index: int) -> None:
        self.chosen = index
        self.accept()


def _busy() -> Message | None:
    return next((each for each in _open if isValid(each) and each.isVisible()), None)


def say(parent: QWidget | None, title: str, sentence: str) -> None:
    """Tell something that needs to be read; one button."""
    shown = _busy()
    if shown is not None:
        shown.add_sentence(sentence)
        return
    message = Message(parent, title, sentence)
    message.add_button("Mengerti", "utama").setDefault(True)
    message.run()


def ask(
    parent: QWidget | None,
    title: str,
    sentence: str,
    *,
    yes: str,
    no: str = "Batal",
    danger: bool = False,
    details: str = "",
) -> bool:
    """Ask for a decision. `yes` and `no` are verbs; with `danger` Enter answers no."""
    if _busy() is not None:
        return False
    message = Message(parent, title, sentence)
    if details:
        message.add_details(details)
    safe = message.add_button(no)
    strong = message.add_button(yes, "bahaya" if danger else "utama")
    default = safe if danger else strong
    default.setDefault(True)
    default.setFocus()
    return message.run() == 1


def choose(
    parent: QWidget | None,
    title: str,
    sentence: str,
    buttons: Sequence[str],
    *,
    no: str = "Batal",
    danger: bool = False,
) -> int | None:
    """Offer several ways; the index of the chosen one, or None for Esc and `no`. `danger`: the last one loses
    something.
    """
    if _busy() is not None:
        return None
    message = Message(parent, title, sentence)
    if len(buttons) > _MOST_IN_A_ROW:
        message.stack_buttons()
    message.add_button(no)
    for place, words in enumerate(buttons):
        loses = danger and place == len(buttons) - 1
        message.add_button(words, "bahaya" if loses else "utama" if place == 0 else "")
    message.buttons[1].setDefault(True)
    message.buttons[1].setFocus()
    chosen = message.run()
    return chosen - 1 if chosen else None


def ask_text(
    parent: QWidget | None,
    title: str,
    sentence: str,
    *,
    label: str,
    yes: str,
    secret: bool = False,
    required: bool = True,
    text: str = "",
) -> str | None:
    """Ask for one line; None for Esc. `secret` hides what is typed; `required` refuses an empty line."""
    if _busy() is not None:
        return None
    message = Message(parent, title, sentence)
    line = QLineEdit(text, message)
    if secret:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    message.add_field(label, line)
    message.add_button("Batal")
    strong = message.add_button(yes, "utama")
    strong.setDefault(True)
    if required:
        strong.setEnabled(bool(text.strip()))
        line.textChanged.connect(lambda typed: strong.setEnabled(bool(typed.strip())))
    line.setFocus()
    line.selectAll()
    return line.text() if message.run() == 1 else None


def ask_word(parent: QWidget | None, title: str, sentence: str, *, word: str, yes: str) -> bool:
    """For what can never be undone: the word must be typed before the button works."""
    if _busy() is not None:
        return False
    message = Message(parent, title, sentence)
    line = QLineEdit(message)
    message.add_field(f"Ketik “{word}” untuk melanjutkan", line)
    message.add_button("Batal")
    strong = message.add_button(yes, "bahaya")
    strong.setDefault(True)
    strong.setEnabled(False)
    line.textChanged.connect(lambda typed: strong.setEnabled(typed.strip().casefold() == word.casefold()))
    line.setFocus()
    return message.run() == 1


def report_of(error: BaseException) -> str:
    """What a programmer needs to know of a bug: where and what kind, without any value of the office."""
    places = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
    head = (
        f"Berkas {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {sys.platform} {platform.release()}",
        type(error).__qualname__,
    )
    return "\n".join((*head, *lines))


def failure(parent: QWidget | None, sentence: str, error: BaseException | str) -> None:
    """Tell of a bug, with a report that can be copied; it carries places, never messages or values."""
    shown = _busy()
    if shown is not None:
        shown.add_sentence(sentence)
        return
    report = error if isinstance(error, str) else report_of(error)
    message = Message(parent, "Terjadi kegagalan", sentence)
    message.add_details(report)
    message.add_button("Tutup").setDefault(True)
    copy = QPushButton("Salin laporan", message)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    message.add_helper(copy)
    message.run()


def open_files(
    parent: QWidget | None, title: str, patterns: Sequence[str], *, many: bool = False
) -> list[Path]:
    """Let the person choose files; empty for Esc. A pattern is like `Buku kerja (*.xlsx)`."""
    offered = ";;".join(patterns)
    if many:
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", offered)
        return [Path(name) for name in chosen]
    name, _ = QFileDialog.getOpenFileName(parent, title, "", offered)
    return [Path(name)] if name else []


def save_file(parent: QWidget | None, title: str, name: str, patterns: Sequence[str]) -> Path | None:
    """Let the person choose where to save; None for Esc. A missing ending is that of the chosen pattern."""
    chosen, pattern = QFileDialog.getSaveFileName(parent, title, name, ";;".join(patterns))
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix and "*." in pattern:
        path = path.with_suffix("." + pattern.split("*.", 1)[1].split(")")[0].split(" ")[0])
        sentence = f"{path.name} sudah ada di folder itu. Ganti dengan yang baru?"
        if path.exists() and not ask(parent, "Ganti berkas", sentence, yes="Ganti", danger=True):
            return None
    return path


def open_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let the person choose a folder; None for Esc."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None
