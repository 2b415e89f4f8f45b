"""Disasters: full disks, read-only folders, a file that goes away, clocks that jump, bytes that turn.

Each ends in a sentence, in a file that is whole, or in a finding of the check; never in wrong data that
nobody tells about.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.db.commands import add_obh, names
from tests.db.flipping import fill, shown
from tests.db.flips import flipped, outcome, places

import berkas_db
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.connect import identify
from berkas_db.errors import BookError, BookNotFound
from berkas_db.journal import verify_chain
from berkas_db.key import recovery_text

SECRET = "sandi contoh yang panjang"
ALL = bool(os.environ.get("BERKAS_FULL"))
"""`BERKAS_FULL=1`: all 200 places of a protected file too, and a check after every flip; slower."""
ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="no small disks, no removing of open files")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("polos") / "kantor.berkas", None)


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _made(tmp_path_factory.mktemp("lindung") / "kantor.berkas", SECRET)


@pytest.fixture(scope="module")
def sheet(protected: Path) -> str:
    """The text of the recovery sheet: opens without the slow way from passphrase to key."""
    key = identify(protected, SECRET).key
    assert key is not None
    return recovery_text(key)


def _made(path: Path, secret: str | None) -> Path:
    with Book.create(path, office_name="Kanwil Contoh", passphrase=secret) as book:
        book.change(fill, ANYONE).result()
    return path


def good(path: Path, secret: str | None = None) -> list[tuple[Any, ...]]:
    with Book.open(path, passphrase=secret, write=False) as book:
        return book.read(shown).result()


def run(script: str, *words: object) -> subprocess.CompletedProcess[str]:
    """A child process with the project on its path."""
    paths = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


# bytes that turn, files that end too early


@pytest.mark.parametrize("part", range(4))
def test_single_turned_bytes_of_a_plain_file(plain: Path, tmp_path: Path, part: int) -> None:
    _flip_all(plain, tmp_path, None, part, 200)


@pytest.mark.parametrize("part", range(4))
def test_single_turned_bytes_of_a_protected_file(
    protected: Path, sheet: str, tmp_path: Path, part: int
) -> None:
    found = _flip_all(protected, tmp_path, sheet, part, 200 if ALL else 60)
    assert not found["ditemukan"]  # every page of a protected file carries a seal: nothing wrong is ever read


def _flip_all(path: Path, folder: Path, secret: str | None, part: int, count: int) -> Counter[str]:
    """A quarter of so many places."""
    rows = good(path, secret)
    met: Counter[str] = Counter()
    chosen = list(places(path.read_bytes(), count))[part::4]
    for number, (place, mask) in enumerate(chosen):
        copy = flipped(path, folder / "kantor.berkas", place, mask)
        met[outcome(copy, secret, rows, check=ALL or number % 20 == 0)] += 1
    assert set(met) <= {"layar", "kalimat", "utuh", "utuh, ditemukan", "ditemukan"}, met
    assert met.total() == count // 4
    return met


def test_what_was_typed_cannot_turn_unseen(plain: Path, tmp_path: Path) -> None:
    """Every byte of a number a list shows: whoever reads it wrongly is told by the check."""
    data = plain.read_bytes()
    rows = good(plain)
    account = b"7000007"
    at, seen = data.find(account), 0
    while at >= 0:
        copy = flipped(plain, tmp_path / "kantor.berkas", at + 6, 1)  # 7000007 → 7000006
        met = outcome(copy, None, rows, check=False)
        assert met in {"utuh", "ditemukan", "kalimat"}
        seen += met == "ditemukan"
        at = data.find(account, at + 1)
    assert seen == 1


@pytest.mark.parametrize("kind", ["plain", "protected"])
def test_a_file_cut_at_twenty_lengths(
    request: pytest.FixtureRequest, sheet: str, tmp_path: Path, kind: str
) -> None:
    path: Path = request.getfixturevalue(kind)
    secret = sheet if kind == "protected" else None
    rows, size = good(path, secret), path.stat().st_size
    chance = random.Random(7)  # noqa: S311  the same lengths in every run
    lengths = [0, 1, 15, 16, 100, 1023, 4095, 4096, 8192, size - 1, size - 4096]
    lengths += [chance.randrange(size) for _ in range(20 - len(lengths))]
    for length in lengths:
        copy = Path(shutil.copy(path, tmp_path / "kantor.berkas"))
        os.truncate(copy, length)
        assert outcome(copy, secret, rows, check=True) in {"layar", "kalimat", "utuh, ditemukan", "ditemukan"}


@pytest.mark.parametrize("kind", ["plain", "protected"])
def test_a_last_page_that_is_not_whole_is_found(
    request: pytest.FixtureRequest, sheet: str, tmp_path: Path, kind: str
) -> None:
    """SQLite reads on without a word, also when the only byte cut off was a zero."""
    path: Path = request.getfixturevalue(kind)
    secret = sheet if kind == "protected" else None
    copy = Path(shutil.copy(path, tmp_path / "kantor.berkas"))
    with copy.open("ab") as file:
        file.write(bytes(7))
    assert outcome(copy, secret, good(path, secret), check=True) == "utuh, ditemukan"


def test_a_turned_value_is_put_back_from_the_journal(plain: Path, tmp_path: Path) -> None:
    data = plain.read_bytes()
    at = data.find(b"7000007")
    while at >= 0:
        copy = flipped(plain, tmp_path / "kantor.berkas", at + 6, 1)
        if outcome(copy, None, good(plain), check=False) == "ditemukan":
            break
        at = data.find(b"7000007", at + 1)
    from berkas.engine.checking import check_office, one_each, repair

    with Book.open(copy) as book:
        for finding in one_each(check_office(book)):
            repair(book, finding, ANYONE)
        assert check_book(book) == []
        assert book.read(shown).result() == good(plain)


# a disk that is full

WORK = (
    "import sys; from pathlib import Path; from tests.db.commands import add_obh, names\n"
    "from berkas_db.book import Book; from berkas_db.changes import ANYONE\n"
    "from berkas_db.errors import DiskFull\n"
    "book = Book.open(Path(sys.argv[1])); kept = 0\n"
    "try:\n"
    "    while True:\n"
    "        book.change(add_obh, ANYONE, f'K{kept}', 'LBH Contoh ' + 'x' * 20000).result(); kept += 1\n"
    "except DiskFull as error:\n"
    "    print(kept, len(book.read(names).result()), error.message.endswith('.'), bool(error.next_step))\n"
    "book.close()\n"
)


def in_small_room(path: Path, room: Path, work: str = WORK) -> str:
    """Work on a disk of its own that is too small, until it is full; then look at the file there."""
    script = (
        f"set -e; mount -t tmpfs -o size=12m tmpfs {room} || exit 77; cp {path} {room}/kantor.berkas;"
        f' {sys.executable} -c "$1" {room}/kantor.berkas; cp {room}/kantor.berkas* {path.parent}'
    )
    outer = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]  # ends with the call
    paths = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(ROOT)])
    done = subprocess.run(
        [*outer, "bash", "-c", script, "bash", work],
        env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 77 or "unshare" in done.stderr:
        return ""  # nothing may be mounted here
    assert done.returncode == 0, done.stderr[-400:]
    return done.stdout


def in_bounded_pages(path: Path) -> str:
    """The same where no disk may be mounted: SQLite itself says that the disk is full."""
    bound = (
        "from berkas_db import connect\n"
        "connect.SETTINGS = (*connect.SETTINGS, 'PRAGMA max_page_count = 2200')\n"
    )
    return run(bound + WORK, path).stdout


@posix
def test_a_full_disk_takes_the_last_change_back_and_nothing_else(plain: Path, tmp_path: Path) -> None:
    path, room = tmp_path / "kantor.berkas", tmp_path / "disk"
    room.mkdir()
    for full in (lambda: in_small_room(path, room), lambda: in_bounded_pages(path)):
        shutil.copy(plain, path)
        said = full()
        if not said:  # no disk may be mounted here; the second way is a full disk as well
            continue
        kept, there, is_sentence, has_step = said.split()
        assert int(kept) > 0
        assert int(there) == 40 + int(kept)
        assert (is_sentence, has_step) == ("True", "True")
        with Book.open(path) as book:
            assert check_book(book) == []
            assert len(book.read(names).result()) == int(there)
            assert book.change(add_obh, ANYONE, "LAGI").result().journal_id
    assert said  # at least the last way was taken


FILL_AND_OPEN = """
import sys; from pathlib import Path; from tests.db.commands import names
from berkas_db.book import Book; from berkas_db.errors import BookError
path = Path(sys.argv[1])
with path.with_name("isi").open("wb", 0) as filler:
    for size in (1 << 16, 1):
        try:
            while True: filler.write(bytes(size))
        except OSError: pass
try: Book.open(path)
except BookError as error: print(type(error).__name__, bool(error.next_step))
with Book.open(path, write=False) as book: print(len(book.read(names).result()))
"""


@posix
def test_a_disk_that_was_full_before_opening_is_not_called_damage(plain: Path, tmp_path: Path) -> None:
    path, room = Path(shutil.copy(plain, tmp_path / "kantor.berkas")), tmp_path / "disk"
    room.mkdir()
    said = in_small_room(path, room, FILL_AND_OPEN)
    if not said:
        pytest.skip("nothing may be mounted here")
    assert said.split() == ["DiskFull", "True", "40"]


@posix
def test_a_new_office_on_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from berkas_db.book import Book; from berkas_db.errors import BookError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try: Book.create(Path(sys.argv[1]), office_name='Kanwil Contoh')\n"
        "except BookError as error: print(type(error).__name__, error)\n"
    )
    done = run(script, tmp_path / "kantor.berkas")
    assert done.stdout.endswith(".\n"), done.stderr[-400:]
    assert list(tmp_path.iterdir()) == []


# folders and files


@posix
def test_a_read_only_folder_is_a_sentence_and_can_be_read(plain: Path, tmp_path: Path) -> None:
    """As another account, so that the folder's bits count; where that is not allowed, as this one."""
    folder = tmp_path / "baca"
    folder.mkdir()
    path = Path(shutil.copy(plain, folder / "kantor.berkas"))
    path.chmod(0o444)
    folder.chmod(0o555)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from berkas_db.book import Book; from berkas_db.errors import BookError\n"
        "from tests.db.commands import names\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: Book.open(Path(sys.argv[1]))\n"
        "except BookError as error: print(type(error).__name__, str(error)[-1], bool(error.next_step))\n"
        "with Book.open(Path(sys.argv[1]), write=False) as book: print(len(book.read(names).result()))\n"
    )
    for part in (tmp_path, *tmp_path.parents[:3]):  # another account must be able to get here
        if os.geteuid() == 0:
            part.chmod(part.stat().st_mode | 0o055)
    done = run(script, path)
    folder.chmod(0o755)
    assert done.stdout.split() == ["BookReadOnly", ".", "True", "40"], done.stderr[-400:]


@posix
def test_a_file_removed_while_open_is_a_sentence_and_nothing_is_lost_silently(
    plain: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(plain, tmp_path / "kantor.berkas"))
    with Book.open(path) as book:
        path.unlink()
        with pytest.raises(BookNotFound, match="tidak ada lagi di tempatnya"):
            book.change(add_obh, ANYONE, "X").result()
        assert len(book.read(names).result()) == 40
    assert not path.exists()


@posix
def test_a_file_replaced_while_open_is_never_written(plain: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(plain, tmp_path / "kantor.berkas"))
    with Book.open(path) as book:
        path.rename(tmp_path / "pindah.berkas")
        path.write_bytes(b"punya orang")
        with pytest.raises(BookError):
            book.change(add_obh, ANYONE, "X").result()
    assert path.read_bytes() == b"punya orang"


# clocks


def test_a_clock_that_jumps_leaves_order_and_chain(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forward by ten years, back to the last century, and to the same moment twice."""
    path = Path(shutil.copy(plain, tmp_path / "kantor.berkas"))
    moments = iter(["2036-01-01T00:00:00.000Z", "1999-12-31T23:59:59.999Z", "2025-06-12T03:00:00.000Z"] * 2)
    from berkas_db import book as book_module

    monkeypatch.setattr(book_module, "now", lambda: next(moments))
    with Book.open(path) as book:
        for number in range(6):
            book.change(add_obh, ANYONE, f"J{number}").result()
        assert book.read(verify_chain).result().is_whole
        assert check_book(book) == []
        steps = book.undo_list(ANYONE)
        assert [line.label for line in steps][:2] == ["OBH J5 disimpan", "OBH J4 disimpan"]
    monkeypatch.undo()
    with Book.open(path) as book:
        book.undo(ANYONE).result()
        assert len(book.read(names).result()) == 45
