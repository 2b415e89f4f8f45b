"""The line at the bottom of the window while something runs: name, progress, remaining time, "Batalkan".

Hidden when nothing runs. Shows the oldest running job and how many wait behind it.
"""

from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from berkas.kit import theme
from berkas.kit.jobs import Job, Progress
from berkas.rules.numbers import show_integer


class JobBar(QFrame):
    """Status line of the running jobs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watched: list[Job[Any]] = []
        self._name = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Kemajuan pekerjaan")
        self._count = QLabel(self)
        self._stop = QPushButton("Batalkan", self)
        self._stop.clicked.connect(self._cancel)
        theme.mark(self, "kaki")
        theme.mark(self._count, "redup")
        theme.mark(self._stop, "tautan")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_4, theme.SPACE_16, theme.SPACE_4)
        line.setSpacing(theme.SPACE_16)
        line.addWidget(self._name)
        line.addWidget(self._bar, 1)
        line.addWidget(self._count)
        line.addWidget(self._stop)
        self.hide()

    def watch(self, job: "Job[Any]") -> None:
        """Show a job until it ends."""
        self._watched.append(job)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self._show_first()

    def running(self) -> "list[Job[Any]]":
        """The jobs that have not ended, oldest first."""
        return list(self._watched)

    def _cancel(self) -> None:
        if self._watched:
            self._stop.setEnabled(False)
            self._count.setText("Menghentikan…")
            self._watched[0].cancel()

    def _progressed(self, _progress: Progress) -> None:
        if self._watched and self.sender() is self._watched[0]:
            self._show_progress(self._watched[0].latest)

    def _ended(self) -> None:
        ended = self.sender()
        self._watched = [job for job in self._watched if job is not ended]
        self._show_first()

    def _show_first(self) -> None:
        self.setVisible(bool(self._watched))
        if not self._watched:
            return
        waiting = len(self._watched) - 1
        self._name.setText(self._watched[0].title + (f" (dan {waiting} lagi)" if waiting else ""))
        self._stop.setEnabled(True)
        self._stop.setAccessibleName(f"Batalkan: {self._watched[0].title}")
        self._show_progress(self._watched[0].latest)

    def _show_progress(self, progress: Progress) -> None:
        if progress.total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * progress.done / progress.total))
            count = f"{show_integer(progress.done)} dari {show_integer(progress.total)}"
        else:
            self._bar.setRange(0, 0)
            count = show_integer(progress.done) if progress.done else ""
        self._count.setText(" · ".join(part for part in (progress.text, count, progress.remaining) if part))
