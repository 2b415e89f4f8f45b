"""Issued documents, trash and history: what the office's file keeps by itself."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from berkas.desk import Desk, ListSource
from berkas.desk.issuedpapers import add_issued
from berkas.desk.showpdf import preview
from berkas.engine.access import Right, may
from berkas.engine.emptying import empty_trash, removable_now
from berkas.engine.verifying import Comparing, Verification, verify
from berkas.kit import dialogs, theme
from berkas.kit.memorysource import MemorySource
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.commands import restore_from_trash
from berkas.rooms.office.queries.documents import DOCUMENTS, document_bytes, document_name
from berkas.rooms.office.queries.keeping import (
    TRASH_COLUMNS,
    JournalRow,
    TrashRow,
    journal_lines,
    trash_lines,
)
from berkas.rules import dates
from berkas.rules.fields import Column
from berkas_db.changes import Changes

_JOURNAL_COLUMNS = (
    Column("at", "Waktu", width=22),
    Column("who", "Siapa", width=22),
    Column("label", "Apa", width=56),
    Column("reason", "Alasan", width=26),
)


class KeepingPage(QWidget):
    """A heading with buttons, a line that explains, and a list under it. Read anew when it is looked at."""

    def __init__(self, desk: Desk, title: str, explained: str) -> None:
        super().__init__()
        self.desk = desk
        heading = QLabel(title, self)
        theme.mark(heading, "judul")
        self._head = QHBoxLayout()
        self._head.addWidget(heading, 1)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_16)
        self._lines.setSpacing(theme.SPACE_8)
        self._lines.addLayout(self._head)
        words = QLabel(explained, self)
        words.setWordWrap(True)
        theme.mark(words, "redup")
        self._lines.addWidget(words)

    table: TableView

    def add_button(self, text: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        """A button at the right of the heading."""
        button = QPushButton(text, self)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        self._head.addWidget(button)
        return button

    def may(self, right: Right) -> bool:
        """Whether what needs this right is offered to whoever sits here."""
        return may(self.desk.actor, right) and not self.desk.book.read_only

    def visit(self, id: int | None) -> None:
        """The cursor into the list; there is nothing else."""
        del id
        self.table.take_focus()

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """What happened while nobody looked is read now."""
        super().showEvent(event)
        self._reload()

    def _stale(self) -> None:
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        """Read the list anew; the register of documents hears by itself."""


class DocumentsPage(KeepingPage):
    """The register of issued documents; the kept bytes can be opened, a printed code can be checked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "Dokumen terbit",
            "Isi dokumen tetap seperti saat diterbitkan. Kode di bawah halaman membuktikan kertasnya.",
        )
        self.add_button("Buka dokumen", "file-type-pdf", self._open)
        self.more = self.add_button("Lainnya…", "dots-vertical", self._offer)
        self.more.setAccessibleDescription("Kembaran untuk pembaca layar, huruf besar, halaman yang berubah")
        self.add_button("Periksa kode cetak…", "shield-check", self._verify)
        empty = EmptyState(
            "Belum ada dokumen yang diterbitkan. Terbitkan dari tombol Cetak pada ruang masing-masing."
        )
        self.table = TableView(
            ListSource(desk.book, DOCUMENTS), title="Dokumen terbit", empty=empty, parent=self
        )
        self.table.opened.connect(lambda _id: self._open())
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(self._heard)

    def visit(self, id: int | None) -> None:
        """Choose one document."""
        if id is not None:
            self.table.select(id)
        self.table.take_focus()

    def _open(self) -> None:
        id_ = self.table.current_id()
        if id_:
            self.desk.read(self, self._show, document_bytes, id_)
        else:
            self.desk.say("Pilih dahulu satu dokumen yang akan dibuka.")

    def _show(self, pdf: bytes) -> None:
        preview(self, self.desk, pdf, "Dokumen terbit", "dokumen.pdf").exec()

    def _offer(self) -> None:
        """Twins for people who cannot read the pages, and only the changed pages of a revision."""
        id_ = self.table.current_id()
        if not id_:
            self.desk.say("Pilih dahulu satu dokumen terbit.")
            return
        menu = QMenu(self)
        add_issued(menu, self, self.desk, id_, self.desk.glance(document_name, id_))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _verify(self) -> None:
        typed = dialogs.ask_text(
            self, "Periksa kode cetak",
            "Ketik 12 huruf dan angka di bawah dokumen, pindai kode QR-nya, atau tempel seluruh huruf "
            "kecil di bawahnya. QR dan huruf kecil juga membuktikan riwayat sebelum dokumen terbit.",
            label="Kode", yes="Periksa",
        )  # fmt: skip
        if typed:
            self.desk.run(self, "Memeriksa kode cetak", lambda _report: self._verified(typed), self._tell)

    def _verified(self, typed: str) -> Verification:
        kinds = self.desk.document_kinds()
        return self.desk.book.read(verify, typed, Comparing(kinds, self.desk.rulebook)).result()

    def _tell(self, answer: Verification) -> None:
        words = answer.state.label + "."
        if answer.document:
            words += f"\n{answer.document}\nNomor {answer.number}"
        if answer.agrees_until and not answer.notes:
            until = dates.show_medium(date.fromisoformat(answer.agrees_until[:10]))
            words += f"\nBerkas dan kertas sesuai sampai {until}."
        words = "\n".join([words, *answer.notes])
        dialogs.say(self, "Hasil pemeriksaan kode", words)

    def _heard(self, changes: Changes) -> None:
        if "issued_document" in changes.kinds:
            self.table.refresh(None)


class TrashPage(KeepingPage):
    """What was sent to the trash in any room, for 30 days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "Sampah",
            "Catatan disimpan 30 hari sejak dikirim ke sini. Tidak ada yang terhapus sendiri; yang lewat "
            "30 hari dan tidak dirujuk catatan lain dapat dihapus untuk selamanya.",
        )
        empty_button = self.add_button("Kosongkan yang lewat 30 hari…", "trash", self._empty)
        empty_button.setVisible(self.may(Right.MANAGE_OFFICE))
        restore_button = self.add_button("Pulihkan", "arrow-back-up", self._restore)
        restore_button.setVisible(self.may(Right.RECORD))
        self._rows: dict[int, TrashRow] = {}
        self._source = MemorySource(TRASH_COLUMNS, {})
        empty = EmptyState("Sampah kosong.")
        self.table = TableView(self._source, title="Isi sampah", empty=empty, parent=self)
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(lambda _changes: self._stale())

    def _reload(self) -> None:
        self.desk.read(self, self._show, trash_lines)

    def _show(self, rows: Sequence[TrashRow]) -> None:
        self._rows = dict(enumerate(rows, 1))
        self._source.replace({place: row.words for place, row in self._rows.items()})
        self.table.refresh(None)

    def _restore(self) -> None:
        row = self._rows.get(self.table.current_id())
        if row is None:
            self.desk.say("Pilih dahulu satu catatan yang akan dipulihkan.")
        else:
            self.desk.change(
                self,
                lambda _c: self.desk.say("Catatan dipulihkan.", undoable=True),
                restore_from_trash,
                row.table,
                row.id,
            )

    def _empty(self) -> None:
        self.desk.read(self, self._ask_empty, removable_now)

    def _ask_empty(self, count: int) -> None:
        if not count:
            self.desk.say("Belum ada catatan di Sampah yang boleh dihapus untuk selamanya.")
            return
        agreed = dialogs.ask_word(
            self,
            "Kosongkan yang lewat 30 hari",
            f"{count} catatan dihapus untuk selamanya dan tidak dapat diurungkan. Yang masih dirujuk tetap.",
            word="hapus",
            yes="Hapus untuk selamanya",
        )
        if agreed:
            self.desk.change(self, lambda changes: self.desk.say(str(changes.value)), empty_trash)


class HistoryPage(KeepingPage):
    """The newest entries of the journal: when, who, what, why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "Riwayat",
            "Siapa mengubah apa, dan kapan. Perubahan isi sebuah catatan terlihat pada lembarnya.",
        )
        self._source = MemorySource(_JOURNAL_COLUMNS, {})
        self.table = TableView(
            self._source, title="Daftar riwayat", empty=EmptyState("Belum ada riwayat."), parent=self
        )
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(lambda _changes: self._stale())

    def _reload(self) -> None:
        self.desk.read(self, self._show, journal_lines)

    def _show(self, rows: Sequence[JournalRow]) -> None:
        self._source.replace({row.position: (row.at, row.who, row.label, row.reason) for row in rows})
        self.table.refresh(None)
