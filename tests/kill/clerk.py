"""What the child process does until it is killed; says what it was told is safe, one line at a time.

Everything here works like the program itself does, through the book's own calls. A line that begins with
`akan` is said before something whose end may no longer be told.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from berkas_db.backup import backup, restore
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.drafts import save_draft
from berkas_db.protection import reprotect
from berkas_db.slim import slim_backup, thin
from berkas_db.tables import Obh, ObhAlias

BEGUN, ENDED = "mulai", "selesai"
MARK = "LBH Contoh Penanda"
"""Stands in every name: must not be readable in any file of a protected office."""
BULK = 100
COPIES = "cadangan"
TYPED = "Sedang diketik"
KEY_MS = 40
"""Between two keys: faster than people type, and without the pauses at which a draft is written."""

Say = Callable[[object], None]


def save(step: Step, code: str) -> None:
    """Two tables, one large value and some bytes: a half of it would be seen."""
    obh = step.insert(Obh, {"code": code, "name": f"{MARK} {code}", "note": "catatan " * 500})
    step.insert(ObhAlias, {"obh_id": obh, "name": code, "kind": "singkatan"})
    step.attach(code.encode() * 500, f"{code}.bin", "application/octet-stream")
    step.say(f"OBH {code} disimpan")


def save_many(step: Step, code: str) -> None:
    """A bulk change: all of it or nothing."""
    for number in range(BULK):
        obh = step.insert(Obh, {"code": f"{code}+{number}", "name": f"{MARK} {code}", "note": "massal"})
        step.insert(ObhAlias, {"obh_id": obh, "name": code, "kind": "singkatan"})
    step.say(f"{BULK} OBH disimpan")


def works(say: Say, path: Path, secret: str | None, number: int) -> None:
    """Save, type, change in bulk and take back, without end."""
    with Book.open(path, passphrase=secret) as book:
        say(BEGUN)
        for count in range(1_000_000):
            code = f"{number}-{count}"
            book.change(save, ANYONE, code).result()
            say(f"simpan {code}")
            for pause in range(3):
                save_draft(
                    book, ANYONE, "obh", None, f'{{"note": "{number} {count * 3 + pause}"}}', "note"
                ).result()
                say(f"draf {number} {count * 3 + pause}")
            if count % 7 == 3:
                say(f"akan-urung {code}")
                book.undo(ANYONE).result()
                say(f"urung {code}")
            if count % 11 == 5:
                book.change(save_many, ANYONE, f"{code}m").result()
                say(f"massal {code}m")


def types(say: Say, path: Path, secret: str | None, number: int) -> None:
    """Type into the note of a new OBH, in the real form, key by key without a pause; say when."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.warning=false"}
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from berkas.desk import Desk, Place
    from berkas.engine.rulebook import Rulebook
    from berkas.rooms.obh.page import Page

    app = QApplication([])
    desk = Desk(Book.open(path, passphrase=secret), ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    room = Page(desk)
    room.show()
    room.visit(Place("obh", "obh"))
    page = room.page("obh")
    page.start_new()
    page.sheet.form.focus("note")
    note = page.sheet.form.editor("note").input
    QTest.keyClicks(note, f"{TYPED} {number} ")
    say(BEGUN)
    for count in range(1, 1_000_000):
        QTest.keyClick(note, "x")
        say(f"{time.monotonic()} {count}")
        loop = QEventLoop()
        QTimer.singleShot(KEY_MS, loop.quit)
        loop.exec()
    app.quit()


def copies(say: Say, path: Path, secret: str | None, number: int) -> None:
    """Attach, copy slimly and whole, and thin, without end."""
    folder = path.with_name(COPIES)
    folder.mkdir(exist_ok=True)
    with Book.open(path, passphrase=secret) as book:
        say(BEGUN)
        for count in range(1_000_000):
            book.change(save, ANYONE, f"{number}-{count}").result()
            slim = slim_backup(book.file, folder, occasion="berkala").path
            say(f"akan-tipis {slim.name}")
            thin(book.file, folder, lambda found: found[:3])
            say(f"salinan {slim.name}")
            if count % 3 == 0:
                say(f"penuh {backup(path, folder, passphrase=secret).path.name}")


def restores(say: Say, path: Path, secret: str | None, number: int) -> None:
    """Put the same slim copy into place without end."""
    del number
    copy = next(path.with_name(COPIES).glob("*.cadangan"))
    say(BEGUN)
    while True:
        restore(copy, path, passphrase=secret)
        say("pulih")


def upgrades(say: Say, path: Path, secret: str | None, number: int) -> None:
    """Open an office of an earlier version, which climbs the ladder."""
    del number
    say(BEGUN)
    Book.open(path, passphrase=secret).close()
    say(ENDED)


def protects(say: Say, path: Path, secret: str | None, number: int, wanted: str | None) -> None:
    """Write the office anew under another passphrase, or under none."""
    del number
    say(BEGUN)
    reprotect(path, passphrase=secret, new_passphrase=wanted)
    say(ENDED)


def imports(say: Say, path: Path, secret: str | None, number: int, workbook: str) -> None:
    """Bring a workbook of units in."""
    from berkas.engine.importing import ImportContext, run_import
    from berkas.engine.rulebook import Rulebook
    from berkas.rooms.office.sheet import IMPORTS

    del number
    context = ImportContext(date(2025, 6, 12), Rulebook.load())
    with Book.open(path, passphrase=secret) as book:
        say(BEGUN)
        result = run_import(book, ANYONE, IMPORTS["units"], Path(workbook), context, dry_run=False)
        say(f"impor {result.added}")


WORKS = {work.__name__: work for work in (works, types, copies, restores, upgrades, protects, imports)}


def main(work: str, line: Connection, path: str, secret: str | None, number: int, *more: str | None) -> None:
    """Run one of the works and say its lines into `line`."""
    WORKS[work](lambda said: line.send_bytes(f"{said}".encode()), Path(path), secret, number, *more)  # pyright: ignore[reportCallIssue]
    line.close()
