"""What every list of records offers beside its buttons: bringing a list in, an empty template, doubles."""

from berkas.desk.desk import Desk
from berkas.desk.doubles import show_doubles
from berkas.desk.incoming import bring_in, write_empty, write_register
from berkas.engine.importing import ImportKind
from berkas.engine.likeness.pairs import LikenessKind
from berkas.kit.register import RegisterPage


def add_import(page: RegisterPage, desk: Desk, kind: ImportKind) -> None:
    """A list from a workbook, and the template for one."""
    page.add_action("Impor dari berkas…", lambda: bring_in(page, desk, kind), icon="table-import", menu=True)
    if kind.outgoing is not None:
        page.add_action(
            "Ekspor untuk disunting dan diimpor kembali…",
            lambda: write_register(page, desk, kind),
            icon="table-export",
            menu=True,
        )
    page.add_action(
        "Buat templat kosong…", lambda: write_empty(page, desk, kind), icon="file-spreadsheet", menu=True
    )


def add_doubles(page: RegisterPage, desk: Desk, kind: LikenessKind) -> None:
    """Records that perhaps stand twice."""
    page.add_action("Cari data ganda…", lambda: show_doubles(page, desk, kind), icon="copy", menu=True)
