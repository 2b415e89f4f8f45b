import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.db.commands import add_obh, files_of, names, obh_row

import berkas_db
from berkas_db import migrate
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.connect import identify
from berkas_db.errors import BookNotUpgraded, BookReadOnly
from berkas_db.journal import history, verify_chain
from berkas_db.migrate import latest, upgrade, version_of
from berkas_db.opening import copies_folder


@pytest.fixture
def ladder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may add steps to; the program takes it for its own."""
    folder = Path(shutil.copytree(migrate.FOLDER, tmp_path / "tangga"))
    for function in (latest, upgrade):
        monkeypatch.setattr(function, "__defaults__", (folder,))
    return folder


TODAY = latest()


def add_step(ladder: Path, further: int, script: str) -> None:
    """Put a step on top: `further` 1 is the first one after today's."""
    step = ladder / f"{TODAY + further:04}"
    step.mkdir()
    (step / "10_contoh.sql").write_text(script)


@pytest.fixture
def old_book(book_path: Path) -> Path:
    with Book.open(book_path) as book:
        book.change(add_obh, ANYONE, "A").result()
    return book_path


def test_an_older_book_is_copied_then_brought_up(ladder: Path, old_book: Path) -> None:
    add_step(ladder, 1, "CREATE TABLE cuaca (id INTEGER PRIMARY KEY) STRICT;")
    add_step(ladder, 2, "INSERT INTO cuaca VALUES (7);")
    before = old_book.read_bytes()
    with pytest.raises(BookReadOnly, match=f"masih versi {TODAY}"):
        Book.open(old_book, write=False)
    assert old_book.read_bytes() == before
    with Book.open(old_book) as book:
        assert book.read(names).result() == ["LBH Contoh Bahari"]
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []
    (copy,) = copies_folder(old_book).iterdir()
    assert copy.name.startswith(f"kantor-sebelum-versi-{TODAY + 2}-")
    for path, version in ((old_book, TODAY + 2), (copy, TODAY)):
        with identify(path).connected("ro", immutable=True) as connection:
            assert version_of(connection) == version
    Book.open(old_book).close()
    assert len(list(copies_folder(old_book).iterdir())) == 1


def test_rewritten_values_enter_the_journal(ladder: Path, old_book: Path) -> None:
    script = "-- rewrites: obh\nUPDATE obh SET name = 'LBH Contoh Diperbarui';\n"
    add_step(ladder, 1, script)
    with Book.open(old_book) as book:
        row = book.read(obh_row, 1).result()
        assert row is not None
        line = book.read(history, "obh", row["uid"]).result()[0]
        assert (line.action, line.field, line.after) == ("naik_versi", "name", "LBH Contoh Diperbarui")
        assert check_book(book) == []


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("CREATE TABLE cuaca (id INTEGER); SELECT * FROM tidak_ada;", BookNotUpgraded),
        ("DELETE FROM obh; INSERT INTO obh_alias VALUES (1, 'x');", BookNotUpgraded),
        ("CREATE TABLE cuaca (id INTEGER", ValueError),
    ],
)
def test_a_failing_step_leaves_the_book_as_it_was(
    ladder: Path, old_book: Path, script: str, error: type[Exception]
) -> None:
    add_step(ladder, 1, "CREATE TABLE hujan (id INTEGER);")
    add_step(ladder, 2, script)
    before = old_book.read_bytes()
    with pytest.raises(error):
        Book.open(old_book)
    assert old_book.read_bytes() == before
    assert files_of(old_book.parent) == ["kantor-cadangan", "kantor.berkas", "tangga"]


CLIMBS_AND_DIES = """
import os, signal, sys
from pathlib import Path
import berkas_db
from berkas_db import migrate
from berkas_db.book import Book
folder, book, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
for function in (migrate.latest, migrate.upgrade):
    function.__defaults__ = (folder,)
seen = 0
split = migrate.statements
def counted(script):
    global seen
    for statement in split(script):
        seen += 1
        if seen > last:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
migrate.statements = counted
Book.open(book)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize(("statements", "reached"), [(0, 0), (1, 0), (3, 0), (4, 2)])
def test_a_death_on_the_ladder_leaves_the_old_book_or_the_new_one(
    ladder: Path, old_book: Path, statements: int, reached: int
) -> None:
    fill = "INSERT INTO hujan SELECT NULL FROM term a, term b LIMIT 9000;"
    add_step(ladder, 1, "CREATE TABLE hujan (id INTEGER PRIMARY KEY);\n" + fill)
    rename = "-- rewrites: obh\nUPDATE obh SET name = name || ' contoh';"
    add_step(ladder, 2, "CREATE TABLE cuaca (id INTEGER PRIMARY KEY);\n" + rename)
    sources = [str(Path(berkas_db.__file__).parents[1])]
    done = subprocess.run(
        [sys.executable, "-c", CLIMBS_AND_DIES, str(ladder), str(old_book), str(statements)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sources)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with identify(old_book).connected("rw") as connection:
        assert version_of(connection) == TODAY + reached
    assert len(list(copies_folder(old_book).iterdir())) == 1
    with Book.open(old_book) as book:
        row = book.read(obh_row, 1).result()
        assert row is not None
        assert row["name"] == "LBH Contoh Bahari contoh"


def test_broken_references_are_not_committed(ladder: Path, old_book: Path) -> None:
    alias = (
        "INSERT INTO obh_alias (uid, obh_id, name, kind, version, created_at, updated_at)"
        " SELECT replace(uid, '-', '_'), 99, 'x', 'ejaan_lain', 1, created_at, updated_at FROM obh;"
    )
    add_step(ladder, 1, alias)
    before = old_book.read_bytes()
    with pytest.raises(BookNotUpgraded, match="obh_alias"):
        Book.open(old_book)
    assert old_book.read_bytes() == before


def test_without_room_for_the_copy_nothing_is_upgraded(ladder: Path, old_book: Path) -> None:
    add_step(ladder, 1, "CREATE TABLE hujan (id INTEGER);")
    copies_folder(old_book).write_text("sudah ada berkas bernama begini")
    before = old_book.read_bytes()
    with pytest.raises(BookReadOnly, match="cadangan"):
        Book.open(old_book)
    assert old_book.read_bytes() == before


def test_foreign_keys_are_on_again(ladder: Path, old_book: Path) -> None:
    add_step(ladder, 1, "CREATE TABLE hujan (id INTEGER);")
    with identify(old_book).connected("rw") as connection:
        upgrade(connection, ladder)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert version_of(connection) == latest(ladder) == TODAY + 1
        upgrade(connection, ladder)
