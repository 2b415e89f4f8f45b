"""PySide neither steals references to None, True and False nor loses the owners of slots.

A release of PySide gave away one reference to `None` per call that returns nothing; after some thousand
calls the interpreter aborts. This test keeps such a release out.
"""

import gc
import sys
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.kit import samples
from tests.kit.samples import MillionSource

from berkas.kit.bigtable import BigTableModel
from berkas.kit.form import Form
from berkas.kit.tableview import TableView

LOOPS = 2000


class Sender(QObject):
    """Something that emits."""

    fired = Signal(int)


def drift(call: Callable[[], object]) -> list[int]:
    """How the counts of None, True and False move while something is called."""
    call()
    before = [sys.getrefcount(single) for single in (None, True, False)]
    for _ in range(LOOPS):
        call()
    return [
        sys.getrefcount(single) - count for single, count in zip((None, True, False), before, strict=True)
    ]


def test_calls_that_return_nothing(qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    assert min(drift(lambda: label.setToolTip("x"))) > -LOOPS // 10
    assert min(drift(label.parentWidget)) > -LOOPS // 10


def test_signals(qtbot: QtBot) -> None:
    sender = Sender()
    sender.fired.connect(lambda _: None)
    assert min(drift(lambda: sender.fired.emit(1))) > -LOOPS // 10


def test_a_model_asked_by_qt(qtbot: QtBot) -> None:
    model = BigTableModel(MillionSource(100))
    model.ask(model.request)
    qtbot.waitUntil(lambda: model.is_complete)
    index = model.index(0, 0)
    role = Qt.ItemDataRole.DecorationRole
    assert min(drift(lambda: model.itemData(index))) > -LOOPS // 10
    assert min(drift(lambda: index.data(role))) > -LOOPS // 10
    assert model.data(QModelIndex()) is None


def wait_until_gone(qtbot: QtBot, gone: "weakref.ref[QObject]") -> None:
    """Wait until Qt has deleted what the reference points to."""

    def deleted() -> bool:
        page = gone()
        return page is None or not isValid(page)

    qtbot.waitUntil(deleted)


@pytest.mark.parametrize("build", [samples.register, samples.sheet])
def test_a_closed_page_leaves_nothing_behind(qtbot: QtBot, build: Callable[[], QObject]) -> None:
    page = build()
    page.show()  # type: ignore[attr-defined]
    qtbot.wait(50)
    gone = weakref.ref(page)
    page.close()  # type: ignore[attr-defined]
    page.deleteLater()
    wait_until_gone(qtbot, gone)
    del page
    gc.collect()
    qtbot.wait(200)
    assert gone() is None


def test_slots_of_a_page_live_as_long_as_the_page(qtbot: QtBot) -> None:
    table = TableView(samples.source(3), title="Daftar", filters=samples.FILTERS)
    form = Form(samples.FIELDS, today=samples.today)
    for widget in (table, form):
        qtbot.addWidget(widget)
        widget.show()
    gc.collect()
    changed: list[int] = []
    form.changed.connect(lambda: changed.append(1))
    form.editor("name").input.textEdited.emit("x")  # type: ignore[attr-defined]
    table.set_filter("grade", ("a",))
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    assert changed
