"""Answers of survey respondents from files: added once, changed by code, refused cell by cell."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas import paths
from berkas.engine.answer_export import answer_sets, export_answers
from berkas.engine.assessing import answers_of
from berkas.engine.importing import COLUMNS, ImportContext, ImportResult, run_import
from berkas.engine.installed import office_rules
from berkas.engine.rulebook import Rulebook
from berkas.rooms.office.commands import install_edition
from berkas.rooms.visits.commands import save_survey_batch
from berkas.rooms.visits.commands.surveybatch import KeyedRow
from berkas.rooms.visits.queries.surveys import survey_result
from berkas.rooms.visits.sheet import SURVEYS, columns_of
from berkas.rules.answers import Answer
from berkas.rules.instruments import canonical, parse_instrument
from berkas.sheets.read import read_table
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Assessment

from .surveying import all_of

Make = Callable[..., int]
HEAD = "persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,pengaduan,sarana"
RULES = Rulebook.load()
TODAY = date(2099, 12, 31)
"""Later than any day this machine may keep a sheet on."""


@pytest.fixture
def period(make_unit: Make, make_period: Make) -> int:
    return make_period(make_unit(), code="2025-S1")


def bring(book: Book, path: Path, *, dry_run: bool = False, unit: str = "LAPAS-X") -> ImportResult:
    context = ImportContext(TODAY, RULES, "skm", unit, "2025-S1")
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
    sheets = book.read(_all_sheets).result()
    wanted = book.read(answer_sets, sheets).result()[0]
    out = tmp_path / "keluar.csv"
    export_answers(book, wanted, out, actor=ANYONE)
    same = bring(book, out)
    assert (same.added, same.updated, same.ignored, same.problems) == (0, 0, 2, [])
    make_period(make_unit("LAPAS-Y", "Lapas Lain Contoh"), code="2025-S1-Y")
    context = ImportContext(TODAY, RULES, "skm", "LAPAS-Y", "2025-S1-Y")
    other = run_import(book, ANYONE, SURVEYS, out, context, dry_run=False)
    assert (other.added, other.problems) == (2, [])


def _all_sheets(session: Session) -> list[int]:
    return list(session.execute(select(Assessment.id).order_by(Assessment.id)).scalars())


MORE = """
[[sections]]
key = "tambahan"
label = "Tambahan kantor"
items = [
  { key = "q1", type = "multi", label = "Lewat apa", choices = [
    { code = "1", label = "Loket" }, { code = "2", label = "WhatsApp" } ] },
  { key = "q11", type = "digit", label = "Nomor antrean", length = 4 },
  { key = "kesan", type = "teks", label = "Kesan" },
  { key = "langkah", type = "tabel", label = "Langkah", columns = [
    { key = "apa", type = "teks", label = "Apa" }, { key = "menit", type = "angka", label = "Menit" } ] },
]
"""
SAID: dict[str, Answer] = {
    "q1": ("2",),
    "q11": "0071",
    "kesan": " Baik;\n\"ramah\", 'cepat' é中 ",
    "langkah": ({"apa": "=1+1", "menit": 5}, {"apa": "bayar", "menit": 2.5}),
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_options_and_cells_of_tables_come_in_as_they_went_out(
    book: Book, make_unit: Make, make_period: Make, tmp_path: Path, ending: str
) -> None:
    text = paths.resource("instruments", "skm.toml").read_text("utf-8") + MORE
    skm = parse_instrument(tomllib.loads(text), file="skm.toml")
    book.change(install_edition, ANYONE, canonical(skm), "2025 contoh").result()
    period = make_period(make_unit(), code="2025-S1")
    rows = [KeyedRow(None, None, "R-1", all_of("3") | SAID), KeyedRow(None, None, "R-2", all_of("4"))]
    book.change(save_survey_batch, ANYONE, period, rows).result()
    sheets = book.read(_all_sheets).result()
    wanted = book.read(answer_sets, sheets).result()[0]
    out = tmp_path / f"keluar.{ending}"
    export_answers(book, wanted, out, actor=ANYONE)
    make_period(make_unit("LAPAS-Y", "Lapas Lain Contoh"), code="2025-S1-Y")
    rules = Rulebook.load(book.read(office_rules).result())
    context = ImportContext(TODAY, rules, "skm", "LAPAS-Y", "2025-S1-Y")
    columns = {each.heading: each for each in columns_of(read_table(out), context)}
    assert columns["q1#2"].only == "Lewat apa: WhatsApp"
    assert columns["langkah#2#menit"].only == "Langkah, baris 2: Menit"
    chosen = {each.heading: each.key for each in columns.values()}
    result = run_import(
        book, ANYONE, SURVEYS, out, replace(context, options={COLUMNS: chosen}), dry_run=False
    )
    assert (result.added, result.problems) == (2, [])
    came = [id_ for id_ in book.read(_all_sheets).result() if id_ not in sheets]
    assert [book.read(answers_of, id_).result() for id_ in came] == [all_of("3") | SAID, all_of("4")]
