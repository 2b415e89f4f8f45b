"""From the call to the splash: as little as possible is loaded before something shows, or before a second
start has raised the window that is there.

Must import nothing heavy at its top: no database, no engine, no room.
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from berkas import log as log_file
from berkas import paths, settings
from berkas.kit import theme
from berkas.shell.cli.answers import complain
from berkas.shell.cli.words import USAGE_ERROR
from berkas.shell.display import may_open_window
from berkas.shell.startup.graphics import without_graphics_driver
from berkas.shell.startup.onewindow import raise_running
from berkas.shell.startup.proving import show_and_end
from berkas.shell.startup.splash import with_splash

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program


def open_window(path: Path | None, *, safe: bool = False, software: bool = False) -> int:
    """Open the window on an office file, or on the last one, and stay until it is closed.

    Returns the exit status; 2 with a sentence where there is no display. `safe` is also what holding Shift at
    the start means; see `OpenWindow`.
    """
    if not may_open_window():
        complain("Jendela tidak dapat dibuka karena tidak ada layar. Pakai perintah dari “berkas --help”.")
        return USAGE_ERROR
    log_file.setup()
    if software or safe:
        without_graphics_driver()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a program without windows is running")
    app.setApplicationName("Berkas")
    app.setDesktopFileName("berkas")
    app.setQuitOnLastWindowClosed(False)
    if safe or QApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
        settings.set_aside()
    if raise_running(path or last_office()):
        return 0
    looks = settings.load().settings.appearance
    theme.apply(app, scheme=looks.scheme, scale=looks.scale)  # pyright: ignore[reportArgumentType]
    app.setWindowIcon(theme.icon("berkas"))
    program = with_splash(lambda: _started(app, path))
    gc.freeze()
    gc.enable()
    show_and_end(program.window)
    return app.exec()


def _started(app: QApplication, path: Path | None) -> "Program":
    """The program with its first window; most of a start is loading what this needs."""
    from berkas.shell.startup import guard
    from berkas.shell.startup.program import Program

    guard.install()
    program = Program()
    program.finished.connect(app.quit)
    program.start(path)
    return program


def last_office() -> Path | None:
    """The office that a start without a file opens."""
    last = settings.load().settings.offices.last
    return paths.on_this_stick(Path(last)) if last else None
