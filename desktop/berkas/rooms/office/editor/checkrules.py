"""Periksa P2HAM: the figures of “Periksa kelengkapan” in this office, over the full width."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.access import Right, may, reading_only
from berkas.engine.records import Record
from berkas.kit.record import RecordSheet
from berkas.rooms.office.commands.checkrules import save_check_rules
from berkas.rooms.office.fields.checkrules import CHECK_RULES
from berkas.rooms.office.queries.checkrules import load_check_rules, shipped
from berkas.rules.fields import Problem
from berkas_db.changes import Changes
from berkas_db.errors import BookError, Refused

PLACE = "periksa_p2ham"


class CheckRulesPage(QWidget):
    """One form; a button brings the program's figures back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet = RecordSheet(CHECK_RULES, desk.lookup, today=desk.today)
        self.back = self.sheet.add_button("Kembali ke angka program", self.use_shipped, icon="refresh")
        self.drafting = Drafting(desk, self, DraftPlace(f"setting.{PLACE}", "office", PLACE, "periksa P2HAM"),
                                 self.sheet.form)  # fmt: skip
        self.sheet.add_above(self.drafting.band)
        self.sheet.changed.connect(self.drafting.touch)
        self.drafting.offered.connect(self.sheet.to_top)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.sheet)
        self.sheet.save_requested.connect(self._save)
        self.sheet.cancelled.connect(self._cancel)
        desk.changed.connect(self._heard)
        self._visited = False
        self._load()

    def visit(self, id: int | None) -> None:
        """The cursor goes into the form."""
        del id
        self._visited = not self.sheet.is_showing()
        if self.sheet.is_showing():
            self.sheet.form.focus()

    def may_leave(self) -> bool:
        """Ask before typed figures are left."""
        return not self.sheet.is_changed() or self.drafting.may_leave("Angka yang diubah belum disimpan.")

    def use_shipped(self) -> None:
        """Fill in the program's figures; saving stays with whoever sits here."""
        for key, value in (shipped() | {"sumber": ""}).items():
            self.sheet.form.set_value(key, value)
        self.desk.say("Angka program diisikan. Tekan Simpan untuk memakainya.")

    def _cancel(self) -> None:
        self.drafting.drop()
        self._load()

    def _load(self) -> None:
        self.desk.read(self, self._show, load_check_rules)

    def _show(self, record: Record) -> None:
        self.sheet.show_record(record.values, title="Periksa kelengkapan P2HAM", subtitle=_subtitle(record))
        manages = may(self.desk.actor, Right.MANAGE_OFFICE)
        if not manages or self.desk.book.read_only:
            self.sheet.set_read_only(on=True, why="" if manages else reading_only(self.desk.actor))
            self.back.setEnabled(False)
        self.drafting.begin(record.uid, version=None, title=record.title)
        if self._visited:
            self._visited = False
            self.sheet.form.focus()

    def _save(self, values: dict[str, Any]) -> None:
        self.sheet.set_saving()
        self.desk.change_or(
            self, self._saved, self._not_saved, self.drafting.saving(save_check_rules), values
        )

    def _saved(self, _changes: Changes) -> None:
        line = f"Tersimpan {datetime.now(UTC).astimezone():%H.%M.%S}"
        self.sheet.set_saved(line)
        self.drafting.saved()
        self.desk.say("Angka periksa kelengkapan tersimpan.", undoable=True)
        self._load()

    def _heard(self, changes: Changes) -> None:
        """An undo, or another window, changed the figures."""
        if "setting" in changes.kinds and not self.sheet.is_changed():
            self._load()

    def _not_saved(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, BookError):
            self.sheet.set_failed(f"{error} {error.next_step}".strip())
            if isinstance(error, Refused) and error.fields:
                self.sheet.form.show_problems([Problem(key, str(error)) for key in error.fields])
        else:
            self.sheet.set_failed("Belum tersimpan karena kegagalan program.")
            self.desk.failed(error)


def _subtitle(record: Record) -> str:
    return f"{record.title}; rumusan kantor, angka resmi tidak diketahui"
