"""A program that works on one book until it is killed; says on its output what it was told is safe.

Arguments: what to do (saves, copies, restores), the book, its passphrase or nothing, a number of its own.
"""

import sys
from pathlib import Path

from berkas_db.backup import backup, restore
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.drafts import save_draft
from berkas_db.tables import Obh, ObhAlias


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def save(step: Step, code: str) -> None:
    """Two tables, one large value and some bytes: a half of it would be seen."""
    obh = step.insert(Obh, {"code": code, "name": f"LBH Contoh {code}", "note": "catatan " * 500})
    step.insert(ObhAlias, {"obh_id": obh, "name": code, "kind": "singkatan"})
    step.attach(code.encode() * 5000, f"{code}.bin", "application/octet-stream")


def saves(path: Path, passphrase: str | None, number: str) -> None:
    """Save and type without end."""
    with Book.open(path, passphrase=passphrase) as book:
        _say("mulai")
        for count in range(100_000):
            code = f"{number}-{count}"
            book.change(save, ANYONE, code).result()
            _say(code)
            save_draft(book, ANYONE, "obh", None, f'{{"name": "{code}"}}', "name").result()
            _say(f"draf {code}")


def copies(path: Path, passphrase: str | None, number: str) -> None:
    """Copy without end."""
    folder = path.with_name("cadangan")
    folder.mkdir(exist_ok=True)
    _say("mulai")
    while True:
        _say(backup(path, folder, passphrase=passphrase).path)


def restores(path: Path, passphrase: str | None, number: str) -> None:
    """Put the same copy into place without end."""
    _say("mulai")
    while True:
        restore(path.with_name("asal.berkas"), path, passphrase=passphrase)
        _say("pulih")


if __name__ == "__main__":
    {"saves": saves, "copies": copies, "restores": restores}[sys.argv[1]](
        Path(sys.argv[2]), sys.argv[3] or None, sys.argv[4]
    )
