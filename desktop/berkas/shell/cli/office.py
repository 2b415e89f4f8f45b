"""Opening an office file for a command: passphrase, person, reading or writing, and closing it again."""

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from berkas.engine.installed import office_rules
from berkas.engine.rulebook import Rulebook
from berkas.engine.signing_in import Door, has_users
from berkas.shell.cli.words import CallError
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import BookError, BookInUse, BookReadOnly, Refused, WrongPassphrase

T = TypeVar("T")


@contextmanager
def opened(path: Path, *, write: bool) -> Generator[Book]:
    """The office file for one command. Reading opens it without a lock and writes nothing."""
    book = unlocked(lambda passphrase: Book.open(path, passphrase=passphrase, write=write))
    try:
        yield book
    finally:
        book.close()


@contextmanager
def opened_to_note(path: Path) -> Generator[Book]:
    """The office file for a command that changes nothing but leaves a line in the journal.

    While the window has it open, or where it cannot be written, it is opened only to read; the line is then
    left beside, if it can be.
    """
    try:
        book = unlocked(lambda passphrase: Book.open(path, passphrase=passphrase))
    except (BookInUse, BookReadOnly):
        book = unlocked(lambda passphrase: Book.open(path, passphrase=passphrase, write=False))
    with book:
        yield book


def rules_of(book: Book) -> Rulebook:
    """The shipped rules together with what this office installed."""
    return Rulebook.load(book.read(office_rules).result())


def person(book: Book, call: Namespace) -> Actor:
    """Who does it: --user or BERKAS_USER with a password; an office without users acts as admin."""
    if not book.read(has_users).result():
        return ANYONE
    login = (call.user or os.environ.get("BERKAS_USER") or "").strip()
    if not login:
        raise CallError("Kantor ini memakai akun. Sebutkan --user NAMA atau isi BERKAS_USER.")
    password = os.environ.get("BERKAS_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise CallError("Kata sandi belum diberikan. Isi BERKAS_PASSWORD atau jalankan dari terminal.")
        password = getpass.getpass(f"Kata sandi {login}: ")
    door = Door(book)
    try:
        entered = door.enter(login, password)
    except Refused:
        if book.read_only and (given_passphrase() is not None or not door.is_protected()):
            _count_wrong(book.path, login, password)
        raise
    if entered.must_change:
        raise CallError("Kata sandi ini sementara. Masuk lewat jendela dahulu dan pilih kata sandi sendiri.")
    return entered.actor


def _count_wrong(path: Path, login: str, password: str) -> None:
    """A wrong password counts, also where a command only reads; not while another program writes."""
    with suppress(BookError), opened(path, write=True) as book:
        Door(book).enter(login, password)


def given_passphrase() -> str | None:
    """The passphrase from the environment, if any."""
    return os.environ.get("BERKAS_PASSPHRASE") or None


def passphrase_for_new(*, protect: bool) -> str | None:
    """The passphrase of a new office: from BERKAS_PASSPHRASE, else asked for twice when protected."""
    if given_passphrase() is not None or not protect:
        return given_passphrase()
    if not sys.stdin.isatty():
        raise CallError("Frasa sandi belum diberikan. Isi BERKAS_PASSPHRASE atau jalankan dari terminal.")
    first = getpass.getpass("Frasa sandi baru: ")
    if first != getpass.getpass("Ulangi frasa sandi: "):
        raise CallError("Kedua frasa sandi tidak sama. Ulangi perintahnya.")
    if not first:
        raise CallError("Frasa sandi tidak boleh kosong.")
    return first


def unlocked(use: Callable[[str | None], T]) -> T:
    """Use a file with the passphrase of the environment; a protected one asks for it on a terminal."""
    try:
        return use(given_passphrase())
    except WrongPassphrase as error:
        if given_passphrase() is not None:
            raise
        if not sys.stdin.isatty():
            raise CallError(f"{error} Isi BERKAS_PASSPHRASE atau jalankan dari terminal.") from error
    return use(getpass.getpass("Frasa sandi kantor: "))
