"""Where evidence is dropped and seen: one strip under a question.

Files and pictures can be dropped, pasted or chosen; what becomes of them is the room's business. Shows the
thumbnails it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeyEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.flow import FlowLayout

PATTERNS = (
    "Foto dan dokumen (*.jpg *.jpeg *.png *.heic *.heif *.pdf *.docx *.xlsx)",
    "Semua berkas (*)",
)
_SIDE = 84


@dataclass(frozen=True, slots=True)
class Thumb:
    """One piece of evidence as it is shown. `image`: bytes of a small picture, empty for a document without
    one. `warning`: a sentence when something is wrong with it. `stamp`: words written over the picture."""

    id: int
    caption: str
    image: bytes = b""
    warning: str = ""
    stamp: str = ""


class EvidenceStrip(QFrame):
    """Requirement, thumbnails, a place to drop."""

    dropped = Signal(object)
    """A list of paths and of bytes (a pasted picture, as PNG)."""
    opened = Signal(int)
    removed = Signal(int)

    def __init__(self, name: str, requirement: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._read_only = False
        self._thumbs: list[QToolButton] = []
        self.setAcceptDrops(True)
        theme.mark(self, "jatuhkan", aktif="tidak")
        wanted = QLabel(requirement, self)
        wanted.setWordWrap(True)
        wanted.setVisible(bool(requirement))
        theme.mark(wanted, "redup")
        self._pick = QPushButton("Pilih berkas…", self)
        self._pick.setAccessibleName(f"Pilih data dukung untuk {name}")
        self._pick.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        theme.set_icon(self._pick, "paperclip")
        self._pick.clicked.connect(self._choose_files)
        self._hint = QLabel("atau jatuhkan dan tempel (Ctrl+V) di sini", self)
        self._hint.setWordWrap(True)
        theme.mark(self._hint, "redup")
        self._flow = FlowLayout(spacing=theme.SPACE_8)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_8)
        foot.addWidget(self._pick)
        foot.addWidget(self._hint, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_8, theme.SPACE_8, theme.SPACE_8, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(wanted)
        lines.addLayout(self._flow)
        lines.addLayout(foot)

    def set_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show these pieces, in this order."""
        for button in self._thumbs:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._thumbs = [self._build_thumb(place, thumb) for place, thumb in enumerate(thumbs, start=1)]
        for button in self._thumbs:
            self._flow.addWidget(button)
        taborder.put_in_place(self)
        self.updateGeometry()

    def tab_parts(self) -> Sequence[QWidget]:
        """Thumbnails, then the button."""
        return [*self._thumbs, self._pick]

    def set_read_only(self, on: bool) -> None:
        """Whether evidence can only be looked at."""
        self._read_only = on
        self.setAcceptDrops(not on)
        self._pick.setVisible(not on)
        self._hint.setVisible(not on)

    def _build_thumb(self, place: int, thumb: Thumb) -> QToolButton:
        button = _ThumbButton(self)
        side = round(_SIDE * theme.tokens().scale ** 0.5)
        button.setIconSize(QSize(side, side))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        words = button.fontMetrics().elidedText(thumb.caption, Qt.TextElideMode.ElideRight, side + 24)
        button.setText(f"⚠ {words}" if thumb.warning else words)
        button.setToolTip("\n".join(part for part in (thumb.caption, thumb.warning) if part))
        button.setAccessibleName(f"Data dukung {place} untuk {self._name}: {thumb.caption}")
        button.setAccessibleDescription(thumb.warning)
        picture = QPixmap()
        if thumb.image and picture.loadFromData(thumb.image):
            button.setIcon(QIcon(stamped(picture, thumb.stamp, side)))
        else:
            button.setIcon(theme.icon("file-text"))
        record = thumb.id
        button.clicked.connect(lambda: self.opened.emit(record))
        button.delete_pressed.connect(lambda: self._remove(record))
        return button

    def _remove(self, record: int) -> None:
        if not self._read_only:
            self.removed.emit(record)

    def _choose_files(self) -> None:
        chosen = dialogs.open_files(self, "Pilih data dukung", PATTERNS, many=True)
        if chosen:
            self.dropped.emit(chosen)

    def paste(self) -> bool:
        """Take what lies on the clipboard; False when it holds no file and no picture."""
        found = [] if self._read_only else _pieces(QGuiApplication.clipboard().mimeData())
        if found:
            self.dropped.emit(found)
        return bool(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            theme.mark(self, aktif="ya")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Called by Qt."""
        theme.mark(self, aktif="tidak")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        theme.mark(self, aktif="tidak")
        found = _pieces(event.mimeData())
        if found:
            event.acceptProposedAction()
            self.dropped.emit(found)


def stamped(picture: QPixmap, words: str, side: int) -> QPixmap:
    """A small picture with words over its lower part; without words the picture itself."""
    if not words:
        return picture
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = picture.scaled(side, side, keep, smooth)
    painter = QPainter(small)
    font = painter.font()
    font.setPixelSize(max(round(side / 8), 8))
    font.setBold(True)
    painter.setFont(font)
    wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRect(0, 0, small.width(), small.height())
    band = painter.boundingRect(room, wrap, words)
    box = QRect(0, small.height() - band.height() - 6, small.width(), band.height() + 6)
    painter.fillRect(box, QColor(0, 0, 0, 200))
    painter.setPen(QColor("white"))
    painter.drawText(box, wrap, words)
    painter.end()
    return small


class _ThumbButton(QToolButton):
    """A thumbnail; Enter or Space opens it, Delete takes it away."""

    delete_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter as a click, Delete to take it away."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _pieces(data: QMimeData) -> list[Path | bytes]:
    files: list[Path | bytes] = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files or not data.hasImage():
        return files
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    buffer.close()
    return [bytes(kept.data())]
