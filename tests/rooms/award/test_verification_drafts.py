"""Half-typed judgements of one unit: answers, note and finding come back over what is saved."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.rooms.award.conftest import World

from berkas.desk import Desk, Place
from berkas.desk.draftlist import go_on
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit import dialogs
from berkas.rooms.award.page import Page
from berkas_db.changes import ANYONE


@pytest.fixture
def page(page: Page, desk: Desk) -> Page:
    """A draft that is gone on with opens here."""
    desk.opening.connect(page.visit)
    return page


def drafts(world: World) -> list[Unfinished]:
    return world.ask(unfinished, ANYONE)


def test_a_half_done_verification_is_gone_on_with(
    page: Page, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.visit(Place("award", "verifikasi", world.ids["entry"]))
    view = page.verification
    qtbot.waitUntil(lambda: view.form is not None)
    assert view.form is not None
    view.form.focus_item("lapas.a.01")
    qtbot.waitUntil(lambda: view.item.key == "lapas.a.01")
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClick(here, Qt.Key.Key_1)
    given = view.form.answers()["lapas.a.01"]
    qtbot.keyClicks(view.item.note, "Papan nama")
    title = view.item.finding.editor("title").input
    assert isinstance(title, QLineEdit)
    view.item.finding.focus("title")
    qtbot.keyClicks(title, "Ram belum ada")
    title.setCursorPosition(3)
    qtbot.keyClicks(title, "p")
    qtbot.waitUntil(lambda: bool(drafts(world)) and "finding" in drafts(world)[0].typed)
    qtbot.waitUntil(lambda: drafts(world)[0].cursor == ("temuan/title", 4))
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    view.leave()
    assert not view.is_changed()
    page.desk.drafts.keep()
    (draft,) = drafts(world)
    go_on(page.desk, draft)
    qtbot.waitUntil(view.is_changed)
    assert view.form is not None
    assert view.form.answers()["lapas.a.01"] == given
    assert view.item.note.toPlainText() == "Papan nama"
    qtbot.waitUntil(title.hasFocus)
    assert (title.text(), title.cursorPosition()) == ("Ramp belum ada", 4)
    view.item.clear_finding()
    view.save()
    qtbot.waitUntil(lambda: view.state.text().startswith("Tersimpan"))
    qtbot.waitUntil(lambda: not drafts(world))
