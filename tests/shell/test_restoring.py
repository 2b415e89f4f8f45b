"""Bringing a copy back: found where copies lie, looked into, compared with now, put in its place."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas import settings
from berkas.engine.safekeeping import Occasion, safe_copy, second_copy
from berkas.kit import dialogs, theme
from berkas.shell.firstrun import WelcomeScreen
from berkas.shell.outcomes import Way
from berkas.shell.startup import Program
from berkas.shell.startup.problem import ProblemScreen
from berkas.shell.startup.restorescreen import RestoreScreen
from berkas.shell.startup.restoring import Candidate, copies_at, found_copies, look
from berkas_db.backup import backup
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import WrongPassphrase
from berkas_db.key import recovery_text
from berkas_db.store import pieces_in
from berkas_db.tables import Obh

SECRET = "empat kata yang panjang"


def add(step: Step, code: str) -> None:
    step.say(f"OBH {code} disimpan")
    step.insert(Obh, {"code": code, "name": f"LBH Contoh {code}", "is_example": True})
    step.attach(code.encode() * 900, f"foto-contoh-{code}.jpg", "image/jpeg")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("siap") / "kantor.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Path:
    """An office with a slim copy of one OBH, and two OBH now; a full copy lies elsewhere."""
    path = Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))
    with Book.open(path) as book:
        book.change(add, ANYONE, "A").result()
        safe_copy(book, Occasion.START)
        book.change(add, ANYONE, "B").result()
        (tmp_path / "flashdisk").mkdir()
        second_copy(book, ANYONE, tmp_path / "flashdisk")
        (tmp_path / "lain").mkdir()
        book.backup(tmp_path / "lain")
    return path


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Program()
    yield made
    if made.office is not None:
        with qtbot.waitSignal(made.office.closed, timeout=20_000):
            made.office.window.close()
        QApplication.processEvents()
    if made.first is not None:
        made.first.close()


def the_screen(program: Program) -> RestoreScreen:
    assert program.first is not None
    screen = program.first.current()
    assert isinstance(screen, RestoreScreen)
    return screen


def looked(program: Program, qtbot: QtBot) -> RestoreScreen:
    screen = the_screen(program)
    qtbot.waitUntil(lambda: screen.shown is not None, timeout=20_000)
    return screen


def test_copies_are_found_even_when_the_office_is_gone(office: Path) -> None:
    office.unlink()
    found = found_copies([office])
    assert [each.name.occasion for each in found] == ["tempat_kedua", "mulai"]
    assert {each.target for each in found} == {office}
    preview = look(found[1])
    assert preview.present is None
    assert preview.present_problem == "Berkas kantor yang sekarang tidak ada di tempatnya."
    assert ("OBH", "1", "", "") in preview.lines


def test_a_preview_compares_with_now(office: Path) -> None:
    newest, older = (look(each) for each in found_copies([office]))
    assert ("OBH", "1", "2", "−1") in older.lines
    assert ("Lampiran", "1", "2", "−1") in older.lines
    assert ("OBH", "2", "2", "sama") in newest.lines
    assert older.facts.journal_at < older.present_at


def test_a_chosen_folder_or_file(office: Path) -> None:
    stick, elsewhere = office.with_name("flashdisk"), office.with_name("lain")
    assert [each.target for each in copies_at(stick, None)] == [stick / "kantor.berkas"]
    (full,) = copies_at(elsewhere, office)
    assert (full.target, full.name.is_slim) == (office, False)
    renamed = full.name.path.rename(elsewhere / "simpanan.berkas")
    (named,) = copies_at(renamed, None)
    assert named.target == elsewhere / "simpanan-pulih.berkas"
    assert look(named).facts.rows["obh"] == 2


def test_a_protected_copy_asks_for_its_own_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "kantor.berkas"
    with Book.create(path, office_name="Kantor Contoh", passphrase=SECRET) as book:
        safe_copy(book, Occasion.START)
        assert book.file.key is not None
        key = recovery_text(book.file.key)
    (found,) = found_copies([path])
    with pytest.raises(WrongPassphrase):
        look(found)
    preview = look(found, ["bukan ini", key])
    assert preview.secret == key
    assert preview.present is not None
    path.unlink()
    Book.create(path, office_name="Kantor Contoh").close()
    assert look(found, [key]).present is not None


def test_after_the_passphrase_of_a_copy_enter_restores(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "kantor.berkas"
    with Book.create(path, office_name="Kantor Contoh", passphrase=SECRET) as book:
        safe_copy(book, Occasion.START)
    path.unlink()
    program.ask_backup(path)
    screen = the_screen(program)
    qtbot.waitUntil(lambda: screen.panel.secret.isVisible() and screen.panel.secret.hasFocus())
    qtbot.keyClicks(screen.panel.secret, SECRET)
    qtbot.keyClick(screen.panel.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.shown is not None and screen.restore.hasFocus(), timeout=20_000)


def test_a_damaged_office_is_restored_from_its_screen(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    office.write_bytes(office.read_bytes()[:90])
    program.start(office)
    assert program.first is not None
    problem = program.first.current()
    assert isinstance(problem, ProblemScreen)
    problem.chosen.emit(Way.RESTORE)
    screen = looked(program, qtbot)
    assert screen.copies.count() == 2
    assert "tidak dapat dibuka" in screen.panel.foot.text()
    said: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *words, **_k: said.append(words[2]) or True)
    monkeypatch.setattr(dialogs, "say", lambda *words: said.append(words[2]))
    screen.restore.click()
    qtbot.waitUntil(lambda: program.office is not None, timeout=20_000)
    assert program.office is not None
    assert program.office.book.office_name == "Kantor Wilayah Contoh"
    assert "disimpan di sebelahnya" in said[0]
    assert "kantor-rusak-" in said[1]


def test_missing_attachments_are_named_and_left_out_only_when_agreed(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for folder in ("flashdisk", "kantor-cadangan"):
        for piece in pieces_in(office.with_name(folder)):
            piece.write_bytes(bytes(piece.stat().st_size))
    office.unlink()
    program.ask_backup(office)
    screen = looked(program, qtbot)
    asked: list[str] = []
    answers = iter([True, False, True, True])

    def ask(*_words: object, details: str = "", **_more: object) -> bool:
        asked.append(details)
        return next(answers)

    monkeypatch.setattr(dialogs, "ask", ask)
    screen.restore.click()
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=20_000)
    assert "foto-contoh-A.jpg" in asked[1]
    assert not office.exists()
    looked(program, qtbot).restore.click()
    qtbot.waitUntil(lambda: program.office is not None, timeout=20_000)
    assert len(asked) == 4


def test_the_menu_shows_the_copies_of_the_last_office(program: Program, office: Path, qtbot: QtBot) -> None:
    everything = settings.load().settings
    settings.save(replace(everything, offices=everything.offices.opened(office)))
    program.begin("pulihkan")
    screen = looked(program, qtbot)
    assert screen.copies.count() == 2
    assert "OBH" in [label[0] for label in screen.shown.lines] if screen.shown else False
    screen.back_wanted.emit()
    assert program.first is not None
    assert isinstance(program.first.current(), WelcomeScreen)


def test_a_search_that_hangs_holds_nobody_up(office: Path, qapp: QApplication, qtbot: QtBot) -> None:
    """A folder on a share that does not answer: the screen is there, and a file can be chosen at once."""
    answer = threading.Event()

    def search() -> list[Candidate]:
        answer.wait(20)
        return []

    screen = RestoreScreen(search, office)
    qtbot.addWidget(screen)
    assert "Mencari" in screen.panel.words.text()
    screen._show_chosen(office.with_name("flashdisk"))
    answer.set()
    qtbot.waitUntil(lambda: screen.shown is not None, timeout=20_000)
    assert screen.copies.count() == 1


def test_another_file_can_be_chosen(
    program: Program, office: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    full = backup(office, office.with_name("lain")).path
    program.ask_backup(office.with_name("kosong.berkas"))
    screen = the_screen(program)
    assert screen.copies.count() == 0
    qtbot.waitUntil(lambda: "Tidak ada cadangan" in screen.panel.words.text())
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_k: [full])
    screen._ask_file()
    looked(program, qtbot)
    assert screen.copies.count() == 1
    assert "kosong.berkas" in screen.place.text()
