"""Copies by themselves: at the start, before bulk changes, at the end; a failure never stops anything."""

import shutil
import threading
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from berkas.desk import safekeeper as module
from berkas.desk.safekeeper import Farewell, Safekeeper
from berkas.engine.copies import Places, last_copy, last_trial, set_places
from berkas.engine.history import office_today
from berkas.engine.safekeeping import BULK_FROM, EVERY_MINUTES, copies_of
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.slim import copying_into
from berkas_db.tables import Obh


def add(step: Step) -> None:
    step.say("OBH contoh disimpan")
    step.insert(Obh, {"code": "A", "name": "LBH Contoh A", "is_example": True})


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("siap") / "kantor.berkas"
    Book.create(path, office_name="Kanwil Contoh").close()
    return path


@pytest.fixture
def book(prepared: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(Path(shutil.copy(prepared, tmp_path / "kantor.berkas"))) as opened:
        yield opened


@pytest.fixture
def keeper(book: Book, qtbot: QtBot) -> Iterator[Safekeeper]:
    today = book.read(office_today).result()
    made = Safekeeper(book, lambda: ANYONE, lambda: today)
    yield made
    made.stop()
    qtbot.waitUntil(lambda: not made.is_busy, timeout=20_000)


def occasions(book: Book) -> list[str]:
    return [each.occasion for each in reversed(copies_of(book))]


def test_the_first_copy_comes_after_the_window_and_is_tried(
    book: Book, keeper: Safekeeper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert EVERY_MINUTES == 30
    stick = book.path.parent / "flashdisk"
    stick.mkdir()
    book.change(set_places, ANYONE, Places("", str(stick))).result()
    monkeypatch.setattr(keeper._first, "start", keeper._first.timeout.emit)
    with qtbot.waitSignal(keeper.news, timeout=20_000):
        keeper.start()
    assert occasions(book) == ["mulai"]
    assert keeper.next_at is not None
    trial = book.read(last_trial).result()
    assert trial is not None
    assert trial.is_good
    assert list(stick.glob("*.cadangan"))
    assert book.read(last_copy).result() is not None
    with qtbot.waitSignal(keeper.news, timeout=20_000):
        keeper._again.timeout.emit()  # the note of the trial is new
    with qtbot.waitSignal(keeper.news, timeout=20_000):
        keeper._again.timeout.emit()  # nothing is new
    assert "berkala" in occasions(book)
    assert len(occasions(book)) <= 2  # one, unless a half hour ended between them


def test_a_bulk_change_waits_for_its_copy(book: Book, keeper: Safekeeper, qtbot: QtBot) -> None:
    done: list[str] = []
    keeper.before_bulk(BULK_FROM - 1, lambda: done.append("sedikit"))
    assert done == ["sedikit"]
    keeper.before_bulk(BULK_FROM, lambda: done.append("banyak"))
    assert done == ["sedikit"]
    qtbot.waitUntil(lambda: len(done) == 2, timeout=20_000)
    assert occasions(book) == ["sebelum_perubahan_massal"]


def test_a_bulk_change_gets_its_copy_while_another_is_made(
    book: Book, keeper: Safekeeper, qtbot: QtBot
) -> None:
    release = threading.Event()

    def slow(_stopping: Callable[[], bool]) -> None:
        release.wait(20)

    keeper._run(slow, lambda: None)
    done: list[str] = []
    keeper.before_bulk(BULK_FROM, lambda: done.append("banyak"))
    qtbot.waitUntil(lambda: done == ["banyak"], timeout=20_000)
    assert occasions(book) == ["sebelum_perubahan_massal"]
    assert keeper.is_busy
    release.set()
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=5_000)


def test_a_failure_is_said_once_and_the_bulk_change_goes_on(
    book: Book, keeper: Safekeeper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10, 9, 1))
    done: list[str] = []
    with qtbot.waitSignal(keeper.said, timeout=20_000) as said:
        keeper.before_bulk(BULK_FROM, lambda: done.append("banyak"))
    assert said.args is not None
    assert said.args[0].startswith("Cadangan gagal: Ruang di")
    qtbot.waitUntil(lambda: done == ["banyak"], timeout=20_000)


def test_the_last_copy_is_made_before_the_end(book: Book, keeper: Safekeeper, qtbot: QtBot) -> None:
    done: list[str] = []
    keeper.finish(lambda: done.append("tutup"))
    qtbot.waitUntil(lambda: done == ["tutup"], timeout=20_000)
    assert occasions(book) == ["keluar"]
    keeper.finish(lambda: done.append("tidak berubah"))
    assert done == ["tutup", "tidak berubah"]


def test_skipping_never_hangs(
    book: Book, keeper: Safekeeper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy waits for another one; the person does not."""
    monkeypatch.setattr(module, "_SKIP_AFTER_MS", 0)
    monkeypatch.setattr(module, "_GIVE_UP_MS", 50)
    folder = book.path.with_name("kantor-cadangan")
    folder.mkdir()
    done: list[str] = []
    with copying_into(folder):
        keeper.finish(lambda: done.append("tutup"))
        farewell = keeper._farewell
        assert isinstance(farewell, Farewell)
        qtbot.waitUntil(farewell.skip.isEnabled, timeout=5_000)
        farewell.skip.click()
        qtbot.waitUntil(lambda: done == ["tutup"], timeout=5_000)
    assert occasions(book) == []


def test_the_end_does_not_wait_for_what_runs(
    book: Book, keeper: Safekeeper, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that does not listen any more is left behind; one that listens is followed by the last copy."""
    monkeypatch.setattr(module, "_SKIP_AFTER_MS", 0)
    monkeypatch.setattr(module, "_GIVE_UP_MS", 50)
    release = threading.Event()

    def deaf(_stopping: Callable[[], bool]) -> None:
        release.wait(20)

    def listening(stopping: Callable[[], bool]) -> None:
        while not stopping():
            release.wait(0.01)

    keeper._run(deaf, lambda: None)
    done: list[str] = []
    keeper.finish(lambda: done.append("tutup"))
    assert keeper._farewell is not None
    qtbot.waitUntil(keeper._farewell.skip.isEnabled, timeout=5_000)
    keeper._farewell.skip.click()
    qtbot.waitUntil(lambda: done == ["tutup"], timeout=5_000)
    release.set()
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=5_000)
    keeper._run(listening, lambda: None)
    keeper.finish(lambda: done.append("lagi"))
    qtbot.waitUntil(lambda: done == ["tutup", "lagi"], timeout=20_000)
    assert occasions(book) == ["keluar"]


def test_reading_only_keeps_nothing(prepared: Path, tmp_path: Path) -> None:
    with Book.open(Path(shutil.copy(prepared, tmp_path)), write=False) as book:
        keeper = Safekeeper(book, lambda: ANYONE, book.read(office_today).result)
        keeper.start()
        assert keeper.next_at is None
        done: list[str] = []
        keeper.before_bulk(500, lambda: done.append("banyak"))
        keeper.finish(lambda: done.append("tutup"))
        assert done == ["banyak", "tutup"]
