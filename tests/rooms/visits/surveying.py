"""Survey periods with respondents for the tests of the survey papers and queries; all of it invented."""

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from berkas.rooms.visits.commands import save_survey_batch, save_survey_period
from berkas.rooms.visits.commands.surveybatch import KeyedRow
from berkas.rules.answers import Answer
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Service

Make = Callable[..., int]
ELEMENTS = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"
)  # fmt: skip
KEYED = Path(__file__).parents[2] / "rules" / "data" / "survey_rows.csv"


def keyed_rows() -> list[dict[str, Answer]]:
    """Forty-nine respondents as somebody keyed them once, without anything about the people."""
    with KEYED.open(newline="", encoding="utf-8") as file:
        return [dict(row) for row in csv.DictReader(file)]


def all_of(digit: str, **more: Answer) -> dict[str, Answer]:
    """A respondent who gives every element the same digit."""
    return dict.fromkeys(ELEMENTS, digit) | more


def put_service(book: Book, unit_id: int, name: str) -> int:
    """A service of a unit."""

    def insert(step: Step) -> int:
        return step.insert(Service, {"unit_id": unit_id, "code": name.upper()[:12], "name": name})

    return book.change(insert, ANYONE).result().value


def put_period(
    book: Book,
    unit_id: int,
    answers: Sequence[Mapping[str, Answer]] = (),
    **values: Any,  # noqa: ANN401
) -> int:
    """A period with these respondents."""
    own = {
        "unit_id": unit_id,
        "instrument_key": "skm",
        "label": "Semester I 2025",
        "period_from": "2025-01-01",
        "period_until": "2025-06-30",
    } | values
    period = book.change(save_survey_period, ANYONE, own, id=None, version=None).result().value
    rows = [KeyedRow(None, None, f"R-{number:04}", each) for number, each in enumerate(answers, 1)]
    if rows:
        book.change(save_survey_batch, ANYONE, period, rows).result()
    return period
