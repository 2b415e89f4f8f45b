"""The recap of a period: what is counted, what is hidden when it leaves the office, and its workbook."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.rooms.complaints.desk_office import Office
from tests.rooms.complaints.test_report import paper

from berkas.engine.exporting import export_tables
from berkas.engine.periods import run_of, span_of
from berkas.engine.rulebook import Rulebook
from berkas.rooms.complaints.queries.recap import recap
from berkas.rooms.complaints.report.recap import RECAP, gather, sheets, shown_numbers
from berkas_db.changes import ANYONE

ON = date(2025, 6, 11)
NOTARY = {"stream": "notaris", "unit_id": None, "notary": "Nama Notaris Contoh", "channel": "email",
          "complaint_class": "pengaduan_berkadar", "received_on": "2025-05-05"}  # fmt: skip


@pytest.fixture
def told(office: Office) -> Office:
    """Three letters about the Lapas in the first quarter, answered after 1 and 10 working days; a notary."""
    for answered in ("2025-03-28", "2025-04-21", None):
        id_ = office.complaint()
        if answered:
            office.work(id_, "dijawab", answered, note="Loket ditambah.")
    office.complaint(**NOTARY)
    return office


def counted(office: Office, key: str) -> dict[str, tuple[tuple[str, int], ...]]:
    found = office.book.read(recap, run_of(span_of(key), 6), ON).result()
    return {each.key: each.rows for each in found.breakdowns}


def test_a_period_is_counted_in_every_way(told: Office) -> None:
    found = counted(told, "2025")
    assert found["saluran"] == (("Surat", 3), ("Surat elektronik", 1))
    assert found["kelas"][0] == ("Pengaduan tidak berkadar pengawasan", 3)
    assert found["unit"] == (("Lapas Kelas IIA Contoh", 3), ("Notaris", 1))
    assert sum(number for _label, number in found["keadaan"]) == 4
    assert counted(told, "2025-TW2")["unit"] == (("Notaris", 1),)
    assert counted(told, "2024")["saluran"] == ()


def test_timeliness_has_a_median_and_a_longest(told: Office) -> None:
    found = told.book.read(recap, run_of(span_of("2025-TW1"), 6), ON).result()
    (line,) = found.timeliness
    assert (line.people, line.days, line.middle, line.worst) == (3, (1, 10), 5.5, 10)
    assert line.on_time >= 1
    assert line.late + line.overdue >= 1
    assert found.run == (("Triwulan I 2025", 3, 0),)


def test_small_groups_are_hidden_outside_and_shown_inside(told: Office) -> None:
    outside, _pages = paper(told, "rekap-pengaduan", "2025")
    inside, _pages = paper(told, "rekap-pengaduan-internal", "2025")
    assert "kurang dari 3 pengaduan" in outside
    assert "Nama Notaris" not in outside + inside
    assert "Notaris 1 25,0%" in inside
    assert "Notaris 1" not in outside
    assert "tidak untuk diumumkan" in inside
    for wanted in ("Semester I", "Median", "Terlama", "Menurut saluran"):
        assert wanted in paper(told, "rekap-pengaduan", "2025-S1")[0], wanted


def test_a_group_that_could_be_computed_is_hidden_too() -> None:
    assert shown_numbers([("a", 5), ("b", 1)], 3) == [("a", None), ("b", None)]
    assert shown_numbers([("a", 5), ("b", 1)], 0) == [("a", 5), ("b", 1)]


def test_an_empty_period_says_nihil(office: Office) -> None:
    assert "Nihil: tidak ada pengaduan" in paper(office, "rekap-pengaduan", "2025-05")[0]


def test_the_recap_is_a_workbook_without_small_groups(told: Office, tmp_path: Path) -> None:
    subject = told.book.read(RECAP.find, "2025").result()
    values = told.book.read(gather, Rulebook.load(), subject, ON, inside=False).result()
    path = tmp_path / "rekap.xlsx"
    assert export_tables(told.book, sheets(values), path, title=RECAP.title, actor=ANYONE).is_noted
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Menurut saluran", "Menurut kelas"]
    assert [cell.value for cell in book["Menurut saluran"][2]] == ["Surat", None, "–"]
    assert [cell.value for cell in book["Menurut saluran"][4]] == ["Jumlah", 4, None]
