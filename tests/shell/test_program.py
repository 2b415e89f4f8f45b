"""From a file to its window: every outcome of opening has its screen, with ways on that work."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.shell.test_cli_office import add_user

from berkas import settings
from berkas.engine.letterheads import office_facts
from berkas.engine.protecting import protection_of
from berkas.kit import dialogs, theme
from berkas.kit.localday import local_today
from berkas.shell.firstrun import NewOfficeScreen, WelcomeScreen
from berkas.shell.firstrun.recovery import RecoveryScreen
from berkas.shell.outcomes import Way, outcome_of
from berkas.shell.startup import Program, guard
from berkas.shell.startup.problem import ProblemScreen
from berkas.shell.startup.screens import PassphraseScreen
from berkas.shell.startup.signin import SignInScreen
from berkas_db import errors
from berkas_db.book import Book

SECRET = "empat kata yang panjang"


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    if program.office is not None:
        leave(program, qtbot)
    if program.first is not None:
        program.first.close()


def leave(program: Program, qtbot: QtBot) -> None:
    assert program.office is not None
    with qtbot.waitSignal(program.office.closed):
        program.office.window.close()
    QApplication.processEvents()


def screen_of(program: Program) -> object:
    assert program.first is not None
    return program.first.current()


def button(program: Program, words: str) -> QPushButton:
    assert program.first is not None
    current = program.first.current()
    assert current is not None
    return next(each for each in current.findChildren(QPushButton) if each.text().replace("&", "") == words)


def test_the_very_first_start_welcomes(program: Program) -> None:
    program.start()
    assert isinstance(screen_of(program), WelcomeScreen)


def test_an_office_opens_and_is_opened_again_next_time(program: Program, office: Path, qtbot: QtBot) -> None:
    program.start(office)
    assert program.office is not None
    assert program.first is None
    leave(program, qtbot)
    assert settings.load().settings.offices.last == str(office)
    program.start()
    assert program.office is not None
    assert program.office.book.path == office


def test_closing_the_window_ends_the_program(program: Program, office: Path, qtbot: QtBot) -> None:
    program.start(office)
    with qtbot.waitSignal(program.finished):
        assert program.office is not None
        program.office.window.close()
    Book.open(office).close()


def test_another_office_begins_at_the_first_screen(program: Program, office: Path, qtbot: QtBot) -> None:
    program.start(office)
    assert program.office is not None
    entry = next(
        each for each in program.office.window.menus.menus["Kantor"].actions() if each.text() == "Layar awal"
    )
    entry.trigger()
    qtbot.waitUntil(lambda: program.first is not None)
    assert isinstance(screen_of(program), WelcomeScreen)
    button(program, office.stem).click()
    assert program.office is not None


def test_a_missing_file_can_be_looked_for(
    program: Program, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.start(tmp_path / "pindah.berkas")
    screen = screen_of(program)
    assert isinstance(screen, ProblemScreen)
    assert screen.heading.text() == "Berkas kantor tidak ditemukan"
    assert screen.ways == (Way.LOCATE, Way.RESTORE, Way.NEW, Way.START)
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [office])
    button(program, Way.LOCATE.value).click()
    assert program.office is not None


def test_an_office_in_use_can_be_read(program: Program, office: Path) -> None:
    with Book.open(office):
        program.start(office)
        screen = screen_of(program)
        assert isinstance(screen, ProblemScreen)
        assert screen.heading.text() == "Kantor sedang dibuka"
        button(program, Way.RETRY.value).click()
        assert isinstance(screen_of(program), ProblemScreen)
        button(program, Way.READ.value).click()
        assert program.office is not None
        assert program.office.window.top.state.text() == "Hanya membaca"


def test_a_file_that_is_none_and_the_first_screen(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "catatan.berkas"
    path.write_bytes(b"bukan kantor" * 20)
    program.start(path)
    screen = screen_of(program)
    assert isinstance(screen, ProblemScreen)
    assert screen.heading.text() == "Ini bukan berkas kantor"
    button(program, Way.START.value).click()
    assert isinstance(screen_of(program), WelcomeScreen)


def test_a_protected_office_asks_until_it_fits(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.berkas"
    Book.create(path, office_name="Kantor Contoh", passphrase=SECRET).close()
    program.start(path)
    screen = screen_of(program)
    assert isinstance(screen, PassphraseScreen)
    assert screen.problem.isHidden()
    QTest.keyClicks(screen.line, "bukan ini")
    QTest.keyClick(screen.line, Qt.Key.Key_Return)
    assert "tidak cocok" in screen.problem.text()
    QTest.keyClicks(screen.line, SECRET)
    QTest.keyClick(screen.line, Qt.Key.Key_Return)
    assert program.office is not None


def test_an_office_with_accounts_asks_who_it_is(program: Program, office: Path) -> None:
    add_user(office)
    program.start(office)
    screen = screen_of(program)
    assert isinstance(screen, SignInScreen)
    QTest.keyClicks(screen.login, "siti")
    QTest.keyClick(screen.login, Qt.Key.Key_Return)
    QTest.keyClicks(screen.password, "salah")
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert "tidak cocok" in screen.problem.text()
    QTest.keyClicks(screen.password, "kata sandi contoh")
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    assert program.office is not None
    assert program.office.window.top.person.text() == "Siti Contoh"


def test_leaving_the_sign_in_lets_the_office_go(program: Program, office: Path) -> None:
    add_user(office)
    program.start(office)
    button(program, "Layar awal").click()
    Book.open(office).close()


def new_office(program: Program, path: Path) -> NewOfficeScreen:
    program.start()
    button(program, "Kantor baru").click()
    screen = screen_of(program)
    assert isinstance(screen, NewOfficeScreen)
    screen.form.set_value("name", "Kantor Wilayah Contoh Baru")
    screen.form.set_value("city", "Pangkalpinang")
    screen.form.set_value("paper", "f4")
    screen.form.set_value("time_zone", "wita")
    screen.file.setText(str(path))
    return screen


def test_a_new_office_without_protection(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "baru.berkas"
    screen = new_office(program, path)
    screen.protect.setChecked(False)
    assert not screen.passphrase.isVisible()
    button(program, "Buat kantor").click()
    assert program.office is not None
    book = program.office.book
    facts = book.read(office_facts).result()
    assert (facts.name, facts.city, facts.size.value) == ("Kantor Wilayah Contoh Baru", "Pangkalpinang", "f4")
    assert facts.ministry == "Kementerian Hukum"


def printed_key(program: Program) -> list[str]:
    """The key as the sheet on the screen shows it, read back from its pages."""
    from io import BytesIO

    from pypdf import PdfReader

    screen = screen_of(program)
    assert isinstance(screen, RecoveryScreen)
    words = PdfReader(BytesIO(screen.pdf)).pages[0].extract_text()
    return re.findall(r"\b[0-9A-F]{4}\b", words.partition("Kunci")[2])[:16]


def prove_sheet(program: Program, groups: list[str]) -> None:
    """Type what the screen asks from the sheet, first with a slip."""
    screen = screen_of(program)
    assert isinstance(screen, RecoveryScreen)
    button(program, "Lanjut").click()
    assert screen.problem.text().startswith("Cetak atau simpan")
    screen.line.setText("ZZZZ")
    button(program, "Lanjut").click()
    assert screen.problem.text().startswith("Belum sama")
    screen.line.setText(groups[screen.place].lower())
    button(program, "Lanjut").click()
    assert program.office is not None
    assert protection_of(program.office.book).sheet_on == local_today()


def test_a_protected_new_office_offers_its_recovery_sheet(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "baru.berkas"
    screen = new_office(program, path)
    screen.passphrase.typed.setText(SECRET)
    screen.passphrase.again.setText(SECRET)
    button(program, "Buat kantor").click()
    groups = printed_key(program)
    prove_sheet(program, groups)
    leave(program, qtbot)
    Book.open(path, passphrase=" ".join(groups)).close()
    Book.open(path, passphrase=SECRET).close()


@pytest.mark.parametrize(
    ("secrets", "file", "said"),
    [
        (("pendek", "pendek"), None, "Frasa sandi paling sedikit 12 karakter"),
        ((SECRET, "lain sama sekali"), None, "Kedua frasa sandi tidak sama."),
        ((SECRET, SECRET), "", "Tempat berkas belum diisi."),
        ((SECRET, SECRET), "kantor.berkas", "Tempat berkas belum lengkap."),
        ((SECRET, SECRET), "/tidak-ada/kantor.berkas", "Folder /tidak-ada tidak ada."),
    ],
)
def test_a_new_office_says_what_is_wrong(
    program: Program, tmp_path: Path, secrets: tuple[str, str], file: str | None, said: str
) -> None:
    screen = new_office(program, tmp_path / "baru.berkas")
    screen.passphrase.typed.setText(secrets[0])
    screen.passphrase.again.setText(secrets[1])
    if file is not None:
        screen.file.setText(file)
    button(program, "Buat kantor").click()
    assert program.office is None
    assert screen.problem.text().startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_enter_in_the_last_line_makes_the_office_and_typing_takes_the_refusal_away(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = new_office(program, tmp_path / "baru.berkas")
    screen.passphrase.typed.setText(SECRET)
    qtbot.keyClicks(screen.passphrase.again, "lain sama sekali")
    qtbot.keyClick(screen.passphrase.again, Qt.Key.Key_Return)
    assert screen.problem.text().startswith("Kedua frasa sandi tidak sama.")
    screen.passphrase.again.selectAll()
    qtbot.keyClicks(screen.passphrase.again, SECRET)
    assert screen.problem.isHidden()
    qtbot.keyClick(screen.passphrase.again, Qt.Key.Key_Return)
    assert isinstance(screen_of(program), RecoveryScreen)


def test_a_new_office_never_replaces_a_file(program: Program, office: Path) -> None:
    before = office.read_bytes()
    screen = new_office(program, office)
    screen.protect.setChecked(False)
    button(program, "Buat kantor").click()
    assert "sudah ada" in screen.problem.text()
    assert office.read_bytes() == before


def test_the_file_is_named_after_the_office(program: Program) -> None:
    program.ask_new()
    screen = screen_of(program)
    assert isinstance(screen, NewOfficeScreen)
    screen.form.set_value("name", "Kanwil Bangka Belitung!")
    assert Path(screen.file.text()).name == "kanwil-bangka-belitung.berkas"
    screen.file.textEdited.emit(screen.file.text())
    screen.form.set_value("name", "Lain")
    assert Path(screen.file.text()).name == "kanwil-bangka-belitung.berkas"


def test_every_first_screen_speaks(program: Program, office: Path, tmp_path: Path, qtbot: QtBot) -> None:
    def check() -> None:
        assert program.first is not None
        with qtbot.waitActive(program.first):
            program.first.activateWindow()
        assert_speaks(program.first)
        assert_mnemonics_unique(program.first)

    program.start()
    check()
    program.ask_new()
    check()
    program.open(tmp_path / "pindah.berkas")
    check()
    protected = tmp_path / "a.berkas"
    Book.create(protected, office_name="Kantor Contoh", passphrase=SECRET).close()
    program.open(protected)
    check()
    add_user(office)
    program.open(office)
    check()


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        (errors.BookNotFound, Way.LOCATE),
        (errors.BookInUse, Way.READ),
        (errors.BookTooNew, Way.LOCATE),
        (errors.BookDamaged, Way.RESTORE),
        (errors.BookReadOnly, Way.READ),
        (errors.NotABook, Way.LOCATE),
        (errors.BookExists, Way.NEW),
        (errors.DiskFull, Way.RETRY),
        (errors.Refused, Way.RETRY),
    ],
)
def test_every_refusal_has_a_likeliest_way_on(kind: type[errors.BookError], first: Way) -> None:
    assert outcome_of(kind("kalimat")).ways[0] is first


def test_the_last_door_shows_a_report_without_values(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, object]] = []
    monkeypatch.setattr(dialogs, "failure", lambda _parent, sentence, error: shown.append((sentence, error)))
    monkeypatch.setattr(dialogs, "say", lambda _parent, title, sentence: shown.append((title, sentence)))
    error = ValueError("Siti Contoh")
    guard._in_window(ValueError, error, None)
    guard._in_window(errors.Refused, errors.Refused("Tidak boleh.", "Ulangi."), None)
    assert shown[0][1] is error
    assert shown[1] == ("Belum dapat dilakukan", "Tidak boleh. Ulangi.")
