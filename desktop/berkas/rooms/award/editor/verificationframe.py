"""The page of one unit before anything is on it: buttons above, criteria at the left, panels at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.kit import theme
from berkas.kit.dialogs import Message
from berkas.kit.draftband import DraftBand
from berkas.kit.flow import FlowLayout
from berkas.rooms.award.editor.checklist import CheckList
from berkas.rooms.award.editor.itempanel import ItemPanel
from berkas.rooms.award.editor.repairpanel import RepairPanel
from berkas.rooms.award.editor.sealpanel import SealPanel
from berkas.rooms.award.queries.sheet import PASSES


class TwoLines(QLabel):
    """A title that never takes more than two lines from the criteria; all of it stands in its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setWordWrap(True)

    def say(self, words: str) -> None:
        """Show these words, as far as two lines hold them."""
        self._whole = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Words break early: two lines hold a little less than twice the width.
        room = round(self.width() * 1.75)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)


class VerificationFrame(QWidget):
    """Everything that stands on the page whatever the unit; what it does is connected by whoever owns it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.title = TwoLines(self)
        theme.mark(self.title, "judul")
        self.state = QLabel(self)
        theme.mark(self.state, "redup")
        self.back = self._button("Kembali", "chevron-left")
        self.passes = [self._pass_button(pass_.label) for pass_ in PASSES]
        self.copy_button = self._button("Salin penilaian mandiri", "copy")
        self.folder_button = self._button("Ambil dari folder…", "folder-open")
        self.check_button = self._button("Periksa kelengkapan", "list-check")
        self.print_button = self._button("Cetak", "printer")
        self.save_button = self._button("Simpan", "device-floppy")
        theme.set_icon(self.save_button, "device-floppy", "on_accent")
        theme.mark(self.save_button, "utama")
        self.bulk = QLabel(self)
        theme.mark(self.bulk, "redup")
        self.band, self.band_words = self._build_band()
        self._every: Sequence[str] = ()
        self.holder = QWidget(self)
        self.holder.setMinimumWidth(420)
        self.holder_lines = QVBoxLayout(self.holder)
        self.holder_lines.setContentsMargins(0, 0, 0, 0)
        # The names of the pages before what is on them, for Tab.
        self.side = QTabWidget(self)
        self.item = ItemPanel(desk.lookup, desk.today, self)
        self.checklist = CheckList(self)
        self.repair = RepairPanel(desk.lookup, desk.today, self)
        self.seal = SealPanel(self)
        self.side.tabBar().setAccessibleName("Keterangan, kelengkapan, perbaikan, pengesahan")
        self.side.setUsesScrollButtons(True)
        for panel, words in (
            (self.item, "Kriteria ini"),
            (self.checklist, "Kelengkapan"),
            (self.repair, "Perbaikan"),
            (self.seal, "Pengesahan"),
        ):
            self.side.addTab(panel, words)

    def lay_out(self, draft_band: DraftBand) -> None:
        """Put the parts in their places, with the line about unsaved work among the messages."""
        tops = QHBoxLayout()
        tops.addWidget(self.back)
        tops.addWidget(self.title, 1)
        tops.addWidget(self.state)
        lows = FlowLayout(spacing=theme.SPACE_8)
        for button in (
            *self.passes,
            self.copy_button,
            self.folder_button,
            self.check_button,
            self.print_button,
            self.save_button,
        ):
            lows.addWidget(button)
        lows.addWidget(self.bulk)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        for part in (self.holder, self.side):
            split.addWidget(part)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([3000, 2000])
        split.setChildrenCollapsible(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(tops)
        lines.addLayout(lows)
        for band in (draft_band, self.band):
            lines.addWidget(band)
        lines.addWidget(split, 1)

    def _button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        theme.set_icon(button, icon)
        return button

    def _pass_button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        theme.mark(button, "jawab")
        return button

    def _build_band(self) -> tuple[QFrame, QLabel]:
        band = QFrame(self)
        theme.mark(band, "pita", tone="peringatan")
        words = QLabel(band)
        words.setWordWrap(True)
        close = QPushButton("Tutup pesan", band)
        theme.mark(close, "tautan")
        close.clicked.connect(band.hide)
        self.band_all = QPushButton("Lihat semua…", band)
        theme.mark(self.band_all, "tautan")
        self.band_all.clicked.connect(self._show_every)
        line = QHBoxLayout(band)
        line.addWidget(words, 1)
        line.addWidget(self.band_all)
        line.addWidget(close)
        band.hide()
        return band, words

    def show_state(self, words: str) -> None:
        """The state of saving, at the top right."""
        self.state.setText(words)

    def show_band(self, words: str, every: Sequence[str] = ()) -> None:
        """A message above the criteria, until it is closed; `every` are all sentences where it names some."""
        self.band_words.setText(words)
        self._every = every
        self.band_all.setVisible(bool(every))
        self.band.show()

    def _show_every(self) -> None:
        """All sentences, to be read, selected and copied."""
        message = Message(self, "Pesan tentang berkas", f"{len(self._every)} pesan:")
        message.add_details("\n".join(self._every))
        message.add_button("Tutup", "utama").setDefault(True)
        message.run()

    def when_pressed(self, button: QPushButton, slot: Callable[[], object]) -> None:
        """What a button does; Qt's own argument is of no use."""
        button.clicked.connect(lambda _checked: slot())

    def buttons(self) -> Sequence[QPushButton]:
        """The buttons above the criteria, in their order."""
        return (
            self.back,
            *self.passes,
            self.copy_button,
            self.folder_button,
            self.check_button,
            self.print_button,
            self.save_button,
        )
