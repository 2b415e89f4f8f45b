"""The first screen: a new office, an existing one, the sample, a backup; and the offices opened last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from berkas.kit import theme
from berkas.shell.firstrun.screen import Screen

_MOST_RECENT = 4
_MISSING = "tidak ada di tempatnya"


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
        names = recent[:_MOST_RECENT]
        if names:
            self.add_words("Terakhir dibuka", "kelompok")
        for name in names:
            path = Path(name)
            is_there = path.is_file()
            words = path.stem if is_there else f"{path.stem} – {_MISSING}"
            door = self.add_door(words, lambda name=name: self.recent_wanted.emit(name), "briefcase")
            door.setToolTip(name)
            door.setAccessibleName(f"{path.stem}, {path.parent}{'' if is_there else f', {_MISSING}'}")
            if not is_there:  # it may still be pressed: the next screen helps to find it
                theme.set_icon(door, "briefcase", "dim")
                theme.mark(door, tone="redup")
        self.setFocusProxy(first)
        self.ready()
