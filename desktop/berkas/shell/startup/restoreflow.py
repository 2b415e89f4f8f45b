"""Bringing back a backup before an office is open: the screen, the work, what is asked on the way, the end.

Works also when the office file itself does not open. What stood in its place is kept beside it.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from berkas import settings
from berkas.engine.safekeeping import known_folders
from berkas.kit import dialogs
from berkas.kit.jobs import Cancelled, Report
from berkas.shell.startup.restorescreen import RestoreScreen, RestoreWish
from berkas.shell.startup.restoring import found_copies
from berkas_db.backup import RestoreFacts, restore
from berkas_db.errors import Interrupted
from berkas_db.slim import PiecesMissing

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program

_HEADING = "Pulihkan dari cadangan"
_MOST_NAMED = 12


class Restoring:
    """One restore, from the screen to the open office."""

    def __init__(self, program: "Program") -> None:
        self._program = program

    def screen(self, target: Path | None) -> RestoreScreen:
        """The copies of the office at `target`, or of the offices opened last."""
        offices = settings.load().settings.offices
        known = [target] if target is not None else [Path(name) for name in offices.recent]
        screen = RestoreScreen(partial(found_copies, known), target)
        screen.back_wanted.connect(self._program.welcome)
        screen.wished.connect(self._begin)
        return screen

    def _begin(self, wish: RestoreWish) -> None:
        self._program.run_busy(_HEADING, self._work(wish), lambda done: self._done(wish, done))

    def _work(
        self, wish: RestoreWish, *, without_missing: bool = False
    ) -> Callable[[Report], RestoreFacts | PiecesMissing]:
        def work(report: Report) -> RestoreFacts | PiecesMissing:
            report.report(0, None, "Menyalin dan memeriksa")
            try:
                return restore(
                    wish.copy,
                    wish.target,
                    passphrase=wish.secret,
                    also=known_folders(wish.target),
                    without_missing=without_missing,
                    stopping=lambda: report.stopping,
                )
            except PiecesMissing as error:
                return error
            except Interrupted as error:
                raise Cancelled from error

        return work

    def _done(self, wish: RestoreWish, done: RestoreFacts | PiecesMissing) -> None:
        if isinstance(done, PiecesMissing):
            self._ask_without(wish, done)
            return
        if done.kept is not None:
            dialogs.say(
                self._program.first, _HEADING, f"Selesai. Berkas sebelumnya disimpan sebagai {done.kept}."
            )
        self._program.open(done.path, wish.secret)

    def _ask_without(self, wish: RestoreWish, error: PiecesMissing) -> None:
        """Nothing is left out without the person saying so."""
        names = [f"{piece.name} (lampiran nomor {piece.id})" for piece in error.pieces[:_MOST_NAMED]]
        if len(error.pieces) > _MOST_NAMED:
            names.append(f"dan {len(error.pieces) - _MOST_NAMED} lagi")
        agreed = dialogs.ask(
            self._program.first,
            "Ada lampiran yang hilang",
            f"{error} Semua yang lain dapat dipulihkan. Belum ada yang berubah.",
            yes="Pulihkan tanpa lampiran itu",
            details="\n".join(names),
            danger=True,
        )
        if agreed:
            self._program.run_busy(
                _HEADING, self._work(wish, without_missing=True), lambda done: self._done(wish, done)
            )
        else:
            self._program.ask_backup(wish.target)
