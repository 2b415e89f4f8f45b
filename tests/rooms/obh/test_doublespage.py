"""The queue of doubles in a real window: why, keep, join, take back, not a double."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Desk
from berkas.desk.doubles import DoublesDialog
from berkas.engine.likeness.pairs import open_pairs
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.obh.commands.doubles import OBH
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.tables import Obh

Make = Callable[..., int]


@pytest.fixture
def dialog(book: Book, make_obh: Make, qtbot: QtBot, qapp: QApplication) -> Iterator[DoublesDialog]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    make_obh("LBH Melati (contoh)")
    make_obh("Lembaga Bantuan Hukum Melati (contoh)", reason="coba")
    desk = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    shown = DoublesDialog(None, desk, OBH, book.read(open_pairs, OBH, ANYONE).result())
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown._compared is not None)
    yield shown
    desk.close()


def standing(book: Book) -> list[str]:
    return list(
        book.read(
            lambda s: (
                s.execute(select(Obh.name).where(Obh.trashed_at.is_(None)).order_by(Obh.id)).scalars().all()
            )
        ).result()
    )


def test_the_pair_says_why_and_is_joined_and_taken_back(
    dialog: DoublesDialog, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = dialog.table.item(0, 2)
    assert why is not None
    assert why.text() == "Nama sama"
    assert all(radio.accessibleName() for radio in dialog.keep)
    monkeypatch.setattr("berkas.desk.doubles.choose_sides", lambda *_a, **_k: frozenset({0}))
    dialog.joining.click()
    qtbot.waitUntil(lambda: not dialog.pairs)
    assert standing(book) == ["Lembaga Bantuan Hukum Melati (contoh)"], "the name was taken from the other"
    dialog.undo_button.click()
    qtbot.waitUntil(lambda: len(dialog.pairs) == 1)
    assert standing(book) == ["LBH Melati (contoh)", "Lembaga Bantuan Hukum Melati (contoh)"]


def test_not_a_double_is_not_asked_again(dialog: DoublesDialog, book: Book, qtbot: QtBot) -> None:
    dialog.different.click()
    qtbot.waitUntil(lambda: not dialog.pairs)
    assert dialog.heading.text() == "Semua sudah dinilai"
    assert len(standing(book)) == 2


def test_whoever_only_reads_sees_but_does_not_judge(dialog: DoublesDialog, book: Book, qtbot: QtBot) -> None:
    desk = Desk(book, Actor(None, "Pengawas (contoh)", "pengawas"), dialog.desk.rulebook, dialog.desk.today)
    reading = DoublesDialog(None, desk, OBH, dialog.pairs)
    qtbot.addWidget(reading)
    assert not reading.joining.isEnabled()
    assert not reading.different.isEnabled()
    desk.close()
