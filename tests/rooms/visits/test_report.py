"""Papers parsed back: what stands on them, and what never does."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from berkas.engine.issuing import draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.engine.verifying import verify
from berkas.rooms.visits.commands import (
    follow_up_flags,
    make_forms,
    save_assessment,
    save_event,
    save_survey_period,
)
from berkas.rooms.visits.report import DOCUMENTS
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.errors import Refused

from .conftest import interview_answers

Make = Callable[..., int]
RULES = Rulebook.load()
ON = date(2025, 6, 16)
KINDS = {kind.key: kind for kind in DOCUMENTS}
SKM: tuple[str, ...] = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana"
)  # fmt: skip


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def printed(book: Book, kind: str, key: str) -> str:
    subject = book.read(KINDS[kind].find, key).result()
    return " ".join(pages(draft(book, RULES, KINDS[kind], subject, ON)))


@pytest.fixture
def visit(
    make_visit: Make, make_unit: Make, make_official: Make, make_obh: Make, make_recipient: Make
) -> int:
    """The shape of the visit of 12 June 2025, with invented names."""
    unit, other = make_unit(), make_unit("LPKA-X", "LPKA Kelas II Contoh", "lpka")
    obh = make_obh()
    return make_visit(
        basis="1. Undang-Undang Nomor 16 Tahun 2011\n2. Permenkumham Nomor 4 Tahun 2021",
        aims="menilai mutu layanan bantuan hukum",
        summary="Tanggapan responden beragam.",
        recommendations="1. PBH menjelaskan bahwa layanan gratis\n2. Kunjungan berikutnya pada triwulan III",
        met_text="Kepala LPKA Contoh",
        places=[
            {"kind": "upt", "unit_id": unit, "on_date": "2025-06-12", "from_time": "09.00"},
            {"kind": "upt", "unit_id": other, "on_date": "2025-06-12", "received_by": "Budi Contoh"},
        ],
        members=[
            {"official_id": make_official(), "role": "ketua"},
            {"name": "Rina Contoh", "role": "anggota", "position": "Penyuluh Hukum"},
        ],
        traces=[
            {"recipient_id": make_recipient(f"PB-2025-00{n}"), "obh_id": obh, "place": 1 + n % 2,
             "result": "ditemukan"}
            for n in range(1, 7)
        ],
        letters=[{"number": "W.7-HN.04.03-12", "letter_on": "2025-06-10"}],
    )  # fmt: skip


def test_the_letter_of_assignment_names_team_places_and_basis(book: Book, visit: int) -> None:
    del visit
    text = printed(book, "surat-tugas", "KEG-2025-001")
    for words in ("SURAT TUGAS", "W.7-HN.04.03-12", "Siti Contoh", "19800101 200501 2 001", "Rina Contoh",
                  "LPKA Kelas II Contoh", "Kamis, 12 Juni 2025", "Undang-Undang", "DRAF"):  # fmt: skip
        assert words in text
    assert "PB-2025" not in text


def test_a_letter_is_issued_under_the_number_it_was_given(book: Book, visit: int) -> None:
    del visit
    kind = KINDS["surat-tugas"]
    subject = book.read(kind.find, "KEG-2025-001").result()
    issued = book.change(issue, ANYONE, RULES, kind, subject, ON).result().value
    assert "Nomor dokumen W.7-HN.04.03-12" in " ".join(pages(issued.pdf))


def test_the_attendance_sheet_has_officials_by_name_and_respondents_by_code(book: Book, visit: int) -> None:
    del visit
    subject = book.read(KINDS["daftar-hadir"].find, "KEG-2025-001").result()
    first, *rest = pages(draft(book, RULES, KINDS["daftar-hadir"], subject, ON))
    second = " ".join(rest)
    assert "Siti Contoh" in first
    assert "PB-2025" not in first
    assert all(f"PB-2025-00{n}" in second for n in range(1, 7))
    assert "DRAF" not in first + second


def test_the_report_of_a_visit_without_sheets_says_facts_and_counts(book: Book, visit: int) -> None:
    del visit
    text = printed(book, "laporan-monev", "keg-2025-001")
    for words in ("LAPORAN HASIL MONITORING DAN EVALUASI", "6 (enam) penerima", "LBH Melati (contoh)",
                  "Ditemukan", "Tanggapan responden beragam", "Budi Contoh", "triwulan III"):  # fmt: skip
        assert words in text
    assert "PB-2025" not in text
    assert "Nilai kumulatif" not in text


def test_scores_stand_apart_and_only_from_the_least_number_on(
    book: Book, visit: int, make_interview: Make
) -> None:
    for number in (1, 2):
        make_interview(1, visit_id=visit, respondent_code=f"R-{number:02}")
    text = printed(book, "laporan-monev", "KEG-2025-001")
    assert "Belum cukup responden" in text
    assert "Disembunyikan: kurang dari 3 responden" in text
    assert "Jawaban tidak dirinci" in text
    flagged = interview_answers("3", INT01="ya", INT02="Rp500.000 kepada Pak Contoh")
    id_ = make_interview(1, flagged, visit_id=visit, respondent_code="R-03")
    book.change(follow_up_flags, ANYONE, id_).result()
    text = printed(book, "laporan-monev", "KEG-2025-001")
    assert "Nilai internal kantor, bukan nilai resmi Sidbankum" in text
    assert "Rincian perhitungan" in text
    assert "91,67" in text
    assert "1 keterangan ditangani sebagai tindak lanjut rahasia" in text
    assert "Rumusan kantor" in text
    for never in ("R-01", "R-03", "PB-2025", "Rp500.000", "Dugaan pembayaran"):
        assert never not in text


def test_an_issued_report_is_kept_and_known_by_its_code(book: Book, visit: int) -> None:
    del visit
    kind = KINDS["laporan-monev"]
    subject = book.read(kind.find, "KEG-2025-001").result()
    issued = book.change(issue, ANYONE, RULES, kind, subject, ON).result().value
    found = book.read(verify, issued.code).result()
    assert str(found.state) == "utuh"
    assert "DRAF" not in " ".join(pages(issued.pdf))


def test_blank_forms_by_instrument_and_numbered_ones_of_a_visit(book: Book, visit: int) -> None:
    text = printed(book, "formulir", "monev_litigasi")
    assert "Persetujuan wawancara" in text
    assert "Formulir 0001" not in text
    assert "bukan kuesioner resmi" in text
    assert "Persetujuan" in printed(book, "formulir", "KEG-2025-001")
    book.change(make_forms, ANYONE, visit, "monev_litigasi", 2).result()
    text = printed(book, "formulir", "KEG-2025-001")
    assert "Formulir 0001" in text
    assert "Formulir 0002" in text
    assert "DRAF" not in text
    subject = book.read(KINDS["formulir"].find, "skm").result()
    with pytest.raises(Refused, match="tidak diterbitkan"):
        book.change(issue, ANYONE, RULES, KINDS["formulir"], subject, ON).result()


def test_the_survey_report_shows_index_formula_marks_and_problems(
    book: Book, make_unit: Make, make_period: Make
) -> None:
    unit = make_unit()
    period = make_period(
        unit, population=100, official_index=3.9, official_scale=4, official_grade="A",
        problems=[{"element": "waktu", "problem": "Antrean lama"}],
        consultations=[{"on_date": "2025-06-01", "result": "Loket kedua dibuka"}],
    )  # fmt: skip
    for score in ("3", "4", "4", "4"):
        answers = dict.fromkeys(SKM, score) | {"jenis_kelamin": "perempuan", "waktu": "2"}
        book.change(save_assessment, ANYONE, {"survey_period_id": period}, answers).result()
    for key in ("LAPAS-X:SURVEI-2025-001", "lapas-x", "LAPAS-X:Semester I 2025"):
        text = printed(book, "laporan-skm", key)
        for words in ("88,89", "3,5556", "Waktu", "Krejcie", "Kurang 76", "Antrean lama",
                      "Loket kedua dibuka", "3,90 (skala 4)", "Rincian perhitungan", "Survei internal kantor",
                      "Permenpan RB 14/2017"):  # fmt: skip
            assert words in text


def test_a_small_count_cannot_be_found_by_subtraction(book: Book, make_unit: Make, make_period: Make) -> None:
    period = make_period(make_unit())
    for sex in ("laki_laki", "perempuan", "perempuan", "perempuan"):
        answers = dict.fromkeys(SKM, "4") | {"jenis_kelamin": sex}
        book.change(save_assessment, ANYONE, {"survey_period_id": period}, answers).result()
    text = printed(book, "laporan-skm", "LAPAS-X")
    assert "Laki-laki – Perempuan –" in text
    assert "Disembunyikan: kurang dari 3 responden" in text


def test_few_answers_of_a_survey_are_not_shown(book: Book, make_unit: Make, make_period: Make) -> None:
    period = make_period(make_unit())
    assert "tidak dihitung: responden kurang dari 3" in printed(book, "laporan-skm", "LAPAS-X")
    book.change(save_assessment, ANYONE, {"survey_period_id": period}, dict.fromkeys(SKM, "3")).result()
    text = printed(book, "laporan-skm", "LAPAS-X")
    assert "responden kurang dari 3" in text
    assert "75,00" not in text


@pytest.mark.parametrize("key", ["spkp", "spak", "ikm2021", "ipk2021"])
def test_every_survey_has_its_report(book: Book, make_unit: Make, key: str) -> None:
    unit = make_unit()
    own = {"unit_id": unit, "instrument_key": key, "label": "Januari–Juni 2021",
           "period_from": "2021-01-01", "period_until": "2021-06-30"}  # fmt: skip
    period = book.change(save_survey_period, ANYONE, own, id=None, version=None).result().value
    instrument = RULES.instrument(key)
    scored = [item.key for section in instrument.sections if section.scored for item in section.items]
    for _ in range(3):
        answers = {item: instrument.options(instrument.items[item])[-1].code for item in scored}
        book.change(save_assessment, ANYONE, {"survey_period_id": period}, answers).result()
    assert "100,00" in printed(book, "laporan-skm", "LAPAS-X")


def test_the_report_of_an_event_counts_people_and_lists_aspirations(book: Book) -> None:
    own = {
        "title": "Mengenal Lebih Dekat Pelayanan Publik (contoh)",
        "kind": "diseminasi",
        "on_date": "2024-07-11",
        "place": "Kantor Wilayah Contoh",
        "topics": [{"topic": "ppid"}, {"topic": "lapor"}],
        "speakers": [{"name": "Siti Contoh", "role": "narasumber"}],
        "participants": [
            {"participant_group": "masyarakat", "unspecified": 60, "is_estimate": True},
            {"participant_group": "akademisi", "men": 12, "women": 8, "is_estimate": True},
        ],
        "aspirations": [{"text": "Pos bantuan hukum di daerah lain", "status": "belum_ditindaklanjuti"}],
    }
    book.change(save_event, ANYONE, own, id=None, version=None).result()
    text = printed(book, "laporan-kegiatan", "ACR-2024-001")
    for words in ("sekitar 80 orang", "PPID", "Siti Contoh", "Pos bantuan hukum di daerah lain"):
        assert words in text
