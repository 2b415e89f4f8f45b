"""The ways on of every outcome of opening, walked in a real window."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.shell.calling import Call

from berkas import settings
from berkas.kit import dialogs, theme
from berkas.shell.firstrun import WelcomeScreen
from berkas.shell.outcomes import Way, outcome_of
from berkas.shell.startup import Program
from berkas.shell.startup.problem import ProblemScreen
from berkas.shell.startup.rescuing import RescuedScreen
from berkas_db import errors, place
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.lock import lock_path
from berkas_db.place import Surroundings
from berkas_db.tables import Obh

OLD = Path(__file__).parents[1] / "books" / "1" / "kantor.berkas.xz"


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    if program.office is not None:
        with qtbot.waitSignal(program.office.closed):
            program.office.window.close()
        QApplication.processEvents()
    if program.first is not None:
        program.first.close()


def problem(program: Program) -> ProblemScreen:
    assert program.first is not None
    screen = program.first.current()
    assert isinstance(screen, ProblemScreen)
    return screen


def press(program: Program, words: str) -> None:
    assert program.first is not None
    screen = program.first.current()
    assert screen is not None
    buttons = screen.findChildren(QPushButton)
    next(each for each in buttons if each.text().replace("&", "") == words).click()


def all_kinds(kind: type[errors.BookError]) -> Iterator[type[errors.BookError]]:
    for each in kind.__subclasses__():
        yield each
        yield from all_kinds(each)


def test_every_kind_about_a_file_has_a_heading_of_its_own() -> None:
    kinds = list(all_kinds(errors.BookError))
    about_files = [each for each in kinds if each.__name__.startswith("Book") or each is errors.NotABook]
    headings = [outcome_of(each("kalimat")).heading for each in about_files]
    assert len(about_files) >= 11
    assert len(set(headings)) == len(headings)


def test_an_office_in_use_opens_by_itself_when_it_is_free(program: Program, office: Path) -> None:
    with Book.open(office):
        program.open(office)
        screen = problem(program)
        screen.look()
        assert program.office is None
        assert any("di komputer" in each and "sejak" in each for each in words_of(screen))
    screen.look()
    assert program.office is not None


def words_of(screen: ProblemScreen) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in screen.findChildren(QLabel)]


def test_a_file_that_comes_back_opens_by_itself(program: Program, office: Path, tmp_path: Path) -> None:
    away = office.rename(tmp_path / "dicabut.berkas")
    program.open(office)
    screen = problem(program)
    screen.look()
    assert program.office is None
    away.rename(office)
    screen.look()
    assert program.office is not None


def test_a_moved_file_takes_its_old_place_in_the_list(
    program: Program, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "lama.berkas"
    settings.save(settings.Settings(offices=settings.Offices(str(gone), (str(gone),))))
    program.welcome()
    assert isinstance(program.first and program.first.current(), WelcomeScreen)
    press(program, "lama – tidak ada di tempatnya")
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [office])
    press(program, Way.LOCATE.value)
    assert program.office is not None
    assert settings.load().settings.offices.recent == (str(office),)


def test_an_old_office_is_brought_up_and_the_window_says_so(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "kantor.berkas"
    path.write_bytes(lzma.decompress(OLD.read_bytes()))
    program.open(path, write=False)
    assert problem(program).heading.text() == "Berkas kantor dari versi lama"
    press(program, Way.RAISE.value)
    qtbot.waitUntil(lambda: program.office is not None, timeout=20_000)
    assert program.office is not None
    (line,) = program.office.window.bands.texts()
    assert line.startswith("Berkas dinaikkan dari versi 1 ke versi ")
    assert "kantor-sebelum-versi-" in line
    program.office.window.bands.withdraw(line)
    assert program.office.window.bands.texts() == []


def test_a_file_left_open_on_another_computer_is_told(program: Program, office: Path) -> None:
    words = '{"pid": 7, "host": "PC-LAIN", "user": "ani", "since": "2025-06-12T03:00:00.000Z"}'
    lock_path(office).write_text(words)
    program.open(office)
    assert program.office is not None
    (line,) = program.office.window.bands.texts()
    assert "PC-LAIN" in line


def test_an_office_on_a_share_is_copied_here_or_read(
    program: Program, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    share = tmp_path / "jaringan"
    share.mkdir()
    there = office.rename(share / "kantor.berkas")
    monkeypatch.setattr(place, "surroundings", lambda: Surroundings(mounts={share.as_posix(): "cifs"}))
    program.open(there)
    assert problem(program).ways[0] is Way.COPY
    here = tmp_path / "di-sini.berkas"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: here)
    press(program, Way.COPY.value)
    qtbot.waitUntil(lambda: program.office is not None, timeout=20_000)
    assert program.office is not None
    assert program.office.book.path == here
    assert there.exists()


def test_a_copy_never_replaces_a_file(
    program: Program, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from berkas_db.opening import copy_closed

    other = tmp_path / "ada.berkas"
    other.write_bytes(b"punya orang")
    with pytest.raises(errors.BookExists):
        copy_closed(office, other)
    with Book.open(office), pytest.raises(errors.BookInUse):
        copy_closed(office, tmp_path / "baru.berkas")
    assert other.read_bytes() == b"punya orang"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ada.berkas", "kantor.berkas"]


def test_a_damaged_office_is_rescued_and_opened(
    program: Program, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with office.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)
    program.open(office)
    assert problem(program).ways[:2] == (Way.RESTORE, Way.RESCUE)
    monkeypatch.setattr(dialogs, "open_folder", lambda *_a, **_k: tmp_path)
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    press(program, Way.RESCUE.value)
    qtbot.waitUntil(
        lambda: isinstance(program.first and program.first.current(), RescuedScreen), timeout=20_000
    )
    assert program.first is not None
    assert_speaks(program.first)
    assert_mnemonics_unique(program.first)
    press(program, "Buka kantor yang diselamatkan")
    assert program.office is not None
    assert program.office.book.office_name == "Kantor Wilayah Contoh"
    assert not list(tmp_path.glob("*/isi"))


def test_a_file_that_vanishes_is_told_and_nothing_is_saved(
    program: Program, office: Path, tmp_path: Path
) -> None:
    def add(step: Step) -> int:
        return step.insert(Obh, {"code": "A", "name": "LBH Contoh", "is_example": True})

    program.open(office)
    assert program.office is not None
    window, book = program.office.window, program.office.book
    away = office.rename(tmp_path / "pindah.berkas")
    window.place_watch.look()
    window.place_watch.look()
    (line,) = window.bands.texts()
    assert "tidak ada lagi di tempatnya" in line
    with pytest.raises(errors.BookNotFound, match="tidak disimpan"):
        book.change(add, ANYONE).result()
    away.rename(office)
    window.place_watch.look()
    assert window.bands.texts() == []
    assert book.change(add, ANYONE).result().value == 1


def test_a_bug_while_opening_leaves_a_screen(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_words: object, **_more: object) -> Book:
        raise ZeroDivisionError

    monkeypatch.setattr(Book, "open", fail)
    with pytest.raises(ZeroDivisionError):
        program.open(office)
    assert problem(program).heading.text() == "Kantor belum dapat dibuka"


def test_rescuing_from_a_terminal(call: Call, office: Path, tmp_path: Path) -> None:
    answer = call("rescue", office, "--to", tmp_path)
    assert answer.status == 0
    assert "Baris hilang: 0" in answer.out
    (folder,) = tmp_path.glob("kantor-diselamatkan-*")
    Book.open(folder / "kantor-diselamatkan.berkas").close()
    answer = call("rescue", tmp_path / "tidak-ada.berkas", "--to", tmp_path)
    assert answer.status == 2
