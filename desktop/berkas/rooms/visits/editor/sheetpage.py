"""The page of filled instruments: interviews, checks of service standards and of files."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.desk.listsource import list_request
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.engine.naming import respondent_of
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.visits.commands import (
    correct_respondent,
    follow_up_flags,
    lock_assessment,
    mark_sidbankum,
    return_assessment,
    reveal_respondent,
    save_assessment,
    save_sidbankum_order,
    unmark_sidbankum,
    verify_assessment,
)
from berkas.rooms.visits.editor.answersin import take_in
from berkas.rooms.visits.editor.answersout import send_out
from berkas.rooms.visits.editor.derivation import DerivationDialog
from berkas.rooms.visits.editor.sidbankum import OrderDialog, RetypeDialog
from berkas.rooms.visits.editor.unmark import ask_unmark
from berkas.rooms.visits.fields.interview import RECORD_HEAD, STATES, head_checks
from berkas.rooms.visits.queries.assessments import SHEETS, load_record
from berkas.rooms.visits.queries.derivations import Derivation, sheet_derivation
from berkas.rooms.visits.queries.sidbankum import Retyped, retyped
from berkas.rooms.visits.report import DERIVATION, SIDBANKUM
from berkas.rules.fields import Kind
from berkas_db.tables import Assessment


def state_tone(text: str) -> str:
    """How loud the state of a sheet is in the list."""
    return {"Draf": "peringatan", "Lengkap": "baik", "Terverifikasi": "info", "Terkunci": "info"}.get(
        text, ""
    )


class SheetPage(RecordPage):
    """Filled instruments by code; respondents are codes."""

    keying_wanted = Signal(int)
    """The id of the sheet to be keyed; 0 for a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="visits",
                model=Assessment,
                word="lembar",
                title="Lembar wawancara dan pemeriksaan",
                listing=SHEETS,
                fields=RECORD_HEAD,
                load=load_record,
                save=save_assessment,
                empty=EmptyState(
                    "Belum ada lembar wawancara. Ketik lembar pertama dari sebuah kegiatan.",
                    "Lembar baru",
                    "kegiatan",
                ),
                filters=(
                    Filter("state", "Keadaan", choices=STATES),
                    Filter("visit", "Kegiatan", Kind.REFERENCE, source="kegiatan"),
                    Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
                    Filter("interview_on", "Tanggal", Kind.DATE),
                ),
                checks=(head_checks,),
                tones={"state": state_tone},
                watched=frozenset({"obh", "unit", "visit"}),
            ),
        )
        self.set_shares(5, 4)
        commands = IdentityCommands("responden", reveal_respondent, correct_respondent)
        self.identity = IdentityPanel(desk, commands)
        self._who = self.sheet.add_section("Identitas responden", self.identity)
        self._who.hide()
        self.key_button = self.sheet.add_button("Ketik jawaban", self._key, icon="keyboard")
        self.figure_button = self.sheet.add_button("Rincian perhitungan", self._figure, icon="chart-bar")
        self.verify_button = self.sheet.add_button("Verifikasi", self._verify, icon="shield-check")
        self.lock_button = self.sheet.add_button("Verifikasi dan kunci", self._lock, icon="lock")
        self.add_action("Kembalikan untuk diperbaiki…", self._give_back, icon="arrow-back-up", menu=True)
        self.add_action("Lembar ketik Sidbankum…", self._retype, icon="copy", menu=True)
        self.add_action("Tandai sudah diinput ke Sidbankum", self._mark, icon="check", menu=True)
        self.add_action("Batalkan tanda Sidbankum…", self._unmark, icon="x", menu=True)
        self.add_action("Ekspor jawaban dan buku kode…", self._send_out, icon="table-export", menu=True)
        self.add_action("Impor jawaban dari berkas…", self._take_in, icon="table-import", menu=True)
        self.add_action("Buka tindak lanjut rahasia", self._follow_up, icon="list-check", menu=True)

    def start_new(self) -> None:
        """A new sheet is keyed, not filled in as a form."""
        if self.may_leave():
            self.keying_wanted.emit(0)

    def opened_record(self, record: Record) -> None:
        """A locked sheet can be read; only a complete one can be locked."""
        state = record.values["state"]
        is_settled = state in ("terverifikasi", "terkunci")
        said = {"terverifikasi": "Terverifikasi", "terkunci": "Terkunci"}.get(state, "")
        self.sheet.set_read_only(is_settled, f"{said}: isian dan jawabannya tetap." if said else "")
        verifies = may(self.desk.actor, Right.VERIFY)
        self.verify_button.setEnabled(verifies and state == "lengkap")
        self.lock_button.setEnabled(verifies and state in ("lengkap", "terverifikasi"))
        self.desk.read(self, lambda who: self._show_who(record.id, who), respondent_of, record.id)

    def _show_who(self, sheet_id: int, identity_id: int | None) -> None:
        if self.record is not None and self.record.id == sheet_id:
            self.identity.show_person(sheet_id, identity_id)
            self._who.setVisible(identity_id is not None)

    def show_visit(self, visit_id: int) -> None:
        """Only the sheets of one visit."""
        self.table.set_filter("visit", (str(visit_id),))

    def _key(self) -> None:
        if self.record is not None and self.may_leave():
            self.keying_wanted.emit(self.record.id)

    def _figure(self) -> None:
        if self.record is not None:
            self.desk.read(self, self._show_figure, sheet_derivation, self.record.id)

    def _show_figure(self, found: Derivation) -> None:
        dialog = DerivationDialog(found.title, found.score, found.instrument, self, found=found)
        dialog.printed.connect(lambda key: self._print_figure(key, found.title))
        dialog.exec()

    def _print_figure(self, key: str, title: str) -> None:
        if self.record is not None:
            self.desk.show_paper(self, DERIVATION, Subject(key, title, Assessment, self.record.id))

    def _verify(self) -> None:
        if self.record is not None and not self.sheet.is_changed():
            record = self.record
            self.desk.change(
                self,
                lambda _done: self._load(record.id),
                verify_assessment,
                record.id,
                version=record.version,
            )

    def _give_back(self) -> None:
        if self.record is None or self.record.values["state"] != "terverifikasi":
            self.say("Pilih dahulu lembar yang terverifikasi.")
            return
        record = self.record
        reason = dialogs.ask_text(
            self,
            "Kembalikan lembar",
            f"{record.title} kembali dapat diubah.",
            label="Alasan",
            yes="Kembalikan",
        )
        if reason:
            self.desk.change(
                self,
                lambda _done: self._load(record.id),
                return_assessment,
                record.id,
                reason,
                version=record.version,
            )

    def _lock(self) -> None:
        if self.record is None or self.sheet.is_changed():
            return
        record = self.record
        if dialogs.ask(
            self,
            "Verifikasi dan kunci",
            f"Jawaban {record.title} tidak dapat diubah lagi sesudah dikunci. Kunci?",
            yes="Kunci",
        ):
            self.desk.change(
                self,
                lambda _done: self._load(record.id),
                lock_assessment,
                record.id,
                version=record.version,
            )

    def _retype(self) -> None:
        if self.record is None:
            self.say("Pilih dahulu lembarnya.")
        elif self.record.values["state"] == "draf":
            self.say("Lembar ini masih draf. Lengkapi dahulu isiannya.")
        else:
            self.desk.read(self, self._show_retyped, retyped, self.record.id)

    def _show_retyped(self, sheet: Retyped) -> None:
        dialog = RetypeDialog(sheet, self, may_write=self.may_write)
        subject = Subject(sheet.code, sheet.code, Assessment, sheet.id)
        dialog.printed.connect(lambda: self.desk.show_paper(self, SIDBANKUM, subject))
        dialog.marked.connect(lambda: self._mark_ids([sheet.id]))
        dialog.order_wanted.connect(lambda: self._order(sheet))
        dialog.exec()

    def _order(self, sheet: Retyped) -> None:
        dialog = OrderDialog(sheet.order, self)
        if dialog.exec():
            key = sheet.order.instrument.key
            self.desk.change(
                self,
                lambda _done: self.say("Urutan Sidbankum disimpan.", self._undo),
                save_sidbankum_order,
                key,
                dialog.written(),
            )

    def _send_out(self) -> None:
        selection = self.table.selection()
        left_out = selection.all_but
        if left_out is None:
            open_here = (self.record.id,) if self.record is not None else ()
            send_out(self, self.desk, selection.ids or open_here)
            return
        self.desk.read(
            self,
            lambda ids: send_out(self, self.desk, [id_ for id_ in ids if id_ not in left_out]),
            self.spec.listing.ids,
            list_request(selection.request),
        )

    def _take_in(self) -> None:
        take_in(self, self.desk)

    def _mark(self) -> None:
        self._with_ids(self.table.selection(), self._mark_ids)

    def _mark_ids(self, ids: Sequence[int]) -> None:
        if not ids:
            self.say("Pilih dahulu lembarnya.")
            return
        day = self.desk.today().isoformat()
        self.desk.change(self, lambda _done: self.refresh(None), mark_sidbankum, ids, day)

    def _unmark(self) -> None:
        self._with_ids(self.table.selection(), self._unmark_ids)

    def _unmark_ids(self, ids: Sequence[int]) -> None:
        if not ids:
            self.say("Pilih dahulu lembarnya.")
            return
        reason = ask_unmark(self)
        if reason:
            self.desk.change(self, lambda _done: self.refresh(None), unmark_sidbankum, ids, reason)

    def _follow_up(self) -> None:
        if self.record is None:
            self.say("Pilih dahulu lembarnya.")
            return
        self.desk.change(
            self,
            lambda done: self.say(f"{len(done.value)} tindak lanjut rahasia dibuka."),
            follow_up_flags,
            self.record.id,
        )
