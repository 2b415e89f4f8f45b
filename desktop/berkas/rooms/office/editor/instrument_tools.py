"""The buttons under the tree of an instrument: add, copy, up, down, take away. Knows no office."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from berkas.kit import keys, theme
from berkas.kit.coverhead import icon_button
from berkas.kit.flow import FlowLayout
from berkas.rooms.office.fields.instrument_draft import InstrumentDraft, Path, kind_of

_ADDED = {
    "scales": "Skala",
    "sections": "Bagian",
    "items": "Butir",
    "columns": "Kolom tabel",
}


def fitting(draft: InstrumentDraft, path: Path) -> list[str]:
    """What can be added where the cursor is, the likeliest first."""
    kind = kind_of(path)
    found = {
        "scale": ["scales"],
        "scales": ["scales"],
        "section": ["items", "sections"],
        "sections": ["sections"],
        "item": ["items", "sections"],
        "column": ["columns", "items", "sections"],
    }.get(kind, [])
    if kind == "item" and draft.part(path).get("type") == "tabel":
        found = ["columns", *found]
    return [*found, *(each for each in ("sections", "scales") if each not in found)]


class PartTools(QWidget):
    """Tells what is wanted; doing it is the editor's."""

    add_wanted = Signal(str)
    """Into which kind of list."""
    copy_wanted = Signal()
    shift_wanted = Signal(int)
    delete_wanted = Signal()

    def __init__(self, offered: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._offered = offered
        self.add_button = icon_button(self, "Tambah", "plus", None)
        self.menu = QMenu(self.add_button)
        self.menu.aboutToShow.connect(self._offer)
        self.add_button.setMenu(self.menu)
        self._of_part = (
            self._sign("Gandakan", "copy", self.copy_wanted.emit),
            self._sign("Naikkan", "arrow-up", lambda: self.shift_wanted.emit(-1), "Alt+↑"),
            self._sign("Turunkan", "arrow-down", lambda: self.shift_wanted.emit(1), "Alt+↓"),
            self._sign("Hapus", "trash", self.delete_wanted.emit, "Del"),
        )
        tools = FlowLayout(self, spacing=theme.SPACE_4)
        for button in (self.add_button, *self._of_part):
            tools.addWidget(button)

    def _sign(self, words: str, icon: str, slot: Callable[[], object], key: str = "") -> QPushButton:
        """A button with a sign only: five of them stand under a narrow tree."""
        button = icon_button(self, "", icon, slot)
        button.setFixedWidth(button.sizeHint().height() + theme.SPACE_4)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)
        return button

    def allow(self, *, is_listed: bool) -> None:
        """Whether the chosen part is one of a list, so that it can be copied, moved and taken away."""
        for button in self._of_part:
            button.setEnabled(is_listed)

    def _offer(self) -> None:
        self.menu.clear()
        for into in self._offered():
            self.menu.addAction(_ADDED[into], lambda into=into: self.add_wanted.emit(into))


def step_of(event: QKeyEvent) -> str:
    """Which of the two steps a key asks for, “urungkan” or “ulangi”; empty for none."""
    pressed = QKeySequence(event.keyCombination()).toString()
    return next((code for code in ("urungkan", "ulangi") if pressed in keys.key(code).keys), "")
