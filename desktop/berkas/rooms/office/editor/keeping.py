"""Issued documents, trash, history, copies and checks: how the office's file is kept."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from berkas.desk import Desk, ListSource
from berkas.engine.copies import note_copy
from berkas.engine.issuing import Verification, verify
from berkas.kit import dialogs, theme
from berkas.kit.jobs import Report
from berkas.kit.memorysource import MemorySource
from berkas.kit.preview import PreviewDialog
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.commands import restore_from_trash
from berkas.rooms.office.queries.documents import DOCUMENTS, document_bytes
from berkas.rooms.office.queries.keeping import (
    TRASH_COLUMNS,
    JournalRow,
    TrashRow,
    journal_lines,
    trash_lines,
)
from berkas.rules import dates
from berkas.rules.fields import Column
from berkas_db.backup import BackupFacts
from berkas_db.changes import Changes
from berkas_db.check import Finding, check_book

_JOURNAL_COLUMNS = (
    Column("at", "Waktu", width=24),
    Column("who", "Siapa", width=24),
    Column("label", "Apa", width=60),
    Column("reason", "Alasan", width=32),
)


class _KeepingPage(QWidget):
    """A heading with buttons, and a list under it."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        heading = QLabel(title, self)
        theme.mark(heading, "judul")
        self._head = QHBoxLayout()
        self._head.addWidget(heading, 1)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_16)
        self._lines.setSpacing(theme.SPACE_16)
        self._lines.addLayout(self._head)

    def add_button(self, text: str, icon: str, slot: object) -> QPushButton:
        """A button at the right of the heading."""
        button = QPushButton(text, self)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        self._head.addWidget(button)
        return button

    def visit(self, id: int | None) -> None:
        """There is only the list."""
        del id

    def may_leave(self) -> bool:
        """Nothing is typed here."""
        return True


class DocumentsPage(_KeepingPage):
    """The register of issued documents; the kept bytes can be opened, a printed code can be checked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Dokumen terbit")
        self.add_button("Buka dokumen", "file-type-pdf", self._open)
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

    def _open(self) -> None:
        id_ = self.table.current_id()
        if id_:
            self.desk.read(self, self._show, document_bytes, id_)

    def _show(self, pdf: bytes) -> None:
        PreviewDialog(pdf, title="Dokumen terbit", file_name="dokumen.pdf", parent=self).exec()

    def _verify(self) -> None:
        typed = dialogs.ask_text(
            self, "Periksa kode cetak", "Ketik 12 huruf dan angka di bawah dokumen, atau pindai kode QR-nya.",
            label="Kode", yes="Periksa",
        )  # fmt: skip
        if typed:
            self.desk.read(self, self._tell, verify, typed)

    def _tell(self, answer: Verification) -> None:
        words = answer.state.label + "."
        if answer.document:
            words += f"\n{answer.document}\nNomor {answer.number}"
        if answer.agrees_until:
            until = dates.show_medium(date.fromisoformat(answer.agrees_until[:10]))
            words += f"\nBerkas dan kertas sesuai sampai {until}."
        dialogs.say(self, "Hasil pemeriksaan kode", words)

    def _heard(self, changes: Changes) -> None:
        if "issued_document" in changes.kinds:
            self.table.refresh(None)


class TrashPage(_KeepingPage):
    """What was sent to the trash in any room, for 30 days."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Sampah (30 hari)")
        self.add_button("Pulihkan", "arrow-back-up", self._restore)
        self._rows: dict[int, TrashRow] = {}
        self._source = MemorySource(TRASH_COLUMNS, {})
        empty = EmptyState("Sampah kosong.")
        self.table = TableView(self._source, title="Sampah", empty=empty, parent=self)
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(lambda _changes: self._reload())
        self._reload()

    def _reload(self) -> None:
        self.desk.read(self, self._show, trash_lines)

    def _show(self, rows: Sequence[TrashRow]) -> None:
        self._rows = dict(enumerate(rows, 1))
        self._source.replace({place: row.words for place, row in self._rows.items()})
        self.table.refresh(None)

    def _restore(self) -> None:
        row = self._rows.get(self.table.current_id())
        if row is not None:
            self.desk.change(
                self,
                lambda _c: self.desk.say("Catatan dipulihkan.", undoable=True),
                restore_from_trash,
                row.table,
                row.id,
            )


class HistoryPage(_KeepingPage):
    """The newest entries of the journal: when, who, what, why."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Riwayat")
        self._source = MemorySource(_JOURNAL_COLUMNS, {})
        self.table = TableView(
            self._source, title="Riwayat", empty=EmptyState("Belum ada riwayat."), parent=self
        )
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(lambda _changes: self._reload())
        self._reload()

    def _reload(self) -> None:
        self.desk.read(self, self._show, journal_lines)

    def _show(self, rows: Sequence[JournalRow]) -> None:
        self._source.replace({row.position: (row.at, row.who, row.label, row.reason) for row in rows})
        self.table.refresh(None)


class CopiesPage(_KeepingPage):
    """Copies of the office and the check of the whole file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Cadangan dan pemeriksaan")
        self.add_button("Buat cadangan…", "database-export", self._copy)
        self.add_button("Periksa berkas kantor", "shield-check", self._check)
        self.words = QTextBrowser(self)
        self.words.setAccessibleName("Hasil")
        self.words.setMarkdown(
            f"Berkas kantor ini berada di `{desk.book.path}`.\n\n"
            "Simpan cadangan pada flash disk atau PC lain. Untuk memulihkan, tutup kantor ini lalu pilih "
            "**Pulihkan** pada layar awal; berkas yang sekarang ikut disimpan."
        )
        self._lines.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)

    def _copy(self) -> None:
        folder = dialogs.open_folder(self, "Pilih folder cadangan")
        if folder is None:
            return

        def work(report: Report) -> BackupFacts:
            report.report(0, None, "Menyalin dan memeriksa")
            return self.desk.book.backup(folder)

        self.desk.run(self, "Membuat cadangan", work, self._copied)

    def _copied(self, facts: BackupFacts) -> None:
        self.desk.change(self, lambda _c: None, note_copy)
        self.words.setMarkdown(f"Cadangan tersimpan dan sudah diperiksa:\n\n`{facts.path}`")

    def _check(self) -> None:
        def work(report: Report) -> list[Finding]:
            return check_book(self.desk.book, lambda part: report.report(0, None, f"Memeriksa {part}"))

        self.desk.run(self, "Memeriksa berkas kantor", work, self._checked)

    def _checked(self, found: Sequence[Finding]) -> None:
        if not found:
            self.words.setMarkdown("Berkas kantor utuh. Tidak ada yang perlu diperbaiki.")
            return
        self.words.setMarkdown("\n".join(["Yang ditemukan:", "", *(f"- {each.sentence}" for each in found)]))
