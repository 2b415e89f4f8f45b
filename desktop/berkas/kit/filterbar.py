"""The line above a list: the filter box, the filter chips, named filters and the button for the columns."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from berkas.kit import dialogs, taborder, theme
from berkas.kit.filters import Filter, FilterChip
from berkas.kit.flow import FlowLayout
from berkas.kit.spine import Value
from berkas.kit.tablestate import NamedFilter
from berkas.rules.fields import Choice

TYPING_PAUSE_MS = 150


class SearchLine(QLineEdit):
    """A line with a loupe that grows with the text, which Qt's own icon in a line does not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._dress()
        theme.on_change(self._dress)

    def _dress(self) -> None:
        self.setTextMargins(theme.tokens().icon + theme.SPACE_4, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line with its loupe."""
        super().paintEvent(event)
        now = theme.tokens()
        side = now.icon - 2
        painter = QPainter(self)
        loupe = theme.draw("search", now.colours.dim, side, self.devicePixelRatioF())
        painter.drawPixmap(theme.SPACE_8, (self.height() - side) // 2, loupe)
        painter.end()


class FilterBar(QWidget):
    """Collects text and filters, and asks once typing has paused."""

    asked = Signal()
    left_downwards = Signal()
    columns_wanted = Signal(QWidget)
    named_changed = Signal()

    def __init__(
        self,
        title: str,
        filters: Sequence[Filter],
        lookup: Callable[[str, str], Sequence[Choice]] | None,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._named: tuple[NamedFilter, ...] = ()
        self._told = ("", {})
        self._search = SearchLine(self)
        self._search.setPlaceholderText("Saring daftar ini (Ctrl+F)")
        self._search.setAccessibleName(f"Saring {title}")
        self._search.installEventFilter(self)
        self._search.textEdited.connect(self._typed)
        self._search.textChanged.connect(self._text_changed)
        self._chips = {each.key: FilterChip(each, lookup, today, self) for each in filters}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._saved = self._button("Saringan", "filter", f"Saringan bernama untuk {title}")
        self._saved.clicked.connect(self._open_named)
        self._saved.setVisible(bool(filters))
        columns = self._button("Kolom", "columns", f"Atur kolom {title}")
        columns.clicked.connect(lambda: self.columns_wanted.emit(columns))
        self._columns = columns
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE_8)
        first.addWidget(self._search, 1)
        first.addWidget(self._saved)
        first.addWidget(self._columns)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(first)
        if self._chips:
            flow = FlowLayout(spacing=theme.SPACE_8)
            for chip in self._chips.values():
                flow.addWidget(chip)
                chip.changed.connect(self._chip_changed)
            lines.addLayout(flow)
        taborder.apply(self)
        # Not fixed: a second line of chips needs its room when the list is narrow.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def tab_parts(self) -> Sequence[QWidget]:
        """The line with its buttons, then the chips under it."""
        return [self._search, self._saved, self._columns, *self._chips.values()]

    def _button(self, words: str, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_icon(button, icon)
        return button

    # what is asked

    def text(self) -> str:
        """The typed text."""
        return self._search.text().strip()

    def values(self) -> dict[str, Value]:
        """Filters that are on, by key."""
        return {key: chip.value for key, chip in self._chips.items() if chip.value is not None}

    def is_filtering(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text() or self.values())

    def set_text(self, text: str) -> None:
        """Replace the typed text and ask at once."""
        self._search.setText(text)
        self._ask()

    def type_on(self, text: str) -> None:
        """Somebody started typing in the grid: go on in the box."""
        self.focus_search()
        self._search.setText(text)
        self._typed()

    def set_value(self, key: str, value: Value) -> None:
        """Set or clear (None) one filter."""
        self._chips[key].set_value(value)

    def clear(self) -> None:
        """No text, no filter."""
        self._apply("", {})

    def focus_search(self) -> None:
        """Put the cursor into the box."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _typed(self) -> None:
        self._pause.start()

    def _text_changed(self, text: str) -> None:
        if not text:
            self._pause.start()

    def _chip_changed(self, _key: str) -> None:
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        now = (self.text(), self.values())
        if now != self._told:
            self._told = now
            self.asked.emit()

    def _apply(self, text: str, values: Mapping[str, Value]) -> None:
        self._search.setText(text)
        for key, chip in self._chips.items():
            chip.blockSignals(True)  # noqa: FBT003
            chip.set_value(values.get(key))
            chip.blockSignals(False)  # noqa: FBT003
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Down and Enter go to the rows; Esc empties the box."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._ask()
                self.left_downwards.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._search.text():
                self.set_text("")
                return True
        return super().eventFilter(watched, event)

    # named filters

    def named(self) -> tuple[NamedFilter, ...]:
        """Filters somebody gave a name, in the order they were made."""
        return self._named

    def set_named(self, named: Sequence[NamedFilter]) -> None:
        """Offer these named filters."""
        self._named = tuple(named)

    def _open_named(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._named:
            menu.addAction(each.name, lambda each=each: self._apply(each.text, each.filters))
        if self._named:
            menu.addSeparator()
        keep = menu.addAction("Simpan saringan ini…", self._keep)
        keep.setEnabled(self.is_filtering())
        menu.addAction("Hapus semua saringan", self.clear).setEnabled(self.is_filtering())
        if self._named:
            forget = menu.addMenu("Lupakan saringan")
            for each in self._named:
                forget.addAction(each.name, lambda each=each: self._forget(each))
        menu.popup(self._saved.mapToGlobal(self._saved.rect().bottomLeft()))

    def _keep(self) -> None:
        name = dialogs.ask_text(
            self,
            "Simpan saringan",
            "Saringan ini dapat dipakai lagi dengan namanya.",
            label="Nama",
            yes="Simpan",
        )
        if name:
            others = tuple(each for each in self._named if each.name != name)
            self._named = (*others, NamedFilter(name, self.text(), self.values()))
            self.named_changed.emit()

    def _forget(self, gone: NamedFilter) -> None:
        self._named = tuple(each for each in self._named if each is not gone)
        self.named_changed.emit()
