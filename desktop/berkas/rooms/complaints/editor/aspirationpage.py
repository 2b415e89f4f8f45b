"""The page of aspirations: what people said at events and elsewhere, and what becomes of it."""

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.complaints.commands.aspirations import (
    complaint_of_aspiration,
    save_aspiration,
    task_of_aspiration,
)
from berkas.rooms.complaints.fields.aspirations import ASPIRATION, STATES
from berkas.rooms.complaints.queries.aspirations import ASPIRATIONS, load_aspiration
from berkas.rules.fields import Kind
from berkas_db.changes import Changes
from berkas_db.tables import Aspiration


class AspirationPage(RecordPage):
    """Every aspiration, with what it became: an answer, a task, a complaint."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=Aspiration,
                word="aspirasi",
                title="Aspirasi",
                listing=ASPIRATIONS,
                fields=ASPIRATION,
                load=load_aspiration,
                save=save_aspiration,
                empty=EmptyState(
                    "Belum ada aspirasi. Aspirasi dari acara penyuluhan tampil di sini.",
                    "Aspirasi baru",
                    "kegiatan",
                ),
                filters=(
                    Filter("untouched", "Belum ditanggapi", Kind.BOOLEAN),
                    Filter("status", "Keadaan", choices=STATES, blanks=False),
                    Filter("group", "Dari kelompok", source="istilah:kelompok_peserta"),
                    Filter("on_date", "Tanggal", Kind.DATE),
                ),
                watched=frozenset({"followup", "complaint"}),
                fresh=lambda today: {"on_date": today.isoformat()},
            ),
        )
        self._task = self.sheet.add_button("Jadikan tugas…", self._make_task)
        self._complaint = self.sheet.add_button("Catat sebagai pengaduan", self._make_complaint)
        self._became = self.sheet.add_button("Buka yang menjadi kelanjutannya", self._open_became)
        self.started_new()

    def opened_record(self, record: Record) -> None:
        """Offer to make something of it, or to open what was made."""
        done = bool(record.values["complaint_id"] or record.values["followup_id"])
        self._task.setVisible(self.may_write and not done)
        self._complaint.setVisible(self.may_write and not done)
        self._became.setVisible(done)

    def started_new(self) -> None:
        """Save it first."""
        for button in (self._task, self._complaint, self._became):
            button.hide()

    def _make_task(self) -> None:
        if self.record is None or not self.may_leave():
            return
        owner = dialogs.ask_text(
            self,
            "Jadikan tugas",
            "Tugasnya berada di ruang Tindak Lanjut.",
            label="Penanggung jawab",
            yes="Buat tugas",
        )
        if owner:
            self.desk.change(self, self._made, task_of_aspiration, self.record.id, owner)

    def _make_complaint(self) -> None:
        if self.record is not None and self.may_leave():
            self.desk.change(self, self._made, complaint_of_aspiration, self.record.id)

    def _made(self, _changes: Changes) -> None:
        self.say("Kelanjutan aspirasi ini dibuat.", self._undo)
        if self.record is not None:
            self._load(self.record.id)

    def _open_became(self) -> None:
        if self.record is None or not self.may_leave():
            return
        values = self.record.values
        if values["complaint_id"]:
            self.desk.open(Place("complaints", "complaint", values["complaint_id"]))
        elif values["followup_id"]:
            self.desk.open(Place("followups", "followup", values["followup_id"]))
