"""The room of complaints: complaints, box openings, supervision, PPID and reporting duties as tabs."""

from collections.abc import Callable

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from berkas.desk import Desk, Place, RecordPage
from berkas.rooms.complaints.editor.complaintpage import ComplaintPage
from berkas.rooms.complaints.editor.registerpages import BoxPage, DutyPage, PpidPage, SupervisionPage

TITLE = "Pengaduan"
ICON = "message-report"

_TABS: tuple[tuple[str, str, Callable[[Desk], RecordPage]], ...] = (
    ("complaint", "Pengaduan", ComplaintPage),
    ("box_opening", "Kotak pengaduan", BoxPage),
    ("supervision", "Pengawasan layanan", SupervisionPage),
    ("ppid_request", "PPID", PpidPage),
    ("reporting_duty", "Kewajiban laporan", DutyPage),
)
"""Kind of record (its table), the word on the tab, the page; a page is made when its tab is first shown."""


class Page(QWidget):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, RecordPage] = {}
        self._holders: list[QVBoxLayout] = []
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Bagian pengaduan")
        for _kind, words, _make in _TABS:
            holder = QWidget()
            within = QVBoxLayout(holder)
            within.setContentsMargins(0, 0, 0, 0)
            self._holders.append(within)
            self.tabs.addTab(holder, words)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.tabs)
        self.tabs.currentChanged.connect(self._fill)
        self._fill(0)

    def page(self, kind: str) -> RecordPage:
        """The page of one kind of record, made now when it was not shown yet."""
        place = [tab[0] for tab in _TABS].index(kind)
        self._fill(place)
        return self._pages[kind]

    def visit(self, place: Place) -> None:
        """Show one record, or the list of a kind."""
        kind = place.kind or _TABS[self.tabs.currentIndex()][0]
        page = self.page(kind)
        self.tabs.setCurrentIndex([tab[0] for tab in _TABS].index(kind))
        page.visit(place.id)

    def may_leave(self) -> bool:
        """Whether nothing typed on any tab would be lost."""
        return all(page.may_leave() for page in self._pages.values())

    def _fill(self, index: int) -> None:
        kind, _words, make = _TABS[index]
        if kind not in self._pages:
            page = make(self.desk)
            self._pages[kind] = page
            self._holders[index].addWidget(page)
