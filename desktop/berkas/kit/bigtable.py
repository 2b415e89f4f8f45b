"""The model of every list, from ten rows to a million: a spine of ids and windows of rows.

The first 200 ids come at once, the rest is appended with one insert; rows are read 256 at a time by id and
kept in a small least-recently-used map; the newest question wins; painting never waits. No proxy model.
Knows nothing of books: a `RowSource` answers.
"""

import time
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from berkas.kit.jobs import Pending, when_done
from berkas.kit.spine import BLANK, NOT_BLANK, RowSource, Selection, SpineRequest, Value
from berkas.rules.fields import Column

__all__ = ["BLANK", "NOT_BLANK", "BigTableModel", "RowSource", "Selection", "SpineRequest"]

FIRST_ROWS = 200
WINDOW = 256
WINDOWS_KEPT = 64
PAINT_BUDGET = 0.05
"""Seconds that painting may spend on reading rows before the remaining cells show “…”."""
WAITING_TEXT = "…"
_RETRY_MS = 50

Arrived = Callable[[int, "array[int]"], None]
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class BigTableModel(QAbstractTableModel):
    """Rows of a `RowSource`, of any number.

    `replacing` and `replaced` come around a change of the spine that moves rows, so that the view can put
    the current row and the selection back by id. `settled` comes when the exact number of rows is known.
    """

    replacing = Signal()
    replaced = Signal()
    settled = Signal()
    asking = Signal()
    failed = Signal(object)

    def __init__(self, source: RowSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.columns: tuple[Column, ...] = tuple(source.columns)
        self._request = SpineRequest()
        self._spine: array[int] = array("q")
        self._shown_number = -1
        self._number = 0
        self._complete = False
        self._pending: list[tuple[Pending, Future[array[int]]]] = []
        self._windows: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()
        self._wanted: list[int] = []
        self._last_window = 0
        self._budget_ends = 0.0
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._read_wanted)

    # asking

    @property
    def request(self) -> SpineRequest:
        """The newest question."""
        return self._request

    @property
    def is_complete(self) -> bool:
        """Whether the exact number of rows is known."""
        return self._complete

    def ask(self, request: SpineRequest, *, behind_curtain: bool = False) -> None:
        """Ask a new question; whatever was asked before is dropped.

        `behind_curtain`: rows stay as they are until the whole answer is there, and nothing moves when it is
        the same.
        """
        self._drop_pending()
        self._number += 1
        self._request = replace(request, limit=None)
        self._complete = False
        self.asking.emit()
        if not behind_curtain:
            first = self.source.spine(replace(self._request, limit=FIRST_ROWS))
            self._await(first, self._first_arrived)
        self._await(self.source.spine(self._request), self._all_arrived)

    def ask_again(self) -> None:
        """Ask the same question behind the curtain; rows are read anew, place and selection stay."""
        self._windows.clear()
        self.ask(self._request, behind_curtain=self._shown_number >= 0)
        self._repaint(0, len(self._spine) - 1)

    def refresh(self, ids: frozenset[int]) -> None:
        """Read these rows again where they are in view; no row moves."""
        for window in list(self._windows):
            rows = self._ids_of(window)
            if not ids.isdisjoint(rows):
                del self._windows[window]
                self._repaint(window * WINDOW, window * WINDOW + len(rows) - 1)

    def close(self) -> None:
        """Drop what is being asked; called when the view goes away."""
        self._drop_pending()
        self._idle.stop()

    def _await(self, future: "Future[array[int]]", arrived: Arrived) -> None:
        number = self._number
        pending = when_done(future, partial(arrived, number), partial(self._broke, number), self)
        self._pending.append((pending, future))

    def _drop_pending(self) -> None:
        for pending, future in self._pending:
            pending.forget()
            if not future.cancel() and not future.done():
                self.source.interrupt()
        self._pending.clear()

    def _first_arrived(self, number: int, ids: "array[int]") -> None:
        if number != self._number or self._complete:
            return
        self._shown_number = number
        self._replace(ids)
        if len(ids) < FIRST_ROWS:
            self._drop_pending()
            self._settle()

    def _all_arrived(self, number: int, ids: "array[int]") -> None:
        if number != self._number or self._complete:
            return
        known = len(self._spine)
        if self._shown_number == number and known <= len(ids) and ids[:known] == self._spine:
            self._append(ids[known:])
        else:
            self._replace(ids)
        self._shown_number = number
        self._pending.clear()
        self._settle()

    def _settle(self) -> None:
        self._complete = True
        self.settled.emit()

    def _broke(self, number: int, error: BaseException) -> None:
        if number == self._number:
            self._drop_pending()
            self.failed.emit(error)

    def _append(self, rest: "array[int]") -> None:
        if not rest:
            return
        start = len(self._spine)
        self.beginInsertRows(_NO_PARENT, start, start + len(rest) - 1)
        self._spine.extend(rest)
        self._windows.pop(start // WINDOW, None)
        self.endInsertRows()

    def _replace(self, ids: "array[int]") -> None:
        if ids == self._spine:
            return
        self.replacing.emit()
        self.beginResetModel()
        self._spine = array("q", ids)
        self._windows.clear()
        self._wanted.clear()
        self.endResetModel()
        self.replaced.emit()

    # ids

    def id_at(self, row: int) -> int:
        """The id in a row; 0 when there is no such row."""
        return self._spine[row] if 0 <= row < len(self._spine) else 0

    def row_of(self, record: int) -> int:
        """The row of an id; -1 when it is not in the list (16 ms in a million)."""
        try:
            return self._spine.index(record)
        except ValueError:
            return -1

    def ids_between(self, first: int, last: int) -> Sequence[int]:
        """Ids of the rows from `first` to `last`, both included."""
        return self._spine[first : last + 1]

    def texts(self, row: int) -> tuple[str, ...]:
        """All finished texts of a row, read now when needed. Raises TimeoutError when the source is busy."""
        window = row // WINDOW
        rows = self._windows.get(window)
        if rows is None:
            rows = self._read(window)
        return rows[row % WINDOW]

    # rows

    def _ids_of(self, window: int) -> Sequence[int]:
        return self._spine[window * WINDOW : (window + 1) * WINDOW]

    def _read(self, window: int) -> list[tuple[str, ...]]:
        ids = self._ids_of(window)
        found = self.source.rows(ids)
        gone = ("",) * len(self.columns)
        rows = [found.get(record, gone) for record in ids]
        self._windows[window] = rows
        self._windows.move_to_end(window)
        while len(self._windows) > WINDOWS_KEPT:
            self._windows.popitem(last=False)
        return rows

    def _cell(self, row: int, column: int) -> str:
        window = row // WINDOW
        rows = self._windows.get(window)
        if rows is None:
            rows = self._read_in_budget(window)
            if rows is None:
                return WAITING_TEXT
        return rows[row % WINDOW][column]

    def _read_in_budget(self, window: int) -> list[tuple[str, ...]] | None:
        now = time.monotonic()
        if not self._idle.isActive():
            self._budget_ends = now + PAINT_BUDGET
        if window in self._wanted or now > self._budget_ends:
            self._want(window, 0)
            return None
        try:
            rows = self._read(window)
        except TimeoutError:
            self._want(window, _RETRY_MS)
            return None
        neighbour = window + 1 if window >= self._last_window else window - 1
        self._last_window = window
        if neighbour >= 0 and neighbour * WINDOW < len(self._spine) and neighbour not in self._windows:
            self._want(neighbour, 0)
        return rows

    def _want(self, window: int, delay: int) -> None:
        if window not in self._wanted:
            self._wanted.append(window)
        if not self._idle.isActive():
            self._idle.start(delay)

    def _read_wanted(self) -> None:
        """One window per idle moment."""
        while self._wanted:
            window = self._wanted[-1]
            if window in self._windows or window * WINDOW >= len(self._spine):
                self._wanted.pop()
                continue
            try:
                rows = self._read(window)
            except TimeoutError:
                self._idle.start(_RETRY_MS)
                return
            self._wanted.pop()
            self._repaint(window * WINDOW, window * WINDOW + len(rows) - 1)
            break
        if self._wanted:
            self._idle.start(0)

    def _repaint(self, first: int, last: int) -> None:
        if last >= first and self.columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # what Qt asks

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Rows known so far."""
        return 0 if parent.isValid() else len(self._spine)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Columns of the source."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every cell can be selected, none edited."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The finished text, “…” while it is read; nothing for any other role."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._cell(index.row(), index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Value:
        """Labels of columns; numbers of rows."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right_aligned else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def walk(self, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[str, ...]]:
        """Texts of the rows in the ranges (both ends included), in order."""
        for first, last in ranges:
            for row in range(first, last + 1):
                yield self.texts(row)
