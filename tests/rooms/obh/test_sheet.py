"""Lists coming in from workbooks: matched without doubling, refused whole, tried without being kept."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.listing import ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.queries import CASES, LISTING
from berkas.rooms.obh.queries.claims import CLAIMS, load_claim, spells
from berkas.rooms.obh.queries.money import money
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.sheet import IMPORTS
from berkas.sheets.template import write_template
from berkas_db.book import Book
from berkas_db.changes import ANYONE

Make = Callable[..., int]
CONTEXT = ImportContext(today=date(2025, 6, 12), rulebook=Rulebook.load())
HEAD = (
    "Nama PBH",
    "Ketua",
    "Akreditasi",
    "Periode akreditasi",
    "Kabupaten/kota",
    "Tahun anggaran",
    "Pagu litigasi",
    "Triwulan",
    "Realisasi Sidbankum litigasi",
)
ROW = (
    "LBH Melati (contoh)",
    "Budi Contoh",
    "B",
    "2025–2027",
    "Pangkalpinang",
    2025,
    40_000_000,
    "1",
    5_000_000,
)
CASE_HEAD = (
    "PBH",
    "Kode penerima",
    "Jenis layanan",
    "Perkara atau kegiatan",
    "Tanggal permohonan",
    "Nomor Sidbankum",
    "Tahap",
    "Anak",
)


def workbook(path: Path, *rows: Sequence[object]) -> Path:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(list(row))
    made.save(path)
    return path


def run(book: Book, kind: str, path: Path, *, dry_run: bool = False) -> ImportResult:
    return run_import(book, ANYONE, IMPORTS[kind], path, CONTEXT, dry_run=dry_run)


def counts(result: ImportResult) -> tuple[int, int, int]:
    return result.added, result.updated, result.ignored


def test_a_list_comes_in_and_a_second_time_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = workbook(tmp_path / "obh.xlsx", HEAD, ROW)
    assert counts(run(book, "obh", path, dry_run=True)) == (1, 0, 0)
    assert book.read(LISTING.count, ListRequest()).result() == 0
    result = run(book, "obh", path)
    assert (counts(result), result.problems) == ((1, 0, 0), [])
    assert counts(run(book, "obh", path)) == (0, 0, 1)
    (id_,) = book.read(LISTING.ids, ListRequest()).result()
    values = book.read(load_obh, id_).result().values
    assert (values["leader_name"], values["accreditations"][0]["category"]) == ("Budi Contoh", "b")
    (line,) = book.read(money, obh_id=id_).result()
    assert (line.budget.litigation, line.sidbankum.litigation) == (40_000_000, 5_000_000)


def test_a_changed_row_is_laid_over_what_is_known(book: Book, tmp_path: Path, make_obh: Make) -> None:
    id_ = make_obh("LBH Melati (contoh)", contacts=[{"kind": "hp", "value": "0812"}])
    assert counts(run(book, "obh", workbook(tmp_path / "a.xlsx", HEAD, ROW))) == (0, 1, 0)
    values = book.read(load_obh, id_).result().values
    assert [row["value"] for row in values["contacts"]] == ["0812"]
    assert [row["category"] for row in values["accreditations"]] == ["b"]


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (("LBH Melatti (contoh)", *ROW[1:]), "A2", "mirip"),
        (("LBH Anggrek (contoh)", *ROW[1:4], "Atlantis", *ROW[5:]), "E2", "Atlantis"),
        (("LBH Anggrek (contoh)", *ROW[1:3], "1999", *ROW[4:]), "D2", "Periode"),
        (("LBH Anggrek (contoh)", *ROW[1:7], None, 5), "H2", "Triwulan"),
        ((None, *ROW[1:]), "A2", "wajib"),
    ],
)
def test_a_wrong_row_keeps_the_whole_file_out(  # noqa: PLR0917
    book: Book, tmp_path: Path, make_obh: Make, row: tuple[object, ...], cell: str, sentence: str
) -> None:
    make_obh("LBH Melati (contoh)")
    result = run(book, "obh", workbook(tmp_path / "a.xlsx", HEAD, row))
    assert [(each.cell, sentence in each.message) for each in result.problems][:1] == [(cell, True)]
    assert book.read(LISTING.count, ListRequest()).result() == 1


def test_cases_come_in_by_code_and_are_matched_by_their_number(
    book: Book, tmp_path: Path, make_obh: Make
) -> None:
    make_obh("LBH Melati (contoh)", short_name="LBHM")
    row = ("LBHM", "K-01", "Litigasi pidana", "Pencurian (contoh)", "2025-03-04", "SID-1", "Penyidikan", "ya")
    result = run(book, "cases", workbook(tmp_path / "a.xlsx", CASE_HEAD, row))
    assert (counts(result), result.problems) == ((1, 0, 0), [])
    later = (*row[:6], "Banding", "ya")
    assert counts(run(book, "cases", workbook(tmp_path / "b.xlsx", CASE_HEAD, later))) == (0, 1, 0)
    assert counts(run(book, "cases", workbook(tmp_path / "c.xlsx", CASE_HEAD, later))) == (0, 0, 1)
    ids = book.read(CASES.ids, ListRequest()).result()
    assert [row[5] for row in book.glance(CASES.rows, ids).values()] == ["K-01"]


def test_a_case_of_an_unknown_obh_is_named_at_its_cell(book: Book, tmp_path: Path) -> None:
    row = ("LBH Mawar", "K-01", "Litigasi pidana", "Pencurian (contoh)", "2025-03-04", "", "", "")
    (problem,) = run(book, "cases", workbook(tmp_path / "a.xlsx", CASE_HEAD, row)).problems
    assert problem.cell == "A2"
    assert "LBH Mawar" in problem.message


@pytest.mark.parametrize("kind", sorted(IMPORTS))
def test_the_template_reads_back_empty(book: Book, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "templat.xlsx"
    write_template(path, IMPORTS[kind].fields(CONTEXT), title=IMPORTS[kind].title)
    result = run(book, kind, path)
    assert (result.rows, result.problems) == (0, [])


def test_a_list_without_numbers_does_not_double_its_cases(book: Book, make_obh: Make, tmp_path: Path) -> None:
    make_obh()
    head = ("PBH", "Kode penerima", "Jenis", "Perkara", "Tanggal", "Tahap", "Rupiah")
    rows = (
        (
            "LBH Melati (contoh)",
            "P-1",
            "pidana",
            "Pencurian (contoh)",
            "2025-03-04",
            "persidangan",
            3_000_000,
        ),
        ("LBH Melati (contoh)", "P-2", "pidana", "Pencurian (contoh)", "2025-03-04", "persidangan", None),
    )
    path = workbook(tmp_path / "perkara.xlsx", head, *rows)
    result = run(book, "cases", path)
    assert (result.problems, counts(result)) == ([], (2, 0, 0))
    assert counts(run(book, "cases", path)) == (0, 0, 2)
    assert book.read(CASES.count, ListRequest()).result() == 2
    (claim,) = book.read(CLAIMS.ids, ListRequest()).result()
    assert book.read(load_claim, claim).result().values["claimed"] == 3_000_000


def test_exported_claims_come_in_once_and_walk_to_their_state(
    book: Book, make_obh: Make, make_recipient: Make, make_case: Make, tmp_path: Path
) -> None:
    make_case(make_obh(), [{"recipient_id": make_recipient()}], court_number="7/Pid.B/2025")
    head = ("No. Sidbankum", "No. Perkara", "Tahap", "Tanggal", "Rupiah", "Status", "Disetujui", "Dibayar")
    row = ("SB-9", "7/Pid.B/2025", "persidangan", "2025-05-05", 3_000_000, "Dibayar", 2_000_000, 2_000_000)
    path = workbook(tmp_path / "klaim.xlsx", head, row)
    result = run(book, "reimbursement", path)
    assert (result.problems, counts(result)) == ([], (1, 0, 0))
    assert counts(run(book, "reimbursement", path)) == (0, 0, 1)
    (claim,) = book.read(CLAIMS.ids, ListRequest()).result()
    values = book.read(load_claim, claim).result().values
    assert (values["state"], values["approved"], values["paid"]) == ("dibayar", 2_000_000, 2_000_000)
    assert [each.state for each in book.read(spells, claim, date(2025, 6, 12)).result()] == [
        "masuk", "diperiksa", "disetujui", "dibayar",
    ]  # fmt: skip


def test_a_claim_of_an_unknown_case_keeps_nothing(book: Book, make_obh: Make, tmp_path: Path) -> None:
    make_obh()
    path = workbook(
        tmp_path / "klaim.xlsx",
        ("Kode perkara", "Tanggal masuk", "Diajukan"),
        ("PRK-X", "2025-05-05", 1_000),
    )
    (problem,) = run(book, "reimbursement", path).problems
    assert (problem.cell, "tidak ada dalam register" in problem.message) == ("A2", True)
    assert not book.read(CLAIMS.ids, ListRequest()).result()
