"""“Identitas”: the code of somebody, the marks of protection and the consents; who it is only for a reason.

The same panel wherever a record has a person behind it. What was looked at hides again by itself. Nothing
typed here becomes a draft. Knows no room: the room hands in its commands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.desk.desk import Desk
from berkas.desk.identitydialogs import ask_form, ask_reason
from berkas.engine import consents, identities
from berkas.engine.access import Right, may
from berkas.engine.identities import IdentityState
from berkas.kit import theme
from berkas.kit.flow import FlowLayout
from berkas.rules.dates import show_medium
from berkas.rules.fields import Kind, show
from berkas_db.changes import Changes

_CONSENT = "Pertanyaan tentang satu orang menyebut orang itu; karena itu persetujuannya diminta lebih dahulu."
SHOWN_MINUTES = 3
"""How long an identity that was looked at stays on the screen."""


@dataclass(frozen=True, slots=True)
class IdentityCommands:
    """The room's commands, each about one record: look, correct, and (when it can be done here) enter.

    `word` names the person in a sentence: "penerima", "pelapor".
    """

    word: str
    reveal: Callable[..., Mapping[str, Any]]
    correct: Callable[..., None]
    enter: Callable[..., int] | None = None
    wants_nik: bool = False
    """Whether nobody may be without a NIK or another proof of identity unless a reason says so."""
    asks_consent: bool = True
    """Whether this person is one who is asked for consent."""


class IdentityPanel(QWidget):
    """Code, marks and consents of one person; look, correct, enter and consent as buttons."""

    altered = Signal()
    """Something was entered or corrected; the page reads its record anew."""

    def __init__(self, desk: Desk, commands: IdentityCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.commands = commands
        self.state: IdentityState | None = None
        self._record: int | None = None
        self.code = QLabel(self)
        theme.mark(self.code, "label")
        self.marks = _words(self)
        self.consents = _words(self, "redup")
        self.shown = _words(self)
        self.shown.hide()
        self.look = self._button("Lihat identitas…", "eye", self.ask_look)
        self.hide_button = self._button("Sembunyikan", "eye-off", self.conceal)
        self.change_button = self._button("Ubah identitas…", "pencil", self.ask_change)
        self.enter_button = self._button("Isi identitas…", "plus", self.ask_enter)
        self.consent_button = self._button("Persetujuan…", "signature", self.ask_consent)
        self.buttons = FlowLayout()
        for button in self.tab_parts():
            self.buttons.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        for part in (self.code, self.marks, self.consents, self.shown):
            lines.addWidget(part)
        lines.addLayout(self.buttons)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SHOWN_MINUTES * 60_000)
        self._clock.timeout.connect(self.conceal)
        self.show_person(None, None)

    def tab_parts(self) -> Sequence[QWidget]:
        """The buttons in their order."""
        return (self.look, self.hide_button, self.change_button, self.enter_button, self.consent_button)

    def _button(self, text: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        theme.set_icon(button, icon)
        button.clicked.connect(slot)
        return button

    # showing

    def show_person(self, record_id: int | None, identity_id: int | None) -> None:
        """Show the person behind a record; None for nobody yet. What was looked at before is hidden."""
        self.conceal()
        self._record = record_id
        if identity_id is None:
            self._show_state(None)
        else:
            self.desk.read(self, self._show_state, identities.state_of, identity_id, self.desk.actor)

    def _show_state(self, state: IdentityState | None) -> None:
        self.state = state
        self.code.setText(f"Kode {state.code}" if state else f"Identitas {self.commands.word} belum dicatat.")
        self.marks.setText("\n".join(_marks(state)) if state else "")
        self.marks.setVisible(bool(self.marks.text()))
        theme.mark(self.marks, tone="peringatan" if state and state.is_child else "")
        agreed = [line.words for line in state.consents] if state else []
        self.consents.setText("Persetujuan: " + ("; ".join(agreed) or "belum ada yang dicatat") + ".")
        self.consents.setVisible(state is not None and self.commands.asks_consent)
        self._arrange()

    def _arrange(self) -> None:
        state, is_open = self.state, self.shown.isVisibleTo(self)
        may_record = may(self.desk.actor, Right.RECORD) and self._record is not None
        is_kept = state is not None and not state.is_anonymised
        self.look.setVisible(is_kept and not is_open)
        self.look.setEnabled(state is not None and not state.why_hidden)
        self.look.setToolTip(state.why_hidden if state else "")
        self.hide_button.setVisible(is_open)
        self.change_button.setVisible(is_kept and may_record)
        self.change_button.setEnabled(self.look.isEnabled())
        self.enter_button.setVisible(state is None and may_record and self.commands.enter is not None)
        self.consent_button.setVisible(is_kept and may_record and self.commands.asks_consent)

    # looking

    def ask_look(self) -> None:
        """Ask for a reason, then show who it is."""
        if self._record is None:
            return
        reason = ask_reason(self, f"Lihat identitas {self.commands.word}", "Lihat identitas")
        if reason:
            self.desk.change(self, self._reveal, self.commands.reveal, self._record, reason)

    def _reveal(self, changes: Changes) -> None:
        lines = self._lines_of(changes.value)
        minutes = f"Disembunyikan lagi sesudah {SHOWN_MINUTES} menit atau ketika halaman ini ditinggalkan."
        self.shown.setText("\n".join([*lines, minutes]) if lines else f"Tidak ada yang tercatat. {minutes}")
        self.shown.show()
        self._clock.start()
        self._arrange()
        self.hide_button.setFocus()

    def _lines_of(self, who: Mapping[str, Any]) -> list[str]:
        lines: list[str] = []
        for field in identities.FIELDS:
            value = who.get(field.key)
            if value in (None, ""):
                continue
            words = show(field, value)
            if field.source and field.kind is Kind.REFERENCE:
                found = self.desk.lookup(field.source, f"={value}")
                words = found[0].label if found else words
            lines.append(f"{field.label}: {words}")
        return lines

    def conceal(self) -> None:
        """Take what was looked at off the screen."""
        self._clock.stop()
        self.shown.hide()
        self.shown.setText("")
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page hides what was looked at."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.conceal()

    # entering, correcting, consent

    def ask_enter(self) -> None:
        """An empty form of the vault."""
        enter = self.commands.enter
        if self._record is None or enter is None:
            return
        typed = self._ask_identity(f"Identitas {self.commands.word}", {})
        if typed is not None:
            self.desk.change(self, self._altered, enter, self._record, typed)

    def _ask_identity(self, title: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
        """The form of the vault; what does not fit together wants a reason before it is saved."""
        checks = (partial(identities.doubt_checks, wants_nik=self.commands.wants_nik),)
        fields = (*identities.FIELDS, identities.DOUBT)
        return ask_form(self, self.desk, title, fields, values, checks=checks)

    def ask_change(self) -> None:
        """A reason first, for correcting is looking; then the form with what is kept."""
        if self._record is None:
            return
        record = self._record
        title = f"Ubah identitas {self.commands.word}"
        reason = ask_reason(self, title, "Buka untuk diubah", correcting=True)
        if not reason:
            return

        def ask(changes: Changes) -> None:
            typed = self._ask_identity(title, changes.value)
            if typed is not None:
                self.desk.change(self, self._altered, self.commands.correct, record, typed, reason)

        self.desk.change(self, ask, self.commands.reveal, record, reason)

    def ask_consent(self) -> None:
        """What the person agreed to, one purpose at a time."""
        if self.state is None:
            return
        fresh = {"asked_on": self.desk.today().isoformat(), "state": "diberikan"}
        typed = ask_form(self, self.desk, "Catat persetujuan", consents.FIELDS, fresh, sentence=_CONSENT)
        if typed is not None:
            self.desk.change(self, self._altered, consents.record_consent, self.state.id, typed)

    def _altered(self, _changes: Changes) -> None:
        self.conceal()
        self.altered.emit()
        if self.state is not None:
            self.show_person(self._record, self.state.id)
        self.desk.say("Tersimpan.")


def _marks(state: IdentityState) -> list[str]:
    found: list[str] = []
    if state.is_anonymised:
        found.append("Sudah dianonimkan; yang tersisa hanya kodenya.")
    if state.protection:
        since = f" sejak {show_medium(date.fromisoformat(state.since))}" if state.since else ""
        found.append(f"Dilindungi: {state.protection.lower()}{since}.")
    if state.is_child and not state.why_hidden:
        found.append("Yang boleh tampil hanya kodenya, selamanya.")
    if state.why_hidden and not state.is_anonymised:
        found.append(state.why_hidden)
    return found


def _words(parent: QWidget, role: str = "") -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    if role:
        theme.mark(label, role)
    return label
