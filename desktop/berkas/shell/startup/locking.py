"""Locks the windows of an open office and lets the same person, or another one, in again.

Before anything is covered, everything half typed is put on disk; afterwards nothing is written until somebody
is let in, but wrong passwords are counted. An office without accounts is locked when it has a passphrase.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from berkas.desk import Desk
from berkas.engine.locking import lock_minutes
from berkas.engine.signing_in import LOCKED, Delayed, Door, actor_of, has_users
from berkas.shell.startup.screens import PassphraseScreen
from berkas.shell.startup.signin import SignInScreen
from berkas.shell.window.idle import IdleWatch
from berkas.shell.window.lock import Curtain
from berkas_db.changes import Actor, Changes
from berkas_db.errors import BookError

_AWAY = "Layar dikunci. Ketik kata sandi Anda untuk melanjutkan di tempat semula."
_FIRST = "Mulai sekarang kantor ini memakai akun. Masuk dengan akun yang baru dibuat."
_UNKEPT = (
    "Ketikan {} belum dapat disimpan, misalnya karena ruang penyimpanan habis. Kosongkan ruang, atau biarkan "
    "pemiliknya membuka kunci lebih dahulu."
)
_SHUT = "Akun ini dihentikan. Masuk dengan akun lain."


class Pages(Protocol):
    """The pages of a window, as the lock needs them."""

    def keep_drafts(self) -> bool:
        """Put everything half typed on disk now."""
        ...


class Locker(QObject):
    """One per open office."""

    locked = Signal()
    """The windows are covered; whoever writes by itself waits until `unlocked`."""
    unlocked = Signal()
    person_changed = Signal(object)
    """Somebody else was let in, or the person has another role now: an `Actor`. A drawn curtain stays until
    whoever hears it has put the windows of the one before away.
    """
    refused = Signal(str)
    """Why it cannot be locked."""

    def __init__(
        self,
        door: Door,
        desk: Desk,
        pages: Callable[[], Pages],
        busy: Callable[[], AbstractContextManager[None]],
    ) -> None:
        super().__init__(desk)
        self._door = door
        self._desk = desk
        self._pages = pages
        self._busy = busy
        self.curtain = Curtain(self)
        self.watch = IdleWatch(self)
        self.watch.idle.connect(self.lock)
        desk.changed.connect(self._heard)
        self._begin_watching()

    @property
    def is_locked(self) -> bool:
        """Whether the windows are covered now."""
        return self.curtain.is_drawn

    def can_lock(self) -> bool:
        """Whether there is a question to ask: accounts, or a passphrase."""
        return self._has_users() or self._door.is_protected()

    def lock(self, words: str = _AWAY) -> None:
        """Keep what is half typed, cover all windows and ask who it is."""
        if self.is_locked:
            return
        if not self.can_lock():
            self.refused.emit("Kunci layar memerlukan akun pengguna atau frasa sandi kantor.")
            return
        self._pages().keep_drafts()  # while the cursor still stands in its field
        window = self.curtain.draw()
        self.watch.stop()
        self._door.leave(self._desk.actor, LOCKED)
        self.locked.emit()
        if self._has_users():
            screen = self._sign_in(words)
            window.show_screen(screen)
            (screen.password if screen.login.text() else screen.login).setFocus()
        else:
            window.show_screen(self._passphrase())

    def _sign_in(self, words: str) -> SignInScreen:
        login = self._door.login_of(self._desk.actor)
        screen = SignInScreen(self._door.book.office_name, words, login, back="")

        def given(login: str, password: str) -> None:
            try:
                with self._busy():
                    entered = self._door.enter(login, password, again=True)
            except Delayed as error:
                screen.refuse(str(error), error.seconds)
            except BookError as error:
                screen.refuse(f"{error} {error.next_step}".strip())
            else:
                if entered.must_change:
                    screen.refuse("Kata sandi ini sementara. Tutup Berkas, lalu masuk dan pilih yang baru.")
                elif entered.actor != self._desk.actor and not self._pages().keep_drafts():
                    # their windows would go, and with them what could not be written (a full disk)
                    screen.refuse(_UNKEPT.format(self._desk.actor.name))
                else:
                    self._open(entered.actor)

        screen.given.connect(given)
        return screen

    def _passphrase(self) -> PassphraseScreen:
        screen = PassphraseScreen(self._door.book.office_name, back="")

        def given(typed: str) -> None:
            try:
                with self._busy():
                    self._door.check_passphrase(typed)
            except BookError as error:
                screen.refuse(f"{error} {error.next_step}".strip())
            else:
                self._open(self._desk.actor)

        screen.given.connect(given)
        return screen

    def _open(self, actor: Actor) -> None:
        if actor != self._desk.actor:
            self.person_changed.emit(actor)
            return
        self.curtain.take_off()
        self.unlocked.emit()
        self._begin_watching()

    def _begin_watching(self) -> None:
        minutes = self._door.book.glance(lock_minutes) if self.can_lock() else 0
        self.watch.start(minutes)

    def _has_users(self) -> bool:
        """Asked by key and at once: the reader may be busy with something long."""
        return self._door.book.glance(has_users)

    def _heard(self, changes: Changes) -> None:
        if changes.kinds & {"setting", "app_user"} and not self.is_locked:
            self._begin_watching()
        if "app_user" not in changes.kinds:
            return
        actor = self._desk.actor
        if actor.user_id is None:
            if self._has_users():
                self.lock(_FIRST)
            return
        now = self._door.book.glance(actor_of, actor.user_id)
        if now is None:
            self.lock(_SHUT)
        elif now != actor and not self.is_locked:
            self.person_changed.emit(now)
