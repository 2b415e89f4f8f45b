"""What the window says of half-typed work: a line when it opens, an entry in the menu with their number.

Shows no list itself; see `desk.draftlist`.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.desk.draftlist import TITLE, DraftList
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit.toast import ToastLine
from berkas.shell.window.menus import Menus

_SECONDS = 20


class WaitingDrafts(QObject):
    """The entry “Draf yang belum disimpan” of the menu Ubah; with it Ctrl+K finds it too."""

    def __init__(self, desk: Desk, window: QWidget, menus: Menus, toast: ToastLine) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._toast = toast
        self.entry = menus.add("Ubah", f"{TITLE}…", self.show_list, icon="notes")
        menus.menus["Ubah"].aboutToShow.connect(self._count)
        desk.read(self, self._say, unfinished, desk.actor)

    def show_list(self) -> None:
        """Open the list."""
        DraftList(self._desk, self._window).open()

    def _say(self, drafts: Sequence[Unfinished]) -> None:
        self._name(drafts)
        if drafts:
            line = f"Ada {len(drafts)} ketikan yang belum disimpan. Lihat menu Ubah, {TITLE}."
            self._toast.say(line, seconds=_SECONDS)

    def _count(self) -> None:
        self._name(self._desk.glance(unfinished, self._desk.actor))

    def _name(self, drafts: Sequence[Unfinished]) -> None:
        self.entry.setText(f"{TITLE} ({len(drafts)})…" if drafts else f"{TITLE}…")
