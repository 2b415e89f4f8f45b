"""`list`, `import`, `export`: records of an office out and in. Lists show codes, never an identity."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from berkas.engine.answer_export import AnswerSet, answer_sets_of, export_answers
from berkas.engine.exporting import export_listing
from berkas.engine.history import office_today
from berkas.engine.importing import ImportContext, run_import
from berkas.engine.listing import Listing, ListRequest
from berkas.rooms.visits.queries.surveys import periods_named
from berkas.rules.fields import show
from berkas.sheets.answer_files import codebook_beside
from berkas.shell import registry
from berkas.shell.cli.answers import complain, complain_all, say, say_json, say_table
from berkas.shell.cli.office import opened, opened_to_note, person, rules_of
from berkas.shell.cli.words import CallError
from berkas_db.book import Book

_WIDEST = 40
ANSWERS = "answers"
"""The kind that is no list: answers of one instrument with their codebook."""


def list_records(call: Namespace) -> int:
    """Every record of a kind, in the order of its list."""
    listing = _listing(call.kind)
    with opened(Path(call.office), write=False) as book:
        person(book, call)
        rows = book.read(_whole, listing).result()
    if call.json:
        keys = [column.key for column in listing.columns if not column.personal]
        say_json([dict(zip(keys, _public(listing, row), strict=True)) for row in rows])
        return 0
    columns = [column for column in listing.columns if not column.personal]
    words = [[_short(text) for text in _words(listing, row)] for row in rows]
    say_table([column.label for column in columns], words)
    say(f"{len(rows)} baris")
    return 0


def export_records(call: Namespace) -> int:
    """Write a list into a workbook or CSV file; an existing file is not replaced."""
    listing = None if call.kind == ANSWERS else _listing(call.kind)
    path = Path(call.out)
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise CallError(f"{path.name}: berkas tujuan harus berakhiran .xlsx atau .csv.")
    beside = [codebook_beside(path)] if listing is None and path.suffix.lower() == ".csv" else []
    for each in (path, *beside):
        if each.exists():
            raise CallError(f"{each} sudah ada dan tidak ditimpa. Pilih nama lain.")
    with opened_to_note(Path(call.office)) as book:
        actor = person(book, call)
        if listing is None:
            done = export_answers(book, _answers(book, call), path, actor=actor)
        else:
            columns = [column.key for column in listing.columns if not column.personal]
            done = export_listing(book, listing, ListRequest(), columns, path, title=call.kind, actor=actor)
    say(f"{done.rows} baris ditulis ke {path}")
    if not done.is_noted:
        complain("Ekspor ini tidak tercatat dalam riwayat: berkas kantor hanya dapat dibaca.")
    return 0


def _answers(book: Book, call: Namespace) -> AnswerSet:
    """The answers a call means: one instrument, in one edition when there are several."""
    key, _, edition = (call.instrument or "").partition("@")
    if not key:
        raise CallError("Sebutkan --instrument KUNCI, misalnya --instrument skm.")
    periods: list[int] = []
    if call.period:
        if not call.unit:
            raise CallError("Sebutkan juga --unit untuk periode itu.")
        periods = book.read(periods_named, call.unit, call.period, key).result()
        if not periods:
            raise CallError(f"Periode survei “{call.period}” pada unit “{call.unit}” tidak ditemukan.")
    found = book.read(answer_sets_of, key, edition=edition, period_ids=periods).result()
    if not found:
        raise CallError(f"Belum ada lembar dengan instrumen “{call.instrument}”.")
    if len(found) > 1:
        known = ", ".join(f"{one.key}@{one.edition}" for one in found)
        raise CallError(f"Jawaban beberapa edisi tidak digabung. Pilih satu: {known}.")
    return found[0]


def import_records(call: Namespace) -> int:
    """Bring records in from a file; with a problem, or with --dry-run, nothing is kept."""
    kinds = registry.import_kinds()
    if call.kind not in kinds:
        raise CallError(f"“{call.kind}” tidak dapat diimpor. Yang dapat: {', '.join(sorted(kinds))}.")
    # Also a trial runs as a command, which is then taken back whole.
    with opened(Path(call.office), write=True) as book:
        actor = person(book, call)
        context = ImportContext(
            today=book.read(office_today).result(),
            rulebook=rules_of(book),
            instrument=call.instrument or "",
            unit=call.unit or "",
            period=call.period or "",
        )
        result = run_import(book, actor, kinds[call.kind], Path(call.file), context, dry_run=call.dry_run)
    if call.json:
        say_json(result.as_json())
    else:
        kept = "Tidak ada yang disimpan karena ada kesalahan. " if result.is_blocked else ""
        trial = "Uji coba, tidak ada yang disimpan. " if call.dry_run else kept
        say(
            f"{trial}{result.rows} baris dibaca: {result.added} baru, {result.updated} diperbarui, "
            f"{result.ignored} dilewati."
        )
        said = [": ".join(filter(None, (each.cell, each.message))) for each in result.problems]
        complain_all(said, most=None)  # somebody mends the file along this list
    return 1 if result.is_blocked else 0


def _listing(kind: str) -> Listing:
    known = registry.lists()
    if kind not in known:
        raise CallError(f"Daftar “{kind}” tidak ada. Yang ada: {', '.join(sorted(known))}.")
    return known[kind]


def _whole(session: Any, listing: Listing) -> list[tuple[Any, ...]]:  # noqa: ANN401  the book's reading session
    return list(listing.walk(session, ListRequest()))


def _public(listing: Listing, row: tuple[Any, ...]) -> list[Any]:
    return [value for shown, value in zip(listing.shown, row, strict=True) if not shown.column.personal]


def _words(listing: Listing, row: tuple[Any, ...]) -> list[str]:
    return [
        show(shown.column, value, choices=shown.words)
        for shown, value in zip(listing.shown, row, strict=True)
        if not shown.column.personal
    ]


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
