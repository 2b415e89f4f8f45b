"""A real book with one unit, one OBH and a few invented names, copied from one that is made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.rooms.complaints import desk_office

from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Obh, Office, Service, Unit


def _furnish(step: Step) -> None:
    step.insert(Unit, {"code": "LPC", "name": "Lapas Kelas IIA Contoh", "short_name": "Lapas Contoh",
                       "kind": "lapas", "is_example": True})  # fmt: skip
    step.insert(Unit, {"code": "KWC", "name": "Kantor Wilayah Contoh", "kind": "kanwil", "is_own": True})
    step.insert(Obh, {"code": "OBH-C", "name": "LBH Contoh", "is_example": True})
    step.insert(Service, {"unit_id": 2, "code": "ahu", "name": "Layanan AHU", "requirements": "KTP",
                          "time_limit": "3 hari kerja", "fee": "Tidak dipungut biaya"})  # fmt: skip
    step.update(Office, 1, {"city": "Kota Contoh", "address": "Jalan Contoh Nomor 1", "phone": "(0700) 0000",
                            "website": "https://contoh.go.id"})  # fmt: skip


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pengaduan") / "kantor.berkas"
    with Book.create(path, office_name="Kantor Wilayah Contoh") as book:
        book.change(_furnish, ANYONE).result()
    return path


@pytest.fixture
def office(prepared: Path, tmp_path: Path) -> Iterator[desk_office.Office]:
    copy = tmp_path / "kantor.berkas"
    shutil.copyfile(prepared, copy)
    with Book.open(copy) as book:
        yield desk_office.Office(book)
