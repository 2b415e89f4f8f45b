"""Another process beside ours: it may read, copy and check; it is told who writes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from tests.db.commands import add_obh, files_of, names

import berkas_db
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.connect import raw_of
from berkas_db.errors import BookInUse, BookNotFound, DiskFull
from berkas_db.files import side_file

SOURCES = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(Path(__file__).parents[2])])

VISITOR = """
import sys
from pathlib import Path
from berkas_db.backup import backup
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.errors import BookInUse
from tests.db.commands import add_obh, names

path = Path(sys.argv[1])
try:
    Book.open(path)
except BookInUse as refused:
    print(refused.message)
with Book.open(path, write=False) as book:
    print(len(book.read(names).result()), check_book(book))
    print("siap", flush=True)
    sys.stdin.readline()
    print(len(book.read(names).result()))
print(backup(path, path.parent).rows["obh"])
"""


def visitor(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", VISITOR, str(path)],
        env=os.environ | {"PYTHONPATH": SOURCES},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_log_cannot_be_emptied_while_an_older_moment_is_read(book: Book) -> None:
    def impatient(session: Session) -> None:
        raw_of(session.connection()).execute("PRAGMA busy_timeout = 10")

    book.write_aside(impatient).result()
    with book.side_connection() as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM obh").fetchone()
        book.change(add_obh, ANYONE, "A").result()
        assert not book.empty_log().result()
        reader.rollback()
    assert book.empty_log().result()
    assert side_file(book.path, "-wal").stat().st_size == 0


def test_reading_beside_a_writer(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    child = visitor(book.path)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(3)]
    assert f"({os.getpid()})" not in said[0]
    assert "sedang dibuka oleh" in said[0]
    assert said[1] == "1 []\n"
    book.change(add_obh, ANYONE, "B").result()
    rest, _ = child.communicate("terus\n")
    assert rest.splitlines() == ["2", "2"]
    assert child.returncode == 0
    book.change(add_obh, ANYONE, "C").result()
    assert check_book(book) == []


def test_the_writer_leaves_first(book_path: Path) -> None:
    with Book.open(book_path) as book:
        child = visitor(book_path)
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(3)][1] == "0 []\n"
        book.change(add_obh, ANYONE, "A").result()
    rest, _ = child.communicate("terus\n")
    assert rest.splitlines() == ["1", "1"]
    (copy,) = (name for name in files_of(book_path.parent) if name != "kantor.berkas")
    assert copy.startswith("kantor-")


def test_a_writer_who_ignores_the_lock_is_waited_for_and_named(book: Book) -> None:
    from berkas_db.connect import identify

    def hurry(step: Step) -> None:
        raw_of(step.session.connection()).execute("PRAGMA busy_timeout = 10")

    book.change(hurry, ANYONE).result()
    with identify(book.path).connected("rw") as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BookInUse, match="sedang ditulis program lain"):
            book.change(add_obh, ANYONE, "A").result()
        other.rollback()
    book.change(add_obh, ANYONE, "A").result()


def test_a_full_disk_takes_the_change_back(book: Book) -> None:
    def fill(step: Step) -> None:
        raw = raw_of(step.session.connection())
        pages = raw.execute("PRAGMA page_count").fetchone()
        assert pages is not None
        raw.execute(f"PRAGMA max_page_count = {pages[0] + 50}")
        add_obh(step, "A")
        step.attach(os.urandom(1_000_000), "a.bin", "application/octet-stream")

    with pytest.raises(DiskFull, match="dibatalkan seluruhnya"):
        book.change(fill, ANYONE).result()
    assert book.read(names).result() == []
    book.change(add_obh, ANYONE, "B").result()
    assert check_book(book) == []


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed there")
def test_a_file_removed_while_open_is_a_sentence(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    book.path.unlink()
    for write in (lambda: book.change(add_obh, ANYONE, "B"), lambda: book.write_aside(names)):
        with pytest.raises(BookNotFound, match="tidak ada lagi di tempatnya"):
            write().result()
    assert book.read(names).result() == ["LBH Contoh Bahari"]
    assert not book.path.exists()
