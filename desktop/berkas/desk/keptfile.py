"""Shows a kept file: a PDF as pages, a picture as it is, anything else as a copy to be saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from berkas.desk.desk import Desk
from berkas.engine.files import write_new
from berkas.engine.keptfiles import KeptFile, kept_file
from berkas.kit import dialogs, keys, theme
from berkas.kit.preview import PreviewDialog
from berkas_db.errors import Refused


def show_kept_file(owner: QWidget, desk: Desk, id: int) -> None:
    """Read a kept file and show it over the owner's window."""
    desk.read(owner, lambda file: _show(owner, file), kept_file, id)


def _show(owner: QWidget, file: KeptFile) -> None:
    if file.media_type == "application/pdf":
        dialog: QDialog = PreviewDialog(
            file.data, title=file.name, file_name=file.name, parent=owner.window()
        )
    elif (picture := _picture(file)) is not None:
        dialog = PictureDialog(file, picture, owner.window())
    else:
        save_copy(owner, file)
        return
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _picture(file: KeptFile) -> QPixmap | None:
    if not file.media_type.startswith("image/"):
        return None
    picture = QPixmap()
    return picture if picture.loadFromData(file.data) else None


def save_copy(owner: QWidget, file: KeptFile) -> None:
    """Ask where a copy goes and write it; an existing file is never replaced."""
    ending = Path(file.name).suffix
    path = dialogs.save_file(
        owner, "Simpan salinan", file.name, (f"Berkas {ending} (*{ending})" if ending else "Berkas (*)",)
    )
    if path is None:
        return
    try:
        write_new(path, file.data)
    except Refused as refusal:
        dialogs.say(owner, "Salinan tidak disimpan", f"{refusal} {refusal.next_step}")


class PictureDialog(QDialog):
    """One picture in the width of the window, larger by scrolling."""

    def __init__(self, file: KeptFile, picture: QPixmap, parent: QWidget) -> None:
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
        save.clicked.connect(lambda: save_copy(self, file))
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
