"""The page of a room: list and sheet beside each other, or one over the other in a narrow window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit import samples

from berkas.kit import theme
from berkas.kit.record import RecordSheet
from berkas.kit.register import RegisterPage
from berkas.kit.spine import Selection

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot) -> RegisterPage:
    """A wide page."""
    return shown(qtbot, samples.register())


def shown(qtbot: QtBot, made: RegisterPage, width: int = 1300) -> RegisterPage:
    """Put a page on screen and wait for its rows."""
    qtbot.addWidget(made)
    made.resize(width, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.table.model.is_complete)
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "signal"),
    [
        (Qt.Key.Key_N, CTRL, "create_requested"),
        (Qt.Key.Key_P, CTRL, "print_requested"),
        (Qt.Key.Key_E, CTRL, "export_requested"),
        (Qt.Key.Key_Delete, CTRL, "trash_requested"),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "help_requested"),
    ],
)
def test_keys_of_the_list(
    page: RegisterPage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, signal: str
) -> None:
    page.select(3)
    page.table.grid.setFocus()
    with qtbot.waitSignal(getattr(page, signal)) as told:
        QTest.keyClick(page.table.grid, key, modifier)
    if told.args and isinstance(told.args[0], Selection):
        assert told.args[0].ids == (3,)


def test_trash_needs_a_selection(page: RegisterPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.trash_requested):
        page._trash()
    assert page.toast.text.startswith("Pilih dahulu")


def test_wide_window_shows_both(page: RegisterPage) -> None:
    assert page.table.isVisible()
    assert page.sheet.isVisible()
    left, right = page._list.width(), page.sheet.width()
    assert 1.3 < left / right < 2.6


def test_narrow_window_shows_the_sheet_over_the_list(qtbot: QtBot) -> None:
    page = shown(qtbot, samples.register(), width=1000)
    assert page.table.isVisible()
    assert not page.sheet.isVisible()
    page.table.grid.setFocus()
    QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert page.sheet.isVisible()
    assert not page.table.isVisible()
    assert page.sheet.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.grid.hasFocus()
    page.show_sheet()
    words = "Kembali ke daftar"
    back = next(each for each in page.findChildren(QPushButton) if each.text().replace("&", "") == words)
    assert back.isVisible()
    back.click()
    assert page.table.isVisible()


def test_large_text_needs_a_wider_window(qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, samples.register(), width=1300)
    assert page.sheet.isVisible()
    theme.apply(qapp, scale=2.0)
    assert not page.sheet.isVisible()


def test_choosing_tells_the_room(page: RegisterPage, qtbot: QtBot) -> None:
    page.table.grid.setFocus()
    with qtbot.waitSignal(page.selected) as told:
        QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    assert told.args == [2]
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(page.table.grid, Qt.Key.Key_Return)
    assert told.args == [2]


def test_typed_text_is_not_left_behind(qtbot: QtBot) -> None:
    may = [False]
    page = shown(qtbot, samples.register(may_leave=lambda: may[0]))
    page.select(2)
    page.table.grid.setFocus()
    with qtbot.assertNotEmitted(page.selected, wait=120):
        QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    assert page.table.current_id() == 2
    may[0] = True
    with qtbot.waitSignal(page.selected) as told:
        QTest.keyClick(page.table.grid, Qt.Key.Key_Down)
    assert told.args == [3]


def test_f2_edits_and_f6_changes_sides(page: RegisterPage, qtbot: QtBot) -> None:
    page.select(4)
    page.table.grid.setFocus()
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(page.table.grid, Qt.Key.Key_F2)
    assert page.sheet.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert page.table.grid.hasFocus()
    QTest.keyClick(page.table.grid, Qt.Key.Key_F6)
    assert page.sheet.isAncestorOf(QApplication.focusWidget())


def test_a_room_adds_actions(page: RegisterPage, qtbot: QtBot) -> None:
    done: list[str] = []
    page.add_action("Gabungkan", lambda: done.append("menu"), menu=True)
    page.add_action("Impor", lambda: done.append("alat"), icon="table-import", shortcut="Ctrl+I")
    assert not page._more.isHidden()
    assert [action.text() for action in page._more.menu().actions()] == ["Gabungkan"]
    page.table.grid.setFocus()
    QTest.keyClick(page.table.grid, Qt.Key.Key_I, CTRL)
    assert done == ["alat"]


def test_offers_can_be_left_out(page: RegisterPage, qtbot: QtBot) -> None:
    page.set_offers(print=False)
    with qtbot.assertNotEmitted(page.print_requested):
        QTest.keyClick(page.table.grid, Qt.Key.Key_P, CTRL)
    assert page._offers["cetak"][1].isHidden()


def test_toast_undoes_once(page: RegisterPage) -> None:
    undone: list[int] = []
    page.say("1 PBH dikirim ke Sampah.", lambda: undone.append(1))
    assert page.toast.isVisible()
    page.toast._button.click()
    page.toast._button.click()
    assert undone == [1]
    assert not page.toast.isVisible()


def test_a_later_step_withdraws_the_offer_to_undo(page: RegisterPage) -> None:
    page.say("12/2025 tersimpan.", lambda: None)
    page.toast.withdraw()
    assert not page.toast.isVisible(), "it would take back another step than the one it speaks of"
    page.say("Pilih dahulu satu pengaduan.")
    page.toast.withdraw()
    assert page.toast.isVisible(), "a line that undoes nothing stays"


def test_the_list_refreshes_without_losing_the_place(page: RegisterPage, qtbot: QtBot) -> None:
    page.select(7)
    page.refresh(frozenset({7}))
    page.refresh(None)
    qtbot.waitUntil(lambda: page.table.model.is_complete)
    assert page.table.current_id() == 7
    assert isinstance(page.sheet, RecordSheet)
