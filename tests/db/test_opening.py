"""Every line of the table of decisions in `berkas_db.opening`, on real files."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.db.commands import add_obh, files_of, names

import berkas_db
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.connect import BookFile, identify
from berkas_db.errors import (
    BookDamaged,
    BookError,
    BookExists,
    BookInUse,
    BookNotFound,
    BookReadOnly,
    BookTooNew,
    NotABook,
    Refused,
    WrongPassphrase,
)
from berkas_db.lock import lock_path
from berkas_db.opening import Found

SECRET = "sandi contoh yang panjang"


@pytest.fixture(scope="session")
def protected_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lindung") / "kantor.berkas"
    Book.create(path, office_name="Kanwil Contoh", passphrase=SECRET).close()
    return path


def leave_a_log(path: Path, secret: str = "") -> None:
    """Do what a program that dies at work leaves: a committed change in the log, side files, a stale lock."""
    script = (
        "import os, sys; from pathlib import Path; from tests.db.commands import add_obh\n"
        "from berkas_db.book import Book; from berkas_db.changes import ANYONE\n"
        "book = Book.open(Path(sys.argv[1]), passphrase=sys.argv[2] or None)\n"
        "book.change(add_obh, ANYONE, 'MATI', 'LBH Contoh Terakhir').result()\n"
        "os._exit(9)"
    )
    paths = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), secret], env=os.environ | {"PYTHONPATH": paths}, check=False
    )
    assert done.returncode == 9


def test_a_file_left_open_is_opened_and_says_by_whom(book_path: Path) -> None:
    with Book.open(book_path) as book:
        assert book.found == Found()
    leave_a_log(book_path)
    with Book.open(book_path) as book:
        assert book.found.left_by is not None
        assert book.found.left_by.is_here
        assert book.found.upgraded_from is None
    words = '{"pid": 7, "host": "PC-LAIN", "user": "ani", "since": "2025-06-12T03:00:00.000Z"}'
    lock_path(book_path).write_text(words)
    with Book.open(book_path) as book:
        assert book.found.left_by is not None
        assert not book.found.left_by.is_here
        assert "PC-LAIN" in str(book.found.left_by)
    with Book.open(book_path) as book:
        assert book.found == Found()


def test_who_has_it_is_told_apart(book: Book) -> None:
    with pytest.raises(BookInUse) as refused:
        Book.open(book.path)
    assert refused.value.where == platform.node()
    assert refused.value.since


def test_creating_gives_way_to_a_file_that_appears_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from berkas_db import creation

    path = tmp_path / "kantor.berkas"
    real = creation._fill

    def fill(file: BookFile, office_name: str) -> None:
        real(file, office_name)
        path.write_bytes(b"punya orang")

    monkeypatch.setattr(creation, "_fill", fill)
    with pytest.raises(BookExists):
        Book.create(path, office_name="Kanwil Contoh")
    assert path.read_bytes() == b"punya orang"
    assert files_of(tmp_path) == [path.name]


def test_a_new_office_is_one_file_and_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "kantor #1 %.berkas"
    with Book.create(path, office_name="  Kanwil Contoh ") as book:
        assert (book.office_name, book.read_only, book.path) == ("Kanwil Contoh", False, path)
    assert files_of(tmp_path) == [path.name]


def test_creating_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "kantor.berkas"
    path.write_bytes(b"punya orang")
    with pytest.raises(BookExists):
        Book.create(path, office_name="Kanwil Contoh")
    assert path.read_bytes() == b"punya orang"
    assert files_of(tmp_path) == [path.name]


def test_creating_needs_a_folder_and_a_name(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound):
        Book.create(tmp_path / "tidak ada" / "a.berkas", office_name="Kanwil Contoh")
    with pytest.raises(Refused):
        Book.create(tmp_path / "a.berkas", office_name="  ")
    assert files_of(tmp_path) == []


def zeros(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("bukan berkas kantor\n" * 20)


def other_sqlite(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (a)")
    other.close()


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(40)


def break_the_first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


def too_new(path: Path) -> None:
    with sqlite3.connect(path) as book:
        book.execute("PRAGMA user_version = 99")
    book.close()


def unfinished(path: Path) -> None:
    with sqlite3.connect(path) as book:
        book.execute("PRAGMA user_version = 0")
    book.close()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (Path.unlink, BookNotFound),
        (folder, NotABook),
        (zeros, BookDamaged),
        (text_file, NotABook),
        (other_sqlite, NotABook),
        (cut, BookDamaged),
        (cut_header, BookDamaged),
        (break_the_first_page, BookDamaged),
        (too_new, BookTooNew),
        (unfinished, BookDamaged),
    ],
)
def test_a_file_that_cannot_be_opened_stays_as_it_is(
    book_path: Path, *, spoil: Callable[[Path], None], error: type[BookError], write: bool
) -> None:
    spoil(book_path)
    before = book_path.read_bytes() if book_path.is_file() else None
    with pytest.raises(error) as refused:
        Book.open(book_path, write=write)
    assert refused.value.next_step
    assert "Error" not in refused.value.message
    assert (book_path.read_bytes() if book_path.is_file() else None) == before
    assert not lock_path(book_path).exists()


def test_a_second_writer_is_told_who_and_may_read(book: Book) -> None:
    book.change(add_obh, ANYONE, "A").result()
    with pytest.raises(BookInUse, match="di komputer"):
        Book.open(book.path)
    with Book.open(book.path, write=False) as reader:
        assert reader.read(names).result() == ["LBH Contoh Bahari"]
        book.change(add_obh, ANYONE, "B").result()
        assert len(reader.glance(names)) == 2
    book.change(add_obh, ANYONE, "C").result()


def test_a_writer_may_close_before_its_readers(book_path: Path) -> None:
    writer = Book.open(book_path)
    reader = Book.open(book_path, write=False)
    writer.change(add_obh, ANYONE, "A").result()
    assert len(reader.read(names).result()) == 1
    writer.close()
    assert len(reader.read(names).result()) == 1
    reader.close()
    assert files_of(book_path.parent) == ["kantor.berkas"]


@pytest.mark.parametrize("which", ["plain", "protected"])
def test_reading_writes_nothing(
    which: str, prepared_book: Path, protected_book: Path, tmp_path: Path
) -> None:
    source, secret = (prepared_book, None) if which == "plain" else (protected_book, SECRET)
    path = Path(shutil.copy(source, tmp_path / "kantor.berkas"))
    before, stat = path.read_bytes(), path.stat()
    with Book.open(path, passphrase=secret, write=False) as book:
        assert book.read_only
        assert book.office_name == "Kanwil Contoh"
        assert book.read(names).result() == []
        with pytest.raises(BookReadOnly, match="hanya untuk membaca"):
            book.change(add_obh, ANYONE, "A").result()
        with pytest.raises(BookReadOnly):
            book.undo(ANYONE).result()
        with pytest.raises(BookReadOnly):
            book.write_aside(names).result()
        assert not lock_path(path).exists()
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stat.st_mtime_ns
    assert files_of(tmp_path) == ["kantor.berkas"]


def test_opening_and_closing_without_a_change_leaves_the_same_bytes(book_path: Path) -> None:
    before = book_path.read_bytes()
    Book.open(book_path).close()
    assert book_path.read_bytes() == before
    assert files_of(book_path.parent) == ["kantor.berkas"]


@pytest.mark.parametrize("which", ["plain", "protected"])
def test_what_a_dead_program_saved_is_there(
    which: str, prepared_book: Path, protected_book: Path, tmp_path: Path
) -> None:
    source, secret = (prepared_book, None) if which == "plain" else (protected_book, SECRET)
    path = Path(shutil.copy(source, tmp_path / "kantor.berkas"))
    leave_a_log(path, secret or "")
    left, before = files_of(tmp_path), path.read_bytes()
    log = path.with_name("kantor.berkas-wal")
    assert log.stat().st_size
    log_before = log.read_bytes()
    with Book.open(path, passphrase=secret, write=False) as book:
        assert book.read(names).result() == ["LBH Contoh Terakhir"]
    assert files_of(tmp_path) == left
    assert (path.read_bytes(), log.read_bytes()) == (before, log_before)
    with Book.open(path, passphrase=secret) as book:
        assert book.read(names).result() == ["LBH Contoh Terakhir"]
    assert files_of(tmp_path) == ["kantor.berkas"]


@pytest.mark.parametrize("secret", [None, "bukan ini"])
def test_a_wrong_passphrase_is_no_damage(protected_book: Path, secret: str | None) -> None:
    before = protected_book.read_bytes()
    with pytest.raises(WrongPassphrase):
        Book.open(protected_book, passphrase=secret)
    assert protected_book.read_bytes() == before


def test_a_damaged_protected_book_is_no_wrong_passphrase(protected_book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(protected_book, tmp_path / "kantor.berkas"))
    break_the_first_page(path)
    with pytest.raises(BookDamaged):
        Book.open(path, passphrase=SECRET)


def test_nothing_in_a_protected_file_can_be_read(protected_book: Path) -> None:
    content = protected_book.read_bytes()
    assert b"Kanwil Contoh" not in content
    assert b"SQLite" not in content
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(protected_book) as other:
        other.execute("SELECT * FROM office")
    other.close()


def test_the_office_may_change_its_name(book: Book) -> None:
    from berkas_db.changes import Step
    from berkas_db.tables import Office

    def rename(step: Step) -> None:
        step.update(Office, 1, {"name": "Kanwil Contoh Baru"})

    book.change(rename, ANYONE).result()
    assert book.office_name == "Kanwil Contoh Baru"


def test_a_link_leads_to_the_same_lock(book: Book, tmp_path: Path) -> None:
    link = tmp_path / "tautan.berkas"
    link.symlink_to(book.path)
    with pytest.raises(BookInUse):
        Book.open(link)


AS_A_STRANGER = """
import os, sys
from pathlib import Path
from berkas_db.book import Book
from berkas_db.errors import BookReadOnly
from tests.db.commands import names
os.setuid(65534)
path = Path(sys.argv[1])
try:
    Book.open(path)
except BookReadOnly as refused:
    print(refused.message)
with Book.open(path, write=False) as book:
    print(book.read(names).result(), book.office_name)
print(sorted(os.listdir(path.parent)))
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="becomes another user")
def test_a_folder_that_cannot_be_written_can_be_read(prepared_book: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        path = Path(shutil.copy(prepared_book, place / "kantor.berkas"))
        path.chmod(0o644)
        before = path.read_bytes()
        sources = [str(Path(berkas_db.__file__).parents[1]), str(Path(__file__).parents[2])]
        done = subprocess.run(
            [sys.executable, "-c", AS_A_STRANGER, str(path)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sources), "PYTHONDONTWRITEBYTECODE": "1"},
            check=True,
            capture_output=True,
            text=True,
        )
        first, second, third = done.stdout.splitlines()
        assert "tidak boleh ditulis" in first
        assert second == "[] Kanwil Contoh"
        assert third == "['kantor.berkas']"
        assert path.read_bytes() == before


def test_closing_joins_the_threads(book_path: Path) -> None:
    import threading

    before = set(threading.enumerate())
    book = Book.open(book_path)
    started = {thread.name for thread in set(threading.enumerate()) - before}
    assert any("writer" in name for name in started)
    book.close()
    book.close()
    assert set(threading.enumerate()) == before


def test_work_handed_in_is_finished_at_closing(book_path: Path) -> None:
    book = Book.open(book_path)
    futures = [book.change(add_obh, ANYONE, f"K{number}") for number in range(20)]
    book.close()
    assert [future.result().value for future in futures] == list(range(1, 21))
    with Book.open(book_path, write=False) as again:
        assert len(again.read(names).result()) == 20


def test_identify_alone_tells_kind_and_key(prepared_book: Path, protected_book: Path) -> None:
    assert identify(prepared_book).key is None
    assert identify(protected_book, SECRET).key is not None
