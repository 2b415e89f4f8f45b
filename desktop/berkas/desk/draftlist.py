"""The list of half-typed work of the person at the desk: go on with one, or throw one away.

Shows what its owner calls each record and when it was typed, never what was typed. Knows no room.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from berkas.desk.desk import Desk, Place
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit import dialogs, keys, theme
from berkas.kit.jobs import when_done
from berkas_db.drafts import drop_draft

TITLE = "Draf yang belum disimpan"
_HEADS = ("Isian", "Diketik", "Keadaan")
_NONE = "Tidak ada draf. Semua yang diketik sudah disimpan."
_SOME = "Yang diketik tetapi belum disimpan. Hanya Anda yang melihat daftar ini."


def go_on(desk: Desk, draft: Unfinished) -> None:
    """Open the place of a draft and go on with it there."""
    desk.open(Place(draft.room, draft.place, draft.record_id))
    desk.drafts.take_up(draft)


def state_of(draft: Unfinished) -> str:
    """What has become of its record since."""
    if draft.is_lost:
        return "catatannya sudah tidak ada"
    if draft.is_trashed:
        return "catatannya ada di Sampah"
    if draft.is_new:
        return "belum pernah disimpan"
    return "catatannya sudah disimpan lagi" if draft.has_moved else "menunggu dilanjutkan"


class DraftList(QDialog):
    """Enter goes on with a draft, Del throws one away after asking."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.drafts: Sequence[Unfinished] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        heading = QLabel(TITLE, self)
        theme.mark(heading, "subjudul")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.table = self._build_table()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_24, theme.SPACE_24, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(heading)
        lines.addWidget(self.words)
        lines.addWidget(self.table, 1)
        lines.addLayout(self._build_foot())
        keys.assign_mnemonics(self)
        scale = theme.tokens().scale ** 0.6
        self.resize(
            min(round(720 * scale), parent.width() - 2 * theme.SPACE_24),
            min(round(420 * scale), parent.height() - 2 * theme.SPACE_24),
        )
        self.show_drafts(desk.glance(unfinished, desk.actor))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADS), self)
        table.setHorizontalHeaderLabels(list(_HEADS))
        table.setAccessibleName(TITLE)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.tokens().row_height)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.itemDoubleClicked.connect(lambda _item: self.go_on())
        table.installEventFilter(self)
        return table

    def _build_foot(self) -> QHBoxLayout:
        self.go_button = QPushButton("Lanjutkan", self)
        theme.mark(self.go_button, "utama")
        theme.set_icon(self.go_button, "pencil", "on_accent")
        self.go_button.clicked.connect(self.go_on)
        self.drop_button = QPushButton("Buang draf ini…", self)
        theme.set_icon(self.drop_button, "trash")
        self.drop_button.clicked.connect(self.throw_away)
        close = QPushButton("Tutup", self)
        close.clicked.connect(self.close)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self.go_button)
        line.addWidget(self.drop_button)
        line.addStretch()
        line.addWidget(close)
        for button in (self.drop_button, close):
            button.setAutoDefault(False)
        return line

    def show_drafts(self, drafts: Sequence[Unfinished]) -> None:
        """Show these; the cursor stays on its line."""
        row = max(0, self.table.currentRow())
        self.drafts = drafts
        self.words.setText(_SOME if drafts else _NONE)
        self.table.setRowCount(len(drafts))
        for line, draft in enumerate(drafts):
            for column, words in enumerate((draft.name, draft.when, state_of(draft))):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(line, column, item)
        if drafts:
            self.table.selectRow(min(row, len(drafts) - 1))
        for button in (self.go_button, self.drop_button):
            button.setEnabled(bool(drafts))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter and Del on the list."""
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go_on()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.throw_away()
                return True
        return super().eventFilter(watched, event)

    def _current(self) -> Unfinished | None:
        row = self.table.currentRow()
        return self.drafts[row] if 0 <= row < len(self.drafts) else None

    def go_on(self) -> None:
        """Open the record with the half-typed text in it."""
        draft = self._current()
        if draft is None:
            return
        if draft.is_lost or not draft.room:
            dialogs.say(
                self, "Tidak dapat dilanjutkan", "Catatan draf ini sudah tidak ada. Draf dapat dibuang."
            )
            return
        desk = self._desk
        self.close()
        go_on(desk, draft)

    def throw_away(self) -> None:
        """Throw one draft away, and nothing else."""
        draft = self._current()
        if draft is None or not dialogs.ask(
            self,
            "Buang draf",
            f"Ketikan pada {draft.name} dari {draft.when} dibuang dan tidak dapat dikembalikan. "
            "Yang sudah tersimpan tetap.",
            yes="Buang",
            danger=True,
        ):
            return
        done = drop_draft(self._desk.book, draft.id)
        when_done(done, lambda _none: self._dropped(draft), self._desk.failed, self)

    def _dropped(self, draft: Unfinished) -> None:
        self._desk.drafts.forget(draft)
        self.show_drafts([each for each in self.drafts if each.id != draft.id])
