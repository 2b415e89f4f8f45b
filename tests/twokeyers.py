"""An office with two clerks and a verifier: an OBH, a unit, a visit, a survey period."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from berkas.engine import hashing
from berkas.engine.accounts import create_first_account, save_account
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.commands.surveybatch import KeyedRow, save_survey_batch
from berkas.rooms.visits.commands.surveys import save_survey_period
from berkas.rooms.visits.commands.visits import save_visit
from berkas.rules.answers import Answer
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import Obh, Unit

ANI = Actor(1, "Ani Contoh", "admin")
RINA = Actor(2, "Rina Contoh", "petugas")
BUDI = Actor(3, "Budi Contoh", "petugas")
SITI = Actor(4, "Siti Contoh", "verifikator")
LIKES = ("LPR01", "LPR02", "LPR04", "LPR05", "LPR06", "LPR07", "LIN01", "LIN02", "LIN03", "LIN04", "LIN05",
         "LIN06", "LIN07", "LIP01", "LIP02", "LIP03", "LIP04", "LIP05", "LIP06")  # fmt: skip
SKM = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana")


def make_office(path: Path) -> Path:
    """Write the office; accounts cost a moment of hashing, so keep it and copy it."""
    hasher, hashing._HASHER = hashing._HASHER, hashing.PasswordHasher(time_cost=1, memory_cost=64)
    try:
        with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
            book.change(create_first_account, ANYONE, "ani", ANI.name, "sampan biru lewat teluk 42").result()
            for login, who in (("rina", RINA), ("budi", BUDI), ("siti", SITI)):
                values = {"login": login, "full_name": who.name, "role": who.role}
                book.change(save_account, ANI, values, id=None, version=None).result()
            book.change(_places, ANI).result()
            visit = {
                "title": "Monev (contoh)", "state": "terlaksana", "from_date": "2025-06-12",
                "purposes": ("monev_bankum",), "is_example": True,
            }  # fmt: skip
            book.change(save_visit, ANI, visit, id=None, version=None).result()
            period = {
                "unit_id": 1, "instrument_key": "skm", "label": "Semester I 2025",
                "period_from": "2025-01-01", "period_until": "2025-06-30",
            }  # fmt: skip
            book.change(save_survey_period, ANI, period, id=None, version=None).result()
    finally:
        hashing._HASHER = hasher
    return path


@contextmanager
def copied(office: Path, folder: Path) -> Iterator[Book]:
    """A copy of it, opened."""
    path = folder / "contoh.berkas"
    shutil.copy(office, path)
    with Book.open(path) as opened:
        yield opened


def _places(step: Step) -> None:
    step.insert(Obh, {"code": "OBH-X", "name": "LBH Melati (contoh)", "is_example": True})
    step.insert(Unit, {"code": "LAPAS-X", "name": "Lapas Contoh", "kind": "lapas", "is_example": True})


def answers(**changes: Answer) -> dict[str, Answer]:
    """A complete interview."""
    given: dict[str, Answer] = {
        "CON01": "ya", "CON02": "ya", "CON03": "ya", "CON04": "tidak", "CON07": "tidak",
        "IDN01": "R-01", "KAS01": "1", "INT01": "tidak", "INT04": "ya", "INT05": "ya",
    }  # fmt: skip
    return given | dict.fromkeys(LIKES, "4") | changes


def key_first(book: Book, number: int = 3, actor: Actor = RINA) -> list[int]:
    """So many interviews of the visit, keyed by somebody."""
    made: list[int] = []
    for place in range(number):
        code = f"R-{place + 1:02}"
        own = {
            "instrument": "monev_litigasi", "obh_id": 1, "visit_id": 1, "respondent_code": code,
            "interview_on": "2025-06-12", "mode": "tatap_muka",
        }  # fmt: skip
        made.append(book.change(save_assessment, actor, own, answers(IDN01=code)).result().value)
    return made


def key_survey(book: Book, number: int = 4, actor: Actor = RINA) -> list[int]:
    """So many respondents of the survey, keyed by somebody."""
    rows = [KeyedRow(None, None, f"R-{one:04}", dict.fromkeys(SKM, "3")) for one in range(1, number + 1)]
    return list(book.change(save_survey_batch, actor, 1, rows).result().value)
