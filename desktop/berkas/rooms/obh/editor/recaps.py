"""Asks for a period and shows a recapitulation of it, or writes the file set an inspector asks for."""

from PySide6.QtWidgets import QWidget

from berkas.desk import Desk
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.periods import Span, span_of
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rooms.obh.report.auditset import AuditSet, write_audit_set
from berkas.rules.numbers import show_integer
from berkas_db.errors import Refused


def ask_recap(owner: QWidget, desk: Desk, kind: DocumentKind) -> None:
    """Ask for a year, half-year or quarter, then show the paper of it."""
    span = _ask_span(owner, desk, kind.title)
    if span is not None:
        desk.show_paper(owner, kind, Subject(span.key, span.title))


def ask_audit_set(owner: QWidget, desk: Desk) -> None:
    """Ask for a period and a folder, then write the claims of the period with their files into it."""
    span = _ask_span(owner, desk, "Set berkas untuk pemeriksaan")
    if span is None:
        return
    place = dialogs.open_folder(owner, "Folder tempat set berkas ditulis")
    if place is None:
        return

    def work(report: Report) -> AuditSet:
        return write_audit_set(
            desk.book, desk.rulebook, desk.actor, period=span.key, on=desk.today(), place=place,
            progress=report.report,
        )  # fmt: skip

    def done(made: AuditSet) -> None:
        desk.say(f"{show_integer(made.files)} berkas dan daftar isinya tersimpan di {made.folder}.")

    desk.run(owner, f"Menulis set berkas {span.title}", work, done)


def _ask_span(owner: QWidget, desk: Desk, title: str) -> Span | None:
    typed = dialogs.ask_text(
        owner,
        title,
        "Ketik tahun, semester, atau triwulan, misalnya 2025, 2025-S1, atau 2025-TW3.",
        label="Periode",
        yes="Susun",
        text=str(desk.today().year),
    )
    if typed is None:
        return None
    try:
        return span_of(typed)
    except Refused as refusal:
        desk.failed(refusal)
        return None
