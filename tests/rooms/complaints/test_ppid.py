"""Public information: the list with its tests, the receipt, the register and the yearly report."""

from datetime import date
from typing import Any

import pytest
from tests.rooms.complaints.desk_office import Office
from tests.rooms.complaints.test_registers import REQUEST, new
from tests.rooms.complaints.test_report import paper

from berkas.engine.lookup import choices_for
from berkas.engine.periods import span_of
from berkas.engine.records import Doubtful
from berkas.rooms.complaints.commands.information import save_information
from berkas.rooms.complaints.commands.registers import save_request
from berkas.rooms.complaints.queries.information import load_information
from berkas.rooms.complaints.queries.ppidyear import ppid_year
from berkas.rooms.complaints.report.letters import request_letter_values
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import PublicInformation

PLAN: dict[str, Any] = {"title": "Rencana kerja 2025 (contoh)", "category": "berkala",
                        "holder": "Bagian Umum", "summary": "Kegiatan setahun"}  # fmt: skip
TEST: dict[str, Any] = {"subject": "Identitas pelapor (contoh)", "tested_on": "2025-02-03",
                        "decision": "dikecualikan", "legal_basis": "Pasal 17 huruf h (contoh)",
                        "if_opened": "Pelapor dapat dibalas.", "decree_number": "W.7-12"}  # fmt: skip
WITHHELD = {"title": "Identitas pelapor (contoh)", "category": "dikecualikan", "tests": [TEST]}
REFUSED = {"decision": "ditolak", "refusal_reason": "dikecualikan", "notice_on": "2025-06-10"}


def test_entries_are_numbered_and_tests_are_kept(office: Office) -> None:
    new(office, save_information, PLAN)
    id_ = new(office, save_information, WITHHELD)
    assert office.row(PublicInformation, id_).number == "DIP-002"
    (row,) = office.book.read(load_information, id_).result().values["tests"]
    assert row["decree_number"] == "W.7-12"
    assert [choice.label for choice in office.book.read(choices_for, "informasi", "rencana").result()] == [
        "Rencana kerja 2025 (contoh)"
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"tests": [TEST | {"valid_until": "2025-01-01"}]}, "sebelum tanggal uji"),
        ({"tests": [{**TEST, "if_opened": ""}]}, "Akibat bila dibuka"),
        ({"valid_from": "2025-05-01", "valid_until": "2025-04-01"}, "sebelum berlaku mulai"),
        ({"title": ""}, "Judul"),
    ],
)
def test_a_wrong_entry_is_refused_with_a_sentence(office: Office, change: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        new(office, save_information, WITHHELD | change)


def test_only_those_who_record_may_change_the_list(office: Office) -> None:
    with pytest.raises(Refused, match="tidak berhak"):
        office.change(save_information, PLAN, id=None, version=None, actor=Actor(9, "Contoh", "pengawas"))


def test_withholding_without_a_test_is_asked_about(office: Office) -> None:
    with pytest.raises(Doubtful, match="uji konsekuensi"):
        new(office, save_information, WITHHELD | {"tests": []})
    request = new(office, save_request, REQUEST)
    with pytest.raises(Doubtful, match="diuji konsekuensinya"):
        office.change(save_request, REFUSED, id=request, version=None)
    listed = new(office, save_information, WITHHELD)
    office.change(save_request, REFUSED | {"information_id": str(listed)}, id=request, version=None)
    values = office.book.read(request_letter_values, request, date(2025, 6, 10)).result()
    assert values["uji"] == "W.7-12; 3 Februari 2025; Pasal 17 huruf h (contoh)"


def test_an_answer_to_an_objection_takes_its_words_from_the_request(office: Office) -> None:
    row = {"received_on": "2025-06-20", "reason": "tidak_ditanggapi", "decision": "Informasi diberikan."}
    request = new(office, save_request, REQUEST | {"objections": [row]})
    values = office.book.read(request_letter_values, request, date(2025, 6, 30)).result()
    assert values["alasan_keberatan"] == "Permohonan tidak ditanggapi"
    assert values["tanggapan"] == "Informasi diberikan."
    assert "Ani" not in str(values)


@pytest.fixture
def furnished(office: Office) -> Office:
    listed = new(office, save_information, WITHHELD)
    new(office, save_information, PLAN)
    objection = {"received_on": "2025-06-12", "reason": "permohonan_ditolak", "dispute_on": "2025-07-30",
                 "decided_on": "2025-07-20", "dispute_number": "KI-7"}  # fmt: skip
    refused = REFUSED | {"information_id": str(listed), "exclusion_article": "Pasal 17 huruf h",
                         "objections": [objection]}  # fmt: skip
    new(office, save_request, REQUEST | refused)
    new(office, save_request, REQUEST | {"channel": "surat", "cost": 25_000, "payment_manner": "tunai"})
    return office


def test_the_receipt_counts_the_days_and_names_nobody(furnished: Office) -> None:
    text, _pages = paper(furnished, "tanda-terima-ppid", "001/VI/2025")
    for wanted in ("Tanda Bukti", "10 hari kerja", "18 Jun 2025", "ID-00001 (perorangan)", "keberatan"):
        assert wanted.casefold() in text.casefold(), wanted
    assert "Ani" not in text


def test_the_register_has_the_legal_columns(furnished: Office) -> None:
    text, _pages = paper(furnished, "register-ppid", "2025")
    for wanted in ("Status informasi", "Tujuan", "Keputusan", "Alasan", "Selasa, 10 Juni 2025", "Rp25.000",
                   "Pasal 17 huruf h", "sengketa KI-7", "ID-00002", "(15)"):  # fmt: skip
        assert wanted in text, wanted
    assert "Ani" not in text
    assert "Nihil" in paper(furnished, "register-ppid", "2025-01")[0]


def test_the_list_keeps_withheld_information_apart(furnished: Office) -> None:
    text, _pages = paper(furnished, "daftar-informasi-publik", "KANTOR")
    assert (
        text.index("Rencana kerja")
        < text.index("Informasi yang dikecualikan")
        < text.index("Identitas pelapor")
    )
    assert "Lembar uji konsekuensi".casefold() in paper(furnished, "uji-konsekuensi", "DIP-001")[0].casefold()
    with pytest.raises(Refused, match="tidak ditemukan"):
        paper(furnished, "uji-konsekuensi", "DIP-002")


def test_the_year_is_counted_with_decisions_in_full(furnished: Office) -> None:
    counted = furnished.book.read(ppid_year, span_of("2025"), date(2025, 8, 1)).result()
    assert (counted.received, counted.days, counted.objections, counted.disputes) == (2, (4,), 1, 1)
    assert counted.cost == 25_000
    text, _pages = paper(furnished, "laporan-ppid", "2025")
    assert "Ditolak 1 50,0%" in text
    assert "Surat 1" not in text
    assert "Median" in text
    assert "Nihil" in paper(furnished, "laporan-ppid", "2023")[0]
