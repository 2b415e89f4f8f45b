"""The pages of the smaller registers: box openings, supervision, PPID with its clock, reporting duties."""

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.desk.letteractions import REGISTER
from berkas.engine import due
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.complaints.commands.letters import begin_notice
from berkas.rooms.complaints.commands.registers import (
    correct_requester,
    reveal_requester,
    save_box,
    save_duty,
    save_request,
    save_supervision,
)
from berkas.rooms.complaints.editor.dues import SHEET_WIDTH, DuePanel
from berkas.rooms.complaints.editor.duetone import DueTone
from berkas.rooms.complaints.fields.registers import (
    BOX,
    DECISIONS,
    DUTY,
    FINDING_ROWS,
    OBJECTION_ROWS,
    ORIGINS,
    PPID,
    REQUEST_STATUSES,
    RHYTHMS,
    SENT_ROWS,
    SUPERVISION,
    box_checks,
    ppid_checks,
)
from berkas.rooms.complaints.queries.registers import (
    BOXES,
    DUTIES,
    REQUESTS,
    SUPERVISIONS,
    load_box,
    load_duty,
    load_request,
    load_supervision,
    request_plans,
)
from berkas.rooms.complaints.report import BOX_OPENING
from berkas.rooms.complaints.report.letters import request_letter_values
from berkas.rules.fields import Kind, Rows
from berkas_db.changes import Changes
from berkas_db.tables import BoxOpening, PpidRequest, ReportingDuty, Supervision


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
                fresh=lambda today: {"year": str(today.year)},
            ),
        )


class PpidPage(RecordPage):
    """Requests for public information in the legal columns, with the clock of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=PpidRequest,
                word="permohonan",
                title="Permohonan informasi publik (PPID)",
                listing=REQUESTS,
                fields=PPID,
                load=load_request,
                save=save_request,
                empty=EmptyState(
                    "Belum ada permohonan informasi. Register ini memakai kolom yang diwajibkan.",
                    "Permohonan baru",
                    "ppid",
                ),
                rows=(Rows("objections", "Keberatan dan sengketa", "Keberatan", OBJECTION_ROWS),),
                filters=(
                    Filter("status", "Keadaan", choices=REQUEST_STATUSES, blanks=False),
                    Filter("decision", "Keputusan", choices=DECISIONS),
                    Filter("received_on", "Dicatat", Kind.DATE),
                ),
                checks=(ppid_checks,),
                tones={"next_due_on": DueTone(desk)},
                watched=frozenset({"ppid_objection"}),
                fresh=lambda today: {"received_on": today.isoformat()},
            ),
        )
        self.sheet.setMinimumWidth(SHEET_WIDTH)
        self.add_action("Buat pemberitahuan tertulis", self.write_notice, icon="mail")
        self.dues = DuePanel("Batas waktu permohonan")
        self._due_part = self.sheet.add_section("Batas waktu", self.dues)
        self._due_part.hide()
        self.identity = IdentityPanel(desk, IdentityCommands("pemohon", reveal_requester, correct_requester))
        self._who = self.sheet.add_section("Identitas pemohon", self.identity)
        self._who.hide()
        self._arrange_fields(known=False)

    def opened_record(self, record: Record) -> None:
        """Show the clocks; the requester is typed once and then a code."""
        known = bool(record.values.get("reporter_code"))
        self._arrange_fields(known=known)
        self.identity.show_person(record.id, record.values["identity_id"])
        self._who.setVisible(known)
        self.desk.read(self, self._show_plans, request_plans, record.id)

    def started_new(self) -> None:
        """No clock yet."""
        self._due_part.hide()
        self.identity.show_person(None, None)
        self._who.hide()
        self._arrange_fields(known=False)

    def write_notice(self) -> None:
        """Begin the written notice of this request; it does not name who asked."""
        if self.record is None:
            self.say("Pilih dahulu satu permohonan.")
            return
        if not self.may_leave():
            return
        id_, today = self.record.id, self.desk.today()

        def begun(done: Changes) -> None:
            self.desk.open(Place(REGISTER.room, REGISTER.kind, int(done.value)))

        self.desk.read(
            self,
            lambda values: self.desk.change(self, begun, begin_notice, id_, values, today),
            request_letter_values,
            id_,
            today,
        )

    def _arrange_fields(self, *, known: bool) -> None:
        hidden = {field.key for field in PPID if field.personal} if known else {"reporter_code"}
        self.sheet.form.set_visible_fields([field.key for field in PPID if field.key not in hidden])

    def _show_plans(self, plans: list[due.StepPlan]) -> None:
        self.dues.show_plans(plans, self.desk.glance(due.calendar_of), self.desk.today())
        self._due_part.show()


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
