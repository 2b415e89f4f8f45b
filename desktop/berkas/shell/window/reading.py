"""The lasting line of a window that only reads: who writes meanwhile, and the way back to writing.

Looks every few seconds: what another process wrote is shown as if it had been written here; when nobody
writes any more, opening for writing is offered. Imports no SQL.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from berkas.desk import Desk
from berkas.engine.following import changes_since, data_version, position
from berkas.kit.recordbands import LockBand
from berkas_db.changes import Changes
from berkas_db.errors import BookError, BookInUse
from berkas_db.lock import holder

_EVERY_MS = 2_000
WRITE, READ = "tulis", "baca"
"""What the window wants next: the same office open for writing, or open anew for reading."""


class Reading(QObject):
    """Watches the book of a window that only reads."""

    wanted = Signal(str)
    """`WRITE` or `READ`."""

    def __init__(self, desk: Desk, band: LockBand) -> None:
        super().__init__(band)
        self._desk = desk
        self._band = band
        self.way = WRITE
        self._version = -1
        self._position = -1
        self._is_reading = False
        band.pressed.connect(lambda: self.wanted.emit(self.way))
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def is_settled(self) -> bool:
        """Whether what was written until the last look is shown."""
        return self._position >= 0 and not self._is_reading

    def look(self) -> None:
        """Who writes now, and whether something was written."""
        who = holder(self._desk.book.path)
        try:
            version = self._desk.glance(data_version)
        except BookInUse as error:
            # Read as a file that stands still; now somebody writes it, and what is shown is no longer true.
            self._say(f"Hanya membaca: {error} Isi yang terlihat belum tentu terbaru.", READ, "Buka lagi")
            return
        except BookError as error:
            self._say(f"Hanya membaca. {error} {error.next_step}".strip(), READ, "Buka lagi")
            return
        if who is not None:
            self._say(f"Hanya membaca: sedang ditulis oleh {who}.", WRITE, "")
        else:
            self._say("Hanya membaca. Tidak ada yang menulis sekarang.", WRITE, "Buka untuk menulis")
        if version != self._version and not self._is_reading:
            self._version = version
            self._is_reading = True
            if self._position < 0:
                self._desk.read_or(self, self._begin, self._not_read, position)
            else:
                self._desk.read_or(self, self._follow, self._not_read, changes_since, self._position)

    def _begin(self, place: int) -> None:
        self._is_reading = False
        self._position = place

    def _follow(self, found: tuple[int, Changes]) -> None:
        self._is_reading = False
        self._position, changes = found
        if changes.kinds:
            self._desk.changed.emit(changes)

    def _not_read(self, _error: BaseException) -> None:
        self._is_reading = False
        self._version = -1

    def _say(self, sentence: str, way: str, button: str) -> None:
        self.way = way
        self._band.say(sentence, button)
