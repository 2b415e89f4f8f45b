"""The page of copies: the last one, the list with counts, the second place, the trial, the check."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.copies import Places, places_of
from berkas.engine.history import office_today
from berkas.engine.rulebook import Rulebook
from berkas.engine.safekeeping import copies_of, remember_failure
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor.copies import CopiesPage
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import DiskFull


@pytest.fixture
def page(book: Book, qapp: QApplication, qtbot: QtBot) -> Iterator[CopiesPage]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    today: date = book.read(office_today).result()
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: today)
    made = CopiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: "Belum ada cadangan" in made.copy_words.text(), timeout=20_000)
    yield made
    qtbot.waitUntil(lambda: not desk._jobs, timeout=20_000)
    made.close()
    desk.close()


def test_a_copy_is_made_and_listed(page: CopiesPage, book: Book, qtbot: QtBot) -> None:
    page.copy_button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=20_000)
    qtbot.waitUntil(lambda: "Cadangan terakhir: " in page.copy_words.text(), timeout=20_000)
    assert "diminta" in page.copy_words.text()
    items = [page.table.item(0, column) for column in (1, 2, 5)]
    assert [item.text() for item in items if item is not None] == ["diminta", "0", "0"]
    assert "kantor-cadangan" in page.place_words.text() or "contoh-cadangan" in page.place_words.text()
    assert len(copies_of(book)) == 1


def test_a_failure_stands_first(page: CopiesPage, book: Book, qtbot: QtBot) -> None:
    assert page.failure_words.isHidden()
    remember_failure(book.path, DiskFull("Ruang contoh habis.", "Kosongkan ruang."))
    page.refresh()
    qtbot.waitUntil(lambda: not page.failure_words.isHidden(), timeout=20_000)
    assert "Ruang contoh habis. Kosongkan ruang." in page.failure_words.text()


def test_the_second_place(
    page: CopiesPage, book: Book, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Belum dipilih" in page.second_words.text()
    assert not page.second_button.isEnabled()
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    monkeypatch.setattr(dialogs, "open_folder", lambda *_a, **_k: stick)
    page.choose_button.click()
    qtbot.waitUntil(page.second_button.isEnabled, timeout=20_000)
    assert "terpasang" in page.second_words.text()
    page.second_button.click()
    qtbot.waitUntil(lambda: "hari ini" in page.second_words.text(), timeout=20_000)
    assert list(stick.glob("*.cadangan"))
    for file in stick.iterdir():
        file.unlink()
    stick.rmdir()
    page.refresh()
    qtbot.waitUntil(lambda: "tidak terpasang" in page.second_words.text(), timeout=20_000)
    assert not page.second_button.isEnabled()
    assert book.read(places_of).result() == Places("", str(stick))


def test_the_first_place_can_be_moved(
    page: CopiesPage, book: Book, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "disk lain"
    elsewhere.mkdir()
    monkeypatch.setattr(dialogs, "open_folder", lambda *_a, **_k: elsewhere)
    page.place_button.click()
    qtbot.waitUntil(lambda: str(elsewhere) in page.place_words.text(), timeout=20_000)
    page.copy_button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=20_000)
    assert list(elsewhere.glob("*.cadangan"))
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda *words: said.append(words[2]))
    page.choose_button.click()
    assert "sudah menjadi tempat pertama" in said[0]
    assert book.read(places_of).result().second == ""


def test_a_whole_copy_elsewhere(
    page: CopiesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "disk lain"
    elsewhere.mkdir()
    monkeypatch.setattr(dialogs, "open_folder", lambda *_a, **_k: elsewhere)
    page.full_button.click()
    qtbot.waitUntil(lambda: "Terakhir disalin" in page.second_words.text(), timeout=20_000)
    assert len(list(elsewhere.glob("*.berkas"))) == 1


def test_the_trial_restore(page: CopiesPage, qtbot: QtBot) -> None:
    assert "Belum pernah diuji" in page.trial_words.text()
    said: list[str] = []
    page.desk.said.connect(lambda words, _undo: said.append(words))
    page.trial_button.click()
    qtbot.waitUntil(lambda: any("Buat cadangan dahulu" in words for words in said), timeout=20_000)
    page.copy_button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 1, timeout=20_000)
    page.trial_button.click()
    qtbot.waitUntil(lambda: "berhasil" in page.trial_words.text(), timeout=20_000)
    assert page.trial_button.isEnabled()


def test_the_file_is_checked(page: CopiesPage, qtbot: QtBot) -> None:
    page.check_card.check()
    qtbot.waitUntil(lambda: "utuh" in page.check_card.words.text(), timeout=20_000)
    assert page.check_card.button.isEnabled()
