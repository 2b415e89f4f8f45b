"""The list as a person meets it: keys, filters, columns, selection, copy, what an empty one says."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from tests.kit import samples
from tests.kit.samples import HeldSource, MillionSource

from berkas.kit import dialogs, theme
from berkas.kit.filters import FilterPanel
from berkas.kit.spine import BLANK
from berkas.kit.tableview import EmptyState, TableView

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    """Twenty rows."""
    return opened(
        qtbot,
        TableView(
            samples.source(20),
            title="Register PBH",
            filters=samples.FILTERS,
            empty=EmptyState("Belum ada PBH.", "PBH baru", "obh"),
            today=samples.today,
        ),
    )


def opened(qtbot: QtBot, view: TableView) -> TableView:
    """Show a list and wait for its rows."""
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(lambda: view.model.is_complete)
    return view


def shown(view: TableView) -> list[str]:
    """The first column of all rows."""
    return [view.model.texts(row)[0] for row in range(view.model.rowCount())]


def count(view: TableView) -> str:
    """The line under the list."""
    return view._count.text()


def test_first_question_is_asked_when_the_list_is_seen(qtbot: QtBot) -> None:
    source = HeldSource(3)
    view = TableView(source, title="Daftar")
    qtbot.addWidget(view)
    view.refresh()
    assert not source.asked
    view.show()
    assert [asked.limit for asked, _ in source.asked] == [200, None]


def test_the_count_is_open_until_it_is_known(qtbot: QtBot) -> None:
    source = HeldSource(1500)
    view = TableView(source, title="Daftar")
    qtbot.addWidget(view)
    view.show()
    source.answer(0, range(1, 201))
    qtbot.waitUntil(lambda: count(view) == "200+ baris")
    source.answer(1, range(1, 1501))
    qtbot.waitUntil(lambda: count(view) == "1.500 baris")


def test_typing_asks_once_after_a_pause(qtbot: QtBot, table: TableView) -> None:
    asked: list[str] = []
    table.model.asking.connect(lambda: asked.append(table.model.request.text))
    table.bar.focus_search()
    QTest.keyClicks(QApplication.focusWidget(), "contoh 7")
    assert not asked
    qtbot.waitUntil(lambda: shown(table) == ["007/2025", "017/2025"])
    assert asked == ["contoh 7"]


def test_down_goes_from_the_box_to_the_rows(qtbot: QtBot, table: TableView) -> None:
    table.bar.focus_search()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert table.grid.hasFocus()


def test_esc_empties_the_box(qtbot: QtBot, table: TableView) -> None:
    table.set_text("contoh 7")
    qtbot.waitUntil(lambda: len(shown(table)) == 2)
    table.bar.focus_search()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown(table)) == 20)


def test_a_word_typed_in_the_rows_filters(qtbot: QtBot, table: TableView) -> None:
    table.grid.setFocus()
    QTest.keyClicks(table.grid, "7")
    qtbot.waitUntil(lambda: shown(table) == ["007/2025", "017/2025"])
    assert table.bar._search.hasFocus()


def test_ctrl_f_goes_to_the_box(qtbot: QtBot, table: TableView) -> None:
    table.grid.setFocus()
    assert any(action.text() == "Saring daftar ini" for action in table.actions()), "the menu finds it here"
    QTest.keyClick(table.grid, Qt.Key.Key_F, CTRL)
    assert table.bar._search.hasFocus()


def test_arrows_choose_and_enter_opens(qtbot: QtBot, table: TableView) -> None:
    chosen: list[int] = []
    opened_ids: list[int] = []
    table.selected.connect(chosen.append)
    table.opened.connect(opened_ids.append)
    table.grid.setFocus()
    assert table.current_id() == 1
    qtbot.wait(100)
    assert not chosen, "coming into the list is no choice"
    for _ in range(3):
        QTest.keyClick(table.grid, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: chosen == [4])
    QTest.keyClick(table.grid, Qt.Key.Key_Return)
    assert opened_ids == [4]


def test_enter_at_once_chooses_before_it_opens(qtbot: QtBot, table: TableView) -> None:
    order: list[tuple[str, int]] = []
    table.selected.connect(lambda record: order.append(("dipilih", record)))
    table.opened.connect(lambda record: order.append(("dibuka", record)))
    table.grid.setFocus()
    QTest.keyClick(table.grid, Qt.Key.Key_Down)
    QTest.keyClick(table.grid, Qt.Key.Key_Return)
    assert order == [("dipilih", 2), ("dibuka", 2)]


def test_a_program_that_selects_tells_nobody(qtbot: QtBot, table: TableView) -> None:
    with qtbot.assertNotEmitted(table.selected, wait=120):
        assert table.select(12)
    assert table.current_id() == 12
    assert not table.select(999)


def test_clicking_the_row_where_a_record_vanished_chooses_it(qtbot: QtBot) -> None:
    source = samples.source(5)
    view = opened(qtbot, TableView(source, title="Daftar"))
    view.select(3)
    kept = samples.rows(5)
    del kept[3]
    source.replace(kept)
    view.refresh()
    qtbot.waitUntil(lambda: view.model.rowCount() == 4)
    assert view.current_id() == 4
    with qtbot.waitSignal(view.selected) as told:
        place = view.grid.visualRect(view.grid.currentIndex()).center()
        QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [4]


def test_header_sorts_where_it_can(qtbot: QtBot, table: TableView) -> None:
    header = table.grid.horizontalHeader()
    header.sectionClicked.emit(0)
    header.sectionClicked.emit(0)
    qtbot.waitUntil(lambda: shown(table)[0] == "020/2025")
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    said: list[str] = []
    table.said.connect(said.append)
    header.sectionClicked.emit(2)
    assert said == ["Kolom Akreditasi tidak dapat diurutkan."]
    assert shown(table)[0] == "020/2025"
    assert header.sortIndicatorSection() == 0


def test_filters_narrow_and_say_so(qtbot: QtBot, table: TableView) -> None:
    table.set_filter("grade", ("a", BLANK))
    qtbot.waitUntil(lambda: len(shown(table)) == 6)
    table.set_filter("money", (5_000_000, None))
    qtbot.waitUntil(lambda: len(shown(table)) == 5)
    names = [chip.text() for chip in table.bar._chips.values()]
    assert names == ["Akreditasi: A, Kosong", "Pagu: mulai Rp5.000.000", "Nama PBH"]
    assert table.request().filters == {"grade": ("a", BLANK), "money": (5_000_000, None)}
    table.set_filter("grade", None)
    table.set_filter("money", None)
    qtbot.waitUntil(lambda: len(shown(table)) == 20)


def test_a_filter_is_set_by_keyboard(qtbot: QtBot, table: TableView) -> None:
    chip = table.bar._chips["grade"]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, FilterPanel)
    QTest.keyClick(panel._list, Qt.Key.Key_Down)
    QTest.keyClick(panel._list, Qt.Key.Key_Space)
    assert chip.value == ("b",)
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(lambda: len(shown(table)) == 7)


def test_empty_and_filtered_away_are_told_apart(qtbot: QtBot, table: TableView) -> None:
    table.set_text("tidak ada yang begini")
    qtbot.waitUntil(lambda: table._stack.currentWidget() is table._pane)
    assert "tidak ada baris yang cocok" in table._pane._sentence.text().casefold()
    table._pane._clear.click()
    qtbot.waitUntil(lambda: len(shown(table)) == 20)
    empty = opened(
        qtbot,
        TableView(samples.source(0), title="Daftar", empty=EmptyState("Belum ada PBH.", "PBH baru", "obh")),
    )
    assert empty._pane._sentence.text() == "Belum ada PBH."
    with qtbot.waitSignal(empty.create_requested):
        empty._pane._create.click()
    with qtbot.waitSignal(empty.help_requested) as asked:
        empty._pane._help.click()
    assert asked.args == ["obh"]
    assert count(empty) == ""


def test_a_list_that_cannot_be_read_says_so_and_tries_again(qtbot: QtBot) -> None:
    source = HeldSource(3)
    view = TableView(source, title="Daftar")
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.failed):
        source.asked[0][1].set_exception(OSError("rusak"))
    assert "belum dapat dibaca" in view._pane._sentence.text()
    view._pane._retry.click()
    source.answer(len(source.asked) - 2, [1, 2])
    qtbot.waitUntil(lambda: view.model.rowCount() == 2)
    assert view._stack.currentWidget() is view.grid


def test_select_all_is_a_word(qtbot: QtBot, table: TableView) -> None:
    table.grid.setFocus()
    QTest.keyClick(table.grid, Qt.Key.Key_A, CTRL)
    selection = table.selection()
    assert (selection.all_but, selection.ids, selection.count) == (frozenset(), (), 20)
    assert count(table) == "20 dari 20 baris dipilih"
    flags = table.grid.selectionModel().SelectionFlag
    table.grid.selectionModel().select(table.model.index(4, 0), flags.Deselect | flags.Rows)
    assert table.selection().all_but == frozenset({5})
    assert table.selection().count == 19
    QTest.keyClick(table.grid, Qt.Key.Key_Down)
    assert table.selection().all_but is None
    assert table.selection().count == 1


def test_selected_ids_come_in_the_order_of_the_list(qtbot: QtBot, table: TableView) -> None:
    flags = table.grid.selectionModel().SelectionFlag
    for row in (7, 2, 3):
        table.grid.selectionModel().select(table.model.index(row, 0), flags.Select | flags.Rows)
    assert table.selection().ids == (3, 4, 8)
    assert table.selection().all_but is None


def test_everything_includes_rows_that_arrive_later(qtbot: QtBot) -> None:
    source = HeldSource(500)
    view = TableView(source, title="Daftar")
    qtbot.addWidget(view)
    view.show()
    source.answer(0, range(1, 201))
    qtbot.waitUntil(lambda: view.model.rowCount() == 200)
    view.grid.selectAll()
    source.answer(1, range(1, 501))
    qtbot.waitUntil(lambda: view.model.is_complete)
    assert view.selection().count == 500
    assert view.selection().all_but == frozenset()


def test_place_and_selection_stay_by_id(qtbot: QtBot) -> None:
    source = samples.source(300)
    view = opened(qtbot, TableView(source, title="Daftar"))
    view.select(150)
    flags = view.grid.selectionModel().SelectionFlag
    view.grid.selectionModel().select(view.model.index(160, 0), flags.Select | flags.Rows)
    view.grid.scrollTo(view.model.index(149, 0), view.grid.ScrollHint.PositionAtTop)
    more = {1000: samples.rows(1)[1], **samples.rows(300)}
    source.replace(more)
    with qtbot.assertNotEmitted(view.selected, wait=120):
        view.refresh()
        qtbot.waitUntil(lambda: view.model.rowCount() == 301)
    assert view.current_id() == 150
    assert view.selection().ids == (150, 161)
    assert view.model.id_at(view.grid.rowAt(0)) == 150


def test_columns_are_hidden_and_moved_and_kept(qtbot: QtBot, table: TableView) -> None:
    assert [column.key for column in table.visible_columns()] == ["no", "name", "grade", "money"]
    states: list[dict[str, object]] = []
    table.state_changed.connect(states.append)
    table._columns_chosen(["money", "no", "due"])
    table.grid.horizontalHeader().resizeSection(0, 137)
    table._sort("money", descending=True)
    kept = states[-1]
    assert kept["columns"] == ["money", "no", "due"]
    assert kept["widths"]["no"] == 137  # type: ignore[index]
    other = opened(qtbot, TableView(samples.source(5), title="Daftar"))
    other.set_state(kept)
    assert [column.key for column in other.visible_columns()] == ["money", "no", "due"]
    assert other.state()["widths"]["no"] == 137
    assert (other.request().sort_key, other.request().descending) == ("money", True)


def test_a_state_that_does_not_fit_is_left_out(qtbot: QtBot, table: TableView) -> None:
    table.set_state(
        {"columns": ["lama", "name"], "widths": {"name": "lebar", "no": 5}, "sort_key": "grade", "named": [3]}
    )
    assert [column.key for column in table.visible_columns()] == ["name"]
    assert table.request().sort_key == ""


def test_the_columns_panel_works_by_keyboard(qtbot: QtBot, table: TableView) -> None:
    table.bar._columns.click()
    panel = QApplication.activePopupWidget()
    assert panel is not None
    QTest.keyClick(panel._list, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert [column.key for column in table.visible_columns()] == ["name", "grade", "money"]
    panel._list.setCurrentRow(1)  # type: ignore[attr-defined]
    panel._down()  # type: ignore[attr-defined]
    assert [column.key for column in table.visible_columns()] == ["grade", "name", "money"]
    panel._sort.setCurrentIndex(2)  # type: ignore[attr-defined]
    panel._down_first.setChecked(True)  # type: ignore[attr-defined]
    assert (table.request().sort_key, table.request().descending) == ("name", True)
    panel._reset()  # type: ignore[attr-defined]
    assert [column.key for column in table.visible_columns()] == ["no", "name", "grade", "money"]
    assert table.request().sort_key == ""


def test_named_filters_stay(qtbot: QtBot, table: TableView) -> None:
    table.set_filter("grade", ("a",))
    table.bar.set_named([*table.bar.named()])
    from berkas.kit.tablestate import NamedFilter

    table.bar.set_named([NamedFilter("Hanya A", "contoh", {"grade": ("a",)})])
    kept = table.state()
    other = opened(qtbot, TableView(samples.source(20), title="Daftar", filters=samples.FILTERS))
    other.set_state(kept)
    other.bar._apply(other.bar.named()[0].text, other.bar.named()[0].filters)
    qtbot.waitUntil(lambda: other.model.rowCount() == 6)
    assert other.request().text == "contoh"


def test_everything_is_said_of_one_question(qtbot: QtBot) -> None:
    view = opened(qtbot, TableView(MillionSource(30_000), title="Daftar"))
    view.grid.selectAll()
    view.grid.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: view.model.is_complete)
    assert view.selection().count == 30_000, "another order is the same question"
    view.set_text("lain")
    qtbot.waitUntil(lambda: view.model.is_complete)
    view.model.refresh(frozenset({1}))
    assert view.selection().all_but is None


def test_a_filter_is_given_a_name_and_forgotten(
    qtbot: QtBot, table: TableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_text", lambda *_args, **_more: "Hanya A")
    states: list[dict[str, object]] = []
    table.state_changed.connect(states.append)
    table.set_filter("grade", ("a",))
    table.bar._keep()
    table.bar._keep()
    assert states[-1]["named"] == [{"name": "Hanya A", "text": "", "filters": {"grade": ("a",)}}]
    table.bar._saved.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Hanya A",
        "Simpan saringan ini…",
        "Hapus semua saringan",
        "Lupakan saringan",
    ]
    menu.actions()[0].trigger()
    menu.close()
    table.bar._forget(table.bar.named()[0])
    assert states[-1]["named"] == []
    table.bar.clear()
    qtbot.waitUntil(lambda: len(shown(table)) == 20)


def test_copied_cells_are_clean(qtbot: QtBot, table: TableView) -> None:
    table._columns_chosen(["name", "money"])
    table.select(2)
    QTest.keyClick(table.grid, Qt.Key.Key_C, CTRL)
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.text() == "Nama\tPagu\nPBH Contoh 2\t2000000\n"
    assert "mso-number-format" in clipboard.html()


def test_too_much_is_not_copied(qtbot: QtBot) -> None:
    view = opened(qtbot, TableView(MillionSource(20_000), title="Daftar"))
    said: list[str] = []
    view.said.connect(said.append)
    view.grid.selectAll()
    view.copy()
    assert said == ["Paling banyak 10.000 baris dapat disalin. Gunakan Ekspor."]


def test_a_million_rows_jump_sort_select(qtbot: QtBot) -> None:
    view = opened(qtbot, TableView(MillionSource(), title="Daftar"))
    qtbot.waitUntil(lambda: count(view) == "1.000.000 baris")
    qtbot.waitUntil(lambda: view.grid.verticalScrollBar().maximum() > 900_000)
    view.grid.scrollTo(view.model.index(734_111, 0), view.grid.ScrollHint.PositionAtTop)
    view.grab()
    assert view.model.id_at(view.grid.rowAt(0)) == 734_112
    view.grid.selectAll()
    selection = view.selection()
    assert (selection.all_but, selection.count) == (frozenset(), 1_000_000)
    view.select(500_000)
    view.grid.horizontalHeader().sectionClicked.emit(0)
    view.grid.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: view.model.id_at(0) == 1_000_000)
    qtbot.waitUntil(lambda: view.model.is_complete)
    assert view.model.rowCount() == 1_000_000


def test_painting_asks_one_role(qtbot: QtBot) -> None:
    view = opened(qtbot, TableView(samples.source(5), title="Daftar"))
    roles: set[int] = set()
    data = view.model.data

    def spy(index: QModelIndex, role: int = 0) -> object:
        roles.add(int(role))
        return data(index, role)

    view.model.data = spy  # type: ignore[method-assign]
    view.grid.viewport().grab()
    assert roles <= {0}


def test_rows_grow_with_the_text(qtbot: QtBot, table: TableView, qapp: QApplication) -> None:
    assert table.grid.rowHeight(0) == 32
    theme.apply(qapp, scale=2.0)
    assert table.grid.rowHeight(0) == 64
    assert table.grid.rowHeight(19) == 64


def test_nothing_runs_on_after_the_list_is_closed(qtbot: QtBot) -> None:
    view = opened(qtbot, TableView(samples.source(5), title="Daftar"))
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(view.selected, wait=120):
        view.close()


def test_a_second_line_of_chips_has_its_room(qtbot: QtBot, table: TableView) -> None:
    table.resize(260, 500)
    QApplication.processEvents()
    chips = list(table.bar._chips.values())
    assert chips[-1].y() > chips[0].y(), "they do not fit into one line"
    assert chips[-1].geometry().bottom() <= table.bar.height()
    assert table.bar.geometry().bottom() < table._stack.geometry().top()
