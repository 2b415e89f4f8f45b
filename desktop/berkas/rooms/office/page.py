"""Pengaturan Kantor: everything about the office itself, as tabs; over them the editor of instruments."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place, Tab, TabbedPage
from berkas.rooms.office.editor.checkrules import PLACE as CHECK_RULES
from berkas.rooms.office.editor.checkrules import CheckRulesPage
from berkas.rooms.office.editor.clocks import OWN_CLOCKS, ClockPage
from berkas.rooms.office.editor.copies import CopiesPage
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.editor.instrument_editor import EDITING, InstrumentEditor
from berkas.rooms.office.editor.instruments import InstrumentsPage
from berkas.rooms.office.editor.keeping import DocumentsPage, HistoryPage, TrashPage
from berkas.rooms.office.editor.letterhead import LetterheadPage
from berkas.rooms.office.editor.letters import IncomingPage, OutgoingPage, TextPage
from berkas.rooms.office.editor.packages import PackagesPage
from berkas.rooms.office.editor.printings import PrintingsPage
from berkas.rooms.office.editor.protection import ProtectionPage
from berkas.rooms.office.editor.records import (
    HolidayPage,
    OfficialPage,
    PatternPage,
    TermPage,
    UnitPage,
)
from berkas.rooms.office.editor.retention import RetentionPage
from berkas.rooms.office.editor.rules import RulesPage, clocks_page, holiday_years_page
from berkas.rooms.office.editor.users import UserPage
from berkas.rooms.office.queries.clocks import own_rule
from berkas.rules.instruments import Instrument

TITLE = "Pengaturan Kantor"
ICON = "settings"

_OFFICE, _RULES, _PAPERS, _SAFETY = "Kantor", "Aturan dan istilah", "Persuratan", "Berkas dan keamanan"

TABS = (
    Tab("office", "Identitas", OfficePage, _OFFICE),
    Tab("letterhead", "Kop surat", LetterheadPage, _OFFICE),
    Tab("official", "Pejabat", OfficialPage, _OFFICE),
    Tab("unit", "Unit", UnitPage, _OFFICE),
    Tab("instrument_version", "Instrumen", InstrumentsPage, _RULES),
    Tab("clock_override", "Batas waktu", clocks_page, _RULES),
    Tab(OWN_CLOCKS, "Batas waktu kantor", ClockPage, _RULES),
    Tab("holiday_extra", "Libur kantor", HolidayPage, _RULES),
    Tab("libur", "Libur nasional", holiday_years_page, _RULES),
    Tab("term", "Daftar istilah", TermPage, _RULES),
    Tab(CHECK_RULES, "Periksa P2HAM", CheckRulesPage, _RULES),
    Tab("letter", "Surat keluar", OutgoingPage, _PAPERS),
    Tab("surat_masuk", "Surat masuk", IncomingPage, _PAPERS),
    Tab("text_module", "Naskah surat", TextPage, _PAPERS),
    Tab("number_pattern", "Nomor", PatternPage, _PAPERS),
    Tab("issued_document", "Dokumen terbit", DocumentsPage, _PAPERS),
    Tab("document_print", "Register cetak", PrintingsPage, _PAPERS),
    Tab("app_user", "Pengguna", UserPage, _SAFETY),
    Tab("retensi", "Retensi", RetentionPage, _SAFETY),
    Tab("sampah", "Sampah", TrashPage, _SAFETY),
    Tab("riwayat", "Riwayat", HistoryPage, _SAFETY),
    Tab("cadangan", "Cadangan", CopiesPage, _SAFETY),
    Tab("paket", "Paket antarkomputer", PackagesPage, _SAFETY),
    Tab("pelindungan", "Pelindungan", ProtectionPage, _SAFETY),
)


class Page(TabbedPage):
    """All parts of the office."""

    def __init__(self, desk: Desk) -> None:
        self._editor: InstrumentEditor | None = None
        super().__init__(desk, TABS, name="Bagian pengaturan kantor")

    def page_made(self, page: QWidget) -> None:
        """The lists of rules lead to their editors."""
        if isinstance(page, InstrumentsPage):
            page.edit_wanted.connect(self.edit_instrument)
        elif isinstance(page, RulesPage):
            page.rule_wanted.connect(self.edit_clock)

    @property
    def editor(self) -> InstrumentEditor:
        """The editor of instruments, made when it is first needed."""
        if self._editor is None:
            self._editor = editor = InstrumentEditor(self.desk, self)
            editor.opened.connect(lambda: self.show_cover(editor))
            editor.left.connect(self._back)
            self.add_cover(editor)
        return self._editor

    def edit_instrument(self, key: str, loaded: Instrument | None) -> None:
        """Edit one instrument; unsaved when it came in a workbook."""
        self.editor.open(key, loaded)

    def edit_clock(self, key: str, same: bool) -> None:
        """Make a rule for a class: the one in force filled in or changed, or a later one."""
        clock = self.desk.rulebook.clock(key)
        today = self.desk.today()
        version = next((one for one in clock.versions if one.applies_on(today)), clock.versions[-1])
        kept = self.desk.glance(own_rule, key, version.key) if same else None
        self.visit(Place("office", OWN_CLOCKS, kept))
        page = self.page(OWN_CLOCKS)
        if kept is None and isinstance(page, ClockPage):
            page.begin_from(clock, version, same=same)

    def visit(self, place: Place) -> None:
        """Show one record, the list of a kind, or the editor that a draft goes on in."""
        if place.kind != EDITING:
            super().visit(place)
        elif self.editor.is_changed():
            self.show_cover(self.editor)
        else:
            super().visit(Place(place.room, "instrument_version"))

    def may_leave(self) -> bool:
        """Whether nothing typed here would be lost."""
        return (self._editor is None or self._editor.may_leave()) and super().may_leave()

    def _back(self, key: str) -> None:
        self.visit(Place("office", "instrument_version"))
        self.page("instrument_version").choose_key(key)
