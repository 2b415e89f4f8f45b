"""The legal clocks the office makes itself: a rule by date with its steps, typed, not written as a file."""

from typing import Any

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.office.commands.rules import remove_clock, save_clock
from berkas.rooms.office.fields.clocks import CLOCK, STEPS, as_values, clock_checks
from berkas.rooms.office.queries.clocks import CLASSES, CLOCKS, load_clock
from berkas.rooms.office.sheet import IMPORTS
from berkas.rules.clocks import Clock, ClockVersion
from berkas_db.tables import ClockOverride

OWN_CLOCKS = "aturan_batas"


class ClockPage(RecordPage):
    """Rules of the office's own; a new one begins as a copy of the one in force."""

    def __init__(self, desk: Desk) -> None:
        self._template: dict[str, Any] = {}
        super().__init__(
            desk,
            RecordSpec(
                room="office", model=ClockOverride, word="aturan", title="Aturan batas waktu kantor",
                place=OWN_CLOCKS, writes=Right.MANAGE_OFFICE,
                listing=CLOCKS, fields=CLOCK, rows=(STEPS,), open_rows=frozenset({STEPS.key}),
                load=load_clock, save=save_clock, checks=(clock_checks,),
                imports=IMPORTS["clocks"],
                filters=(Filter("class_key", "Kelas", choices=CLASSES, blanks=False),),
                empty=EmptyState(
                    "Kantor memakai aturan bawaan. Susun aturan sendiri bila batasnya berubah atau bila "
                    "batas yang belum diketahui sudah ditetapkan.",
                    "Aturan baru",
                    "jam-layanan",
                ),
                fresh=lambda today: {"valid_from": today.isoformat()},
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
        self._remove = self.sheet.add_button("Hapus", self.remove, icon="trash")
        self._remove.hide()

    def begin_from(self, clock: Clock, version: ClockVersion, *, same: bool) -> None:
        """A new rule that begins as a copy: of the same code, to be filled in, or later."""
        values = as_values(clock, version)
        if not same:
            values |= dict.fromkeys(("clock_version", "title", "valid_until", "source"))
            values |= {"confidence": "rumusan_kantor", "valid_from": self.desk.today().isoformat()}
            # What was read of the older rule is not read of this one: steps take the new source.
            values[STEPS.key] = [row | {"source": None, "confidence": None} for row in values[STEPS.key]]
        self._template = values
        self.start_new()
        self._template = {}
        self.sheet.to_top()

    def opened_record(self, record: object) -> None:
        """A rule no case runs under can be taken back."""
        del record
        self._remove.setVisible(self.may_write)

    def started_new(self) -> None:
        """Put in what it begins with."""
        self._remove.hide()
        for key, value in self._template.items():
            if key == STEPS.key:
                self.sections[key].set_values(value)
            elif value is not None or key in ("valid_from",):
                self.sheet.form.set_value(key, value)

    def remove(self) -> None:
        """Take the shown rule back; it can be undone."""
        if self.record is not None:
            self.desk.change(self, lambda _changes: self._removed(), remove_clock, self.record.id)

    def _removed(self) -> None:
        self._nothing()
        self.desk.say("Aturan kantor dihapus.", undoable=True)
