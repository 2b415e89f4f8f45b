"""The grid widget survey answers are keyed in: one key answers, Enter goes on, Backspace goes back."""

import csv
import io
from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QTableView, QWidget

from berkas.rooms.visits.editor.surveygridmodel import SurveyGridModel
from berkas.rooms.visits.fields.surveygrid import RESPONDENT

_SIGNS = frozenset("*/-")
_OWN_KEYS = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
)
_LONGEST_HEADING = 9
"""How many letters of a heading a column shows at most; the whole one stands in the line under the grid."""


class CellGrid(QTableView):
    """A table that is typed into with one hand."""

    moved = Signal(QModelIndex)
    """The keyboard is in another cell."""
    pasted = Signal(int)
    """How many cells a paste changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps_by_itself: Callable[[], bool] = lambda: False
        self._is_read_only = False
        self.setAccessibleName("Tabel jawaban responden")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)

    @property
    def answers(self) -> SurveyGridModel | None:
        """The rows, once they are shown."""
        model = self.model()
        return model if isinstance(model, SurveyGridModel) else None

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open for typing."""
        return self.state() == QAbstractItemView.State.EditingState

    def show_model(self, model: SurveyGridModel) -> None:
        """Show these rows; columns as wide as their headings need."""
        self.setModel(model)
        letter = self.fontMetrics().averageCharWidth()
        for column in range(model.columnCount()):
            heading = str(model.headerData(column, Qt.Orientation.Horizontal))
            letters = min(max(len(heading), 6), _LONGEST_HEADING)
            if column == model.state_column:
                letters = 17
            elif column != RESPONDENT and not (own := model.rules.columns[column - 1]).is_scored:
                letters = max(letters, 34 if not own.digits and own.item.lines > 1 else 0)
            self.setColumnWidth(column, letter * (letters + 3))
        self.selectionModel().currentChanged.connect(lambda now, _before: self.moved.emit(now))

    def set_read_only(self, on: bool) -> None:
        """Whether cells can only be read."""
        self._is_read_only = on
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.NoEditTriggers
            if on
            else triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def to_first_free(self) -> None:
        """The keyboard to the first question of the first row in which nothing stands."""
        model = self.answers
        if model is None:
            return
        free = next((place for place, row in enumerate(model.rows) if row.is_empty), len(model.rows) - 1)
        self.setCurrentIndex(model.index(free, RESPONDENT + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cell of the keyboard stays in sight, also when a scroll bar takes room from the last row."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def finish_editing(self) -> None:
        """Keep what is typed in an open cell."""
        editor = self.viewport().findChild(QLineEdit) if self.is_editing else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    # moving

    def go_on(self, by: int = 1) -> None:
        """To the next cell that is answered; after the last one to the first question of the next row."""
        model, here = self.answers, self.currentIndex()
        if model is None or not here.isValid():
            return
        last = model.state_column - 1
        row, column = here.row(), here.column() + by
        if column > last:
            row, column = row + 1, RESPONDENT + 1
        elif column <= RESPONDENT and by < 0:
            row, column = row - 1, last
        if 0 <= row < len(model.rows):
            self.setCurrentIndex(model.index(row, column))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Enter in an open cell goes on as well."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            QTimer.singleShot(0, self, self.go_on)  # once the cell is closed

    # keys

    def event(self, event: QEvent) -> bool:
        """Undo, copy and paste mean the cells while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = any(event.matches(each) for each in _OWN_KEYS)
            if own or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and signs answer at once; the rest opens the cell."""
        if self.is_editing:  # a key the open cell had no use for; Enter closes it by itself
            event.accept()
            return
        if self._standard(event) or self._moving(event) or self._answer(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def _standard(self, event: QKeyEvent) -> bool:
        model = self.answers
        if model is None:
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self._is_read_only:
            return False
        elif event.matches(QKeySequence.StandardKey.Undo):
            model.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            model.undo_stack.redo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        else:
            return False
        return True

    def _moving(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        elif event.key() == Qt.Key.Key_Backspace:
            self.go_on(-1)
        elif event.key() == Qt.Key.Key_Delete and not self._is_read_only and self.answers is not None:
            self.answers.clear([(one.row(), one.column()) for one in self.selectedIndexes()])
        else:
            return False
        return True

    def _answer(self, event: QKeyEvent) -> bool:
        model, here, typed = self.answers, self.currentIndex(), event.text()
        if model is None or self._is_read_only or not here.isValid() or len(typed) != 1:
            return False
        column = here.column()
        if column in (RESPONDENT, model.state_column):
            return False
        digits = model.rules.columns[column - 1].digits
        is_sign = typed in _SIGNS and model.rules.admits(column, typed)
        if not is_sign and not (digits and typed.isdigit()):
            return False
        model.put([(here.row(), column, typed)], "Ketikan")
        is_sound = not model.problem_of(model.rows[here.row()], column)
        if self.steps_by_itself() and is_sound:
            self.go_on()
        return True

    # clipboard

    def copy(self) -> None:
        """The chosen cells as lines with tabs, as spreadsheets take them."""
        model, chosen = self.answers, self.selectedIndexes()
        if model is None or not chosen:
            return
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = {(index.row(), index.column()): str(index.data() or "") for index in chosen}
        lines = ["\t".join(cells.get((row, column), "") for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self, text: str) -> None:
        """Lines with tabs from the current cell on; one value fills all chosen cells."""
        model, here = self.answers, self.currentIndex()
        if model is None or not here.isValid() or not text.strip("\r\n"):
            return
        lines = list(csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t"))
        chosen = self.selectedIndexes()
        if len(lines) == 1 and len(lines[0]) == 1 and len(chosen) > 1:
            cells = [(index.row(), index.column(), lines[0][0]) for index in chosen]
        else:
            cells = [
                (here.row() + down, here.column() + across, cell)
                for down, line in enumerate(lines)
                for across, cell in enumerate(line)
            ]
        model.put(cells, "Tempel")
        self.pasted.emit(len(cells))
