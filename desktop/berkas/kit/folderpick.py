"""Files of a scanner's or a camera's folder, newest first, with small pictures: tick those that are wanted.

Folders below are looked into as well (cameras make many). Knows nothing of offices.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.dialogs import Message
from berkas.kit.jobs import Job, Report

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".pdf", ".docx", ".xlsx"})
MOST = 2_000
"""Files shown; a folder with more shows its newest."""
_PICTURES = {".jpg", ".jpeg", ".png"}
_SIDE = 64
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder; `changed_at` in seconds since 1970."""

    path: Path
    size: int
    changed_at: float


def files_in(folder: Path) -> tuple[list[Found], int]:
    """What can be taken from a folder and those below it, newest first, and how many there are at all.

    What cannot be looked into is left out. Raises OSError when the folder itself cannot be read.
    """
    os.scandir(folder).close()
    found = sorted(_walk(folder), key=lambda each: (-each.changed_at, each.path.name))
    return found[:MOST], len(found)


def _walk(folder: Path) -> Iterator[Found]:
    for parent, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in names:
            path = Path(parent) / name
            if path.suffix.casefold() not in ENDINGS or name.startswith("."):
                continue
            try:
                state = path.stat()
            except OSError:
                continue
            yield Found(path, state.st_size, state.st_mtime)


def expanded(paths: Sequence[Path]) -> list[Path]:
    """Dropped files, and the files of dropped folders by name; a folder that cannot be read is left out."""
    whole: list[Path] = []
    for path in paths:
        if path.is_dir():
            whole += sorted(each.path for each in _walk(path))
        else:
            whole.append(path)
    return whole


class FolderPick(Message):
    """The files of one folder to choose from; `known` are names and sizes that are kept already."""

    def __init__(
        self,
        parent: QWidget,
        folder: Path,
        *,
        known: Collection[tuple[str, int]] = (),
        moved: Callable[[Path], object] = lambda _folder: None,
    ) -> None:
        super().__init__(
            parent,
            "Ambil dari folder pindaian atau kamera",
            "Yang terbaru di atas, juga dari folder di dalamnya. Spasi mencentang.",
        )
        self._known = frozenset(known)
        self._moved = moved
        self._waiting: list[int] = []
        self._files: list[Found] = []
        self.fresh = QCheckBox("Hanya yang belum ada pada unit ini", self)
        self.fresh.setChecked(bool(known))
        self.fresh.setVisible(bool(known))
        self.fresh.toggled.connect(lambda _on: self._fill())
        head = self._head()
        self.where = QLabel(self)
        self.where.setWordWrap(True)
        theme.mark(self.where, "label")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Berkas dalam folder")
        self.list.setIconSize(QSize(_SIDE, _SIDE))
        self.list.setMinimumSize(560, 280)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        for part in (self.where, head):
            self.add_part(part)
        self.add_part(self.list)
        self.add_part(self.words)
        self.add_button("Batal")
        self.take = self.add_button("Ambil", "utama")
        keys.assign_mnemonics(self)
        taborder.set_order([head, self.list, *self.buttons])
        self.folder = folder
        self._pump = QTimer(self, interval=0)
        self._pump.timeout.connect(self._draw_some)
        self._read()

    def _head(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        other = QPushButton("Folder lain…", line)
        other.setAutoDefault(False)
        other.clicked.connect(self._choose_folder)
        every = QPushButton("Centang semua", line)
        every.setAutoDefault(False)
        every.clicked.connect(self._tick_all)
        row.addWidget(other)
        row.addWidget(every)
        row.addWidget(self.fresh)
        row.addStretch()
        return line

    def ask(self) -> list[Path]:
        """The files that were ticked, oldest first, as they were taken; none for Esc."""
        self.list.setFocus()
        taken: list[Path] = []
        self.accepted.connect(lambda: taken.extend(self.ticked()))
        return taken if self.run() else []

    def ticked(self) -> list[Path]:
        """What is ticked now, oldest first."""
        rows = range(self.list.count() - 1, -1, -1)
        items = [self.list.item(row) for row in rows]
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _choose_folder(self) -> None:
        chosen = dialogs.open_folder(self, "Folder pindaian atau kamera")
        if chosen is not None:
            self.folder = chosen
            self._moved(chosen)
            self._read()

    def _read(self) -> None:
        self.where.setText(str(self.folder))
        self.setAccessibleDescription(str(self.folder))
        self.words.setText("Membaca folder…")
        self.take.setEnabled(False)
        folder = self.folder

        def work(report: Report) -> tuple[list[Found], int]:
            del report  # a folder is read in one go
            return files_in(folder)

        self._job = Job("Membaca folder", work, self)
        self._job.done.connect(self._show)
        self._job.failed.connect(self._unreadable)
        self._job.start()

    def _unreadable(self, _error: BaseException) -> None:
        self._files = []
        self._fill()
        self.words.setText(f"Folder {self.folder} tidak dapat dibaca. Periksa sambungannya, atau pilih lain.")

    def _show(self, found: tuple[list[Found], int]) -> None:
        self._files, whole = found
        self._fill()
        if whole > len(self._files):
            self.words.setText(
                f"{whole} berkas; yang ditampilkan {len(self._files)} yang terbaru. {self.words.text()}"
            )

    def _fill(self) -> None:
        self.list.blockSignals(True)  # noqa: FBT003  as Qt has it
        self.list.clear()
        for file in self._files:
            is_known = (file.path.name, file.size) in self._known
            if is_known and self.fresh.isChecked():
                continue
            when = datetime.fromtimestamp(file.changed_at, UTC).astimezone()
            words = f"{file.path.name}\n{when:%d-%m-%Y %H.%M} · {show_size(file.size)}"
            item = QListWidgetItem(theme.icon("file-text"), words + (" · sudah ada" if is_known else ""))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, file.path)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003  as Qt has it
        if self.list.count():
            self.list.setCurrentRow(0)
        self._waiting = list(range(self.list.count()))
        self._pump.start()
        self._count()

    def _draw_some(self) -> None:
        """A few small pictures at a time, so that the list can be used meanwhile."""
        some, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        self.list.blockSignals(True)  # noqa: FBT003  as Qt has it
        for row in some:
            item = self.list.item(row)
            path: Path = item.data(Qt.ItemDataRole.UserRole)
            if path.suffix.casefold() in _PICTURES and (picture := _small(path)) is not None:
                item.setIcon(QIcon(picture))
        self.list.blockSignals(False)  # noqa: FBT003  as Qt has it
        if not self._waiting:
            self._pump.stop()

    def _tick_all(self) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(Qt.CheckState.Checked)

    def _count(self) -> None:
        number = len(self.ticked())
        self.take.setEnabled(number > 0)
        self.take.setText(f"Ambil {number} berkas" if number else "Ambil")
        if not self.list.count():
            self.words.setText("Tidak ada foto atau dokumen yang dapat diambil dari folder ini.")
        else:
            self.words.setText(f"{number} dari {self.list.count()} berkas dicentang.")


def show_size(size: int) -> str:
    """“812 KB”, “3,4 MB”."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _small(path: Path) -> QPixmap | None:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > 60_000_000:
        return None
    reader.setScaledSize(size.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QPixmap.fromImage(image)
