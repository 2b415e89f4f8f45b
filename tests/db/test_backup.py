import shutil
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest
from tests.db.commands import add_obh, files_of, names

from berkas_db.backup import backup, inspect, restore
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.check import check_book
from berkas_db.errors import BookDamaged, BookInUse, BookNotFound, DiskFull, NotABook, WrongPassphrase
from berkas_db.journal import head, verify_chain

SECRET = "sandi contoh yang panjang"


@pytest.fixture(params=[None, SECRET], ids=["plain", "protected"])
def secret(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def office(tmp_path: Path, secret: str | None) -> Path:
    place = tmp_path / "kantor"
    place.mkdir()
    with Book.create(place / "kantor.berkas", office_name="Kanwil Contoh", passphrase=secret) as book:
        book.change(add_obh, ANYONE, "A", "LBH Contoh A").result()
    return place / "kantor.berkas"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    place = tmp_path / "cadangan"
    place.mkdir()
    return place


def test_a_copy_is_a_book_of_its_own(office: Path, copies: Path, secret: str | None) -> None:
    before = office.read_bytes()
    facts = backup(office, copies, passphrase=secret)
    assert office.read_bytes() == before
    assert files_of(office.parent) == ["kantor.berkas"]
    assert files_of(copies) == [facts.path.name]
    assert facts.rows["obh"] == 1
    assert facts.path.read_bytes()[:16] == before[:16]
    assert facts == inspect(facts.path, passphrase=secret)
    with Book.open(facts.path, passphrase=secret, write=False) as book:
        assert book.read(names).result() == ["LBH Contoh A"]
        position, hashed, at = book.read(head).result()
    assert (facts.journal_position, facts.journal_head, facts.journal_at) == (position, hashed, at)


def test_an_open_book_is_copied_while_it_is_written(office: Path, copies: Path, secret: str | None) -> None:
    with Book.open(office, passphrase=secret) as book:
        futures = [book.change(add_obh, ANYONE, f"K{number}") for number in range(60)]
        facts = book.backup(copies)
        again = book.backup(copies)
        for future in futures:
            future.result()
        assert check_book(book) == []
    assert facts.path != again.path
    for made in (facts, again):
        with Book.open(made.path, passphrase=secret, write=False) as copy:
            report = copy.read(verify_chain).result()
            assert report.is_whole
            assert report.entries == made.rows["obh"] + 1 == made.journal_position


def test_restoring_keeps_the_present_first(office: Path, copies: Path, secret: str | None) -> None:
    facts = backup(office, copies, passphrase=secret)
    with Book.open(office, passphrase=secret) as book:
        book.change(add_obh, ANYONE, "B", "LBH Contoh B").result()
    done = restore(facts.path, office, passphrase=secret)
    assert done.kept is not None
    assert files_of(office.parent) == sorted(["kantor.berkas", done.kept.name])
    with Book.open(office, passphrase=secret) as book:
        assert book.read(names).result() == ["LBH Contoh A"]
        assert book.read(head).result()[0] == facts.journal_position + 1
        assert check_book(book) == []
    with Book.open(done.kept, passphrase=secret) as book:
        assert book.read(names).result() == ["LBH Contoh A", "LBH Contoh B"]
    assert inspect(facts.path, passphrase=secret) == facts


def test_a_broken_present_is_kept_as_it_is(office: Path, copies: Path, secret: str | None) -> None:
    facts = backup(office, copies, passphrase=secret)
    office.write_bytes(b"rusak")
    done = restore(facts.path, office, passphrase=secret)
    assert done.kept is not None
    assert "-rusak-" in done.kept.name
    assert done.kept.read_bytes() == b"rusak"
    with Book.open(office, passphrase=secret, write=False) as book:
        assert book.read(names).result() == ["LBH Contoh A"]


def test_a_good_present_without_room_for_a_copy_is_moved_and_not_called_broken(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = backup(office, copies, passphrase=secret)

    def no_room(*_told: object, **_more: object) -> None:
        raise DiskFull("Ruang habis.", "Kosongkan ruang.")

    monkeypatch.setattr("berkas_db.backup.backup_file", no_room)
    done = restore(facts.path, office, passphrase=secret)
    assert done.kept is not None
    assert "-sebelum-pulih-" in done.kept.name
    Book.open(done.kept, passphrase=secret).close()


def test_restoring_where_nothing_is(office: Path, copies: Path, secret: str | None) -> None:
    facts = backup(office, copies, passphrase=secret)
    done = restore(facts.path, copies.parent / "baru.berkas", passphrase=secret)
    assert done.kept is None
    Book.open(done.path, passphrase=secret).close()


def test_a_log_of_the_replaced_book_is_never_read_into_the_new_one(
    office: Path, copies: Path, secret: str | None
) -> None:
    facts = backup(office, copies, passphrase=secret)
    with Book.open(office, passphrase=secret) as book:
        book.change(add_obh, ANYONE, "B", "LBH Contoh B").result()
        spare = copies.parent / "mati"
        spare.mkdir()
        for ending in ("", "-wal", "-shm"):
            shutil.copy(f"{office}{ending}", spare / f"kantor.berkas{ending}")
    restore(facts.path, spare / "kantor.berkas", passphrase=secret)
    with Book.open(spare / "kantor.berkas", passphrase=secret) as book:
        assert book.read(names).result() == ["LBH Contoh A"]


def test_a_damaged_copy_is_not_restored(office: Path, copies: Path, secret: str | None) -> None:
    facts = backup(office, copies, passphrase=secret)
    with facts.path.open("r+b") as file:
        file.seek(4096 * 12)
        file.write(b"\xff" * 4096 * 8)
    before = office.read_bytes()
    with pytest.raises(BookDamaged):
        restore(facts.path, office, passphrase=secret)
    assert office.read_bytes() == before
    assert files_of(office.parent) == ["kantor.berkas"]


def test_nothing_is_restored_over_an_open_book(office: Path, copies: Path, secret: str | None) -> None:
    facts = backup(office, copies, passphrase=secret)
    with Book.open(office, passphrase=secret) as book:
        with pytest.raises(BookInUse):
            restore(facts.path, office, passphrase=secret)
        assert book.read(names).result() == ["LBH Contoh A"]


def test_a_book_at_work_is_no_copy(office: Path, copies: Path, secret: str | None) -> None:
    with Book.open(office, passphrase=secret) as book:
        for question in (
            lambda: inspect(office, passphrase=secret),
            lambda: restore(office, copies / "baru.berkas", passphrase=secret),
        ):
            with pytest.raises(BookInUse, match="sedang dibuka"):
                question()
        book.change(add_obh, ANYONE, "B").result()
    assert inspect(office, passphrase=secret).rows["obh"] == 2


def test_a_wrong_place_or_secret(tmp_path: Path, book_path: Path, copies: Path) -> None:
    with pytest.raises(BookNotFound):
        backup(book_path, tmp_path / "tidak ada")
    with pytest.raises(BookNotFound):
        restore(tmp_path / "tidak ada.berkas", book_path)
    (tmp_path / "surat.txt").write_text("bukan buku")
    with pytest.raises(NotABook):
        restore(tmp_path / "surat.txt", book_path)
    Book.create(tmp_path / "lindung.berkas", office_name="Kanwil Contoh", passphrase=SECRET).close()
    with pytest.raises(WrongPassphrase):
        backup(tmp_path / "lindung.berkas", copies, passphrase="lain")
    assert files_of(copies) == []


def test_free_space_is_asked_first(book_path: Path, copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 9, 1))
    with pytest.raises(DiskFull, match="tinggal 0 MB"):
        backup(book_path, copies)
    assert files_of(copies) == []


def test_the_plain_copy_opens_with_the_sqlite3_tool(book_path: Path, copies: Path) -> None:
    facts = backup(book_path, copies)
    other = sqlite3.connect(facts.path)
    assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    other.close()


def test_a_relative_folder_is_meant_from_where_one_stands(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copies.parent)
    facts = backup(office, Path(copies.name), passphrase=secret)
    assert facts.path.parent == copies
