"""Protecting an open office from its page: closed, written anew, sheet kept, opened again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from berkas.desk import Place
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor import protection
from berkas.rooms.office.editor.protection import ProtectionPage
from berkas.shell.firstrun.recovery import RecoveryScreen, lies_beside
from berkas.shell.startup import Program
from berkas_db.book import Book
from berkas_db.connect import identify
from berkas_db.errors import WrongPassphrase
from berkas_db.key import MARKER, PLAIN_HEAD

FIRST, SECOND = "gerobak hujan kancil wajan", "sepeda lampu kancil dapur"
PATIENCE = 20_000


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    if program.office is not None:
        with qtbot.waitSignal(program.office.closed, timeout=PATIENCE):
            program.office.window.close()
        QApplication.processEvents()
    if program.first is not None:
        program.first.close()


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question is answered yes; what is said is listed."""
    lines: list[str] = []
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    monkeypatch.setattr(dialogs, "say", lambda _parent, _title, sentence: lines.append(sentence))
    return lines


def page_of(program: Program, qtbot: QtBot) -> ProtectionPage:
    assert program.office is not None
    program.office.desk.open(Place("office", "pelindungan"))
    page = program.office.window.findChild(ProtectionPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.facts is not None, timeout=PATIENCE)
    return page


def press(where: QWidget | None, words: str) -> None:
    assert where is not None
    next(each for each in where.findChildren(QPushButton) if each.text().replace("&", "") == words).click()


def opened_again(program: Program, qtbot: QtBot) -> ProtectionPage:
    """Leave the sheet for later and wait for the office."""
    qtbot.waitUntil(
        lambda: program.first is not None and isinstance(program.first.current(), RecoveryScreen),
        timeout=PATIENCE,
    )
    assert program.first is not None
    press(program.first.current(), "Nanti saja")
    assert program.office is not None
    return page_of(program, qtbot)


def test_on_changed_and_off_from_the_page(
    program: Program, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    with Book.open(office) as book:
        old = book.backup(office.parent).path
    program.start(office)
    page = page_of(program, qtbot)
    assert page.state.text().startswith("Kantor ini terbuka")
    assert (page.sheet_card.isHidden(), page.copies_card.isHidden()) == (True, True)

    monkeypatch.setattr(protection, "ask_new_passphrase", lambda *_a, **_k: ("", FIRST))
    page.protect_button.click()
    page = opened_again(program, qtbot)
    assert office.read_bytes().startswith(MARKER)
    assert page.state.text().startswith("Kantor ini dilindungi sejak ")
    assert "belum dicetak" in page.sheet.text()
    assert f"{old} (" in page.copies.text()
    assert "tidak dilindungi)" in page.copies.text()
    page.remove_button.click()
    qtbot.waitUntil(page.copies_card.isHidden, timeout=PATIENCE)
    assert not old.exists()

    monkeypatch.setattr(protection, "ask_new_passphrase", lambda *_a, **_k: (FIRST, SECOND))
    page.change_button.click()
    page = opened_again(program, qtbot)
    with pytest.raises(WrongPassphrase):
        identify(office, FIRST)

    answers = iter([FIRST, SECOND])
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: next(answers))
    page.drop_button.click()
    qtbot.waitUntil(
        lambda: program.office is not None and program.office.book.file.key is None, timeout=PATIENCE
    )
    assert office.read_bytes().startswith(PLAIN_HEAD)
    assert said == ["Siapa pun yang menyalin berkasnya dapat membacanya."]
    home = Path(os.environ["BERKAS_HOME"])
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    for secret in (FIRST, SECOND):
        assert secret.encode() not in kept


def test_what_fails_opens_the_office_as_it_was(
    program: Program, office: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    program.start(office)
    page = page_of(program, qtbot)
    usage = shutil.disk_usage(office)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    monkeypatch.setattr(protection, "ask_new_passphrase", lambda *_a, **_k: ("", FIRST))
    page.protect_button.click()
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert "tinggal 0 MB" in said[-1]
    assert program.office is not None
    assert program.office.book.file.key is None


def test_a_sheet_beside_its_office_is_named(tmp_path: Path) -> None:
    for name in ("kantor.berkas", "lembar.pdf"):
        (tmp_path / name).write_bytes(b"x")
    assert lies_beside(tmp_path / "lembar.pdf", tmp_path / "kantor.berkas")
    assert not lies_beside(tmp_path / "tidak-ada.pdf", tmp_path / "kantor.berkas")
