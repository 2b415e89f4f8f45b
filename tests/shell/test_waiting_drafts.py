"""What the window says of half-typed work: a line at the start, the menu, Ctrl+K, the list, closing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from berkas.desk import Desk
from berkas.desk.draftlist import DraftList
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.kit.localday import local_today
from berkas.shell.window import OfficeWindow
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.drafts import list_drafts, save_draft

KEPT = {
    "room": "obh", "place": "obh", "word": "OBH", "title": "", "is_new": True, "version": None,
    "typed": {"isian": {"name": "LBH Setengah (contoh)"}}, "more": {}, "cursor": ["isian/name", 4],
}  # fmt: skip


@pytest.fixture
def window(office: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[OfficeWindow]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.open(office) as book:
        save_draft(book, ANYONE, "obh", "u-1", json.dumps(KEPT), "isian/name").result()
        desk = Desk(book, ANYONE, Rulebook.load(), local_today)
        window = OfficeWindow(desk)
        window.resize(1366, 768)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        yield window
        delete(window)
        desk.close()


def name_in(window: OfficeWindow) -> str:
    page = window.pages.page("obh")
    assert page is not None
    return page.page("obh").sheet.form.editor("name").raw()  # type: ignore[attr-defined]


def test_a_draft_is_said_at_the_start_and_gone_on_with_from_the_list(
    window: OfficeWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: "Ada 1 ketikan yang belum disimpan" in window.toast.text)
    words = [words for _action, words, _key in window.menus.commands()]
    assert "Draf yang belum disimpan (1)" in words
    window.waiting_drafts.show_list()
    (listed,) = window.findChildren(DraftList)
    assert listed.table.item(0, 0).text() == "OBH baru"
    listed.go_button.click()
    assert name_in(window) == "LBH Setengah (contoh)"
    asked: list[tuple[str, ...]] = []
    answers: list[int | None] = [None, 0]

    def choose(
        _parent: object, _title: str, _sentence: str, ways: tuple[str, ...], **more: object
    ) -> int | None:
        asked.append((str(more["no"]), *ways))
        return answers.pop(0)

    monkeypatch.setattr(dialogs, "choose", choose)
    assert not window.close()
    assert window.close()
    assert asked[0] == ("Simpan dulu", "Tutup dan simpan sebagai draf", "Buang")
    (kept,) = window.desk.book.glance(list_drafts, ANYONE)
    assert json.loads(kept.values_json)["typed"]["isian"]["name"] == "LBH Setengah (contoh)"


def test_pages_keep_what_is_half_typed_on_demand(window: OfficeWindow, qtbot: QtBot) -> None:
    window.open_room("obh")
    page = window.pages.page("obh")
    assert page is not None
    sheet_page = page.page("obh")  # type: ignore[attr-defined]
    sheet_page.start_new()
    qtbot.keyClicks(sheet_page.sheet.form.editor("name").input, "Baru")
    assert window.pages.keep_drafts()
    assert len(window.desk.book.glance(list_drafts, ANYONE)) == 2
    sheet_page.sheet.form.mark_saved()
    window.close()
