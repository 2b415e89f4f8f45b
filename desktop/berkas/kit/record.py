"""The sheet of one record: title, form, buttons, state of saving, sections of the room, history.

Edits a draft and asks to save it (`save_requested`); it saves nothing itself and knows no book.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.form import Form
from berkas.kit.historyview import HistoryLine, HistoryView
from berkas.kit.localday import local_today
from berkas.kit.recordbands import LockBand, ReasonBand
from berkas.kit.sheetparts import SheetPart
from berkas.rules.fields import Check, Field, Problem, Severity

__all__ = ["HistoryLine", "RecordSheet", "SheetPart"]


class RecordSheet(QWidget):
    """One record, new or existing. See the module."""

    save_requested = Signal(object)
    """The values to save; only when no hard problem is left."""
    cancelled = Signal()
    changed = Signal()
    closed = Signal()
    """Somebody wants to go back to the list."""
    restore_requested = Signal()
    older_history_wanted = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        lookup: Lookup | None = None,
        *,
        today: Today = local_today,
        checks: Sequence[Check] = (),
        max_columns: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.reason = ""
        self._confirmed: frozenset[str] = frozenset()
        self._trashed = False
        self._locked = False
        self._asked: Mapping[str, object] = {}
        self._edited_since = False
        self._rows: list[SheetPart] = []
        self._parts: list[QWidget] = []
        self._parts_above: list[QWidget] = []
        self._buttons: list[QWidget] = []
        theme.mark(self, "lembar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = Form(fields, lookup=lookup, today=today, checks=checks, max_columns=max_columns)
        self._title = QLabel(self)
        self._subtitle = QLabel(self)
        self._back = QPushButton("Kembali ke daftar", self)
        self._band = LockBand(self)
        self._soft = ReasonBand(self)
        self._sections = QVBoxLayout()
        self._above = QVBoxLayout()
        self._history = HistoryView(self)
        self._history.older_wanted.connect(self.older_history_wanted)
        self._pages = QStackedWidget(self)
        self._nothing = QLabel("Pilih satu baris untuk melihat isinya.", self)
        self._actions = QHBoxLayout()
        self._state = QLabel(self)
        self._save = QPushButton("Simpan", self)
        self._cancel = QPushButton("Batal", self)
        self._lay_out()
        self._connect()
        taborder.apply(self)
        self.show_nothing()

    # laying out

    def _lay_out(self) -> None:
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        theme.mark(self._nothing, "redup")
        sheet = QWidget(self)
        lines = QVBoxLayout(sheet)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._build_body(), 1)
        lines.addWidget(self._build_foot())
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _build_body(self) -> QScrollArea:
        for label, role in ((self._title, "judul"), (self._subtitle, "redup")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            theme.mark(label, role)
        theme.mark(self._back, "tautan")
        theme.set_icon(self._back, "chevron-left", "accent_text")
        self._back.hide()
        body = QWidget(self)
        theme.mark(body, "isi")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_16, theme.SPACE_24, theme.SPACE_24)
        lines.setSpacing(theme.SPACE_16)
        head = QVBoxLayout()
        head.setSpacing(theme.SPACE_4)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        lines.addLayout(head)
        lines.addWidget(self._band)
        for part in (self._above, self._sections):
            part.setSpacing(theme.SPACE_16)
        lines.addLayout(self._above)
        lines.addWidget(self.form)
        lines.addLayout(self._sections)
        lines.addWidget(self._history)
        lines.addStretch()
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _build_foot(self) -> QFrame:
        foot = QFrame(self)
        theme.mark(foot, "kaki")
        theme.mark(self._state, "redup")
        self._state.setWordWrap(True)
        theme.mark(self._save, "utama")
        theme.set_icon(self._save, "device-floppy", "on_accent")
        self._save.setToolTip(f"Simpan ({keys.shown('simpan')})")
        self._cancel.setToolTip(f"Batal ({keys.shown('kembali')})")
        self._actions.setSpacing(theme.SPACE_8)
        line = QHBoxLayout()
        line.setSpacing(theme.SPACE_8)
        line.addWidget(self._save)
        line.addWidget(self._cancel)
        line.addLayout(self._actions)
        line.addWidget(self._state, 1)
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(theme.SPACE_24, theme.SPACE_8, theme.SPACE_24, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self._soft)
        lines.addLayout(line)
        return foot

    def tab_parts(self) -> Sequence[QWidget]:
        """From the top to the buttons."""
        head = [self._back, self._band, *self._parts_above]
        foot = [self._soft, self._save, self._cancel, *self._buttons]
        return [*head, self.form, *self._parts, self._history, *foot]

    def _connect(self) -> None:
        self.form.changed.connect(self._edited)
        self._save.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancel)
        self._back.clicked.connect(self.closed)
        self._soft.accepted.connect(self._save_with_reason)
        self._band.pressed.connect(self.restore_requested)
        for code, slot in (
            ("simpan", self.save),
            ("kembali", self.cancel),
            ("periksa", self.check),
            ("galat_berikut", self._next_problem),
        ):
            keys.add_to(self, code, slot)

    # showing a record

    def show_record(self, values: Mapping[str, Any], *, title: str, subtitle: str = "") -> None:
        """An existing record, unchanged."""
        self._show(values, title, subtitle)

    def show_new(self, values: Mapping[str, Any] | None = None, *, title: str) -> None:
        """A new record; the cursor stands in the first field."""
        self._show(values or {}, title, "")
        self.form.focus()

    def show_nothing(self) -> None:
        """No record: a sentence that says what to do."""
        self._pages.setCurrentIndex(0)
        self.form.set_values({})

    def is_showing(self) -> bool:
        """Whether a record, new or existing, is shown."""
        return self._pages.currentIndex() == 1

    def to_top(self) -> None:
        """Show title and first lines."""
        self._area.verticalScrollBar().setValue(0)

    def scroll_to(self, part: QWidget) -> None:
        """Bring a part of the sheet into view."""
        self._area.ensureWidgetVisible(part, 0, theme.SPACE_24)

    def _show(self, values: Mapping[str, Any], title: str, subtitle: str) -> None:
        self.form.set_values(values)
        if title != self._title.text():
            self.to_top()
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._soft.hide()
        self.reason = ""
        self._confirmed = frozenset()
        self._pages.setCurrentIndex(1)
        self.set_state("")

    # saving

    def save(self) -> None:
        """Check and ask to save; problems are shown beside their fields."""
        if not self._can_write():
            return
        problems = self.form.problems()
        self.form.show_problems(problems)
        hard = [problem for problem in problems if problem.severity is Severity.HARD]
        if hard:
            self._say_problems(problems)
            self.form.focus(hard[0].key)
            return
        if not all(rows.show_problems() for rows in self._rows):
            self.set_state("Perbaiki dahulu baris yang ditandai", "bahaya")
            return
        soft = [
            problem
            for problem in problems
            if problem.severity is Severity.SOFT and problem.message not in self._confirmed
        ]
        if soft and not self.reason:
            self._soft.ask(soft)
            return
        self._soft.hide()
        self.save_requested.emit(self.form.values())

    def set_confirmed(self, sentences: frozenset[str]) -> None:
        """Soft problems that were confirmed with a reason before; they are shown, but not asked again."""
        self._confirmed = sentences

    def check(self) -> None:
        """Show every problem without saving."""
        problems = self.form.problems()
        self.form.show_problems(problems)
        self._say_problems(problems)

    def cancel(self) -> None:
        """Go back. Typed text is only given up when the person says so; the room decides what is shown
        then.
        """
        if not self.is_showing():
            return
        changed = self.is_changed()
        if changed and not dialogs.ask(
            self,
            "Perubahan belum disimpan",
            "Yang baru diketik pada lembar ini belum disimpan. Buang perubahan itu?",
            yes="Buang perubahan",
            no="Lanjut mengisi",
            danger=True,
        ):
            return
        self.cancelled.emit()
        if not changed:
            self.closed.emit()

    def set_saving(self) -> None:
        """Between asking and the answer."""
        self._asked, self._edited_since = self.form.standing(), False
        self.set_state("Menyimpan…")
        self._save.setEnabled(False)

    def set_saved(self, line: str) -> None:
        """The record is in the book. What was typed into the form after asking still counts as changed."""
        self._save.setEnabled(True)
        self.reason = ""
        self.form.mark_saved(self._asked if self._edited_since else None)
        for rows in self._rows:
            rows.mark_saved()
        self.set_state(line, "baik")

    def set_failed(self, sentence: str) -> None:
        """It is not saved, and why; everything typed stays."""
        self._save.setEnabled(True)
        self.set_state(sentence, "bahaya")

    def ask_reason(self, problems: Sequence[Problem]) -> None:
        """The record may only be saved with a reason: show why beside the fields and ask for it."""
        self.form.show_problems(problems)
        self.set_state("")
        self._soft.ask(problems)

    def set_state(self, line: str, tone: str = "") -> None:
        """The line beside the buttons."""
        self._save.setEnabled(self._can_write())
        self._state.setText(line)
        theme.mark(self._state, tone=tone)

    def state_line(self) -> str:
        """What the line beside the buttons says."""
        return self._state.text()

    def is_changed(self) -> bool:
        """Whether something typed is not saved."""
        return self.is_showing() and (self.form.is_changed() or any(rows.is_changed() for rows in self._rows))

    def _can_write(self) -> bool:
        return self.is_showing() and not self._trashed and not self._locked

    def _edited(self) -> None:
        self._edited_since = True
        self.set_state("Belum disimpan" if self.is_changed() else "")
        self.changed.emit()

    def _say_problems(self, problems: Sequence[Problem]) -> None:
        count = len(problems)
        if count:
            self.set_state(f"{count} hal perlu diperbaiki ({keys.shown('galat_berikut')})", "bahaya")
        else:
            self.set_state("Tidak ada yang perlu diperbaiki", "baik")

    def _save_with_reason(self, reason: str) -> None:
        self.reason = reason
        # The band goes with the cursor in it; left alone it would land on “Batal”.
        if not self.form.next_problem():
            self.form.focus()
        self.save()

    def _next_problem(self) -> None:
        self.form.next_problem()

    # what rooms add

    def add_section(self, title: str, widget: QWidget) -> QWidget:
        """A part of the room's own under the form, with a heading when `title` is given.

        A `SheetPart` is checked before saving and counts in `is_changed` from then on.
        """
        if isinstance(widget, SheetPart):
            self._rows.append(widget)
            widget.changed.connect(self._edited)
        section = QWidget(self)
        lines = QVBoxLayout(section)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        if title:
            heading = QLabel(title, section)
            heading.setWordWrap(True)
            theme.mark(heading, "kelompok")
            lines.addWidget(heading)
        lines.addWidget(widget)
        self._sections.addWidget(section)
        self._parts.append(section)
        taborder.apply(self)
        return section

    def add_above(self, widget: QWidget) -> None:
        """A part of the room's own between title and form."""
        self._above.addWidget(widget)
        self._parts_above.append(widget)
        taborder.apply(self)

    def add_button(self, text: str, slot: Callable[[], object], *, icon: str = "") -> QPushButton:
        """A button beside "Simpan" and "Batal"."""
        button = QPushButton(text, self)
        if icon:
            theme.set_icon(button, icon)
        button.clicked.connect(slot)
        self._actions.addWidget(button)
        self._buttons.append(button)
        taborder.apply(self)
        return button

    def set_history(self, lines: Sequence[HistoryLine], *, more: bool = False) -> None:
        """What happened to the record, newest first; with `more`, older steps are offered."""
        self._history.show_lines(lines, more=more)
        taborder.put_in_place(self._history)

    def add_history(self, lines: Sequence[HistoryLine], *, more: bool) -> None:
        """Older steps, under those that are there."""
        self._history.add_lines(lines, more=more)
        taborder.put_in_place(self._history)

    def set_trashed(self, trashed: bool) -> None:
        """A record in the trash can only be read and restored."""
        self._trashed = trashed
        self._apply_lock("Berkas ini ada di Sampah." if trashed else "", "Pulihkan" if trashed else "")

    def set_read_only(self, on: bool, why: str = "") -> None:
        """Whether the record can only be read, and the sentence that says why."""
        self._locked = on
        self._apply_lock(why if on else "", "")

    def set_back_visible(self, on: bool) -> None:
        """Whether the way back to the list is offered; set by the page that shows sheet over list."""
        self._back.setVisible(on)

    def _apply_lock(self, sentence: str, button: str) -> None:
        locked = self._trashed or self._locked
        self.form.set_read_only(locked)
        for rows in self._rows:
            rows.set_read_only(locked)
        self._save.setVisible(not locked)
        self._cancel.setVisible(not locked)
        self._band.say(sentence, button)
