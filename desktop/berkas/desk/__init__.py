"""What a page is handed, and the page that most rooms are made of. Knows Qt and the engine; knows no room."""

from berkas.desk.desk import Desk, Place, Rewrite
from berkas.desk.listsource import ListSource
from berkas.desk.recordpage import RecordPage, RecordSpec
from berkas.desk.tabbedpage import Tab, TabbedPage

__all__ = ["Desk", "ListSource", "Place", "RecordPage", "RecordSpec", "Rewrite", "Tab", "TabbedPage"]
