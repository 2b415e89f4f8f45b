"""Half-typed work as plain values: what stands in the fields, sound or not, and where the cursor is.

What a form gives here is JSON and comes back unchanged later, perhaps in another run of the program. Knows no
book and keeps nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


@dataclass(frozen=True, slots=True)
class Cursor:
    """The field the keyboard is in, as a path such as `contacts/1/name`, and the place in its text."""

    field: str
    position: int = 0

    def inside(self, name: str) -> "Cursor":
        """The same, seen from what holds the part of this name."""
        return Cursor(f"{name}/{self.field}", self.position)

    def split(self) -> tuple[str, "Cursor"]:
        """The name of the part, and the cursor as that part knows it."""
        name, _, rest = self.field.partition("/")
        return name, Cursor(rest, self.position)


@dataclass(frozen=True, slots=True)
class Compared:
    """One field side by side, in words: what is saved and what was typed."""

    label: str
    saved: str
    typed: str


class TypedPart(Protocol):
    """Something that is typed into: a form, rows, the answers of a sheet, or several of them together."""

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        ...

    def typed(self, *, whole: bool = False) -> Any:  # noqa: ANN401  JSON of the part's own shape
        """What differs from what was shown first; `whole`: everything that can be typed."""
        ...

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Put half-typed work back; it counts as changed. What the part no longer knows is left out."""
        ...

    def typing_at(self) -> Cursor | None:
        """Where the keyboard is; None when it is elsewhere."""
        ...

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard there; a field that is gone: into the first one."""
        ...

    def compare(self, typed: Any) -> Sequence[Compared]:  # noqa: ANN401
        """Half-typed work beside what is saved, field by field; equal ones are left out."""
        ...


class TypedParts:
    """Several parts as one, each under its name."""

    def __init__(self, parts: Mapping[str, TypedPart]) -> None:
        """`parts` may grow later."""
        self._parts = parts

    def is_changed(self) -> bool:
        """Whether any part is."""
        return any(part.is_changed() for part in self._parts.values())

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Only the parts in which something is typed, so that nobody's other rows are put back later."""
        return {name: part.typed(whole=whole) for name, part in self._parts.items() if part.is_changed()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put it back, part by part."""
        for name, part in self._parts.items():
            if name in typed:
                part.set_typed(typed[name])

    def typing_at(self) -> Cursor | None:
        """Of the part the keyboard is in."""
        for name, part in self._parts.items():
            if (cursor := part.typing_at()) is not None:
                return cursor.inside(name)
        return None

    def type_at(self, cursor: Cursor) -> None:
        """Into the part it names."""
        name, inner = cursor.split()
        if name in self._parts:
            self._parts[name].type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """All parts under each other."""
        return [
            line for name, part in self._parts.items() if name in typed for line in part.compare(typed[name])
        ]


def cursor_position(field: QWidget) -> int:
    """Where in its text the cursor of a field stands; 0 for fields without text."""
    line = _line_of(field)
    if line is not None:
        return line.cursorPosition()
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0


def put_cursor(field: QWidget, position: int) -> None:
    """Move the cursor inside a field, without choosing text."""
    line = _line_of(field)
    if line is not None:
        line.deselect()
        line.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit):
        moved = QTextCursor(field.document())
        moved.setPosition(min(position, len(field.toPlainText())))
        field.setTextCursor(moved)


def _line_of(field: QWidget) -> QLineEdit | None:
    if isinstance(field, QComboBox):
        return field.lineEdit()
    return field if isinstance(field, QLineEdit) else None
