"""What the register offers about several records at once: OBH side by side, the directory, packets."""

from collections.abc import Callable, Sequence

from berkas.desk import Desk, RecordPage
from berkas.desk.listsource import list_request
from berkas.engine.issuing import Subject
from berkas.rooms.obh.report.comparison import COMPARISON, MOST, chosen_ids
from berkas.rooms.obh.report.directory import ALL, DIRECTORY


def with_chosen(page: RecordPage, desk: Desk, then: Callable[[Sequence[int]], None]) -> None:
    """The ids of a small selection; after Ctrl+A the list itself is asked which those are."""
    selection = page.table.selection()
    left_out = selection.all_but
    if left_out is None:
        then(selection.ids)
        return
    desk.read(
        page,
        lambda ids: then([id_ for id_ in ids if id_ not in left_out]),
        page.spec.listing.ids,
        list_request(selection.request),
    )


def add_comparison(page: RecordPage, desk: Desk) -> None:
    """Put side by side and directory into “Tindakan lain”."""

    def compare() -> None:
        if not 2 <= page.table.selection().count <= MOST:
            page.say(f"Pilih dua sampai {MOST} OBH dalam daftar (Ctrl+klik atau Shift+panah).")
            return
        with_chosen(page, desk, shown)

    def shown(ids: Sequence[int]) -> None:
        desk.read(page, lambda subject: desk.show_paper(page, COMPARISON, subject), chosen_ids, ids)

    def directory() -> None:
        desk.show_paper(page, DIRECTORY, Subject(ALL, "Seluruh PBH"))

    page.add_action("Sandingkan yang dipilih…", compare, icon="columns", menu=True)
    page.add_action("Direktori PBH…", directory, icon="file-text", menu=True)
