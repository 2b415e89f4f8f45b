"""A job always ends in exactly one way, on the window's thread, and reports without flooding it."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from berkas.kit.jobbar import JobBar
from berkas.kit.jobs import Job, Progress, Report, when_done


class Ends:
    """Writes down how a job ended."""

    def __init__(self, job: Job[object]) -> None:
        self.seen: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        job.done.connect(lambda value: self._note("done", value))
        job.failed.connect(lambda error: self._note("failed", error))
        job.cancelled.connect(lambda: self._note("cancelled", None))

    def _note(self, end: str, value: object) -> None:
        self.seen.append((end, value))
        self.threads.add(QThread.currentThread())


def run(qtbot: QtBot, work: Callable[[Report], object], *, cancel: bool = False) -> Ends:
    """Run work to its end."""
    job: Job[object] = Job("Uji", work)
    ends = Ends(job)
    with qtbot.waitSignal(job.ended):
        if cancel:
            job.cancel()
        job.start()
        assert job.running
    qtbot.wait(20)
    assert not job.running
    assert job.findChildren(QObject), "the pulse belongs to the job"
    assert ends.threads == {QApplication.instance().thread()}
    return ends


def test_done(qtbot: QtBot) -> None:
    assert run(qtbot, lambda _: 42).seen == [("done", 42)]


def test_failed(qtbot: QtBot) -> None:
    error = RuntimeError("rusak")

    def work(_: Report) -> None:
        raise error

    assert run(qtbot, work).seen == [("failed", error)]


def test_even_a_thread_that_wants_to_exit_is_told(qtbot: QtBot) -> None:
    def work(_: Report) -> None:
        raise SystemExit(3)

    assert [end for end, _ in run(qtbot, work).seen] == ["failed"]


def test_cancelled_before_it_began(qtbot: QtBot) -> None:
    assert run(qtbot, lambda _: 42, cancel=True).seen == [("cancelled", None)]


def test_cancelled_while_it_runs(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Report) -> None:
        while True:
            report.report(1, 10)
            begun.set()
            time.sleep(0.001)

    job: Job[object] = Job("Uji", work)
    ends = Ends(job)
    with qtbot.waitSignal(job.ended):
        job.start()
        assert begun.wait(5)
        job.cancel()
        job.cancel()
    assert ends.seen == [("cancelled", None)]


def test_an_error_after_a_cancel_is_a_cancel(qtbot: QtBot) -> None:
    def work(report: Report) -> None:
        report.stop()
        raise OSError("statement interrupted")

    assert run(qtbot, work).seen == [("cancelled", None)]


def test_a_job_runs_once(qtbot: QtBot) -> None:
    job: Job[int] = Job("Uji", lambda _: 1)
    with qtbot.waitSignal(job.ended):
        job.start()
    with pytest.raises(RuntimeError):
        job.start()


def test_reports_do_not_flood_the_window(qtbot: QtBot) -> None:
    def work(report: Report) -> None:
        for done in range(20_000):
            report.report(done, 20_000)
        time.sleep(0.25)

    job: Job[None] = Job("Uji", work)
    seen: list[Progress] = []
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert 1 <= len(seen) < 100
    assert seen[-1].done == 19_999


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (2, "sebentar lagi"),
        (12, "sekitar 15 detik lagi"),
        (61, "sekitar 2 menit lagi"),
        (7200, "sekitar 2 jam lagi"),
    ],
)
def test_remaining_time_in_words(seconds: float | None, words: str) -> None:
    assert Progress(seconds_left=seconds).remaining == words


def test_answer_comes_on_the_windows_thread(qtbot: QtBot) -> None:
    owner = QObject()
    got: list[tuple[int, bool]] = []
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(lambda: 7)
        when_done(
            future,
            lambda value: got.append((value, threading.current_thread() is threading.main_thread())),
            None,
            owner,
        )
        qtbot.waitUntil(lambda: got == [(7, True)])


def test_error_comes_once(qtbot: QtBot) -> None:
    owner, future = QObject(), Future[int]()
    errors: list[BaseException] = []
    when_done(future, lambda _: pytest.fail("no value"), errors.append, owner)
    future.set_exception(ValueError("x"))
    qtbot.waitUntil(lambda: len(errors) == 1)


def test_nobody_is_called_when_the_owner_is_gone(qtbot: QtBot) -> None:
    owner, future = QObject(), Future[int]()
    when_done(future, lambda _: pytest.fail("owner is gone"), None, owner)
    delete(owner)
    threading.Thread(target=lambda: future.set_result(1)).start()
    qtbot.wait(50)


def test_a_forgotten_answer_is_dropped(qtbot: QtBot) -> None:
    owner, future = QObject(), Future[int]()
    pending = when_done(future, lambda _: pytest.fail("forgotten"), None, owner)
    pending.forget()
    future.set_result(1)
    qtbot.wait(30)


def test_a_cancelled_future_calls_nobody(qtbot: QtBot) -> None:
    owner, future = QObject(), Future[int]()
    when_done(future, lambda _: pytest.fail("cancelled"), lambda _: pytest.fail("cancelled"), owner)
    assert future.cancel()
    qtbot.wait(30)


def test_bar_shows_and_cancels(qtbot: QtBot) -> None:
    bar = JobBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()

    def work(report: Report) -> None:
        while True:
            report.report(250, 1000, "Menulis")
            time.sleep(0.001)

    first, second = Job("Mengekspor register", work), Job("Memeriksa", work)
    for job in (first, second):
        bar.watch(job)
        job.start()
    assert bar.running() == [first, second]
    assert not bar.isHidden()
    qtbot.waitUntil(lambda: "250 dari 1.000" in bar._count.text())
    assert bar._name.text() == "Mengekspor register (dan 1 lagi)"
    bar._stop.click()
    qtbot.waitUntil(lambda: not first.running)
    assert bar._name.text() == "Memeriksa"
    second.cancel()
    qtbot.waitUntil(bar.isHidden)


def test_bar_without_a_total_does_not_pretend(qtbot: QtBot) -> None:
    bar = JobBar()
    qtbot.addWidget(bar)
    job: Job[None] = Job("Menyusun", lambda report: report.report(0, None, "Membaca"))
    bar.watch(job)
    assert (bar._bar.minimum(), bar._bar.maximum()) == (0, 0)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert bar.isHidden()
