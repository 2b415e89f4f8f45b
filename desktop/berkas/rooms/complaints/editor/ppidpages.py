"""The pages of public information: requests (PPID) with their clock, and the list of information (DIP)."""

from functools import partial

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.desk.identitydialogs import ask_reason
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.desk.letteractions import REGISTER, begin_from
from berkas.desk.showpdf import preview
from berkas.engine import due
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.complaints.commands.information import save_information
from berkas.rooms.complaints.commands.letters import begin_notice
from berkas.rooms.complaints.commands.ppidnames import NamedRegister, draw_named_register
from berkas.rooms.complaints.commands.registers import correct_requester, reveal_requester, save_request
from berkas.rooms.complaints.editor.dues import SHEET_WIDTH, DuePanel
from berkas.rooms.complaints.editor.duetone import DueTone
from berkas.rooms.complaints.editor.officepapers import offer_papers
from berkas.rooms.complaints.fields.information import INFORMATION, TESTS, information_checks
from berkas.rooms.complaints.fields.registers import (
    DECISIONS,
    OBJECTION_ROWS,
    PPID,
    REQUEST_STATUSES,
    ppid_checks,
)
from berkas.rooms.complaints.queries.information import INFORMATION_LIST, load_information
from berkas.rooms.complaints.queries.registers import REQUESTS, load_request, request_plans
from berkas.rooms.complaints.report import INFORMATION_PAPERS, PPID_PAPERS, PPID_RECEIPT, TEST_SHEET
from berkas.rooms.complaints.report.letters import request_letter_values
from berkas.rooms.complaints.report.ppid import draw_with_names
from berkas.rules.fields import Kind, Rows
from berkas_db.changes import Changes
from berkas_db.tables import PpidRequest, PublicInformation


def _request_subject(record: Record) -> Subject:
    return Subject(record.title, f"Permohonan {record.title}", PpidRequest, record.id)


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
                documents=(PPID_RECEIPT,),
                subject=_request_subject,
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
        if self.may_write:
            self.add_action("Buat pemberitahuan tertulis", self.write_notice, icon="mail")
            self.add_action("Surat PPID lain…", self.write_letter, icon="mail", menu=True)
        self.add_action(
            "Register dan laporan PPID…", self._choose_paper_of_office, icon="file-text", menu=True
        )
        if may(desk.actor, Right.SEE_IDENTITY) and not desk.book.read_only:
            self.add_action("Register dengan nama pemohon…", self.print_names, icon="file-text", menu=True)
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

    def write_letter(self) -> None:
        """Begin another letter about this request: an extension, or the answer to an objection."""
        if self.record is None:
            self.say("Pilih dahulu satu permohonan.")
        elif self.may_leave():
            begin_from(self, self.desk, "ppid", self.record.id, request_letter_values)

    def _choose_paper_of_office(self) -> None:
        offer_papers(self, PPID_PAPERS)

    def print_names(self) -> None:
        """The register as the law has it, with names: for a period and a reason, shown once, kept nowhere."""
        period = dialogs.ask_text(
            self, "Register dengan nama pemohon",
            "Setiap nama yang dibuka tercatat dalam riwayat. Periode seperti 2025, 2025-S1, atau 2025-06.",
            label="Periode", yes="Lanjut", text=str(self.desk.today().year),
        )  # fmt: skip
        reason = period and ask_reason(self, "Register dengan nama pemohon", "Lihat nama dan cetak")
        if not period or not reason:
            return
        draw = partial(draw_with_names, on=self.desk.today())

        def shown(changes: Changes) -> None:
            done: NamedRegister = changes.value
            title = "Register dengan nama pemohon"
            preview(self, self.desk, done.pdf, title, "register-ppid.pdf").exec()

        self.desk.change(self, shown, draw_named_register, period, reason, draw)

    def _arrange_fields(self, *, known: bool) -> None:
        hidden = {field.key for field in PPID if field.personal} if known else {"reporter_code"}
        self.sheet.form.set_visible_fields([field.key for field in PPID if field.key not in hidden])

    def _show_plans(self, plans: list[due.StepPlan]) -> None:
        self.dues.show_plans(plans, self.desk.glance(due.calendar_of), self.desk.today())
        self._due_part.show()


class InformationPage(RecordPage):
    """The list of public information; what is withheld has its consequence tests."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="complaints",
                model=PublicInformation,
                word="informasi",
                title="Daftar informasi publik",
                listing=INFORMATION_LIST,
                fields=INFORMATION,
                load=load_information,
                save=save_information,
                empty=EmptyState(
                    "Daftar informasi publik masih kosong. Catat yang berkala, serta-merta, setiap saat, dan "
                    "yang dikecualikan.",
                    "Informasi baru",
                    "ppid",
                ),
                rows=(TESTS,),
                filters=(
                    Filter("category", "Kategori", source="istilah:kategori_informasi", blanks=False),
                    Filter("valid_until", "Berlaku sampai", Kind.DATE),
                ),
                checks=(information_checks,),
                watched=frozenset({"consequence_test"}),
                documents=(TEST_SHEET,),
                subject=lambda record: Subject(
                    str(record.values["number"]), record.title, PublicInformation, record.id
                ),
            ),
        )
        self.add_action("Cetak daftar…", lambda: offer_papers(self, INFORMATION_PAPERS), icon="file-text")
