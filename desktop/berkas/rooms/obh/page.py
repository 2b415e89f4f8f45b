"""The room of the OBH register: OBH and people, cases, Posbankum and prisons, rules, as groups of tabs."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk, Place, Tab, TabbedPage
from berkas.rooms.obh.editor.casepages import CasePage, RecipientPage
from berkas.rooms.obh.editor.claimpage import ClaimPage
from berkas.rooms.obh.editor.moneypages import ContractPage, TariffPage
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.rooms.obh.editor.peoplepage import PersonPage
from berkas.rooms.obh.editor.postpages import PosbankumPage, PrisonPage
from berkas.rooms.obh.editor.rulepages import CategoryRulePage, PeriodPage, RegencyPage, RequirementPage
from berkas.rooms.obh.editor.weekpage import WeekPage

TITLE = "OBH"
ICON = "scale"

_OBH, _CASES, _POSTS, _RULES = "Register", "Bantuan hukum", "Pos layanan", "Aturan"
TABS = (
    Tab("obh", "OBH", ObhPage, _OBH),
    Tab("person", "Orang", PersonPage, _OBH),
    Tab("contract", "Anggaran", ContractPage, _OBH),
    Tab("legal_case", "Perkara", CasePage, _CASES),
    Tab("recipient", "Penerima", RecipientPage, _CASES),
    Tab("reimbursement", "Reimbursement", ClaimPage, _CASES),
    Tab("posbankum", "Posbankum", PosbankumPage, _POSTS),
    Tab("posbankum_report", "Laporan mingguan", WeekPage, _POSTS),
    Tab("prison_service", "Layanan di Lapas dan Rutan", PrisonPage, _POSTS),
    Tab("accreditation_period", "Masa akreditasi", PeriodPage, _RULES),
    Tab("category_rule", "Ambang kategori", CategoryRulePage, _RULES),
    Tab("requirement", "Syarat akreditasi", RequirementPage, _RULES),
    Tab("tariff", "Tarif", TariffPage, _RULES),
    Tab("regency", "Wilayah", RegencyPage, _RULES),
)


class Page(TabbedPage):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, TABS, name="Bagian register")

    def page_made(self, page: QWidget) -> None:
        """A post of the weekly page opens on its own page."""
        if isinstance(page, WeekPage):
            page.opened.connect(lambda id_: self.visit(Place("obh", "posbankum", id_)))
