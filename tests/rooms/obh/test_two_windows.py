"""Two windows over one book edit one OBH: both values side by side, a choice, and nothing lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.kit.comparison import ComparisonDialog
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.rooms.obh.queries.obh import load_obh
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import AppUser

Make = Callable[..., int]


@pytest.fixture
def ani(book: Book) -> Actor:
    def add(step: Step) -> int:
        return step.insert(AppUser, {"login": "ani", "full_name": "Ani (contoh)", "role": "petugas"})

    return Actor(book.change(add, ANYONE).result().value, "Ani (contoh)", "petugas")


@pytest.fixture
def windows(
    book: Book, ani: Actor, make_obh: Make, qapp: QApplication, qtbot: QtBot
) -> Iterator[tuple[ObhPage, ObhPage]]:
    """Mine, and Ani's, both showing the same OBH."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    id_ = make_obh()
    desks = [Desk(book, actor, Rulebook.load(), lambda: date(2025, 6, 12)) for actor in (ANYONE, ani)]
    pages = [ObhPage(desk) for desk in desks]
    for page in pages:
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.visit(id_)
    qtbot.waitUntil(lambda: all(page.record is not None for page in pages))
    yield pages[0], pages[1]
    for desk in desks:
        desk.close()


def line(page: ObhPage, key: str) -> QLineEdit:
    found = page.sheet.form.editor(key).input
    assert isinstance(found, QLineEdit)
    return found


def type_in(page: ObhPage, key: str, text: str) -> None:
    line(page, key).setText(text)
    line(page, key).textEdited.emit(text)


def save(page: ObhPage, qtbot: QtBot) -> None:
    page.sheet.save()
    qtbot.waitUntil(lambda: "Tersimpan" in page.sheet.state_line() or "Pilih" in page.sheet.state_line())


def answer(look: Callable[[ComparisonDialog], None], accept: bool) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ComparisonDialog):
        QTimer.singleShot(20, lambda: answer(look, accept))
        return
    try:
        look(dialog)
    finally:
        (dialog.accept if accept else dialog.reject)()


def test_both_values_stand_side_by_side_and_the_choice_is_saved(
    windows: tuple[ObhPage, ObhPage], qtbot: QtBot, book: Book
) -> None:
    mine, hers = windows
    shown: list[str] = []

    def look(dialog: ComparisonDialog) -> None:
        shown.extend(label.text() for label in dialog.findChildren(QLabel))
        assert [each[1].isChecked() for each in dialog.sides] == [True, True]
        names = [side.accessibleName() for pair in dialog.sides for side in pair]
        assert len(set(names)) == len(names) == 4
        dialog.sides[1][0].setChecked(True)

    type_in(mine, "name", "LBH Saya (contoh)")
    type_in(mine, "short_name", "SAYA")
    type_in(hers, "name", "LBH Ani (contoh)")
    type_in(hers, "short_name", "ANI")
    type_in(hers, "sidbankum_id", "SB-1")
    save(hers, qtbot)
    QTimer.singleShot(20, lambda: answer(look, accept=True))
    save(mine, qtbot)
    assert mine.record is not None
    qtbot.waitUntil(lambda: not mine.has_changes())
    kept = book.read(load_obh, mine.record.id).result().values
    assert (kept["name"], kept["short_name"]) == ("LBH Saya (contoh)", "ANI")
    assert kept["sidbankum_id"] == "SB-1"
    words = "\n".join(shown)
    assert "Tersimpan oleh Ani (contoh)" in words
    assert "LBH Ani (contoh)" in words
    assert "LBH Saya (contoh)" in words
    assert "Ikut diambil" in words


def test_going_back_keeps_what_was_typed_and_writes_nothing(
    windows: tuple[ObhPage, ObhPage], qtbot: QtBot, book: Book
) -> None:
    mine, hers = windows
    type_in(mine, "name", "LBH Saya (contoh)")
    type_in(hers, "name", "LBH Ani (contoh)")
    save(hers, qtbot)
    QTimer.singleShot(20, lambda: answer(lambda _dialog: None, accept=False))
    mine.sheet.save()
    qtbot.waitUntil(lambda: "lebih dahulu oleh Ani" in mine.sheet.state_line())
    assert line(mine, "name").text() == "LBH Saya (contoh)"
    assert mine.record is not None
    assert book.read(load_obh, mine.record.id).result().values["name"] == "LBH Ani (contoh)"


def test_other_fields_and_rows_come_together_without_a_question(
    windows: tuple[ObhPage, ObhPage], qtbot: QtBot, book: Book
) -> None:
    mine, hers = windows
    for page, name in ((mine, "Nama saya"), (hers, "Nama Ani")):
        section = page.sections["aliases"]
        section.open()
        section.editor.set_values([*section.editor.values()])
        section.editor._add_by_hand()
        card = section.editor._cards[-1]
        card.form.set_value("kind", "ejaan_lain")
        card.form.set_value("name", name)
    type_in(mine, "short_name", "SAYA")
    type_in(hers, "sidbankum_id", "SB-1")
    save(hers, qtbot)
    save(mine, qtbot)
    assert mine.record is not None
    kept = book.read(load_obh, mine.record.id).result().values
    assert {row["name"] for row in kept["aliases"]} == {"Nama saya", "Nama Ani"}
    assert (kept["short_name"], kept["sidbankum_id"]) == ("SAYA", "SB-1")


def test_an_untouched_window_shows_what_the_other_saved(
    windows: tuple[ObhPage, ObhPage], qtbot: QtBot
) -> None:
    mine, hers = windows
    type_in(hers, "name", "LBH Ani (contoh)")
    save(hers, qtbot)
    qtbot.waitUntil(lambda: line(mine, "name").text() == "LBH Ani (contoh)")
