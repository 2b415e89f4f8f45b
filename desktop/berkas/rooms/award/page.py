"""The room of the award: units in rounds with their verification, rounds, earlier awards, innovations."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place, Tab, TabbedPage
from berkas.rooms.award.editor.entrypage import EntryPage
from berkas.rooms.award.editor.plainpages import HistoryPage, InnovationPage
from berkas.rooms.award.editor.roundpage import RoundPage
from berkas.rooms.award.editor.verification import VERIFICATION, VerificationView

TITLE = "P2HAM"
ICON = "award"

TABS = (
    Tab("award_entry", "Unit dalam putaran", EntryPage),
    Tab("award_round", "Putaran", RoundPage),
    Tab("award_history", "Riwayat penghargaan", HistoryPage),
    Tab("innovation", "Inovasi", InnovationPage),
)


class Page(TabbedPage):
    """The lists as tabs, and over them, full width, the verification of one unit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, TABS, name="Bagian P2HAM")
        self.verification = VerificationView(desk)
        self.add_cover(self.verification)
        self.verification.left.connect(self._back)
        self.verification.record_wanted.connect(self._open_entry)

    def page_made(self, page: QWidget) -> None:
        """Units lead to their criteria, rounds to their units."""
        if isinstance(page, EntryPage):
            page.verification_wanted.connect(self.verify)
        if isinstance(page, RoundPage):
            page.units_wanted.connect(self._show_units)

    @property
    def entries(self) -> EntryPage:
        """The page of units."""
        return self.page("award_entry")

    def visit(self, place: Place) -> None:
        """Show one record, the list of a kind, or the criteria of one unit."""
        if place.kind == VERIFICATION and place.id is not None:
            self.verify(place.id)
        else:
            super().visit(place)

    def verify(self, entry_id: int) -> None:
        """Show the criteria of one unit, the keyboard on the first that is not answered."""
        self.show_cover(self.verification)
        if self.verification.may_leave():
            self.verification.open(entry_id, self._focus_first)

    def _focus_first(self) -> None:
        if self.verification.form is not None and not self.verification.is_changed():
            self.verification.form.focus_item()

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost."""
        return self.verification.may_leave() and super().may_leave()

    def _show_units(self, round_id: int) -> None:
        self.visit(Place("award", "award_entry"))
        self.entries.show_round(round_id)

    def _back(self) -> None:
        self.visit(Place("award", "award_entry", self.verification.entry_id or None))

    def _open_entry(self, entry_id: int, field: str) -> None:
        self.visit(Place("award", "award_entry", entry_id))
        self.entries.show_field(entry_id, field)
