"""An open office: its book, its desk, its window, and the order in which they come and go."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, Qt, Signal

from berkas.desk import Desk
from berkas.engine.access import Right, may
from berkas.engine.accused import has_open_names, protect_names
from berkas.engine.due import date_requests, has_undated
from berkas.engine.history import office_zone
from berkas.engine.installed import office_rules
from berkas.engine.rulebook import Rulebook
from berkas.engine.signing_in import Door
from berkas.rules.dates import local_moment, to_instant
from berkas.shell.startup.busy import waiting
from berkas.shell.startup.furtherwindows import FurtherWindows, put_away
from berkas.shell.startup.locking import Locker
from berkas.shell.startup.ownpassword import PasswordDialog
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.changes import Actor, Changes

_RULES = frozenset({"instrument_version", "clock_override"})
_ZONE = "book_info"


class OpenOffice(QObject):
    """Everything that lives as long as one office is open."""

    closed = Signal(str)
    """The window was closed and the book with it; the word says what is wanted next, empty for nothing."""

    def __init__(self, book: Book, actor: Actor, door: Door | None = None) -> None:
        super().__init__()
        self.book = book
        self.door = door or Door(book)
        self._zone = book.read(office_zone).result()
        self._is_away = False
        self.further = FurtherWindows(book, lambda: _rules(book), lambda new: bool(new.kinds & _RULES), self)
        self.further.wanted.connect(self._open_further)
        self.further.emptied.connect(self._further_left)
        self._seat(actor)

    def _seat(self, actor: Actor) -> None:
        """A desk and a window for this person."""
        self.desk = Desk(self.book, actor, _rules(self.book), self._today)
        self.desk.changed.connect(self._heard)
        self.window = OfficeWindow(self.desk)
        self.window.closed.connect(self._close)
        self.window.window_wanted.connect(self._open_further)
        self.window.may_end = self._may_end
        self.locker = Locker(self.door, self.desk, lambda: self, waiting)
        self.locker.person_changed.connect(self._change_person, Qt.ConnectionType.QueuedConnection)
        self.locker.locked.connect(self.desk.safekeeper.stop)
        self.locker.unlocked.connect(self.desk.safekeeper.start)
        self.locker.refused.connect(self.desk.say)
        self.window.lock_wanted.connect(self.locker.lock)
        self.window.password_wanted.connect(self._own_password)
        self.further.lock_wanted.connect(self.locker.lock)
        self.further.password_wanted.connect(self._own_password)
        self.desk.safekeeper.start()
        if may(actor, Right.RECORD) and not self.book.read_only:
            self.desk.read(self.window, self._date_requests, has_undated)
            self.desk.read(self.window, self._protect_names, has_open_names)

    def _date_requests(self, undated: bool) -> None:
        """Requests written before their day was kept get it once."""
        if undated:
            self.desk.change(self.window, lambda _changes: None, date_requests)

    def _protect_names(self, are_open: bool) -> None:
        """Names of people complained about that an older version kept outside the vault."""
        if are_open:
            self.desk.change(self.window, lambda _changes: None, protect_names)

    def _change_person(self, actor: Actor) -> None:
        """Somebody else works now, or with another role: a window of their own; drafts stay as they are."""
        before, desk, curtain = self.window, self.desk, self.locker.curtain
        before.pages.keep_drafts()
        self.further.drop()
        self.further.lock_wanted.disconnect()
        self.further.password_wanted.disconnect()
        self._is_away = False
        self.locker.watch.stop()
        desk.safekeeper.stop()
        desk.close()
        self._seat(actor)
        self.window.show()
        before.closed.disconnect(self._close)
        put_away(before)
        curtain.take_off()
        self.window.activateWindow()

    def keep_drafts(self) -> bool:
        """Put everything half typed in every window on disk."""
        kept = self.window.pages.keep_drafts()
        return self.further.keep_drafts() and kept

    def _open_further(self) -> None:
        self.further.open(self.desk.actor, self._today, self.window)

    def _further_left(self, wanted: str) -> None:
        """The last further window went, or one of them leads elsewhere."""
        if wanted:
            self.window.leave_for(wanted)
        elif self._is_away:
            self._close("")

    def _may_end(self, wanted: str) -> bool:
        """Going elsewhere ends the office for all windows; each may still hold it."""
        return not wanted or self.further.close_all()

    def _own_password(self) -> None:
        PasswordDialog(self.door, self.desk.actor, self.window).open()

    def _heard(self, changes: Changes) -> None:
        """What the office installs is in force at once."""
        if changes.kinds & _RULES:
            self.desk.rulebook = _rules(self.book)
        if _ZONE in changes.kinds:
            self._zone = self.book.read(office_zone).result()

    def _today(self) -> date:
        """The office's own day, whatever zone this computer is set to; asked often, so the zone is kept."""
        return local_moment(to_instant(datetime.now(UTC)), self._zone).date()

    def _close(self, wanted: str) -> None:
        """First the pages go, then the book: an answer under way must not reach a page without a book.

        While further windows are open the first one is only away.
        """
        self._is_away = bool(self.further.windows)
        if self._is_away:
            return
        self.locker.watch.stop()
        self.desk.close()
        self.door.leave(self.desk.actor)
        self.window.destroyed.connect(lambda: self._end(wanted))
        self.window.deleteLater()

    def _end(self, wanted: str) -> None:
        """The last copy, then the book; both also when the copy fails or is skipped."""

        def end() -> None:
            self.book.close()
            self.closed.emit(wanted)

        self.desk.safekeeper.finish(end)


def _rules(book: Book) -> Rulebook:
    return Rulebook.load(book.read(office_rules).result())
