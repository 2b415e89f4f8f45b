"""The pages of cases and of recipients. Recipients are codes here."""

from typing import Any

from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.desk.identitydialogs import ask_search
from berkas.desk.identitypanel import IdentityCommands, IdentityPanel
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands import (
    correct_recipient,
    enter_recipient,
    find_recipients,
    reveal_recipient,
    save_case,
    save_recipient,
)
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
    recipient_checks,
)
from berkas.rooms.obh.queries.cases import CASES, RECIPIENTS, load_case, load_recipient
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.fields import Kind
from berkas_db.changes import Changes
from berkas_db.tables import LegalCase, Recipient


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
                ),
                checks=(case_checks,),
                tones={"state": state_tone},
                watched=frozenset({"case_recipient", "obh"}),
                imports=IMPORTS["cases"],
            ),
        )
        self.set_shares(5, 4)


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
            ),
        )
        commands = IdentityCommands("penerima", reveal_recipient, correct_recipient, enter_recipient)
        self.identity = IdentityPanel(desk, commands)
        self.identity.altered.connect(self._reload)
        self.add_action("Cari menurut identitas…", self.ask_find, icon="search", menu=True)
        self._who = self.sheet.add_section("Identitas", self.identity)
        self.cases = QLabel()
        self.cases.setWordWrap(True)
        theme.mark(self.cases, "catatan")
        self._section = self.sheet.add_section("Perkara", self.cases)

    def opened_record(self, record: Record) -> None:
        """Show the codes of the cases."""
        rows: list[tuple[Any, ...]] = record.values["cases"]
        self.cases.setText(
            "\n".join(f"{code} · {title}" for _id, code, title in rows) or "Belum ada perkara."
        )
        self._section.show()
        self.identity.show_person(record.id, record.values["identity_id"])
        self._who.show()

    def ask_find(self) -> None:
        """Find recipients by name, NIK or contact, for a reason that is kept; the answer is codes."""
        typed = ask_search(self, "Cari penerima menurut identitas")
        if typed is not None:
            self.desk.change(self, self._found, find_recipients, *typed)

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
