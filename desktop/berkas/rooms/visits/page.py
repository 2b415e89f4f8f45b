"""The room of visits: visits, sheets, scores, surveys, events as tabs; over them, full width, the keying."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place, Tab, TabbedPage
from berkas.engine.keying_batches import Batch
from berkas.rooms.visits.editor.eventpage import EventPage
from berkas.rooms.visits.editor.formspage import FormsPage
from berkas.rooms.visits.editor.keying import KEYING_PLACE, KeyingView
from berkas.rooms.visits.editor.scorespage import ScoresPage
from berkas.rooms.visits.editor.secondkeying import SECOND_PLACE, SecondKeyingView
from berkas.rooms.visits.editor.secondpage import SecondPage
from berkas.rooms.visits.editor.sheetpage import SheetPage
from berkas.rooms.visits.editor.surveygrid import GRID_PLACE, SurveyGridView
from berkas.rooms.visits.editor.surveypage import SurveyPage
from berkas.rooms.visits.editor.visitpage import VisitPage

TITLE = "Kegiatan"
ICON = "clipboard-list"

KEYING = KEYING_PLACE
FORMS = "paper_form"
"""Kind of place: the paper forms of a visit; its id is the visit's."""
SECOND = "keying_sample"
"""Kind of place: the second keying of a visit; its id is the visit's."""
SCORES = "nilai"
"""Kind of place: scores per OBH; its id is an OBH's."""

TABS = (
    Tab("visit", "Kegiatan", VisitPage),
    Tab("assessment", "Wawancara dan pemeriksaan", SheetPage),
    Tab(FORMS, "Formulir kertas", FormsPage),
    Tab(SECOND, "Ketik kedua", SecondPage),
    Tab(SCORES, "Nilai per OBH", ScoresPage),
    Tab("survey_period", "Survei", SurveyPage),
    Tab("outreach_event", "Acara dan aspirasi", EventPage),
)


class Page(TabbedPage):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        self._keying: KeyingView | None = None
        self._second: SecondKeyingView | None = None
        self._survey_grid: SurveyGridView | None = None
        super().__init__(desk, TABS, name="Bagian Kegiatan")

    def page_made(self, page: QWidget) -> None:
        """Visits, sheets and surveys lead to the keying."""
        if isinstance(page, VisitPage):
            page.keying_wanted.connect(self.key_visit)
            page.sheets_wanted.connect(self._show_sheets)
            page.forms_wanted.connect(lambda visit: self.visit(Place("visits", FORMS, visit)))
        elif isinstance(page, FormsPage):
            page.keying_wanted.connect(self.key_visit)
        elif isinstance(page, SecondPage):
            page.keying_wanted.connect(self.key_second)
        elif isinstance(page, SheetPage):
            page.keying_wanted.connect(self.key_sheet)
        elif isinstance(page, SurveyPage):
            page.keying_wanted.connect(self.key_survey)
            page.grid_wanted.connect(self.key_survey_grid)
            page.second_wanted.connect(lambda period: self._to_queue(Batch(period_id=period)))

    @property
    def keying(self) -> KeyingView:
        """The keying, made when it is first needed."""
        if self._keying is None:
            self._keying = KeyingView(self.desk, self)
            self._keying.left.connect(self._back)
            self.add_cover(self._keying)
        return self._keying

    @property
    def second(self) -> SecondKeyingView:
        """The second keying, made when it is first needed."""
        if self._second is None:
            self._second = SecondKeyingView(self.desk, self)
            self._second.left.connect(self._to_queue)
            self.add_cover(self._second)
        return self._second

    def visit(self, place: Place) -> None:
        """Show one record, the list of a kind, or the keying of one sheet; without an id a new one."""
        if place.kind == KEYING:
            self.key_sheet(place.id or 0)
        elif place.kind == GRID_PLACE:
            self.key_survey_grid(place.id or 0)
        elif place.kind == SECOND_PLACE:
            self.key_second(place.id or 0)
        else:
            super().visit(place)

    def key_sheet(self, sheet_id: int) -> None:
        """Key one sheet; 0 begins a new one outside any visit."""
        if not self._free():
            return
        if sheet_id:
            self.keying.open(sheet_id)
        else:
            self.keying.start()

    def key_second(self, sheet_id: int) -> None:
        """Key one sheet a second time, blind."""
        self.show_cover(self.second)
        if sheet_id and self.second.may_leave():
            self.second.open(sheet_id)

    def _to_queue(self, batch: Batch | None) -> None:
        """The sheets of a batch that wait for their second keying."""
        super().visit(Place("visits", SECOND, None))
        self.page(SECOND).choose(batch)

    def _free(self) -> bool:
        """Bring the keying to the front; whether it may take another sheet."""
        self.show_cover(self.keying)
        return self.keying.may_leave()

    def key_visit(self, visit_id: int) -> None:
        """Key new sheets of a visit."""
        if self._free():
            self.keying.start(visit_id=visit_id)

    def key_survey(self, period_id: int) -> None:
        """Key new answers of a survey period."""
        if self._free():
            self.keying.start(period_id=period_id)

    @property
    def survey_grid(self) -> SurveyGridView:
        """The table of a survey period's answers, made when it is first needed."""
        if self._survey_grid is None:
            self._survey_grid = SurveyGridView(self.desk, self)
            self._survey_grid.left.connect(lambda id_: self.visit(Place("visits", "survey_period", id_)))
            self.add_cover(self._survey_grid)
        return self._survey_grid

    def key_survey_grid(self, period_id: int) -> None:
        """Key the answers of a survey period as a table."""
        self.show_cover(self.survey_grid)
        if self.survey_grid.may_leave():
            self.survey_grid.open(period_id)

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost."""
        views = (self._keying, self._second, self._survey_grid)
        return all(view is None or view.may_leave() for view in views) and super().may_leave()

    def _show_sheets(self, visit_id: int) -> None:
        self.visit(Place("visits", "assessment"))
        self.page("assessment").show_visit(visit_id)

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
