"""What the program says about itself: version, place of the office file, licences, all keys."""

import platform
from importlib.metadata import PackageMetadata, distributions

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from berkas import __version__, paths
from berkas.desk import Desk
from berkas.kit import dialogs, keys
from berkas.shell.wholeness import LICENCES, installed_folder


def show_about(parent: QWidget, desk: Desk) -> None:
    """Version, licence, and where things lie on this computer."""
    facts = "\n".join(
        (
            f"Berkas {__version__} · Python {platform.python_version()} · Qt {qVersion()}",
            f"Berkas kantor: {desk.book.path}",
            f"Setelan: {paths.settings_folder()}",
            f"Catatan program: {paths.log_folder()}",
        )
    )
    message = dialogs.Message(
        parent,
        "Tentang Berkas",
        "Meja kerja kantor wilayah: register OBH, kegiatan, pengaduan, dan verifikasi P2HAM dalam satu "
        "berkas, tanpa internet. Lisensi MIT.",
    )
    message.add_details(facts)
    message.add_button("Tutup").setDefault(True)
    message.add_button("Lisensi pustaka")
    message.run()
    if message.chosen == 1:
        show_licences(parent)


def show_licences(parent: QWidget) -> None:
    """The licences of everything inside."""
    message = dialogs.Message(
        parent,
        "Lisensi",
        "Berkas memakai pustaka berikut menurut lisensi masing-masing. Lisensi Berkas: MIT.",
    )
    message.add_details(licences())
    message.add_button("Tutup").setDefault(True)
    message.run()


def licences() -> str:
    """The page that came with the program; from a checkout or a wheel what each library says of itself."""
    folder = installed_folder()
    page = folder / LICENCES if folder is not None else None
    if page is not None and page.is_file():
        return page.read_text("utf-8")
    own = [paths.resource(name).read_text("utf-8") for name in ("fonts/LICENSE.txt", "icons/LICENSE")]
    rows = [
        f"{each.metadata['Name']} {each.version}: {_licence(each.metadata)}"
        for each in sorted(distributions(), key=lambda each: str(each.metadata["Name"]).casefold())
    ]
    return "\n\n".join(["\n".join(rows), *own])


def _licence(facts: PackageMetadata) -> str:
    classified = [
        words.rsplit(" :: ", 1)[1] for words in facts.get_all("Classifier") or () if "License ::" in words
    ]
    given = facts.get_all("License-Expression") or classified or facts.get_all("License") or ["-"]
    return "; ".join(each.split("\n")[0] for each in given)


def show_keys(parent: QWidget) -> None:
    """Every key of the program with its words."""
    lines = [f"{keys.shown(known.code):<16}{known.words}" for known in keys.KEYS if known.menu]
    message = dialogs.Message(parent, "Semua tombol pintas", "Tombol berlaku pada halaman yang memilikinya.")
    message.add_details("\n".join(lines))
    message.add_button("Tutup").setDefault(True)
    message.run()
