"""The office's own scores per OBH over a period, each with its derivation or the reason why there is none."""

from collections.abc import Sequence
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

from berkas.desk import Desk, Place
from berkas.engine.issuing import Subject
from berkas.engine.periods import Span, between
from berkas.kit import taborder, theme
from berkas.kit.charts import Line, LineChart
from berkas.kit.form import Form
from berkas.rooms.visits.editor.derivation import DerivationPanel
from berkas.rooms.visits.queries.derivations import Derivation
from berkas.rooms.visits.queries.official import OfficialLine, official_scores, official_sentence
from berkas.rooms.visits.queries.scores import ObhScore, obh_scores
from berkas.rooms.visits.queries.trends import TrendLine, opened_figure
from berkas.rooms.visits.report import DERIVATION, RECAP
from berkas.rules.fields import Field, Kind
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.errors import Refused
from berkas_db.tables import Obh

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
        self.recap_button = QPushButton("Rekapitulasi periode", self)
        theme.set_icon(self.recap_button, "printer")
        self.recap_button.clicked.connect(lambda _on: self._recap())
        self.paper_button = QPushButton("Cetak rincian", self)
        theme.set_icon(self.paper_button, "printer")
        self.paper_button.setEnabled(False)
        self.paper_button.clicked.connect(lambda _on: self._print())
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
        self.official = QLabel(self)
        self.official.setWordWrap(True)
        theme.mark(self.official, "catatan")
        self.official.hide()
        self.derivation = DerivationPanel(self)
        self.derivation.sheet_wanted.connect(lambda id_: self.desk.open(Place("visits", "assessment", id_)))
        self._found: Derivation | None = None
        self._asked: ObhScore | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        tops = QHBoxLayout()
        tops.addWidget(self.period, 1)
        for button in (self.compute_button, self.recap_button, self.paper_button):
            tops.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
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
        lines.addWidget(self.official)
        taborder.apply(self)

    def tab_parts(self) -> Sequence[QWidget]:
        """The period, what is done with it, the list, and what is behind the chosen line."""
        buttons = (self.compute_button, self.recap_button, self.paper_button)
        return self.period, *buttons, self.table, self.derivation

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
        span = self._span()
        if span is not None:
            self.desk.read(self, lambda lines: self._show(lines, obh_id), obh_scores, span.first, span.last)

    def _span(self) -> Span | None:
        """The period that stands there; None when it is none, which is then said."""
        wrong = self.period.problems()
        if wrong:
            self.period.show_problems(wrong)
            return None
        values = self.period.values()
        try:
            return between(date.fromisoformat(values["first"]), date.fromisoformat(values["last"]))
        except Refused as refusal:
            self.desk.failed(refusal)
            return None

    def _recap(self) -> None:
        span = self._span()
        if span is not None:
            self.desk.show_paper(self, RECAP, Subject(span.key, span.title))

    def _print(self) -> None:
        found, one = self._found, self._asked
        if found is not None and one is not None:
            self.desk.show_paper(self, DERIVATION, Subject(found.key, found.title, Obh, one.obh_id))

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
        self._found, self._asked = None, one
        self.paper_button.setEnabled(False)
        self._read_official(one)
        span = self._span() if one.score is not None else None
        if one.score is None or span is None:
            self.derivation.show_nothing(one.why_not)
            return
        self.derivation.show_score(one.obh_name, one.score, one.instrument)
        self.desk.read(
            self, lambda found: self._show_found(one, *found), opened_figure, one.obh_id, one.version_id, span
        )

    def _read_official(self, one: ObhScore) -> None:
        """The official score of the chosen OBH in words of its own."""
        self.official.hide()
        span = self._span()
        if span is not None:
            self.desk.read(
                self,
                lambda found: self._show_official(one, found),
                official_scores,
                span.first,
                span.last,
                obh_id=one.obh_id,
            )

    def _show_official(self, one: ObhScore, found: tuple[OfficialLine, ...]) -> None:
        if self._asked is one:
            self.official.setText(official_sentence(found))
            self.official.show()

    def _show_found(
        self, one: ObhScore, found: Derivation, spans: list[Span], trends: list[TrendLine]
    ) -> None:
        """Everything behind the figure that is still chosen."""
        if self._asked is not one:
            return
        self._found = found
        line = next((each for each in trends if each.now.version_id == one.version_id), None)
        self.derivation.show_derivation(found, _chart(one, spans, line) if line is not None else None)
        self.paper_button.setEnabled(True)


def _chart(one: ObhScore, spans: list[Span], line: TrendLine) -> QWidget:
    """One OBH under one form over the periods; never with the official score."""
    texts = tuple(
        f"{show_decimal(point) if point is not None else '–'} ({show_integer(number)} responden)"
        for point, number in zip(line.points, line.respondents, strict=True)
    )
    title = f"Nilai internal {one.part.lower()}; – berarti responden belum cukup atau tidak ada"
    return LineChart(
        title, [span.title for span in spans], (Line(one.obh_name, line.points, texts),), point_head="Periode"
    )
