"""For `selftest` and the measurements: save a picture of the first window once it can be used, then end."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from berkas.shell.display import PICTURE

_EVERY_MS, _SETTLE_MS = 20, 1000


def show_and_end(window: Callable[[], QWidget | None]) -> None:
    """When the environment asks for a picture, wait for the window, save it, say when that was, close it."""
    wanted = os.environ.get(PICTURE, "")
    if not wanted:
        return
    timer = QTimer(QCoreApplication.instance())

    def look() -> None:
        shown = window()
        if shown is None or not shown.isVisible():
            return
        timer.stop()
        sys.stdout.write(f"{time.time()}\n")
        QTimer.singleShot(_SETTLE_MS, shown, lambda: save(shown))

    def save(shown: QWidget) -> None:
        shown.grab().save(str(Path(wanted).with_suffix(".png")))
        shown.close()

    timer.timeout.connect(look)
    timer.start(_EVERY_MS)
