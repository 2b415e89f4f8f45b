"""A program that attaches, copies and thins without end until it is killed; says which copies it has made.

Arguments: the book, the folder of the copies, its passphrase or nothing, a number of its own.
"""

import sys
from pathlib import Path

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.slim import thin


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(book_path: str, copies: str, secret: str, number: str) -> None:
    """Copy and thin, keeping the newest two copies only, so that pieces come and go."""
    with Book.open(Path(book_path), passphrase=secret or None) as book:
        _say("mulai")
        for count in range(10_000):
            data = f"{number}-{count}".encode() * 20_000

            def attach(step: Step, data: bytes = data) -> None:
                step.say("Foto contoh disimpan")
                step.attach(data, "foto-contoh.jpg", "image/jpeg")

            book.change(attach, ANYONE).result()
            _say(book.slim_backup(Path(copies), occasion="berkala").path)
            thin(book.file, Path(copies), lambda found: found[:2])
            _say("ditipiskan")


if __name__ == "__main__":
    main(*sys.argv[1:])
