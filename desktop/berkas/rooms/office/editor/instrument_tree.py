"""The parts of an instrument as a tree, all by keyboard: choose, move, take away, add."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from berkas.kit import theme
from berkas.rooms.office.fields.instrument_draft import Node, Path

_PATH = Qt.ItemDataRole.UserRole
_ALT = Qt.KeyboardModifier.AltModifier


class PartTree(QTreeWidget):
    """One line for each part; parts with faults are marked by colour and by word."""

    chosen = Signal(object)
    """The path of the part the cursor is on."""
    moved = Signal(int)
    """The part shall go up (-1) or down (1)."""
    delete_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[Path, QTreeWidgetItem] = {}
        self._quiet = False
        theme.mark(self, "pohon")
        self.setAccessibleName("Bagian instrumen")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setExpandsOnDoubleClick(True)
        self.currentItemChanged.connect(self._turned)

    @property
    def path(self) -> Path:
        """Of the part the cursor is on."""
        item = self.currentItem()
        return item.data(0, _PATH) if item is not None else ()

    def show_nodes(self, nodes: Sequence[Node], path: Path) -> None:
        """Show these parts with the cursor on one of them; what was open stays open. Nobody is told."""
        closed = {each for each, item in self._items.items() if item.childCount() and not item.isExpanded()}
        scrolled = self.verticalScrollBar().value()
        self._quiet = True
        self.clear()
        self._items = {}
        for node in nodes:
            item = self._made(node)
            self.addTopLevelItem(item)
        for each, item in self._items.items():
            item.setExpanded(each not in closed)
        self.verticalScrollBar().setValue(scrolled)
        self._quiet = False
        self.choose(path)

    def _made(self, node: Node) -> QTreeWidgetItem:
        item = QTreeWidgetItem((" ".join(node.title.split()),))
        item.setToolTip(0, node.title)
        item.setData(0, _PATH, node.path)
        self._items[node.path] = item
        item.addChildren([self._made(child) for child in node.children])
        return item

    def choose(self, path: Path) -> None:
        """Put the cursor on a part, or on the nearest one around it; nobody is told."""
        while path not in self._items and path:
            path = path[:-1]
        item = self._items.get(path)
        if item is None:
            return
        self._quiet = True
        self.setCurrentItem(item)
        self.scrollToItem(item)
        self._quiet = False

    def retitle(self, path: Path, title: str) -> None:
        """Other words for one part."""
        item = self._items.get(path)
        if item is not None:
            item.setText(0, " ".join(title.split()))
            item.setToolTip(0, title)

    def mark(self, faulty: Sequence[Path]) -> None:
        """Mark parts with faults, and the parts around them."""
        wrong = {path[:length] for path in faulty for length in range(len(path) + 1) if path[:length]}
        wrong |= {() for path in faulty if not path}
        colour = QBrush(QColor(theme.tokens().colours.danger))
        for path, item in self._items.items():
            is_wrong = path in wrong
            item.setForeground(0, colour if is_wrong else QBrush())
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, "Ada masalah" if is_wrong else "")

    def _turned(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(item.data(0, _PATH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the part, Del takes it away, Ins adds one behind it."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & _ALT:
            self.moved.emit(by)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)
