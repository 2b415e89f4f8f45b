"""Makes copies of the open office by itself: at the start, every half hour, before bulk changes, at the end.

All work runs on threads of its own; the window never waits longer than a glance. What fails is told and
tried again half an hour later. Knows Qt and the engine; knows no room.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from berkas.engine.copies import last_copy, places_of
from berkas.engine.drilling import trial_is_due, try_restore
from berkas.engine.history import office_zone
from berkas.engine.safekeeping import (
    BULK_FROM,
    EVERY_MINUTES,
    Occasion,
    has_changed,
    last_failure,
    remember_failure,
    safe_copy,
    second_copy,
)
from berkas.kit import theme
from berkas.kit.jobs import Job, Report
from berkas.rules.dates import local_moment
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.errors import BookError, Interrupted

log = logging.getLogger(__name__)

_FIRST_AFTER_MS = 5_000
_SKIP_AFTER_MS = 3_000
_GIVE_UP_MS = 5_000


class Safekeeper(QObject):
    """Keeps copies of one open book. Quiet until `start`; `finish` is the last thing before it is closed."""

    news = Signal()
    """A copy was made or failed, or a trial restore ended."""
    said = Signal(str)
    """A failure in one sentence."""

    def __init__(
        self, book: Book, actor: Callable[[], Actor], today: Callable[[], date], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._actor = actor
        self._today = today
        self._jobs: list[Job[None]] = []
        self._farewell: Farewell | None = None
        self.next_at: datetime | None = None
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_AFTER_MS)
        self._first.timeout.connect(lambda: self._regular(Occasion.START))
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MINUTES * 60_000)
        self._again.timeout.connect(lambda: self._regular(Occasion.REGULAR))

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made just now."""
        return bool(self._jobs)

    def start(self) -> None:
        """Begin: the first copy comes a few seconds after the window, the others every half hour."""
        if self._book.read_only:
            return
        self._first.start()
        self._plan()

    def stop(self) -> None:
        """No further copies by themselves."""
        self._first.stop()
        self._again.stop()
        self.next_at = None

    def before_bulk(self, count: int, then: Callable[[], object]) -> None:
        """Make a copy before so many records change at once, then go on whatever became of the copy."""
        if count < BULK_FROM or self._book.read_only:
            then()
        else:
            self._run(lambda stopping: self._copy(Occasion.BULK, stopping), then)

    def finish(self, then: Callable[[], object]) -> None:
        """The office is being closed: make the last copy if something changed, then go on in any case.

        What runs is stopped first. The person can skip all of it; the end never waits for long.
        """
        self.stop()
        if not self._jobs and not self._wants_last():
            then()
            return
        ended: list[bool] = []

        def end() -> None:
            if not ended:
                ended.append(True)
                self._bury()
                then()

        farewell = self._farewell = Farewell()
        farewell.skipped.connect(lambda: self._skip(end))
        farewell.show()
        for job in self._jobs:
            job.cancel()
        self._once_idle(lambda: self._last(end))

    def _once_idle(self, then: Callable[[], object]) -> None:
        if self._jobs:
            _at_end(self._jobs[0], lambda: self._once_idle(then), self)
        else:
            then()

    def _last(self, end: Callable[[], object]) -> None:
        if self._farewell is None or self._farewell.is_skipped or not self._wants_last():
            end()
        else:
            job = self._run(lambda stopping: self._copy(Occasion.EXIT, stopping), lambda: None)
            _at_end(job, end, self)

    def _skip(self, end: Callable[[], object]) -> None:
        for job in self._jobs:
            job.cancel()
        QTimer.singleShot(_GIVE_UP_MS, self, end)

    def _bury(self) -> None:
        if self._farewell is not None:
            self._farewell.close()
            self._farewell.deleteLater()
            self._farewell = None

    def _plan(self) -> None:
        self._again.start()
        self.next_at = datetime.now(UTC) + timedelta(minutes=EVERY_MINUTES)

    def _wants_last(self) -> bool:
        if self._book.read_only:
            return False
        self._book.interrupt_reader()
        try:
            return has_changed(self._book)
        except Interrupted:
            return True

    def _regular(self, occasion: Occasion) -> None:
        self._plan()
        if not self.is_busy:
            self._run(lambda stopping: self._round(occasion, stopping), lambda: None)

    def _run(self, work: Callable[[Callable[[], bool]], None], then: Callable[[], object]) -> "Job[None]":
        def run(report: Report) -> None:
            work(lambda: report.stopping)

        job: Job[None] = Job("Menyimpan cadangan", run, self)
        self._jobs.append(job)
        before = last_failure(self._book.path)

        def ended() -> None:
            self._jobs.remove(job)
            job.deleteLater()
            failure = last_failure(self._book.path)
            if failure is not None and failure != before:
                self.said.emit(f"Cadangan gagal: {failure.sentence} {failure.next_step}")
            self.news.emit()
            then()

        job.failed.connect(self._failed)
        job.ended.connect(ended)
        job.start()
        return job

    def _failed(self, error: Exception) -> None:
        log.error("a copy failed unexpectedly", exc_info=error)
        remember_failure(self._book.path, error)

    # on the job's thread

    def _copy(self, occasion: Occasion, stopping: Callable[[], bool]) -> None:
        safe_copy(self._book, occasion, stopping=stopping)

    def _round(self, occasion: Occasion, stopping: Callable[[], bool]) -> None:
        """The second place first: noting it moves the journal, and the copy after it holds that too."""
        with suppress(BookError, OSError):
            self._second_if_wanted(stopping)
        self._copy(occasion, stopping)
        if not stopping() and self._book.read(trial_is_due, self._today()).result():
            with suppress(BookError):
                try_restore(self._book, self._actor(), stopping=stopping)

    def _second_if_wanted(self, stopping: Callable[[], bool]) -> None:
        """Once a day, when the stick happens to be there and something changed."""
        chosen = self._book.read(places_of).result().second
        if not chosen or not Path(chosen).is_dir() or not has_changed(self._book):
            return
        last = self._book.read(last_copy).result()
        zone = self._book.read(office_zone).result()
        if last is None or local_moment(last, zone).date() != self._today():
            second_copy(self._book, self._actor(), Path(chosen), stopping=stopping)


class Farewell(QWidget):
    """The small window while the last copy is made; it can be skipped after some seconds."""

    skipped = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle("Berkas")
        self.is_skipped = False
        words = QLabel("Menyimpan cadangan…", self)
        theme.mark(words, "subjudul")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Menyimpan cadangan")
        self.skip = QPushButton("Lewati", self)
        self.skip.setEnabled(False)
        self.skip.clicked.connect(self._skip)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.skip)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(words)
        lines.addWidget(self._bar)
        lines.addLayout(foot)
        self.setMinimumWidth(360)
        QTimer.singleShot(_SKIP_AFTER_MS, self, lambda: self.skip.setEnabled(True))

    def _skip(self) -> None:
        self.skip.setEnabled(False)
        self.is_skipped = True
        self.skipped.emit()


def _at_end(job: "Job[Any]", then: Callable[[], object], owner: QObject) -> None:
    """Call back after the job's own listeners have had their say."""
    job.ended.connect(lambda: QTimer.singleShot(0, owner, then))
