"""The editor of an instrument, full width: its parts, the form of the chosen one, its look, its faults.

Nothing is installed while it is edited. Half-typed work is kept as a draft; “Pasang versi baru…” shows what
changes first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.access import Right, may
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.coverhead import CoverHead, icon_button
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.office.commands import install_edition
from berkas.rooms.office.editor.instrument_faults import FaultTable
from berkas.rooms.office.editor.instrument_form import PartForm
from berkas.rooms.office.editor.instrument_loading import in_force, install
from berkas.rooms.office.editor.instrument_preview import Preview
from berkas.rooms.office.editor.instrument_tools import PartTools, fitting, step_of
from berkas.rooms.office.editor.instrument_tree import PartTree
from berkas.rooms.office.fields.instrument_draft import (
    ROW_PARTS,
    InstrumentDraft,
    Path,
    Spot,
    kind_of,
    title_of,
)
from berkas.rooms.office.fields.instrument_parts import FORMS, ROWS
from berkas.rooms.office.fields.instrument_start import key_from, starter
from berkas.rules.instruments import Instrument, as_tables
from berkas.rules.instruments.all_faults import read_with_all_faults
from berkas.rules.instruments.difference import differences
from berkas.rules.numbers import show_integer

EDITING = "ubah_instrumen"
"""Kind of place: the editor, full width."""
_DRAFTS = "instrument_version.ubah"
_CHECK_MS = 250
_KEYED = ("scale", "section", "item", "column")
_ROWS_SAID = {rows.key: rows.title for each in ROWS.values() for rows in each}
_PARTS_SAID = {
    "whole": "Keterangan dan aturan nilai",
    "scales": "Skala",
    "sections": "Bagian dan butir",
    **{kind: _ROWS_SAID[kind] for kind in ROW_PARTS},
}
_ANY_HEIGHT = 16777215
_UNSAVED = "Perubahan instrumen belum dipasang."


class InstrumentEditor(QWidget):
    """One instrument at a time."""

    left = Signal(str)
    """Somebody goes back to the list; the key of the instrument that was edited."""
    opened = Signal()
    """An instrument is shown: bring the editor to the front."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.key = ""
        self.draft = InstrumentDraft({})
        self.instrument: Instrument | None = None
        """What stands there now, when nothing is wrong with it."""
        self._spots: list[Spot] = []
        place = DraftPlace(_DRAFTS, "office", EDITING, "instrumen")
        self.drafting = Drafting(desk, self, place, self, start_new=self._start_again)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_MS)
        self._check.timeout.connect(self.check)
        self._build()
        keys.add_to(self, "simpan", self.install)
        keys.add_to(self, "kembali", self.leave)
        keys.add_to(self, "galat_berikut", self.next_fault)

    # building

    def _build(self) -> None:
        self.undo_button = icon_button(self, "Urungkan", "arrow-back-up", self.undo)
        self.redo_button = icon_button(self, "Ulangi", "arrow-forward-up", self.redo)
        self.install_button = icon_button(self, "Pasang versi baru…", "check", self.install)
        theme.set_icon(self.install_button, "check", "on_accent")
        theme.mark(self.install_button, "utama")
        self.head = CoverHead(self.leave, (self.undo_button, self.redo_button, self.install_button), self)
        self.tree = PartTree(self)
        self.form = PartForm(self)
        self.preview = Preview(self)
        self.tools = PartTools(lambda: fitting(self.draft, self.tree.path), self)
        self.tools.add_wanted.connect(self.add)
        self.tools.copy_wanted.connect(self.duplicate)
        self.tools.shift_wanted.connect(self.shift)
        self.tools.delete_wanted.connect(self.delete)
        self.faults = FaultTable("Masalah", self)
        self.fault_words = QLabel(self)
        self.fault_words.setWordWrap(True)
        theme.mark(self.fault_words, "label")
        self.tree.chosen.connect(self.show_part)
        self.tree.moved.connect(self.shift)
        self.tree.delete_wanted.connect(self.delete)
        self.tree.add_wanted.connect(self.add_here)
        self.form.edited.connect(self._edited)
        self.form.key_followed.connect(self._followed)
        self.form.title_left.connect(self._name_by_title)
        self.faults.wanted.connect(self.go_to_fault)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.head)
        lines.addWidget(self.drafting.band)
        lines.addWidget(self._panes(), 1)
        self.preview.tabs.screen_preview.rebuilt.connect(lambda: taborder.apply(self))

    def _panes(self) -> QSplitter:
        left, middle = QWidget(self), QWidget(self)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, theme.SPACE_8, 0)
        beside.setSpacing(theme.SPACE_8)
        beside.addWidget(self.tree, 1)
        beside.addWidget(self.tools)
        within = QVBoxLayout(middle)
        within.setContentsMargins(theme.SPACE_8, 0, theme.SPACE_8, 0)
        within.setSpacing(theme.SPACE_8)
        within.addWidget(self.form, 1)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        for pane, share in ((left, 24), (middle, 40), (self.preview, 36)):
            across.addWidget(pane)
            across.setStretchFactor(across.count() - 1, share)
        across.setSizes([2400, 4000, 3600])
        across.setChildrenCollapsible(False)
        self._low = low = QWidget(self)
        under = QVBoxLayout(low)
        under.setContentsMargins(0, theme.SPACE_4, 0, 0)
        under.setSpacing(theme.SPACE_4)
        under.addWidget(self.fault_words)
        under.addWidget(self.faults, 1)
        down = QSplitter(Qt.Orientation.Vertical, self)
        down.addWidget(across)
        down.addWidget(low)
        down.setStretchFactor(0, 5)
        down.setStretchFactor(1, 1)
        down.setSizes([5200, 1300])
        down.setChildrenCollapsible(False)
        self.panes = across
        return down

    def tab_parts(self) -> Sequence[QWidget]:
        """The head, the tree with its tools, the form, the preview, the faults."""
        head = (self.head, self.drafting.band)
        return (*head, self.tree, self.tools, self.form, self.preview, self.faults)

    # beginning

    def open(self, key: str, loaded: Instrument | None = None) -> None:
        """Edit the instrument in force, or what came in a workbook over it; half-done work is offered.

        An empty key begins a new instrument.
        """
        if not self.may_leave():
            return
        kept = None if loaded is not None else self._half_done(key)
        if kept is not None:
            said = f"Ada perubahan yang belum dipasang dari {kept.when}."
            offered = ("Lanjutkan", "Mulai dari versi yang berlaku" if key else "Mulai dari kosong")
            chosen = dialogs.choose(self.window(), "Ubah instrumen", said, offered)
            if chosen is None:
                return
            if chosen == 0:
                self.drafting.take_up(kept)
                return
        self._begin(key, loaded)

    def _half_done(self, key: str) -> Unfinished | None:
        found = self.desk.glance(unfinished, self.desk.actor)
        return next((one for one in found if one.kind == _DRAFTS and one.more.get("key") == key), None)

    def _start_again(self, more: Mapping[str, Any]) -> None:
        """The editing that a draft was begun in."""
        if self.is_changed() and not self.may_leave():
            return
        self._begin(str(more.get("key", "")), None)

    def _begin(self, key: str, loaded: Instrument | None) -> None:
        base = in_force(self.desk, key) if key else None
        self.key = key
        begun = as_tables(base) if base is not None else {} if key else starter()
        self.draft = InstrumentDraft(begun)
        if loaded is not None:
            self.draft.replace(as_tables(loaded), ())
        self.drafting.begin_new({"key": key})
        self._show_all(())
        self.check()
        if self.is_changed():
            self.drafting.touch()
        self.opened.emit()
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if not key:
            self.form.focus_field("title")

    # showing

    def _show_all(self, path: Path) -> None:
        self.tree.show_nodes(self.draft.outline(), path)
        self.show_part(self.tree.path)

    def show_part(self, path: Path) -> None:
        """Show the form of a part; the preview goes there too."""
        self.form.show_part(self.draft, path)
        self.preview.show_item(self._item_of(path))
        self.tools.allow(is_listed=bool(path) and isinstance(path[-1], int))
        taborder.apply(self)

    def _item_of(self, path: Path) -> str:
        """The item the preview shows: the one of the path, or the first one of its section."""
        if "items" in path:
            path = path[: path.index("items") + 2]
        elif path[:1] == ("sections",) and len(path) > 1 and self.draft.part((*path, "items")):
            path = (*path, "items", 0)
        else:
            return ""
        return str(self.draft.part(path).get("key", ""))

    def _edited(self) -> None:
        """Something was typed in the form."""
        path = self.form.path
        kind = kind_of(path)
        if kind in ("scale", "section", "item", "column"):
            self.tree.retitle(path, title_of(self.draft.part(path)))
        self._changed()

    def _name_by_title(self) -> None:
        """A new instrument gets its key from its title, until somebody types another."""
        tables = self.draft.tables
        if self.key or tables.get("key") or not tables.get("title"):
            return
        key = key_from(str(tables["title"]), self.desk.rulebook.instrument_keys())
        if key:
            self.draft.replace({**tables, "key": key}, ())
            cursor = self.form.typing_at()
            self.show_part(self.form.path)
            if cursor is not None:
                self.form.type_at(cursor)
            self._changed()

    def _followed(self, count: int) -> None:
        self.desk.say(
            f"Kode baru juga ditulis pada {show_integer(count)} syarat atau butir yang menyebutnya."
        )
        self._changed()

    def _changed(self) -> None:
        self._check.start()
        self.drafting.touch()
        self._say_state()

    def _say_state(self) -> None:
        name = str(self.draft.tables.get("title") or self.key)
        doing = "Ubah instrumen" if self.key else "Instrumen baru"
        self.head.title.setText(f"{doing}: {name}" if name else doing)
        version = str(self.draft.base.get("version", "")) if self.key else ""
        changed = "ada perubahan yang belum dipasang" if self.is_changed() else "belum diubah"
        self.head.state.setText(f"Versi yang berlaku: {version or 'belum ada'} · {changed}")
        self.undo_button.setEnabled(self.draft.can_undo)
        self.redo_button.setEnabled(self.draft.can_redo)

    # faults

    def check(self) -> None:
        """Read what stands there; tell its faults, or show how it looks."""
        self._check.stop()
        instrument, found = read_with_all_faults(self.draft.tables, file="ini")
        self._spots = [self.draft.locate(error.key) for error in found]
        self.instrument = None if found else instrument
        said = [
            (self._place_of(spot, error.key), f"{error.reason[:1].upper()}{error.reason[1:]}.")
            for spot, error in zip(self._spots, found, strict=True)
        ]
        self.faults.show_lines(said)
        self.faults.setVisible(bool(said))
        words_only = self.fault_words.sizeHint().height() + 2 * theme.SPACE_4
        self._low.setMaximumHeight(_ANY_HEIGHT if said else words_only)
        self.tree.mark([spot.path for spot in self._spots])
        count = show_integer(len(found))
        self.fault_words.setText(
            f"{count} masalah harus diperbaiki sebelum dipasang (F8 ke yang berikutnya)"
            if found
            else "Tidak ada masalah"
        )
        theme.mark(self.fault_words, "galat" if found else "label")
        may_install = may(self.desk.actor, Right.MANAGE_OFFICE) and not self.desk.book.read_only
        self.install_button.setEnabled(may_install and not found and self.is_changed())
        self.preview.show_instrument(self.instrument, self._item_of(self.form.path))
        self._say_state()

    def _place_of(self, spot: Spot, key: str) -> str:
        """Where a fault stands, in the words of the tree and the form."""
        kind = kind_of(spot.path)
        words = {field.key: field.label for field in FORMS.get(kind, ())}
        words |= {rows.key: rows.title for rows in ROWS.get(kind, ())}
        field = words.get(spot.field, "")
        part = (
            str(self.draft.part(spot.path).get("key", "")) if kind in _KEYED else _PARTS_SAID.get(kind, key)
        )
        return f"{part}: {field}" if part and field and field != part else part or field

    def go_to_fault(self, place: int) -> None:
        """Show the part a fault stands in, with the cursor in its field."""
        if not 0 <= place < len(self._spots):
            return
        spot = self._spots[place]
        self.faults.selectRow(place)
        self.tree.choose(spot.path)
        self.show_part(spot.path)
        self.form.focus_field(spot.field, spot.row)

    def next_fault(self) -> None:
        """To the fault behind the chosen one."""
        self.check()
        if self._spots:
            self.go_to_fault((self.faults.currentRow() + 1) % len(self._spots))

    # changing the structure

    def add_here(self) -> None:
        """What is likeliest where the cursor is."""
        kind = kind_of(self.tree.path)
        self.add("items" if kind == "item" else fitting(self.draft, self.tree.path)[0])

    def add(self, into: str) -> None:
        """A new part, with the cursor in its form."""
        path = self.tree.path if kind_of(self.tree.path) not in ("scales", "sections") else ()
        self._restructure(self.draft.add(path, into))
        self.form.focus_field("label")
        typed = self.form.focusWidget()
        if isinstance(typed, QLineEdit | QPlainTextEdit):
            typed.selectAll()  # so that the first letter takes the place of “Pertanyaan baru”

    def duplicate(self) -> None:
        """A copy of the chosen part behind it."""
        path = self.tree.path
        if path and isinstance(path[-1], int):
            self._restructure(self.draft.duplicate(path))

    def delete(self) -> None:
        """Take the chosen part away; it can be undone."""
        path = self.tree.path
        if path and isinstance(path[-1], int):
            self._restructure(self.draft.delete(path))
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, by: int) -> None:
        """Move the chosen part up or down."""
        path = self.tree.path
        if path and isinstance(path[-1], int):
            self._restructure(self.draft.move(path, by))

    def _restructure(self, path: Path) -> None:
        self._show_all(path)
        self._changed()

    # steps

    def undo(self) -> None:
        """One step back in this editor."""
        self._turned(self.draft.undo())

    def redo(self) -> None:
        """One step forth again."""
        self._turned(self.draft.redo())

    def _turned(self, path: Path | None) -> None:
        if path is None:
            return
        cursor = self.form.typing_at() if path == self.form.path else None
        self._show_all(path)
        if cursor is not None:
            self.form.type_at(cursor)
        self._changed()

    def event(self, event: QEvent) -> bool:
        """The keys of a step back are meant for the editor, not for the office, while it is worked in."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A step back or forth; a field that is typed in takes its own first."""
        match step_of(event):
            case "urungkan":
                self.undo()
            case "ulangi":
                self.redo()
            case _:
                super().keyPressEvent(event)

    # installing and leaving

    def install(self) -> None:
        """Show what changes, ask for the edition, install."""
        self.check()
        if self._spots:
            self.go_to_fault(0)
            return
        if self.instrument is None or not self.install_button.isEnabled():
            return
        other = in_force(self.desk, self.instrument.key) if self.instrument.key != self.key else None
        if other is not None:
            said = f"Kunci “{other.key}” sudah dipakai “{other.title}”. Tulis kunci lain pada Keterangan."
            dialogs.say(self.window(), "Kunci sudah dipakai", said)
            self.tree.choose(())
            self.show_part(())
            self.form.focus_field("key")
            return
        install(
            self,
            self.desk,
            self.instrument,
            then=self._installed,
            command=lambda: self.drafting.saving(install_edition),
            refused=self.drafting.not_saved,
        )

    def _installed(self, key: str) -> None:
        self.draft = InstrumentDraft(self.draft.tables)
        self.drafting.saved()
        self.drafting.end()
        self.left.emit(key)

    def leave(self) -> None:
        """Back to the list; what is half done is kept as a draft or let go."""
        if self.may_leave():
            self.drafting.end()
            self.left.emit(self.key)

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; what was kept as a draft or let go is not asked for again."""
        if not self.is_changed():
            return True
        if not self.drafting.may_leave(_UNSAVED):
            return False
        self.drafting.end()
        self.draft = InstrumentDraft(self.draft.base)
        self._check.stop()
        self._show_all(())
        return True

    # half-done work, as `kit.typed.TypedPart`

    def is_changed(self) -> bool:
        """Whether something differs from the instrument in force."""
        return self.draft.is_changed

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """The tables as they stand, sound or not."""
        del whole
        return {"tables": self.draft.tables}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put half-done work back over what is in force now."""
        self.draft.replace(typed["tables"], ())
        self._show_all(self.form.path)
        self.check()

    def typing_at(self) -> Cursor | None:
        """The part and the field the keyboard is in."""
        cursor = self.form.typing_at()
        if cursor is None:
            return None
        path = ".".join(str(step) for step in self.form.path)
        return cursor.inside(path or "-")

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard there again; a part that is gone: the nearest one."""
        name, inner = cursor.split()
        steps = [] if name == "-" else name.split(".")
        self.tree.choose(tuple(int(step) if step.isdigit() else step for step in steps))
        self.show_part(self.tree.path)
        self.form.type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """The half-done work beside what is in force."""
        before, _found = read_with_all_faults(self.draft.base, file="ini")
        after, _found = read_with_all_faults(typed["tables"], file="ini")
        return [
            Compared(f"{each.kind.label}: {each.label}", each.before, each.after)
            for each in differences(before, after)
        ]
