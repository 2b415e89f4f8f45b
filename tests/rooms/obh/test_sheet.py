"""Lists coming in from workbooks: matched without doubling, refused whole, tried without being kept."""

import csv
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from berkas.engine.budgets import money
from berkas.engine.exporting import export_register
from berkas.engine.importing import ImportContext, ImportResult, run_import
from berkas.engine.listing import ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import move_claim, save_case, save_claim, save_obh
from berkas.rooms.obh.queries import CASES, LISTING
from berkas.rooms.obh.queries.claims import CLAIMS, load_claim, spells
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rooms.obh.sheet import IMPORTS
from berkas.sheets.template import write_template
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import Contract, Unit

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


ALL = {
    "obh": {
        "name": "LBH Melati (contoh)", "code": "OBH-9", "short_name": "LBHM", "leader_name": "Budi Contoh",
        "legal_form": "yayasan", "legal_entity_number": "AHU-1", "legal_entity_on": "2012-05-21",
        "deed_number": "12", "deed_on": "2012-05-01", "notary": "Notaris Contoh", "founded_on": "2012-05-01",
        "tax_number": "012345678901234", "website": "contoh.example", "latitude": -2.13, "longitude": 106.11,
        "has_stopela": True, "stopela_on": "2022-03-01", "sidbankum_id": "S-9", "is_example": True,
        "addresses": [{"kind": "kantor_pusat", "address": "Jalan Contoh 1", "is_main": True}],
        "contacts": [{"kind": "hp", "value": "0812 0000 0001"}, {"kind": "email", "value": "a@contoh.id"}],
        "contracts": [{"year": 2025, "number": "K-1", "litigation": 40_000_000, "nonlitigation": 7_480_000}],
        "realisations": [
            {"contract": "K-1", "quarter": "1", "system": system, "as_of": "2025-04-01",
             "litigation": 4_000_000 + number, "nonlitigation": 1_000_000 + number}
            for number, system in enumerate(("sidbankum", "omspan"))
        ],
    },
    "cases": {
        "code": "PRK-9", "service_kind": "pidana", "state": "selesai", "title": "Pencurian (contoh)",
        "matter": "pencurian", "request_on": "2025-01-13", "request_form": "lisan", "has_thumb_print": True,
        "written_down_by": "Petugas Contoh", "completed_on": "2025-01-14", "answered_on": "2025-01-15",
        "poverty_proof": "sktm", "poverty_number": "SKTM-1", "poverty_issuer": "Desa Contoh",
        "poverty_on": "2025-01-10", "poverty_until": "2025-12-31", "poverty_checked_on": "2025-01-20",
        "poverty_check_result": "asli", "court": "PN Contoh", "court_number": "7/Pid.B/2025",
        "attorney_number": "SK-1", "attorney_on": "2025-01-15", "appointment_number": "PEN-1",
        "current_stage": "persidangan", "verdict": "Pidana percobaan (contoh)", "verdict_on": "2025-03-12",
        "in_force_on": "2025-03-20", "outcome": "putusan", "fund": "apbn", "sidbankum_number": "SID-9",
        "sidbankum_on": "2025-03-21", "is_example": True, "note": "Catatan contoh",
    },
}  # fmt: skip
NOT_TOLD = {"cases": {"Rupiah"}, "posbankum": {"Berhenti"}}
"""Money of cases has a list of its own; a post that runs has not ended."""
ACTIVITY = {"Tanggal kegiatan", "Sampai tanggal", "Tempat kegiatan", "Materi", "Narasumber", "Jumlah peserta",
            "Alasan ditolak"}  # fmt: skip
"""What a criminal case that was taken on does not have."""


def test_every_column_goes_out_and_makes_the_same_register_of_an_empty_office(  # noqa: PLR0917
    book: Book, empty_office: Path, tmp_path: Path, period: int, regency: int, make_unit: Make,
    make_recipient: Make,
) -> None:  # fmt: skip
    accredited = {
        "period_id": period, "result": "terakreditasi", "category": "c", "decree_number": "SK-1",
        "decree_on": "2024-12-30", "applied_on": "2024-08-01", "certificate_number": "S-1",
        "certificate_on": "2025-01-05",
    }  # fmt: skip
    more = {
        "regency_id": str(regency),
        "areas": [{"regency_id": str(regency)}],
        "accreditations": [accredited],
    }
    new = {"id": None, "version": None, "reason": "contoh"}
    obh = book.change(save_obh, ANYONE, ALL["obh"] | more, **new).result().value
    unit = make_unit()
    people = [make_recipient(code=code, sex="laki_laki", unit_id=unit) for code in ("PB-8", "PB-9")]
    then = {"status_then": "narapidana", "is_child_then": False}
    rows = [{"recipient_id": each} | then for each in people]
    case = book.change(save_case, ANYONE, ALL["cases"] | {"obh_id": obh, "recipients": rows}, **new)
    contract = book.glance(lambda s: s.execute(select(Contract.id)).scalar_one())
    claim = {
        "case_id": case.result().value, "submitted_on": "2025-05-05", "claimed": 3_000_000, "note": "Contoh",
        "sidbankum_number": "RB-SID-1", "contract_id": contract, "stage": "persidangan", "fund": "apbn",
    }  # fmt: skip
    claim_id = book.change(save_claim, ANYONE, claim, **new).result().value
    for state, day, given in (
        ("diperiksa", "2025-05-06", {}), ("dikembalikan", "2025-05-07", {"reason": "Kurang."}),
        ("perbaikan", "2025-05-08", {}), ("disetujui", "2025-05-09", {"amount": 2_000_000}),
        ("dibayar", "2025-05-10", {"amount": 2_000_000}),
    ):  # fmt: skip
        book.change(move_claim, ANYONE, claim_id, state, {"on_date": day} | given).result()
    other = tmp_path / "lain.berkas"
    shutil.copy(empty_office, other)
    with Book.open(other) as twin:
        twin.change(lambda step: step.insert(Unit, {"code": "LAPAS-X", "name": "Lapas Kelas IIA Contoh",
                                                    "kind": "lapas"}), ANYONE).result()  # fmt: skip
        for word in ("obh", "cases", "reimbursement"):
            out = tmp_path / f"{word}.csv"
            export_register(book, ANYONE, IMPORTS[word], out, CONTEXT)
            heads, values = csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
            empty = {head for head, value in zip(heads, values, strict=True) if not value}
            assert empty <= NOT_TOLD.get(word, set()) | (ACTIVITY if word == "cases" else set()), word
            back = run(twin, word, out)
            assert (counts(back), back.problems) == ((1, 0, 0), []), word
            again = tmp_path / f"{word}-lagi.csv"
            export_register(twin, ANYONE, IMPORTS[word], again, CONTEXT)
            assert again.read_text(encoding="utf-8-sig") == out.read_text(encoding="utf-8-sig"), word


def test_a_strange_word_of_a_vocabulary_is_named_at_its_cell(
    book: Book, tmp_path: Path, make_obh: Make
) -> None:
    make_obh("LBH Melati (contoh)")
    heads = ("PBH", "Kode penerima", "Jenis layanan", "Perkara atau kegiatan", "Tanggal permohonan", "Hasil")
    row = ("LBH Melati (contoh)", "K-01", "Litigasi pidana", "Pencurian (contoh)", "2025-03-04", "Entah")
    (problem,) = run(book, "cases", workbook(tmp_path / "a.xlsx", heads, row)).problems
    assert (problem.cell, "Hasil “Entah” tidak dikenal" in problem.message) == ("F2", True)


@pytest.mark.parametrize(
    ("kind", "heads", "row", "left"),
    [
        ("obh", "Nama,Ketua,Alamat,SK,Akreditasi,Pagu litigasi,Pagu nonlitigasi,%",
         "LBH Anggrek (contoh),Ketua Contoh,Jalan 1,SK-9,C,1000000,500000,10", {"%"}),
        ("obh", "id,name,email,telepon,address,latitude,longitude",
         "77,LBH Anggrek (contoh),a@contoh.id,0717,Jalan 2,-2.1,106.1", {"id"}),
        ("posbankum", "Kabupaten,Kecamatan,Desa,SK,Kepala desa,HP,Paralegal,Terlatih,Laporan terakhir",
         "Kota Pangkalpinang,Contoh,Contoh Baru,SK-1,Kepala Contoh,0812,Ani,Ani,2025-05-05", set()),
        ("cases", "No,PBH,Penerima,NIK,L/P,Jenis,Perkara,No. Perkara,Tahap,Tanggal,Rupiah,Status",
         "1,LBH Melati (contoh),Nama Orang,,L,Pidana,Contoh,1/Pid.B/2025,Banding,2025-03-03,500000,Selesai",
         {"No", "Penerima", "NIK"}),
    ],
)  # fmt: skip
def test_lists_as_offices_head_them_come_in_and_leave_names_out(  # noqa: PLR0917
    book: Book, tmp_path: Path, make_obh: Make, kind: str, heads: str, row: str, left: set[str]
) -> None:
    make_obh("LBH Melati (contoh)")
    path = tmp_path / "daftar.csv"
    path.write_text(f"{heads}\n{row}\n", encoding="utf-8")
    result = run(book, kind, path)
    assert (counts(result), {each.cell for each in result.problems if each.cell.endswith("2")}) == (
        (1, 0, 0), set(),
    )  # fmt: skip
    unread = {each.message.partition("“")[2].partition("”")[0] for each in result.problems}
    assert unread == left
    assert counts(run(book, kind, path)) == (0, 0, 1), "a second time adds nothing"
