"""The plans (RTL) made of a survey's problems, in the sheet of its period: what, who, until when, how far."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.engine.officepaper import day
from berkas.kit import theme
from berkas.kit.form import Form
from berkas.rooms.visits.commands.surveyplans import note_lowest, plan_fault
from berkas.rooms.visits.fields.survey import PLAN
from berkas.rooms.visits.queries.surveyplans import SurveyFault
from berkas_db.errors import BookError

_HEADS = ("Unsur dan masalah", "Rencana tindak lanjut", "Penanggung jawab", "Batas", "Keadaan")
NO_PLAN = "belum ada rencana"


class SurveyPlans(QWidget):
    """Problems as saved, each with its plans."""

    noted = Signal()
    """Something was written; the record is to be read again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.period_id = 0
        self.faults: Sequence[SurveyFault] = ()
        self._row_faults: list[SurveyFault] = []
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setAccessibleName("Rencana tindak lanjut survei")
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in ((2, 20), (3, 16), (4, 18)):
            self.table.setColumnWidth(column, letter * letters)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.empty = QLabel("Belum ada masalah yang dicatat pada periode ini.", self)
        theme.mark(self.empty, "redup")
        self.plan_button = QPushButton("Buat rencana…", self)
        theme.set_icon(self.plan_button, "plus")
        self.plan_button.clicked.connect(lambda _checked: self.plan())
        self.lowest_button = QPushButton("Catat unsur terendah", self)
        theme.set_icon(self.lowest_button, "sort-ascending")
        self.lowest_button.clicked.connect(lambda _checked: self._note_lowest())
        buttons = QHBoxLayout()
        buttons.addWidget(self.plan_button)
        buttons.addWidget(self.lowest_button)
        buttons.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.empty)
        lines.addWidget(self.table)
        lines.addLayout(buttons)
        self.table.itemSelectionChanged.connect(self._chosen)

    def show_faults(self, period_id: int, faults: Sequence[SurveyFault], *, may_write: bool) -> None:
        """The problems of a period; buttons only for who may write."""
        self.period_id, self.faults = period_id, faults
        rows = [(fault, plan) for fault in faults for plan in (fault.plans or (None,))]
        self._row_faults = [fault for fault, _plan in rows]
        self.table.setRowCount(len(rows))
        for place, (fault, plan) in enumerate(rows):
            why = f"di luar kewenangan: {fault.excluded}" if fault.excluded else NO_PLAN
            cells = (
                f"{fault.element}: {fault.problem}",
                plan.task if plan else why,
                plan.owner if plan else "",
                day(plan.due_on) if plan else "",
                plan.state if plan else "",
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
        self.table.resizeRowsToContents()
        height = sum(self.table.rowHeight(row) for row in range(len(rows)))
        self.table.setFixedHeight(min(height, 320) + self.table.horizontalHeader().sizeHint().height() + 6)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for button in (self.plan_button, self.lowest_button):
            button.setVisible(may_write)
        if rows:
            self.table.selectRow(
                next((p for p, (f, n) in enumerate(rows) if n is None and not f.excluded), 0)
            )
        self._chosen()

    @property
    def chosen(self) -> SurveyFault | None:
        """The problem of the chosen row."""
        row = self.table.currentRow()
        return self._row_faults[row] if 0 <= row < len(self._row_faults) else None

    def _chosen(self) -> None:
        fault = self.chosen
        self.plan_button.setEnabled(fault is not None and not fault.excluded)

    def plan(self) -> None:
        """Ask what is planned about the chosen problem and keep it."""
        fault = self.chosen
        if fault is not None:
            PlanDialog(self.desk, fault, self, self.noted.emit).exec()

    def _note_lowest(self) -> None:
        def done(number: object) -> None:
            self.desk.say(f"{number} unsur terendah dicatat.", undoable=bool(number))
            self.noted.emit()

        self.desk.change(self, lambda changes: done(changes.value), note_lowest, self.period_id)


class PlanDialog(QDialog):
    """What is done about one problem, by whom, until when."""

    def __init__(self, desk: Desk, fault: SurveyFault, parent: QWidget, then: Callable[[], object]) -> None:
        super().__init__(parent)
        self.desk, self.fault, self._then = desk, fault, then
        self.setWindowTitle("Rencana tindak lanjut")
        heading = QLabel(f"{fault.element}: {fault.problem}", self)
        heading.setWordWrap(True)
        heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.mark(heading, "kelompok")
        self.form = Form(PLAN, lookup=desk.lookup, today=desk.today, max_columns=2, parent=self)
        self.failure = QLabel(self)
        self.failure.setWordWrap(True)
        theme.mark(self.failure, "redup", tone="bahaya")
        self.failure.hide()
        buttons = QDialogButtonBox(self)
        buttons.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole)
        self.keep_button = buttons.addButton("Simpan rencana", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self.keep)
        lines = QVBoxLayout(self)
        lines.addWidget(heading)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName("Isian rencana")
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.form)
        lines.addWidget(scroll, 1)
        lines.addWidget(self.failure)
        lines.addWidget(buttons)
        letters = self.fontMetrics()
        self.resize(letters.averageCharWidth() * 80, letters.height() * 24)
        self.form.focus()

    def keep(self) -> None:
        """Save, or show what is missing."""
        wrong = self.form.problems()
        if wrong:
            self.form.show_problems(wrong)
            self.form.focus(wrong[0].key)
            return
        self.keep_button.setEnabled(False)
        self.desk.change_or(
            self, lambda _c: self._kept(), self._not_kept, plan_fault, self.fault.id, self.form.values()
        )

    def _kept(self) -> None:
        self.desk.say("Rencana tindak lanjut dibuat; lanjutannya pada ruang Tindak lanjut.", undoable=True)
        self.accept()
        self._then()

    def _not_kept(self, error: BaseException) -> None:
        self.keep_button.setEnabled(True)
        if isinstance(error, BookError):
            self.failure.setText(f"{error} {error.next_step}".strip())
            self.failure.show()
        else:
            self.desk.failed(error)
