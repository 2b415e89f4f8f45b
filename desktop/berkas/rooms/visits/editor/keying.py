"""Keying sheets, full width and heads down: digits, Enter, the three signs; Enter on the last one saves.

Saving is one command; a new sheet is followed by the next one with place, OBH, day and manner carried over.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.access import Right, may
from berkas.engine.second_keying import has_begun
from berkas.kit import dialogs, keys, theme
from berkas.kit.answers import AnswerForm
from berkas.kit.typed import Compared, Cursor
from berkas.rooms.visits.editor.handingin import HandingIn
from berkas.rooms.visits.editor.keyhold import KeyHold
from berkas.rooms.visits.editor.keyinghead import KeyingHead
from berkas.rooms.visits.editor.keyingtop import KeyingTop, status_words
from berkas.rooms.visits.editor.padnumbers import PadNumbers
from berkas.rooms.visits.editor.redflags import offer_followups
from berkas.rooms.visits.editor.savedat import saved_at
from berkas.rooms.visits.editor.sheetproofs import SheetProofs
from berkas.rooms.visits.queries.assessments import KeyingContext, Sheet, keying_context, load_keyed
from berkas.rooms.visits.queries.forms import next_number, number_of
from berkas.rooms.visits.queries.keying import load_seen
from berkas.rules.answers import Answer, is_given
from berkas.rules.fields import Severity
from berkas.rules.instruments import Instrument, ItemType, Kind
from berkas.rules.vocabulary import AnswerPass, AssessmentState
from berkas_db.changes import Changes

INTERVIEW = "monev_litigasi"
"""What is keyed first where nobody has chosen yet."""
KEYING_PLACE = "ketik"
"""Kind of place: the keying of one sheet, full width."""
KEYED = (Kind.WAWANCARA, Kind.STANDAR, Kind.BERKAS)
"""Kinds of instruments keyed here; surveys come with their period, awards have their own page."""
_LINES_FOR_HEAD = 34
"""How many lines of text the page must be high to show head and questions together."""
_COUNT_MS = 120
"""A pause in keying: then the open errors are counted again."""
_SETTLED = (AssessmentState.TERVERIFIKASI.value, AssessmentState.TERKUNCI.value)


class KeyingView(QWidget):
    """One sheet after the other."""

    left = Signal()
    """Somebody goes back to the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.visit_id: int | None = None
        self.period_id: int | None = None
        self.sheet: Sheet | None = None
        self.form: AnswerForm | None = None
        self.context = KeyingContext("", (), "", "", "")
        self.saved_ids: list[int] = []
        self._filled: dict[str, Answer] = {}
        self._dirty = False
        self._form_number = 0
        self._opened = 0
        self._hold = KeyHold(self)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_MS)
        self._counting.timeout.connect(self._count)
        place = DraftPlace("assessment.ketik", "visits", KEYING_PLACE, "lembar")
        self.drafting = Drafting(desk, self, place, self, start_new=self._start_again)
        self._build()
        self._handing_in = HandingIn(
            self, desk, self.top, self.head, self._hold, self.drafting,
            saved=self._saved, again=lambda reason: self.save(reason=reason),
        )  # fmt: skip
        keys.add_to(self, "simpan", self.save)
        keys.add_to(self, "kembali", self.leave)
        keys.add_to(self, "galat_berikut", self.next_problem)
        keys.add_to(self, "periksa", self.next_problem)

    def _build(self) -> None:
        self.top = KeyingTop(self, leave=self.leave, other=self.choose_instrument, save=self.save)
        self.top.moving_on.turned.connect(self._turn_moving_on)
        self.state, self.save_button = self.top.state, self.top.save_button
        self.head_button = self.top.head_button
        self._numbers = PadNumbers(self.desk)
        self.head = KeyingHead(self.desk, self, self.head_button, self._numbers.lookup)
        self.head.field_left.connect(self._head_left)
        self.head.changed.connect(self._edited)
        for key in ("form_number", "respondent_code", "interview_on", "recipient_id", "obh_id"):
            self.head.editor(key).input.installEventFilter(self)
        self.proofs = SheetProofs(self.desk, self, day=self.head.day)
        self._holder = QVBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.top)
        lines.addWidget(self.drafting.band)
        lines.addWidget(self.head)
        lines.addLayout(self._holder, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in the head goes on to the questions, or saves what was refused for the head's sake."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.head.leave_fields()
            if not self._has_room():
                self.head_button.setChecked(False)  # it was opened for this one field
            if self._handing_in.was_refused:
                self.finish()
            else:
                self._focus_first()
            return True
        return super().eventFilter(watched, event)

    def _to_head(self) -> None:
        """Backspace on the first question: the number of the form, or whatever else leads the head."""
        self.head_button.setChecked(True)
        self.head.focus("form_number" if self._form_number else "")

    def _turn_moving_on(self, on: bool) -> None:
        if self.form is not None:
            self.form.set_moving_on(on)

    def _has_room(self) -> bool:
        """Whether the head leaves room for questions; in large type on a small screen it does not."""
        return self.height() > self.fontMetrics().height() * _LINES_FOR_HEAD

    # beginning

    def start(
        self, *, visit_id: int | None = None, period_id: int | None = None, instrument: str = ""
    ) -> None:
        """A new sheet of a visit, of a survey period, or of neither."""
        self.visit_id, self.period_id = visit_id, period_id
        self.saved_ids.clear()
        self._form_number = 0
        self.head_button.setChecked(self._has_room())
        self.head.unfold(self.head_button.isChecked())
        self.top.say("")
        self._set_context(self.desk.glance(keying_context, visit_id=visit_id, period_id=period_id))
        key = self.context.instrument or instrument or INTERVIEW
        day = self.context.first_day or self.desk.today().isoformat()
        self._begin(self.desk.rulebook.instrument(key), {"interview_on": day}, {})

    def _start_again(self, more: Mapping[str, Any]) -> None:
        """The new sheet that a draft was begun on."""
        if self._dirty:
            return  # the person stayed with what was keyed
        self.start(visit_id=more["visit_id"], period_id=more["period_id"], instrument=more["instrument"])
        if self.form is not None and self.form.instrument.key != more["instrument"]:
            self._begin(self.desk.rulebook.instrument(more["instrument"]), self.head.carried(), {})

    def open(self, sheet_id: int) -> None:
        """A sheet that is there already; a locked one can only be read."""
        self.head_button.setChecked(self._has_room())
        self.head.unfold(self.head_button.isChecked())
        self.desk.read_or(self, self._show, self._not_opened, load_seen, sheet_id, self.desk.actor)

    def _not_opened(self, error: BaseException) -> None:
        self.desk.failed(error)
        self.left.emit()

    def _set_context(self, context: KeyingContext) -> None:
        self.context = context
        self.head.stand_in(context)
        self._numbers.stand_in(self.visit_id)

    def choose_instrument(self) -> None:
        """Key another instrument; what is typed must be saved or let go first."""
        offered = [one for one in self.desk.rulebook.instruments() if one.kind in KEYED]
        chosen = dialogs.choose(
            self, "Ganti instrumen", "Instrumen mana yang diketik?", [one.title for one in offered]
        )
        if chosen is not None and self.may_leave():
            self._begin(offered[chosen], self.head.carried(), {})

    def _begin(self, instrument: Instrument, head: Mapping[str, Any], answers: Mapping[str, Answer]) -> None:
        """An empty sheet with what is carried over; the keyboard on the first question."""
        self.sheet = None
        values = dict(head) | {"respondent_code": self.context.respondent or None}
        if len(self.context.places) == 1:
            values.setdefault("place_id", str(self.context.places[0][0]))
        self._form_number = self._next_form(instrument)
        values["form_number"] = self._form_number or None
        self.top.title.setText(f"Lembar baru: {instrument.title}")
        self.top.place.setText("  |  ".join(filter(None, (self.context.title, self._numbers.words()))))
        self.top.other_button.setVisible(self.period_id is None)
        self._show_head(instrument, values)
        self._make_form(instrument, read_only=False)
        self.proofs.open(None)
        self._filled = {}
        self._fill(answers)
        self._dirty = False
        self.drafting.begin_new(
            {"visit_id": self.visit_id, "period_id": self.period_id, "instrument": instrument.key}
        )
        self._count()
        self._focus_first()

    def _next_form(self, instrument: Instrument) -> int:
        """The form on top of the pile: the next number nobody has accounted for; 0 without numbered forms."""
        if self.visit_id is None:
            return 0
        return self.desk.glance(next_number, self.visit_id, instrument.key, self._form_number) or 0

    def _show(self, found: tuple[Sheet, KeyingContext]) -> None:
        sheet, context = found
        values = sheet.record.values
        self.sheet = sheet
        self.visit_id, self.period_id = values["visit_id"], values["survey_period_id"]
        self._set_context(context)
        self.top.title.setText(f"{sheet.record.title}: {sheet.instrument.title}")
        self.top.place.setText(" · ".join(part for part in (sheet.subject, self.context.title) if part))
        self.top.other_button.hide()
        fixed = self._why_fixed(sheet)
        self._form_number = self.desk.glance(number_of, sheet.record.id) or 0
        shown = dict(values) | {
            "place_id": str(values["place_id"]) if values["place_id"] else None,
            "form_number": self._form_number or None,
        }
        self._show_head(sheet.instrument, shown)
        self.head.set_read_only(bool(fixed))
        self._make_form(sheet.instrument, read_only=bool(fixed))
        if self.form is not None:
            self.form.set_answers(sheet.answers)
            self.form.set_language(values["language"] or sheet.instrument.language)
        self.proofs.open(sheet.record.id)
        self._filled, self._dirty = {}, False
        self.save_button.setEnabled(not fixed)
        self.top.say(fixed)
        if fixed:
            self.drafting.end()
        else:
            self.drafting.begin(sheet.record.uid, version=sheet.record.version, title=sheet.record.title)
        self._count()
        self._focus_first()

    def _why_fixed(self, sheet: Sheet) -> str:
        """Why the answers of a sheet can only be read; empty when they can be changed."""
        if not may(self.desk.actor, Right.RECORD) or self.desk.book.read_only:
            return "Hanya dapat dibaca."
        if sheet.record.values["state"] in _SETTLED:
            return "Terkunci; jawabannya tetap."
        if sheet.record.values["scored_pass"] == AnswerPass.AKHIR.value:
            verifies = may(self.desk.actor, Right.VERIFY)
            return "" if verifies else "Sudah diketik dua kali; hanya verifikator yang mengubahnya."
        if self.desk.glance(has_begun, sheet.record.id):
            return "Sedang diketik kedua kali; jawabannya tetap."
        return ""

    def _show_head(self, instrument: Instrument, values: Mapping[str, Any]) -> None:
        has_places = bool(self.context.places)
        self.head.show_head(instrument, values, has_places=has_places, has_number=bool(self._form_number))
        self.save_button.setEnabled(True)

    def _make_form(self, instrument: Instrument, *, read_only: bool) -> None:
        self._handing_in.was_refused = False
        if self.form is not None:
            if self.form.instrument is instrument and not read_only:
                self.form.set_read_only(False)
                self.form.set_answers({})
                return
            self._holder.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = AnswerForm(
            instrument,
            today=self.desk.today,
            lookup=self._numbers.lookup,
            read_only=read_only,
            parent=self,
        )
        self.form.changed.connect(self._answered)
        self.form.finished.connect(self.finish)
        self.form.left_first.connect(self._to_head)
        self.proofs.follow(self.form)
        self.form.set_moving_on(self.top.moving_on.is_on)
        self._holder.addWidget(self.form, 1)
        self.form.show()

    def _focus_first(self) -> None:
        if self.form is not None:
            self.form.focus_item()

    # carrying over

    def _fill(self, carried: Mapping[str, Answer]) -> None:
        """Answer what is known already: what was carried over, the OBH, the respondent's code, the day."""
        if self.form is None:
            return
        known = dict(carried) | self.head.known(self.form.instrument)
        answers = self.form.answers()
        for key, answer in known.items():
            there = answers.get(key)
            if there is None or there == self._filled.get(key):
                answers[key] = answer
        self._filled |= known
        self.form.set_answers(answers)
        self._count()

    def _head_left(self, _key: str) -> None:
        self.head.name_itself()
        self._fill({})

    def _carried_answers(self) -> dict[str, Answer]:
        if self.form is None:
            return {}
        answers = self.form.answers()
        items = self.form.instrument.items.values()
        return {
            item.key: answers[item.key] for item in items if item.carry and is_given(answers.get(item.key))
        }

    # saving

    def finish(self) -> None:
        """Enter on the last question: save when nothing is open, else go to what is."""
        if self.form is None:
            return
        hard = [problem for problem in self.form.problems() if problem.severity is Severity.HARD]
        if hard:
            self.top.say(f"{len(hard)} isian belum lengkap. Ctrl+S menyimpannya sebagai draf.", "peringatan")
            if not self.form.next_problem():
                self.top.say(hard[0].message, "peringatan")
            return
        self.save()

    def next_problem(self) -> None:
        """Go to the next question that is open or wrong."""
        if self.form is not None and not self.form.next_problem():
            self.top.say("Tidak ada isian yang kurang.")

    def save(self, *, reason: str = "") -> None:
        """Save head and answers in one step; an incomplete sheet stays a draft."""
        if self.form is None or not self.save_button.isEnabled():
            return
        wrong = self.head.problems()
        if wrong:
            self.head_button.setChecked(True)
            self.head.show_problems(wrong)
            self.head.focus(wrong[0].key)
            return
        self._handing_in.hand_in(self._values(self.form.answers()), self.form, self.sheet, reason)

    def _values(self, answers: Mapping[str, Answer]) -> dict[str, Any]:
        values = {key: value for key, value in self.head.values().items() if value is not None or self.sheet}
        if values.get("form_number") == (self._form_number or None) and self.sheet is not None:
            values.pop("form_number", None)  # what was said already is not said again
        if self.form is not None and self.form.instrument.languages:
            values["language"] = self.form.language
        if self.visit_id is not None:
            values["visit_id"] = self.visit_id
        if self.period_id is not None:
            values["survey_period_id"] = self.period_id
        if self.sheet is None and self.form is not None:
            values["instrument"] = self.form.instrument.key
        if not values.get("obh_id") and self.form is not None and self.form.instrument.kind is Kind.WAWANCARA:
            named = (
                answers.get(item.key)
                for item in self.form.instrument.items.values()
                if item.type is ItemType.RUJUKAN and item.reference == "obh"
            )
            values["obh_id"] = next((one for one in named if isinstance(one, str) and one.isdigit()), None)
        return values

    def _saved(self, changes: Changes) -> None:
        self.save_button.setEnabled(True)
        self._dirty = False
        self.drafting.saved()
        self._opened = len(changes.created.get("followup", ()))
        self.desk.read_or(self, self._after_saving, self._not_read, load_keyed, int(changes.value))

    def _not_read(self, error: BaseException) -> None:
        self._hold.drop()
        self.desk.failed(error)

    def _after_saving(self, found: tuple[Sheet, KeyingContext]) -> None:
        sheet, context = found
        values = sheet.record.values
        word = AssessmentState.label_of(values["state"]).lower()
        open_ones = f", {values['open_errors']} belum terisi" if values["open_errors"] else ""
        line = f"{sheet.record.title} {saved_at()} sebagai {word}{open_ones}."
        if self._opened:
            line += f" {self._opened} tindak lanjut rahasia dibuka."
        was_new = self.sheet is None
        self._form_number = self.head.number()
        if was_new and self.form is not None:
            self.saved_ids.append(sheet.record.id)
            self.proofs.hand_in(sheet.record.id)
            carried, answers = self.head.carried(), self._carried_answers()
            self._set_context(context)
            self._begin(self.form.instrument, carried, answers)
        else:
            self.sheet = sheet
            self.drafting.moved(sheet.record.version)
            self._count()
        self.top.say(line, "baik")
        if sheet.flags:
            self._hold.drop()
            offer_followups(self, self.desk, sheet, lambda words: self.top.say(words, "baik"))
            self._focus_first()
        self._hold.release()

    # leaving

    def has_changes(self) -> bool:
        """Whether something typed is not saved."""
        return self._dirty

    def may_leave(self) -> bool:
        """Ask before typed answers are left."""
        return not self._dirty or self.drafting.may_leave("Jawaban pada lembar ini belum disimpan.")

    def leave(self) -> None:
        """Back to the list."""
        if self.may_leave():
            self._dirty = False
            self.left.emit()

    def _answered(self, _key: str) -> None:
        self._dirty = True
        self.drafting.touch()
        self._counting.start()

    def _count(self) -> None:
        """The state with the number of open errors, as the answers stand now."""
        if self.form is not None:
            state = self.sheet.record.values["state"] if self.sheet is not None else ""
            self.top.status.setText(status_words(self.form.route, self.form.answers(), state))

    def _edited(self) -> None:
        self._dirty = self._dirty or self.head.is_changed()
        self.drafting.touch()

    # half-keyed work: kit.typed.TypedPart

    def is_changed(self) -> bool:
        """Whether something keyed is not saved."""
        return self._dirty

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """Head and answers, sound or not."""
        answers = {} if self.form is None else {"answers": self.form.typed()}
        return {"head": self.head.typed(whole=whole), **answers}

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Go on keying what was kept."""
        self._dirty = True
        self.head.set_typed(typed.get("head", {}))
        if self.form is not None and "answers" in typed:
            self.form.set_typed(typed["answers"])
        self.head.name_itself()
        self._count()

    def typing_at(self) -> Cursor | None:
        """In the head or on a question."""
        if (cursor := self.head.typing_at()) is not None:
            return cursor.inside("head")
        cursor = None if self.form is None else self.form.typing_at()
        return None if cursor is None else cursor.inside("answers")

    def type_at(self, cursor: Cursor) -> None:
        """Back to where the keyboard was."""
        name, inner = cursor.split()
        if name == "head":
            self.head_button.setChecked(True)
            self.head.type_at(inner)
        elif self.form is not None:
            self.form.type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Head, then answers."""
        answers = [] if self.form is None or "answers" not in typed else self.form.compare(typed["answers"])
        return [*self.head.compare(typed.get("head", {})), *answers]
