"""What stands above a sheet that is keyed: its title, its state with the open errors, what was saved when."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.rooms.visits.editor.movingon import MovingOn
from berkas.rules.answers import Answers
from berkas.rules.instruments import Level, Route
from berkas.rules.vocabulary import AssessmentState


class KeyingTop(QWidget):
    """Two lines: title and buttons; the head folded away, the choice to move on, state and last save."""

    def __init__(
        self,
        parent: QWidget,
        *,
        leave: Callable[[], object],
        other: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self.title = self._label("subjudul")
        self.place = self._label("redup")
        self.status = self._label("label")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.state = self._label("redup")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.back = self._button("Kembali", "chevron-left", leave)
        self.other_button = self._button("Ganti instrumen…", "clipboard-list", other)
        self.save_button = self._button("Simpan", "device-floppy", save)
        theme.set_icon(self.save_button, "device-floppy", "on_accent")
        theme.mark(self.save_button, "utama")
        self.head_button = QPushButton(self)
        self.head_button.setCheckable(True)
        self.head_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.mark(self.head_button, "tautan")
        self.moving_on = MovingOn(self)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.place)
        tops = QHBoxLayout()
        tops.setSpacing(theme.SPACE_16)
        tops.addWidget(self.back)
        tops.addLayout(words, 1)
        tops.addWidget(self.status)
        tops.addWidget(self.other_button)
        tops.addWidget(self.save_button)
        lows = QHBoxLayout()
        lows.setSpacing(theme.SPACE_16)
        lows.addWidget(self.head_button)
        lows.addWidget(self.moving_on)
        lows.addWidget(self.state, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(tops)
        lines.addLayout(lows)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(role != "label")
        theme.mark(label, role)
        return label

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        theme.set_icon(button, icon)
        button.clicked.connect(lambda _checked: slot())
        return button

    def say(self, words: str, tone: str = "") -> None:
        """What was saved, or why not."""
        self.state.setText(words)
        theme.mark(self.state, "galat" if tone == "bahaya" else "redup")


def status_words(route: Route, answers: Answers, settled: str = "") -> str:
    """The state of a sheet and how many errors are open: “Draf · 3 isian kurang”.

    `settled` is the state a verifier gave it; then nothing is open any more.
    """
    if settled in (AssessmentState.TERVERIFIKASI.value, AssessmentState.TERKUNCI.value):
        return AssessmentState.label_of(settled)
    progress = route.progress(answers)
    if progress.is_complete:
        return AssessmentState.LENGKAP.label
    hard = sum(check.level is Level.KERAS for check in progress.broken)
    number = len(progress.open_required) + len(progress.problems) + hard
    return f"{AssessmentState.DRAF.label} · {number} isian kurang"
