"""Keying a sheet a second time, blind: the first answers are never shown before a difference.

On a difference the keyboard halts with a tone until somebody keeps one of both or keys again from the paper.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.keying_batches import Batch
from berkas.engine.records import Doubtful
from berkas.engine.second_keying import start_second
from berkas.kit import keys, theme
from berkas.kit.answers import AnswerForm
from berkas.kit.typed import Compared, Cursor
from berkas.kit.typedanswers import as_json, from_json
from berkas.rooms.visits.commands.keying import finish_keying
from berkas.rooms.visits.editor.covertop import CoverTop
from berkas.rooms.visits.editor.differenceband import DifferenceBand
from berkas.rooms.visits.editor.handingin import ask_reason
from berkas.rooms.visits.editor.keyhold import KeyHold
from berkas.rooms.visits.editor.movingon import MovingOn
from berkas.rooms.visits.editor.padnumbers import PadNumbers
from berkas.rooms.visits.editor.redflags import offer_followups
from berkas.rooms.visits.editor.savedat import saved_at
from berkas.rooms.visits.queries.assessments import Sheet, load_sheet
from berkas.rooms.visits.queries.keying import BlindSheet, load_blind, next_blind
from berkas.rules.answers import Answer
from berkas.rules.fields import Severity
from berkas.rules.second_keying import PERSONAL, Settled, differences, differs
from berkas.rules.vocabulary import SettledBy
from berkas_db.changes import Changes
from berkas_db.errors import BookError

SECOND_PLACE = "ketik_kedua"
"""Kind of place: the second keying of one sheet, full width."""


class SecondKeyingView(QWidget):
    """One sheet after the other out of the queue of a visit or a survey."""

    left = Signal(object)
    """Back to the queue of this `Batch`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.sheet: BlindSheet | None = None
        self.form: AnswerForm | None = None
        self.batch: Batch | None = None
        self._settled: dict[str, Settled] = {}
        self._second: dict[str, Answer | None] = {}
        """What was keyed blind where both differed; the form shows what was chosen."""
        self._again: set[str] = set()
        self._halted = ""
        self._dirty = False
        self._hold = KeyHold(self)
        self._numbers = PadNumbers(desk)
        place = DraftPlace("assessment.kedua", "visits", SECOND_PLACE, "lembar")
        self.drafting = Drafting(desk, self, place, self)
        self._build()
        keys.add_to(self, "simpan", self.finish)
        keys.add_to(self, "kembali", self.leave)
        keys.add_to(self, "galat_berikut", self.next_problem)
        keys.add_to(self, "periksa", self.next_problem)

    def _build(self) -> None:
        self.top = CoverTop(self, leave=self.leave)
        self.title, self.place, self.state = self.top.title, self.top.place, self.top.state
        self.save_button = self.top.main_button("Selesai", self.finish)
        self.moving_on = MovingOn(self)
        self.top.lay(right=(self.save_button,), low=(self.moving_on,))
        self.moving_on.turned.connect(self._turn_moving_on)
        self.band = DifferenceBand(self)
        self.band.chosen.connect(self._choose)
        self._holder = QVBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.top)
        lines.addWidget(self.drafting.band)
        lines.addWidget(self.band)
        lines.addLayout(self._holder, 1)

    def _turn_moving_on(self, on: bool) -> None:
        if self.form is not None:
            self.form.set_moving_on(on)

    # beginning

    def open(self, sheet_id: int) -> None:
        """Begin or go on with the second keying of a sheet; a refusal is said and leads back."""
        self._hold.hold()
        self.desk.change_or(
            self,
            lambda _done: self.desk.read_or(self, self._show, self._not_opened, load_blind, sheet_id),
            self._not_opened,
            start_second,
            sheet_id,
        )

    def _not_opened(self, error: BaseException) -> None:
        self._hold.drop()
        self.desk.failed(error)
        self.left.emit(self.batch)

    def _show(self, sheet: BlindSheet) -> None:
        self.sheet = sheet
        self.batch = sheet.batch or self.batch
        self._settled.clear()
        self._second.clear()
        self._again.clear()
        self._halted = ""
        self.band.hide()
        self.title.setText(f"Ketik kedua: {sheet.instrument.title}")
        self._numbers.stand_in(None if sheet.batch is None else sheet.batch.visit_id)
        self.place.setText("  |  ".join(filter(None, (sheet.title, self._numbers.words()))))
        self._make_form(sheet)
        self._dirty = False
        self.save_button.setEnabled(True)
        self.drafting.begin(sheet.uid, version=sheet.version, title=f"{sheet.code} (ketik kedua)")
        self._count()
        if self.form is not None:
            self.form.focus_item()
        self._hold.release()

    def _make_form(self, sheet: BlindSheet) -> None:
        old, self.form = self.form, None
        if old is not None and old.instrument is sheet.instrument:
            self.form = old
            old.set_answers(sheet.given)
            return
        if old is not None:
            self._holder.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.form = AnswerForm(
            sheet.instrument, today=self.desk.today, lookup=self._numbers.lookup, parent=self
        )
        self.form.set_guard(self._may_go_on)
        self.form.set_moving_on(self.moving_on.is_on)
        self.form.changed.connect(self._answered)
        self.form.finished.connect(self.finish)
        self._holder.addWidget(self.form, 1)
        self.form.set_answers(sheet.given)
        self.form.show()

    # differences

    def _may_go_on(self, key: str) -> bool:
        """Whether nothing has to be settled at a question the keyboard wants to leave."""
        if self.sheet is None or self.form is None or not self._is_compared(key):
            return True
        first, here = self.sheet.first.get(key), self.form.answers().get(key)
        if key in self._again:
            self._again.discard(key)
            self._settled[key] = Settled(SettledBy.KETIK_ULANG, here)
            self._count()
            return True
        item = self.sheet.instrument.items[key.partition(":")[0]]
        if key in self._settled or not differs(item, first, here):
            return True
        self._halt(key)
        return False

    def _is_compared(self, key: str) -> bool:
        if self.sheet is None or self.form is None:
            return False
        item = self.sheet.instrument.items[key.partition(":")[0]]
        asked = {question.key for question in self.form.route.asked(self.sheet.first)}
        return key in asked and item.personal not in PERSONAL

    def _halt(self, key: str) -> None:
        if self.sheet is None or self.form is None:
            return
        here = self.form.answers().get(key)
        self._halted = key
        self._second.setdefault(key, here)
        question = next(each for each in self.form.route.questions if each.key == key)
        number = f"{question.item.no}. " if question.item.no else ""
        self.band.halt(
            f"{number}{question.item.label}",
            self.form.words_of(key, self.sheet.first.get(key)),
            self.form.words_of(key, here),
        )

    def _choose(self, how: SettledBy) -> None:
        key, self._halted = self._halted, ""
        if self.sheet is None or self.form is None or not key:
            return
        self._dirty = True
        if how is SettledBy.KETIK_ULANG:
            self._again.add(key)
            self.form.set_answer(key, None)
            self.form.focus_item(key)
        else:
            kept = self.sheet.first.get(key) if how is SettledBy.PERTAMA else self._second[key]
            self._settled[key] = Settled(how, kept)
            self.form.set_answer(key, kept)
            self.form.focus_item(key)
            self.form.go_on(key)
        self.drafting.touch()
        self._count()

    def _answered(self, key: str) -> None:
        """A change of what was settled is keying again: what was first keyed blind stays on record."""
        if key in self._second:
            self._settled.pop(key, None)
            self._again.add(key)
        self._dirty = True
        self.drafting.touch()
        self._count()

    # the end

    def blind(self) -> dict[str, Answer]:
        """What was keyed before anything was settled."""
        answers = {} if self.form is None else self.form.answers()
        for key, second in self._second.items():
            if second is None:
                answers.pop(key, None)
            else:
                answers[key] = second
        return answers

    def finish(self) -> None:
        """Enter on the last question: to what differs or is open still, else save."""
        if self.form is None or self.sheet is None or self._halted or not self.save_button.isEnabled():
            return
        final = self.form.answers()
        for key in [key for key in self._again if key in self._second]:
            self._again.discard(key)
            self._settled[key] = Settled(SettledBy.KETIK_ULANG, final.get(key))
        found = differences(self.form.route, self.sheet.first, self.blind(), final)
        unsettled = next((one.key for one in found if one.key not in self._settled), "")
        if unsettled:
            self.form.focus_item(unsettled)
            self._halt(unsettled)
            return
        hard = [problem for problem in self.form.problems() if problem.severity is Severity.HARD]
        if hard:
            self._say(f"{len(hard)} isian belum lengkap.")
            if not self.form.next_problem():
                self._say(hard[0].message)
            return
        self._save("")

    def _save(self, reason: str) -> None:
        if self.sheet is None:
            return
        self.save_button.setEnabled(False)
        self._hold.hold()
        self._say("Menyimpan…")
        self.desk.change_or(
            self,
            self._saved,
            self._not_saved,
            self.drafting.saving(finish_keying),
            self.sheet.id,
            self.blind(),
            dict(self._settled),
            reason=reason,
        )

    def _saved(self, changes: Changes) -> None:
        self._dirty = False
        self.drafting.saved()
        self.desk.read(self, self._after_saving, load_sheet, int(changes.value))

    def _after_saving(self, sheet: Sheet) -> None:
        self._say(f"{sheet.record.title} selesai · {saved_at()}")
        offer_followups(self, self.desk, sheet, self._say)
        if self.batch is not None:
            user = self.desk.actor.user_id
            self.desk.read(self, self._go_on, next_blind, self.batch, user, sheet.record.id)

    def _go_on(self, next_id: int) -> None:
        if next_id:
            self.open(next_id)
            return
        self._hold.drop()
        self.sheet = None
        self.drafting.end()
        self.left.emit(self.batch)

    def _not_saved(self, error: BaseException) -> None:
        self._hold.drop()
        self.drafting.not_saved()
        self.save_button.setEnabled(True)
        if isinstance(error, Doubtful):
            given = ask_reason(self, error)
            if given:
                self._save(given)
            else:
                self._say("Belum tersimpan.")
        elif isinstance(error, BookError):
            self._say(f"Belum tersimpan. {error} {error.next_step}".strip())
        else:
            self._say("Belum tersimpan karena kegagalan program.")
            self.desk.failed(error)

    def next_problem(self) -> None:
        """Go to the next question that is open or wrong."""
        if self.form is not None and not self._halted and not self.form.next_problem():
            self._say("Tidak ada isian yang kurang.")

    def may_leave(self) -> bool:
        """Ask before typed answers are left."""
        return not self._dirty or self.drafting.may_leave("Ketik kedua lembar ini belum selesai.")

    def leave(self) -> None:
        """Back to the queue; the second keying stays begun."""
        if self.may_leave():
            self._dirty = False
            self.drafting.end()
            self.left.emit(self.batch)

    def _count(self) -> None:
        if self.form is None:
            return
        given, asked = self.form.progress()
        self._say(f"{given} dari {asked} terjawab · {len(self._settled)} perbedaan diselesaikan")

    def _say(self, words: str) -> None:
        self.state.setText(words)

    # half-keyed work: kit.typed.TypedPart

    def is_changed(self) -> bool:
        """Whether something keyed is not saved."""
        return self._dirty

    def typed(self, *, whole: bool = False) -> dict[str, Any]:
        """The answers on the form, those keyed blind, and how differences were settled."""
        del whole
        return {
            "answers": {} if self.form is None else self.form.typed(),
            "second": as_json({key: one for key, one in self._second.items() if one is not None}),
            "open": [key for key, one in self._second.items() if one is None],
            "again": sorted(self._again),
            "settled": {key: one.how.value for key, one in self._settled.items()},
            "final": as_json({key: one.final for key, one in self._settled.items() if one.final is not None}),
        }

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Go on keying what was kept."""
        self._dirty = True
        final = from_json(typed["final"])
        self._settled = {
            key: Settled(SettledBy(how), final.get(key)) for key, how in typed["settled"].items()
        }
        self._second = {**from_json(typed["second"]), **dict.fromkeys(typed["open"])}
        self._again = set(typed["again"])
        if self.form is not None and typed["answers"]:
            self.form.set_typed(typed["answers"])
        self._count()

    def typing_at(self) -> Cursor | None:
        """On a question."""
        return None if self.form is None else self.form.typing_at()

    def type_at(self, cursor: Cursor) -> None:
        """Back to where the keyboard was."""
        if self.form is not None:
            self.form.type_at(cursor)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Question by question, beside what is on the form."""
        return [] if self.form is None else self.form.compare(typed["answers"])
