"""The list of steps, a second window over one office, and a second process that only reads."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Place
from berkas.kit import theme
from berkas.rooms.obh.editor.obhpage import ObhPage
from berkas.shell.startup import Program
from berkas.shell.window import OfficeWindow
from berkas.shell.window.steps import StepsDialog
from berkas_db.book import Book, Reading
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Obh

CLERK = """
import sys
from pathlib import Path
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Obh

def add(step, code):
    step.say(f"OBH {code} disimpan")
    return step.insert(Obh, {"code": code, "name": f"LBH {code} (contoh)"})

with Book.open(Path(sys.argv[1])) as book:
    print("siap", flush=True)
    for line in sys.stdin:
        book.change(add, ANYONE, line.strip()).result()
        print("tersimpan", flush=True)
"""


class Clerk:
    """Another process that has the office open for writing."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLERK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "siap\n"

    def save(self, code: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{code}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == "tersimpan\n"

    def leave(self) -> None:
        self._process.communicate(timeout=30)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    program = Program()
    yield program
    if program.office is not None:
        office = program.office
        with qtbot.waitSignal(office.closed):
            office.further.close_all()
            if program.office is not None:
                office.window.close()
        QApplication.processEvents()
    if program.first is not None:
        program.first.close()


def window_of(program: Program) -> OfficeWindow:
    assert program.office is not None
    return program.office.window


def add(step: Step, code: str) -> int:
    step.say(f"OBH {code} disimpan")
    return step.insert(Obh, {"code": code, "name": f"LBH {code} (contoh)"})


def codes(session: Reading) -> list[str]:
    return list(session.execute(select(Obh.code).order_by(Obh.code)).scalars())


def texts(dialog: StepsDialog, column: int) -> list[str]:
    items = [dialog.table.item(row, column) for row in range(dialog.table.rowCount())]
    return [item.text() for item in items if item is not None]


def press(program: Program, action: str) -> None:
    window_of(program).menus.actions[action].trigger()


def test_the_list_of_steps_goes_back_and_forth(program: Program, office: Path, qtbot: QtBot) -> None:
    with Book.open(office) as book:
        for code in "ABC":
            book.change(add, ANYONE, code).result()
    program.start(office)
    window = window_of(program)
    press(program, "langkah")
    (dialog,) = window.findChildren(StepsDialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 3)
    assert texts(dialog, 0) == ["OBH C disimpan", "OBH B disimpan", "OBH A disimpan"]
    dialog.table.selectRow(1)
    assert dialog.go.text() == "Urungkan sampai sini (2 langkah)"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.words.text() == "2 langkah diurungkan.")
    assert window.desk.glance(codes) == ["A"]
    qtbot.waitUntil(lambda: texts(dialog, 3) == ["Diurungkan", "Diurungkan", ""])
    dialog.table.selectRow(0)
    qtbot.waitUntil(dialog.go.isEnabled)
    assert dialog.go.text() == "Ulangi sampai sini (2 langkah)"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.words.text() == "2 langkah diulangi.")
    assert window.desk.glance(codes) == ["A", "B", "C"]
    dialog.reject()


def test_closing_one_window_leaves_the_other_and_the_last_closes_the_book(
    program: Program, office: Path, qtbot: QtBot
) -> None:
    program.start(office)
    opened = program.office
    assert opened is not None
    press(program, "jendela_baru")
    (second,) = opened.further.windows
    assert second.isVisible()
    assert second.desk is not opened.desk
    second.desk.book.change(add, ANYONE, "A").result()
    opened.window.close()
    assert program.office is opened
    assert not opened.window.isVisible()
    assert second.desk.glance(codes) == ["A"]
    with qtbot.waitSignal(opened.closed):
        second.close()
    assert program.office is None
    with Book.open(office) as book:
        assert book.glance(codes) == ["A"]


def test_going_elsewhere_from_a_further_window_ends_both(
    program: Program, office: Path, qtbot: QtBot
) -> None:
    program.start(office)
    opened = program.office
    assert opened is not None
    press(program, "jendela_baru")
    (second,) = opened.further.windows
    with qtbot.waitSignal(opened.closed) as caught:
        second.leave_for("awal")
    assert caught.args == ["awal"]
    assert opened.further.windows == []
    qtbot.waitUntil(lambda: program.first is not None)


def test_a_second_process_reads_is_told_who_writes_and_may_write_when_they_leave(
    program: Program, office: Path, qtbot: QtBot
) -> None:
    clerk = Clerk(office)
    program.open(office, write=False)
    window = window_of(program)
    band = window.reading_band
    words = window.findChildren(QPushButton)
    assert words
    assert band.isVisible()
    assert "sedang ditulis oleh" in band.sentence()
    assert "sejak" in band.sentence()
    heard: list[object] = []
    window.desk.changed.connect(heard.append)
    qtbot.waitUntil(window.reading.is_settled)
    clerk.save("A")
    window.reading.look()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0].touched["obh"] == {1}  # pyright: ignore[reportAttributeAccessIssue]
    assert window.desk.glance(codes) == ["A"]
    window.desk.open(Place("obh", "obh", 1))
    qtbot.waitUntil(lambda: any(page.record is not None for page in window.findChildren(ObhPage)))
    (page,) = window.findChildren(ObhPage)
    shown = {each.text().replace("&", "") for each in page.findChildren(QPushButton) if each.isVisible()}
    assert {"Simpan", "Baru"}.isdisjoint(shown)  # nothing is typed that could not be saved
    clerk.leave()
    window.reading.look()
    assert "Tidak ada yang menulis" in band.sentence()
    reader = program.office
    assert reader is not None
    with qtbot.waitSignal(reader.closed):
        band.pressed.emit()
    qtbot.waitUntil(lambda: program.office is not None and program.office is not reader)
    assert not window_of(program).desk.book.read_only
    assert not window_of(program).reading_band.isVisible()


def test_a_file_read_standing_still_is_opened_anew_when_somebody_begins_to_write(
    program: Program, office: Path, qtbot: QtBot
) -> None:
    program.open(office, write=False)
    window = window_of(program)
    assert "Tidak ada yang menulis" in window.reading_band.sentence()
    clerk = Clerk(office)
    clerk.save("A")
    window.reading.look()
    reader = program.office
    assert reader is not None
    if window.reading.way == "baca":
        with qtbot.waitSignal(reader.closed):
            window.reading_band.pressed.emit()
        qtbot.waitUntil(lambda: program.office is not None and program.office is not reader)
    assert "sedang ditulis oleh" in window_of(program).reading_band.sentence()
    assert window_of(program).desk.glance(codes) == ["A"]
    clerk.leave()
