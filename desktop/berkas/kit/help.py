"""Help: the pages of a folder of Markdown files, with links between them, a way back and a search.

Knows no page by name; who opens help says which one.
"""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, theme

START = "mulai"
_NOT_WRITTEN = "# Belum ada penjelasan\n\nHalaman ini belum ditulis. Buka [daftar isi](mulai)."


class HelpWindow(QDialog):
    """One window for all help; it stays open beside the program's own window."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._visited: list[str] = []
        self.setWindowTitle("Bantuan Berkas")
        self.setModal(False)
        self.resize(900, 640)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Cari di bantuan")
        self._search.setAccessibleName("Cari di bantuan")
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Halaman bantuan")
        self._page = QTextBrowser(self)
        self._page.setAccessibleName("Isi bantuan")
        self._page.setOpenLinks(False)
        self._page.document().setDocumentMargin(theme.SPACE_24)
        self._back = QPushButton("Kembali", self)
        theme.set_icon(self._back, "chevron-left")
        self._none = QLabel("Tidak ada halaman yang memuat kata itu.", self)
        self._none.setWordWrap(True)
        theme.mark(self._none, "redup")
        self._lay_out()
        self._search.textChanged.connect(self._searched)
        self._list.itemClicked.connect(self._chosen)
        self._list.itemActivated.connect(self._chosen)
        self._page.anchorClicked.connect(self._followed)
        self._back.clicked.connect(self._go_back)
        self._searched("")
        keys.assign_mnemonics(self)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE_8)
        side.addWidget(self._back)
        side.addWidget(self._search)
        side.addWidget(self._none)
        side.addWidget(self._list, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_16)
        line.setSpacing(theme.SPACE_16)
        line.addLayout(side, 1)
        line.addWidget(self._page, 3)

    def open_page(self, name: str) -> None:
        """Show a page by the name of its file without ending; the first page when there is no such file."""
        self._show(name)
        self.show()
        self.raise_()
        self.activateWindow()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_page(self) -> str:
        """The name of the page that is shown."""
        return self._visited[-1] if self._visited else ""

    def text(self) -> str:
        """The words of the page that is shown."""
        return self._page.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Left goes back."""
        if event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._go_back()
            return
        super().keyPressEvent(event)

    def _file(self, name: str) -> Path:
        return self._folder / f"{Path(name).name.removesuffix('.md')}.md"

    def _show(self, name: str) -> None:
        file = self._file(name or START)
        if not file.is_file():
            file = self._file(START)
        text = file.read_text(encoding="utf-8") if file.is_file() else _NOT_WRITTEN
        self._page.document().setDefaultFont(self.font())
        self._page.setMarkdown(text)
        self._page.moveCursor(self._page.textCursor().MoveOperation.Start)
        if self.current_page() != file.stem:
            self._visited.append(file.stem)
        self._back.setEnabled(len(self._visited) > 1)

    def _go_back(self) -> None:
        if len(self._visited) > 1:
            self._visited.pop()
            self._show(self._visited[-1])

    def _followed(self, link: QUrl) -> None:
        self._show(link.path())

    def _chosen(self, item: QListWidgetItem) -> None:
        self._show(item.data(Qt.ItemDataRole.UserRole))

    def _searched(self, typed: str) -> None:
        words = typed.casefold().split()
        self._list.clear()
        for file in sorted(self._folder.glob("*.md")):
            text = file.read_text(encoding="utf-8")
            if all(word in text.casefold() for word in words):
                item = QListWidgetItem(_title(text, file.stem), self._list)
                item.setData(Qt.ItemDataRole.UserRole, file.stem)
        self._none.setVisible(self._list.count() == 0)


def _title(text: str, name: str) -> str:
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    return first.removeprefix("# ").strip() or name
