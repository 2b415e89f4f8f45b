"""The card that checks: a list of findings, each with its way out; repaired in place; remembered."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.rooms.office.conftest import Change

from berkas.desk import Desk, Place
from berkas.engine.checking import Repair
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.commands import save_unit
from berkas.rooms.office.editor.checkcard import MOST, CheckCard
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.connect import driver


@pytest.fixture
def card(qtbot: QtBot, book: Book) -> Iterator[CheckCard]:
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    made = CheckCard(desk)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()
    desk.close()


def by_hand(book: Book, statement: str) -> None:
    other = driver.connect(book.path, isolation_level=None)
    other.execute(statement)
    other.close()


def checked(card: CheckCard, qtbot: QtBot, words: str) -> None:
    card.check()
    assert not card.button.isEnabled()
    qtbot.waitUntil(lambda: words in card.words.text(), timeout=20_000)


def shown(card: CheckCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def press(card: CheckCard, text: str) -> None:
    next(b for b in card.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def test_a_whole_office_is_said_and_remembered(card: CheckCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Belum pernah diperiksa" in card.last_words.text())
    checked(card, qtbot, "Berkas kantor utuh.")
    qtbot.waitUntil(lambda: "berkas utuh" in card.last_words.text(), timeout=20_000)
    assert not card.all_button.isVisible()


def test_a_finding_is_opened_or_repaired_in_its_place(card: CheckCard, qtbot: QtBot, change: Change) -> None:
    for name in ("Satu", "Dua"):
        change(save_unit, {"name": name, "kind": "lapas", "is_example": True}, id=None, version=None)
    by_hand(card.desk.book, "UPDATE unit SET phone = '999' WHERE id = 1")
    by_hand(card.desk.book, "INSERT INTO unit_fts (unit_fts) VALUES ('delete-all')")
    checked(card, qtbot, "2 temuan:")
    assert any("berbeda dari jurnal pada phone" in line for line in shown(card))
    opened: list[Place] = []
    card.desk.opening.connect(opened.append)
    press(card, "Buka")
    assert opened == [Place("office", "unit", 1)]
    assert card.all_button.isVisible()
    press(card, Repair.VALUES)
    qtbot.waitUntil(lambda: "Berkas kantor utuh." in card.words.text(), timeout=20_000)
    assert not any("berbeda dari jurnal" in line for line in shown(card))


def test_all_that_can_be_repaired_is_repaired_at_once(card: CheckCard, qtbot: QtBot, change: Change) -> None:
    for number in range(MOST + 3):
        values = {"name": f"Unit {number}", "kind": "lapas", "is_example": True}
        change(save_unit, values, id=None, version=None)
    by_hand(card.desk.book, "UPDATE unit SET phone = '999'")
    by_hand(card.desk.book, "INSERT INTO unit_fts (unit_fts) VALUES ('delete-all')")
    checked(card, qtbot, f"{MOST + 4} temuan:")
    assert any(line == "dan 4 temuan lagi." for line in shown(card))
    press(card, "Perbaiki semua yang dapat")
    qtbot.waitUntil(lambda: "Berkas kantor utuh." in card.words.text(), timeout=20_000)


def test_what_only_a_copy_can_put_right_says_so(card: CheckCard, qtbot: QtBot, change: Change) -> None:
    change(save_unit, {"name": "Satu", "kind": "lapas", "is_example": True}, id=None, version=None)
    by_hand(card.desk.book, "DELETE FROM unit")
    checked(card, qtbot, "temuan:")
    assert "Pulihkan dari cadangan terakhir yang utuh." in shown(card)
    assert not any(b.text() == Repair.VALUES and b.isVisible() for b in card.findChildren(QPushButton))


def test_a_check_can_be_stopped(card: CheckCard, qtbot: QtBot) -> None:
    jobs: list = []
    card.desk.job_started.connect(jobs.append)
    card.check()
    jobs[0].cancel()
    qtbot.waitUntil(lambda: card.words.text() == "Pemeriksaan tidak selesai.", timeout=20_000)
    assert card.button.isEnabled()
