"""The line at the top of the window: search, the office's name, who works, and the state of saving."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from berkas.kit import keys, theme


class CutLabel(QLabel):
    """A label that cuts its words with “…” where they do not fit; the whole stands in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """A few letters are always shown."""
        return QSize(4 * self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, cut at the right."""
        del event
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        colour = self.palette().windowText().color()
        painter.setPen(colour)
        painter.drawText(self.rect(), int(self.alignment()), words)
        self.setToolTip(self.text() if words != self.text() else "")
        painter.end()


class TopLine(QFrame):
    """Search box, office, person, state of saving."""

    search_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "puncak")
        self.search = QPushButton(f"Cari atau buka apa saja  ({keys.shown('cari')})", self)
        self.search.setAccessibleName("Cari atau buka apa saja")
        self.search.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
        self.search.setMaximumWidth(480)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.mark(self.search, "cari")
        theme.set_icon(self.search, "search", "dim")
        self.search.clicked.connect(self.search_wanted)
        self.office = CutLabel(self)
        self.office.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.office.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.mark(self.office, "label")
        self.person = QLabel(self)
        theme.mark(self.person, "redup")
        self.state = QLabel(self)
        self.state.hide()
        theme.mark(self.state, "redup")
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        line.setSpacing(theme.SPACE_16)
        line.addWidget(self.search, 2)
        line.addWidget(self.office, 3)
        line.addWidget(self.person)
        line.addWidget(self.state)

    def show_state(self, words: str, tone: str = "") -> None:
        """The state of saving: “tersimpan 10.42.07”, “hanya membaca”."""
        self.state.setText(words)
        self.state.show()
        theme.mark(self.state, tone=tone)
