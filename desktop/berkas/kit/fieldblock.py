"""One field on a form: label, required word, editor, the echo of a date, help, note and error."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.choosers import ChoiceEditor, MultiEditor, ReferenceEditor
from berkas.kit.editors import (
    BooleanEditor,
    FieldEditor,
    LineEditor,
    LongTextEditor,
    Lookup,
    ShownEditor,
    Today,
)
from berkas.kit.filechooser import FileEditor
from berkas.rules.fields import Field, FieldError, Kind


def editor_for(field: Field, lookup: Lookup | None, today: Today, parent: QWidget) -> FieldEditor:
    """The editor of a kind of field."""
    match field.kind:
        case Kind.LONG_TEXT:
            editor = LongTextEditor(field, parent)
        case Kind.BOOLEAN:
            editor = BooleanEditor(field, parent)
        case Kind.CHOICE:
            editor = ChoiceEditor(field, lookup, parent)
        case Kind.REFERENCE:
            editor = ReferenceEditor(field, lookup, parent)
        case Kind.MULTI:
            editor = MultiEditor(field, lookup, parent)
        case Kind.INSTANT:
            editor = ShownEditor(field, parent)
        case Kind.FILE:
            editor = FileEditor(field, lookup, parent)
        case _:
            editor = LineEditor(field, today, parent)
    editor.set_read_only(field.read_only)
    return editor


class FieldBlock(QWidget):
    """Label above, editor, lines under it. Lines that have nothing to say take no room."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, field: Field, editor: FieldEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self._problem = ""
        self._note = ""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_4)
        if field.kind is not Kind.BOOLEAN:
            self._lines.addWidget(self._build_label())
        self._lines.addWidget(editor)
        self._echo = self._line("gema")
        if field.help:
            self._line("bantuan").setText(field.help)
        self._note_line = self._line("catatan")
        self._error = self._line("galat")
        for each in (self._echo, self._note_line, self._error):
            each.hide()
        self._lines.addStretch()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._describe()
        editor.changed.connect(self._changed)
        editor.left.connect(self._left)

    def _build_label(self) -> QLabel:
        required = self.field.required and not self.field.read_only
        label = QLabel(keys.escaped(self.field.label), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        theme.mark(label, "label")
        label.setBuddy(self.editor.input)
        if required:
            theme.mark(label, wajib="ya")
            label.setText(keys.escaped(f"{self.field.label} (wajib)"))
        return label

    def _line(self, role: str) -> QLabel:
        line = QLabel(self)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        theme.mark(line, role)
        self._lines.addWidget(line)
        return line

    @property
    def has_problem(self) -> bool:
        """Whether an error stands beside the field."""
        return bool(self._problem)

    def set_name(self, name: str) -> None:
        """What a screen reader calls the field."""
        self.editor.input.setAccessibleName(name)

    def take_focus(self) -> None:
        """Put the cursor into the field and bring it into view."""
        self.editor.input.setFocus(Qt.FocusReason.TabFocusReason)  # as Tab does, with the text chosen
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self, 0, theme.SPACE_24)

    def check(self) -> None:
        """Say what is wrong with what was typed, if anything.

        A sound value keeps what still stands beside it: typing takes that away (`recheck`), so it was found
        when the whole form was looked through, such as a doubt that needs a reason.
        """
        try:
            self.editor.value()
        except FieldError as error:
            self.set_problem(str(error))

    def recheck(self) -> None:
        """While typing: an error that has been put right goes at once, a new one waits."""
        if self._problem:
            try:
                self.editor.value()
            except FieldError:
                return
            self.set_problem("")

    def clear(self) -> None:
        """No error, no note."""
        self.set_problem("")
        self.set_note("", "")
        self.refresh_echo()

    def refresh_echo(self) -> None:
        """Say how the program understood what was typed."""
        words = self.editor.echo()
        self._echo.setText(words)
        self._echo.setVisible(bool(words))
        self._describe()

    def set_note(self, text: str, tone: str) -> None:
        """A line the program works out."""
        self._note = text
        self._note_line.setText(text)
        theme.mark(self._note_line, tone=tone)
        self._note_line.setVisible(bool(text))
        self._describe()

    def set_problem(self, sentence: str, *, soft: bool = False) -> None:
        """Say an error in its place; an empty sentence takes it away."""
        if sentence == self._problem:
            return
        self._problem = sentence
        self._error.setText(sentence)
        theme.mark(self._error, tone="peringatan" if soft else "")
        self._error.setVisible(bool(sentence))
        self.editor.set_wrong(bool(sentence) and not soft)
        self._describe()

    def _describe(self) -> None:
        """What a screen reader says after the name."""
        unit = f"dalam {self.field.unit}" if self.field.unit else ""
        required = "wajib" if self.field.required and not self.field.read_only else ""
        parts = (self._problem, required, unit, self._echo.text(), self._note, self.field.help)
        self.editor.input.setAccessibleDescription(". ".join(part.rstrip(".") for part in parts if part))

    def _changed(self) -> None:
        self.changed.emit(self.field.key)

    def _left(self) -> None:
        self.left.emit(self.field.key)
