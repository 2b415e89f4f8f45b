"""The locked window: nothing readable, nothing written, and back to the same place with the same cursor."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.engine import hashing
from berkas.engine.accounts import create_first_account, give_temporary_password, save_account
from berkas.engine.locking import lock_minutes, set_lock_minutes
from berkas.engine.signing_in import LOCKED, UNLOCKED
from berkas.kit import dialogs, theme
from berkas.shell.startup import Program
from berkas.shell.startup.screens import PassphraseScreen
from berkas.shell.startup.signin import SignInScreen
from berkas.shell.window.idle import IdleWatch
from berkas.shell.window.lock import TITLE, Cover, LockWindow
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, JournalEntry

FIRST = "gerimis pasar kelapa lonceng"
PASSPHRASE = "empat kata yang panjang"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hashing, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    hashing._nobody.cache_clear()
    yield
    hashing._nobody.cache_clear()


@pytest.fixture(scope="module")
def with_accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kunci") / "kantor.berkas"
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with Book.create(path, office_name="Kantor Contoh") as book:
        for login, name, role in (("siti", "Siti Contoh", "admin"), ("budi", "Budi Contoh", "pengawas")):
            row = {"login": login, "full_name": name, "role": role, "password_hash": quick.hash(FIRST)}
            book.change(lambda step, row=row: step.insert(AppUser, row), ANYONE).result()
    return path


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    monkeypatch.setattr(dialogs, "choose", lambda *_asked, **_words: 0)  # what is typed stays as a draft
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    if program.office is not None:
        if program.office.locker.is_locked:
            program.office.locker.curtain.take_off()
        with qtbot.waitSignal(program.office.closed):
            program.office.window.close()
        QApplication.processEvents()
    if program.first is not None:
        program.first.close()


@pytest.fixture
def siti(program: Program, with_accounts: Path, tmp_path: Path) -> Program:
    """The admin has signed in and the window is open."""
    program.open(Path(shutil.copy(with_accounts, tmp_path / "kantor.berkas")))
    assert program.first is not None
    screen = program.first.current()
    assert isinstance(screen, SignInScreen)
    screen.given.emit("siti", FIRST)
    assert program.office is not None
    return program


def typing(program: Program, qtbot: QtBot) -> QLineEdit:
    """A new unit with half a name, the cursor in the middle of it."""
    assert program.office is not None
    window = program.office.window
    window.activateWindow()
    window.open_room("obh")
    page = window.pages.currentWidget()
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Lembaga Contoh")
    line.setCursorPosition(7)
    return line


def asked(program: Program) -> SignInScreen:
    assert program.office is not None
    window = program.office.locker.curtain.window
    assert isinstance(window, LockWindow)
    assert isinstance(window.screen_shown, SignInScreen)
    return window.screen_shown


def answer(program: Program, password: str, login: str = "") -> SignInScreen:
    screen = asked(program)
    if login:
        screen.login.setText(login)
    screen.password.clear()
    QTest.keyClicks(screen.password, password)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    return screen


def readable() -> list[str]:
    """Every visible text of every window but the one that asks."""
    windows = [each for each in QApplication.topLevelWidgets() if not isinstance(each, LockWindow)]
    shown = [
        widget
        for window in windows
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and not widget.isWindow()
    ]
    titles = [window.windowTitle() for window in windows if window.isVisible()]
    texts = [widget.text() for widget in shown if isinstance(widget, QLabel | QLineEdit)]
    others = [type(each).__name__ for each in shown if not isinstance(each, Cover | QLabel)]
    return [each for each in (*titles, *texts, *others) if each != TITLE]


def everything_on_disk(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(path.parent.iterdir()) if each.is_file()}


def position(book: Book) -> int:
    return book.glance(lambda session: session.execute(select(func.max(JournalEntry.id))).scalar_one())


def test_locked_shows_nothing_writes_nothing_and_comes_back_to_the_cursor(
    siti: Program, qtbot: QtBot
) -> None:
    assert siti.office is not None
    office = siti.office
    line = typing(siti, qtbot)
    office.window.menus.actions["kunci"].trigger()
    assert office.locker.is_locked
    assert readable() == []
    drafts = office.book.glance(
        lambda session: (
            session.connection().exec_driver_sql("SELECT values_json, cursor_field FROM draft").all()
        )
    )
    assert any("Lembaga Contoh" in text and field for text, field in drafts)
    before, at = everything_on_disk(office.book.path), position(office.book)
    for key, held in (
        (Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier),
    ):
        QApplication.sendEvent(office.window, QKeyEvent(QEvent.Type.KeyPress, key, held, "x"))
    qtbot.wait(1500)  # longer than any pause after which a draft is written
    assert everything_on_disk(office.book.path) == before
    assert position(office.book) == at
    answer(siti, FIRST)
    assert not office.locker.is_locked
    assert siti.office.window is office.window
    assert office.window.windowTitle() != TITLE
    assert line.text() == "Lembaga Contoh"
    assert line.isVisible()
    qtbot.waitUntil(line.hasFocus)
    assert line.cursorPosition() == 7
    actions = office.book.glance(lambda session: session.execute(select(JournalEntry.action)).scalars().all())
    assert actions[-2:] == [LOCKED, UNLOCKED]


def test_a_wrong_password_does_not_open(siti: Program) -> None:
    assert siti.office is not None
    siti.office.locker.lock()
    screen = answer(siti, "salah sekali")
    assert "tidak cocok" in screen.problem.text()
    answer(siti, "salah sekali")
    answer(siti, "salah sekali")
    assert "Tunggu 5 detik" in screen.problem.text()
    assert not screen.go.isEnabled()
    answer(siti, FIRST)
    assert siti.office.locker.is_locked
    window = siti.office.locker.curtain.window
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.close()
    assert window.isVisible()
    assert readable() == []


def test_the_password_can_be_typed_at_once(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    siti.office.window.menus.actions["kunci"].trigger()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is asked(siti).password)


def test_return_asks_once(siti: Program) -> None:
    assert siti.office is not None
    siti.office.locker.lock()
    tries: list[tuple[str, str]] = []
    asked(siti).given.connect(lambda *given: tries.append(given))
    QTest.keyClick(asked(siti).login, Qt.Key.Key_Return)
    assert tries == []
    answer(siti, "bukan ini")
    assert tries == [("siti", "bukan ini")]


def test_the_waiting_time_counts_down(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    siti.office.locker.lock()
    screen = asked(siti)
    screen.refuse("Tunggu 2 detik, lalu coba lagi.", 2)
    screen._clock.setInterval(10)
    qtbot.waitUntil(screen.go.isEnabled)
    assert screen.problem.text() == "Silakan coba lagi."
    assert not screen.is_waiting()


def test_another_person_gets_windows_of_their_own_and_drafts_stay_with_their_owner(
    siti: Program, qtbot: QtBot
) -> None:
    assert siti.office is not None
    office = siti.office
    typing(siti, qtbot)
    mine = office.window
    office.locker.lock()
    seen: list[str] = []
    office.locker.person_changed.connect(lambda _actor: seen.extend(readable()))
    answer(siti, FIRST, "budi")
    assert not seen  # not for a moment what the one before was working at
    assert readable() == []
    qtbot.waitUntil(lambda: office.window is not mine)
    assert not mine.isVisible()
    assert office.window.top.person.text() == "Budi Contoh"
    assert office.desk.actor.role == "pengawas"
    owners = office.book.glance(
        lambda session: session.connection().exec_driver_sql("SELECT actor_id FROM draft").scalars().all()
    )
    assert owners == [1]
    assert office.window.isVisible()
    qtbot.waitUntil(
        lambda: not any(each is mine for each in QApplication.topLevelWidgets() if each.isVisible())
    )


def test_an_open_question_of_the_one_before_ends_without_an_answer(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    office = siti.office
    mine = office.window

    def hand_over() -> None:
        office.locker.lock()
        answer(siti, FIRST, "budi")

    QTimer.singleShot(0, hand_over)
    typed = dialogs.ask_text(mine, "Alasan", "Tulis alasannya.", label="Alasan", yes="Ya")
    assert typed is None
    qtbot.waitUntil(lambda: office.window is not mine)
    assert office.window.isVisible()


def test_another_person_waits_while_half_typed_work_cannot_be_kept(
    siti: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert siti.office is not None
    office = siti.office
    typing(siti, qtbot)
    office.locker.lock()
    monkeypatch.setattr(office, "keep_drafts", lambda: False)
    answer(siti, FIRST, "budi")
    assert office.locker.is_locked
    assert "belum dapat disimpan" in asked(siti).problem.text()
    answer(siti, FIRST, "siti")
    assert not office.locker.is_locked


def test_open_dialogs_are_covered_and_keep_what_is_typed(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    office = siti.office
    dialog = QDialog(office.window)
    dialog.setWindowTitle("Rahasia Contoh")
    line = QLineEdit("alasan contoh", dialog)
    QVBoxLayout(dialog).addWidget(line)
    dialog.setModal(True)
    dialog.show()
    line.setFocus()
    office.locker.lock()
    assert readable() == []
    late = QDialog(office.window)
    late.setWindowTitle("Muncul kemudian")
    QVBoxLayout(late).addWidget(QLabel("isi contoh", late))
    late.setModal(True)
    late.show()
    qtbot.waitUntil(lambda: late.windowTitle() == TITLE)
    assert readable() == []
    answer(siti, FIRST)
    assert not office.locker.is_locked
    assert (dialog.windowTitle(), line.text()) == ("Rahasia Contoh", "alasan contoh")
    assert line.isVisible()
    assert late.windowTitle() == "Muncul kemudian"
    for each in (dialog, late):
        each.close()
        each.deleteLater()


def test_the_question_speaks(siti: Program) -> None:
    assert siti.office is not None
    siti.office.locker.lock()
    window = siti.office.locker.curtain.window
    assert window is not None
    assert_speaks(window)
    assert_mnemonics_unique(window)


def test_an_office_without_accounts_and_passphrase_says_why_not(program: Program, office: Path) -> None:
    program.open(office)
    assert program.office is not None
    said: list[str] = []
    program.office.locker.refused.connect(said.append)
    program.office.locker.lock()
    assert not program.office.locker.is_locked
    assert said == ["Kunci layar memerlukan akun pengguna atau frasa sandi kantor."]
    assert program.office.locker.watch.minutes == 0


def test_a_protected_office_without_accounts_asks_its_passphrase(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.berkas"
    Book.create(path, office_name="Kantor Contoh", passphrase=PASSPHRASE).close()
    program.open(path, PASSPHRASE)
    assert program.office is not None
    office = program.office
    office.locker.lock()
    assert readable() == []
    window = office.locker.curtain.window
    assert window is not None
    screen = window.screen_shown
    assert isinstance(screen, PassphraseScreen)
    screen.given.emit("bukan ini")
    assert "tidak cocok" in screen.problem.text()
    screen.given.emit(PASSPHRASE)
    assert not office.locker.is_locked


@pytest.mark.skipif(os.name == "nt", reason="Windows does not move an open file")
def test_a_protected_office_that_was_moved_away_locks_and_unlocks_all_the_same(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "a.berkas"
    Book.create(path, office_name="Kantor Contoh", passphrase=PASSPHRASE).close()
    program.open(path, PASSPHRASE)
    assert program.office is not None
    locker = program.office.locker
    path.rename(tmp_path / "pindah.berkas")
    try:
        locker.lock()
        window = locker.curtain.window
        assert window is not None
        screen = window.screen_shown
        assert isinstance(screen, PassphraseScreen)
        screen.given.emit("bukan ini")
        assert "tidak cocok" in screen.problem.text()
        screen.given.emit(PASSPHRASE)
        assert not locker.is_locked
    finally:
        (tmp_path / "pindah.berkas").rename(path)


def test_the_first_account_locks_the_window_that_made_it(
    program: Program, office: Path, qtbot: QtBot
) -> None:
    program.open(office)
    assert program.office is not None
    opened = program.office
    opened.book.change(create_first_account, ANYONE, "siti", "Siti Contoh", FIRST).result()
    qtbot.waitUntil(lambda: opened.locker.is_locked)
    assert "memakai akun" in asked(program).sentence.text()
    answer(program, FIRST, "siti")
    qtbot.waitUntil(lambda: opened.desk.actor.user_id == 1)


def test_an_account_that_is_shut_meanwhile_is_locked_out(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    office = siti.office
    other = Actor(2, "Budi Contoh", "admin")
    office.book.change(save_account, other, {"role": "admin"}, id=2, version=None).result()
    office.book.change(save_account, other, {"is_active": False}, id=1, version=None).result()
    qtbot.waitUntil(lambda: office.locker.is_locked)
    assert "dihentikan" in asked(siti).sentence.text()
    assert "tidak cocok" in answer(siti, FIRST).problem.text()


def test_a_temporary_password_does_not_unlock(siti: Program) -> None:
    assert siti.office is not None
    admin = siti.office.desk.actor
    handed = siti.office.book.change(give_temporary_password, admin, 2).result().value
    siti.office.locker.lock()
    assert "sementara" in answer(siti, handed.password, "budi").problem.text()
    assert siti.office.locker.is_locked


# by itself


def test_nobody_touches_anything(qapp: QApplication, qtbot: QtBot) -> None:
    seconds = [0.0]
    watch = IdleWatch(qapp, lambda: seconds[0])
    fired: list[bool] = []
    watch.idle.connect(lambda: fired.append(True))
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: qapp.focusWindow() is window.windowHandle())
    watch.start(10)
    seconds[0] = 599
    watch.look()
    assert not fired
    QTest.mouseMove(window.windowHandle(), QPoint(3, 3))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    seconds[0] = 1198
    watch.look()
    assert not fired
    seconds[0] = 1199
    watch.look()
    assert fired == [True]
    watch.start(0)
    seconds[0] = 99999
    watch.look()
    assert fired == [True]
    watch.stop()


def test_after_the_office_s_own_minutes_it_locks_by_itself(siti: Program, qtbot: QtBot) -> None:
    assert siti.office is not None
    office = siti.office
    assert office.locker.watch.minutes == 10
    office.book.change(set_lock_minutes, office.desk.actor, 3).result()
    qtbot.waitUntil(lambda: office.locker.watch.minutes == 3)
    assert office.book.glance(lock_minutes) == 3
    office.locker.watch._last -= 180
    office.locker.watch.look()
    assert office.locker.is_locked


def test_an_office_that_is_closed_is_not_watched_any_more(siti: Program, qtbot: QtBot) -> None:
    office = siti.office
    assert office is not None
    watch = office.locker.watch
    assert watch._look.isActive()
    office.window.close()
    assert not watch._look.isActive()
    qtbot.waitUntil(lambda: siti.office is None, timeout=10_000)


@pytest.mark.parametrize("minutes", [-1, 241])
def test_minutes_out_of_range(siti: Program, minutes: int) -> None:
    assert siti.office is not None
    with pytest.raises(Refused, match="0 sampai 240"):
        siti.office.book.change(set_lock_minutes, siti.office.desk.actor, minutes).result()
