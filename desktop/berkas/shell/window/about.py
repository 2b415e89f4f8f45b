"""What the program says about itself: version, place of the office file, all keys."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from berkas import __version__, paths
from berkas.desk import Desk
from berkas.kit import dialogs, keys


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
    message.run()


def show_keys(parent: QWidget) -> None:
    """Every key of the program with its words."""
    lines = [f"{keys.shown(known.code):<16}{known.words}" for known in keys.KEYS if known.menu]
    message = dialogs.Message(parent, "Semua tombol pintas", "Tombol berlaku pada halaman yang memilikinya.")
    message.add_details("\n".join(lines))
    message.add_button("Tutup").setDefault(True)
    message.run()
