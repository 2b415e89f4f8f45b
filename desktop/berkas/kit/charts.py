"""Small charts with an own painter: horizontal bars and lines, with the numbers beside them.

Readable in grey: values stand next to what shows them, lines are told apart by their dashes. Every chart has
a table twin for screen readers and for copying.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, theme
from berkas.kit.theme import SPACE_8, SPACE_16

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_MARK = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, the value in words, and a meaning if it has one."""

    label: str
    value: float
    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line over the points of the chart; None where there is no value. `texts`: the values in words."""

    label: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


class Chart(QWidget):
    """A title, a picture, and its table twin behind a button."""

    def __init__(
        self,
        title: str,
        picture: QWidget,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._title.setWordWrap(True)
        theme.mark(self._title, "subjudul")
        self.picture = picture
        self.table = _twin(title, heads, rows, self)
        self.table.hide()
        self._switch = QPushButton("Tampilkan sebagai tabel", self)
        self._switch.setAccessibleName(f"Tampilkan sebagai tabel: {title}")
        self._switch.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        theme.mark(self._switch, "tautan")
        self._switch.clicked.connect(self._turn)
        picture.setAccessibleName(title)
        picture.setAccessibleDescription("; ".join(": ".join(row) for row in rows))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE_8)
        lines.addWidget(self._title)
        lines.addWidget(picture)
        lines.addWidget(self.table)
        lines.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)

    def _turn(self) -> None:
        as_table = self.table.isHidden()
        self.table.setVisible(as_table)
        self.picture.setVisible(not as_table)
        words = "Tampilkan sebagai grafik" if as_table else "Tampilkan sebagai tabel"
        self._switch.setText(words)
        self._switch.setAccessibleName(f"{words}: {self._title.text()}")


class BarChart(Chart):
    """Horizontal bars from zero; negative values go to the left of the zero line."""

    def __init__(
        self,
        title: str,
        bars: Sequence[Bar],
        *,
        label_head: str = "Uraian",
        value_head: str = "Nilai",
        parent: QWidget | None = None,
    ) -> None:
        rows = [(bar.label, bar.text) for bar in bars]
        super().__init__(title, _Bars(tuple(bars)), (label_head, value_head), rows, parent)


class LineChart(Chart):
    """Lines over labelled points, with the zero line."""

    def __init__(
        self,
        title: str,
        points: Sequence[str],
        lines: Sequence[Line],
        *,
        point_head: str = "Waktu",
        parent: QWidget | None = None,
    ) -> None:
        heads = (point_head, *(line.label for line in lines))
        rows = [(point, *(line.texts[place] for line in lines)) for place, point in enumerate(points)]
        super().__init__(title, _Lines(tuple(points), tuple(lines)), heads, rows, parent)


def _twin(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget) -> QTableWidget:
    table = QTableWidget(len(rows), len(heads), parent)
    table.setHorizontalHeaderLabels(list(heads))
    table.setAccessibleName(f"Tabel: {title}")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.tokens().row_height)
    table.setShowGrid(False)
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text)
            if column:
                item.setTextAlignment(_RIGHT)
            table.setItem(place, column, item)
    table.horizontalHeader().setStretchLastSection(True)
    table.resizeColumnsToContents()
    return table


class _Bars(QWidget):
    def __init__(self, bars: tuple[Bar, ...]) -> None:
        super().__init__()
        self._bars = bars
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 10

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(420, max(1, len(self._bars)) * self._line_height() + SPACE_8)

    def minimumSizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, bar, value; one line each."""
        del event
        painter = QPainter(self)
        now = theme.tokens()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0)
        labels = min(longest + 4, self.width() * 2 // 5)
        texts = max((metrics.horizontalAdvance(bar.text) for bar in self._bars), default=0)
        room = max(20, self.width() - labels - texts - 2 * SPACE_16 - SPACE_8)
        low = min(0.0, *(bar.value for bar in self._bars)) if self._bars else 0.0
        high = max(0.0, *(bar.value for bar in self._bars)) if self._bars else 1.0
        per_unit = room / ((high - low) or 1)
        zero = labels + SPACE_16 - low * per_unit
        height = self._line_height()
        for place, bar in enumerate(self._bars):
            top = place * height
            painter.setPen(QColor(now.colours.text))
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, labels)
            painter.drawText(QRect(0, top, labels, height), _LEFT, label)
            colour = now.tone_colour(bar.tone) if bar.tone else now.colours.accent
            length = bar.value * per_unit
            body = QRectF(min(zero, zero + length), top + 4, abs(length), height - 8)
            painter.fillRect(body, QColor(colour))
            beside = round(max(zero, zero + length)) + SPACE_8
            painter.drawText(QRect(beside, top, texts + SPACE_16, height), _LEFT, bar.text)
        painter.setPen(QPen(QColor(now.colours.line), 1))
        painter.drawLine(QPointF(zero, 0), QPointF(zero, len(self._bars) * height))
        painter.end()


class _Lines(QWidget):
    def __init__(self, points: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        super().__init__()
        self._points = points
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(460, self.fontMetrics().height() * 12)

    def minimumSizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines with the label at the end of each and the last value beside it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        painter.setPen(QPen(QColor(theme.tokens().colours.line), 1))
        painter.drawLine(QPointF(plot.area.left(), plot.zero), QPointF(plot.area.right(), plot.zero))
        self._draw_points(painter, plot)
        labels: list[QRect] = []
        for place, line in enumerate(self._lines):
            self._draw_line(painter, plot, place, line)
            self._draw_end(painter, plot, line, labels)
        painter.end()

    def _plot(self) -> "_Plot":
        metrics = self.fontMetrics()
        ends = (metrics.horizontalAdvance(_end(line)) for line in self._lines)
        aside = min(round(max(ends, default=0) * 1.1) + SPACE_16, self.width() // 2)
        area = QRectF(
            SPACE_8,
            SPACE_8,
            self.width() - aside - SPACE_16,
            self.height() - metrics.height() - SPACE_16,
        )
        values = [value for line in self._lines for value in line.values if value is not None]
        low, high = min([0.0, *values]), max([0.0, *values])
        per_unit = area.height() / ((high - low) or 1)
        return _Plot(area, area.bottom() + low * per_unit, per_unit, max(1, len(self._points) - 1))

    def _draw_points(self, painter: QPainter, plot: "_Plot") -> None:
        metrics = self.fontMetrics()
        painter.setPen(QColor(theme.tokens().colours.dim))
        widest = max((metrics.horizontalAdvance(point) for point in self._points), default=1) + SPACE_8
        step = max(1, round(widest * len(self._points) / max(1.0, plot.area.width())))
        top = round(plot.area.bottom()) + 4
        for place in range(0, len(self._points), step):
            left = max(0, round(plot.x(place)) - widest // 2)
            painter.drawText(QRect(left, top, widest, metrics.height()), _CENTRE, self._points[place])

    def _draw_line(self, painter: QPainter, plot: "_Plot", place: int, line: Line) -> None:
        colours = theme.tokens().colours
        colour = QColor((colours.accent, colours.text, colours.good, colours.warning)[place % 4])
        spots = [None if value is None else plot.spot(at, value) for at, value in enumerate(line.values)]
        painter.setPen(QPen(colour, 2, _DASHES[place % len(_DASHES)]))
        for before, after in pairwise(spots):
            if before is not None and after is not None:
                painter.drawLine(before, after)
        painter.setPen(QPen(colour, 2))
        for spot in spots:
            if spot is not None:
                painter.drawEllipse(spot, _MARK - 1, _MARK - 1)

    def _draw_end(self, painter: QPainter, plot: "_Plot", line: Line, labels: list[QRect]) -> None:
        """The label of a line at its last point, moved down while it would cover another one."""
        known = [(at, value) for at, value in enumerate(line.values) if value is not None]
        if not known:
            return
        height = self.fontMetrics().height()
        top = round(plot.spot(*known[-1]).y()) - height // 2
        box = QRect(round(plot.area.right()) + SPACE_8, top, self.width(), height)
        while any(box.intersects(other) for other in labels):
            box.translate(0, height)
        labels.append(box)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, _LEFT, _end(line))
        painter.setFont(self.font())


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the lines are drawn: the area, the height of zero, pixels per unit, steps between points."""

    area: QRectF
    zero: float
    per_unit: float
    steps: int

    def x(self, place: int) -> float:
        return self.area.left() + self.area.width() * place / self.steps

    def spot(self, place: int, value: float) -> QPointF:
        return QPointF(self.x(place), self.zero - value * self.per_unit)


def _end(line: Line) -> str:
    pairs = reversed(list(zip(line.values, line.texts, strict=True)))
    last = next((text for value, text in pairs if value is not None), "")
    return f"{line.label} {last}".strip()
