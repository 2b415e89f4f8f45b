"""Copies that lie open beside a protected office: removed only by who manages it, and noted."""

from pathlib import Path

import pytest

from berkas.engine.protecting import protection_of, remove_exposed
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.journal import head
from berkas_db.protection import reprotect

SECRET = "empat kata yang panjang"


def test_copies_are_removed_only_by_who_manages_the_office(tmp_path: Path) -> None:
    path = tmp_path / "kantor.berkas"
    with Book.create(path, office_name="Kantor Contoh") as book:
        copy = book.backup(tmp_path).path
    reprotect(path, passphrase=None, new_passphrase=SECRET)
    with Book.open(path, passphrase=SECRET) as book:
        exposed = protection_of(book).exposed
        assert [each.path for each in exposed] == [copy]
        with pytest.raises(Refused, match="tidak berhak"):
            remove_exposed(book, Actor(None, "Petugas contoh", "petugas"), exposed)
        assert copy.exists()
        before = book.read(head).result()[0]
        assert remove_exposed(book, ANYONE, exposed) == []
        assert not copy.exists()
        assert book.read(head).result()[0] == before + 1
