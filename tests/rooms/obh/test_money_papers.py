"""Papers about money and files, parsed back: check list, audit, directory, comparison, profile."""

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from berkas.engine.issuing import Subject, draft
from berkas.engine.lookup import choices_for
from berkas.engine.rulebook import Rulebook
from berkas.rooms.obh.commands import move_claim, save_case, save_check, save_claim, save_contract
from berkas.rooms.obh.queries.claims import load_claim
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rooms.obh.queries.standing import case_counts, claim_counts
from berkas.rooms.obh.report import DOCUMENTS
from berkas.rooms.obh.report.auditset import CONTENTS, write_audit_set
from berkas.rooms.obh.report.comparison import chosen_ids
from berkas.rooms.obh.report.profile_identity import ON_FIRST_PAGE
from berkas.rules.fields import ChosenFile
from berkas.rules.vocabulary import ServiceKind
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import AccreditationPeriod, JournalEntry

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 6, 12)
KINDS = {kind.key: kind for kind in DOCUMENTS}
NEW: dict[str, Any] = {"id": None, "version": None}


def pages(book: Book, kind: str, key: str) -> list[str]:
    subject = book.read(KINDS[kind].find, key).result()
    pdf = draft(book, RULES, KINDS[kind], subject, ON)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture
def obhs(make_obh: Make, regency: int) -> list[int]:
    return [
        make_obh(name, regency_id=str(regency), contacts=[{"kind": "hp", "value": "0812 0000 0001"}])
        for name in ("LBH Melati (contoh)", "YBH Kenanga (contoh)")
    ]


@pytest.fixture
def claim(book: Book, obhs: list[int], make_recipient: Make, make_case: Make) -> int:
    child = make_recipient(status="anak_binaan", sex="perempuan")
    case = make_case(
        obhs[0],
        [{"recipient_id": child}],
        current_stage="persidangan",
        court_number="7/Pid.Sus-Anak/2025",
        documents=[{"kind": "putusan", "title": "Putusan (contoh)", "form": "legalisir"}],
    )
    own = {"case_id": str(case), "submitted_on": "2025-05-05", "claimed": 3_000_000}
    return book.change(save_claim, ANYONE, own, **NEW).result().value


def test_the_check_list_lies_on_one_page_in_number_order_and_spares_a_child(book: Book, claim: int) -> None:
    ticks = {"PID01:kanwil": "ada", "PID03:kanwil": "tidak_ada", "PID01:obh": "ada"}
    book.change(save_check, ANYONE, claim, ticks).result()
    (page,) = pages(book, "daftar-periksa", "RB-2025-0001")
    assert page.index("Permohonan atau penunjukan hakim") < page.index("Surat kuasa") < page.index("Kuitansi")
    assert "Kekurangan menurut Kanwil: Bukti miskin (butir 3)." in page
    assert "7/Pid.Sus-Anak/2025" in page
    assert "Rp3.000.000" in page
    assert "Perempuan" not in page
    assert "Rumusan kantor" in page


@pytest.mark.parametrize("kind", list(ServiceKind))
def test_each_of_the_twelve_check_lists_fills_one_page_in_number_order(
    book: Book, kind: ServiceKind, make_obh: Make, make_recipient: Make, make_case: Make
) -> None:
    name = "Perkumpulan Lembaga Konsultasi dan Bantuan Hukum Masyarakat Pesisir Kepulauan (contoh)"
    address = {
        "address": "Jalan Contoh Nomor 31, Kelurahan Contoh, Kecamatan Contoh",
        "kind": "kantor_pusat",
        "is_main": True,
    }
    town = book.glance(choices_for, "kabupaten", "Pangkalpinang")[0].code
    obh = make_obh(name, regency_id=town, addresses=[address])
    case = make_case(
        obh, [{"recipient_id": make_recipient()}], service_kind=kind.value, title=f"{name[:80]} (contoh)",
        court="Pengadilan Negeri Contoh", court_number="7/Pid.Sus-Anak/2025/PN Contoh",
        activity_on="2025-04-10", activity_place="Balai Desa Contoh", activity_topic="Bantuan hukum (contoh)",
    )  # fmt: skip
    own = {"case_id": str(case), "submitted_on": "2025-05-05", "claimed": 900_000}
    saved = book.change(save_claim, ANYONE, own, **NEW).result().value
    items = book.read(file_check, saved).result().ticked[0].items
    gaps = {f"{item.key}:kanwil": "tidak_ada" for item in items[:3]}
    book.change(save_check, ANYONE, saved, gaps).result()
    (page,) = pages(book, "daftar-periksa", "RB-2025-0001")
    places = [page.index(f"{item.no} {item.label}") for item in items]
    assert places == sorted(places)
    assert "OBH KANWIL BPHN" in page
    assert "Provinsi : Kepulauan Bangka Belitung" in page
    assert f"Kekurangan menurut Kanwil: {items[0].label} (butir 1);" in page


def test_the_set_for_the_audit_tells_days_money_and_files(book: Book, claim: int) -> None:
    book.change(save_check, ANYONE, claim, {"PID03:kanwil": "tidak_ada"}).result()
    for state, day, more in (
        ("diperiksa", "2025-05-08", {}),
        ("disetujui", "2025-05-15", {"amount": 2_000_000, "reason": "Aslinya diperlihatkan."}),
        ("dibayar", "2025-05-25", {"amount": 2_000_000}),
    ):
        book.change(move_claim, ANYONE, claim, state, {"on_date": day} | more).result()
    text = " ".join(pages(book, "berkas-audit", "2025-TW2"))
    assert "RB-2025-0001" in text
    assert "2.000.000" in text
    assert "Putusan (contoh), legalisir" in text
    assert "RB-2025-0001 3 7 – – 10 20" in text
    assert "Diperiksa 8 Mei 2025 7 3" in text
    assert "– Aslinya diperlihatkan." in text
    assert "Tidak ada menurut Kanwil:" in text
    assert "Bukti miskin (butir 3)" in text
    assert "Tidak ada reimbursement" in " ".join(pages(book, "berkas-audit", "2025-TW1"))
    (counts,) = book.read(claim_counts, date(2025, 1, 1), ON).result().values()
    assert (counts.number, counts.paid, counts.open, counts.days) == (1, 2_000_000, 0, 20.0)
    assert "Reimbursement yang masuk" in " ".join(pages(book, "rekap-obh", "2025"))


def test_the_directory_groups_by_regency_and_shows_what_is_not_reached(book: Book, obhs: list[int]) -> None:
    text = " ".join(pages(book, "direktori-pbh", "semua"))
    assert "Kota Pangkalpinang" in text
    assert "0812 0000 0001" in text
    assert "belum terjangkau" in text
    assert "1 dari 7 kabupaten dan kota terjangkau" in text


def test_pbh_stand_side_by_side_and_nobody_is_ranked(book: Book, obhs: list[int], claim: int) -> None:
    for number, obh in enumerate(obhs, 1):
        own = {"obh_id": str(obh), "year": 2025, "number": f"K{number}", "litigation": number * 10_000_000}
        book.change(save_contract, ANYONE, own, **NEW).result()
    subject = book.read(chosen_ids, obhs).result()
    assert subject.key == "OBH-001+OBH-002"
    text = " ".join(pages(book, "banding-pbh", "obh-002 + OBH-001"))
    assert "bukan peringkat" in text
    assert "Rp10.000.000 Rp20.000.000" in text
    with pytest.raises(Refused, match="tidak ada dalam register"):
        book.read(KINDS["banding-pbh"].find, "OBH-001+OBH-999").result()
    with pytest.raises(Refused, match="dua sampai"):
        book.read(KINDS["banding-pbh"].find, "OBH-001").result()


def test_the_short_profile_is_one_page_and_the_full_one_begins_with_it(
    book: Book, make_obh: Make, claim: int
) -> None:
    long_name = "Perkumpulan Lembaga Konsultasi dan Bantuan Hukum Masyarakat Pesisir Kepulauan (contoh) " * 2
    people = [{"name": f"Orang Contoh {n}", "role": "advokat"} for n in range(8)]
    make_obh(long_name[:120], people=people, reason="contoh", leader_name="Rina Contoh " * 8)
    assert len(pages(book, "profil-ringkas", "OBH-003")) == 1
    full = pages(book, "profil-obh", "OBH-001")
    assert "Perkara sejak 2023 : 1" in full[0]
    assert "Menurut tempat sejak 2023" in " ".join(full)
    assert "Realisasi per triwulan menurut kedua sistem" in " ".join(full)
    spared = " ".join(pages(book, "profil-obh-pbh", "OBH-001"))
    assert "Pengaduan tercatat: 0." in spared


def test_the_full_profile_tells_the_whole_identity_and_every_period(book: Book, make_obh: Make) -> None:
    spans = book.glance(
        lambda s: s.execute(
            select(AccreditationPeriod.id, AccreditationPeriod.name).order_by("valid_from")
        ).all()
    )
    obh = make_obh(
        "LBH Pusat (contoh)",
        deed_number="12 (contoh)", deed_on="2012-05-21", notary="Notaris Contoh",
        tax_number="012345678901234",
        addresses=[
            {"kind": "kantor_pusat", "address": "Jalan Contoh 1", "is_main": True},
            {"kind": "kantor_pusat", "address": "Jalan Lama 9", "valid_until": "2020-12-31"},
        ],
        documents=[{"kind": "akta_pendirian", "title": "Akta (contoh)", "valid_until": "2024-01-01"}],
        accreditations=[
            {"period_id": str(id_), "result": "terakreditasi", "category": "c", "decree_number": f"SK {name}"}
            for id_, name in spans
        ],
    )  # fmt: skip
    make_obh("LBH Cabang (contoh)", parent_id=str(obh), reason="cabang")
    first, *rest = pages(book, "profil-obh-pbh", "OBH-001")
    text = " ".join(rest)
    assert len(spans) > ON_FIRST_PAGE
    assert f"SK {spans[0].name}" not in first
    assert "Riwayat akreditasi seluruhnya" in text
    assert f"SK {spans[0].name}" in text
    for words in (
        "Akta pendirian : 12 (contoh) tanggal 21 Mei 2012", "Kantor cabang : LBH Cabang (contoh)",
        "Jalan Lama 9", "sampai 31 Desember 2020", "1 Januari 2024 (kedaluwarsa)", "NPWP : 012345678901234",
    ):  # fmt: skip
        assert words in text, words


def test_few_cases_of_a_place_are_not_told_apart(
    book: Book, obhs: list[int], make_case: Make, make_recipient: Make
) -> None:
    who = [{"recipient_id": make_recipient()}]
    for number, court in enumerate(("PN Satu", "PN Satu", "PN Satu", "PN Dua")):
        make_case(obhs[0], who, court=court, court_number=str(number))
    found = book.read(case_counts, obhs[0], date(2024, 1, 1), ON, least=3).result()
    assert found.places == (("PN Satu", 3), ("Tempat lain", 1))
    assert found.years == ((2024, 0, 0), (2025, 4, 0))
    assert found.total == 4


def test_the_papers_stand_for_an_office_with_nothing_in_it(book: Book) -> None:
    for kind, key in (("direktori-pbh", "semua"), ("rekap-obh", "2025"), ("berkas-audit", "2025")):
        pdf = draft(book, RULES, KINDS[kind], Subject(key, key), ON)
        assert pdf.startswith(b"%PDF")
    assert book.read(KINDS["banding-pbh"].subjects).result() == []


def test_the_set_for_an_inspector_is_a_folder_with_check_lists_and_files_in_order(
    book: Book, claim: int, make_case: Make, tmp_path: Path
) -> None:
    case = book.read(load_claim, claim).result().values["case_id"]
    page = draft(book, RULES, KINDS["berkas-audit"], Subject("2025", "Tahun 2025"), ON)
    for name in ("kuitansi.PDF", "scan.pdf"):
        (tmp_path / name).write_bytes(page)
    files = [
        {"kind": "kuitansi", "title": "Kuitansi: 1/2 (contoh)", "item_code": "PID17",
         "attachment_id": ChosenFile(str(tmp_path / "kuitansi.PDF"))},
        {"kind": "putusan", "title": "Putusan (contoh)", "item_code": "PID12",
         "attachment_id": ChosenFile(str(tmp_path / "scan.pdf"))},
    ]  # fmt: skip
    book.change(save_case, ANYONE, {"documents": files}, id=case, version=None).result()
    own: dict[str, Any] = {"period": "2025-TW2", "on": ON, "place": tmp_path}
    made = write_audit_set(book, RULES, ANYONE, **own)
    names = [path.relative_to(made.folder).as_posix() for path in sorted(made.folder.rglob("*.pdf"))]
    assert names == [
        "00 Berkas reimbursement.pdf",
        "001 RB-2025-0001/00 Daftar periksa.pdf",
        "001 RB-2025-0001/01 PID12 Putusan (contoh).pdf",
        "001 RB-2025-0001/02 PID17 Kuitansi- 1-2 (contoh).pdf",
    ]
    rows = list(csv.reader((made.folder / CONTENTS).read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in rows[1:]] == names
    for name, digest in rows[1:]:
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    assert "ekspor" in {
        row.action for row in book.glance(lambda s: s.execute(select(JournalEntry.action)).all())
    }
    with pytest.raises(Refused, match="sudah ada di sana"):
        write_audit_set(book, RULES, ANYONE, **own)
    with pytest.raises(Refused, match="Tidak ada reimbursement"):
        write_audit_set(book, RULES, ANYONE, period="2024", on=ON, place=tmp_path)
    with pytest.raises(Refused, match="tidak berhak"):
        write_audit_set(book, RULES, Actor(None, "Verifikator Contoh", "verifikator"), **own)
