"""What stands in the place of a list without rows: one sentence, one button, one link to help."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme


@dataclass(frozen=True, slots=True)
class EmptyState:
    """`sentence`: what belongs here. `button`: how the first one is made; empty: no button. `help_page`: the
    name of a help page; empty: no link."""

    sentence: str
    button: str = ""
    help_page: str = ""


class EmptyPane(QFrame):
    """The pane itself; also says when nothing matches a filter and when reading failed."""

    create_wanted = Signal()
    help_wanted = Signal(str)
    clear_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, state: EmptyState, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        theme.mark(self, "kartu")
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setMaximumWidth(480)
        self._offers = True
        self._create = self._button(state.button, self.create_wanted.emit, "utama")
        self._clear = self._button("Hapus saringan", self.clear_wanted.emit)
        self._retry = self._button("Coba lagi", self.retry_wanted.emit)
        self._help = self._button("Baca penjelasannya", self._ask_help, "tautan")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_24)
        lines.setSpacing(theme.SPACE_16)
        lines.addStretch(2)
        # Between two stretches, not aligned: an aligned label is not asked how high it is at its width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._sentence, 8)
        middle.addStretch(1)
        lines.addLayout(middle)
        for button in (self._create, self._clear, self._retry, self._help):
            lines.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(3)

    def set_offers(self, new: bool) -> None:
        """Whether a first one may be made by whoever looks."""
        self._offers = new
        self._create.setVisible(new and self._create.isVisibleTo(self))

    def show_empty(self, *, filtered: bool) -> None:
        """No rows: either none match the filter, or there are none at all."""
        sentence = "Tidak ada baris yang cocok dengan saringan ini." if filtered else self._state.sentence
        self._show(sentence, clear=filtered, create=not filtered)

    def show_failure(self) -> None:
        """The rows could not be read."""
        self._show(
            "Daftar ini belum dapat dibaca. Coba lagi; bila tetap gagal, tutup lalu buka Berkas.", retry=True
        )

    def _show(self, sentence: str, *, clear: bool = False, create: bool = False, retry: bool = False) -> None:
        self._sentence.setText(sentence)
        self._clear.setVisible(clear)
        self._create.setVisible(create and self._offers and bool(self._state.button))
        self._retry.setVisible(retry)
        self._help.setVisible(create and bool(self._state.help_page))

    def _button(self, words: str, slot: object, role: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(slot)
        if role:
            theme.mark(button, role)
        return button

    def _ask_help(self) -> None:
        self.help_wanted.emit(self._state.help_page)
