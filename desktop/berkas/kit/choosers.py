"""Editors that offer choices: a list to choose from, a list that is looked up while typing, several ticks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from berkas.kit import theme
from berkas.kit.editors import FieldEditor, Lookup, text_of
from berkas.kit.spine import Value
from berkas.rules.fields import Choice, Field, FieldError

TYPE_AHEAD_FROM = 9
"""From this number of choices on, the box can be typed into."""
_LOOKUP_PAUSE_MS = 120
_MOST_LINES = 8
_CODE = Qt.ItemDataRole.UserRole


class Combo(QComboBox):
    """A box that the mouse wheel does not change and that can be frozen and still be reached by keyboard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.frozen = False
        self.setMaxVisibleItems(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the page instead."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As any box, unless frozen."""
        if self.frozen and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As any box, unless frozen."""
        if not self.frozen:
            super().mousePressEvent(event)


class ChoiceEditor(FieldEditor):
    """One of a list. Typing letters goes to the choice; a long list can be searched by any part of a word."""

    def __init__(self, field: Field, lookup: Lookup | None, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._combo = Combo(self)
        self._take(self._combo)
        self._combo.activated.connect(self._activated)
        looked_up = lookup(field.source, "") if field.source and lookup is not None else ()
        self.set_choices(field.choices or looked_up)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what is chosen stays chosen, also when it is no longer offered."""
        chosen = self._combo.currentData()
        label = self._combo.currentText()
        combo = self._combo
        combo.blockSignals(True)  # noqa: FBT003
        combo.clear()
        combo.addItem("", None)
        for choice in choices:
            combo.addItem(choice.label, choice.code)
            if choice.hint:
                combo.setItemData(combo.count() - 1, choice.hint, Qt.ItemDataRole.ToolTipRole)
        if chosen is not None and combo.findData(chosen) < 0:
            combo.addItem(label, chosen)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        self._set_searchable(len(choices) >= TYPE_AHEAD_FROM)
        combo.blockSignals(False)  # noqa: FBT003

    def _set_searchable(self, on: bool) -> None:
        if on == self._combo.isEditable():
            return
        if not on:
            self._combo.setEditable(False)
            return
        line = QLineEdit(self._combo)
        line.setPlaceholderText("ketik atau pilih")
        line.textEdited.connect(self.changed)
        self._combo.setLineEdit(line)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self._combo.model(), self._combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._combo.setCompleter(completer)

    def _activated(self, _index: int) -> None:
        self.changed.emit()

    def value(self) -> Value:
        """The code; typed text must be one of the choices."""
        place = self._place()
        if place < 0:
            typed = self._combo.currentText().strip()
            sentence = f"{self.field.label}: “{typed}” tidak ada dalam pilihan. Pilih dari daftarnya."
            raise FieldError(sentence)
        return self._combo.itemData(place)

    def _place(self) -> int:
        if not self._combo.isEditable():
            return self._combo.currentIndex()
        typed = self._combo.currentText().strip()
        return self._combo.findText(typed, Qt.MatchFlag.MatchFixedString) if typed else 0

    def set_value(self, value: Value) -> None:
        """Choose by code; a code that is not offered is shown as it is."""
        code, label = (value.code, value.label) if isinstance(value, Choice) else (value, str(value))
        if code in (None, ""):
            self._combo.setCurrentIndex(0)
            return
        if self._combo.findData(code) < 0:
            self._combo.addItem(label, code)
        self._combo.setCurrentIndex(self._combo.findData(code))

    def raw(self) -> object:
        """The shown text."""
        return self._combo.currentText().strip()

    def typed(self) -> list[str | None]:
        """The code where the text names one, and the text."""
        place = self._place()
        return [self._combo.itemData(place) if place >= 0 else None, self._combo.currentText()]

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Choose the code, also when it is no longer offered, or write the half-typed text."""
        code, text = typed
        if code is not None:
            self.set_value(Choice(text_of(code), text_of(text)))
            return
        self._combo.setCurrentIndex(0)
        if self._combo.isEditable():
            self._combo.setEditText(text_of(text))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The text of the choice."""
        return text_of(typed[1])

    def leave(self) -> None:
        """Typed text becomes the choice it names."""
        place = self._place()
        if place >= 0 and place != self._combo.currentIndex():
            self._combo.setCurrentIndex(place)

    def set_read_only(self, on: bool) -> None:
        """Reachable, not changeable."""
        self._combo.frozen = on
        line = self._combo.lineEdit()
        if line is not None:
            line.setReadOnly(on)
        theme.mark(self._combo, beku="ya" if on else "tidak")


class ReferenceEditor(FieldEditor):
    """A record of another list, found while typing. The value is its code; Down shows the whole list."""

    def __init__(self, field: Field, lookup: Lookup | None, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._lookup = lookup
        self._code: str | None = None
        self._label = ""
        self._line = QLineEdit(self)
        self._line.setPlaceholderText("ketik sebagian nama atau nomor")
        self._take(self._line)
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._popup = QListView()
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self._line)
        self._completer.activated[QModelIndex].connect(self._picked)  # pyright: ignore[reportIndexIssue]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LOOKUP_PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self._line.textEdited.connect(self._typed)

    def value(self) -> Value:
        """The code. Text that names nothing is refused."""
        typed = self._line.text().strip()
        if not typed:
            return None
        if self._code is None or typed != self._label:
            found = self._exactly(typed)
            if found is None:
                sentence = f"{self.field.label}: “{typed}” tidak ditemukan. Pilih dari daftar yang muncul."
                raise FieldError(sentence)
            return found.code
        return self._code

    def set_value(self, value: Value) -> None:
        """A code (text or number) or a Choice; the words of a bare code are looked up."""
        self._pause.stop()
        if value in (None, ""):
            self._set(None, "")
        elif isinstance(value, Choice):
            self._set(value.code, value.label)
        else:
            found = self._ask(f"={value}")
            label = next((choice.label for choice in found if choice.code == str(value)), str(value))
            self._set(str(value), label)

    def raw(self) -> object:
        """Code and text."""
        return self._code, self._line.text().strip()

    def typed(self) -> list[str | None]:
        """Code, label of the code, and the text as it stands."""
        return [self._code, self._label, self._line.text()]

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """A record that was found, or text that still has to find one."""
        code, label, text = typed
        self._pause.stop()
        self._code, self._label = (None, "") if code is None else (text_of(code), text_of(label))
        self._line.setText(text_of(text))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """The text."""
        return text_of(typed[2])

    def set_read_only(self, on: bool) -> None:
        """Readable, not changeable."""
        self._line.setReadOnly(on)

    def leave(self) -> None:
        """Text that names exactly one record becomes that record."""
        typed = self._line.text().strip()
        if self._popup.isVisible() or not typed or typed == self._label:
            return
        found = self._exactly(typed)
        if found is not None:
            self._pause.stop()
            self._set(found.code, found.label)
            self.changed.emit()

    def look_up(self) -> None:
        """Show what matches the typed text."""
        self._pause.stop()
        choices = self._ask(self._line.text().strip())
        self._found.clear()
        for choice in choices:
            item = QStandardItem(f"{choice.label} · {choice.hint}" if choice.hint else choice.label)
            item.setData(choice, _CODE)
            self._found.appendRow(item)
        if self._is_named(choices):
            self._set(choices[0].code, choices[0].label)
            self._line.selectAll()
            self._popup.hide()
            self.changed.emit()
        elif choices and self._line.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Down opens the list."""
        if (
            watched is self._line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4)
            and not self._line.isReadOnly()
        ):
            self.look_up()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if self._line.text().strip() != self._label:
            self._code = None
        self._pause.start()
        self.changed.emit()

    def _picked(self, index: QModelIndex) -> None:
        choice: Choice = index.data(_CODE)
        self._set(choice.code, choice.label)
        self.changed.emit()

    def _set(self, code: str | None, label: str) -> None:
        self._code, self._label = code, label.strip()
        self._line.setText(self._label)
        self._line.setCursorPosition(0)

    def _ask(self, typed: str) -> Sequence[Choice]:
        return self._lookup(self.field.source, typed) if self._lookup is not None else self.field.choices

    def _is_named(self, choices: Sequence[Choice]) -> bool:
        """Whether the text is the whole number or code of the only choice there is."""
        typed = self._line.text().strip().casefold()
        return len(choices) == 1 and bool(typed) and choices[0].hint.casefold() == typed

    def _exactly(self, typed: str) -> Choice | None:
        found = self._ask(typed)
        told = typed.casefold()
        same = [choice for choice in found if told in (choice.label.casefold(), choice.hint.casefold())]
        return same[0] if len(same) == 1 else None


class _Ticks(QListWidget):
    """Ticks that can be frozen and still be read by keyboard."""

    frozen = False

    def edit(self, index: QModelIndex, trigger: object, event: QEvent) -> bool:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Called by Qt when an item is clicked or Space is pressed."""
        return False if self.frozen else super().edit(index, trigger, event)  # pyright: ignore[reportCallIssue, reportArgumentType]


class MultiEditor(FieldEditor):
    """Several of a list, with ticks."""

    def __init__(self, field: Field, lookup: Lookup | None, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._list = _Ticks(self)
        self._take(self._list)
        looked_up = lookup(field.source, "") if field.source and lookup is not None else ()
        self.set_choices(field.choices or looked_up)
        self._list.itemChanged.connect(self._ticked)
        theme.on_change(self._dress)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; ticks of codes that stay are kept."""
        ticked = self._codes()
        self._list.blockSignals(True)  # noqa: FBT003
        self._list.clear()
        for choice in choices:
            self._add(choice, ticked=choice.code in ticked)
        self._list.setCurrentRow(0)
        self._list.blockSignals(False)  # noqa: FBT003
        self._dress()

    def _add(self, choice: Choice, *, ticked: bool) -> None:
        item = QListWidgetItem(choice.label, self._list)
        item.setData(_CODE, choice.code)
        item.setToolTip(choice.hint)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def showEvent(self, event: QShowEvent) -> None:
        """The height of a line is known once the style has been put on."""
        super().showEvent(event)
        self._dress()

    def _dress(self) -> None:
        lines = min(_MOST_LINES, max(2, self._list.count()))
        self._list.setFixedHeight(lines * max(self._list.sizeHintForRow(0), 20) + 2 * theme.SPACE_4)

    def _ticked(self, _item: QListWidgetItem) -> None:
        self.changed.emit()

    def _codes(self) -> tuple[str, ...]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.data(_CODE) for item in items if item.checkState() == Qt.CheckState.Checked)

    def value(self) -> Value:
        """Ticked codes in the order of the list; None when there are none."""
        return self._codes() or None

    def set_value(self, value: Value) -> None:
        """Tick these codes; one that is not offered is added and shown as it is."""
        wanted = tuple(value or ())
        self._list.blockSignals(True)  # noqa: FBT003
        known: set[str] = set()
        for row in range(self._list.count()):
            item = self._list.item(row)
            code = item.data(_CODE)
            known.add(code)
            item.setCheckState(Qt.CheckState.Checked if code in wanted else Qt.CheckState.Unchecked)
        for code in wanted:
            if code not in known:
                self._add(Choice(code, code), ticked=True)
        self._list.blockSignals(False)  # noqa: FBT003

    def raw(self) -> object:
        """Ticked codes."""
        return self._codes()

    def typed(self) -> list[str]:
        """Ticked codes."""
        return list(self._codes())

    def set_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Tick these codes."""
        self.set_value(tuple(text_of(code) for code in typed))

    def words(self, typed: Any) -> str:  # noqa: ANN401
        """Labels of the ticked codes, as far as they are offered."""
        items = (self._list.item(row) for row in range(self._list.count()))
        labels = {item.data(_CODE): item.text() for item in items}
        return ", ".join(labels.get(code, text_of(code)) for code in typed)

    def set_read_only(self, on: bool) -> None:
        """Readable, not changeable."""
        self._list.frozen = on
