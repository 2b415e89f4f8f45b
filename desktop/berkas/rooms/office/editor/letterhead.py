"""The page of letterheads: the form, the emblem, and the kop as it will stand on paper, above the form."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Job
from berkas.kit.pdfpages import PdfPages
from berkas.kit.tableview import EmptyState
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.frame import Letterhead as Kop
from berkas.paper.parts import Para
from berkas.rooms.office.commands import save_letterhead
from berkas.rooms.office.fields.office import LETTERHEAD, validity_checks
from berkas.rooms.office.queries.office import LETTERHEADS, load_letterhead
from berkas_db.tables import Letterhead

_DOTS_PER_INCH = 72
_WIDEST = 620
_ROOM = 130
"""Height kept free for the picture, so that the form does not jump when it is drawn."""

_PICTURES = ("Gambar (*.png *.jpg *.jpeg)",)
_INK = 160
"""A grey darker than this is print."""
_LARGEST = 8 * 1024 * 1024


class LogoPart(QWidget):
    """The emblem at the left of a letterhead: chosen from a picture file, or none."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.logo: bytes | None = None
        self._saved: bytes | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._choose = QPushButton("Pilih gambar…", self)
        theme.set_icon(self._choose, "photo")
        self._choose.clicked.connect(self.choose)
        self._remove = QPushButton("Tanpa lambang", self)
        theme.set_icon(self._remove, "x")
        self._remove.clicked.connect(lambda: self.set_logo(None))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self._choose)
        line.addWidget(self._remove)
        line.addWidget(self._words, 1)
        self.show_logo(None)

    def choose(self) -> None:
        """Ask for a picture file."""
        for path in dialogs.open_files(self, "Lambang pada kop surat", _PICTURES, many=False):
            try:
                data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
            except OSError:
                data = b""
            if QImage.fromData(data).isNull():
                words = f"{path.name} bukan gambar PNG atau JPEG yang dapat dibuka (paling besar 8 MB)."
                dialogs.say(self, "Lambang belum dipasang", f"{words} Pilih berkas lain.")
                return
            self.set_logo(data)

    def show_logo(self, data: bytes | None) -> None:
        """The emblem as it is stored."""
        self._saved = data
        self._set(data)

    def set_logo(self, data: bytes | None) -> None:
        """Another emblem, not saved yet."""
        self._set(data)
        self.changed.emit()

    def _set(self, data: bytes | None) -> None:
        self.logo = data
        self._remove.setVisible(data is not None)
        self._words.setText("" if data else "Tanpa lambang. Gambar PNG atau JPEG, dicetak setinggi 22 mm.")

    # a part of the sheet

    def is_changed(self) -> bool:
        """Whether another emblem was chosen."""
        return self.logo != self._saved

    def mark_saved(self) -> None:
        """The chosen emblem is the stored one now."""
        self._saved = self.logo

    def show_problems(self) -> bool:
        """A picture was looked at when it was chosen."""
        return True

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be looked at."""
        self._choose.setEnabled(not on)
        self._remove.setEnabled(not on)


class LetterheadPage(RecordPage):
    """Letterheads by date, with the kop as it will be printed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=Letterhead, word="kop surat", title="Kop surat", listing=LETTERHEADS,
                fields=LETTERHEAD, load=load_letterhead, save=save_letterhead, checks=(validity_checks,),
                writes=Right.MANAGE_OFFICE,
                empty=EmptyState(
                    "Belum ada kop surat. Dokumen dicetak tanpa kop sampai diisi.", "Kop surat baru"
                ),
                fresh=lambda today: {"valid_from": today.isoformat(), "is_default": True},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
        self._drawing: Job[QImage] | None = None
        self._paper = QWidget()
        self.image = QLabel(self._paper)
        self.image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.image.setAccessibleName("Kop surat seperti pada kertas")
        self.image.setMinimumHeight(_ROOM)
        theme.mark(self._paper, "kartu")
        self._paper.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(self._paper)
        lines.setContentsMargins(theme.SPACE_4, theme.SPACE_4, theme.SPACE_4, theme.SPACE_4)
        lines.addWidget(self.image)
        self.sheet.add_above(self._paper)
        self.logo = LogoPart()
        self.sheet.add_section("Lambang", self.logo)
        self.sheet.form.field_left.connect(self._draw)
        self.logo.changed.connect(self._draw)
        self._show_drawn(QImage())

    def opened_record(self, record: Record) -> None:
        """Show the emblem and draw what the record says."""
        self.logo.show_logo(record.values.get("logo"))
        self._draw()

    def started_new(self) -> None:
        """Nothing is drawn before the first line is typed."""
        self.logo.show_logo(None)
        self._show_drawn(QImage())

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """The emblem goes along when it was changed."""
        return values | {"logo": self.logo.logo} if self.logo.is_changed() else values

    def _draw(self) -> None:
        values = self.sheet.form.all_values()
        lines = tuple(str(values[key]) for key in ("line1", "line2", "line3") if values.get(key))
        if not lines:
            self._show_drawn(QImage())
            return
        contacts = tuple(part.strip() for part in str(values.get("contact") or "").split(";") if part.strip())
        kop = Kop(lines, str(values.get("address") or ""), contacts, logo=self.logo.logo)
        self._drawing = Job("Menggambar kop surat", lambda _report: _drawn(kop), self)
        self._drawing.done.connect(self._show_drawn)
        self._drawing.failed.connect(lambda _error: self._show_drawn(QImage()))
        self._drawing.start()

    def _show_drawn(self, image: QImage) -> None:
        if image.isNull():
            self.image.setText("Kop surat tergambar di sini setelah Baris 1 diisi.")
        else:
            wide = min(_WIDEST, max(self.sheet.width() - 4 * theme.SPACE_24, 240))
            ratio = self.devicePixelRatioF()
            shown = QPixmap.fromImage(image).scaledToWidth(
                int(wide * ratio), Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(ratio)
            self.image.setPixmap(shown)


def _drawn(kop: Kop) -> QImage:
    """The upper part of a page with this kop, down to a little under its line."""
    pages = PdfPages(
        render((Para(""),), Frame("Kop surat", letterhead=kop, watermark="", page_numbers=False))
    )
    page = pages.picture(0, 2 * _DOTS_PER_INCH)
    pages.close()
    return page.copy(0, 0, page.width(), _end_of_ink(page))


def _end_of_ink(page: QImage) -> int:
    """How far down something is printed, in pixels, with a little room under it."""
    grey = page.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, step = grey.width(), grey.bytesPerLine()
    data = bytes(grey.constBits())
    for row in range(grey.height() // 2, 0, -1):
        if min(data[row * step : row * step + wide]) < _INK:
            return min(row + 24, grey.height())
    return grey.height() // 5
