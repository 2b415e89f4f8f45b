"""The room of complaints: complaints, box openings, supervision, PPID and reporting duties as tabs."""

from berkas.desk import Desk, Tab, TabbedPage
from berkas.rooms.complaints.editor.aspirationpage import AspirationPage
from berkas.rooms.complaints.editor.complaintpage import ComplaintPage
from berkas.rooms.complaints.editor.ppidpages import InformationPage, PpidPage
from berkas.rooms.complaints.editor.registerpages import BoxPage, DutyPage, SupervisionPage

TITLE = "Pengaduan"
ICON = "message-report"

TABS = (
    Tab("complaint", "Pengaduan", ComplaintPage),
    Tab("box_opening", "Kotak pengaduan", BoxPage),
    Tab("aspiration", "Aspirasi", AspirationPage),
    Tab("supervision", "Pengawasan layanan", SupervisionPage),
    Tab("ppid_request", "PPID", PpidPage),
    Tab("public_information", "Informasi publik", InformationPage),
    Tab("reporting_duty", "Kewajiban laporan", DutyPage),
)


class Page(TabbedPage):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, TABS, name="Bagian pengaduan")
