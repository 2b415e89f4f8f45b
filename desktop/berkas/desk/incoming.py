"""Bringing a list in from a workbook: tried first, told what would happen, kept when the person says so."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk
from berkas.engine.importing import ImportContext, ImportKind, ImportResult, run_import
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.sheets.template import write_template

WORKBOOKS = ("Buku kerja atau CSV (*.xlsx *.ods *.csv)",)
MOST = 20
"""How many problems are told at once."""


def bring_in(owner: QWidget, desk: Desk, kind: ImportKind) -> None:
    """Ask for a file, try it, and keep it after the person has seen what it does."""
    paths = dialogs.open_files(owner, f"Impor {kind.title}", WORKBOOKS, many=False)
    if paths:
        _run(owner, desk, kind, paths[0], dry_run=True)


def write_empty(owner: QWidget, desk: Desk, kind: ImportKind) -> None:
    """Write an empty workbook with the columns of this list."""
    path = dialogs.save_file(
        owner, f"Templat {kind.title}", f"Templat {kind.title}.xlsx", ("Buku kerja (*.xlsx)",)
    )
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, "Menulis templat")
        write_template(path, kind.fields(_context(desk)), title=kind.title, overwrite=True)
        return path

    desk.run(
        owner, f"Menulis templat {kind.title}", work, lambda done: desk.say(f"Templat tersimpan di {done}.")
    )


def _context(desk: Desk) -> ImportContext:
    return ImportContext(today=desk.today(), rulebook=desk.rulebook)


def _run(owner: QWidget, desk: Desk, kind: ImportKind, path: Path, *, dry_run: bool) -> None:
    def work(report: Report) -> ImportResult:
        report.report(0, 1, f"Membaca {path.name}")
        return run_import(desk.book, desk.actor, kind, path, _context(desk), dry_run=dry_run)

    def done(result: ImportResult) -> None:
        if result.problems:
            _tell_problems(owner, path, result)
        elif not dry_run:
            desk.say(f"{kind.title}: {result.added} baru, {result.updated} diperbarui.", undoable=True)
        elif result.added + result.updated == 0:
            dialogs.say(owner, "Tidak ada yang berubah", f"{result.rows} baris pada {path.name} sudah sama.")
        elif dialogs.ask(
            owner,
            f"Impor {kind.title}",
            f"{path.name}: {result.added} baris baru, {result.updated} diperbarui, "
            f"{result.ignored} sudah sama. Simpan sekarang?",
            yes="Simpan",
        ):
            _run(owner, desk, kind, path, dry_run=False)

    desk.run(owner, f"Mengimpor {kind.title}", work, done)


def _tell_problems(owner: QWidget, path: Path, result: ImportResult) -> None:
    lines = [f"{each.cell}: {each.message}" if each.cell else each.message for each in result.problems[:MOST]]
    if len(result.problems) > MOST:
        lines.append(f"dan {len(result.problems) - MOST} lagi.")
    words = "\n".join(lines)
    dialogs.say(
        owner, "Belum diimpor", f"{path.name} belum diimpor; perbaiki dahulu, lalu ulangi.\n\n{words}"
    )
