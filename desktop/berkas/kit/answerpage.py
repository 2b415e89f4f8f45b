"""The page of one section of an instrument, and the coloured line above and below it.

Builds its cards in idle moments, so that an instrument of hundreds of questions opens at once.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.answercards import QuestionCard
from berkas.rules.instruments import Instrument, Question, Section

_IN_HOLDER = 20
BuildCard = Callable[[Question, QWidget, bool], QuestionCard]
"""Makes the card of a question; the flag says that it goes on with the item of the card above."""


class SectionPage(QWidget):
    """The questions of one section; the first ones at once, the rest in idle moments."""

    grew = Signal(QuestionCard)
    """A card was added behind the others."""

    def __init__(
        self,
        section: Section,
        questions: Sequence[Question],
        build: BuildCard,
        parent: QWidget,
        *,
        per_idle: int,
        is_enough: Callable[[], bool] = lambda: False,
    ) -> None:
        """`per_idle`: how many questions each idle moment builds; `is_enough`: whether the rest can wait for
        `go_on`."""
        super().__init__(parent)
        self.cards: dict[str, QuestionCard] = {}
        self._waiting = list(questions)
        self._build = build
        self._per_idle = per_idle
        self._is_enough = is_enough
        theme.mark(self, "isi")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, theme.SPACE_8, 0)
        self._lines.setSpacing(theme.SPACE_8)
        self._section = section
        self._intro = QLabel(section.intro, self)
        self._intro.setWordWrap(True)
        theme.mark(self._intro, "redup")
        self._lines.addWidget(self._intro)
        self._lines.addStretch()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._build_more)

    def set_language(self, language: str) -> None:
        """The introduction in another language, with the instrument's own words below."""
        said, own = self._section.intro_in(language), self._section.intro
        self._intro.setText(said if said == own else f"{said}\n{own}")
        self._intro.setVisible(bool(own))

    def build_some(self, count: int) -> None:
        """Build the next questions; the rest follows by itself."""
        for question in self._waiting[:count]:
            last = next(reversed(self.cards.values()), None)
            continued = last is not None and last.question.item is question.item
            holder, lines = self._room()
            card = self._build(question, holder, continued)
            lines.addWidget(card)
            self.cards[question.key] = card
            self.grew.emit(card)
        self._waiting = self._waiting[count:]
        if self._waiting:
            self._idle.start(0)

    def _room(self) -> tuple[QWidget, QVBoxLayout]:
        """The holder the next card goes into: one that grows lays out its own few, not the whole page."""
        if len(self.cards) % _IN_HOLDER == 0:
            holder = QWidget(self)
            lines = QVBoxLayout(holder)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(theme.SPACE_8)
            self._lines.insertWidget(self._lines.count() - 1, holder)
            self._last = holder, lines
        return self._last

    def build_up_to(self, key: str) -> None:
        """Build everything up to a question now."""
        if key not in self.cards:
            waiting = [question.key for question in self._waiting]
            self.build_some(waiting.index(key) + 1)

    def take_changed(
        self,
        section: Section,
        questions: Mapping[str, Question],
        instrument: Instrument,
        other: Sequence[QuestionCard],
    ) -> None:
        """Go on with the same questions in other words; the cards in `other` are built anew."""
        self._section = section
        self._waiting = [questions[each.key] for each in self._waiting]
        for key, card in self.cards.items():
            if card not in other:
                card.take_changed(instrument, questions[key])
                continue
            holder = card.parentWidget()
            lines = holder.layout() if holder is not None else None
            if holder is None or lines is None:
                continue
            self.cards[key] = self._build(questions[key], holder, card.is_continued)
            lines.replaceWidget(card, self.cards[key])
            card.hide()
            card.deleteLater()

    def go_on(self) -> None:
        """Build what is still waiting, when it is no longer enough."""
        if self._waiting:
            self._idle.start(0)

    def _build_more(self) -> None:
        if not self._is_enough():
            self.build_some(self._per_idle)


class Band(QFrame):
    """One sentence on a coloured ground; hidden while there is none."""

    def __init__(self, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "pita", tone=tone)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.SPACE_16, theme.SPACE_8, theme.SPACE_16, theme.SPACE_8)
        line.addWidget(self._words)
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence; an empty one hides the band."""
        self._words.setText(words)
        self.setVisible(bool(words))

    @property
    def text(self) -> str:
        """What stands there."""
        return self._words.text()
