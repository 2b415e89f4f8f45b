"""Asks the whole book whether it is still what it was: pages, references, search, journal, attachments, rows.

The answer is a list of findings in sentences, empty for a healthy book. Nothing is written. Imports
nothing of the project but the floor's own parts.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from berkas_db.book import Book
from berkas_db.connect import PAGE_BYTES, driver, raw_of
from berkas_db.errors import BookDamaged, BookError
from berkas_db.journal import verify_chain
from berkas_db.reconcile import Difference, differences, journaled_tables
from berkas_db.search import SearchTable, fts_tables

MOST = 20
REBUILD_SEARCH, PUT_BACK, RESTORE = "bangun_pencarian", "kembalikan_isi", "pulihkan"
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, OverflowError, driver.Error, DBAPIError)
"""What reading bytes that were changed by other hands can raise, beside the book's own errors."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    `part` is halaman, rujukan, pencarian, jurnal, lampiran or isi; `repair` names the remedy:
    bangun_pencarian (the search index can be built again), kembalikan_isi (the journal, itself whole, knows
    the value) or pulihkan (from a copy). `table` and `row_id` name the row, when the finding is about one.
    """

    part: str
    sentence: str
    repair: str
    table: str = ""
    row_id: int = 0


def check_book(book: Book, progress: Callable[[str], None] | None = None) -> list[Finding]:
    """Check everything and wait for it. `progress` is told the part that begins."""
    questions: tuple[tuple[str, Callable[[Session], list[Finding]]], ...] = (
        ("rujukan", _references),
        ("jurnal", _journal),
        ("lampiran", _attachments),
        ("isi", _rows),
    )
    asked: list[tuple[str, Callable[[], list[Finding]]]] = [
        ("halaman", lambda: _length(book) + _pages(book)),
        *((part, partial(_on_reader, book, question)) for part, question in questions),
        ("pencarian", lambda: _search(book)),
    ]
    found: list[Finding] = []
    for part, question in asked:
        if progress is not None:
            progress(part)
        try:
            found += question()
        except BookDamaged as error:
            found.append(Finding(part, error.message, RESTORE))
        except UNREADABLE:
            found.append(Finding(part, f"Bagian {part} tidak terbaca seluruhnya: isinya rusak.", RESTORE))
    return _only_what_the_journal_knows(found)


def _only_what_the_journal_knows(found: list[Finding]) -> list[Finding]:
    """A journal that is itself changed is no source to put rows back from."""
    if all(finding.part in {"isi", "pencarian"} for finding in found):
        return found
    return [replace(finding, repair=RESTORE) if finding.repair == PUT_BACK else finding for finding in found]


def _on_reader(book: Book, question: Callable[[Session], list[Finding]]) -> list[Finding]:
    return book.read(question).result()


def _length(book: Book) -> list[Finding]:
    """SQLite fills up a last page that is not whole with zeros and says nothing."""
    if book.path.stat().st_size % PAGE_BYTES == 0:
        return []
    sentence = "Ujung berkas kantor terpotong atau bertambah: halaman terakhirnya tidak utuh."
    return [Finding("halaman", sentence, RESTORE)]


def _pages(book: Book) -> list[Finding]:
    """On a connection of its own: one that has searched before may take a rebuilt index for a broken one."""
    with book.side_connection() as connection:
        rows = connection.execute(f"PRAGMA integrity_check({MOST})").fetchall()
    said = [line for (text,) in rows for line in str(text).splitlines() if line != "ok"]
    places = [line for line in said if not line.startswith("***")]  # the heading of each database
    if not places:
        return []
    return [Finding("halaman", f"Berkas kantor rusak di {_at_least(len(places))} tempat.", RESTORE)]


def _at_least(count: int) -> str:
    """SQLite stops counting at `MOST`; its own words are English and name pages only."""
    return f"sedikitnya {MOST}" if count >= MOST else str(count)


def _references(session: Session) -> list[Finding]:
    rows = raw_of(session.connection()).execute(
        'SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2'
    )
    return [
        Finding("rujukan", f"{count} baris {table} menunjuk {parent} yang tidak ada.", RESTORE)
        for table, parent, count in rows
    ]


def _journal(session: Session) -> list[Finding]:
    problems = verify_chain(session).problems
    found = [Finding("jurnal", problem.sentence, RESTORE) for problem in problems[:MOST]]
    return found + _more("jurnal", len(problems))


def _attachments(session: Session) -> list[Finding]:
    raw = raw_of(session.connection())
    found: list[Finding] = []
    for id_, digest, size in raw.execute("SELECT id, sha256, size FROM attachment ORDER BY id"):
        hashed = hashlib.sha256()
        length = 0
        for (piece,) in raw.execute(
            "SELECT data FROM attachment_chunk WHERE attachment_id = ? ORDER BY seq", (id_,)
        ):
            hashed.update(piece)
            length += len(piece)
        if (hashed.hexdigest(), length) != (digest, size):
            sentence = f"Isi lampiran nomor {id_} tidak lagi sama dengan saat disimpan."
            found.append(Finding("lampiran", sentence, RESTORE))
    return found[:MOST] + _more("lampiran", len(found))


def _rows(session: Session) -> list[Finding]:
    raw = raw_of(session.connection())
    found: list[Finding] = []
    for table in journaled_tables():
        differing = list(differences(raw, table))
        found += [_of_row(difference) for difference in differing[:MOST]]
        found += _more("isi", len(differing))
    return found


def _of_row(difference: Difference) -> Finding:
    subject = difference.subject
    remedy = RESTORE if difference.is_new or difference.is_gone else PUT_BACK
    row_id = 0 if difference.is_gone else subject.row_id
    return Finding("isi", _told(difference), remedy, subject.table, row_id)


def _told(difference: Difference) -> str:
    subject = difference.subject
    row = f"Baris {subject.table} {subject.row_uid}"
    if difference.is_new:
        return f"{row} tidak dicatat jurnal: ditulis di luar program."
    if difference.is_gone:
        return f"{row} hilang tanpa dicatat jurnal."
    return f"{row} berbeda dari jurnal pada {', '.join(sorted(difference.after))}."


def _search(book: Book) -> list[Finding]:
    """Ask every search table itself; where nothing may be written, compare which rows it knows."""
    tables = book.read(fts_tables).result()
    try:
        stale = list(_asked(book, tables))
    except BookError:
        stale = book.read(_compared, tables).result()
    return [
        Finding("pencarian", f"Indeks pencarian {name} tidak sesuai dengan isinya.", REBUILD_SEARCH)
        for name in stale
    ]


def _asked(book: Book, tables: list[SearchTable]) -> Iterator[str]:
    with book.side_connection("rw") as connection:
        for table in tables:
            connection.execute(
                "BEGIN IMMEDIATE"
            )  # the question has the form of an INSERT, but writes nothing
            try:
                connection.execute(
                    f'INSERT INTO "{table.name}" ("{table.name}", rank) VALUES (\'integrity-check\', 1)'
                )
            except driver.DatabaseError as error:
                if "malformed" not in str(error):
                    raise
                yield table.name
            finally:
                connection.rollback()


def _compared(session: Session, tables: list[SearchTable]) -> list[str]:
    raw = raw_of(session.connection())
    stale: list[str] = []
    for table in tables:
        row = raw.execute(
            f'SELECT (SELECT count(*) FROM "{table.content}" c WHERE NOT EXISTS'
            f' (SELECT 1 FROM "{table.name}_docsize" d WHERE d.id = c.id)),'
            f' (SELECT count(*) FROM "{table.name}_docsize" d WHERE NOT EXISTS'
            f' (SELECT 1 FROM "{table.content}" c WHERE c.id = d.id))'
        ).fetchone()
        if row != (0, 0):
            stale.append(table.name)
    return stale


def _more(part: str, count: int) -> list[Finding]:
    return [Finding(part, f"Masih ada {count - MOST} temuan serupa.", RESTORE)] if count > MOST else []
