"""A real office file for the tests of this room, and the smallest records they need."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Desk
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rooms.obh.commands import save_case, save_obh, save_recipient
from berkas.rooms.obh.page import Page
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import AccreditationPeriod, Regency, Unit

Make = Callable[..., int]


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
def desk(book: Book, qapp: QApplication) -> Iterator[Desk]:
    """Nobody's desk on 12 June 2025."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
    yield made
    made.close()


@pytest.fixture
def room(desk: Desk, qtbot: QtBot) -> Page:
    """The room in a window of its own, nothing of it opened yet."""
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def period(book: Book) -> int:
    return book.glance(
        lambda session: session.execute(
            select(AccreditationPeriod.id).where(AccreditationPeriod.code == "2025-2027")
        ).scalar_one()
    )


@pytest.fixture
def regency(book: Book) -> int:
    return book.glance(
        lambda session: session.execute(select(Regency.id).where(Regency.code == "19.71")).scalar_one()
    )


@pytest.fixture
def make_obh(book: Book, period: int) -> Make:
    """Saves an accredited OBH under a name; further values as keywords."""

    def make(name: str = "LBH Melati (contoh)", *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        accredited = [
            {
                "period_id": period,
                "result": "terakreditasi",
                "category": "c",
                "decree_number": "SK-1 (contoh)",
            }
        ]
        own = {"name": name, "is_example": True, "accreditations": accredited} | values
        return book.change(save_obh, ANYONE, own, id=None, version=None, reason=reason).result().value

    return make


@pytest.fixture
def make_unit(book: Book) -> Make:
    def add(step: Step, code: str, name: str) -> int:
        return step.insert(Unit, {"code": code, "name": name, "kind": "lapas", "is_example": True})

    def make(code: str = "LAPAS-X", name: str = "Lapas Kelas IIA Contoh") -> int:
        return book.change(add, ANYONE, code, name).result().value

    return make


@pytest.fixture
def make_recipient(book: Book) -> Make:
    def make(**values: Any) -> int:  # noqa: ANN401
        own = {"status": "narapidana", "is_example": True} | values
        return book.change(save_recipient, ANYONE, own, id=None, version=None).result().value

    return make


@pytest.fixture
def make_case(book: Book) -> Make:
    def make(obh_id: int, recipients: list[dict[str, Any]], *, reason: str = "", **values: Any) -> int:  # noqa: ANN401
        own = {
            "obh_id": obh_id,
            "service_kind": "pidana",
            "state": "dimohonkan",
            "title": "Pencurian (contoh)",
            "request_on": "2025-03-04",
            "request_form": "tertulis",
            "recipients": recipients,
        } | values
        return book.change(save_case, ANYONE, own, id=None, version=None, reason=reason).result().value

    return make
