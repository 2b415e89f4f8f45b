"""The screens between a file and its window: protected, busy. Why one does not open is in `problem`."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from berkas.kit.jobs import Progress
from berkas.shell.firstrun import Screen


class PassphraseScreen(Screen):
    """A protected office asks for its passphrase, or for the key of its recovery sheet."""

    given = Signal(str)
    back_wanted = Signal()

    def __init__(self, name: str, back: str = "Layar awal", parent: QWidget | None = None) -> None:
        super().__init__(
            name, "Kantor ini dilindungi. Ketik frasa sandinya, atau kunci dari lembar pemulihan.", parent
        )
        self.line = self.add_line("Frasa sandi", secret=True)
        self.problem = self.add_words("", "galat")
        self.problem.hide()
        if back:
            self.add_button(back, self.back_wanted.emit)
        self._open = self.add_button("Buka", self._give, "utama")
        self._open.setDefault(True)
        self.line.returnPressed.connect(self._give)
        self.setFocusProxy(self.line)
        self.ready()

    def refuse(self, sentence: str) -> None:
        """Say that it was not the passphrase; what was typed stays selected."""
        self.problem.setText(sentence)
        self.problem.show()
        self.line.selectAll()
        self.line.setFocus()

    def _give(self) -> None:
        if self.line.text():
            self.given.emit(self.line.text())


class BusyScreen(Screen):
    """Something runs before an office is open: its name, how far it is, and a way to stop it."""

    stop_wanted = Signal()

    def __init__(self, title: str, parent: QWidget | None = None, *, can_stop: bool = True) -> None:
        super().__init__(title, "Mohon tunggu sebentar.", parent)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self.body.addWidget(self._bar)
        self._words = self.add_words("", "redup")
        if can_stop:
            self.setFocusProxy(self.add_button("Batalkan", self.stop_wanted.emit))
        self.ready()

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        if progress.total:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
        self._words.setText(" · ".join(part for part in (progress.text, progress.remaining) if part))
