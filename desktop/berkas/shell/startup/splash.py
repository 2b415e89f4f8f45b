"""What is seen at once: the name of the program, until its first window stands."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSplashScreen

from berkas.kit import theme

T = TypeVar("T")

_WIDTH, _HEIGHT, _MARK = 420, 180, 72


def with_splash(work: Callable[[], T]) -> T:
    """Show the name of the program while `work` brings up the first window; return what it made."""
    splash = QSplashScreen(_picture())
    splash.show()
    QApplication.processEvents()
    try:
        return work()
    finally:
        splash.close()


def _picture() -> QPixmap:
    colours = theme.tokens().colours
    picture = QPixmap(_WIDTH, _HEIGHT)
    picture.fill(QColor(colours.surface))
    painter = QPainter(picture)
    painter.drawPixmap(48, (_HEIGHT - _MARK) // 2, theme.draw("berkas", colours.text, _MARK))
    font = QFont(QApplication.font())
    font.setPointSizeF(26)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    words = QRect(48 + _MARK + 24, 0, _WIDTH, _HEIGHT - 20)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "Berkas")
    font.setPointSizeF(10)
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(colours.dim))
    painter.drawText(words.translated(0, 34), Qt.AlignmentFlag.AlignVCenter, "Membuka kantor…")
    painter.end()
    return picture
