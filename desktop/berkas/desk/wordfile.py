"""Saves a paper as a file for a word processor: asked where, written aside, opened by whoever wants to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk
from berkas.engine.exporting import note_export
from berkas.engine.issuing import DocumentKind, Subject
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.sheets.errors import SheetError


def save_docx(owner: QWidget, desk: Desk, kind: DocumentKind, subject: Subject) -> None:
    """Ask for a place and write the paper there; what is corrected in it is no longer the issued paper."""
    write = kind.docx
    if write is None:
        return
    name = f"{kind.key}-{subject.key}.docx".replace(":", "-").replace("/", "-")
    path = dialogs.save_file(owner, f"Simpan {kind.title} sebagai DOCX", name, ("Dokumen Word (*.docx)",))
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, f"Menyusun {kind.title}")
        values = desk.book.read(kind.gather, desk.rulebook, subject, desk.today()).result()
        write_noted(path, write(values), lambda: note_export(desk.book, desk.actor, kind.title, 1, "docx"))
        return path

    desk.run(
        owner, f"Menyimpan {kind.title}", work, lambda saved: desk.say(f"Disimpan sebagai {saved.name}.")
    )


def write_noted(path: Path, data: bytes, note: Callable[[], object]) -> None:
    """Whole or not at all, and noted before it has its name; a folder that refuses is told in a sentence."""
    from berkas.sheets.write import replacing

    try:
        with replacing(path, overwrite=True) as stream:
            stream.write(data)
            note()
    except OSError as error:
        raise SheetError(
            f"Berkas {path.name} tidak dapat disimpan di folder itu: {error.strerror}."
        ) from error
