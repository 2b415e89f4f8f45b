"""A list of complaints comes in: tried first, matched by tracking number, nothing doubled."""

import csv
from datetime import date
from pathlib import Path

from tests.rooms.complaints.desk_office import Office

from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.complaints.sheet import IMPORTS
from berkas_db.changes import ANYONE
from berkas_db.tables import Complaint

HEADS = (
    "Nomor pelacakan",
    "Tanggal diterima",
    "Judul",
    "Uraian",
    "Klasifikasi",
    "Unit",
    "Tanggal jawab",
    "Jawaban",
)
ROW = ("7001", "26 3 2025", "Antrean paspor (contoh)", "Lama sekali.", "", "LPC", "", "")


def come_in(office: Office, tmp_path: Path, *rows: tuple[str, ...], dry_run: bool = False) -> ImportResult:
    path = tmp_path / "daftar.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADS, *rows])
    context = ImportContext(date(2025, 6, 2), Rulebook.load())
    return run_import(office.book, ANYONE, IMPORTS["complaints"], path, context, dry_run=dry_run)


def count(office: Office) -> int:
    return office.book.glance(lambda session: session.query(Complaint).count())


def test_a_list_comes_in_with_numbers_and_due_dates(office: Office, tmp_path: Path) -> None:
    result = come_in(office, tmp_path, ROW, ("7002", *ROW[1:]))
    assert (result.added, result.problems) == (2, [])
    row = office.row(Complaint, 1)
    assert (row.channel, row.external_system, row.external_number) == ("lapor", "lapor", "7001")
    assert (row.unit_id, row.next_due_on) == (1, "2025-04-09")


def test_the_same_number_updates_and_never_doubles(office: Office, tmp_path: Path) -> None:
    come_in(office, tmp_path, ROW)
    again = come_in(office, tmp_path, ROW)
    assert (again.added, again.updated, again.ignored) == (0, 0, 1)
    answered = (*ROW[:6], "10 4 2025", "Sudah ditambah loket.")
    result = come_in(office, tmp_path, answered)
    assert (result.updated, count(office)) == (1, 1)
    row = office.row(Complaint, 1)
    assert (row.status, row.answered_on, row.title) == ("dijawab", "2025-04-10", ROW[2])


def test_a_number_three_times_is_one_sentence_and_nothing_comes_in(office: Office, tmp_path: Path) -> None:
    result = come_in(office, tmp_path, ROW, ROW, ("7002", *ROW[1:]), ROW)
    assert len(result.problems) == 1
    assert "7001 tertulis 3 kali" in result.problems[0].message
    assert count(office) == 0


def test_wrong_cells_are_named_and_nothing_comes_in(office: Office, tmp_path: Path) -> None:
    result = come_in(office, tmp_path, ROW, ("7002", *ROW[1:5], "Lapas Entah", "", ""))
    assert [(problem.cell, "Lapas Entah" in problem.message) for problem in result.problems] == [("F3", True)]
    assert count(office) == 0
    late = come_in(office, tmp_path, ("7003", "26 3 2099", *ROW[2:]))
    assert late.problems
    assert count(office) == 0


def test_a_trial_keeps_nothing(office: Office, tmp_path: Path) -> None:
    result = come_in(office, tmp_path, ROW, dry_run=True)
    assert (result.added, count(office)) == (1, 0)


def test_the_classes_of_a_lapor_list_are_understood(office: Office, tmp_path: Path) -> None:
    words = ("Pengaduan", "Whistle Blowing System", "Permintaan informasi", "pengadaan")
    rows = [("80" + str(place), *ROW[1:4], word, *ROW[5:]) for place, word in enumerate(words)]
    assert come_in(office, tmp_path, *rows).problems == []
    kept = [office.row(Complaint, id_) for id_ in (1, 2, 3, 4)]
    assert [(row.complaint_class, row.is_restricted) for row in kept] == [
        ("pengaduan_tidak_berkadar", False),
        ("pengaduan_berkadar", True),
        ("permintaan_informasi", False),
        ("pengaduan_berkadar", False),
    ]
