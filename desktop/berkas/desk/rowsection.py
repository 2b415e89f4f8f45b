"""A part of a record's sheet that holds rows of it: a heading that opens, and the rows, read when first
opened.

Rows that were never opened are never read into widgets and never saved again. Knows the kit; knows no
book.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from berkas.kit import theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.record import RecordSheet
from berkas.kit.rows import RowsEditor
from berkas.kit.typed import Compared, Cursor
from berkas.rules.fields import Rows


class RowSection:
    """One kind of rows in one sheet."""

    def __init__(
        self, sheet: RecordSheet, rows: Rows, lookup: Lookup, today: Today, *, is_open: bool
    ) -> None:
        self.rows = rows
        self._sheet = sheet
        self._shown: Sequence[Mapping[str, Any]] = ()
        self._filled = False
        self.heading = QPushButton()
        self.heading.setCheckable(True)
        theme.mark(self.heading, "tautan")
        self.editor = RowsEditor(rows.fields, row_name=rows.row_name, lookup=lookup, today=today)
        self.heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        sheet.add_section("", self.heading)
        self._body: QWidget = sheet.add_section("", self.editor)
        self.heading.toggled.connect(self._toggle)
        self.heading.setChecked(is_open)
        self._toggle(is_open)

    def set_values(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show the rows of another record; widgets are made only when the section stands open."""
        self._shown = rows
        self._filled = False
        if self.heading.isChecked():
            self._fill()
        else:
            self.editor.set_values(())
        self._name()

    def values(self) -> list[dict[str, Any]] | None:
        """The rows as they stand, or None when the section was not opened and nothing can have changed."""
        return self.editor.values() if self._filled else None

    def is_changed(self) -> bool:
        """Whether something typed here is not saved."""
        return self._filled and self.editor.is_changed()

    def typed(self, *, whole: bool = False) -> Any:  # noqa: ANN401  as the rows give it
        """All rows as they stand, sound or not."""
        return self.editor.typed(whole=whole)

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Open it and put half-typed rows back."""
        self.open()
        self.editor.set_typed(typed)

    def typing_at(self) -> Cursor | None:
        """Row and field the keyboard is in."""
        return self.editor.typing_at()

    def type_at(self, cursor: Cursor) -> None:
        """Open it and put the keyboard there."""
        self.open()
        self.editor.type_at(cursor)

    def compare(self, typed: Any) -> list[Compared]:  # noqa: ANN401
        """Row by row beside what is shown."""
        self.open()
        return self.editor.compare(typed)

    def open(self) -> None:
        """Open it, to show something that is in it."""
        self.heading.setChecked(True)

    def take_focus(self) -> None:
        """Open it and go to its heading, in view."""
        self.open()
        self._sheet.scroll_to(self.heading)
        self.heading.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self, wanted: bool) -> None:
        if not wanted and self.is_changed():
            self.heading.setChecked(True)
            return
        if wanted and not self._filled:
            self._fill()
        self._body.setVisible(wanted)
        theme.set_icon(self.heading, "chevron-down" if wanted else "chevron-right", "accent_text")
        self._name()

    def _fill(self) -> None:
        self.editor.set_values(self._shown)
        self._filled = True

    def _name(self) -> None:
        count = len(self._shown)
        is_open = self.heading.isChecked()
        self.heading.setText(f"{self.rows.title} ({count})" if count else self.rows.title)
        self.heading.setAccessibleName(
            f"{self.rows.title}, {count} baris, {'terbuka' if is_open else 'tertutup'}"
        )
