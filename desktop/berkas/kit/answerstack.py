"""The pages of the sections of an instrument, one of them shown in a scrolling area; cards by question.

Pages that are not shown are only hidden: one that is taken out of the window is polished all over again.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from berkas.kit import theme
from berkas.kit.answercards import QuestionCard
from berkas.kit.answerpage import BuildCard, SectionPage
from berkas.rules.instruments import Question, Section

_AT_ONCE, _FEW_AT_ONCE, _PER_IDLE = 24, 2, 4


class SectionStack(QScrollArea):
    """Builds a page when its section is first shown.

    `is_sample`: questions are built few by few, and no further than somebody scrolls.
    """

    grew = Signal(QuestionCard)
    """A card was added behind the others."""

    def __init__(self, build: BuildCard, parent: QWidget, *, is_sample: bool) -> None:
        super().__init__(parent)
        self.pages: dict[str, SectionPage] = {}
        self.shown: SectionPage | None = None
        self._build = build
        self._is_sample = is_sample
        self._at_once = _FEW_AT_ONCE if is_sample else _AT_ONCE
        self._awaited = ""
        self._held = QWidget(self)
        theme.mark(self._held, "isi")
        self._lines = QVBoxLayout(self._held)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setWidget(self._held)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def built(self) -> list[tuple[str, QuestionCard]]:
        """The questions that are built so far, by key."""
        return [pair for page in self.pages.values() for pair in page.cards.items()]

    def card(self, key: str) -> QuestionCard | None:
        """The card of a question, when it is built."""
        return next((page.cards[key] for page in self.pages.values() if key in page.cards), None)

    def page(self, section: Section, questions: Sequence[Question], language: str) -> SectionPage:
        """The page of a section, built now when it was not; with its first questions."""
        page = self.pages.get(section.key)
        if page is None:
            page = self.pages[section.key] = SectionPage(
                section,
                questions,
                self._build,
                self._held,
                per_idle=min(self._at_once, _PER_IDLE),
                is_enough=self._is_enough,
            )
            page.hide()
            self._lines.addWidget(page)
            page.set_language(language)
            page.grew.connect(self._grown)
            page.build_some(self._at_once)
        return page

    def show_page(self, page: SectionPage) -> bool:
        """Show a page from its top; False when it is shown already."""
        if self.shown is page:
            return False
        if self.shown is not None:
            self.shown.hide()
        self.shown = page
        page.show()
        page.go_on()
        self.verticalScrollBar().setValue(0)
        return True

    def bring_into_view(self, page: SectionPage, key: str) -> None:
        """Scroll to a question of the shown page, as soon as it is built."""
        card = page.cards.get(key)
        self._awaited = "" if card is not None else key
        page.go_on()
        if card is not None:
            QTimer.singleShot(0, page, lambda: self.ensureWidgetVisible(card, 0, theme.SPACE_24))

    def _grown(self, card: QuestionCard) -> None:
        if card.question.key == self._awaited and self.shown is not None:
            self._awaited = ""
            QTimer.singleShot(0, self.shown, lambda: self.ensureWidgetVisible(card, 0, theme.SPACE_24))
        self.grew.emit(card)

    def _scrolled(self) -> None:
        if self.shown is not None:
            self.shown.go_on()

    def _is_enough(self) -> bool:
        """Whether what is built reaches well below what is seen."""
        if not self._is_sample or self.shown is None or self._awaited:
            return False
        seen = self.verticalScrollBar().value() + 3 * max(1, self.viewport().height())
        return self.shown.height() > seen
