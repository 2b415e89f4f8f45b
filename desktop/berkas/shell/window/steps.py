"""The list of this person's steps: what each was, when, how much it wrote, and one button to go there.

Newest first. Choosing a line and pressing the button takes back (or does again) every step up to that one, in
order; it stops at the first that refuses, and says which and why. Imports no SQL.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.history import office_zone
from berkas.engine.steps import READY, UNDONE, StepLine, Walk, step_list, walk, way_to
from berkas.kit import theme
from berkas.kit.jobs import Report
from berkas.rules.dates import show_instant
from berkas.rules.numbers import show_integer
from berkas_db.changes import Changes

_HEADS = ("Langkah", "Waktu", "Baris", "Keadaan")
_BACK, _AGAIN = "Urungkan sampai sini", "Ulangi sampai sini"
_SIZE = (820, 520)
MOST = 500
"""Steps shown at once."""


class StepsDialog(QDialog):
    """All steps of the person at this desk."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lines: Sequence[StepLine] = ()
        self._zone = desk.glance(office_zone)
        self._is_walking = False
        self.setWindowTitle("Daftar langkah")
        self.table = QTableWidget(0, len(_HEADS), self)
        self.go = QPushButton(_BACK, self)
        self.words = QLabel(self)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _item: self.go.setFocus())
        self.go.clicked.connect(self._walk)
        desk.changed.connect(self._heard)
        self._read()

    def _lay_out(self) -> None:
        explained = QLabel(
            "Yang terbaru di atas. Pilih satu langkah: semua sampai di situ diurungkan atau diulangi.",
            self,
        )
        for label in (explained, self.words):
            label.setWordWrap(True)
        theme.mark(explained, "redup")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.hide()
        table = self.table
        table.setAccessibleName("Daftar langkah")
        table.setHorizontalHeaderLabels(_HEADS)
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        theme.mark(self.go, "utama")
        close = QPushButton("Tutup", self)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addStretch()
        foot.addWidget(close)
        foot.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(explained)
        lines.addWidget(table, 1)
        lines.addWidget(self.words)
        lines.addLayout(foot)
        space = self.screen().availableGeometry()
        scale = theme.tokens().scale
        self.resize(
            min(round(_SIZE[0] * scale), round(space.width() * 0.95)),
            min(round(_SIZE[1] * scale), round(space.height() * 0.9)),
        )

    # the list

    def _heard(self, _changes: Changes) -> None:
        if not self._is_walking:
            self._read()

    def _read(self) -> None:
        self.desk.read(self, self._show, _steps, self.desk)

    def _show(self, lines: Sequence[StepLine]) -> None:
        here = self._line()
        self.lines = lines
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            words = (
                line.label,
                show_instant(line.at, self._zone),
                show_integer(line.rows),
                _state_words(line),
            )
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                if line.state != READY:
                    item.setForeground(QColor(theme.tokens().colours.dim))
                if column == _HEADS.index("Baris"):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()
        chosen = next((row for row, line in enumerate(lines) if here is not None and line.id == here.id), 0)
        if lines:
            self.table.selectRow(chosen)
        else:
            self.words.setText("Belum ada langkah yang dapat diurungkan.")
            self.words.show()
        self._chosen()
        if not self.table.hasFocus() and not self._is_walking:
            self.table.setFocus()

    def _line(self) -> StepLine | None:
        row = self.table.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _chosen(self) -> None:
        line = self._line()
        way = way_to(self.lines, line.id) if line else []
        back = not way or way[0].state == READY
        words = _BACK if back else _AGAIN
        self.go.setText(f"{words} ({len(way)} langkah)" if len(way) > 1 else words)
        self.go.setEnabled(bool(way) and not self._is_walking)

    # going there

    def _walk(self) -> None:
        line = self._line()
        way = way_to(self.lines, line.id) if line else []
        if not way:
            return
        self._busy(on=True)
        self.words.setText("Mohon tunggu sebentar…")
        self.words.show()
        desk = self.desk

        def work(report: Report) -> Walk:
            return walk(desk.book, desk.actor, way, report.report)

        title = "Mengurungkan langkah" if way[0].state == READY else "Mengulangi langkah"
        job = desk.run(self, title, work, self._walked)
        job.failed.connect(lambda _error: self._stopped())
        job.cancelled.connect(self._stopped)

    def _walked(self, went: Walk) -> None:
        self._busy(on=False)
        theme.mark(self.words, tone="bahaya" if went.stopped_at else "baik")
        self.words.setText(str(went))
        self._read()

    def _stopped(self) -> None:
        self._busy(on=False)
        self.words.setText("Dihentikan; langkah yang sudah selesai tetap berlaku.")
        self._read()

    def _busy(self, *, on: bool) -> None:
        self._is_walking = on
        self.table.setEnabled(not on)
        self.go.setEnabled(not on)

    def reject(self) -> None:
        """Not while steps are under way: their end has to be read."""
        if not self._is_walking:
            super().reject()


def _steps(session: object, desk: Desk) -> list[StepLine]:
    return step_list(session, desk.actor, limit=MOST)  # pyright: ignore[reportArgumentType]


def _state_words(line: StepLine) -> str:
    if line.state == READY:
        return ""
    return "Diurungkan" if line.state == UNDONE else f"Tetap: {line.why}"


def show_steps(desk: Desk, parent: QWidget, then: Callable[[], object] = lambda: None) -> StepsDialog:
    """Open the list over a window; it goes away by itself when it is closed."""
    dialog = StepsDialog(desk, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _result: then())
    dialog.open()
    return dialog
