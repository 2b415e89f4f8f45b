"""Asks which blank forms are taken along: instrument, how many, plain, in large print or with pictures."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.editors import Today
from berkas.kit.form import Form
from berkas.rooms.visits.fields.paperforms import PAPER_FORMS
from berkas.rules.fields import Choice
from berkas.rules.instruments import Instrument, Kind

_WIDTH = 560
_ORDER = list(Kind)
"""Interviews first: they are what is mostly taken along."""


class FormsDialog(QDialog):
    """One form to fill in; its values are those of `make_forms`."""

    def __init__(
        self, parent: QWidget, instruments: Sequence[Instrument], today: Today, *, page: str = "a4"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Buat formulir kertas")
        self.form = Form(PAPER_FORMS, today=today, parent=self)
        offered = sorted(instruments, key=lambda one: _ORDER.index(one.kind))
        self.form.set_choices("instrument", [Choice(one.key, one.title) for one in offered])
        first = offered[0].key if offered else None
        defaults = {field.key: field.default for field in PAPER_FORMS if field.default is not None}
        self.form.set_values(defaults | {"instrument": first, "page": page})
        back = QPushButton("Batal", self)
        back.clicked.connect(self.reject)
        self.go = QPushButton("Beri nomor", self)
        theme.mark(self.go, "utama")
        self.go.setDefault(True)
        self.go.clicked.connect(lambda _on: self._go())
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(back)
        buttons.addWidget(self.go)
        lines = QVBoxLayout(self)
        lines.addWidget(self.form)
        lines.addLayout(buttons)
        keys.assign_mnemonics(self, reserved="")
        self.resize(round(_WIDTH * theme.tokens().scale), self.sizeHint().height())
        self.form.focus("instrument")

    def _go(self) -> None:
        wrong = self.form.problems()
        if wrong:
            self.form.show_problems(wrong)
            self.form.focus(wrong[0].key)
            return
        self.accept()


def ask_forms(
    parent: QWidget, instruments: Sequence[Instrument], today: Today, *, page: str = "a4"
) -> dict[str, Any] | None:
    """The values for `make_forms`, None when nobody wants any."""
    dialog = FormsDialog(parent, instruments, today, page=page)
    try:
        return dialog.form.values() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
