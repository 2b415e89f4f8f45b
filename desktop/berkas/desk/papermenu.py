"""What can be done with one paper, as lines of a menu: look, issue, save for a word processor."""

from PySide6.QtWidgets import QMenu, QWidget

from berkas.desk.desk import Desk
from berkas.desk.wordfile import save_docx
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs


def add_paper(menu: QMenu, owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    """Put the lines of one paper into a menu; a plain paper is never issued."""
    menu.addAction("Lihat", lambda: desk.show_paper(owner, kind, subject))
    if not kind.plain:
        menu.addAction("Terbitkan…", lambda: issue_asked(owner, desk, kind, subject))
    if kind.docx is not None:
        menu.addAction("Simpan sebagai DOCX…", lambda: save_docx(owner, desk, kind, subject))


def issue_asked(owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    """Issue a paper when the person says so: what is issued stays as it is."""
    if dialogs.ask(
        owner,
        f"Terbitkan {kind.title}",
        f"{kind.title} untuk {subject.title} diberi nomor dan kode, lalu isinya tetap. Terbitkan?",
        yes="Terbitkan",
    ):
        desk.issue_paper(owner, kind, subject)
