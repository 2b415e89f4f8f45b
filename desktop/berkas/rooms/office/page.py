"""Pengaturan Kantor: everything about the office itself, as tabs."""

from berkas.desk import Desk, Tab, TabbedPage
from berkas.rooms.office.editor.copies import CopiesPage
from berkas.rooms.office.editor.identity import OfficePage
from berkas.rooms.office.editor.keeping import DocumentsPage, HistoryPage, TrashPage
from berkas.rooms.office.editor.letterhead import LetterheadPage
from berkas.rooms.office.editor.letters import IncomingPage, OutgoingPage, TextPage
from berkas.rooms.office.editor.protection import ProtectionPage
from berkas.rooms.office.editor.records import (
    HolidayPage,
    OfficialPage,
    PatternPage,
    TermPage,
    UnitPage,
)
from berkas.rooms.office.editor.retention import RetentionPage
from berkas.rooms.office.editor.rules import clocks_page, holiday_years_page, instruments_page
from berkas.rooms.office.editor.users import UserPage

TITLE = "Pengaturan Kantor"
ICON = "settings"

_OFFICE, _RULES, _PAPERS, _SAFETY = "Kantor", "Aturan dan istilah", "Persuratan", "Berkas dan keamanan"

_TABS = (
    Tab("office", "Identitas", OfficePage, _OFFICE),
    Tab("letterhead", "Kop surat", LetterheadPage, _OFFICE),
    Tab("official", "Pejabat", OfficialPage, _OFFICE),
    Tab("unit", "Unit", UnitPage, _OFFICE),
    Tab("instrument_version", "Instrumen", instruments_page, _RULES),
    Tab("clock_override", "Batas waktu", clocks_page, _RULES),
    Tab("holiday_extra", "Libur kantor", HolidayPage, _RULES),
    Tab("libur", "Libur nasional", holiday_years_page, _RULES),
    Tab("term", "Daftar istilah", TermPage, _RULES),
    Tab("letter", "Surat keluar", OutgoingPage, _PAPERS),
    Tab("surat_masuk", "Surat masuk", IncomingPage, _PAPERS),
    Tab("text_module", "Naskah surat", TextPage, _PAPERS),
    Tab("number_pattern", "Nomor", PatternPage, _PAPERS),
    Tab("issued_document", "Dokumen terbit", DocumentsPage, _PAPERS),
    Tab("app_user", "Pengguna", UserPage, _SAFETY),
    Tab("retensi", "Retensi", RetentionPage, _SAFETY),
    Tab("sampah", "Sampah", TrashPage, _SAFETY),
    Tab("riwayat", "Riwayat", HistoryPage, _SAFETY),
    Tab("cadangan", "Cadangan", CopiesPage, _SAFETY),
    Tab("pelindungan", "Pelindungan", ProtectionPage, _SAFETY),
)


class Page(TabbedPage):
    """All parts of the office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TABS, name="Bagian pengaturan kantor")
