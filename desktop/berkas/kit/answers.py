"""An instrument on screen: one column of questions, section by section, made for keying without looking up.

Skips, stops, red flags and required items are worked out by `rules.instruments.Route`; nothing is saved here.
Answers to questions that are hidden for the moment are kept and come back when the skip is undone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, taborder, theme
from berkas.kit.answercards import QuestionCard
from berkas.kit.answerhead import AnswerHead
from berkas.kit.answerpage import Band, SectionPage
from berkas.kit.answersaid import compared, in_words, possible
from berkas.kit.answerstack import SectionStack
from berkas.kit.editors import Lookup, Today
from berkas.kit.evidencestrip import Thumb
from berkas.kit.localday import local_today
from berkas.kit.typed import Compared, Cursor
from berkas.kit.typedanswers import as_json, from_json
from berkas.rules.answers import Answer, is_given
from berkas.rules.fields import Problem, Severity
from berkas.rules.instruments import (
    Instrument,
    Item,
    Level,
    Question,
    Route,
    Section,
    Status,
)

__all__ = ["AnswerForm", "Thumb"]

_FEW_CHANGED = 4
"""Up to so many questions are exchanged in a form that stays."""
_OURS = "Rumusan kantor, bukan naskah resmi."


class AnswerForm(QWidget):
    """Questions of an instrument for one kind of unit. Keys of answers are those of `Question.key`."""

    changed = Signal(str)
    finished = Signal()
    """Enter on the last question."""
    left_first = Signal()
    """Backspace on the first question."""
    evidence_dropped = Signal(str, object)
    evidence_opened = Signal(str, int)
    evidence_removed = Signal(str, int)

    def __init__(
        self,
        instrument: Instrument,
        *,
        unit_kind: str | None = None,
        today: Today = local_today,
        lookup: Lookup | None = None,
        language: str = "id",
        read_only: bool = False,
        is_sample: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`is_sample`: the form is only looked at, so questions are built few by few and no further than
        somebody scrolls."""
        super().__init__(parent)
        self.instrument = instrument
        self._unit_kind = unit_kind
        self.route = Route(instrument, unit_kind)
        self._today = today
        self._lookup = lookup
        self._language = language
        self._read_only = read_only
        self._answers: dict[str, Answer] = {}
        self._thumbs: dict[str, list[Thumb]] = {}
        self._notes: dict[str, tuple[str, str]] = {}
        self._problems: dict[str, str] = {}
        self._asked: tuple[Question, ...] = self.route.asked({})
        self._current = ""
        self._guard: Callable[[str], bool] | None = None
        self._moves_on = False
        asked_in = (instrument.language, *instrument.languages)
        self.head = AnswerHead(self.route.sections, self, languages=asked_in)
        self.head.show_language(language)
        if is_sample:
            self.head.leave_room()
        self._stack = SectionStack(self._build_card, self, is_sample=is_sample)
        self.notice = Band("peringatan", self)
        self.stop_band = Band("info", self)
        self._lay_out()
        self._connect()
        self.notice.say(self._notice())
        self._refresh()
        if self.route.sections:
            self._show_section(0)

    def _lay_out(self) -> None:
        self._before = QPushButton("Bagian sebelumnya", self)
        self._after = QPushButton("Bagian berikutnya", self)
        theme.set_icon(self._before, "chevron-left")
        theme.set_icon(self._after, "chevron-right")
        self._after.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        foot = QHBoxLayout()
        foot.addWidget(self._before)
        foot.addStretch()
        foot.addWidget(self._after)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        lines.addWidget(self.notice)
        lines.addWidget(self.head)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.stop_band)
        lines.addLayout(foot)
        self.setMaximumWidth(theme.FIELD_WIDTH_LIMIT)

    def _notice(self) -> str:
        notice = self.instrument.notice
        ours = self.instrument.status is Status.RUMUSAN_KANTOR
        if not ours or notice.casefold().startswith("rumusan kantor"):
            return notice
        return f"{_OURS} {notice}".strip()

    def _connect(self) -> None:
        self._stack.grew.connect(self._order_grown)
        self.head.chosen.connect(self._section_chosen)
        self.head.language_chosen.connect(self.set_language)
        self._before.clicked.connect(self._section_before)
        self._after.clicked.connect(self._section_after)
        keys.add_to(self, "bagian_sebelum", self._section_before)
        keys.add_to(self, "bagian_berikut", self._section_after)

    # answers

    def answers(self) -> dict[str, Answer]:
        """Every answer that is a possible one, also of questions hidden for the moment."""
        return dict(self._answers)

    def set_answers(self, answers: Mapping[str, Answer]) -> None:
        """Show these answers; nobody is told."""
        self._answers = {key: answer for key, answer in answers.items() if is_given(answer)}
        self._problems.clear()
        for page in self._stack.pages.values():
            for card in page.cards.values():
                card.set_answer(self._answers.get(card.question.key))
        self._refresh()

    @property
    def language(self) -> str:
        """The language the questions are asked in."""
        return self._language

    def set_language(self, language: str) -> None:
        """Ask in another language; the answers stay as they are."""
        self._language = language
        self.head.show_language(language)
        for page in self._stack.pages.values():
            page.set_language(language)
        for _, card in self.built():
            card.set_language(language)

    # half-keyed work

    def typed(self) -> dict[str, Any]:
        """Every answer, and what is typed that is none yet, as JSON."""
        half = {key: card.half_typed() for key, card in self.built()}
        return {
            "answers": as_json(self._answers),
            "half": {key: typed for key, typed in half.items() if typed is not None},
        }

    def set_typed(self, typed: Mapping[str, Any]) -> None:
        """Put half-keyed work back in place of the answers that are shown; nobody is told."""
        self.set_answers(from_json(typed["answers"]))
        self.set_half(typed["half"])

    def set_half(self, half: Mapping[str, Any]) -> None:
        """Put back what was typed that is no answer yet, by question."""
        for key, typed in half.items():
            card = self._made(key)
            if card is not None:
                card.set_half_typed(typed)

    def typing_at(self) -> Cursor | None:
        """The question the keyboard is on; None when it is elsewhere."""
        cursors = (card.typing_at() for _, card in self.built())
        return next((cursor for cursor in cursors if cursor is not None), None)

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard on a question, at the place in its text; one that is gone: the first open one."""
        key, inner = cursor.split()
        if not self.focus_item(key):
            self.focus_item()
        elif (card := self.card(key)) is not None:
            card.input.type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Half-keyed work beside the answers that are shown; equal ones are left out."""
        return compared(self.instrument, self.route.questions, self._answers, typed, self._lookup)

    def words_of(self, key: str, answer: Answer | None) -> str:
        """An answer to a question as it is read out: labels instead of codes."""
        question = next((each for each in self.route.questions if each.key == key), None)
        return "" if question is None else in_words(self.instrument, question.item, answer, self._lookup)

    def _made(self, key: str) -> QuestionCard | None:
        """The card of a question, built now when it was not."""
        question = next((each for each in self.route.questions if each.key == key), None)
        if question is None:
            return None
        page = self._page(question.section)
        page.build_up_to(key)
        return page.cards.get(key)

    # another instrument

    def take_changed(self, instrument: Instrument) -> bool:
        """Show a slightly changed instrument in the same form; False, and nothing done, when a new form is
        needed: other questions, other languages, or many that look different.
        """
        route = Route(instrument, self._unit_kind)
        keys_of = [(each.section.key, each.key) for each in self.route.questions]
        same = keys_of == [(each.section.key, each.key) for each in route.questions]
        if not same or instrument.languages != self.instrument.languages:
            return False
        questions = {question.key: question for question in route.questions}
        other = [card for key, card in self.built() if not card.looks_like(instrument, questions[key])]
        if len(other) > _FEW_CHANGED:
            return False
        self.instrument, self.route = instrument, route
        self._answers = possible(instrument, route.questions, self._answers)
        self.notice.say(self._notice())
        self.head.set_sections(route.sections)
        sections = {section.key: section for section in route.sections}
        for key, page in self._stack.pages.items():
            page.take_changed(sections[key], questions, instrument, other)
            page.set_language(self._language)
        self._refresh()
        if other:
            taborder.apply(self)
        return True

    def set_guard(self, guard: Callable[[str], bool] | None) -> None:
        """Ask before the keyboard goes on from a question: False holds it there."""
        self._guard = guard

    def set_moving_on(self, on: bool) -> None:
        """Whether a digit that answers a question also goes on to the next one."""
        self._moves_on = on
        for _, card in self.built():
            card.moves_on = on

    def set_answer(self, key: str, answer: Answer | None) -> None:
        """Show another answer to one question; nobody is told."""
        if answer is None:
            self._answers.pop(key, None)
        else:
            self._answers[key] = answer
        if (card := self.card(key)) is not None:
            card.set_answer(answer)
        self._problems.pop(key, None)
        self._refresh()

    def go_on(self, key: str) -> None:
        """To the question behind this one, without asking the guard; behind the last one, finished."""
        self._step(key, 1)

    def progress(self) -> tuple[int, int]:
        """Answered and asked, as the answers stand."""
        given = sum(1 for question in self._asked if is_given(self._answers.get(question.key)))
        return given, len(self._asked)

    def set_read_only(self, on: bool) -> None:
        """Whether answers can only be read."""
        self._read_only = on
        for page in self._stack.pages.values():
            for card in page.cards.values():
                card.set_read_only(on)

    def set_evidence(self, key: str, thumbs: Sequence[Thumb]) -> None:
        """Show the evidence of an item; an item that several parties answer has one strip for all."""
        self._thumbs[key] = list(thumbs)
        for _, card in self.built():
            if card.evidence is not None and card.question.item.key == key:
                card.evidence.set_thumbs(thumbs)
                self._show_card(card, frozenset(each.key for each in self._asked), self._flagged())

    def set_item_note(self, key: str, text: str, tone: str = "") -> None:
        """A line under a question that the room works out; empty text removes it."""
        self._notes[key] = (text, tone)
        card = self.card(key)
        if card is not None:
            card.set_note(text, tone)

    # problems

    def problems(self) -> list[Problem]:
        """What stands against "lengkap": open required questions, impossible answers, broken checks."""
        progress = self.route.progress(self._answers)
        labels = {question.key: question.item.label for question in self._asked}
        found = [Problem(key, f"{labels[key]}: wajib dijawab.") for key in progress.open_required]
        found += [Problem(key, sentence) for key, sentence in progress.problems]
        found += [Problem(key, card.refusal()) for key, card in self.built() if card.refusal()]
        order = {question.key: place for place, question in enumerate(self._asked)}
        found = [problem for problem in found if problem.key in order]
        found.sort(key=lambda problem: order[problem.key])
        for check in progress.broken:
            severity = Severity.HARD if check.level is Level.KERAS else Severity.SOFT
            found.append(Problem("", check.message, severity))
        return found

    def show_problems(self) -> list[Problem]:
        """Say each problem beside its question and return them all."""
        problems = self.problems()
        self._problems = {problem.key: problem.message for problem in problems if problem.key}
        for key, card in self.built():
            card.set_problem(self._problems.get(key, ""))
        return problems

    def next_problem(self) -> bool:
        """Go to the next question with a problem; False when there is none."""
        self.show_problems()
        order = [question.key for question in self._asked]
        wrong = [key for key in order if key in self._problems]
        if not wrong:
            return False
        here = order.index(self._current) if self._current in order else -1
        after = [key for key in wrong if order.index(key) > here]
        self.focus_item((after or wrong)[0])
        return True

    # going about

    def focus_item(self, key: str = "") -> bool:
        """Put the keyboard on a question; without a key on the first unanswered one. False when it is not
        asked now.
        """
        if not key:
            key = next(
                (each.key for each in self._asked if not is_given(self._answers.get(each.key))),
                self._asked[0].key if self._asked else "",
            )
        question = next((each for each in self._asked if each.key == key), None)
        if question is None:
            return False
        self._bring_into_view(question).take_focus()
        return True

    def show_item(self, key: str) -> bool:
        """Bring a question into view, as soon as it is built; the keyboard stays where it is. False when
        there is none such.
        """
        question = next((each for each in self.route.questions if key in (each.key, each.item.key)), None)
        if question is None:
            return False
        page = self._show_section(self.route.sections.index(question.section))
        self._stack.bring_into_view(page, question.key)
        return True

    def _bring_into_view(self, question: Question) -> QuestionCard:
        page = self._show_section(self.route.sections.index(question.section))
        page.build_up_to(question.key)
        self._stack.bring_into_view(page, question.key)
        return page.cards[question.key]

    def _next(self, key: str) -> None:
        if self._guard is None or self._guard(key):
            self._step(key, 1)

    def _previous(self, key: str) -> None:
        if self._asked and self._asked[0].key == key:
            self.left_first.emit()
        else:
            self._step(key, -1)

    def _step(self, key: str, by: int) -> None:
        order = [question.key for question in self._asked]
        place = order.index(key) + by if key in order else -1
        if place >= len(order):
            self.finished.emit()
        elif place >= 0:
            self.focus_item(order[place])

    def _entered(self, key: str) -> None:
        if key == self._current:
            return
        old, self._current = self.card(self._current), key
        if old is not None:
            old.mark_current(False)  # noqa: FBT003
        new = self.card(key)
        if new is not None:
            new.mark_current(True)  # noqa: FBT003

    # sections

    def _shown_sections(self) -> list[int]:
        live = {question.section.key for question in self._asked}
        return [place for place, section in enumerate(self.route.sections) if section.key in live]

    def _section_chosen(self, place: int) -> None:
        self._show_section(place)
        self._focus_section()

    def _section_before(self) -> None:
        self._go_section(-1)

    def _section_after(self) -> None:
        self._go_section(1)

    def _go_section(self, by: int) -> None:
        shown = self._shown_sections()
        here = self.head.place
        later = [place for place in shown if (place > here if by > 0 else place < here)]
        if later:
            self._show_section(later[0] if by > 0 else later[-1])
            self._focus_section()

    def _focus_section(self) -> None:
        key = self.route.sections[self.head.place].key
        first = next((each.key for each in self._asked if each.section.key == key), "")
        if first:
            self.focus_item(first)

    def _show_section(self, place: int) -> SectionPage:
        page = self._page(self.route.sections[place])
        if self._stack.show_page(page):
            taborder.apply(self)
        self.head.show_place(place)
        shown = self._shown_sections()
        self._before.setEnabled(any(each < place for each in shown))
        self._after.setEnabled(any(each > place for each in shown))
        return page

    def _page(self, section: Section) -> SectionPage:
        questions = [each for each in self.route.questions if each.section.key == section.key]
        return self._stack.page(section, questions, self._language)

    def _order_grown(self, card: QuestionCard) -> None:
        """A card has been added behind everything else: the buttons go behind it again."""
        if card.window() is self.window():
            QWidget.setTabOrder(taborder.last_inside(card), self._before)
            QWidget.setTabOrder(self._before, self._after)

    def tab_parts(self) -> Sequence[QWidget]:
        """The section, its questions, the buttons."""
        shown = [] if self._stack.shown is None else [self._stack.shown]
        return [self.head, *shown, self._before, self._after]

    def _build_card(self, question: Question, page: QWidget, continued: bool) -> QuestionCard:
        card = QuestionCard(
            self.instrument,
            question,
            self._lookup,
            self._today,
            page,
            language=self._language,
            continued=continued,
        )
        key = question.key
        card.set_answer(self._answers.get(key))
        card.set_read_only(self._read_only)
        card.moves_on = self._moves_on
        card.set_note(*self._notes.get(key, ("", "")))
        card.set_problem(self._problems.get(key, ""))
        if card.evidence is not None:
            card.evidence.set_thumbs(self._thumbs.get(question.item.key, []))
        card.changed.connect(self._card_changed)
        card.next_wanted.connect(self._next)
        card.previous_wanted.connect(self._previous)
        card.entered.connect(self._entered)
        card.evidence_dropped.connect(self.evidence_dropped)
        card.evidence_opened.connect(self.evidence_opened)
        card.evidence_removed.connect(self.evidence_removed)
        if all(each.key != key for each in self._asked):
            card.hide()
        self._show_marks(card, self._flagged())
        return card

    # what an answer changes

    def _card_changed(self, key: str) -> None:
        card = self.card(key)
        if card is None:
            return
        answer = card.answer()
        if answer is None:
            self._answers.pop(key, None)
        else:
            self._answers[key] = answer
        self._problems.pop(key, None)
        self._refresh()
        self.changed.emit(key)

    def _refresh(self) -> None:
        self._asked = self.route.asked(self._answers)
        asked = frozenset(question.key for question in self._asked)
        flagged = self._flagged()
        for _, card in self.built():
            self._show_card(card, asked, flagged)
        self._show_stop()
        self._show_progress()

    def _flagged(self) -> frozenset[str]:
        return frozenset(item.key for item in self.route.red_flags(self._answers))

    def _show_card(self, card: QuestionCard, asked: frozenset[str], flagged: frozenset[str]) -> None:
        if card.isHidden() == (card.question.key in asked):
            card.setVisible(card.question.key in asked)
        self._show_marks(card, flagged)

    def _show_marks(self, card: QuestionCard, flagged: frozenset[str]) -> None:
        item = card.question.item
        card.set_flag(item.key in flagged)
        if card.evidence is not None:
            given = self._answers_of(item)
            wanted = any(not proof.answers or given.intersection(proof.answers) for proof in item.evidence)
            card.evidence.setVisible(wanted or bool(self._thumbs.get(item.key)))

    def _answers_of(self, item: Item) -> set[str]:
        """The codes an item is answered with, by whatever party."""
        keys_of = (each.key for each in self._asked if each.item is item)
        answers = (self._answers.get(key) for key in keys_of)
        return {answer for answer in answers if isinstance(answer, str)}

    def _show_stop(self) -> None:
        stopped = self.route.stopped_at(self._answers)
        if not stopped:
            self.stop_band.say("")
            return
        item = self.instrument.items[stopped]
        number = f"butir {item.no}" if item.no else f"“{item.label}”"
        self.stop_band.say(f"Isian berhenti sesuai jawaban {number}. Pertanyaan lain tidak diajukan.")

    def _show_progress(self) -> None:
        counts: dict[str, list[int]] = {}
        for question in self._asked:
            pair = counts.setdefault(question.section.key, [0, 0])
            pair[0] += is_given(self._answers.get(question.key))
            pair[1] += 1
        self.head.show_progress(*self.progress(), counts)

    def built(self) -> list[tuple[str, QuestionCard]]:
        """The questions that are built so far, by key."""
        return self._stack.built()

    def card(self, key: str) -> QuestionCard | None:
        """The card of a question, when it is built."""
        return self._stack.card(key)
