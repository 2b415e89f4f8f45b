"""The room of visits: visits, sheets, scores, surveys, events as tabs; over them, full width, the keying."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from berkas.desk import Desk, Place, RecordPage
from berkas.rooms.visits.editor.eventpage import EventPage
from berkas.rooms.visits.editor.keying import KeyingView
from berkas.rooms.visits.editor.scorespage import ScoresPage
from berkas.rooms.visits.editor.sheetpage import SheetPage
from berkas.rooms.visits.editor.surveypage import SurveyPage
from berkas.rooms.visits.editor.visitpage import VisitPage

TITLE = "Kegiatan"
ICON = "clipboard-list"

KEYING = "ketik"
"""Kind of place: the keying of one sheet, full width."""
SCORES = "nilai"
"""Kind of place: scores per OBH; its id is an OBH's."""

_TABS: tuple[tuple[str, str, Callable[[Desk], RecordPage | ScoresPage]], ...] = (
    ("visit", "Kegiatan", VisitPage),
    ("assessment", "Wawancara dan pemeriksaan", SheetPage),
    (SCORES, "Nilai per OBH", ScoresPage),
    ("survey_period", "Survei", SurveyPage),
    ("outreach_event", "Acara dan aspirasi", EventPage),
)
"""Kind of record (its table), the word on the tab, the page; a page is made when its tab is first shown."""


class Page(QWidget):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, RecordPage | ScoresPage] = {}
        self._holders: list[QVBoxLayout] = []
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Bagian Kegiatan")
        for _kind, words, _make in _TABS:
            holder = QWidget()
            within = QVBoxLayout(holder)
            within.setContentsMargins(0, 0, 0, 0)
            self._holders.append(within)
            self.tabs.addTab(holder, words)
        self._keying: KeyingView | None = None
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.tabs)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.stack)
        self.tabs.currentChanged.connect(self._fill)
        self._fill(0)

    @property
    def keying(self) -> KeyingView:
        """The keying, made when it is first needed."""
        if self._keying is None:
            self._keying = KeyingView(self.desk, self)
            self._keying.left.connect(self._back)
            self.stack.addWidget(self._keying)
        return self._keying

    def page(self, kind: str) -> RecordPage | ScoresPage:
        """The page of one kind of record, made now when it was not shown yet."""
        place = next(index for index, tab in enumerate(_TABS) if tab[0] == kind)
        self._fill(place)
        return self._pages[kind]

    def visit(self, place: Place) -> None:
        """Show one record, the list of a kind, or the keying of one sheet."""
        if place.kind == KEYING and place.id is not None:
            self.key_sheet(place.id)
            return
        kind = place.kind or _TABS[self.tabs.currentIndex()][0]
        page = self.page(kind)
        self.stack.setCurrentWidget(self.tabs)
        self.tabs.setCurrentIndex([tab[0] for tab in _TABS].index(kind))
        page.visit(place.id)

    def key_sheet(self, sheet_id: int) -> None:
        """Key one sheet; 0 begins a new one outside any visit."""
        self.stack.setCurrentWidget(self.keying)
        if sheet_id:
            self.keying.open(sheet_id)
        else:
            self.keying.start()

    def key_visit(self, visit_id: int) -> None:
        """Key new sheets of a visit."""
        self.stack.setCurrentWidget(self.keying)
        self.keying.start(visit_id=visit_id)

    def key_survey(self, period_id: int) -> None:
        """Key new answers of a survey period."""
        self.stack.setCurrentWidget(self.keying)
        self.keying.start(period_id=period_id)

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost."""
        if self._keying is not None and not self._keying.may_leave():
            return False
        return all(page.may_leave() for page in self._pages.values())

    def _fill(self, index: int) -> None:
        kind, _words, make = _TABS[index]
        if kind in self._pages:
            if isinstance(page := self._pages[kind], ScoresPage):
                page.compute()
            return
        page = make(self.desk)
        self._pages[kind] = page
        self._holders[index].addWidget(page)
        if isinstance(page, VisitPage):
            page.keying_wanted.connect(self.key_visit)
            page.sheets_wanted.connect(self._show_sheets)
        elif isinstance(page, SheetPage):
            page.keying_wanted.connect(self.key_sheet)
        elif isinstance(page, SurveyPage):
            page.keying_wanted.connect(self.key_survey)
        elif isinstance(page, ScoresPage):
            page.compute()

    def _show_sheets(self, visit_id: int) -> None:
        self.visit(Place("visits", "assessment"))
        page = self.page("assessment")
        if isinstance(page, SheetPage):
            page.show_visit(visit_id)

    def _back(self) -> None:
        view = self.keying
        if view.period_id is not None:
            self.visit(Place("visits", "survey_period", view.period_id))
        elif view.sheet is not None:
            self.visit(Place("visits", "assessment", view.sheet.record.id))
        elif view.visit_id is not None:
            self.visit(Place("visits", "visit", view.visit_id))
        else:
            self.visit(Place("visits", "assessment"))
