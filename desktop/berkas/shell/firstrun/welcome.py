"""The first screen: a new office, an existing one, the sample, a backup; and the offices opened last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from berkas.shell.firstrun.screen import Screen

_MOST_RECENT = 4


class WelcomeScreen(Screen):
    """The ways into an office."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, recent: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            "Selamat datang di Berkas",
            "Meja kerja kantor wilayah dalam satu berkas di komputer ini, tanpa internet.",
            parent,
        )
        first = self.add_door("Kantor baru", self.new_wanted.emit, "plus")
        self.add_door("Buka berkas kantor", self.open_wanted.emit, "folder-open")
        self.add_door("Lihat kantor contoh", self.sample_wanted.emit, "building-community")
        self.add_door("Pulihkan dari cadangan", self.restore_wanted.emit, "history")
        there = [name for name in recent if Path(name).is_file()][:_MOST_RECENT]
        if there:
            self.add_words("Terakhir dibuka", "kelompok")
        for name in there:
            path = Path(name)
            door = self.add_door(path.stem, lambda name=name: self.recent_wanted.emit(name), "briefcase")
            door.setToolTip(name)
            door.setAccessibleName(f"{path.stem}, {path.parent}")
        self.setFocusProxy(first)
        self.ready()
