"""Half-typed work in real forms over a real office file: kept at pauses, offered again, thrown away."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place, drafting
from berkas.desk.draftlist import DraftList, go_on
from berkas.engine.rulebook import Rulebook
from berkas.engine.unfinished import Unfinished, unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.rooms.obh.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.drafts import list_drafts, save_draft

HERE = Path(__file__).resolve().parent
TODAY = date(2025, 6, 12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "contoh.berkas"
    Book.create(made, office_name="Kantor Contoh").close()
    return made


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with Book.open(path) as opened:
        yield opened


@pytest.fixture
def seat(qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    made: list[Desk] = []

    def sit(book: Book) -> Desk:
        made.append(Desk(book, ANYONE, Rulebook.load(), lambda: TODAY))
        return made[-1]

    yield sit
    for desk in made:
        desk.close()


@pytest.fixture
def open_page(seat: Callable[..., Desk], qtbot: QtBot) -> Callable[[Book], ObhPage]:
    rooms: list[Page] = []

    def show(book: Book) -> ObhPage:
        desk = seat(book)
        room = Page(desk)
        rooms.append(room)
        qtbot.addWidget(room)
        desk.opening.connect(room.visit)
        room.resize(1366, 768)
        room.show()
        qtbot.waitExposed(room)
        room.activateWindow()
        room.visit(Place("obh", "obh"))
        page = room.page("obh")
        assert isinstance(page, ObhPage)
        return page

    return show


@pytest.fixture
def page(open_page: Callable[[Book], ObhPage], book: Book) -> ObhPage:
    return open_page(book)


def line_of(page: ObhPage, key: str) -> QLineEdit:
    line = page.sheet.form.editor(key).input
    assert isinstance(line, QLineEdit)
    return line


def type_into(page: ObhPage, qtbot: QtBot, key: str, words: str) -> None:
    page.sheet.form.focus(key)
    qtbot.keyClicks(line_of(page, key), words)


def drafts(book: Book) -> list[Unfinished]:
    return book.read(unfinished, ANYONE).result()


def one(book: Book, qtbot: QtBot, count: int = 1) -> Unfinished:
    qtbot.waitUntil(lambda: len(drafts(book)) == count)
    return drafts(book)[0]


def make_obh(book: Book, name: str = "LBH Melati (contoh)") -> int:
    values = {"name": name, "is_example": True}
    return book.change(save_obh, ANYONE, values, id=None, version=None).result().value


def shown(page: ObhPage, qtbot: QtBot, id_: int) -> None:
    page.visit(id_)
    qtbot.waitUntil(lambda: page.record is not None and page.record.id == id_)


def test_a_killed_program_offers_the_text_and_the_cursor_again(
    path: Path, open_page: Callable[[Book], ObhPage], qtbot: QtBot
) -> None:
    child = subprocess.Popen(
        [sys.executable, str(HERE / "half_typing.py"), str(path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "tertulis\n"
        child.kill()
        child.wait()
    with Book.open(path) as book:
        (draft,) = drafts(book)
        assert (draft.name, draft.is_new) == ("OBH baru", True)
        page = open_page(book)
        go_on(page.desk, draft)
        assert {key: line_of(page, key).text() for key in ("name", "founded_on", "latitude")} == {
            "name": "LBH Setengah (contoh)",
            "founded_on": "31 februari",
            "latitude": "dua kom",
        }
        assert page.sheet.form.editor("note").raw() == "baris satu"
        short = line_of(page, "short_name")
        qtbot.waitUntil(short.hasFocus)
        qtbot.waitUntil(lambda: (short.text(), short.cursorPosition()) == ("LB-HS", 3))
        assert page.sheet.is_changed()
        page.sheet.form.mark_saved()


def test_two_new_records_keep_two_drafts_and_one_is_thrown_away_alone(
    page: ObhPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    for number in (1, 2):
        page.start_new()
        type_into(page, qtbot, "name", f"LBH {number} (contoh)")
    one(book, qtbot, 2)
    listed = DraftList(page.desk, page)
    listed.show()
    assert_speaks(listed)
    assert_mnemonics_unique(listed)
    monkeypatch.setattr(dialogs, "ask", lambda *_a, **_k: True)
    listed.table.selectRow(1)
    qtbot.keyClick(listed.table, Qt.Key.Key_Delete)
    left = one(book, qtbot, 1)
    assert left.typed["isian"]["name"] == "LBH 2 (contoh)"
    qtbot.waitUntil(lambda: listed.table.rowCount() == 1)
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 1)
    page.start_new()
    qtbot.waitUntil(lambda: not drafts(book))
    listed.close()


def test_saving_takes_the_draft_away_and_a_refused_save_does_not(
    page: ObhPage, book: Book, qtbot: QtBot
) -> None:
    id_ = make_obh(book)
    shown(page, qtbot, id_)
    type_into(page, qtbot, "tax_number", "12")
    draft = one(book, qtbot)
    assert (draft.record_id, draft.typed) == (id_, {"isian": {"tax_number": "12"}})
    page.sheet.save()
    assert drafts(book)
    line_of(page, "tax_number").clear()
    type_into(page, qtbot, "tax_number", "123456789012345")
    page.sheet.save()
    qtbot.waitUntil(lambda: "Tersimpan" in page.sheet.state_line())
    qtbot.wait(2 * drafting.PAUSE_MS)
    assert drafts(book) == []
    assert not page.drafting.band.isVisible()


def test_what_stands_in_another_window_is_kept_anew_after_a_save_took_the_draft(
    open_page: Callable[[Book], ObhPage], book: Book, qtbot: QtBot
) -> None:
    """Two windows of one person share the draft of a record; the save of one takes it away for both."""
    id_ = make_obh(book)
    one_window, other = open_page(book), open_page(book)
    shown(one_window, qtbot, id_)
    shown(other, qtbot, id_)
    for page, key, words in ((one_window, "short_name", "Melati"), (other, "tax_number", "123456789012345")):
        type_into(page, qtbot, key, words)
        qtbot.waitUntil(lambda words=words: words in str([each.typed for each in drafts(book)]))
    one_window.sheet.save()
    qtbot.waitUntil(lambda: not one_window.has_changes())
    qtbot.waitUntil(lambda: "123456789012345" in str([each.typed for each in drafts(book)]))


def test_two_windows_typing_into_one_record_lose_neither_ones_words(
    open_page: Callable[[Book], ObhPage], book: Book, qtbot: QtBot
) -> None:
    """They share one draft: whoever writes it keeps what the other one has typed."""
    id_ = make_obh(book)
    here, there = open_page(book), open_page(book)
    for page in (here, there):
        shown(page, qtbot, id_)

    def kept(*words: str) -> bool:
        return all(word in str([each.typed for each in drafts(book)]) for word in words)

    type_into(here, qtbot, "short_name", "Melati")
    qtbot.waitUntil(lambda: kept("Melati"))
    type_into(there, qtbot, "tax_number", "123456789012345")
    qtbot.waitUntil(lambda: kept("123456789012345"))
    assert kept("Melati", "123456789012345")
    type_into(here, qtbot, "short_name", "X")
    qtbot.waitUntil(lambda: kept("MelatiX"))
    assert kept("MelatiX", "123456789012345")
    assert len(drafts(book)) == 1


def test_a_draft_is_offered_beside_the_saved_state(
    page: ObhPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, other = make_obh(book), make_obh(book, "LBH Kenanga (contoh)")
    shown(page, qtbot, first)
    type_into(page, qtbot, "short_name", "Melati")
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)
    assert page.may_leave()
    shown(page, qtbot, other)
    assert not page.drafting.band.isVisible()
    page.sheet.form.mark_saved()
    shown(page, qtbot, first)
    qtbot.waitUntil(page.drafting.band.isVisible)
    assert "Ada ketikan yang belum disimpan dari" in page.drafting.band.words.text()
    assert line_of(page, "short_name").text() == ""
    assert_mnemonics_unique(page)
    asked: list[Any] = []
    monkeypatch.setattr(drafting, "ask_which", lambda *args, **_k: asked.append(args[3]))
    page.drafting.band.compare.click()
    (line,) = asked[0]
    assert (line.label, line.saved, line.typed) == ("Nama singkat", "", "Melati")
    page.drafting.band.resume.click()
    assert line_of(page, "short_name").text() == "Melati"
    qtbot.waitUntil(line_of(page, "short_name").hasFocus)
    page.drafting.drop()
    page.sheet.form.mark_saved()
    qtbot.waitUntil(lambda: not drafts(book))


def test_a_record_saved_since_is_said_and_only_what_was_typed_comes_back(
    page: ObhPage, book: Book, qtbot: QtBot
) -> None:
    id_ = make_obh(book)
    shown(page, qtbot, id_)
    type_into(page, qtbot, "short_name", "Melati")
    one(book, qtbot)
    book.change(
        save_obh, ANYONE, {"name": "LBH Melati Jaya (contoh)"}, id=id_, version=None, reason="x"
    ).result()
    page.sheet.form.mark_saved()  # as if the program had ended here
    page._nothing()
    shown(page, qtbot, id_)
    qtbot.waitUntil(page.drafting.band.isVisible)
    assert "sudah disimpan lagi" in page.drafting.band.words.text()
    page.drafting.resume()
    assert line_of(page, "name").text() == "LBH Melati Jaya (contoh)"
    assert line_of(page, "short_name").text() == "Melati"
    page.sheet.save()
    qtbot.waitUntil(lambda: not drafts(book))


def test_typing_while_a_draft_is_offered_loses_neither(page: ObhPage, book: Book, qtbot: QtBot) -> None:
    id_ = make_obh(book)
    shown(page, qtbot, id_)
    type_into(page, qtbot, "short_name", "Melati")
    one(book, qtbot)
    page.sheet.form.mark_saved()
    page._nothing()
    shown(page, qtbot, id_)
    type_into(page, qtbot, "bank_name", "Bank Contoh")
    qtbot.waitUntil(
        lambda: drafts(book)[0].typed["isian"] == {"short_name": "Melati", "bank_name": "Bank Contoh"}
    )
    page.drafting.resume()
    assert line_of(page, "short_name").text() == "Melati"
    assert line_of(page, "bank_name").text() == "Bank Contoh"
    page.sheet.form.mark_saved()


def test_half_typed_rows_come_back_under_their_record(page: ObhPage, book: Book, qtbot: QtBot) -> None:
    id_ = make_obh(book)
    shown(page, qtbot, id_)
    key, section = next(iter(page.sections.items()))
    section.open()
    card = section.editor.add_row()
    field = next(
        each.key for each in card.form.fields if isinstance(card.form.editor(each.key).input, QLineEdit)
    )
    qtbot.keyClicks(card.form.editor(field).input, "setengah")
    draft = one(book, qtbot)
    assert draft.typed[key][0]["typed"][field] in ("setengah", [None, "", "setengah"])
    section.editor.mark_saved()
    section.set_values(())
    page._nothing()
    shown(page, qtbot, id_)
    page.drafting.resume()
    assert section.is_changed()
    assert section.editor.typed()[0]["typed"][field] == draft.typed[key][0]["typed"][field]
    section.set_values(())


def test_a_hundred_keys_are_few_writes_and_nobody_waits(
    page: ObhPage, book: Book, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def counted(*args: Any) -> Any:  # noqa: ANN401
        written.append(args[4])
        return save_draft(*args)

    monkeypatch.setattr(drafting, "save_draft", counted)
    page.start_new()
    page.sheet.form.focus("name")
    line = line_of(page, "name")
    began = perf_counter()
    for _ in range(100):
        qtbot.keyClicks(line, "a")
    seconds = perf_counter() - began
    qtbot.waitUntil(lambda: bool(drafts(book)) and drafts(book)[0].typed["isian"]["name"] == "a" * 100)
    assert len(written) <= 2 + seconds * 1000 / drafting.PAUSE_MS
    page.sheet.form.mark_saved()


def test_what_is_half_typed_is_on_disk_on_demand(page: ObhPage, book: Book, qtbot: QtBot) -> None:
    page.start_new()
    type_into(page, qtbot, "name", "LBH (contoh)")
    for future in page.desk.drafts.keep():
        future.result()
    assert book.glance(list_drafts, ANYONE)
    page.sheet.form.mark_saved()


def test_drafts_of_another_person_are_not_shown(page: ObhPage, book: Book, qtbot: QtBot) -> None:
    page.start_new()
    type_into(page, qtbot, "name", "LBH (contoh)")
    one(book, qtbot)
    assert book.glance(unfinished, Actor(7, "Orang lain (contoh)", "petugas")) == []
    page.sheet.form.mark_saved()


def test_a_book_that_is_only_read_keeps_nothing(
    path: Path, open_page: Callable[[Book], ObhPage], qtbot: QtBot
) -> None:
    with Book.open(path) as book:
        id_ = make_obh(book)
    with Book.open(path, write=False) as book:
        page = open_page(book)
        shown(page, qtbot, id_)
        type_into(page, qtbot, "short_name", "Melati")
        qtbot.wait(2 * drafting.PAUSE_MS)
        assert page.desk.drafts.keep() == []
        assert drafts(book) == []
        page.sheet.form.mark_saved()
