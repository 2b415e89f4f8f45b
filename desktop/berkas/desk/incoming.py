"""Lists in and out in the shape of an import: choosing the file, the empty template, the whole register."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from berkas.desk.desk import Desk
from berkas.desk.importdialog import ImportDialog
from berkas.engine.exporting import export_register
from berkas.engine.importing import ImportContext, ImportKind
from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.sheets.read import Table, read_table
from berkas.sheets.template import write_template

WORKBOOKS = ("Buku kerja atau CSV (*.xlsx *.xls *.ods *.csv)",)
WRITTEN = ("Buku kerja (*.xlsx)", "Buku kerja OpenDocument (*.ods)", "CSV (*.csv)")


def bring_in(
    owner: QWidget, desk: Desk, kind: ImportKind, context: ImportContext | None = None, *, title: str = ""
) -> None:
    """Ask for a file, look at its columns, and let somebody try and keep it."""
    paths = dialogs.open_files(owner, f"Impor {title or kind.title}", WORKBOOKS, many=False)
    if paths:
        look_into(owner, desk, kind, paths[0], context or context_of(desk), title=title)


def look_into(
    owner: QWidget, desk: Desk, kind: ImportKind, path: Path, context: ImportContext, *, title: str = ""
) -> None:
    """Read a file and show the way in."""

    def work(report: Report) -> Table:
        report.report(0, None, f"Membaca {path.name}")
        return read_table(path, progress=lambda rows: report.report(rows, None, f"Membaca {path.name}"))

    def show(table: Table) -> None:
        dialog = ImportDialog(owner, desk, kind, context, (path, table), title=title)
        dialog.exec()
        dialog.setParent(None)
        dialog.deleteLater()

    desk.run(owner, f"Membaca {path.name}", work, show)


def write_empty(owner: QWidget, desk: Desk, kind: ImportKind) -> None:
    """Write an empty workbook with the columns of this list."""
    path = dialogs.save_file(
        owner, f"Templat {kind.title}", f"Templat {kind.title}.xlsx", ("Buku kerja (*.xlsx)",)
    )
    if path is None:
        return

    def work(report: Report) -> Path:
        report.report(0, 1, "Menulis templat")
        write_template(path, kind.fields(context_of(desk)), title=kind.title, overwrite=True)
        return path

    desk.run(
        owner, f"Menulis templat {kind.title}", work, lambda done: desk.say(f"Templat tersimpan di {done}.")
    )


def write_register(owner: QWidget, desk: Desk, kind: ImportKind) -> None:
    """Write all there is in the columns of the import, to be worked on and brought back."""
    path = dialogs.save_file(owner, f"Ekspor {kind.title}", f"{kind.title}.xlsx", WRITTEN)
    if path is None:
        return

    def work(report: Report) -> Path:
        export_register(desk.book, desk.actor, kind, path, context_of(desk), progress=report.report)
        return path

    desk.run(owner, f"Mengekspor {kind.title}", work, lambda done: desk.say(f"Tersimpan di {done}."))


def context_of(desk: Desk) -> ImportContext:
    """What an import is told beside the file."""
    return ImportContext(today=desk.today(), rulebook=desk.rulebook)
