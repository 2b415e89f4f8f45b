"""What protection costs: the same office open and under a passphrase, side by side in one process.

python -m tests.million.bench_protection [FOLDER] [--rows N] [--photos MB] [--runs N]

Both files hold the same rows (and photos of random bytes); each question is asked of both in turn, so that a
busy machine slows both. Figures are medians in milliseconds and their ratio. Reports only.
"""

import argparse
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.million import offices

from berkas.engine.listing import ListRequest
from berkas.rooms.complaints.queries.complaints import COMPLAINTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.protection import reprotect
from berkas_db.tables import Obh

SECRET = "frasa sandi contoh yang panjang"
PHOTO_BYTES = 2_000_000
BULK = 10_000
FIRST = ListRequest(limit=200)
QUESTIONS: tuple[tuple[str, ListRequest], ...] = (
    ("daftar: baris pertama", FIRST),
    ("daftar: semua nomor", ListRequest()),
    ("urut menurut judul", replace(FIRST, sort="title")),
    ("cari “antrean paspor”", replace(FIRST, text="antrean paspor")),
    ("cari “an”", replace(FIRST, text="an")),
)


@dataclass
class Pair:
    """The same office twice, and how often each question is asked."""

    plain: Path
    protected: Path
    runs: int

    def both(self, name: str, work: Callable[[Path, str | None], object], runs: int = 0) -> None:
        """Time this on both files in turn and print one line."""
        spent: tuple[list[float], list[float]] = ([], [])
        for _ in range(runs or self.runs):
            for times, path, secret in (
                (spent[0], self.plain, None),
                (spent[1], self.protected, SECRET),
            ):
                begun = time.perf_counter()
                work(path, secret)
                times.append((time.perf_counter() - begun) * 1000)
        plain, protected = (statistics.median(times) for times in spent)
        print(f"| {name} | {plain:,.1f} | {protected:,.1f} | {protected / plain:.2f} |", flush=True)  # noqa: T201

    def both_open(self, name: str, work: Callable[[Book], object], runs: int = 0) -> None:
        """The same on books that stay open; a first round warms the page cache, unless `runs` is given."""
        with Book.open(self.plain) as plain, Book.open(self.protected, passphrase=SECRET) as protected:
            for book in () if runs else (plain, protected):
                work(book)
            self.both(name, lambda _path, secret: work(protected if secret else plain), runs)


def make(folder: Path, rows: int, megabytes: int) -> Pair:
    """The two files, kept in the folder."""
    plain = folder / f"banding-{rows}-{megabytes}-terbuka.berkas"
    protected = folder / f"banding-{rows}-{megabytes}-terlindung.berkas"
    if not plain.exists():
        source = offices.office(folder, rows)
        begun = plain.with_suffix(".setengah.berkas")
        shutil.copy(source, begun)
        with Book.open(begun) as book:
            for number in range(megabytes * 1_000_000 // PHOTO_BYTES):
                book.change(_photo, ANYONE, number).result()
        begun.rename(plain)
    if not protected.exists():
        begun = protected.with_suffix(".setengah.berkas")
        shutil.copy(plain, begun)
        started = time.perf_counter()
        done = reprotect(begun, passphrase=None, new_passphrase=SECRET)
        seconds = time.perf_counter() - started
        print(f"dilindungi: {done.rows:,} baris dibandingkan, {done.size:,} bita, {seconds:.1f} detik")  # noqa: T201
        begun.rename(protected)
    return Pair(plain, protected, 1)


def _photo(step: Step, number: int) -> None:
    step.attach(secrets.token_bytes(PHOTO_BYTES), f"foto-contoh-{number}.jpg", "image/jpeg")
    step.say("Foto contoh disimpan")


def report(pair: Pair, *, light: bool) -> None:
    """Everything as a table; `light` leaves the bulk insert out, which takes a minute."""
    print("| | terbuka, ms | terlindung, ms | kali |\n|---|---|---|---|")  # noqa: T201
    pair.both("buka dan tutup", lambda path, secret: Book.open(path, passphrase=secret).close())
    with Book.open(pair.plain) as book:
        ids = book.read(COMPLAINTS.ids, ListRequest(limit=256)).result()
    pair.both_open("256 baris yang terlihat", lambda book: book.glance(COMPLAINTS.rows, ids))
    for name, request in QUESTIONS:
        pair.both_open(name, lambda book, request=request: book.read(COMPLAINTS.ids, request).result())
    pair.both_open("simpan satu catatan", lambda book: book.change(_one, ANYONE).result())
    if not light:
        pair.both_open(f"sisip {BULK:,} catatan", _bulk, 1)
    with tempfile.TemporaryDirectory(dir=pair.plain.parent) as away:
        pair.both_open("cadangan penuh", lambda book: book.backup(Path(away)), 1)
    pair.both_open("periksa seluruhnya", check_book, 1)


def _one(step: Step) -> None:
    step.insert(Obh, {"code": secrets.token_hex(8), "name": "LBH Contoh", "is_example": True})
    step.say("OBH contoh disimpan")


def _bulk(book: Book) -> None:
    """Insert many in one step and take them back, so that both files stay alike."""

    def insert(step: Step) -> None:
        for _ in range(BULK):
            _one(step)

    book.change(insert, ANYONE).result()
    book.undo(ANYONE).result()


def main() -> None:
    parser = argparse.ArgumentParser(description="Time an office with and without protection.")
    offices.add_arguments(parser)
    parser.set_defaults(rows=100_000)
    parser.add_argument("--photos", type=int, default=0, help="megabytes of photos (0)")
    parser.add_argument("--runs", type=int, default=5, help="measured runs of each (5)")
    parser.add_argument("--light", action="store_true", help="leave the bulk insert out")
    asked = parser.parse_args()
    pair = make(asked.folder, asked.rows, asked.photos)
    report(replace(pair, runs=asked.runs), light=asked.light)


if __name__ == "__main__":
    main()
