"""Writes what a list shows into a workbook or CSV: the same request, the chosen columns, in batches, in the
background. What leaves the office is noted in the journal before it leaves: which list, how many rows, by
whom; never what stands in them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from berkas.engine.importing import ImportContext, ImportKind
from berkas.engine.listing import BATCH, Listing, ListRequest
from berkas.rules.fields import Kind, show
from berkas.sheets.write import TableSheet, write_table, write_tables
from berkas_db.beside import note_beside
from berkas_db.book import Book, Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused

Progress = Callable[[int, int | None, str], None]

EXPORTED = "ekspor"
"""The journal's word for data that leave the office."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `is_noted` is false where the file could not be written, not even its journal."""

    rows: int
    is_noted: bool


def note_export(book: Book, actor: Actor, what: str, rows: int, form: str) -> bool:
    """Leave a line in the journal about data that are about to leave, also where the book is only read.

    `what` names the list, `form` the ending of the file. Returns whether the line could be written.
    """

    def note(step: Step) -> None:
        step.note(EXPORTED, None, None, {"daftar": what, "baris": rows, "bentuk": form})
        step.say(f"Ekspor {what}: {rows} baris ({form})")

    if book.read_only:
        return note_beside(book.file, note, actor)
    book.change(note, actor).result()
    return True


def export_listing(
    book: Book,
    listing: Listing,
    request: ListRequest,
    columns: Sequence[str],
    path: Path,
    *,
    title: str,
    actor: Actor,
    progress: Progress | None = None,
) -> Exported:
    """Write every answering record, noted for `actor` beforehand. Coded values are written as their words.

    `columns` are keys of the listing's columns in the wanted order; empty means all. `progress` may raise
    to cancel; nothing is left behind then.
    """
    wanted = [shown for key in columns for shown in listing.shown if shown.column.key == key] or list(
        listing.shown
    )
    ids = book.read(listing.ids, request).result()
    noted: list[bool] = []
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
        # All rows are written, but the file has no name yet: nothing leaves without its line.
        noted.append(note_export(book, actor, title, len(ids), path.suffix.lower().lstrip(".")))

    write_table(path, [shown.column for shown in wanted], rows(), title=title, overwrite=True)
    return Exported(len(ids), noted[0])


def export_tables(
    book: Book, sheets: Sequence[TableSheet], path: Path, *, title: str, actor: Actor
) -> Exported:
    """Write finished tables, such as those of a recap, as the sheets of one workbook, noted for `actor`."""
    kept = [TableSheet(each.title, each.columns, list(each.rows)) for each in sheets]
    number = sum(len(each.rows) for each in kept if isinstance(each.rows, list))
    noted = note_export(book, actor, title, number, path.suffix.lower().lstrip("."))
    write_tables(path, kept, overwrite=True)
    return Exported(number, noted)


def export_register(
    book: Book,
    actor: Actor,
    kind: ImportKind,
    path: Path,
    context: ImportContext,
    *,
    progress: Progress | None = None,
) -> Exported:
    """Write all records of a kind in the columns of its import, noted for `actor`: what comes back unchanged
    changes nothing. Personal columns stay empty, and an empty cell never erases.
    """
    if kind.outgoing is None:
        raise Refused(f"{kind.title} tidak dapat diekspor dalam bentuk ini.")
    fields = [each for each in kind.fields(context) if not each.read_only]
    there = book.read(_records, kind.outgoing, actor).result()
    noted: list[bool] = []

    def rows() -> Iterator[list[Any]]:
        for number, values in enumerate(there):
            if progress is not None and number % BATCH == 0:
                progress(number, len(there), "")
            yield [None if each.personal else values.get(each.key) for each in fields]
        noted.append(note_export(book, actor, kind.title, len(there), path.suffix.lower().lstrip(".")))

    write_table(path, fields, rows(), title=kind.title, overwrite=True)
    return Exported(len(there), noted[0])


def _records(
    session: Reading, outgoing: Callable[[Reading, Actor], Iterable[Mapping[str, Any]]], actor: Actor
) -> list[Mapping[str, Any]]:
    """Every record, read to its end at once: a reader left half-way would show the past from then on."""
    return list(outgoing(session, actor))


def _written(listing: Listing, place: int, value: object) -> object:
    """Numbers and dates stay values; codes become their words."""
    shown = listing.shown[place]
    if shown.words or shown.column.kind in {Kind.BOOLEAN, Kind.MULTI}:
        return show(shown.column, value, choices=shown.words)
    return value
