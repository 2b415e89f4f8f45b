"""The order in which Tab goes through a page whose widgets were not made in the order of reading.

A widget that knows better than the order of making says so with `tab_parts`; every other one is read child by
child. Qt's own focus chain is never asked: each answer would make the window a child of its own child in the
eyes of PySide, and no window would ever be freed.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget


class Ordered(Protocol):
    """A widget that says in which order its parts are read."""

    def tab_parts(self) -> Sequence[QWidget]:
        """Parts in the order of reading; what is not among them is not reached by Tab."""
        ...


def apply(page: QWidget) -> None:
    """Let Tab go through a page in the order of reading."""
    set_order([page])


def set_order(parts: Sequence[QWidget]) -> None:
    """Tab goes through these parts one after the other."""
    _chain([widget for part in parts for widget in _inside(part)])


def put_in_place(part: QWidget) -> None:
    """Tab comes to a part where it stands in its window, after something inside it has changed."""
    members = list(_inside(part))
    before: QWidget | None = None
    for one, following in pairwise(_inside(part.window())):
        if members and following is members[0]:
            before = one
            break
    _chain(members if before is None else [before, *members])


def last_inside(part: QWidget) -> QWidget:
    """The last widget of a part that Tab reaches; the part itself when there is none."""
    found = list(_inside(part))
    return found[-1] if found else part


def _chain(widgets: Sequence[QWidget]) -> None:
    # From the last to the second, each right behind the first: Qt leaves alone a pair that already follows
    # each other around the end of the window, and a chain laid from the front would then stay turned.
    for widget in reversed(widgets[1:]):
        QWidget.setTabOrder(widgets[0], widget)


def _inside(part: QWidget) -> Iterator[QWidget]:
    """The widgets of a part that Tab reaches, in the order of reading."""
    if hasattr(part, "tab_parts"):  # asking for the protocol is a hundred times slower
        for each in cast("Ordered", part).tab_parts():
            yield from _inside(each)
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    if isinstance(part, QComboBox):
        return  # a line in a box has the box's own turn; Qt tears the chain apart when told otherwise
    for child in part.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from _inside(child)
