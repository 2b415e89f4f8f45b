"""A sheet to be typed into another system: each answer with a key that copies it, and the order of its list.

A room makes the lines and keeps the order; this dialog only shows, copies and says what was asked for. Knows
no room and no book.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.engine.retyping import RetypeLine
from berkas.kit import theme

_HEADS = ("No", "Butir", "Pertanyaan", "Jawaban", "Disalin")


class RetypeDialog(QDialog):
    """The answers in order. Enter copies the answer of the row and goes to the next one with an answer."""

    printed = Signal()
    marked = Signal()
    order_wanted = Signal()

    def __init__(
        self,
        title: str,
        facts: Sequence[tuple[str, str]],
        hint: str,
        told: Sequence[RetypeLine],
        parent: QWidget | None = None,
        *,
        may_write: bool = True,
    ) -> None:
        super().__init__(parent)
        self.lines_ = tuple(told)
        self.setWindowTitle(title)
        head = QLabel(" · ".join(f"{label}: {text}" for label, text in facts), self)
        head.setWordWrap(True)
        theme.mark(head, "kelompok")
        said = QLabel(hint, self)
        said.setWordWrap(True)
        theme.mark(said, "redup")
        self.table = self._table(self.lines_)
        self.state = QLabel(self)
        theme.mark(self.state, "redup")
        self.copy_button = QPushButton("Salin jawaban", self)
        theme.set_icon(self.copy_button, "copy")
        self.copy_button.clicked.connect(self.copy_current)
        lines = QVBoxLayout(self)
        for part in (head, said):
            lines.addWidget(part)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.state)
        lines.addWidget(self._buttons(may_write=may_write))
        self.resize(940, 640)
        self._go_on(-1)
        self.table.setFocus()

    def _table(self, told: Sequence[RetypeLine]) -> QTableWidget:
        table = QTableWidget(len(told), len(_HEADS), self)
        table.setHorizontalHeaderLabels(_HEADS)
        table.setAccessibleName("Jawaban menurut urutan Sidbankum")
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        bold = QFont(self.font())
        bold.setBold(True)
        for row, line in enumerate(told):
            if line.heading:
                item = QTableWidgetItem(line.heading)
                item.setFont(bold)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                table.setItem(row, 0, item)
                table.setSpan(row, 0, 1, len(_HEADS))
                continue
            answer = line.answer or ("kosong" if line.is_asked else "tidak ditanyakan")
            for column, text in enumerate((str(line.number), line.key, line.question, answer, "")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(lambda _index: self.copy_current())
        return table

    def _buttons(self, *, may_write: bool) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        box.addButton(self.copy_button, role.ActionRole)
        named: list[tuple[str, str, SignalInstance]] = [("Cetak lembar", "printer", self.printed)]
        if may_write:
            named += [
                ("Atur urutan…", "list-numbers", self.order_wanted),
                ("Tandai sudah diinput", "check", self.marked),
            ]
        for word, picture, signal in named:
            button = QPushButton(word, self)
            theme.set_icon(button, picture)
            button.setAutoDefault(False)
            button.clicked.connect(self._leaving(signal))
            box.addButton(button, role.ActionRole)
        self.copy_button.setAutoDefault(False)
        close = box.addButton("Tutup", role.RejectRole)
        close.setAutoDefault(False)
        box.rejected.connect(self.reject)
        return box

    def _leaving(self, signal: SignalInstance) -> Callable[[], None]:
        """Never two dialogs at once: this one goes first."""

        def leave() -> None:
            self.accept()
            signal.emit()

        return leave

    def copy_current(self) -> None:
        """Put the answer of this row on the clipboard and go to the next one."""
        row = self.table.currentRow()
        line = self.lines_[row] if 0 <= row < len(self.lines_) else None
        if line is None or not line.answer:
            self.state.setText("Butir ini tidak punya jawaban untuk disalin.")
            self._go_on(row)
            return
        QGuiApplication.clipboard().setText(line.answer)
        item = self.table.item(row, 4)
        if item is not None:
            item.setText("disalin")
        self.state.setText(f"Jawaban butir {line.number} disalin.")
        self._go_on(row)

    def _go_on(self, row: int) -> None:
        after = (place for place in range(row + 1, len(self.lines_)) if self.lines_[place].answer)
        place = next(after, None)
        if place is not None:
            self.table.setCurrentCell(place, 3)


class OrderDialog(QDialog):
    """An order as lines of text, moved like any text: `problem` says why a text is none, empty when it is."""

    def __init__(
        self,
        title: str,
        said: str,
        text: str,
        parent: QWidget | None = None,
        *,
        usual: str,
        problem: Callable[[str], str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._usual = usual
        self._problem = problem
        words = QLabel(said, self)
        words.setWordWrap(True)
        self.text = MovingLines(self)
        self.text.setAccessibleName("Urutan butir")
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(text)
        self.text.textChanged.connect(self._look)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        theme.mark(self.words, "redup")
        box = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.save_button = box.addButton("Simpan urutan", role.AcceptRole)
        own = box.addButton("Urutan semula", role.ResetRole)
        own.clicked.connect(self._reset)
        box.addButton("Batal", role.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        lines = QVBoxLayout(self)
        lines.addWidget(words)
        lines.addWidget(self.text, 1)
        lines.addWidget(self.words)
        lines.addWidget(box)
        self.resize(620, 600)
        self._look()

    def _reset(self) -> None:
        self.text.setPlainText(self._usual)

    def _look(self) -> None:
        """Say what is wrong while it is typed."""
        problem = self._problem(self.text.toPlainText())
        self.save_button.setEnabled(not problem)
        self.words.setText(problem)


class MovingLines(QPlainTextEdit):
    """Text whose lines move with Alt and an arrow."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line of the cursor, or type."""
        step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and step:
            self._move(step)
            return
        super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        lines = self.toPlainText().split("\n")
        here = self.textCursor().blockNumber()
        there = here + step
        if not 0 <= there < len(lines):
            return
        lines[here], lines[there] = lines[there], lines[here]
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.setPosition(self.document().findBlockByNumber(there).position())
        self.setTextCursor(cursor)
