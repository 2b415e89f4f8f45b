"""A form made from a table of fields: labels above, groups, help, and errors in their place.

The same table of fields makes the form on paper and the template in a workbook. Edits a draft and saves
nothing. Knows nothing of records or books.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.editors import FieldEditor, Lookup, Today
from berkas.kit.fieldblock import FieldBlock, editor_for
from berkas.kit.fieldgrid import WIDE, FieldGrid
from berkas.kit.localday import local_today
from berkas.kit.spine import Value
from berkas.kit.typed import Compared, Cursor, cursor_position, put_cursor
from berkas.rules import fields as rules
from berkas.rules.fields import Check, Choice, Field, FieldError, Kind, Problem

__all__ = ["Form", "Lookup", "Today", "local_today"]

_COLUMN_CHARACTERS = 26
_FULL_WIDTH = {Kind.LONG_TEXT, Kind.MULTI}


class Form(QWidget):
    """Fields in the order of their table. `name` goes before the accessible name of each field, for forms
    that stand more than once on a page.
    """

    changed = Signal()
    field_left = Signal(str)
    """Key of a field that was changed, when the keyboard leaves it."""

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        lookup: Lookup | None = None,
        today: Today = local_today,
        checks: Sequence[Check] = (),
        max_columns: int = 2,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self._today = today
        self._checks = tuple(checks)
        self._blocks: dict[str, FieldBlock] = {}
        self._hidden: frozenset[str] = frozenset()
        self._read_only = False
        self._saved: Mapping[str, object] = {}
        self._shown: dict[str, Any] = {}
        self._grids: list[FieldGrid] = []
        self._groups: list[tuple[QLabel, list[str]]] = []
        self._max_columns = max_columns
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_16)
        self._general = QLabel(self)
        self._general.setWordWrap(True)
        theme.mark(self._general, "galat")
        self._general.hide()
        self._lines.addWidget(self._general)
        self._build(lookup)
        self.set_name(name)
        self._dress()
        theme.on_change(self._dress)
        self.set_values({})

    def set_name(self, name: str) -> None:
        """What goes before the accessible name of each field, such as “Advokat 2”."""
        labels = [field.label for field in self.fields]
        for block in self._blocks.values():
            field = block.field
            before = " ".join(part for part in (name, field.group) if part)
            twice = labels.count(field.label) > 1
            words = before if twice else name
            block.set_name(f"{words}: {field.label}" if words else field.label)

    def _build(self, lookup: Lookup | None) -> None:
        group: str | None = None
        grid = FieldGrid(column_width=200, most_columns=1)
        for field in self.fields:
            if field.group != group:
                group = field.group
                grid = self._start_group(group)
            editor = editor_for(field, lookup, self._today, self)
            block = FieldBlock(field, editor, self)
            block.setProperty(WIDE, field.wide or field.kind in _FULL_WIDTH)
            grid.addWidget(block)
            block.changed.connect(self._edited)
            block.left.connect(self._left)
            self._blocks[field.key] = block
            if self._groups:
                self._groups[-1][1].append(field.key)

    def _start_group(self, title: str) -> FieldGrid:
        if title:
            heading = QLabel(title, self)
            heading.setWordWrap(True)
            theme.mark(heading, "kelompok")
            self._lines.addWidget(heading)
            self._groups.append((heading, []))
        grid = FieldGrid(column_width=200, most_columns=self._max_columns)
        self._grids.append(grid)
        self._lines.addLayout(grid)
        return grid

    def _dress(self) -> None:
        width = round(self.fontMetrics().averageCharWidth() * _COLUMN_CHARACTERS * 1.15)
        for grid in self._grids:
            grid.set_column_width(max(170, width))

    # values

    def values(self) -> dict[str, Any]:
        """Stored values of fields that can be typed; empty ones are None; invalid, hidden and read-only
        ones are left out.
        """
        return {
            key: value
            for key, value in self._valid().items()
            if not self._blocks[key].field.read_only and key not in self._hidden
        }

    def all_values(self) -> dict[str, Any]:
        """Stored values of all fields that are valid, with hidden and read-only ones."""
        return self._valid()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show a record; fields that are not named are emptied or take their default. Errors and notes go."""
        for key, block in self._blocks.items():
            value = values.get(key, block.field.default)
            block.editor.set_value(value)
            block.clear()
        self._general.hide()
        self.mark_saved()

    def set_value(self, key: str, value: Value) -> None:
        """Change one field as if it had been typed."""
        block = self._blocks[key]
        block.editor.set_value(value)
        block.refresh_echo()
        block.set_problem("")
        self.changed.emit()

    def mark_saved(self, standing: Mapping[str, object] | None = None) -> None:
        """What stands there now counts as unchanged, or what stood there when `standing` was taken."""
        self._saved = self.standing() if standing is None else dict(standing)
        self._shown = {key: block.editor.typed() for key, block in self._blocks.items()}

    def standing(self) -> Mapping[str, object]:
        """What stands there now, for `mark_saved` after a save that takes a moment."""
        return {key: block.editor.raw() for key, block in self._blocks.items()}

    def is_changed(self) -> bool:
        """Whether anything differs from what was set or marked as saved last."""
        return any(block.editor.raw() != self._saved.get(key) for key, block in self._blocks.items())

    def _valid(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, block in self._blocks.items():
            try:
                found[key] = block.editor.value()
            except FieldError:
                continue
        return found

    # half-typed work

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """What stands in the fields that were changed, sound or not; `whole`: in all that can be typed."""
        return {
            key: block.editor.typed()
            for key, block in self._blocks.items()
            if not block.field.read_only and (whole or block.editor.raw() != self._saved.get(key))
        }

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put half-typed work back; it counts as typed now. Fields the form no longer has are left out."""
        for key, value in typed.items():
            block = self._blocks.get(key)
            if block is None or block.field.read_only:
                continue
            try:
                block.editor.set_typed(value)
            except (TypeError, ValueError):
                continue  # another kind of field by now
            block.refresh_echo()
            block.recheck()
        self.changed.emit()

    def typing_at(self) -> Cursor | None:
        """The field the keyboard is in; None when it is elsewhere."""
        key = self._key_with_focus()
        return None if key is None else Cursor(key, cursor_position(self._blocks[key].editor.input))

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard there; a field that is gone: into the first one."""
        block = self._blocks.get(cursor.field)
        if block is None or block.isHidden():
            self.focus()
            return
        block.take_focus()
        put_cursor(block.editor.input, cursor.position)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Half-typed work beside what is saved, in words; equal fields are left out."""
        found: list[Compared] = []
        for key, block in self._blocks.items():
            if key not in typed or block.field.read_only:
                continue
            editor = block.editor
            try:
                words = editor.words(typed[key])
            except (TypeError, ValueError, IndexError):
                continue
            saved = editor.words(self._shown[key])
            if words.strip() != saved.strip():
                found.append(Compared(block.field.label, saved, words))
        return found

    def in_words(self) -> str:
        """What stands in the fields, in one line."""
        shown = (block.editor.words(block.editor.typed()) for block in self._blocks.values())
        return " · ".join(words for words in shown if words)

    # problems

    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the fields, then across fields."""
        found: list[Problem] = []
        sound: list[Field] = []
        values: dict[str, Value] = {}
        for key, block in self._blocks.items():
            try:
                values[key] = block.editor.value()
            except FieldError as error:
                if key not in self._hidden:
                    found.append(Problem(key, str(error)))
                continue
            if key not in self._hidden and not block.field.read_only:
                sound.append(block.field)
        found.extend(rules.problems(sound, values, today=self._today(), checks=self._checks))
        order = list(self._blocks)
        return sorted(found, key=lambda each: order.index(each.key) if each.key in order else len(order))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each problem beside its field, those without a field at the top; the others are cleared."""
        by_key: dict[str, list[Problem]] = {}
        for problem in problems:
            by_key.setdefault(problem.key if problem.key in self._blocks else "", []).append(problem)
        for key, block in self._blocks.items():
            found = by_key.get(key, [])
            soft = bool(found) and all(each.severity is rules.Severity.SOFT for each in found)
            block.set_problem(" ".join(each.message for each in found), soft=soft)
        general = " ".join(each.message for each in by_key.get("", []))
        self._general.setText(general)
        self._general.setVisible(bool(general))

    def next_problem(self) -> bool:
        """Go to the next field with a problem after the one with the keyboard; False when there is none."""
        wrong = [key for key, block in self._blocks.items() if block.has_problem and not block.isHidden()]
        if not wrong:
            return False
        order = list(self._blocks)
        here = self._key_with_focus()
        after = [key for key in wrong if here is None or order.index(key) > order.index(here)]
        self.focus((after or wrong)[0])
        return True

    def focus(self, key: str = "") -> None:
        """Put the cursor into a field; without a key into the first one that can be typed."""
        for each, block in self._blocks.items():
            wanted = each == key if key else not (block.field.read_only or block.isHidden())
            if wanted:
                block.take_focus()
                return

    def _key_with_focus(self) -> str | None:
        # In a window that is not in front, the one that gets the keyboard when it comes back.
        widget = QApplication.focusWidget() or self.window().focusWidget()
        for key, block in self._blocks.items():
            if widget is not None and block.isAncestorOf(widget):
                return key
        return None

    # what rooms may arrange

    def editor(self, key: str) -> FieldEditor:
        """The editor of a field."""
        return self._blocks[key].editor

    def set_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Offer other choices in a field."""
        self._blocks[key].editor.set_choices(choices)

    def set_note(self, key: str, text: str, tone: str = "") -> None:
        """A line under a field that the program works out, such as a due date; empty text removes it."""
        self._blocks[key].set_note(text, tone)

    def set_visible_fields(self, keys: Collection[str] | None) -> None:
        """Show only these fields; None: all. Hidden fields are not checked and not among `values`."""
        shown = frozenset(self._blocks) if keys is None else frozenset(keys)
        self._hidden = frozenset(self._blocks) - shown
        for key, block in self._blocks.items():
            block.setVisible(key in shown)
        for heading, members in self._groups:
            heading.setVisible(any(key in shown for key in members))

    def set_read_only(self, on: bool) -> None:
        """Whether the whole form can only be read."""
        self._read_only = on
        for block in self._blocks.values():
            block.editor.set_read_only(on or block.field.read_only)

    # what happens while typing

    def _edited(self, key: str) -> None:
        self._blocks[key].refresh_echo()
        self._blocks[key].recheck()
        self.changed.emit()

    def _left(self, key: str) -> None:
        block = self._blocks[key]
        block.refresh_echo()
        if block.editor.raw() != self._saved.get(key):
            block.check()
            self.field_left.emit(key)
