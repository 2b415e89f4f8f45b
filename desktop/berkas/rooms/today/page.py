"""The page of the day: groups of lines, the most urgent first; every line opens its record."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk, Place
from berkas.desk.draftlist import DraftList, go_on
from berkas.engine.issuing import Subject
from berkas.engine.unfinished import unfinished
from berkas.kit import theme
from berkas.rooms.today.editor import DayRow
from berkas.rooms.today.queries import DRAFT, ROOM_OF, Board, Group, Line, board
from berkas.rooms.today.report import DOCUMENTS
from berkas.rules.dates import show_long
from berkas_db.changes import Changes

TITLE = "Hari Ini"
ICON = "home"

_WIDEST = 1040
_QUIET = "Tidak ada yang lewat, jatuh tempo, atau akan berakhir. Selamat bekerja."


class Page(QWidget):
    """What is due today, over all rooms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._title = QLabel(self)
        theme.mark(self._title, "judul")
        self._count = QLabel(self)
        theme.mark(self._count, "redup")
        self._print = QPushButton("Cetak lembar hari ini", self)
        theme.set_icon(self._print, "printer")
        self._print.clicked.connect(self._print_sheet)
        self._own = QCheckBox("Hanya tugas saya", self)
        self._own.setVisible(desk.actor.user_id is not None)
        self._own.toggled.connect(lambda _on: self.reload())
        self._content = QWidget(self)
        self._groups = QVBoxLayout(self._content)
        self._groups.setContentsMargins(0, 0, 0, theme.SPACE_24)
        self._groups.setSpacing(theme.SPACE_24)
        self._lay_out()
        desk.changed.connect(self._heard)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is read now."""
        super().showEvent(event)
        self.reload()

    def visit(self, place: Place) -> None:
        """There is only one place here; the cursor goes to the first line."""
        del place
        first = self.findChild(DayRow)
        (first.button if first is not None else self._print).setFocus()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def reload(self) -> None:
        """Read the day again; what is shown stays until the new is there."""
        only_own = self._own.isChecked()
        self.desk.read(self, self._show, board, self.desk.actor, self.desk.today(), only_own=only_own)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._count)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._own, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._print, 0, Qt.AlignmentFlag.AlignTop)
        self._content.setMaximumWidth(_WIDEST)
        self._content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._content)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, 0)
        lines.setSpacing(theme.SPACE_16)
        lines.addLayout(head)
        lines.addWidget(area, 1)

    def _show(self, day: Board) -> None:
        self._title.setText(show_long(day.today))
        late = f"{day.pressing} hal lewat batas waktu atau jatuh tempo hari ini"
        self._count.setText(late if day.pressing else "Tidak ada yang lewat atau jatuh tempo hari ini")
        while (item := self._groups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        filled = [group for group in day.groups if group.lines]
        for group in filled:
            self._groups.addWidget(self._card(group))
        if not filled:
            quiet = QLabel(_QUIET, self._content)
            quiet.setWordWrap(True)
            theme.mark(quiet, "redup")
            self._groups.addWidget(quiet)
        self._groups.addStretch(1)

    def _card(self, group: Group) -> QWidget:
        card = QFrame(self._content)
        theme.mark(card, "kartu")
        card.setAccessibleName(group.title)
        heading = QLabel(f"{group.title} ({group.count_words})", card)
        theme.mark(heading, "subjudul")
        lines = QVBoxLayout(card)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_4)
        lines.addWidget(heading)
        for line in group.lines:
            row = DayRow(line, group.tone, card)
            row.opened.connect(self._open)
            lines.addWidget(row)
        if group.count > len(group.lines):
            more = QLabel(f"{len(group.lines)} yang paling lama ditampilkan.", card)
            theme.mark(more, "redup")
            lines.addWidget(more)
        return card

    def _open(self, line: Line) -> None:
        if line.kind in {"cadangan", "retensi"}:
            self.desk.open(Place("office", line.kind))
        elif line.kind == DRAFT:
            self._go_on(line)
        else:
            self.desk.open(Place(ROOM_OF[line.kind], line.kind, line.id))

    def _go_on(self, line: Line) -> None:
        drafts = self.desk.glance(unfinished, self.desk.actor)
        draft = next((each for each in drafts if each.id == line.id), None)
        if draft is None or draft.is_lost or not draft.room:
            DraftList(self.desk, self.window()).open()
        else:
            go_on(self.desk, draft)

    def _print_sheet(self) -> None:
        self.desk.show_paper(self, DOCUMENTS[0], Subject("KANTOR", show_long(self.desk.today())))

    def _heard(self, changes: Changes) -> None:
        if changes.kinds and self.isVisible():
            self.reload()
