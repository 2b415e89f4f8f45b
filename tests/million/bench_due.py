"""How fast due dates answer over a large office: the first page, and all open dates counted again.

python -m tests.million.bench_due [FOLDER] [--rows N] [--open N] [--runs N] [--part today|recount|all]

First part: the board of the first page over N complaints of which 50,000 are open, against the very SQL it
asks, on a bare connection of the same library in the same process. Second part: all open due dates counted
again after a holiday, against one pass of the bare calendar function over the same rows; once where nothing
moves, and once where the holiday moves dates, which are then written with journal and undo. Reports only;
nothing here passes or fails.
"""

import argparse
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session
from tests.million import measuring, offices
from tests.million.measuring import Against, against

from berkas.engine import due
from berkas.rooms.today.queries import board
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.connect import CACHE_KIB, raw_of
from berkas_db.tables import Complaint, Due, HolidayExtra

OPEN = 50_000
TODAY = date(2027, 11, 30)
_CLASS = "pengaduan_tidak_berkadar"
_STEPS = (("verifikasi", "Verifikasi dan penyaluran", 3), ("penyelesaian", "Penyelesaian", 14))
_FAR = date(2030, 1, 2)
"""A holiday no open date runs through."""


def make_open(path: Path, count: int) -> None:
    """Make the newest complaints run, each with the two steps of its clock; everything else is closed."""
    with Book.open(path) as book:
        calendar = book.glance(due.calendar_of)
        version = book.glance(due.version_on, _CLASS, TODAY)
        book.write_aside(lambda session: _open_newest(session, count, calendar, version.key)).result()


def _open_newest(session: Session, count: int, calendar: Any, version: str) -> None:  # noqa: ANN401
    raw = raw_of(session.connection())
    dice = random.Random(7)  # noqa: S311  the same office every time
    raw.execute(
        "UPDATE complaint SET status = 'selesai', next_step = NULL, next_due_on = NULL,"
        " closed_on = received_on WHERE next_due_on IS NOT NULL"
    )
    newest = raw.execute(
        "SELECT id FROM complaint WHERE trashed_at IS NULL ORDER BY id DESC LIMIT ?", (count,)
    ).fetchall()
    rows: list[tuple[object, ...]] = []
    for (id_,) in newest:
        start = TODAY - timedelta(days=dice.randrange(60))
        dates = [calendar.add_working_days(start, days).isoformat() for _, _, days in _STEPS]
        rows += [
            (f"{id_:08x}-0000-7000-8000-{place:012x}", id_, _CLASS, version, key, label, days, "kerja",
             start.isoformat(), dates[place], place)
            for place, (key, label, days) in enumerate(_STEPS)
        ]  # fmt: skip
        raw.execute(
            "UPDATE complaint SET status = 'diterima', closed_on = NULL, answered_on = NULL, clock_key = ?,"
            " clock_version = ?, complaint_class = ?, received_on = ?, next_step = ?, next_due_on = ?"
            " WHERE id = ?",
            (_CLASS, version, _CLASS, start.isoformat(), _STEPS[0][1], dates[0], id_),
        )
    names = (
        "uid, complaint_id, clock_key, clock_version, step_key, label, days, day_unit, start_on, due_on, sort"
    )
    marks = ", ".join("?" * (names.count(",") + 1))
    raw.executemany(f"INSERT INTO due ({names}) VALUES ({marks})", rows)


def prepared(folder: Path, rows: int, count: int, source: Path) -> Path:
    """A copy of a large office in which `count` complaints are open, made when it is not there."""
    path = folder / f"tempo-{rows}-{count}-{source.stem[-8:]}.berkas"
    if not path.exists():
        begun = path.with_suffix(".setengah.berkas")
        shutil.copyfile(source, begun)
        make_open(begun, count)
        begun.rename(path)
    return path


@contextmanager
def heard() -> Iterator[list[tuple[str, Any]]]:
    """Every statement that is asked meanwhile, with its values."""
    from sqlalchemy.engine import Engine

    found: list[tuple[str, Any]] = []

    def listen(*told: Any) -> None:  # noqa: ANN401  as the library calls it
        found.append((told[2], told[3]))

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", listen)


def today_page(book: Book, runs: int) -> list[Against]:
    """The first page, and what its due dates alone cost."""
    found: list[Against] = []
    questions: tuple[tuple[str, Callable[[Session], object]], ...] = (
        ("first page", lambda session: board(session, ANYONE, TODAY)),
        ("due dates of it", lambda session: due.open_dues(session, TODAY)),
        ("how many are late", lambda session: due.count_late(session, TODAY)),
    )
    for name, query in questions:
        with heard() as told:
            book.read(query).result()
        asked = [(sql, given) for sql, given in told if sql.startswith(("SELECT", "WITH"))]
        with book.side_connection() as bare:
            bare.execute(f"PRAGMA cache_size = -{CACHE_KIB['reader']}")

            def ask(asked: Sequence[tuple[str, Any]] = asked, bare: Any = bare) -> None:  # noqa: ANN401
                for sql, given in asked:
                    bare.execute(sql, given).fetchall()

            def ours(query: Callable[[Session], object] = query) -> object:
                return book.read(query).result()

            found.append(against(name, ours, ask, runs, f"{len(asked)} statements"))
    return found


def recounting(book: Book, runs: int) -> list[Against]:
    """All open due dates counted again, against the bare calendar."""
    with_dates = select(Due.start_on, Due.days).where(Due.done_on.is_(None), Due.start_on.is_not(None))
    rows = book.read(lambda session: session.execute(with_dates).all()).result()
    counts = [(date.fromisoformat(start), days) for start, days in rows if start and days is not None]
    turn = iter(range(10_000))

    def bare() -> None:
        calendar = book.glance(due.calendar_of)
        for start, days in counts:
            calendar.add_working_days(start, days)

    def holiday(step: Step, day: date) -> int:
        """Come and go in turns, so that every run has something to count."""
        known = step.session.execute(
            select(HolidayExtra.id).where(HolidayExtra.on_date == day.isoformat())
        ).scalar_one_or_none()
        if known is None:
            step.insert(HolidayExtra, {"on_date": day.isoformat(), "name": f"Contoh {next(turn)}",
                                       "kind": "tutup_kantor", "decree": "SE contoh"})  # fmt: skip
        else:
            step.delete(HolidayExtra, known)
        return due.recompute_open(step)

    def ours(day: date) -> int:
        return book.change(holiday, ANYONE, day).result().value

    moving = TODAY + timedelta(days=1)
    moved = ours(moving)
    ours(moving)
    return [
        against("counted again, nothing moves", lambda: ours(_FAR), bare, runs, f"{len(counts)} dates"),
        against("counted again and written", lambda: ours(moving), bare, 1, f"{moved} dates moved"),
    ]


def running(book: Book) -> int:
    """How many complaints are open."""
    count = select(Complaint.id).where(Complaint.next_due_on.is_not(None))
    return book.read(lambda session: len(session.execute(count).all())).result()


def report(book: Book, runs: int, part: str = "all") -> list[Against]:
    """Print the tables; the measured lines."""
    found: list[Against] = []
    total = book.read(lambda s: s.execute(text("SELECT count(*) FROM complaint")).scalar_one()).result()
    title = f"{total:,} complaints, {running(book):,} open"
    if part in ("today", "all"):
        found += today_page(book, runs)
        measuring.print_against(f"The first page: {title}", found)
    if part in ("recount", "all"):
        counted = recounting(book, max(1, runs // 3))
        measuring.print_against(f"All open due dates: {title}", counted)
        found += counted
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the due dates.")
    offices.add_arguments(parser)
    parser.add_argument("--open", type=int, default=OPEN, help="open complaints (50,000)")
    parser.add_argument("--runs", type=int, default=9, help="measured runs of each (9)")
    parser.add_argument("--part", choices=("today", "recount", "all"), default="all")
    asked = parser.parse_args()
    path = prepared(asked.folder, asked.rows, asked.open, offices.asked_office(asked))
    with Book.open(path, passphrase=asked.passphrase) as book:
        report(book, asked.runs, asked.part)


if __name__ == "__main__":
    main()
