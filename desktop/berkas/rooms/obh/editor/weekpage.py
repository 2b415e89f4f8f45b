"""The weekly reports of all Posbankum on one page: a week, a regency, one tick per post.

Every tick is saved at once and can be undone; nothing is half typed here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.kit import keys, theme
from berkas.kit.toast import ToastLine
from berkas.rooms.obh.commands.posts import tick_week
from berkas.rooms.obh.fields.posts import COUNTS
from berkas.rooms.obh.queries.weeks import WEEK, WeekLine, monday_of, regencies_with_posts, week_lines
from berkas.rules.dates import show_range, show_short
from berkas.rules.numbers import parse_integer
from berkas_db.changes import Changes

_HEADS = (
    "Posbankum", "Kecamatan", "Kabupaten/kota", "Sudah lapor", "Nihil", "Konsultasi", "Mediasi", "Rujukan",
    "Diterima",
)  # fmt: skip
_CAME, _NIL, _FIRST_COUNT, _DAY = 3, 4, 5, 8
_ROW, _BOX = 32, 18
"""Height of a row and side of a tick box, in pixels at the usual text size."""
_ALL = "Semua kabupaten/kota"
NO_POST = "Belum ada Posbankum yang dicatat. Catat dahulu pada tab Posbankum, atau impor daftarnya."


class WeekPage(QWidget):
    """A week of all posts."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.monday = monday_of(desk.today()) - WEEK
        self.may_write = may(desk.actor, Right.RECORD) and not desk.book.read_only
        self._lines: list[WeekLine] = []
        self._filling = False
        self.before = self._step("chevron-left", "Minggu sebelumnya", -1)
        self.after = self._step("chevron-right", "Minggu berikutnya", 1)
        self.week = QLabel(self)
        theme.mark(self.week, "subjudul")
        self.regency = QComboBox(self)
        self.regency.setAccessibleName("Kabupaten/kota")
        self.regency.activated.connect(lambda _place: self.refresh())
        self.sought = QLineEdit(self)
        self.sought.setPlaceholderText("cari nama atau kecamatan")
        self.sought.setAccessibleName("Cari Posbankum")
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(self._narrow)
        self.missing = QPushButton("Yang belum lapor saja", self)
        self.missing.setCheckable(True)
        self.missing.toggled.connect(self._narrow)
        self.summary = QLabel(self)
        self.summary.setWordWrap(True)
        theme.mark(self.summary, "label")
        self.grid = self._build_grid()
        self.toast = ToastLine(self)
        self._lay_out()
        desk.changed.connect(self._heard)
        keys.assign_mnemonics(self)

    def _step(self, icon: str, words: str, by: int) -> QToolButton:
        button = QToolButton(self)
        theme.set_icon(button, icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.show_week(self.monday + by * WEEK))
        return button

    def _build_grid(self) -> QTableWidget:
        grid = QTableWidget(0, len(_HEADS), self)
        grid.setAccessibleName("Laporan mingguan Posbankum")
        grid.setHorizontalHeaderLabels(list(_HEADS))
        for column in range(_CAME):
            grid.setHorizontalHeaderItem(column, head := QTableWidgetItem(_HEADS[column]))
            head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.verticalHeader().hide()
        grid.setAlternatingRowColors(True)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setTabKeyNavigation(False)
        grid.setWordWrap(False)
        header = grid.horizontalHeader()
        # Widths follow the words once the week is filled; measuring at each cell takes seconds.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(72)
        scale = theme.tokens().scale
        grid.verticalHeader().setDefaultSectionSize(round(_ROW * scale))
        side = round(_BOX * scale)
        grid.setStyleSheet(f"QTableView::indicator {{ width: {side}px; height: {side}px; }}")
        grid.itemChanged.connect(self._edited)
        grid.cellDoubleClicked.connect(self._double)
        return grid

    def _lay_out(self) -> None:
        week = QHBoxLayout()
        week.setSpacing(theme.SPACE_8)
        for each in (self.before, self.week, self.after):
            week.addWidget(each)
        week.addStretch()
        narrow = QHBoxLayout()
        narrow.setSpacing(theme.SPACE_8)
        narrow.addWidget(self.regency, 1)
        narrow.addWidget(self.sought, 1)
        narrow.addWidget(self.missing)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(week)
        lines.addLayout(narrow)
        lines.addWidget(self.summary)
        lines.addWidget(self.grid, 1)
        lines.addWidget(self.toast)

    # going there and away

    def visit(self, id: int | None) -> None:
        """Show the week that is over; `id` is not used, posts have a page of their own."""
        del id
        self._offer_regencies()
        self.refresh()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        """Nothing is ever unsaved here."""
        return True

    def show_week(self, monday: date) -> None:
        """The same posts in another week; a week that has not begun cannot be reported."""
        if monday <= monday_of(self.desk.today()):
            self.monday = monday
            self.refresh()

    def showEvent(self, event: Any) -> None:  # noqa: ANN401  as Qt hands it in
        """Fill it when it is first seen."""
        super().showEvent(event)
        if not self._lines:
            self.visit(None)

    def refresh(self) -> None:
        """Read the week again."""
        regency = self.regency.currentData()
        self.desk.read(self, self._show, week_lines, self.monday, regency)

    def _offer_regencies(self) -> None:
        chosen = self.regency.currentData()
        self.regency.clear()
        self.regency.addItem(_ALL, None)
        for id_, name in self.desk.glance(regencies_with_posts):
            self.regency.addItem(name, id_)
        self.regency.setCurrentIndex(max(0, self.regency.findData(chosen)))

    # showing

    def _show(self, lines: list[WeekLine]) -> None:
        self._lines = lines
        self.week.setText(f"Minggu {show_range(self.monday, self.monday + WEEK - WEEK / 7)}")
        self.after.setEnabled(self.monday < monday_of(self.desk.today()))
        self._filling = True
        here = self.grid.currentRow(), self.grid.currentColumn()
        self.grid.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._fill(row, line)
        self._filling = False
        if 0 <= here[0] < len(lines):
            self.grid.setCurrentCell(*here)
        elif lines:
            self.grid.setCurrentCell(0, _CAME)
        self._narrow()
        self._count()
        self._share_width()
        QTimer.singleShot(0, self.grid, self._share_width)  # a scroll bar that came takes its room first

    def _fill(self, row: int, line: WeekLine) -> None:
        came = bool(line.received_on)
        for column, text in enumerate((line.name, line.district, line.regency)):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(text)
            self.grid.setItem(row, column, item)
        for column, on, free in ((_CAME, came, True), (_NIL, line.is_nil, came)):
            item = QTableWidgetItem("")
            item.setFlags(self._flags(free) | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{line.name}: {_HEADS[column]}")
            self.grid.setItem(row, column, item)
        for place, key in enumerate(COUNTS):
            number = getattr(line, key)
            item = QTableWidgetItem(str(number) if came else "")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setFlags(
                self._flags(came and not line.is_nil)
                | (Qt.ItemFlag.ItemIsEditable if self.may_write else Qt.ItemFlag.NoItemFlags)
            )
            self.grid.setItem(row, _FIRST_COUNT + place, item)
        day = QTableWidgetItem(show_short(date.fromisoformat(line.received_on)) if came else "")
        day.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.grid.setItem(row, _DAY, day)

    def _flags(self, free: bool) -> Qt.ItemFlag:
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return on if free and self.may_write else Qt.ItemFlag.ItemIsSelectable

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401  as Qt hands it in
        """The names take what the counts leave, but never less than can be read."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        letter = self.grid.fontMetrics().averageCharWidth()
        head = self.grid.horizontalHeader()
        for column in range(1, len(_HEADS)):
            wanted = max(self.grid.sizeHintForColumn(column) + 16, head.sectionSizeHint(column))
            self.grid.setColumnWidth(column, min(wanted, 22 * letter) if column < _CAME else wanted)
        rest = sum(self.grid.columnWidth(column) for column in range(1, len(_HEADS)))
        self.grid.setColumnWidth(0, max(26 * letter, self.grid.viewport().width() - rest))

    def _narrow(self) -> None:
        typed = self.sought.text().strip().casefold()
        for row, line in enumerate(self._lines):
            fits = typed in f"{line.name} {line.district}".casefold()
            wanted = not (self.missing.isChecked() and line.received_on)
            self.grid.setRowHidden(row, not (fits and wanted))

    def _count(self) -> None:
        came = sum(bool(line.received_on) for line in self._lines)
        nil = sum(line.is_nil for line in self._lines)
        if not self._lines:
            self.summary.setText(NO_POST)
            return
        self.summary.setText(
            f"{came} dari {len(self._lines)} Posbankum sudah melapor, {len(self._lines) - came} belum"
            f"{f'; {nil} nihil' if nil else ''}."
        )

    # ticking

    def _edited(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        line = self._lines[item.row()]
        self.desk.change_or(
            self, self._kept, self._not_kept, tick_week, self.monday, line.post_id, self._typed(item, line)
        )

    def _typed(self, item: QTableWidgetItem, line: WeekLine) -> Mapping[str, Any] | None:
        """The report as it stands in the row after this cell was changed; None: no report."""
        if item.column() == _CAME and item.checkState() is not Qt.CheckState.Checked:
            return None
        report: dict[str, Any] = {key: getattr(line, key) for key in COUNTS} | {"is_nil": line.is_nil}
        if item.column() == _NIL:
            report["is_nil"] = item.checkState() is Qt.CheckState.Checked
            report |= dict.fromkeys(COUNTS, 0) if report["is_nil"] else {}
        elif item.column() >= _FIRST_COUNT:
            report[COUNTS[item.column() - _FIRST_COUNT]] = _number(item.text())
        return report

    def _kept(self, changes: Changes) -> None:
        if changes.can_undo:
            self.toast.say("Tersimpan.", lambda: self.desk.undo(self, lambda _c: self.refresh()))

    def _not_kept(self, error: BaseException) -> None:
        self.refresh()
        self.desk.failed(error)

    def _double(self, row: int, column: int) -> None:
        if column < _CAME:
            self.opened.emit(self._lines[row].post_id)

    def _heard(self, changes: Changes) -> None:
        if self.isVisible() and changes.kinds & {"posbankum", "posbankum_report"}:
            self._offer_regencies()
            self.refresh()


def _number(text: str) -> int:
    """A typed count; what is no number counts as -1, which the command refuses with its sentence."""
    try:
        return parse_integer(text) if text.strip() else 0
    except ValueError:
        return -1
