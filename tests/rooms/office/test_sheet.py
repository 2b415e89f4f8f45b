"""Units from a workbook: tried first, known by code, what is not known named by its cell."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from berkas.engine import due
from berkas.engine.due import calendar_of
from berkas.engine.exporting import export_register
from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.queries.units import load_unit
from berkas.rooms.office.sheet import IMPORTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor

HEAD = "Nama unit;Kode;Jenis unit;Kelas;Kabupaten/kota\n"


@pytest.fixture
def bring(book: Book, tmp_path: Path) -> Callable[..., ImportResult]:
    def run(lines: str, *, dry_run: bool = False) -> ImportResult:
        path = tmp_path / "unit.csv"
        path.write_text(HEAD + lines, encoding="utf-8")
        context = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
        return run_import(book, ANYONE, IMPORTS["units"], path, context, dry_run=dry_run)

    return run


def test_units_come_in_and_are_known_by_code(
    book: Book, bring: Callable[..., ImportResult], make_unit: Callable[..., int]
) -> None:
    known = make_unit(code="LPC", short_name="Lapas Contoh")
    result = bring(
        "Lapas Kelas IIA Contoh;LPC;Lembaga Pemasyarakatan;IIA;\n"
        "Rutan Contoh;RTC;Rumah Tahanan Negara;IIB;Kota Pangkalpinang\n"
    )
    assert (result.problems, result.added, result.updated) == ([], 1, 1)
    values = book.glance(load_unit, known).values
    assert (values["unit_class"], values["short_name"]) == ("IIA", "Lapas Contoh")


def test_a_trial_keeps_nothing(book: Book, bring: Callable[..., ImportResult]) -> None:
    from berkas.engine.listing import ListRequest
    from berkas.rooms.office.queries.units import UNITS

    assert bring("Rutan Contoh;RTC;Rumah Tahanan Negara;IIB;\n", dry_run=True).added == 1
    assert len(book.read(UNITS.ids, ListRequest()).result()) == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Rutan Contoh;RTC;Rumah Tahanan;IIB;\n", "tidak dikenal"),
        ("Rutan Contoh;RTC;Rumah Tahanan Negara;IIB;Kota Antah\n", "Kota Antah"),
        (";RTC;Rumah Tahanan Negara;IIB;\n", "Nama unit"),
    ],
)
def test_what_is_wrong_is_named(bring: Callable[..., ImportResult], line: str, words: str) -> None:
    result = bring(line)
    assert result.added == 0
    assert words in result.problems[0].message
    assert result.problems[0].cell


def test_holidays_come_in_and_move_open_due_dates_once(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "libur.csv"
    path.write_text(
        "Tanggal;Nama hari;Jenis;Dasar\n"
        "21 November 2025;Hari jadi provinsi (contoh);Libur daerah;Kep. Gub. contoh 12\n"
        "24 Desember 2025;Cuti bersama tambahan (contoh);Cuti bersama;SKB contoh\n"
        "21 November 2025;Hari jadi provinsi (contoh);Libur daerah;Kep. Gub. contoh 12\n"
        "30 Februari 2025;Salah (contoh);Libur daerah;x\n",
        encoding="utf-8",
    )
    context = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
    tried = run_import(book, ANYONE, IMPORTS["holidays"], path, context, dry_run=True)
    assert [problem.cell for problem in tried.problems] == ["A5"]
    good = path.read_text("utf-8").rsplit("30 Februari", 1)[0]
    path.write_text(good, encoding="utf-8")
    done = run_import(book, ANYONE, IMPORTS["holidays"], path, context, dry_run=False)
    assert (done.added, done.ignored, done.problems) == (2, 1, [])
    days = book.glance(calendar_of)
    assert not days.is_working(date(2025, 11, 21))
    assert "Kep. Gub. contoh 12" in days.why(date(2025, 11, 21))
    clerk = Actor(None, "Contoh", "petugas")
    refused = run_import(book, clerk, IMPORTS["holidays"], path, context, dry_run=True)
    assert refused.is_blocked
    assert "tidak berhak mengatur kantor" in refused.problems[0].message


def test_a_clock_is_changed_in_a_workbook(book: Book, tmp_path: Path) -> None:
    context = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
    kind, path = IMPORTS["clocks"], tmp_path / "aturan.csv"
    export_register(book, ANYONE, kind, path, context)
    text = path.read_text("utf-8-sig")
    same = run_import(book, ANYONE, kind, path, context, dry_run=True)
    assert (same.problems, same.added + same.updated) == ([], 0)
    lines = text.splitlines()
    place = next(
        place for place, line in enumerate(lines) if "permenham_10_2025" in line and "administrasi" in line
    )
    heads = next(csv.reader([lines[0]]))
    cells = next(csv.reader([lines[place]]))
    cells[heads.index("Hari")], cells[heads.index("Dihitung")] = "7", "Hari kerja"
    out = StringIO()
    csv.writer(out).writerow(cells)
    lines[place] = out.getvalue().strip()
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run_import(book, ANYONE, kind, path, context, dry_run=False)
    steps = book.glance(due.version_of, "pengaduan_ham", "permenham_10_2025").steps
    assert (done.problems, done.added, done.updated) == ([], 0, len(steps))
    step = steps[0]
    assert (step.days, step.label) == (7, "Pemeriksaan berkas administrasi")
    cells[heads.index("Dihitung")] = ""
    path.write_text(lines[0] + "\n" + ",".join(f'"{cell}"' for cell in cells), encoding="utf-8")
    wrong = run_import(book, ANYONE, kind, path, context, dry_run=True)
    (problem,) = wrong.problems
    assert problem.message == "Langkah 1: pilih hari kerja atau hari kalender."
