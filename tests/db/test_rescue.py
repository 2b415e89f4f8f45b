"""Whatever is readable of a damaged office comes into a new one; what is gone is counted, never invented."""

import errno
import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.db.commands import add_alias, add_obh, files_of

from berkas_db import place
from berkas_db.attachments import read_attachment
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.check import check_book
from berkas_db.errors import (
    BookDamaged,
    BookInUse,
    BookNotFound,
    BookOnNetwork,
    DiskFull,
    NotABook,
    WrongPassphrase,
)
from berkas_db.journal import verify_chain
from berkas_db.place import Surroundings
from berkas_db.rescue import RescueFacts, rescue
from berkas_db.tables import Attachment, JournalEntry, Obh

PAGE = 4096
COUNT = 60
SECRET = "sandi contoh yang panjang"
PHOTO = random.Random(7).randbytes(60_000)  # noqa: S311


def fill(step: Step) -> None:
    for number in range(COUNT):
        id_ = add_obh(step, f"K{number:03}", f"LBH Contoh {number:03}", notary=f"={'isi contoh ' * 20}")
        add_alias(step, id_, f"Nama lain contoh {number}")
    step.attach(PHOTO, "foto: contoh.jpg", "image/jpeg")
    step.say("Contoh disiapkan")


@pytest.fixture(scope="module", params=[None, SECRET], ids=["plain", "protected"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str | None]:
    path = tmp_path_factory.mktemp("isi") / "kantor.berkas"
    with Book.create(path, office_name="Kanwil Contoh", passphrase=request.param) as book:
        book.change(fill, ANYONE).result()
    return path, request.param


@pytest.fixture
def damaged(full: tuple[Path, str | None], tmp_path: Path) -> tuple[Path, str | None]:
    """A copy of this test's own, still whole."""
    return Path(shutil.copy(full[0], tmp_path / "kantor.berkas")), full[1]


def test_a_disk_that_fills_up_is_a_sentence_and_leaves_no_folder(
    damaged: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = damaged

    def full(*_told: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(DiskFull):
        rescue(path, path.parent, passphrase=secret)
    assert files_of(path.parent) == ["kantor.berkas"]


def names(path: Path, secret: str | None) -> list[str]:
    with Book.open(path, passphrase=secret, write=False) as book:
        return book.read(lambda session: list(session.scalars(select(Obh.name)))).result()


def finish(facts: RescueFacts, secret: str | None, *, broken: int = 0) -> None:
    """The new office is sound, says what it is, and nothing else lies beside it."""
    with Book.open(facts.office, passphrase=secret) as book:
        assert [each.part for each in check_book(book)] == ["lampiran"] * broken
        assert book.read(verify_chain).result().is_whole
        last = select(JournalEntry.action).order_by(JournalEntry.id.desc()).limit(1)
        assert book.read(lambda session: session.scalars(last).one()).result() == "selamatkan"
        book.change(add_obh, ANYONE, "BARU", "LBH Contoh Baru").result()
    assert {"LAPORAN.txt", facts.office.name} >= {*files_of(facts.folder)} - {"isi", "lampiran"}


def overwrite(path: Path, pages: range, content: bytes | None = None) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(content or bytes(PAGE))


@pytest.mark.parametrize("full", [None], indirect=True)
def test_a_whole_office_comes_through_whole(damaged: tuple[Path, str | None]) -> None:
    path, secret = damaged
    before = path.read_bytes()
    facts = rescue(path, path.parent, passphrase=secret)
    assert (facts.lost, facts.attachments, facts.attachments_broken) == (0, 1, 0)
    assert (facts.tables["obh"].read, facts.tables["obh_alias"].read) == (COUNT, COUNT)
    assert facts.rebuilt.journal_lost == 0
    assert len(names(facts.office, secret)) == COUNT
    finish(facts, secret)
    assert path.read_bytes() == before


def first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)


def cut_short(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 40 * PAGE)


def list_of_tables(path: Path) -> None:
    """A page in the middle of the list of tables, and the second one of the file."""
    overwrite(path, range(1, 2))
    page = path.read_bytes().index(b"CREATE TABLE visit") // PAGE
    overwrite(path, range(page, page + 1))


def many_pages(path: Path) -> None:
    list_of_tables(path)
    pages = path.stat().st_size // PAGE
    for page in random.Random(3).sample(range(pages * 3 // 4, pages), 12):  # noqa: S311
        overwrite(path, range(page, page + 1), random.Random(page).randbytes(PAGE))  # noqa: S311


def flipped_bits(path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    content = bytearray(path.read_bytes())
    for _ in range(30):
        content[chance.randrange(PAGE, len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("full", "spoil"),
    [(None, cut_short), (None, many_pages), (SECRET, first_page), (SECRET, flipped_bits)],
    indirect=["full"],
)
def test_what_is_readable_is_saved(damaged: tuple[Path, str | None], spoil: Callable[[Path], None]) -> None:
    path, secret = damaged
    spoil(path)
    before = path.read_bytes()
    facts = rescue(path, path.parent, passphrase=secret)
    kept = names(facts.office, secret)
    wanted = {f"LBH Contoh {number:03}" for number in range(COUNT)}
    assert set(kept) <= wanted
    assert len(kept) == facts.tables["obh"].read + facts.tables["obh"].made_again
    assert len(kept) > COUNT // 2
    finish(facts, secret, broken=facts.attachments_broken)
    assert path.read_bytes() == before


def test_lost_rows_and_changed_values_come_back_from_the_journal(prepared_book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(prepared_book, tmp_path / "kantor.berkas"))
    with Book.open(path) as book:
        book.change(fill, ANYONE).result()
    with sqlite3.connect(path) as other:
        (root,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'obh'").fetchone()
        other.execute("UPDATE obh_alias SET name = 'terbalik' WHERE id = 2")
    other.close()
    overwrite(path, range(root - 1, root))
    facts = rescue(path, tmp_path)
    obh = facts.tables["obh"]
    assert (obh.read, obh.lost, obh.made_again) == (0, COUNT, COUNT)
    assert (facts.lost, facts.rebuilt.corrected) == (0, 1)
    assert sorted(names(facts.office, None)) == [f"LBH Contoh {number:03}" for number in range(COUNT)]
    finish(facts, None)


def test_a_broken_attachment_is_counted_and_not_handed_out(prepared_book: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(prepared_book, tmp_path / "kantor.berkas"))
    with Book.open(path) as book:
        book.change(fill, ANYONE).result()
    content = bytearray(path.read_bytes())
    content[content.index(PHOTO[1000:1100]) + 5] ^= 4
    path.write_bytes(content)
    facts = rescue(path, tmp_path, with_tables=True)
    assert (facts.attachments, facts.attachments_broken) == (0, 1)
    finish(facts, None, broken=1)
    with Book.open(facts.office, write=False) as book, pytest.raises(BookDamaged):
        book.read(read_attachment, 1).result()


@pytest.mark.parametrize("full", [None], indirect=True)
def test_tables_for_people_hold_no_secrets_and_no_formulas(damaged: tuple[Path, str | None]) -> None:
    path, secret = damaged
    facts = rescue(path, path.parent, passphrase=secret, with_tables=True)
    text = (facts.folder / "isi" / "obh.csv").read_text("utf-8-sig")
    assert text.count("LBH Contoh") == COUNT
    assert ",'=isi contoh" in text
    assert ",=" not in text
    assert "password_hash" not in (facts.folder / "isi" / "app_user.csv").read_text("utf-8-sig")
    (photo,) = (facts.folder / "lampiran").iterdir()
    assert photo.name == "1-foto_ contoh.jpg"
    assert photo.read_bytes() == PHOTO
    report = (facts.folder / "LAPORAN.txt").read_text("utf-8")
    assert "LBH" not in report
    assert f"obh; {COUNT}; 0; 0" in report
    with Book.open(facts.office, passphrase=secret, write=False) as book:
        digest = book.read(lambda session: session.scalars(select(Attachment.sha256)).one()).result()
    assert digest == hashlib.sha256(PHOTO).hexdigest()


def test_what_cannot_be_rescued_leaves_no_folder(
    prepared_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(prepared_book, tmp_path / "kantor.berkas"))
    with Book.open(path), pytest.raises(BookInUse):
        rescue(path, tmp_path)
    with pytest.raises(BookNotFound):
        rescue(tmp_path / "tidak-ada.berkas", tmp_path)
    with pytest.raises(BookNotFound):
        rescue(path, tmp_path / "tidak-ada")
    path.write_bytes(random.Random(1).randbytes(200_000))  # noqa: S311
    with pytest.raises((BookDamaged, NotABook)):
        rescue(path, tmp_path)
    path.write_bytes(b"")
    with pytest.raises(BookDamaged):
        rescue(path, tmp_path)
    monkeypatch.setattr(
        place, "surroundings", lambda: Surroundings(mounts={tmp_path.resolve().as_posix(): "cifs"})
    )
    shutil.copy(prepared_book, path)
    with pytest.raises(BookOnNetwork):
        rescue(path, tmp_path)
    assert files_of(tmp_path) == ["kantor.berkas"]


@pytest.mark.parametrize("full", [SECRET], indirect=True)
def test_a_protected_office_needs_its_passphrase(full: tuple[Path, str | None], tmp_path: Path) -> None:
    path = Path(shutil.copy(full[0], tmp_path / "kantor.berkas"))
    with pytest.raises(WrongPassphrase):
        rescue(path, tmp_path, passphrase="bukan ini")
    facts = rescue(path, tmp_path, passphrase=SECRET)
    assert b"LBH Contoh" not in facts.office.read_bytes()
