"""The selection of a list as ranges over its spine, and the memory that puts it back when rows moved.

Nothing here lists selected rows one by one through Qt: a million rows are one range.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView

from berkas.kit.bigtable import BigTableModel
from berkas.kit.spine import Selection
from berkas.kit.tablecells import Grid

_REMEMBERED = 10_000
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_Flag = QItemSelectionModel.SelectionFlag


def selected_ranges(grid: Grid) -> list[tuple[int, int]]:
    """Selected rows as (first, last), both included, from top to bottom, without overlaps."""
    spans = sorted((part.top(), part.bottom()) for part in grid.selectionModel().selection().toList())
    ranges: list[tuple[int, int]] = []
    for first, last in spans:
        if ranges and first <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    return ranges


def selection_of(grid: Grid, model: BigTableModel, *, everything: bool) -> Selection:
    """The selection as a value. `everything`: the person selected all and then took some out."""
    ranges = selected_ranges(grid)
    count = sum(last - first + 1 for first, last in ranges)
    if everything and count:
        gaps = _gaps(ranges, model.rowCount())
        left_out = frozenset(record for first, last in gaps for record in model.ids_between(first, last))
        return Selection(model.request, left_out, (), count)
    ids = tuple(record for first, last in ranges for record in model.ids_between(first, last))
    return Selection(model.request, None, ids, count)


def _gaps(ranges: list[tuple[int, int]], rows: int) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    start = 0
    for first, last in ranges:
        if first > start:
            gaps.append((start, first - 1))
        start = last + 1
    if start < rows:
        gaps.append((start, rows - 1))
    return gaps


class Keeper:
    """Remembers current row, selection and scroll place by id, and restores them after rows moved."""

    def __init__(self, grid: Grid, model: BigTableModel) -> None:
        self._grid = grid
        self._model = model
        self.everything = False
        self._current = 0
        self._current_row = -1
        self._chosen: frozenset[int] = frozenset()
        self._top = 0
        self._sideways = 0
        grid.all_wanted.connect(self._all_wanted)

    def _all_wanted(self) -> None:
        self.everything = True

    def selection_moved(self) -> None:
        """Called when the person changed the selection: “everything” lasts while only a few are taken out."""
        count = sum(last - first + 1 for first, last in selected_ranges(self._grid))
        self.everything = self.everything and count * 2 > self._model.rowCount()

    def remember(self) -> None:
        """Before rows move."""
        ranges = selected_ranges(self._grid)
        count = sum(last - first + 1 for first, last in ranges)
        self._current_row = self._grid.currentIndex().row()
        self._current = self._model.id_at(self._current_row)
        chosen = ranges if count <= _REMEMBERED and not self.everything else []
        self._chosen = frozenset(
            record for first, last in chosen for record in self._model.ids_between(first, last)
        )
        self._top = self._model.id_at(self._grid.rowAt(0))
        self._sideways = self._grid.horizontalScrollBar().value()

    def restore(self) -> None:
        """After rows moved: the same records are current and selected, the same record is at the top."""
        if self.everything:
            self._grid.selectAll()
        elif self._chosen:
            self._select(self._chosen)
        row = self._model.row_of(self._current) if self._current else -1
        if row < 0 and self._current:
            # The record has left the list: the keyboard stays where it was, and nobody is told of a choice.
            row = min(self._current_row, self._model.rowCount() - 1)
        if row >= 0:
            self._make_current(row, _Flag.NoUpdate)
            top = self._model.row_of(self._top) if self._top else -1
            if top >= 0:
                self._grid.scrollTo(
                    self._model.index(top, self._grid.first_shown), QAbstractItemView.ScrollHint.PositionAtTop
                )
        self._grid.horizontalScrollBar().setValue(self._sideways)

    def extend(self) -> None:
        """After rows were appended: “everything” includes them."""
        if self.everything:
            self._grid.selectAll()

    def go_to(self, record: int) -> bool:
        """Make a record current and selected; False when it is not in the list."""
        row = self._model.row_of(record) if record else -1
        selection = self._grid.selectionModel()
        if row < 0:
            selection.clear()
            return False
        if self._grid.currentIndex().row() != row or not selection.isSelected(self._grid.currentIndex()):
            self._make_current(row, _Flag.ClearAndSelect | _ROWS)
            self._grid.scrollTo(self._grid.currentIndex())
        return True

    def _select(self, ids: frozenset[int]) -> None:
        model = self._model
        selection = QItemSelection()
        last_column = model.columnCount() - 1
        rows = [row for row in map(model.row_of, ids) if row >= 0] if len(ids) < 8 else self._scan(ids)
        for row in rows:
            selection.select(model.index(row, 0), model.index(row, last_column))
        self._grid.selectionModel().select(selection, _Flag.ClearAndSelect)

    def _scan(self, ids: frozenset[int]) -> list[int]:
        spine = self._model.ids_between(0, self._model.rowCount() - 1)
        return [row for row, record in enumerate(spine) if record in ids]

    def _make_current(self, row: int, how: QItemSelectionModel.SelectionFlag) -> None:
        index = self._model.index(row, self._grid.first_shown)
        self._grid.selectionModel().setCurrentIndex(index, how)
