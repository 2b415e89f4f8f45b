"""Filters of a list: what can be filtered, and the chip with a panel that sets one filter.

A filter that is off has no value. Knows nothing of sources; values are described in `spine.SpineRequest`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, theme
from berkas.kit.spine import BLANK, NOT_BLANK, RANGE_KINDS, Value
from berkas.rules.fields import Choice, Field, FieldError, Kind, parse, show

Today = Callable[[], date]
_BLANK_LABEL = "Kosong"
_NAMES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing a list can be filtered by. `choices` for CHOICE, REFERENCE and MULTI; `blanks`: rows without
    a value can be asked for. `source` names a list that is looked up when the panel opens."""

    key: str
    label: str
    kind: Kind = Kind.CHOICE
    choices: tuple[Choice, ...] = ()
    source: str = ""
    blanks: bool = True


def describe(filter_: Filter, value: Value, choices: Sequence[Choice]) -> str:
    """What a filter is set to, in words."""
    if value == BLANK:
        return "kosong"
    if value == NOT_BLANK:
        return "terisi"
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, str):
        return f"“{value}”"
    if filter_.kind in RANGE_KINDS:
        return _describe_range(filter_, value)
    labels: dict[str, str] = {choice.code: choice.label for choice in choices}
    names: list[str] = [_BLANK_LABEL if code == BLANK else labels.get(str(code), str(code)) for code in value]
    rest = len(names) - _NAMES_SHOWN
    return ", ".join(names[:_NAMES_SHOWN]) + (f" +{rest}" if rest > 0 else "")


def _describe_range(filter_: Filter, value: Value) -> str:
    least, most = (show(Field(filter_.key, filter_.label, filter_.kind), end) for end in value)
    if least and most:
        return f"{least} – {most}"
    return f"mulai {least}" if least else f"sampai {most}"


class FilterChip(QPushButton):
    """A button that says what the filter is set to and opens a panel to set it."""

    changed = Signal(str)
    """The key of the filter, after its value changed."""

    def __init__(
        self,
        filter_: Filter,
        lookup: Callable[[str, str], Sequence[Choice]] | None,
        today: Today,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.filter = filter_
        self.value: Value = None
        self._lookup = lookup
        self._today = today
        self._panel: FilterPanel | None = None
        theme.mark(self, "keping", aktif="tidak")
        theme.set_icon(self, "chevron-down", "dim")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.clicked.connect(self.open_panel)
        self._tell()

    @property
    def choices(self) -> Sequence[Choice]:
        """What can be chosen now."""
        if self.filter.source and self._lookup is not None:
            return self._lookup(self.filter.source, "")
        return self.filter.choices

    def set_value(self, value: Value) -> None:
        """Set or clear (None) the filter; tells when it is another value than before."""
        value = None if value in ((), "", (None, None)) else value
        if value == self.value:
            return
        self.value = value
        self._tell()
        self.changed.emit(self.filter.key)

    def open_panel(self) -> None:
        """Show the panel under the chip, cursor in its first field."""
        panel = FilterPanel(self, self._today)
        self._panel = panel
        panel.adjustSize()
        panel.move(self.mapToGlobal(QPoint(0, self.height() + theme.SPACE_4)))
        panel.show()
        panel.focus_first()

    def _tell(self) -> None:
        words = "" if self.value is None else describe(self.filter, self.value, self.choices)
        self.setText(keys.escaped(f"{self.filter.label}: {words}" if words else self.filter.label))
        self.setAccessibleName(f"Saringan {self.filter.label}: {words or 'semua'}")
        theme.mark(self, aktif="ya" if words else "tidak")


class FilterPanel(QFrame):
    """The fields of one filter; every change is applied at once, Esc closes."""

    def __init__(self, chip: FilterChip, today: Today) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._chip = chip
        self._today = today
        theme.mark(self, "kartu")
        self.setAccessibleName(f"Saringan {chip.filter.label}")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        self._lines.setSpacing(theme.SPACE_8)
        heading = QLabel(chip.filter.label, self)
        theme.mark(heading, "label")
        self._lines.addWidget(heading)
        self._first: QWidget | None = None
        kind = chip.filter.kind
        if kind in RANGE_KINDS:
            self._build_range()
        elif kind is Kind.BOOLEAN:
            self._build_list((Choice("ya", "Ya"), Choice("tidak", "Tidak")), blanks=False)
        elif kind in (Kind.CHOICE, Kind.REFERENCE, Kind.MULTI):
            self._build_list(chip.choices, blanks=chip.filter.blanks)
        else:
            self._build_text()
        self._build_foot()

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
            self._chip.setFocus(Qt.FocusReason.PopupFocusReason)
            return
        super().keyPressEvent(event)

    # a list of choices

    def _build_list(self, choices: Sequence[Choice], *, blanks: bool) -> None:
        self._list = QListWidget(self)
        self._list.setAccessibleName(f"Pilihan {self._chip.filter.label}")
        offered = [*choices, Choice(BLANK, _BLANK_LABEL)] if blanks else list(choices)
        value = self._chip.value
        chosen = ("ya" if value else "tidak",) if isinstance(value, bool) else (value or ())
        for choice in offered:
            item = QListWidgetItem(choice.label, self._list)
            item.setData(Qt.ItemDataRole.UserRole, choice.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if choice.code in chosen else Qt.CheckState.Unchecked)
        height = theme.tokens().row_height
        self._list.setFixedHeight(min(10, max(2, len(offered))) * height + theme.SPACE_8)
        self._list.setMinimumWidth(max(220, self._list.sizeHintForColumn(0) + 48))
        self._list.setCurrentRow(0)
        self._list.itemChanged.connect(self._list_changed)
        self._lines.addWidget(self._list)
        self._first = self._list

    def _list_changed(self, changed: QListWidgetItem) -> None:
        if self._chip.filter.kind is Kind.BOOLEAN:
            self._keep_only(changed)
        codes = tuple(
            self._list.item(row).data(Qt.ItemDataRole.UserRole)
            for row in range(self._list.count())
            if self._list.item(row).checkState() == Qt.CheckState.Checked
        )
        if self._chip.filter.kind is Kind.BOOLEAN:
            self._chip.set_value(codes[0] == "ya" if codes else None)
        else:
            self._chip.set_value(codes)

    def _keep_only(self, kept: QListWidgetItem) -> None:
        self._list.blockSignals(True)  # noqa: FBT003
        for row in range(self._list.count()):
            if self._list.item(row) is not kept:
                self._list.item(row).setCheckState(Qt.CheckState.Unchecked)
        self._list.blockSignals(False)  # noqa: FBT003

    # a range

    def _build_range(self) -> None:
        filter_, value = self._chip.filter, self._chip.value
        ends = value if isinstance(value, tuple) else (None, None)
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE_8)
        self._ends: list[QLineEdit] = []
        self._ends_field = Field(filter_.key, filter_.label, filter_.kind)
        for row, (name, end) in enumerate(zip(("Mulai", "Sampai"), ends, strict=True)):
            label = QLabel(name, self)
            line = QLineEdit(show(self._ends_field, end), self)
            line.setAccessibleName(f"{filter_.label}: {name.lower()}")
            line.setMinimumWidth(180)
            label.setBuddy(line)
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
            line.textEdited.connect(self._range_typed)
            line.editingFinished.connect(self._range_left)
            self._ends.append(line)
        self._lines.addLayout(grid)
        self._range_error = QLabel(self)
        self._range_error.setWordWrap(True)
        theme.mark(self._range_error, "galat")
        self._range_error.hide()
        self._lines.addWidget(self._range_error)
        self._first = self._ends[0]
        if filter_.blanks:
            self._build_blanks(value)

    def _range_typed(self) -> None:
        self._range_error.hide()
        with suppress(FieldError):
            self._chip.set_value(self._range())

    def _range_left(self) -> None:
        try:
            self._range()
        except FieldError as error:
            self._range_error.setText(str(error))
            self._range_error.show()
            self.adjustSize()

    def _range(self) -> tuple[Value, Value]:
        least, most = (parse(self._ends_field, line.text(), today=self._today()) for line in self._ends)
        return least, most

    # a text

    def _build_text(self) -> None:
        value = self._chip.value
        line = QLineEdit("" if value in (None, BLANK, NOT_BLANK) else value, self)
        line.setAccessibleName(f"{self._chip.filter.label} memuat")
        line.setPlaceholderText("memuat kata…")
        line.setMinimumWidth(220)
        line.textEdited.connect(self._text_changed)
        self._lines.addWidget(line)
        self._first = line
        if self._chip.filter.blanks:
            self._build_blanks(value)

    def _text_changed(self, text: str) -> None:
        self._chip.set_value(text.strip())

    # blanks, and the foot

    def _build_blanks(self, value: Value) -> None:
        self._blank = QCheckBox("Hanya yang kosong", self)
        self._filled = QCheckBox("Hanya yang terisi", self)
        self._blank.setChecked(value == BLANK)
        self._filled.setChecked(value == NOT_BLANK)
        self._blank.toggled.connect(self._blank_toggled)
        self._filled.toggled.connect(self._filled_toggled)
        self._lines.addWidget(self._blank)
        self._lines.addWidget(self._filled)

    def _blank_toggled(self, on: bool) -> None:
        if on:
            self._filled.setChecked(False)
        self._chip.set_value(BLANK if on else None)

    def _filled_toggled(self, on: bool) -> None:
        if on:
            self._blank.setChecked(False)
        self._chip.set_value(NOT_BLANK if on else None)

    def _build_foot(self) -> None:
        foot = QHBoxLayout()
        clear = QPushButton("Bersihkan", self)
        close = QPushButton("Selesai", self)
        clear.clicked.connect(self._clear)
        close.clicked.connect(self.close)
        foot.addWidget(clear)
        foot.addStretch()
        foot.addWidget(close)
        self._lines.addLayout(foot)

    def _clear(self) -> None:
        self._chip.set_value(None)
        self.close()
