"""“Rincian perhitungan”: how a figure came about, step by step, with its marks. Knows no book."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import theme
from berkas.rules.instruments import Instrument, Status
from berkas.rules.numbers import show_decimal
from berkas.rules.scoring import Score

_HEADS = ("Langkah", "Perhitungan", "Hasil")


class DerivationPanel(QWidget):
    """One figure: its marks, its rule, every step, remarks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel(self)
        theme.mark(self.heading, "kelompok")
        self.heading.setWordWrap(True)
        self._band = QFrame(self)
        theme.mark(self._band, "pita", tone="peringatan")
        self.marks = QLabel(self._band)
        self.marks.setWordWrap(True)
        inside = QVBoxLayout(self._band)
        inside.addWidget(self.marks)
        self.steps = QTableWidget(0, len(_HEADS), self)
        self.steps.setHorizontalHeaderLabels(_HEADS)
        self.steps.setAccessibleName("Langkah perhitungan")
        self.steps.verticalHeader().hide()
        self.steps.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.steps.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.steps.setTabKeyNavigation(False)
        self.steps.setWordWrap(True)
        header = self.steps.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        theme.mark(self.notes, "redup")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.heading)
        lines.addWidget(self._band)
        lines.addWidget(self.steps, 1)
        lines.addWidget(self.notes)
        self.show_nothing("")

    def show_nothing(self, why: str) -> None:
        """No figure, and why there is none."""
        self.heading.setText(why)
        self._band.hide()
        self.steps.setRowCount(0)
        self.steps.hide()
        self.notes.clear()

    def show_score(self, title: str, score: Score, instrument: Instrument | None = None) -> None:
        """A figure with everything it was computed from."""
        shown = f"{title}: {show_decimal(score.index)}" if score.index is not None else title
        self.heading.setText(f"{shown} ({score.grade})" if score.grade else shown)
        words = [score.notice, instrument.notice if instrument else ""]
        if instrument is not None and instrument.status is Status.RUMUSAN_KANTOR:
            words.append("Rumusan kantor, bukan naskah resmi.")
        self.marks.setText(" ".join(word for word in dict.fromkeys(words) if word))
        self._band.setVisible(bool(self.marks.text()))
        self.steps.setRowCount(len(score.steps))
        for row, step in enumerate(score.steps):
            for column, text in enumerate((step.label, step.formula, step.result)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == len(_HEADS) - 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.steps.setItem(row, column, item)
        self.steps.setVisible(bool(score.steps))
        width = self.fontMetrics().averageCharWidth()
        self.steps.setColumnWidth(0, width * 36)
        self.steps.setColumnWidth(2, width * 16)
        self.steps.resizeRowsToContents()
        counted = f"Responden yang dihitung: {score.n} dari {score.given}. Aturan: {score.rule.label}."
        source = f"Sumber: {score.source}." if score.source else ""
        self.notes.setText("\n".join(line for line in (counted, source, *score.notes) if line))


class DerivationDialog(QDialog):
    """The derivation of one figure in a window of its own."""

    def __init__(
        self, title: str, score: Score, instrument: Instrument | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rincian perhitungan")
        self.panel = DerivationPanel(self)
        self.panel.show_score(title, score, instrument)
        buttons = QDialogButtonBox(self)
        close = buttons.addButton("Tutup", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.addWidget(self.panel, 1)
        lines.addWidget(buttons)
        self.resize(860, 560)
