"""Covers are drawn, moved and taken away with the mouse and with keys alone; Esc loses none at once."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.kit.covercanvas import LEAST, CoverCanvas, DrawnCover
from berkas.kit.covering import CoverDialog
from berkas.rules.fields import Choice

KINDS = (Choice("wajah", "Wajah"), Choice("kunci", "Kunci atau gembok"))
SHIFT = Qt.KeyboardModifier.ShiftModifier


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 140, 200)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[CoverDialog]:
    parent = QWidget()
    parent.resize(1100, 700)
    qtbot.addWidget(parent)
    made = CoverDialog(parent, "Tutup bagian foto", picture(), [], KINDS)
    made.show()
    qtbot.waitExposed(made)
    yield made
    parent.close()


def at(canvas: CoverCanvas, across: float, down: float) -> QPoint:
    frame = canvas._frame()
    return QPointF(frame.left() + across * frame.width(), frame.top() + down * frame.height()).toPoint()


def drag(canvas: CoverCanvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def test_a_cover_is_drawn_moved_and_resized_with_the_mouse(dialog: CoverDialog) -> None:
    canvas = dialog.canvas
    drag(canvas, at(canvas, 0.1, 0.1), at(canvas, 0.3, 0.4))
    (one,) = canvas.covers
    assert (one.left, one.top) == pytest.approx((0.1, 0.1), abs=0.01)
    assert (one.width, one.height) == pytest.approx((0.2, 0.3), abs=0.01)
    drag(canvas, at(canvas, 0.2, 0.2), at(canvas, 0.6, 0.5))
    (one,) = canvas.covers
    assert (one.left, one.top) == pytest.approx((0.5, 0.4), abs=0.01)
    drag(canvas, at(canvas, 0.7, 0.7), at(canvas, 0.8, 0.9))
    (one,) = canvas.covers
    assert (one.width, one.height) == pytest.approx((0.3, 0.5), abs=0.01)
    drag(canvas, at(canvas, 0.9, 0.1), at(canvas, 0.7, 0.3))
    assert len(canvas.covers) == 2
    assert dialog.list.count() == 2


def test_everything_goes_with_keys_alone(dialog: CoverDialog) -> None:
    canvas = dialog.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    for _ in range(5):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
        QTest.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    (one,) = canvas.covers
    assert (one.left, one.height) == pytest.approx((0.35, 0.25))
    assert dialog.words.text().startswith("Penutup 1 dari 1, wajah: 35 persen dari kiri")
    QTest.keyClick(canvas, Qt.Key.Key_Insert)
    QTest.keyClick(canvas, Qt.Key.Key_PageUp)
    assert canvas.current == 0
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(canvas.covers) == 1
    dialog.kind.setCurrentIndex(1)
    dialog.kind.activated.emit(1)
    assert canvas.covers[0].kind == "kunci"
    assert dialog.list.item(0).text() == "1. Kunci atau gembok"


def test_a_cover_stays_whole_within_the_picture() -> None:
    cover = DrawnCover(0.9, 0.1, 0.1, 0.1, "wajah").moved(0.5, -0.5)
    assert (cover.left, cover.top) == pytest.approx((0.9, 0.0))
    assert cover.grown(-1, 1).width == LEAST
    assert cover.grown(0, 5).height == 1.0


def test_the_tool_speaks(dialog: CoverDialog) -> None:
    dialog.canvas.add()
    assert_speaks(dialog)
    assert_mnemonics_unique(dialog)


def test_esc_asks_once_more_before_covers_are_lost(dialog: CoverDialog) -> None:
    QTimer.singleShot(0, dialog.canvas.add)
    QTimer.singleShot(50, dialog.reject)
    QTimer.singleShot(100, lambda: seen.append(dialog.isVisible()))
    QTimer.singleShot(150, dialog.reject)
    seen: list[bool] = []
    assert dialog.ask() is None
    assert seen == [True]
    assert QApplication.activeModalWidget() is None


def test_kept_covers_come_back(dialog: CoverDialog) -> None:
    QTimer.singleShot(0, dialog.canvas.add)
    QTimer.singleShot(50, dialog.buttons[1].click)
    kept = dialog.ask()
    assert kept == [DrawnCover(0.4, 0.4, 0.2, 0.2, "wajah")]
