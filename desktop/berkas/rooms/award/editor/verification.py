"""Verifying one unit, full width: criteria by section, three judgements, proofs, notes, findings, the check.

Typed answers live here until they are saved; proofs are kept at once, because files may be gone tomorrow.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from berkas.desk import Desk
from berkas.desk.drafting import Drafting, DraftPlace
from berkas.engine.evidence import Use, print_copy
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs, keys, taborder, theme
from berkas.kit.answercards import QuestionCard
from berkas.kit.answers import AnswerForm, Thumb
from berkas.kit.flow import FlowLayout
from berkas.rooms.award.commands.entries import add_finding
from berkas.rooms.award.commands.judging import Given
from berkas.rooms.award.commands.verification import describe_proof, remove_proof
from berkas.rooms.award.editor.checklist import CheckList
from berkas.rooms.award.editor.halftyped import HalfTyped
from berkas.rooms.award.editor.intake import Taken, refusals, take_in
from berkas.rooms.award.editor.itempanel import ItemPanel
from berkas.rooms.award.editor.judging import hand_in, why_fixed
from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.sheet import (
    PASSES,
    View,
    answer_label,
    load_view,
    mark_of,
    needs_of,
    show_needs,
)
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas.rules.answers import Answer
from berkas.rules.instruments import Question
from berkas.rules.preflight import Fault, Preflight
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Changes
from berkas_db.errors import BookError
from berkas_db.tables import AwardEntry

VERIFICATION = "verifikasi"
"""Kind of place: the criteria of one unit, full width."""
_WATCHED = frozenset({"evidence", "evidence_use", "answer", "assessment", "finding", "award_entry"})


class VerificationView(QWidget):
    """One unit under the hands of its verifiers."""

    left = Signal()
    """Somebody goes back to the list."""
    record_wanted = Signal(int)
    """The entry itself is wanted: what the check found wrong stands in its form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.entry_id = 0
        self.view: View | None = None
        self.form: AnswerForm | None = None
        self.pass_ = AnswerPass.VERIFIKATOR
        self._answers: dict[AnswerPass, dict[str, Answer]] = {}
        self._notes: dict[AnswerPass, dict[str, str]] = {}
        self._dirty: set[AnswerPass] = set()
        self._questions: dict[str, Question] = {}
        place = DraftPlace("award_entry.verifikasi", "award", VERIFICATION, "penilaian unit")
        self._half = HalfTyped(self)
        self.drafting = Drafting(desk, self, place, self._half)
        self._build()
        self._connect()

    # building

    def _build(self) -> None:
        self.title = QLabel(self)
        theme.mark(self.title, "judul")
        self.title.setWordWrap(True)
        self.state = QLabel(self)
        theme.mark(self.state, "redup")
        self.back = self._button("Kembali", "chevron-left", self.leave)
        self.passes: list[QPushButton] = []
        tops = QHBoxLayout()
        tops.addWidget(self.back)
        tops.addWidget(self.title, 1)
        tops.addWidget(self.state)
        lows = FlowLayout(spacing=theme.SPACE_8)
        for pass_ in PASSES:
            button = self._button(pass_.label, "", lambda pass_=pass_: self.show_pass(pass_))
            button.setCheckable(True)
            theme.mark(button, "jawab")
            self.passes.append(button)
            lows.addWidget(button)
        self.copy_button = self._button("Salin penilaian mandiri", "copy", self.copy_own)
        lows.addWidget(self.copy_button)
        self.check_button = self._button("Periksa kelengkapan", "list-check", self.check)
        self.print_button = self._button("Cetak", "printer", self.choose_paper)
        self.save_button = self._button("Simpan", "device-floppy", self.save)
        theme.set_icon(self.save_button, "device-floppy", "on_accent")
        theme.mark(self.save_button, "utama")
        for button in (self.check_button, self.print_button, self.save_button):
            lows.addWidget(button)
        self.band, self.band_words = self._build_band()
        self.holder = QWidget(self)
        self.holder.setMinimumWidth(420)
        self.holder_lines = QVBoxLayout(self.holder)
        self.holder_lines.setContentsMargins(0, 0, 0, 0)
        # The names of the pages before what is on them, for Tab.
        self.side = QTabWidget(self)
        self.item = ItemPanel(self.desk.lookup, self.desk.today, self)
        self.checklist = CheckList(self)
        self.side.tabBar().setAccessibleName("Keterangan dan kelengkapan")
        self.side.addTab(self.item, "Kriteria ini")
        self.side.addTab(self.checklist, "Kelengkapan")
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        for part in (self.holder, self.side):
            self.split.addWidget(part)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([3000, 2000])
        self.split.setChildrenCollapsible(False)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        lines.setSpacing(theme.SPACE_8)
        lines.addLayout(tops)
        lines.addLayout(lows)
        for band in (self.drafting.band, self.band):
            lines.addWidget(band)
        lines.addWidget(self.split, 1)

    def _button(self, words: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        if icon:
            theme.set_icon(button, icon)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _build_band(self) -> tuple[QFrame, QLabel]:
        band = QFrame(self)
        theme.mark(band, "pita", tone="peringatan")
        words = QLabel(band)
        words.setWordWrap(True)
        close = QPushButton("Tutup pesan", band)
        theme.mark(close, "tautan")
        close.clicked.connect(band.hide)
        line = QHBoxLayout(band)
        line.addWidget(words, 1)
        line.addWidget(close)
        band.hide()
        return band, words

    def tab_parts(self) -> Sequence[QWidget]:
        """Buttons and questions; what stands beside them was made behind them and comes after them."""
        buttons = [self.back, *self.passes, self.copy_button, self.check_button, self.print_button]
        return [*buttons, self.save_button, self.drafting.band, self.band, self.holder]

    def _connect(self) -> None:
        self.item.note_changed.connect(self._noted)
        self.item.finding_wanted.connect(self._add_finding)
        self.item.finding.changed.connect(self.drafting.touch)
        self.item.proof.form.changed.connect(self.drafting.touch)
        self.item.proof.save_requested.connect(self._describe)
        self.item.proof.remove_requested.connect(self._remove)
        self.checklist.wanted.connect(self.go_to)
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
        self.title.setText(f"{sheet.place.unit_name} · {sheet.place.round_title}")
        self._make_form()
        self.item.proof.show_nothing()
        fixed = why_fixed(self)
        for control in (self.save_button, self.copy_button):
            control.setEnabled(not fixed)
        self.item.set_read_only(bool(fixed))
        self.show_pass(self.pass_)
        first = next(iter(self._questions), "")
        self._make_current(first)
        self._show_state(fixed)
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
        self.form.evidence_dropped.connect(self._dropped)
        self.form.evidence_opened.connect(self._enter_proof)
        self.form.evidence_removed.connect(lambda _key, use_id: self._remove(use_id))
        self._show_proofs()
        taborder.apply(self)

    def _show_proofs(self) -> None:
        if self.form is None or self.view is None:
            return
        view = self.view
        for key in self._questions:
            thumbs = [
                Thumb(
                    use.id,
                    use.shown_name,
                    view.pictures.get(use.evidence_id, b""),
                    view.warnings.get(use.id, ""),
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
        self.copy_button.setVisible(pass_ is not AnswerPass.MANDIRI)
        if self.form is None:
            return
        self.form.set_answers(self._answers[pass_])
        for key in self._questions:
            self._show_note(key)
        if self.item.key:
            self._make_current(self.item.key)

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
        if self._notes[self.pass_].get(key):
            parts.append("ada catatan")
        tone = "peringatan" if own is not None and not complete else ""
        self.form.set_item_note(key, " · ".join(parts), tone)

    # the current criterion

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        card = _card_around(new)
        if card is not None and self.form is not None and self.form.isAncestorOf(card):
            self._make_current(card.question.key)

    def _make_current(self, key: str) -> None:
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
        self._show_state("Belum tersimpan")
        self.drafting.touch()

    def copy_own(self) -> None:
        """Begin with the unit's own judgement; what is answered already stays."""
        mine, own = self._answers[self.pass_], self._answers[AnswerPass.MANDIRI]
        fresh = {key: answer for key, answer in own.items() if key not in mine}
        if fresh:
            self._answers[self.pass_] = mine | fresh
            self._typed(self.pass_)
            self.show_pass(self.pass_)
        self._show_band(f"{len(fresh)} jawaban disalin dari penilaian mandiri." if fresh else
                        "Tidak ada jawaban mandiri yang dapat disalin.")  # fmt: skip

    # saving

    def is_changed(self) -> bool:
        """Whether something typed here is not saved."""
        return bool(self._dirty) or self.item.proof.is_changed() or self.item.finding.is_changed()

    def save(self) -> None:
        """Save every judgement that was changed, and what is typed about the chosen proof."""
        if self.item.proof.is_changed():
            self.item.proof.save()
        if not self._dirty:
            return
        given = {each: (self._answers[each], self._kept_notes(each)) for each in self._dirty}
        self._show_state("Menyimpan…")
        saved = set(self._dirty)

        def done(_changes: Changes) -> None:
            self._dirty -= saved
            self._base = {**self._base, **given}
            self.drafting.saved()
            self._show_state(f"Tersimpan {datetime.now(UTC).astimezone():%H.%M.%S}")

        hand_in(self, self._base, given, done, self._not_saved)

    def _kept_notes(self, pass_: AnswerPass) -> Mapping[str, str]:
        return {key: note for key, note in self._notes[pass_].items() if key in self._answers[pass_]}

    def _not_saved(self, error: BaseException) -> None:
        self.drafting.not_saved()
        if isinstance(error, BookError):
            self._show_state("Belum tersimpan")
            self._show_band(f"{error} {error.next_step}".strip())
        else:
            self._show_state("Belum tersimpan karena kegagalan program")
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
        return let_go

    # proofs and findings

    def _dropped(self, key: str, pieces: Sequence[Path | bytes]) -> None:
        entry_id, desk = self.entry_id, self.desk

        def taken(result: Taken) -> None:
            if result.refused:
                self._show_band(refusals(result))
            if result.uses and entry_id == self.entry_id:
                self.reload(lambda: self._open_proof(key, result.uses[-1]))

        desk.run(
            self, "Menambahkan bukti", lambda report: take_in(desk, entry_id, key, pieces, report), taken
        )

    def _use(self, use_id: int) -> Use | None:
        uses = self.view.sheet.uses if self.view is not None else ()
        return next((use for use in uses if use.id == use_id), None)

    def _open_proof(self, key: str, use_id: int) -> None:
        use = self._use(use_id)
        if use is None or self.view is None:
            return
        self._make_current(key)
        self.side.setCurrentWidget(self.item)
        shared = (
            len({each.item_code for each in self.view.sheet.uses if each.evidence_id == use.evidence_id}) > 1
        )
        self.item.proof.show_proof(
            use,
            mark_of(self._questions[key]),
            self.view.warnings.get(use_id, ""),
            self.view.pictures.get(use.evidence_id),
            shared=shared,
        )
        self.item.ensureWidgetVisible(self.item.proof.head)
        if use.print_attachment_id is not None:
            self.desk.read(self, lambda data: self.item.proof.show_large(use_id, data), print_copy, use)

    def _enter_proof(self, key: str, use_id: int) -> None:
        """Somebody chose a proof: the cursor goes to what is written about it, for Tab would leave the
        criterion first and the proof with it."""
        self._open_proof(key, use_id)
        if self.item.proof.use is not None:
            self.item.proof.form.focus()

    def _describe(self, use_id: int, values: Mapping[str, Any]) -> None:
        use = self._use(use_id)
        if use is None:
            return

        def done(_changes: Changes) -> None:
            self.item.proof.form.mark_saved()
            self.drafting.touch()
            self.reload(lambda: self._open_proof(use.item_code, use_id))

        self.desk.change_or(self, done, self._not_saved, describe_proof, use_id, values, version=use.version)

    def _remove(self, use_id: int) -> None:
        if self.item.proof.use is not None and self.item.proof.use.id == use_id:
            self.item.proof.show_nothing()
        self.desk.change(self, lambda _c: self.reload(), remove_proof, use_id)

    def _add_finding(self, key: str, values: Mapping[str, Any]) -> None:
        full = {**values, "found_on": self.desk.today().isoformat()}

        def done(_changes: Changes) -> None:
            self.item.clear_finding()
            self.drafting.touch()
            self.desk.say("Temuan dicatat.", undoable=True)

        self.desk.change_or(self, done, self._not_saved, add_finding, self.entry_id, full, item_code=key)

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
        """Jump to the place of a fault: a criterion, a proof, or the form of the unit."""
        if self.form is None:
            return
        if fault.target == "kriteria":
            self.form.focus_item(fault.key)
        elif fault.target == "bukti" and (use := self._use(int(fault.key))) is not None:
            self.form.focus_item(use.item_code)
            self._open_proof(use.item_code, use.id)
        elif fault.target not in ("kriteria", "bukti") and self.may_leave():
            self.record_wanted.emit(self.entry_id)

    # printing

    def choose_paper(self) -> None:
        """Offer the papers of this unit as they are saved."""
        if self.view is None or not self.may_leave():
            return
        place = self.view.sheet.place
        subject = Subject(place.key, place.unit_name, AwardEntry, place.id)
        menu = QMenu(self)
        for kind in ENTRY_DOCUMENTS:
            papers = menu.addMenu(kind.title)
            papers.addAction("Lihat", lambda kind=kind: self.desk.show_paper(self, kind, subject))
            papers.addAction("Terbitkan…", lambda kind=kind: self._issue(kind, subject))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _issue(self, kind: DocumentKind, subject: Subject) -> None:
        if dialogs.ask(
            self,
            f"Terbitkan {kind.title}",
            f"{kind.title} untuk {subject.title} diberi nomor dan kode, lalu isinya tetap. Terbitkan?",
            yes="Terbitkan",
        ):
            self.desk.issue_paper(self, kind, subject)

    # half-typed work, for `HalfTyped`

    def unsaved(self) -> Mapping[AnswerPass, tuple[Mapping[str, Answer], Mapping[str, str]]]:
        """Answers and notes of every judgement that was changed."""
        return {each: (self._answers[each], self._notes[each]) for each in PASSES if each in self._dirty}

    def put_back(self, pass_: AnswerPass, answers: Mapping[str, Answer], notes: Mapping[str, str]) -> None:
        """Answers and notes of one judgement as they were typed; `show_pass` shows them."""
        self._answers[pass_], self._notes[pass_] = dict(answers), dict(notes)
        self._typed(pass_)

    def make_current(self, key: str) -> None:
        """Show what belongs to one criterion."""
        self._make_current(key)

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
        use = self._use(use_id)
        if use is not None:
            self._open_proof(use.item_code, use_id)
        return use is not None

    # small things

    def _next_problem(self) -> None:
        if self.form is not None:
            self.form.next_problem()

    def _heard(self, changes: Changes) -> None:
        if self.view is not None and self.isVisible() and changes.kinds & _WATCHED and not self._dirty:
            self.reload()

    def _show_state(self, words: str) -> None:
        self.state.setText(words)

    def _show_band(self, words: str) -> None:
        self.band_words.setText(words)
        self.band.show()


def _card_around(widget: QWidget | None) -> QuestionCard | None:
    while widget is not None and not isinstance(widget, QuestionCard):
        widget = widget.parentWidget()
    return widget
