"""A document as pages: look, choose pages and copies, print, save. The bytes are never changed.

Knows nothing of where the document comes from.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIntValidator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.jobbar import JobBar
from berkas.kit.jobs import Job
from berkas.kit.pagestrip import PageStrip
from berkas.kit.pdfpages import PdfPages
from berkas.kit.printing import PrintingError, parse_pages, printing, show_pages

_MOST_COPIES = 99
_MOST_NAMED = 120
_OTHER = "Printer lain…"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What came out of a printer: `pages` as people type them ("" for all), copies, the printer's name."""

    pages: str
    copies: int
    printer: str


class PreviewDialog(QDialog):
    """The pages of one PDF. Raises ValueError when the bytes are no PDF.

    `may_save` is off for a paper that shall exist on paper only.
    """

    printed = Signal(object)
    """What was printed: `OnPaper`."""
    saved = Signal(object)
    """The path it was saved to."""

    def __init__(
        self,
        pdf: bytes,
        *,
        title: str,
        file_name: str = "",
        may_save: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pages = PdfPages(pdf)
        self._file_name = file_name or "dokumen.pdf"
        self._job: Job[int] | None = None
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1000, 680)
        self.strip = PageStrip(self._pages, self)
        self._place = QLabel(self)
        self._range = QLineEdit(self)
        self._copies = QLineEdit("1", self)
        self._printer = QComboBox(self)
        self._print = QPushButton("Cetak", self)
        self._save = QPushButton("Simpan sebagai…", self)
        self._fit = QPushButton("Selebar jendela", self)
        self._problem = QLabel(self)
        self._bar = JobBar(parent=self)
        if not may_save:
            self._save.hide()
        self._lay_out()
        self._fill_printers()
        self._connect()
        self._show_place(0)
        zoom = self.findChildren(QToolButton)
        asked = (self._printer, self._range, self._copies, self._print, self._save)
        taborder.set_order([self.strip, *asked, *zoom, self._fit])
        keys.assign_mnemonics(self)
        self.strip.setFocus()

    # laying out

    def _lay_out(self) -> None:
        side = QFrame(self)
        theme.mark(side, "kartu")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        column.setSpacing(theme.SPACE_4)
        self._range.setPlaceholderText("semua")
        self._copies.setValidator(QIntValidator(1, _MOST_COPIES, self))
        self._printer.setMinimumContentsLength(14)
        for words, field in (
            ("Printer", self._printer),
            ("Halaman, misalnya 1-3, 5", self._range),
            ("Rangkap", self._copies),
        ):
            label = QLabel(words, side)
            theme.mark(label, "label")
            label.setBuddy(field)
            field.setAccessibleName(words)
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(theme.SPACE_8)
        theme.mark(self._print, "utama")
        theme.set_icon(self._print, "printer", "on_accent")
        theme.set_icon(self._save, "download")
        theme.mark(self._problem, "galat")
        self._problem.setWordWrap(True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addWidget(self._print)
        column.addSpacing(theme.SPACE_8)
        column.addWidget(self._save)
        column.addStretch()
        column.addLayout(self._build_zoom())
        side.setMinimumWidth(240)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.strip, 1)
        row.addWidget(side)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.addLayout(row, 1)
        lines.addWidget(self._bar)

    def _build_zoom(self) -> QVBoxLayout:
        line = QHBoxLayout()
        theme.mark(self._place, "redup")
        for words, icon, slot in (
            ("Perkecil halaman", "zoom-out", self._zoom_out),
            ("Perbesar halaman", "zoom-in", self._zoom_in),
        ):
            button = QToolButton(self)
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            theme.set_icon(button, icon)
            button.clicked.connect(slot)
            line.addWidget(button)
        self._fit.clicked.connect(self.strip.fit_width)
        line.addWidget(self._fit)
        line.addStretch()
        column = QVBoxLayout()
        column.addWidget(self._place)
        column.addLayout(line)
        return column

    def _fill_printers(self) -> None:
        usual = QPrinterInfo.defaultPrinterName()
        for name in QPrinterInfo.availablePrinterNames():
            self._printer.addItem(name, name)
        self._printer.addItem(_OTHER, None)
        self._printer.setCurrentIndex(max(0, self._printer.findData(usual)))

    def _connect(self) -> None:
        self.strip.page_changed.connect(self._show_place)
        self._print.clicked.connect(self.print_pages)
        self._save.clicked.connect(self.save_as)
        keys.add_to(self, "cetak_ini", self.print_pages)
        keys.add_to(self, "simpan_sebagai", self.save_as)
        self._range.textEdited.connect(self._problem.hide)

    # doing

    def wanted_pages(self) -> list[int]:
        """The pages that are asked for, from 0. Raises ValueError with the sentence to show."""
        return parse_pages(self._range.text(), len(self._pages))

    def print_pages(self) -> None:
        """Send the wanted pages to the chosen printer."""
        try:
            places = self.wanted_pages()
        except ValueError as error:
            self._say(str(error))
            self._range.setFocus()
            return
        printer = self._chosen_printer()
        if printer is not None:
            self.print_on(printer, _within(printer, places))

    def print_on(self, printer: QPrinter, places: list[int]) -> Job[int]:
        """Print pages on a printer that is set up."""
        job: Job[int] = Job("Mencetak", printing(self._pages.data, printer, places), self)
        self._job = job
        self._print.setEnabled(False)
        self._bar.watch(job)
        out = OnPaper(
            show_pages(places, len(self._pages)),
            max(1, printer.copyCount()),
            (printer.printerName() or "berkas PDF")[:_MOST_NAMED],
        )
        job.done.connect(lambda _pages: self.printed.emit(out))
        job.failed.connect(self._was_not_printed)
        job.ended.connect(self._print_ended)
        job.start()
        return job

    def save_as(self) -> None:
        """Write the bytes to a file the person chooses."""
        path = dialogs.save_file(self, "Simpan dokumen", self._file_name, ("Dokumen PDF (*.pdf)",))
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Write the bytes to a file; a failure is said in the dialog."""
        try:
            path.write_bytes(self._pages.data)
        except OSError as error:
            self._say(f"Dokumen tidak dapat disimpan di {path.name}: {error.strerror}. Pilih folder lain.")
            return
        self.saved.emit(path)

    def _chosen_printer(self) -> QPrinter | None:
        name = self._printer.currentData()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        if name is not None:
            printer.setPrinterName(name)
            printer.setCopyCount(int(self._copies.text() or "1"))
            return printer
        printer.setCopyCount(int(self._copies.text() or "1"))
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if chosen else None

    def _was_not_printed(self, error: BaseException) -> None:
        known = isinstance(error, PrintingError)
        self._say(str(error) if known else "Dokumen tidak dapat dicetak. Periksa printer, lalu coba lagi.")

    def _print_ended(self) -> None:
        self._print.setEnabled(True)
        self._job = None

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()

    def _show_place(self, place: int) -> None:
        self._place.setText(f"Halaman {place + 1} dari {len(self._pages)}")

    def _zoom_in(self) -> None:
        self.strip.set_zoom(self.strip.zoom * 1.25)

    def _zoom_out(self) -> None:
        self.strip.set_zoom(self.strip.zoom / 1.25)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A job that prints goes on only as long as the dialog is there: ask it to stop."""
        if self._job is not None:
            self._job.cancel()
        super().closeEvent(event)


def _within(printer: QPrinter, places: list[int]) -> list[int]:
    """The wanted pages, narrowed to those chosen in the system's own dialog."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return places
    first, last = printer.fromPage(), printer.toPage()
    return [place for place in places if first <= place + 1 <= last] or places
