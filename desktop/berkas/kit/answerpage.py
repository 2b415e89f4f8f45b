"""The page of one section of an instrument, and the coloured line above and below it.

Builds its cards in idle moments, so that an instrument of hundreds of questions opens at once.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.answercards import QuestionCard
from berkas.rules.instruments import Question, Section

_PER_IDLE = 4
BuildCard = Callable[[Question, QWidget, bool], QuestionCard]
"""Makes the card of a question; the flag says that it goes on with the item of the card above."""


class SectionPage(QWidget):
    """The questions of one section; the first ones at once, the rest in idle moments."""

    grew = Signal(QWidget)
    """A card was added behind the others."""

    def __init__(
        self, section: Section, questions: Sequence[Question], build: BuildCard, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.cards: dict[str, QuestionCard] = {}
        self._waiting = list(questions)
        self._build = build
        theme.mark(self, "isi")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, theme.SPACE_8, 0)
        self._lines.setSpacing(theme.SPACE_8)
        if section.intro:
            intro = QLabel(section.intro, self)
            intro.setWordWrap(True)
            theme.mark(intro, "redup")
            self._lines.addWidget(intro)
        self._lines.addStretch()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._build_more)

    def build_some(self, count: int) -> None:
        """Build the next questions; the rest follows by itself."""
        holder = QWidget(self)
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.SPACE_8)
        for question in self._waiting[:count]:
            last = next(reversed(self.cards.values()), None)
            continued = last is not None and last.question.item is question.item
            card = self._build(question, holder, continued)
            lines.addWidget(card)
            self.cards[question.key] = card
            self.grew.emit(card)
        # The page lays itself out once per handful of cards, not once per card.
        self._lines.insertWidget(self._lines.count() - 1, holder)
        self._waiting = self._waiting[count:]
        if self._waiting:
            self._idle.start(0)

    def build_up_to(self, key: str) -> None:
        """Build everything up to a question now."""
        if key not in self.cards:
            waiting = [question.key for question in self._waiting]
            self.build_some(waiting.index(key) + 1)

    def _build_more(self) -> None:
        self.build_some(_PER_IDLE)


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
