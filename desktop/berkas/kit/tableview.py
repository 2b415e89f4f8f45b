"""A whole list: filter box, filter chips, columns, the grid, the row count, and the pane of an empty list.

Rooms hand in a `RowSource`; everything a person arranges comes back through `state_changed`. Knows nothing of
books.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelection, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from berkas.kit import clipboard, keys, theme
from berkas.kit.bigtable import BigTableModel
from berkas.kit.columnspanel import ColumnsPanel
from berkas.kit.emptystate import EmptyPane, EmptyState
from berkas.kit.filterbar import FilterBar
from berkas.kit.filters import Filter
from berkas.kit.localday import local_today
from berkas.kit.selection import Keeper, selected_ranges, selection_of
from berkas.kit.spine import RowSource, Selection, SpineRequest, Value
from berkas.kit.tablecells import Grid, ToneOf
from berkas.kit.tablestate import TableState, from_plain, to_plain
from berkas.rules.fields import Choice, Column
from berkas.rules.numbers import show_integer

__all__ = ["EmptyState", "TableView"]

CHOOSING_PAUSE_MS = 60
COPY_LIMIT = 10_000


class TableView(QWidget):
    """The one table of the program; see the module."""

    opened = Signal(int)
    selected = Signal(int)
    """The current record, a moment after the person stopped moving; 0 when there is none."""
    selection_changed = Signal()
    state_changed = Signal(object)
    create_requested = Signal()
    help_requested = Signal(str)
    said = Signal(str)
    """A sentence for the toast line."""
    failed = Signal(object)

    def __init__(
        self,
        source: RowSource,
        *,
        title: str,
        filters: Sequence[Filter] = (),
        empty: EmptyState | None = None,
        lookup: Callable[[str, str], Sequence[Choice]] | None = None,
        today: Callable[[], date] = local_today,
        tones: Mapping[str, ToneOf] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.model = BigTableModel(source, self)
        self._arranged = TableState()
        self._restoring = False
        self._asked = False
        self._told_id = 0
        self.bar = FilterBar(title, filters, lookup, today, self)
        self.grid = Grid(self.model, tones or {}, self)
        self.grid.setAccessibleName(title)
        self._keeper = Keeper(self.grid, self.model)
        self._pane = EmptyPane(empty or EmptyState("Belum ada isi di sini."), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._pane)
        self._count = QLabel(self)
        theme.mark(self._count, "redup")
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(CHOOSING_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._arrange(TableState())
        theme.on_change(self._dress)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.bar)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self._count)

    def _connect(self) -> None:
        model, grid, bar, pane = self.model, self.grid, self.bar, self._pane
        bar.asked.connect(self._ask_other)
        bar.left_downwards.connect(self._go_to_grid)
        bar.columns_wanted.connect(self._choose_columns)
        bar.named_changed.connect(self._named_changed)
        model.asking.connect(self._show_count)
        model.replacing.connect(self._replacing)
        model.replaced.connect(self._replaced)
        model.settled.connect(self._settled)
        model.failed.connect(self._broke)
        model.rowsInserted.connect(self._rows_inserted)
        grid.activated_row.connect(self._open_row)
        grid.typed.connect(bar.type_on)
        grid.copy_wanted.connect(self.copy)
        grid.clicked.connect(self._current_changed)
        grid.selectionModel().currentRowChanged.connect(self._current_changed)
        grid.selectionModel().selectionChanged.connect(self._selection_changed)
        header = grid.horizontalHeader()
        header.sectionClicked.connect(self._header_clicked)
        header.sectionResized.connect(self._header_changed)
        header.sectionMoved.connect(self._header_changed)
        self._choosing.timeout.connect(self._tell_chosen)
        pane.create_wanted.connect(self.create_requested)
        pane.help_wanted.connect(self.help_requested)
        pane.clear_wanted.connect(bar.clear)
        pane.retry_wanted.connect(self.refresh)
        keys.add_to(self, "saring", bar.focus_search)

    # for rooms

    def add_note(self, words: QLabel) -> None:
        """A line of the room's own under the number of rows."""
        layout = self.layout()
        assert layout is not None  # noqa: S101  set in `_lay_out`
        layout.addWidget(words)

    def request(self) -> SpineRequest:
        """The question as it stands: text, filters, sorting."""
        return SpineRequest(
            self.bar.text(), self.bar.values(), self._arranged.sort_key, self._arranged.descending
        )

    def set_offers(self, new: bool) -> None:
        """Whether the pane of an empty list offers to make a first row."""
        self._pane.set_offers(new)

    def refresh(self, ids: frozenset[int] | None = None) -> None:
        """Something changed elsewhere. `ids`: only these rows, and none of them moves; None: ask again behind
        the curtain, keeping place and selection."""
        if not self._asked:
            return
        if ids is None:
            self.model.ask_again()
        else:
            self.model.refresh(ids)

    def selection(self) -> Selection:
        """What is selected, as ranges or as everything but a few."""
        return selection_of(self.grid, self.model, everything=self._keeper.everything)

    def current_id(self) -> int:
        """The id of the current row; 0 when there is none."""
        return self.model.id_at(self.grid.currentIndex().row())

    def select(self, record: int) -> bool:
        """Make a record current and show it, without telling `selected`; False when it is not in the list."""
        self._choosing.stop()
        self._told_id = record
        return self._keeper.go_to(record)

    def take_focus(self) -> None:
        """The cursor into the list, or into its search when there is nothing to list."""
        if self._stack.currentWidget() is self.grid:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.bar.focus_search()

    def set_filter(self, key: str, value: Value) -> None:
        """Set or clear (None) one filter."""
        self.bar.set_value(key, value)

    def set_text(self, text: str) -> None:
        """Filter by typed text, at once."""
        self.bar.set_text(text)

    def visible_columns(self) -> list[Column]:
        """Shown columns from left to right."""
        known = {column.key: column for column in self.model.columns}
        return [known[key] for key in self._shown_keys()]

    def state(self) -> dict[str, Any]:
        """Columns, widths, sorting and named filters, ready for a settings file."""
        return to_plain(self._current_state())

    def set_state(self, plain: Mapping[str, Any]) -> None:
        """Arrange the list as it was kept; what does not fit any more is left out."""
        state = from_plain(plain, self.model.columns)
        self._arrange(state)
        self.bar.set_named(state.named)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, shown columns only."""
        ranges = selected_ranges(self.grid)
        count = sum(last - first + 1 for first, last in ranges)
        if not count:
            return
        if count > COPY_LIMIT:
            self.said.emit(f"Paling banyak {show_integer(COPY_LIMIT)} baris dapat disalin. Gunakan Ekspor.")
            return
        places = {column.key: place for place, column in enumerate(self.model.columns)}
        columns = self.visible_columns()
        try:
            rows = [[texts[places[column.key]] for column in columns] for texts in self.model.walk(ranges)]
        except TimeoutError:
            self.said.emit("Daftar sedang sibuk. Coba salin sekali lagi.")
            return
        QGuiApplication.clipboard().setMimeData(clipboard.mime(columns, rows))
        self.said.emit(f"{show_integer(count)} baris disalin.")

    # asking

    def showEvent(self, event: QShowEvent) -> None:
        """The first question is asked when the list is first seen."""
        super().showEvent(event)
        if not self._asked:
            self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is told about a choice in a list that is gone."""
        super().hideEvent(event)
        self._choosing.stop()

    def _ask_other(self) -> None:
        """Other rows are wanted: "everything" was said of the old ones."""
        self._keeper.everything = False
        self._ask()

    def _ask(self) -> None:
        self._asked = True
        self.model.ask(self.request())

    def _broke(self, error: BaseException) -> None:
        self.failed.emit(error)
        self._pane.show_failure()
        self._stack.setCurrentWidget(self._pane)
        self._count.setText("")

    def _replacing(self) -> None:
        self._restoring = True
        self._choosing.stop()
        self._keeper.remember()

    def _replaced(self) -> None:
        self._keeper.restore()
        self._restoring = False
        self._show_what_is_there()

    def _rows_inserted(self) -> None:
        self._keeper.extend()
        self._show_count()

    def _settled(self) -> None:
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        empty = self.model.rowCount() == 0 and self.model.is_complete
        if empty:
            had_focus = self.grid.hasFocus()
            self._pane.show_empty(filtered=self.bar.is_filtering())
            self._stack.setCurrentWidget(self._pane)
            if had_focus:
                self.bar.focus_search()
        elif self.model.rowCount():
            self._stack.setCurrentWidget(self.grid)
        self._show_count()

    def _show_count(self) -> None:
        rows = self.model.rowCount()
        open_end = "" if self.model.is_complete else "+"
        chosen = sum(last - first + 1 for first, last in selected_ranges(self.grid))
        words = f"{show_integer(rows)}{open_end} baris"
        if chosen > 1:
            words = f"{show_integer(chosen)} dari {words} dipilih"
        self._count.setText("" if rows == 0 and self.model.is_complete else words)

    # choosing

    def _go_to_grid(self) -> None:
        if self.model.rowCount():
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_row(self, row: int) -> None:
        record = self.model.id_at(row)
        if record:
            self._choosing.stop()
            self._tell_chosen()
            self.opened.emit(record)

    def _current_changed(self) -> None:
        if not self._restoring and not self.grid.settling:
            self._choosing.start()

    def _tell_chosen(self) -> None:
        record = self.current_id()
        if record != self._told_id:
            self._told_id = record
            self.selected.emit(record)

    def _selection_changed(self, _on: QItemSelection, _off: QItemSelection) -> None:
        if not self._restoring:
            self._keeper.selection_moved()
            self._show_count()
            self.selection_changed.emit()

    # columns and sorting

    def _header_clicked(self, section: int) -> None:
        column = self.model.columns[section]
        if not column.sortable:
            self._show_sorting()
            self.said.emit(f"Kolom {column.label} tidak dapat diurutkan.")
            return
        again = self._arranged.sort_key == column.key
        self._sort(column.key, again and not self._arranged.descending)

    def _sort(self, key: str, descending: bool) -> None:
        self._arranged = replace(self._arranged, sort_key=key, descending=bool(key and descending))
        self._show_sorting()
        self._tell_state()
        if self._asked:
            self._ask()

    def _show_sorting(self) -> None:
        header = self.grid.horizontalHeader()
        names = [column.key for column in self.model.columns]
        header.setSortIndicatorShown(bool(self._arranged.sort_key))
        if self._arranged.sort_key:
            order = Qt.SortOrder.DescendingOrder if self._arranged.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(names.index(self._arranged.sort_key), order)

    def _choose_columns(self, button: QWidget) -> None:
        state = self._arranged
        panel = ColumnsPanel(self.model.columns, self._shown_keys(), state.sort_key, state.descending, self)
        panel.arranged.connect(self._columns_chosen)
        panel.sorted_by.connect(self._sort)
        panel.reset_wanted.connect(self._reset)
        panel.open_under(button)

    def _columns_chosen(self, keys: list[str]) -> None:
        self._arrange(replace(self._current_state(), columns=tuple(keys)))
        self._tell_state()

    def _reset(self) -> None:
        self._arrange(TableState(named=self._arranged.named))
        self._tell_state()
        if self._asked:
            self._ask()

    def _arrange(self, state: TableState) -> None:
        """Show columns, widths and sorting without telling anybody."""
        columns = self.model.columns
        shown = state.columns or tuple(column.key for column in columns if column.shown)
        header = self.grid.horizontalHeader()
        self._restoring = True
        header.blockSignals(True)  # noqa: FBT003
        places = {column.key: place for place, column in enumerate(columns)}
        for target, key in enumerate(shown):
            header.moveSection(header.visualIndex(places[key]), target)
        for place, column in enumerate(columns):
            header.setSectionHidden(place, column.key not in shown)
            header.resizeSection(place, state.widths.get(column.key) or self.grid.width_of(column))
        header.blockSignals(False)  # noqa: FBT003
        self._restoring = False
        self._arranged = replace(state, columns=shown)
        self.grid.first_shown = places[shown[0]] if shown else 0
        self._show_sorting()
        self.grid.updateGeometries()
        self.grid.viewport().update()

    def _shown_keys(self) -> list[str]:
        header = self.grid.horizontalHeader()
        columns = self.model.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        return [columns[place].key for place in order if not header.isSectionHidden(place)]

    def _current_state(self) -> TableState:
        header = self.grid.horizontalHeader()
        widths = {
            column.key: header.sectionSize(place)
            for place, column in enumerate(self.model.columns)
            if not header.isSectionHidden(place)
        }
        return replace(
            self._arranged, columns=tuple(self._shown_keys()), widths=widths, named=self.bar.named()
        )

    def _header_changed(self) -> None:
        if not self._restoring:
            shown = self._shown_keys()
            self.grid.first_shown = [column.key for column in self.model.columns].index(shown[0])
            self._tell_state()

    def _named_changed(self) -> None:
        self._tell_state()

    def _tell_state(self) -> None:
        self.state_changed.emit(self.state())

    def _dress(self) -> None:
        self.grid.dress()
        self._arrange(replace(self._arranged, columns=tuple(self._shown_keys()), widths={}))
