"""One question on screen: number, words, answer, the three codes without a value, error, flag and evidence.

The card takes the keys of heads-down keying and tells the form what they mean; it decides nothing about other
questions.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from berkas.kit import keys, theme
from berkas.kit.answerinputs import AnswerInput, OptionsInput, TypedInput, input_for, option_labels
from berkas.kit.editors import Lookup, Today
from berkas.kit.evidencestrip import EvidenceStrip
from berkas.kit.flow import FlowLayout
from berkas.kit.typed import Cursor
from berkas.rules.answers import KEYPAD_SIGNS, Answer
from berkas.rules.fields import FieldError
from berkas.rules.instruments import Evidence, Instrument, Item, ItemType, Question, Status, answer_problem
from berkas.rules.vocabulary import Missing

_SIGNS: Mapping[str, Missing] = {sign: missing for missing, sign in KEYPAD_SIGNS.items()}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionCard(QFrame):
    """One question of an instrument."""

    changed = Signal(str)
    next_wanted = Signal(str)
    previous_wanted = Signal(str)
    entered = Signal(str)
    """The keyboard has come to this card."""
    evidence_dropped = Signal(str, object)
    evidence_opened = Signal(str, int)
    evidence_removed = Signal(str, int)

    def __init__(
        self,
        instrument: Instrument,
        question: Question,
        lookup: Lookup | None,
        today: Today,
        parent: QWidget,
        *,
        language: str = "id",
        continued: bool = False,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self.moves_on = False
        """Whether a digit or a sign that answers also goes on; several answers to one question never do."""
        self._instrument = instrument
        self._missing: Missing | None = None
        self._problem = ""
        self._refused = ""
        self._read_only = False
        self._continued = continued
        item = question.item
        theme.mark(self, "soal", kini="tidak", salah="tidak")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.SPACE_16, 12, theme.SPACE_16, 12)
        self._lines.setSpacing(theme.SPACE_8)
        self._build_head(item, continued=continued)
        self._word_head(language)
        self.input: AnswerInput = input_for(instrument, item, lookup, today, self)
        self._codes: dict[Missing, QPushButton] = {}
        self._place_input(self._build_codes())
        self._word_answers(language)
        self._echo = self._line("gema")
        self._note = self._line("catatan")
        self._flag = self._line("catatan", "bahaya")
        self._error = self._line("galat")
        self.evidence: EvidenceStrip | None = None
        if item.evidence and not continued:
            self._build_evidence(item)
        self._take_keys()
        self.input.changed.connect(self._input_changed)
        self._describe()

    @property
    def is_continued(self) -> bool:
        """Whether it goes on with the item of the card above."""
        return self._continued

    def looks_like(self, instrument: Instrument, question: Question) -> bool:
        """Whether another question would stand there in the same words with the same answers."""
        return _looks(self._instrument, self.question) == _looks(instrument, question)

    def take_changed(self, instrument: Instrument, question: Question) -> None:
        """Stand for a question that looks the same."""
        self._instrument, self.question = instrument, question

    # building

    def _build_head(self, item: Item, *, continued: bool) -> None:
        party = self.question.tick.label if self.question.tick else ""
        self._title = self._line("label")
        self._title.show()
        self._official = self._line("redup")
        if party and not continued:
            self._line("redup", text=party)
        self._help = self._line("bantuan")
        marks: list[str] = []
        if item.required:
            marks.append("wajib")
        if item.type is ItemType.MULTI:
            marks.append("boleh lebih dari satu")
        if item.status is Status.RUMUSAN_KANTOR and self._instrument.status is Status.RESMI:
            marks.append("rumusan kantor")
        if marks and not continued:
            self._line("redup", text=" · ".join(marks))

    def _word_head(self, language: str) -> None:
        """The question in a language; one that is not the instrument's own has that below it."""
        item, tick = self.question.item, self.question.tick
        words = item.prompt(language)
        numbered = f"{item.no}.  {words}" if item.no else words
        self._title.setText(tick.label if self._continued and tick else numbered)
        self._show_line(self._official, item.label if words != item.label and not self._continued else "")
        self._show_line(self._help, "" if self._continued else item.help_in(language))
        party = f" ({tick.label})" if tick else ""
        self.name = f"{item.no}. {words}{party}" if item.no else words + party

    def set_language(self, language: str) -> None:
        """Ask in another language."""
        self._word_head(language)
        self._word_answers(language)
        self._name_target()
        self._describe()

    def _word_answers(self, language: str) -> None:
        """The options and the three codes in a language."""
        if isinstance(self.input, OptionsInput):
            self.input.say(option_labels(self._instrument, self.question.item, language))
        for code, button in self._codes.items():
            said = self._instrument.missing_in(code, language)
            words = said if said == code.label else f"{said} ({code.label})"
            button.setText(f"{KEYPAD_SIGNS[code]}  {words}")

    def _line(self, role: str, tone: str = "", *, text: str = "") -> QLabel:
        line = QLabel(text, self)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        theme.mark(line, role, tone=tone)
        line.setVisible(bool(text))
        self._lines.addWidget(line)
        return line

    def _allowed(self) -> tuple[Missing, ...]:
        return self._instrument.missing(self.question.item)

    def _place_input(self, codes: QWidget | None) -> None:
        """The three codes stand beside short options and under everything else."""
        if codes is not None and isinstance(self.input, OptionsInput) and self.input.is_short:
            flow = FlowLayout(spacing=theme.SPACE_16)
            flow.addWidget(self.input)
            flow.addWidget(codes)
            self._lines.addLayout(flow)
            return
        self._lines.addWidget(self.input)
        if codes is not None:
            self._lines.addWidget(codes)

    def _build_codes(self) -> QWidget | None:
        if not self._allowed():
            return None
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=theme.SPACE_8)
        for code in self._allowed():
            button = QPushButton(f"{KEYPAD_SIGNS[code]}  {code.label}", holder)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
            theme.mark(button, "tidak_ada")
            button.clicked.connect(self._code_clicked)
            flow.addWidget(button)
            self._codes[code] = button
        return holder

    def _build_evidence(self, item: Item) -> None:
        strip = EvidenceStrip(self.name, " ".join(map(_requirement, item.evidence)), self)
        key = item.key
        strip.dropped.connect(lambda pieces: self.evidence_dropped.emit(key, pieces))
        strip.opened.connect(lambda record: self.evidence_opened.emit(key, record))
        strip.removed.connect(lambda record: self.evidence_removed.emit(key, record))
        strip.hide()
        self._lines.addWidget(strip)
        self.evidence = strip

    def _take_keys(self) -> None:
        field = self.input.field
        if field is None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        elif isinstance(self.input, TypedInput):
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            field.installEventFilter(self)
        self._name_target()

    def _name_target(self) -> None:
        """What takes the keyboard is called like the question."""
        field = self.input.field
        if field is None:
            self.setAccessibleName(self.name)
        elif isinstance(self.input, TypedInput):
            field.setAccessibleName(self.name)

    # the answer

    def answer(self) -> Answer | None:
        """The answer as far as it is a possible one; None when there is none or it is refused."""
        return None if self.refusal() else self._raw()

    def refusal(self) -> str:
        """Why what was typed is no answer; empty when it is one or nothing was typed."""
        try:
            answer = self._raw()
        except FieldError as error:
            return str(error)
        if answer is None:
            return ""
        return answer_problem(self._instrument, self.question.item, answer) or ""

    def _raw(self) -> Answer | None:
        return self._missing if self._missing is not None else self.input.answer()

    def set_answer(self, answer: Answer | None) -> None:
        """Show an answer without telling anybody."""
        self._missing = answer if isinstance(answer, Missing) else None
        self.input.blockSignals(True)  # noqa: FBT003
        self.input.set_answer(None if self._missing is not None else answer)
        self.input.blockSignals(False)  # noqa: FBT003
        self._show_codes()
        self.set_problem("")
        self._describe()

    def half_typed(self) -> Any:  # noqa: ANN401  JSON of the input's own shape
        """What was typed that is no answer; None when there is nothing of that kind."""
        return self.input.typed() if self.refusal() else None

    def set_half_typed(self, typed: Any) -> None:  # noqa: ANN401
        """Put it back, with the reason why it is no answer."""
        self._missing = None
        self.input.blockSignals(True)  # noqa: FBT003
        self.input.set_typed(typed)
        self.input.blockSignals(False)  # noqa: FBT003
        self._show_codes()
        self.set_problem(self.refusal())

    def typing_at(self) -> Cursor | None:
        """The question, and the place in its text; None when the keyboard is elsewhere."""
        if self.hasFocus():
            return Cursor(self.question.key)
        cursor = self.input.typing_at()
        if cursor is None:
            return None
        path = f"{self.question.key}/{cursor.field}" if cursor.field else self.question.key
        return Cursor(path, cursor.position)

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be read."""
        self._read_only = on
        self.input.set_read_only(on)
        for button in self._codes.values():
            button.setEnabled(not on)
        if self.evidence is not None:
            self.evidence.set_read_only(on)

    def _input_changed(self) -> None:
        if not self.input.is_empty():
            self._missing = None
        self._show_codes()
        self._told()

    def _code_clicked(self) -> None:
        code = next(code for code, button in self._codes.items() if button is self.sender())
        self._set_code(None if self._missing is code else code)

    def _set_code(self, code: Missing | None) -> None:
        self._missing = code
        self.input.blockSignals(True)  # noqa: FBT003
        self.input.set_answer(None)
        self.input.blockSignals(False)  # noqa: FBT003
        self._show_codes()
        self._told()

    def _show_codes(self) -> None:
        for code, button in self._codes.items():
            button.setChecked(code is self._missing)

    def _told(self) -> None:
        if self._problem and not self.refusal():
            self.set_problem("")
        self._refused = ""
        self._describe()
        self.changed.emit(self.question.key)
        if self.input.field is None:
            words = self._missing.label if self._missing is not None else self.input.words()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words or "tanpa jawaban"))

    # what stands beside it

    def set_problem(self, sentence: str) -> None:
        """Say an error in its place; an empty sentence takes it away."""
        self._problem = sentence
        self._show_line(self._error, sentence)
        theme.mark(self, salah="ya" if sentence else "tidak")
        self._describe()

    @property
    def problem(self) -> str:
        """The error that stands there."""
        return self._problem

    def set_note(self, text: str, tone: str = "") -> None:
        """A line the room works out."""
        theme.mark(self._note, tone=tone)
        self._show_line(self._note, text)
        self._describe()

    def set_flag(self, on: bool) -> None:
        """The answer asks for a confidential follow-up."""
        words = self.question.item.red_flag or "jawaban ini memerlukan tindak lanjut rahasia"
        self._show_line(self._flag, f"⚑ Perlu perhatian: {words}" if on else "")

    @staticmethod
    def _show_line(line: QLabel, text: str) -> None:
        if text != line.text():
            line.setText(text)
        if line.isHidden() == bool(text):
            line.setVisible(bool(text))

    def _describe(self) -> None:
        echo = self.input.echo()
        self._show_line(self._echo, echo)
        target = self.input.field or self
        offered = f"Pilihan: {self.input.offered()}" if isinstance(self.input, OptionsInput) else ""
        given = self._missing.label if self._missing is not None else self.input.words()
        parts = (
            self._problem,
            f"Jawaban: {given}" if given else "",
            echo,
            self._note.text(),
            self._flag.text(),
            self._help.text(),
            offered,
        )
        target.setAccessibleDescription(". ".join(part.rstrip(".") for part in parts if part))

    # keys

    def take_focus(self) -> None:
        """Put the keyboard here."""
        target = self.input.field or self
        target.setFocus(Qt.FocusReason.TabFocusReason)  # as Tab does, with the text chosen

    def mark_current(self, on: bool) -> None:
        """Draw the ring of the question being answered."""
        theme.mark(self, kini="ya" if on else "tidak")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells that the keyboard has come."""
        super().focusInEvent(event)
        self.entered.emit(self.question.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The same keys inside a line, as far as they are not text there."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.question.key)
        elif event.type() == QEvent.Type.FocusOut:
            self._left_field()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key_in_field(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, arrows choose, Enter goes on, Backspace goes back."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            return
        if self._move(event.key()) or self._answer_by_key(event):
            return
        super().keyPressEvent(event)

    def _answer_by_key(self, event: QKeyEvent) -> bool:
        if self._read_only or self.input.field is not None:
            return False
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self.input.step(1 if event.key() == Qt.Key.Key_Right else -1)
        if event.key() == Qt.Key.Key_Delete:
            self._set_code(None)
            return True
        code = _SIGNS.get(event.text())
        if code is not None and code in self._allowed():
            self._set_code(code)
            self._move_on()
            return True
        if not event.text().isdigit() or not self.input.press(event.text()):
            return False
        self._move_on()
        return True

    def _move_on(self) -> None:
        """Go on by itself, where that is wanted and the answer is whole."""
        if self.moves_on and self.question.item.type is not ItemType.MULTI and not self.refusal():
            self.next_wanted.emit(self.question.key)

    def _key_in_field(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        if event.key() in _ENTER:
            goes_on_typing = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return not (goes_on_typing and self.question.item.lines > 1) and self._move(event.key())
        if self._read_only or not self.input.is_empty():
            return False
        if event.key() == Qt.Key.Key_Backspace:
            return self._move(event.key())
        code = _SIGNS.get(event.text())
        if code is None or code not in self._allowed():
            return False
        self._set_code(code)
        return True

    def _move(self, key: int) -> bool:
        if key in _ENTER or key == Qt.Key.Key_Down:
            refusal = self.refusal()
            if refusal and refusal != self._refused:
                # Said once and held back once; a second Enter goes on and leaves it for later.
                self._refused = refusal
                self.set_problem(refusal)
                return True
            self.next_wanted.emit(self.question.key)
            return True
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Up):
            self.previous_wanted.emit(self.question.key)
            return True
        return False

    def _paste(self) -> bool:
        return self.evidence is not None and not self.evidence.isHidden() and self.evidence.paste()

    def _left_field(self) -> None:
        if isinstance(self.input, TypedInput):
            self.input.leave()
        refusal = self.refusal()
        if refusal:
            self.set_problem(refusal)


def _requirement(evidence: Evidence) -> str:
    kind = evidence.kind.label.lower() if evidence.kind is not None else "data dukung"
    age = f", paling lama {evidence.max_age_days} hari" if evidence.max_age_days is not None else ""
    words = f"Paling sedikit {evidence.least} {kind}{age}."
    return f"{words} Harus tampak: {evidence.must_show.rstrip('.')}." if evidence.must_show else words


def _looks(instrument: Instrument, question: Question) -> tuple[object, ...]:
    """All that the card of a question shows."""
    item = question.item
    scales = [instrument.scales_by_key.get(each.scale) for each in (item, *item.columns)]
    return item, question.tick, scales, instrument.wordings, instrument.status
