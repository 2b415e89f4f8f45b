"""The numbered paper forms of a visit and what became of each: printed = keyed + void + missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.issuing import Subject
from berkas.kit import dialogs, taborder, theme
from berkas.rooms.visits.commands.forms import settle_forms
from berkas.rooms.visits.editor.chosenpage import ChosenPage, fill_table, plain_table
from berkas.rooms.visits.queries.forms import FormLine, Reconciliation, forms_and_sums, visits_with_forms
from berkas.rooms.visits.report.reconciliation import RECONCILIATION, missing_sentence, sums_sentence
from berkas.rules.vocabulary import FormState
from berkas_db.tables import Visit

_HEADS = ("Nomor", "Kode", "Instrumen", "Keadaan", "Lembar", "Alasan")
_NONE = "Belum ada formulir bernomor. Buat formulir kertas dari sebuah kegiatan."
_WATCHED = frozenset({"paper_form", "assessment", "visit"})


class FormsPage(ChosenPage[int]):
    """One visit at a time; several forms can be settled at once."""

    keying_wanted = Signal(int)
    """The id of the visit whose forms are keyed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, word="Kegiatan", offered=visits_with_forms, watched=_WATCHED)
        self.lines: tuple[FormLine, ...] = ()
        self.key_button = self.button("Ketik lembar", "keyboard", self._key)
        self.print_button = self.button("Cetak pencocokan", "printer", self._print)
        self.void_button = self.button("Batal…", "x", lambda: self._settle(FormState.BATAL))
        self.lost_button = self.button("Tidak kembali…", "circle-x", lambda: self._settle(FormState.HILANG))
        self.back_button = self.button(
            "Tarik keterangan", "arrow-back-up", lambda: self._settle(FormState.DICETAK)
        )
        theme.mark(self.words, "subjudul")
        self.table = plain_table(_HEADS, "Daftar formulir", self, stretch=5)
        self.table.itemSelectionChanged.connect(self._settle_buttons)
        self._lay_out()
        self._settle_buttons()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        for button in (self.void_button, self.lost_button, self.back_button):
            acts.addWidget(button)
        acts.addStretch()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_16, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(self.top_line(self.key_button, self.print_button))
        lines.addWidget(self.words)
        lines.addWidget(self.table, 1)
        lines.addLayout(acts)
        acting = (self.void_button, self.lost_button, self.back_button)
        taborder.set_order((self.chooser, self.key_button, self.print_button, self.table, *acting))

    def visit(self, id: int | None) -> None:
        """Show the forms of a visit; without an id of the one that stands in the box."""
        self.choose(id)

    def keyboard(self) -> QWidget:
        """The table."""
        return self.table

    def ask(self, key: int | None) -> None:
        """Read the forms of a visit."""
        if key is not None:
            self.desk.read(self, lambda found: self._show(key, *found), forms_and_sums, key)
            return
        self.lines = ()
        fill_table(self.table, ())
        self.words.setText(_NONE)
        self._settle_buttons()

    def _show(self, visit_id: int, lines: tuple[FormLine, ...], sums: Reconciliation) -> None:
        if visit_id != self.chooser.key:
            return
        place = self.table.currentRow()
        self.lines = lines
        fill_table(
            self.table,
            [
                (f"{one.number:04}", one.code, one.instrument, one.state_words, one.sheet, one.reason)
                for one in lines
            ],
        )
        if lines:
            first = next((row for row, one in enumerate(lines) if one.state is FormState.DICETAK), 0)
            self.table.selectRow(place if 0 <= place < len(lines) else first)
        self.words.setText(" ".join(filter(None, (sums_sentence(sums), missing_sentence(sums)))))
        self._settle_buttons()

    def _chosen(self) -> list[FormLine]:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self.lines[row] for row in rows if row < len(self.lines)]

    def _settle_buttons(self) -> None:
        chosen = self._chosen()
        records = may(self.desk.actor, Right.RECORD)
        open_ones = records and bool(chosen) and all(not one.is_keyed for one in chosen)
        said = open_ones and all(one.state is not FormState.DICETAK for one in chosen)
        self.void_button.setEnabled(open_ones)
        self.lost_button.setEnabled(open_ones)
        self.back_button.setEnabled(said)
        self.key_button.setEnabled(records and self.chooser.key is not None)
        self.print_button.setEnabled(bool(self.lines))

    def _settle(self, state: FormState) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        reason: str | None = ""
        if state is not FormState.DICETAK:
            numbers = ", ".join(str(one.number) for one in chosen)
            reason = dialogs.ask_text(
                self,
                "Formulir kertas",
                f"Formulir {numbers}: {state.label.lower()}.",
                label="Alasan",
                yes="Simpan",
            )
        if reason is not None:
            ids = [one.id for one in chosen]
            self.desk.change(self, lambda _done: self._said(len(ids)), settle_forms, ids, state, reason)

    def _said(self, number: int) -> None:
        self.desk.say(f"{number} formulir dicatat.", undoable=True)

    def _key(self) -> None:
        if self.chooser.key is not None:
            self.keying_wanted.emit(self.chooser.key)

    def _print(self) -> None:
        subject = Subject(*self.chooser.code_and_title, Visit, self.chooser.key)
        self.desk.show_paper(self, RECONCILIATION, subject)
