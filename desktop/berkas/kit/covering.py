"""The tool that covers parts of a picture: the picture, its covers, what each hides.

Knows nothing of offices.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.choosers import Combo
from berkas.kit.covercanvas import CoverCanvas, DrawnCover
from berkas.kit.dialogs import Message
from berkas.rules.fields import Choice

_HOW = (
    "Tarik di atas foto untuk menutup. Dengan papan ketik: Insert menambah, panah menggeser, Shift+panah "
    "mengubah ukuran, PgUp dan PgDn memilih, Del menghapus."
)
_NOT_KEPT = "Penutup belum disimpan. Tekan Esc sekali lagi untuk membuang perubahan."


class CoverDialog(Message):
    """Covers over a picture; `ask` gives them back when they are kept."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        picture: bytes,
        covers: Sequence[DrawnCover],
        kinds: Sequence[Choice],
    ) -> None:
        super().__init__(parent, title, _HOW)
        self._kinds = tuple(kinds)
        self._begun_with = list(covers)
        self._warned = False
        self.canvas = CoverCanvas(picture, self)
        self.canvas.kind = self._kinds[0].code
        self.add = self._tool("Tambah penutup", "plus")
        self.take = self._tool("Hapus penutup", "trash")
        self.kind = Combo(self)
        for choice in self._kinds:
            self.kind.addItem(choice.label, choice.code)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Penutup pada foto")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        theme.mark(self.words, "redup")
        self.add_part(self._laid_out())
        self.add_button("Batal")
        keep = self.add_button("Simpan penutup", "utama")
        for button in self.buttons:
            button.setAutoDefault(False)
        keep.setDefault(False)
        self._connect()
        self.canvas.set_covers(covers)
        self._show_list()
        self._fit()
        keys.assign_mnemonics(self)
        self.canvas.setFocus()

    def _tool(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        theme.set_icon(button, icon)
        return button

    def _laid_out(self) -> QWidget:
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE_8)
        label = QLabel("Yang ditutup", self)
        theme.mark(label, "label")
        label.setBuddy(self.kind)
        self.kind.setAccessibleName("Yang ditutup")
        for part in (self.add, self.take, label, self.kind, self.list, self.words):
            side.addWidget(part)
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_16)
        line.addWidget(self.canvas, 3)
        line.addLayout(side, 1)
        return box

    def _connect(self) -> None:
        self.canvas.changed.connect(self._show_list)
        self.canvas.chosen.connect(lambda _place: self._show_current())
        self.list.currentRowChanged.connect(self._row_chosen)
        self.kind.activated.connect(lambda _place: self._kind_chosen())
        self.add.clicked.connect(lambda: self._then_draw(self.canvas.add))
        self.take.clicked.connect(lambda: self._then_draw(self.canvas.remove))

    def _then_draw(self, act: Callable[[], object]) -> None:
        act()
        self.canvas.setFocus()

    def _fit(self) -> None:
        """As large as the window it stands over, never larger than the screen."""
        over = self.parentWidget()
        size = over.window().size() if over is not None else self.sizeHint()
        screen = QGuiApplication.primaryScreen().availableSize()
        self.resize(min(size.width() - 48, screen.width()), min(size.height() - 48, screen.height()))

    def ask(self) -> list[DrawnCover] | None:
        """The covers to keep; None when nothing shall change."""
        kept: list[list[DrawnCover]] = []
        self.accepted.connect(lambda: kept.append(list(self.canvas.covers)))
        return kept[0] if self.run() and kept else None

    def reject(self) -> None:
        """Esc never throws drawn covers away at once."""
        if self.canvas.covers != self._begun_with and not self._warned:
            self._warned = True
            self.add_sentence(_NOT_KEPT)
            return
        super().reject()

    # the list beside

    def _label(self, code: str) -> str:
        return next((choice.label for choice in self._kinds if choice.code == code), code)

    def _show_list(self) -> None:
        wanted = [f"{place}. {self._label(each.kind)}" for place, each in enumerate(self.canvas.covers, 1)]
        with QSignalBlocker(self.list):
            if [self.list.item(row).text() for row in range(self.list.count())] != wanted:
                self.list.clear()
                self.list.addItems(wanted)
        self._show_current()

    def _show_current(self) -> None:
        place, covers = self.canvas.current, self.canvas.covers
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(place)
        self.take.setEnabled(place >= 0)
        if place < 0 or place >= len(covers):
            words = "Belum ada bagian yang ditutup." if not covers else "Tidak ada penutup yang dipilih."
        else:
            one = covers[place]
            self.kind.setCurrentIndex(max(self.kind.findData(one.kind), 0))
            words = (
                f"Penutup {place + 1} dari {len(covers)}, {self._label(one.kind).casefold()}: "
                f"{_percent(one.left)} dari kiri, {_percent(one.top)} dari atas, "
                f"lebar {_percent(one.width)}, tinggi {_percent(one.height)}."
            )
        self.words.setText(words)
        self.canvas.setAccessibleDescription(f"{words} {_HOW}")

    def _row_chosen(self, row: int) -> None:
        if row != self.canvas.current:
            self.canvas.choose(row)

    def _kind_chosen(self) -> None:
        self.canvas.kind = self.kind.currentData(Qt.ItemDataRole.UserRole)
        if self.canvas.current >= 0:
            one = self.canvas.covers[self.canvas.current]
            self.canvas.put(DrawnCover(one.left, one.top, one.width, one.height, self.canvas.kind))


def _percent(share: float) -> str:
    return f"{round(share * 100)} persen"
