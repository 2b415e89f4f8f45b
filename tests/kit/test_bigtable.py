"""The model: first rows at once, one insert for the rest, newest question wins, painting never waits."""

from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot
from tests.kit.samples import HeldSource, MillionSource

from berkas.kit import bigtable
from berkas.kit.bigtable import FIRST_ROWS, WINDOW, WINDOWS_KEPT, BigTableModel, SpineRequest

DISPLAY = Qt.ItemDataRole.DisplayRole


def text(model: BigTableModel, row: int, column: int = 1) -> str | None:
    """What a cell shows."""
    return model.data(model.index(row, column))


def test_first_rows_then_the_rest_with_one_insert(qtbot: QtBot) -> None:
    source = HeldSource(1000)
    model = BigTableModel(source)
    inserts: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: inserts.append((first, last)))
    model.ask(SpineRequest())
    assert [asked.limit for asked, _ in source.asked] == [FIRST_ROWS, None]
    source.answer(0, range(1, FIRST_ROWS + 1))
    qtbot.waitUntil(lambda: model.rowCount() == FIRST_ROWS)
    assert not model.is_complete
    assert text(model, 0) == "baris 1"
    source.answer(1, range(1, 1001))
    qtbot.waitUntil(lambda: model.is_complete)
    assert inserts == [(FIRST_ROWS, 999)]
    assert text(model, 999) == "baris 1000"


def test_a_short_first_answer_is_the_whole_answer(qtbot: QtBot) -> None:
    source = HeldSource(3)
    model = BigTableModel(source)
    model.ask(SpineRequest())
    source.answer(0, [1, 2, 3])
    qtbot.waitUntil(lambda: model.is_complete)
    assert model.rowCount() == 3
    assert source.interrupted == 1, "the second statement is useless now"


def test_newest_question_wins(qtbot: QtBot) -> None:
    source = HeldSource(10)
    model = BigTableModel(source)
    model.ask(SpineRequest(text="a"))
    model.ask(SpineRequest(text="ab"))
    assert source.interrupted == 2
    source.answer(2, [5])
    source.answer(0, [1, 2])
    source.answer(1, [1, 2])
    qtbot.waitUntil(lambda: model.is_complete)
    qtbot.wait(20)
    assert model.ids_between(0, 9).tolist() == [5]  # type: ignore[attr-defined]


def test_an_old_error_is_nobodys_business(qtbot: QtBot) -> None:
    source = HeldSource(10)
    model = BigTableModel(source)
    failed: list[BaseException] = []
    model.failed.connect(failed.append)
    model.ask(SpineRequest(text="a"))
    model.ask(SpineRequest(text="ab"))
    source.asked[0][1].set_exception(OSError("interrupted"))
    source.answer(2, [5])
    qtbot.waitUntil(lambda: model.is_complete)
    assert not failed


def test_an_error_of_the_newest_question_is_told(qtbot: QtBot) -> None:
    source = HeldSource(10)
    model = BigTableModel(source)
    with qtbot.waitSignal(model.failed):
        model.ask(SpineRequest())
        source.asked[0][1].set_exception(OSError("rusak"))


def test_a_busy_source_shows_dots_and_is_asked_again(qtbot: QtBot) -> None:
    source = HeldSource(10)
    source.busy = 1
    model = BigTableModel(source)
    model.ask(SpineRequest())
    source.answer(0, range(1, 11))
    qtbot.waitUntil(lambda: model.rowCount() == 10)
    assert text(model, 0) == "…"
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert text(model, 0) == "baris 1"


def test_painting_stops_reading_when_its_time_is_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0])
    monkeypatch.setattr(bigtable.time, "monotonic", lambda: next(clock, 9.0))
    model = BigTableModel(MillionSource(2000))
    model.ask(SpineRequest())
    qtbot.waitUntil(lambda: model.is_complete)
    assert text(model, 0) == "baris 1"
    assert text(model, 5 * WINDOW) == "…"
    qtbot.waitUntil(lambda: text(model, 5 * WINDOW) == f"baris {5 * WINDOW + 1}")


def test_only_a_few_windows_are_kept(qtbot: QtBot) -> None:
    source = MillionSource(200 * WINDOW)
    model = BigTableModel(source)
    model.ask(SpineRequest())
    qtbot.waitUntil(lambda: model.is_complete)
    for window in range(0, 200, 2):
        model.texts(window * WINDOW)
    assert len(model._windows) == WINDOWS_KEPT
    assert source.most_at_once == WINDOW


def test_the_neighbour_is_read_in_an_idle_moment(qtbot: QtBot) -> None:
    model = BigTableModel(MillionSource(5000))
    model.ask(SpineRequest())
    qtbot.waitUntil(lambda: model.is_complete)
    text(model, 3 * WINDOW)
    qtbot.waitUntil(lambda: 4 in model._windows)


def test_changed_rows_are_read_again_where_they_are(qtbot: QtBot) -> None:
    source = HeldSource(600)
    model = BigTableModel(source)
    model.ask(SpineRequest())
    source.answer(0, range(1, FIRST_ROWS + 1))
    source.answer(1, range(1, 601))
    qtbot.waitUntil(lambda: model.is_complete)
    text(model, 0)
    text(model, 300)
    reads = len(source.read)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.refresh(frozenset({10}))
    assert changed == [(0, WINDOW - 1)]
    text(model, 0)
    assert len(source.read) == reads + 1
    model.refresh(frozenset({9999}))
    assert len(changed) == 1


def test_nothing_moves_when_the_answer_is_the_same(qtbot: QtBot) -> None:
    source = HeldSource(3)
    model = BigTableModel(source)
    model.ask(SpineRequest())
    source.answer(0, [1, 2, 3])
    qtbot.waitUntil(lambda: model.is_complete)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.ask_again()
    source.answer(2, [1, 2, 3])
    qtbot.waitUntil(lambda: model.is_complete)
    assert not resets
    model.ask_again()
    source.answer(3, [3, 1])
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    assert len(resets) == 1


def test_a_row_that_is_gone_shows_nothing(qtbot: QtBot) -> None:
    source = HeldSource(2)
    model = BigTableModel(source)
    model.ask(SpineRequest())
    source.answer(0, [1, 2])
    qtbot.waitUntil(lambda: model.is_complete)
    source.rows = lambda ids: {1: ("1", "baris 1")}  # type: ignore[method-assign]
    assert text(model, 1) == ""


def test_what_qt_asks_besides(qtbot: QtBot) -> None:
    model = BigTableModel(MillionSource(5))
    model.ask(SpineRequest())
    qtbot.waitUntil(lambda: model.is_complete)
    index = model.index(0, 0)
    assert model.data(index, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(index) == 0
    assert model.columnCount(index) == 0
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Nama"
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(4, Qt.Orientation.Vertical) == 5
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.id_at(99) == 0
    assert model.row_of(99) == -1


def test_a_million_ids(qtbot: QtBot) -> None:
    model = BigTableModel(MillionSource())
    model.ask(SpineRequest())
    qtbot.waitUntil(lambda: model.is_complete)
    assert model.rowCount() == 1_000_000
    assert text(model, 734_111) == "baris 734112"
    model.ask(SpineRequest(sort_key="no", descending=True))
    qtbot.waitUntil(lambda: model.is_complete)
    assert text(model, 0) == "baris 1000000"
    assert model.row_of(1) == 999_999
    assert isinstance(model.ids_between(0, 3), array)
