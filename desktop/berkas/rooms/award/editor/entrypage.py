"""The units of all rounds: list, form, team, findings; from here a unit is verified, checked and printed."""

from PySide6.QtCore import Signal

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.award.commands.entries import save_entry
from berkas.rooms.award.commands.signing import note_signatures
from berkas.rooms.award.fields import ENTRY, FINDINGS, MEMBERS, WITNESSES, entry_checks
from berkas.rooms.award.queries.entries import ENTRIES, load_entry
from berkas.rooms.award.queries.rounds import newest_round
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas.rules import dates
from berkas.rules.fields import Kind, choices_of
from berkas.rules.vocabulary import AwardResult, AwardStage
from berkas_db.tables import AwardEntry


class EntryPage(RecordPage):
    """Units in rounds."""

    verification_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="award",
            model=AwardEntry,
            word="unit dalam putaran",
            title="Unit dalam putaran P2HAM",
            listing=ENTRIES,
            fields=ENTRY,
            rows=(WITNESSES, MEMBERS, FINDINGS),
            load=load_entry,
            save=save_entry,
            empty=EmptyState(
                "Belum ada unit dalam putaran. Buat putaran dahulu, lalu masukkan unitnya.",
                "Unit baru",
                "p2ham",
            ),
            filters=(
                Filter("round", "Putaran", Kind.REFERENCE, source="putaran", blanks=False),
                Filter("unit", "Unit", Kind.REFERENCE, source="unit", blanks=False),
                Filter("stage", "Tahap", choices=choices_of(AwardStage), blanks=False),
                Filter("result", "Hasil", choices=choices_of(AwardResult), blanks=False),
                Filter("open", "Ada temuan terbuka", Kind.BOOLEAN),
            ),
            checks=(entry_checks,),
            watched=frozenset(
                {"award_round", "unit", "answer", "evidence_use", "finding", "entry_member", "assessment"}
            ),
            documents=ENTRY_DOCUMENTS,
            subject=lambda record: Subject(record.subtitle, record.title, AwardEntry, record.id),
            fresh=lambda _today: self._fresh(),
        )
        super().__init__(desk, spec)
        self.verify = self.sheet.add_button("Verifikasi kriteria", self._verify, icon="clipboard-check")
        self.sign = self.sheet.add_button("Catat tanda tangan…", self._sign, icon="signature")
        self.sign.setVisible(self.may_write)
        self._allow(on=False)

    def _fresh(self) -> dict[str, str]:
        round_id = self.desk.glance(newest_round)
        stage = AwardStage.PERMOHONAN.value
        return {"stage": stage} | ({"round_id": str(round_id)} if round_id is not None else {})

    def opened_record(self, record: Record) -> None:
        """A saved unit can be verified and signed for."""
        self._allow(on=not record.trashed)

    def started_new(self) -> None:
        """A unit that is not saved yet can be neither."""
        self._allow(on=False)

    def _allow(self, *, on: bool) -> None:
        self.verify.setEnabled(on)
        self.sign.setEnabled(on)

    def show_round(self, round_id: int) -> None:
        """Show the units of one round only."""
        self.table.set_filter("round", (str(round_id),))
        self.show_list()

    def _verify(self) -> None:
        if self.record is not None and self.may_leave():
            self.verification_wanted.emit(self.record.id)

    def _sign(self) -> None:
        if self.record is None:
            return
        typed = dialogs.ask_text(
            self,
            "Catat tanda tangan",
            "Tanggal berita acara ditandatangani oleh seluruh tim dan kepala unit.",
            label="Tanggal",
            yes="Catat",
            text=dates.show_medium(self.desk.today()),
        )
        if typed is None:
            return
        try:
            signed_on = dates.parse_date(typed, today=self.desk.today())
        except dates.DateError as error:
            self.say(str(error))
            return
        self.desk.change(
            self,
            lambda changes: self.say(f"{changes.value} tanda tangan dicatat.", self._undo),
            note_signatures,
            self.record.id,
            signed_on,
        )
