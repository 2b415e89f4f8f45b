"""What is typed while a long change runs is on the disk within a second, and a crash does not lose it."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.db.commands import add_obh, add_user

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.drafts import drop_draft_of, list_drafts, save_draft
from berkas_db.waiting import PATIENCE_SECONDS, is_left

pytestmark = pytest.mark.usefixtures("quick_keys")

SECRET = "empat kata contoh panjang"
TYPED = '{"name": "LBH Contoh Setengah"}'


@pytest.fixture(params=[None, SECRET], ids=["terbuka", "terlindung"])
def secret(request: pytest.FixtureRequest) -> str | None:
    return request.param


@pytest.fixture
def book(tmp_path: Path, secret: str | None) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh", passphrase=secret) as opened:
        yield opened


class Import:
    """A command that writes and then stays, until it is let go (or a minute has passed)."""

    def __init__(self, book: Book) -> None:
        self.going, self.let_go = threading.Event(), threading.Event()

        def command(step: Step) -> None:
            add_obh(step, "OBH-1")
            self.going.set()
            self.let_go.wait(60)

        self.future = book.change(command, ANYONE)
        assert self.going.wait(60)

    def end(self) -> None:
        self.let_go.set()
        self.future.result()


def is_written(path: Path) -> bool:
    beside = path.with_name(f"{path.name}-draf")
    return (
        is_left(path)
        and beside.stat().st_size > 0
        and not beside.with_name(f"{beside.name}-journal").exists()
    )


def wait_until_written(path: Path) -> None:
    for _ in range(600):
        if is_written(path):
            return
        time.sleep(PATIENCE_SECONDS / 10)
    raise AssertionError("nothing was written beside the book")


def drafts(book: Book, actor: Actor = ANYONE) -> list[str]:
    return [each.values_json for each in book.read(list_drafts, actor).result()]


def test_a_draft_waits_on_the_disk_and_leaves_it_when_the_writer_took_it(
    book: Book, secret: str | None
) -> None:
    running = Import(book)
    future = save_draft(book, ANYONE, "obh", "u-1", TYPED, "name")
    wait_until_written(book.path)
    assert not future.done()
    beside = book.path.with_name(f"{book.path.name}-draf")
    assert (b"LBH Contoh Setengah" in beside.read_bytes()) == (secret is None)
    running.end()
    future.result()
    book.empty_log().result()  # the writer's next work begins when the one before is wholly done
    assert drafts(book) == [TYPED]
    assert not is_left(book.path)


def test_a_crash_during_the_import_costs_nothing_typed(
    book: Book, secret: str | None, tmp_path: Path
) -> None:
    save_draft(book, ANYONE, "obh", "u-2", '{"name": "lama"}', None).result()
    running = Import(book)
    future = save_draft(book, ANYONE, "obh", "u-1", TYPED, "name")
    again = save_draft(book, ANYONE, "obh", "u-2", '{"name": "baru"}', None)
    wait_until_written(book.path)
    time.sleep(PATIENCE_SECONDS)
    crashed = tmp_path / "crash"
    crashed.mkdir()
    for path in book.path.parent.glob("kantor.berkas*"):  # as a power cut leaves them
        if path.is_file() and not path.name.endswith("-shm"):
            shutil.copy(path, crashed / path.name)
    running.end()
    future.result()
    again.result()
    with Book.open(crashed / "kantor.berkas", passphrase=secret) as found:
        assert sorted(drafts(found)) == ['{"name": "LBH Contoh Setengah"}', '{"name": "baru"}']
        assert not is_left(found.path)


def test_a_record_saved_after_the_import_leaves_no_old_draft(book: Book) -> None:
    running = Import(book)
    future = save_draft(book, ANYONE, "obh", "u-1", TYPED, "name")
    dropped = drop_draft_of(book, ANYONE, "obh", "u-1")
    wait_until_written(book.path)
    running.end()
    future.result()
    dropped.result()
    assert drafts(book) == []
    assert not is_left(book.path)


def test_an_idle_writer_needs_no_file_beside_the_book(book: Book) -> None:
    for place in range(5):
        save_draft(book, ANYONE, "obh", f"u-{place}", TYPED, None).result()
    assert not is_left(book.path)
    assert len(drafts(book)) == 5


def test_a_draft_of_somebody_who_is_gone_from_the_file_is_left_out(
    tmp_path: Path, secret: str | None
) -> None:
    path = tmp_path / "lain.berkas"
    with Book.create(path, office_name="Kantor Contoh", passphrase=secret) as book:
        user = book.change(add_user, ANYONE, "ana").result().value
        running = Import(book)
        future = save_draft(book, Actor(user, "Ana contoh", "petugas"), "obh", "u-1", TYPED, None)
        wait_until_written(path)
        beside = (tmp_path / "lain.berkas-draf").read_bytes()
        running.end()
        future.result()
    other = tmp_path / "asing.berkas"
    with Book.create(other, office_name="Kantor Contoh", passphrase=None):
        pass
    (tmp_path / "asing.berkas-draf").write_bytes(beside)
    with Book.open(other) as found:
        assert drafts(found) == []
