"""What the tests of instruments share: the shipped rules, showing a widget, acting on an open dialog."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from berkas.engine.rulebook import Rulebook

TODAY = date(2025, 6, 12)
RULES = Rulebook.load()


def shown(qtbot: QtBot, widget: QWidget, width: int = 1600, height: int = 900) -> None:
    """Show a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()


def act_on(kind: type[Any], act: Callable[[Any], object]) -> list[bool]:
    """Act on the next open dialog of a kind; the list is filled when it was."""
    done: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            done.append(True)
            act(dialog)
        elif not done:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    return done
