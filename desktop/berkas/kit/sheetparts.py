"""What a section of a record's sheet must be able to do."""

from typing import Any, Protocol, runtime_checkable


@runtime_checkable
class SheetPart(Protocol):
    """A section that is edited and saved together with the form: a `RowsEditor`, or one of the room's own."""

    changed: Any

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        ...

    def mark_saved(self) -> None:
        """What stands there now counts as unchanged."""
        ...

    def show_problems(self) -> bool:
        """Say what is wrong in its place; True when nothing hard is."""
        ...

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        ...
