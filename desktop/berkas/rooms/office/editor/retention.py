"""Retensi: the office's own years, identities whose day has come, and the list of proposed destruction."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QMenu

from berkas.desk import Desk
from berkas.desk.identitydialogs import ask_form
from berkas.engine import retention
from berkas.engine.access import Right
from berkas.engine.issuing import Subject
from berkas.engine.retention import Due, list_key
from berkas.kit import dialogs, theme
from berkas.kit.jobs import when_done
from berkas.kit.memorysource import MemorySource
from berkas.kit.tableview import EmptyState, TableView
from berkas.rooms.office.editor.keeping import KeepingPage
from berkas.rooms.office.report.retention import NEEDS, PROPOSAL
from berkas.rules.dates import show_long, show_medium
from berkas.rules.fields import Column
from berkas_db.book import Reading
from berkas_db.changes import Changes
from berkas_db.tables import RetentionList

_COLUMNS = (
    Column("code", "Kode", width=12),
    Column("until", "Batas retensi", width=20),
    Column("records", "Catatan", width=60),
)
_WORDS = {choice.code: choice.label for choice in retention.KINDS}
_END = {choice.code: choice.label.lower() for choice in retention.DISPOSITIONS}
_EMPTY = "Belum diisi"
_OFFICIAL = (
    "Tahun retensi yang resmi tidak tersedia dalam Berkas; kantor mengisinya menurut jadwal retensi arsip "
    "(JRA) yang berlaku baginya. Jenis yang belum diisi tidak pernah diusulkan."
)


class RetentionPage(KeepingPage):
    """Rules in words, what is due, and what can be done; nothing happens by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Retensi", _OFFICIAL)
        self.rules_button = self.add_button("Ketentuan…", "settings", self._choose_rule)
        take_out = self.add_button("Anonimkan…", "eye-off", self._ask_anonymise)
        propose = self.add_button("Daftar usulan pemusnahan…", "file-text", self._make_list)
        for button in (self.rules_button, take_out):
            button.setVisible(self.may(Right.MANAGE_OFFICE))
        propose.setVisible(self.may(Right.ISSUE))
        self.rules_words = QLabel(self)
        self.rules_words.setWordWrap(True)
        self.copies_words = QLabel(self)
        self.copies_words.setWordWrap(True)
        theme.mark(self.copies_words, "catatan")
        self._due: dict[int, Due] = {}
        self._source = MemorySource(_COLUMNS, {})
        empty = EmptyState("Tidak ada identitas yang batas retensinya sudah lewat.", help_page="identitas")
        self.table = TableView(self._source, title="Batas retensi lewat", empty=empty, parent=self)
        for part in (self.rules_words, self.copies_words):
            self._lines.addWidget(part)
        self._lines.addWidget(self.table, 1)
        self.copies_words.setText(_copies_words(desk.today()))
        desk.changed.connect(lambda _changes: self._stale())

    # showing

    def _reload(self) -> None:
        self.desk.read(self, self._show_rules, _rule_lines)
        self.desk.read(self, self._show_due, retention.due_identities, self.desk.today())

    def _show_rules(self, lines: Sequence[str]) -> None:
        self.rules_words.setText("\n".join(lines))
        self.copies_words.setVisible(not lines[0].startswith(_EMPTY))  # nothing can be due without a rule

    def _show_due(self, due: Sequence[Due]) -> None:
        self._due = {each.id: each for each in due}
        self._source.replace(
            {
                each.id: (
                    each.code,
                    show_long(each.until),
                    "; ".join(f"{_WORDS[kind]} {key}" for kind, key in each.records),
                )
                for each in due
            }
        )
        self.table.refresh(None)

    # rules

    def _choose_rule(self) -> None:
        menu = QMenu(self)
        for choice in retention.KINDS:
            menu.addAction(f"{choice.label}…", partial(self.ask_rule, choice.code))
        menu.popup(self.rules_button.mapToGlobal(self.rules_button.rect().bottomLeft()))

    def ask_rule(self, kind: str) -> None:
        """The form of one kind's rule."""
        known = self.desk.glance(retention.rules_of).get(kind)
        values = {field.key: getattr(known, field.key) for field in retention.FIELDS} if known else {}
        typed = ask_form(
            self, self.desk, f"Retensi: {_WORDS[kind].lower()}", retention.FIELDS, values,
            sentence="Dihitung sejak catatannya ditutup. Isilah menurut jadwal retensi arsip kantor ini.",
        )  # fmt: skip
        if typed is not None:
            self.desk.change(self, self._ruled, retention.save_rule, kind, typed)

    def _ruled(self, _changes: Changes) -> None:
        self.desk.say("Ketentuan retensi disimpan.", undoable=True)

    # taking out, proposing

    def _ask_anonymise(self) -> None:
        ids = self._chosen()
        if not ids:
            self.desk.say("Pilih dahulu identitas yang akan dianonimkan.")
            return
        reason = dialogs.ask_text(
            self, "Anonimkan identitas", "Nama, NIK, alamat, dan kontak dihapus dari berkas ini, juga dari "
            "riwayat, pencarian, dan isian yang belum disimpan. Yang tersisa kodenya. Ini tidak dapat "
            "diurungkan.",
            label="Alasan", yes="Lanjutkan",
        )  # fmt: skip
        if reason and dialogs.ask_word(
            self, "Anonimkan identitas", f"{len(ids)} identitas akan dianonimkan untuk selamanya.",
            word="anonimkan", yes="Anonimkan",
        ):  # fmt: skip
            self.desk.change(self, self._anonymised, retention.anonymise, ids, reason)

    def _chosen(self) -> list[int]:
        selection = self.table.selection()
        chosen = selection.ids if selection.all_but is None else set(self._due) - set(selection.all_but)
        return [id_ for id_ in chosen if id_ in self._due]

    def _anonymised(self, changes: Changes) -> None:
        self.copies_words.setText(_copies_words(self.desk.today()))
        said = f"{changes.value} identitas dianonimkan."
        when_done(self.desk.book.empty_log(), lambda done: self._emptied(said, done), self.desk.failed, self)

    def _emptied(self, said: str, is_done: bool) -> None:
        rest = "" if is_done else " Sisanya di catatan sementara berkas hilang sesudah kantor ini ditutup."
        self.desk.say(said + rest)

    def _make_list(self) -> None:
        if dialogs.ask(self, "Daftar usulan pemusnahan", NEEDS, yes="Buat daftar", no="Batal"):
            self.desk.change(self, self._listed, retention.make_list)

    def _listed(self, changes: Changes) -> None:
        id_, made_on = int(changes.value), self.desk.today().isoformat()
        subject = Subject(list_key(id_, made_on), PROPOSAL.title, RetentionList, id_)
        self.desk.show_paper(self, PROPOSAL, subject)


def _rule_lines(session: Reading) -> list[str]:
    rules = retention.rules_of(session)
    lines: list[str] = []
    empty: list[str] = []
    for choice in retention.KINDS:
        rule = rules.get(choice.code)
        if rule is None:
            empty.append(choice.label)
            continue
        whole = rule.active_years + rule.inactive_years
        after = whole if rule.anonymise_after_years is None else rule.anonymise_after_years
        lines.append(
            f"{choice.label}: aktif {rule.active_years} tahun, inaktif {rule.inactive_years} tahun, lalu "
            f"{_END[rule.disposition]}; identitas dianonimkan sesudah {after} tahun. "
            f"Dasar: {rule.legal_basis}."
        )
    return [*lines, f"{_EMPTY}: {', '.join(empty)}."] if empty else lines


def _copies_words(today: date) -> str:
    """Copies made before still hold what is taken out now; monthly ones are kept for twelve months."""
    last = date(today.year + 1, today.month, 1)
    return (
        "Cadangan yang dibuat sebelum hari penganoniman masih memuat identitas itu. Bila kantor dipakai "
        f"setiap bulan, cadangan otomatis terakhir yang memuatnya ditipiskan pada {show_medium(last)}; "
        "salinan yang dibuat sendiri di tempat lain tidak ditipiskan dan perlu dihapus sendiri."
    )
