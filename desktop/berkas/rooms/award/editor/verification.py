"""Verifying one unit, full width: criteria by section, three judgements, proofs, notes, findings, the check.

Typed answers live here until they are saved; proofs are kept at once, because files may be gone tomorrow.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from berkas.desk import Desk, Place
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.kit import keys, taborder
from berkas.kit.answercards import QuestionCard
from berkas.kit.answers import AnswerForm, Thumb
from berkas.kit.folderpick import show_size
from berkas.rooms.award.commands.judging import Given
from berkas.rooms.award.editor.entrypapers import choose_paper, print_check
from berkas.rooms.award.editor.halftyped import HalfTyped
from berkas.rooms.award.editor.judging import hand_in, why_fixed
from berkas.rooms.award.editor.proofwork import ProofWork
from berkas.rooms.award.editor.sealwork import SealWork
from berkas.rooms.award.editor.verificationframe import VerificationFrame
from berkas.rooms.award.queries.readiness import check_entry, field_of, mended_at
from berkas.rooms.award.queries.sheet import (
    PASSES,
    View,
    answer_label,
    load_view,
    mark_of,
    needs_of,
    show_needs,
)
from berkas.rules.answers import Answer
from berkas.rules.instruments import Question
from berkas.rules.preflight import Fault, Preflight
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Changes
from berkas_db.errors import BookError

VERIFICATION = "verifikasi"
"""Kind of place: the criteria of one unit, full width."""
_WATCHED = frozenset({"evidence", "evidence_use", "answer", "assessment", "finding", "award_entry"})


class VerificationView(VerificationFrame):
    """One unit under the hands of its verifiers."""

    left = Signal()
    """Somebody goes back to the list."""
    record_wanted = Signal(int, str)
    """The unit's own form, and the field in which something is missing."""
    """The entry itself is wanted: what the check found wrong stands in its form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.entry_id = 0
        self.view: View | None = None
        self.form: AnswerForm | None = None
        self.pass_ = AnswerPass.VERIFIKATOR
        self._answers: dict[AnswerPass, dict[str, Answer]] = {}
        self._notes: dict[AnswerPass, dict[str, str]] = {}
        self._dirty: set[AnswerPass] = set()
        self._questions: dict[str, Question] = {}
        self.taking_in = 0
        """Jobs that are taking files in: the page is read again when they are through."""
        self._again = QTimer(self, singleShot=True, interval=150)
        self._again.timeout.connect(self.reload)
        place = DraftPlace("award_entry.verifikasi", "award", VERIFICATION, "penilaian unit")
        self._half = HalfTyped(self)
        self.drafting = Drafting(desk, self, place, self._half)
        self.proofs = ProofWork(self)
        self.sealing = SealWork(self)
        self.lay_out(self.drafting.band)
        self._connect()

    def tab_parts(self) -> Sequence[QWidget]:
        """Buttons and questions; what stands beside them was made behind them and comes after them."""
        return [*self.buttons(), self.drafting.band, self.band, self.holder]

    def _connect(self) -> None:
        for button, slot in (
            (self.back, self.leave),
            (self.copy_button, self.copy_own),
            (self.folder_button, self.proofs.take_from_folder),
            (self.check_button, self.check),
            (self.print_button, self.choose_paper),
            (self.save_button, self.save),
        ):
            self.when_pressed(button, slot)
        for pass_, button in zip(PASSES, self.passes, strict=True):
            self.when_pressed(button, partial(self.show_pass, pass_))
        self.item.note_changed.connect(self._noted)
        self.item.finding.changed.connect(self.drafting.touch)
        self.item.proof.form.changed.connect(self.drafting.touch)
        self.repair.form.changed.connect(self.drafting.touch)
        self.checklist.wanted.connect(self.go_to)
        self.checklist.print_wanted.connect(self._print_check)
        keys.add_to(self, "simpan", self.save)
        keys.add_to(self, "periksa", self.check)
        keys.add_to(self, "kembali", self.leave)
        keys.add_to(self, "cetak", self.choose_paper)
        keys.add_to(self, "galat_berikut", self._next_problem)
        self.desk.changed.connect(self._heard)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # showing a unit

    def open(self, entry_id: int, then: Callable[[], None] | None = None) -> None:
        """Show one unit; what was typed for another one must have been saved or let go before."""
        self.entry_id = entry_id
        self._dirty.clear()
        self.band.hide()
        self.checklist.show_nothing()

        def shown(view: View) -> None:
            self._show(view)
            if then is not None:
                then()

        self.desk.read(self, shown, load_view, entry_id)

    def _show(self, view: View) -> None:
        if view.sheet.place.id != self.entry_id:
            return
        self.view = view
        sheet = view.sheet
        self._answers = {each: dict(sheet.answers[each]) for each in PASSES}
        self._notes = {each: dict(sheet.notes[each]) for each in PASSES}
        self._base: Given = {each: (sheet.answers[each], sheet.notes[each]) for each in PASSES}
        self._questions = {question.key: question for question in sheet.route.questions}
        self.title.say(f"{sheet.place.unit_name} · {sheet.place.round_title}")
        self._make_form()
        self.item.proof.show_nothing()
        fixed = why_fixed(self)
        for control in (self.save_button, self.copy_button, self.folder_button):
            control.setEnabled(not fixed)
        self.item.set_read_only(bool(fixed))
        self.repair.set_read_only(bool(fixed))
        self.sealing.refresh()
        self.show_pass(self.pass_)
        first = next(iter(self._questions), "")
        self.make_current(first)
        self.show_state(fixed)
        if fixed:
            self.drafting.end()
        else:
            self.drafting.begin(sheet.place.uid, version=sheet.place.version, title=sheet.place.unit_name)

    def _make_form(self) -> None:
        assert self.view is not None  # noqa: S101  called right after it is set
        sheet = self.view.sheet
        if self.form is not None:
            self.holder_lines.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = AnswerForm(
            sheet.instrument,
            unit_kind=sheet.place.unit_kind,
            today=self.desk.today,
            lookup=self.desk.lookup,
            read_only=bool(why_fixed(self)),
            parent=self.holder,
        )
        self.holder_lines.addWidget(self.form)
        self.form.show()
        self.form.changed.connect(self._answered)
        self.form.evidence_dropped.connect(self.proofs.take)
        self.form.evidence_opened.connect(self.proofs.enter)
        self.form.evidence_removed.connect(lambda _key, use_id: self.proofs.remove(use_id))
        self._show_proofs()
        taborder.apply(self)

    def _show_proofs(self) -> None:
        if self.form is None or self.view is None:
            return
        view = self.view
        number, size = view.bulk
        self.bulk.setText(f"{number} bukti, {show_size(size)}" if number else "Belum ada bukti")
        for key in self._questions:
            thumbs = [
                Thumb(
                    use.id,
                    use.shown_name,
                    view.pictures.get(use.evidence_id, b""),
                    view.warnings.get(use.id, ""),
                    "perlu foto baru" if use.needs_new_photo else "",
                )
                for use in view.sheet.uses_under(key)
            ]
            self.form.set_evidence(key, thumbs)
            self._show_note(key)

    def show_pass(self, pass_: AnswerPass) -> None:
        """Show one of the three judgements; what was typed in the others waits for saving."""
        self.pass_ = pass_
        for place, button in enumerate(self.passes):
            button.setChecked(PASSES[place] is pass_)
        self._offer_copy()
        if self.form is None:
            return
        self.form.set_answers(self._answers[pass_])
        for key in self._questions:
            self._show_note(key)
        if self.item.key:
            self.make_current(self.item.key)

    def _offer_copy(self) -> None:
        """The unit's own judgement may begin with last year's, the others with the unit's own."""
        own = self.pass_ is AnswerPass.MANDIRI
        last = self.view.last if self.view is not None else None
        self.copy_button.setText(f"Salin jawaban {last.year}" if own and last else "Salin penilaian mandiri")
        self.copy_button.setVisible(not own or bool(last and last.answers))

    def _show_note(self, key: str) -> None:
        """Under a criterion: how many proofs of how many, and what the other judgements say."""
        if self.form is None or self.view is None:
            return
        sheet = self.view.sheet
        item = self._questions[key].item
        own = self._answers[self.pass_].get(key)
        words, complete = show_needs(needs_of(item, own), sheet.uses_under(key))
        parts = [words] if words else []
        for pass_ in PASSES:
            other = self._answers[pass_].get(key)
            if pass_ is not self.pass_ and other is not None:
                parts.append(f"{pass_.label}: {answer_label(sheet.instrument, item, other)}")
        if (before := self.view.last.answers.get(key)) is not None:
            parts.append(f"{self.view.last.year}: {answer_label(sheet.instrument, item, before)}")
        if self._notes[self.pass_].get(key):
            parts.append("ada catatan")
        tone = "peringatan" if own is not None and not complete else ""
        self.form.set_item_note(key, " · ".join(parts), tone)

    # the current criterion

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        card = _card_around(new)
        if card is not None and self.form is not None and self.form.isAncestorOf(card):
            self.make_current(card.question.key)

    def make_current(self, key: str) -> None:
        """Show what belongs to one criterion."""
        question = self._questions.get(key)
        if question is None:
            return
        name = f"Butir {mark_of(question)}. {question.item.label}"
        self.item.show_item(key, name, self._notes[self.pass_].get(key, ""))
        use = self.item.proof.use
        if use is not None and use.item_code != key and not self.item.proof.is_changed():
            self.item.proof.show_nothing()

    def _answered(self, key: str) -> None:
        if self.form is None:
            return
        self._answers[self.pass_] = self.form.answers()
        self._typed(self.pass_)
        self._show_note(key)

    def _noted(self, key: str, text: str) -> None:
        self._notes[self.pass_][key] = text
        self._typed(self.pass_)
        self._show_note(key)

    def _typed(self, pass_: AnswerPass) -> None:
        self._dirty.add(pass_)
        self.show_state("Belum tersimpan")
        self.drafting.touch()

    def copy_own(self) -> None:
        """Begin with the unit's own judgement, or that one with last year's; what is answered stays."""
        mine = self._answers[self.pass_]
        offered, source = self._answers[AnswerPass.MANDIRI], "penilaian mandiri"
        if self.pass_ is AnswerPass.MANDIRI and self.view is not None:
            offered, source = self.view.last.answers, f"putaran {self.view.last.year}; periksa satu per satu"
        fresh = {k: answer for k, answer in offered.items() if k not in mine and k in self._questions}
        if fresh:
            self._answers[self.pass_] = mine | fresh
            self._typed(self.pass_)
            self.show_pass(self.pass_)
        self.show_band(f"{len(fresh)} jawaban disalin dari {source}." if fresh else
                       "Tidak ada jawaban yang dapat disalin.")  # fmt: skip

    # saving

    def is_changed(self) -> bool:
        """Whether something typed here is not saved."""
        typed = (self.item.proof, self.item.finding, self.repair)
        return bool(self._dirty) or any(part.is_changed() for part in typed)

    def save(self) -> None:
        """Save every judgement that was changed, and what is typed about the chosen proof."""
        if self.item.proof.is_changed():
            self.item.proof.save()
        self.repair.save()
        if not self._dirty:
            return
        given = {each: (self._answers[each], self._kept_notes(each)) for each in self._dirty}
        self.show_state("Menyimpan…")
        saved = set(self._dirty)

        def done(_changes: Changes) -> None:
            self._dirty -= saved
            self._base = {**self._base, **given}
            self.drafting.saved()
            self.show_state(f"Tersimpan {datetime.now(UTC).astimezone():%H.%M.%S}")

        hand_in(self, self._base, given, done, self.not_saved)

    def _kept_notes(self, pass_: AnswerPass) -> Mapping[str, str]:
        return {key: note for key, note in self._notes[pass_].items() if key in self._answers[pass_]}

    def not_saved(self, error: BaseException) -> None:
        """Say why something was not saved; what is typed stays."""
        self.drafting.not_saved()
        if isinstance(error, BookError):
            self.show_state("Belum tersimpan")
            self.show_band(f"{error} {error.next_step}".strip())
        else:
            self.show_state("Belum tersimpan karena kegagalan program")
            self.desk.failed(error)

    def leave(self) -> None:
        """Back to the list, with a question when something would be lost."""
        if self.may_leave():
            self.left.emit()

    def may_leave(self) -> bool:
        """Ask before typed text is left."""
        if not self.is_changed():
            return True
        let_go = self.drafting.may_leave("Penilaian unit ini belum disimpan.")
        if let_go:
            self._dirty.clear()
            self.item.proof.show_nothing()
            self.item.clear_finding()
            self.repair.form.mark_saved()
        return let_go

    def reload(self, then: Callable[[], None] | None = None) -> None:
        """Read proofs again; what is typed stays as it is."""

        def fresh(view: View) -> None:
            if view.sheet.place.id != self.entry_id:
                return
            self.view = view
            for each in PASSES:
                if each not in self._dirty:
                    self._answers[each] = dict(view.sheet.answers[each])
                    self._notes[each] = dict(view.sheet.notes[each])
                    self._base = {**self._base, each: (view.sheet.answers[each], view.sheet.notes[each])}
            self._show_proofs()
            self.sealing.refresh()
            if then is not None:
                then()

        self.desk.read(self, fresh, load_view, self.entry_id)

    # the check

    def check(self) -> None:
        """Look the dossier through as it is saved."""
        if self._dirty:
            self.save()
        QTimer.singleShot(0, self, self._ask_check)

    def _ask_check(self) -> None:
        self.desk.read(self, self._checked, check_entry, self.entry_id)

    def _checked(self, result: Preflight) -> None:
        self.checklist.show_result(result)
        self.side.setCurrentWidget(self.checklist)
        self.checklist.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, fault: Fault) -> None:
        """Jump to the place of a fault: a criterion, a proof, a record here or elsewhere."""
        if self.form is None:
            return
        if fault.target == "kriteria":
            self.form.focus_item(fault.key)
        elif fault.target == "bukti" and (use := self.proofs.use(int(fault.key))) is not None:
            self.form.focus_item(use.item_code)
            self.proofs.open(use.item_code, use.id)
        elif fault.target == "pernyataan":
            self.side.setCurrentWidget(self.seal)
        elif fault.target not in ("kriteria", "bukti") and self.may_leave():
            self._leave_for(fault)

    def _leave_for(self, fault: Fault) -> None:
        place = self.desk.glance(mended_at, self.entry_id, fault)
        if place is None:
            self.record_wanted.emit(self.entry_id, field_of(fault))
        else:
            self.desk.open(Place(*place))

    # printing

    def _print_check(self) -> None:
        if self.view is not None and not self._dirty:
            print_check(self, self.desk, self.view.sheet.place)

    def choose_paper(self) -> None:
        """Offer the papers of this unit as they are saved."""
        if self.view is not None and self.may_leave():
            choose_paper(self, self.desk, self.view.sheet, self.print_button)

    # half-typed work, for `HalfTyped`

    def unsaved(self) -> Mapping[AnswerPass, tuple[Mapping[str, Answer], Mapping[str, str]]]:
        """Answers and notes of every judgement that was changed."""
        return {each: (self._answers[each], self._notes[each]) for each in PASSES if each in self._dirty}

    def put_back(self, pass_: AnswerPass, answers: Mapping[str, Answer], notes: Mapping[str, str]) -> None:
        """Answers and notes of one judgement as they were typed; `show_pass` shows them."""
        self._answers[pass_], self._notes[pass_] = dict(answers), dict(notes)
        self._typed(pass_)

    @property
    def may_change(self) -> bool:
        """Whether this unit's judgements and proofs can be changed by who sits here."""
        return not why_fixed(self)

    def criteria(self) -> list[tuple[str, str]]:
        """Every criterion of this kind of unit, key and words."""
        return [(key, self.label_of(key)) for key in self._questions]

    def mark(self, key: str) -> str:
        """Where a criterion stands on paper."""
        return mark_of(self._questions[key])

    def label_of(self, key: str) -> str:
        """What a criterion is called."""
        question = self._questions.get(key)
        return key if question is None else f"{mark_of(question)}. {question.item.label}"

    def words_of(self, key: str, answer: Answer | None) -> str:
        """An answer as a person reads it."""
        if answer is None or self.view is None or key not in self._questions:
            return ""
        return answer_label(self.view.sheet.instrument, self._questions[key].item, answer)

    def show_use(self, use_id: int) -> bool:
        """Open one proof beside its criterion; False when it is gone."""
        use = self.proofs.use(use_id)
        if use is not None:
            self.proofs.open(use.item_code, use_id)
        return use is not None

    # small things

    def _next_problem(self) -> None:
        if self.form is not None:
            self.form.next_problem()

    def _heard(self, changes: Changes) -> None:
        if self.view is None or not self.isVisible() or self._dirty or self.taking_in:
            return
        if changes.kinds & _WATCHED:
            self._again.start()  # many changes in a row are read once


def _card_around(widget: QWidget | None) -> QuestionCard | None:
    while widget is not None and not isinstance(widget, QuestionCard):
        widget = widget.parentWidget()
    return widget
