"""The register of printed documents: every printing of an issued paper, newest first."""

from berkas.desk import Desk, ListSource
from berkas.desk.showpdf import preview
from berkas.engine.exporting import export_listing
from berkas.engine.listing import ListRequest
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.editor.keeping import KeepingPage
from berkas.rooms.office.queries.documents import document_bytes
from berkas.rooms.office.queries.printings import PRINTINGS, paper_of
from berkas_db.changes import Changes

TITLE = "Register cetak"


class PrintingsPage(KeepingPage):
    """Which paper went out of the printer or into a file, with its number and hash, by whom and when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            TITLE,
            "Setiap pencetakan dan penyimpanan dokumen terbit dari pratinjau. Naskah yang belum terbit tidak "
            "bernomor; pencetakannya ada pada Riwayat.",
        )
        self.add_button("Buka dokumen", "file-type-pdf", self._open)
        self.add_button("Ekspor…", "table-export", self._export)
        empty = EmptyState("Belum ada dokumen terbit yang dicetak atau disimpan dari pratinjau.")
        self.table = TableView(ListSource(desk.book, PRINTINGS), title=TITLE, empty=empty, parent=self)
        self.table.opened.connect(lambda _id: self._open())
        self._lines.addWidget(self.table, 1)
        desk.changed.connect(self._heard)

    def _open(self) -> None:
        id_ = self.table.current_id()
        if id_:
            self.desk.read(self, self._show, document_bytes, self.desk.glance(paper_of, id_))
        else:
            self.desk.say("Pilih dahulu satu baris yang dokumennya akan dibuka.")

    def _show(self, pdf: bytes) -> None:
        preview(self, self.desk, pdf, "Dokumen terbit", "dokumen.pdf").exec()

    def _export(self) -> None:
        patterns = ("Buku kerja Excel (*.xlsx)", "CSV (*.csv)")
        path = dialogs.save_file(self, "Ekspor register cetak", "register-cetak.xlsx", patterns)
        if path is None:
            return
        book, actor = self.desk.book, self.desk.actor

        def work(report: Report) -> str:
            request = ListRequest()
            export_listing(
                book, PRINTINGS, request, (), path, title=TITLE, actor=actor, progress=report.report
            )
            return path.name

        self.desk.run(
            self, "Mengekspor register cetak", work, lambda name: self.desk.say(f"Tersimpan di {name}.")
        )

    def _heard(self, changes: Changes) -> None:
        if {"document_print", "issued_document"} & changes.kinds:
            self.table.refresh(None)
