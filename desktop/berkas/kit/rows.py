"""A short list of child rows that can be edited in place: advocates, stages, members of a team.

Each row is a card with a small form; keys that are no fields (id, uid) travel along untouched.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from berkas.kit import taborder, theme
from berkas.kit.editors import Lookup, Today
from berkas.kit.form import Form
from berkas.kit.localday import local_today
from berkas.kit.typed import Compared, Cursor
from berkas.rules.fields import Field, Problem, Severity


class RowCard(QFrame):
    """One row: its number, its form, a button that takes it away."""

    removed = Signal(QWidget)
    changed = Signal()

    def __init__(
        self, fields: Sequence[Field], row_name: str, lookup: Lookup | None, today: Today, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._row_name = row_name
        self._more: dict[str, Any] = {}
        theme.mark(self, "kartu")
        self.title = QLabel(self)
        theme.mark(self.title, "redup")
        self.form = Form(fields, lookup=lookup, today=today, max_columns=4, parent=self)
        self._remove = QToolButton(self)
        self._remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_icon(self._remove, "trash", "dim")
        self._remove.clicked.connect(self._ask_away)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self._remove)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_16)
        lines.setSpacing(theme.SPACE_4)
        lines.addLayout(head)
        lines.addWidget(self.form)
        self.form.changed.connect(self.changed)

    def number(self, place: int) -> None:
        """Say which row this is, for the eye and for a screen reader."""
        self.title.setText(f"{self._row_name} {place}")
        self.form.set_name(f"{self._row_name} {place}")
        words = f"Hapus {self._row_name} {place}"
        self._remove.setAccessibleName(words)
        self._remove.setToolTip(words)

    @property
    def is_known(self) -> bool:
        """Whether the row was there before, and not added by hand."""
        return bool(self._more)

    def values(self) -> dict[str, Any]:
        """Values of the form with everything that travels along."""
        return {**self._more, **self.form.values()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show a row."""
        self._more = dict(values)
        self.form.set_values(values)

    def typed(self) -> dict[str, Any]:
        """What travels along and what stands in the fields, sound or not."""
        return {"row": self._more, "typed": self.form.typed(whole=True)}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put it back as typed over the row it belongs to."""
        self.set_values(typed["row"])
        self.form.set_typed(typed["typed"])

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        self.form.set_read_only(on)
        self._remove.setVisible(not on)

    def _ask_away(self) -> None:
        self.removed.emit(self)


class RowsEditor(QWidget):
    """Cards under each other and a button for one more. `row_name` is what one row is called."""

    changed = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        *,
        row_name: str,
        lookup: Lookup | None = None,
        today: Today = local_today,
        max_rows: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        self._row_name = row_name
        self._lookup = lookup
        self._today = today
        self._most = max_rows
        self._read_only = False
        self._cards: list[RowCard] = []
        self._saved: list[dict[str, Any]] = []
        self._none = QLabel(f"Belum ada {row_name.lower()}.", self)
        theme.mark(self._none, "redup")
        self._add = QPushButton(f"Tambah {row_name.lower()}", self)
        theme.set_icon(self._add, "plus")
        self._add.clicked.connect(self._add_by_hand)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_8)
        self._lines.addWidget(self._none)
        self._lines.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def tab_parts(self) -> Sequence[QWidget]:
        """The cards, then the button."""
        return [*self._cards, self._add]

    def values(self) -> list[dict[str, Any]]:
        """Rows in their order; a row in which nothing was typed is left out."""
        return [card.values() for card in self._cards if self._is_filled(card)]

    def set_values(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these rows; they count as unchanged."""
        while self._cards:
            self._drop(self._cards[-1])
        for row in rows:
            self._append(row)
        self._renumber()
        taborder.put_in_place(self)
        self.mark_saved()

    def mark_saved(self) -> None:
        """What stands there now counts as unchanged."""
        for card in self._cards:
            card.form.mark_saved()
        self._saved = self.values()

    def is_changed(self) -> bool:
        """Whether a row was added, taken away or changed."""
        return any(card.form.is_changed() for card in self._cards) or self.values() != self._saved

    # half-typed work

    def typed(self, *, whole: bool = False) -> list[dict[str, Any]]:
        """All rows as they stand, sound or not: which were added and taken away is part of what was done."""
        del whole
        return [card.typed() for card in self._cards]

    def set_typed(self, typed: Sequence[Mapping[str, Any]]) -> None:
        """Put half-typed rows back in place of those that are shown; what counts as saved stays."""
        while self._cards:
            self._drop(self._cards[-1])
        for row in typed:
            self._append({}).set_typed(row)
        self._renumber()
        taborder.put_in_place(self)
        self.changed.emit()

    def typing_at(self) -> Cursor | None:
        """The row by its place and the field in it; None when the keyboard is elsewhere."""
        for place, card in enumerate(self._cards):
            if (cursor := card.form.typing_at()) is not None:
                return cursor.inside(str(place))
        return None

    def type_at(self, cursor: Cursor) -> None:
        """Into that row, else to the button for one more."""
        place, inner = cursor.split()
        if place.isdigit() and int(place) < len(self._cards):
            self._cards[int(place)].form.type_at(inner)
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self, typed: Sequence[Mapping[str, Any]]) -> list[Compared]:
        """Row by row beside what is shown; what is shown must be what is saved."""
        other = RowsEditor(
            self._fields, row_name=self._row_name, lookup=self._lookup, today=self._today, parent=self
        )
        other.hide()
        other.set_typed(typed)
        pairs = zip_longest(self._words(), other._words(), fillvalue="")
        found = [
            Compared(f"{self._row_name} {place}", here, there)
            for place, (here, there) in enumerate(pairs, start=1)
            if here != there
        ]
        other.deleteLater()
        return found

    def _words(self) -> list[str]:
        return [card.form.in_words() for card in self._cards]

    def problems(self) -> list[tuple[int, Problem]]:
        """What is wrong, with the place of the row from 0."""
        return [
            (place, problem)
            for place, card in enumerate(self._cards)
            if self._is_filled(card)
            for problem in card.form.problems()
        ]

    def show_problems(self) -> bool:
        """Say what is wrong beside the fields; True when nothing hard is."""
        sound = True
        for card in self._cards:
            found = card.form.problems() if self._is_filled(card) else []
            card.form.show_problems(found)
            sound = sound and not any(problem.severity is Severity.HARD for problem in found)
        if not sound:
            next(card for card in self._cards if card.form.problems()).form.next_problem()
        return sound

    def set_read_only(self, on: bool) -> None:
        """Whether the rows can only be read."""
        self._read_only = on
        for card in self._cards:
            card.set_read_only(on)
        self._renumber()

    def add_row(self, values: Mapping[str, Any] | None = None) -> RowCard:
        """One more row, with the cursor in its first field."""
        card = self._append(values or {})
        self._renumber()
        taborder.put_in_place(self)
        card.form.focus()
        self.changed.emit()
        return card

    def _add_by_hand(self) -> None:
        self.add_row()

    def _append(self, values: Mapping[str, Any]) -> RowCard:
        card = RowCard(self._fields, self._row_name, self._lookup, self._today, self)
        card.set_values(values)
        card.set_read_only(self._read_only)
        card.changed.connect(self.changed)
        card.removed.connect(self._remove)
        self._lines.insertWidget(len(self._cards) + 1, card)
        self._cards.append(card)
        return card

    def _remove(self, card: RowCard) -> None:
        self._drop(card)
        self._renumber()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, card: RowCard) -> None:
        self._cards.remove(card)
        self._lines.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _renumber(self) -> None:
        for place, card in enumerate(self._cards, start=1):
            card.number(place)
        self._none.setVisible(not self._cards)
        full = self._most is not None and len(self._cards) >= self._most
        self._add.setVisible(not self._read_only and not full)

    def _is_filled(self, card: RowCard) -> bool:
        defaults = {field.key: field.default for field in self._fields}
        typed = card.form.values()
        half_typed = any(not field.read_only and field.key not in typed for field in self._fields)
        return (
            card.is_known
            or half_typed
            or any(
                value not in (None, "", (), False) and value != defaults[key] for key, value in typed.items()
            )
        )
