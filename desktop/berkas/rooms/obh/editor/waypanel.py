"""Where a claim stands: state and days, its next steps as buttons, what may be a double claim.

Asks the page to do a step; shows what comes back; writes nothing itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.editors import Lookup
from berkas.kit.flow import FlowLayout
from berkas.kit.stepcard import StepCard
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.obh.fields.claims import ACTIONS, NEXT, action_words, move_fields, next_state
from berkas.rooms.obh.queries.claims import Spell
from berkas.rules.dates import show_short
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import ReimbursementState as State

_TONES = {
    State.MASUK: "info",
    State.DIPERIKSA: "info",
    State.DIKEMBALIKAN: "peringatan",
    State.PERBAIKAN: "info",
    State.DISETUJUI: "baik",
    State.DIBAYAR: "baik",
}


class WayPanel(QWidget):
    """Stands above the form; the answers of a step that was begun are a typed part."""

    wanted = Signal(object, object)
    """The next state, and the values of the step."""
    letter_wanted = Signal()
    check_wanted = Signal()
    changed = Signal()

    def __init__(self, lookup: Lookup, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._state: State | None = None
        self._claim: Mapping[str, Any] = {}
        self._gaps = 0
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        theme.mark(self.state, "label")
        self.doubt = QLabel(self)
        self.doubt.setWordWrap(True)
        theme.mark(self.doubt, "pita", tone="peringatan")
        self.doubt.setMargin(theme.SPACE_8)
        self.doubt.hide()
        self._moves: dict[State, QPushButton] = {}
        moves = FlowLayout(spacing=theme.SPACE_8)
        for state, words in ACTIONS.items():
            button = QPushButton(words, self)
            button.clicked.connect(lambda _on, state=state: self.start_move(state))
            self._moves[state] = button
            moves.addWidget(button)
        self.letter = QPushButton("Surat pengembalian…", self)
        theme.set_icon(self.letter, "mail")
        self.letter.clicked.connect(lambda _on: self.letter_wanted.emit())
        moves.addWidget(self.letter)
        self.check = QPushButton("Periksa berkas", self)
        theme.set_icon(self.check, "list-check")
        self.check.clicked.connect(lambda _on: self.check_wanted.emit())
        moves.addWidget(self.check)
        self.card = StepCard(lookup, today, self)
        self.card.accepted.connect(self._accepted)
        self.card.changed.connect(self.changed)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        for widget in (self.state, self.doubt):
            lines.addWidget(widget)
        lines.addLayout(moves)
        lines.addWidget(self.card)

    def show_claim(self, claim: Mapping[str, Any], *, may_write: bool, gaps: int = 0) -> None:
        """The buttons of a claim's state; `gaps` items are not there. Its days follow with `show_way`."""
        another = claim.get("id") != self._claim.get("id") or claim.get("state") != self._claim.get("state")
        self._claim = claim
        self._gaps = gaps
        self._state = State(claim["state"])
        usual = next_state(self._state, gaps)
        if another or not self.card.is_changed():
            self.card.close_card()
        for state, button in self._moves.items():
            button.setVisible(may_write and state in NEXT[self._state])
            button.setText(action_words(self._state, state))
            theme.mark(button, "utama" if state is usual else "biasa")
        self.letter.setVisible(may_write and self._state is State.DIKEMBALIKAN)
        self.state.setText(self._state.label)
        self.doubt.hide()

    def show_way(self, way: Sequence[Spell]) -> None:
        """Since when the claim is where it is, and how long."""
        if self._state is None or not way:
            return
        now = way[-1]
        parts = [f"{self._state.label} sejak {show_short(date.fromisoformat(now.since))}"]
        if self._state is not State.DIBAYAR:
            parts.append(f"{now.days} hari ({now.working_days} hari kerja)")
        if self._claim.get("approved") is not None:
            parts.append(f"disetujui {show_rupiah(self._claim['approved'])}")
        if self._claim.get("paid") is not None:
            parts.append(f"dibayar {show_rupiah(self._claim['paid'])}")
        if now.reason:
            parts.append(now.reason)
        self.state.setText(" · ".join(parts))
        theme.mark(self.state, "label", tone=_TONES[self._state])

    def show_doubts(self, sentences: Sequence[str]) -> None:
        """What speaks for a double claim."""
        self.doubt.setText("Mungkin diajukan dua kali.\n" + "\n".join(f"• {each}" for each in sentences))
        self.doubt.setVisible(bool(sentences))

    def start_move(self, state: State) -> None:
        """Open the questions of a step with the answers that are most often right."""
        if self._state is None or state not in NEXT[self._state]:
            return
        amount = self._claim.get("claimed") if state is State.DISETUJUI else self._claim.get("approved")
        values = {"on_date": self._today().isoformat(), "amount": amount}
        title = action_words(self._state, state).removesuffix("…")
        self.card.begin(state, title, move_fields(self._state, state, gaps=self._gaps), values)

    def button(self, state: State) -> QPushButton:
        """The button that leads to a state."""
        return self._moves[state]

    def next_move(self) -> None:
        """The step most claims take next."""
        usual = next_state(self._state, self._gaps) if self._state is not None else None
        if usual is not None:
            self.start_move(usual)

    def _accepted(self, state: object, values: object) -> None:
        self.wanted.emit(state, values)

    # half-typed work: kit.typed.TypedPart

    def is_changed(self) -> bool:
        """Whether the questions of a step are answered in part."""
        return self.card.is_changed()

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """The step that was begun, and what is typed."""
        form = self.card.form
        if form is None or not isinstance(self.card.begun, State):
            return {}
        return {"step": self.card.begun.value, "typed": form.typed(whole=whole)}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Begin the step again, if the claim can still take it."""
        if typed:
            self.start_move(State(typed["step"]))
            if self.card.form is not None:
                self.card.form.set_typed(typed["typed"])

    def typing_at(self) -> Cursor | None:
        """The place in the questions."""
        return self.card.form.typing_at() if self.card.form is not None else None

    def type_at(self, cursor: Cursor) -> None:
        """Into that question."""
        if self.card.form is not None:
            self.card.form.type_at(cursor)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """The step in words; nothing of it is saved yet."""
        return [Compared("Langkah", "", State.label_of(typed["step"]))] if typed else []
