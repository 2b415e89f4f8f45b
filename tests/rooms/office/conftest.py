"""A real office file for the tests of this room, and the smallest records they need."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select
from tests.rooms.office.instrumenting import RULES, TODAY

from berkas.desk import Desk
from berkas.engine.installed import office_rules
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.office.commands import save_unit
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.tables import Ministry, Regency

Change = Callable[..., Any]
CLERK = Actor(None, "Petugas Contoh", "petugas")


@pytest.fixture(scope="session")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kantor") / "contoh.berkas"
    Book.create(path, office_name="Kantor Wilayah Contoh").close()
    return path


@pytest.fixture
def book(empty_office: Path, tmp_path: Path) -> Iterator[Book]:
    path = tmp_path / "contoh.berkas"
    shutil.copy(empty_office, path)
    with Book.open(path) as opened:
        yield opened


@pytest.fixture
def change(book: Book) -> Change:
    """Runs a command and gives what it returned."""

    def run(command: Callable[..., Any], *args: object, actor: Actor = ANYONE, **more: object) -> Any:  # noqa: ANN401
        return book.change(command, actor, *args, **more).result().value

    return run


@pytest.fixture
def ministries(book: Book) -> dict[str, str]:
    """Code of a ministry to the text a form gives for it."""
    rows = book.glance(lambda session: session.execute(select(Ministry.code, Ministry.id)).all())
    return {row[0]: str(row[1]) for row in rows}


@pytest.fixture
def regency(book: Book) -> str:
    found = select(Regency.id).where(Regency.code == "19.71")
    return str(book.glance(lambda session: session.execute(found).scalar_one()))


@pytest.fixture
def make_unit(change: Change) -> Callable[..., int]:
    def make(name: str = "Lapas Kelas IIA Contoh", **values: object) -> int:
        own = {"name": name, "kind": "lapas", "is_example": True} | values
        return change(save_unit, own, id=None, version=None)

    return make


@pytest.fixture
def desk(book: Book, qapp: QApplication) -> Iterator[Desk]:
    """A desk that reads its rules anew after every change, as the program does."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, RULES, lambda: TODAY)

    def rules_anew() -> None:
        made.rulebook = Rulebook.load(book.read(office_rules).result())

    made.changed.connect(rules_anew)
    yield made
    made.close()
