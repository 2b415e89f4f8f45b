"""Every list of every room: each offered order comes out of an index, and no filter sorts the whole table.

SQLite's own plan is read, on a new book: no figures about the values, so the plan cannot lean on luck.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

import berkas.rooms
from berkas.engine.listing import Listing, ListRequest
from berkas.shell.registry import lists
from berkas_db.book import Book

SHAPES: tuple[Any, ...] = (
    ("1",),
    ("1", "2"),
    ("(kosong)", "1"),
    ("2025-01-01", "2025-12-31"),
    ("2025-01-01", None),
    (1, 2),
    True,
    False,
    "(kosong)",
    "(terisi)",
    "1",
    1,
)
"""What a filter may be set to: codes, bounds, yes and no, blank and filled, one code. A filter takes some."""

Step = tuple[int, int, int, str]


def every_list() -> Mapping[str, Listing]:
    """Lists by the module and name that declare them, and those of the command line."""
    found: dict[str, Listing] = {}
    for module in pkgutil.walk_packages(berkas.rooms.__path__, "berkas.rooms."):
        if "queries" in module.name.split("."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Listing) and not _known(value, found):
                    found[f"{module.name.removeprefix('berkas.rooms.')}.{name}"] = value
    return found | {word: value for word, value in lists().items() if not _known(value, found)}


def _known(listing: Listing, found: Mapping[str, Listing]) -> bool:
    return any(listing is each for each in found.values())


LISTS = every_list()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path: Path = tmp_path_factory.mktemp("daftar") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Contoh") as book:
        yield book


def outer_steps(session: Session, question: Select[int]) -> list[str]:
    """The plan's steps over the list itself, without those of questions inside it."""
    connection = session.connection()
    compiled = question.compile(connection, compile_kwargs={"render_postcompile": True})
    values = (None,) * len(compiled.positiontup or ())  # type: ignore[attr-defined]
    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values)
    return [step[3] for step in steps if step[1] == 0]


def sorts(steps: list[str]) -> bool:
    return any("TEMP B-TREE" in step and "ORDER BY" in step for step in steps)


def conditions(listing: Listing, name: str) -> Iterator[ListRequest]:
    """The list with one filter, set to everything the filter takes."""
    for shape in SHAPES:
        request = ListRequest(filters={name: shape})
        try:
            listing.question(request)
        except (ArgumentError, AttributeError, KeyError, TypeError, ValueError):
            continue
        yield request


def test_the_lists_of_all_rooms_are_there() -> None:
    rooms = {name.partition(".")[0] for name in LISTS}
    assert rooms >= {"award", "complaints", "followups", "obh", "office", "visits"}


@pytest.mark.parametrize("name", LISTS)
def test_each_order_comes_out_of_an_index(book: Book, name: str) -> None:
    listing = LISTS[name]
    keys = ["", *(column.key for column in listing.columns if column.sortable)]
    for request in (ListRequest(sort=key, descending=down) for key in keys for down in (False, True)):
        steps = book.glance(outer_steps, listing.question(request))
        assert not sorts(steps), (request.sort or listing.sort, steps)


@pytest.mark.parametrize("name", LISTS)
def test_no_filter_sorts_the_whole_table(book: Book, name: str) -> None:
    """A filter reads the list in its order, or finds its rows by an index and sorts only those."""
    listing = LISTS[name]
    table = listing.model.__tablename__
    for key in listing.filters:
        requests = list(conditions(listing, key))
        assert requests, f"no shape fits the filter {key}"
        for request in requests:
            steps = book.glance(outer_steps, listing.question(request))
            whole = any(step.split(" USING")[0] == f"SCAN {table}" for step in steps)
            assert not (sorts(steps) and whole), (request.filters, steps)
            first = ListRequest(filters=request.filters, limit=200)
            near = book.glance(outer_steps, listing.near(first))
            assert not sorts(near), (request.filters, near)
