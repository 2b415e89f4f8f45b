"""The office's own scores per OBH over a period, each with its derivation or the reason why there is none."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.kit import taborder, theme
from berkas.kit.form import Form
from berkas.rooms.visits.editor.derivation import DerivationPanel
from berkas.rooms.visits.queries.scores import ObhScore, obh_scores
from berkas.rules.fields import Field, Kind
from berkas.rules.numbers import show_decimal, show_integer

INTERNAL = (
    "Nilai internal kantor, bukan Indeks Kinerja PBH resmi dari Sidbankum. Litigasi dan nonlitigasi tidak "
    "digabung; nilai dihitung mulai jumlah responden terkecil yang ditetapkan."
)
_PERIOD = (
    Field("first", "Wawancara sejak", Kind.DATE, required=True),
    Field("last", "sampai", Kind.DATE, required=True),
)
_HEADS = ("OBH", "Instrumen", "Responden", "Nilai internal", "Keterangan")


class ScoresPage(QWidget):
    """A line per OBH and form; the derivation of the chosen one beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.lines: list[ObhScore] = []
        self.period = Form(_PERIOD, today=desk.today, parent=self)
        today = desk.today()
        self.period.set_values({"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()})
        self.compute_button = QPushButton("Hitung", self)
        theme.set_icon(self.compute_button, "refresh")
        self.compute_button.clicked.connect(lambda _on: self.compute())
        self.mark = QLabel(INTERNAL, self)
        self.mark.setWordWrap(True)
        theme.mark(self.mark, "redup")
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.setHorizontalHeaderLabels(_HEADS)
        self.table.setAccessibleName("Daftar nilai internal")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.derivation = DerivationPanel(self)
        self._lay_out()

    def _lay_out(self) -> None:
        tops = QHBoxLayout()
        tops.addWidget(self.period, 1)
        tops.addWidget(self.compute_button, 0, Qt.AlignmentFlag.AlignBottom)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(self.table)
        split.addWidget(self.derivation)
        split.setChildrenCollapsible(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(tops)
        lines.addWidget(self.mark)
        lines.addWidget(split, 1)
        taborder.set_order((self.period, self.compute_button, self.table, self.derivation))

    def visit(self, id: int | None) -> None:
        """Compute for the period that stands there; an id chooses one OBH."""
        self.compute(id)
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What is shown is never older than the moment it is looked at."""
        super().showEvent(event)
        if not event.spontaneous():
            self.compute()

    def may_leave(self) -> bool:
        """Nothing is typed here that could be lost."""
        return True

    def compute(self, obh_id: int | None = None) -> None:
        """Read and score the interviews of the period."""
        wrong = self.period.problems()
        if wrong:
            self.period.show_problems(wrong)
            return
        values = self.period.values()
        first, last = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
        self.desk.read(self, lambda lines: self._show(lines, obh_id), obh_scores, first, last)

    def _show(self, lines: list[ObhScore], obh_id: int | None) -> None:
        self.lines = lines
        self.table.setRowCount(len(lines))
        for row, one in enumerate(lines):
            figure = one.score.index if one.score is not None else None
            texts = (
                one.obh_name,
                one.instrument.title,
                show_integer(one.respondents),
                show_decimal(figure) if figure is not None else "–",
                one.why_not,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in (2, 3):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if not lines:
            self.derivation.show_nothing("Belum ada wawancara lengkap dalam periode ini.")
            return
        self.table.selectRow(next((row for row, one in enumerate(lines) if one.obh_id == obh_id), 0))

    def _chosen(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        if len(rows) != 1:
            return
        one = self.lines[rows.pop()]
        if one.score is None:
            self.derivation.show_nothing(one.why_not)
        else:
            self.derivation.show_score(one.obh_name, one.score, one.instrument)
