"""The life of a record under its form: one line per step that opens, and in it every field from and to.

Older steps are asked for (`older_wanted`). Knows no journal; it is handed finished words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from berkas.kit import keys, theme

_HEADS = ("Isian", "Dari", "Menjadi")


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step: when, who, what it was called, why; and the fields it moved as (label, from, to)."""

    when: str
    who: str
    what: str
    why: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()

    @property
    def words(self) -> str:
        """The line that stands there also while the step is closed."""
        return f"{self.when} · {self.who} · {self.what}"


class HistoryStep(QWidget):
    """One step; its fields are laid out when it is opened for the first time."""

    def __init__(self, line: HistoryLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._body: QWidget | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_4)
        head = QLabel(line.words, self)
        head.setWordWrap(True)
        head.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(head, "redup")
        self._lines.addWidget(head)
        if line.why:
            why = QLabel(f"Alasan: {line.why}", self)
            why.setWordWrap(True)
            why.setTextFormat(Qt.TextFormat.PlainText)
            self._lines.addWidget(why)
        self.button: QPushButton | None = None
        if line.changes:
            self.button = self._build_button()

    def _build_button(self) -> QPushButton:
        button = QPushButton(f"{len(self._line.changes)} isian", self)
        button.setCheckable(True)
        button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.mark(button, "tautan")
        button.toggled.connect(self.set_open)
        self._lines.addWidget(button)
        self._name(button, on=False)
        return button

    def set_open(self, on: bool) -> None:
        """Show or hide the fields."""
        if self.button is None:
            return
        if self.button.isChecked() != on:
            self.button.setChecked(on)
            return
        if on and self._body is None:
            self._body = self._build_body()
            self._lines.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(on)
        self._name(self.button, on=on)

    def _name(self, button: QPushButton, *, on: bool) -> None:
        theme.set_icon(button, "chevron-down" if on else "chevron-right", "accent_text")
        state = "terbuka" if on else "tertutup"
        button.setAccessibleName(f"{self._line.words}, {len(self._line.changes)} isian, {state}")

    def _build_body(self) -> QWidget:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(theme.SPACE_16, 0, 0, theme.SPACE_8)
        grid.setHorizontalSpacing(theme.SPACE_16)
        grid.setVerticalSpacing(theme.SPACE_4)
        for column, share in enumerate((2, 3, 3)):
            grid.setColumnStretch(column, share)
        for row, cells in enumerate((_HEADS, *self._line.changes)):
            for column, text in enumerate(cells):
                label = QLabel(text, body)
                label.setWordWrap(True)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                theme.mark(label, "label" if row == 0 else ("redup" if column == 1 else ""))
                grid.addWidget(label, row, column)
        return body

    def texts(self) -> list[str]:
        """The head and, when it is open, every field."""
        shown = [self._line.words]
        if self._body is not None and not self._body.isHidden():
            shown += [" | ".join(cells) for cells in self._line.changes]
        return shown


class HistoryView(QWidget):
    """All steps under their heading; nothing while there are none."""

    older_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel("Riwayat", self)
        theme.mark(heading, "kelompok")
        self.steps: list[HistoryStep] = []
        self.older = QPushButton("Tampilkan yang lebih lama", self)
        theme.mark(self.older, "tautan")
        self.older.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.older.clicked.connect(self.older_wanted)
        self.older.hide()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_8)
        self._lines.addWidget(heading)
        self._lines.addWidget(self.older)
        self.hide()

    def show_lines(self, lines: Sequence[HistoryLine], *, more: bool = False) -> None:
        """Show these steps instead of those that are there; `more`: older ones can be asked for."""
        for step in self.steps:
            self._lines.removeWidget(step)
            step.hide()
            step.deleteLater()
        self.steps = []
        self.add_lines(lines, more=more)
        self.setVisible(bool(lines))

    def add_lines(self, lines: Sequence[HistoryLine], *, more: bool) -> None:
        """Add older steps under those that are there."""
        for line in lines:
            step = HistoryStep(line, self)
            self._lines.insertWidget(self._lines.count() - 1, step)
            self.steps.append(step)
        self.older.setVisible(more)

    def tab_parts(self) -> Sequence[QWidget]:
        """The steps from the newest, then the button."""
        return [*self.steps, self.older]

    def texts(self) -> list[str]:
        """What is shown, step by step."""
        return ["\n".join(step.texts()) for step in self.steps]
