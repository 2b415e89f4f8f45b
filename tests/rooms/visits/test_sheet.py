"""Answers of survey respondents from files: added once, changed by code, refused cell by cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from berkas.engine.answer_export import answer_sets, export_answers
from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.rulebook import Rulebook
from berkas.rooms.visits.queries.surveys import survey_result
from berkas.rooms.visits.sheet import SURVEYS
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment

Make = Callable[..., int]
HEAD = "persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,pengaduan,sarana"
RULES = Rulebook.load()


@pytest.fixture
def period(make_unit: Make, make_period: Make) -> int:
    return make_period(make_unit(), code="2025-S1")


def bring(book: Book, path: Path, *, dry_run: bool = False, unit: str = "LAPAS-X") -> ImportResult:
    context = ImportContext(date(2025, 6, 30), RULES, "skm", unit, "2025-S1")
    return run_import(book, ANYONE, SURVEYS, path, context, dry_run=dry_run)


def test_a_file_comes_in_once(book: Book, period: int, tmp_path: Path) -> None:
    path = tmp_path / "skm.csv"
    path.write_text("\n".join([HEAD, ",".join("3" * 9), ",".join("4" * 9), ",".join("4" * 9)]), "utf-8")
    tried = bring(book, path, dry_run=True)
    assert (tried.added, tried.problems) == (3, [])
    assert book.read(survey_result, period).result().respondents == 0
    assert bring(book, path).added == 3
    again = bring(book, path)
    assert (again.added, again.updated, again.ignored) == (0, 0, 3)
    result = book.read(survey_result, period).result()
    assert result.score is not None
    assert str(result.score.index) == "91.67"


def test_respondents_with_a_code_are_updated(book: Book, period: int, tmp_path: Path) -> None:
    del period
    path = tmp_path / "skm.csv"
    path.write_text(f"Kode responden,{HEAD}\nR-1,{','.join('3' * 9)}\nR-2,{','.join('4' * 9)}\n", "utf-8")
    assert bring(book, path).added == 2
    path.write_text(f"Kode responden,{HEAD}\nR-1,{','.join('4' * 9)}\nR-2,{','.join('4' * 9)}\n", "utf-8")
    result = bring(book, path)
    assert (result.added, result.updated, result.ignored) == (0, 1, 1)


def test_wrong_cells_are_named_and_nothing_is_kept(book: Book, period: int, tmp_path: Path) -> None:
    path = tmp_path / "skm.csv"
    path.write_text("\n".join([HEAD, "3,3,9,3,3,3,3,3,3", "4,4,4,4,4,4,4,4,tidak tahu", "x,4,4,4,4,4,4,4,4"]))
    result = bring(book, path)
    assert [problem.cell for problem in result.problems] == ["C2", "A4"]
    assert book.read(survey_result, period).result().respondents == 0


@pytest.mark.parametrize("unit", ["", "LAPAS-Z"])
def test_an_unknown_period_is_a_sentence(book: Book, period: int, tmp_path: Path, unit: str) -> None:
    del period
    path = tmp_path / "skm.csv"
    path.write_text("\n".join([HEAD, ",".join("3" * 9)]), "utf-8")
    result = bring(book, path, unit=unit)
    assert result.is_blocked
    assert "periode" in result.problems[0].message.lower()


def test_what_was_exported_comes_in_again(
    book: Book, period: int, make_unit: Make, make_period: Make, tmp_path: Path
) -> None:
    path = tmp_path / "skm.csv"
    path.write_text(f"Kode responden,{HEAD}\nR-1,{','.join('3' * 9)}\nR-2,{','.join('4' * 9)}\n", "utf-8")
    assert bring(book, path).added == 2
    sheets = book.read(lambda session: list(session.execute(select(Assessment.id)).scalars())).result()
    wanted = book.read(answer_sets, sheets).result()[0]
    out = tmp_path / "keluar.csv"
    export_answers(book, wanted, out, actor=ANYONE)
    same = bring(book, out)
    assert (same.added, same.updated, same.ignored, same.problems) == (0, 0, 2, [])
    make_period(make_unit("LAPAS-Y", "Lapas Lain Contoh"), code="2025-S1-Y")
    context = ImportContext(date(2025, 6, 30), RULES, "skm", "LAPAS-Y", "2025-S1-Y")
    other = run_import(book, ANYONE, SURVEYS, out, context, dry_run=False)
    assert (other.added, other.problems) == (2, [])
