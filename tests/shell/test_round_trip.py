"""Every register goes out and comes back without change, in all three forms; a test per kind of import."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from berkas.engine.exporting import export_register
from berkas.engine.importing import ImportContext, ImportResult, Outcome, Policy, run_import
from berkas.engine.rulebook import Rulebook
from berkas.shell import registry
from berkas_db.book import Book
from berkas_db.changes import ANYONE

RULES = Rulebook.load()
CONTEXT = ImportContext(date(2025, 6, 11), RULES)
OBH = {
    "Nama PBH": "LBH Melati (contoh)", "Kode": "OBH-9",
    "Ketua": "=Sari (contoh)", "Telepon": "0800 0000 01",
    "Kabupaten/kota": "Kota Pangkalpinang",
    "Wilayah layanan": "Kota Pangkalpinang; Bangka",
    "Akreditasi": "C", "SK akreditasi": "SK-1 (contoh)", "Tahun anggaran": "2025", "Nomor kontrak": "K-1",
    "Pagu litigasi": "8.000.000", "Pagu nonlitigasi": "1.500.000", "NPWP": "012345678901234",
    "Alamat": "Jalan Contoh 1",
}  # fmt: skip
CASE = {
    "Kode perkara": "PK-9", "PBH": "LBH Melati (contoh)", "Kode penerima": "R-9",
    "Status penerima": "Tahanan", "Jenis layanan": "Pidana", "Perkara atau kegiatan": "-Pencurian (contoh)",
    "Tanggal permohonan": "4 Mar 2025", "Nomor perkara": "0012/Pid.B/2025", "Tahap": "penyidikan",
}  # fmt: skip
ROWS: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "obh": (("obh", OBH),),
    "orang": (
        ("obh", OBH),
        ("orang", {"PBH": "OBH-9", "Nama": "Moh. Yusuf (contoh)", "NIK": "1971010101900001",
                   "Sebagai": "Advokat"}),
    ),
    "cases": (("obh", OBH), ("cases", CASE)),
    "reimbursement": (
        ("obh", OBH), ("cases", CASE),
        ("reimbursement", {"Kode reimbursement": "RB-9", "Kode perkara": "PK-9", "Tahap": "penyidikan",
                           "Tanggal masuk": "1/4/2025", "Diajukan": "2.000.000", "Keadaan": "Disetujui",
                           "Tanggal keadaan": "3/4/2025", "Disetujui": "1.750.000"}),
    ),
    "posbankum": (
        ("posbankum", {"Kabupaten/kota": "Kota Pangkalpinang", "Desa/kelurahan": "Contoh", "Nomor SK": "001",
                       "Paralegal": "Ani (contoh); Budi (contoh)", "Paralegal terlatih": "Ani (contoh)",
                       "Laporan terakhir": "5 Mei 2025"}),
    ),
    "complaints": (
        ("complaints", {"Nomor pelacakan": "0099", "Tanggal diterima": "26 Maret 2025",
                        "Judul": "@Antrean (contoh)",
                        "Uraian": "Baris satu\nbaris dua", "Nama pelapor": "Rina (contoh)",
                        "Tanggal jawab": "28 Maret 2025", "Jawaban": "Sudah ditambah loket."}),
    ),
    "units": (
        ("units", {"Nama unit": "Lapas Contoh", "Kode": "LPC", "Jenis unit": "lapas",
                   "Kabupaten/kota": "Bangka", "Daya tampung": "450"}),
    ),
    "holidays": (
        ("holidays", {"Tanggal": "21 November 2025", "Nama hari": "Hari jadi provinsi (contoh)",
                      "Jenis": "Libur daerah", "Dasar": "Keputusan Gubernur contoh 12",
                      "Hanya untuk kabupaten/kota": "Bangka"}),
    ),
    "clocks": (),  # every office begins with the shipped ones
    "kabupaten": (),  # every office begins with its own
    "pegawai": (
        ("pegawai", {"Nama": "Dewi (contoh), S.H.", "NIP": "198001012005012001",
                     "Pangkat/Gol": "Penata (III/c)",
                     "Jabatan": "Penyuluh Hukum", "Tim kerja": "Bantuan Hukum", "TMT jabatan": "1 Jan 2024"}),
    ),
}  # fmt: skip


def bring(book: Book, word: str, path: Path, *, dry_run: bool = False, **options: str) -> ImportResult:
    kind = registry.import_kinds()[word]
    context = ImportContext(CONTEXT.today, RULES, options=options)
    return run_import(book, ANYONE, kind, path, context, dry_run=dry_run)


def write(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_every_kind_with_a_register_is_tried_here() -> None:
    kinds = registry.import_kinds()
    assert {word for word, kind in kinds.items() if kind.outgoing is not None} == set(ROWS)
    assert set(kinds) - set(ROWS) == {"surveys", "answers"}, "their way there and back is tried with visits"


@pytest.mark.parametrize("word", sorted(ROWS))
def test_out_and_in_again_changes_nothing(office: Path, tmp_path: Path, word: str) -> None:
    with Book.open(office) as book:
        for each, row in ROWS[word]:
            came = bring(book, each, write(tmp_path / "masuk.csv", [row]))
            assert (came.added, came.problems) == (1, []), each
        for ending in ("xlsx", "ods", "csv"):
            out = tmp_path / f"keluar.{ending}"
            exported = export_register(book, ANYONE, registry.import_kinds()[word], out, CONTEXT)
            assert exported.is_noted
            back = bring(book, word, out)
            assert back.problems == [], ending
            assert (back.rows, back.ignored, back.added, back.updated) == (exported.rows, exported.rows, 0, 0)
            assert set(back.outcomes.values()) == {Outcome.SAME}


def test_who_complained_never_goes_out(office: Path, tmp_path: Path) -> None:
    with Book.open(office) as book:
        bring(book, "complaints", write(tmp_path / "masuk.csv", [ROWS["complaints"][0][1]]))
        out = tmp_path / "keluar.csv"
        export_register(book, ANYONE, registry.import_kinds()["complaints"], out, CONTEXT)
    assert "Rina" not in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("policy", "counts"),
    [(Policy.BOTH, (1, 1, 0)), (Policy.ADD, (1, 0, 1)), (Policy.UPDATE, (0, 1, 1))],
)
def test_policy_decides_what_is_taken(
    office: Path, tmp_path: Path, policy: Policy, counts: tuple[int, int, int]
) -> None:
    unit = dict(ROWS["units"][0][1])
    with Book.open(office) as book:
        bring(book, "units", write(tmp_path / "a.csv", [unit]))
        rows = [
            unit | {"Daya tampung": "500", "Kabupaten/kota": ""},
            unit | {"Kode": "LPD", "Nama unit": "Baru"},
        ]
        done = bring(book, "units", write(tmp_path / "b.csv", rows), cara=policy.value)
        assert (done.added, done.updated, done.skipped) == counts
        book.undo(ANYONE).result()
        again = bring(book, "units", write(tmp_path / "b.csv", rows), dry_run=True)
        assert (again.added, again.updated) == (1, 1), "one undo took all of it back"


def test_a_blank_cell_erases_nothing_and_a_wrong_name_is_answered_with_the_near_one(
    office: Path, tmp_path: Path
) -> None:
    with Book.open(office) as book:
        bring(book, "obh", write(tmp_path / "a.csv", [OBH]))
        blank = dict.fromkeys(OBH, "") | {"Nama PBH": OBH["Nama PBH"], "Kode": "OBH-9"}
        assert bring(book, "obh", write(tmp_path / "b.csv", [blank])).ignored == 1
        wrong = bring(book, "cases", write(tmp_path / "c.csv", [CASE | {"PBH": "LBH Melatti (contoh)"}]))
        assert wrong.is_blocked
        assert wrong.problems[0].cell == "B2"
        assert "Maksud Anda “LBH Melati (contoh)”?" in wrong.problems[0].message


def test_cancelling_keeps_nothing(office: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int | None, _words: str) -> None:
        if total is not None and done:
            raise Stopped

    rows = [
        dict(ROWS["units"][0][1]) | {"Kode": f"U{place}", "Nama unit": f"Unit {place}"} for place in range(40)
    ]
    path = write(tmp_path / "a.csv", rows)
    kind = registry.import_kinds()["units"]
    with Book.open(office) as book:
        with pytest.raises(Stopped):
            run_import(book, ANYONE, kind, path, CONTEXT, dry_run=False, progress=stop)
        assert bring(book, "units", path, dry_run=True).added == 40
