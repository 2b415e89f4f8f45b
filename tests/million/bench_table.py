"""How fast the list of complaints answers over a large office, as ratios against the bare question.

python -m tests.million.bench_table [FOLDER] [--rows N] [--passphrase TEXT] [--runs N] [--part ids|window|all]

First part, without a window: ids and rows through Listing, book and threads, against the same SQL on a bare
connection of the same library in the same process. Second part: the real table, offscreen, with its longest
pause of the event loop. Reports only; nothing here passes or fails.
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.dialects import sqlite
from tests.million import measuring, offices
from tests.million.measuring import Against, against

from berkas.engine.listing import Listing, ListRequest
from berkas.rooms.complaints.queries.complaints import COMPLAINTS
from berkas_db.book import Book
from berkas_db.connect import CACHE_KIB, DriverConnection

FIRST = 200
WINDOW = 256
FILTERS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("masih terbuka", {"open": True}),
    ("keadaan: diterima", {"status": ("diterima",)}),
    ("keadaan: selesai", {"status": ("selesai",)}),
    ("dua keadaan", {"status": ("diterima", "diverifikasi")}),
    ("kelas", {"complaint_class": ("pengaduan_obh",)}),
    ("jalur", {"stream": ("notaris",)}),
    ("saluran", {"channel": ("surat",)}),
    ("unit", {"unit": ("7",)}),
    ("unit kosong", {"unit": ("(kosong)",)}),
    ("OBH", {"obh": ("3",)}),
    ("diterima dalam setahun", {"received_on": ("2025-01-01", "2025-12-31")}),
    ("diterima sejak 2020", {"received_on": ("2020-01-01", None)}),
    ("jatuh tempo dalam sebulan", {"next_due_on": ("2027-12-01", "2027-12-31")}),
    ("jatuh tempo kosong", {"next_due_on": "(kosong)"}),
    ("unit dan masih terbuka", {"unit": ("7",), "open": True}),
    ("rekaan", {"is_example": True}),
)
KEYSTROKES = ("a", "an", "ant", "antr", "antrean")
LINES = ("antrean paspor", "kursi roda toboali", "000123/VII/2023", "3500", "0123", "Muham", "tidak-ada-kata")


@dataclass(frozen=True, slots=True)
class Bench:
    """An open book, its list, and a bare connection to the same file."""

    book: Book
    bare: DriverConnection
    listing: Listing
    runs: int

    def ids(self, request: ListRequest) -> list[int]:
        """As the table asks: on the reader's thread."""
        return list(self.book.read(self.listing.ids, request).result())

    def first_rows(self, request: ListRequest) -> None:
        """As the table begins: the first ids, then the words of one window."""
        found = self.book.read(self.listing.ids, replace(request, limit=FIRST)).result()
        self.book.glance(self.listing.rows, found)

    def bare_ids(self, sql: str) -> list[int]:
        """Nothing but the library."""
        return [row[0] for row in self.bare.execute(sql).fetchall()]

    def bare_rows(self, ids: list[int]) -> None:
        """The stored values of one window, as plain as they can be asked for."""
        marks = ", ".join(map(str, ids)) or "NULL"
        self.bare.execute(f"{self._values_sql()} WHERE complaint.id IN ({marks})").fetchall()

    def sql(self, request: ListRequest) -> str:
        """The question as the library gets it."""
        compiled = self.listing.question(request).compile(
            dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
        )
        return str(compiled)

    def plan(self, request: ListRequest) -> str:
        """“sorts” where the answer has to be sorted before the first row comes, “scans” without an index."""
        steps = [row[3] for row in self.bare.execute(f"EXPLAIN QUERY PLAN {self.sql(request)}").fetchall()]
        words = ["sorts"] if any("TEMP B-TREE" in step for step in steps) else []
        return " ".join(words + (["scans"] if "SCAN complaint" in steps else []))

    def compare(self, name: str, request: ListRequest, *, everything: bool = True) -> Iterator[Against]:
        """First rows, and all ids, of one question."""
        first, whole = self.sql(replace(request, limit=FIRST)), self.sql(request)
        yield against(
            f"{name}: first rows",
            lambda: self.first_rows(request),
            lambda: self.bare_rows(self.bare_ids(first)),
            self.runs,
            self.plan(replace(request, limit=FIRST)),
        )
        if everything:
            count = len(self.ids(request))
            yield against(
                f"{name}: all ids",
                lambda: self.book.read(self.listing.ids, request).result(),
                lambda: self.bare_ids(whole),
                max(1, self.runs // 3),
                f"{count} rows {self.plan(request)}".strip(),
            )

    def _values_sql(self) -> str:
        shown = [each.value for each in self.listing.shown]
        from sqlalchemy import select

        statement = self.listing.join(select(self.listing.model.__table__.c.id, *shown))
        return str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


@contextmanager
def opened(book: Book, runs: int, listing: Listing = COMPLAINTS) -> Iterator[Bench]:
    """A bench over an open book; the bare connection has the reader's page cache."""
    with book.side_connection() as bare:
        bare.execute(f"PRAGMA cache_size = -{CACHE_KIB['reader']}")
        yield Bench(book, bare, listing, runs)


def opening(bench: Bench) -> list[Against]:
    """The list as it opens, and jumps into it."""
    found = list(bench.compare("open the list", ListRequest()))
    ids = bench.ids(ListRequest())
    for share in (0.5, 0.9):
        depth = int(len(ids) * share)
        window = ids[depth : depth + WINDOW]
        found.append(
            against(
                f"jump to row {depth:,}",
                lambda window=window: bench.book.glance(bench.listing.rows, window),
                lambda window=window: bench.bare_rows(window),
                bench.runs,
            )
        )
    return found


def sorting(bench: Bench) -> list[Against]:
    """Every column that may be sorted, both ways."""
    return [
        each
        for column in bench.listing.columns
        if column.sortable
        for descending in (False, True)
        for each in bench.compare(
            f"{column.label} {'down' if descending else 'up'}",
            ListRequest(sort=column.key, descending=descending),
            everything=not descending,
        )
    ]


def filtering(bench: Bench) -> list[Against]:
    """Every filter, at least once."""
    return [each for name, filters in FILTERS for each in bench.compare(name, ListRequest(filters=filters))]


def searching(bench: Bench) -> list[Against]:
    """A word as it is typed, and other lines."""
    return [
        each for line in (*KEYSTROKES, *LINES) for each in bench.compare(f"“{line}”", ListRequest(text=line))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the list of complaints.")
    offices.add_arguments(parser)
    parser.add_argument("--runs", type=int, default=9, help="measured runs of each (9)")
    parser.add_argument("--part", choices=("ids", "window", "all"), default="all")
    asked = parser.parse_args()
    path = offices.asked_office(asked)
    with Book.open(path, passphrase=asked.passphrase) as book:
        if asked.part in ("ids", "all"):
            with opened(book, asked.runs) as bench:
                measuring.print_against(f"Opening and jumping, {asked.rows:,} rows", opening(bench))
                measuring.print_against("Sorting", sorting(bench))
                measuring.print_against("Filtering", filtering(bench))
                measuring.print_against("Searching", searching(bench))
        if asked.part in ("window", "all"):
            from tests.million import table_window

            with opened(book, asked.runs) as bench:
                table_window.report(bench)


if __name__ == "__main__":
    main()
