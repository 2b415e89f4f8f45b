"""A second start on the same office raises the window of the first instead of complaining that it is open.

Who has an office open listens under a name made of the office's path and this person's settings folder, so
two people of one computer, or a portable Berkas beside an installed one, do not meet.
"""

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from berkas.paths import settings_folder

_WAIT_MS = 700
_ANSWER = b"tampil\n"


def raise_running(path: Path | None) -> bool:
    """Ask whoever has this office open (None: whoever shows the first screen) to show its window."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    _allow_raising()
    told = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_WAIT_MS)
    return told and socket.readAll().data() == _ANSWER


class OneWindow(QObject):
    """Listens for a second start; `asked` says that the window is wanted."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, path: Path | None) -> None:
        """From now on answer for this office; the one before is no longer ours."""
        self._server.close()
        if not self._server.listen(_name(path)):
            QLocalServer.removeServer(_name(path))  # left behind by a program that was killed
            self._server.listen(_name(path))

    def close(self) -> None:
        """Answer no longer.

        A server that still listens must not be left to the collection of garbage, which may run in another
        thread: what waits for a socket belongs to the window's.
        """
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWER)
            socket.flush()
            self.asked.emit()


def _name(path: Path | None) -> str:
    told = f"{settings_folder()}\n{path.expanduser().absolute() if path else ''}"
    return "berkas-" + hashlib.sha256(told.encode()).hexdigest()[:32]


def _allow_raising() -> None:
    """Windows lets a program come to the front only when the one in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
