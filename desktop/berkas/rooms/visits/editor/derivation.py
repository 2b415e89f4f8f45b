"""“Rincian perhitungan”: how a figure came about, down to every answer, with its marks. Knows no book."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import taborder, theme
from berkas.rooms.visits.queries.derivations import LEGEND, Derivation, Respondent
from berkas.rules.dates import show_short
from berkas.rules.instruments import Instrument, Status
from berkas.rules.numbers import show_decimal
from berkas.rules.scoring import Score
from berkas.rules.scoring.figures import show

_STEP_HEADS = ("Langkah", "Perhitungan", "Hasil")
_ITEM_HEADS = ("No", "Kode", "Butir", "Bobot", "Jumlah nilai", "Dihitung", "Tidak", "Rata-rata")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class _Texts(QAbstractTableModel):
    """Finished texts; a thousand respondents cost no more than the rows in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heads: Sequence[str] = ()
        self._tips: Sequence[str] = ()
        self._numbers: frozenset[int] = frozenset()
        self._row: Callable[[int], Sequence[str]] = lambda _row: ()
        self._count = 0

    def fill(
        self,
        heads: Sequence[str],
        count: int,
        row: Callable[[int], Sequence[str]],
        *,
        numbers: frozenset[int] = frozenset(),
        tips: Sequence[str] = (),
    ) -> None:
        """Show `count` rows; `numbers` are columns set to the right, `tips` explain the heads."""
        self.beginResetModel()
        self._heads, self._count, self._row = heads, count, row
        self._numbers, self._tips = numbers, tips
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt calls it
        """How many rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One cell."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._row(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._numbers else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The heads."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.ToolTipRole and section < len(self._tips):
            return self._tips[section]
        return None


class _Grid(QTableView):
    """A table to read; Enter or a double click opens a row where rows can be opened."""

    opened = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.texts = _Texts(self)
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.activated.connect(lambda index: self.opened.emit(index.row()))

    def rowCount(self) -> int:
        """How many rows stand there."""
        return self.texts.rowCount()

    def set_widths(self, letters: Sequence[int], stretched: int | None = None) -> None:
        """Widths in letters; one column takes what is left."""
        header = self.horizontalHeader()
        width = self.fontMetrics().averageCharWidth()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, number in enumerate(letters):
            self.setColumnWidth(column, width * number)
        if stretched is not None:
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)


class DerivationPanel(QWidget):
    """One figure: its marks, its rule, every step, every item, every answer by respondent code."""

    sheet_wanted = Signal(int)
    """The id of the sheet of a respondent whose row was opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._respondents: tuple[Respondent, ...] = ()
        self._trend: QWidget | None = None
        self.heading = QLabel(self)
        theme.mark(self.heading, "kelompok")
        self.heading.setWordWrap(True)
        self._band = QFrame(self)
        theme.mark(self._band, "pita", tone="peringatan")
        self.marks = QLabel(self._band)
        self.marks.setWordWrap(True)
        inside = QVBoxLayout(self._band)
        inside.addWidget(self.marks)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # it hands the cursor on to its bar, which has a turn
        self.steps = _Grid("Langkah perhitungan", self.tabs)
        self.items = _Grid("Butir, bobot, dan jawaban", self.tabs)
        self.answers = _Grid("Jawaban menurut kode responden", self.tabs)
        self.answers.opened.connect(self._open)
        self.legend = QLabel(self)
        self.legend.setWordWrap(True)
        theme.mark(self.legend, "redup")
        self._answers_tab = QWidget(self.tabs)
        below = QVBoxLayout(self._answers_tab)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.answers, 1)
        below.addWidget(self.legend)
        for part, word in ((self.steps, "Langkah"), (self.items, "Butir"), (self._answers_tab, "Jawaban")):
            self.tabs.addTab(part, word)
        self.notes = QLabel(self)
        self.notes.setWordWrap(True)
        theme.mark(self.notes, "redup")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.heading)
        lines.addWidget(self._band)
        lines.addWidget(self.tabs, 1)
        lines.addWidget(self.notes)
        self.show_nothing("")

    def tab_parts(self) -> Sequence[QWidget]:
        """The heads of the tabs before what stands in them."""
        parts = (self.tabs.tabBar(), self.steps, self.items, self.answers)
        return parts if self._trend is None else (*parts, self._trend)

    def show_nothing(self, why: str) -> None:
        """No figure, and why there is none."""
        self.heading.setText(why)
        self._band.hide()
        self.steps.texts.fill((), 0, lambda _row: ())
        self._show_answers(None)
        self.tabs.hide()
        self.notes.clear()

    def show_score(self, title: str, score: Score, instrument: Instrument | None = None) -> None:
        """A figure with everything it was computed from but the single answers."""
        shown = f"{title}: {show_decimal(score.index)}" if score.index is not None else title
        self.heading.setText(f"{shown} ({score.grade})" if score.grade else shown)
        words = [score.notice, instrument.notice if instrument else ""]
        if instrument is not None and instrument.status is Status.RUMUSAN_KANTOR:
            words.append("Rumusan kantor, bukan naskah resmi.")
        self.marks.setText(" ".join(word for word in dict.fromkeys(words) if word))
        self._band.setVisible(bool(self.marks.text()))
        told = [(step.label, step.formula, step.result) for step in score.steps]
        self.steps.texts.fill(_STEP_HEADS, len(told), lambda row: told[row], numbers=frozenset({2}))
        self.steps.set_widths((36, 40, 22), stretched=1)
        self.steps.resizeRowsToContents()
        self._show_answers(None)
        self.tabs.setVisible(bool(told))
        counted = f"Responden yang dihitung: {score.n} dari {score.given}. Aturan: {score.rule.label}."
        source = f"Sumber: {score.source}." if score.source else ""
        self.notes.setText("\n".join(line for line in (counted, source, *score.notes) if line))

    def show_derivation(self, found: Derivation, trend: QWidget | None = None) -> None:
        """A figure down to every answer; `trend` shows it over time."""
        title = f"{found.title}, {found.period}" if found.period else found.title
        self.show_score(title, found.score, found.instrument)
        told = [found.mark, *self.marks.text().split("\n")]
        self.marks.setText(" ".join(word for word in dict.fromkeys(told) if word))
        self._band.setVisible(bool(self.marks.text()))
        self._show_answers(found)
        self._trend = trend
        if trend is not None:
            self.tabs.addTab(trend, "Perkembangan")
        taborder.put_in_place(self)
        self.tabs.setVisible(True)
        rule = f"Edisi {found.edition} (sidik {found.digest}). Pembulatan {found.rounding}."
        self.notes.setText(f"{self.notes.text()}\n{rule}")

    def _show_answers(self, found: Derivation | None) -> None:
        if self._trend is not None:
            self.tabs.removeTab(self.tabs.indexOf(self._trend))
            self._trend.deleteLater()
            self._trend = None
        for part in (self.items, self._answers_tab):
            self.tabs.setTabVisible(self.tabs.indexOf(part), found is not None)
        self._respondents = found.respondents if found is not None else ()
        if found is None:
            self.items.texts.fill((), 0, lambda _row: ())
            self.answers.texts.fill((), 0, lambda _row: ())
            return
        lines = [one.told(number) for number, one in enumerate(found.items, 1)]
        self.items.texts.fill(_ITEM_HEADS, len(lines), lambda row: lines[row], numbers=frozenset({5, 6, 7}))
        self.items.set_widths((5, 12, 40, 30, 26, 10, 8, 11), stretched=2)
        heads = ("Responden", "Lembar", "Tanggal", "Ketikan", *(str(no) for no in range(1, len(lines) + 1)))
        people = found.respondents
        has_own = any(one.index is not None for one in people)  # only some rules give each sheet a figure
        self.answers.texts.fill(
            (*heads, "Nilai") if has_own else heads,
            len(people),
            lambda row: _answer_row(people[row], has_own=has_own),
            numbers=frozenset({len(heads)}),
            tips=("", "", "", "", *(f"{one.key}: {one.label}" for one in found.items)),
        )
        self.answers.set_widths((16, 24, 14, 17, *([5] * len(lines)), *([10] if has_own else [])))
        self.legend.setText(
            f"Nomor kolom adalah nomor butir. {found.options}. {LEGEND}. Enter membuka lembarnya."
        )
        self.tabs.setTabText(self.tabs.indexOf(self.items), f"Butir ({len(lines)})")
        self.tabs.setTabText(self.tabs.indexOf(self._answers_tab), f"Jawaban menurut kode ({len(people)})")

    def _open(self, row: int) -> None:
        if row < len(self._respondents):
            self.sheet_wanted.emit(self._respondents[row].assessment_id)


def _answer_row(one: Respondent, *, has_own: bool) -> tuple[str, ...]:
    own = (show(one.index, 2) if one.index is not None else "–",) if has_own else ()
    return (one.code, one.sheet, _day(one.on), one.keying, *one.answers, *own)


def _day(text: str) -> str:
    return show_short(date.fromisoformat(text)) if text else "–"


class DerivationDialog(QDialog):
    """The derivation of one figure in a window of its own; `printed` asks for its paper."""

    printed = Signal(str)
    """The key of the paper's subject."""
    sheet_wanted = Signal(int)

    def __init__(
        self,
        title: str,
        score: Score,
        instrument: Instrument | None = None,
        parent: QWidget | None = None,
        *,
        found: Derivation | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rincian perhitungan")
        self.panel = DerivationPanel(self)
        self.panel.show_score(title, score, instrument)
        buttons = QDialogButtonBox(self)
        self._key = ""
        self.print_button = QPushButton("Cetak rincian…", self)
        theme.set_icon(self.print_button, "printer")
        self.print_button.hide()
        self.print_button.clicked.connect(lambda: self._leave(lambda: self.printed.emit(self._key)))
        self.panel.sheet_wanted.connect(lambda id_: self._leave(lambda: self.sheet_wanted.emit(id_)))
        buttons.addButton(self.print_button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("Tutup", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.addWidget(self.panel, 1)
        lines.addWidget(buttons)
        self.resize(980, 620)
        if found is not None:
            self.show_derivation(found)
        taborder.apply(self)

    def show_derivation(self, found: Derivation) -> None:
        """Everything behind the figure, also when it arrives after the figure itself."""
        self._key = found.key
        self.print_button.setVisible(bool(found.key))
        self.panel.show_derivation(found)

    def _leave(self, then: Callable[[], None]) -> None:
        """Never two dialogs at once: this one goes first."""
        self.accept()
        then()
