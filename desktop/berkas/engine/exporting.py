"""Writes what a list shows into a workbook or CSV: the same request, the chosen columns, in batches, in the
background.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from berkas.engine.listing import BATCH, Listing, ListRequest
from berkas.rules.fields import Kind, show
from berkas.sheets.write import write_table
from berkas_db.book import Book

Progress = Callable[[int, int | None, str], None]


def export_listing(
    book: Book,
    listing: Listing,
    request: ListRequest,
    columns: Sequence[str],
    path: Path,
    *,
    title: str,
    progress: Progress | None = None,
) -> int:
    """Write every answering record; returns how many rows. Coded values are written as their words.

    `columns` are keys of the listing's columns in the wanted order; empty means all. `progress` may raise
    to cancel; nothing is left behind then.
    """
    wanted = [shown for key in columns for shown in listing.shown if shown.column.key == key] or list(
        listing.shown
    )
    ids = book.read(listing.ids, request).result()
    places = [listing.shown.index(shown) for shown in wanted]

    def rows() -> Iterator[list[Any]]:
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            values = book.read(listing.values, batch).result()
            for id_ in batch:
                if id_ in values:
                    yield [_written(listing, place, values[id_][place]) for place in places]
            if progress is not None:
                progress(min(start + BATCH, len(ids)), len(ids), "")

    write_table(path, [shown.column for shown in wanted], rows(), title=title, overwrite=True)
    return len(ids)


def _written(listing: Listing, place: int, value: object) -> object:
    """Numbers and dates stay values; codes become their words."""
    shown = listing.shown[place]
    if shown.words or shown.column.kind in {Kind.BOOLEAN, Kind.MULTI}:
        return show(shown.column, value, choices=shown.words)
    return value
