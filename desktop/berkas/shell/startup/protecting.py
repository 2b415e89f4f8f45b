"""Writes an office anew under another passphrase while its window is closed, then opens it again.

The order: the file is written and proven, the recovery sheet is kept, the office opens. Whatever fails, the
old file stands and is opened again.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from berkas.desk import Rewrite
from berkas.engine.access import Right, require
from berkas.kit import dialogs
from berkas.kit.jobs import Job, Report
from berkas.shell.firstrun.recovery import RecoveryScreen
from berkas.shell.startup.busy import waiting
from berkas.shell.startup.screens import BusyScreen
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.connect import identify
from berkas_db.errors import BookError
from berkas_db.key import recovery_text
from berkas_db.protection import LABELS, Reprotected, reprotect

if TYPE_CHECKING:
    from berkas.shell.startup.program import Program

_TITLE = "Menulis ulang berkas kantor"


class Protecting:
    """One rewriting. `begin` takes over the first window and ends with `Program.open`."""

    def __init__(self, program: "Program", path: Path, wish: Rewrite, actor: Actor) -> None:
        self._program = program
        self._path = path
        self._wish = wish
        self._actor = actor

    def begin(self) -> None:
        """Show that it runs, and how far it is."""
        screen = BusyScreen(_TITLE)
        job: Job[Reprotected] = Job(_TITLE, self._work, self._program)
        job.progressed.connect(screen.show_progress)
        job.done.connect(self._written)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._open_as_before)
        screen.stop_wanted.connect(job.cancel)
        self._program.show_screen(screen)
        job.start()

    def _work(self, report: Report) -> Reprotected:
        require(self._actor, Right.MANAGE_OFFICE)
        return reprotect(
            self._path,
            passphrase=self._wish.passphrase,
            new_passphrase=self._wish.new_passphrase,
            actor=self._actor,
            progress=lambda done, total, words: report.report(done, total or None, words),
        )

    def _written(self, done: Reprotected) -> None:
        if self._wish.new_passphrase is None:
            dialogs.say(
                self._program.first,
                LABELS[done.action],
                "Siapa pun yang menyalin berkasnya dapat membacanya.",
            )
            self._program.open(self._path)
        else:
            keep_sheet(self._program, self._path, self._wish.new_passphrase)

    def _failed(self, error: Exception) -> None:
        self._open_as_before()
        if not isinstance(error, BookError):
            raise error
        office = self._program.office
        parent = office.window if office is not None else self._program.first
        dialogs.say(parent, _TITLE, f"{error} {error.next_step}".strip())

    def _open_as_before(self) -> None:
        self._program.open(self._path, self._wish.passphrase)


def keep_sheet(program: "Program", path: Path, passphrase: str) -> None:
    """Have the recovery sheet of a closed, protected office printed or saved; then open the office."""
    from berkas.engine.protecting import note_sheet
    from berkas.engine.recovery import recovery_sheet
    from berkas.kit.localday import local_today
    from berkas_db.changes import ANYONE

    with waiting(), Book.open(path, passphrase=passphrase, write=False) as book:
        pdf = recovery_sheet(path, passphrase, book.office_name, local_today())
    key = identify(path, passphrase).key
    if key is None:
        raise TypeError("an office without protection has no recovery sheet")
    screen = RecoveryScreen(pdf, recovery_text(key), path)

    def go_on(kept: bool) -> None:
        if kept:
            with waiting(), Book.open(path, passphrase=passphrase) as book:
                book.change(note_sheet, ANYONE, key.salt.hex()).result()
        program.open(path, passphrase)

    screen.finished.connect(go_on)
    program.show_screen(screen)
