"""The page of visits: plan, team, places, names to trace; sheets and paper forms of the visit."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.desk.letteractions import begin, choose_text
from berkas.engine.issuing import Subject
from berkas.engine.letter_texts import LetterText
from berkas.engine.press import Hit
from berkas.engine.records import Record
from berkas.kit import dialogs, theme
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.visits.commands import make_forms, save_visit
from berkas.rooms.visits.editor.chain import WATCHED, ChainPanel
from berkas.rooms.visits.editor.formsdialog import ask_forms
from berkas.rooms.visits.editor.panwasda import open_report
from berkas.rooms.visits.editor.photos import PhotoPanel
from berkas.rooms.visits.fields.visit import (
    MEMBERS,
    PLACES,
    PURPOSES,
    STATES,
    VISIT,
    VISIT_ROWS,
    visit_checks,
)
from berkas.rooms.visits.queries.forms import Reconciliation
from berkas.rooms.visits.queries.scores import VisitCounts, visit_numbers
from berkas.rooms.visits.queries.visits import VISITS, load_visit, obhs_of_visit
from berkas.rooms.visits.report import VISIT_DOCUMENTS
from berkas.rooms.visits.report.letters import visit_letter_values
from berkas.rooms.visits.report.reconciliation import sums_sentence
from berkas.rules.fields import Kind
from berkas.rules.instruments import Kind as InstrumentKind
from berkas_db.changes import Changes
from berkas_db.tables import Visit

_CHECKED = {"press_text": "Siaran pers", "short_message": "Pesan singkat"}
"""Texts that are checked for identities before they go out."""


def state_tone(text: str) -> str:
    """How loud the state of a visit is in the list."""
    return {"Dilaporkan": "baik", "Terlaksana": "peringatan", "Dibatalkan": "bahaya"}.get(text, "")


class VisitPage(RecordPage):
    """Visits with everything that hangs on them."""

    keying_wanted = Signal(int)
    """The id of the visit whose sheets are keyed."""
    forms_wanted = Signal(int)
    """The id of the visit whose paper forms are matched."""
    sheets_wanted = Signal(int)
    """The id of the visit whose sheets are listed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="visits",
                model=Visit,
                word="kegiatan",
                title="Kegiatan",
                listing=VISITS,
                fields=VISIT,
                rows=VISIT_ROWS,
                open_rows=frozenset({PLACES.key, MEMBERS.key}),
                load=load_visit,
                save=save_visit,
                empty=EmptyState(
                    "Belum ada kegiatan. Catat kunjungan, pemeriksaan, atau penyuluhan yang direncanakan.",
                    "Kegiatan baru",
                    "kegiatan",
                ),
                filters=(
                    Filter("state", "Keadaan", choices=STATES),
                    Filter("purpose", "Tujuan", choices=PURPOSES),
                    Filter("unit", "Unit", Kind.REFERENCE, source="unit"),
                    Filter("from_date", "Tanggal mulai", Kind.DATE),
                ),
                checks=(visit_checks,),
                tones={"state": state_tone},
                watched=frozenset({"assessment", "visit_place"}),
                documents=VISIT_DOCUMENTS,
                subject=lambda record: Subject(record.title, record.subtitle, Visit, record.id),
            ),
        )
        self.set_shares(5, 4)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        theme.mark(self.counts, "catatan")
        self.key_button = QPushButton("Ketik lembar")
        theme.set_icon(self.key_button, "keyboard")
        self.list_button = QPushButton("Daftar lembar")
        self.form_button = QPushButton("Buat formulir kertas…")
        self.match_button = QPushButton("Cocokkan formulir")
        self.match_button.clicked.connect(lambda _on: self.match_forms())
        self.key_button.clicked.connect(lambda _on: self.key_sheets())
        self.list_button.clicked.connect(lambda _on: self.show_sheets())
        self.form_button.clicked.connect(lambda _on: self._make_forms())
        self.add_action("Buat surat…", self.write_letter, icon="mail")
        self.add_action("Laporan Panwasda…", lambda: open_report(self, desk), icon="file-text", menu=True)
        self._section = self._build_sheets()
        self.chain = ChainPanel(desk, self._texts, self.may_leave)
        self.chain.said.connect(self.say)
        self.chain.checked.connect(self._show_checked)
        self.sheet.add_above(self.chain)
        self.sheet.add_above(self._section)
        self.photos = PhotoPanel(desk)
        self._photo_section = self.sheet.add_section("Foto kegiatan", self.photos)
        self.chain.photos_wanted.connect(self.photos.choose)
        self.desk.changed.connect(self._count_again)

    def _build_sheets(self) -> QWidget:
        part = QWidget()
        buttons = QHBoxLayout()
        for button in (self.key_button, self.list_button, self.form_button, self.match_button):
            buttons.addWidget(button)
        buttons.addStretch()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.counts)
        lines.addLayout(buttons)
        self.key_button.setVisible(self.may_write)  # only now: without a parent it would be a window
        return part

    def opened_record(self, record: Record) -> None:
        """Count the sheets and paper forms of this visit."""
        for part in (self._section, self._photo_section, self.chain):
            part.show()
        self.counts.clear()
        self.chain.open(record.id)
        self.photos.open(record.id)
        self.photos.strip.set_read_only(record.trashed or not self.may_write)
        self.desk.read(self, lambda found: self._show_counts(record.id, *found), visit_numbers, record.id)

    def started_new(self) -> None:
        """A new visit has no sheets yet."""
        for part in (self._section, self._photo_section, self.chain):
            part.hide()
        self.chain.clear()
        self.photos.open(None)

    def _texts(self) -> Mapping[str, str]:
        """The texts for the press and the chief as they stand in the form."""
        values = self.sheet.form.values()
        return {label: str(values.get(key) or "") for key, label in _CHECKED.items()}

    def _show_checked(self, found: Mapping[str, list[Hit]]) -> None:
        """What must go, as a line under each text."""
        for key, label in _CHECKED.items():
            words = ", ".join(f"“{hit.words}”" for hit in found.get(label, ()))
            self.sheet.form.set_note(key, f"Keluarkan: {words}." if words else "", "bahaya" if words else "")

    def _count_again(self, changes: Changes) -> None:
        if self.record is not None and changes.kinds & WATCHED:
            self.chain.open(self.record.id)
        if self.record is not None and changes.kinds & {"assessment", "paper_form"}:
            id_ = self.record.id
            self.desk.read(self, lambda found: self._show_counts(id_, *found), visit_numbers, id_)

    def _show_counts(self, visit_id: int, counts: VisitCounts, sums: Reconciliation) -> None:
        if self.record is None or self.record.id != visit_id:
            return
        lines = [count_sentence(counts), *(f"{one.name}: {one.number} orang" for one in counts.by_obh)]
        self.match_button.setVisible(bool(sums.printed))
        if sums.printed:
            lines.append(f"Formulir: {sums_sentence(sums)}")
        self.counts.setText("\n".join(lines))

    def key_sheets(self) -> None:
        """Key sheets of this visit."""
        if self.record is not None and self.may_leave():
            self.keying_wanted.emit(self.record.id)

    def match_forms(self) -> None:
        """Show what became of the paper forms of this visit."""
        if self.record is not None and self.may_leave():
            self.forms_wanted.emit(self.record.id)

    def show_sheets(self) -> None:
        """List the sheets of this visit."""
        if self.record is not None and self.may_leave():
            self.sheets_wanted.emit(self.record.id)

    def write_letter(self) -> None:
        """Begin one of the letters of this visit; a letter to a PBH asks which one."""
        if self.record is None or not self.may_leave():
            return
        id_ = self.record.id

        def chosen(text: LetterText) -> None:
            if "pbh" in text.form.fields:
                self.desk.read(self, lambda obhs: self._write_to(text.key, id_, obhs), obhs_of_visit, id_)
            else:
                begin(self, self.desk, text.key, id_, visit_letter_values)

        choose_text(self, self.desk, "kegiatan", chosen)

    def _write_to(self, key: str, visit_id: int, obhs: Sequence[tuple[int, str]]) -> None:
        if not obhs:
            dialogs.say(self, "Buat surat", "Belum ada OBH pada daftar nama atau lembar kegiatan ini.")
            return
        place = dialogs.choose(self, "Buat surat", "Surat untuk OBH yang mana?", [name for _id, name in obhs])
        if place is not None:
            values = partial(visit_letter_values, obh_id=obhs[place][0])
            begin(self, self.desk, key, visit_id, values, links={"obh_id": obhs[place][0]})

    def _make_forms(self) -> None:
        if self.record is None:
            return
        asked = [
            one for one in self.desk.rulebook.instruments() if one.kind is not InstrumentKind.PENGHARGAAN
        ]
        values = ask_forms(self, asked, self.desk.today)
        if values is not None:
            self.desk.change(
                self,
                lambda done: self.say(f"{len(done.value)} formulir siap dicetak dari menu Cetak."),
                make_forms,
                self.record.id,
                **values,
            )


def count_sentence(counts: VisitCounts) -> str:
    """How many were met and how many sheets there are, never a score."""
    if not counts.people:
        return "Belum ada lembar. Kunjungan hanya menunjukkan jumlah; nilai dihitung per OBH dalam periode."
    draft = f", {counts.drafts} masih draf" if counts.drafts else ""
    return f"{counts.people} orang ditemui, {counts.sheets} lembar{draft}."
