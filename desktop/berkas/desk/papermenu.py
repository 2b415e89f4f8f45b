"""What can be done with one paper, as lines of a menu: look, issue, save for a word processor."""

from PySide6.QtWidgets import QMenu, QWidget

from berkas.desk.desk import Desk
from berkas.desk.wordfile import save_docx
from berkas.engine.access import Right, may, require
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs
from berkas_db.errors import Refused


def add_paper(menu: QMenu, owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    """Put the lines of one paper into a menu; a plain paper is never issued, and nobody is offered
    to issue who may not."""
    menu.addAction("Lihat", lambda: desk.show_paper(owner, kind, subject))
    if not kind.plain and may(desk.actor, Right.ISSUE) and not desk.book.read_only:
        menu.addAction("Terbitkan…", lambda: issue_asked(owner, desk, kind, subject))
    if kind.docx is not None:
        menu.addAction("Simpan sebagai DOCX…", lambda: save_docx(owner, desk, kind, subject))


def issue_asked(owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    """Issue a paper when the person says so: what is issued stays as it is. Who may not is told at once."""
    try:
        require(desk.actor, Right.ISSUE)
    except Refused as refusal:
        desk.failed(refusal)
        return
    if dialogs.ask(
        owner,
        f"Terbitkan {kind.title}",
        f"{kind.title} untuk {subject.title} diberi nomor dan kode, lalu isinya tetap. Terbitkan?",
        yes="Terbitkan",
    ):
        desk.issue_paper(owner, kind, subject)
