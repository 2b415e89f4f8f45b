"""The real table of complaints, offscreen: time to painted rows and longest pause of the event loop.

Called by `bench_table`. Times include everything the program does: thread, signal, model, paint.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from tests.million import bench_table, measuring

from berkas.desk.listsource import ListSource
from berkas.engine.listing import ListRequest
from berkas.kit import theme
from berkas.kit.bigtable import WINDOW
from berkas.kit.tableview import TableView
from berkas.rooms.complaints.editor.complaintpage import FILTERS

_SIZE = (1280, 720)
_SETTLE_MS = 40
_LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Act:
    """What one action took, in milliseconds: until rows were painted, until all ids were there, and the
    longest time the event loop did not turn."""

    painted: float
    complete: float
    pause: float


class Watch(QObject):
    """Looks at a table once a millisecond while something is done to it."""

    def __init__(self, view: TableView) -> None:
        super().__init__()
        self._view = view
        self._model = view.model
        self._loop = QEventLoop()
        self._pulse = QTimer(self)
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.setInterval(1)
        self._pulse.timeout.connect(self._turn)
        view.grid.viewport().installEventFilter(self)

    def act(self, action: Callable[[], object], *, at_least: float = 0) -> Act:
        """Do something and wait until it is painted, complete and quiet."""
        self._begun = self._last = time.perf_counter()
        self._acted = False
        self._painted = self._complete = self._pause = 0.0
        self._at_least = at_least
        QTimer.singleShot(0, lambda: self._do(action))
        self._loop.exec()
        return Act(self._painted, self._complete, self._pause)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A paint counts when the rows of the newest question are in view and read."""
        if event.type() == QEvent.Type.Paint and self._is_new():
            QTimer.singleShot(0, self._after_paint)
        return super().eventFilter(watched, event)

    def _do(self, action: Callable[[], object]) -> None:
        action()
        self._acted = True
        self._pulse.start()

    def _is_new(self) -> bool:
        return self._acted and (self._model._complete or self._model._shown_number == self._model._number)

    def _after_paint(self) -> None:
        top = max(0, self._view.grid.rowAt(0))
        if self._acted and top // WINDOW in self._model._windows and not self._painted:
            self._painted = self._since()

    def _since(self) -> float:
        return (time.perf_counter() - self._begun) * 1000

    def _turn(self) -> None:
        now = time.perf_counter()
        self._pause = max(self._pause, (now - self._last) * 1000)
        self._last = now
        if self._model.is_complete and not self._complete:
            self._complete = self._since()
        since = self._since()
        quiet = self._complete and since > max(self._complete, self._painted) + _SETTLE_MS
        if (quiet and since > self._at_least) or since > _LONGEST_S * 1000:
            self._painted = self._painted or self._complete  # nothing had to be painted anew
            self._pulse.stop()
            self._loop.quit()


def resident() -> float:
    """Megabytes this process holds in memory; Linux only, elsewhere 0."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if status.exists() else 0.0


def application() -> QApplication:
    """The program's Qt with its looks."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows is running")
    theme.apply(app)
    return app


def new_view(bench: "bench_table.Bench") -> TableView:
    """The list of complaints as its room makes it, without the sheet beside it."""
    view = TableView(ListSource(bench.book, bench.listing), title="Pengaduan", filters=FILTERS)
    view.resize(*_SIZE)
    return view


def actions(view: TableView) -> list[tuple[str, Callable[[], object]]]:
    """Everything a person does with the list, by name."""
    bar = view.grid.verticalScrollBar()
    found: list[tuple[str, Callable[[], object]]] = [
        (f"jump to {share:.0%}", lambda share=share: bar.setValue(int(bar.maximum() * share)))
        for share in (0.9, 0.3, 1.0)
    ]
    found += [
        ("wheel step", lambda: bar.setValue(bar.value() - 3)),
        ("page up", lambda: bar.triggerAction(bar.SliderAction.SliderPageStepSub)),
        ("select all", view.grid.selectAll),
        ("clear selection", view.grid.clearSelection),
        ("changed elsewhere", view.refresh),
    ]
    for place, column in enumerate(view.model.columns):
        if column.sortable:
            found.append((f"sort: {column.label}", lambda place=place: view._header_clicked(place)))
    found.append(("own order again", view._reset))
    for name, filters in bench_table.FILTERS:
        if len(filters) == 1 and set(filters) <= {each.key for each in FILTERS}:
            key, value = next(iter(filters.items()))
            found.append((f"filter: {name}", lambda key=key, value=value: view.set_filter(key, value)))
            found.append(("filter off", lambda key=key: view.set_filter(key, None)))
    lines = (*bench_table.KEYSTROKES, *bench_table.LINES, "")
    found += [(f"search “{line}”", lambda line=line: view.set_text(line)) for line in lines]
    return found


def opening(bench: "bench_table.Bench") -> Act:
    """A fresh list is shown."""
    view = new_view(bench)
    watch = Watch(view)
    act = watch.act(view.show)
    view.close()
    view.model.close()
    view.deleteLater()
    QApplication.processEvents()
    return act


def walk(bench: "bench_table.Bench", runs: int) -> dict[str, list[Act]]:
    """Every action in turn on one list, `runs` times over; first an idle moment to compare with."""
    view = new_view(bench)
    watch = Watch(view)
    watch.act(view.show)
    found: dict[str, list[Act]] = {}
    for _ in range(runs):
        found.setdefault("nothing (idle)", []).append(watch.act(lambda: None, at_least=500))
        for name, action in actions(view):
            found.setdefault(name, []).append(watch.act(action))
    view.close()
    view.model.close()
    view.deleteLater()
    QApplication.processEvents()
    return found


def report(bench: "bench_table.Bench") -> None:
    """Print what opening and every action take."""
    application()
    opening(bench)
    before = resident()
    opened = [opening(bench) for _ in range(max(3, bench.runs))]
    sql = bench.sql(ListRequest(limit=bench_table.FIRST))
    bare = [measuring.timed(lambda: bench.bare_rows(bench.bare_ids(sql)))[1] for _ in range(bench.runs)]
    runs = max(1, bench.runs // 3)
    found = {"open the list": opened} | walk(bench, runs)
    rows = [
        (
            name,
            f"{statistics.median(act.painted for act in acts):.0f}",
            f"{statistics.median(act.complete for act in acts):.0f}",
            f"{statistics.median(act.pause for act in acts):.0f}",
            f"{max(act.pause for act in acts):.0f}",
        )
        for name, acts in found.items()
    ]
    heads = ("what", "painted ms", "all ids ms", "pause ms", "worst pause ms")
    measuring.print_table(f"The table on screen, {_SIZE[0]}x{_SIZE[1]}", heads, rows)
    ratio = statistics.median(act.painted for act in opened) / statistics.median(bare)
    facts = (
        ("first rows painted against the bare question", f"{ratio:.1f}"),
        ("megabytes added after the first opening", f"{resident() - before:.0f}"),
    )
    measuring.print_table("Besides", ("what", "value"), facts)
