"""Rounds of the award: list, form, stages; all units a rule knows can be put in at once."""

from functools import partial

from PySide6.QtCore import Signal

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.issuing import Subject
from berkas.engine.records import Record
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.award.commands.beginning import begin_round
from berkas.rooms.award.commands.entries import add_units
from berkas.rooms.award.commands.rounds import save_round
from berkas.rooms.award.editor.roundpapers import choose_for_round
from berkas.rooms.award.fields import ROUND, STAGES, round_checks
from berkas.rooms.award.queries.rounds import ROUNDS, covered_units, letterhead_choices, load_round
from berkas.rooms.award.report import ROUND_DOCUMENTS
from berkas.rules.fields import Choice, Kind
from berkas.rules.instruments import Kind as InstrumentKind
from berkas_db.changes import Changes
from berkas_db.tables import AwardRound


class RoundPage(RecordPage):
    """Rounds."""

    units_wanted = Signal(int)
    """The units of one round are wanted."""

    def __init__(self, desk: Desk) -> None:
        spec = RecordSpec(
            room="award",
            model=AwardRound,
            word="putaran",
            title="Putaran P2HAM",
            listing=ROUNDS,
            fields=ROUND,
            rows=(STAGES,),
            load=load_round,
            save=partial(save_round, rulebook=desk.rulebook),
            empty=EmptyState(
                "Belum ada putaran. Satu putaran adalah satu tahun dengan satu aturan.",
                "Putaran baru",
                "p2ham",
            ),
            filters=(Filter("is_closed", "Ditutup", Kind.BOOLEAN),),
            checks=(round_checks,),
            watched=frozenset({"award_entry", "round_stage"}),
            documents=ROUND_DOCUMENTS,
            subject=lambda record: Subject(record.subtitle, record.title, AwardRound, record.id),
            fresh=lambda today: {"year": today.year, "title": f"Verifikasi P2HAM Tahun {today.year}"},
        )
        super().__init__(desk, spec)
        self._offer_choices()
        self.units = self.sheet.add_button("Lihat unit", self._show_units, icon="building-community")
        self.add = self.sheet.add_button("Masukkan semua unit", self._add_units)
        self.begin = self.sheet.add_button("Mulai dari putaran lalu", self._begin)
        self.whole = self.sheet.add_button("Rekap…", self._choose_whole)
        for button in (self.add, self.begin):
            button.setVisible(self.may_write)
        self._allow(on=False)
        self.sheet.form.changed.connect(self._note_basis)

    def _offer_choices(self) -> None:
        instruments = [
            Choice(one.key, one.regulation or one.title, one.title)
            for one in self.desk.rulebook.instruments()
            if one.kind is InstrumentKind.PENGHARGAAN
        ]
        self.sheet.form.set_choices("instrument", instruments)
        self.sheet.form.set_choices("letterhead_id", self.desk.glance(letterhead_choices))

    def _note_basis(self) -> None:
        """Say beside the instrument what is known of it."""
        key = self.sheet.form.values().get("instrument")
        if not isinstance(key, str):
            self.sheet.form.set_note("instrument", "")
            return
        instrument = self.desk.rulebook.instrument(key)
        self.sheet.form.set_note("instrument", instrument.notice, "peringatan" if instrument.notice else "")

    def opened_record(self, record: Record) -> None:
        """A saved round can take units."""
        self._allow(on=not record.trashed)
        self._note_basis()

    def started_new(self) -> None:
        """A round that is not saved yet cannot."""
        self._allow(on=False)

    def _allow(self, *, on: bool) -> None:
        self.units.setEnabled(on)
        self.add.setEnabled(on)
        self.begin.setEnabled(on)
        self.whole.setEnabled(on)

    def _choose_whole(self) -> None:
        if self.record is not None and self.spec.subject is not None:
            choose_for_round(self, self.desk, self.spec.subject(self.record), self.whole)

    def _show_units(self) -> None:
        if self.record is not None and self.may_leave():
            self.units_wanted.emit(self.record.id)

    def _add_units(self) -> None:
        if self.record is not None:
            round_id = self.record.id
            self.desk.read(self, lambda ids: self._put_in(round_id, ids), covered_units, round_id)

    def _begin(self) -> None:
        """Units of the round before, with its proofs as examples that need a new photo."""
        if self.record is None or not self.may_leave():
            return

        def done(changes: Changes) -> None:
            units, lent = changes.value
            self.say(f"{units} unit dan {lent} bukti contoh dibawa dari putaran sebelumnya.", self._undo)

        self.desk.change(self, done, begin_round, self.record.id)

    def _put_in(self, round_id: int, unit_ids: list[int]) -> None:
        if not unit_ids:
            self.say("Semua unit yang dikenal aturan ini sudah ada dalam putaran.")
            return

        def done(changes: Changes) -> None:
            self.say(f"{len(changes.value)} unit dimasukkan.", self._undo)

        self.desk.change(self, done, add_units, round_id, unit_ids)
