"""The pages of the smaller registers: box openings, supervision, PPID with its clock, reporting duties."""

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.desk.letteractions import begin_from
from berkas.engine.duties import Planned, plan_year
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.complaints.commands.registers import (
    save_box,
    save_duty,
    save_supervision,
)
from berkas.rooms.complaints.commands.tasks import tasks_of_supervision
from berkas.rooms.complaints.editor.officepapers import offer_papers
from berkas.rooms.complaints.fields.registers import (
    BOX,
    DUTY,
    FINDING_ROWS,
    ORIGINS,
    RHYTHMS,
    SENT_ROWS,
    SUPERVISION,
    box_checks,
)
from berkas.rooms.complaints.queries.registers import (
    BOXES,
    DUTIES,
    OPEN_FINDINGS,
    SUPERVISIONS,
    load_box,
    load_duty,
    load_supervision,
)
from berkas.rooms.complaints.report import BOX_OPENING, DUTY_PAPERS, MATRIX, SUPERVISION_PAPERS
from berkas.rooms.complaints.report.letters import supervision_letter_values
from berkas.rules.fields import Kind, Rows
from berkas_db.changes import Changes
from berkas_db.tables import BoxOpening, ReportingDuty, Supervision


class BoxPage(RecordPage):
    """The weekly openings of complaint boxes, each with its berita acara, also when nothing was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=BoxOpening,
                word="pembukaan kotak",
                title="Pembukaan kotak pengaduan",
                listing=BOXES,
                fields=BOX,
                load=load_box,
                save=save_box,
                empty=EmptyState(
                    "Belum ada pembukaan kotak. Kotak dibuka setiap minggu, juga bila nihil.",
                    "Buka kotak",
                    "kotak-pengaduan",
                ),
                filters=(
                    Filter("opened_on", "Dibuka", Kind.DATE),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                ),
                checks=(box_checks,),
                documents=(BOX_OPENING,),
                subject=_box_subject,
                fresh=lambda today: {"opened_on": today.isoformat()},
            ),
        )


def _box_subject(record: Record) -> Subject:
    return Subject(str(record.values["number"]), record.title, BoxOpening, record.id)


class SupervisionPage(RecordPage):
    """Supervision of service standards and SOPs, with findings per component until they are closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=Supervision,
                word="pengawasan",
                title="Pengawasan standar layanan dan SOP",
                listing=SUPERVISIONS,
                fields=SUPERVISION,
                load=load_supervision,
                save=save_supervision,
                empty=EmptyState(
                    "Belum ada pengawasan. Catat hasil Ombudsman atau tim sendiri per unit.",
                    "Pengawasan baru",
                    "pengawasan",
                ),
                rows=(Rows("findings", "Temuan per komponen", "Temuan", FINDING_ROWS),),
                open_rows=frozenset({"findings"}),
                filters=(
                    Filter("year", "Tahun", Kind.INTEGER),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                    Filter("origin", "Pengawas", choices=ORIGINS, blanks=False),
                    Filter("subject", "Pokok", source="istilah:pokok_pengawasan", blanks=False),
                ),
                watched=frozenset({"supervision_finding"}),
                documents=(MATRIX,),
                subject=lambda record: Subject(
                    str(record.values["code"]), record.title, Supervision, record.id
                ),
                fresh=lambda today: {"year": str(today.year)},
            ),
        )
        if self.may_write:
            self.add_action("Buat surat…", self.write_letter, icon="mail")
        self.add_action(
            "Rekap dan register SOP…",
            lambda: offer_papers(self, SUPERVISION_PAPERS),
            icon="file-text",
            menu=True,
        )
        self._tasks = self.sheet.add_button("Jadikan tugas…", self._make_tasks)
        self._tasks.hide()

    def opened_record(self, record: Record) -> None:
        """Tasks can be made of what is still open."""
        is_open = any(row["status"] in OPEN_FINDINGS for row in record.values["findings"])
        self._tasks.setVisible(self.may_write and is_open)

    def started_new(self) -> None:
        """Save it first."""
        self._tasks.hide()

    def write_letter(self) -> None:
        """Begin a letter of the chain: reply, evidence, closing."""
        if self.record is None:
            self.say("Pilih dahulu satu pengawasan.")
        elif self.may_leave():
            begin_from(self, self.desk, "tindak_lanjut", self.record.id, supervision_letter_values)

    def _make_tasks(self) -> None:
        if self.record is None or not self.may_leave():
            return
        owner = dialogs.ask_text(
            self, "Jadikan tugas", "Setiap temuan terbuka menjadi satu tugas dengan batas waktunya.",
            label="Penanggung jawab", yes="Buat tugas",
        )  # fmt: skip
        if owner:
            self.desk.change(self, self._made, tasks_of_supervision, self.record.id, owner)

    def _made(self, changes: Changes) -> None:
        self.say(f"{changes.value} tugas dibuat di ruang Tindak Lanjut.", self._undo)


class DutyPage(RecordPage):
    """The reports the office owes, with every period that was sent, late or nihil."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=ReportingDuty,
                word="kewajiban laporan",
                title="Kewajiban laporan",
                listing=DUTIES,
                fields=DUTY,
                load=load_duty,
                save=save_duty,
                empty=EmptyState("Belum ada kewajiban laporan.", "Kewajiban baru", "kewajiban-laporan"),
                rows=(Rows("sent", "Periode dan pengiriman", "Periode", SENT_ROWS),),
                open_rows=frozenset({"sent"}),
                filters=(Filter("rhythm", "Irama", choices=RHYTHMS, blanks=False),),
                watched=frozenset({"report_sent"}),
            ),
        )
        self.add_action(
            "Cetak kalender laporan…", lambda: offer_papers(self, DUTY_PAPERS), icon="file-text", menu=True
        )
        self._plan = self.sheet.add_button("Susun jadwal setahun", self._plan_year)
        self._plan.hide()

    def opened_record(self, record: Record) -> None:
        """The periods of this year can be planned at once."""
        self._plan.setVisible(self.may_write and not record.trashed)

    def started_new(self) -> None:
        """Save it first."""
        self._plan.hide()

    def _plan_year(self) -> None:
        if self.record is not None and self.may_leave():
            self.desk.change(self, self._planned, plan_year, self.record.id, self.desk.today())

    def _planned(self, changes: Changes) -> None:
        planned: Planned = changes.value
        past = f" {planned.past} yang batas waktunya sudah lewat tidak ikut." if planned.past else ""
        self.say(f"{planned.added} periode ditambahkan.{past}", self._undo)
        if self.record is not None:
            self._load(self.record.id)
