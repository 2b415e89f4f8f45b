"""Protecting an office, changing its passphrase, opening it again; whatever fails leaves the old file."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.db.commands import add_obh, files_of, names

from berkas_db import protection
from berkas_db.backup import inspect
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.connect import identify
from berkas_db.errors import BookDamaged, BookError, BookInUse, DiskFull, Refused, WrongPassphrase
from berkas_db.files import side_file, unfinished_name
from berkas_db.key import MARKER, PLAIN_HEAD
from berkas_db.leftovers import Exposure, leftovers, remove
from berkas_db.lock import BookLock
from berkas_db.protection import LABELS, PROTECTED, REKEYED, UNPROTECTED, reprotect
from berkas_db.slim import slim_backup
from berkas_db.tables import BookInfo

FIRST, SECOND = "frasa sandi pertama contoh", "frasa sandi kedua contoh"
MARK = "PENANDA-CONTOH-RAHASIA"


def furnish(step: Step) -> None:
    for number in range(30):
        add_obh(step, f"OBH-{number}", f"{MARK} {number}")
    step.attach(MARK.encode() * 90_000, "contoh.bin", "application/octet-stream")


@pytest.fixture(scope="session")
def furnished(prepared_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(prepared_book, tmp_path_factory.mktemp("isi") / "kantor.berkas"))
    with Book.open(path) as book:
        book.change(furnish, ANYONE).result()
    return path


@pytest.fixture(scope="session")
def locked_away(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(furnished, tmp_path_factory.mktemp("lindung") / "kantor.berkas"))
    reprotect(path, passphrase=None, new_passphrase=FIRST)
    return path


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Path:
    """An open office with some rows."""
    return Path(shutil.copy(furnished, tmp_path / "kantor.berkas"))


@pytest.fixture
def protected(locked_away: Path, tmp_path: Path) -> Path:
    """The same office under the first passphrase."""
    return Path(shutil.copy(locked_away, tmp_path / "kantor.berkas"))


def journal_end(session: Session) -> tuple[str, str]:
    row = session.connection().exec_driver_sql(
        "SELECT j.action, t.label FROM journal j JOIN journal_text t ON t.id = j.id ORDER BY j.id DESC"
    )
    return tuple(row.first())


def numbers(path: Path, secret: str | None) -> list[object]:
    """What the head of a file says, and the counters from which new ids come."""
    with identify(path, secret).connected("ro") as connection:
        asked = ("application_id", "user_version", "journal_mode", "page_size", "auto_vacuum")
        return [
            str(connection.execute(f"PRAGMA {each}").fetchone()[0]) for each in asked
        ] + connection.execute(
            "SELECT name, seq FROM sqlite_sequence WHERE name NOT LIKE 'journal%' ORDER BY 1"
        ).fetchall()


def test_on_changed_and_off_again(office: Path) -> None:
    before = numbers(office, None)
    steps = ((None, FIRST, PROTECTED), (FIRST, SECOND, REKEYED), (SECOND, None, UNPROTECTED))
    for old, new, action in steps:
        done = reprotect(office, passphrase=old, new_passphrase=new)
        assert (done.action, done.path) == (action, office)
        assert done.rows > 30
        assert office.read_bytes().startswith(MARKER if new else PLAIN_HEAD)
        assert numbers(office, new) == before
        with Book.open(office, passphrase=new) as book:
            assert check_book(book) == []
            assert len(book.read(names).result()) == 30
            assert book.read(journal_end).result() == (action, LABELS[action])
            assert book.undo_list(ANYONE)
        if old and new:
            with pytest.raises(WrongPassphrase):
                Book.open(office, passphrase=old)
        assert files_of(office.parent) == ["kantor.berkas"]


def test_nothing_of_a_protected_office_can_be_read_in_its_folder(protected: Path) -> None:
    office = protected
    key = identify(office, FIRST).key
    assert key is not None
    with Book.open(office, passphrase=FIRST) as book:
        book.change(add_obh, ANYONE, "X", MARK).result()
        book.backup(office.parent)
        lying = b"".join(path.read_bytes() for path in office.parent.rglob("*") if path.is_file())
    for secret in (MARK.encode(), FIRST.encode(), key.raw, key.raw.hex().encode(), PLAIN_HEAD):
        assert secret not in lying
        assert secret.upper() not in lying


def test_the_cipher_never_writes_to_a_temporary_folder(office: Path) -> None:
    with identify(office).connected("ro") as connection:
        assert connection.execute("PRAGMA temp_store").fetchone()[0] == 2
        options = [row[0] for row in connection.execute("PRAGMA compile_options")]
    assert {"TEMP_STORE=2", "TEMP_STORE=3"} & set(options)


def refused_as_it_was(office: Path, error: type[Exception], **asked: object) -> None:
    before = office.read_bytes()
    with pytest.raises(error):
        reprotect(office, **({"passphrase": None, "new_passphrase": FIRST} | asked))
    assert office.read_bytes() == before
    assert files_of(office.parent) == ["kantor.berkas"]


def test_a_wrong_passphrase_changes_nothing(protected: Path) -> None:
    refused_as_it_was(protected, WrongPassphrase, passphrase=SECOND)
    refused_as_it_was(protected, WrongPassphrase, passphrase=None, new_passphrase=None)


def test_an_open_office_has_nothing_to_give_up(office: Path) -> None:
    refused_as_it_was(office, Refused, new_passphrase=None)
    refused_as_it_was(office, Refused, new_passphrase="")


def test_an_office_in_use_is_left_alone(office: Path) -> None:
    lock = BookLock.take(office)
    with pytest.raises(BookInUse):
        reprotect(office, passphrase=None, new_passphrase=FIRST)
    lock.release()


def test_an_office_that_is_being_read_is_left_alone(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("berkas_db.connect.SETTINGS", ("PRAGMA busy_timeout = 1",))
    with Book.open(office) as book:
        book.change(add_obh, ANYONE, "X").result()
        shutil.copy(office, office.with_name("mati.berkas"))
        shutil.copy(f"{office}-wal", office.with_name("mati.berkas-wal"))
    dead = office.with_name("mati.berkas")
    with identify(dead).connected("ro") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM obh").fetchone()
        with pytest.raises(BookInUse):
            reprotect(dead, passphrase=None, new_passphrase=FIRST)
    reprotect(dead, passphrase=None, new_passphrase=FIRST)
    with Book.open(dead, passphrase=FIRST) as book:
        assert len(book.read(names).result()) == 31


def test_room_is_asked_for_first(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(office)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    refused_as_it_was(office, DiskFull)


class Enough(Exception):
    pass


@pytest.mark.parametrize("words", ["Menulis", "Memeriksa", "Membandingkan"])
def test_it_can_be_stopped(office: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def progress(_done: int, _total: int, said: str) -> None:
        if said.startswith(words):
            raise Enough

    monkeypatch.setattr(protection, "_STEPS", 100)
    refused_as_it_was(office, Enough, progress=progress)


def tampering(statement: str) -> Callable[[Path], None]:
    def tamper(path: Path) -> None:
        with identify(path, FIRST).connected("rw") as connection:
            connection.execute(statement)

    return tamper


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE obh SET note = 'lain' WHERE id = 7",
        "UPDATE obh SET name = lower(name)",
        "DELETE FROM attachment_chunk",
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'obh'",
        "DROP INDEX",
        "CREATE TABLE tambahan (id INTEGER)",
    ],
)
def test_a_copy_that_differs_is_never_put_in_place(
    office: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    if statement == "DROP INDEX":
        with identify(office).connected("ro") as connection:
            (name,) = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL LIMIT 1"
            ).fetchone()
        statement = f"DROP INDEX {name}"
    monkeypatch.setattr(protection, "flush_file", tampering(statement))
    refused_as_it_was(office, BookDamaged)


def test_a_damaged_office_is_not_written_anew(office: Path) -> None:
    data = bytearray(office.read_bytes())
    with identify(office).connected("ro") as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'obh'").fetchone()
    data[(page - 1) * 4096 : (page - 1) * 4096 + 200] = b"\xff" * 200
    office.write_bytes(data)
    refused_as_it_was(office, BookDamaged)


def test_what_a_killed_process_left_is_swept(office: Path) -> None:
    left = unfinished_name(office)
    left.write_bytes(b"setengah")
    left.with_name(left.name + "-wal").write_bytes(b"")
    other = unfinished_name(office.with_name("kantor.berkas2"))
    other.write_bytes(b"milik lain")
    reprotect(office, passphrase=None, new_passphrase=FIRST)
    assert files_of(office.parent) == [other.name, "kantor.berkas"]


def test_a_flipped_byte_of_the_salt_never_opens(protected: Path) -> None:
    whole = protected.read_bytes()
    for place in range(16):
        data = bytearray(whole)
        data[place] ^= 0x10
        protected.write_bytes(data)
        with pytest.raises(BookError) as caught:
            Book.open(protected, passphrase=FIRST)
        assert caught.value.next_step
        assert protected.read_bytes() == bytes(data)


@pytest.mark.parametrize("length", [0, 3, 16, 99])
def test_a_cut_head_never_opens(protected: Path, length: int) -> None:
    protected.write_bytes(protected.read_bytes()[:length])
    with pytest.raises(BookError):
        Book.open(protected, passphrase=FIRST)


def test_a_page_from_elsewhere_never_opens(protected: Path) -> None:
    data = bytearray(protected.read_bytes())
    data[2048] ^= 1
    protected.write_bytes(data)
    with pytest.raises(BookDamaged):
        Book.open(protected, passphrase=FIRST)


def uid_of(session: Session) -> str:
    return session.execute(select(BookInfo.uid)).scalar_one()


def test_copies_from_before_are_found_and_removed(office: Path, tmp_path: Path) -> None:
    away = tmp_path / "flash"
    away.mkdir()
    with Book.open(office) as book:
        uid = book.read(uid_of).result()
        open_ones = [book.backup(office.parent).path, book.backup(away).path]
        open_ones.append(slim_backup(identify(office), away, occasion="mulai").path)
    Book.create(tmp_path / "kantor-lain.berkas", office_name="Kanwil Lain Contoh").close()
    assert leftovers(office, uid, [away]) == ()
    reprotect(office, passphrase=None, new_passphrase=FIRST)
    earlier = slim_backup(identify(office, FIRST), away, occasion="mulai").path
    reprotect(office, passphrase=FIRST, new_passphrase=SECOND)
    kept = slim_backup(identify(office, SECOND), away, occasion="mulai").path
    with Book.open(office, passphrase=SECOND):
        found = leftovers(office, uid, [away])
    assert {each.path: each.exposure for each in found} == dict.fromkeys(open_ones, Exposure.OPEN) | {
        earlier: Exposure.EARLIER
    }
    assert any(
        MARK.encode() in path.read_bytes() for path in (away / "lampiran").rglob("*") if path.is_file()
    )
    assert remove(found, identify(office, SECOND)) == []
    assert leftovers(office, uid, [away]) == ()
    assert (tmp_path / "kantor-lain.berkas").exists()
    assert inspect(kept, passphrase=SECOND).missing == ()
    lying = b"".join(path.read_bytes() for path in away.rglob("*") if path.is_file())
    assert MARK.encode() not in lying


def test_a_file_that_is_still_read_elsewhere_is_a_sentence(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows neither removes nor replaces a file that somebody has open."""
    before = files_of(office.parent)
    whole = office.read_bytes()

    def held(*_told: object, **_more: object) -> None:
        raise PermissionError("held")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(BookInUse, match="masih dibaca program lain"):
        reprotect(office, passphrase=None, new_passphrase=FIRST)
    assert files_of(office.parent) == before
    assert office.read_bytes() == whole


LOCKED = """
import fcntl, sys
with open(sys.argv[1], "r+b") as shared:
    try:
        fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 128)
    except OSError:
        print("terkunci")
"""
"""Asks for the lock that every connection holds on the shared memory while a book is open."""


@pytest.mark.skipif(os.name == "nt", reason="only POSIX drops the locks of a file that is closed twice")
def test_looking_for_leftovers_leaves_the_locks_of_the_open_office(protected: Path) -> None:
    def asked() -> str:
        shared = side_file(protected, "-shm")
        return subprocess.run(
            [sys.executable, "-c", LOCKED, str(shared)], capture_output=True, text=True, check=True
        ).stdout

    with Book.open(protected, passphrase=FIRST) as book:
        book.change(add_obh, ANYONE, "A").result()
        assert asked() == "terkunci\n"
        leftovers(protected, book.read(uid_of).result())
        assert asked() == "terkunci\n"
