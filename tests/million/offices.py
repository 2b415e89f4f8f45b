"""Makes large offices for the speed promises: one book with any number of invented complaints.

python -m tests.million.offices [FOLDER] [--rows N] [--passphrase TEXT]

Units and legal-aid organisations come in by an ordinary command; the complaints are written through the
book's own writer connection in large transactions, with every check of the schema in force, but without the
journal. The search triggers and the indexes of the table are taken away meanwhile and put back word for word
at the end, when the search is built anew as the check of a book would do it: row by row they cost three
times as much as all the rest. Seeds are fixed: the same number of rows gives the same rows. Everything is
invented.
"""

import argparse
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session
from tests.million import words

import berkas_db
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import raw_of
from berkas_db.tables import Obh, Unit

EDITION = 1
"""Raised when the invented rows change, so that kept files are made anew."""
SEED = 2018
FIRST_DAY = date(2018, 1, 1)
LAST_DAY = date(2027, 12, 31)
BATCH = 100_000
"""Rows per transaction."""
UNITS = 60
OBHS = 40
_CACHE_KIB = 400_000
_SEARCHES = ("complaint_fts", "complaint_trigram")

Progress = Callable[[int, int], None]
Row = dict[str, Any]


def office(
    folder: Path, count: int, *, passphrase: str | None = None, progress: Progress | None = None
) -> Path:
    """The file of an office with `count` complaints, made when the folder does not hold it yet.

    The name carries the schema and this generator, so a cached file is never one of an older shape.
    """
    kind = "terlindung" if passphrase else "polos"
    path = folder / f"kantor-{count}-{kind}-{_shape()}.berkas"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(".setengah.berkas")
        begun.unlink(missing_ok=True)
        make_office(begun, count, passphrase=passphrase, progress=progress)
        begun.rename(path)
    return path


def make_office(
    path: Path, count: int, *, passphrase: str | None = None, progress: Progress | None = None
) -> None:
    """Write a new office file with `count` complaints."""
    with Book.create(path, office_name="Kantor Wilayah Contoh", passphrase=passphrase) as book:
        book.change(_furnish, ANYONE).result()
        taken = book.write_aside(_take_away).result()
        rows = complaints(count)
        written = 0
        while batch := list(islice(rows, BATCH)):
            book.write_aside(partial(_write, batch)).result()
            written += len(batch)
            if progress is not None:
                progress(written, count)
        book.write_aside(partial(_put_back, taken)).result()


def complaints(count: int) -> Iterator[Row]:
    """Rows of the register in the order in which they came in, spread evenly over ten years."""
    dice = random.Random(SEED)  # noqa: S311  invented rows, the same ones each time
    days = (LAST_DAY - FIRST_DAY).days + 1
    number, year = 0, 0
    for place in range(count):
        age = (count - 1 - place) * days // max(count, 1)
        received = LAST_DAY - timedelta(days=age)
        if received.year != year:
            number, year = 0, received.year
        number += 1
        yield _complaint(dice, place + 1, number, received, age)


def _complaint(dice: random.Random, place: int, number: int, received: date, age: int) -> Row:
    stream = words.pick(dice, words.STREAMS)
    subject = _subject(dice, stream)
    class_ = words.pick(dice, words.CLASSES_OF[stream])
    channel = words.pick(dice, words.CHANNELS)
    problem, service = dice.choice(words.PROBLEMS), dice.choice(words.SERVICES)
    where = words.about(subject["unit_id"], subject["obh_id"])
    at = _instant(received, place)
    row: Row = {
        "id": place,
        "uid": uid_of(dice, received, place),
        "number": f"{number:06d}/{words.MONTHS[received.month - 1]}/{received.year}",
        "agenda_on": received.isoformat(),
        "received_on": received.isoformat(),
        "channel": channel,
        "stream": stream,
        "complaint_class": class_,
        "title": f"{problem} {service} {where} (contoh)",
        "body": f"{dice.choice(words.OPENINGS)} {problem.lower()} {service}. {dice.choice(words.STORIES)}",
        "wish": dice.choice(words.WISHES),
        "category": dice.choice(words.CATEGORIES),
        "is_anonymous": int(dice.random() < 0.2),
        "is_restricted": int(class_ in words.RESTRICTED),
        "external_system": "lapor" if channel == "lapor" else None,
        "external_number": str(3_000_000 + place) if channel == "lapor" else None,
        "ask_code": f"{place:08d}",
        "owner_name": dice.choice(words.OWNERS),
        "clock_key": class_,
        "clock_version": "1",
        "is_example": 1,
        "created_at": at,
        "updated_at": at,
    }
    return row | subject | _state(dice, received, age)


def _subject(dice: random.Random, stream: str) -> Row:
    """Who is complained about: a unit, an organisation, a notary or another agency."""
    subject: Row = {"unit_id": None, "obh_id": None, "notary": None, "other_agency": None}
    if stream == "pbh":
        subject["obh_id"] = 1 + dice.randrange(OBHS)
    elif stream == "notaris":
        subject["notary"] = f"Notaris {dice.choice(words.OWNERS)}"
    elif stream == "instansi_lain":
        subject["other_agency"] = dice.choice(words.AGENCIES)
    else:
        subject["unit_id"] = 1 + int(UNITS * dice.random() ** 2)  # some units hear much more than others
    return subject


def _state(dice: random.Random, received: date, age: int) -> Row:
    """Nearly everything old is closed; what came in the last months runs, with its next date."""
    is_open = dice.random() < max(0.02, 1 - age / 90)
    took = 1 + int(60 * dice.random() ** 2)
    end = (received + timedelta(days=took)).isoformat()
    if not is_open:
        return {
            "status": words.pick(dice, words.CLOSED),
            "next_step": None,
            "next_due_on": None,
            "answered_on": end,
            "closed_on": end,
        }
    status, step = dice.choice(words.RUNNING)
    return {
        "status": status,
        "next_step": step,
        "next_due_on": end,
        "answered_on": None,
        "closed_on": None,
    }


def _instant(received: date, place: int) -> str:
    seconds = place * 37 % 36_000
    return f"{received}T{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}.000Z"


def uid_of(dice: random.Random, received: date, place: int) -> str:
    """Shaped like the book's own identifiers: rising with time, random at the end."""
    moment = datetime(received.year, received.month, received.day, tzinfo=UTC)
    value = (int(moment.timestamp()) * 1000 + place % 86_400_000) << 80
    value |= 0x7 << 76 | (place & 0xFFF) << 64 | 0b10 << 62 | dice.getrandbits(62)
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _furnish(step: Step) -> None:
    for place in range(UNITS):
        name, kind = words.unit(place)
        step.insert(Unit, {"code": f"UPT-{place + 1:02d}", "name": name, "kind": kind, "is_example": True})
    for place in range(OBHS):
        step.insert(
            Obh, {"code": f"OBH-{place + 1:02d}", "name": words.organisation(place), "is_example": True}
        )
    step.say("Unit dan OBH contoh dicatat")


def _take_away(session: Session) -> list[str]:
    """Drop triggers and indexes of the table; the statements that make them again."""
    connection = raw_of(session.connection())
    # The page cache of the writer's connection is left large; the connection ends with this book.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE tbl_name = 'complaint' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _write(batch: list[Row], session: Session) -> None:
    names = tuple(batch[0])
    marks = ", ".join("?" * len(names))
    raw_of(session.connection()).executemany(
        f"INSERT INTO complaint ({', '.join(names)}) VALUES ({marks})",
        (tuple(row[name] for name in names) for row in batch),
    )


def _put_back(taken: list[str], session: Session) -> None:
    connection = raw_of(session.connection())
    for statement in taken:
        connection.execute(statement)
    for name in _SEARCHES:
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def _shape() -> str:
    """A short mark of the schema and of this generator."""
    return f"{EDITION}-{shape_of_schema()}"


def shape_of_schema() -> str:
    """A short mark of the schema of now."""
    schema = sorted((Path(berkas_db.__file__).parent / "migrations").rglob("*.sql"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in schema)).hexdigest()[:8]


@dataclass
class Teller:
    """Progress for a terminal: rows, rows a second, on one line."""

    begun: float

    def __call__(self, done: int, total: int) -> None:
        speed = done / (time.perf_counter() - self.begun)
        sys.stderr.write(f"\r{done:,} / {total:,} rows, {speed:,.0f} rows/s ")
        if done == total:
            sys.stderr.write("\nindexes and search ...\n")
        sys.stderr.flush()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words every benchmark understands."""
    usual = Path(tempfile.gettempdir(), "berkas-million")
    parser.add_argument("folder", nargs="?", type=Path, default=usual, help="where offices are kept")
    parser.add_argument("--rows", type=int, default=1_000_000, help="complaints (1,000,000)")
    parser.add_argument("--passphrase", help="measure a protected file")


def asked_office(asked: argparse.Namespace) -> Path:
    """The office the arguments ask for, made with progress when it is not there."""
    teller = Teller(time.perf_counter())
    return office(asked.folder, asked.rows, passphrase=asked.passphrase, progress=teller)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a large office.")
    add_arguments(parser)
    begun = time.perf_counter()
    path = asked_office(parser.parse_args())
    seconds = time.perf_counter() - begun
    sys.stdout.write(f"{path} {path.stat().st_size / 1e6:.0f} MB, {seconds:.1f} s\n")


if __name__ == "__main__":
    main()
