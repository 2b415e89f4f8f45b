"""The order in which Tab goes through a page whose widgets were not made in the order of reading."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_order(parts: Sequence[QWidget]) -> None:
    """Tab goes through these parts one after the other; inside each part its own order stays."""
    _chain([widget for part in parts for widget in _inside(part)])


def keep_before(anchor: QWidget, parts: Sequence[QWidget]) -> None:
    """Tab goes through these parts, in this order, just before it comes to `anchor`."""
    members = [widget for part in parts for widget in _inside(part)]
    others = [
        widget
        for widget in _present(anchor)
        if _takes_tab(widget) and widget not in members and widget is not anchor
    ]
    _chain([*others[-1:], *members, anchor])


def last_inside(part: QWidget) -> QWidget:
    """The widget that was made last in a part and that Tab reaches; the part itself when there is none."""
    found = [widget for widget in part.findChildren(QWidget) if _takes_tab(widget)]
    return found[-1] if found else part


def _chain(widgets: Sequence[QWidget]) -> None:
    # From the last to the second, each right behind the first: Qt leaves alone a pair that already follows
    # each other around the end of the window, and a chain laid from the front would then stay turned.
    for widget in reversed(widgets[1:]):
        if widget is not widgets[0]:
            QWidget.setTabOrder(widgets[0], widget)


def _inside(part: QWidget) -> list[QWidget]:
    """The widgets of a part that Tab reaches, in their present order."""
    return [
        widget
        for widget in _present(part)
        if (widget is part or part.isAncestorOf(widget)) and _takes_tab(widget)
    ]


def _takes_tab(widget: QWidget) -> bool:
    """Qt puts only such widgets into an order."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _present(part: QWidget) -> Iterator[QWidget]:
    yield part
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        yield widget
        widget = widget.nextInFocusChain()
