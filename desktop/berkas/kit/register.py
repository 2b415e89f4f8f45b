"""The page most rooms are: a list on the left two thirds, the sheet of the chosen record on the right.

In a narrow window the sheet opens over the list. Knows neither records nor books: it says what the person
wants, and the room does it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, taborder, theme
from berkas.kit.editors import Lookup
from berkas.kit.filters import Filter
from berkas.kit.localday import local_today
from berkas.kit.record import RecordSheet
from berkas.kit.spine import RowSource
from berkas.kit.tablecells import ToneOf
from berkas.kit.tableview import EmptyState, TableView
from berkas.kit.toast import ToastLine

__all__ = ["EmptyState", "RegisterPage"]

NARROW_BELOW = 1200
"""Width of the window, at 100 % text, under which the sheet opens over the list."""


class RegisterPage(QWidget):
    """List and sheet. See the module."""

    opened = Signal(int)
    selected = Signal(int)
    create_requested = Signal()
    print_requested = Signal(object)
    export_requested = Signal(object)
    trash_requested = Signal(object)
    """These three carry a `Selection`."""
    state_changed = Signal(object)
    help_requested = Signal(str)

    def __init__(
        self,
        source: RowSource,
        *,
        title: str,
        empty: EmptyState,
        filters: Sequence[Filter] = (),
        sheet: QWidget,
        lookup: Lookup | None = None,
        today: Callable[[], date] = local_today,
        tones: Mapping[str, ToneOf] | None = None,
        may_leave: Callable[[], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.sheet = sheet
        self._help_page = empty.help_page
        self._may_leave = may_leave
        self._shown_id = 0
        self._narrow = False
        self._sheet_open = False
        self._lettered = False
        self.table = TableView(
            source,
            title=title,
            filters=filters,
            empty=empty,
            lookup=lookup,
            today=today,
            tones=tones,
            parent=self,
        )
        self.toast = ToastLine(self)
        self._offers: dict[str, tuple[QAction, QWidget]] = {}
        self._tools = QHBoxLayout()
        self._more = self._tool("Tindakan lain", "dots-vertical", words_shown=False)
        self._lay_out()
        self._connect()

    # laying out

    def _lay_out(self) -> None:
        heading = QLabel(self.title, self)
        heading.setWordWrap(True)
        theme.mark(heading, "judul")
        self._tools.setSpacing(theme.SPACE_4)
        self._tools.addWidget(heading, 1)
        self._build_offers()
        self._list = QWidget(self)
        lines = QVBoxLayout(self._list)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addLayout(self._tools)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.toast)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._list)
        self._split.addWidget(self.sheet)
        self.set_shares(2, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        taborder.apply(self)

    def tab_parts(self) -> Sequence[QWidget]:
        """Toolbar, list, toast, sheet."""
        items = (self._tools.itemAt(place) for place in range(self._tools.count()))
        widgets = (item.widget() for item in items if item is not None)
        tools = [widget for widget in widgets if widget is not None]
        return [*tools, self.table, self.toast, self.sheet]

    def _build_offers(self) -> None:
        new = QPushButton("Baru", self)
        theme.mark(new, "utama")
        theme.set_icon(new, "plus", "on_accent")
        self._offer("baru", new, self._create)
        self._offer("cetak", self._tool("Cetak", "printer"), self._print)
        self._offer("ekspor", self._tool("Ekspor", "table-export"), self._export)
        self._offer("sampah", self._tool("Kirim ke Sampah", "trash", words_shown=False), self._trash)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.hide()
        self._tools.addWidget(self._more)

    def _offer(self, code: str, button: QPushButton | QToolButton, slot: Callable[[], object]) -> None:
        button.setToolTip(f"{keys.key(code).words.rstrip('…')} ({keys.shown(code)})")
        button.clicked.connect(slot)
        self._tools.addWidget(button)
        self._offers[code] = (keys.add_to(self, code, slot), button)

    def _tool(self, words: str, icon: str, *, words_shown: bool = True) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words_shown else style.ToolButtonIconOnly)
        if not words_shown:
            button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        theme.set_icon(button, icon)
        return button

    def _connect(self) -> None:
        table = self.table
        table.selected.connect(self._chosen)
        table.opened.connect(self._opened)
        table.create_requested.connect(self._create)
        table.help_requested.connect(self.help_requested)
        table.state_changed.connect(self.state_changed)
        table.said.connect(self.say)
        keys.add_to(self, "bantuan", self._help)
        keys.add_to(self, "ubah", self._edit)
        keys.add_to(self, "pindah_sisi", self._change_side)
        if isinstance(self.sheet, RecordSheet):
            self.sheet.closed.connect(self.show_list)
        theme.on_change(self._measure)

    # for rooms

    def add_action(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        icon: str = "",
        shortcut: str = "",
        menu: bool = False,
    ) -> QAction:
        """One more action: a button in the toolbar, or an entry of "Tindakan lain" with `menu`."""
        action = QAction(text, self)
        action.triggered.connect(slot)
        if icon:
            theme.set_icon(action, icon)
        if shortcut:
            action.setShortcut(shortcut)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        if menu:
            self._more.menu().addAction(action)
            self._more.show()
        else:
            button = self._tool(text, icon or "chevron-right")
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            self._tools.insertWidget(self._tools.indexOf(self._more), button)
            taborder.apply(self)
        return action

    def set_offers(
        self,
        *,
        new: bool = True,
        print: bool = True,  # noqa: A002
        export: bool = True,
        trash: bool = True,
    ) -> None:
        """Which of the four usual actions this page has."""
        for code, on in (("baru", new), ("cetak", print), ("ekspor", export), ("sampah", trash)):
            action, button = self._offers[code]
            action.setEnabled(on)
            button.setVisible(on)
        self.table.set_offers(new)

    def button(self, code: str) -> QWidget:
        """The button of one of the four usual actions: `baru`, `cetak`, `ekspor`, `sampah`; `lain` is the one
        under which the further actions stand.
        """
        return self._more if code == "lain" else self._offers[code][1]

    def set_shares(self, list_share: int, sheet_share: int) -> None:
        """How list and sheet divide a wide window; a sheet with wide tables wants more than a third."""
        self._split.setStretchFactor(0, list_share)
        self._split.setStretchFactor(1, sheet_share)
        self._split.setSizes([list_share * 1000, sheet_share * 1000])

    def refresh(self, ids: frozenset[int] | None = None) -> None:
        """Something changed; see `TableView.refresh`."""
        self.table.refresh(ids)

    def select(self, record: int) -> bool:
        """Make a record current in the list without telling `selected`; False when the list does not have
        it.
        """
        self._shown_id = record
        return self.table.select(record)

    def show_sheet(self) -> None:
        """Bring the sheet to the front in a narrow window."""
        self._sheet_open = True
        self._arrange()

    def show_list(self) -> None:
        """Back to the list, cursor in it."""
        self._sheet_open = False
        self._arrange()
        self.table.take_focus()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """One line at the foot of the list, with "Urungkan" when `undo` is given."""
        self.toast.say(text, undo)

    # what the person does

    def _leave(self) -> bool:
        return self._may_leave is None or self._may_leave()

    def _chosen(self, record: int) -> None:
        if record == self._shown_id:
            return
        if not self._leave():
            self.table.select(self._shown_id)
            return
        self._shown_id = record
        self.selected.emit(record)

    def _opened(self, record: int) -> None:
        if record != self._shown_id:
            return
        self.show_sheet()
        self.opened.emit(record)
        if isinstance(self.sheet, RecordSheet):
            self.sheet.form.focus()

    def _create(self) -> None:
        self.create_requested.emit()

    def _print(self) -> None:
        self.print_requested.emit(self.table.selection())

    def _export(self) -> None:
        self.export_requested.emit(self.table.selection())

    def _trash(self) -> None:
        selection = self.table.selection()
        if selection.count:
            self.trash_requested.emit(selection)
        else:
            self.say("Pilih dahulu baris yang akan dikirim ke Sampah.")

    def _help(self) -> None:
        self.help_requested.emit(self._help_page)

    def _edit(self) -> None:
        record = self.table.current_id()
        if record:
            self._chosen(record)
            self._opened(record)

    def _change_side(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.sheet.isAncestorOf(focus):
            self.show_list()
        else:
            self._edit()

    # wide and narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or one over the other."""
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Alt letters are given when everything stands."""
        super().showEvent(event)
        self._measure()
        if not self._lettered:
            self._lettered = True
            taborder.apply(self)
            keys.assign_mnemonics(self)

    def changeEvent(self, event: QEvent) -> None:
        """Called by Qt, also for a new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scale = theme.tokens().scale
        narrow = self.window().width() < NARROW_BELOW * (1 + scale) / 2
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        over = self._narrow and self._sheet_open
        self._list.setVisible(not over)
        self.sheet.setVisible(over or not self._narrow)
        if isinstance(self.sheet, RecordSheet):
            self.sheet.set_back_visible(self._narrow)
