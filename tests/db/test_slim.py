"""Slim copies: one moment of every table, bytes of attachments once, proven before they count."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from tests.db.commands import add_obh, files_of, names

import berkas_db
from berkas_db.attachments import read_attachment
from berkas_db.backup import inspect, restore
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.connect import identify
from berkas_db.copynames import CopyName, copies_in, read_name
from berkas_db.errors import BookInUse, BookReadOnly, DiskFull, Interrupted, NotABook, WrongPassphrase
from berkas_db.key import recovery_text
from berkas_db.lock import BookLock
from berkas_db.slim import PiecesMissing, copying_into, slim_backup, thin
from berkas_db.store import FOLDER, pieces_in
from berkas_db.tables import Attachment

SECRET = "sandi contoh yang panjang"
PHOTOS = 200


def photo(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * 90


def attach_many(step: Step, numbers: Sequence[int]) -> None:
    step.say("Foto contoh disimpan")
    for number in numbers:
        step.attach(photo(number), f"foto-contoh-{number}.jpg", "image/jpeg")


def ids(session: Session) -> list[int]:
    return list(session.execute(select(Attachment.id).order_by(Attachment.id)).scalars())


@dataclass(frozen=True)
class Prepared:
    path: Path
    secret: str | None


@pytest.fixture(scope="module", params=[None, SECRET], ids=["plain", "protected"])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An office made once. The text of the recovery sheet opens it without the slow derivation."""
    path = tmp_path_factory.mktemp("siap") / "kantor.berkas"
    with Book.create(path, office_name="Kanwil Contoh", passphrase=request.param) as book:
        book.change(add_obh, ANYONE, "A", "LBH Contoh A").result()
        book.change(attach_many, ANYONE, range(3)).result()
        book.change(lambda step: step.attach(b"", "kosong.txt", "text/plain"), ANYONE).result()
        big = photo(9) * 800  # more than two pieces of 1 MiB
        book.change(lambda step: step.attach(big, "besar.pdf", "application/pdf"), ANYONE).result()
        key = book.file.key
    return Prepared(path, recovery_text(key) if key else None)


@pytest.fixture
def secret(prepared: Prepared) -> str | None:
    return prepared.secret


@pytest.fixture
def office(prepared: Prepared, tmp_path: Path) -> Path:
    place = tmp_path / "kantor"
    place.mkdir()
    return Path(shutil.copy(prepared.path, place))


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    place = tmp_path / "cadangan"
    place.mkdir()
    return place


def all_pieces(copies: Path) -> dict[Path, tuple[int, int]]:
    return {piece: (piece.stat().st_mtime_ns, piece.stat().st_ino) for piece in pieces_in(copies)}


def test_there_and_back(office: Path, copies: Path, secret: str | None) -> None:
    before = office.read_bytes()
    facts = slim_backup(identify(office, secret), copies, occasion="sebelum_impor")
    assert office.read_bytes() == before
    assert files_of(office.parent) == ["kantor.berkas"]
    assert files_of(copies) == [facts.path.name, "lampiran"]
    assert facts == inspect(facts.path, passphrase=secret)
    assert (facts.rows["obh"], facts.rows["attachment"], facts.rows["attachment_chunk"]) == (1, 5, 0)
    assert facts.is_slim
    assert (facts.new_pieces, facts.missing) == (5, ())
    done = restore(facts.path, office.with_name("baru.berkas"), passphrase=secret)
    assert done.lost == ()
    with Book.open(office, passphrase=secret) as old, Book.open(done.path, passphrase=secret) as new:
        assert check_book(new) == []
        for id_ in old.read(ids).result():
            assert old.read(read_attachment, id_).result() == new.read(read_attachment, id_).result()
        found = new.change(add_obh, ANYONE, "B", "LBH Contoh B").result().created["obh"]
        assert found == (2,)
        new.undo(ANYONE).result()
        assert new.read(names).result() == ["LBH Contoh A"]
        assert check_book(new) == []


def test_the_schema_is_the_same_to_the_letter(office: Path, copies: Path, secret: str | None) -> None:
    facts = slim_backup(identify(office, secret), copies, occasion="berkala")
    new = restore(facts.path, office.with_name("baru.berkas"), passphrase=secret).path

    def schema(path: Path) -> set[tuple[object, ...]]:
        with identify(path, secret).connected("ro") as connection:
            things = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
            version = connection.execute("PRAGMA user_version").fetchall()
        return {*things, *version}

    assert schema(office) == schema(new)


def test_photos_are_never_copied_twice(office: Path, copies: Path, secret: str | None) -> None:
    with Book.open(office, passphrase=secret) as book:
        book.change(attach_many, ANYONE, range(10, 10 + PHOTOS)).result()
        first = book.slim_backup(copies, occasion="mulai")
        pieces = all_pieces(copies)
        book.change(attach_many, ANYONE, [5_000, 5_001]).result()
        second = book.slim_backup(copies, occasion="berkala")
    assert first.new_pieces == PHOTOS + 5
    assert second.new_pieces == 2
    assert second.new_bytes < 2 * 20_000
    after = all_pieces(copies)
    assert {piece: after[piece] for piece in pieces} == pieces
    assert len(after) == len(pieces) + 2


def test_a_protected_store_tells_nothing(office: Path, copies: Path, secret: str | None) -> None:
    slim_backup(identify(office, secret), copies, occasion="mulai")
    known = photo(1)
    everything = b"".join(path.read_bytes() for path in copies.rglob("*") if path.is_file())
    listing = " ".join(str(path) for path in copies.rglob("*"))
    is_plain = secret is None
    assert (known[:64] in everything) is is_plain
    assert (hashlib.sha256(known).hexdigest() in listing) is is_plain
    assert (b"LBH Contoh A" in everything) is is_plain
    assert (b"SQLite format 3" in everything) is is_plain


def test_it_is_one_moment_while_somebody_writes(office: Path, copies: Path, secret: str | None) -> None:
    with Book.open(office, passphrase=secret) as book:
        futures = [book.change(add_obh, ANYONE, f"K{number}") for number in range(60)]
        facts = book.slim_backup(copies, occasion="berkala")
        for future in futures:
            future.result()
        assert check_book(book) == []
    done = restore(facts.path, office.with_name("baru.berkas"), passphrase=secret)
    with Book.open(done.path, passphrase=secret) as copy:
        assert check_book(copy) == []
        assert len(copy.read(names).result()) == facts.rows["obh"]


def test_the_writer_does_not_wait(office: Path, copies: Path, secret: str | None) -> None:
    """While the copy stands still in the middle, a change goes through."""
    done = threading.Event()
    with Book.open(office, passphrase=secret) as book:

        def stopping() -> bool:
            if not done.is_set():
                book.change(add_obh, ANYONE, "TENGAH").result(timeout=30)
                done.set()
            return False

        facts = book.slim_backup(copies, occasion="berkala", stopping=stopping)
        assert facts.rows["obh"] == 1
        assert len(book.read(names).result()) == 2


def test_a_copy_is_not_opened_as_an_office(office: Path, copies: Path, secret: str | None) -> None:
    facts = slim_backup(identify(office, secret), copies, occasion="mulai")
    for write in (True, False):
        with pytest.raises(NotABook, match="adalah cadangan"):
            Book.open(facts.path, passphrase=secret, write=write)


@pytest.mark.parametrize("harm", ["gone", "short", "other"])
def test_what_is_missing_is_named_and_restored_without_only_when_asked(
    office: Path, copies: Path, secret: str | None, harm: str
) -> None:
    facts = slim_backup(identify(office, secret), copies, occasion="mulai")
    piece = max(pieces_in(copies), key=lambda path: path.stat().st_size)
    if harm == "gone":
        piece.unlink()
    elif harm == "short":
        piece.write_bytes(piece.read_bytes()[:4096])
    else:
        data = bytearray(piece.read_bytes())
        data[len(data) // 2] ^= 1
        piece.write_bytes(data)
    new = office.with_name("baru.berkas")
    with pytest.raises(PiecesMissing) as caught:
        restore(facts.path, new, passphrase=secret)
    assert [each.name for each in caught.value.pieces] == ["besar.pdf"]
    assert not new.exists()
    assert files_of(office.parent) == ["kantor.berkas"]
    if harm == "gone":
        assert [each.name for each in inspect(facts.path, passphrase=secret).missing] == ["besar.pdf"]
    done = restore(facts.path, new, passphrase=secret, without_missing=True)
    assert [each.name for each in done.lost] == ["besar.pdf"]
    with Book.open(new, passphrase=secret) as book:
        assert [finding.part for finding in check_book(book)] == ["lampiran"]
        made = book.slim_backup(copies, occasion="berkala")
        assert [each.name for each in made.missing] == ([] if harm == "other" else ["besar.pdf"])


def test_another_place_helps_out(office: Path, copies: Path, secret: str | None, tmp_path: Path) -> None:
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    slim_backup(identify(office, secret), stick, occasion="tempat_kedua")
    facts = slim_backup(identify(office, secret), copies, occasion="mulai")
    shutil.rmtree(copies / "lampiran")
    assert len(inspect(facts.path, passphrase=secret).missing) == 5
    assert inspect(facts.path, passphrase=secret, also=[stick]).missing == ()
    assert restore(facts.path, tmp_path / "baru.berkas", passphrase=secret, also=[stick]).lost == ()


def test_restoring_over_a_present_file_keeps_it(office: Path, copies: Path, secret: str | None) -> None:
    facts = slim_backup(identify(office, secret), copies, occasion="mulai")
    office.write_bytes(b"rusak")
    done = restore(facts.path, office, passphrase=secret)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"rusak"
    with Book.open(office, passphrase=secret) as book:
        assert check_book(book) == []


def test_an_older_passphrase_opens_an_older_copy(tmp_path: Path, copies: Path) -> None:
    path = tmp_path / "kantor.berkas"
    Book.create(path, office_name="Kanwil Contoh", passphrase="sandi lama contoh").close()
    facts = slim_backup(identify(path, "sandi lama contoh"), copies, occasion="mulai")
    path.unlink()
    Book.create(path, office_name="Kanwil Contoh", passphrase="sandi baru contoh").close()
    with pytest.raises(WrongPassphrase):
        restore(facts.path, path, passphrase="sandi baru contoh")
    done = restore(facts.path, path, passphrase="sandi lama contoh")
    assert done.kept is not None
    assert "sebelum-pulih" in done.kept.name
    Book.open(done.kept, passphrase="sandi baru contoh").close()
    Book.open(path, passphrase="sandi lama contoh").close()


def test_stopping_leaves_no_copy(office: Path, copies: Path, secret: str | None) -> None:
    with pytest.raises(Interrupted):
        slim_backup(identify(office, secret), copies, occasion="mulai", stopping=lambda: True)
    assert copies_in(copies) == []
    assert not list(copies.rglob("*belum-selesai*"))


def test_pieces_of_a_copy_that_was_stopped_are_made_to_last(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next copy takes them for kept and does not write them again."""
    asked = count()
    flushed: list[Path] = []
    monkeypatch.setattr("berkas_db.store.flush_folder", flushed.append)
    with pytest.raises(Interrupted):
        slim_backup(identify(office, secret), copies, occasion="mulai", stopping=lambda: next(asked) > 0)
    (piece,) = pieces_in(copies)
    assert piece.parent in flushed


def test_two_at_once_wait_for_each_other(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("berkas_db.slim._MOST_WAIT_SECONDS", 0.0)
    elsewhere = BookLock.take(copies / FOLDER)  # as another process would hold it
    with pytest.raises(BookInUse, match="Cadangan lain sedang dibuat"):
        slim_backup(identify(office, secret), copies, occasion="mulai")
    elsewhere.release()
    with ThreadPoolExecutor(1) as pool:
        with copying_into(copies):
            waiting = pool.submit(slim_backup, identify(office, secret), copies, occasion="sebelum_impor")
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        assert waiting.result().is_slim
    assert slim_backup(identify(office, secret), copies, occasion="mulai").is_slim


def test_space_is_asked_for_first(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10, 9, 1))
    with pytest.raises(DiskFull):
        slim_backup(identify(office, secret), copies, occasion="mulai")
    assert not list(pieces_in(copies))
    assert copies_in(copies) == []


def test_a_place_that_fails_half_way_is_named_as_the_place(
    office: Path, copies: Path, secret: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(_path: Path) -> None:
        raise OSError(errno.EIO, "gone")

    with monkeypatch.context() as broken:
        broken.setattr("berkas_db.store.flush_file", pulled_out)
        with pytest.raises(BookReadOnly, match="Tempat cadangan"):
            slim_backup(identify(office, secret), copies, occasion="mulai")

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("berkas_db.store.flush_file", full)
    with pytest.raises(DiskFull, match="cadangan tidak dibuat"):
        slim_backup(identify(office, secret), copies, occasion="mulai")
    assert copies_in(copies) == []
    assert not list(copies.rglob("*belum-selesai*"))


def test_thinning_takes_the_pieces_nobody_names(office: Path, copies: Path, secret: str | None) -> None:
    with Book.open(office, passphrase=secret) as book:
        first = book.slim_backup(copies, occasion="mulai")
        alone = copies / "lampiran" / "ab" / ("ab" * 32)
        alone.parent.mkdir(exist_ok=True)
        alone.write_bytes(b"tidak disebut cadangan mana pun")
        book.change(add_obh, ANYONE, "B").result()
        second = book.slim_backup(copies, occasion="berkala")
        full = book.backup(copies)
        gone = thin(book.file, copies, lambda found: [each for each in found if each.path == second.path])
    assert (gone.copies, gone.pieces) == (1, 1)
    assert not first.path.exists()
    assert full.path.exists()
    assert inspect(second.path, passphrase=secret).missing == ()


def test_pieces_of_a_copy_that_cannot_be_asked_stay(tmp_path: Path, copies: Path) -> None:
    """After a new passphrase the older copies keep their pieces; a broken copy stops the clearing."""
    for name in ("lama", "baru"):
        with Book.create(
            tmp_path / f"{name}.berkas", office_name="Kanwil Contoh", passphrase=f"sandi {name} contoh"
        ) as book:
            book.change(attach_many, ANYONE, [1]).result()
            made = book.slim_backup(copies, occasion="mulai")
            assert thin(book.file, copies, lambda found: found).pieces == 0
    assert len(list(pieces_in(copies))) == 2
    data = bytearray(made.path.read_bytes())
    data[16:4096] = b"x" * 4080
    made.path.write_bytes(data)
    shutil.rmtree(copies / "lampiran" / "kosong", ignore_errors=True)
    assert (
        thin(identify(tmp_path / "baru.berkas", "sandi baru contoh"), copies, lambda found: found).pieces == 0
    )
    assert len(list(pieces_in(copies))) == 2


NAMES = [
    ("kantor-20260612T031500Z-sebelum-impor-120-ab12cd34.cadangan", "kantor", "sebelum_impor", 120),
    ("kanwil-riau-20260612T031500Z-mulai-1-ab12cd34-2.cadangan", "kanwil-riau", "mulai", 1),
    ("kantor-sebelum-versi-2-20260612T031500Z.berkas", "kantor", "sebelum_versi_2", None),
    ("kantor-20260612T031500Z.berkas", "kantor", "", None),
]


@pytest.mark.parametrize(("name", "stem", "occasion", "position"), NAMES)
def test_names_say_it(name: str, stem: str, occasion: str, position: int | None) -> None:
    read = read_name(Path(name))
    assert isinstance(read, CopyName)
    assert (read.stem, read.occasion, read.position) == (stem, occasion, position)
    assert read.moment == datetime(2026, 6, 12, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("name", ["kantor.berkas", "a.txt", "kantor-20261312T031500Z.berkas", "x.cadangan"])
def test_other_names_are_no_copies(name: str) -> None:
    assert read_name(Path(name)) is None


KILLS = int(os.environ.get("BERKAS_KILLS", "2"))
SOURCES = os.pathsep.join([str(Path(berkas_db.__file__).parents[1]), str(Path(__file__).parents[2])])


def test_killed_at_any_moment_every_copy_with_a_name_is_whole(
    office: Path, copies: Path, secret: str | None
) -> None:
    for number in range(KILLS):
        child = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.db.busy_copier",
                str(office),
                str(copies),
                secret or "",
                str(number),
            ],
            env=os.environ | {"PYTHONPATH": SOURCES},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "mulai\n"
        threading.Event().wait(0.05 + number % 7 * 0.05)
        child.kill()
        said = [line.strip() for line in child.communicate()[0].splitlines()]
        there = [each.path for each in copies_in(copies)]
        assert {line for line in said if line.endswith(".cadangan")} - {str(path) for path in there} <= {
            said[-1] if said else ""
        }
        for path in there:
            assert inspect(path, passphrase=secret).missing == ()
        with Book.open(office, passphrase=secret) as book:
            assert check_book(book) == []
            book.slim_backup(copies, occasion="mulai")
        assert not list(copies.rglob("*belum-selesai*"))
