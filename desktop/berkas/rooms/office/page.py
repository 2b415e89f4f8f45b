"""Pengaturan Kantor: everything about the office itself, as tabs."""

from berkas.desk import Desk, Tab, TabbedPage
from berkas.rooms.office.editor.copies import CopiesPage
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.editor.keeping import DocumentsPage, HistoryPage, TrashPage
from berkas.rooms.office.editor.letterhead import LetterheadPage
from berkas.rooms.office.editor.records import (
    HolidayPage,
    OfficialPage,
    PatternPage,
    TermPage,
    UnitPage,
)
from berkas.rooms.office.editor.rules import clocks_page, holiday_years_page, instruments_page

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
    Tab("holiday_extra", "Libur kantor", HolidayPage),
    Tab("libur", "Libur nasional", holiday_years_page),
    Tab("term", "Daftar istilah", TermPage),
    Tab("issued_document", "Dokumen", DocumentsPage),
    Tab("sampah", "Sampah", TrashPage),
    Tab("riwayat", "Riwayat", HistoryPage),
    Tab("cadangan", "Cadangan", CopiesPage),
)


class Page(TabbedPage):
    """All parts of the office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TABS, name="Bagian pengaturan kantor")
