"""Saving what can be read of a damaged office, and bringing a closed one onto this computer."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rules.numbers import show_integer
from berkas.shell.firstrun import Screen
from berkas_db.errors import BookError, WrongPassphrase
from berkas_db.opening import copy_closed
from berkas_db.rescue import RescueFacts, rescue

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program

_HEADING = "Selamatkan isi yang terbaca"
PATTERN = "Berkas kantor (*.berkas)"
_COUNTED = (
    ("obh", "OBH"),
    ("unit", "unit"),
    ("legal_case", "perkara"),
    ("visit", "kegiatan"),
    ("assessment", "penilaian"),
    ("complaint", "pengaduan"),
    ("followup", "tindak lanjut"),
    ("issued_document", "dokumen terbit"),
)
_ONLY_OFFICE = "Hanya berkas kantor baru"
_WITH_TABLES = "Berkas kantor baru, tabel, dan lampiran"


class RescuedScreen(Screen):
    """What could be saved, in the office's words, and where it lies."""

    open_wanted = Signal()
    folder_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, facts: RescueFacts, parent: QWidget | None = None) -> None:
        more = "" if facts.is_exact else "paling sedikit "
        is_whole = facts.is_exact and not facts.lost
        lost = "tidak ada yang diketahui hilang" if is_whole else f"{more}{show_integer(facts.lost)} hilang"
        super().__init__(
            "Isi yang terbaca sudah diselamatkan",
            f"{show_integer(facts.read)} catatan terselamatkan; {lost}. Periksa isinya sebelum dipakai, dan "
            "simpan berkas yang rusak serta cadangannya.",
            parent,
        )
        for line in told(facts):
            self.add_words(line, "label")
        self.add_words(str(facts.folder), "redup")
        self.add_button("Layar awal", self.back_wanted.emit)
        self.add_button("Buka foldernya", self.folder_wanted.emit)
        button = self.add_button("Buka kantor yang diselamatkan", self.open_wanted.emit, "utama")
        button.setDefault(True)
        self.setFocusProxy(button)
        self.ready()


def told(facts: RescueFacts) -> list[str]:
    """One line for each kind of record people know by name, then attachments and history."""
    lines: list[str] = []
    for table, word in _COUNTED:
        count = facts.tables.get(table)
        if count is None:
            continue
        line = f"{show_integer(count.read + count.made_again)} {word}"
        gone = max(count.lost - count.made_again, 0)
        if gone or not count.is_known:
            line += f"; hilang {show_integer(gone)}{'' if count.is_known else ' atau lebih'}"
        if count.made_again:
            line += f"; {show_integer(count.made_again)} di antaranya disusun lagi dari riwayat"
        lines.append(line)
    broken = f"; {show_integer(facts.attachments_broken)} rusak" if facts.attachments_broken else ""
    lines.append(f"{show_integer(facts.attachments)} lampiran utuh{broken}")
    if facts.rebuilt.journal_lost:
        lines.append(
            f"{show_integer(facts.rebuilt.journal_lost)} entri riwayat terakhir hilang; kode pada kertas "
            "yang terbit sesudahnya tidak lagi cocok"
        )
    return lines


class Rescuing:
    """One rescue: where to, what, then the result."""

    def __init__(self, program: "Program", path: Path, passphrase: str | None) -> None:
        self._program = program
        self._path = path
        self._passphrase = passphrase

    def begin(self) -> None:
        """Ask for the folder and what is wanted."""
        folder = dialogs.open_folder(self._program.first, "Folder untuk hasil penyelamatan")
        if folder is None:
            return
        wanted = dialogs.choose(
            self._program.first,
            _HEADING,
            "Berkas yang rusak hanya dibaca. Tabel dan lampiran berguna bila kantor baru tidak cukup, tetapi "
            "memuat data pribadi TANPA perlindungan; hapus setelah dipakai.",
            [_ONLY_OFFICE, _WITH_TABLES],
        )
        if wanted is not None:
            self._run(folder, with_tables=wanted in {1, _WITH_TABLES})

    def _run(self, folder: Path, *, with_tables: bool) -> None:
        def work(report: Report) -> RescueFacts:
            return rescue(
                self._path,
                folder,
                passphrase=self._passphrase,
                with_tables=with_tables,
                progress=lambda done, total, _table: report.report(done, total, "Membaca tabel demi tabel"),
            )

        again = partial(self._run, folder, with_tables=with_tables)
        self._program.run_busy(_HEADING, work, self._done, partial(self._failed, again))

    def _failed(self, again: partial[None], error: Exception) -> bool:
        """Ask for the passphrase where it is missing; anything else is told by the caller."""
        if not isinstance(error, WrongPassphrase):
            return False
        typed = dialogs.ask_text(
            self._program.first,
            _HEADING,
            f"{error} {error.next_step}",
            label="Frasa sandi",
            yes="Lanjut",
            secret=True,
        )
        if typed is None:
            return False
        self._passphrase = typed
        again()
        return True

    def _done(self, facts: RescueFacts) -> None:
        screen = RescuedScreen(facts)
        screen.open_wanted.connect(lambda: self._program.open(facts.office, self._passphrase))
        screen.folder_wanted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(facts.folder))))
        screen.back_wanted.connect(self._program.welcome)
        self._program.show_screen(screen)


def copy_here(program: "Program", path: Path, passphrase: str | None) -> None:
    """Ask for a place on this computer, copy the closed office there and open the copy."""
    title = "Salin berkas kantor ke komputer ini"
    target = dialogs.save_file(program.first, title, str(Path.home() / path.name), [PATTERN])
    if target is None:
        return

    def work(report: Report) -> Path:
        report.report(0, None, "Menyalin dan memeriksa")
        return copy_closed(path, target)

    def failed(error: Exception) -> bool:
        if isinstance(error, BookError):
            program.explain(error, path, passphrase)
        return isinstance(error, BookError)

    program.run_busy(title, work, lambda copy: program.open(copy, passphrase), failed)
