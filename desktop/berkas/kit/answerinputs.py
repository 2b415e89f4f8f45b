"""How one question is answered: options, ticks, a line, a table of rows.

An input knows its question and holds its value; keys, errors and evidence are the card's. Values are those of
`rules.answers`; the three codes without a value are kept by the card.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.choosers import ReferenceEditor
from berkas.kit.editors import FieldEditor, LineEditor, LongTextEditor, Lookup, Today
from berkas.kit.flow import FlowLayout
from berkas.kit.rows import RowsEditor
from berkas.kit.typed import Cursor, cursor_position, put_cursor
from berkas.rules.answers import Answer
from berkas.rules.fields import Choice, Field, FieldError, Kind
from berkas.rules.instruments import Instrument, Item, ItemType, Option

CHOSEN_BY_KEY = frozenset({ItemType.SKALA, ItemType.PILIHAN, ItemType.YA_TIDAK, ItemType.MULTI})
"""Types that are answered with one key; the others are typed into a field."""
_LONG_LABEL = 30


class AnswerInput(QWidget):
    """What every input can do."""

    changed = Signal()

    @abstractmethod
    def answer(self) -> Answer | None:
        """The value, None when there is none. Raises FieldError with the sentence to show."""

    @abstractmethod
    def set_answer(self, answer: Answer | None) -> None:
        """Show a value; None empties."""

    @abstractmethod
    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""

    def typed(self) -> Any:  # noqa: ANN401
        """What stands there, answer or not, as JSON; None for inputs that hold whole answers only."""
        return None

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Put back what `typed` gave."""

    def typing_at(self) -> Cursor | None:
        """Where the keyboard is inside; None when it is elsewhere."""
        return Cursor("") if self.field is not None and self.field.hasFocus() else None

    def type_at(self, cursor: Cursor) -> None:
        """Put the cursor at that place of the input, which has the keyboard."""

    @property
    def field(self) -> QWidget | None:
        """The widget that takes the keyboard; None when the card itself does."""
        return None

    def is_empty(self) -> bool:
        """Whether nothing is typed or chosen."""
        try:
            return self.answer() in (None, ())
        except FieldError:
            return False

    def press(self, digit: str) -> bool:
        """A digit was pressed on the card; True when it means something."""
        del digit
        return False

    def step(self, by: int) -> bool:
        """An arrow was pressed on the card; True when it means something."""
        del by
        return False

    def echo(self) -> str:
        """How what was typed was understood."""
        return ""

    def words(self) -> str:
        """The answer as a screen reader says it."""
        return ""


class OptionsInput(AnswerInput):
    """One of several options, or several of them with `several`. Short ones stand side by side.

    `longest` is the length of the longest words an option has in any language.
    """

    def __init__(
        self, options: Sequence[Option], *, several: bool, parent: QWidget, longest: int = 0
    ) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._labels = [option.label for option in options]
        self._several = several
        self._read_only = False
        self._buttons: list[QPushButton] = []
        self.is_short = max([longest, *map(len, self._labels)]) <= _LONG_LABEL
        layout: QLayout
        if self.is_short:
            layout = FlowLayout(self, spacing=theme.SPACE_8)
        else:
            layout = QVBoxLayout(self)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.SPACE_4)
        for place, option in enumerate(self._options):
            button = QPushButton(self._written(place, option.label), self)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
            theme.mark(button, "jawab")
            button.clicked.connect(self._clicked)
            layout.addWidget(button)
            self._buttons.append(button)

    def _written(self, place: int, label: str) -> str:
        return keys.escaped(f"{self._digit(place)}  {label}".strip())

    def say(self, labels: Sequence[str]) -> None:
        """Call the options by other words, in the same order."""
        if list(labels) == self._labels:
            return
        self._labels = list(labels)
        for place, (button, label) in enumerate(zip(self._buttons, labels, strict=True)):
            button.setText(self._written(place, label))

    def _digit(self, place: int) -> str:
        return self._options[place].digit or (str(place + 1) if place < 9 else "")

    def answer(self) -> Answer | None:
        """A code, or the chosen codes in the order of the options."""
        chosen = tuple(
            option.code
            for option, button in zip(self._options, self._buttons, strict=True)
            if button.isChecked()
        )
        if self._several:
            return chosen or None
        return chosen[0] if chosen else None

    def set_answer(self, answer: Answer | None) -> None:
        """Press the buttons of these codes."""
        codes = answer if isinstance(answer, tuple) else (answer,)
        for option, button in zip(self._options, self._buttons, strict=True):
            button.setChecked(option.code in codes)

    def set_read_only(self, on: bool) -> None:
        """Buttons can no longer be pressed."""
        self._read_only = on
        for button in self._buttons:
            button.setEnabled(not on)

    def press(self, digit: str) -> bool:
        """Answer with the option of that digit; of several, put it in or take it out."""
        for place, button in enumerate(self._buttons):
            if self._digit(place) == digit:
                self._choose(place, on=not button.isChecked() if self._several else True)
                return True
        return False

    def step(self, by: int) -> bool:
        """The neighbouring option."""
        if self._several or not self._buttons:
            return False
        here = next((place for place, button in enumerate(self._buttons) if button.isChecked()), None)
        if here is None:
            target = 0 if by > 0 else len(self._buttons) - 1
        else:
            target = min(len(self._buttons) - 1, max(0, here + by))
        self._choose(target, on=True)
        return True

    def words(self) -> str:
        """Labels of what is chosen."""
        return ", ".join(
            label for label, button in zip(self._labels, self._buttons, strict=True) if button.isChecked()
        )

    def offered(self) -> str:
        """Digits and labels, for a screen reader."""
        return ", ".join(f"{self._digit(place)} {label}".strip() for place, label in enumerate(self._labels))

    def _clicked(self) -> None:
        place = next(place for place, button in enumerate(self._buttons) if button is self.sender())
        self._choose(place, on=self._buttons[place].isChecked() if self._several else True)

    def _choose(self, place: int, *, on: bool) -> None:
        if self._read_only:
            return
        for each, button in enumerate(self._buttons):
            if each == place:
                button.setChecked(on)
            elif not self._several:
                button.setChecked(False)
        self.changed.emit()


class TypedInput(AnswerInput):
    """A line or a field of text, with the editor of its kind."""

    def __init__(self, item: Item, lookup: Lookup | None, today: Today, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self._today = today
        self._editor = _editor(item, lookup, today, self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._editor)
        self._editor.changed.connect(self.changed)

    @property
    def field(self) -> QWidget | None:
        """The line itself."""
        return self._editor.input

    def answer(self) -> Answer | None:
        """The value as its type wants it."""
        value = self._editor.value()
        if isinstance(value, float) and value.is_integer():
            return int(value)
        return value

    def set_answer(self, answer: Answer | None) -> None:
        """Show a value."""
        self._editor.set_value(answer)

    def typed(self) -> Any:  # noqa: ANN401
        """As the editor gives it."""
        return self._editor.typed()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Show half-typed text."""
        self._editor.set_typed(typed)

    def typing_at(self) -> Cursor | None:
        """The place in the text."""
        line = self._editor.input
        return Cursor("", cursor_position(line)) if line.hasFocus() else None

    def type_at(self, cursor: Cursor) -> None:
        """The place in the text."""
        put_cursor(self._editor.input, cursor.position)

    def set_read_only(self, on: bool) -> None:
        """Readable, not changeable."""
        self._editor.set_read_only(on)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        raw = self._editor.raw()
        return not (raw[1] if isinstance(raw, tuple) else raw)

    def echo(self) -> str:
        """A date in full."""
        return self._editor.echo()

    def leave(self) -> None:
        """The keyboard is leaving: show the value in its usual form."""
        self._editor.leave()


class TableInput(AnswerInput):
    """Rows of the columns of a table item."""

    def __init__(self, item: Item, instrument: Instrument, today: Today, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self._rows = RowsEditor(
            [_field(column, instrument) for column in item.columns],
            row_name="Baris",
            today=today,
            max_rows=item.max_rows,
            parent=self,
        )
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._rows)
        self._rows.changed.connect(self.changed)

    @property
    def field(self) -> QWidget | None:
        """The rows."""
        return self._rows

    def answer(self) -> Answer | None:
        """Rows without empty cells; None when there are none."""
        rows: list[dict[str, Any]] = [
            {key: value for key, value in row.items() if value is not None} for row in self._rows.values()
        ]
        problems = self._rows.problems()
        if problems:
            place, problem = problems[0]
            sentence = f"Baris {place + 1}, {problem.message}"
            raise FieldError(sentence)
        return tuple(rows) or None

    def set_answer(self, answer: Answer | None) -> None:
        """Show rows."""
        rows = answer if isinstance(answer, tuple) else ()
        self._rows.set_values([row for row in rows if not isinstance(row, str)])

    def typed(self) -> Any:  # noqa: ANN401
        """Rows as they stand."""
        return self._rows.typed()

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Show half-typed rows."""
        self._rows.set_typed(typed)

    def typing_at(self) -> Cursor | None:
        """Row and column."""
        return self._rows.typing_at()

    def type_at(self, cursor: Cursor) -> None:
        """Row and column."""
        self._rows.type_at(cursor)

    def set_read_only(self, on: bool) -> None:
        """Readable, not changeable."""
        self._rows.set_read_only(on)


def option_labels(instrument: Instrument, item: Item, language: str) -> list[str]:
    """The options in a language, with the instrument's own words behind those that differ."""
    options = instrument.options(item)
    said = [instrument.option_in(item, option, language) for option in options]
    return [
        words if words == option.label else f"{words} ({option.label})"
        for words, option in zip(said, options, strict=True)
    ]


def input_for(
    instrument: Instrument, item: Item, lookup: Lookup | None, today: Today, parent: QWidget
) -> AnswerInput:
    """The input of a type of item."""
    if item.type in CHOSEN_BY_KEY:
        several = item.type is ItemType.MULTI
        longest = max(
            (
                len(label)
                for language in instrument.languages
                for label in option_labels(instrument, item, language)
            ),
            default=0,
        )
        return OptionsInput(instrument.options(item), several=several, parent=parent, longest=longest)
    if item.type is ItemType.TABEL:
        return TableInput(item, instrument, today, parent)
    return TypedInput(item, lookup, today, parent)


def _editor(item: Item, lookup: Lookup | None, today: Today, parent: QWidget) -> FieldEditor:
    field = _field(item, None)
    if field.kind is Kind.LONG_TEXT:
        return LongTextEditor(field, parent, lines=min(8, max(2, item.lines)))
    if field.kind is Kind.REFERENCE:
        return ReferenceEditor(field, lookup, parent)
    return LineEditor(field, today, parent)


def _field(item: Item, instrument: Instrument | None) -> Field:
    """The field that types an item; bounds stay with the instrument's own check."""
    kinds = {
        ItemType.ANGKA: Kind.INTEGER if item.whole else Kind.DECIMAL,
        ItemType.TANGGAL: Kind.DATE,
        ItemType.DIGIT: Kind.DIGITS,
        ItemType.RUJUKAN: Kind.REFERENCE,
        ItemType.TEKS: Kind.LONG_TEXT if item.lines > 1 else Kind.TEXT,
        ItemType.MULTI: Kind.MULTI,
    }
    choices = () if instrument is None else instrument.options(item)
    return Field(
        item.key,
        item.label,
        kinds.get(item.type, Kind.CHOICE),
        required=item.required,
        choices=tuple(Choice(option.code, option.label) for option in choices),
        source=item.reference,
        unit=item.unit,
    )
