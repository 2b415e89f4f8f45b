"""What the register offers about several OBH at once: chosen ones side by side, and the directory."""

from berkas.desk import Desk, RecordPage
from berkas.engine.issuing import Subject
from berkas.rooms.obh.report.comparison import COMPARISON, MOST, chosen_ids
from berkas.rooms.obh.report.directory import ALL, DIRECTORY


def add_comparison(page: RecordPage, desk: Desk) -> None:
    """Put both into “Tindakan lain”."""

    def compare() -> None:
        selection = page.table.selection()
        if selection.all_but is not None or not 2 <= len(selection.ids) <= MOST:
            page.say(f"Pilih dua sampai {MOST} OBH dalam daftar (Ctrl+klik atau Shift+panah).")
            return
        desk.read(page, lambda subject: desk.show_paper(page, COMPARISON, subject), chosen_ids, selection.ids)

    def directory() -> None:
        desk.show_paper(page, DIRECTORY, Subject(ALL, "Seluruh PBH"))

    page.add_action("Sandingkan yang dipilih…", compare, icon="columns", menu=True)
    page.add_action("Direktori PBH…", directory, icon="file-text", menu=True)
