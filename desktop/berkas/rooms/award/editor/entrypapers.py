"""The papers of one unit, from the page of its criteria: looked at as they are saved, or issued."""

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from berkas.desk import Desk
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs
from berkas.rooms.award.queries.sheet import EntryPlace
from berkas.rooms.award.report import ENTRY_DOCUMENTS
from berkas_db.tables import AwardEntry


def choose_paper(owner: QWidget, desk: Desk, place: EntryPlace, below: QPushButton) -> None:
    """Offer every paper about a unit under a button."""
    subject = Subject(place.key, place.unit_name, AwardEntry, place.id)
    menu = QMenu(owner)
    for kind in ENTRY_DOCUMENTS:
        papers = menu.addMenu(kind.title)
        papers.addAction("Lihat", lambda kind=kind: desk.show_paper(owner, kind, subject))
        if not kind.plain:
            papers.addAction("Terbitkan…", lambda kind=kind: _issue(owner, desk, kind, subject))
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def _issue(owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    if dialogs.ask(
        owner,
        f"Terbitkan {kind.title}",
        f"{kind.title} untuk {subject.title} diberi nomor dan kode, lalu isinya tetap. Terbitkan?",
        yes="Terbitkan",
    ):
        desk.issue_paper(owner, kind, subject)
