"""The grid of a list: how cells are painted and which keys the grid answers.

One delegate asks for one role per cell, because painting is where a table of Python rows spends its time.
Knows nothing of sources: any model that shows finished texts will do.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.bigtable import BigTableModel
from berkas.rules.fields import Column

_PADDING = 8
_BAR = 3
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ONE_LINE = Qt.TextFlag.TextSingleLine

ToneOf = Callable[[str], str]


class CellDelegate(QStyledItemDelegate):
    """Paints one finished text: a quiet ground when selected, a bar on the current row, a pill for a tone."""

    def __init__(self, columns: Sequence[Column], tones: Mapping[str, ToneOf], grid: "Grid") -> None:
        super().__init__(grid)
        self._grid = grid
        self._aligned = [_RIGHT if column.right_aligned else _LEFT for column in columns]
        self._tones = [tones.get(column.key) for column in columns]
        self.dress()

    def dress(self) -> None:
        """Take colours and sizes from the theme in force."""
        now = theme.tokens()
        colours = now.colours
        self._text = QColor(colours.text)
        self._chosen = QColor(colours.accent_soft)
        self._accent = QColor(colours.accent)
        self._hair = QColor(colours.hair)
        self._pill = {
            tone: (QColor(now.tone_colour(tone)), QColor(now.tone_ground(tone))) for tone in theme.TONE_ICONS
        }

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell."""
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        column = index.column()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._chosen)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._hair)
        if index.row() == self._grid.currentIndex().row() and column == self._grid.first_shown:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height() - 1, self._accent)
        text = index.data()
        if not text:
            return
        inner = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        tone = self._tones[column]
        meaning = tone(text) if tone is not None else ""
        metrics = option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        if meaning in self._pill:
            self._paint_pill(painter, inner, shown, meaning, metrics.horizontalAdvance(shown))
            return
        painter.setPen(self._text)
        painter.drawText(inner, self._aligned[column] | _ONE_LINE, shown)

    def _paint_pill(self, painter: QPainter, inner: QRect, shown: str, meaning: str, width: int) -> None:
        colour, ground = self._pill[meaning]
        height = round(inner.height() * 0.69)
        pill = QRect(inner.left() - 2, inner.top() + (inner.height() - height) // 2, width + 14, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill.intersected(inner.adjusted(-2, 0, 6, 0)), height / 2, height / 2)
        painter.setPen(colour)
        painter.drawText(pill.adjusted(7, 0, 7, 0), _LEFT | _ONE_LINE, shown)
        painter.restore()


class Grid(QTableView):
    """A table of whole rows with a fixed height.

    `activated_row` on Enter and double click, `typed` when somebody starts typing a word, `copy_wanted` on
    Ctrl+C.
    """

    activated_row = Signal(int)
    typed = Signal(str)
    copy_wanted = Signal()
    all_wanted = Signal()
    """Just before all rows are selected."""

    def __init__(self, model: BigTableModel, tones: Mapping[str, ToneOf], parent: QWidget) -> None:
        super().__init__(parent)
        self.first_shown = 0
        self.settling = False
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model.columns, tones, self))
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._prepare_header(model)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().currentRowChanged.connect(self._current_moved)
        self.dress()

    def _prepare_header(self, model: BigTableModel) -> None:
        header = self.horizontalHeader()
        # Otherwise the header asks every row whether it is selected: 13 s in a million.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(0)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(40)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)

    def dress(self) -> None:
        """Take colours and sizes from the theme in force."""
        now = theme.tokens()
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(now.row_height)
        rows.setDefaultSectionSize(now.row_height)
        delegate = self.itemDelegate()
        if isinstance(delegate, CellDelegate):
            delegate.dress()
        self.viewport().update()

    def width_of(self, column: Column) -> int:
        """Pixels for a column of `column.width` characters; the label is never cut at first."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = self.fontMetrics()
        sign = theme.tokens().icon if column.sortable else 0
        label = metrics.horizontalAdvance(column.label) * 1.1
        return round(max(metrics.averageCharWidth() * 1.15 * column.width, label + sign) + 2 * _PADDING + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies; everything else as in any table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Typing a word filters the list; Qt's own search would walk a million rows."""
        if search.strip():
            self.typed.emit(search)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A list that is reached by keyboard has a current row at once; nobody is told of a choice."""
        self.settling = True
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectionModel().setCurrentIndex(
                self.model().index(0, self.first_shown), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.settling = False

    def selectAll(self) -> None:  # noqa: N802
        """All rows, as one range."""
        self.all_wanted.emit()
        super().selectAll()

    def _double_clicked(self, index: QModelIndex) -> None:
        self.activated_row.emit(index.row())

    def _current_moved(self) -> None:
        self.viewport().update()
