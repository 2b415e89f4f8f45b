"""The editor of instruments in real windows: typed with keys, tried, installed, half-done work kept."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.desk import Desk, Place
from berkas.engine.installed import office_rules
from berkas.engine.rulebook import Rulebook
from berkas.engine.unfinished import unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor.instrument_differences import DifferencesDialog
from berkas.rooms.office.editor.instrument_editor import EDITING, InstrumentEditor
from berkas.rooms.office.editor.instruments import InstrumentsPage
from berkas.rooms.office.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

TODAY = date(2025, 6, 12)
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


SHIPPED = Rulebook.load()


@pytest.fixture
def desk(book: Book, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, SHIPPED, lambda: TODAY)

    def rules_anew() -> None:
        made.rulebook = Rulebook.load(book.read(office_rules).result())

    made.changed.connect(rules_anew)
    yield made
    made.close()


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> InstrumentEditor:
    """The editor alone, on the survey of satisfaction."""
    made = InstrumentEditor(desk)
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open("skm")
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    """The whole room."""
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1600, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.visit(Place("office", "instrument_version"))
    made.edit_instrument("skm", None)
    return made


def scored(editor: InstrumentEditor) -> int:
    return next(n for n, one in enumerate(editor.draft.part(("sections",))) if one.get("scored"))


def input_of(editor: InstrumentEditor, key: str) -> QWidget:
    assert editor.form.page is not None
    assert editor.form.page.form is not None
    return editor.form.page.form.editor(key).input


def choose(editor: InstrumentEditor, *path: str | int) -> None:
    editor.tree.choose(path)
    editor.show_part(path)


def when_open(qtbot: QtBot, kind: type[Any], act: Callable[[Any], None]) -> list[bool]:
    """Act on a dialog of this kind as soon as it is open."""
    done: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            done.append(True)
            act(dialog)
        elif not done:
            timer_again()

    def timer_again() -> None:
        QTimer.singleShot(20, look)

    timer_again()
    return done


def test_the_editor_speaks(editor: InstrumentEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.preview.tabs.screen_preview.form is not None)
    choose(editor, "sections", 0, "items", 0)  # no scale: two boxes would have one value, which is their name
    assert_speaks(editor)
    assert_mnemonics_unique(editor)
    assert not editor.install_button.isEnabled()


def test_words_are_typed_seen_at_once_and_taken_back(editor: InstrumentEditor, qtbot: QtBot) -> None:
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    label = input_of(editor, "label")
    assert isinstance(label, QPlainTextEdit)
    label.selectAll()
    qtbot.keyClicks(label, "Pertanyaan contoh")
    item = editor.tree.currentItem()
    assert item is not None
    assert item.text(0).endswith("Pertanyaan contoh")
    qtbot.waitUntil(lambda: editor.instrument is not None)
    qtbot.waitUntil(
        lambda: (
            (form := editor.preview.tabs.screen_preview.form) is not None
            and any(item.label == "Pertanyaan contoh" for item in form.instrument.items.values())
        )
    )
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Z, CONTROL)
    assert not editor.is_changed()
    assert label.toPlainText() == editor.draft.base["sections"][path[1]]["items"][0]["label"]
    qtbot.keyClick(editor.tree, Qt.Key.Key_Y, CONTROL)
    assert label.toPlainText() == "Pertanyaan contoh"


def test_parts_are_moved_added_and_taken_away_by_keyboard(editor: InstrumentEditor, qtbot: QtBot) -> None:
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    keys = [item["key"] for item in editor.draft.part(path[:-1])]
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Down, ALT)
    assert [item["key"] for item in editor.draft.part(path[:-1])][:2] == [keys[1], keys[0]]
    assert editor.tree.path == (*path[:-1], 1)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Up, ALT)
    assert not editor.is_changed()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Insert)
    assert len(editor.draft.part(path[:-1])) == len(keys) + 1
    editor.tree.setFocus()
    qtbot.keyClick(editor.tree, Qt.Key.Key_Delete)
    assert [item["key"] for item in editor.draft.part(path[:-1])] == keys


def test_a_fault_is_told_while_typing_and_leads_to_its_field(editor: InstrumentEditor, qtbot: QtBot) -> None:
    path = ("sections", scored(editor), "items", 1)
    choose(editor, *path)
    box = input_of(editor, "applies_if")
    qtbot.keyClicks(box, "TIDAK_ADA == '1'")
    qtbot.waitUntil(lambda: len(editor.faults.lines) == 1)
    assert "tidak ada" in editor.faults.lines[0][1]
    assert not editor.install_button.isEnabled()
    choose(editor)
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    assert editor.tree.path == path
    qtbot.waitUntil(lambda: input_of(editor, "applies_if").hasFocus())
    box = input_of(editor, "applies_if")
    for _letter in range(16):
        qtbot.keyClick(box, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: editor.faults.lines == [])


def test_the_type_decides_which_fields_are_shown(editor: InstrumentEditor) -> None:
    choose(editor, "sections", scored(editor), "items", 0)
    page = editor.form.page
    assert page is not None
    assert page.form is not None
    assert page.rows["choices"].isHidden()
    page.form.focus("type")
    page.form.set_value("type", "pilihan")
    assert not page.rows["choices"].isHidden()
    page.rows["choices"].add_row({"code": "a", "label": "Satu"})
    assert editor.draft.part(editor.form.path)["choices"] == [{"code": "a", "label": "Satu"}]


def test_a_second_language_is_typed_and_previewed(editor: InstrumentEditor, qtbot: QtBot) -> None:
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    page = editor.form.page
    assert page is not None
    page.rows["prompts"].add_row({"language": "bangka", "text": "Kalimat contoh dalam bahasa lain"})
    assert editor.draft.part(path)["prompts"] == {"bangka": "Kalimat contoh dalam bahasa lain"}
    page.rows["wordings"].add_row(
        {"part": "penjelasan", "language": "bangka", "text": "Penjelasan contoh dalam bahasa lain"}
    )
    screen = editor.preview.tabs.screen_preview
    qtbot.waitUntil(lambda: screen.form is not None and "bangka" in screen.form.instrument.languages)
    assert screen.form is not None
    screen.form.set_language("bangka")
    question = editor.draft.part(path)["key"]
    qtbot.waitUntil(lambda: screen.form is not None and question in dict(screen.form.built()))
    card = dict(screen.form.built())[question]
    said = [label.text() for label in card.findChildren(QLabel)]
    assert any("Kalimat contoh dalam bahasa lain" in text for text in said)
    assert "Penjelasan contoh dalam bahasa lain" in said


def test_the_paper_is_drawn_when_it_is_looked_at(editor: InstrumentEditor, qtbot: QtBot) -> None:
    editor.preview.tabs.setCurrentIndex(1)
    paper = editor.preview.tabs.paper_preview
    qtbot.waitUntil(lambda: paper.strip is not None, timeout=20000)
    assert paper.strip is not None
    assert paper.strip.isVisible()


def test_installing_shows_the_differences_and_asks_for_the_edition(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    editor = page.editor
    assert page.stack.currentWidget() is editor
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    label = input_of(editor, "label")
    assert isinstance(label, QPlainTextEdit)
    label.selectAll()
    qtbot.keyClicks(label, "Pertanyaan contoh")
    seen: list[str] = []

    def act(dialog: DifferencesDialog) -> None:
        seen.append(dialog.page.toPlainText())
        dialog.edition.setText(desk.rulebook.instrument("skm").version)
        dialog.install.click()
        seen.append(dialog.problem.text())
        dialog.edition.setText("2025 contoh")
        dialog.install.click()

    when_open(qtbot, DifferencesDialog, act)
    qtbot.keyClick(editor, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: desk.rulebook.instrument("skm").version == "2025 contoh", timeout=8000)
    assert "Pertanyaan contoh" in seen[0]
    assert "sudah ada" in seen[1]
    qtbot.waitUntil(lambda: page.stack.currentWidget() is not editor)
    assert desk.glance(unfinished, ANYONE) == []
    qtbot.waitUntil(lambda: page.page("instrument_version").chosen == "skm")


def test_half_done_work_is_a_draft_and_goes_on_later(
    page: Page, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = page.editor
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    label = input_of(editor, "label")
    assert isinstance(label, QPlainTextEdit)
    label.selectAll()
    qtbot.keyClicks(label, "Setengah jadi")
    monkeypatch.setattr(dialogs, "choose", lambda *_a, **_k: 0)  # keep as a draft; then: go on
    editor.leave()
    assert page.stack.currentWidget() is not editor
    (kept,) = desk.glance(unfinished, ANYONE)
    assert kept.place == EDITING
    page.edit_instrument("skm", None)
    assert page.stack.currentWidget() is editor
    assert editor.is_changed()
    assert editor.draft.part(path)["label"] == "Setengah jadi"
    assert [line.typed for line in editor.compare(kept.typed)] == ["Setengah jadi"]
    editor.leave()


def test_a_new_key_is_written_wherever_the_old_one_stood(editor: InstrumentEditor, qtbot: QtBot) -> None:
    path = ("sections", scored(editor), "items", 0)
    other = ("sections", scored(editor), "items", 1)
    old = editor.draft.part(path)["key"]
    editor.draft.put_values(other, {"applies_if": f"terisi({old})"})
    choose(editor, *path)
    key, number = input_of(editor, "key"), input_of(editor, "no")
    key.setFocus()
    qtbot.keyClick(key, Qt.Key.Key_End)
    qtbot.keyClicks(key, "_baru")
    number.setFocus()
    assert editor.draft.part(other)["applies_if"] == f"terisi({old}_baru)"
    qtbot.waitUntil(lambda: editor.instrument is not None)
    assert editor.faults.lines == []


def test_a_draft_from_the_list_goes_on_in_the_editor(page: Page, qtbot: QtBot, desk: Desk) -> None:
    editor = page.editor
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    editor.form.focus_field("help")
    qtbot.keyClicks(input_of(editor, "help"), "Bantuan contoh")
    kept = editor.drafting.keep()
    assert kept is not None
    kept.result()
    editor.drafting.end()
    editor.draft = type(editor.draft)(editor.draft.base)  # as after the program was closed
    (found,) = desk.glance(unfinished, ANYONE)
    page.visit(Place(found.room, found.place))
    desk.drafts.take_up(found)
    assert page.stack.currentWidget() is editor
    assert editor.draft.part(path)["help"].startswith("Bantuan contoh")
    qtbot.waitUntil(lambda: input_of(editor, "help").hasFocus())


def test_who_may_not_manage_only_looks(book: Book, qtbot: QtBot, qapp: QApplication) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)
    clerk = Desk(book, Actor(None, "Petugas Contoh", "petugas"), SHIPPED, lambda: TODAY)
    made = InstrumentsPage(clerk)
    qtbot.addWidget(made)
    words = {button.text().replace("&", "") for button in made.findChildren(QPushButton)}
    assert {"Versi…", "Ekspor ke buku kerja…", "Lihat pada kertas"} <= words
    assert not {"Ubah…", "Muat dari buku kerja…"} & words
    clerk.close()
