"""A layout for the fields of a form: as many columns as fit, wide fields over the whole width."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

WIDE = "lebar"
"""Property of a widget that takes the whole width."""


class FieldGrid(QLayout):
    """Rows of equal columns; a row is as high as its highest field. Hidden widgets take no room."""

    def __init__(
        self, *, column_width: int, most_columns: int, spacing: int = 16, row_spacing: int = 12
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._column_width = column_width
        self._most = max(1, most_columns)
        self._rows_apart = row_spacing
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def set_column_width(self, width: int) -> None:
        """The least width of a column in pixels."""
        self._column_width = width
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Called by Qt for `addWidget`."""
        self._items.append(item)

    def count(self) -> int:
        """Number of fields."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        """Called by Qt."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  # pyright: ignore[reportIncompatibleMethodOverride]
        """Called by Qt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Grows sideways."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The height depends on the number of columns."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Height at a width; worked out once until something changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Called by Qt when something has changed."""
        self._heights = {}
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Called by Qt."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All columns side by side."""
        width = self._column_width * self._most + self.spacing() * (self._most - 1)
        return QSize(width, self._place(QRect(0, 0, width, 0), move=False))

    def minimumSize(self) -> QSize:  # noqa: N802
        """One column."""
        shown = [item.minimumSize().width() for item in self._items if not item.isEmpty()]
        return QSize(min(max(shown, default=0), self._column_width), 0)

    def _columns(self, width: int) -> int:
        return max(1, min(self._most, (width + self.spacing()) // (self._column_width + self.spacing())))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the fields into `rect`; returns the height used."""
        columns = self._columns(rect.width())
        width = (rect.width() - self.spacing() * (columns - 1)) // columns
        y = rect.y()
        for row in self._rows(columns):
            spans = rect.width() if len(row) == 1 and _is_wide(row[0]) else width
            height = max(_height(item, spans) for item in row)
            if move:
                for place, item in enumerate(row):
                    corner = QPoint(rect.x() + place * (width + self.spacing()), y)
                    item.setGeometry(QRect(corner, QSize(spans, height)))
            y += height + self._rows_apart
        return max(0, y - self._rows_apart - rect.y()) if y > rect.y() else 0

    def _rows(self, columns: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            last = rows[-1] if rows else None
            if _is_wide(item) or last is None or len(last) >= columns or _is_wide(last[0]):
                rows.append([item])
            else:
                last.append(item)
        return rows


def _is_wide(item: QLayoutItem) -> bool:
    widget: QWidget | None = item.widget()
    return widget is not None and bool(widget.property(WIDE))


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
