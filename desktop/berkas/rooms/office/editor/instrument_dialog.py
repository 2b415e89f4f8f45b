"""What the windows about instruments share: margins, a foot with “Tutup”, a fitting size. Knows no office."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.preview import PreviewDialog

WIDTH, HEIGHT = 900, 560


class InstrumentDialog(QDialog):
    """A window that shows something; the maker calls `arrange` when its parts are there."""

    def arrange(
        self,
        parts: Sequence[QWidget | QLayout],
        *,
        wide: Sequence[QWidget],
        foot: Sequence[QPushButton] = (),
        size: tuple[int, int] = (WIDTH, HEIGHT),
    ) -> None:
        """Lay out the parts one below the other, those in `wide` taking the room, above “Tutup”."""
        close = QPushButton("Tutup", self)
        theme.mark(close, "utama")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        last = QHBoxLayout()
        last.setSpacing(theme.SPACE_8)
        for button in foot:
            button.setAutoDefault(False)
            last.addWidget(button)
        last.addStretch(1)
        last.addWidget(close)
        lines = room(self)
        for part in parts:
            if isinstance(part, QWidget):
                lines.addWidget(part, int(part in wide))
            else:
                lines.addLayout(part)
        lines.addLayout(last)
        keys.assign_mnemonics(self, reserved="")
        fit(self, *size)


def room(dialog: QDialog) -> QVBoxLayout:
    """The lines of a window, with the room around them that all of them have."""
    lines = QVBoxLayout(dialog)
    lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
    lines.setSpacing(theme.SPACE_8)
    return lines


def fit(dialog: QDialog, width: int, height: int) -> None:
    """As large as letters need, but not larger than the screen."""
    space = dialog.screen().availableGeometry()
    scale = theme.tokens().scale
    dialog.resize(
        min(round(width * scale), round(space.width() * 0.95)),
        min(round(height * scale), round(space.height() * 0.9)),
    )


def run(dialog: QDialog) -> bool:
    """Show a window until it is closed, and let it go; whether it was accepted."""
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.setParent(None)
    dialog.deleteLater()
    return accepted


def show_pdf(owner: QWidget, pdf: bytes, title: str) -> None:
    """The pages of a blank form, to be looked at, printed and saved."""
    run(PreviewDialog(pdf, title=title, file_name="formulir.pdf", parent=owner))
