"""Units from a workbook: tried first, known by code, what is not known named by its cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.queries.units import load_unit
from berkas.rooms.office.sheet import IMPORTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE

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
