"""Where a complaint stands: state, steps of work as buttons, due dates, and what happened.

Asks the page to do a step (`work_requested`) and shows what comes back; it writes nothing itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from berkas.engine.due import next_open
from berkas.kit import keys, taborder, theme
from berkas.kit.editors import Lookup
from berkas.kit.flow import FlowLayout
from berkas.kit.stepcard import StepCard
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.complaints.editor.dues import DuePanel
from berkas.rooms.complaints.fields.work import FIRST, Move, questions
from berkas.rooms.complaints.queries.complaints import EventLine, Life
from berkas.rules.dates import show_long, show_short
from berkas.rules.fields import Choice
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas.rules.vocabulary import ComplaintStatus as Status

_USUAL: Mapping[Status, tuple[Event, ...]] = {
    Status.DITERIMA: (Event.DIVERIFIKASI, Event.DITERUSKAN, Event.DIJAWAB),
    Status.DIVERIFIKASI: (Event.DITERUSKAN, Event.DIPERIKSA, Event.DIJAWAB),
    Status.MENUNGGU_KELENGKAPAN: (Event.BERKAS_LENGKAP, Event.DICABUT),
    Status.DITERUSKAN: (Event.DISPOSISI, Event.DIPERIKSA, Event.DIJAWAB),
    Status.DIPERIKSA: (Event.KLARIFIKASI, Event.DIJAWAB, Event.DIPUTUS),
    Status.DIJAWAB: (Event.DIBERITAHUKAN, Event.DITUTUP),
    Status.DIPUTUS: (Event.DIBERITAHUKAN, Event.DITUTUP),
}
"""The steps people most often take next; the others stand under “Langkah lain”."""


class MoveCard(StepCard):
    """The questions of one step of work, in place."""

    def __init__(self, lookup: Lookup, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(lookup, today, parent)
        self._day = today

    @property
    def move_(self) -> Move | None:
        """The step that was begun."""
        return cast("Move | None", self.begun)

    def ask(self, move: Move, steps: tuple[Choice, ...], life: Life) -> None:
        """Open with the questions of a step; today is offered as its date, and who is responsible as the
        recipient of what is handed over."""
        values = {"on_date": self._day().isoformat()}
        if move.kind is Event.DILIMPAHKAN and life.other_agency:
            values["recipient"] = life.other_agency
        self.begin(move, move.words, questions(move, steps, stream=life.stream), values)


class LifePanel(QWidget):
    """State, buttons, due dates and events of one complaint; the questions of a step are a typed part."""

    work_requested = Signal(object, object)
    changed = Signal()
    """Something was typed into the questions of a step."""

    def __init__(self, lookup: Lookup, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._record_id = 0
        self.life: Life | None = None
        self._waiting: Mapping[str, Any] | None = None
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        theme.mark(self.state, "label")
        self._buttons = FlowLayout(spacing=theme.SPACE_8)
        self._tools = FlowLayout(spacing=theme.SPACE_8)
        self.card = MoveCard(lookup, today, self)
        self.card.accepted.connect(self.work_requested)
        self.card.changed.connect(self.changed)
        self.dues = DuePanel("Batas waktu pengaduan", self)
        self.rule = QLabel(self)
        self.rule.setWordWrap(True)
        theme.mark(self.rule, "redup")
        heading = QLabel("Perjalanan", self)
        theme.mark(heading, "kelompok")
        self._events = QVBoxLayout()
        self._events.setSpacing(theme.SPACE_8)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_16)
        lines.addWidget(self.state)
        lines.addLayout(self._buttons)
        for widget in (self.card, self.dues, self.rule, heading):
            lines.addWidget(widget)
        lines.addLayout(self._events)
        lines.addLayout(self._tools)

    def add_tool(self, text: str, slot: Callable[[], object], *, icon: str) -> QPushButton:
        """A button of the page under the events."""
        button = QPushButton(text, self)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        self._tools.addWidget(button)
        return button

    def show_life(self, life: Life) -> None:
        """Show where a complaint stands now."""
        another = self.life is None or self.life.id != life.id
        self.life = life
        if another or not self.card.is_changed():
            self.card.close_card()
        self.state.setText(_state_words(life))
        self._show_moves(life)
        self.dues.show_plans(life.plans, life.calendar, self._today())
        self.rule.setText(f"Aturan: {life.rule}")
        self._show_events(life.events)
        if self._waiting is not None:
            self.set_typed(self._waiting)

    # half-typed work: kit.typed.TypedPart

    def is_changed(self) -> bool:
        """Whether the questions of a step are answered in part, or are about to be again."""
        return self._waiting is not None or self.card.is_changed()

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """The step that was begun, and what is typed."""
        del whole
        if self._waiting is not None:
            return dict(self._waiting)
        form, move = self.card.form, self.card.move_
        return {} if form is None or move is None else {"step": move.kind.value, "typed": form.typed()}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Begin the step again; as soon as the complaint's life is known."""
        if self.life is None or self.life.id != self._record_id:
            self._waiting = typed
            return
        self._waiting = None
        if not typed:
            return
        self.start_move(Event(typed["step"]))
        if self.card.form is not None:
            self.card.form.set_typed(typed["typed"])

    def expect(self, record_id: int) -> None:
        """Another complaint is shown; its life is on its way."""
        self._record_id, self._waiting = record_id, None

    def typing_at(self) -> Cursor | None:
        """In the questions of a step."""
        return None if self.card.form is None else self.card.form.typing_at()

    def type_at(self, cursor: Cursor) -> None:
        """Into the questions of a step."""
        if self.card.form is not None:
            self.card.form.type_at(cursor)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """A step that was begun is not saved at all."""
        if not typed:
            return []
        moves = self.life.moves if self.life is not None else ()
        words = next((move.words for move in moves if move.kind.value == typed["step"]), "")
        return [Compared("Langkah", "belum dicatat", words or "mulai diisi")]

    def move_buttons(self) -> list[QPushButton]:
        """The steps that stand as buttons."""
        return [widget for widget in _widgets(self._buttons) if isinstance(widget, QPushButton)]

    def start_move(self, kind: Event) -> None:
        """Open the questions of a step that is offered now."""
        move = next((move for move in self.life.moves if move.kind is kind), None) if self.life else None
        if move is not None and self.life is not None:
            steps = tuple(
                Choice(plan.step.key, plan.step.label)
                for plan in self.life.plans
                if plan.done_on is None and not plan.not_applicable
            )
            self.card.ask(move, steps, self.life)
            self._order()

    def tab_parts(self) -> Sequence[QWidget]:
        """The steps and their questions before the due dates; then the buttons of the page."""
        return [*_widgets(self._buttons), self.card, self.dues, *_widgets(self._tools)]

    def _order(self) -> None:
        taborder.put_in_place(self)

    def _show_moves(self, life: Life) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        usual = _USUAL.get(life.status, (Event.DIBUKA_KEMBALI,))
        usual = FIRST.get(life.stream, {}).get(life.status, usual)
        usual = (*usual, Event.JEDA_SELESAI)
        first = sorted(
            (move for move in life.moves if move.kind in usual), key=lambda move: usual.index(move.kind)
        )
        for move in first:
            button = QPushButton(move.words, self)
            button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
            button.clicked.connect(lambda _=False, kind=move.kind: self.start_move(kind))
            self._buttons.addWidget(button)
        others = [move for move in life.moves if move not in first]
        if others:
            self._buttons.addWidget(self._more(others))
        self._order()

    def _more(self, moves: Sequence[Move]) -> QToolButton:
        more = QToolButton(self)
        more.setText("Langkah lain")
        more.setAccessibleName("Langkah lain")
        more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        for move in moves:
            menu.addAction(move.words, lambda kind=move.kind: self.start_move(kind))
        more.setMenu(menu)
        return more

    def _show_events(self, events: Sequence[EventLine]) -> None:
        while (item := self._events.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in reversed(events):
            label = QLabel(_event_words(line), self)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            theme.mark(label, "catatan")
            self._events.addWidget(label)


def _widgets(flow: FlowLayout) -> list[QWidget]:
    items = (flow.itemAt(place) for place in range(flow.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if widget is not None]


def _state_words(life: Life) -> str:
    parts = [life.status.label]
    coming = next_open(life.plans)
    if coming is not None:
        when = f", paling lambat {show_long(coming.due.due)}" if coming.due.due else ""
        parts.append(f"berikutnya: {coming.step.label.lower()}{when}")
    if life.ask_code:
        parts.append(f"kode tanya {life.ask_code[:3]} {life.ask_code[3:]}")
    return " · ".join(parts)


def _event_words(line: EventLine) -> str:
    head = " · ".join(filter(None, (show_short(line.on), line.words, line.recipient)))
    tail = " ".join(filter(None, (line.note, f"({line.document})" if line.document else "")))
    who = f" – {line.who}" if line.who else ""
    return f"{head}{who}\n{tail}" if tail else f"{head}{who}"


def answers(values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a card without the empty ones."""
    return {key: value for key, value in values.items() if value is not None}
