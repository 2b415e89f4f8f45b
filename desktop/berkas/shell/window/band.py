"""A line under the top of the window that stays until it is closed, or as long as what it says is true."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas_db.book import Book

LOOK_EVERY_MS = 3_000


class Bands(QFrame):
    """The lines, newest last; takes no room while there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._shown: dict[str, QFrame] = {}

    def show_line(self, words: str, *, lasting: bool = False) -> None:
        """Show a line once; a lasting one has no button and goes with `withdraw` only."""
        if words in self._shown:
            return
        band = QFrame(self)
        theme.mark(band, "pengumuman")
        label = QLabel(words, band)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(band)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        line.addWidget(label, 1)
        if lasting:
            theme.mark(label, "galat")
        else:
            button = QPushButton("Tutup pesan ini", band)
            button.clicked.connect(lambda: self.withdraw(words))
            line.addWidget(button)
        self._shown[words] = band
        self._lines.addWidget(band)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def withdraw(self, words: str) -> None:
        """Take a line away; does nothing when it is not there."""
        band = self._shown.pop(words, None)
        if band is not None:
            band.hide()
            band.deleteLater()

    def texts(self) -> list[str]:
        """What is shown."""
        return list(self._shown)


class PlaceWatch(QObject):
    """Looks every few seconds whether the office file is still where it was opened, and says so in a band."""

    def __init__(self, book: Book, bands: Bands, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._bands = bands
        self._words = (
            f"Berkas kantor {book.path} tidak ada lagi di tempatnya. Tidak ada yang disimpan sampai berkas "
            "itu kembali; yang sedang diketik tetap ada di jendela ini. Kembalikan berkas itu ke tempatnya, "
            "lalu simpan sekali lagi."
        )
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now."""
        if self._book.is_in_place():
            self._bands.withdraw(self._words)
        else:
            self._bands.show_line(self._words, lasting=True)
