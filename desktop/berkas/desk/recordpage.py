"""The page most rooms are made of: a list of records on the left, the form of the chosen one on the right.

A room hands in a `RecordSpec`; rows, saving, conflicts, doubts, history, trash, restore, print and export
then work alike in every room. Rooms add their own sections to `self.sheet` after construction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from berkas.desk.changewords import history_line
from berkas.desk.conflicts import Words, saving_over, settle
from berkas.desk.desk import Desk, Place
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.desk.incoming import WRITTEN
from berkas.desk.keptfile import show_kept_file
from berkas.desk.listactions import add_doubles, add_import
from berkas.desk.listsource import ListSource, list_request
from berkas.desk.papermenu import add_paper
from berkas.desk.rowsection import RowSection
from berkas.engine.access import Right, may, reading_only
from berkas.engine.exporting import export_listing
from berkas.engine.history import office_zone
from berkas.engine.importing import ImportKind
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.lifeline import Life, life_of
from berkas.engine.likeness.pairs import LikenessKind
from berkas.engine.listing import Listing
from berkas.engine.merging import RecordConflict, Seen, over
from berkas.engine.records import Doubtful, Record, confirmed_of, restore_record, trash_records
from berkas.kit import dialogs
from berkas.kit.bigtable import Selection
from berkas.kit.filters import Filter
from berkas.kit.jobs import Report
from berkas.kit.record import RecordSheet
from berkas.kit.register import RegisterPage
from berkas.kit.tableview import EmptyState
from berkas.kit.typed import TypedPart, TypedParts
from berkas.rules.fields import Check, Field, Problem, Rows
from berkas_db.book import Reading
from berkas_db.changes import Changes
from berkas_db.errors import BookError, Conflict, Refused
from berkas_db.tables import Base

Tone = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """A kind of record as a room shows it.

    `word` is the record's name in a sentence ("OBH", "pengaduan"). `load` is the room's query, `save` its
    command `(step, values, *, id, version, reason)`. `rows` are edited under the form and saved under their
    keys; a key that is absent was not touched. `open_rows` stand open from the beginning. `watched` names
    further tables whose changes alter the list. `imports` offers a list from a workbook, tried before kept;
    `doubles` looks for records that stand twice.
    `subject` tells under which key the record is printed, `fresh` gives the first values of a new record.
    `place` is the kind of place of this page, when another page of the room shows the same table.
    """

    room: str
    model: type[Base]
    word: str
    title: str
    listing: Listing
    fields: Sequence[Field]
    load: Callable[[Reading, int], Record]
    save: Callable[..., int]
    empty: EmptyState
    rows: Sequence[Rows] = ()
    open_rows: frozenset[str] = frozenset()
    filters: Sequence[Filter] = ()
    checks: Sequence[Check] = ()
    tones: Mapping[str, Tone] = field(default_factory=dict[str, Tone])
    watched: frozenset[str] = frozenset()
    documents: Sequence[DocumentKind] = ()
    imports: ImportKind | None = None
    doubles: LikenessKind | None = None
    subject: Callable[[Record], Subject] | None = None
    fresh: Callable[[date], Mapping[str, Any]] = lambda _today: {}
    place: str = ""
    writes: Right = Right.RECORD
    """Who may save; for others the form can only be read."""


class RecordPage(RegisterPage):
    """List and sheet over one kind of record.

    Subclasses may override `opened_record` (fill sections), `gather` (what is saved beside the form's
    values) and `started_new`.
    """

    def __init__(self, desk: Desk, spec: RecordSpec, parent: QWidget | None = None) -> None:
        self.desk = desk
        self.spec = spec
        self.record: Record | None = None
        self._seen: Seen | None = None
        self._older = 0
        self.may_write = may(desk.actor, spec.writes) and not desk.book.read_only
        self.sheet = RecordSheet(spec.fields, desk.lookup, today=desk.today, checks=spec.checks)
        super().__init__(
            ListSource(desk.book, spec.listing),
            title=spec.title,
            empty=spec.empty,
            filters=spec.filters,
            sheet=self.sheet,
            lookup=desk.lookup,
            today=desk.today,
            tones=spec.tones,
            may_leave=self.may_leave,
            parent=parent,
        )
        self.sections = {
            rows.key: RowSection(
                self.sheet, rows, desk.lookup, desk.today, is_open=rows.key in spec.open_rows
            )
            for rows in spec.rows
        }
        self.typed_parts: dict[str, TypedPart] = {"isian": self.sheet.form, **self.sections}
        """What is half typed here, by name; a room adds parts of its own."""
        self.drafting = self._start_drafting()
        self._watch()
        self.table.set_state(desk.list_state(self._list_name))
        self.sheet.show_nothing()

    def _start_drafting(self) -> Drafting:
        table, place = self.spec.model.__tablename__, self.spec.place
        kind = f"{table}.{place}" if place else table
        place = DraftPlace(kind, self.spec.room, place or table, self.spec.word)
        parts = TypedParts(self.typed_parts)
        drafting = Drafting(self.desk, self, place, parts, start_new=lambda _more: self.start_new())
        self.sheet.add_above(drafting.band)
        self.sheet.changed.connect(drafting.touch)
        drafting.offered.connect(self.sheet.to_top)
        return drafting

    @property
    def _list_name(self) -> str:
        return f"{self.spec.room}.{self.spec.model.__tablename__}"

    def _watch(self) -> None:
        self.selected.connect(self._load)
        self.opened.connect(self._load)
        self.create_requested.connect(self.start_new)
        self.trash_requested.connect(self._send_to_trash)
        self.export_requested.connect(self._export_list)
        self.print_requested.connect(self._choose_paper)
        self.state_changed.connect(lambda state: self.desk.keep_list_state(self._list_name, state))
        self.help_requested.connect(self.desk.help_wanted)
        self.sheet.save_requested.connect(self._save)
        self.sheet.cancelled.connect(self._cancel)
        self.sheet.restore_requested.connect(self._restore)
        self.sheet.older_history_wanted.connect(self._show_older)
        self.desk.changed.connect(self._heard)
        self.set_offers(print=bool(self.spec.documents))
        if self.may_write and self.spec.imports is not None:
            add_import(self, self.desk, self.spec.imports)
        if self.spec.doubles is not None:
            add_doubles(self, self.desk, self.spec.doubles)

    def set_offers(
        self,
        *,
        new: bool = True,
        print: bool = True,  # noqa: A002  as the register has it
        export: bool = True,
        trash: bool = True,
    ) -> None:
        """Which of the usual actions this page has, for a person who may do them."""
        super().set_offers(
            new=new and self.may_write, print=print, export=export, trash=trash and self.may_write
        )

    # what a room may add

    def opened_record(self, record: Record) -> None:
        """Called when a record is shown; a room fills its sections here."""

    def started_new(self) -> None:
        """Called when an empty form is shown; a room empties its sections here."""

    def gather(self, values: dict[str, Any]) -> dict[str, Any]:
        """What the save command gets; a room adds its sections' rows here."""
        return values

    def has_changes(self) -> bool:
        """Whether something typed is not saved yet; a room adds editable parts of its own here."""
        return self.sheet.is_changed()

    # going to a record

    def visit(self, id: int | None) -> None:
        """Show one record, or the list; the keyboard is inside the page afterwards."""
        if id is None:
            self.show_list()
            return
        if not (self.record is not None and self.record.id == id) and not self.may_leave():
            return
        self.select(id)
        self._load(id)
        self.show_sheet()
        if self.table.isVisible():
            self.table.take_focus()
        else:
            self.sheet.form.focus()

    def may_leave(self) -> bool:
        """Ask before typed text is left; True when there is none or the person lets it go."""
        if not self.has_changes():
            return True
        return self.drafting.may_leave(f"Perubahan pada {self.spec.word} ini belum disimpan.")

    def start_new(self) -> None:
        """An empty form with the cursor in its first field."""
        if not self.may_leave():
            return
        self.record = self._seen = None
        self.sheet.set_trashed(False)
        for section in self.sections.values():
            section.set_values(())
        self.sheet.set_history(())
        self.sheet.show_new(self.spec.fresh(self.desk.today()), title=f"{self._word} baru")
        self.started_new()
        self.drafting.begin_new()
        self.show_sheet()
        self.sheet.form.focus()

    @property
    def _word(self) -> str:
        return self.spec.word[:1].upper() + self.spec.word[1:]

    def _load(self, id: int) -> None:
        if id and not (self.record is not None and self.record.id == id and self.has_changes()):
            self.desk.read(self, self._show, self.spec.load, id)

    def _show(self, record: Record) -> None:
        self.record = record
        self.select(record.id)
        for key, section in self.sections.items():
            section.set_values(record.values.get(key, ()))
        self.sheet.show_record(record.values, title=record.title, subtitle=record.subtitle)
        self._keep_seen(record)
        self.desk.read(self, self._know_confirmed, confirmed_of, record.uid)
        self.sheet.set_trashed(record.trashed)
        self._read_history(record, None)
        self.opened_record(record)
        if not self.may_write:
            whole = self.desk.book.read_only  # then the line over the page says why
            self.sheet.set_read_only(on=True, why="" if whole else reading_only(self.desk.actor))
        self.drafting.begin(record.uid, version=record.version, title=record.title)

    def _know_confirmed(self, found: tuple[str, frozenset[str]]) -> None:
        if self.record is not None and self.record.uid == found[0]:
            self.sheet.set_confirmed(found[1])

    def _read_history(self, record: Record, before: int | None) -> None:
        spec = self.spec
        self.desk.read(
            self,
            lambda life: self._show_history(record, life, add=before is not None),
            life_of, spec.model, record.uid, spec.fields, spec.rows, before=before,
        )  # fmt: skip

    def _show_history(self, record: Record, life: Life, *, add: bool) -> None:
        if self.record is None or self.record.uid != record.uid:
            return
        self._older = life.older
        lines = [history_line(step) for step in life.steps]
        put = self.sheet.add_history if add else self.sheet.set_history
        put(lines, more=bool(life.older))

    def _show_older(self) -> None:
        if self.record is not None and self._older:
            self._read_history(self.record, self._older)

    def open_file(self, id: int) -> None:
        """Show a file kept in one of the fields (`kit.filechooser.FileOpener`)."""
        show_kept_file(self, self.desk, id)

    # saving

    def _save(self, values: dict[str, Any]) -> None:
        self.sheet.set_saving()
        record = self.record
        rows = {key: section.values() for key, section in self.sections.items()}
        opened = {key: value for key, value in rows.items() if value is not None}
        self.desk.change_or(
            self,
            self._saved,
            self._not_saved,
            self.drafting.saving(self._command()),
            self.gather(values | opened),
            id=record.id if record else None,
            version=record.version if record else None,
            reason=self.sheet.reason,
        )

    def _command(self) -> Callable[..., int]:
        """The room's command; over an existing record it merges with what others saved meanwhile."""
        spec = self.spec
        return saving_over(spec.load, spec.save, spec.model, self._seen) if self._seen else spec.save

    def _keep_seen(self, record: Record) -> None:
        """What the record looked like when it was shown, in the spelling of form and rows."""
        rows = {key: section.values() for key, section in self.sections.items()}
        opened = {key: value for key, value in rows.items() if value is not None}
        self._seen = Seen(record, self.sheet.form.values() | opened)

    def _saved(self, changes: Changes) -> None:
        self.sheet.set_saved(f"Tersimpan {datetime.now(UTC).astimezone():%H.%M.%S}")
        self.drafting.saved()
        line = self.sheet.state_line()
        id_ = int(changes.value)
        undo = self._undo if changes.can_undo else None
        self.desk.read(self, lambda record: self._show_saved(record, line, undo), self.spec.load, id_)

    def _show_saved(self, record: Record, line: str, undo: Callable[[], None] | None) -> None:
        self.say(f"{self._word} {record.title} tersimpan.", undo)
        is_new = self.record is None
        if not self.drafting.is_typed() and self.has_changes():
            if is_new or (self.record is not None and self.record.id == record.id):
                # Changed while it was saved: from here on it changes what was just saved.
                self.record, self._seen = record, Seen(record)
            return
        with self.drafting.carried_over():
            self._show(record)
        if is_new:
            # Number and next steps stand at the top; the cursor may be far below.
            self.sheet.to_top()
        if not self.has_changes():
            self.sheet.set_state(line, "baik")

    def _undo(self) -> None:
        self.desk.undo(self, self._undone)

    def _undone(self, _changes: Changes) -> None:
        self.say("Langkah terakhir diurungkan.")
        if self.record is not None:
            self.desk.read_or(self, self._show, lambda _gone: self._nothing(), self.spec.load, self.record.id)

    def _nothing(self) -> None:
        self.record = self._seen = None
        self.drafting.end()
        self.sheet.show_nothing()
        self.show_list()

    def _not_saved(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, RecordConflict):
            self._compare(error)
        elif isinstance(error, Conflict):
            self.sheet.set_failed(f"{error} {error.next_step}")
            self.sheet.form.show_problems(
                [
                    Problem(key, f"Sudah diubah orang lain menjadi “{value}”.")
                    for key, value in error.theirs.items()
                ]
            )
        elif isinstance(error, Doubtful):
            self._open_rows(error.fields)
            self.sheet.ask_reason(error.doubts)
        elif isinstance(error, Refused):
            self._open_rows(error.fields)
            self.sheet.form.show_problems([Problem(key, str(error)) for key in error.fields])
            self.sheet.set_failed(f"{error} {error.next_step}".strip())
            self._go_to(error.fields)
        elif isinstance(error, BookError):
            self.sheet.set_failed(f"{error} {error.next_step}".strip())
        else:
            self.sheet.set_failed("Belum tersimpan karena kegagalan program.")
            self.desk.failed(error)

    def _compare(self, conflict: RecordConflict) -> None:
        """Both values side by side; what is chosen is saved over the version just seen."""
        self.sheet.set_failed(f"{conflict} {conflict.next_step}")
        words = Words(self.desk.book, self.spec.fields, self.spec.rows)
        chosen = settle(self, conflict, words, self.desk.glance(office_zone), self.spec.word)
        if chosen is None:
            return
        self.sheet.set_saving()
        self._seen = over(conflict)
        self.desk.change_or(
            self,
            self._saved,
            self._not_saved,
            self.drafting.saving(self._command()),
            chosen,
            id=conflict.record.id,
            version=conflict.record.version,
            reason=self.sheet.reason,
        )

    def _go_to(self, keys: Sequence[str]) -> None:
        """Where the first of several faults is: rows stand far below the form."""
        if keys and keys[0] in self.sections:
            self.sections[keys[0]].take_focus()
        elif keys:
            self.sheet.form.focus(keys[0])

    def _open_rows(self, keys: Sequence[str]) -> None:
        for key in keys:
            if key in self.sections:
                self.sections[key].open()

    def _cancel(self) -> None:
        self.drafting.drop()
        if self.record is not None:
            self.desk.read(self, self._show, self.spec.load, self.record.id)
        else:
            self._nothing()

    # trash, export, print

    def _send_to_trash(self, selection: Selection) -> None:
        self._with_ids(selection, self._trash_ids)

    def _trash_ids(self, ids: Sequence[int]) -> None:
        def done(_changes: Changes) -> None:
            self._nothing()
            self.say(f"{len(ids)} {self.spec.word} dikirim ke Sampah.", self._undo)

        self.desk.change(self, done, trash_records, self.spec.model, self.spec.word, ids)

    def _restore(self) -> None:
        if self.record is None:
            return
        id_ = self.record.id
        self.desk.change(
            self, lambda _c: self._load(id_), restore_record, self.spec.model, self.spec.word, id_
        )

    def _with_ids(self, selection: Selection, then: Callable[[Sequence[int]], None]) -> None:
        """The ids of a selection; “everything except” is asked from the reader, not from the window.

        Many at once are a bulk change: a copy of the office is made first.
        """

        def go_on(ids: Sequence[int]) -> None:
            self.desk.safekeeper.before_bulk(len(ids), lambda: then(ids))

        if selection.all_but is None:
            go_on(selection.ids)
            return
        left_out = selection.all_but
        request = list_request(selection.request)
        self.desk.read(
            self,
            lambda ids: go_on([id_ for id_ in ids if id_ not in left_out]),
            self.spec.listing.ids,
            request,
        )

    def _export_list(self, selection: Selection) -> None:
        path = dialogs.save_file(
            self,
            f"Ekspor {self.spec.title}",
            f"{self.spec.title}.xlsx",
            WRITTEN,
        )
        if path is None:
            return
        columns = [column.key for column in self.table.visible_columns()]

        def work(report: Report) -> Path:
            export_listing(
                self.desk.book, self.spec.listing, list_request(selection.request), columns, path,
                title=self.spec.title, actor=self.desk.actor, progress=report.report,
            )  # fmt: skip
            return path

        self.desk.run(
            self, f"Mengekspor {self.spec.title}", work, lambda done: self.say(f"Tersimpan di {done}.")
        )

    def _choose_paper(self, _selection: Selection) -> None:
        if self.record is None or self.spec.subject is None:
            self.say(f"Pilih dahulu satu {self.spec.word} yang akan dicetak.")
            return
        subject = self.spec.subject(self.record)
        menu = QMenu(self)
        for kind in self.spec.documents:
            add_paper(menu.addMenu(kind.title), self, self.desk, kind, subject)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.button("cetak")
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # hearing what changed

    def _heard(self, changes: Changes) -> None:
        if changes.journal_id is not None:
            self.toast.withdraw()
        if not (changes.kinds & (self.spec.watched | {self.spec.model.__tablename__})):
            return
        self.refresh(None)
        record = self.record
        own = self.spec.model.__tablename__
        touched = changes.touched.get(own, frozenset[int]())
        moved = record is not None and (record.id in touched or changes.kinds & (self.spec.watched - {own}))
        if record is not None and moved and not self.has_changes():
            self.desk.read_or(self, self._shown_again, self._gone, self.spec.load, record.id)

    def _shown_again(self, record: Record) -> None:
        """The record in the sheet was changed elsewhere, or by undo: what stands there must not be old."""
        here = self.record
        same = here is not None and here.id == record.id
        if same and not self.has_changes() and here != record:
            self._show(record)

    def _gone(self, _error: BaseException) -> None:
        if self.record is not None and not self.has_changes():
            self._nothing()

    def place(self) -> Place:
        """Where this page stands now."""
        return Place(self.spec.room, self.spec.model.__tablename__, self.record.id if self.record else None)
