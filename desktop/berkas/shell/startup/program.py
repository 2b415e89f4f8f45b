"""From the call to the window: opens an office, shows why one does not open, and begins again.

One program object holds either the first window (screens) or the window over an open office, never both.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from berkas import settings
from berkas.kit import dialogs
from berkas.kit.jobs import Job, Report
from berkas.shell.cli.words import CallError
from berkas.shell.firstrun import FirstWindow, NewOfficeScreen, NewOfficeWish, Screen, WelcomeScreen
from berkas.shell.outcomes import Way
from berkas.shell.registry import SAMPLE_NAME, sample_maker
from berkas.shell.startup.busy import waiting
from berkas.shell.startup.onewindow import OneWindow
from berkas.shell.startup.opening import last_office
from berkas.shell.startup.problem import ProblemScreen
from berkas.shell.startup.protecting import Protecting, keep_sheet
from berkas.shell.startup.rescuing import Rescuing, copy_here
from berkas.shell.startup.restoreflow import Restoring
from berkas.shell.startup.screens import BusyScreen, PassphraseScreen
from berkas.shell.startup.story import told_once
from berkas.shell.window.office_window import REWRITE
from berkas.shell.window.reading import READ, WRITE
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import BookError, BookInUse, BookNotFound, BookTooOld, WrongPassphrase
from berkas_db.lock import holder

if TYPE_CHECKING:
    from berkas.engine.signing_in import Door
    from berkas.shell.startup.opened import OpenOffice

log = logging.getLogger(__name__)

T = TypeVar("T")

OFFICE_PATTERN = "Berkas kantor (*.berkas)"
_UNEXPECTED = BookError(
    "Terjadi kegagalan program ketika kantor dibuka; berkasnya tidak diubah.",
    "Coba lagi. Bila tetap gagal, salin laporannya dan kirim kepada pembuat program.",
)


def _is_free(path: Path) -> bool:
    return path.is_file() and holder(path) is None


class Program(QObject):
    """Holds the first window or the office window. `start` begins; `finished` says that nothing is open."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first: FirstWindow | None = None
        self.office: OpenOffice | None = None
        self._waiting_book: Book | None = None
        self._moved_from: Path | None = None
        self._restoring = Restoring(self)
        self._alone = OneWindow(self)
        self._alone.asked.connect(self._come_forward)
        self.finished.connect(self._alone.close)

    # beginning

    def start(self, path: Path | None = None) -> None:
        """Open this file, else the last office, else show the first screen."""
        path = path or last_office()
        if path is None:
            self.welcome()
        else:
            self.open(path)

    def window(self) -> QWidget | None:
        """Whichever window is there now."""
        return self.office.window if self.office is not None else self.first

    def _come_forward(self) -> None:
        window = self.window()
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def welcome(self) -> None:
        """The first screen."""
        screen = WelcomeScreen(settings.load().settings.offices.recent)
        screen.new_wanted.connect(self.ask_new)
        screen.open_wanted.connect(self.ask_file)
        screen.sample_wanted.connect(self.ask_sample)
        screen.restore_wanted.connect(self.ask_backup)
        screen.recent_wanted.connect(lambda name: self.open(Path(name)))
        self._show(screen)

    def begin(self, way: str) -> None:
        """Begin again from the menu of an office: “baru”, “buka”, “pulihkan”, “awal”."""
        self.welcome()
        further = {"baru": self.ask_new, "buka": self.ask_file, "pulihkan": self.ask_backup}
        if way in further:
            further[way]()

    # opening

    def open(self, path: Path, passphrase: str | None = None, *, write: bool = True) -> None:
        """Open an office file; every refusal has its own screen."""
        path = path.expanduser().absolute()
        try:
            with waiting():
                book = Book.open(path, passphrase=passphrase, write=write, climb=False)
        except WrongPassphrase as error:
            self._ask_passphrase(path, error if passphrase else None, write=write)
        except BookTooOld as error:
            self._bring_up(path, passphrase) if write else self.explain(error, path, passphrase)
        except BookError as error:
            self.explain(error, path, passphrase)
        except Exception as error:
            self.explain(_UNEXPECTED, path, passphrase)  # never without a window, whatever it was
            raise error from None
        else:
            self._enter_as_somebody(book)

    def _bring_up(self, path: Path, passphrase: str | None) -> None:
        """Keep a checked copy of an older file and climb the ladder, aside, while the window says so."""

        def work(report: Report) -> Book:
            report.report(0, None, "Menyalin berkas yang ada, lalu menaikkan versinya")
            return Book.open(path, passphrase=passphrase)

        def failed(error: Exception) -> bool:
            if isinstance(error, BookError):
                self.explain(error, path, passphrase)
            return isinstance(error, BookError)

        self.run_busy("Menaikkan versi berkas kantor", work, self._enter_as_somebody, failed, can_stop=False)

    def _ask_passphrase(self, path: Path, error: BookError | None, *, write: bool) -> None:
        screen = self._screen()
        if not isinstance(screen, PassphraseScreen):
            screen = PassphraseScreen(path.stem)
            screen.given.connect(lambda typed: self.open(path, typed, write=write))
            screen.back_wanted.connect(self.welcome)
            self._show(screen)
        if error is not None:
            screen.refuse(f"{error} {error.next_step}")

    def explain(self, error: BookError, path: Path, passphrase: str | None) -> None:
        """Show why this file does not open. What ends by itself is waited for."""
        is_over: Callable[[], bool] | None = None
        if isinstance(error, BookNotFound) and not str(path).startswith("\\\\"):  # a dead share would hold us
            is_over = path.is_file
        elif isinstance(error, BookInUse):
            is_over = partial(_is_free, path)
        screen = ProblemScreen(error, str(path), is_over)
        ways: dict[Way, Callable[[], object]] = {
            Way.RETRY: lambda: self.open(path, passphrase),
            Way.READ: lambda: self.open(path, passphrase, write=False),
            Way.RAISE: lambda: self.open(path, passphrase),
            Way.COPY: lambda: copy_here(self, path, passphrase),
            Way.LOCATE: lambda: self.ask_file(path),
            Way.RESTORE: lambda: self.ask_backup(path),
            Way.RESCUE: Rescuing(self, path, passphrase).begin,
            Way.NEW: self.ask_new,
            Way.START: self.welcome,
        }
        screen.chosen.connect(lambda way: ways[way]())
        self._show(screen)

    def _enter_as_somebody(self, book: Book) -> None:
        from berkas.engine.signing_in import Door, has_users

        door = Door(book)
        if not book.read(has_users).result():
            self._enter(book, ANYONE, door)
            return
        from berkas.shell.startup.signin import SigningIn

        self._release()
        self._waiting_book = book
        signing_in = SigningIn(door, self._show, waiting, self)
        signing_in.entered.connect(lambda actor: self._enter(book, actor, door))
        signing_in.left.connect(self.welcome)
        signing_in.begin()

    def _enter(self, book: Book, actor: Actor, door: "Door | None" = None) -> None:
        """The window over the open office takes the place of the first one."""
        from berkas.shell.startup.opened import OpenOffice

        with waiting():
            office = OpenOffice(book, actor, door)
        self._waiting_book = None
        self.office = office
        self._alone.listen(book.path)
        office.closed.connect(self._office_closed)
        self._remember(book.path)
        office.window.show()
        for words in told_once(book):
            office.window.announce(words)
        self._close_first()

    def _remember(self, path: Path) -> None:
        everything = settings.load().settings
        try:
            offices = everything.offices.opened(path)
            if self._moved_from is not None and not self._moved_from.exists():
                offices = offices.without(self._moved_from)
            self._moved_from = None
            settings.save(replace(everything, offices=offices))
        except OSError:
            log.warning("the last office could not be remembered", exc_info=True)

    def _office_closed(self, wanted: str) -> None:
        office, self.office = self.office, None
        if office is not None:
            office.deleteLater()
        if office is not None and wanted == REWRITE and office.desk.wish is not None:
            self._protecting = Protecting(self, office.book.path, office.desk.wish, office.desk.actor)
            QTimer.singleShot(0, self, self._protecting.begin)
        elif office is not None and wanted in {READ, WRITE}:
            path = office.book.path
            QTimer.singleShot(0, self, lambda: self.open(path, write=wanted == WRITE))
        elif wanted:
            QTimer.singleShot(0, self, lambda: self.begin(wanted))
        else:
            self.finished.emit()

    # other ways in

    def ask_file(self, instead_of: Path | None = None) -> None:
        """Let the person choose an office file; `instead_of` is one that is no longer where it was."""
        chosen = dialogs.open_files(self.first, "Buka berkas kantor", [OFFICE_PATTERN, "Semua berkas (*)"])
        if chosen:
            self._moved_from = instead_of
            self.open(chosen[0])

    def ask_new(self) -> None:
        """The questions of a new office."""
        screen = NewOfficeScreen()
        screen.wished.connect(self.found)
        screen.back_wanted.connect(self.welcome)
        self._show(screen)
        screen.focus()

    def found(self, wish: NewOfficeWish) -> None:
        """Make a new office, offer its recovery sheet when it is protected, and open it."""
        from berkas.engine.founding import found_office

        screen = self._screen()
        try:
            with waiting():
                book = Book.create(
                    wish.path, office_name=str(wish.values["name"]), passphrase=wish.passphrase
                )
                book.change(found_office, ANYONE, wish.values).result()
        except BookError as error:
            if isinstance(screen, NewOfficeScreen):
                screen.refuse(f"{error} {error.next_step}".strip())
            return
        if wish.passphrase is None:
            self._enter(book, ANYONE)
            return
        book.close()
        keep_sheet(self, book.path, wish.passphrase)

    def ask_sample(self) -> None:
        """Make the sample office in a folder, or open the one that is there."""
        folder = dialogs.open_folder(self.first, "Folder untuk kantor contoh")
        if folder is not None:
            make = sample_maker()
            self.run_busy(
                "Menyiapkan kantor contoh",
                lambda report: make(folder, lambda words: report.report(0, None, words)),
                lambda _made: self.open(folder / SAMPLE_NAME),
            )

    def ask_backup(self, target: Path | None = None) -> None:
        """Choose a backup, show what is in it, and put it in the place of an office file."""
        self._show(self._restoring.screen(target))

    # work before an office is open

    def run_busy(
        self,
        title: str,
        work: Callable[[Report], T],
        then: Callable[[T], object],
        failing: Callable[[Exception], bool] | None = None,
        *,
        can_stop: bool = True,
    ) -> None:
        """Show that something runs; a refusal is explained, a bug goes to the failure dialog.

        `failing` may answer an error itself and then says yes.
        """
        screen = BusyScreen(title, can_stop=can_stop)
        job: Job[T] = Job(title, work, self)

        def failed(error: Exception) -> None:
            if failing is not None and failing(error):
                return
            self.welcome()
            if isinstance(error, BookError):
                dialogs.say(self.first, title, f"{error} {error.next_step}".strip())
            elif isinstance(error, CallError):
                dialogs.say(self.first, title, str(error))
            else:
                raise error

        job.progressed.connect(screen.show_progress)
        job.done.connect(then)
        job.failed.connect(failed)
        job.cancelled.connect(self.welcome)
        screen.stop_wanted.connect(job.cancel)
        self._show(screen)
        job.start()

    # the first window

    def _screen(self) -> QWidget | None:
        return self.first.current() if self.first is not None else None

    def show_screen(self, screen: Screen) -> None:
        """This screen takes the place of the one before; a book that waits is closed."""
        self._show(screen)

    def _show(self, screen: Screen, *, keep_book: bool = False) -> None:
        if not keep_book:
            self._release()
        if self.first is None:
            self._alone.listen(None)
            self.first = FirstWindow()
            self.first.closed.connect(self._first_closed)
        self.first.show_screen(screen)

    def _release(self) -> None:
        """Close the book that waits for somebody to sign in."""
        if self._waiting_book is not None:
            self._waiting_book.close()
            self._waiting_book = None

    def _close_first(self) -> None:
        if self.first is not None:
            first, self.first = self.first, None
            first.closed.disconnect(self._first_closed)
            first.close()
            first.deleteLater()

    def _first_closed(self) -> None:
        self.first = None
        self._release()
        self.finished.emit()
