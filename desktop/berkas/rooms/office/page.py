"""Pengaturan Kantor: everything about the office itself, as tabs."""

from berkas.desk import Desk, Tab, TabbedPage
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.editor.keeping import CopiesPage, DocumentsPage, HistoryPage, TrashPage
from berkas.rooms.office.editor.records import (
    HolidayPage,
    LetterheadPage,
    OfficialPage,
    PatternPage,
    UnitPage,
)
from berkas.rooms.office.editor.rules import clocks_page, instruments_page

TITLE = "Pengaturan Kantor"
ICON = "settings"

_TABS = (
    Tab("office", "Identitas", OfficePage),
    Tab("letterhead", "Kop surat", LetterheadPage),
    Tab("official", "Pejabat", OfficialPage),
    Tab("unit", "Unit", UnitPage),
    Tab("number_pattern", "Nomor", PatternPage),
    Tab("instrument_version", "Instrumen", instruments_page),
    Tab("clock_override", "Batas waktu", clocks_page),
    Tab("holiday_extra", "Hari libur", HolidayPage),
    Tab("issued_document", "Dokumen terbit", DocumentsPage),
    Tab("sampah", "Sampah", TrashPage),
    Tab("riwayat", "Riwayat", HistoryPage),
    Tab("cadangan", "Cadangan", CopiesPage),
)


class Page(TabbedPage):
    """All parts of the office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TABS, name="Bagian pengaturan kantor")
