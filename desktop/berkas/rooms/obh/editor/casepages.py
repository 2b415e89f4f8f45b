"""The pages of cases and of recipients. Recipients are codes here."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from berkas.desk import Desk, Place, RecordPage, RecordSpec
from berkas.desk.identitydialogs import ask_search
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.filters import Filter
from berkas.kit.plaintable import PlainTable
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import (
    claim_case,
    correct_recipient,
    doubles,
    enter_recipient,
    find_recipients,
    make_packet,
    reveal_recipient,
    save_case,
    save_recipient,
)
from berkas.rooms.obh.editor.comparing import with_chosen
from berkas.rooms.obh.editor.retype import retype_case
from berkas.rooms.obh.fields.cases import (
    CASE,
    CASE_RECIPIENTS,
    CASE_ROWS,
    DETENTIONS,
    KINDS,
    RECIPIENT,
    STATES,
    STATUSES,
    case_checks,
    case_keys,
    recipient_checks,
)
from berkas.rooms.obh.queries.answering import answer_note, known_child
from berkas.rooms.obh.queries.cases import CASES, RECIPIENTS, load_case, load_recipient
from berkas.rooms.obh.queries.claims import CaseMoney, case_money, claim_of
from berkas.rooms.obh.report import CASE_DOCUMENTS
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.fields import Kind
from berkas.rules.numbers import show_rupiah
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import LegalCase, Recipient

PACKET = 5
"""How many cases make a packet (forms of the file check)."""


def state_tone(text: str) -> str:
    """How loud the state of a case is in the list."""
    return {"Selesai": "baik", "Ditolak dengan alasan": "peringatan", "Berjalan": "info"}.get(text, "")


class CasePage(RecordPage):
    """Requests for legal aid and the cases or activities that grow out of them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh",
                model=LegalCase,
                word="perkara",
                title="Perkara dan kegiatan",
                listing=CASES,
                fields=CASE,
                rows=CASE_ROWS,
                open_rows=frozenset({CASE_RECIPIENTS.key}),
                load=load_case,
                save=save_case,
                empty=EmptyState(
                    "Belum ada perkara. Catat permohonan pertama yang diterima OBH.",
                    "Perkara baru",
                    "perkara",
                ),
                filters=(
                    Filter("obh", "OBH", Kind.REFERENCE, source="obh"),
                    Filter("service_kind", "Jenis layanan", choices=KINDS),
                    Filter("state", "Keadaan", choices=STATES),
                    Filter("stage", "Tahap", source="istilah:tahap_perkara"),
                    Filter("request_on", "Tanggal permohonan", Kind.DATE),
                    Filter("answer_due_on", "Menunggu jawaban", Kind.DATE),
                    Filter("sidbankum_on", "Dimasukkan ke Sidbankum", Kind.DATE),
                    Filter("packet", "Paket", Kind.REFERENCE, source="paket"),
                ),
                checks=(case_checks,),
                tones={"state": state_tone},
                watched=frozenset({"case_recipient", "obh", "reimbursement", "case_packet"}),
                documents=CASE_DOCUMENTS,
                imports=IMPORTS["cases"],
                subject=lambda record: Subject(record.title, record.subtitle, LegalCase, record.id),
            ),
        )
        self.set_shares(5, 4)
        self._kind = object()
        self.sheet.form.changed.connect(self._typed)
        self.new_recipient = QPushButton("Penerima baru untuk perkara ini…")
        theme.set_icon(self.new_recipient, "plus")
        self.new_recipient.clicked.connect(lambda _on: self.ask_recipient())
        self.new_recipient.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.sheet.add_section("", self.new_recipient)
        self.money = PlainTable(
            "Reimbursement perkara ini",
            ("Kode", "Tahap", "Keadaan", "Diajukan", "Disetujui", "Dibayar"),
            right=(3, 4, 5),
            wide=1,
        )
        self.money.activated.connect(lambda index: self._open_claim(index.row()))
        self._claims: Sequence[str] = ()
        self._money_section = self.sheet.add_section("Reimbursement", self.money)
        self.claim = QPushButton("Ajukan reimbursement tahap ini")
        theme.set_icon(self.claim, "plus")
        self.claim.clicked.connect(lambda _on: self.start_claim())
        self.claim.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._claim_section = self.sheet.add_section("", self.claim)
        self.add_action("Lembar ketik Sidbankum…", self.retype, icon="copy", menu=True)
        self.add_action("Ajukan reimbursement", self.start_claim, icon="plus", menu=True)
        self.add_action("Jadikan paket…", self.ask_packet, icon="package-export", menu=True)

    def opened_record(self, record: Record) -> None:
        """Show what the kind needs, the clock, and the claims."""
        self._typed()
        for part in (self._money_section, self._claim_section):
            part.show()
        self.claim.setEnabled(self.may_write)
        self.new_recipient.setEnabled(self.may_write)
        self.desk.read(self, self._show_money, case_money, record.id)

    def started_new(self) -> None:
        """A new case has no claims yet."""
        self._typed()
        for part in (self._money_section, self._claim_section):
            part.hide()

    def _typed(self) -> None:
        """Fields of the other kind of service go out of sight; the clock is counted while typing."""
        form = self.sheet.form
        values = form.values()
        if values.get("service_kind") != self._kind:
            self._kind = values.get("service_kind")
            form.set_visible_fields(case_keys(values))
        completed = values.get("completed_on")
        words, tone = "", ""
        if completed:
            try:
                words, tone = self.desk.glance(
                    answer_note, completed, values.get("answered_on"), self.desk.today()
                )
            except BookError as error:
                words, tone = str(error), "peringatan"
        form.set_note("completed_on", words, tone)

    def _show_money(self, money: CaseMoney) -> None:
        self._claims = [row[0] for row in money.rows]
        rows = [
            (code, stage or "–", state, *("–" if each is None else show_rupiah(each) for each in amounts))
            for code, stage, state, *amounts in money.rows
        ]
        if rows:
            total = map(show_rupiah, (money.claimed, money.approved, money.paid))
            rows.append(("Jumlah", "", "", *total))
        self.money.show_rows(
            rows or [("Belum diajukan", "", "", "", "", "")], totals={len(rows) - 1} if rows else ()
        )

    def _open_claim(self, row: int) -> None:
        if row < len(self._claims):
            self.desk.read(
                self, lambda id_: self.desk.open(Place("obh", "reimbursement", id_)), claim_of,
                self._claims[row],
            )  # fmt: skip

    # what grows out of a case

    def ask_recipient(self) -> None:
        """A new recipient by code only, put into the rows of this case at once."""
        words = [choice.label for choice in STATUSES]
        chosen = dialogs.choose(
            self, "Penerima baru", "Penerima diberi kode. Apa statusnya saat permohonan?", words
        )
        if chosen is not None:
            status = STATUSES[chosen].code
            self.desk.change(
                self, lambda changes: self._add_recipient(int(changes.value), status), save_recipient,
                {"status": status}, id=None, version=None,
            )  # fmt: skip

    def _add_recipient(self, id: int, status: str) -> None:
        section = self.sections[CASE_RECIPIENTS.key]
        section.open()
        child = status == "anak_binaan"
        section.editor.add_row({"recipient_id": str(id), "status_then": status, "is_child_then": child})
        self.say("Penerima diberi kode. Identitasnya diisi pada tab Penerima.")

    def start_claim(self) -> None:
        """A claim for the present stage, opened in the queue."""
        if self.record is None:
            self.say("Pilih dahulu satu perkara yang diajukan.")
        elif self.may_leave():
            self.desk.change_or(
                self,
                lambda changes: self.desk.open(Place("obh", "reimbursement", int(changes.value))),
                self._claim_refused,
                claim_case,
                self.record.id,
            )

    def _claim_refused(self, error: BaseException) -> None:
        """What is doubtful is asked about here: the reason is kept with the claim."""
        if not isinstance(error, BookError) or not getattr(error, "doubts", ()) or self.record is None:
            self.desk.failed(error)
            return
        sentence = " ".join(problem.message for problem in getattr(error, "doubts", ()))
        reason = dialogs.ask_text(
            self, "Ajukan dengan alasan", sentence, label="Alasan tetap mengajukan", yes="Ajukan"
        )
        if reason:
            self.desk.change(
                self,
                lambda changes: self.desk.open(Place("obh", "reimbursement", int(changes.value))),
                claim_case,
                self.record.id,
                reason=reason,
            )

    def ask_packet(self) -> None:
        """Put the chosen consultations or investigations together."""
        if not 1 <= self.table.selection().count <= PACKET:
            self.say("Pilih paling banyak lima konsultasi atau investigasi dari satu OBH.")
            return
        with_chosen(self, self.desk, self._pack)

    def _pack(self, ids: Sequence[int]) -> None:
        self.desk.change(
            self, lambda _changes: self.say(f"{len(ids)} perkara dijadikan satu paket."), make_packet, ids
        )

    def retype(self) -> None:
        """This case in the order in which it is typed into the official system."""
        if self.record is None:
            self.say("Pilih dahulu satu perkara yang akan diketik.")
        elif self.may_leave():
            retype_case(self, self.desk, self.record.id, may_write=self.may_write)


class RecipientPage(RecordPage):
    """Recipients of legal aid by code."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh",
                model=Recipient,
                word="penerima",
                title="Penerima bantuan hukum",
                listing=RECIPIENTS,
                fields=RECIPIENT,
                rows=(DETENTIONS,),
                load=load_recipient,
                save=save_recipient,
                empty=EmptyState(
                    "Belum ada penerima. Penerima dicatat dengan kode, tanpa nama.",
                    "Penerima baru",
                    "perkara",
                ),
                filters=(
                    Filter("status", "Status", choices=STATUSES),
                    Filter("unit", "UPT", Kind.REFERENCE, source="unit"),
                    Filter("is_child", "Anak", Kind.BOOLEAN),
                ),
                checks=(recipient_checks,),
                watched=frozenset({"case_recipient", "unit"}),
                doubles=doubles.RECIPIENTS,
            ),
        )
        commands = IdentityCommands(
            "penerima", reveal_recipient, correct_recipient, enter_recipient, wants_nik=True
        )
        self.identity = IdentityPanel(desk, commands)
        self.identity.altered.connect(self._reload)
        self.sheet.form.changed.connect(self._typed)
        self.add_action("Cari menurut identitas…", self.start_find, icon="search", menu=True)
        self._who = self.sheet.add_section("Identitas", self.identity)
        self.cases = CaseLinks(desk)
        self._section = self.sheet.add_section("Perkara", self.cases)

    def opened_record(self, record: Record) -> None:
        """Show the cases, each of which opens."""
        self.cases.show_cases(record.values["cases"])
        self._section.show()
        self.identity.show_person(record.id, record.values["identity_id"])
        self._who.show()
        self._mark_child(record.values)

    def _typed(self) -> None:
        """Whoever is a child by status, age or place is marked while it is typed."""
        values = self.sheet.form.values()
        found = self.desk.glance(known_child, values) if not values.get("is_child") else {}
        if found and self.sheet.is_changed():
            self.sheet.form.set_value("is_child", value=True)
            self.sheet.form.set_value("child_basis", found["child_basis"])
        self._mark_child(self.sheet.form.values())

    def _mark_child(self, values: Mapping[str, Any]) -> None:
        child = bool(values.get("is_child"))
        words = "Dilindungi sebagai anak: hanya kodenya yang tampil." if child else ""
        self.sheet.form.set_note("is_child", words, "peringatan" if child else "")

    def start_find(self) -> None:
        """Ask who is sought."""
        self.ask_find()

    def ask_find(self, typed: str = "") -> None:
        """Find recipients by name, NIK or contact, for a reason that is kept; the answer is codes."""
        asked = ask_search(self, "Cari penerima menurut identitas", typed)
        if asked is not None:
            self.desk.change(self, self._found, find_recipients, *asked)

    def _found(self, changes: Changes) -> None:
        found: list[tuple[int, str]] = changes.value
        if not found:
            self.say("Tidak ada penerima yang cocok, atau identitasnya dilindungi.")
        elif len(found) == 1:
            self.visit(found[0][0])
        else:
            codes = [code for _id, code in found]
            chosen = dialogs.choose(self, "Penerima yang cocok", "Pilih kode yang dibuka.", codes)
            if chosen is not None:
                self.visit(found[chosen][0])

    def _reload(self) -> None:
        if self.record is not None:
            self._load(self.record.id)

    def started_new(self) -> None:
        """A new recipient has no cases yet; who it is can be entered once the code is there."""
        self._section.hide()
        self.identity.show_person(None, None)
        self._who.hide()
        self._mark_child({})


class CaseLinks(QLabel):
    """The cases of one recipient, each a link that opens it; Tab goes from one to the next."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse
                                     | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)  # fmt: skip
        self.linkActivated.connect(lambda id_: desk.open(Place("obh", "legal_case", int(id_))))

    def show_cases(self, cases: Sequence[tuple[Any, ...]]) -> None:
        """Ids, codes and titles, newest first."""
        links = [f'<a href="{id_}">{escape(f"{code} · {title}")}</a>' for id_, code, title in cases]
        self.setText("<br>".join(links) or "Belum ada perkara.")
        policy = Qt.FocusPolicy.StrongFocus if links else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setAccessibleName(f"{len(links)} perkara penerima ini")
