"""The form of one part of an instrument: its fields, and the rows inside it.

Everything typed is told at once; what it means is for the draft to say. Knows no office.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.form import Form
from berkas.kit.rows import RowsEditor
from berkas.kit.typed import Cursor
from berkas.rooms.office.fields.instrument_draft import InstrumentDraft, Path, kind_of
from berkas.rooms.office.fields.instrument_parts import FORMS, ROWS, is_asked
from berkas.rules.fields import Choice

_HINTS = {
    "scales": "Skala memberi nilai pada butir berjenis skala. Pilih satu skala, atau tambah yang baru.",
    "sections": "Pilih satu bagian atau butir, atau tambah yang baru.",
}


class _PartPage(QWidget):
    """Fields and rows of one kind of part."""

    values_changed = Signal()
    rows_changed = Signal(str)
    """The key of the rows that changed."""
    field_left = Signal(str)
    """The key of a field that was changed, when the keyboard leaves it."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.form: Form | None = None
        self.rows: dict[str, RowsEditor] = {}
        self._headings: dict[str, QLabel] = {}
        self._quiet = False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, theme.SPACE_8, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_8)
        if kind in FORMS:
            self.form = Form(FORMS[kind], max_columns=3, parent=self)
            self.form.changed.connect(self._typed)
            self.form.field_left.connect(self.field_left)
            lines.addWidget(self.form)
        for rows in ROWS.get(kind, ()):
            heading = QLabel(rows.title, self)
            theme.mark(heading, "kelompok")
            editor = RowsEditor(rows.fields, row_name=rows.row_name, parent=self)
            editor.changed.connect(lambda key=rows.key: self._rows_typed(key))
            self.rows[rows.key] = editor
            self._headings[rows.key] = heading
            lines.addWidget(heading)
            lines.addWidget(editor)
        lines.addStretch(1)

    def tab_parts(self) -> Sequence[QWidget]:
        """The fields, then the rows."""
        return [*([self.form] if self.form is not None else []), *self.rows.values()]

    def _typed(self) -> None:
        if not self._quiet:
            self.values_changed.emit()

    def _rows_typed(self, key: str) -> None:
        if not self._quiet:
            self.rows_changed.emit(key)

    def show_part(self, values: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Show a part; nobody is told."""
        self._quiet = True
        if self.form is not None:
            self.form.set_values(values)
        for key, editor in self.rows.items():
            editor.set_values(rows[key])
        self._quiet = False

    def arrange(self, part: Mapping[str, Any]) -> None:
        """Show the fields and rows that mean something for the type of the item."""
        if self.kind not in ("item", "column") or self.form is None:
            return
        self.form.set_visible_fields({field.key for field in self.form.fields if is_asked(field.key, part)})
        for key, editor in self.rows.items():
            on = is_asked(key, part)
            editor.setVisible(on)
            self._headings[key].setVisible(on)


class PartForm(QScrollArea):
    """Shows the chosen part of a draft and writes into it what is typed."""

    edited = Signal()
    key_followed = Signal(int)
    """A key was changed; in how many places it was mentioned."""
    title_left = Signal()
    """The title of the whole was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path = ()
        self._draft: InstrumentDraft | None = None
        self._key = ""
        self._pages: dict[str, _PartPage] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.hint = QLabel(self._inside)
        self.hint.setWordWrap(True)
        theme.mark(self.hint, "redup")
        self._lines.addWidget(self.hint)
        self.setWidget(self._inside)

    @property
    def page(self) -> _PartPage | None:
        """The fields and rows that are shown."""
        return self._pages.get(kind_of(self.path))

    def show_part(self, draft: InstrumentDraft, path: Path) -> None:
        """Show a part of a draft."""
        self._draft, self.path = draft, path
        kind = kind_of(path)
        self.hint.setText(_HINTS.get(kind, ""))
        self.hint.setVisible(kind in _HINTS)
        if kind not in _HINTS and kind not in self._pages:
            self._make(kind)
        for each, page in self._pages.items():
            page.setVisible(each == kind)
        page = self.page
        if page is None:
            return
        self._offer_scales(page)
        self._key = str(draft.part(path).get("key", "")) if kind in FORMS else ""
        page.show_part(draft.values(path), {key: draft.rows(path, key) for key in page.rows})
        page.arrange(draft.part(path))

    def _make(self, kind: str) -> None:
        page = _PartPage(kind, self._inside)
        page.values_changed.connect(self._values_typed)
        page.rows_changed.connect(self._rows_typed)
        page.field_left.connect(self._left)
        self._lines.addWidget(page)
        self._pages[kind] = page

    def _offer_scales(self, page: _PartPage) -> None:
        draft = self._draft
        if draft is None or page.form is None or page.kind not in ("section", "item", "column"):
            return
        page.form.set_choices("scale", [Choice(key, f"{label} ({key})") for key, label in draft.scales()])

    def _values_typed(self) -> None:
        draft, page = self._draft, self.page
        if draft is None or page is None or page.form is None:
            return
        before, values = draft.values(self.path), page.form.values()
        typed = [key for key, value in values.items() if (value or None) != (before.get(key) or None)]
        draft.put_values(self.path, values, f"{self.path}/{'/'.join(typed)}")
        if "type" in typed:
            page.arrange(draft.part(self.path))
        self.edited.emit()

    def _rows_typed(self, key: str) -> None:
        draft, page = self._draft, self.page
        if draft is None or page is None:
            return
        editor = page.rows[key]
        cursor = editor.typing_at()
        mark = f"{self.path}/{key}/{cursor.field}" if cursor is not None else ""
        draft.put_rows(self.path, key, editor.values(), mark)
        self.edited.emit()

    def _left(self, field: str) -> None:
        """A new key is put where the old one was mentioned, once it is typed."""
        if field == "title":
            QTimer.singleShot(0, self, self.title_left.emit)
        if field != "key" or self._draft is None:
            return
        count = self._draft.follow_key(self.path, self._key)
        self._key = str(self._draft.part(self.path).get("key", ""))
        if count:
            self.key_followed.emit(count)

    # the keyboard

    def focus_field(self, key: str = "", row: int = 0) -> None:
        """Into a field, or into a row of this key; without one, into the first field."""
        page = self.page
        if page is None:
            return
        if key in page.rows:
            editor = page.rows[key]
            editor.type_at(Cursor(f"{row}/"))
            QTimer.singleShot(0, editor, self._show_typed)
        elif page.form is not None:
            known = any(field.key == key for field in page.form.fields)
            page.form.focus(key if known else "")
        elif page.rows:
            next(iter(page.rows.values())).type_at(Cursor("0/"))

    def _show_typed(self) -> None:
        """Scroll to the field the keyboard is in, once the page is laid out."""
        self._inside.adjustSize()
        typed = self.focusWidget()
        if typed is not None:
            self.ensureWidgetVisible(typed, 0, 3 * theme.SPACE_24)

    def typing_at(self) -> Cursor | None:
        """The field the keyboard is in; None when it is elsewhere."""
        page = self.page
        if page is None:
            return None
        if page.form is not None and (cursor := page.form.typing_at()) is not None:
            return cursor.inside("isian")
        for key, editor in page.rows.items():
            if (cursor := editor.typing_at()) is not None:
                return cursor.inside(key)
        return None

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard where it was."""
        page = self.page
        name, inner = cursor.split()
        if page is None:
            return
        if name in page.rows:
            page.rows[name].type_at(inner)
        elif page.form is not None:
            page.form.type_at(inner)
