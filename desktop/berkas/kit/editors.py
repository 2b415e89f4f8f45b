"""One widget per kind of field: how a value is typed, chosen and shown.

An editor knows its field and nothing around it; label, help and error are laid out by the form. Values
are the stored ones of `rules.fields`.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from berkas.kit import keys, theme
from berkas.kit.spine import Value
from berkas.rules import dates, numbers
from berkas.rules.fields import Choice, Field, FieldError, Kind, parse, show

Today = Callable[[], date]
Lookup = Callable[[str, str], Sequence[Choice]]
"""The name of a list and what was typed -> choices. Text `=CODE` asks for exactly that code."""

_RIGHT = {Kind.INTEGER, Kind.DECIMAL, Kind.RUPIAH}
_FORMATTED = {Kind.INTEGER, Kind.DECIMAL, Kind.RUPIAH, Kind.DATE}
_PLACEHOLDERS = {Kind.DATE: "misalnya 12 6 25", Kind.EMAIL: "nama@kantor.go.id"}


class FieldEditor(QWidget):
    """What every editor can do. `input` is the widget that takes the keyboard."""

    changed = Signal()
    left = Signal()
    """The keyboard has left the field."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input: QWidget = self

    @abstractmethod
    def value(self) -> Value:
        """The stored value, None when empty. Raises FieldError with the sentence to show."""

    @abstractmethod
    def set_value(self, value: Value) -> None:
        """Show a stored value."""

    @abstractmethod
    def raw(self) -> object:
        """What stands in the field, for telling whether it was changed."""

    @abstractmethod
    def set_read_only(self, on: bool) -> None:
        """Whether the value can be read but not changed."""

    @abstractmethod
    def typed(self) -> Any:  # noqa: ANN401
        """What stands in the field, sound or not, as JSON."""

    @abstractmethod
    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Put back what `typed` gave, nobody is told. Raises TypeError or ValueError on anything else."""

    @abstractmethod
    def words(self, typed: Any) -> str:  # noqa: ANN401
        """What `typed` gave, as a person reads it."""

    def echo(self) -> str:
        """How the program understood what was typed; empty when there is nothing to say."""
        return ""

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; only for editors that offer any."""
        raise TypeError(f"{self.field.key} offers no choices")

    def set_wrong(self, wrong: bool) -> None:
        """Draw the red border."""
        theme.mark(self.input, salah="ya" if wrong else "tidak")

    def _take(self, widget: QWidget, *beside: QWidget) -> None:
        """Make a widget the input of this editor."""
        self.input = widget
        widget.installEventFilter(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_8)
        line.addWidget(widget, 1)
        for each in beside:
            line.addWidget(each)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Tells when the keyboard has left."""
        if watched is self.input and event.type() == QEvent.Type.FocusOut:
            self.leave()
            self.left.emit()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """The keyboard is leaving: show the value in its usual form."""


class LineEditor(FieldEditor):
    """One line: text, numbers, money, dates, digits."""

    def __init__(self, field: Field, today: Today, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._today = today
        self._line = QLineEdit(self)
        if field.kind in _RIGHT:
            self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line.setPlaceholderText(_PLACEHOLDERS.get(field.kind, ""))
        beside = []
        if field.unit:
            unit = QLabel(field.unit, self)
            theme.mark(unit, "redup")
            beside.append(unit)
        self._take(self._line, *beside)
        self._line.textEdited.connect(self.changed)

    def value(self) -> Value:
        """Parsed by the rules of its kind."""
        return parse(self.field, self._line.text(), today=self._today())

    def set_value(self, value: Value) -> None:
        """In its usual form."""
        self._line.setText(self._in_form(value))
        self._line.setCursorPosition(0)

    def _in_form(self, value: Value) -> str:
        if self.field.kind is Kind.DECIMAL and value is not None:
            return numbers.show_decimal(value, places=None)
        return show(self.field, value)

    def raw(self) -> object:
        """The typed text."""
        return self._line.text().strip()

    def typed(self) -> str:
        """The text as it stands."""
        return self._line.text()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Show a text."""
        self._line.setText(text_of(typed))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The text itself."""
        return text_of(typed)

    def set_read_only(self, on: bool) -> None:
        """Readable, selectable, not editable."""
        self._line.setReadOnly(on)

    def echo(self) -> str:
        """A date in full, so that 6 7 and 7 6 are not confused."""
        if self.field.kind is not Kind.DATE or not self._line.text().strip():
            return ""
        try:
            return dates.show_long(date.fromisoformat(self.value()))
        except FieldError:
            return ""

    def leave(self) -> None:
        """Numbers with points, dates in their short form."""
        if self.field.kind in _FORMATTED and not self._line.isReadOnly():
            try:
                self._line.setText(self._in_form(self.value()))
            except FieldError:
                return


class WrappedText(QPlainTextEdit):
    """Wraps at words; text with a word of many thousand letters anywhere, for the layout of such a word at
    its boundaries takes minutes. Pasting is told before it is laid out.
    """

    LONGEST_WORD = 4_000

    def setPlainText(self, text: str) -> None:  # noqa: N802
        """Show a text, wrapped as it can be."""
        self._wrap_for(text)
        super().setPlainText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste, wrapped as it can be."""
        if source.hasText():
            self._wrap_for(source.text())
        super().insertFromMimeData(source)

    def _wrap_for(self, text: str) -> None:
        is_long = len(text) > self.LONGEST_WORD and any(
            len(word) > self.LONGEST_WORD for word in text.split()
        )
        if is_long:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)


class LongTextEditor(FieldEditor):
    """Several lines, as many as the text has up to a letter's worth; Tab leaves the field."""

    MOST_LINES = 18

    def __init__(self, field: Field, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(field, parent)
        self._text = WrappedText(self)
        self._text.setTabChangesFocus(True)
        self._lines = lines
        self._take(self._text)
        self._quiet = False
        self._text.textChanged.connect(self._edited)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dress()
        theme.on_change(self._dress)
        self._text.document().documentLayout().documentSizeChanged.connect(self._dress)

    def _dress(self, _size: object = None) -> None:
        written = int(self._text.document().size().height())  # in lines, wrapped ones too
        lines = max(self._lines, min(written, self.MOST_LINES))
        height = QFontMetrics(self._text.font()).lineSpacing() * lines + 20
        if height != self._text.height():
            self._text.setFixedHeight(height)

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def value(self) -> Value:
        """Text without blanks around it."""
        return self._text.toPlainText().strip() or None

    def set_value(self, value: Value) -> None:
        """Show a text."""
        self._quiet = True
        self._text.setPlainText(value or "")
        self._quiet = False

    def raw(self) -> object:
        """The typed text."""
        return self._text.toPlainText().strip()

    def typed(self) -> str:
        """The text as it stands."""
        return self._text.toPlainText()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Show a text."""
        self.set_value(text_of(typed))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The text itself."""
        return text_of(typed)

    def set_read_only(self, on: bool) -> None:
        """Readable, selectable, not editable."""
        self._text.setReadOnly(on)


class _Tick(QCheckBox):
    """A check box that can be frozen and still be reached by keyboard."""

    frozen = False

    def nextCheckState(self) -> None:  # noqa: N802
        """Called by Qt when it is clicked."""
        if not self.frozen:
            super().nextCheckState()


class BooleanEditor(FieldEditor):
    """A tick with the field's own label beside it; never empty: not ticked is no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._tick = _Tick(keys.escaped(field.label), self)
        self._take(self._tick)
        self._tick.clicked.connect(self.changed)

    def value(self) -> Value:
        """Whether it is ticked."""
        return self._tick.isChecked()

    def set_value(self, value: Value) -> None:
        """Tick or not; None is not ticked."""
        self._tick.setChecked(bool(value))

    def raw(self) -> object:
        """Whether it is ticked."""
        return self._tick.isChecked()

    def typed(self) -> bool:
        """Whether it is ticked."""
        return self._tick.isChecked()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Tick or not."""
        self._tick.setChecked(bool(typed))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """Yes or no."""
        return show(self.field, bool(typed))

    def set_read_only(self, on: bool) -> None:
        """Reachable, not changeable."""
        self._tick.frozen = on


class ShownEditor(FieldEditor):
    """A value that is never typed, such as an instant: a line to read and copy."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._value: Value = None
        self._line = QLineEdit(self)
        self._line.setReadOnly(True)
        self._take(self._line)

    def value(self) -> Value:
        """What was set."""
        return self._value

    def set_value(self, value: Value) -> None:
        """Show it in its usual form."""
        self._value = value
        self._line.setText(show(self.field, value))
        self._line.setCursorPosition(0)

    def raw(self) -> object:
        """What was set."""
        return self._value

    def typed(self) -> str:
        """What is shown; nobody types here."""
        return self._line.text()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Nobody typed it, so nothing is put back."""

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The text itself."""
        return text_of(typed)

    def set_read_only(self, on: bool) -> None:
        """It always is."""


def text_of(typed: object) -> str:
    """Half-typed text as it was kept. Raises TypeError on anything else."""
    if not isinstance(typed, str):
        raise TypeError("half-typed text is text")
    return typed
