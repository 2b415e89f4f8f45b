"""From the list of sheets: answers into a file of a person's choice, and the sheet for retyping opened."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.visits.editor.sheetpage import SheetPage
from berkas.rooms.visits.editor.sidbankum import RetypeDialog
from berkas.sheets.answers import read_answers
from berkas_db.book import Book
from berkas_db.changes import ANYONE

Make = Callable[..., int]
RULES = Rulebook.load()


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp) -> Iterator[SheetPage]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    desk = Desk(book, ANYONE, RULES, lambda: date(2025, 6, 16))
    made = SheetPage(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    desk.close()


def open_sheet(page: SheetPage, id_: int, qtbot: QtBot) -> None:
    page.visit(id_)
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == id_)


def press(page: SheetPage, words: str) -> None:
    next(action for action in page.actions() if action.text().replace("&", "") == words).trigger()


@pytest.fixture
def interview(make_obh: Make, make_interview: Make) -> int:
    return make_interview(make_obh())


def test_the_chosen_sheets_are_written_with_their_codebook(
    page: SheetPage, interview: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "jawaban.csv"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a, **_k: path)
    open_sheet(page, interview, qtbot)
    press(page, "Ekspor jawaban dan buku kode…")
    qtbot.waitUntil(path.exists)
    (one,) = read_answers(path, RULES.instrument("monev_litigasi")).respondents
    assert one["LPR01"] == "4"
    assert path.with_name("jawaban-kode.csv").exists()


def test_the_sheet_for_retyping_opens_from_the_list(page: SheetPage, interview: int, qtbot: QtBot) -> None:
    open_sheet(page, interview, qtbot)
    seen: list[object] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(50, look)
            return
        seen.append(dialog)
        dialog.close()

    QTimer.singleShot(50, look)
    press(page, "Lembar ketik Sidbankum…")
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0], RetypeDialog)
