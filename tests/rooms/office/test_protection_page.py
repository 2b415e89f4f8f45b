"""The page of protection: what it says, what it offers to whom, how it is read aloud."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.desk import Desk, Rewrite
from berkas.engine.protecting import note_sheet, protection_of
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor import protection
from berkas.rooms.office.editor.protection import ProtectionPage
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.protection import reprotect

SECRET = "gerobak hujan kancil wajan"
Make = Callable[..., ProtectionPage]


@pytest.fixture(scope="session")
def locked_office(empty_office: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("kunci") / "contoh.berkas"
    path.write_bytes(empty_office.read_bytes())
    reprotect(path, passphrase=None, new_passphrase=SECRET)
    return path.read_bytes()


@pytest.fixture
def protected(locked_office: bytes, tmp_path: Path) -> Iterator[Book]:
    (tmp_path / "kunci").mkdir()
    path = tmp_path / "kunci" / "contoh.berkas"
    path.write_bytes(locked_office)
    with Book.open(path, passphrase=SECRET) as book:
        yield book


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot) -> Iterator[Make]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desks: list[Desk] = []

    def page(book: Book, actor: Actor = ANYONE) -> ProtectionPage:
        desk = Desk(book, actor, Rulebook.load(), lambda: date(2025, 6, 12))
        desks.append(desk)
        made = ProtectionPage(desk)
        qtbot.addWidget(made)
        made.resize(1100, 700)
        made.show()
        qtbot.waitUntil(lambda: made.facts is not None, timeout=20_000)
        made.visit(None)
        return made

    yield page
    for desk in desks:
        desk.close()


def test_an_open_office_is_told_so(make: Make, book: Book) -> None:
    page = make(book)
    assert page.state.text().startswith("Kantor ini terbuka: siapa pun")
    assert page.protect_button.isVisible()
    assert not page.change_button.isVisible()
    assert_speaks(page)


def test_a_protected_office_says_since_when(make: Make, protected: Book) -> None:
    page = make(protected)
    assert page.state.text().startswith("Kantor ini dilindungi sejak ")
    assert not page.protect_button.isVisible()
    assert "belum dicetak" in page.sheet.text()
    assert_speaks(page)
    key = protected.file.key
    assert key is not None
    protected.change(note_sheet, ANYONE, key.salt.hex()).result()
    assert protection_of(protected).sheet_on is not None


def test_only_who_manages_the_office_may(make: Make, protected: Book) -> None:
    page = make(protected, Actor(None, "Petugas Contoh", "petugas"))
    for button in (page.change_button, page.drop_button, page.sheet_button):
        assert not button.isEnabled()


def test_wishes_are_told_to_the_program(make: Make, protected: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make(protected)
    heard: list[Rewrite | None] = []
    page.desk.rewriting.connect(lambda: heard.append(page.desk.wish))
    monkeypatch.setattr(protection, "ask_new_passphrase", lambda *_a, **_k: None)
    page.change_passphrase()
    monkeypatch.setattr(protection, "ask_new_passphrase", lambda *_a, **_k: (SECRET, "lain"))
    page.change_passphrase()
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: False)
    page.drop()
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    typed = iter(["salah sama sekali", SECRET])
    asked: list[str] = []
    monkeypatch.setattr(
        dialogs, "ask_text", lambda _parent, _title, sentence, **_k: asked.append(sentence) or next(typed)
    )
    page.drop()
    assert heard == [Rewrite(SECRET, "lain"), Rewrite(SECRET, None)]
    assert "tidak cocok" in asked[1]
    assert SECRET not in repr(heard)
