"""The editor of instruments in real windows: typed with keys, tried, installed, half-done work kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks
from tests.rooms.office.instrumenting import RULES, TODAY, act_on, shown

from berkas.desk import Desk, Place
from berkas.engine.unfinished import unfinished
from berkas.kit import dialogs, theme
from berkas.rooms.office.editor.instrument_differences import DifferencesDialog
from berkas.rooms.office.editor.instrument_editor import EDITING, InstrumentEditor
from berkas.rooms.office.editor.instruments import InstrumentsPage
from berkas.rooms.office.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> InstrumentEditor:
    """The editor alone, on the survey of satisfaction."""
    made = InstrumentEditor(desk)
    shown(qtbot, made)
    made.open("skm")
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    """The whole room."""
    made = Page(desk)
    shown(qtbot, made)
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

    act_on(DifferencesDialog, act)
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
    clerk = Desk(book, Actor(None, "Petugas Contoh", "petugas"), RULES, lambda: TODAY)
    made = InstrumentsPage(clerk)
    qtbot.addWidget(made)
    words = {button.text().replace("&", "") for button in made.findChildren(QPushButton)}
    assert {"Versi…", "Ekspor ke buku kerja…", "Lihat pada kertas"} <= words
    assert not {"Ubah…", "Muat dari buku kerja…"} & words
    clerk.close()


def test_a_new_instrument_is_begun_named_by_its_title_and_installed(
    page: Page, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = page.editor
    editor.leave()
    instruments = page.page("instrument_version")
    next(each for each in instruments.findChildren(QPushButton) if "Instrumen baru" in each.text()).click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is editor)
    assert not editor.is_changed()
    assert {place for place, _said in editor.faults.lines} == {
        "Keterangan dan aturan nilai: Kunci",
        "Keterangan dan aturan nilai: Judul",
    }
    assert not editor.preview.words.isHidden()
    title = input_of(editor, "title")
    qtbot.keyClicks(title, "Survei kunjungan daring (contoh)")
    input_of(editor, "version").setFocus()
    qtbot.waitUntil(lambda: editor.draft.tables.get("key") == "survei_kunjungan_daring_contoh")
    choose(editor, "sections", 0, "items", 0)
    editor.add("items")
    qtbot.keyClicks(input_of(editor, "label"), "Mutu sambungan")
    assert editor.draft.part(("sections", 0, "items", 1))["label"] == "Mutu sambungan"
    act_on(DifferencesDialog, lambda dialog: dialog.install.click())
    editor.install()
    qtbot.waitUntil(lambda: "survei_kunjungan_daring_contoh" in desk.rulebook.instrument_keys(), timeout=8000)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is not editor)
    made = desk.rulebook.instrument("survei_kunjungan_daring_contoh")
    assert [item.label for item in made.items.values()] == ["Pertanyaan baru", "Mutu sambungan"]

    editor.open("")
    said: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _owner, _title, words: said.append(words))
    editor.draft.replace({**editor.draft.tables, "title": "Lain (contoh)", "key": "skm"}, ())
    editor.install()
    assert len(said) == 1
    assert "skm" in said[0]


def test_typing_changes_one_question_of_the_preview_and_leaves_the_others(
    editor: InstrumentEditor, qtbot: QtBot
) -> None:
    screen = editor.preview.tabs.screen_preview
    qtbot.waitUntil(lambda: screen.form is not None, timeout=8000)
    form = screen.form
    assert form is not None
    first = ("sections", scored(editor), "items", 0)
    choose(editor, *first)
    keys_of = [item["key"] for item in editor.draft.part(first[:-1])][:2]
    qtbot.waitUntil(lambda: set(keys_of) <= set(dict(form.built())))
    before = dict(form.built())
    label = input_of(editor, "label")
    assert isinstance(label, QPlainTextEdit)
    label.selectAll()
    qtbot.keyClicks(label, "Pertanyaan lain")
    qtbot.waitUntil(lambda: form.instrument.items[keys_of[0]].label == "Pertanyaan lain", timeout=8000)
    after = dict(form.built())
    assert screen.form is form
    assert after[keys_of[0]] is not before[keys_of[0]]
    assert after[keys_of[1]] is before[keys_of[1]]


def test_a_number_is_shown_and_typed_the_indonesian_way(editor: InstrumentEditor, qtbot: QtBot) -> None:
    choose(editor, "scoring", "bands")
    assert editor.form.page is not None
    rows = editor.form.page.rows["bands"].values()
    assert [row["lowest"] for row in rows][:2] == ["25", "65"]
    assert rows[0]["highest"] == "64,99"
    assert not editor.is_changed()
    path = ("sections", scored(editor), "items", 0)
    choose(editor, *path)
    qtbot.keyClicks(input_of(editor, "weight"), "1.250")
    editor.check()
    assert any("dapat berarti dua hal; tulis 1250 atau 1,250" in said for _place, said in editor.faults.lines)
