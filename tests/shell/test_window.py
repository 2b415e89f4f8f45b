"""The window over an open office, with keys: rooms, menus, search, help, looks, undo, closing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from tests.kit.speaking import name_of

from berkas import settings
from berkas.desk import Desk, Place, TabbedPage
from berkas.engine.founding import found_office
from berkas.engine.rulebook import Rulebook
from berkas.kit import keys, theme
from berkas.kit.help import HelpWindow
from berkas.kit.localday import local_today
from berkas.kit.register import RegisterPage
from berkas.shell.palette import Palette
from berkas.shell.registry import ROOMS
from berkas.shell.window import OfficeWindow
from berkas.shell.window.office_window import SCALES
from berkas_db.book import Book
from berkas_db.changes import ANYONE


@pytest.fixture
def desk(office: Path, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.open(office) as book:
        desk = Desk(book, ANYONE, Rulebook.load(), local_today)
        yield desk
        desk.close()
    if theme.tokens() != theme.Tokens(base_points=theme.tokens().base_points):
        theme.apply(qapp)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[OfficeWindow]:
    window = OfficeWindow(desk)
    window.show()
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    close(window)


def close(window: OfficeWindow) -> None:
    """The pages go before the book does, as in the program."""
    window.close()
    delete(window)


def open_rooms(window: OfficeWindow) -> list[str]:
    return [entry.key for entry in ROOMS if window.rail.button(entry.key).isEnabled()]


def press(window: QWidget, *sequence: str) -> None:
    for text in sequence:
        key = QKeySequence(text)[0]
        QTest.keyClick(QApplication.focusWidget() or window, key.key(), key.keyboardModifiers())


def palette_of(window: OfficeWindow) -> Palette:
    (palette,) = window.findChildren(Palette)
    return palette


def test_the_window_names_office_and_person(window: OfficeWindow) -> None:
    assert window.windowTitle() == "Kantor Wilayah Contoh – Berkas"
    assert window.top.office.text() == "Kantor Wilayah Contoh"
    assert window.top.person.text() == "belum ada pengguna"


def test_every_room_opens_with_its_key(window: OfficeWindow) -> None:
    for place, entry in enumerate(ROOMS, start=1):
        if window.rail.button(entry.key).isEnabled():
            press(window, f"Ctrl+{place}")
            assert window.rail.current() == entry.key
            assert window.pages.currentWidget() is window.pages.page(entry.key)


def test_a_room_with_tabs_begins_in_its_list(window: OfficeWindow, desk: Desk, qtbot: QtBot) -> None:
    from berkas.rooms.obh.commands.obh import save_obh

    desk.book.change(save_obh, ANYONE, {"name": "Lembaga Bantuan Contoh"}, id=None, version=None).result()
    press(window, "Ctrl+2")
    page = window.pages.currentWidget()
    assert page is not None
    register = next(each for each in page.findChildren(RegisterPage) if each.isVisible())
    qtbot.waitUntil(lambda: register.table.model.rowCount() == 1)
    assert register.table.grid.hasFocus()
    press(window, "Ctrl+1", "Ctrl+2")
    assert register.table.grid.hasFocus()


def test_a_room_stays_as_it_was_left(window: OfficeWindow) -> None:
    first, second = open_rooms(window)[:2]
    window.open_room(first)
    page = window.pages.page(first)
    window.open_room(second)
    window.open_room(first)
    assert window.pages.page(first) is page


def test_the_desk_opens_places(window: OfficeWindow, desk: Desk) -> None:
    key = open_rooms(window)[-1]
    desk.open(Place(key))
    assert window.rail.current() == key


def test_counts_stand_in_the_rail_and_in_the_name(window: OfficeWindow) -> None:
    button = window.rail.button("complaints")
    button.show_count(3)
    assert name_of(button) == "Pengaduan, 3 menunggu"
    button.show_count(0)
    assert name_of(button) == "Pengaduan"


def test_every_key_of_the_table_has_a_menu_entry(window: OfficeWindow) -> None:
    for known in keys.KEYS:
        if not known.menu:
            continue
        shown = [_key_of(action) for action in window.menus.menus[known.menu].actions()]
        assert keys.shown(known.code) in shown, known.words


def _key_of(action: QAction) -> str:
    return action.text().partition("\t")[2] or action.shortcut().toString()


def test_menus_have_letters_of_their_own(window: OfficeWindow) -> None:
    words = [action.text() for action in window.menuBar().actions()]
    letters = [word[word.index("&") + 1].casefold() for word in words]
    assert len(set(letters)) == len(words) == len(keys.MENUS)


def test_page_entries_are_grey_where_the_page_has_no_such_action(window: OfficeWindow) -> None:
    window.open_room("obh")
    assert window.menus.page_action("baru") is not None
    assert window.menus.page_action("bagian_berikut") is None


@pytest.mark.parametrize("beside", [False, True])
def test_a_page_hears_its_keys_wherever_the_cursor_is(
    window: OfficeWindow, qtbot: QtBot, beside: bool
) -> None:
    window.open_room("obh")
    if beside:
        window.rail.button("obh").setFocus()
    press(window, "Ctrl+N")
    editor = QApplication.focusWidget()
    assert editor is not None
    assert name_of(editor).startswith("Nama")


def test_the_menu_triggers_what_the_page_does(window: OfficeWindow, qtbot: QtBot) -> None:
    window.open_room("obh")
    assert window.menus.perform("baru")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert not window.menus.perform("bagian_berikut")


def test_ctrl_k_goes_to_a_room(window: OfficeWindow, qtbot: QtBot) -> None:
    window.open_room(open_rooms(window)[0])
    press(window, "Ctrl+K")
    line = QApplication.focusWidget()
    assert line is palette_of(window).line
    QTest.keyClicks(line, "register obh")
    press(window, "Return")
    assert window.rail.current() == "obh"


def test_ctrl_k_finds_a_record_and_opens_it(window: OfficeWindow, desk: Desk, qtbot: QtBot) -> None:
    from berkas.rooms.obh.commands.obh import save_obh

    desk.book.change(save_obh, ANYONE, {"name": "Lembaga Bantuan Contoh"}, id=None, version=None).result()
    places: list[Place] = []
    window.show_palette()
    palette = palette_of(window)
    palette.opened.connect(places.append)
    QTest.keyClicks(palette.line, "bantuan cont")
    qtbot.waitUntil(lambda: "Lembaga Bantuan Contoh" in _listed(palette))
    palette.list.setCurrentRow(_listed(palette).index("Lembaga Bantuan Contoh"))
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert [(place.room, place.kind) for place in places] == [("obh", "obh")]
    assert window.rail.current() == "obh"


def _listed(palette: Palette) -> list[str]:
    return [palette.list.item(row).text().split(" · ")[0] for row in range(palette.list.count())]


def test_ctrl_k_opens_a_tab_and_a_command_of_the_page_in_front(window: OfficeWindow, qtbot: QtBot) -> None:
    window.show_palette()
    palette = palette_of(window)
    palette.line.setText("bantuan hukum reimbursement")
    qtbot.waitUntil(lambda: "Bantuan hukum › Reimbursement" in _listed(palette), timeout=20_000)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    page = window.pages.page("obh")
    assert isinstance(page, TabbedPage)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Reimbursement"
    page.visit(Place("obh", "recipient"))
    window.show_palette()
    palette.line.setText("menurut identitas")
    assert "Cari menurut identitas" in _listed(window.findChildren(Palette)[-1])


def test_ctrl_k_prints_a_paper_about_what_is_chosen(
    window: OfficeWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from berkas.rooms.obh.commands.obh import save_obh

    for name in ("Lembaga Satu Contoh", "Lembaga Dua Contoh"):
        desk.book.change(save_obh, ANYONE, {"name": name}, id=None, version=None).result()
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(desk, "show_paper", lambda _owner, kind, about: shown.append((kind.key, about.title)))
    window.show_palette()
    palette = palette_of(window)
    palette.line.setText("profil pbh satu")
    qtbot.waitUntil(lambda: _listed(palette)[:1] == ["Profil PBH satu halaman"], timeout=20_000)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Lembaga Satu Contoh" in _listed(palette))
    QTest.keyClicks(palette.line, "dua")
    assert _listed(palette) == ["Profil PBH satu halaman", "Lembaga Dua Contoh"]
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isVisible()
    palette.line.setText("profil pbh satu")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Lembaga Satu Contoh" in _listed(palette))
    QTest.keyClicks(palette.line, "satu contoh")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert shown == [("profil-ringkas", "Lembaga Satu Contoh")]
    assert not palette.isVisible()


def test_the_palette_moves_with_arrows_and_says_when_nothing_fits(window: OfficeWindow) -> None:
    window.show_palette()
    palette = palette_of(window)
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    QTest.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 0
    palette.line.setText("zzzz")
    assert _listed(palette) == ["Cari “zzzz” di antara identitas…"]
    assert palette.list.currentRow() == -1
    assert palette.foot.text().startswith("Tidak ada yang cocok.")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_f1_opens_the_page_of_the_room(window: OfficeWindow) -> None:
    window.open_room("obh")
    press(window, "F1")
    (help_window,) = window.findChildren(HelpWindow)
    assert help_window.isVisible()
    assert help_window.current_page() == "obh"


def test_every_room_has_a_help_page() -> None:
    from berkas import paths

    missing = [entry.key for entry in ROOMS if not paths.resource("help", f"{entry.help_page}.md").is_file()]
    assert missing == []


def test_letters_grow_and_shrink_and_are_remembered(window: OfficeWindow, qtbot: QtBot) -> None:
    press(window, "Ctrl++")
    qtbot.waitUntil(lambda: theme.tokens().scale == SCALES[1])
    assert settings.load().settings.appearance.scale == SCALES[1]
    press(window, "Ctrl++")
    press(window, "Ctrl++")
    assert theme.tokens().scale == SCALES[1]  # quick presses wait for each other
    qtbot.waitUntil(lambda: theme.tokens().scale == SCALES[3])
    for _press in SCALES:
        press(window, "Ctrl+-")
    qtbot.waitUntil(lambda: theme.tokens().scale == 1.0)


def test_the_look_is_chosen_and_remembered(window: OfficeWindow, qtbot: QtBot) -> None:
    submenu = next(each.menu() for each in window.menus.menus["Lihat"].actions() if each.menu() is not None)
    dark = next(action for action in submenu.actions() if action.text() == "Gelap")
    dark.trigger()
    qtbot.waitUntil(lambda: theme.tokens().scheme == "gelap")
    assert settings.load().settings.appearance.scheme == "gelap"


def test_saving_is_told_and_undone_with_a_key(window: OfficeWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.book.change(found_office, ANYONE, {"province": "Provinsi Contoh"}).result()
    qtbot.waitUntil(lambda: window.top.state.text().startswith("Tersimpan "))
    window.menus.menus["Ubah"].aboutToShow.emit()
    assert window.menus.actions["urungkan"].text() == "Urungkan: Identitas kantor diisi"
    window.setFocus()
    press(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: window.toast.text == "Urungkan: Identitas kantor diisi.")
    press(window, "Ctrl+Y")
    qtbot.waitUntil(lambda: window.toast.text == "Ulangi: Identitas kantor diisi.")


def test_what_a_room_says_is_shown_with_undo(window: OfficeWindow, desk: Desk) -> None:
    desk.say("Pengaduan tersimpan.", undoable=True)
    assert window.toast.isVisible()
    assert window.toast.text == "Pengaduan tersimpan."


def test_the_size_is_remembered(window: OfficeWindow) -> None:
    window.resize(1000, 640)
    window.close()
    kept = settings.load().settings.window
    assert (kept.width, kept.height) == (1000, 640)


def test_closing_asks_the_pages(window: OfficeWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    key = open_rooms(window)[0]
    window.open_room(key)
    page = window.pages.page(key)
    assert page is not None
    monkeypatch.setattr(page, "may_leave", lambda: False)
    wanted: list[str] = []
    window.closed.connect(wanted.append)
    window.close()
    assert window.isVisible()
    monkeypatch.setattr(page, "may_leave", lambda: True)
    window.close()
    assert wanted == [""]
    assert not window.isVisible()


def test_another_office_is_wanted_only_when_the_window_closes(
    window: OfficeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.pages.page(open_rooms(window)[0])
    wanted: list[str] = []
    window.closed.connect(wanted.append)
    monkeypatch.setattr(page, "may_leave", lambda: False)
    entry = next(each for each in window.menus.menus["Kantor"].actions() if each.text().startswith("Buka"))
    entry.trigger()
    assert wanted == []
    monkeypatch.setattr(page, "may_leave", lambda: True)
    entry.trigger()
    assert wanted == ["buka"]


def test_a_read_only_office_says_so(office: Path, qapp: QApplication) -> None:
    with Book.open(office, write=False) as book:
        desk = Desk(book, ANYONE, Rulebook.load(), local_today)
        window = OfficeWindow(desk)
        assert window.top.state.text() == "Hanya membaca"
        close(window)
        desk.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_frame_of_the_window_fits(window: OfficeWindow, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, scale=scale)
    window.resize(1366, 768)
    qapp.processEvents()
    for entry in ROOMS:
        button = window.rail.button(entry.key)
        assert button.fontMetrics().horizontalAdvance(entry.word) <= button.width()
        assert button.height() >= button.minimumSizeHint().height()
    assert window.rail.height() <= window.height()
