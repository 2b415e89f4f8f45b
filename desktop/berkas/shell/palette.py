"""Ctrl+K: one line that goes to anything: rooms and their tabs, records, commands, papers, help.

Rooms, commands and help pages are matched at once by their words, tabs and papers as soon as they are known;
records are asked from the reader a moment after the last key. A paper asks in a second step what it shall be
about. Knows no room by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk, Place
from berkas.engine.finding import Found, find_records
from berkas.kit import theme
from berkas.kit.jobs import when_done
from berkas.rules.numbers import show_integer
from berkas_db.book import Reading

_ASK_AFTER_MS = 120
_MOST_CHOICES = 200
_SEEK_LEAST = 3
_ANYTHING = "Ketik nama, nomor, kode, ruang, perintah, atau laporan"
_HINT = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_ENTRY = Qt.ItemDataRole.UserRole + 2
_ROOM_ICONS = {
    "obh": "scale",
    "visits": "clipboard-list",
    "award": "award",
    "complaints": "message-report",
    "followups": "list-check",
    "office": "building-community",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the line can do: words, what kind of thing it is, icon, and what happens.

    `choices` is a question for the reader whose answers are the second step; `run` then never happens.
    """

    words: str
    hint: str
    icon: str
    run: Callable[[], object] = lambda: None
    choices: Callable[[Reading], Sequence["Entry"]] | None = None


class Palette(QDialog):
    """The line and its answers, records under the words of their room (`rooms`: by key).

    Enter opens, Esc closes, Up and Down choose. `seek` is offered with what was typed once that is long
    enough for a search of its own.
    """

    opened = Signal(object)
    """A `Place`, when a record was chosen."""

    def __init__(
        self,
        desk: Desk,
        entries: Sequence[Entry],
        parent: QWidget,
        *,
        rooms: Mapping[str, str],
        seek: Callable[[str], Entry] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._desk = desk
        self._entries = entries
        self._rooms = rooms
        self._seek = seek
        self._about: Entry | None = None
        self._choices: Sequence[Entry] | None = None
        self._found: Sequence[Found] = ()
        self._asked = 0
        theme.mark(self, "palet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Cari atau buka apa saja")
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_ANYTHING)
        self.line.setAccessibleName("Cari atau buka apa saja")
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Yang ditemukan")
        self.list.setItemDelegate(_EntryLine(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot = QLabel(self)
        self.foot.setWordWrap(True)
        theme.mark(self.foot, "redup")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.line)
        lines.addWidget(self.list, 1)
        lines.addWidget(self.foot)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_ASK_AFTER_MS)
        self._wait.timeout.connect(self._ask)
        self.line.textChanged.connect(self._typed)
        self.list.itemClicked.connect(self._choose)
        self._place_over(parent)
        self.line.setFocus()  # a popup hands its keys to the widget that has its focus before it is shown
        self._typed("")

    def _place_over(self, parent: QWidget) -> None:
        scale = theme.tokens().scale
        width = min(round(640 * scale**0.7), parent.width() - 2 * theme.SPACE_24)
        height = min(round(440 * scale**0.7), parent.height() - 3 * theme.SPACE_24)
        self.setFixedSize(width, height)
        middle = parent.mapToGlobal(parent.rect().center())
        self.move(
            middle.x() - width // 2, parent.mapToGlobal(parent.rect().topLeft()).y() + 2 * theme.SPACE_24
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """The cursor stays in the line; Up, Down and Enter work on the list."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = {
                Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
            }  # fmt: skip
            if event.key() in moves:
                self._move(moves[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            emptied = event.key() == Qt.Key.Key_Backspace and not self.line.text()
            if self._about is not None and (event.key() == Qt.Key.Key_Escape or emptied):
                self._turn_to(None)
                return True
        return super().eventFilter(watched, event)

    def _move(self, by: int) -> None:
        """Choose another line; headings are passed over."""
        lines = [row for row in range(self.list.count()) if self.list.item(row).data(_ENTRY) is not None]
        if lines:
            now = self.list.currentRow()
            place = lines.index(now) + by if now in lines else 0
            self.list.setCurrentRow(lines[min(len(lines) - 1, max(0, place))])
            self.line.setAccessibleDescription(self.list.currentItem().text())

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """What became known after the line was shown; the chosen line stays chosen."""
        chosen = self.list.currentRow()
        self._entries = (*self._entries, *entries)
        if self._about is None:
            self._fill()
            if chosen >= 0:
                self.list.setCurrentRow(chosen)

    def _typed(self, typed: str) -> None:
        self._found = ()
        self._asked += 1
        self._wait.start() if typed.strip() and self._about is None else self._wait.stop()
        self._fill()

    def _turn_to(self, about: Entry | None) -> None:
        """The second step of an entry, or back from it to everything."""
        self._about, self._choices = about, None
        self.line.setPlaceholderText(
            f"{about.words}: ketik nama, nomor, atau periodenya" if about else _ANYTHING
        )
        self.line.clear()
        self._typed("")
        if about is not None and about.choices is not None:
            asking = self._desk.book.read(about.choices)
            when_done(asking, lambda found: self._show_choices(about, found), self._desk.failed, self)

    def _show_choices(self, about: Entry, found: Sequence[Entry]) -> None:
        if about is not self._about:
            return
        if len(found) == 1:
            self.close()
            found[0].run()
            return
        self._choices = found
        self._fill()

    def _ask(self) -> None:
        asked = self._asked

        def answer(found: Sequence[Found]) -> None:
            if asked == self._asked:
                self._found = found
                self._fill()

        # Not through the desk: a question that a later key has stopped is not asked again.
        self._desk.book.interrupt_reader()
        asking = self._desk.book.read(find_records, self._desk.actor, self.line.text())
        when_done(asking, answer, lambda _stopped: None, self)

    def _fill(self) -> None:
        self.list.clear()
        if self._about is not None:
            self._fill_choices(self._about)
            return
        words = self.line.text().casefold().split()
        fitting = [entry for entry in self._entries if _fits(words, entry.words)]
        for entry in sorted(fitting, key=lambda entry: _rank(words, entry.words)):
            self._add(entry)
        room = ""
        for found in self._found:
            if found.room != room:
                room = found.room
                self._add_heading(self._rooms.get(room, room))
            place = Place(found.room, found.kind, found.id)
            icon = _ROOM_ICONS.get(found.room, "file-text")
            self._add(Entry(found.title, found.word, icon, lambda place=place: self.opened.emit(place)))
        nothing = "Tidak ada yang cocok. Coba sebagian nama, nomor, atau kodenya."
        keys = "Enter membuka, Esc menutup, panah memilih."
        self.foot.setText(keys if self.list.count() else nothing)
        self._move(0)
        typed = self.line.text().strip()
        if self._seek is not None and len(typed) >= _SEEK_LEAST:
            self._add(self._seek(typed))  # never chosen by itself: it asks for a reason

    def _fill_choices(self, about: Entry) -> None:
        """What the chosen paper can be about; the first ones, the rest is found by typing."""
        words = self.line.text().casefold().split()
        fitting = [each for each in self._choices or () if _fits(words, f"{each.words} {each.hint}")]
        self._add_heading(about.words)
        for choice in fitting[:_MOST_CHOICES]:
            self._add(choice)
        self._move(0)
        more = f"{_MOST_CHOICES} dari {show_integer(len(fitting))} ditampilkan; ketik untuk menyaring. "
        self.foot.setText(
            "Membaca daftar…" if self._choices is None
            else "Belum ada yang dapat dicetak." if not self._choices
            else "Tidak ada yang cocok." if not fitting
            else (more if len(fitting) > _MOST_CHOICES else "") + "Enter melihat, Esc kembali."
        )  # fmt: skip

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem(entry.words, self.list)
        item.setData(_HINT, entry.hint)
        item.setData(_ICON, entry.icon)
        item.setData(_ENTRY, entry)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}, {entry.hint}")

    def _add_heading(self, words: str) -> None:
        """The room of the records below; it cannot be chosen."""
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(_HINT, "")

    def _choose(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(_ENTRY) if item is not None else None
        if entry is None:
            return
        if entry.choices is not None:
            self._turn_to(entry)
            return
        self.close()
        entry.run()


def _fits(words: Sequence[str], text: str) -> bool:
    return all(word in text.casefold() for word in words)


def _rank(words: Sequence[str], text: str) -> int:
    """Texts that begin with what was typed come first."""
    return 0 if words and text.casefold().startswith(words[0]) else 1


class _EntryLine(QStyledItemDelegate):
    """Icon, words, and at the right what kind of thing it is."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One line of the list."""
        now = theme.tokens()
        colours = now.colours
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        if index.data(_ENTRY) is None:
            self._paint_heading(painter, rect, index.data())
            return
        icon = now.icon
        top = rect.top() + (rect.height() - icon) // 2
        picture = theme.draw(index.data(_ICON), colours.dim, icon, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.left() + theme.SPACE_8, top, picture)
        hint = index.data(_HINT)
        hint_width = min(painter.fontMetrics().horizontalAdvance(hint), rect.width() // 2)
        inner = rect.adjusted(2 * theme.SPACE_8 + icon, 0, -theme.SPACE_8, 0)
        painter.setPen(QColor(colours.dim))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        room = inner.width() - hint_width - theme.SPACE_16
        words = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colours.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        """The words of a room, and a thin line to the right edge."""
        colours = theme.tokens().colours
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        inner = rect.adjusted(theme.SPACE_8, 0, -theme.SPACE_8, 0)
        painter.setPen(QColor(colours.dim))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        begin = inner.left() + painter.fontMetrics().horizontalAdvance(words) + theme.SPACE_8
        painter.setPen(QColor(colours.line))
        painter.drawLine(begin, inner.center().y(), inner.right(), inner.center().y())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row of a table high."""
        del option, index
        return QSize(200, theme.tokens().row_height + theme.SPACE_4)
