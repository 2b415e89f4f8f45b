"""The room of the award: units in rounds with their verification, rounds, earlier awards, innovations."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from berkas.desk import Desk, Place, RecordPage
from berkas.rooms.award.editor.entrypage import EntryPage
from berkas.rooms.award.editor.plainpages import HistoryPage, InnovationPage
from berkas.rooms.award.editor.roundpage import RoundPage
from berkas.rooms.award.editor.verification import VerificationView

TITLE = "P2HAM"
ICON = "award"

VERIFICATION = "verifikasi"
"""Kind of place: the criteria of one unit, full width."""

_TABS: tuple[tuple[str, str, Callable[[Desk], RecordPage]], ...] = (
    ("award_entry", "Unit dalam putaran", EntryPage),
    ("award_round", "Putaran", RoundPage),
    ("award_history", "Riwayat penghargaan", HistoryPage),
    ("innovation", "Inovasi", InnovationPage),
)
"""Kind of record (its table), the word on the tab, the page; a page is made when its tab is first shown."""


class Page(QWidget):
    """The lists as tabs, and over them, full width, the verification of one unit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, RecordPage] = {}
        self._holders: list[QVBoxLayout] = []
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Bagian P2HAM")
        for _kind, words, _make in _TABS:
            holder = QWidget()
            within = QVBoxLayout(holder)
            within.setContentsMargins(0, 0, 0, 0)
            self._holders.append(within)
            self.tabs.addTab(holder, words)
        self.verification = VerificationView(desk)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.verification)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.stack)
        self.tabs.currentChanged.connect(self._fill)
        self.verification.left.connect(self._back)
        self.verification.record_wanted.connect(self._open_entry)
        self._fill(0)

    @property
    def entries(self) -> EntryPage:
        """The page of units."""
        page = self.page("award_entry")
        assert isinstance(page, EntryPage)  # noqa: S101  the table of tabs says so
        return page

    def page(self, kind: str) -> RecordPage:
        """The page of one kind of record, made now when it was not shown yet."""
        place = next(index for index, tab in enumerate(_TABS) if tab[0] == kind)
        self._fill(place)
        return self._pages[kind]

    def visit(self, place: Place) -> None:
        """Show one record, the list of a kind, or the criteria of one unit."""
        if place.kind == VERIFICATION and place.id is not None:
            self.verify(place.id)
            return
        kind = place.kind or _TABS[self.tabs.currentIndex()][0]
        page = self.page(kind)
        self.stack.setCurrentWidget(self.tabs)
        self.tabs.setCurrentIndex([tab[0] for tab in _TABS].index(kind))
        page.visit(place.id)

    def verify(self, entry_id: int) -> None:
        """Show the criteria of one unit, the keyboard on the first that is not answered."""
        self.stack.setCurrentWidget(self.verification)
        self.verification.open(entry_id, self._focus_first)

    def _focus_first(self) -> None:
        if self.verification.form is not None:
            self.verification.form.focus_item()

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost."""
        return self.verification.may_leave() and all(page.may_leave() for page in self._pages.values())

    def _fill(self, index: int) -> None:
        kind, _words, make = _TABS[index]
        if kind in self._pages:
            return
        page = make(self.desk)
        self._pages[kind] = page
        self._holders[index].addWidget(page)
        if isinstance(page, EntryPage):
            page.verification_wanted.connect(self.verify)
        if isinstance(page, RoundPage):
            page.units_wanted.connect(self._show_units)

    def _show_units(self, round_id: int) -> None:
        self.visit(Place("award", "award_entry"))
        self.entries.show_round(round_id)

    def _back(self) -> None:
        self.visit(Place("award", "award_entry", self.verification.entry_id or None))

    def _open_entry(self, entry_id: int) -> None:
        self.visit(Place("award", "award_entry", entry_id))
