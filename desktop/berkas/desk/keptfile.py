"""Shows a kept file: a PDF as pages, a picture as it is, anything else as a copy to be saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from berkas.desk.desk import Desk
from berkas.desk.showpdf import preview
from berkas.engine.exporting import note_export
from berkas.engine.files import write_new
from berkas.engine.keptfiles import KeptFile, kept_file
from berkas.engine.leaving import bare
from berkas.kit import dialogs, keys, theme
from berkas_db.errors import Refused


def show_kept_file(owner: QWidget, desk: Desk, id: int) -> None:
    """Read a kept file and show it over the owner's window."""
    desk.read(owner, lambda file: _show(owner, desk, file), kept_file, id)


def _show(owner: QWidget, desk: Desk, file: KeptFile) -> None:
    if file.media_type == "application/pdf":
        pdf, name = bare(file.data, file.name)
        pages = preview(owner.window(), desk, pdf, file.name, name, called="Berkas lampiran")
        pages.saved.connect(lambda _path: _note(desk, file))
        dialog: QDialog = pages
    elif (picture := _picture(file)) is not None:
        dialog = PictureDialog(desk, file, picture, owner.window())
    else:
        save_copy(owner, desk, file)
        return
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _picture(file: KeptFile) -> QPixmap | None:
    if not file.media_type.startswith("image/"):
        return None
    picture = QPixmap()
    return picture if picture.loadFromData(file.data) else None


def _note(desk: Desk, file: KeptFile) -> None:
    """A copy that leaves the office leaves its line; the name of a file may tell too much to stand in it."""
    note_export(desk.book, desk.actor, "Berkas lampiran", 1, Path(file.name).suffix.lstrip(".") or "berkas")


def save_copy(owner: QWidget, desk: Desk, file: KeptFile) -> None:
    """Ask where a copy goes, note it and write it; an existing file is never replaced."""
    data, name = bare(file.data, file.name)
    ending = Path(name).suffix
    path = dialogs.save_file(
        owner, "Simpan salinan", name, (f"Berkas {ending} (*{ending})" if ending else "Berkas (*)",)
    )
    if path is None:
        return
    try:
        _note(desk, file)
        write_new(path, data)
    except Refused as refusal:
        dialogs.say(owner, "Salinan tidak disimpan", f"{refusal} {refusal.next_step}")


class PictureDialog(QDialog):
    """One picture in the width of the window, larger by scrolling."""

    def __init__(self, desk: Desk, file: KeptFile, picture: QPixmap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(file.name)
        self.resize(900, 640)
        shown = QLabel(self)
        shown.setAccessibleName(file.name)
        wide = self.width() - 2 * theme.SPACE_24
        mode = Qt.TransformationMode.SmoothTransformation
        shown.setPixmap(picture.scaledToWidth(wide, mode) if picture.width() > wide else picture)
        area = QScrollArea(self)
        area.setWidget(shown)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        save = QPushButton("Simpan salinan…", self)
        save.clicked.connect(lambda: save_copy(self, desk, file))
        close = QPushButton("Tutup", self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(save)
        foot.addStretch()
        foot.addWidget(close)
        lines = QVBoxLayout(self)
        lines.addWidget(area, 1)
        lines.addLayout(foot)
        keys.assign_mnemonics(self)
