"""A real book, copied from one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import AppUser, Unit


def _furnish(step: Step) -> None:
    step.insert(Unit, {"code": "LPC", "name": "Lapas Kelas IIA Contoh", "kind": "lapas", "is_example": True})
    for login, role in (("petugas", "petugas"), ("pimpinan", "pimpinan"), ("verif", "verifikator")):
        step.insert(AppUser, {"login": login, "full_name": f"{login.capitalize()} Contoh", "role": role})


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tindak-lanjut") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
        book.change(_furnish, ANYONE).result()
    return path


@pytest.fixture
def book(prepared: Path, tmp_path: Path) -> Iterator[Book]:
    copy = tmp_path / "kantor.berkas"
    shutil.copyfile(prepared, copy)
    with Book.open(copy) as opened:
        yield opened
