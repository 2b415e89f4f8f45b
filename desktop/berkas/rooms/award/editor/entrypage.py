"""The units of all rounds: list, form, team, findings; from here a unit is verified, checked and printed."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.filters import Filter
from berkas.kit.recordbands import LockBand
from berkas.kit.tableview import EmptyState
from berkas.rooms.award.commands.entries import save_entry
from berkas.rooms.award.commands.signing import note_signatures
from berkas.rooms.award.fields import ENTRY, FINDINGS, MEMBERS, WITNESSES, entry_checks
from berkas.rooms.award.queries.entries import ENTRIES, Foreign, foreign_to, load_entry, past_of, unit_day
from berkas.rooms.award.queries.rounds import newest_round
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas.rules import dates
from berkas.rules.fields import Kind, choices_of
from berkas.rules.vocabulary import AwardResult, AwardStage
from berkas_db.tables import AwardEntry

_NOT_YET = object()


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
        self.foreign = LockBand(self.sheet)
        self.foreign.pressed.connect(self.hand_over)
        self._owner = ""
        self._field_wanted = ""
        self._past_of: object = _NOT_YET
        self._looked_at: object = None
        self._foreign: Foreign | None = None
        self.sheet.add_above(self.foreign)
        self.sheet.form.changed.connect(self._look_whose)
        self.past = QLabel(self.sheet)
        self.past.setWordWrap(True)
        theme.mark(self.past, "redup")
        self.past.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sheet.add_above(self.past)
        self._allow(on=False)

    def _fresh(self) -> dict[str, str]:
        round_id = self.desk.glance(newest_round)
        stage = AwardStage.PERMOHONAN.value
        return {"stage": stage} | ({"round_id": str(round_id)} if round_id is not None else {})

    def opened_record(self, record: Record) -> None:
        """A saved unit can be verified and signed for."""
        self._allow(on=not record.trashed)
        self._look_anew()
        self.show_field(record.id, self._field_wanted)

    def show_field(self, entry_id: int, field: str) -> None:
        """Put the cursor where something is missing, as soon as that unit is shown."""
        is_shown = self.record is not None and self.record.id == entry_id and self.sheet.is_showing()
        self._field_wanted = "" if is_shown else field
        if is_shown and field:
            self._open_rows((field,))
            QTimer.singleShot(0, self, lambda: self._go_to((field,)))

    def started_new(self) -> None:
        """A unit that is not saved yet can be neither."""
        self._allow(on=False)
        self._look_anew()

    def _allow(self, *, on: bool) -> None:
        self.verify.setEnabled(on)
        self.sign.setEnabled(on)

    def _look_anew(self) -> None:
        """Another record: ministries, awards and innovations may have changed since they were looked at."""
        self._looked_at, self._past_of = None, _NOT_YET
        self._look_whose()

    def _look_whose(self) -> None:
        """Say as soon as it is typed that the unit belongs to another ministry, and offer to hand it over."""
        values = self.sheet.form.values()
        round_id, unit_id = values.get("round_id"), values.get("unit_id")
        if unit_id != self._past_of:
            self._past_of = unit_id
            self._show_past(int(unit_id) if unit_id else 0)
        place = (round_id, unit_id, values.get("verified_on"))
        if place != self._looked_at:  # typing elsewhere in the form asks nothing of the book
            self._looked_at, self._foreign = place, self._whose(*place)
        found = self._foreign
        self._owner = found.owner if found is not None else ""
        if found is None:
            self.foreign.say("", "")
        elif values.get("handed_over_on"):
            self.foreign.say(f"{found.sentence} Unit ini sudah dilimpahkan.", "")
        elif values.get("authority_note"):
            self.foreign.say(f"{found.sentence} Dasar kewenangan sudah diisi.", "")
        else:
            button = "Limpahkan…" if self.may_write else ""
            self.foreign.say(f"{found.sentence} Isi dasar kewenangan, atau limpahkan unit ini.", button)

    def _whose(self, round_id: Any, unit_id: Any, verified_on: Any) -> Foreign | None:  # noqa: ANN401  as typed
        if not round_id or not unit_id:
            return None
        day = self.desk.glance(unit_day, int(round_id), verified_on, self.desk.today())
        return self.desk.glance(foreign_to, int(round_id), int(unit_id), day)

    def _show_past(self, unit_id: int) -> None:
        """Earlier awards and innovations of the unit, in one line; their registers stand on other tabs."""
        awards, innovations = self.desk.glance(past_of, unit_id) if unit_id else ((), ())
        parts = [f"Penghargaan terdahulu: {'; '.join(awards)}." if awards else ""]
        parts += [f"Inovasi: {'; '.join(innovations)}." if innovations else ""]
        words = " ".join(part for part in parts if part)
        self.past.setText(words)
        self.past.setVisible(bool(words))

    def hand_over(self) -> None:
        """Fill in to whom the unit is handed over, and since when; saving stays with whoever sits here."""
        typed = dialogs.ask_text(
            self,
            "Limpahkan unit",
            "Unit ini lalu tidak diproses kantor ini lagi; berkasnya tetap dapat dibaca. Kepada siapa?",
            label="Dilimpahkan kepada",
            yes="Limpahkan",
            text=self._owner,
        )
        if typed:
            self.sheet.form.set_value("handed_over_to", typed)
            self.sheet.form.set_value("handed_over_on", self.desk.today().isoformat())
            self.sheet.form.focus("handed_over_to")

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
