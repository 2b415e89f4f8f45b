"""The room in real windows: typed with keys, closed by somebody else, said beside the field."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.rooms.followups.commands import save_followup
from berkas.rooms.followups.page import FindingPage, FollowupPage, Page
from berkas_db.book import Book
from berkas_db.changes import Actor
from berkas_db.tables import Followup

HEAD = Actor(2, "Pimpinan Contoh", "admin")


@pytest.fixture
def desk(book: Book, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp)
    made = Desk(book, HEAD, Rulebook.load(), lambda: date(2025, 6, 16))
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[Page]:
    made = Page(desk)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    delete(made)


def followups(page: Page) -> FollowupPage:
    part = page.page("followup")
    assert isinstance(part, FollowupPage)
    return part


def type_task(part: FollowupPage, qtbot: QtBot, **more: str) -> None:
    part.start_new()
    values = {"title": "Pasang alur (contoh)", "owner_name": "Siti Contoh", "due_on": "2025-06-20"} | more
    for key, value in values.items():
        part.sheet.form.set_value(key, value)
    field = part.sheet.form.editor("title").input
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_a_task_is_typed_and_closed_by_somebody_else(
    page: Page, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = followups(page)
    type_task(part, qtbot)
    qtbot.waitUntil(lambda: part.record is not None and part._close.isVisibleTo(part))
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_k: "Foto dilihat.")
    part._close.click()
    qtbot.waitUntil(lambda: book.glance(lambda s: s.get_one(Followup, 1).status) == "selesai")
    qtbot.waitUntil(lambda: part._reopen.isVisibleTo(part))


def test_a_wrong_date_is_said_beside_its_field(page: Page, qtbot: QtBot) -> None:
    part = followups(page)
    type_task(part, qtbot, due_on="2025-06-01")
    words = [label.text() for label in part.sheet.form.findChildren(QLabel) if not label.isHidden()]
    assert "Batas waktu tidak boleh sebelum mulai." in words
    assert part.record is None
    part.sheet.form.mark_saved()


@pytest.mark.parametrize("make", [FollowupPage, FindingPage])
def test_the_pages_speak(desk: Desk, qtbot: QtBot, make: type[FollowupPage | FindingPage]) -> None:
    part = make(desk)
    part.resize(1366, 768)
    with qtbot.waitActive(part):
        part.show()
        part.activateWindow()
    qtbot.waitUntil(lambda: not part.table.grid.isVisible())  # the list has answered: it is empty
    part.start_new()
    try:
        assert_speaks(part)
        assert_mnemonics_unique(part)
    finally:
        delete(part)


def test_a_place_leads_to_its_tab(page: Page) -> None:
    page.visit(Place("followups", "finding"))
    assert page.tabs.currentIndex() == 1
    assert page.may_leave()


@pytest.mark.parametrize(
    ("role", "offered"),
    [("petugas", (True, False)), ("pimpinan", (False, True)), ("pengawas", (False, False))],
)
def test_only_what_a_role_may_do_is_offered(
    book: Book, qapp: QApplication, qtbot: QtBot, role: str, offered: tuple[bool, bool]
) -> None:
    values = {"title": "Pasang alur (contoh)", "source": "ombudsman", "owner_name": "Siti Contoh",
              "start_on": "2025-06-02"}  # fmt: skip
    id_ = book.change(save_followup, HEAD, values, id=None, version=None).result().value
    desk = Desk(book, Actor(9, "Contoh", role), Rulebook.load(), lambda: date(2025, 6, 16))
    part = FollowupPage(desk)
    try:
        part.visit(id_)
        qtbot.waitUntil(lambda: part.record is not None)
        buttons = {button.text().replace("&", ""): button for button in part.findChildren(QPushButton)}
        shown = [not buttons[words].isHidden() for words in ("Ajukan selesai…", "Tutup…")]
        assert tuple(shown) == offered
        assert buttons["Buka asalnya"].isHidden()
    finally:
        delete(part)
        desk.close()
