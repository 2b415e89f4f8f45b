"""A layout that puts widgets side by side and goes on in the next line when the width is used up."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Left to right, then down. Hidden widgets take no room."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Put a widget behind the others.

        The items are made here and not by Qt: one that Qt makes has an address that is soon used again, and
        then the old Python object is taken for the new one.
        """
        self.addChildWidget(widget)
        self._items.append(QWidgetItem(widget))
        self.invalidate()

    def removeWidget(self, widget: QWidget) -> None:  # noqa: N802
        """Take a widget out; it stays a child of its parent."""
        self._items = [item for item in self._items if item.widget() is not widget]
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Called by Qt for `addWidget`."""
        self._items.append(item)

    def count(self) -> int:
        """Number of widgets."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        """Called by Qt."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        """Called by Qt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Takes only what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The height depends on how many lines there are."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Height at a width; worked out once until something changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Called by Qt when something has changed."""
        self._heights, self._hint, self._least = {}, None, None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Called by Qt."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line; worked out once until something changes."""
        if self._hint is None:
            self._hint = self._line()
        return self._hint

    def _line(self) -> QSize:
        shown = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in shown) + self.spacing() * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:  # noqa: N802
        """The widest widget; worked out once until something changes."""
        if self._least is None:
            self._least = self._widest()
        return self._least

    def _widest(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0),
            max((size.height() for size in shown), default=0),
        )

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the widgets into `rect`; returns the height used."""
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            width = min(hint.width(), rect.width()) if rect.width() > 0 else hint.width()
            height = item.heightForWidth(width) if item.hasHeightForWidth() else hint.height()
            if x > rect.x() and x + width > rect.x() + rect.width():
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self.spacing()
            line = max(line, height)
        return y + line - rect.y()
