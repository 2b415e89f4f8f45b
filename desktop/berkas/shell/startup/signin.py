"""Signing in: who works now, choosing an own password, and the way in when every admin forgot.

The screens know nothing of the office file; `SigningIn` takes them to its door. Also the locked window uses
the first of them.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from berkas.engine.accounts import change_own_password
from berkas.engine.recovery_codes import Kept, kept_codes, recover
from berkas.engine.signing_in import AT_THE_DOOR, Delayed, Door, duration
from berkas.rules.passwords import ADVISED, LEAST
from berkas.shell.firstrun import Screen
from berkas_db.changes import Actor
from berkas_db.errors import BookError

_SECOND_MS = 1000
_Button = tuple[str, Callable[[], object]]
RULE = (
    f"Paling sedikit {LEAST} karakter, lebih baik {ADVISED} atau lebih. Beberapa kata yang tidak berkaitan "
    "mudah diingat. Huruf besar, angka, dan tanda tidak diwajibkan; boleh ditempel dari pengelola kata sandi."
)


class AccountScreen(Screen):
    """A screen with secret fields, one sentence of refusal, and a button that can be made to wait."""

    back_wanted = Signal()

    def __init__(self, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, sentence, parent)
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)

    def finish(
        self, secrets: Sequence[QLineEdit], words: str, slot: Callable[[], object], *others: _Button
    ) -> None:
        """Everything below the fields: showing what is typed, the refusal, the buttons; `words` goes on."""
        self._secrets = tuple(secrets)
        self.shown = QCheckBox("Tampilkan yang diketik", self)
        self.shown.toggled.connect(self._show_typed)
        self.body.addWidget(self.shown)
        self.problem = self.add_words("", "galat")
        self.problem.hide()
        for other, its_slot in others:
            self.add_button(other, its_slot)
        self.go = self.add_button(words, slot, "utama")
        self.go.setDefault(True)
        for line in self._secrets:
            line.returnPressed.connect(slot)
        self.ready()

    def refuse(self, sentence: str, seconds: int = 0) -> None:
        """Say why not and empty the secret fields. With `seconds` the button waits and counts down."""
        self._left = seconds
        for line in self._secrets:
            line.clear()
        self._say(sentence)
        self.go.setEnabled(not seconds)
        if seconds:
            self._clock.start()
        self._first_empty().setFocus()

    def _first_empty(self) -> QLineEdit:
        return self._secrets[0]

    def is_waiting(self) -> bool:
        """Whether the next try is not looked at yet."""
        return self._left > 0

    def _tick(self) -> None:
        self._left = max(0, self._left - 1)
        if self._left:
            self._say(f"Tunggu {duration(self._left)}, lalu coba lagi.")
            return
        self._clock.stop()
        self.go.setEnabled(True)
        self._say("Silakan coba lagi.")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in self._secrets:
            line.setEchoMode(mode)


class SignInScreen(AccountScreen):
    """Who works now; only in an office with accounts. Without `back` there is no way but in."""

    given = Signal(str, str)
    forgotten = Signal()

    def __init__(
        self,
        office: str,
        sentence: str = "Masuk dengan akun Anda.",
        login: str = "",
        back: str = "Layar awal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(office, sentence, parent)
        self.login = self.add_line("Nama pengguna")
        self.login.setText(login)
        self.password = self.add_line("Kata sandi", secret=True)
        self.login.returnPressed.connect(self.password.setFocus)
        ways = (("Lupa kata sandi", self.forgotten.emit), (back, self.back_wanted.emit))
        others = ways if back else ()
        self.finish((self.password,), "Masuk", self._give, *others)
        self.setFocusProxy(self.login)

    def _give(self) -> None:
        if not self.is_waiting():
            self.given.emit(self.login.text(), self.password.text())


class NewPasswordScreen(AccountScreen):
    """The password was given by the admin: choose an own one before anything else."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Selamat datang, {name}",
            "Kata sandi dari admin hanya untuk sekali masuk. Pilih kata sandi Anda sendiri.",
            parent,
        )
        self.password = self.add_line("Kata sandi baru", secret=True)
        self.add_words(RULE, "redup")
        self.again = self.add_line("Ulangi kata sandi baru", secret=True)
        back = ("Layar awal", self.back_wanted.emit)
        self.finish((self.password, self.again), "Simpan dan masuk", self._give, back)
        self.setFocusProxy(self.password)

    def _give(self) -> None:
        if self.password.text() != self.again.text():
            self.refuse("Kedua kata sandi tidak sama. Ketik lagi keduanya.")
        elif self.password.text():
            self.given.emit(self.password.text())


class RecoveryScreen(AccountScreen):
    """Two officials with their sheets set a new password for one admin."""

    given = Signal(str, str, str, str)

    def __init__(self, codes: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__("Pemulihan oleh dua pejabat", _recovery_words(codes), parent)
        self.codes = [self.add_line(f"Kode dari lembar {place}") for place in (1, 2)]
        self.login = self.add_line("Nama pengguna admin")
        self.password = self.add_line("Kata sandi baru untuk admin itu", secret=True)
        self.add_words(RULE, "redup")
        self.again = self.add_line("Ulangi kata sandi baru", secret=True)
        self.finish((self.password, self.again), "Pulihkan", self._give, ("Kembali", self.back_wanted.emit))
        self.can_open = len(codes) == 2 and all(each.is_usable for each in codes)
        self.go.setEnabled(self.can_open)
        self.setFocusProxy(self.codes[0])

    def _give(self) -> None:
        if not self.can_open or self.is_waiting():
            return
        if self.password.text() != self.again.text():
            self.refuse("Kedua kata sandi tidak sama. Ketik lagi keduanya.")
            return
        first, second = (line.text() for line in self.codes)
        self.given.emit(first, second, self.login.text(), self.password.text())


def _recovery_words(codes: Sequence[Kept]) -> str:
    before = "Bila masih ada admin yang dapat masuk, mintalah kata sandi sementara kepadanya. "
    if len(codes) < 2:
        return before + "Kantor ini belum mempunyai kode pemulihan, jadi hanya admin yang dapat menolong."
    if not all(each.is_usable for each in codes):
        return before + "Kode pemulihan kantor ini sudah terpakai dan belum dibuat lagi."
    holders = f"{codes[0].holder} (lembar 1) dan {codes[1].holder} (lembar 2)"
    return (
        before
        + f"Bila tidak ada: {holders} hadir bersama, masing-masing mengetik kode dari lembarnya. Kejadian "
        "ini tercatat, dan kedua kode sesudahnya harus dibuat baru."
    )


class Stage(Protocol):
    """Where screens are shown."""

    def __call__(self, screen: Screen, *, keep_book: bool) -> None:
        """Show a screen while the book stays open."""
        ...


class SigningIn(QObject):
    """Takes a person from the first screen to an actor. `entered` carries the `Actor`."""

    entered = Signal(object)
    left = Signal()

    def __init__(
        self, door: Door, stage: Stage, busy: Callable[[], AbstractContextManager[None]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._stage = stage
        self._busy = busy

    def begin(self, words: str = "Masuk dengan akun Anda.") -> None:
        """Ask who it is."""
        screen = SignInScreen(self._door.book.office_name, words)
        screen.given.connect(lambda login, password: self._try(screen, login, password))
        screen.forgotten.connect(self._recover)
        screen.back_wanted.connect(self.left)
        self._stage(screen, keep_book=True)

    def _try(self, screen: AccountScreen, login: str, password: str) -> None:
        def enter() -> None:
            entered = self._door.enter(login, password)
            if entered.must_change:
                self._choose(entered.actor, password)
            else:
                self.entered.emit(entered.actor)

        self._attempt(screen, enter)

    def _choose(self, actor: Actor, present: str) -> None:
        screen = NewPasswordScreen(actor.name)

        def given(new: str) -> None:
            def change() -> None:
                self._door.book.change(change_own_password, actor, present, new).result()
                self.entered.emit(actor)

            self._attempt(screen, change)

        screen.given.connect(given)
        screen.back_wanted.connect(self.left)
        self._stage(screen, keep_book=True)

    def _recover(self) -> None:
        screen = RecoveryScreen(self._door.book.read(kept_codes).result())

        def given(first: str, second: str, login: str, password: str) -> None:
            def work() -> None:
                command = self._door.book.change(recover, AT_THE_DOOR, first, second, login, password)
                command.result()
                self.begin(
                    "Kata sandi admin sudah diganti. Masuk dengannya, lalu buat kode pemulihan yang baru."
                )

            self._attempt(screen, work)

        screen.given.connect(given)
        screen.back_wanted.connect(self.begin)
        self._stage(screen, keep_book=True)

    def _attempt(self, screen: AccountScreen, work: Callable[[], None]) -> None:
        try:
            with self._busy():
                work()
        except Delayed as error:
            screen.refuse(str(error), error.seconds)
        except BookError as error:
            screen.refuse(f"{error} {error.next_step}".strip())
