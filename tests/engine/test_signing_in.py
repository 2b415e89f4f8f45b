"""Who sits at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from berkas.engine.signing_in import has_users, sign_in
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.errors import Refused
from berkas_db.tables import AppUser

QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as made:
        yield made


def users(step: Step) -> None:
    known = {"siti": QUICK.hash("rahasia contoh"), "tanpa": None, "rusak": "bukan hash"}
    for login, password in known.items():
        step.insert(
            AppUser,
            {"login": login, "full_name": f"{login} contoh", "role": "petugas", "password_hash": password},
        )
    gone = {"full_name": "Lama", "role": "admin", "password_hash": QUICK.hash("lama"), "is_active": False}
    step.insert(AppUser, {"login": "lama"} | gone)


def test_an_office_without_users_is_everybody_s(book: Book) -> None:
    assert not book.glance(has_users)
    assert book.glance(sign_in, "siapa", "apa") == ANYONE


def test_the_right_password_opens(book: Book) -> None:
    book.change(users, ANYONE).result()
    assert book.glance(has_users)
    actor = book.glance(sign_in, " siti ", "rahasia contoh")
    assert (actor.name, actor.role, actor.user_id) == ("siti contoh", "petugas", 1)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("siti", "salah"), ("siti", ""), ("", ""), ("bukan", "rahasia contoh"), ("tanpa", ""),
        ("rusak", "bukan hash"), ("lama", "lama"),
    ],
)  # fmt: skip
def test_every_wrong_pair_gets_the_same_sentence(book: Book, login: str, password: str) -> None:
    book.change(users, ANYONE).result()
    with pytest.raises(Refused, match=r"^Nama pengguna atau kata sandi tidak cocok\.$"):
        book.glance(sign_in, login, password)
