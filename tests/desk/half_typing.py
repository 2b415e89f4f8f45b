"""A child that types into a new OBH of a real office file and goes on living until it is killed.

`python half_typing.py FILE` types, waits until nothing is left to keep, says "tertulis" and hangs.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from berkas.desk import Desk, Place
from berkas.desk.drafting import LONGEST_MS
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(path: Path) -> None:
    app = QApplication([])
    desk = Desk(Book.open(path), ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    page = Page(desk)
    page.show()
    page.activateWindow()
    page.visit(Place("obh", "obh"))
    register = page.page("obh")
    register.start_new()
    for key, words in (
        ("name", "LBH Setengah (contoh)"),
        ("founded_on", "31 februari"),
        ("latitude", "dua kom"),
        ("note", "baris satu"),
    ):
        register.sheet.form.focus(key)
        QTest.keyClicks(register.sheet.form.editor(key).input, words)
    register.sheet.form.focus("short_name")
    line = register.sheet.form.editor("short_name").input
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "LBHS")
    line.setCursorPosition(2)
    QTest.keyClicks(line, "-")
    wait(LONGEST_MS + 200)
    sys.stdout.write("tertulis\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
