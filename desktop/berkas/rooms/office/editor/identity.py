"""The office's own form: who it is, its time zone, its paper, the least number of respondents."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.conflicts import Words, saving_over, settle
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.access import Right, may, reading_only
from berkas.engine.history import office_zone
from berkas.engine.merging import RecordConflict, Seen, over
from berkas.engine.records import Record
from berkas.kit.record import RecordSheet
from berkas.rooms.office.commands import save_office
from berkas.rooms.office.fields.office import OFFICE
from berkas.rooms.office.queries.office import load_office
from berkas_db.book import Reading
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import Office

_OWN = frozenset({"office", "book_info"})


class OfficePage(QWidget):
    """One form over the full width."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet = RecordSheet(OFFICE, desk.lookup, today=desk.today)
        self._seen: Seen | None = None
        place = DraftPlace("office", "office", "office", "identitas kantor")
        self.drafting = Drafting(desk, self, place, self.sheet.form)
        self.sheet.add_above(self.drafting.band)
        self.sheet.changed.connect(self.drafting.touch)
        self.drafting.offered.connect(self.sheet.to_top)
        self._visited = False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.sheet)
        self.sheet.save_requested.connect(self._save)
        self.sheet.cancelled.connect(self._cancel)
        desk.changed.connect(self._heard)
        self._load()

    def visit(self, id: int | None) -> None:
        """There is one office only; the cursor goes into its form."""
        del id
        self._visited = not self.sheet.is_showing()
        if self.sheet.is_showing():
            self.sheet.form.focus()

    def may_leave(self) -> bool:
        """Ask before typed text is left."""
        return not self.sheet.is_changed() or self.drafting.may_leave(
            "Perubahan pada identitas kantor belum disimpan."
        )

    def _cancel(self) -> None:
        self.drafting.drop()
        self._load()

    def _load(self) -> None:
        self.desk.read(self, self._show, load_office)

    def _show(self, record: Record) -> None:
        self.sheet.show_record(record.values, title=record.title, subtitle="Identitas kantor")
        self._seen = Seen(record, self.sheet.form.values())
        manages = may(self.desk.actor, Right.MANAGE_OFFICE)
        if not manages or self.desk.book.read_only:
            self.sheet.set_read_only(on=True, why="" if manages else reading_only(self.desk.actor))
        self.drafting.begin(record.uid, version=record.version, title=record.title)
        if self._visited:
            self._visited = False
            self.sheet.form.focus()

    def _save(self, values: dict[str, Any]) -> None:
        """Save over what stands in the book now: other windows may have saved meanwhile."""
        if self._seen is None:
            return
        self.sheet.set_saving()
        save = saving_over(_load_office, save_office, Office, self._seen)
        self.desk.change_or(self, self._saved, self._not_saved, self.drafting.saving(save), values,
                            id=1, version=self._seen.record.version)  # fmt: skip

    def _compare(self, conflict: RecordConflict) -> None:
        self.sheet.set_failed(f"{conflict} {conflict.next_step}")
        words = Words(self.desk.book, OFFICE)
        chosen = settle(self, conflict, words, self.desk.glance(office_zone), "identitas kantor")
        if chosen is not None:
            self._seen = over(conflict)
            self._save(chosen)

    def _saved(self, changes: Changes) -> None:
        del changes
        line = f"Tersimpan {datetime.now(UTC).astimezone():%H.%M.%S}"
        self.sheet.set_saved(line)
        self.drafting.saved()
        self.desk.say("Identitas kantor tersimpan.", undoable=True)
        self.desk.read(self, lambda record: self._show_saved(record, line), load_office)

    def _show_saved(self, record: Record, line: str) -> None:
        if not self.sheet.is_changed():
            self._show(record)
            self.sheet.set_state(line, "baik")
        else:
            self._seen = Seen(record)
            self.drafting.moved(record.version)

    def _heard(self, changes: Changes) -> None:
        """Somebody else, or an undo, changed the office."""
        if changes.kinds & _OWN and not self.sheet.is_changed():
            line = self.sheet.state_line()
            self.desk.read(self, lambda record: self._show_saved(record, line), load_office)

    def _not_saved(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, RecordConflict):
            self._compare(error)
        elif isinstance(error, BookError):
            self.sheet.set_failed(f"{error} {error.next_step}".strip())
        else:
            self.sheet.set_failed("Belum tersimpan karena kegagalan program.")
            self.desk.failed(error)


def _load_office(session: Reading, _id: int) -> Record:
    return load_office(session)
