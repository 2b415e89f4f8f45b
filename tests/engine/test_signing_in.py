"""Who sits at the desk: without accounts everybody, with accounts who knows the password."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from berkas.engine import hashing
from berkas.engine.signing_in import (
    DELAYED,
    ENTERED,
    LEFT,
    LOCKED,
    LONGEST_DELAY,
    UNLOCKED,
    Delayed,
    Door,
    Entered,
    delay_after,
    duration,
    has_users,
)
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AppUser, JournalEntry, JournalText, LoginDelay

SECRET = "kata sandi contoh"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@dataclass
class Time:
    """A clock on the wall and a counter of the running computer."""

    wall: datetime = datetime(2025, 6, 12, 1, 0, tzinfo=UTC)
    ticks: float = 100.0

    def clock(self) -> datetime:
        return self.wall

    def counter(self) -> float:
        return self.ticks

    def go(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.ticks += seconds


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hashing, "_HASHER", QUICK)
    hashing._nobody.cache_clear()
    yield
    hashing._nobody.cache_clear()


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("masuk") / "kantor.berkas"
    Book.create(path, office_name="Kantor Contoh").close()
    return path


@pytest.fixture
def book(empty_office: Path, tmp_path: Path) -> Iterator[Book]:
    with Book.open(shutil.copy(empty_office, tmp_path / "kantor.berkas")) as book:
        yield book


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def door(book: Book, time: Time) -> Door:
    return Door(book, clock=time.clock, counter=time.counter)


def add(book: Book, login: str = "siti", **values: object) -> int:
    row = {"login": login, "full_name": "Siti Contoh", "role": "petugas", "password_hash": QUICK.hash(SECRET)}
    return book.change(lambda step: step.insert(AppUser, row | values), ANYONE).result().value


def fail(door: Door, times: int, login: str = "siti") -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            door.enter(login, "salah")


def actions(book: Book) -> list[str]:
    return list(book.glance(lambda session: session.execute(select(JournalEntry.action)).scalars().all()))


def test_without_accounts_everybody_is_admin(book: Book, door: Door) -> None:
    assert not book.read(has_users).result()
    assert door.enter("", "") == Entered(ANYONE)


def test_the_right_password_gives_the_person(book: Book, door: Door) -> None:
    id_ = add(book)
    assert book.read(has_users).result()
    assert door.enter(" SITI ", SECRET) == Entered(Actor(id_, "Siti Contoh", "petugas"))


@pytest.mark.parametrize(("login", "password"), [("siti", "salah"), ("siti", ""), ("budi", SECRET), ("", "")])
def test_one_sentence_does_not_tell_which_of_the_two_is_wrong(
    book: Book, door: Door, login: str, password: str
) -> None:
    add(book)
    with pytest.raises(Refused, match=r"^Nama pengguna atau kata sandi tidak cocok\.$"):
        door.enter(login, password)


@pytest.mark.parametrize(
    "values", [{"is_active": False}, {"password_hash": None}, {"password_hash": "rusak"}]
)
def test_an_account_that_may_not_sign_in(book: Book, door: Door, values: dict[str, object]) -> None:
    add(book, "budi")
    add(book, **values)
    with pytest.raises(Refused):
        door.enter("siti", SECRET)


def test_a_trashed_account_is_none(book: Book) -> None:
    id_ = add(book)
    book.change(lambda step: step.trash(AppUser, id_), ANYONE).result()
    assert not book.read(has_users).result()


def test_a_name_nobody_has_is_hashed_like_any_other(
    book: Book, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(book)
    checked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str, password: str) -> bool:  # noqa: A002  as the library has it
            checked.append(hash[:9])
            return super().verify(hash, password)

    monkeypatch.setattr(hashing, "_HASHER", Counting(time_cost=1, memory_cost=64, parallelism=1))
    fail(door, 1)
    fail(door, 1, "tidak.ada")
    assert checked == ["$argon2id", "$argon2id"]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (4, 10), (5, 20), (6, 40), (10, 640), (11, 900), (12, 900), (5000, 900)],
)
def test_the_delay_grows(failures: int, seconds: int) -> None:
    assert delay_after(failures) == seconds
    assert seconds <= LONGEST_DELAY


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 detik"), (5, "5 detik"), (60, "1 menit"), (160, "2 menit 40 detik")]
)
def test_a_length_of_time_in_words(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize("login", ["siti", "tidak.ada"])
def test_after_three_wrong_ones_even_the_right_one_waits(
    book: Book, door: Door, time: Time, login: str
) -> None:
    add(book)
    fail(door, 2, login)
    with pytest.raises(Delayed, match=r"tidak cocok\. Tunggu 5 detik") as caught:
        door.enter(login, "salah")
    assert caught.value.seconds == 5
    with pytest.raises(Delayed, match=r"^Tunggu 5 detik"):
        door.enter(login, SECRET)
    time.go(4)
    assert door.wait(login) == 1
    time.go(1)
    assert door.wait(login) == 0
    with pytest.raises(Delayed) as caught:
        door.enter(login, "salah")
    assert caught.value.seconds == 10


def test_the_right_one_ends_the_counting(book: Book, door: Door, time: Time) -> None:
    add(book)
    fail(door, 3)
    time.go(5)
    door.enter("siti", SECRET)
    assert book.glance(lambda session: session.execute(select(LoginDelay)).first()) is None
    fail(door, 2)
    assert door.wait("siti") == 0


def test_the_delay_survives_a_restart(book: Book, door: Door, time: Time) -> None:
    add(book)
    fail(door, 3)
    time.go(2)
    again = Door(book, clock=time.clock, counter=lambda: 0.0)
    assert again.wait("siti") == 3
    with pytest.raises(Delayed):
        again.enter("siti", SECRET)
    time.go(3)
    with pytest.raises(Delayed) as caught:
        again.enter("siti", "salah")
    assert caught.value.seconds == 10, "the count goes on"


def test_a_clock_set_forward_does_not_open_early(book: Book, door: Door, time: Time) -> None:
    add(book)
    fail(door, 3)
    time.wall += timedelta(days=400)
    assert door.wait("siti") == 5


@pytest.mark.parametrize("restarted", [False, True])
def test_a_clock_set_back_neither_locks_for_ever_nor_opens_early(
    book: Book, door: Door, time: Time, restarted: bool
) -> None:
    add(book)
    fail(door, 4)
    time.go(0)
    if restarted:
        time.ticks = 0.0
        door = Door(book, clock=time.clock, counter=time.counter)
    time.wall -= timedelta(days=400)
    assert door.wait("siti") == 5
    time.go(door.wait("siti") - 1)
    assert door.wait("siti") >= 1
    time.go(1)
    assert door.wait("siti") == 0
    assert door.enter("siti", SECRET).actor.name == "Siti Contoh"


def test_the_journal_is_told_once_when_the_delay_begins(book: Book, door: Door, time: Time) -> None:
    id_ = add(book)
    before = len(actions(book))
    fail(door, 3)
    time.go(5)
    fail(door, 1)
    time.go(10)
    actor = door.enter("siti", SECRET).actor
    door.leave(actor, LOCKED)
    door.enter("siti", SECRET, again=True)
    door.leave(actor)
    assert actions(book)[before:] == [DELAYED, ENTERED, LOCKED, UNLOCKED, LEFT]
    who = book.glance(lambda session: session.execute(select(JournalEntry.actor_id)).scalars().all())
    assert who[before:] == [None, id_, id_, id_, id_]
    words = book.glance(lambda session: session.execute(select(JournalText.label)).scalars().all())
    assert not any("Siti" in each or "siti" in each for each in words)
    assert not book.undo_list(actor)


def test_what_was_kept_with_other_parameters_is_kept_anew(book: Book, door: Door) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=128, parallelism=1).hash(SECRET)
    id_ = add(book, password_hash=old)
    door.enter("siti", SECRET)
    kept = book.glance(lambda session: session.execute(select(AppUser.password_hash)).scalar_one())
    assert kept != old
    assert not QUICK.check_needs_rehash(kept)
    assert door.enter("siti", SECRET).actor.user_id == id_


def test_a_temporary_one_must_be_changed_and_ends(book: Book, door: Door, time: Time) -> None:
    add(book, temporary_until="2025-06-13T00:00:00.000Z")
    assert door.enter("siti", SECRET).must_change
    time.go(24 * 3600)
    with pytest.raises(Refused, match="lewat masanya"):
        door.enter("siti", SECRET)


def test_two_ways_of_writing_an_accent_open_the_same_door(book: Book, door: Door) -> None:
    add(book, password_hash=hashing.hashed("kafé di tepi pantai"))
    assert door.enter("siti", "kafé di tepi pantai").actor.user_id


def test_a_file_that_went_away_keeps_nobody_in(book: Book, door: Door) -> None:
    add(book)
    actor = door.enter("siti", SECRET).actor
    away = book.path.with_name("pindah.berkas")
    book.path.rename(away)
    door.leave(actor, LOCKED)
    assert door.enter("siti", SECRET, again=True).actor == actor
    away.rename(book.path)


def test_reading_only_writes_nothing_and_still_delays(book: Book, time: Time) -> None:
    add(book)
    path = book.path
    book.close()
    before = path.read_bytes()
    with Book.open(path, write=False) as reading:
        door = Door(reading, clock=time.clock, counter=time.counter)
        fail(door, 3)
        assert door.wait("siti") == 5
        time.go(5)
        actor = door.enter("siti", SECRET).actor
        door.leave(actor)
    assert path.read_bytes() == before
