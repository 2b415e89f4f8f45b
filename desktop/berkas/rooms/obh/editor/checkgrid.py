"""The file checklist of a claim: items in number order, one column for each party, ticked with single keys.

Edits a draft; saves nothing and reads nothing itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import taborder, theme
from berkas.kit.editors import Today
from berkas.kit.flow import FlowLayout
from berkas.kit.form import Form
from berkas.kit.plaintable import PlainTable
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.obh.fields.claims import CHECK_STATES
from berkas.rooms.obh.queries.filecheck import DESK, FileCheck
from berkas.rules.answers import Answer
from berkas.rules.fields import Field, Kind
from berkas.rules.instruments import Item
from berkas.rules.vocabulary import Missing

HINT = (
    "1 ada · 2 tidak ada · 3 belum diperiksa · - tidak berlaku · Del kosongkan. "
    "Sesudah setiap tanda, kursor turun satu butir; ← dan → memilih kolom."
)
_KEYS = {
    Qt.Key.Key_1: "ada",
    Qt.Key.Key_2: "tidak_ada",
    Qt.Key.Key_3: "belum_diperiksa",
    Qt.Key.Key_Minus: "tidak_berlaku",
    Qt.Key.Key_Delete: "",
    Qt.Key.Key_Backspace: "",
}
_WORDS = {choice.code: choice.label for choice in CHECK_STATES} | {"": "–"}
_TURN = ("ada", "tidak_ada", "belum_diperiksa", "tidak_berlaku", "")
_FIRST = 2
"""The first column of a party; number and item stand before it."""


class TickTable(PlainTable):
    """The table itself: single keys set the current cell, Enter and Space turn it."""

    ticked = Signal(int, int, str)

    def fit_words(self) -> None:
        """A longer word in a party's column takes its room from the items, so that every party is seen."""
        QTimer.singleShot(0, self, self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the cell of the cursor, or move."""
        row, column = self.currentRow(), self.currentColumn()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if plain and row >= 0 and column >= _FIRST:
            if key in _KEYS:
                self.ticked.emit(row, column, _KEYS[key])
                if row + 1 < self.rowCount():
                    self.setCurrentCell(row + 1, column)
                return
            if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ticked.emit(row, column, "?")
                return
        super().keyPressEvent(event)


class CheckGrid(QWidget):
    """The checklist of one claim; a part of its sheet."""

    changed = Signal()

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._check: FileCheck | None = None
        self._items: list[Item] = []
        self._parties: list[str] = []
        self._ticks: dict[str, str] = {}
        self._saved: dict[str, str] = {}
        self._read_only = False
        self.table: TickTable | None = None
        self.words: Form | None = None
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        theme.mark(self.summary, "label")
        self.notice = QLabel(self)
        self.notice.setWordWrap(True)
        theme.mark(self.notice, "redup")
        self.hint = QLabel(HINT, self)
        self.hint.setWordWrap(True)
        theme.mark(self.hint, "redup")
        self.rest = QPushButton("Sisanya ada", self)
        self.rest.setToolTip("Menandai butir Kanwil yang masih kosong sebagai ada.")
        self.rest.clicked.connect(self.mark_rest)
        self.copy = QPushButton("Salin tanda OBH ke Kanwil", self)
        self.copy.setToolTip("Hanya untuk butir Kanwil yang masih kosong.")
        self.copy.clicked.connect(self.copy_own)
        tools = FlowLayout(spacing=theme.SPACE_8)
        tools.addWidget(self.rest)
        tools.addWidget(self.copy)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_8)
        for widget in (self.summary, self.notice, self.hint):
            self._lines.addWidget(widget)
        self._lines.addLayout(tools)

    def tab_parts(self) -> Sequence[QWidget]:
        """The buttons, the table, the words; the latter are made anew for another form."""
        made = [part for part in (self.table, self.words) if part is not None]
        return [self.rest, self.copy, *made]

    def show_check(self, check: FileCheck) -> None:
        """Show the checklist of a claim, unchanged."""
        if self._check is None or check.instrument is not self._check.instrument:
            self._check = check
            self._build(check)
        self._check = check
        self._ticks = {
            f"{item.key}:{party}": check.tick(item, party) for item in self._items for party in self._parties
        }
        if self.words is not None:
            self.words.set_values({item.key: check.answers.get(item.key) for item in check.written})
        self._saved = dict(self._ticks)
        self._show_all()

    def answers(self) -> dict[str, Answer]:
        """Every answer that stands there, in the spelling of the instrument."""
        found: dict[str, Answer] = {
            key: Missing.TIDAK_BERLAKU if tick == "tidak_berlaku" else tick
            for key, tick in self._ticks.items()
            if tick
        }
        typed = self.words.values() if self.words is not None else {}
        return found | {key: value for key, value in typed.items() if value}

    def take_focus(self) -> None:
        """The first item the office has not looked at."""
        if self.table is None or not self._items:
            return
        column = _FIRST + self._parties.index(DESK) if DESK in self._parties else _FIRST
        open_ = (
            row
            for row, item in enumerate(self._items)
            if self._ticks[f"{item.key}:{self._parties[column - _FIRST]}"] in ("", "belum_diperiksa")
        )
        self.table.setCurrentCell(next(open_, 0), column)
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def mark_rest(self) -> None:
        """Everything the office has not looked at is there."""
        self._fill(lambda _item: "ada")

    def copy_own(self) -> None:
        """Where the office has not looked, what the OBH ticked."""
        self._fill(lambda item: self._ticks.get(f"{item.key}:obh", ""))

    # a part of the sheet, and half-typed work

    def is_changed(self) -> bool:
        """Whether something ticked or typed is not saved."""
        return self._ticks != self._saved or (self.words is not None and self.words.is_changed())

    def mark_saved(self) -> None:
        """What stands there now counts as unchanged."""
        self._saved = dict(self._ticks)
        if self.words is not None:
            self.words.mark_saved()

    def show_problems(self) -> bool:
        """Words that are too long are said at their place."""
        if self.words is None:
            return True
        found = self.words.problems()
        self.words.show_problems(found)
        return not found

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        self._read_only = on
        for button in (self.rest, self.copy):
            button.setEnabled(not on)
        if self.words is not None:
            self.words.set_read_only(on)

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Ticks that were changed, and words, sound or not."""
        ticks = {key: tick for key, tick in self._ticks.items() if whole or self._saved.get(key) != tick}
        return {"ticks": ticks, "words": self.words.typed(whole=whole) if self.words is not None else {}}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put them back."""
        self._ticks |= {key: tick for key, tick in typed["ticks"].items() if key in self._ticks}
        if self.words is not None:
            self.words.set_typed(typed["words"])
        self._show_all()
        self.changed.emit()

    def typing_at(self) -> Cursor | None:
        """The cell, or the place in the words."""
        if self.table is not None and self.table.hasFocus():
            return Cursor(f"tanda/{self.table.currentRow()}/{self.table.currentColumn()}")
        inner = self.words.typing_at() if self.words is not None else None
        return inner.inside("kata") if inner is not None else None

    def type_at(self, cursor: Cursor) -> None:
        """Into that cell or word."""
        name, inner = cursor.split()
        if name == "kata" and self.words is not None:
            self.words.type_at(inner)
        elif self.table is not None:
            row, _, column = inner.field.partition("/")
            self.table.setCurrentCell(int(row), int(column))
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Tick by tick, then the words."""
        found = [
            Compared(
                f"{item.no}. {item.label} ({party})",
                _WORDS[self._ticks[f"{item.key}:{party}"]],
                _WORDS[typed["ticks"][f"{item.key}:{party}"]],
            )
            for item in self._items
            for party in self._parties
            if f"{item.key}:{party}" in typed["ticks"]
        ]
        return [*found, *(self.words.compare(typed["words"]) if self.words is not None else ())]

    # drawing

    def _build(self, check: FileCheck) -> None:
        for old in (self.table, self.words):
            if old is not None:
                self._lines.removeWidget(old)
                old.hide()
                old.deleteLater()
        section = check.ticked[0] if check.ticked else None
        self._items = [item for each in check.ticked for item in each.items]
        parties = section.ticks if section is not None else ()
        self._parties = [party.key for party in parties]
        heads = ("No", "Butir", *(party.label for party in parties))
        self.table = TickTable("Daftar periksa berkas", heads, wide=1, parent=self)
        self.table.setSelectionBehavior(TickTable.SelectionBehavior.SelectItems)
        self.table.ticked.connect(self._tick)
        self.table.cellDoubleClicked.connect(lambda row, column: self._tick(row, column, "?"))
        self.words = Form(
            [
                Field(item.key, item.label, Kind.LONG_TEXT if item.lines > 1 else Kind.TEXT,
                      length=item.max_length, wide=True)
                for item in check.written
            ],
            today=self._today, max_columns=1, name="Catatan pemeriksaan", parent=self,
        )  # fmt: skip
        self.words.changed.connect(self.changed)
        self._lines.addWidget(self.table)
        self._lines.addWidget(self.words)
        self.notice.setText(check.instrument.notice)
        self.notice.setVisible(bool(check.instrument.notice))
        self.table.show_rows(
            [(item.no or str(number), item.label, *("–" for _ in parties))
             for number, item in enumerate(self._items, 1)]
        )  # fmt: skip
        self.set_read_only(self._read_only)
        taborder.put_in_place(self)

    def _tick(self, row: int, column: int, wanted: str) -> None:
        if self._read_only or column < _FIRST:
            return
        key = f"{self._items[row].key}:{self._parties[column - _FIRST]}"
        if wanted == "?":
            wanted = _TURN[(_TURN.index(self._ticks[key]) + 1) % len(_TURN)]
        if self._ticks[key] != wanted:
            self._ticks[key] = wanted
            self._show_tick(row, column)
            self._count()
            self.changed.emit()

    def _fill(self, wanted: Any) -> None:  # noqa: ANN401  an item to its tick
        moved = {
            f"{item.key}:{DESK}": tick
            for item in self._items
            if self._ticks.get(f"{item.key}:{DESK}") in ("", "belum_diperiksa") and (tick := wanted(item))
        }
        if moved:
            self._ticks |= moved
            self._show_all()
            self.changed.emit()

    def _show_all(self) -> None:
        for row in range(len(self._items)):
            for column in range(_FIRST, _FIRST + len(self._parties)):
                self._show_tick(row, column)
        self._count()

    def _show_tick(self, row: int, column: int) -> None:
        if self.table is None:
            return
        tick = self._ticks[f"{self._items[row].key}:{self._parties[column - _FIRST]}"]
        item = self.table.item(row, column)
        if item is None:
            return
        item.setText(_WORDS[tick])
        font = item.font()
        font.setBold(tick == "tidak_ada")
        item.setFont(font)
        party = self._parties[column - _FIRST].upper()
        item.setToolTip(f"{self._items[row].label}, {party}: {_WORDS[tick]}")

    def _count(self) -> None:
        own = [self._ticks.get(f"{item.key}:{DESK}", "") for item in self._items]
        missing = own.count("tidak_ada")
        unseen = own.count("") + own.count("belum_diperiksa")
        self.summary.setText(
            f"Kanwil: {own.count('ada')} ada · {missing} tidak ada · {unseen} belum diperiksa · "
            f"{own.count('tidak_berlaku')} tidak berlaku"
        )
        theme.mark(self.summary, "label", tone="bahaya" if missing else "peringatan" if unseen else "baik")
        if self.table is not None:
            self.table.fit_words()
