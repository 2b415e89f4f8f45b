"""Shows the pages of a paper and puts into the register of printed documents what is printed or saved of
them.
"""

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk
from berkas.engine.printregister import (
    Printing,
    fingerprint,
    note_printing,
    note_printing_beside,
)
from berkas.kit.preview import OnPaper, PreviewDialog


def preview(
    owner: QWidget,
    desk: Desk,
    pdf: bytes,
    title: str,
    file_name: str,
    *,
    called: str = "",
    issued_id: int | None = None,
    may_save: bool = True,
) -> PreviewDialog:
    """The preview of a paper, not shown yet. `called` is its name in the register where the title tells too
    much; `issued_id` the issued paper whose pages these are.
    """
    dialog = PreviewDialog(pdf, title=title, file_name=file_name, may_save=may_save, parent=owner)
    note_prints(dialog, desk, pdf, called or title, issued_id=issued_id)
    return dialog


def note_prints(
    dialog: PreviewDialog, desk: Desk, pdf: bytes, called: str, *, issued_id: int | None = None
) -> None:
    """Note every printing and every saving of this preview."""
    sha256 = fingerprint(pdf)

    def note(printing: Printing) -> None:
        if desk.book.read_only:
            note_printing_beside(desk.book, desk.actor, printing)
        else:
            desk.change(dialog, lambda _changes: None, note_printing, printing)

    def printed(out: OnPaper) -> None:
        note(Printing(called, sha256, out.pages, out.copies, out.printer, issued_id))

    dialog.printed.connect(printed)
    dialog.saved.connect(lambda _path: note(Printing(called, sha256, issued_id=issued_id)))
