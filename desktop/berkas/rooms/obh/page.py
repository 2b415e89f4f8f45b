"""The room of the OBH register: OBH, cases, recipients, Posbankum and services inside prisons as tabs."""

from berkas.desk import Desk, Tab, TabbedPage
from berkas.rooms.obh.editor.casepages import CasePage, RecipientPage
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.rooms.obh.editor.postpages import PosbankumPage, PrisonPage

TITLE = "OBH"
ICON = "scale"

_TABS = (
    Tab("obh", "OBH", ObhPage),
    Tab("legal_case", "Perkara", CasePage),
    Tab("recipient", "Penerima", RecipientPage),
    Tab("posbankum", "Posbankum", PosbankumPage),
    Tab("prison_service", "Layanan di Lapas dan Rutan", PrisonPage),
)


class Page(TabbedPage):
    """All kinds of records of this room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TABS, name="Bagian register")
