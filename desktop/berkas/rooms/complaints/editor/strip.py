"""The days of a due date as a small calendar on screen: Monday to Sunday, one week a row.

Draws what the clock counted; counts nothing itself.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from berkas.kit import theme
from berkas.rules.clocks import StripDay, is_plain
from berkas.rules.dates import MONTHS_SHORT, WEEKDAYS, show_long

_GAP = 2


class DayStripView(QWidget):
    """One strip. A counted day shows its number, a day that does not count its reason; the start and the
    due date are framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: dict[date, StripDay] = {}
        self._first = date.min
        self._due: date | None = None
        self._done: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.hide()

    def show_days(
        self, days: Sequence[StripDay], *, due: date | None, done: date | None = None, name: str = ""
    ) -> None:
        """Show a strip; an empty one hides the widget. A screen reader gets it as a sentence per day."""
        self._days = {day.date: day for day in days}
        self._due, self._done = due, done
        self.setVisible(bool(days))
        if not days:
            return
        self._first = days[0].date - timedelta(days=days[0].date.weekday())
        self.setAccessibleName(f"Hitungan hari {name}".strip())
        self.setAccessibleDescription("; ".join(spoken(day) for day in days))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Seven days wide, as high as there are weeks."""
        return QSize(7 * 64, self._head_height() + self._weeks() * self._row_height())

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a sheet beside a list."""
        return QSize(7 * 40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Weekday heads, then the days."""
        del event
        painter = QPainter(self)
        colours = theme.tokens().colours
        small = QFont(self.font())
        small.setPointSizeF(max(6.5, small.pointSizeF() * 0.8))
        painter.setFont(small)
        painter.setPen(QColor(colours.dim))
        for column, name in enumerate(WEEKDAYS):
            box = QRect(self._left(column), 0, self._column_width(), self._head_height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name[:3])
        for day in self._days.values():
            self._paint_day(painter, day, small)
        painter.end()

    def _paint_day(self, painter: QPainter, day: StripDay, small: QFont) -> None:
        colours = theme.tokens().colours
        box = self._box(day.date)
        ground = colours.surface if day.counted else colours.hover
        if day.paused:
            ground = colours.warning_soft
        painter.fillRect(box, QColor(ground))
        is_due, is_start = day.date == self._due, day.date == min(self._days)
        pen = QPen(QColor(colours.hair))
        if is_due or is_start or day.date == self._done:
            tone = colours.danger if is_due else colours.good if day.date == self._done else colours.accent
            pen = QPen(QColor(tone), 2)
        painter.setPen(pen)
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setFont(small)
        painter.setPen(QColor(colours.dim))
        inner = box.adjusted(4, 2, -4, -2)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, _short_date(day.date))
        words = _mark(day, is_start=is_start, is_due=is_due)
        if day.day is not None:
            number = QFont(self.font())
            number.setBold(True)
            painter.setFont(number)
            painter.setPen(QColor(colours.text))
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, str(day.day))
            painter.setFont(small)
        painter.setPen(QColor(colours.text if words else colours.dim))
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() - 14)
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, elided)

    def event(self, event: QEvent) -> bool:
        """The whole reason of a day stands in its tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(event.pos())
            QToolTip.showText(event.globalPos(), spoken(day) if day else "", self)
            return True
        return super().event(event)

    def _day_at(self, place: QPoint) -> StripDay | None:
        return next((day for day in self._days.values() if self._box(day.date).contains(place)), None)

    def _box(self, day: date) -> QRect:
        offset = (day - self._first).days
        top = self._head_height() + (offset // 7) * self._row_height()
        return QRect(self._left(offset % 7), top, self._column_width() - _GAP, self._row_height() - _GAP)

    def _left(self, column: int) -> int:
        return column * self.width() // 7

    def _column_width(self) -> int:
        return self.width() // 7

    def _weeks(self) -> int:
        return ((max(self._days) - self._first).days // 7 + 1) if self._days else 0

    def _head_height(self) -> int:
        return self.fontMetrics().height() + theme.SPACE_4

    def _row_height(self) -> int:
        return round(self.fontMetrics().height() * 2.2) + _GAP


def spoken(day: StripDay) -> str:
    """One day in words: date, number, reason."""
    number = f"hari ke-{day.day}" if day.day is not None else "tidak dihitung"
    return f"{show_long(day.date)}: {number}, {day.why}"


def _short_date(day: date) -> str:
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"


def _mark(day: StripDay, *, is_start: bool, is_due: bool) -> str:
    if is_start:
        return "mulai"
    if is_due:
        return "tempo"
    if day.paused:
        return "jeda"
    return "libur" if not day.counted and not is_plain(day.why) else ""
