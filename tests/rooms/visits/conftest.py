"""A real office file for the tests of this room, and the smallest records they need."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from berkas.rooms.visits.commands import save_assessment, save_survey_period, save_visit
from berkas.rules.answers import Answer
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Obh, Official, Recipient, Unit

Make = Callable[..., int]
LIKES = ("LPR01", "LPR02", "LPR04", "LPR05", "LPR06", "LPR07", "LIN01", "LIN02", "LIN03", "LIN04", "LIN05",
         "LIN06", "LIN07", "LIP01", "LIP02", "LIP03", "LIP04", "LIP05", "LIP06")  # fmt: skip


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


def _insert(step: Step, model: type[Any], values: dict[str, Any]) -> int:
    return step.insert(model, values)


@pytest.fixture
def make_unit(book: Book) -> Make:
    def make(code: str = "LAPAS-X", name: str = "Lapas Kelas IIA Contoh", kind: str = "lapas") -> int:
        own = {"code": code, "name": name, "kind": kind, "is_example": True}
        return book.change(_insert, ANYONE, Unit, own).result().value

    return make


@pytest.fixture
def make_obh(book: Book) -> Make:
    def make(code: str = "OBH-X", name: str = "LBH Melati (contoh)") -> int:
        return (
            book.change(_insert, ANYONE, Obh, {"code": code, "name": name, "is_example": True}).result().value
        )

    return make


@pytest.fixture
def make_official(book: Book) -> Make:
    def make(name: str = "Siti Contoh, S.H.", nip: str = "198001012005012001") -> int:
        own = {"name": name, "nip": nip, "rank": "Penata (III/c)", "functional_title": "Penyuluh Hukum"}
        return book.change(_insert, ANYONE, Official, own).result().value

    return make


@pytest.fixture
def make_recipient(book: Book) -> Make:
    def make(code: str = "PB-2025-001", **values: Any) -> int:  # noqa: ANN401
        own = {"code": code, "status": "narapidana", "is_example": True} | values
        return book.change(_insert, ANYONE, Recipient, own).result().value

    return make


@pytest.fixture
def make_visit(book: Book) -> Make:
    def make(**values: Any) -> int:  # noqa: ANN401
        own = {
            "title": "Monev bantuan hukum (contoh)",
            "state": "terlaksana",
            "from_date": "2025-06-12",
            "purposes": ("monev_bankum",),
            "is_example": True,
        } | values
        reason = own.pop("reason", "")
        return book.change(save_visit, ANYONE, own, id=None, version=None, reason=reason).result().value

    return make


def interview_answers(score: str = "4", **changes: Answer) -> dict[str, Answer]:
    """A complete interview of an adult who was accompanied and paid nothing."""
    answers: dict[str, Answer] = {
        "CON01": "ya", "CON02": "ya", "CON03": "ya", "CON04": "tidak", "CON07": "tidak",
        "IDN01": "R-01", "KAS01": "1", "INT01": "tidak", "INT04": "ya", "INT05": "ya",
    }  # fmt: skip
    return answers | dict.fromkeys(LIKES, score) | changes


@pytest.fixture
def make_interview(book: Book) -> Make:
    def make(
        obh_id: int,
        answers: dict[str, Answer] | None = None,
        *,
        reason: str = "",
        **values: Any,  # noqa: ANN401
    ) -> int:
        own = {
            "instrument": "monev_litigasi",
            "obh_id": obh_id,
            "respondent_code": "R-01",
            "interview_on": "2025-06-12",
            "mode": "tatap_muka",
        } | values
        given = interview_answers() if answers is None else answers
        return book.change(save_assessment, ANYONE, own, given, reason=reason).result().value

    return make


@pytest.fixture
def make_period(book: Book) -> Make:
    def make(unit_id: int, **values: Any) -> int:  # noqa: ANN401
        own = {
            "unit_id": unit_id,
            "instrument_key": "skm",
            "label": "Semester I 2025",
            "period_from": "2025-01-01",
            "period_until": "2025-06-30",
        } | values
        return book.change(save_survey_period, ANYONE, own, id=None, version=None).result().value

    return make
