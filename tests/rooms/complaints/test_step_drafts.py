"""A step of work that was begun on a complaint comes back with its record."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.rooms.complaints.desk_office import Office

from berkas.desk import Desk, Place
from berkas.desk.draftlist import go_on
from berkas.engine.rulebook import Rulebook
from berkas.engine.unfinished import unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.complaints.page import Page
from berkas.rules.vocabulary import ComplaintEvent
from berkas_db.changes import ANYONE


@pytest.fixture
def page(office: Office, qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    theme.apply(qapp)
    desk = Desk(office.book, ANYONE, Rulebook.load(), lambda: date(2025, 4, 14))
    shown = Page(desk)
    desk.opening.connect(shown.visit)
    shown.resize(1366, 768)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    yield shown
    delete(shown)
    desk.close()


def test_a_step_that_was_begun_is_gone_on_with(
    page: Page, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = office.complaint(), office.complaint()
    page.visit(Place("complaints", "complaint", first))
    part = page.page("complaint")
    qtbot.waitUntil(lambda: part.life.life is not None and part.life.life.id == first)
    part.life.start_move(ComplaintEvent.DIJAWAB)
    assert part.life.card.form is not None
    qtbot.keyClicks(part.life.card.form.editor("note").input, "Loket akan")
    book = office.book
    qtbot.waitUntil(lambda: bool(book.read(unfinished, ANYONE).result()))
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    page.visit(Place("complaints", "complaint", other))
    qtbot.waitUntil(lambda: part.life.life is not None and part.life.life.id == other)
    assert not part.life.card.isVisible()
    (draft,) = book.read(unfinished, ANYONE).result()
    assert draft.record_id == first
    go_on(page.desk, draft)
    qtbot.waitUntil(part.life.card.isVisible)
    assert part.life.card.form is not None
    assert part.life.card.form.editor("note").raw() == "Loket akan"
    part.life.card.form.set_value("note", "Loket ditambah.")
    part.life.card.accept()
    qtbot.waitUntil(lambda: part.life.life.status == "dijawab")
    qtbot.waitUntil(lambda: part.drafting.keep() is None)
    assert book.read(unfinished, ANYONE).result() == []
    assert not part.drafting.band.isVisible()


def test_a_step_that_is_called_off_leaves_no_draft(page: Page, office: Office, qtbot: QtBot) -> None:
    page.visit(Place("complaints", "complaint", office.complaint()))
    part = page.page("complaint")
    qtbot.waitUntil(lambda: part.life.life is not None)
    part.life.start_move(ComplaintEvent.DIJAWAB)
    assert part.life.card.form is not None
    qtbot.keyClicks(part.life.card.form.editor("note").input, "Keliru")
    qtbot.waitUntil(lambda: bool(office.book.read(unfinished, ANYONE).result()))
    part.life.card.back.click()
    qtbot.waitUntil(lambda: not office.book.read(unfinished, ANYONE).result())
