"""Turns single bytes of a file: where, and what came of it. Seeded, so that every run turns the same ones."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.db.flipping import shown

from berkas_db.book import Book
from berkas_db.check import check_book
from berkas_db.errors import BookError

PAGE = 4096


def places(data: bytes, count: int) -> Iterator[tuple[int, int]]:
    """Places and masks: a third anywhere, a third in the heads of pages, a third beside what people typed."""
    chance = random.Random(20250612)  # noqa: S311  the same places in every run
    typed = [
        at for word in (b"LBH Contoh", b"Lapas Contoh", b"K-1", b"Alias", b"O-2") for at in _all(data, word)
    ]
    for number in range(count):
        if number % 3 == 0 or not typed:
            place = chance.randrange(len(data))
        elif number % 3 == 1:
            place = chance.randrange(len(data) // PAGE) * PAGE + chance.randrange(110)
        else:
            place = min(len(data) - 1, chance.choice(typed) + chance.randrange(-12, 24))
        yield place, 1 << chance.randrange(8)


def _all(data: bytes, word: bytes) -> Iterator[int]:
    at = data.find(word)
    while at >= 0:
        yield at
        at = data.find(word, at + 1)


def outcome(path: Path, secret: str | None, good: list[tuple[Any, ...]], *, check: bool) -> str:
    """What a person meets: `layar` (a sentence at opening), `kalimat` (at reading), `utuh`, `ditemukan`
    (wrong data, and the check says so), or `DIAM` (wrong data, and nobody says so). Others raise.
    """
    try:
        with Book.open(path, passphrase=secret, write=False) as book:
            try:
                rows = book.read(shown).result()
            except BookError as error:
                return "kalimat" if error.message.endswith(".") else repr(error)
            if rows == good and not check:
                return "utuh"
            found = check_book(book)
    except BookError as error:
        return "layar" if error.message.endswith(".") else repr(error)
    if rows != good:
        return "ditemukan" if found else "DIAM"
    return "utuh, ditemukan" if found else "utuh"


def flipped(path: Path, copy: Path, place: int, mask: int) -> Path:
    """A copy with one byte turned."""
    shutil.copy(path, copy)
    with copy.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ mask]))
    return copy
