"""A real office file with something due on every side of Monday, 24 November 2025."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import (
    Accreditation,
    AccreditationPeriod,
    Agreement,
    Complaint,
    Licence,
    Obh,
    ObhPerson,
    Person,
    ReportingDuty,
    ReportSent,
)


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


def complaint(step: Step, number: str, due_on: str | None, **more: Any) -> int:  # noqa: ANN401
    """A complaint whose next step is due on a day."""
    values = {
        "number": number, "received_on": "2025-11-03", "channel": "surat", "stream": "mutu_layanan",
        "complaint_class": "pengaduan_tidak_berkadar", "body": "Contoh.",
        "title": f"Antrean {number} (contoh)",
        "clock_key": "pengaduan_tidak_berkadar", "clock_version": "x",
        "next_due_on": due_on, "next_step": "Verifikasi",
    }  # fmt: skip
    return step.insert(Complaint, values | more)


def furnish(step: Step) -> None:
    """Late, today, tomorrow, in three days, later; a restricted one; what lapses; a report."""
    complaint(step, "P-1", "2025-11-20")
    complaint(step, "P-2", "2025-11-24")
    complaint(step, "P-3", "2025-11-25")
    complaint(step, "P-4", "2025-11-27")
    complaint(step, "P-5", "2025-12-31")
    complaint(step, "P-6", "2025-11-19", is_restricted=True, title="Nama yang tidak boleh tampak")
    complaint(step, "P-7", None)
    obh = step.insert(Obh, {"code": "OBH-1", "name": "LBH Melati (contoh)", "is_example": True})
    person = step.insert(Person, {"name": "Siti Contoh"})
    step.insert(ObhPerson, {"obh_id": obh, "person_id": person, "role": "advokat"})
    step.insert(
        Licence,
        {"person_id": person, "number": "L-1", "valid_until": "2025-12-15"},
    )
    step.insert(
        Agreement,
        {"obh_id": obh, "number": "PKS-1", "title": "Perjanjian contoh", "valid_from": "2025-01-01",
         "valid_until": "2025-12-31"},
    )  # fmt: skip
    period = step.insert(
        AccreditationPeriod,
        {"code": "X", "name": "Periode contoh", "valid_from": "2023-01-01", "valid_until": "2026-01-31"},
    )
    step.insert(
        Accreditation, {"obh_id": obh, "period_id": period, "result": "terakreditasi", "category": "c"}
    )
    failed = step.insert(Obh, {"code": "OBH-2", "name": "LBH Anggrek (contoh)", "is_example": True})
    step.insert(Accreditation, {"obh_id": failed, "period_id": period, "result": "tidak_lulus"})
    left = {"obh_id": failed, "person_id": person, "role": "advokat", "valid_until": "2024-12-31"}
    step.insert(ObhPerson, left)
    duty = step.insert(
        ReportingDuty,
        {"name": "Laporan triwulan contoh", "rhythm": "triwulanan", "recipient": "BPHN", "due_rule": "x"},
    )
    for period_from, due_on in (("2025-07-01", "2025-11-26"), ("2025-10-01", "2026-01-10")):
        step.insert(
            ReportSent,
            {"duty_id": duty, "period_from": period_from, "period_until": period_from, "due_on": due_on},
        )


@pytest.fixture
def full(book: Book) -> Book:
    book.change(furnish, ANYONE).result()
    return book
