"""Work that takes time: a thread that reports, can be cancelled and always ends in exactly one way.

`when_done` brings the answer of a future back to the window's thread; `Job` is a long piece of work with
progress; `Jobs` keeps them alive; `JobBar` shows them. Knows nothing of books; imports no other module
of the kit but the theme.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)

T = TypeVar("T")
REPORT_EVERY_MS = 100


class Cancelled(Exception):
    """Raised inside `work` by its next report after somebody asked to stop."""


class Pending:
    """An answer that is awaited. `forget` drops it: nothing will be called."""

    def __init__(
        self,
        on_value: Callable[[Any], object],
        on_error: Callable[[BaseException], object] | None,
        owner: QObject,
    ) -> None:
        self._on_value = on_value
        self._on_error = on_error
        self._owner: QObject | None = owner

    def forget(self) -> None:
        """Call nobody, whatever the answer is."""
        self._owner = None

    def deliver(self, future: "Future[Any]") -> None:
        """Call the owner's function; on the window's thread, at most once."""
        owner, self._owner = self._owner, None
        if owner is None or not isValid(owner) or future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._on_value(future.result())
        elif self._on_error is not None:
            self._on_error(error)
        else:
            log.error("a background answer failed", exc_info=error)


class _Bridge(QObject):
    """Carries answers from any thread to the thread it was made on; lives as long as the program."""

    arrived = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: set[Pending] = set()
        self.arrived.connect(self._deliver)

    def wait(self, pending: Pending, future: "Future[Any]") -> None:
        self._waiting.add(pending)
        future.add_done_callback(lambda done: self.arrived.emit(pending, done))

    @Slot(object, object)
    def _deliver(self, pending: Pending, future: "Future[Any]") -> None:
        self._waiting.discard(pending)
        pending.deliver(future)


_bridges: list[_Bridge] = []


def when_done(
    future: "Future[T]",
    on_value: Callable[[T], object],
    on_error: Callable[[BaseException], object] | None,
    owner: QObject,
) -> Pending:
    """Call `on_value` or `on_error` on the window's thread once the future is done.

    Nothing is called when `owner` is gone by then, when the future was cancelled, or after `forget`.
    Must be called on the window's thread.
    """
    if not _bridges:
        _bridges.append(_Bridge())
    pending = Pending(on_value, on_error, owner)
    _bridges[0].wait(pending, future)
    return pending


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `total` None: not known. `seconds_left` None: too early to say."""

    done: int = 0
    total: int | None = None
    text: str = ""
    seconds_left: float | None = None

    @property
    def remaining(self) -> str:
        """The remaining time in words, rounded so that it does not flicker; empty when unknown."""
        if self.seconds_left is None:
            return ""
        seconds = round(self.seconds_left)
        if seconds < 5:
            return "sebentar lagi"
        if seconds < 60:
            return f"sekitar {-(-seconds // 5) * 5} detik lagi"
        minutes = -(-seconds // 60)
        return (
            f"sekitar {minutes} menit lagi"
            if minutes < 60
            else f"sekitar {round(seconds / 3600, 1):.0f} jam lagi"
        )


class Report:
    """What `work` reports to. The same call cancels: it raises `Cancelled` when somebody asked to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._latest = Progress()
        self._began = time.monotonic()

    @property
    def latest(self) -> Progress:
        """The newest report."""
        return self._latest

    @property
    def stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int | None = None, text: str = "") -> None:
        """Say how far the work is; cheap, call it as often as you like."""
        if self._stop.is_set():
            raise Cancelled
        spent = time.monotonic() - self._began
        left = spent * (total - done) / done if total and done and spent > 1 else None
        self._latest = Progress(done, total, text, left)

    def stop(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()


class Job(QObject, Generic[T]):
    """One long piece of work on a thread of its own.

    `progressed` comes at most ten times a second. Exactly one of `done`, `failed` and `cancelled`
    follows `start`, always on the window's thread; also when the work raises, and when it is cancelled
    before it began.
    """

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    """After whichever of the three it was."""

    def __init__(self, title: str, work: Callable[[Report], T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.result: T | None = None
        self._work = work
        self._report = Report()
        self._shown = Progress()
        self._future: Future[T] = Future()
        self._running = False
        self._pulse = QTimer(self)
        self._pulse.setInterval(REPORT_EVERY_MS)
        self._pulse.timeout.connect(self._tell)

    @property
    def running(self) -> bool:
        """True from `start` until one of the three ends."""
        return self._running

    @property
    def latest(self) -> Progress:
        """The newest progress."""
        return self._report.latest

    def start(self) -> None:
        """Begin; a job runs once."""
        if self._running or self._future.done():
            raise RuntimeError("a job runs once")
        self._running = True
        self._pulse.start()
        when_done(self._future, self._succeeded, self._stopped, self)
        threading.Thread(target=_run, args=(self._work, self._report, self._future), daemon=True).start()

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows as soon as it reports again."""
        self._report.stop()

    def _tell(self) -> None:
        latest = self._report.latest
        if latest is not self._shown:
            self._shown = latest
            self.progressed.emit(latest)

    def _succeeded(self, value: T) -> None:
        self._finish()
        self.result = value
        self.done.emit(value)
        self.ended.emit()

    def _stopped(self, error: BaseException) -> None:
        self._finish()
        if isinstance(error, Cancelled | CancelledError) or self._report.stopping:
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.ended.emit()

    def _finish(self) -> None:
        self._pulse.stop()
        self._running = False


def _run(work: Callable[[Report], T], report: Report, future: "Future[T]") -> None:
    try:
        if report.stopping:
            raise Cancelled
        value = work(report)
    except BaseException as error:  # noqa: BLE001  every end of a thread must be told, whatever it is
        future.set_exception(error)
    else:
        future.set_result(value)
