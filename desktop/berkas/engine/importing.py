"""Records coming in from a workbook or CSV: the dry run is the same code as the import, only not kept.

A room says what a kind of record looks like and how one row is applied; this module reads, checks, applies
all rows in one command, and either keeps everything or nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from berkas.engine.access import Right, require
from berkas.engine.rulebook import Rulebook
from berkas.engine.safekeeping import Occasion, safe_copy
from berkas.rules.fields import Field, Severity
from berkas.sheets.read import Table, read_table
from berkas.sheets.records import ReadProblem, Record, Records, read_records
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused

COLUMNS = "kolom"
"""The option under which somebody told which column of the file holds what."""


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What an import is told beside the file: an instrument, a unit, a period, the day."""

    today: date
    rulebook: Rulebook
    instrument: str = ""
    unit: str = ""
    period: str = ""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One sentence about one cell; `cell` is empty when it is about the whole file."""

    cell: str
    message: str
    severity: Severity = Severity.HARD


@dataclass(slots=True)
class ImportResult:
    """What an import did or would do."""

    rows: int = 0
    added: int = 0
    updated: int = 0
    ignored: int = 0
    problems: list[ImportProblem] = field(default_factory=list[ImportProblem])

    @property
    def is_blocked(self) -> bool:
        """Whether a problem stands in the way of keeping anything; doubts are only listed."""
        return any(problem.severity is Severity.HARD for problem in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The shape the command line promises."""
        return {
            "rows": self.rows,
            "added": self.added,
            "updated": self.updated,
            "ignored": self.ignored,
            "problems": [{"cell": problem.cell, "message": problem.message} for problem in self.problems],
        }


Apply = Callable[[Step, Sequence[Record], ImportContext, ImportResult], None]


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of record that can come in from a file.

    `fields` depends on the context because a survey's columns are its instrument's items. `apply` writes
    all rows through the step and counts added, updated and ignored; it appends a problem for a row it
    cannot apply. `complete` asks every row for all required fields.
    """

    key: str
    title: str
    fields: Callable[[ImportContext], Sequence[Field]]
    apply: Apply
    complete: bool = True
    known_as: Callable[[ImportContext], Mapping[str, str]] = lambda _context: {}
    """Further headings of a column, heading to field key."""
    read: Callable[[Table, ImportContext], Records | None] = lambda _table, _context: None
    """Reads a file of its own kind, such as what Berkas exported; None leaves it to the usual reading."""


class _NotKept(Exception):
    """Leaves the command of a dry run, or of a file with problems, so that nothing of it is kept."""


def run_import(
    book: Book, actor: Actor, kind: ImportKind, path: Path, context: ImportContext, *, dry_run: bool
) -> ImportResult:
    """Import a file as one command and one undo step, after a copy of the office; a dry run, or any problem,
    keeps nothing.

    What a person said about the columns (`options[COLUMNS]`, heading to field key) goes before all names.
    Raises SheetError when the file cannot be read at all.
    """
    headings = {**kind.known_as(context), **context.options.get(COLUMNS, {})}
    table = read_table(path)
    read = kind.read(table, context) or read_records(
        table, kind.fields(context), context.today, mapping=headings, complete=kind.complete
    )
    result = ImportResult(rows=len(read.records), problems=[_problem(each) for each in read.problems])

    def command(step: Step) -> ImportResult:
        require(step.actor, Right.RECORD)
        kind.apply(step, read.records, context, result)
        if dry_run or result.is_blocked:
            raise _NotKept
        step.say(f"Impor {kind.title}: {result.added} baru, {result.updated} diperbarui")
        return result

    if not dry_run and not result.is_blocked:
        safe_copy(book, Occasion.IMPORT)
    try:
        book.change(command, actor).result()
    except _NotKept:
        return result
    except Refused as refusal:
        result.problems.append(ImportProblem("", str(refusal)))
    return result


def _problem(found: ReadProblem) -> ImportProblem:
    return ImportProblem(found.cell, found.message, found.severity)
