"""Bringing back a backup from the first screen: choose it, see what is in it, put it in its place.

Works also when the office file itself does not open. What stood in its place is kept beside it.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from berkas.kit import dialogs
from berkas.kit.jobs import Report
from berkas.rules.dates import show_long
from berkas.rules.numbers import show_integer
from berkas_db.backup import BackupFacts, RestoreFacts, inspect, restore
from berkas_db.errors import BookError, WrongPassphrase

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program

PATTERN = "Berkas kantor atau cadangannya (*.berkas)"
_COUNTED = (
    ("obh", "OBH"),
    ("unit", "unit"),
    ("complaint", "pengaduan"),
    ("visit", "kegiatan"),
    ("assessment", "penilaian"),
    ("issued_document", "dokumen terbit"),
)
_HEADING = "Pulihkan dari cadangan"


class Restoring:
    """One restore: the steps in order; each may end it."""

    def __init__(self, program: "Program", window: QWidget | None) -> None:
        self._program = program
        self._window = window
        self._passphrase: str | None = None

    def begin(self, target: Path | None) -> None:
        """Ask for the backup; `target` is the office file it shall replace, None: ask for it too."""
        chosen = dialogs.open_files(self._window, _HEADING, [PATTERN, "Semua berkas (*)"])
        if chosen:
            self._look(chosen[0], target)

    def _look(self, copy: Path, target: Path | None) -> None:
        try:
            facts = inspect(copy, passphrase=self._passphrase)
        except WrongPassphrase as error:
            typed = dialogs.ask_text(
                self._window,
                _HEADING,
                f"{error} {error.next_step}",
                label="Frasa sandi",
                yes="Lanjut",
                secret=True,
            )
            if typed is not None:
                self._passphrase = typed
                self._look(copy, target)
        except BookError as error:
            dialogs.say(self._window, _HEADING, f"{error} {error.next_step}".strip())
        else:
            self._confirm(facts, target)

    def _confirm(self, facts: BackupFacts, target: Path | None) -> None:
        place = target or dialogs.save_file(
            self._window, "Pulihkan ke mana?", f"{facts.path.stem}.berkas", ["Berkas kantor (*.berkas)"]
        )
        if place is None:
            return
        kept = " Berkas yang ada sekarang disimpan di sebelahnya." if place.exists() else ""
        agreed = dialogs.ask(
            self._window,
            _HEADING,
            f"Cadangan ini dipulihkan ke {place}.{kept}",
            yes="Pulihkan",
            details=describe(facts),
        )
        if agreed:
            self._program.run_busy(_HEADING, self._work(facts.path, place), self._done)

    def _work(self, copy: Path, place: Path) -> Callable[[Report], RestoreFacts]:
        def work(report: Report) -> RestoreFacts:
            report.report(0, None, "Menyalin dan memeriksa")
            return restore(copy, place, passphrase=self._passphrase)

        return work

    def _done(self, facts: RestoreFacts) -> None:
        if facts.kept is not None:
            dialogs.say(self._window, _HEADING, f"Selesai. Berkas sebelumnya disimpan sebagai {facts.kept}.")
        self._program.open(facts.path, self._passphrase)


def describe(facts: BackupFacts) -> str:
    """What a backup holds, in a few lines: its last change, its size, how many of the chief records."""
    lines = [f"Berkas: {facts.path.name}"]
    if facts.journal_at:
        moment = datetime.fromisoformat(facts.journal_at).astimezone()
        lines.append(f"Perubahan terakhir: {show_long(moment.date())} pukul {moment:%H.%M}")
    lines.append(f"Ukuran: {show_integer(-(-facts.size // 1024))} KB")
    lines += [f"{show_integer(facts.rows[table])} {word}" for table, word in _COUNTED if table in facts.rows]
    return "\n".join(lines)
