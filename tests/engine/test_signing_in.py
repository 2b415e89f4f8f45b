"""Who sits at the desk: without accounts everybody, with accounts only who knows the password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from berkas.engine.signing_in import has_users, sign_in
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AppUser

SECRET = "kata sandi contoh"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "kantor.berkas", office_name="Kantor Contoh") as book:
        yield book


def add(book: Book, login: str = "siti", **values: object) -> int:
    hashed = PasswordHasher(time_cost=1, memory_cost=64).hash(SECRET)
    row = {"login": login, "full_name": "Siti Contoh", "role": "petugas", "password_hash": hashed} | values
    return book.change(lambda step: step.insert(AppUser, row), ANYONE).result().value


def signed_in(book: Book, login: str, password: str) -> Actor:
    return book.read(sign_in, login, password).result()


def test_without_accounts_everybody_is_admin(book: Book) -> None:
    assert not book.read(has_users).result()
    assert signed_in(book, "", "") == ANYONE


def test_the_right_password_gives_the_person(book: Book) -> None:
    id_ = add(book)
    assert book.read(has_users).result()
    assert signed_in(book, " siti ", SECRET) == Actor(id_, "Siti Contoh", "petugas")


@pytest.mark.parametrize(("login", "password"), [("siti", "salah"), ("siti", ""), ("budi", SECRET), ("", "")])
def test_one_sentence_does_not_tell_which_of_the_two_is_wrong(book: Book, login: str, password: str) -> None:
    add(book)
    with pytest.raises(Refused, match=r"^Nama pengguna atau kata sandi tidak cocok\.$"):
        signed_in(book, login, password)


@pytest.mark.parametrize(
    "values", [{"is_active": False}, {"password_hash": None}, {"password_hash": "rusak"}]
)
def test_an_account_that_may_not_sign_in(book: Book, values: dict[str, object]) -> None:
    add(book, "budi")
    add(book, **values)
    with pytest.raises(Refused):
        signed_in(book, "siti", SECRET)


def test_a_trashed_account_is_none(book: Book) -> None:
    id_ = add(book)
    book.change(lambda step: step.trash(AppUser, id_), ANYONE).result()
    assert not book.read(has_users).result()
