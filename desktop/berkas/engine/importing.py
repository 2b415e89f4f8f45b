"""Records coming in from a workbook or CSV: the dry run is the same code as the import, only not kept.

A room says what a kind of record looks like and how one row is applied; this module reads, checks, applies
all rows in one command, and either keeps everything or nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, overload

from berkas.engine.access import Right, require
from berkas.engine.rulebook import Rulebook
from berkas.engine.safekeeping import Occasion, safe_copy
from berkas.rules.fields import Field, Severity, show
from berkas.rules.nearness import nearest
from berkas.sheets.read import Table, read_table
from berkas.sheets.records import ReadProblem, Record, Records, find_heading, match_columns, read_records
from berkas_db.book import Book, Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused

COLUMNS = "kolom"
"""The option under which somebody told which column of the file holds what."""
SHEET = "lembar"
"""The option under which somebody chose a sheet of the workbook."""
POLICY = "cara"
"""The option under which somebody said what to do with known and with new records."""
MOST_SHOWN_ROWS = 200
"""How many rows of a trial are shown with what becomes of them."""
_SAMPLES = 3
_EVERY = 20

Progress = Callable[[int, int | None, str], None]
"""Rows done, of how many, in words; it may raise to cancel, and nothing is kept then."""


class Policy(StrEnum):
    """What an import does with records that are there already, and with those that are not."""

    BOTH = "tambah_dan_perbarui"
    ADD = "hanya_tambah"
    UPDATE = "hanya_perbarui"

    @property
    def label(self) -> str:
        """The words of the choice."""
        return {
            Policy.BOTH: "Tambah yang baru, perbarui yang sudah ada",
            Policy.ADD: "Hanya tambah; yang sudah ada dilewati",
            Policy.UPDATE: "Hanya perbarui; yang baru dilewati",
        }[self]


class Outcome(StrEnum):
    """What becomes of one row."""

    ADDED = "baru"
    UPDATED = "diperbarui"
    SAME = "sudah sama"
    SKIPPED = "dilewati"
    WRONG = "bermasalah"


@dataclass(frozen=True, slots=True)
class ImportContext:
    """What an import is told beside the file: an instrument, a unit, a period, the day."""

    today: date
    rulebook: Rulebook
    instrument: str = ""
    unit: str = ""
    period: str = ""
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def takes(self, known: object) -> bool:
        """Whether a row is wanted: `known` is the record it speaks of, None or 0 for a new one."""
        policy = Policy(self.options.get(POLICY, Policy.BOTH))
        return policy is Policy.BOTH or (policy is Policy.UPDATE) == bool(known)


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
    skipped: int = 0
    outcomes: dict[int, Outcome] = field(default_factory=dict[int, Outcome])
    """What became of which row (the number people see), where the kind tells it row by row."""
    columns: tuple[str, ...] = ()
    shown: list[tuple[int, tuple[str, ...]]] = field(default_factory=list[tuple[int, tuple[str, ...]]])
    """The first rows as they were understood: row number and one text per column of `columns`."""

    def tell(self, row: int, outcome: Outcome) -> None:
        """Count one row."""
        self.outcomes[row] = outcome
        self.added += outcome is Outcome.ADDED
        self.updated += outcome is Outcome.UPDATED
        self.ignored += outcome in {Outcome.SAME, Outcome.SKIPPED}
        self.skipped += outcome is Outcome.SKIPPED

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
class FileColumn:
    """A column of a file as somebody sees it before it is read. `key` is the field it holds, empty for none;
    `is_sure` is false for a guess; `why` says why there is none. `only` names what a column of our own export
    holds that no other can: one option, or one cell of a table."""

    heading: str
    samples: tuple[str, ...]
    key: str
    is_sure: bool
    why: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of record that can come in from a file.

    `fields` depends on the context because a survey's columns are its instrument's items. `apply` writes
    all rows through the step and tells the result what became of each; it appends a problem for a row it
    cannot apply. `complete` asks every row for all required fields. `has_policy` offers to take only new or
    only known records. `outgoing` gives what is there, in the values of `fields`: what goes out by it comes
    back without change.
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
    columns: Callable[[Table, ImportContext], list[FileColumn]] | None = None
    """The columns of a file with what each holds, where the usual way does not know."""
    has_policy: bool = True
    outgoing: Callable[[Reading, Actor], Iterable[Mapping[str, Any]]] | None = None


class _NotKept(Exception):
    """Leaves the command of a dry run, or of a file with problems, so that nothing of it is kept."""


class _Counted(Sequence[Record]):
    """Records that tell how far somebody has come with them."""

    def __init__(self, records: Sequence[Record], progress: Progress, words: str) -> None:
        self._records, self._progress, self._words = records, progress, words

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | Sequence[Record]:
        """One record, or some, untold."""
        return self._records[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        """One after the other; every so many the progress is told."""
        for number, record in enumerate(self._records):
            if number % _EVERY == 0:
                self._progress(number, len(self._records), self._words)
            yield record


def columns_of(table: Table, kind: ImportKind, context: ImportContext) -> list[FileColumn]:
    """The columns of a file with what each holds: known by name, or guessed from a similar one."""
    if kind.columns is not None:
        return kind.columns(table, context)
    wanted = [each for each in kind.fields(context) if not each.read_only]
    further = kind.known_as(context)
    table = find_heading(table, [*(name for each in wanted for name in (each.label, each.key)), *further])
    known = match_columns(table, wanted, further)
    left = {each.label: each.key for each in wanted if each not in known.values()}
    found: list[FileColumn] = []
    for place, heading in enumerate(table.header):
        if not heading:
            continue
        samples = tuple(str(row.cell(place)) for row in table.rows[:_SAMPLES] if row.cell(place) is not None)
        if place in known:
            found.append(FileColumn(heading, samples, known[place].key, is_sure=True))
        else:
            near = nearest(heading, left)
            found.append(FileColumn(heading, samples, left.pop(near, ""), is_sure=False))
    return found


def run_import(
    book: Book,
    actor: Actor,
    kind: ImportKind,
    path: Path,
    context: ImportContext,
    *,
    dry_run: bool,
    progress: Progress | None = None,
) -> ImportResult:
    """Import a file as one command and one undo step, after a copy of the office; a dry run, or any problem,
    keeps nothing.

    What a person said about the columns (`options[COLUMNS]`, heading to field key) goes before all names.
    Raises SheetError when the file cannot be read at all.
    """
    report: Progress = progress or (lambda _done, _total, _words: None)
    headings = {**kind.known_as(context), **context.options.get(COLUMNS, {})}
    table = read_table(
        path,
        sheet=context.options.get(SHEET) or None,
        progress=lambda rows: report(rows, None, f"Membaca {path.name}"),
    )
    fields = kind.fields(context)
    read = kind.read(table, context) or read_records(
        table, fields, context.today, mapping=headings, complete=kind.complete
    )
    result = ImportResult(rows=len(read.records), problems=[_problem(each) for each in read.problems])
    records = _Counted(read.records, report, "Mencoba" if dry_run else "Menyimpan")

    def command(step: Step) -> ImportResult:
        require(step.actor, Right.RECORD)
        kind.apply(step, records, context, result)
        if dry_run or result.is_blocked:
            raise _NotKept
        step.say(f"Impor {kind.title}: {result.added} baru, {result.updated} diperbarui")
        return result

    if not dry_run and not result.is_blocked:
        safe_copy(book, Occasion.IMPORT)
    try:
        book.change(command, actor).result()
    except _NotKept:
        pass
    except Refused as refusal:
        result.problems.append(ImportProblem("", str(refusal)))
    _show_rows(result, read, fields)
    return result


def _show_rows(result: ImportResult, read: Records, fields: Sequence[Field]) -> None:
    """The first rows in finished words, for the eyes of whoever tries."""
    known = {each.key: each for each in fields}
    shown = [known[key] for key in dict.fromkeys(read.columns.values()) if key in known]
    result.columns = tuple(each.label for each in shown)
    for record in read.records[:MOST_SHOWN_ROWS]:
        texts = tuple(
            "" if each.personal else show(each, record.values.get(each.key), choices=each.choices)
            for each in shown
        )
        result.shown.append((record.row, texts))


def _problem(found: ReadProblem) -> ImportProblem:
    return ImportProblem(found.cell, found.message, found.severity)
