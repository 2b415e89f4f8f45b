"""Asks for a period and shows a recapitulation of it."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.periods import span_of
from berkas.kit import dialogs
from berkas_db.errors import Refused


def ask_recap(owner: QWidget, desk: Desk, kind: DocumentKind) -> None:
    """Ask for a year, half-year or quarter, then show the paper of it."""
    typed = dialogs.ask_text(
        owner,
        kind.title,
        "Ketik tahun, semester, atau triwulan, misalnya 2025, 2025-S1, atau 2025-TW3.",
        label="Periode",
        yes="Susun",
        text=str(desk.today().year),
    )
    if typed is None:
        return
    try:
        span = span_of(typed)
    except Refused as refusal:
        desk.failed(refusal)
        return
    desk.show_paper(owner, kind, Subject(span.key, span.title))
