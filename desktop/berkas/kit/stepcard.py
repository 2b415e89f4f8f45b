"""The questions of one step of work, in place: a card with title, a small form, the button that does it.

The card hands its answers on and says why they were refused; it writes nothing and knows no record.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import taborder, theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.form import Form
from berkas.rules.fields import Field, Problem, Severity


class StepCard(QFrame):
    """Opened with `begin`; what was begun travels with the answers."""

    accepted = Signal(object, object)
    """What was begun and its values; only when they are sound."""
    changed = Signal()

    def __init__(
        self, lookup: Lookup | None, today: Today, parent: QWidget | None = None, *, go: str = "Catat langkah"
    ) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._today = today
        self.begun: object = None
        self.form: Form | None = None
        theme.mark(self, "kartu")
        self.title = QLabel(self)
        theme.mark(self.title, "kelompok")
        self.failure = QLabel(self)
        self.failure.setWordWrap(True)
        theme.mark(self.failure, "galat")
        self.go = QPushButton(go, self)
        theme.mark(self.go, "utama")
        self.go.clicked.connect(self.accept)
        self.back = QPushButton("Batalkan langkah", self)
        self.back.clicked.connect(self.close_card)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.back)
        buttons.addStretch()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_16)
        self._lines.setSpacing(theme.SPACE_8)
        self._lines.addWidget(self.title)
        self._lines.addWidget(self.failure)
        self._lines.addLayout(buttons)
        self.hide()

    def tab_parts(self) -> Sequence[QWidget]:
        """The questions, then the buttons under them, which are older."""
        asked = [] if self.form is None else [self.form]
        return [*asked, self.go, self.back]

    def begin(self, what: object, title: str, fields: Sequence[Field], values: Mapping[str, Any]) -> None:
        """Open with these questions and first answers; the cursor stands in the first one."""
        self.close_card()
        self.begun = what
        self.title.setText(title)
        self.form = Form(
            fields, lookup=self._lookup, today=self._today, max_columns=2, name=title, parent=self
        )
        self.form.set_values(values)
        self.form.changed.connect(self.changed)
        self._lines.insertWidget(1, self.form)
        self.show()
        taborder.put_in_place(self)
        self.form.focus()

    def accept(self) -> None:
        """Check the answers and hand them on."""
        if self.form is None or self.begun is None:
            return
        found = self.form.problems()
        self.form.show_problems(found)
        if any(problem.severity is Severity.HARD for problem in found):
            self.form.next_problem()
            return
        self.go.setEnabled(False)
        self.accepted.emit(self.begun, self.form.values())

    def refuse(self, sentence: str, fields: Sequence[str]) -> None:
        """Say why it was not done; everything typed stays."""
        self.go.setEnabled(True)
        beside = [key for key in fields if self.form is not None and key in self.form.values()]
        if self.form is not None and beside:
            self.form.show_problems([Problem(key, sentence) for key in beside])
            self.form.focus(beside[0])
        self.failure.setText("" if beside else sentence)
        self.failure.setVisible(not beside)

    def close_card(self) -> None:
        """Forget what was typed."""
        self.hide()
        self.failure.hide()
        self.go.setEnabled(True)
        self.begun = None
        if self.form is not None:
            self._lines.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self.changed.emit()

    def is_changed(self) -> bool:
        """Whether something was typed here that would be lost."""
        return self.form is not None and self.form.is_changed()
