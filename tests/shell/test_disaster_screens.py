"""What the window shows when an office file was hurt: a named screen with ways on, or the office itself."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.db.flips import flipped, places

from berkas.kit import dialogs, theme
from berkas.shell.startup import Program
from berkas.shell.startup.problem import ProblemScreen
from berkas.shell.startup.screens import BusyScreen
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Unit


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Program()
    yield made
    leave(made, qtbot)
    if made.first is not None:
        made.first.close()


def leave(program: Program, qtbot: QtBot) -> None:
    if program.office is not None:
        with qtbot.waitSignal(program.office.closed, timeout=20_000):
            program.office.window.close()
        QApplication.processEvents()


def ends_well(program: Program, path: Path, qtbot: QtBot) -> str:
    """Start with the file: what a person sees, by name."""
    program.start(path)
    qtbot.waitUntil(lambda: not _is_busy(program), timeout=60_000)
    if program.office is not None:
        leave(program, qtbot)
        return "kantor"
    assert program.first is not None
    screen = program.first.current()
    assert isinstance(screen, ProblemScreen)
    assert screen.heading.text()
    assert [each for each in screen.findChildren(QPushButton) if each.isVisible() and each.isEnabled()]
    return screen.heading.text()


def _is_busy(program: Program) -> bool:
    screen = program.first.current() if program.first is not None else None
    return program.office is None and isinstance(screen, BusyScreen)


def test_cut_files_end_in_a_screen(program: Program, office: Path, qtbot: QtBot) -> None:
    size = office.stat().st_size
    for length in (0, 50, 4096, size // 3, size - 4096):
        copy = Path(shutil.copy(office, office.with_name(f"potong{length}.berkas")))
        os.truncate(copy, length)
        assert ends_well(program, copy, qtbot)


def test_turned_bytes_end_in_a_screen_or_in_the_office(
    program: Program, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _p, title, words: told.append(f"{title} {words}"))
    monkeypatch.setattr(dialogs, "failure", lambda *_a: pytest.fail("a bug instead of a sentence"))
    data = office.read_bytes()
    heads = [(at, 0xFF) for at in (0, 16, 18, 28, 40, 56, 60, 68, 100, 105)]
    for number, (place, mask) in enumerate([*heads, *list(places(data, 4))]):
        copy = flipped(office, office.with_name(f"bita{number}.berkas"), place, mask)
        met = ends_well(program, copy, qtbot)
        if met == "kantor":
            with Book.open(copy, write=False) as book:
                assert book.office_name == "Kantor Wilayah Contoh"


def test_a_file_removed_under_the_window_is_a_sentence(
    program: Program, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _p, title, words: told.append(f"{title} {words}"))
    monkeypatch.setattr(dialogs, "failure", lambda *_a: told.append("kegagalan"))
    program.start(office)
    assert program.office is not None
    aside = office.with_name("dipindah.berkas")
    office.rename(aside)

    def add(step: Step) -> None:
        step.insert(Unit, {"code": "U-1", "name": "Lapas Contoh", "kind": "lapas"})

    program.office.desk.change(program.office.window, lambda _changes: None, add)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "tidak ada lagi di tempatnya" in told[0]
    aside.rename(office)
    leave(program, qtbot)
    with Book.open(office) as book:
        assert book.change(add, ANYONE).result().journal_id
