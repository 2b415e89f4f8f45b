"""An instrument on screen: one column of questions, section by section, made for keying without looking up.

Skips, stops, red flags and required items are worked out by `rules.instruments.Route`; nothing is saved here.
Answers to questions that are hidden for the moment are kept and come back when the skip is undone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from berkas.kit import keys, taborder, theme
from berkas.kit.answercards import QuestionCard
from berkas.kit.answerhead import AnswerHead
from berkas.kit.answerpage import Band, SectionPage
from berkas.kit.editors import Lookup, Today
from berkas.kit.evidencestrip import Thumb
from berkas.kit.localday import local_today
from berkas.kit.typed import Compared, Cursor
from berkas.kit.typedanswers import as_json, from_json
from berkas.rules.answers import Answer, is_given
from berkas.rules.dates import show_medium
from berkas.rules.fields import Problem, Severity
from berkas.rules.instruments import (
    Instrument,
    Item,
    ItemType,
    Level,
    Question,
    Route,
    Section,
    Status,
)
from berkas.rules.vocabulary import Missing

__all__ = ["AnswerForm", "Thumb"]

_AT_ONCE = 24
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.instrument = instrument
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
        self._pages: dict[str, SectionPage] = {}
        asked_in = (instrument.language, *instrument.languages)
        self.head = AnswerHead(self.route.sections, self, languages=asked_in)
        self.head.show_language(language)
        self._area = QScrollArea(self)
        self.notice = Band("peringatan", self)
        self.stop_band = Band("info", self)
        self._lay_out()
        self._connect()
        self.notice.say(self._notice())
        self._refresh()
        self._show_section(0)

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        lines.addWidget(self._area, 1)
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
        for page in self._pages.values():
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
        for _, card in self._built():
            card.set_language(language)

    # half-keyed work

    def typed(self) -> dict[str, Any]:
        """Every answer, and what is typed that is none yet, as JSON."""
        half = {key: card.half_typed() for key, card in self._built()}
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
        cursors = (card.typing_at() for _, card in self._built())
        return next((cursor for cursor in cursors if cursor is not None), None)

    def type_at(self, cursor: Cursor) -> None:
        """Put the keyboard on a question, at the place in its text; one that is gone: the first open one."""
        key, inner = cursor.split()
        if not self.focus_item(key):
            self.focus_item()
        elif (card := self._card(key)) is not None:
            card.input.type_at(inner)

    def compare(self, typed: Mapping[str, Any]) -> list[Compared]:
        """Half-keyed work beside the answers that are shown; equal ones are left out."""
        kept = from_json(typed["answers"])
        half: Mapping[str, Any] = typed["half"]
        found: list[Compared] = []
        for question in self.route.questions:
            key = question.key
            saved = self._in_words(question.item, self._answers.get(key))
            words = "belum lengkap diketik" if key in half else self._in_words(question.item, kept.get(key))
            if words != saved:
                found.append(Compared(question.item.label, saved, words))
        return found

    def words_of(self, key: str, answer: Answer | None) -> str:
        """An answer to a question as it is read out: labels instead of codes."""
        question = next((each for each in self.route.questions if each.key == key), None)
        return "" if question is None else self._in_words(question.item, answer)

    def _in_words(self, item: Item, answer: Answer | None) -> str:
        if answer is None:
            return ""
        if isinstance(answer, Missing):
            return answer.label
        if item.type is ItemType.TANGGAL and isinstance(answer, str):
            return show_medium(date.fromisoformat(answer))
        if item.type is ItemType.RUJUKAN and self._lookup is not None:
            found = self._lookup(item.reference, f"={answer}")
            return found[0].label if found else str(answer)
        labels = {option.code: option.label for option in self.instrument.options(item)}
        parts: list[str] = []
        for each in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(each, Mapping):
                parts.append(" · ".join(str(cell) for cell in each.values()))
            else:
                parts.append(labels.get(str(each), str(each)))
        return ", ".join(parts)

    def _made(self, key: str) -> QuestionCard | None:
        """The card of a question, built now when it was not."""
        question = next((each for each in self.route.questions if each.key == key), None)
        if question is None:
            return None
        page = self._pages.get(question.section.key) or self._build_page(question.section)
        page.build_up_to(key)
        return page.cards.get(key)

    def set_guard(self, guard: Callable[[str], bool] | None) -> None:
        """Ask before the keyboard goes on from a question: False holds it there."""
        self._guard = guard

    def set_moving_on(self, on: bool) -> None:
        """Whether a digit that answers a question also goes on to the next one."""
        self._moves_on = on
        for _, card in self._built():
            card.moves_on = on

    def set_answer(self, key: str, answer: Answer | None) -> None:
        """Show another answer to one question; nobody is told."""
        if answer is None:
            self._answers.pop(key, None)
        else:
            self._answers[key] = answer
        if (card := self._card(key)) is not None:
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
        for page in self._pages.values():
            for card in page.cards.values():
                card.set_read_only(on)

    def set_evidence(self, key: str, thumbs: Sequence[Thumb]) -> None:
        """Show the evidence of an item; an item that several parties answer has one strip for all."""
        self._thumbs[key] = list(thumbs)
        for _, card in self._built():
            if card.evidence is not None and card.question.item.key == key:
                card.evidence.set_thumbs(thumbs)
                self._show_card(card, frozenset(each.key for each in self._asked), self._flagged())

    def set_item_note(self, key: str, text: str, tone: str = "") -> None:
        """A line under a question that the room works out; empty text removes it."""
        self._notes[key] = (text, tone)
        card = self._card(key)
        if card is not None:
            card.set_note(text, tone)

    # problems

    def problems(self) -> list[Problem]:
        """What stands against "lengkap": open required questions, impossible answers, broken checks."""
        progress = self.route.progress(self._answers)
        labels = {question.key: question.item.label for question in self._asked}
        found = [Problem(key, f"{labels[key]}: wajib dijawab.") for key in progress.open_required]
        found += [Problem(key, sentence) for key, sentence in progress.problems]
        found += [Problem(key, card.refusal()) for key, card in self._built() if card.refusal()]
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
        for key, card in self._built():
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
        """Bring a question into view; the keyboard stays where it is. False when there is none such."""
        question = next((each for each in self.route.questions if key in (each.key, each.item.key)), None)
        if question is None:
            return False
        self._bring_into_view(question)
        return True

    def _bring_into_view(self, question: Question) -> QuestionCard:
        self._show_section(self.route.sections.index(question.section))
        page = self._pages[question.section.key]
        page.build_up_to(question.key)
        card = page.cards[question.key]
        QTimer.singleShot(0, page, lambda: self._area.ensureWidgetVisible(card, 0, theme.SPACE_24))
        return card

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
        old, self._current = self._card(self._current), key
        if old is not None:
            old.mark_current(False)  # noqa: FBT003
        new = self._card(key)
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

    def _show_section(self, place: int) -> None:
        if not self.route.sections:
            return
        section = self.route.sections[place]
        page = self._pages.get(section.key)
        if page is None:
            page = self._build_page(section)
        if self._area.widget() is not page:
            self._area.takeWidget()
            self._area.setWidget(page)
            page.show()
        self.head.show_place(place)
        taborder.apply(self)
        shown = self._shown_sections()
        self._before.setEnabled(any(each < place for each in shown))
        self._after.setEnabled(any(each > place for each in shown))

    def _build_page(self, section: Section) -> "SectionPage":
        questions = [each for each in self.route.questions if each.section.key == section.key]
        page = SectionPage(section, questions, self._build_card, self)
        self._pages[section.key] = page
        page.grew.connect(self._order_grown)
        page.build_some(_AT_ONCE)
        return page

    def _order_grown(self, card: QWidget) -> None:
        """A card has been added behind everything else: the buttons go behind it again."""
        if card.window() is self.window():
            QWidget.setTabOrder(taborder.last_inside(card), self._before)
            QWidget.setTabOrder(self._before, self._after)

    def tab_parts(self) -> Sequence[QWidget]:
        """The section, its questions, the buttons."""
        page = self._area.widget()
        shown = [] if page is None else [page]
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
        card = self._card(key)
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
        for _, card in self._built():
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

    def _built(self) -> list[tuple[str, QuestionCard]]:
        return [pair for page in self._pages.values() for pair in page.cards.items()]

    def _card(self, key: str) -> QuestionCard | None:
        return next((page.cards[key] for page in self._pages.values() if key in page.cards), None)
