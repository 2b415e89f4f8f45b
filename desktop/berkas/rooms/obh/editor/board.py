"""The requirement board: every requirement of a period in one line, with its state, reason and validity.

Edits a draft; saves nothing and reads nothing itself.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from berkas.kit import taborder, theme
from berkas.kit.editors import FieldEditor, Today
from berkas.kit.fieldblock import editor_for
from berkas.kit.typed import Compared, Cursor, cursor_position, put_cursor
from berkas.rooms.obh.fields.accreditation import REQUIREMENTS
from berkas.rooms.obh.queries.board import state_on
from berkas.rules.dates import show_short
from berkas.rules.fields import Choice, FieldError

_TONES = {"lengkap": "baik", "belum_lengkap": "peringatan", "kedaluwarsa": "bahaya"}
_WORDS = (
    ("lengkap", "lengkap"),
    ("belum_lengkap", "belum lengkap"),
    ("kedaluwarsa", "kedaluwarsa"),
    ("belum_diperiksa", "belum diperiksa"),
)
_EDITED = tuple(field for field in REQUIREMENTS.fields if not field.read_only and field.key != "checked_on")
_PLACES = {"state": (0, 1), "reason": (0, 2), "valid_until": (1, 1), "document_id": (1, 2)}
"""Where each cell of a requirement stands: line within the requirement, column."""
_HEADS = ("Persyaratan", "Keadaan,\nberlaku sampai", "Alasan atau catatan,\ndokumen")


class BoardEditor(QWidget):
    """One line per requirement. `period_chosen` asks the page for the board of another period."""

    changed = Signal()
    period_chosen = Signal(int)

    def __init__(self, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._rows: list[dict[str, Any]] = []
        self._editors: list[dict[str, FieldEditor]] = []
        self._labels: list[QLabel] = []
        self._saved: list[tuple[object, ...]] = []
        self._waiting: Mapping[str, Any] | None = None
        self.period = 0
        self._periods = QComboBox(self)
        self._periods.setAccessibleName("Periode papan persyaratan")
        self._periods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._periods.activated.connect(self._choose)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        theme.mark(self._summary, "label")
        self._wrong = QLabel(self)
        self._wrong.setWordWrap(True)
        theme.mark(self._wrong, "galat")
        self._wrong.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_8)
        self._grid.setVerticalSpacing(theme.SPACE_4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 3)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_16)
        head.addWidget(self._periods)
        head.addWidget(self._summary, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(head)
        lines.addWidget(self._wrong)
        lines.addLayout(self._grid)

    def show_board(
        self,
        rows: Sequence[Mapping[str, Any]],
        period: int,
        periods: Sequence[tuple[int, str]],
        documents: Sequence[tuple[str, str]] = (),
    ) -> None:
        """The board of one OBH in one period, unchanged. `documents` of the OBH can prove a requirement."""
        self.period = period
        self._periods.clear()
        for id_, name in periods:
            self._periods.addItem(f"Periode {name}", id_)
        self._periods.setCurrentIndex(self._periods.findData(period))
        if [row["requirement_id"] for row in rows] != [row["requirement_id"] for row in self._rows]:
            self._build(rows)
        self._rows = [dict(row) for row in rows]
        offered = [Choice(id_, words) for id_, words in documents]
        for row, editors in zip(self._rows, self._editors, strict=True):
            editors["document_id"].set_choices(offered)
            for key, editor in editors.items():
                value = row.get(key)
                editor.set_value(str(value) if key == "document_id" and value is not None else value)
        self._wrong.hide()
        self.mark_saved()
        self._count()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            if waiting["period"] == period:
                self.set_typed(waiting)

    def values(self) -> list[dict[str, Any]]:
        """Every requirement with what stands beside it; unreadable dates stay as they were."""
        return [
            row | {key: self._value(editor, row.get(key)) for key, editor in editors.items()}
            for row, editors in zip(self._rows, self._editors, strict=True)
        ]

    def summary(self) -> str:
        """How many requirements stand how."""
        return self._summary.text()

    def editor(self, line: int, key: str) -> FieldEditor:
        """The editor of one cell; lines count from 0."""
        return self._editors[line][key]

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self._raw() != self._saved

    def mark_saved(self) -> None:
        """What stands there now counts as unchanged."""
        self._saved = self._raw()

    # half-typed work: kit.typed.TypedPart

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Cells that were changed, sound or not, by requirement, in the period that is shown."""
        cells: dict[str, dict[str, Any]] = {}
        for row, editors, saved in zip(self._rows, self._editors, self._saved, strict=True):
            changed = {
                key: editor.typed()
                for (key, editor), before in zip(editors.items(), saved, strict=True)
                if whole or editor.raw() != before
            }
            if changed:
                cells[str(row["requirement_id"])] = changed
        return {"period": self.period, "cells": cells}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put them back; cells of another period wait until that period is shown."""
        if typed["period"] != self.period:
            self._waiting = typed
            self.period_chosen.emit(int(typed["period"]))
            return
        self._waiting = None
        for row, editors in zip(self._rows, self._editors, strict=True):
            for key, value in typed["cells"].get(str(row["requirement_id"]), {}).items():
                if key in editors:
                    editors[key].set_typed(value)
        self._edited()

    def typing_at(self) -> Cursor | None:
        """Requirement and column."""
        for row, editors in zip(self._rows, self._editors, strict=True):
            for key, editor in editors.items():
                if editor.input.hasFocus():
                    return Cursor(f"{row['requirement_id']}/{key}", cursor_position(editor.input))
        return None

    def type_at(self, cursor: Cursor) -> None:
        """Into that cell."""
        requirement, inner = cursor.split()
        for row, editors in zip(self._rows, self._editors, strict=True):
            if str(row["requirement_id"]) == requirement and inner.field in editors:
                editors[inner.field].input.setFocus(Qt.FocusReason.TabFocusReason)
                put_cursor(editors[inner.field].input, cursor.position)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Cell by cell, in the period that is shown."""
        if typed["period"] != self.period:
            return [Compared("Papan persyaratan", "", f"{len(typed['cells'])} baris pada periode lain")]
        return [
            Compared(f"{row['label']}: {editors[key].field.label}", editors[key].words(editors[key].typed()),
                     editors[key].words(value))
            for row, editors in zip(self._rows, self._editors, strict=True)
            for key, value in typed["cells"].get(str(row["requirement_id"]), {}).items()
            if key in editors
        ]  # fmt: skip

    def show_problems(self) -> bool:
        """Mark dates that are none, and what is not complete without a reason; True when all is sound."""
        found: list[str] = []
        for row, editors in zip(self._rows, self._editors, strict=True):
            for editor in editors.values():
                editor.set_wrong(False)
            sentence, key = self._problem(row, editors)
            if sentence:
                editors[key].set_wrong(True)
                found.append(sentence)
        self._wrong.setText("\n".join(found))
        self._wrong.setVisible(bool(found))
        return not found

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        for editors in self._editors:
            for editor in editors.values():
                editor.set_read_only(on)

    def _problem(self, row: Mapping[str, Any], editors: Mapping[str, FieldEditor]) -> tuple[str, str]:
        try:
            editors["valid_until"].value()
        except FieldError as error:
            return f"{row['label']}: {error}", "valid_until"
        if editors["state"].value() == "belum_lengkap" and not editors["reason"].raw():
            return f"{row['label']}: alasan wajib diisi bila belum lengkap.", "reason"
        return "", ""

    def _build(self, rows: Sequence[Mapping[str, Any]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._grid.setColumnMinimumWidth(1, self.fontMetrics().horizontalAdvance("Belum lengkap") + 56)
        self._editors = []
        self._labels = []
        for column, words in enumerate(_HEADS):
            label = QLabel(words, self)
            theme.mark(label, "redup")
            self._grid.addWidget(label, 0, column)
        for place, row in enumerate(rows):
            top = 3 * place + 1
            label = QLabel(str(row["label"]), self)
            label.setWordWrap(True)
            self._labels.append(label)
            self._grid.addWidget(label, top, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            editors: dict[str, FieldEditor] = {}
            for field in _EDITED:
                editor = editor_for(field, None, self._today, self)
                editor.input.setAccessibleName(f"{row['label']}: {field.label}")
                editor.changed.connect(self._edited)
                line, column = _PLACES[field.key]
                self._grid.addWidget(editor, top + line, column)
                editors[field.key] = editor
            self._editors.append(editors)
            self._grid.setRowMinimumHeight(top + 2, theme.SPACE_8)
        inputs = [editor.input for editors in self._editors for editor in editors.values()]
        taborder.set_order([self._periods, *inputs])

    def _edited(self) -> None:
        self._count()
        self.changed.emit()

    def _choose(self, _place: int) -> None:
        wanted = int(self._periods.currentData())
        if wanted == self.period:
            return
        if self.is_changed():
            self._periods.setCurrentIndex(self._periods.findData(self.period))
            self._wrong.setText("Simpan dahulu perubahan papan ini, lalu pilih periode lain.")
            self._wrong.show()
            return
        self.period_chosen.emit(wanted)

    def _count(self) -> None:
        today: date = self._today()
        counts: dict[str, int] = {}
        for row, label in zip(self.values(), self._labels, strict=True):
            state = state_on(row.get("state"), row.get("valid_until"), today)
            counts[state] = counts.get(state, 0) + 1
            lapsed = state == "kedaluwarsa" and row.get("state") == "lengkap"
            label.setText(_told(row, lapsed=lapsed))
            theme.mark(label, "label" if state in ("kedaluwarsa", "belum_lengkap") else "biasa")
        self._summary.setText(
            " · ".join(f"{counts[key]} {words}" for key, words in _WORDS if counts.get(key))
        )
        worst = next((key for key in ("kedaluwarsa", "belum_lengkap") if counts.get(key)), "lengkap")
        theme.mark(self._summary, tone=_TONES[worst] if counts.get(worst) else "")

    def _raw(self) -> list[tuple[object, ...]]:
        return [tuple(editor.raw() for editor in editors.values()) for editors in self._editors]

    @staticmethod
    def _value(editor: FieldEditor, before: object) -> object:
        try:
            return editor.value()
        except FieldError:
            return before


def _told(row: Mapping[str, Any], *, lapsed: bool) -> str:
    """The requirement, whether it has lapsed by itself, and who looked at it when."""
    looked = ""
    if row.get("checked_on"):
        looked = f"\ndiperiksa {show_short(date.fromisoformat(row['checked_on']))}"
        looked += f" oleh {row['checked_by']}" if row.get("checked_by") else ""
    return f"{row['label']}{' (kedaluwarsa)' if lapsed else ''}{looked}"
