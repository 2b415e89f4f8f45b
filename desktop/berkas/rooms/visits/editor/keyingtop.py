"""What stands above a sheet that is keyed: its title, its state with the open errors, what was saved when."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from berkas.kit import theme
from berkas.rooms.visits.editor.covertop import CoverTop
from berkas.rooms.visits.editor.movingon import MovingOn
from berkas.rules.answers import Answers
from berkas.rules.instruments import Level, Route
from berkas.rules.vocabulary import AssessmentState


class KeyingTop(CoverTop):
    """Two lines: title and buttons; the head folded away, the choice to move on, state and last save."""

    def __init__(
        self,
        parent: QWidget,
        *,
        leave: Callable[[], object],
        other: Callable[[], object],
        save: Callable[[], object],
    ) -> None:
        super().__init__(parent, leave=leave)
        self.status = self.label("label")
        self.status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.other_button = self.button("Ganti instrumen…", "clipboard-list", other)
        self.save_button = self.main_button("Simpan", save)
        self.head_button = QPushButton(self)
        self.head_button.setCheckable(True)
        self.head_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.mark(self.head_button, "tautan")
        self.moving_on = MovingOn(self)
        self.lay(
            right=(self.status, self.other_button, self.save_button),
            low=(self.head_button, self.moving_on),
        )

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
