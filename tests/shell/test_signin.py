"""Signing in with real widgets: an own password in place of the admin's, waiting, two officials' codes."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.engine import hashing
from berkas.engine.accounts import create_first_account, give_temporary_password, save_account
from berkas.engine.recovery_codes import can_recover, make_codes
from berkas.engine.signing_in import Door
from berkas.kit import theme
from berkas.shell.firstrun import FirstWindow, Screen
from berkas.shell.startup.ownpassword import PasswordDialog
from berkas.shell.startup.signin import (
    AccountScreen,
    NewPasswordScreen,
    RecoveryScreen,
    SigningIn,
    SignInScreen,
)
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

FIRST = "gerimis pasar kelapa lonceng"
SECOND = "tulang punggung jembatan kayu"


@pytest.fixture(autouse=True)
def quick(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    monkeypatch.setattr(hashing, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    hashing._nobody.cache_clear()
    yield
    hashing._nobody.cache_clear()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


@pytest.fixture
def admin(book: Book) -> Actor:
    id_ = book.change(create_first_account, ANYONE, "siti", "Siti Contoh", FIRST).result().value
    return Actor(id_, "Siti Contoh", "admin")


class Stage:
    """The first window with the screens of one sign-in, and who came in."""

    def __init__(self, book: Book) -> None:
        self.window = FirstWindow()
        self.parent = QObject()
        self.entered: list[Actor] = []
        signing_in = SigningIn(Door(book), self.show, nullcontext, self.parent)
        signing_in.entered.connect(self.entered.append)
        signing_in.begin()

    def show(self, screen: Screen, *, keep_book: bool) -> None:
        assert keep_book
        self.window.show_screen(screen)

    def screen(self) -> AccountScreen:
        current = self.window.current()
        assert isinstance(current, AccountScreen)
        return current

    def press(self, words: str) -> None:
        found = [each for each in self.screen().findChildren(QPushButton) if plain(each) == words]
        found[0].click()


def plain(button: QPushButton) -> str:
    return button.text().replace("&", "")


@pytest.fixture
def stage(book: Book, admin: Actor) -> Iterator[Stage]:
    stage = Stage(book)
    yield stage
    stage.window.close()
    stage.window.deleteLater()


def write(line: QLineEdit, text: str) -> None:
    line.clear()
    QTest.keyClicks(line, text)


def test_typing_name_and_password_and_enter(stage: Stage, admin: Actor) -> None:
    screen = stage.screen()
    assert isinstance(screen, SignInScreen)
    write(screen.login, "siti")
    QTest.keyClick(screen.login, Qt.Key.Key_Return)
    write(screen.password, FIRST)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert stage.entered == [admin]


def test_a_secret_can_be_pasted_and_looked_at(stage: Stage) -> None:
    screen = stage.screen()
    assert isinstance(screen, SignInScreen)
    QApplication.clipboard().setText("x" * 128)
    screen.password.paste()
    assert screen.password.text() == "x" * 128
    assert screen.password.echoMode() is QLineEdit.EchoMode.Password
    screen.shown.setChecked(True)
    assert screen.password.echoMode() is QLineEdit.EchoMode.Normal


def test_the_waiting_time_is_shown_and_counts_down(stage: Stage, qtbot: QtBot) -> None:
    screen = stage.screen()
    assert isinstance(screen, SignInScreen)
    write(screen.login, "siti")
    screen._clock.setInterval(20)
    for _ in range(3):
        write(screen.password, "salah")
        screen._give()
    assert "Tunggu 5 detik" in screen.problem.text()
    assert not screen.go.isEnabled()
    seen: set[str] = set()
    qtbot.waitUntil(lambda: seen.add(screen.problem.text()) or screen.go.isEnabled())
    assert any("Tunggu 2 detik" in each for each in seen)


def test_a_temporary_password_only_leads_to_an_own_one(stage: Stage, book: Book, admin: Actor) -> None:
    values = {"login": "budi", "full_name": "Budi Contoh", "role": "petugas"}
    budi = book.change(save_account, admin, values, id=None, version=None).result().value
    handed = book.change(give_temporary_password, admin, budi).result().value
    screen = stage.screen()
    assert isinstance(screen, SignInScreen)
    screen.given.emit("budi", handed.password)
    chosen = stage.screen()
    assert isinstance(chosen, NewPasswordScreen)
    assert stage.entered == []
    assert_speaks(stage.window)
    assert_mnemonics_unique(stage.window)
    write(chosen.password, SECOND)
    write(chosen.again, FIRST)
    chosen._give()
    assert "tidak sama" in chosen.problem.text()
    for new, words in ((handed.password, "sama dengan yang sekarang"), ("budi contoh kantor", "nama")):
        chosen.given.emit(new)
        assert words in chosen.problem.text() or "sering" in chosen.problem.text()
    for line in (chosen.password, chosen.again):
        write(line, SECOND)
    chosen._give()
    assert stage.entered == [Actor(budi, "Budi Contoh", "petugas")]
    assert not Door(book).enter("budi", SECOND).must_change


def test_two_officials_let_an_admin_in_again(stage: Stage, book: Book, admin: Actor) -> None:
    codes = book.change(make_codes, admin, ("Pejabat Contoh Satu", "Pejabat Contoh Dua")).result().value
    stage.press("Lupa kata sandi")
    screen = stage.screen()
    assert isinstance(screen, RecoveryScreen)
    assert "Pejabat Contoh Satu" in screen.sentence.text()
    assert_speaks(stage.window)
    assert_mnemonics_unique(stage.window)
    write(screen.codes[0], codes[0].text)
    write(screen.login, "siti")
    for line in (screen.password, screen.again):
        write(line, SECOND)
    screen._give()
    assert "tidak cocok" in screen.problem.text(), "one code alone"
    write(screen.codes[1], codes[1].text.lower())
    for line in (screen.password, screen.again):
        write(line, SECOND)
    screen._give()
    back = stage.screen()
    assert isinstance(back, SignInScreen)
    assert "sudah diganti" in back.sentence.text()
    assert not book.read(can_recover).result()
    back.given.emit("siti", SECOND)
    assert stage.entered == [admin]


@pytest.mark.parametrize("used", [False, True])
def test_without_codes_the_screen_says_who_can_help(
    stage: Stage, book: Book, admin: Actor, used: bool
) -> None:
    if used:
        book.change(make_codes, admin, ("Satu Contoh", "Dua Contoh")).result()
        book.write_aside(
            lambda session: session.connection().exec_driver_sql("UPDATE recovery_code SET code_hash = NULL")
        ).result()
    stage.press("Lupa kata sandi")
    screen = stage.screen()
    assert isinstance(screen, RecoveryScreen)
    assert ("sudah terpakai" if used else "belum mempunyai kode") in screen.sentence.text()
    assert not screen.go.isEnabled()
    screen._give()
    stage.press("Kembali")
    assert isinstance(stage.screen(), SignInScreen)


@pytest.fixture
def own(book: Book, admin: Actor, qtbot: QtBot) -> Iterator[PasswordDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = PasswordDialog(Door(book), admin, parent)
    dialog.open()
    yield dialog
    parent.close()


def test_an_own_password_is_changed_with_the_present_one(
    own: PasswordDialog, book: Book, admin: Actor
) -> None:
    def give(present: str, new: str, again: str) -> None:
        for line, text in ((own.present, present), (own.new, new), (own.again, again)):
            write(line, text)
        own.keep.click()

    assert_speaks(own)
    assert_mnemonics_unique(own)
    give(FIRST, SECOND, FIRST)
    assert "tidak sama" in own.problem.text()
    give("salah", SECOND, SECOND)
    assert "sekarang tidak cocok" in own.problem.text()
    assert own.present.hasFocus()
    give(FIRST, "pendek", "pendek")
    assert "paling sedikit 12" in own.problem.text()
    give(FIRST, SECOND, SECOND)
    assert not own.isVisible()
    assert Door(book).enter("siti", SECOND).actor == admin
